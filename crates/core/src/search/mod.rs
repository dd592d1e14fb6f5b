//! From a query to ranked cases, facet counts and snippets.
//!
//! | step | file | subject |
//! |---|---|---|
//! | read | `query`, `known` | words, phrases, exclusions, filters |
//! | plan | `plan`, `needle` | the atoms of a query, and the terms that satisfy each |
//! | | `stop_words`, `stem`, `concepts`, `pinyin`, `slips` | what widens or narrows an atom |
//! | look up | `lexicon` | all that the block knows of a word: |
//! | | `dictionary`, `fuzzy` | its terms, and those that differ by a slip |
//! | | `names`, `sounds`, `initials` | names of one concept, characters that sound alike, initials of titles |
//! | score | `postings`, `scores` | which editions hold what, and what they are worth |
//! | filter | `facets` | which cases pass, and what each value would show |
//! | rank | `walk`, `scan`, `rank`, `phrase` | a second look at the best, in their titles and texts |
//! | show | `snippet` | a piece of text for each hit on the page |
//! | | `engine`, `request`, `explain` | all of it together, what is asked and what is answered |
//!
//! Scoring is exhaustive: every posting of every atom is read. That keeps totals and facet counts
//! exact, which skipping could not.

mod concepts;
mod dictionary;
mod engine;
mod explain;
mod facets;
mod fuzzy;
mod initials;
mod known;
mod lexicon;
mod names;
mod needle;
mod phrase;
mod pinyin;
mod plan;
mod postings;
mod query;
mod rank;
mod request;
mod scan;
mod scores;
mod slips;
mod snippet;
mod sounds;
mod stem;
mod stop_words;
mod walk;

pub(crate) use dictionary::Dictionary;
pub use engine::Engine;
pub use explain::{AtomPart, Explanation};
pub use postings::Frequencies;
pub(crate) use postings::Postings;
pub use query::Field;
pub use rank::Part;
pub use request::{Corrected, Filters, Hit, MAX_LIMIT, Response, SearchRequest, Snippet, Sort};
