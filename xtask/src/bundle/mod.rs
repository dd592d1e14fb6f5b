//! `cargo xtask bundle`: from the sources to `pkg/` and `dist/casebook.html`.

mod bindgen;
mod compile;
mod digest;
mod element;
mod git;
mod identity;
mod limit;
mod output;
mod page;
mod progress;
mod static_edition;
mod style;
mod tags;
mod wasm_target;

use std::path::{self, Path, PathBuf};

use anyhow::{Context, Result};
use casebook_core::collection::Collection;

use crate::args::BundleOptions;
use crate::step::step;
use crate::workspace::Workspace;

pub(crate) use wasm_target::{TARGET, ensure as ensure_target};

/// Where the page in one file goes, in the workspace or the folder that was asked for.
pub(crate) const BUNDLE: &str = "dist/casebook.html";
/// Where the package goes.
const PACKAGE: &str = "pkg";

/// Makes the package and the page; nothing in `dist/` changes unless everything worked.
pub(crate) fn run(workspace: &Workspace, options: &BundleOptions) -> Result<()> {
    const STEPS: usize = 4;
    let BundleOptions { open, cases, out, name } = options;
    let cases = cases.as_deref().map(path::absolute).transpose()?;
    let out = out.as_deref().map_or_else(|| Ok(workspace.root.clone()), path::absolute)?;
    step(1, STEPS, format_args!("the {TARGET} target"), || wasm_target::ensure(workspace))?;
    let module = step(2, STEPS, "cases and engine into a Wasm module", || {
        compile::module(workspace, cases.as_deref())
    })?;
    let package = step(3, STEPS, format_args!("the JavaScript package: {PACKAGE}/"), || {
        bindgen::package(workspace, &module, &out.join(PACKAGE), name.as_deref())
    })?;
    let bundle = out.join(BUNDLE);
    step(4, STEPS, format_args!("the page in one file: {BUNDLE}"), || {
        let wasm = output::read(&package.wasm)?;
        let block = output::read(&module.block)?;
        let plain = static_edition::write(&block)?;
        eprintln!("  static   {}", plain.report());
        let page = page::assemble(workspace, &title(&block)?, &wasm, &plain.html)?;
        if let Some(warning) = limit::check(page.len(), module.contents)? {
            eprintln!("  warning: {warning}");
        }
        output::write(&bundle, &page, &wasm)
    })?;
    if *open {
        output::open(&bundle)?;
    }
    Ok(())
}

/// What a compiled collection is called in its main language.
fn title(block: &[u8]) -> Result<String> {
    let title = Collection::open(block)?.title()?;
    Ok((*title.first().context("the collection has no title")?).to_owned())
}

/// Makes the package of another collection in another folder, and returns the path of its module.
pub(crate) fn package(workspace: &Workspace, cases: &Path, folder: &Path) -> Result<PathBuf> {
    wasm_target::ensure(workspace)?;
    let module = compile::module(workspace, Some(cases))?;
    Ok(bindgen::package(workspace, &module, folder, None)?.wasm)
}
