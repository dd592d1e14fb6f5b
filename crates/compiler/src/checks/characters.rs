//! Characters that cannot be seen: in code they change what is copied, in front matter what is
//! compared, and everywhere they hide what a reviewer should see.

use std::ops::Range;

use crate::diagnostic::Code;
use crate::findings::{Findings, code_point, is_invisible};

/// Looks through a whole file. `code` are its places that are taken literally.
pub(crate) fn check(code: &[Range<usize>], findings: &mut Findings<'_>) {
    let source = findings.source;
    let mut code: Vec<_> = code.iter().map(|range| (range.start, range.end)).collect();
    code.sort_unstable();
    for (at, c) in source.text.char_indices().filter(|(_, c)| is_invisible(*c)) {
        let span = at..at + c.len_utf8();
        // Code stands in no other code, so only the last that begins before can reach this far.
        let before = code.partition_point(|(start, _)| *start <= at);
        let literal = code.get(..before).and_then(<[_]>::last).is_some_and(|(_, end)| at < *end);
        let (rule, place) = if literal {
            (Code::InvisibleInCode, "in code or front matter")
        } else {
            (Code::InvisibleInProse, "in prose")
        };
        let what = kind(c);
        findings
            .add(rule, &span, format!("{what}, {}, {place}", name(c)))
            .label("cannot be seen")
            .expected("characters that a reader can see")
            .help("delete it; it often comes along when text is copied from a web page or a chat");
    }
}

fn name(c: char) -> String {
    code_point(c).trim_matches(['<', '>']).to_owned()
}

fn kind(c: char) -> &'static str {
    match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            "a character that changes the direction of text"
        }
        '\u{2028}' | '\u{2029}' => "an invisible line separator",
        c if c.is_control() => "a control character",
        '\u{ad}' => "a soft hyphen",
        _ => "a character without width",
    }
}
