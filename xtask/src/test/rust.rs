//! What cargo checks by itself.

use anyhow::Result;

use crate::bundle::{self, TARGET};
use crate::process::run;
use crate::workspace::Workspace;

/// The crates that end up in the module.
const IN_MODULE: &[&str] = &["casebook", "casebook-core"];

pub(super) fn fmt(workspace: &Workspace) -> Result<()> {
    run(workspace.cargo().args(["fmt", "--all", "--check"]))
}

pub(super) fn clippy(workspace: &Workspace) -> Result<()> {
    run(workspace.cargo().args(["clippy", "--workspace", "--all-targets"]).args(["--", "-D", "warnings"]))
}

pub(super) fn clippy_wasm(workspace: &Workspace) -> Result<()> {
    bundle::ensure_target(workspace)?;
    // One after the other: together, the engine would get the features the module asks for.
    for package in IN_MODULE {
        run(workspace.cargo().args(["clippy", "--lib", "--target", TARGET]).args([
            "--package",
            package,
            "--",
            "-D",
            "warnings",
        ]))?;
    }
    Ok(())
}

pub(super) fn test(workspace: &Workspace) -> Result<()> {
    run(workspace.cargo().args(["test", "--workspace"]))
}

pub(super) fn doc(workspace: &Workspace) -> Result<()> {
    run(workspace.cargo().args(["doc", "--no-deps", "--workspace"]).env("RUSTDOCFLAGS", "-D warnings"))
}
