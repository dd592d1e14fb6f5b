//! The module's own tests, run by wasm-pack.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::json;

use crate::process::run;
use crate::programs::{self, path_with};
use crate::tools;
use crate::workspace::Workspace;

pub(super) fn node(workspace: &Workspace) -> Result<()> {
    let _ = programs::node(workspace)?;
    run(&mut wasm_pack_test(workspace, &["--node"])?)
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
