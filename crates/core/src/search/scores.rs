//! What every edition is worth, and which atoms it holds.

use super::needle::{Needle, Variant};
use super::plan::Plan;
use super::postings::Postings;
use crate::error::Error;

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
    atom: Column,
    /// The highest boost of the variants that an edition holds of the atom.
    boost: Column,
    variant: Column,
    needle: Column,
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

/// A number for each edition, zero for most.
#[derive(Debug)]
struct Column {
    values: Vec<f32>,
    /// Those that are not zero.
    set: Vec<u32>,
}

impl Column {
    fn new(editions: usize) -> Self {
        Self { values: vec![0.0; editions], set: Vec::new() }
    }

    #[inline]
    fn update(&mut self, edition: usize, change: impl FnOnce(f32) -> f32) {
        let value = &mut self.values[edition];
        if *value == 0.0 {
            self.set.push(edition as u32);
        }
        *value = change(*value);
    }

    /// Hands out what is set and clears it.
    #[inline]
    fn drain(&mut self, mut each: impl FnMut(usize, f32)) {
        for edition in self.set.drain(..) {
            each(edition as usize, std::mem::take(&mut self.values[edition as usize]));
        }
    }
}

impl Scores {
    pub(super) fn new(editions: usize) -> Self {
        let column = || Column::new(editions);
        Self {
            rows: vec![Row::default(); editions],
            found: Vec::new(),
            excluded: Vec::new(),
            idf: Vec::new(),
            atom: column(),
            boost: column(),
            variant: column(),
            needle: column(),
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
            let mut idf = 0.0;
            for variant in atom.variants.iter().filter(|variant| variant.is_known()) {
                let of_variant = self.add(variant, postings)?;
                idf = if idf > 0.0 { idf } else { of_variant };
            }
            idf *= atom.weight;
            self.idf.push(idf);
            let Self { rows, found, atom: column, boost, .. } = self;
            column.drain(|edition, value| {
                let row = &mut rows[edition];
                if row.held == 0 {
                    found.push(edition as u32);
                }
                row.held |= 1 << number;
                row.score += atom.weight * value;
                row.mass += idf * boost.values[edition].sqrt();
            });
            boost.drain(|_, _| {});
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
        for variant in atom.variants.iter().filter(|variant| variant.is_known()) {
            let _ = self.add(variant, postings)?;
        }
        let mut score = 0.0;
        self.boost.drain(|_, _| {});
        self.atom.drain(|found, value| {
            if found == edition {
                score = atom.weight * value;
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
            for variant in atom.variants.iter().filter(|variant| variant.is_known()) {
                let _ = self.add(variant, postings)?;
            }
            let mut holding = Vec::new();
            self.boost.drain(|_, _| {});
            self.atom.drain(|edition, _| holding.push(edition as u32));
            holding.sort_unstable();
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
        self.excluded.sort_unstable();
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
        for column in [&mut self.atom, &mut self.boost, &mut self.variant, &mut self.needle] {
            column.drain(|_, _| {});
        }
    }

    /// Raises the atom's score to that of `variant` in every edition that holds all its needles.
    /// Returns the variant's inverse document frequency, 0 where no edition does.
    fn add(&mut self, variant: &Variant, postings: &Postings<'_>) -> Result<f32, Error> {
        for (position, needle) in variant.needles.iter().enumerate() {
            self.collect(needle, postings)?;
            if position == 0 {
                std::mem::swap(&mut self.needle, &mut self.variant);
                continue;
            }
            let Self { needle, variant, .. } = self;
            variant.set.retain(|&edition| {
                let both = &mut variant.values[edition as usize];
                *both = both.min(needle.values[edition as usize]);
                *both > 0.0
            });
            needle.drain(|_, _| {});
        }
        let (all, holding) = (self.rows.len() as f32, self.variant.set.len() as f32);
        if holding == 0.0 {
            return Ok(0.0);
        }
        let idf = (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln();
        let Self { atom, boost, variant: column, .. } = self;
        column.drain(|edition, frequency| {
            let score = variant.boost * idf * frequency * (K1 + 1.0) / (frequency + K1);
            atom.update(edition, |known| score.max(known));
            boost.update(edition, |known| variant.boost.max(known));
        });
        Ok(idf)
    }

    /// The frequencies of a needle: those of all its terms taken together.
    fn collect(&mut self, needle: &Needle, postings: &Postings<'_>) -> Result<(), Error> {
        let column = &mut self.needle;
        for pattern in &needle.patterns {
            postings.read(pattern.terms.clone(), |edition, frequency| {
                column.update(edition, |known| known + frequency * pattern.weight);
            })?;
        }
        for &edition in &needle.editions {
            if (edition as usize) < column.values.len() {
                column.update(edition as usize, |known| known + UNINDEXED);
            }
        }
        Ok(())
    }
}
