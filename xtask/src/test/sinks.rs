//! No HTML string is ever parsed, and no text becomes code.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

const FOLDERS: &[&str] = &["www", "src"];
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
    "setHTMLUnsafe",
    "DOMParser",
    "document.write",
    "eval(",
    "new Function",
];

/// Looks for such words, comments included: there is no reason to write them.
pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let mut findings = Vec::new();
    for folder in FOLDERS {
        look_into(&workspace.path(folder), &mut findings)?;
    }
    if findings.is_empty() {
        return Ok(());
    }
    bail!("text must become nodes by itself:\n  {}", findings.join("\n  "))
}

fn look_into(folder: &Path, findings: &mut Vec<String>) -> Result<()> {
    let entries = folder.read_dir().with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let kind = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        if path.is_dir() {
            look_into(&path, findings)?;
        } else if KINDS.contains(&kind) {
            let text =
                fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            for (number, line) in text.lines().enumerate() {
                if let Some(sink) = sink_in(line) {
                    findings.push(format!("{}:{}: {sink}", path.display(), number + 1));
                }
            }
        }
    }
    Ok(())
}

fn sink_in(line: &str) -> Option<&'static str> {
    SINKS.iter().copied().find(|sink| {
        line.match_indices(sink).any(|(at, _)| {
            let before = line.get(..at).unwrap_or_default();
            !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::sink_in;

    #[test]
    fn whole_words_only() {
        assert_eq!(sink_in("x.innerHTML = y"), Some("innerHTML"));
        assert_eq!(sink_in("  eval(x)"), Some("eval("));
        assert_eq!(sink_in("retrieval(x)"), None);
        assert_eq!(sink_in("evaluate(x)"), None);
    }
}
