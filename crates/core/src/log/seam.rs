//! Messages that a terminal broke: the end of one line and the beginning of the next, together.

use super::signatures::Part;
use crate::block::layout::GRAM;

/// Terminals are at least so wide, in bytes of a line without colours.
const LEAST_WIDTH: usize = 40;
/// Bytes on either side of the border that are looked at: longer than nearly all signatures.
const REACH: usize = 400;

/// Lines that a message may reach back over.
pub(super) const MOST_BACK: usize = 2;

/// The last line, or the last two where a terminal may have broken the first.
#[derive(Clone, Debug, Default)]
pub(super) struct Seam {
    before: Vec<u8>,
    /// Bytes of `before` by line.
    lengths: Vec<usize>,
    /// The last line ends with a blank, which its normal form lacks.
    blank: bool,
    /// The lines hold pieces of signatures that do not match in them.
    pub(super) hopeful: bool,
    joined: Vec<u8>,
}

impl Seam {
    /// Remembers a line, as it stands and as its normal form; it continues the one before if `continues`.
    pub(super) fn leave(&mut self, raw: &[u8], line: &[u8], continues: bool) {
        let whole = LEAST_WIDTH <= line.len();
        let forgotten = match (whole && continues, self.lengths.as_slice()) {
            (true, [first, _, ..]) => *first,
            (true, _) => 0,
            (false, _) => self.before.len(),
        };
        self.before.drain(..forgotten.min(self.before.len()));
        if !(whole && continues) {
            self.lengths.clear();
        } else if self.lengths.len() >= MOST_BACK {
            self.lengths.remove(0);
        }
        let blank = self.blank || raw.first() == Some(&b' ');
        self.blank = raw.last() == Some(&b' ');
        if whole {
            if blank && let Some(length) = self.lengths.last_mut() {
                self.before.push(b' ');
                *length += 1;
            }
            let end = line.get(line.len().saturating_sub(REACH)..).unwrap_or_default();
            self.before.extend_from_slice(end);
            self.lengths.push(end.len());
        }
    }

    /// Whether `line`, as it stands and as its normal form, may continue the one before.
    pub(super) fn may_continue(&self, raw: &[u8], line: &[u8]) -> bool {
        !self.before.is_empty() && !line.is_empty() && !is_indented(raw) && !is_record(line)
    }

    /// Hands the lines together to `each`, first as a terminal breaks them, anywhere, then as mail does,
    /// in place of a blank; where the second line begins, and what the two are of their lines.
    pub(super) fn join(&mut self, raw: &[u8], line: &[u8], mut each: impl FnMut(&[u8], usize, Part)) {
        let after = line.get(..line.len().min(REACH)).unwrap_or_default();
        let part = Part { begins: false, ends: after.len() == line.len() };
        let blank = self.blank || raw.first() == Some(&b' ');
        let betweens: &[&[u8]] = if blank { &[b" "] } else { &[b"", b" "] };
        for between in betweens {
            self.joined.clear();
            self.joined.extend_from_slice(&self.before);
            self.joined.extend_from_slice(between);
            let border = self.joined.len();
            self.joined.extend_from_slice(after);
            each(&self.joined, border, part);
        }
    }

    /// The bytes around the border, where a piece may be broken itself.
    pub(super) fn border(&self, line: &[u8]) -> [Vec<u8>; 2] {
        let before = self.before.get(self.before.len().saturating_sub(GRAM - 1)..).unwrap_or_default();
        let after = line.get(..line.len().min(GRAM - 1)).unwrap_or_default();
        [[before, after].concat(), [before, b" ", after].concat()]
    }

    /// Where byte `start` of what [`Seam::join`] hands out lies before the border: how many lines back,
    /// and how many bytes before the end of that line.
    pub(super) fn place(&self, start: usize) -> Option<(usize, usize)> {
        let mut end = self.before.len();
        for (back, length) in (1..).zip(self.lengths.iter().rev()) {
            if (end - length..end).contains(&start) {
                return Some((back, end - start));
            }
            end -= length;
        }
        None
    }
}

/// Whether a line is set off on purpose. A terminal may leave one blank in front.
fn is_indented(raw: &[u8]) -> bool {
    matches!(raw, [0..b' ', ..] | [b' ', 0..=b' ', ..])
}

/// Whether a line begins as records do: a time, a level, an object.
fn is_record(line: &[u8]) -> bool {
    match line {
        [b'{' | b'[', ..] => true,
        [b'I' | b'W' | b'E' | b'F', month @ ..] if month.len() > 4 && digits(month, 4) => true,
        [b'0'..=b'9', ..] => {
            let number = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let rest = line.get(number..).unwrap_or_default();
            number <= 4 && matches!(rest, [b'-' | b':' | b'/' | b'.', b'0'..=b'9', b'0'..=b'9', ..])
        }
        _ => {
            MONTHS.iter().any(|month| line.starts_with(month) && line.get(3) == Some(&b' '))
                || [&b"time="[..], b"ts=", b"level="].iter().any(|key| line.starts_with(key))
        }
    }
}

const MONTHS: [&[u8]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

fn digits(bytes: &[u8], count: usize) -> bool {
    bytes.get(..count).is_some_and(|bytes| bytes.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::is_record;

    #[test]
    fn records_begin_with_a_time_or_an_object() {
        for line in [
            "2026-11-23T09:00:01Z x",
            "09:00:01 x",
            "Nov 23 09:00:01 node-1",
            "I1123 09:00:01.0 1 a.go:1]",
            "{\"level\":1}",
            "[pod/web-0/web] x",
            "time=\"x\"",
        ] {
            assert!(is_record(line.as_bytes()), "{line}");
        }
        for line in ["120 seconds", "ired or is not yet valid", "Error: x", "Novel", "Nov", ""] {
            assert!(!is_record(line.as_bytes()), "{line}");
        }
    }
}
