//! `cargo xtask bench`: this search and others side by side, on one corpus.
//!
//! `casebook-bench` prepares the corpus and writes the report; every index is built and every engine
//! searched in a process of its own, one after the other.

mod casebook;
mod corpus;
mod engines;
mod environment;
mod limit;
mod peers;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::args::BenchOptions;
use crate::process::read;
use crate::programs::{self, Browser};
use crate::step::step;
use crate::workspace::Workspace;
use engines::Engine;

/// Where the peers and their lock file are.
const PEERS: &str = "bench/peers";

/// What all measurements need.
struct Bench<'a> {
    workspace: &'a Workspace,
    options: &'a BenchOptions,
    node: PathBuf,
    /// `None` where there is none: its engines then fail, and the others do not.
    browser: Option<Browser>,
    /// Of this corpus, inside `target/bench`.
    folder: PathBuf,
}

/// Measures and reports; an engine that fails is reported, too.
pub(crate) fn run(workspace: &Workspace, options: &BenchOptions) -> Result<()> {
    let engines = engines::chosen(workspace, &options.only)?;
    let steps = engines.len() + 3;
    let bench = step(1, steps, "Node, Chromium and the peers", || {
        let node = programs::node(workspace)?;
        programs::packages(workspace, PEERS)?;
        let browser = programs::browser(workspace)
            .inspect_err(|problem| eprintln!("  what runs in the browser is left out: {problem:#}"));
        let folder = workspace.target.join("bench").join(corpus::name(options));
        Ok(Bench { workspace, options, node, browser: browser.ok(), folder })
    })?;
    step(2, steps, "the corpus", || corpus::prepare(&bench))?;
    for (number, engine) in (3..).zip(&engines) {
        step(number, steps, &engine.name, || bench.measure(engine))?;
    }
    step(steps, steps, "the report", || bench.report())
}

impl Bench<'_> {
    fn measure(&self, engine: &Engine) -> Result<()> {
        fs::create_dir_all(self.folder.join("runs"))?;
        if engine.is_ours() { casebook::measure(self) } else { peers::measure(self, &engine.name) }
    }

    /// Leaves what was measured where the report finds it.
    fn record(&self, name: &str, run: &Value) -> Result<()> {
        let path = self.folder.join("runs").join(format!("{name}.json"));
        fs::write(&path, run.to_string()).with_context(|| format!("{} cannot be written", path.display()))
    }

    fn report(&self) -> Result<()> {
        let path = self.folder.join("environment.json");
        fs::write(&path, environment::describe(self)?.to_string())
            .with_context(|| format!("{} cannot be written", path.display()))?;
        let tables = read(corpus::program(self.workspace).arg("report").arg(&self.folder))?;
        let figures = self.options.out.clone().unwrap_or_else(|| self.folder.with_extension("json"));
        copy(&self.folder.join("report.json"), &figures)?;
        let beside = figures.with_extension("md");
        fs::write(&beside, format!("{tables}\n"))
            .with_context(|| format!("{} cannot be written", beside.display()))?;
        println!("{tables}");
        eprintln!("\n  {}\n  {}", figures.display(), beside.display());
        Ok(())
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let _bytes = fs::copy(from, to).with_context(|| format!("{} cannot be written", to.display()))?;
    Ok(())
}
