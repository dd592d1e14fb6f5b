//! The second look at the best candidates: what their titles and texts tell beyond which words they
//! hold.
//!
//! The score of a case is a sum of parts, each made to lie between 0 and about 1, so that they can
//! be weighed against each other. The weights were searched for over 576 queries on two corpora of
//! public documentation, of 1,000 and 10,000 sections, and the queries of `tests/search`.

use super::needle::Role;
use super::scan::{Match, Scanner, is_beside};
use super::scores::{Row, Scores};
use crate::sort::sort;
use crate::text::{RunKind, runs};

/// Candidates that get a second look.
pub(super) const MOST_CANDIDATES: usize = 32;
/// So many always get one: what is shown has to be read anyway.
pub(super) const LEAST_CANDIDATES: usize = 10;
/// The others only as long as all texts are not longer together, in bytes, ...
pub(super) const MOST_TEXT: usize = 48 << 10;
/// ... and as long as they are not behind the best at first sight by more than this share.
pub(super) const NEAR: f32 = 0.7;

/// A part of the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// What it is.
    pub name: &'static str,
    /// What it adds.
    pub value: f32,
}

/// How much each part counts.
const WEIGHTS: [(&str, f32); 7] = [
    // BM25F, as a mean over the query.
    ("relevance", 1.0),
    // The share of the query that the case holds.
    ("coverage", 0.7),
    // The case holds every word as it was typed.
    ("exact", 1.85),
    // A piece of the title, or an alias, says what the query says, and little else.
    ("title", 1.45),
    // Neighbours in the query that are neighbours in the title, or in an alias.
    ("title order", 1.65),
    // The title, or an alias, holds the query in one piece.
    ("title phrase", 1.95),
    // Neighbours in the query that are neighbours in the text.
    ("text order", 0.8),
];

/// By what candidates are chosen for the second look: BM25F times coverage, and twice that for all of
/// the query.
pub(super) fn first_look(row: Row, whole: f32) -> f32 {
    if whole <= 0.0 {
        return 0.0;
    }
    let share = row.mass / whole;
    row.score / whole * share * (1.0 + is_all(share))
}

/// How a case is called.
#[derive(Clone, Debug)]
pub(super) struct Named<'a> {
    pub(super) title: &'a str,
    pub(super) aliases: Vec<&'a str>,
}

/// A query, ready for the second look.
#[derive(Debug)]
pub(super) struct Ranker<'p> {
    scanner: &'p Scanner,
    idf: &'p [f32],
    whole: f32,
    /// Pairs of atoms that stand side by side in the query.
    neighbours: Vec<(usize, usize)>,
}

impl<'p> Ranker<'p> {
    pub(super) fn new(query: &str, scanner: &'p Scanner, scores: &'p Scores) -> Self {
        let neighbours = neighbours(query, &without_parts(&scanner.find(query)));
        Self { scanner, idf: &scores.idf, whole: scores.whole().max(f32::MIN_POSITIVE), neighbours }
    }

    /// All parts of the score of an edition, in the order of their weights.
    pub(super) fn parts(
        &self,
        row: Row,
        names: &Named<'_>,
        text: &str,
        matches: &[Match],
    ) -> [Part; WEIGHTS.len()] {
        let share = row.mass / self.whole;
        let matches = without_parts(matches);
        let mut typed = typed(&matches);
        let (mut agreement, mut order) = (0.0_f32, 0.0_f32);
        for name in std::iter::once(names.title).chain(names.aliases.iter().copied()) {
            let found = without_parts(&self.scanner.find(name));
            typed |= self::typed(&found);
            agreement = agreement.max(self.agreement(name, &found));
            order = order.max(self.order(&neighbours(name, &found)));
        }
        let values = [
            row.score / self.whole,
            share,
            is_all(self.mass(typed) / self.whole),
            agreement,
            order,
            is_all(order),
            self.order(&neighbours(text, &matches)).powi(2),
        ];
        std::array::from_fn(|at| {
            let (name, weight) = WEIGHTS[at];
            Part { name, value: weight * values[at] }
        })
    }

    /// What the atoms in `held` tell together.
    fn mass(&self, held: u64) -> f32 {
        self.idf.iter().enumerate().filter(|(atom, _)| held >> atom & 1 == 1).map(|(_, idf)| idf).sum()
    }

    /// The share of the query's neighbours that are in `found`, by what they tell.
    fn order(&self, found: &[(usize, usize)]) -> f32 {
        let tells = |&(a, b): &(usize, usize)| {
            let idf = |atom: usize| self.idf.get(atom).copied().unwrap_or(0.0);
            1.0 + idf(a) + idf(b)
        };
        let all: f32 = self.neighbours.iter().map(tells).sum();
        let kept: f32 =
            self.neighbours.iter().filter(|pair| found.binary_search(pair).is_ok()).map(tells).sum();
        if kept > 0.0 { kept / all } else { 0.0 }
    }

    /// How well the query and a piece of the title say the same: the share of the query that it
    /// holds, times the root of the share of it that the query holds. A title may have several
    /// pieces, as in `heading — page`.
    fn agreement(&self, title: &str, matches: &[Match]) -> f32 {
        let mut best = 0.0_f32;
        let mut start = 0;
        for piece in pieces(title) {
            let end = start + piece.len();
            let inside = |found: &&Match| start <= found.range.start && found.range.end <= end;
            best = best.max(self.agreement_of(piece, matches.iter().filter(inside)));
            start = end;
        }
        if start > 0 { best.max(self.agreement_of(title, matches.iter())) } else { best }
    }

    fn agreement_of<'m>(&self, piece: &str, matches: impl Iterator<Item = &'m Match> + Clone) -> f32 {
        let words: f32 = runs(piece).map(|run| size(run.kind, piece.get(run.start..run.end))).sum();
        let mut covered = 0.0_f32;
        let mut last = usize::MAX;
        for found in matches.clone() {
            if found.range.start != last {
                covered += if found.is_wide { 0.5 } else { 1.0 };
                last = found.range.start;
            }
        }
        let recall = self.mass(matches.fold(0, |held, found| held | bit(found))) / self.whole;
        let precision = if words > 0.0 { (covered / words).min(1.0) } else { 0.0 };
        recall * precision.sqrt()
    }
}

fn bit(found: &Match) -> u64 {
    1 << (found.atom % 64)
}

/// The atoms that stand there as they were typed.
fn typed(matches: &[Match]) -> u64 {
    matches.iter().filter(|found| found.is_typed).fold(0, |held, found| held | bit(found))
}

/// One part of an identifier is not the identifier: `1` is not `coredns-1.3.0`.
fn without_parts(matches: &[Match]) -> Vec<Match> {
    matches.iter().filter(|found| found.role != Role::Parts).cloned().collect()
}

/// How much of a title a run is: a word counts one, a pair of characters half.
fn size(kind: RunKind, text: Option<&str>) -> f32 {
    match kind {
        RunKind::Latin => 1.0,
        RunKind::Wide => 0.5 * text.map_or(0, |text| text.chars().count().saturating_sub(1)) as f32,
    }
}

fn is_all(share: f32) -> f32 {
    f32::from(u8::from(share > 0.9999))
}

/// The pieces of a title, with what separates them at their ends.
fn pieces(title: &str) -> impl Iterator<Item = &str> {
    title.split_inclusive(['—', '|', '·', '–'])
}

/// Pairs of atoms that stand side by side in a text, sorted, each once.
fn neighbours(text: &str, matches: &[Match]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (at, before) in matches.iter().enumerate() {
        for after in matches.get(at + 1..).unwrap_or_default() {
            if after.range.start <= before.range.start {
                continue;
            }
            if !is_beside(text, &before.range, &after.range) {
                break;
            }
            pairs.push((before.atom, after.atom));
            if after.range.start >= before.range.end {
                break;
            }
        }
    }
    sort(&mut pairs);
    pairs.dedup();
    pairs
}
