//! A script without what only its readers need: comments, indentation, empty lines.
//!
//! Names and lines stay, so that what a browser reports can still be read; and line ends stay, which
//! may end a statement.

use std::iter::Peekable;
use std::ops::Range;

use anyhow::Result;

use super::scan::{Layout, layout};

/// The same script, shorter.
pub(super) fn compact(path: &str, text: &str) -> Result<String> {
    let Layout { comments, templates } = layout(path, text)?;
    let mut comments = comments.into_iter().peekable();
    let mut templates = templates.into_iter().peekable();
    let mut short = String::with_capacity(text.len());
    let mut skipped = 0;
    for (at, c) in text.char_indices() {
        if at < skipped {
            continue;
        }
        if let Some(comment) = comments.next_if(|comment| comment.start == at) {
            // A comment of several lines ends a line, as it did before.
            if text.get(comment.clone()).is_some_and(|comment| comment.contains('\n')) {
                end_line(&mut short);
            }
            skipped = comment.end;
        } else if is_within(&mut templates, at) {
            short.push(c);
        } else if c == '\n' {
            end_line(&mut short);
        } else if c != ' ' || !(short.is_empty() || short.ends_with('\n')) {
            short.push(c);
        }
    }
    Ok(short)
}

/// Ends a line that is not empty.
fn end_line(short: &mut String) {
    short.truncate(short.trim_end_matches(' ').len());
    if !short.is_empty() && !short.ends_with('\n') {
        short.push('\n');
    }
}

fn is_within(ranges: &mut Peekable<impl Iterator<Item = Range<usize>>>, at: usize) -> bool {
    while ranges.next_if(|range| range.end <= at).is_some() {}
    ranges.peek().is_some_and(|range| range.start <= at)
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn comments_indentation_and_empty_lines_go() {
        for (text, expected) in [
            ("// a\n\nb;\n", "b;\n"),
            ("/** a\n * b */\nf(\n    1, // one\n);\n", "f(\n1,\n);\n"),
            ("return /* a\nb */ x", "return\nx"),
            ("return /* a */ x", "return  x"),
            ("s = ' // no ';", "s = ' // no ';"),
            ("r = /[/*]/;", "r = /[/*]/;"),
            ("t = `\n  a ${ b /* c */ }\n\n  // d`;", "t = `\n  a ${ b  }\n\n  // d`;"),
            ("t = `${`\n  x`}`", "t = `${`\n  x`}`"),
            ("  '证书'  ", "'证书'  "),
            ("", ""),
        ] {
            assert_eq!(compact("x.js", text).ok().as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn what_does_not_end_is_an_error() {
        assert!(compact("x.js", "/* a").is_err());
    }
}
