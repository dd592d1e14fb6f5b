//! Measuring ours: the corpus goes the way of every collection, and the package is searched as by a page.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::engines::CASEBOOK;
use super::{Bench, corpus, peers};
use crate::bundle;
use crate::process::read;

/// What is said of the set-up.
const CONFIGURATION: &str = "its only one; a search gives ten hits with snippets and marks, and the counts of all \
                             facets; the build is that of the block, by the compiler of cases alone";

/// Builds the package of the corpus and searches it in Node and in Chromium.
pub(super) fn measure(bench: &Bench<'_>) -> Result<()> {
    let package = bench.folder.join("pkg");
    let build = build(bench, &package)?;
    for runtime in ["node", "chromium"] {
        let mut run = json!({
            "engine": CASEBOOK,
            "ours": true,
            "runtime": runtime,
            "version": bench.workspace.package.version,
            "configuration": CONFIGURATION,
            "holdsText": true,
            "build": build,
        });
        match peers::search(bench, CASEBOOK, runtime, &package) {
            Ok(search) => run["search"] = search,
            Err(problem) => {
                eprintln!("  failed in {runtime}: {problem:#}");
                run["failed"] = json!(format!("{problem:#}"));
            }
        }
        bench.record(&format!("{CASEBOOK}-{runtime}"), &run)?;
    }
    Ok(())
}

fn build(bench: &Bench<'_>, package: &Path) -> Result<Value> {
    let cases = bench.folder.join("cases");
    let start = Instant::now();
    let wasm = bundle::package(bench.workspace, &cases, package)?;
    let took = start.elapsed();
    let said = read(corpus::program(bench.workspace).arg("sections").args([&cases, &wasm]))?;
    let mut parts: Value = serde_json::from_str(&said).context("casebook-bench sections")?;
    parts["buildMs"] = json!(took.as_secs_f64() * 1e3);
    Ok(parts)
}
