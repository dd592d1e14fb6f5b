//! The collection that comes with casebook keeps its own rules.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs;
use std::path::Path;

use casebook_compiler::{BuildInfo, compile, render};
use common::{folder, read_folder};

#[test]
fn the_cases_of_this_repository_compile_without_a_word() {
    let files = read_folder(&folder("../../cases"));
    let compilation = compile(&files, &BuildInfo::default());
    let printed = render(&compilation.diagnostics, &files, false);
    assert!(compilation.diagnostics.is_empty(), "{printed}");
    assert!(compilation.block.is_some());
}

/// From two folders of different names, in different orders of the files.
#[test]
fn the_same_cases_give_the_same_bytes() {
    let build =
        BuildInfo { commit: Some("abc".to_owned()), built_at: Some("2026-11-24T00:00:00Z".to_owned()) };
    let files = read_folder(&folder("../../cases"));
    let mut blocks = Vec::new();
    for (name, turn) in [("here", 0), ("somewhere-else", 7)] {
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&copy).unwrap();
        for file in &files {
            fs::write(copy.join(&file.path), &file.bytes).unwrap();
        }
        let mut files = read_folder(&copy);
        files.rotate_left(turn);
        blocks.push(compile(&files, &build).block.unwrap());
    }
    assert!(blocks[0] == blocks[1]);
}

#[test]
fn cases_are_in_the_order_of_their_ids() {
    let files = read_folder(&folder("../../cases"));
    let (collection, _) = casebook_compiler::check(&files, &BuildInfo::default());
    let ids: Vec<_> = collection.unwrap().cases.into_iter().map(|case| case.id).collect();
    assert!(ids.is_sorted(), "{ids:?}");
}
