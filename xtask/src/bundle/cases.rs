//! The collection: from its folder to a block.

use std::io::IsTerminal as _;
use std::path::{self, Path, PathBuf};

use anyhow::{Context, Result, bail};
use casebook_compiler::{compile as compile_files, count, render};

use super::identity;
use crate::workspace::Workspace;

/// The collection that is taken when nobody names one.
const OURS: &str = "cases";

/// A compiled collection.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) block: Vec<u8>,
    /// The licence of its texts, if it has one of its own.
    pub(super) licence: Option<Vec<u8>>,
}

/// The folder of the collection: the one that was asked for, what the environment names, or our own.
pub(super) fn folder(workspace: &Workspace, wanted: Option<&Path>) -> Result<PathBuf> {
    if let Some(wanted) = wanted {
        return Ok(path::absolute(wanted)?);
    }
    let users = std::env::var_os("CASEBOOK_CASES").filter(|folder| !folder.is_empty());
    Ok(workspace.root.join(users.map_or_else(|| PathBuf::from(OURS), PathBuf::from)))
}

/// Compiles the collection in `folder`. Everything that is wrong is printed; an error makes it fail.
pub(super) fn compile(folder: &Path) -> Result<Collection> {
    let build = identity::find(folder)?;
    let files = casebook_folder::read(folder)?;
    let compilation = compile_files(&files, &build);
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    eprint!("{}", render(&compilation.diagnostics, &files, colour));
    let Some(block) = compilation.block else {
        bail!("the cases in {} have {}", folder.display(), count(&compilation.diagnostics));
    };
    eprintln!("  cases    {}", compilation.case_count);
    let licence = folder.join("LICENSE");
    let licence = licence.is_file().then(|| super::output::read(&licence)).transpose();
    Ok(Collection { block, licence: licence.context("the licence of the cases")? })
}
