//! Which editions hold a term, and how prominently.

use std::ops::Range;

use crate::block::Block;
use crate::block::layout::{PostingBlockRow, Section, TERMS_PER_POSTING_BLOCK};
use crate::bytes::{Cursor, Malformed};
use crate::error::Error;

/// Weighted frequencies as bytes.
///
/// A posting holds BM25F's field-weighted, length-normalised frequency (Zaragoza et al., TREC 2004)
/// in one byte: steps of 20 %, from 1/16 on. So a query needs no field lengths, and ranking moves by
/// less than half a step. Finer steps find no better and compress worse.
#[derive(Debug)]
pub struct Frequencies;

/// From one frequency to the next.
const STEP: f32 = 1.2;
/// The root of [`STEP`]: from a frequency to where the next is nearer.
const HALF_STEP: f32 = 1.095_445_1;

impl Frequencies {
    const TABLE: [f32; 256] = {
        let mut table = [0.0625_f32; 256];
        let mut byte = 1;
        while byte < 256 {
            table[byte] = table[byte - 1] * STEP;
            byte += 1;
        }
        table
    };

    /// The byte whose frequency is nearest to `frequency`. Multiplication alone made the table, so
    /// every machine gives the same byte.
    #[must_use]
    pub fn to_byte(frequency: f32) -> u8 {
        Self::TABLE.partition_point(|&known| known <= frequency * HALF_STEP).saturating_sub(1) as u8
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
    gaps: &'a [u8],
    frequencies: &'a [u8],
    editions: usize,
}

/// Where the postings of a term begin.
struct Place<'a> {
    /// First byte of the gaps.
    gaps: usize,
    /// First of the frequencies; the number of postings of all terms before.
    frequencies: usize,
    /// The lengths, from this term on.
    lengths: Cursor<'a>,
}

impl Place<'_> {
    /// How many postings the term has, and how many bytes their gaps take if the index says so.
    #[inline]
    fn length(&mut self) -> Result<(usize, Option<usize>), Malformed> {
        let length = self.lengths.varint()? as usize;
        let bytes = if length % 2 == 1 { Some(self.lengths.varint()? as usize) } else { None };
        Ok((length / 2, bytes))
    }

    /// Goes on to the next term. Returns the ranges of `gaps` and of the frequencies of this one.
    #[inline]
    fn next(&mut self, gaps: &[u8]) -> Result<(Range<usize>, Range<usize>), Malformed> {
        let (count, bytes) = self.length()?;
        let rest = gaps.get(self.gaps..).ok_or(Malformed)?;
        let bytes = bytes.map_or_else(|| bytes_of(count, rest), Ok)?;
        let gaps = self.gaps..self.gaps.saturating_add(bytes);
        let frequencies = self.frequencies..self.frequencies.saturating_add(count);
        (self.gaps, self.frequencies) = (gaps.end, frequencies.end);
        Ok((gaps, frequencies))
    }
}

/// How many bytes the first `count` varints take.
#[inline]
fn bytes_of(count: usize, bytes: &[u8]) -> Result<usize, Malformed> {
    let Some(last) = count.checked_sub(1) else { return Ok(0) };
    let mut ends = bytes.iter().enumerate().filter(|&(_, &byte)| byte < 0x80);
    ends.nth(last).map(|(at, _)| at + 1).ok_or(Malformed)
}

impl<'a> Postings<'a> {
    pub(crate) fn open(block: Block<'a>, editions: usize) -> Result<Self, Error> {
        Ok(Self {
            blocks: block.rows(Section::PostingBlocks)?,
            lengths: block.section(Section::PostingLengths)?,
            gaps: block.section(Section::Postings)?,
            frequencies: block.section(Section::Frequencies)?,
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
        let mut place = self.block(terms.start)?;
        for _ in 0..terms.start % TERMS_PER_POSTING_BLOCK {
            place.next(self.gaps)?;
        }
        for _ in terms {
            let (gaps, frequencies) = place.next(self.gaps)?;
            let mut gaps = Cursor::new(self.gaps.get(gaps).ok_or(Error::Corrupt(Section::Postings.name()))?);
            let frequencies =
                self.frequencies.get(frequencies).ok_or(Error::Corrupt(Section::Frequencies.name()))?;
            let mut edition = 0;
            for &frequency in frequencies {
                edition = gaps.varint()?.saturating_add(edition as u32) as usize;
                if edition >= self.editions {
                    return Err(Error::Corrupt(Section::Postings.name()));
                }
                each(edition, Frequencies::from_byte(frequency));
            }
        }
        Ok(())
    }

    /// How many postings `terms` have: how common they are.
    pub(crate) fn count(&self, terms: &Range<usize>) -> Result<usize, Error> {
        if terms.is_empty() {
            return Ok(0);
        }
        Ok(self.count_before(terms.end)?.saturating_sub(self.count_before(terms.start)?))
    }

    /// How many postings all terms before `term` have.
    fn count_before(&self, term: usize) -> Result<usize, Error> {
        let mut place = self.block(term)?;
        let mut count = place.frequencies;
        for _ in 0..term % TERMS_PER_POSTING_BLOCK {
            if place.lengths.is_empty() {
                break; // behind the last term
            }
            count = count.saturating_add(place.length()?.0);
        }
        Ok(count)
    }

    /// Where the block of postings begins in which those of `term` are.
    fn block(&self, term: usize) -> Result<Place<'a>, Error> {
        let Some(block) = self.blocks.get(term / TERMS_PER_POSTING_BLOCK) else {
            let (gaps, frequencies) = (self.gaps.len(), self.frequencies.len());
            return Ok(Place { gaps, frequencies, lengths: Cursor::new(&[]) });
        };
        Ok(Place {
            gaps: block.postings.get() as usize,
            frequencies: block.frequencies.get() as usize,
            lengths: Cursor::new(self.lengths.get(block.lengths.get() as usize..).ok_or(Malformed)?),
        })
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
        assert!((1.82..=2.2).contains(&two), "{two}");
    }
}
