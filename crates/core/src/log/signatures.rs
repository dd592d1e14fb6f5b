//! The signatures of a collection, and where they match in a line.

use std::ops::Range;

use super::automaton::Automaton;
use super::grams::Grams;
use crate::block::layout::{ByteRangeRow, NO_OFFSET, Section, SignatureRow, StateRow};
use crate::collection::Collection;
use crate::error::Error;

/// Of a literal that was cut, at least this share has to be there …
const LEAST_SHARE: f32 = 0.6;
/// … and at least so many bytes.
const LEAST_CUT: usize = 16;

/// All signatures of a collection.
#[derive(Clone, Debug)]
pub(super) struct Signatures<'a> {
    rows: &'a [SignatureRow],
    literals: Vec<&'a [u8]>,
    states: &'a [StateRow],
    ranges: &'a [ByteRangeRow],
    grams: Grams<'a>,
}

/// A signature in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    /// Row of the signature.
    pub(super) signature: usize,
    /// First byte of the text. An automaton knows only where a match ends: see [`Signatures::range`].
    start: Option<usize>,
    /// Byte after the last.
    pub(super) end: usize,
    /// How much of the signature is there: 1, or less where the line was cut.
    pub(super) share: f32,
}

/// What a text is of its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// The line begins where the text does.
    pub(super) begins: bool,
    /// The line ends where the text does.
    pub(super) ends: bool,
}

impl<'a> Signatures<'a> {
    pub(super) fn open(collection: &Collection<'a>) -> Result<Self, Error> {
        let block = collection.block();
        let rows: &[SignatureRow] = block.rows(Section::Signatures)?;
        let literals = rows.iter().map(|row| collection.string(row.literal).map(str::as_bytes));
        Ok(Self {
            rows,
            literals: literals.collect::<Result<_, _>>()?,
            states: block.rows(Section::States)?,
            ranges: block.rows(Section::ByteRanges)?,
            grams: Grams::new(block.rows(Section::Grams)?),
        })
    }

    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn row(&self, signature: usize) -> Option<&'a SignatureRow> {
        self.rows.get(signature)
    }

    /// Adds all signatures that match in `text` to `matches`, each once. Tells whether others may, with
    /// what comes before or after: a piece of them is there.
    pub(super) fn find(&self, text: &[u8], part: Part, matches: &mut Vec<Match>) -> bool {
        let first = matches.len();
        let mut others = false;
        // Automata that have looked at this text, so that none does so twice.
        let mut tried: Vec<u32> = Vec::new();
        self.grams.scan(text, |at, gram| {
            let number = gram.signature.get();
            let signature = number as usize;
            let found = if gram.offset.get() == NO_OFFSET {
                if tried.contains(&number) {
                    return;
                }
                tried.push(number);
                self.expression(signature, text, part)
            } else {
                self.literal(signature, text, part, at, gram.offset.get().into())
            };
            let Some(found) = found else {
                others = true;
                return;
            };
            others |= found.share < 1.0;
            let known = matches.iter_mut().skip(first).find(|known| known.signature == signature);
            match known {
                Some(known) if known.share < found.share => *known = found,
                Some(_) => {}
                None => matches.push(found),
            }
        });
        others
    }

    /// Whether a piece of a signature is in `text`.
    pub(super) fn may_match(&self, text: &[u8]) -> bool {
        let mut found = false;
        self.grams.scan(text, |_, _| found = true);
        found
    }

    fn automaton(&self, signature: usize) -> Option<Automaton<'a>> {
        let row = self.rows.get(signature)?;
        Some(Automaton { states: row.states.of(self.states)?, ranges: row.ranges.of(self.ranges)? })
    }

    fn expression(&self, signature: usize, text: &[u8], part: Part) -> Option<Match> {
        let automaton = self.automaton(signature)?;
        let end = automaton.end(text, part.ends)?;
        Some(Match { signature, start: None, end, share: 1.0 })
    }

    /// Which bytes of `text` the match, found there, takes up.
    pub(super) fn range(&self, text: &[u8], found: &Match) -> Range<usize> {
        let looked_up = || Some(self.automaton(found.signature)?.start(text, found.end));
        found.start.or_else(looked_up).unwrap_or(found.end)..found.end
    }

    /// The literal of which byte `offset` stands at byte `at` of `text`: as a whole, or as much of it
    /// as the line left when it was cut at its beginning or end.
    fn literal(&self, signature: usize, text: &[u8], part: Part, at: usize, offset: usize) -> Option<Match> {
        let literal = *self.literals.get(signature)?;
        let (before, after) = literal.split_at_checked(offset)?;
        let (left, right) = text.split_at_checked(at)?;
        let same = |(a, b): &(&u8, &u8)| a == b;
        let left_length = left.iter().rev().zip(before.iter().rev()).take_while(same).count();
        let right_length = right.iter().zip(after).take_while(same).count();
        let (begins, ends) = (left_length == before.len(), right_length == after.len());
        let held = left_length + right_length;
        let (start, end) = (at - left_length, at + right_length);
        if begins && ends {
            return Some(Match { signature, start: Some(start), end, share: 1.0 });
        }
        let share = held as f32 / literal.len() as f32;
        let cut_before = left.get(..start).unwrap_or_default();
        let cut_after = right.get(right_length..).unwrap_or_default();
        let excused = (begins || part.begins && is_cut(cut_before, <[u8]>::ends_with))
            && (ends || part.ends && is_cut(cut_after, <[u8]>::starts_with));
        (excused && (begins || ends) && held >= LEAST_CUT && share >= LEAST_SHARE).then_some(Match {
            signature,
            start: Some(start),
            end,
            share,
        })
    }
}

/// Whether nothing is left of a line, or dots say that there was more.
fn is_cut(rest: &[u8], says: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    rest.is_empty() || says(rest, b"...") || says(rest, "…".as_bytes())
}
