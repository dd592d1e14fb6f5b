//! How text is cut into terms. The same code cuts cases when they are compiled and queries when they
//! are typed; otherwise the two would not meet.
//!
//! Text falls into two kinds of [run](Run):
//!
//! - **Wide** runs (Han, kana, hangul) become overlapping pairs, and their last character stands
//!   alone too. So every substring of two or more characters is found by its pairs, and one
//!   character by the terms that begin with it, without a dictionary that could disagree with
//!   itself (Kwok, JASIS 50(8), 1999; Foo & Li, IP&M 40, 2004).
//! - **Latin** runs are words, identifiers, addresses, versions, options: kept whole, joined
//!   without punctuation, and cut into parts at punctuation, letter case and digits.

mod fold;
mod runs;
mod simplified;
mod terms;

pub use fold::{fold, is_wide};
pub(crate) use runs::{Class, class, runs_from};
pub use runs::{Run, RunKind, runs};
pub use terms::{Kind, Term, Terms, analyze};
