//! The module, from cargo.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::identity::Identity;
use super::limit::Contents;
use super::{TARGET, progress};
use crate::process::run_and_read;
use crate::workspace::Workspace;

/// What cargo made.
#[derive(Debug)]
pub(super) struct Module {
    pub(super) path: PathBuf,
    /// The folder of its collection.
    pub(super) cases: PathBuf,
    /// The compiled collection that is in it.
    pub(super) block: PathBuf,
    pub(super) contents: Contents,
}

/// Compiles the root package. `cases` is the folder of the
/// collection, where it is not the one that the environment or the root package names.
///
/// The bytes depend on sources, toolchain and identity only: paths of this machine are replaced
/// by names. The same flags every time, so that cargo rebuilds what changed and no more.
pub(super) fn module(workspace: &Workspace, cases: Option<&Path>) -> Result<Module> {
    let package = &workspace.package.name;
    let mut cargo = workspace.cargo();
    cargo
        .args(["build", "--release", "--lib", "--target", TARGET])
        .args(["--package", package])
        // Errors as ever on standard error; on standard output, where the build script left its files.
        .args(["--message-format", "json-render-diagnostics"])
        .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace)?);
    let cases = cases.map_or_else(|| workspace.root.join(users_cases()), Path::to_owned);
    Identity::find(&cases)?.put_into(&mut cargo);
    if cases == workspace.root.join(OUR_CASES) {
        cargo.env_remove("CASEBOOK_CASES");
    } else {
        cargo.env("CASEBOOK_CASES", &cases);
    }
    let file = workspace.target.join(format!("casebook-progress-{}", std::process::id()));
    cargo.env(progress::VARIABLE, &file);
    let messages = progress::shown(&file, || run_and_read(&mut cargo))?;

    let path =
        workspace.target.join(TARGET).join("release").join(format!("{}.wasm", package.replace('-', "_")));
    if !path.is_file() {
        bail!("cargo made no {}", path.display());
    }
    let folder =
        out_folder(&messages, &workspace.package.id).context("cargo names no folder of the build script")?;
    Ok(Module { path, cases, block: folder.join("casebook.block"), contents: Contents::read(&folder)? })
}

/// The collection that is taken when nobody names one.
const OUR_CASES: &str = "cases";

fn users_cases() -> PathBuf {
    std::env::var_os("CASEBOOK_CASES")
        .filter(|folder| !folder.is_empty())
        .map_or_else(|| PathBuf::from(OUR_CASES), PathBuf::from)
}

/// Where the build script of a package put its files, from the messages of cargo.
fn out_folder(messages: &str, package: &str) -> Option<PathBuf> {
    let mut messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let ours = messages
        .find(|message| message["reason"] == "build-script-executed" && message["package_id"] == package)?;
    ours["out_dir"].as_str().map(PathBuf::from)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_the_build_script_is_found_among_messages() {
        let messages = r#"
{"reason":"build-script-executed","package_id":"other","out_dir":"/other"}
{"reason":"compiler-artifact","package_id":"ours"}
not JSON
{"reason":"build-script-executed","package_id":"ours","out_dir":"/ours"}
"#;
        assert_eq!(out_folder(messages, "ours"), Some(PathBuf::from("/ours")));
        assert_eq!(out_folder(messages, "nobody's"), None);
    }
}
