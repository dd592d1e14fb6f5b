//! The module, from cargo.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::TARGET;
use super::identity::Identity;
use crate::process::run;
use crate::workspace::Workspace;

/// Compiles the root package and returns the path of the module.
///
/// The bytes depend on sources, toolchain and identity only: paths of this machine are replaced
/// by names. The same flags every time, so that cargo rebuilds what changed and no more.
pub(super) fn module(workspace: &Workspace) -> Result<PathBuf> {
    let package = &workspace.package.name;
    let mut cargo = workspace.cargo();
    cargo
        .args(["build", "--release", "--lib", "--target", TARGET])
        .args(["--package", package])
        .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace)?);
    Identity::find(workspace)?.put_into(&mut cargo);
    run(&mut cargo)?;

    let module =
        workspace.target.join(TARGET).join("release").join(format!("{}.wasm", package.replace('-', "_")));
    if !module.is_file() {
        bail!("cargo made no {}", module.display());
    }
    Ok(module)
}

/// The compiler flags the user set, and the names that stand for this machine's folders.
fn flags(workspace: &Workspace) -> Result<OsString> {
    const SEPARATOR: &str = "\u{1f}";
    let mut flags = users_flags();
    for (folder, name) in names_of_folders(workspace)? {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(folder);
        flag.push("=");
        flag.push(name);
        flags.push(flag);
    }
    Ok(flags.join(OsStr::new(SEPARATOR)))
}

fn users_flags() -> Vec<OsString> {
    if let Some(encoded) = std::env::var_os("CARGO_ENCODED_RUSTFLAGS") {
        return if encoded.is_empty() { Vec::new() } else { vec![encoded] };
    }
    std::env::var("RUSTFLAGS").unwrap_or_default().split_whitespace().map(OsString::from).collect()
}

/// Later entries win over earlier ones, so the general ones come first.
fn names_of_folders(workspace: &Workspace) -> Result<Vec<(PathBuf, &'static str)>> {
    let mut folders = Vec::new();
    if let Some(home) = cargo_home() {
        let registries = home.join("registry").join("src");
        folders.push((home, "/cargo"));
        // One folder a registry, named after its host: mirrors must not show in the bytes.
        for registry in folders_in(&registries)? {
            folders.push((registry, "/registry"));
        }
    }
    folders.push((workspace.root.clone(), "/casebook"));
    folders.push((workspace.target.clone(), "/target"));
    Ok(folders)
}

fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

fn folders_in(parent: &Path) -> Result<Vec<PathBuf>> {
    if !parent.is_dir() {
        return Ok(Vec::new());
    }
    let mut folders = Vec::new();
    for entry in parent.read_dir().with_context(|| format!("{} cannot be read", parent.display()))? {
        folders.push(entry?.path());
    }
    folders.sort();
    Ok(folders)
}
