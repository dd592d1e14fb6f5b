//! How high the right answers stand.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Instant;

use anyhow::{Result, anyhow};
use casebook_core::search::{Engine, SearchRequest};

use crate::corpus::{Document, Query};

/// Classes of fewer queries are shown, but kept out of the mean.
const MIN_QUERIES: usize = 8;

#[derive(Default)]
struct Class {
    queries: usize,
    reciprocal: f64,
    first: usize,
}

/// Asks all `queries` that `documents` can answer and prints MRR@10 and success@1 by class.
pub(crate) fn report(
    engine: &mut Engine<'_>,
    documents: &[Document],
    queries: &[Query],
    show: Option<&str>,
) -> Result<()> {
    let numbers: HashMap<&str, usize> =
        documents.iter().enumerate().map(|(number, document)| (document.id.as_str(), number)).collect();
    let mut classes: BTreeMap<(&str, &str), Class> = BTreeMap::new();
    let mut times = Vec::new();
    for query in queries {
        let right: HashSet<usize> =
            query.rel.iter().filter_map(|id| numbers.get(id.as_str()).copied()).collect();
        if right.is_empty() {
            continue;
        }
        let request = SearchRequest { query: &query.q, limit: 10, ..SearchRequest::default() };
        let mut best = f64::MAX;
        let mut found = Vec::new();
        for _ in 0..3 {
            let start = Instant::now();
            let response = engine.search(&request).map_err(|error| anyhow!("{error}"))?;
            best = best.min(start.elapsed().as_secs_f64());
            found = response.hits.iter().map(|hit| hit.case.index).collect();
        }
        times.push((best, query.q.as_str()));
        let rank = found.iter().position(|number| right.contains(number));
        let class = classes.entry((&query.lang, &query.class)).or_default();
        class.queries += 1;
        class.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        class.first += usize::from(rank == Some(0));
        if show.is_some_and(|show| show == query.class || show == "all") && rank != Some(0) {
            let title =
                |number: &usize| documents.get(*number).map_or("", |document| document.title.as_str());
            println!("{} {:?} rank {rank:?}", query.class, query.q);
            println!("    want {:?}", right.iter().min().map(title));
            println!("    got  {:?}", found.iter().take(3).map(title).collect::<Vec<_>>());
        }
    }
    for lang in ["zh", "en"] {
        let of_lang = classes.iter().filter(|((known, _), _)| *known == lang);
        let counted: Vec<f64> = of_lang
            .clone()
            .filter(|(_, class)| class.queries >= MIN_QUERIES)
            .map(|(_, class)| class.reciprocal / class.queries as f64)
            .collect();
        print!("{lang} mean {:.3} |", counted.iter().sum::<f64>() / counted.len().max(1) as f64);
        for ((_, name), class) in of_lang {
            print!(" {name} {:.2}", class.reciprocal / class.queries as f64);
        }
        println!();
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at =
        |share: f64| times.get(((times.len() - 1) as f64 * share) as usize).map_or(0.0, |time| time.0 * 1e3);
    println!("native ms: p50 {:.3} p95 {:.3} p99 {:.3} max {:.3}", at(0.5), at(0.95), at(0.99), at(1.0));
    Ok(())
}
