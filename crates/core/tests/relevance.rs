//! Queries as people type them and the case that has to come first: `tests/search/*.tsv`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use casebook_core::collection::Collection;
use casebook_core::search::Engine;
use common::{ids, shipped_block};

#[test]
fn the_expected_case_comes_first() {
    let block = shipped_block();
    let mut engine = Engine::new(Collection::open(&block).unwrap()).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/search");
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        for line in fs::read_to_string(entry.path()).unwrap().lines() {
            let Some((query, expected)) = line.split_once('\t').filter(|_| !line.starts_with('#')) else {
                continue;
            };
            count += 1;
            let found = ids(&mut engine, query);
            if found.first().map(String::as_str) != Some(expected.trim()) {
                failures.push(format!("{query:?}: expected {expected}, found {found:?}"));
            }
        }
    }
    assert!(count > 0, "no expectations were read");
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
}
