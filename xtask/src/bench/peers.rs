//! Measuring in processes of Node: build an index, then search it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{Bench, limit};
use crate::test;

/// For building an index.
const BUILD_LIMIT: Duration = Duration::from_mins(15);
/// For loading it, on top of the time for queries.
const LOAD_LIMIT: Duration = Duration::from_mins(5);
/// Megabytes of JavaScript objects: some indexes are larger than what Node allows by itself.
const HEAP: &str = "--max-old-space-size=8192";

/// Measures a peer. That it fails is a result, too.
pub(super) fn measure(bench: &Bench<'_>, name: &str) -> Result<()> {
    let mut run = json!({
        "engine": name, "ours": false, "runtime": "node", "version": "", "configuration": "", "holdsText": false,
    });
    if let Err(problem) = build_and_search(bench, name, &mut run) {
        eprintln!("  failed: {problem:#}");
        run["failed"] = json!(format!("{problem:#}"));
    }
    bench.record(name, &run)
}

fn build_and_search(bench: &Bench<'_>, name: &str, run: &mut Value) -> Result<()> {
    let index = bench.folder.join("index").join(name);
    let told = bench.folder.join("runs").join(format!("{name}.build"));
    let mut build = node(bench, "build.mjs");
    build.arg(name).arg(&bench.folder).arg(&index).arg(&told);
    limit::run(&mut build, BUILD_LIMIT, &told.with_extension("build.log")).context("build")?;
    merge(run, result(&told)?);
    let runtime = run["runtime"].as_str().unwrap_or_default().to_owned();
    run["search"] = search(bench, name, &runtime, &index)?;
    Ok(())
}

/// Asks all queries in a process of their own.
pub(super) fn search(bench: &Bench<'_>, engine: &str, runtime: &str, index: &Path) -> Result<Value> {
    let found = bench.folder.join("runs").join(format!("{engine}-{runtime}.search"));
    let mut search = node(bench, "search.mjs");
    if runtime == "chromium" {
        let Some(browser) = &bench.browser else { bail!("there is no Chromium") };
        search = test::with_browser(search, browser);
    }
    search
        .args([engine, runtime])
        .arg(&bench.folder)
        .arg(index)
        .arg(&found)
        .arg(bench.options.budget.to_string());
    let most = Duration::from_secs(bench.options.budget) + LOAD_LIMIT;
    limit::run(&mut search, most, &found.with_extension("search.log")).context("search")?;
    result(&found)
}

fn node(bench: &Bench<'_>, script: &str) -> Command {
    let mut node = bench.workspace.program(&bench.node);
    node.args(["--expose-gc", HEAP]).arg(bench.workspace.path("bench/harness").join(script));
    node
}

fn result(path: &Path) -> Result<Value> {
    let text = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_slice(&text).with_context(|| path.display().to_string())
}

fn merge(run: &mut Value, told: Value) {
    if let (Value::Object(run), Value::Object(told)) = (run, told) {
        run.extend(told);
    }
}
