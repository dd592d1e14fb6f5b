//! What weighs how much in a block, for those who have to make it smaller.

use casebook_core::block::Block;
use casebook_core::block::layout::Section;

/// Bytes of a block by what they serve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// What cases are shown from: their text, its structure, names and tables.
    pub(crate) text: usize,
    /// What they are found by: the dictionary, the postings, other names and sounds.
    pub(crate) index: usize,
}

impl Sizes {
    /// The sizes of `block`; those of what is no block are zero.
    pub(crate) fn of(block: &[u8]) -> Self {
        let mut sizes = Self::default();
        let Ok(block) = Block::open(block) else { return sizes };
        for section in Section::ALL {
            let length = block.section(section).map_or(0, <[u8]>::len);
            if is_index(section) {
                sizes.index += length;
            } else {
                sizes.text += length;
            }
        }
        sizes
    }
}

fn is_index(section: Section) -> bool {
    matches!(
        section,
        Section::TermBlocks
            | Section::TermBytes
            | Section::PostingBlocks
            | Section::PostingLengths
            | Section::Postings
            | Section::Frequencies
            | Section::Names
            | Section::NameText
            | Section::Sounds
            | Section::Syllables
            | Section::Initials
    )
}
