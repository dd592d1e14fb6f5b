//! The standard library for Wasm, which a fresh toolchain does not have.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process::{read, run};
use crate::programs::on_path;
use crate::workspace::Workspace;

/// The target the module is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Has rustup add the target to the pinned toolchain, unless it is there.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    if present(workspace)? {
        return Ok(());
    }
    let Some(rustup) = on_path("rustup") else {
        bail!(
            "this Rust toolchain has no standard library for {TARGET}, and rustup, which could \
             add it, is not on PATH; install the target the way the toolchain was installed, or \
             install rustup (https://rustup.rs)"
        );
    };
    run(workspace.program(rustup).args(["target", "add", TARGET]))
        .context("the target could not be added; the first build needs the network")
}

/// Whether the folder of the target's libraries exists.
fn present(workspace: &Workspace) -> Result<bool> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let folder = read(workspace.program(rustc).args(["--print", "target-libdir", "--target", TARGET]))?;
    Ok(Path::new(&folder).is_dir())
}
