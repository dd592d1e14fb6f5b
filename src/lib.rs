//! The Wasm module: a thin boundary around [`casebook_core`].
//!
//! Every export converts, calls the engine, converts back. No ranking, no parsing, and no export
//! panics on any input: what goes wrong is thrown as a `CasebookError` with a stable `code`.
//!
//! | file | subject |
//! |---|---|
//! | `exports.rs` | the functions that JavaScript calls |
//! | `log.rs` | the same for logs |
//! | `types.d.ts` | their TypeScript types, by hand |
//! | `wire.rs` | the same types as Rust sees them |
//! | `convert.rs` | engine values to wire values, bytes to UTF-16 |
//! | `dom.rs` | a sanitised tree as DOM nodes |
//! | `engine.rs` | the compiled collection and the one engine over it |
//! | `attached.rs` | where the collection lies in a module that was compiled without one |
//! | `error.rs` | errors as JavaScript sees them |

#[cfg(not(feature = "embedded"))]
mod attached;
mod convert;
mod dom;
mod engine;
mod error;
mod exports;
mod log;
mod wire;

pub use exports::{
    explain, get_case, info, render_case, render_case_html, render_markdown, render_markdown_into, search,
    taxonomy, verify,
};
pub use log::{LogReader, match_log};
