//! Signatures as the engine matches them: literals, automata, and the pieces by which it finds where
//! to look.

use std::collections::BTreeMap;

use casebook_core::block::layout::{ByteRangeRow, GRAM, GramRow, NO_OFFSET, SignatureRow, StateRow};
use casebook_core::log::normalize;
use zerocopy::little_endian::{U16, U32};

use super::heap::{Heap, span};
use crate::automaton;
use crate::model::Collection;
use crate::signature::{Signature, weight};

#[derive(Debug, Default)]
pub(super) struct Signatures {
    pub(super) rows: Vec<SignatureRow>,
    pub(super) grams: Vec<GramRow>,
    pub(super) states: Vec<StateRow>,
    pub(super) ranges: Vec<ByteRangeRow>,
}

pub(super) fn write(collection: &Collection, heap: &mut Heap) -> Signatures {
    let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
    for text in collection.cases.iter().flat_map(|case| &case.signatures) {
        *claims.entry(text).or_default() += 1;
    }
    let mut signatures = Signatures::default();
    for (case, number, text) in collection.cases.iter().enumerate().flat_map(|(case, row)| {
        row.signatures.iter().enumerate().map(move |(number, text)| (case, number, text))
    }) {
        // What the checks let pass can be read; the rest is in no collection that is written.
        let Ok(signature) = Signature::parse(text) else { continue };
        let claims = claims.get(text.as_str()).copied().unwrap_or(1);
        signatures.add(case, number, &signature, claims, heap);
    }
    signatures.grams.sort_by_key(|row| (row.gram, row.signature.get(), row.offset.get()));
    signatures
}

impl Signatures {
    fn add(&mut self, case: usize, number: usize, signature: &Signature, claims: usize, heap: &mut Heap) {
        let row = self.rows.len() as u32;
        let (first_state, first_range) = (self.states.len(), self.ranges.len());
        let mut literal = String::new();
        if let Some(text) = signature.literal() {
            let normal = normalize(text);
            self.add_grams(row, &literal_grams(&normal));
            literal = String::from_utf8_lossy(&normal).into_owned();
        } else {
            let Some(automaton) = automaton::compile(signature.pattern()) else { return };
            self.states.extend(automaton.states);
            self.ranges.extend(automaton.ranges);
            let needles = signature.needles().unwrap_or_default();
            let grams = needles.iter().filter_map(|needle| rarest(needle.as_bytes()));
            self.add_grams(row, &grams.map(|(_, gram)| (NO_OFFSET, gram)).collect::<Vec<_>>());
        }
        self.rows.push(SignatureRow {
            case: U32::new(case as u32),
            number: U16::new(number as u16),
            weight: U16::new(weight(signature, claims)),
            literal: heap.string(&literal),
            states: span(first_state, self.states.len() - first_state),
            ranges: span(first_range, self.ranges.len() - first_range),
        });
    }

    fn add_grams(&mut self, signature: u32, grams: &[(u16, [u8; GRAM])]) {
        for (offset, gram) in grams {
            let row = GramRow { gram: *gram, offset: U16::new(*offset), signature: U32::new(signature) };
            self.grams.push(row);
        }
    }
}

/// The rarest piece of either half, so that one is left where the text is cut or broken; of a short
/// text, the rarest of all.
fn literal_grams(literal: &[u8]) -> Vec<(u16, [u8; GRAM])> {
    let (first, second) = literal.split_at(literal.len() / 2);
    let place = |base: usize, (at, gram): (usize, [u8; GRAM])| ((base + at) as u16, gram);
    let halves: Vec<_> = [(0, first), (first.len(), second)]
        .into_iter()
        .filter_map(|(base, half)| Some(place(base, rarest(half)?)))
        .collect();
    if halves.len() == 2 {
        halves
    } else {
        rarest(literal).map(|found| place(0, found)).into_iter().collect()
    }
}

/// The piece of `text` whose characters are the rarest in English, and where it stands.
fn rarest(text: &[u8]) -> Option<(usize, [u8; GRAM])> {
    /// Letters by how often they are written, the commonest first.
    const COMMON: &[u8] = b" etaoinsrhldcumfpgwybvkxjqz";
    let rarity = |byte: &u8| COMMON.iter().position(|common| common == byte).unwrap_or(COMMON.len());
    let windows = text.windows(GRAM).enumerate();
    let best =
        windows.max_by_key(|(at, window)| (window.iter().map(rarity).sum::<usize>(), std::cmp::Reverse(*at)));
    best.and_then(|(at, window)| Some((at, window.try_into().ok()?)))
}
