//! What cargo checks by itself.

use anyhow::Result;

use crate::bundle::{self, TARGET};
use crate::process::run;
use crate::workspace::Workspace;

/// What ends up in the module: the boundary, with its cases compiled in and without, and the engine.
const IN_MODULE: &[&[&str]] = &[
    &["--package", "casebook"],
    &["--package", "casebook", "--no-default-features"],
    &["--package", "casebook-core"],
];

pub(super) fn fmt(workspace: &Workspace) -> Result<()> {
    run(workspace.cargo().args(["fmt", "--all", "--check"]))
}

pub(super) fn clippy(workspace: &Workspace) -> Result<()> {
    run(workspace.cargo().args(["clippy", "--workspace", "--all-targets"]).args(["--", "-D", "warnings"]))
}

pub(super) fn clippy_wasm(workspace: &Workspace) -> Result<()> {
    bundle::ensure_target(workspace)?;
    // One after the other: together, the engine would get the features the module asks for.
    for arguments in IN_MODULE {
        let mut cargo = workspace.cargo();
        cargo.args(["clippy", "--lib", "--target", TARGET]).args(*arguments);
        run(cargo.args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

pub(super) fn test(workspace: &Workspace) -> Result<()> {
    run(workspace.cargo().args(["test", "--workspace"]))
}

pub(super) fn doc(workspace: &Workspace) -> Result<()> {
    run(workspace.cargo().args(["doc", "--no-deps", "--workspace"]).env("RUSTDOCFLAGS", "-D warnings"))
}
