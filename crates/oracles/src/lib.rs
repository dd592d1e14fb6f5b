//! What must hold for any input, as functions that panic where it does not.
//!
//! Each oracle takes any bytes. `tests/fuzz` lets a fuzzer choose them; the tests of this crate choose
//! them by chance, and read what is kept in `tests/fuzz/seeds` and `tests/fuzz/found`.
//!
//! | oracle | input | what must hold |
//! |---|---|---|
//! | [`markdown`] | Markdown | a balanced tree of allowed things within its limits, the same behind the block |
//! | [`case`](fn@case) | the file of a case | a block unless there is an error; every place lies in its file |
//! | [`query`] | a query | an answer that depends on the question alone, with ranges on character borders |
//! | [`block`](fn@block) | changes to a block | an error or an answer, and nothing that a case could not say |
//! | [`log`](fn@log) | a log | the same answer for any chunks, with ranges on character borders |
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "to panic is what an oracle is for"
)]

pub mod allowed;
mod block;
mod case;
mod collections;
pub mod html;
mod log;
mod markdown;
mod query;

pub use block::block;
pub use case::{case, compiled};
pub use log::log;
pub use markdown::{markdown, sound};
pub use query::query;

/// Looks at any bytes.
pub type Oracle = fn(&[u8]);

/// All oracles by the name of their fuzz target.
pub const ORACLES: [(&str, Oracle); 5] =
    [("markdown", markdown), ("case", case), ("query", query), ("block", block), ("log", log)];
