//! The rooms of `www/` import one way, and the module's package is imported where the module is started.

use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

const PAGE: &str = "www";
const ENTRY: &str = "www/app.js";

/// The rooms, each before those that may import from it.
const ROOMS: &[&str] = &["i18n", "engine", "dom", "notes", "case", "log", "search"];

/// What readers see: each is made of the rooms, and not of the other.
const FRONTS: &[&str] = &["page", "element"];

/// Where the module is started. Everything else asks the engine that it is given: inside an element that
/// is one behind fixed filters, and who imported the module would ask past them.
const STARTERS: &[&str] = &["www/page/boot.js", "www/element/module.js"];

/// Looks at the imports of every script in a room.
pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let mut findings = wrong_imports(ENTRY, &read(workspace, ENTRY)?);
    for room in ROOMS.iter().chain(FRONTS) {
        let folder = format!("{PAGE}/{room}");
        for entry in fs::read_dir(workspace.path(&folder)).with_context(|| folder.clone())? {
            let name = entry?.file_name();
            if Path::new(&name).extension() != Some(OsStr::new("js")) {
                continue;
            }
            let path = format!("{folder}/{}", name.to_string_lossy());
            findings.extend(wrong_imports(&path, &read(workspace, &path)?));
        }
    }
    if findings.is_empty() {
        return Ok(());
    }
    bail!(
        "imports in {PAGE}/ go one way, and to the module from where it is started:\n  {}",
        findings.join("\n  ")
    )
}

fn read(workspace: &Workspace, path: &str) -> Result<String> {
    fs::read_to_string(workspace.path(path)).with_context(|| path.to_owned())
}

/// The imports of a script that it must not have, each with its place and the reason.
fn wrong_imports(path: &str, text: &str) -> Vec<String> {
    let imports = text.lines().enumerate().filter_map(|(at, line)| Some((at + 1, imported(line)?)));
    let wrong = imports.filter_map(|(line, specifier)| {
        let target = resolved(path, specifier);
        let why = if target.starts_with("pkg/") {
            (!STARTERS.contains(&path))
                .then(|| format!("asks the module itself, not the engine that it is given: {target}"))
        } else {
            (!may_import(room_of(path), room_of(&target)))
                .then(|| format!("imports from a room above: {target}"))
        };
        why.map(|why| format!("{path}:{line}: {why}"))
    });
    wrong.collect()
}

/// What a line imports, if it is, or ends, an import statement.
fn imported(line: &str) -> Option<&str> {
    let statement = line.strip_prefix("import ").or_else(|| line.strip_prefix('}'))?;
    let quoted =
        statement.strip_prefix('\'').or_else(|| statement.split_once("from '").map(|(_, rest)| rest))?;
    quoted.split_once('\'').map(|(specifier, _)| specifier)
}

fn resolved(path: &str, specifier: &str) -> String {
    let mut target = PathBuf::new();
    for part in Path::new(path).parent().unwrap_or(Path::new("")).join(specifier).components() {
        match part {
            Component::Normal(name) => target.push(name),
            Component::ParentDir => {
                let _ = target.pop();
            }
            _ => {}
        }
    }
    target.to_string_lossy().replace('\\', "/")
}

/// The name of the folder in `www/` that a path leads into; empty for what lies beside the folders.
fn room_of(path: &str) -> &str {
    path.strip_prefix("www/").and_then(|rest| rest.split_once('/')).map_or("", |(room, _)| room)
}

fn may_import(from: &str, to: &str) -> bool {
    let floor = |room: &str| ROOMS.iter().position(|known| *known == room);
    match (floor(from), floor(to)) {
        _ if from == to => true,
        // The entry lies beside the rooms.
        _ if from.is_empty() => true,
        (Some(from), Some(to)) => to < from,
        (None, Some(_)) => FRONTS.contains(&from),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::wrong_imports;

    #[test]
    fn a_room_imports_from_those_below() {
        let text = "import { h } from '../dom/elements.js';\nimport {\n  a,\n} from './b.js';\n";
        assert!(wrong_imports("www/search/list.js", text).is_empty());
        assert_eq!(
            wrong_imports("www/engine/find.js", text),
            ["www/engine/find.js:1: imports from a room above: www/dom/elements.js"]
        );
    }

    #[test]
    fn page_and_element_stand_beside_each_other() {
        assert_eq!(wrong_imports("www/element/element.js", "import { a } from '../page/page.js';").len(), 1);
        assert_eq!(wrong_imports("www/page/page.js", "import '../element/define.js';").len(), 1);
        assert!(wrong_imports("www/page/page.js", "import { a } from '../search/list.js';").is_empty());
    }

    #[test]
    fn the_module_is_imported_where_it_is_started() {
        let text = "import * as casebook from '../../pkg/casebook.js';\n";
        assert!(wrong_imports("www/page/boot.js", text).is_empty());
        assert_eq!(
            wrong_imports("www/search/list.js", text),
            [
                "www/search/list.js:1: asks the module itself, not the engine that it is given: pkg/casebook.js"
            ]
        );
    }

    #[test]
    fn types_are_no_imports() {
        let text = "/** @typedef {import(\"../../pkg/casebook.js\").Hit} Hit */\n * @param {import('../page/page.js').Page} page\n";
        assert!(wrong_imports("www/search/list.js", text).is_empty());
    }
}
