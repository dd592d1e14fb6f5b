//! `cargo xtask bundle`: from the sources to `pkg/` and `dist/casebook.html`.

mod cases;
mod engine;
mod git;
mod identity;
mod output;
mod wasm_target;

use std::path::{self, Path, PathBuf};

use anyhow::{Context, Result};
use casebook_bundler::{Assets, MODULE, Options, Sources};

use crate::args::BundleOptions;
use crate::step::step;
use crate::workspace::Workspace;
use cases::Collection;

pub(crate) use wasm_target::{TARGET, ensure as ensure_target};

/// Where the page in one file goes, in the workspace or the folder that was asked for.
pub(crate) const BUNDLE: &str = "dist/casebook.html";
/// Where the package goes.
const PACKAGE: &str = "pkg";

/// Makes the package and the page; nothing is written unless everything before worked.
pub(crate) fn run(workspace: &Workspace, options: &BundleOptions) -> Result<()> {
    const STEPS: usize = 4;
    let BundleOptions { open, cases, out, name } = options;
    let folder = cases::folder(workspace, cases.as_deref())?;
    let out = out.as_deref().map_or_else(|| Ok(workspace.root.clone()), path::absolute)?;
    step(1, STEPS, format_args!("the {TARGET} target"), || wasm_target::ensure(workspace))?;
    let assets = step(2, STEPS, "the engine as a Wasm module, with page and element", || {
        Ok(Assets::link(engine::build(workspace)?, sources(workspace)?)?)
    })?;
    let collection =
        step(3, STEPS, format_args!("the cases in {}", folder.display()), || cases::compile(&folder))?;
    let bundle = out.join(BUNDLE);
    step(4, STEPS, format_args!("the package {PACKAGE}/ and the page in one file {BUNDLE}"), || {
        let made = assets.package(&collection.block, &about(workspace, &collection, name.as_deref()))?;
        eprintln!("  static   {}", made.static_edition);
        let page = assets.page(&made)?;
        if let Some(warning) = &page.warning {
            eprintln!("  warning: {warning}");
        }
        output::package(&out.join(PACKAGE), &made.package)?;
        output::page(&bundle, &page, made.module.len())
    })?;
    if *open {
        output::open(&bundle)?;
    }
    Ok(())
}

/// What the package of a collection says about itself: what the root package does, unless it is called
/// otherwise.
fn about(workspace: &Workspace, collection: &Collection, name: Option<&str>) -> Options {
    let package = &workspace.package;
    Options {
        name: name.unwrap_or(MODULE).to_owned(),
        version: package.version.clone(),
        description: package.description.clone().filter(|_| name.is_none()),
        license: package.license.clone(),
        licence_of_cases: collection.licence.clone(),
    }
}

/// Makes the package of another collection in another folder, and returns the path of its module.
pub(crate) fn package(workspace: &Workspace, cases: &Path, folder: &Path) -> Result<PathBuf> {
    wasm_target::ensure(workspace)?;
    let assets = Assets::link(engine::build(workspace)?, sources(workspace)?)?;
    let collection = cases::compile(cases)?;
    let made = assets.package(&collection.block, &about(workspace, &collection, None))?;
    output::package(folder, &made.package)?;
    Ok(folder.join(format!("{MODULE}_bg.wasm")))
}

/// The compiled collection that this workspace ships.
pub(crate) fn shipped_block(workspace: &Workspace) -> Result<Vec<u8>> {
    Ok(cases::compile(&cases::folder(workspace, None)?)?.block)
}

/// The files from which page and element are made, and the licences.
fn sources(workspace: &Workspace) -> Result<Sources> {
    let mut sources = Sources::default();
    let mut pending = vec!["www".to_owned()];
    while let Some(folder) = pending.pop() {
        let entries =
            workspace.path(&folder).read_dir().with_context(|| format!("{folder} cannot be read"))?;
        for entry in entries {
            let entry = entry?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                pending.push(path);
            } else {
                sources.insert(path, output::read(&entry.path())?);
            }
        }
    }
    for licence in ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT", "NOTICE"] {
        if workspace.path(licence).is_file() {
            sources.insert(licence, output::read(&workspace.path(licence))?);
        }
    }
    Ok(sources)
}
