//! The text of a file, and the way from a place in it to line and column.

use std::ops::Range;

use casebook_core::markup::markdown::MAX_INPUT;

use crate::{SourceFile, Unread};

/// A file as the checks see it: UTF-8, without byte order mark, lines ended by `\n` alone.
///
/// Places are byte offsets into [`Source::text`]; [`Source::in_file`] leads back to the file as
/// it was given.
pub(crate) struct Source<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: String,
    pub(crate) damage: Option<Damage>,
    /// Where in `text` a carriage return stood before the line feed.
    removed: Vec<usize>,
    has_mark: bool,
    line_starts: Vec<usize>,
}

/// Why a file is not read any further.
pub(crate) enum Damage {
    /// `text` ends before the first byte that is not UTF-8; so many bytes belong to the mistake.
    NotUtf8 { length: usize },
    /// The file has so many bytes; `text` is its first line.
    TooLarge { length: usize },
    /// There is no text, and why.
    Unread(Unread),
}

const MARK: &[u8] = b"\xef\xbb\xbf";

impl<'a> Source<'a> {
    pub(crate) fn new(file: &'a SourceFile) -> Self {
        let has_mark = file.bytes.starts_with(MARK);
        let bytes = file.bytes.strip_prefix(MARK).unwrap_or(&file.bytes);
        let (raw, damage) = readable(bytes);
        let damage = file.unread.clone().map(Damage::Unread).or(damage);
        let (text, removed) = with_line_feeds(raw);
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { path: &file.path, text, damage, removed, has_mark, line_starts }
    }

    /// Line and column of `offset`, both from 1, the column in characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or("");
        (line, before.chars().count() + 1)
    }

    /// The line around `offset`, without its end.
    pub(crate) fn line_at(&self, offset: usize) -> Range<usize> {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| next - 1);
        start..end.max(start)
    }

    /// The text at `span`; empty if there is no such place.
    pub(crate) fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or("")
    }

    /// The end of the text, or its last character when that says more.
    pub(crate) fn end(&self) -> Range<usize> {
        let end = self.text.trim_end().len();
        end..end
    }

    /// `span` as a byte range of the file as it was given.
    pub(crate) fn in_file(&self, span: &Range<usize>) -> Range<usize> {
        let mark = if self.has_mark { MARK.len() } else { 0 };
        let shift = |offset: usize| offset + mark + self.removed.partition_point(|at| *at < offset);
        match &self.damage {
            Some(Damage::NotUtf8 { length }) if span.end >= self.text.len() => {
                shift(span.start)..shift(span.start) + length
            }
            _ => shift(span.start)..shift(span.end),
        }
    }

    /// The way back: what the byte range of the file is in [`Source::text`].
    pub(crate) fn in_text(&self, span: &Range<usize>) -> Range<usize> {
        let mark = if self.has_mark { MARK.len() } else { 0 };
        let back = |offset: usize| {
            let offset = offset.saturating_sub(mark);
            let (mut low, mut high) = (0, self.removed.len());
            while low < high {
                let middle = usize::midpoint(low, high);
                // The carriage return number `middle` stood at this byte of the file.
                if self.removed.get(middle).is_some_and(|at| at + middle < offset) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            (offset - low).min(self.text.len())
        };
        back(span.start)..back(span.end)
    }
}

fn readable(bytes: &[u8]) -> (&str, Option<Damage>) {
    let length = bytes.len();
    let (bytes, too_large) = if length > MAX_INPUT {
        let line = bytes.iter().take(200).position(|byte| *byte == b'\n').unwrap_or(200);
        (bytes.get(..line).unwrap_or(bytes), Some(Damage::TooLarge { length }))
    } else {
        (bytes, None)
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => (text, too_large),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or(bytes);
            let length = error.error_len().unwrap_or(bytes.len() - valid.len());
            let text = std::str::from_utf8(valid).unwrap_or("");
            (text, too_large.or(Some(Damage::NotUtf8 { length })))
        }
    }
}

/// `\r\n` and a lone `\r` become `\n`. The second half are the places where a `\r` is gone.
fn with_line_feeds(raw: &str) -> (String, Vec<usize>) {
    let mut text = String::with_capacity(raw.len());
    let mut removed = Vec::new();
    let mut rest = raw;
    while let Some(at) = rest.find('\r') {
        text.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at + 1..).unwrap_or("");
        if rest.starts_with('\n') {
            removed.push(text.len());
        } else {
            text.push('\n');
        }
    }
    text.push_str(rest);
    (text, removed)
}

#[cfg(test)]
mod tests {
    use super::Source;
    use crate::SourceFile;

    fn file(bytes: &[u8]) -> SourceFile {
        SourceFile::new("a.md", bytes)
    }

    #[test]
    fn places_lead_to_the_file_and_back() {
        let file = file("\u{feff}一\r\n二三\r\n\r\n四".as_bytes());
        let source = Source::new(&file);
        assert_eq!(source.text, "一\n二三\n\n四");
        for word in ["一", "三", "四"] {
            let at = source.text.find(word).unwrap();
            let span = at..at + word.len();
            let given = source.in_file(&span);
            assert_eq!(&file.bytes[given.clone()], word.as_bytes());
            assert_eq!(source.in_text(&given), span);
        }
    }

    #[test]
    fn columns_are_characters() {
        let file = file("a\n故障 x".as_bytes());
        let source = Source::new(&file);
        assert_eq!(source.position(source.text.find('x').unwrap()), (2, 4));
        assert_eq!(source.line_at(3), 2..source.text.len());
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line() {
        let file = file(b"a\rb");
        assert_eq!(Source::new(&file).position(2), (2, 1));
    }
}
