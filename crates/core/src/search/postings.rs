//! Which editions hold a term, and how prominently.

use std::ops::Range;

use zerocopy::little_endian::U32;

use crate::block::Block;
use crate::block::layout::Section;
use crate::bytes::{Cursor, Malformed};
use crate::error::Error;

/// Weighted frequencies as bytes.
///
/// A posting holds BM25F's field-weighted, length-normalised frequency (Zaragoza et al., TREC 2004)
/// in one byte: steps of 3 %, from 1/16 to about 114. So a query needs no field lengths, and
/// ranking moves by less than the step.
#[derive(Debug)]
pub struct Frequencies;

impl Frequencies {
    const TABLE: [f32; 256] = {
        let mut table = [0.0625_f32; 256];
        let mut byte = 1;
        while byte < 256 {
            table[byte] = table[byte - 1] * 1.03;
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
pub(super) struct Postings<'a> {
    starts: &'a [U32],
    bytes: &'a [u8],
    editions: usize,
}

impl<'a> Postings<'a> {
    pub(super) fn open(block: Block<'a>, editions: usize) -> Result<Self, Error> {
        let starts = block.rows::<U32>(Section::PostingStarts)?;
        Ok(Self { starts, bytes: block.section(Section::Postings)?, editions })
    }

    /// Number of terms that have postings.
    pub(super) fn terms(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Hands each edition that holds one of `terms`, and its frequency, to `each`. An edition that
    /// holds several of the terms comes several times.
    #[inline]
    pub(super) fn read(&self, terms: Range<usize>, mut each: impl FnMut(usize, f32)) -> Result<(), Error> {
        for term in terms {
            let mut cursor = Cursor::new(self.of(term)?);
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

    fn of(&self, term: usize) -> Result<&'a [u8], Error> {
        let start = self.starts.get(term).ok_or(Malformed)?.get() as usize;
        let end = self.starts.get(term + 1).ok_or(Malformed)?.get() as usize;
        self.bytes.get(start..end).ok_or(Error::Corrupt(Section::Postings.name()))
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
        assert!((1.94..=2.0).contains(&two), "{two}");
    }
}
