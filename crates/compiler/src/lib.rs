//! The compiler of casebook: case files in; one byte block, or everything that is wrong, out.
//!
//! It is a pure function. It opens no file, reads no clock and no environment, and the order in
//! which files are given changes no byte of what it returns; time and commit enter through
//! [`BuildInfo`] only. All mistakes in all files are found in one run, each with its place, what
//! was expected there and what to do.
//!
//! | module | subject |
//! |---|---|
//! | `input` | files and build information as they are handed in |
//! | `files`, `source`, `yaml` | what a file is, its text and places, its YAML |
//! | `config`, `front_matter`, `body`, `case` | reading: what a collection and its cases say |
//! | `image`, `pictures` | what a file is as an image, and which one a case means |
//! | `checks` | the rules, one file per subject |
//! | `signature`, `automaton` | what matches in a log, and how it is compiled |
//! | `highlight` | code blocks as tokens, one lexer for each language |
//! | `assemble` | what passed the checks as the [`model`] |
//! | `block` | the model as bytes |
//! | `catalogue`, `outline`, `template` | for authors: the table of cases, a new case |
//! | `diagnostic`, `findings`, `render` | messages: their codes, collecting and printing them |
//!
//! ```
//! use casebook_compiler::{BuildInfo, SourceFile, compile, render};
//!
//! let files = [SourceFile::new("casebook.yaml", "title: {")];
//! let compilation = compile(&files, &BuildInfo::default());
//! assert!(compilation.block.is_none());
//! print!("{}", render(&compilation.diagnostics, &files, false));
//! ```
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod assemble;
mod automaton;
pub mod block;
mod body;
mod case;
mod catalogue;
mod checks;
mod collection;
mod config;
mod diagnostic;
mod files;
mod findings;
mod front_matter;
mod highlight;
mod image;
mod input;
mod language;
pub mod model;
mod nearest;
mod outline;
mod pictures;
mod render;
mod shell;
mod signature;
mod source;
mod template;
mod yaml;

pub use catalogue::{Beside, CATALOGUE_MARK, catalogue};
pub use collection::check;
pub use diagnostic::{Code, Diagnostic, Severity};
pub use files::is_slug;
pub use input::{BuildInfo, SourceFile, Unread};
pub use nearest::nearest;
pub use outline::{Outline, outline};
pub use render::{count, render};
pub use template::{NewCase, template};

/// What [`compile`] made of a collection.
#[derive(Clone, Debug)]
pub struct Compilation {
    /// The block; `None` if and only if there is an error among the diagnostics.
    pub block: Option<Vec<u8>>,
    /// Sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of cases that were found, translations not counted.
    pub case_count: usize,
}

/// Compiles a collection.
#[must_use]
pub fn compile(files: &[SourceFile], build: &BuildInfo) -> Compilation {
    let (collection, diagnostics) = check(files, build);
    let block = collection.map(|collection| block::write(&collection, build));
    Compilation { block, diagnostics, case_count: collection::count_cases(files) }
}
