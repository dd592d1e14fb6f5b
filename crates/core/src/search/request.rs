//! What is asked and what is answered.

use std::ops::Range;

use super::query::Field;
use crate::collection::{Case, Edition, Facet, SectionView};

/// Most hits that one answer holds.
pub const MAX_LIMIT: usize = 100;

/// A search.
#[derive(Clone, Debug)]
pub struct SearchRequest<'q> {
    /// What was typed. Blank: every case that passes the filters.
    pub query: &'q str,
    /// Search for what was typed and nothing else.
    pub verbatim: bool,
    /// Chosen values by facet.
    pub filters: Filters,
    /// Order of the hits.
    pub sort: Sort,
    /// Number of hits to skip.
    pub offset: usize,
    /// Number of hits to return, cut to [`MAX_LIMIT`].
    pub limit: usize,
    /// Preferred edition, where several match.
    pub lang: Option<String>,
}

impl Default for SearchRequest<'_> {
    fn default() -> Self {
        Self {
            query: "",
            verbatim: false,
            filters: Filters::default(),
            sort: Sort::default(),
            offset: 0,
            limit: 20,
            lang: None,
        }
    }
}

/// Chosen keys by facet: any of the keys within a facet, all of the facets. A facet without keys
/// lets everything pass.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    keys: [Vec<String>; Facet::ALL.len()],
}

impl Filters {
    /// Adds a key to the chosen ones of `facet`.
    pub fn add(&mut self, facet: Facet, key: impl Into<String>) {
        if let Some(keys) = self.keys.get_mut(facet as usize) {
            keys.push(key.into());
        }
    }

    /// The chosen keys of `facet`.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[String] {
        self.keys.get(facet as usize).map_or(&[], Vec::as_slice)
    }
}

/// Order of the hits. Ties are broken by severity, then by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best match first; without a query, most severe first.
    #[default]
    Relevance,
    /// Most severe first, then best match.
    Severity,
    /// Last changed first, then best match.
    Updated,
}

/// What was searched in place of a piece of the query that no case holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// As it was typed.
    pub from: String,
    /// The likeliest first.
    pub to: Vec<String>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Response<'a> {
    /// Number of cases found, of which `hits` is a page.
    pub total: usize,
    /// How many of them hold the whole query, less what was dropped.
    pub complete: usize,
    /// The page.
    pub hits: Vec<Hit<'a>>,
    /// For each facet, in the order of [`Facet::ALL`], and each of its values the number of cases
    /// one would see with that value chosen: all filters but the facet's own apply.
    pub facets: [Vec<u32>; Facet::ALL.len()],
    /// Words that were put right.
    pub corrections: Vec<Corrected>,
    /// Pieces of the query that no case holds; they were left out.
    pub dropped: Vec<String>,
    /// Pieces that found cases do not hold, as the query wishes.
    pub excluded: Vec<String>,
    /// Filters that were written in the query.
    pub fields: Vec<Field>,
    /// The query was longer than is searched; only its beginning counted.
    pub truncated: bool,
    /// Filter keys that the collection does not have; they match nothing.
    pub unknown_filters: Vec<(Facet, String)>,
}

/// A found case.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// The case.
    pub case: Case<'a>,
    /// The edition that matched.
    pub edition: Edition<'a>,
    /// What the case is worth, see [`Engine::explain`](super::Engine::explain); 0 without a query.
    pub score: f32,
    /// Byte ranges of the title to highlight.
    pub title_marks: Vec<Range<usize>>,
    /// The section that answers best; `None` when only title or metadata matched.
    pub section: Option<SectionView<'a>>,
    /// A piece of the text around the words that were found.
    pub snippet: Snippet,
    /// Pieces of the query that other cases hold and this one does not; empty when it holds the whole
    /// query.
    pub missing: Vec<String>,
}

/// A piece of text with ranges to highlight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, on one line.
    pub text: String,
    /// Byte ranges of `text`, ascending and disjoint.
    pub marks: Vec<Range<usize>>,
    /// Text was cut before the piece.
    pub cut_before: bool,
    /// Text was cut after the piece.
    pub cut_after: bool,
}
