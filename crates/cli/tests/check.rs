//! `casebook check`
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs;
use std::path::MAIN_SEPARATOR_STR;
use std::process::Command;

use common::{Copy, run};
use serde_json::{Value, json};

#[test]
fn nothing_wrong_is_one_line() {
    let run = Copy::of_small("check-good").run(&["check", "DIR", "--today", "2026-03-09"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(run.err, "1 case, no errors, no warnings\n");
}

#[test]
fn mistakes_are_shown_with_the_path_to_open() {
    let copy = Copy::of_small("check-bad");
    let name = "disk-full.md";
    copy.write(name, &copy.read(name).replace("\nseverity: minor\n", "\nseverity: minr\n"));
    let run = copy.run(&["check", "DIR", "--today", "2026-03-09"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    let place = format!("--> {}:5:11\n", copy.path(name).display());
    for part in ["error[unknown-value]: `minr`", &place, "did you mean `minor`?", "\n1 error in 1 file\n"] {
        assert!(run.err.contains(part), "no {part:?} in {}", run.err);
    }
    assert!(!run.err.contains('\u{1b}'), "colour where there is no terminal");
}

#[test]
fn warnings_are_no_failure_and_follow_the_day() {
    let copy = Copy::of_small("check-old");
    let run = copy.run(&["check", "DIR", "--today", "2030-01-01"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.ends_with("\n1 warning in 1 file\n"), "{}", run.err);
    let run = copy.run(&["check", "DIR", "--today", "2026-02-01"]);
    assert!(run.err.contains("warning[date-in-future]"), "{}", run.err);
}

#[test]
fn json_has_every_field() {
    let copy = Copy::of_small("check-json");
    let none = copy.run(&["check", "DIR", "--format", "json", "--today", "2026-03-09"]);
    assert_eq!((none.code, none.out.as_str(), none.err.as_str()), (0, "[]\n", ""));
    let name = "disk-full.md";
    let text = copy.read(name).replace("\nseverity: minor\n", "\nseverity: minr\n");
    let start = text.find("minr").unwrap();
    copy.write(name, &text);
    let run = copy.run(&["check", "DIR", "--format=json", "--today", "2026-03-09"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let found: Value = serde_json::from_str(&run.out).unwrap();
    let expected = json!([{
        "file": copy.path(name).to_str().unwrap(),
        "line": 5,
        "column": 11,
        "span": { "start": start, "end": start + 4 },
        "severity": "error",
        "code": "unknown-value",
        "message": "`minr` is not a severity of this collection",
        "label": "",
        "expected": "`critical` or `minor`",
        "help": "did you mean `minor`?",
        "omitted": 0,
    }]);
    assert_eq!(found, expected);
}

#[test]
fn the_folder_is_the_one_that_is_built() {
    let copy = Copy::of_small("check-default");
    let parent = copy.path("parent");
    fs::create_dir_all(parent.join("cases")).unwrap();
    fs::create_dir_all(parent.join("other")).unwrap();
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        command.arg("check").current_dir(&parent);
        command
    };
    let place = |folder: &str| format!(" {folder}{MAIN_SEPARATOR_STR}casebook.yaml");
    let default = run(&mut program());
    assert!(default.code == 1 && default.err.contains(&place("cases")), "{}", default.err);
    let named = run(program().env("CASEBOOK_CASES", "other"));
    assert!(named.code == 1 && named.err.contains(&place("other")), "{}", named.err);
}

#[test]
fn wrong_command_lines_and_folders() {
    let copy = Copy::empty("check-usage");
    for (arguments, code, part) in [
        (&["check", "--formt", "json"][..], 2, "--formt"),
        (&["check", "--format", "xml"], 2, "`xml`"),
        (&["chek"], 2, "did you mean `check`?"),
        (&[], 2, "which command?"),
        (&["check", "DIR/nowhere"], 1, "there is no folder"),
        (&["check", "DIR"], 1, "error[no-config]"),
    ] {
        let run = copy.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{run:?}");
        assert!(run.err.contains(part), "{run:?}");
    }
    let help = copy.run(&["help"]);
    assert!(help.code == 0 && help.out.contains("catalogue [DIR] [--check]"), "{help:?}");
}
