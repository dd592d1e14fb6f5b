//! The sorted dictionary of terms, read in place.
//!
//! One dictionary holds Latin terms and Han pairs alike: in byte order they lie apart, so neither
//! disturbs the other, and all terms with a common beginning are neighbours: a prefix is a range of
//! numbers. Blocks of [`TERMS_PER_BLOCK`] terms share beginnings (front coding; Witten, Moffat and
//! Bell, *Managing Gigabytes*, ch. 4.1).

use std::ops::Range;

use zerocopy::little_endian::U32;

use crate::block::Block;
use crate::block::layout::{Section, TERMS_PER_BLOCK};
use crate::bytes::{Cursor, Malformed};
use crate::error::Error;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Dictionary<'a> {
    blocks: &'a [U32],
    bytes: &'a [u8],
    count: usize,
}

impl<'a> Dictionary<'a> {
    pub(crate) fn open(block: Block<'a>, count: usize) -> Result<Self, Error> {
        let blocks = block.rows::<U32>(Section::TermBlocks)?;
        if blocks.len() != count.div_ceil(TERMS_PER_BLOCK) {
            return Err(Error::Corrupt(Section::TermBlocks.name()));
        }
        Ok(Self { blocks, bytes: block.section(Section::TermBytes)?, count })
    }

    /// The number of `term`, as a range of one, or an empty range.
    pub(crate) fn exact(&self, term: &str) -> Result<Range<usize>, Error> {
        let (at, equal) = self.lower_bound(term.as_bytes())?;
        Ok(at..at + usize::from(equal))
    }

    /// The numbers of all terms that begin with `prefix`.
    pub(super) fn with_prefix(&self, prefix: &str) -> Result<Range<usize>, Error> {
        let (start, _) = self.lower_bound(prefix.as_bytes())?;
        // The first byte string after all that begin with `prefix`: UTF-8 has no byte 0xff.
        let mut after = prefix.as_bytes().to_vec();
        match after.last_mut() {
            Some(last) => *last += 1,
            None => return Ok(0..self.count),
        }
        let (end, _) = self.lower_bound(&after)?;
        Ok(start..end.max(start))
    }

    /// The number of the first term not below `key`, and whether it equals `key`.
    fn lower_bound(&self, key: &[u8]) -> Result<(usize, bool), Error> {
        let (mut low, mut high) = (0, self.blocks.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.first_of(middle)? <= key { low = middle + 1 } else { high = middle }
        }
        // Block `low` begins above the key, so the key's place is in the block before it.
        let Some(block) = low.checked_sub(1) else { return Ok((0, false)) };
        self.place_in(block, key)
    }

    fn first_of(&self, block: usize) -> Result<&'a [u8], Error> {
        let mut cursor = self.cursor(block)?;
        let length = cursor.varint()? as usize;
        Ok(cursor.take(length)?)
    }

    fn place_in(&self, block: usize, key: &[u8]) -> Result<(usize, bool), Error> {
        let first = block * TERMS_PER_BLOCK;
        let last = self.count.min(first + TERMS_PER_BLOCK);
        let mut cursor = self.cursor(block)?;
        let mut term = Vec::new();
        for number in first..last {
            let shared = if number == first { 0 } else { cursor.varint()? as usize };
            if shared > term.len() {
                return Err(Malformed.into());
            }
            term.truncate(shared);
            let length = cursor.varint()? as usize;
            term.extend_from_slice(cursor.take(length)?);
            if term.as_slice() >= key {
                return Ok((number, term == key));
            }
        }
        Ok((last, false))
    }

    /// Hands each term of `numbers` to `each`, in order, with its number and how many bytes it shares
    /// with the term before it (0 for the first). `each` ends the walk by returning `false`.
    pub(super) fn walk(
        &self,
        numbers: Range<usize>,
        mut each: impl FnMut(usize, usize, &[u8]) -> bool,
    ) -> Result<(), Error> {
        let mut term = Vec::new();
        let mut block = numbers.start / TERMS_PER_BLOCK;
        while block * TERMS_PER_BLOCK < numbers.end.min(self.count) {
            let first = block * TERMS_PER_BLOCK;
            let last = self.count.min(first + TERMS_PER_BLOCK).min(numbers.end);
            let mut cursor = self.cursor(block)?;
            for number in first..last {
                let shared = if number == first { 0 } else { cursor.varint()? as usize };
                if shared > term.len() {
                    return Err(Malformed.into());
                }
                let length = cursor.varint()? as usize;
                let rest = cursor.take(length)?;
                // The first of a block is written whole, though it shares like any other.
                let really = if number == first {
                    term.iter().zip(rest).take_while(|(a, b)| a == b).count()
                } else {
                    shared
                };
                term.truncate(shared);
                term.extend_from_slice(rest);
                if number < numbers.start {
                    continue;
                }
                let with_last = if number == numbers.start { 0 } else { really };
                if !each(number, with_last, &term) {
                    return Ok(());
                }
            }
            block += 1;
        }
        Ok(())
    }

    fn cursor(&self, block: usize) -> Result<Cursor<'a>, Error> {
        let start = self.blocks.get(block).ok_or(Malformed)?.get() as usize;
        Ok(Cursor::new(self.bytes.get(start..).ok_or(Malformed)?))
    }
}
