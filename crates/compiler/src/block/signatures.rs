//! Signatures as the engine matches them: literals, automata, and the pieces by which it finds where
//! to look.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use casebook_core::block::layout::{ByteRangeRow, GRAM, GramRow, NO_OFFSET, SignatureRow, StateRow};
use casebook_core::log::normalize;
use zerocopy::little_endian::{U16, U32};

use super::heap::{Heap, span};
use crate::automaton;
use crate::model::Collection;
use crate::signature::{Signature, harmless, weight};

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
    let (common, mut signatures) = (common(), Signatures::default());
    for (case, number, text) in collection.cases.iter().enumerate().flat_map(|(case, row)| {
        row.signatures.iter().enumerate().map(move |(number, text)| (case, number, text))
    }) {
        // What the checks let pass can be read; the rest is in no collection that is written.
        let Ok(signature) = Signature::parse(text) else { continue };
        let claims = claims.get(text.as_str()).copied().unwrap_or(1);
        signatures.add((case, number), &signature, claims, &common, heap);
    }
    signatures.grams.sort_by_key(|row| (row.gram, row.signature.get(), row.offset.get()));
    signatures
}

impl Signatures {
    fn add(
        &mut self,
        place: (usize, usize),
        signature: &Signature,
        claims: usize,
        common: &Common,
        heap: &mut Heap,
    ) {
        let row = self.rows.len() as u32;
        let (first_state, first_range) = (self.states.len(), self.ranges.len());
        let mut literal = String::new();
        if let Some(text) = signature.literal() {
            let normal = normalize(text);
            self.add_grams(row, &literal_grams(&normal, common));
            literal = String::from_utf8_lossy(&normal).into_owned();
        } else {
            let Some(automaton) = automaton::compile(signature.pattern()) else { return };
            self.states.extend(automaton.states);
            self.ranges.extend(automaton.ranges);
            let grams = expression_grams(&signature.needle_sets(), common);
            self.add_grams(row, &grams.into_iter().map(|gram| (NO_OFFSET, gram)).collect::<Vec<_>>());
        }
        self.rows.push(SignatureRow {
            case: U32::new(place.0 as u32),
            number: U16::new(place.1 as u16),
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

/// How often ordinary lines hold a piece.
type Common = HashMap<[u8; GRAM], usize>;

fn common() -> Common {
    let mut common = Common::new();
    for line in harmless() {
        for gram in normalize(line).windows(GRAM).filter_map(|window| window.try_into().ok()) {
            *common.entry(gram).or_default() += 1;
        }
    }
    common
}

/// How welcome a piece is: the fewer ordinary lines have it the better, then the rarer its letters are.
type Rarity = (Reverse<usize>, usize);

/// The rarest piece of either half, so that one is left where the text is cut or broken; of a short
/// text, the rarest of all.
fn literal_grams(literal: &[u8], common: &Common) -> Vec<(u16, [u8; GRAM])> {
    let middle = literal.len() / 2;
    let of = |from: usize, to: usize| {
        let (_, at, gram) = rarest(literal.get(from..to)?, common)?;
        Some(((from + at) as u16, gram))
    };
    match (of(0, middle), of(middle, literal.len())) {
        (Some(first), Some(second)) => vec![first, second],
        _ => of(0, literal.len()).into_iter().collect(),
    }
}

/// A piece of each text of that list whose commonest piece is the rarest.
fn expression_grams(sets: &[Vec<String>], common: &Common) -> Vec<[u8; GRAM]> {
    let pieces = |set: &Vec<String>| -> Option<(Rarity, Vec<[u8; GRAM]>)> {
        let found: Vec<_> =
            set.iter().map(|needle| rarest(needle.as_bytes(), common)).collect::<Option<_>>()?;
        let commonest = found.iter().map(|(rarity, ..)| *rarity).min()?;
        Some((commonest, found.into_iter().map(|(.., gram)| gram).collect()))
    };
    let best = sets.iter().filter_map(pieces).max_by_key(|(rarity, grams)| (*rarity, Reverse(grams.len())));
    best.map(|(_, grams)| grams).unwrap_or_default()
}

/// The rarest piece of `text`, and where it stands.
fn rarest(text: &[u8], common: &Common) -> Option<(Rarity, usize, [u8; GRAM])> {
    /// Letters by how often they are written, the commonest first.
    const COMMON: &[u8] = b" etaoinsrhldcumfpgwybvkxjqz";
    let letters = |byte: &u8| COMMON.iter().position(|common| common == byte).unwrap_or(COMMON.len());
    let windows = text.windows(GRAM).enumerate();
    let pieces = windows.filter_map(|(at, window)| {
        let gram: [u8; GRAM] = window.try_into().ok()?;
        let lines = common.get(&gram).copied().unwrap_or(0);
        Some(((Reverse(lines), window.iter().map(letters).sum()), at, gram))
    });
    pieces.max_by_key(|(rarity, at, _)| (*rarity, Reverse(*at)))
}
