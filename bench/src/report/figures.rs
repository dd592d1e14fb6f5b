//! What is told of an engine.

use std::collections::HashSet;

use anyhow::{Result, bail};
use serde::Serialize;
use serde_json::{Map, Value};

use super::measured::{Measured, Memory, Runtime, Search, Size};
use crate::corpus::Query;
use crate::percentile::{median, percentile};
use crate::prepare::Corpus;
use crate::score::{Relevance, Scores, overall};

/// All figures of one engine.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Figures {
    pub(super) engine: String,
    pub(super) ours: bool,
    pub(super) runtime: Runtime,
    pub(super) version: String,
    pub(super) configuration: String,
    pub(super) build_ms: Option<f64>,
    pub(super) compile_ms: Option<f64>,
    /// What is needed to answer with ids.
    pub(super) index: Option<Size>,
    /// What is needed to answer and to show what was found. The peers' own code is not counted.
    pub(super) whole: Option<Size>,
    pub(super) sections: Map<String, Value>,
    pub(super) searched: Option<Searched>,
    pub(super) failed: Option<String>,
}

/// The figures of searching.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Searched {
    pub(super) first_result_ms: f64,
    pub(super) first_query_ms: f64,
    pub(super) p50: f64,
    pub(super) p95: f64,
    pub(super) p99: f64,
    pub(super) memory: Memory,
    pub(super) answered: usize,
    /// `None` when less than half of the queries were answered in time.
    pub(super) relevance: Option<Relevance>,
}

impl Figures {
    pub(super) fn of(measured: Measured, queries: &[Query], corpus: &Corpus) -> Result<Self> {
        let index = measured.build.as_ref().map(|build| build.index);
        let module = measured.build.as_ref().and_then(|build| build.module);
        let with_documents = |index: Size| {
            if measured.holds_text {
                index
            } else {
                Size { bytes: index.bytes + corpus.bytes, gzip: index.gzip + corpus.gzip }
            }
        };
        Ok(Self {
            build_ms: measured.build.as_ref().map(|build| build.took_ms),
            compile_ms: measured.build.as_ref().and_then(|build| build.compile_ms),
            index,
            whole: module.or(index.map(with_documents)),
            sections: measured.build.map(|build| build.sections).unwrap_or_default(),
            searched: measured.search.map(|search| Searched::of(&search, queries)).transpose()?,
            engine: measured.engine,
            ours: measured.ours,
            runtime: measured.runtime,
            version: measured.version,
            configuration: measured.configuration,
            failed: measured.failed,
        })
    }

    pub(super) fn relevance(&self) -> Option<&Relevance> {
        self.searched.as_ref()?.relevance.as_ref()
    }

    /// For the order of rows; below 0 when unknown.
    pub(super) fn mean_mrr(&self) -> f64 {
        self.relevance().and_then(overall).unwrap_or(-1.0)
    }
}

impl Searched {
    fn of(search: &Search, queries: &[Query]) -> Result<Self> {
        let answered = search.answers.len();
        if answered > queries.len() || search.times.len() != answered {
            bail!("{answered} answers and {} times for {} queries", search.times.len(), queries.len());
        }
        let mut scores = Scores::default();
        for (query, answer) in queries.iter().zip(&search.answers) {
            let right: HashSet<&String> = query.rel.iter().collect();
            scores.add(&query.lang, &query.class, answer.iter().position(|id| right.contains(id)));
        }
        let mut times: Vec<f64> = search.times.iter().map(|passes| typical(passes)).collect();
        times.sort_by(f64::total_cmp);
        Ok(Self {
            first_result_ms: search.first_result_ms,
            first_query_ms: search.first_query_ms,
            p50: percentile(&times, 0.50),
            p95: percentile(&times, 0.95),
            p99: percentile(&times, 0.99),
            memory: search.memory,
            answered,
            relevance: (answered * 2 >= queries.len()).then(|| scores.relevance()),
        })
    }
}

/// The median of the passes; the first one warms up, and counts only if it is all there is.
fn typical(passes: &[f64]) -> f64 {
    match passes {
        [_, warm @ ..] if !warm.is_empty() => median(warm),
        all => median(all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_pass_warms_up() {
        for (passes, expected) in
            [(&[9.0][..], 9.0), (&[9.0, 2.0], 2.0), (&[9.0, 3.0, 1.0, 2.0], 2.0), (&[], 0.0)]
        {
            assert!((typical(passes) - expected).abs() < 1e-9, "{passes:?}");
        }
    }
}
