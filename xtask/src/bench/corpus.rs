//! The corpus, prepared by `casebook-bench`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::Bench;
use crate::args::BenchOptions;
use crate::process::run;
use crate::workspace::Workspace;

/// What the corpus is called: its file or folder without the endings, or what is made.
pub(super) fn name(options: &BenchOptions) -> String {
    let Some(path) = &options.corpus else { return format!("synthetic-{}", options.size) };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bare = [".gz", ".jsonl", ".ndjson", ".md"]
        .iter()
        .fold(&*name, |name, ending| name.strip_suffix(ending).unwrap_or(name));
    if bare.is_empty() { "corpus".to_owned() } else { bare.to_owned() }
}

/// Writes documents, queries and cases into the folder of the bench, in place of an earlier run.
pub(super) fn prepare(bench: &Bench<'_>) -> Result<()> {
    let options = bench.options;
    if bench.folder.exists() {
        fs::remove_dir_all(&bench.folder)
            .with_context(|| format!("{} cannot be emptied", bench.folder.display()))?;
    }
    if let Some(parent) = bench.folder.parent() {
        fs::create_dir_all(parent).with_context(|| format!("{} cannot be made", parent.display()))?;
    }
    let mut command = program(bench.workspace);
    command.arg("prepare").arg(&bench.folder);
    if let Some(corpus) = &options.corpus {
        command.arg(absolute(corpus)?);
    }
    if let Some(queries) = &options.queries {
        command.arg("--queries").arg(absolute(queries)?);
    }
    run(command.arg("--size").arg(options.size.to_string()))
}

/// `casebook-bench`, built quickly: none of its own speed is measured.
pub(super) fn program(workspace: &Workspace) -> Command {
    let mut cargo = workspace.cargo();
    cargo
        .args(["run", "--quiet", "--release", "--package", "casebook-bench"])
        .args(["--config", "profile.release.lto='off'", "--config", "profile.release.codegen-units=16"])
        .arg("--");
    cargo
}

/// Programs are started in the root; paths were typed elsewhere.
fn absolute(path: &Path) -> Result<PathBuf> {
    Ok(std::path::absolute(path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (corpus, expected) in [
            (Some("a/dev10k.jsonl.gz"), "dev10k"),
            (Some("a/docs.v2/"), "docs.v2"),
            (Some(".."), "corpus"),
            (None, "synthetic-7"),
        ] {
            let options = BenchOptions { corpus: corpus.map(Into::into), size: 7, ..BenchOptions::default() };
            assert_eq!(name(&options), expected);
        }
    }
}
