//! From a query to ranked cases, facet counts and snippets.
//!
//! The way of a query: `query` cuts it into words, each with alternatives of terms; `dictionary`
//! finds the terms, `postings` the editions that hold them; `scores` adds up what each edition
//! is worth and notes which words it holds; `facets` filters and counts; `engine` puts the best
//! in order and has `snippet` cut a piece of text for each hit that is shown.
//!
//! Scoring is exhaustive: every posting of every word is read. That keeps totals and facet counts
//! exact, which skipping could not.

mod dictionary;
mod engine;
mod facets;
mod matches;
mod phrase;
mod postings;
mod query;
mod request;
mod scores;
mod snippet;

pub use engine::Engine;
pub use postings::Frequencies;
pub use request::{Filters, Found, Hit, MAX_LIMIT, Response, SearchRequest, Snippet, Sort};
