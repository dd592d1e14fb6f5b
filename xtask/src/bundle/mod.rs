//! `cargo xtask bundle`: from the sources to `pkg/` and `dist/casebook.html`.

mod bindgen;
mod compile;
mod digest;
mod identity;
mod output;
mod page;
mod tags;
mod wasm_target;

use anyhow::Result;

use crate::step::step;
use crate::workspace::Workspace;

pub(crate) use wasm_target::{TARGET, ensure as ensure_target};

/// Where the page in one file goes.
pub(crate) const BUNDLE: &str = "dist/casebook.html";

/// Makes the package and the page; nothing in `dist/` changes unless everything worked.
pub(crate) fn run(workspace: &Workspace, open: bool) -> Result<()> {
    const STEPS: usize = 4;
    step(1, STEPS, format_args!("the {TARGET} target"), || wasm_target::ensure(workspace))?;
    let module = step(2, STEPS, "cases and engine into a Wasm module", || compile::module(workspace))?;
    let package = step(3, STEPS, "the JavaScript package: pkg/", || bindgen::package(workspace, &module))?;
    step(4, STEPS, format_args!("the page in one file: {BUNDLE}"), || {
        let module = output::read(&package.wasm)?;
        let page = page::assemble(workspace, &module)?;
        output::write(workspace, &page, &module)
    })?;
    if open {
        output::open(&workspace.path(BUNDLE))?;
    }
    Ok(())
}
