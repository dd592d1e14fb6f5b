//! No HTML string is ever parsed, and no text becomes code.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

const FOLDERS: &[&str] = &["www", "src", "tests"];
/// Of others, or written by others: not ours to read.
const NOT_OURS: &[&str] = &["node_modules", "target"];
const KINDS: &[&str] = &["js", "mjs", "ts", "html", "rs"];

/// What would parse a string as HTML, or run it; web-sys spells some of them its own way.
const SINKS: &[&str] = &[
    "innerHTML",
    "set_inner_html",
    "outerHTML",
    "set_outer_html",
    "insertAdjacentHTML",
    "insert_adjacent_html",
    "createContextualFragment",
    "create_contextual_fragment",
    "setHTML",
    "parseHTMLUnsafe",
    "parseFromString",
    "DOMParser",
    "DomParser",
    "document.write",
    "srcdoc",
    "set_srcdoc",
    "javascript:",
    "eval(",
    "new Function",
];

/// Where a word is meant: what tries whether the page's policy refuses it, what compares with a parser,
/// and attacks and what looks for their traces.
const EXCEPTIONS: &[(&str, &[&str])] = &[
    ("tests/browser/offline.test.mjs", &["innerHTML"]),
    ("tests/browser/rendering/equal.mjs", &["innerHTML"]),
    ("tests/browser/rendering/attack.mjs", &["srcdoc"]),
];

/// Looks for such words, comments included: there is no reason to write them.
pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let mut findings = Vec::new();
    for folder in FOLDERS {
        look_into(&workspace.path(folder), &workspace.root, &mut findings)?;
    }
    if findings.is_empty() {
        return Ok(());
    }
    bail!("text must become nodes by itself:\n  {}", findings.join("\n  "))
}

fn look_into(folder: &Path, root: &Path, findings: &mut Vec<String>) -> Result<()> {
    let entries = folder.read_dir().with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let kind = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        if path.is_dir() {
            if !NOT_OURS.iter().any(|name| path.ends_with(name)) {
                look_into(&path, root, findings)?;
            }
        } else if KINDS.contains(&kind) {
            let text =
                fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            for (number, line) in text.lines().enumerate() {
                if let Some(sink) = sinks_in(line).find(|sink| !is_meant(&path, root, sink)) {
                    findings.push(format!("{}:{}: {sink}", path.display(), number + 1));
                }
            }
        }
    }
    Ok(())
}

fn is_meant(path: &Path, root: &Path, sink: &str) -> bool {
    EXCEPTIONS.iter().any(|(file, sinks)| path == root.join(file) && sinks.contains(&sink))
}

fn sinks_in(line: &str) -> impl Iterator<Item = &'static str> {
    SINKS.iter().copied().filter(move |sink| {
        line.match_indices(sink).any(|(at, _)| {
            let before = line.get(..at).unwrap_or_default();
            !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::sinks_in;

    #[test]
    fn whole_words_only() {
        let found = |line| sinks_in(line).collect::<Vec<_>>();
        assert_eq!(found("x.innerHTML = y"), ["innerHTML"]);
        assert_eq!(found("  eval(x); new DOMParser()"), ["DOMParser", "eval("]);
        assert!(found("retrieval(x)").is_empty());
        assert!(found("evaluate(x)").is_empty());
    }
}
