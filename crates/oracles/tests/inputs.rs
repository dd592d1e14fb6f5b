//! What is kept of fuzzing, through the oracles: what it began with, and what it found.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use casebook_oracles::ORACLES;

/// The inputs of an oracle in a folder of `tests/fuzz`. Git keeps no folder without files.
fn inputs(folder: &str, oracle: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz").join(folder).join(oracle);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// To the standard error itself, which the test runner lets through.
fn say(report: &str) {
    writeln!(std::io::stderr().lock(), "{report}").unwrap();
}

fn look_at(folder: &str) -> usize {
    let mut count = 0;
    let mut wrong = Vec::new();
    for (name, oracle) in ORACLES {
        for path in inputs(folder, name) {
            let bytes = fs::read(&path).unwrap();
            if std::panic::catch_unwind(|| oracle(&bytes)).is_err() {
                wrong.push(path.display().to_string());
            }
            count += 1;
        }
    }
    say(&format!("{count} inputs in tests/fuzz/{folder}"));
    assert!(wrong.is_empty(), "their oracles do not hold for\n{}", wrong.join("\n"));
    count
}

#[test]
fn seeds_hold() {
    assert!(ORACLES.iter().all(|(name, _)| !inputs("seeds", name).is_empty()), "every target has seeds");
    let _ = look_at("seeds");
}

#[test]
fn what_fuzzing_found_holds() {
    let _ = look_at("found");
}
