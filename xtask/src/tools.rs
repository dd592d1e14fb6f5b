//! Programs that the tests use and cargo can build: wasm-pack, the test runner of wasm-bindgen and,
//! for Firefox, geckodriver.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::run;
use crate::workspace::Workspace;

/// A program on the registry.
#[derive(Debug)]
struct Tool {
    name: &'static str,
    version: &'static str,
    /// What of it is wanted.
    programs: &'static [&'static str],
    /// Whether the lock file it comes with is used.
    locked: bool,
}

const WASM_PACK: Tool = Tool { name: "wasm-pack", version: "0.15.1", programs: &["wasm-pack"], locked: true };

/// wasm-pack takes the one on PATH if its version equals that of the crate in Cargo.lock.
const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen-cli",
    version: "0.2.130",
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    // Its lock file names a version of a dependency that not every registry has.
    locked: false,
};

/// Drives Firefox; few distributions have a package of it.
const GECKODRIVER: Tool =
    Tool { name: "geckodriver", version: "0.37.1", programs: &["geckodriver"], locked: true };

/// Where the programs are.
#[derive(Debug)]
pub(crate) struct Tools {
    /// The folders of all of them.
    pub(crate) folders: Vec<PathBuf>,
    pub(crate) wasm_pack: PathBuf,
    /// Runs a test that was compiled to Wasm.
    pub(crate) test_runner: PathBuf,
}

/// Installs what is not there yet.
pub(crate) fn ensure(workspace: &Workspace) -> Result<Tools> {
    let folders = install_missing(workspace, &[&WASM_PACK, &WASM_BINDGEN])?;
    let [wasm_pack, wasm_bindgen] = folders.as_slice() else { bail!("a tool is missing") };
    Ok(Tools {
        wasm_pack: file_in(wasm_pack, "wasm-pack"),
        test_runner: file_in(wasm_bindgen, "wasm-bindgen-test-runner"),
        folders,
    })
}

/// The driver of Firefox, built first where it is not there yet.
pub(crate) fn geckodriver(workspace: &Workspace) -> Result<PathBuf> {
    let folders = install_missing(workspace, &[&GECKODRIVER])?;
    folders.first().map(|folder| file_in(folder, "geckodriver")).context("no geckodriver")
}

/// The folder of each tool's programs.
fn install_missing(workspace: &Workspace, tools: &[&Tool]) -> Result<Vec<PathBuf>> {
    let kept = kept(workspace)?;
    let build = workspace.target.join("tools-build");
    let mut folders = Vec::new();
    for tool in tools {
        let root = kept.join(format!("{}-{}", tool.name, tool.version));
        let folder = root.join("bin");
        if !tool.programs.iter().all(|program| file_in(&folder, program).is_file()) {
            eprintln!("  installing {} {} into {}", tool.name, tool.version, root.display());
            install(workspace, tool, &root, &build)?;
        }
        folders.push(folder);
    }
    if build.exists() {
        // The tools share what they are built from; nobody else does.
        fs::remove_dir_all(&build).with_context(|| format!("{} stays", build.display()))?;
    }
    Ok(folders)
}

/// Where the programs are kept: where the user says; else with what cargo builds, or in the user's cache.
///
/// wasm-pack hands the path of a program to cargo, which splits it at blanks.
fn kept(workspace: &Workspace) -> Result<PathBuf> {
    let users = std::env::var_os("CASEBOOK_TOOLS").filter(|folder| !folder.is_empty());
    let cache = std::env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let cache = cache.or_else(|| Some(std::env::home_dir()?.join(".cache")));
    let candidates = match users {
        Some(folder) => vec![workspace.root.join(folder)],
        None => [Some(workspace.target.join("tools")), cache.map(|cache| cache.join("casebook/tools"))]
            .into_iter()
            .flatten()
            .collect(),
    };
    first_without_blanks(&candidates)
}

fn first_without_blanks(candidates: &[PathBuf]) -> Result<PathBuf> {
    let is_whole = |path: &&PathBuf| !path.to_string_lossy().contains(char::is_whitespace);
    if let Some(folder) = candidates.iter().find(is_whole) {
        return Ok(folder.clone());
    }
    let tried: Vec<_> = candidates.iter().map(|path| path.display().to_string()).collect();
    bail!(
        "no place for wasm-pack and wasm-bindgen: cargo splits their path at blanks, and there are some in \
         {}; set CASEBOOK_TOOLS to a folder without",
        tried.join(" and ")
    )
}

fn file_in(folder: &Path, program: &str) -> PathBuf {
    folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}

/// Builds without optimisation and debug information: the tools run for seconds, their optimised
/// build takes minutes.
fn install(workspace: &Workspace, tool: &Tool, root: &Path, build: &Path) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo
        .args(["install", tool.name, "--version", tool.version, "--debug"])
        .args(tool.programs.iter().flat_map(|program| ["--bin", program]))
        .args(tool.locked.then_some("--locked"))
        .arg("--root")
        .arg(root)
        .env("CARGO_TARGET_DIR", build)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_INCREMENTAL", "false");
    run(&mut cargo).with_context(|| format!("{} {} is needed", tool.name, tool.version))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::first_without_blanks;

    #[test]
    fn a_path_with_a_blank_is_passed_over() {
        let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
        let chosen = |all: &[&str]| first_without_blanks(&paths(all)).map_err(|problem| problem.to_string());
        assert_eq!(chosen(&["/a/target/tools", "/b"]), Ok("/a/target/tools".into()));
        assert_eq!(
            chosen(&["/a b/target/tools", "/home/c/.cache/casebook/tools"]),
            Ok("/home/c/.cache/casebook/tools".into())
        );
        let problem = chosen(&["/a b/tools", "/c\td"]).unwrap_or_default();
        assert_eq!(problem, PathBuf::new());
        assert!(chosen(&["/a b/tools"]).is_err_and(|problem| problem.contains("CASEBOOK_TOOLS")));
    }
}
