//! The page: its types, and its behaviour in a browser.

use std::ffi::OsString;
use std::fs;
use std::num::NonZero;
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::bundle::BUNDLE;
use crate::engines::{self, Firefox, WebKit};
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

/// Packs the package and looks at it as those who install it will.
pub(super) fn package(workspace: &Workspace) -> Result<()> {
    let node = programs::node(workspace)?;
    programs::packages(workspace, "tests")?;
    run(workspace.program(node).args(["--test", "--test-reporter=spec", "tests/package/package.test.mjs"]))
}

/// Runs `tests/page/*.test.mjs` in Node, against a small engine of their own.
pub(super) fn modules(workspace: &Workspace) -> Result<()> {
    let node = programs::node(workspace)?;
    let files = test_files(workspace, "tests/page")?;
    run(workspace.program(node).args(["--test", "--test-reporter=spec"]).args(files))
}

/// Runs `tests/browser/*.test.mjs` against the page in one file, in Chromium.
pub(super) fn browser(workspace: &Workspace) -> Result<()> {
    let node = programs::node(workspace)?;
    let browser = programs::browser(workspace)?;
    run_tests(workspace, with_browser(workspace.program(node), &browser))
}

/// Builds pages in frameworks around the packed package, and looks at them in Chromium.
pub(super) fn frameworks(workspace: &Workspace) -> Result<()> {
    let node = programs::node(workspace)?;
    let browser = programs::browser(workspace)?;
    programs::packages(workspace, "tests/frameworks")?;
    let mut command = with_browser(workspace.program(node), &browser);
    run(command.args(["--test", "--test-reporter=spec", "tests/frameworks/frameworks.test.mjs"]))
}

/// The page in Firefox.
pub(super) fn firefox(workspace: &Workspace) -> Result<()> {
    let node = programs::node(workspace)?;
    let Firefox { firefox, driver } = engines::firefox(workspace)?;
    let mut command = workspace.program(node);
    command.env("CASEBOOK_ENGINE", "firefox").env("FIREFOX", firefox).env("GECKODRIVER", driver);
    run_tests(workspace, command)
}

/// The same in `WebKitGTK`.
pub(super) fn webkit(workspace: &Workspace) -> Result<()> {
    let node = programs::node(workspace)?;
    let WebKit { driver, display } = engines::webkit(workspace)?;
    let mut command = workspace.program(display);
    command.arg("--auto-servernum").arg("--server-args=-screen 0 1920x1080x24").arg(node);
    command.env("CASEBOOK_ENGINE", "webkit").env("WEBKITDRIVER", driver);
    run_tests(workspace, command)
}

/// Adds the test files to a command that starts Node, and runs it.
fn run_tests(workspace: &Workspace, mut node: Command) -> Result<()> {
    if !workspace.path(BUNDLE).is_file() {
        bail!("{BUNDLE} is not built: cargo xtask bundle");
    }
    programs::packages(workspace, "tests")?;
    node.args(["--test", "--test-reporter=spec", &format!("--test-concurrency={}", browsers())]);
    run(node.args(test_files(workspace, "tests/browser")?))
}

/// How many browsers run at a time. One of them uses more than one core, but waits in between.
fn browsers() -> usize {
    const MOST: usize = 4;
    thread::available_parallelism().map_or(1, NonZero::get).min(MOST)
}

/// Tells the tests which browser to use.
pub(crate) fn with_browser(mut command: Command, browser: &Browser) -> Command {
    command.env("CHROMIUM", &browser.chromium).env("CHROMEDRIVER", &browser.driver);
    command
}

/// By name: what `node --test` makes of a folder differs from version to version.
fn test_files(workspace: &Workspace, folder: &str) -> Result<Vec<OsString>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(workspace.path(folder)).with_context(|| folder.to_owned())? {
        let name = entry?.file_name();
        if name.to_string_lossy().ends_with(".test.mjs") {
            let mut file = OsString::from(folder);
            file.push("/");
            file.push(name);
            files.push(file);
        }
    }
    if files.is_empty() {
        bail!("{folder} holds no tests");
    }
    files.sort();
    Ok(files)
}
