//! The engine of casebook.
//!
//! A collection of troubleshooting cases is compiled into one byte block; this crate reads that
//! block in place, searches it and turns its cases into sanitised trees. It knows no JavaScript,
//! no DOM, no files and no clock, and answers every input with a value or an error, never a panic.
//!
//! | module | subject |
//! |---|---|
//! | [`text`] | how text is cut into terms: one analysis for cases and queries |
//! | [`markup`] | Markdown as a sanitised tree, and its writers |
//! | [`block`] | the byte block: its format, opening, checking |
//! | [`collection`] | what is in a block: cases, taxonomy, identity |
//! | [`log`] | a log to the cases it points to |
//! | [`search`] | queries to ranked cases, facet counts and snippets |
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod block;
pub mod bytes;
pub mod collection;
mod error;
pub mod log;
pub mod markup;
pub mod search;
mod sort;
pub mod text;

pub use error::Error;
