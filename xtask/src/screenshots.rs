//! `cargo xtask screenshots`: pictures of the page in its states.

use std::path::Path;

use anyhow::Result;

use crate::programs;
use crate::test;
use crate::workspace::Workspace;

/// Takes the pictures into `folder`; the page in one file must be there.
pub(crate) fn run(workspace: &Workspace, folder: Option<&Path>) -> Result<()> {
    let node = programs::node(workspace)?;
    let browser = programs::browser(workspace)?;
    let default = workspace.target.join("screenshots");
    let folder = std::path::absolute(folder.unwrap_or(&default))?;
    crate::process::run(
        test::with_browser(workspace.program(node), &browser)
            .arg("tests/browser/screenshots.mjs")
            .arg(folder),
    )
}
