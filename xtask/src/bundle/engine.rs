//! The engine: the module without a collection, from cargo and wasm-bindgen.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use casebook_bundler::{Engine, MODULE, sha256_hex};
use wasm_bindgen_cli_support::Bindgen;

use super::TARGET;
use crate::process::run;
use crate::workspace::Workspace;

/// Compiles the engine and makes its JavaScript side; what did not change is not made again.
pub(super) fn build(workspace: &Workspace) -> Result<Engine> {
    check_versions(&fs::read_to_string(workspace.path("Cargo.lock")).context("Cargo.lock")?)?;
    let compiled = compile(workspace)?;
    let folder = workspace.target.join("engine");
    let stamp = folder.join("made-of");
    let made_of = sha256_hex(&super::output::read(&compiled)?);
    if fs::read_to_string(&stamp).ok().as_ref() != Some(&made_of) {
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
        }
        bind(&compiled, &folder)?;
        fs::write(&stamp, made_of).with_context(|| format!("{} cannot be written", stamp.display()))?;
    }
    let text = |name: &str| {
        fs::read_to_string(folder.join(name)).with_context(|| format!("{name} of the engine cannot be read"))
    };
    Ok(Engine {
        wasm: super::output::read(&folder.join(format!("{MODULE}_bg.wasm")))?,
        script: text(&format!("{MODULE}.js"))?,
        types: text(&format!("{MODULE}.d.ts"))?,
        wasm_types: text(&format!("{MODULE}_bg.wasm.d.ts"))?,
        version: workspace.package.version.clone(),
    })
}

/// The JavaScript side of a compiled module, by wasm-bindgen.
fn bind(compiled: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .out_name(MODULE)
        .web(true)?
        .typescript(true)
        // `init()` without arguments takes the module that lies beside the script.
        .omit_default_module_path(false)
        // Names of functions serve debugging only, and weigh.
        .remove_name_section(true)
        .generate(folder)
        .context("wasm-bindgen")
}

/// Compiles the root package without a collection, and returns where the module is.
///
/// The bytes depend on sources and toolchain only: paths of this machine are replaced by names. The same
/// flags every time, so that cargo rebuilds what changed and no more.
fn compile(workspace: &Workspace) -> Result<PathBuf> {
    let package = &workspace.package.name;
    let mut cargo = workspace.cargo();
    cargo
        .args(["build", "--release", "--lib", "--target", TARGET])
        .args(["--package", package, "--no-default-features"])
        .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace)?);
    run(&mut cargo)?;
    let path =
        workspace.target.join(TARGET).join("release").join(format!("{}.wasm", package.replace('-', "_")));
    if !path.is_file() {
        bail!("cargo made no {}", path.display());
    }
    Ok(path)
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

/// wasm-bindgen's two halves, the crate in the module and the tool here, speak a private format.
fn check_versions(lock: &str) -> Result<()> {
    let version =
        |name: &str| locked_version(lock, name).with_context(|| format!("Cargo.lock does not name `{name}`"));
    let (library, tool) = (version("wasm-bindgen")?, version("wasm-bindgen-cli-support")?);
    if library != tool {
        bail!(
            "the module is compiled with wasm-bindgen {library}, but xtask processes it with \
             {tool}; the two must be equal: set `wasm-bindgen` in Cargo.toml and \
             `wasm-bindgen-cli-support` in xtask/Cargo.toml to the same version"
        );
    }
    Ok(())
}

/// The version of a package in a lock file.
fn locked_version<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let after = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?.1;
    Some(after.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "\
[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"

[[package]]
name = \"wasm-bindgen-cli-support\"
version = \"0.2.130\"
";

    #[test]
    fn equal_versions_pass() {
        assert!(check_versions(LOCK).is_ok());
    }

    #[test]
    fn different_versions_are_explained() {
        let lock = LOCK.replacen("0.2.130", "0.2.131", 1);
        let message = check_versions(&lock).map_err(|problem| problem.to_string());
        assert!(message.is_err_and(|text| text.contains("0.2.131") && text.contains("0.2.130")));
    }

    #[test]
    fn a_missing_package_is_named() {
        let message = check_versions("").map_err(|problem| problem.to_string());
        assert!(message.is_err_and(|text| text.contains("`wasm-bindgen`")));
    }
}
