//! `cargo xtask test`: every check of the project, in one command.

mod layers;
mod page;
mod rooms;
mod rust;
mod sinks;
mod sizes;
mod wasm;

use std::time::Instant;

use anyhow::{Result, bail};

use crate::args::{BundleOptions, TestOptions};
use crate::bundle;
use crate::workspace::Workspace;

pub(crate) use page::with_browser;

/// One check.
pub(crate) struct Step {
    /// How it is called on the command line.
    pub(crate) name: &'static str,
    /// What it makes sure of.
    pub(crate) what: &'static str,
    run: fn(&Workspace) -> Result<()>,
}

/// All checks, each after what it needs.
pub(crate) const STEPS: &[Step] = &[
    Step { name: "fmt", what: "Rust is formatted", run: rust::fmt },
    Step { name: "clippy", what: "lints, for this machine", run: rust::clippy },
    Step { name: "clippy-wasm", what: "lints, for Wasm", run: rust::clippy_wasm },
    Step {
        name: "host",
        what: "tests on this machine, examples in the documentation included",
        run: rust::test,
    },
    Step { name: "doc", what: "the documentation builds, without dead links", run: rust::doc },
    Step { name: "layers", what: "the engine is built from nothing but what it may be", run: layers::check },
    Step {
        name: "node",
        what: "the module in Node (wasm-pack), with its cases compiled in",
        run: wasm::node,
    },
    Step { name: "attached", what: "the same tests, with the cases attached", run: wasm::attached },
    Step { name: "chrome", what: "the module in a browser (wasm-pack)", run: wasm::chrome },
    Step {
        name: "bundle",
        what: "package and page are built",
        run: |workspace| bundle::run(workspace, &BundleOptions::default()),
    },
    Step { name: "sizes", what: "what travels is as large as accepted (needs bundle)", run: sizes::check },
    Step { name: "types", what: "types of the page's JavaScript (needs bundle)", run: page::types },
    Step {
        name: "package",
        what: "the package as npm packs it: contents, types, the element's description (needs bundle)",
        run: page::package,
    },
    Step {
        name: "rooms",
        what: "scripts in www/ import one way, and the module only where it is started",
        run: rooms::check,
    },
    Step { name: "sinks", what: "no HTML string is ever parsed in www/, src/ and tests/", run: sinks::check },
    Step {
        name: "modules",
        what: "what of the page needs no browser: its state, its questions, its records",
        run: page::modules,
    },
    Step {
        name: "page",
        what: "the page in one file, from disk, and <case-book> over HTTP, in a browser (needs bundle)",
        run: page::browser,
    },
    Step {
        name: "frameworks",
        what: "the packed package in React and Vue, built by Vite (needs bundle)",
        run: page::frameworks,
    },
];

/// The page in the other browsers, after all checks.
pub(crate) const OTHER_BROWSERS: &[Step] = &[
    Step { name: "page-firefox", what: "the same in Firefox (needs bundle)", run: page::firefox },
    Step { name: "page-webkit", what: "the same in WebKitGTK (needs bundle)", run: page::webkit },
];

/// Every check there is, by name.
pub(crate) fn known(name: &str) -> bool {
    STEPS.iter().chain(OTHER_BROWSERS).any(|step| step.name == name)
}

/// Runs the checks that were asked for, and sums up.
pub(crate) fn run(workspace: &Workspace, options: &TestOptions) -> Result<()> {
    let named = |name: &str| options.only.iter().any(|only| only == name);
    let all = options.only.is_empty();
    let others = options.all_browsers && (all || named("page"));
    let steps: Vec<&Step> = STEPS
        .iter()
        .filter(|step| all || named(step.name))
        .chain(OTHER_BROWSERS.iter().filter(|step| others || named(step.name)))
        .collect();
    let mut results = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let result = run_step(workspace, step, index + 1, steps.len());
        let failed = !result.ok;
        results.push(result);
        if failed && !options.keep_going {
            break;
        }
    }
    sum_up(&steps, &results)
}

struct Outcome {
    ok: bool,
    seconds: f32,
}

fn run_step(workspace: &Workspace, step: &Step, number: usize, of: usize) -> Outcome {
    eprintln!("\n=== {number}/{of} {}: {}", step.name, step.what);
    let start = Instant::now();
    let result = (step.run)(workspace);
    let seconds = start.elapsed().as_secs_f32();
    if let Err(problem) = &result {
        eprintln!("error: {problem:#}");
    }
    Outcome { ok: result.is_ok(), seconds }
}

fn sum_up(steps: &[&Step], results: &[Outcome]) -> Result<()> {
    eprintln!("\n=== summary");
    let mut failed = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let Some(outcome) = results.get(index) else {
            eprintln!("  {:<13} not run", step.name);
            continue;
        };
        let verdict = if outcome.ok { "ok" } else { "FAILED" };
        eprintln!("  {:<13} {verdict:<7} {:>6.1} s", step.name, outcome.seconds);
        if !outcome.ok {
            failed.push(step.name);
        }
    }
    let total: f32 = results.iter().map(|outcome| outcome.seconds).sum();
    eprintln!("  {:<13} {:<7} {total:>6.1} s", "all", "");
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "))
}
