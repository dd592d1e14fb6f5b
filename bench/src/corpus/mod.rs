//! A corpus: documents, and queries whose right answers are known.

mod json;
mod markdown;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// The folder of a corpus that holds its queries.
const QUERIES: &str = "queries";

/// One document, as every engine gets it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) lang: String,
    pub(crate) title: String,
    /// One a line; each stands in `text` too, as a line of its own.
    #[serde(default)]
    pub(crate) headings: String,
    /// Plain text, one block a line.
    pub(crate) text: String,
    /// What casebook filters by; other engines get none of it.
    #[serde(skip)]
    pub(crate) facets: Facets,
}

/// The filters of a case.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facets {
    pub(crate) component: &'static str,
    /// What ids of the component begin with.
    pub(crate) prefix: &'static str,
    pub(crate) severity: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) tags: Vec<String>,
}

impl Default for Facets {
    fn default() -> Self {
        Self { component: "docs", prefix: "D", severity: "minor", kind: "other", tags: Vec::new() }
    }
}

/// A query and the ids of all documents that answer it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Query {
    pub(crate) class: String,
    pub(crate) lang: String,
    pub(crate) q: String,
    pub(crate) rel: Vec<String>,
}

/// Reads the documents of a file, or of a folder and all below it but its queries.
///
/// Where a folder holds JSON lines, its Markdown is about them and not of them.
pub(crate) fn documents(path: &Path) -> Result<Vec<Document>> {
    let files = files(path)?;
    let (lines, rest): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| json::is_json_lines(file));
    let documents = if lines.is_empty() { markdown::read(path, &rest)? } else { json::read_all(&lines)? };
    if documents.is_empty() {
        bail!(
            "{} holds no documents: neither `*.jsonl`, `*.jsonl.gz` nor Markdown with front matter",
            path.display()
        );
    }
    check_ids(&documents)?;
    Ok(documents)
}

/// Reads queries from a file of JSON lines, or from all such files of a folder.
pub(crate) fn queries(path: &Path) -> Result<Vec<Query>> {
    let mut files = files(path)?;
    files.retain(|file| json::is_json_lines(file));
    if files.is_empty() {
        bail!("{} holds no queries: neither `*.jsonl` nor `*.jsonl.gz`", path.display());
    }
    json::read_all(&files)
}

/// The queries that come with a corpus, if any do.
pub(crate) fn own_queries(corpus: &Path) -> Option<PathBuf> {
    Some(corpus.join(QUERIES)).filter(|folder| folder.is_dir())
}

/// All files at or below `path`, sorted; of a corpus' own queries none, unless they are asked for.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let mut pending = vec![path.to_owned()];
    while let Some(folder) = pending.pop() {
        let entries =
            fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
        for entry in entries {
            let found = entry?.path();
            if !found.is_dir() {
                files.push(found);
            } else if found != path.join(QUERIES) {
                pending.push(found);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn check_ids(documents: &[Document]) -> Result<()> {
    let mut seen = HashMap::new();
    for (number, document) in documents.iter().enumerate() {
        if let Some(first) = seen.insert(document.id.as_str(), number) {
            bail!(
                "documents {} and {} both have the id `{}`; a corpus is one file, or a folder whose \
                 files belong together",
                first + 1,
                number + 1,
                document.id
            );
        }
    }
    Ok(())
}
