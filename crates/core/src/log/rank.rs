//! From what matched to the cases, in order.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::Evidence;
use crate::block::layout::SignatureRow;
use crate::collection::{Case, Collection, Edition, Facet};
use crate::error::Error;
use crate::sort::{sort_by, sort_by_key};

/// How much the number of lines adds: twice the lines, this share more.
const PER_DOUBLING: f32 = 0.1;
/// More lines than two to this power add nothing.
const MOST_DOUBLINGS: f32 = 10.0;
/// What words tell, against a specific signature.
const OF_WORDS: f32 = 0.02;
/// Most cases that are named for words alone.
const MOST_BY_WORDS: usize = 3;
/// Most lines that are shown for words alone.
const MOST_LINES: usize = 3;

/// Why a case is in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Signatures of the case match.
    Signature,
    /// No signature of any case does, and lines resemble lines of this one.
    Terms,
}

/// A case to which a log points.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// The case.
    pub case: Case<'a>,
    /// Its edition in the preferred language.
    pub edition: Edition<'a>,
    /// Why it is here.
    pub kind: Kind,
    /// Sum of what matched. Comparable within one answer only.
    pub score: f32,
    /// The lines that matched, and the signature that did: the most telling first.
    pub evidence: Vec<(Option<&'a str>, Evidence)>,
    /// Ids of hits of which this one may be the consequence. They come before it.
    pub causes: Vec<&'a str>,
}

/// What a log points to.
#[derive(Clone, Debug)]
pub struct Answer<'a> {
    /// The first cases, in order.
    pub hits: Vec<Hit<'a>>,
    /// Number of all cases found.
    pub total: usize,
}

/// What matched, by case.
#[derive(Debug, Default)]
pub(super) struct Ranking<'e> {
    cases: BTreeMap<usize, Found<'e>>,
    by_words: bool,
}

#[derive(Debug, Default)]
struct Found<'e> {
    score: f32,
    /// Score, position of the signature in its case's list, and where it matched.
    evidence: Vec<(f32, Option<usize>, &'e Evidence)>,
}

impl<'e> Ranking<'e> {
    pub(super) fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    pub(super) fn add_signature(&mut self, row: &SignatureRow, evidence: &'e Evidence) {
        let weight = f32::from(row.weight.get()) / 1000.0 * evidence.share;
        self.add(row.case.get() as usize, Some(row.number.get().into()), weight, evidence);
    }

    pub(super) fn add_words(&mut self, case: usize, weight: f32, share: f32, evidence: &'e Evidence) {
        self.by_words = true;
        self.add(case, None, OF_WORDS * weight * share, evidence);
    }

    fn add(&mut self, case: usize, number: Option<usize>, weight: f32, evidence: &'e Evidence) {
        let doublings = (evidence.count as f32).log2().min(MOST_DOUBLINGS);
        let score = weight * (1.0 + PER_DOUBLING * doublings);
        let found = self.cases.entry(case).or_default();
        found.score += score;
        found.evidence.push((score, number, evidence));
    }

    /// The cases, best first, but causes before consequences.
    pub(super) fn answer<'a>(
        self,
        collection: &Collection<'a>,
        lang: Option<&str>,
        limit: usize,
    ) -> Result<Answer<'a>, Error> {
        let kind = if self.by_words { Kind::Terms } else { Kind::Signature };
        let mut hits = Vec::new();
        for (case, found) in self.cases {
            hits.push(hit(collection.case(case)?, found, kind, lang)?);
        }
        // To a hundredth equal is equal: severity decides. Scores are positive.
        #[allow(clippy::cast_sign_loss)]
        let key =
            |hit: &Hit<'_>| (std::cmp::Reverse((hit.score * 100.0) as u32), hit.case.value(Facet::Severity));
        sort_by_key(&mut hits, |hit| (key(hit), hit.case.index));
        if kind == Kind::Terms {
            hits.truncate(MOST_BY_WORDS);
        }
        let mut hits = causes_first(hits)?;
        let total = hits.len();
        hits.truncate(limit);
        Ok(Answer { hits, total })
    }
}

fn hit<'a>(case: Case<'a>, mut found: Found<'_>, kind: Kind, lang: Option<&str>) -> Result<Hit<'a>, Error> {
    let signatures = case.signatures()?;
    sort_by(&mut found.evidence, |a, b| b.0.total_cmp(&a.0).then(a.2.line.cmp(&b.2.line)));
    if kind == Kind::Terms {
        found.evidence.truncate(MOST_LINES);
    }
    let evidence = found.evidence.into_iter().map(|(_, number, evidence)| {
        (number.and_then(|number| signatures.get(number).copied()), evidence.clone())
    });
    Ok(Hit {
        case,
        edition: case.edition_for(lang)?,
        kind,
        score: found.score,
        evidence: evidence.collect(),
        causes: Vec::new(),
    })
}

/// `hits` in their order, but for each that is preceded by its causes. Cases that declare each other
/// as causes, which the compiler refuses, keep their order.
fn causes_first(mut hits: Vec<Hit<'_>>) -> Result<Vec<Hit<'_>>, Error> {
    let mut positions = BTreeMap::new();
    for (at, hit) in hits.iter().enumerate() {
        positions.insert(hit.case.id()?, at);
    }
    for hit in &mut hits {
        hit.causes = hit.case.caused_by()?.into_iter().filter(|id| positions.contains_key(id)).collect();
    }
    let (mut order, mut seen) = (Vec::new(), BTreeSet::new());
    for at in 0..hits.len() {
        // What waits for its causes, on a stack of our own: chains may be long.
        let mut waiting = vec![at];
        while let Some(&at) = waiting.last() {
            let causes = hits.get(at).map_or(&[][..], |hit| hit.causes.as_slice());
            let first_time = seen.insert(at);
            let open = causes.iter().filter_map(|id| positions.get(id)).filter(|at| !seen.contains(at));
            let open: Vec<usize> = open.copied().collect();
            if first_time && !open.is_empty() {
                waiting.extend(open.into_iter().rev());
            } else {
                waiting.pop();
                if !order.contains(&at) {
                    order.push(at);
                }
            }
        }
    }
    let mut slots: Vec<_> = hits.into_iter().map(Some).collect();
    Ok(order.into_iter().filter_map(|at| slots.get_mut(at)?.take()).collect())
}
