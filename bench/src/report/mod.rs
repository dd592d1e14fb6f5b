//! The figures of all engines as Markdown tables and JSON.

mod compare;
mod figures;
mod format;
mod measured;
mod tables;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::corpus;
use crate::prepare::Corpus;
use compare::Comparison;
use figures::Figures;
use measured::{Environment, Measured};

/// Reads what was measured in `folder`, writes `report.json` there and prints the tables.
pub(crate) fn run(folder: &Path) -> Result<()> {
    let corpus: Corpus = read(&folder.join("corpus.json"))?;
    let environment: Environment = read(&folder.join("environment.json"))?;
    let queries = corpus::queries(&folder.join("queries.jsonl"))?;
    let mut figures = Vec::new();
    for measured in measured(&folder.join("runs"))? {
        figures.push(Figures::of(measured, &queries, &corpus)?);
    }
    figures.sort_by(|one, other| {
        other.mean_mrr().total_cmp(&one.mean_mrr()).then_with(|| one.runtime.cmp(&other.runtime))
    });
    let comparison = Comparison::of(&figures);

    let report = json!({
        "environment": environment,
        "corpus": corpus,
        "comparison": comparison,
        "engines": figures,
    });
    let path = folder.join("report.json");
    fs::write(&path, serde_json::to_string_pretty(&report)? + "\n")
        .with_context(|| format!("{} cannot be written", path.display()))?;
    print!("{}", tables::all(&environment, &corpus, comparison.as_ref(), &figures));
    Ok(())
}

fn measured(folder: &Path) -> Result<Vec<Measured>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    if paths.is_empty() {
        bail!("{} holds no figures", folder.display());
    }
    paths.iter().map(|path| read(path)).collect()
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    // By way of a value: so an error tells of the content, and not of a byte of a long line.
    let value: Value = serde_json::from_slice(&text).with_context(|| path.display().to_string())?;
    serde_json::from_value(value).with_context(|| path.display().to_string())
}
