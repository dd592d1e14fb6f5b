//! The module's own tests, run by wasm-pack.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::bundle::{self, TARGET};
use crate::process::{run, run_and_read};
use crate::programs::{self, path_with};
use crate::tools;
use crate::workspace::Workspace;

pub(super) fn node(workspace: &Workspace) -> Result<()> {
    let _ = programs::node(workspace)?;
    run(&mut wasm_pack_test(workspace, &["--node"])?)
}

/// The tests of the module once more: compiled without a collection, to which the shipped one is attached
/// as `bundle` does.
pub(super) fn attached(workspace: &Workspace) -> Result<()> {
    let _ = programs::node(workspace)?;
    let tools = tools::ensure(workspace)?;
    bundle::ensure_target(workspace)?;
    let mut cargo = workspace.cargo();
    cargo
        .args(["test", "--package", &workspace.package.name, "--no-default-features", "--target", TARGET])
        .args(["--test", "node", "--no-run", "--message-format", "json-render-diagnostics"]);
    let messages = run_and_read(&mut cargo)?;
    let compiled = executable(&messages).context("cargo names no test")?;
    let engine = fs::read(&compiled).with_context(|| format!("{compiled} cannot be read"))?;
    let module = casebook_bundler::attach(&engine, &bundle::shipped_block(workspace)?)?;
    let path = workspace.target.join("attached.wasm");
    fs::write(&path, module).with_context(|| format!("{} cannot be written", path.display()))?;
    run(workspace.program(&tools.test_runner).arg(&path).env("WASM_BINDGEN_TEST_ONLY_NODE", "1"))
}

/// The test that cargo compiled, from its messages.
fn executable(messages: &str) -> Option<String> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages.filter_map(|message| message["executable"].as_str().map(str::to_owned)).next_back()
}

pub(super) fn chrome(workspace: &Workspace) -> Result<()> {
    let browser = programs::browser(workspace)?;
    // The driver looks for Chrome by itself, and does not know where all systems keep Chromium.
    let capabilities = workspace.target.join("webdriver.json");
    let options = json!({ "goog:chromeOptions": { "binary": browser.chromium } });
    fs::write(&capabilities, options.to_string())
        .with_context(|| format!("{} cannot be written", capabilities.display()))?;
    run(wasm_pack_test(workspace, &["--headless", "--chrome", "--chromedriver"])?
        .arg(&browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        // Seconds; the defaults of 5 and 20 are not enough on a machine with other work.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120"))
}

/// `wasm-pack test`, with the tools it would look for elsewhere.
///
/// It builds what cargo builds in the root by default: that must be the root package alone, as the
/// others do not compile for Wasm.
fn wasm_pack_test(workspace: &Workspace, place: &[&str]) -> Result<Command> {
    let tools = tools::ensure(workspace)?;
    let mut command = workspace.program(&tools.wasm_pack);
    command.arg("test").args(place).env("PATH", path_with(&tools.folders)?);
    Ok(command)
}
