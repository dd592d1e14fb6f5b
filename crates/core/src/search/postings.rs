//! Which editions hold a term, and how prominently.

use std::ops::Range;

use crate::block::Block;
use crate::block::layout::{PostingBlockRow, Section, TERMS_PER_POSTING_BLOCK};
use crate::bytes::{Cursor, Malformed};
use crate::error::Error;

/// Weighted frequencies as bytes.
///
/// A posting holds BM25F's field-weighted, length-normalised frequency (Zaragoza et al., TREC 2004)
/// in one byte: steps of 10 %, from 1/16 on. So a query needs no field lengths, and ranking moves by
/// less than the step.
#[derive(Debug)]
pub struct Frequencies;

impl Frequencies {
    const TABLE: [f32; 256] = {
        let mut table = [0.0625_f32; 256];
        let mut byte = 1;
        while byte < 256 {
            table[byte] = table[byte - 1] * 1.1;
            byte += 1;
        }
        table
    };

    /// The byte whose frequency is next below `frequency`. Multiplication alone made the table, so
    /// every machine gives the same byte.
    #[must_use]
    pub fn to_byte(frequency: f32) -> u8 {
        Self::TABLE.partition_point(|&known| known <= frequency).saturating_sub(1) as u8
    }

    /// The frequency that `byte` stands for.
    #[must_use]
    #[inline]
    pub fn from_byte(byte: u8) -> f32 {
        Self::TABLE[usize::from(byte)]
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Postings<'a> {
    blocks: &'a [PostingBlockRow],
    lengths: &'a [u8],
    bytes: &'a [u8],
    editions: usize,
}

impl<'a> Postings<'a> {
    pub(crate) fn open(block: Block<'a>, editions: usize) -> Result<Self, Error> {
        Ok(Self {
            blocks: block.rows(Section::PostingBlocks)?,
            lengths: block.section(Section::PostingLengths)?,
            bytes: block.section(Section::Postings)?,
            editions,
        })
    }

    /// Hands each edition that holds one of `terms`, and its frequency, to `each`. An edition that
    /// holds several of the terms comes several times.
    #[inline]
    pub(crate) fn read(&self, terms: Range<usize>, mut each: impl FnMut(usize, f32)) -> Result<(), Error> {
        if terms.is_empty() {
            return Ok(());
        }
        let (mut start, mut lengths) = self.seek(terms.start)?;
        for _ in terms {
            let end = start.saturating_add(lengths.varint()? as usize);
            let mut cursor =
                Cursor::new(self.bytes.get(start..end).ok_or(Error::Corrupt(Section::Postings.name()))?);
            start = end;
            let mut edition = 0;
            while !cursor.is_empty() {
                edition = cursor.varint()?.saturating_add(edition as u32) as usize;
                let frequency = Frequencies::from_byte(cursor.byte()?);
                if edition >= self.editions {
                    return Err(Error::Corrupt(Section::Postings.name()));
                }
                each(edition, frequency);
            }
        }
        Ok(())
    }

    /// How many bytes the postings of `terms` take: how common they are.
    pub(crate) fn size(&self, terms: &Range<usize>) -> Result<usize, Error> {
        if terms.is_empty() {
            return Ok(0);
        }
        let (start, _) = self.seek(terms.start)?;
        let (end, _) = self.seek(terms.end)?;
        Ok(end.saturating_sub(start))
    }

    /// Where the postings of `term` begin, and the lengths from there on.
    fn seek(&self, term: usize) -> Result<(usize, Cursor<'a>), Error> {
        let Some(block) = self.blocks.get(term / TERMS_PER_POSTING_BLOCK) else {
            return Ok((self.bytes.len(), Cursor::new(&[])));
        };
        let mut start = block.postings.get() as usize;
        let lengths = self.lengths.get(block.lengths.get() as usize..).ok_or(Malformed)?;
        let mut lengths = Cursor::new(lengths);
        for _ in 0..term % TERMS_PER_POSTING_BLOCK {
            if lengths.is_empty() {
                break; // behind the last term
            }
            start = start.saturating_add(lengths.varint()? as usize);
        }
        Ok((start, lengths))
    }
}

#[cfg(test)]
mod tests {
    use super::Frequencies;

    #[test]
    fn bytes_stand_for_ascending_frequencies() {
        for byte in 0..=255 {
            assert_eq!(Frequencies::to_byte(Frequencies::from_byte(byte)), byte);
        }
        assert_eq!(Frequencies::to_byte(0.0), 0);
        assert_eq!(Frequencies::to_byte(f32::MAX), 255);
        let two = Frequencies::from_byte(Frequencies::to_byte(2.0));
        assert!((1.8..=2.0).contains(&two), "{two}");
    }
}
