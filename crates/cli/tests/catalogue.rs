//! `casebook catalogue`
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::process::Command;

use common::{Copy, run};

#[test]
fn it_is_written_and_then_up_to_date() {
    let copy = Copy::of_small("catalogue-write");
    copy.write("LICENSE", "");
    let missing = copy.run(&["catalogue", "DIR", "--check"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(!copy.path("README.md").exists(), "--check writes nothing");

    let before = copy.names();
    let written = copy.run(&["catalogue", "DIR"]);
    assert_eq!((written.code, written.out.as_str()), (0, ""), "{}", written.err);
    let text = copy.read("README.md");
    assert!(text.contains("| [A-001](disk-full.md) | 磁盘写满 |"), "{text}");
    assert!(text.contains("[LICENSE](LICENSE)"), "{text}");
    let mut after = copy.names();
    after.retain(|name| name != "README.md");
    assert_eq!(after, before, "nothing else is left behind");

    for arguments in [&["catalogue", "DIR", "--check"][..], &["catalogue", "DIR"]] {
        let again = copy.run(arguments);
        assert_eq!(again.code, 0);
        assert!(again.err.contains("is up to date"), "{}", again.err);
    }
    copy.write("README.md", &text.replace('\n', "\r\n"));
    assert_eq!(copy.run(&["catalogue", "DIR", "--check"]).code, 0, "line ends do not matter");
    assert_eq!(copy.run(&["check", "DIR", "--today", "2026-03-09"]).code, 0, "it is not a case");
}

#[test]
fn a_stale_one_is_told_and_mended() {
    let copy = Copy::of_small("catalogue-stale");
    copy.run(&["catalogue", "DIR"]);
    let name = "disk-full.md";
    copy.write(name, &copy.read(name).replace("title: 磁盘写满", "title: 盘满"));
    let stale = copy.run(&["catalogue", "DIR", "--check"]);
    assert_eq!((stale.code, stale.out.as_str()), (1, ""));
    for part in [
        "is not up to date",
        "\n- | [A-001](disk-full.md) | 磁盘写满 |",
        "\n+ | [A-001](disk-full.md) | 盘满 |",
        "\nwrite it anew: casebook catalogue ",
    ] {
        assert!(stale.err.contains(part), "no {part:?} in {}", stale.err);
    }
    assert_eq!(copy.run(&["catalogue", "DIR"]).code, 0);
    assert_eq!(copy.run(&["catalogue", "DIR", "--check"]).code, 0);
}

#[test]
fn what_people_wrote_is_left_alone() {
    let copy = Copy::of_small("catalogue-by-hand");
    copy.write("README.md", "# Our cases\n");
    for arguments in [&["catalogue", "DIR"][..], &["catalogue", "DIR", "--check"]] {
        let run = copy.run(arguments);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("was written by hand"), "{}", run.err);
    }
    assert_eq!(copy.read("README.md"), "# Our cases\n");
}

#[test]
fn there_is_none_of_cases_with_errors() {
    let copy = Copy::of_small("catalogue-errors");
    copy.write("broken.md", "# nothing\n");
    let run = copy.run(&["catalogue", "DIR"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("error[front-matter-missing]"), "{}", run.err);
    assert!(!copy.path("README.md").exists());
}

#[test]
fn what_wraps_the_program_is_named() {
    let copy = Copy::of_small("catalogue-wrapped");
    let mut program = Command::new(env!("CARGO_BIN_EXE_casebook"));
    program.args(["catalogue", "--check"]).arg(&copy.folder).env("CASEBOOK_COMMAND", "cargo xtask");
    let run = run(&mut program);
    assert!(run.err.contains("write it anew: cargo xtask catalogue "), "{}", run.err);
}

/// The one in this repository; `cargo xtask catalogue` writes it.
#[test]
fn the_catalogue_of_this_repository_is_up_to_date() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_casebook"));
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let run = run(program.args(["catalogue", "--check"]).current_dir(root));
    assert_eq!(run.code, 0, "{}", run.err);
}
