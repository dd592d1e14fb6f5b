//! A corpus: documents, and queries whose right answers are known.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// One document, as every engine gets it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) lang: String,
    pub(crate) title: String,
    /// One a line; each stands in `text` too, as a line of its own.
    #[serde(default)]
    pub(crate) headings: String,
    /// Plain text, one block a line.
    pub(crate) text: String,
}

/// A query and the ids of all documents that answer it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Query {
    pub(crate) class: String,
    pub(crate) lang: String,
    pub(crate) q: String,
    pub(crate) rel: Vec<String>,
}

/// Reads documents from a file of JSON lines.
pub(crate) fn documents(path: &Path) -> Result<Vec<Document>> {
    json_lines(path)
}

/// Reads queries from a file of JSON lines, or from all such files of a folder.
pub(crate) fn queries(path: &Path) -> Result<Vec<Query>> {
    if path.is_file() {
        return json_lines(path);
    }
    let entries = fs::read_dir(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut files: Vec<PathBuf> =
        entries.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    if files.is_empty() {
        bail!("{} holds no `*.jsonl`", path.display());
    }
    let lists = files.iter().map(|file| json_lines(file)).collect::<Result<Vec<Vec<Query>>>>()?;
    Ok(lists.concat())
}

fn json_lines<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1))
        })
        .collect()
}
