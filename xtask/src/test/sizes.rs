//! How large what travels is, against what was accepted.
//!
//! A change of more than a hundredth fails until it is meant: `UPDATE_EXPECT=1 cargo xtask test --only
//! sizes` accepts it, and the difference is read in review.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use casebook_bundler::gzip;

use crate::bundle::BUNDLE;
use crate::workspace::Workspace;

const ACCEPTED: &str = "tests/package/sizes.tsv";

/// What is looked at: its name in the list, and its file.
const FILES: &[(&str, &str)] = &[
    ("page", BUNDLE),
    ("module with the collection", "pkg/casebook_bg.wasm"),
    ("module's script", "pkg/casebook.js"),
    ("element", "pkg/element.js"),
];

/// Most that a size may differ from the accepted one, in parts of a thousand.
const TOLERANCE: usize = 10;

/// Bytes as they are, and gzipped.
type Size = (usize, usize);

/// Compares the sizes of what was built with the accepted ones.
pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let mut sizes = BTreeMap::new();
    for (name, file) in FILES {
        let bytes = fs::read(workspace.path(file)).with_context(|| format!("{file}: cargo xtask bundle"))?;
        sizes.insert((*name).to_owned(), (bytes.len(), gzip(&bytes)?.len()));
    }
    let engine = workspace.target.join("engine/casebook_bg.wasm");
    let engine = fs::read(&engine).with_context(|| format!("{}: cargo xtask bundle", engine.display()))?;
    sizes.insert("engine without a collection".to_owned(), (engine.len(), gzip(&engine)?.len()));

    let path = workspace.path(ACCEPTED);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        return fs::write(&path, table(&sizes)).with_context(|| format!("{ACCEPTED} cannot be written"));
    }
    let accepted = parse(&fs::read_to_string(&path).with_context(|| format!("{ACCEPTED} cannot be read"))?)?;
    eprint!("{}", table(&sizes));
    let changes = changes(&accepted, &sizes);
    if changes.is_empty() {
        return Ok(());
    }
    bail!(
        "sizes changed by more than a hundredth:\n  {}\nIf that is meant: UPDATE_EXPECT=1 cargo xtask test --only sizes",
        changes.join("\n  ")
    )
}

fn table(sizes: &BTreeMap<String, Size>) -> String {
    let rows = sizes.iter().map(|(name, (bytes, zipped))| format!("{name}\t{bytes}\t{zipped}\n"));
    rows.collect::<String>()
}

fn parse(text: &str) -> Result<BTreeMap<String, Size>> {
    let row = |line: &str| -> Result<(String, Size)> {
        let mut parts = line.split('\t');
        let mut number = |name: &str| parts.next().context(name.to_owned());
        Ok((number("a name")?.to_owned(), (number("bytes")?.parse()?, number("bytes gzipped")?.parse()?)))
    };
    text.lines().map(|line| row(line).with_context(|| format!("{ACCEPTED}: {line}"))).collect()
}

/// What differs too much, and what is there on one side only.
fn changes(accepted: &BTreeMap<String, Size>, found: &BTreeMap<String, Size>) -> Vec<String> {
    let names: std::collections::BTreeSet<_> = accepted.keys().chain(found.keys()).collect();
    let differs = |a: usize, b: usize| a.abs_diff(b) * 1000 > a * TOLERANCE;
    let of = |name: &String| match (accepted.get(name), found.get(name)) {
        (Some(&(a, b)), Some(&(c, d))) if differs(a, c) || differs(b, d) => {
            Some(format!("{name}: {a} bytes, {b} gzipped → {c}, {d}"))
        }
        (Some(_), Some(_)) => None,
        (None, _) => Some(format!("{name}: not in {ACCEPTED}")),
        (_, None) => Some(format!("{name}: only in {ACCEPTED}")),
    };
    names.into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use anyhow::Result;

    use super::{changes, parse, table};

    #[test]
    fn a_hundredth_is_no_change() -> Result<()> {
        let accepted = parse("a\t1000\t100\nb\t5\t5\n")?;
        assert_eq!(parse(&table(&accepted))?, accepted);
        assert_eq!(changes(&accepted, &parse("a\t1010\t99\nb\t5\t5\n")?), [""; 0]);
        assert_eq!(
            changes(&accepted, &parse("a\t1011\t100\nb\t5\t5\n")?),
            ["a: 1000 bytes, 100 gzipped → 1011, 100"]
        );
        assert_eq!(changes(&accepted, &parse("a\t1000\t98\nc\t1\t1\n")?).len(), 3);
        assert!(parse("a\t1\n").is_err());
        Ok(())
    }
}
