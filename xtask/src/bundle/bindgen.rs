//! The npm package around the module.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use wasm_bindgen_cli_support::Bindgen;

use super::compile::Module;
use super::element;
use crate::workspace::Workspace;

/// Files that go into the package as they are, where they exist.
const COPIES: &[&str] = &["LICENSE", "LICENSE-APACHE", "LICENSE-MIT", "NOTICE"];

/// The package that was made.
#[derive(Debug)]
pub(super) struct Package {
    /// The module as it travels.
    pub(super) wasm: PathBuf,
}

/// Makes the package in `folder` anew: JavaScript, types and module by wasm-bindgen, the rest by us.
///
/// `called` is its name, where that is not the root package's.
pub(super) fn package(
    workspace: &Workspace,
    module: &Module,
    folder: &Path,
    called: Option<&str>,
) -> Result<Package> {
    check_versions(&fs::read_to_string(workspace.path("Cargo.lock")).context("Cargo.lock")?)?;
    let name = &workspace.package.name;
    empty(folder, &format!("{name}.js"))?;
    Bindgen::new()
        .input_path(&module.path)
        .out_name(name)
        .web(true)?
        .typescript(true)
        // `init()` without arguments takes the module that lies beside the script.
        .omit_default_module_path(false)
        // Names of functions serve debugging only, and weigh.
        .remove_name_section(true)
        .generate(folder)
        .context("wasm-bindgen")?;

    for copy in COPIES {
        let from = workspace.path(copy);
        if from.is_file() {
            fs::copy(&from, folder.join(copy)).with_context(|| format!("{copy} cannot be copied"))?;
        }
    }
    element::write(workspace, folder, called.unwrap_or(name)).context("the element")?;
    copy_licence_of_cases(&module.cases, folder)?;
    let mut manifest = manifest(workspace, &files_in(folder)?);
    if let Some(called) = called {
        manifest["name"] = called.into();
        let title = super::title(&super::output::read(&module.block)?)?;
        manifest["description"] =
            format!("{title}: offline search and reading, as a widget and as functions").into();
    }
    let manifest = serde_json::to_string_pretty(&manifest)? + "\n";
    fs::write(folder.join("package.json"), manifest).context("package.json")?;
    Ok(Package { wasm: folder.join(format!("{name}_bg.wasm")) })
}

/// Empties the folder of a package that we made before; what else may be in one is not ours to delete.
fn empty(folder: &Path, ours: &str) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    let is_empty = folder.read_dir().with_context(|| format!("{}", folder.display()))?.next().is_none();
    if !is_empty && !folder.join(ours).is_file() {
        bail!("{} holds something that is no package of ours; choose another folder", folder.display());
    }
    fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))
}

/// The texts have a licence of their own.
fn copy_licence_of_cases(cases: &Path, folder: &Path) -> Result<()> {
    let from = cases.join("LICENSE");
    if from.is_file() {
        fs::copy(&from, folder.join("LICENSE-CASES")).context("the licence of the cases cannot be copied")?;
    }
    Ok(())
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
pub(crate) fn locked_version<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let after = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?.1;
    Some(after.split_once('"')?.0)
}

fn files_in(folder: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in folder.read_dir().with_context(|| format!("{} cannot be read", folder.display()))? {
        files.push(entry?.file_name().to_string_lossy().into_owned());
    }
    files.sort();
    Ok(files)
}

fn manifest(workspace: &Workspace, files: &[String]) -> Value {
    let package = &workspace.package;
    let name = &package.name;
    let script = format!("./{name}.js");
    let types = format!("./{name}.d.ts");
    let wasm = format!("./{name}_bg.wasm");
    json!({
        "name": name,
        "version": package.version,
        "description": package.description,
        "license": package.license,
        "type": "module",
        "types": types,
        "exports": {
            ".": { "types": types, "default": script },
            "./element": { "types": "./element.d.ts", "default": "./element.js" },
            "./define": { "types": "./define.d.ts", "default": "./define.js" },
            wasm.as_str(): {
                "types": format!("{wasm}.d.ts"),
                "default": wasm,
            },
            "./service-worker.js": "./service-worker.js",
            "./custom-elements.json": "./custom-elements.json",
            "./package.json": "./package.json",
        },
        "customElements": "custom-elements.json",
        "files": files,
        "sideEffects": ["./define.js"],
    })
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
