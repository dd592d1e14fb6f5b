//! Titles by the initials of their characters: `zsgq` for `证书过期`.

use crate::block::Block;
use crate::block::layout::Section;
use crate::error::Error;

/// Fewer letters begin half of all titles.
const SHORTEST: usize = 3;

#[derive(Clone, Copy, Debug)]
pub(super) struct Initials<'a> {
    lines: &'a [u8],
}

impl<'a> Initials<'a> {
    pub(super) fn open(block: Block<'a>) -> Result<Self, Error> {
        Ok(Self { lines: block.section(Section::Initials)? })
    }

    /// The editions whose title, tags or aliases have characters side by side that begin with the
    /// letters of `word`, in order. Reads all lines: a few bytes an edition.
    pub(super) fn find(&self, word: &str) -> Vec<u32> {
        if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Vec::new();
        }
        let Ok(lines) = str::from_utf8(self.lines) else { return Vec::new() };
        let mut editions = Vec::new();
        let (mut edition, mut counted) = (0, 0);
        // Almost no word is found: one search over all lines, and lines are counted up to a find.
        for (at, _) in lines.match_indices(word) {
            let before = lines.get(counted..at).unwrap_or("");
            edition += before.bytes().filter(|&byte| byte == b'\n').count() as u32;
            counted = at;
            if editions.last() != Some(&edition) {
                editions.push(edition);
            }
        }
        editions
    }
}

#[cfg(test)]
mod tests {
    use super::Initials;

    #[test]
    fn letters_stand_side_by_side_in_one_line() {
        let initials = Initials { lines: b"zsgqwt zs\n\nlqdcs zsg\n" };
        for (word, editions) in [
            ("zsgq", &[0][..]),
            ("zsg", &[0, 2]),
            ("gqw", &[0]),
            ("twz", &[]),
            ("zs", &[]),
            ("ZSG", &[]),
            ("qwtzs", &[]),
        ] {
            assert_eq!(initials.find(word), editions, "{word}");
        }
    }
}
