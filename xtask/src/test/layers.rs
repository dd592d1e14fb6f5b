//! What the engine may depend on.

use anyhow::{Result, bail};

use crate::process::read;
use crate::workspace::Workspace;

const ENGINE: &str = "casebook-core";

/// Everything the engine is built from. A new name is a decision: it is code at the reader's, and has to
/// know neither the browser nor the compiler of cases.
const ALLOWED: &[&str] = &[
    "casebook-core",
    "bitflags",
    "crc",
    "crc-catalog",
    "levenshtein_automata",
    "memchr",
    "pulldown-cmark",
    "unicase",
    "zerocopy",
    // At compile time only, for `zerocopy`.
    "zerocopy-derive",
    "proc-macro2",
    "quote",
    "syn",
    "unicode-ident",
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
    let found = unexpected(&tree);
    if found.is_empty() {
        return Ok(());
    }
    bail!("{ENGINE} depends on {}, which nobody has decided", found.join(", "))
}

fn unexpected(tree: &str) -> Vec<&str> {
    let names = tree.lines().filter_map(|line| line.split(' ').next()).filter(|name| !name.is_empty());
    let mut found: Vec<&str> = names.filter(|name| !ALLOWED.contains(name)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::unexpected;

    #[test]
    fn names_are_compared_whole() {
        let tree =
            "casebook-core v0.1.0 (x)\ncrc v3.3.0\ncrc32fast v1.5.0\njs-sys v0.3.107\njs-sys v0.3.107 (*)";
        assert_eq!(unexpected(tree), ["crc32fast", "js-sys"]);
    }
}
