//! Our engine on a corpus, natively.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Instant;

use anyhow::{Result, anyhow};
use casebook_compiler::SourceFile;
use casebook_core::collection::Collection;
use casebook_core::search::{Engine, SearchRequest};

use crate::corpus::{self, Document, Query};
use crate::percentile::percentile;
use crate::score::{LIMIT, Relevance, Scores, mean};
use crate::{cases, sections};

/// Times each query is asked; the fastest counts.
const PASSES: usize = 3;

/// Asks all queries that the documents can answer, and prints MRR@10 by class, times and sizes.
pub(crate) fn run(documents: &Path, queries: &Path, show: Option<&str>) -> Result<()> {
    let documents = corpus::documents(documents)?;
    let queries = corpus::queries(queries)?;
    let files: Vec<SourceFile> = cases::files(&documents).collect();
    let start = Instant::now();
    let block = sections::compiled(&files)?;
    let text: usize = documents.iter().map(|document| document.text.len() + document.title.len()).sum();
    println!(
        "compiled in {:.1} s; text {} kB, block {} kB",
        start.elapsed().as_secs_f32(),
        text / 1000,
        block.len() / 1000
    );
    let collection = Collection::open(&block).map_err(|error| anyhow!("{error}"))?;
    for (name, bytes) in sections::of(&collection) {
        print!("{name} {} · ", bytes.len() / 1000);
    }
    println!();
    let mut engine = Engine::new(collection).map_err(|error| anyhow!("{error}"))?;
    let (relevance, mut times) = ask(&mut engine, &documents, &queries, show)?;
    print(&relevance);
    times.sort_by(f64::total_cmp);
    let at = |share| percentile(&times, share);
    println!("native ms: p50 {:.3} p95 {:.3} p99 {:.3} max {:.3}", at(0.5), at(0.95), at(0.99), at(1.0));
    Ok(())
}

fn ask(
    engine: &mut Engine<'_>,
    documents: &[Document],
    queries: &[Query],
    show: Option<&str>,
) -> Result<(Relevance, Vec<f64>)> {
    let numbers: HashMap<&str, usize> =
        documents.iter().enumerate().map(|(number, document)| (document.id.as_str(), number)).collect();
    let mut scores = Scores::default();
    let mut times = Vec::new();
    for query in queries {
        let right: HashSet<usize> =
            query.rel.iter().filter_map(|id| numbers.get(id.as_str()).copied()).collect();
        if right.is_empty() {
            continue;
        }
        let (found, milliseconds) = search(engine, &query.q)?;
        times.push(milliseconds);
        let rank = found.iter().position(|number| right.contains(number));
        scores.add(&query.lang, &query.class, rank);
        if show.is_some_and(|show| show == query.class || show == "all") && rank != Some(0) {
            let title =
                |number: &usize| documents.get(*number).map_or("", |document| document.title.as_str());
            println!("{} {:?} rank {rank:?}", query.class, query.q);
            println!("    want {:?}", right.iter().min().map(title));
            println!("    got  {:?}", found.iter().take(3).map(title).collect::<Vec<_>>());
        }
    }
    Ok((scores.relevance(), times))
}

/// The numbers of the documents found, and the milliseconds it took at best.
fn search(engine: &mut Engine<'_>, query: &str) -> Result<(Vec<usize>, f64)> {
    let request = SearchRequest { query, limit: LIMIT, ..SearchRequest::default() };
    let mut best = f64::MAX;
    let mut found = Vec::new();
    for _ in 0..PASSES {
        let start = Instant::now();
        let response = engine.search(&request).map_err(|error| anyhow!("{error}"))?;
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
        let ids = response.hits.iter().map(|hit| hit.case.id().map_err(|error| anyhow!("{error}")));
        found = ids.map(|id| Ok(cases::number(id?).unwrap_or(usize::MAX))).collect::<Result<_>>()?;
    }
    Ok((found, best))
}

fn print(relevance: &Relevance) {
    for (lang, classes) in relevance.iter().rev() {
        print!("{lang} mean {:.3} |", mean(classes).map_or(0.0, |class| class.mrr));
        for (name, class) in classes {
            print!(" {name} {:.2}", class.mrr);
        }
        println!();
    }
}
