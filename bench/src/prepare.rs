//! A corpus in a folder, as every engine gets it.
//!
//! | file | content |
//! |---|---|
//! | `documents.jsonl` | the documents; the id of each is its number: no engine may profit from names |
//! | `queries.jsonl` | the queries that can be answered, in the order in which all engines get them |
//! | `cases/` | the documents as a collection of casebook |
//! | `corpus.json` | what the corpus is |

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::args::Prepare;
use crate::corpus::{self, Document, Query};
use crate::random::Random;
use crate::{cases, derive, generate, gzip};

/// Of the order of queries.
const SEED: u64 = 0x00CA_5EB0;

/// What a corpus is.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Corpus {
    pub(crate) documents: usize,
    /// Number of documents by language.
    pub(crate) languages: BTreeMap<String, usize>,
    /// Length of `documents.jsonl`: ids, titles, headings and texts.
    pub(crate) bytes: usize,
    pub(crate) gzip: usize,
    pub(crate) queries: usize,
    /// Where documents and queries come from.
    pub(crate) origin: Vec<String>,
}

/// Writes the folder, which must not be there yet.
pub(crate) fn run(options: &Prepare) -> Result<()> {
    let folder = &options.folder;
    fs::create_dir(folder).with_context(|| format!("{} cannot be made", folder.display()))?;

    let mut origin = Vec::new();
    let documents = documents(options, &mut origin)?;
    let queries = queries(options, &documents, &mut origin)?;
    write_cases(&folder.join("cases"), &documents)?;
    let mut languages = BTreeMap::new();
    for document in &documents {
        *languages.entry(document.lang.clone()).or_default() += 1;
    }
    let numbered: Vec<Document> =
        (0..).zip(documents).map(|(number, document)| renamed(number, document)).collect();
    let lines = json_lines(&numbered)?;
    let about = Corpus {
        documents: numbered.len(),
        languages,
        bytes: lines.len(),
        gzip: gzip::length(&lines)?,
        queries: queries.len(),
        origin,
    };
    write(&folder.join("documents.jsonl"), &lines)?;
    write(&folder.join("queries.jsonl"), &json_lines(&queries)?)?;
    write(&folder.join("corpus.json"), &serde_json::to_vec_pretty(&about)?)?;
    for line in &about.origin {
        eprintln!("  {line}");
    }
    Ok(())
}

fn documents(options: &Prepare, origin: &mut Vec<String>) -> Result<Vec<Document>> {
    let Some(path) = &options.corpus else {
        origin.push(format!(
            "documents: {} synthetic troubleshooting cases, made from a seed; no text that anybody wrote",
            options.size
        ));
        return Ok(generate::documents(options.size));
    };
    let documents = corpus::documents(path)?;
    origin.push(format!("documents: {} from {}", documents.len(), name(path)));
    Ok(documents)
}

/// The queries with the numbers of documents for their ids, in an order that mixes the classes.
fn queries(options: &Prepare, documents: &[Document], origin: &mut Vec<String>) -> Result<Vec<Query>> {
    let given = options.queries.clone().or_else(|| corpus::own_queries(options.corpus.as_ref()?));
    let all = if let Some(path) = &given { corpus::queries(path)? } else { derive::queries(documents) };
    let asked = all.len();
    let mut queries = answerable(all, documents);
    if queries.is_empty() {
        bail!("no query has an answer among the documents");
    }
    origin.push(match given {
        Some(path) => format!("queries: {} of {asked} in {} have an answer here", queries.len(), name(&path)),
        None => format!("queries: {} cut from the documents; exact wording is all they test", queries.len()),
    });
    Random::new(SEED).shuffle(&mut queries);
    Ok(queries)
}

fn answerable(queries: Vec<Query>, documents: &[Document]) -> Vec<Query> {
    let numbers: HashMap<&str, usize> =
        documents.iter().enumerate().map(|(number, document)| (document.id.as_str(), number)).collect();
    let numbered = queries.into_iter().map(|query| {
        let rel = query.rel.iter().filter_map(|id| numbers.get(id.as_str())).map(usize::to_string).collect();
        Query { rel, ..query }
    });
    numbered.filter(|query| !query.rel.is_empty()).collect()
}

fn renamed(number: usize, document: Document) -> Document {
    Document { id: number.to_string(), ..document }
}

fn write_cases(folder: &Path, documents: &[Document]) -> Result<()> {
    fs::create_dir(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for file in cases::files(documents) {
        write(&folder.join(&file.path), &file.bytes)?;
    }
    Ok(())
}

fn json_lines<T: Serialize>(items: &[T]) -> Result<Vec<u8>> {
    let mut lines = BufWriter::new(Vec::new());
    for item in items {
        serde_json::to_writer(&mut lines, item)?;
        lines.write_all(b"\n")?;
    }
    Ok(lines.into_inner()?)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

/// The last part of a path: where else it lies is nobody's business.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
