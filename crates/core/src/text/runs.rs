//! Text as runs of characters that belong together.

use super::fold::{fold, is_wide};

/// A stretch of text between blanks, punctuation or a change of script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Which rules cut it.
    pub kind: RunKind,
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// The two kinds of run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// Characters of a script without blanks between words.
    Wide,
    /// Letters and digits of any other script, with `._:/@=+-` between them.
    Latin,
}

/// Cuts `text` into runs, in order.
///
/// ```
/// use casebook_core::text::runs;
/// let text = "K3s节点 10.0.0.1:6443 拒绝";
/// let runs: Vec<&str> = runs(text).map(|run| &text[run.start..run.end]).collect();
/// assert_eq!(runs, ["K3s", "节点", "10.0.0.1:6443", "拒绝"]);
/// ```
pub fn runs(text: &str) -> impl Iterator<Item = Run> {
    runs_from(text, 0)
}

/// The runs of `text` from byte `at` on, which must not lie within one.
pub(crate) fn runs_from(text: &str, at: usize) -> impl Iterator<Item = Run> {
    Runs { text, at }
}

/// What a character is to runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Wide,
    /// A letter or digit.
    Word,
    /// Holds parts of an identifier together: `a.b`, `host:port`, `--flag=value`.
    Connector,
    Other,
}

#[inline]
pub(crate) fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Word,
        '\u{4e00}'..='\u{9fff}' => Class::Wide,
        _ => class_of_other(c),
    }
}

fn class_of_other(c: char) -> Class {
    match fold(c) {
        'a'..='z' | '0'..='9' => Class::Word,
        '.' | '_' | ':' | '/' | '@' | '=' | '+' | '-' => Class::Connector,
        '\0'..='\x7f' => Class::Other,
        c if is_wide(c) => Class::Wide,
        c if c.is_alphanumeric() => Class::Word,
        _ => Class::Other,
    }
}

struct Runs<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        loop {
            let rest = self.text.get(self.at..)?;
            let first = rest.chars().next()?;
            let start = self.at;
            match class(first) {
                Class::Wide => {
                    self.at = start + length_while(rest, |class| class == Class::Wide);
                    return Some(Run { kind: RunKind::Wide, start, end: self.at });
                }
                Class::Word | Class::Connector => {
                    let length = length_while(rest, |class| matches!(class, Class::Word | Class::Connector));
                    self.at = start + length;
                    let trimmed = trim(rest.get(..length).unwrap_or(""));
                    if !trimmed.is_empty() {
                        return Some(Run {
                            kind: RunKind::Latin,
                            start: start + trimmed.start,
                            end: start + trimmed.end,
                        });
                    }
                }
                Class::Other => self.at = start + first.len_utf8(),
            }
        }
    }
}

fn length_while(text: &str, belongs: impl Fn(Class) -> bool) -> usize {
    text.char_indices().find(|&(_, c)| !belongs(class(c))).map_or(text.len(), |(at, _)| at)
}

/// Cuts connectors off both ends: they are punctuation there. `c++` keeps its plus signs.
fn trim(run: &str) -> std::ops::Range<usize> {
    let connector = |c| class(c) == Class::Connector;
    let start = run.len() - run.trim_start_matches(connector).len();
    let mut end = run.trim_end_matches(connector).len();
    if end <= start {
        return 0..0;
    }
    let pluses = run.get(end..).unwrap_or("").bytes().take_while(|&b| b == b'+').count();
    if run.len() == end + pluses {
        end += pluses;
    }
    start..end
}
