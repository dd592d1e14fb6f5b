//! What the engine must not depend on.

use anyhow::{Result, bail};

use crate::process::read;
use crate::workspace::Workspace;

const ENGINE: &str = "casebook-core";

/// The browser's side, and what only the compiler of cases may use.
const FORBIDDEN: &[&str] = &[
    "wasm-bindgen",
    "js-sys",
    "web-sys",
    "serde-wasm-bindgen",
    "casebook",
    "casebook-compiler",
    "annotate-snippets",
    "jiff",
    "regex",
    "saphyr",
    "sha2",
    "strsim",
];

/// Looks through everything the engine is built from, on every platform and with every feature.
pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let tree = read(
        workspace
            .cargo()
            .args(["tree", "--package", ENGINE, "--all-features"])
            .args(["--target", "all", "--edges", "normal,build"])
            .args(["--prefix", "none", "--format", "{p}"]),
    )?;
    let found = forbidden(&tree);
    if found.is_empty() {
        return Ok(());
    }
    bail!("{ENGINE} depends on {}", found.join(", "))
}

fn forbidden(tree: &str) -> Vec<&str> {
    let mut found: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| FORBIDDEN.contains(name))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::forbidden;

    #[test]
    fn names_are_compared_whole() {
        let tree = "casebook-core v0.1.0 (x)\nregex-automata v0.4.0\njs-sys v0.3.107\njs-sys v0.3.107 (*)";
        assert_eq!(forbidden(tree), ["js-sys"]);
    }
}
