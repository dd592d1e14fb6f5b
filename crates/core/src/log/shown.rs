//! A line of a log as it is shown: readable, cut to what matters, with its marks.

use std::ops::Range;

use super::escape::control_sequence;
use super::normal::normalize_into;

/// Most characters of a line that are shown.
const MOST_SHOWN: usize = 400;
/// Characters shown before the match, where a line is cut.
const BEFORE_MATCH: usize = 80;
/// Most bytes of a line that are kept for showing it as a neighbour.
pub(super) const MOST_KEPT: usize = 4 * MOST_SHOWN;

/// A line, or the piece of it around the match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Without escape sequences and control characters.
    pub text: String,
    /// What matched, as ranges of bytes of `text`, ascending and disjoint.
    pub marks: Vec<Range<usize>>,
    /// The line has more before `text`.
    pub cut_before: bool,
    /// The line has more after `text`.
    pub cut_after: bool,
}

/// `line` around `found`, a range of its normal form.
pub(super) fn around(line: &[u8], found: Range<usize>) -> Shown {
    let (mut normal, mut origins) = (Vec::new(), Vec::new());
    normalize_into(line, &mut normal, |at| origins.push(at));
    let first = origins.get(found.start).copied().unwrap_or(line.len());
    // The last byte that matched, and all of the character or escape that it comes from.
    let last = origins.get(found.end).copied().unwrap_or(line.len());
    shown(line, first..last.max(first))
}

/// The beginning of `line`, without marks.
pub(super) fn beginning(line: &[u8]) -> String {
    shown(line, 0..0).text
}

fn shown(line: &[u8], found: Range<usize>) -> Shown {
    let (mut text, mut marks, mut pieces) = (String::new(), 0..0, line);
    let mut at = 0;
    while let Some(&byte) = pieces.first() {
        if at <= found.start {
            marks.start = text.len();
        }
        let length = match byte {
            0x1b => 1 + control_sequence(pieces.get(1..).unwrap_or_default()),
            b'\t' => {
                text.push('\t');
                1
            }
            0..0x20 | 0x7f => 1,
            _ => {
                let plain = pieces.iter().position(|&byte| byte < 0x20 || byte == 0x7f);
                let mut plain = plain.unwrap_or(pieces.len());
                // Stop where a mark begins or ends.
                for border in [found.start, found.end] {
                    if (at + 1..at + plain).contains(&border) {
                        plain = border - at;
                    }
                }
                text.push_str(&String::from_utf8_lossy(pieces.get(..plain).unwrap_or_default()));
                plain
            }
        };
        at += length;
        pieces = pieces.get(length..).unwrap_or_default();
        if at <= found.end {
            marks.end = text.len();
        }
    }
    if found.start >= line.len() {
        marks.start = text.len();
    }
    let end = text.get(marks.clone()).map_or(marks.start, |marked| marks.start + marked.trim_end().len());
    cut(&text, marks.start..end.max(marks.start))
}

/// At most [`MOST_SHOWN`] characters of `text`, with `mark` in them.
fn cut(text: &str, mark: Range<usize>) -> Shown {
    let characters = text.chars().count();
    let before = text.get(..mark.start).map_or(0, |before| before.chars().count());
    let skipped = if characters <= MOST_SHOWN {
        0
    } else {
        before.saturating_sub(BEFORE_MATCH).min(characters - MOST_SHOWN)
    };
    let place = |characters: usize| text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    let (start, end) = (place(skipped), place(skipped + MOST_SHOWN));
    let mark = mark.start.clamp(start, end) - start..mark.end.clamp(start, end) - start;
    Shown {
        text: text.get(start..end).unwrap_or("").to_owned(),
        marks: if mark.is_empty() { Vec::new() } else { vec![mark] },
        cut_before: start > 0,
        cut_after: end < text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::{around, beginning, normalize_into};

    /// The line with `[` `]` around the mark.
    fn marked(line: &str, wanted: &str) -> String {
        let mut normal = Vec::new();
        normalize_into(line.as_bytes(), &mut normal, |_| {});
        let normal = String::from_utf8(normal).unwrap();
        let start = normal.find(wanted).unwrap();
        let shown = around(line.as_bytes(), start..start + wanted.len());
        let mark = shown.marks.first().cloned().unwrap_or(0..0);
        format!("{}[{}]{}", &shown.text[..mark.start], &shown.text[mark.clone()], &shown.text[mark.end..])
    }

    #[test]
    fn marks_are_in_the_line_as_it_stands() {
        for (line, wanted, expected) in [
            ("abc found def", "found", "abc [found] def"),
            ("found", "found", "[found]"),
            ("\u{1b}[31mERR\u{1b}[0m fo\u{1b}[1mund\u{1b}[0m x", "found", "ERR [found] x"),
            (r#"msg="kind \"K\" in""#, "\"K\" in", r#"msg="kind [\"K\" in]""#),
            (r"Endpoints:\t\u003cnone\u003e!", "<none>", r"Endpoints:\t[\u003cnone\u003e]!"),
            ("证书 过期了", "过期", "证书 [过期]了"),
            ("a\tb  c\0d\r", "b c", "a\t[b  c]d"),
        ] {
            assert_eq!(marked(line, wanted), expected, "{line:?}");
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let line = format!("{} found {}", "证".repeat(900), "x".repeat(900));
        let shown = around(line.as_bytes(), 2701..2706);
        assert_eq!(shown.text.chars().count(), 400);
        assert_eq!(&shown.text[shown.marks[0].clone()], "found");
        assert!(shown.cut_before && shown.cut_after);
        assert_eq!(beginning(line.as_bytes()), "证".repeat(400));
    }
}
