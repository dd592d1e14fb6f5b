//! Which engines there are: ours, and one for each module in the folder of the peers.

use std::fs;

use anyhow::{Context, Result, bail};

use super::PEERS;
use crate::workspace::Workspace;

/// The name of ours.
pub(super) const CASEBOOK: &str = "casebook";

/// Modules of the folder that are no engines: shared code, and what runs in the browser.
const NO_ENGINES: &[&str] = &[".lib.mjs", ".page.mjs"];

/// An engine to measure.
#[derive(Debug)]
pub(super) struct Engine {
    pub(super) name: String,
}

impl Engine {
    pub(super) fn is_ours(&self) -> bool {
        self.name == CASEBOOK
    }
}

/// All engines, or those that `only` names by their names or by what these begin with.
pub(super) fn chosen(workspace: &Workspace, only: &[String]) -> Result<Vec<Engine>> {
    let known = known(workspace)?;
    if let Some(unknown) = only.iter().find(|part| !known.iter().any(|name| is_meant(name, part))) {
        bail!("there is no engine `{unknown}`; there are: {}", known.join(", "));
    }
    let is_chosen = |name: &String| only.is_empty() || only.iter().any(|part| is_meant(name, part));
    Ok(known.into_iter().filter(is_chosen).map(|name| Engine { name }).collect())
}

/// `minisearch` means `minisearch-bigram`, too.
fn is_meant(name: &str, part: &str) -> bool {
    name.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn known(workspace: &Workspace) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(workspace.path(PEERS)).context(PEERS)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(engine) = name.strip_suffix(".mjs")
            && !NO_ENGINES.iter().any(|ending| name.ends_with(ending))
        {
            names.push(engine.to_owned());
        }
    }
    names.sort();
    names.insert(0, CASEBOOK.to_owned());
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_its_first_part() {
        for (name, part, expected) in [
            ("minisearch-bigram", "minisearch", true),
            ("minisearch-bigram", "minisearch-bigram", true),
            ("minisearch-bigram", "mini", false),
            ("fuse", "fuse", true),
            ("fuse", "", false),
        ] {
            assert_eq!(is_meant(name, part), expected, "{name} by {part:?}");
        }
    }
}
