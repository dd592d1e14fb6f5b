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
        let word = word.as_bytes();
        if word.len() < SHORTEST || !word.iter().all(u8::is_ascii_lowercase) {
            return Vec::new();
        }
        let holds = |line: &[u8]| line.windows(word.len()).any(|window| window == word);
        let lines = self.lines.split(|&byte| byte == b'\n');
        (0..).zip(lines).filter(|(_, line)| holds(line)).map(|(edition, _)| edition).collect()
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
