//! What every edition is worth, and which atoms it holds.

use super::needle::{Needle, Variant};
use super::plan::{Atom, Plan};
use super::postings::Postings;
use crate::error::Error;
use crate::sort::sort;

/// How soon repetition stops to count (BM25's k1; Robertson and Zaragoza, 2009). Higher than the usual
/// 1.2: frequencies are multiplied with field weights here, and a title must not saturate at once.
const K1: f32 = 4.0;
/// The frequency of what an edition has without a term in the index: as one word of a title.
const UNINDEXED: f32 = 8.0;

/// Accumulators, one row an edition. They live as long as the engine, and only the rows that the
/// last query touched are cleared: a query allocates nothing that grows with the collection.
#[derive(Debug)]
pub(super) struct Scores {
    rows: Vec<Row>,
    /// Editions that hold any atom, each once.
    pub(super) found: Vec<u32>,
    /// Editions that the query does not want.
    excluded: Vec<u32>,
    /// Inverse document frequency of each atom, multiplied with its weight.
    pub(super) idf: Vec<f32>,
    /// The best that each edition holds of the variants of an atom.
    atom: Column<Best>,
    /// The frequencies of a needle that has several terms.
    needle: Column<f32>,
    /// The editions that hold all of a variant, each once, with the frequency of what they hold least of.
    holding: Vec<(u32, f32)>,
}

/// What an edition holds of an atom.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Best {
    score: f32,
    /// The root of the highest boost of its variants.
    share: f32,
}

/// What a query found in an edition.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    /// Bit `n` is set when the edition holds atom `n`.
    pub(super) held: u64,
    /// Sum of the scores of the atoms that it holds.
    pub(super) score: f32,
    /// Sum of their inverse document frequencies; less for an atom held in another form.
    pub(super) mass: f32,
}

/// A value for each edition, the default for most.
#[derive(Debug)]
struct Column<T> {
    values: Vec<T>,
    /// Those that are not the default.
    set: Vec<u32>,
}

impl<T: Copy + Default + PartialEq> Column<T> {
    fn new(editions: usize) -> Self {
        Self { values: vec![T::default(); editions], set: Vec::new() }
    }

    #[inline]
    fn update(&mut self, edition: u32, change: impl FnOnce(T) -> T) {
        let Some(value) = self.values.get_mut(edition as usize) else { return };
        if *value == T::default() {
            self.set.push(edition);
        }
        *value = change(*value);
    }

    /// Hands out what is set and clears it.
    #[inline]
    fn drain(&mut self, mut each: impl FnMut(u32, T)) {
        for edition in self.set.drain(..) {
            if let Some(value) = self.values.get_mut(edition as usize) {
                each(edition, std::mem::take(value));
            }
        }
    }
}

impl Scores {
    pub(super) fn new(editions: usize) -> Self {
        Self {
            rows: vec![Row::default(); editions],
            found: Vec::new(),
            excluded: Vec::new(),
            idf: Vec::new(),
            atom: Column::new(editions),
            needle: Column::new(editions),
            holding: Vec::new(),
        }
    }

    /// What the last query found in `edition`.
    pub(super) fn row(&self, edition: usize) -> Row {
        self.rows.get(edition).copied().unwrap_or_default()
    }

    /// What all atoms tell together.
    pub(super) fn whole(&self) -> f32 {
        self.idf.iter().sum()
    }

    /// Scores all editions for `plan`.
    pub(super) fn compute(&mut self, plan: &Plan, postings: &Postings<'_>) -> Result<(), Error> {
        self.clear();
        for (number, atom) in plan.atoms.iter().enumerate() {
            let mut known = atom.variants.iter().filter(|variant| variant.is_known());
            let (Some(first), second) = (known.next(), known.next()) else {
                self.idf.push(0.0);
                continue;
            };
            let mut idf = self.hold(first, postings)? * atom.weight;
            let bit = 1 << number;
            let Some(second) = second else {
                // Most atoms have one variant; nothing has to be compared then.
                let Self { rows, found, holding, .. } = self;
                let best = BestOf::new(first, idf);
                for &(edition, frequency) in holding.iter() {
                    add(rows, found, edition, bit, best.of(frequency), idf);
                }
                self.idf.push(idf);
                continue;
            };
            self.raise(first, idf);
            for variant in std::iter::once(second).chain(known) {
                let of_variant = self.hold(variant, postings)? * atom.weight;
                self.raise(variant, of_variant);
                idf = if idf > 0.0 { idf } else { of_variant };
            }
            let Self { rows, found, atom: column, .. } = self;
            column.drain(|edition, best| add(rows, found, edition, bit, best, idf));
            self.idf.push(idf);
        }
        Ok(())
    }

    /// What one atom would add to the score of `edition`, by itself.
    pub(super) fn of_atom(
        &mut self,
        plan: &Plan,
        number: usize,
        edition: usize,
        postings: &Postings<'_>,
    ) -> Result<f32, Error> {
        let Some(atom) = plan.atoms.get(number) else { return Ok(0.0) };
        self.hold_any(atom, postings)?;
        let mut score = 0.0;
        self.atom.drain(|found, best| {
            if found as usize == edition {
                score = best.score;
            }
        });
        Ok(score)
    }

    /// Forgets editions that hold all atoms of `plan` and of which `has` says that it is really so.
    pub(super) fn exclude(
        &mut self,
        plan: &Plan,
        postings: &Postings<'_>,
        mut has: impl FnMut(usize) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let mut holding_all: Option<Vec<u32>> = None;
        for atom in &plan.atoms {
            self.hold_any(atom, postings)?;
            let mut holding = Vec::new();
            self.atom.drain(|edition, _| holding.push(edition));
            sort(&mut holding);
            holding_all = Some(match holding_all {
                None => holding,
                Some(known) => {
                    known.into_iter().filter(|edition| holding.binary_search(edition).is_ok()).collect()
                }
            });
        }
        let mut excluded = Vec::new();
        for edition in holding_all.unwrap_or_default() {
            if has(edition as usize)? {
                excluded.push(edition);
            }
        }
        self.retain(|edition| excluded.binary_search(&edition).is_err());
        self.excluded.extend(excluded);
        sort(&mut self.excluded);
        Ok(())
    }

    /// Forgets all editions but those that `keep` wants, which is asked once for each in `found`.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(u32) -> bool) {
        let rows = &mut self.rows;
        self.found.retain(|&edition| {
            let kept = keep(edition);
            if !kept {
                rows[edition as usize] = Row::default();
            }
            kept
        });
    }

    /// Whether the query does not want `edition`.
    pub(super) fn is_excluded(&self, edition: usize) -> bool {
        self.excluded.binary_search(&(edition as u32)).is_ok()
    }

    /// Forgets the last query, and whatever an error left behind.
    fn clear(&mut self) {
        for edition in self.found.drain(..) {
            self.rows[edition as usize] = Row::default();
        }
        self.idf.clear();
        self.excluded.clear();
        self.atom.drain(|_, _| {});
        self.needle.drain(|_, _| {});
    }

    /// Fills the column of an atom with what each edition holds of it.
    fn hold_any(&mut self, atom: &Atom, postings: &Postings<'_>) -> Result<(), Error> {
        for variant in atom.variants.iter().filter(|variant| variant.is_known()) {
            let idf = self.hold(variant, postings)? * atom.weight;
            self.raise(variant, idf);
        }
        Ok(())
    }

    /// Raises the score of the atom to that of `variant` in every edition that holds it.
    fn raise(&mut self, variant: &Variant, idf: f32) {
        let best = BestOf::new(variant, idf);
        let Self { atom, holding, .. } = self;
        for &(edition, frequency) in holding.iter() {
            let best = best.of(frequency);
            atom.update(edition, |known| Best {
                score: best.score.max(known.score),
                share: best.share.max(known.share),
            });
        }
    }

    /// Finds every edition that holds all needles of `variant`. Returns its inverse document
    /// frequency, 0 where no edition does.
    fn hold(&mut self, variant: &Variant, postings: &Postings<'_>) -> Result<f32, Error> {
        self.holding.clear();
        for (position, needle) in variant.needles.iter().enumerate() {
            if position == 0
                && needle.editions.is_empty()
                && let [only] = needle.patterns.as_slice()
                && only.terms.len() == 1
            {
                // One term names each edition once.
                let holding = &mut self.holding;
                postings.read(only.terms.clone(), |edition, frequency| {
                    holding.push((edition as u32, frequency * only.weight));
                })?;
                continue;
            }
            self.collect(needle, postings)?;
            let Self { needle, holding, .. } = self;
            if position == 0 {
                needle.drain(|edition, frequency| holding.push((edition, frequency)));
            } else {
                holding.retain_mut(|(edition, least)| {
                    *least = least.min(needle.values[*edition as usize]);
                    *least > 0.0
                });
                needle.drain(|_, _| {});
            }
        }
        let (all, holding) = (self.rows.len() as f32, self.holding.len() as f32);
        if holding == 0.0 {
            return Ok(0.0);
        }
        Ok((1.0 + (all - holding + 0.5) / (holding + 0.5)).ln())
    }

    /// The frequencies of a needle: those of all its terms taken together.
    fn collect(&mut self, needle: &Needle, postings: &Postings<'_>) -> Result<(), Error> {
        let column = &mut self.needle;
        for pattern in &needle.patterns {
            postings.read(pattern.terms.clone(), |edition, frequency| {
                column.update(edition as u32, |known| known + frequency * pattern.weight);
            })?;
        }
        for &edition in &needle.editions {
            column.update(edition, |known| known + UNINDEXED);
        }
        Ok(())
    }
}

/// BM25's weight of a frequency, for one variant.
#[derive(Clone, Copy)]
struct BestOf {
    most: f32,
    share: f32,
}

impl BestOf {
    fn new(variant: &Variant, idf: f32) -> Self {
        Self { most: variant.boost * idf * (K1 + 1.0), share: variant.boost.sqrt() }
    }

    #[inline]
    fn of(self, frequency: f32) -> Best {
        Best { score: self.most * frequency / (frequency + K1), share: self.share }
    }
}

/// Adds what an edition holds of one atom to its row.
#[inline]
fn add(rows: &mut [Row], found: &mut Vec<u32>, edition: u32, bit: u64, best: Best, idf: f32) {
    let Some(row) = rows.get_mut(edition as usize) else { return };
    if row.held == 0 {
        found.push(edition);
    }
    row.held |= bit;
    row.score += best.score;
    row.mass += idf * best.share;
}
