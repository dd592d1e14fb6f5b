//! The page: its types, and its behaviour in a browser.

use std::ffi::OsString;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::bundle::BUNDLE;
use crate::process::run;
use crate::programs::{self, Browser};
use crate::workspace::Workspace;

/// Checks the page's scripts by the types in their comments.
pub(super) fn types(workspace: &Workspace) -> Result<()> {
    let node = programs::node(workspace)?;
    if !workspace.path("pkg").is_dir() {
        bail!("the page imports pkg/, which is not built: cargo xtask bundle");
    }
    programs::packages(workspace, "tests")?;
    run(workspace.program(node).arg("tests/node_modules/typescript/bin/tsc").args([
        "--strict",
        "--noEmit",
        "--project",
        "www",
    ]))
}

/// Runs `tests/browser/*.test.mjs` against the page in one file.
pub(super) fn browser(workspace: &Workspace) -> Result<()> {
    if !workspace.path(BUNDLE).is_file() {
        bail!("{BUNDLE} is not built: cargo xtask bundle");
    }
    let node = programs::node(workspace)?;
    let browser = programs::browser(workspace)?;
    run(with_browser(workspace.program(node), &browser).arg("--test").args(test_files(workspace)?))
}

/// Tells the tests which browser to use.
pub(crate) fn with_browser(mut command: Command, browser: &Browser) -> Command {
    command.env("CHROMIUM", &browser.chromium).env("CHROMEDRIVER", &browser.driver);
    command
}

/// By name: what `node --test` makes of a folder differs from version to version.
fn test_files(workspace: &Workspace) -> Result<Vec<OsString>> {
    const FOLDER: &str = "tests/browser";
    let mut files = Vec::new();
    for entry in fs::read_dir(workspace.path(FOLDER)).context(FOLDER)? {
        let name = entry?.file_name();
        if name.to_string_lossy().ends_with(".test.mjs") {
            let mut file = OsString::from(FOLDER);
            file.push("/");
            file.push(name);
            files.push(file);
        }
    }
    if files.is_empty() {
        bail!("{FOLDER} holds no tests");
    }
    files.sort();
    Ok(files)
}
