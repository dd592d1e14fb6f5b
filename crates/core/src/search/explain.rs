//! Where a score comes from.

use super::rank::Part;
use crate::collection::{Case, Edition};

/// What a case is worth for a query, in parts.
#[derive(Clone, Debug)]
pub struct Explanation<'a> {
    /// The case.
    pub case: Case<'a>,
    /// The edition that was looked at.
    pub edition: Edition<'a>,
    /// Place among the cases that are found, from 0; `None` when it is not among them.
    pub rank: Option<usize>,
    /// The atoms of the query that the index knows.
    pub atoms: Vec<AtomPart>,
    /// What the score is the sum of.
    pub parts: Vec<Part>,
    /// The sum.
    pub score: f32,
}

/// What one atom of a query tells.
#[derive(Clone, Debug)]
pub struct AtomPart {
    /// As it was typed.
    pub text: String,
    /// The terms that count for it, the one that was typed first; `*` at the end of a beginning, `+`
    /// between terms all of which have to be there.
    pub terms: Vec<String>,
    /// Inverse document frequency, multiplied with the weight.
    pub idf: f32,
    /// Less than 1 for words that say little.
    pub weight: f32,
    /// What it adds to BM25F's score of the edition, before that is divided by what all atoms tell.
    pub score: f32,
}
