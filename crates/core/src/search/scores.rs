//! What every edition is worth, and which words it holds.

use super::dictionary::Dictionary;
use super::postings::Postings;
use super::query::{Alternative, Needle, Query, Role};
use crate::error::Error;

/// How soon repetition stops to count (BM25's k1; Robertson and Zaragoza, 2009). Higher than the usual
/// 1.2: frequencies are multiplied with field weights here, and a title must not saturate at once.
const K1: f32 = 4.0;

/// Accumulators, one row per edition. They live as long as the engine, so that a query allocates
/// nothing that grows with the collection.
#[derive(Debug)]
pub(super) struct Scores {
    /// Sum of the scores of satisfied alternatives.
    pub(super) total: Vec<f32>,
    /// Bit `n` is set when the edition holds word `n`.
    pub(super) held: Vec<u64>,
    /// Scratch: number of needles of an alternative that the edition holds, and their score.
    progress: Vec<u16>,
    partial: Vec<f32>,
    /// Scratch: frequency of a needle in the edition, and the editions where it is not zero.
    frequency: Vec<f32>,
    touched: Vec<usize>,
}

impl Scores {
    pub(super) fn new(editions: usize) -> Self {
        Self {
            total: vec![0.0; editions],
            held: vec![0; editions],
            progress: vec![0; editions],
            partial: vec![0.0; editions],
            frequency: vec![0.0; editions],
            touched: Vec::new(),
        }
    }

    /// Scores all editions for `query`. Returns the bits of the words that occur anywhere.
    pub(super) fn compute(
        &mut self,
        query: &Query,
        dictionary: &Dictionary<'_>,
        postings: &Postings<'_>,
    ) -> Result<u64, Error> {
        self.clear();
        let mut known = 0;
        for (number, word) in query.words.iter().enumerate() {
            let bit = 1_u64 << number;
            for alternative in &word.alternatives {
                if alternative.role == Role::LastResort && known & bit != 0 {
                    continue;
                }
                if self.add(alternative, bit, dictionary, postings)? {
                    known |= bit;
                }
            }
        }
        Ok(known)
    }

    /// Forgets the last query, and whatever an error left behind.
    fn clear(&mut self) {
        self.total.fill(0.0);
        self.held.fill(0);
        self.progress.fill(0);
        self.partial.fill(0.0);
        self.frequency.fill(0.0);
        self.touched.clear();
    }

    /// Adds the score of `alternative` to every edition that holds all its needles. Says whether
    /// there is one.
    fn add(
        &mut self,
        alternative: &Alternative,
        bit: u64,
        dictionary: &Dictionary<'_>,
        postings: &Postings<'_>,
    ) -> Result<bool, Error> {
        let mut found = false;
        let count = alternative.needles.len() as u16;
        for (position, needle) in (0_u16..).zip(&alternative.needles) {
            self.collect(needle, dictionary, postings)?;
            let idf = self.inverse_document_frequency();
            for &edition in &self.touched {
                let frequency = std::mem::take(&mut self.frequency[edition]);
                if self.progress[edition] != position {
                    continue;
                }
                self.progress[edition] += 1;
                self.partial[edition] += idf * frequency * (K1 + 1.0) / (frequency + K1);
                if self.progress[edition] == count {
                    self.total[edition] += self.partial[edition] * alternative.boost;
                    self.held[edition] |= bit;
                    found = true;
                }
            }
        }
        self.progress.fill(0);
        self.partial.fill(0.0);
        Ok(found)
    }

    /// Fills `touched` and `frequency` with the editions of a needle: those of one term, or of all
    /// terms with a prefix taken together.
    fn collect(
        &mut self,
        needle: &Needle,
        dictionary: &Dictionary<'_>,
        postings: &Postings<'_>,
    ) -> Result<(), Error> {
        let terms = if needle.prefix {
            dictionary.with_prefix(&needle.term)?
        } else {
            dictionary.exact(&needle.term)?
        };
        self.touched.clear();
        let Self { frequency: frequencies, touched, .. } = self;
        postings.read(terms, |edition, frequency| {
            let known = &mut frequencies[edition];
            if *known == 0.0 {
                touched.push(edition);
            }
            *known += frequency;
        })
    }

    /// How much a needle tells, from the number of editions that `collect` found.
    fn inverse_document_frequency(&self) -> f32 {
        let (all, holding) = (self.total.len() as f32, self.touched.len() as f32);
        (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln()
    }
}
