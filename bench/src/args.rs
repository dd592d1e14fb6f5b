//! The command line. `cargo xtask bench` is its user; people use `relevance`.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

const USAGE: &str = "\
casebook-bench relevance DOCUMENTS QUERIES [CLASS | all]   what our engine finds, natively
casebook-bench prepare FOLDER [CORPUS] [--queries PATH] [--size N]
casebook-bench sections CASES MODULE                       what the parts of the block weigh, as JSON
casebook-bench report FOLDER                               the figures in FOLDER/runs as tables and JSON";

/// Number of documents that are made when there is no corpus.
const SIZE: usize = 10_000;

/// What was asked for.
#[derive(Debug)]
pub(crate) enum Command {
    /// Search a corpus natively.
    Relevance {
        /// Documents as JSON lines.
        documents: PathBuf,
        /// Queries as JSON lines, or a folder of such files.
        queries: PathBuf,
        /// The class whose failures are listed.
        show: Option<String>,
    },
    /// Write a corpus as every engine gets it.
    Prepare(Prepare),
    /// Compile a collection and weigh the block.
    Sections {
        /// Folder of the collection.
        cases: PathBuf,
        /// The Wasm module that was made of it.
        module: PathBuf,
    },
    /// Write the report.
    Report {
        /// Folder of a prepared and measured corpus.
        folder: PathBuf,
    },
}

/// A corpus and where it goes.
#[derive(Debug)]
pub(crate) struct Prepare {
    pub(crate) folder: PathBuf,
    /// File or folder of documents; made by ourselves when not given.
    pub(crate) corpus: Option<PathBuf>,
    /// File or folder of queries; those of the corpus when not given.
    pub(crate) queries: Option<PathBuf>,
    /// How many documents to make.
    pub(crate) size: usize,
}

/// Reads the arguments of this process.
pub(crate) fn parse() -> Result<Command> {
    parse_from(std::env::args_os().skip(1)).with_context(|| format!("usage:\n{USAGE}\n"))
}

fn parse_from(arguments: impl IntoIterator<Item = OsString>) -> Result<Command> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let Some(Value(name)) = parser.next()? else { bail!("which command?") };
    match name.to_str() {
        Some("relevance") => {
            let documents = parser.value().context("a file of documents")?;
            relevance(&mut parser, documents.into())
        }
        Some("prepare") => prepare(&mut parser),
        Some("sections") => {
            let cases = parser.value().context("a folder of cases")?.into();
            Ok(Command::Sections { cases, module: parser.value().context("its module")?.into() })
        }
        Some("report") => Ok(Command::Report { folder: parser.value().context("a folder")?.into() }),
        _ => relevance(&mut parser, name.into()),
    }
}

fn relevance(parser: &mut lexopt::Parser, documents: PathBuf) -> Result<Command> {
    let queries = parser.value().context("a file or folder of queries")?.into();
    let show = match parser.next()? {
        Some(Value(name)) => Some(name.string()?),
        Some(other) => return Err(other.unexpected().into()),
        None => None,
    };
    Ok(Command::Relevance { documents, queries, show })
}

fn prepare(parser: &mut lexopt::Parser) -> Result<Command> {
    let folder = parser.value().context("the folder to write to")?.into();
    let mut options = Prepare { folder, corpus: None, queries: None, size: SIZE };
    while let Some(argument) = parser.next()? {
        match argument {
            Long("queries") => options.queries = Some(parser.value()?.into()),
            Long("size") => options.size = parser.value()?.parse()?,
            Value(path) if options.corpus.is_none() => options.corpus = Some(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Prepare(options))
}
