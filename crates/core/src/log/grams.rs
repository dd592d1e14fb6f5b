//! Which signatures may match where: every signature has a piece or two that must be there.
//!
//! A log of 50 MB has few places where a signature begins to be possible. A filter of bits, made
//! from a multiplicative hash of six bytes (Bloom, CACM 13(7), 1970, with one hash function), says
//! no at nearly all others, in a few operations a byte and however many signatures there are.

use crate::block::layout::{GRAM, GramRow};

/// Bits of the filter for each piece: one look in this many is in vain.
const BITS_PER_GRAM: usize = 64;
/// Fewest and most bits of the filter, as powers of two.
const LEAST_BITS: u32 = 10;
const MOST_BITS: u32 = 23;

#[derive(Clone, Debug)]
pub(super) struct Grams<'a> {
    rows: &'a [GramRow],
    filter: Vec<u64>,
    shift: u32,
}

impl<'a> Grams<'a> {
    pub(super) fn new(rows: &'a [GramRow]) -> Self {
        let wanted = rows.len().saturating_mul(BITS_PER_GRAM).next_power_of_two().trailing_zeros();
        let bits = wanted.clamp(LEAST_BITS, MOST_BITS);
        let mut grams = Self { rows, filter: vec![0; 1 << (bits - 6)], shift: 64 - bits };
        for row in rows {
            let hash = grams.hash(key(row.gram));
            if let Some(word) = grams.filter.get_mut(hash >> 6) {
                *word |= 1 << (hash & 63);
            }
        }
        grams
    }

    /// Hands every piece in `text` to `each`, with where it stands. Ascending.
    #[inline]
    pub(super) fn scan(&self, text: &[u8], mut each: impl FnMut(usize, &'a GramRow)) {
        let mut window = 0_u64;
        for (at, &byte) in text.iter().enumerate() {
            window = (window << 8 | u64::from(byte)) & 0xffff_ffff_ffff;
            let hash = self.hash(window);
            let possible = self.filter.get(hash >> 6).is_some_and(|word| word >> (hash & 63) & 1 == 1);
            if possible && at + 1 >= GRAM {
                self.rows_of(window).for_each(|row| each(at + 1 - GRAM, row));
            }
        }
    }

    /// Knuth's multiplicative hash (TAOCP 3, 6.4), the golden ratio in 64 bits.
    #[inline]
    fn hash(&self, key: u64) -> usize {
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }

    fn rows_of(&self, wanted: u64) -> impl Iterator<Item = &'a GramRow> {
        let first = self.rows.partition_point(|row| key(row.gram) < wanted);
        self.rows.iter().skip(first).take_while(move |row| key(row.gram) == wanted)
    }
}

fn key(gram: [u8; GRAM]) -> u64 {
    gram.iter().fold(0, |key, &byte| key << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::{GRAM, GramRow, Grams};
    use proptest::prelude::*;

    proptest! {
        /// What a look at every place finds.
        #[test]
        fn every_piece_is_found(grams in prop::collection::btree_set("[ab]{6}", 0..20), text in "[ab]{0,60}") {
            let row = |gram: &String| GramRow { gram: gram.as_bytes().try_into().unwrap(), ..GramRow::default() };
            let rows: Vec<_> = grams.iter().map(row).collect();
            let mut found = Vec::new();
            Grams::new(&rows).scan(text.as_bytes(), |at, row| found.push((at, row.gram)));
            let expected: Vec<_> = text.as_bytes().windows(GRAM).enumerate()
                .filter(|(_, window)| rows.iter().any(|row| row.gram == **window))
                .map(|(at, window)| (at, <[u8; GRAM]>::try_from(window).unwrap()))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
