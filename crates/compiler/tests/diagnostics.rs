//! Every message as an author reads it, and what holds for all of them.
//!
//! A folder of `diagnostics/` is a small collection with one fault: its files lie over those of
//! `_base`, `expected.txt` is what the compiler prints, and `options.txt` may say
//!
//!     built_at: 2026-03-09T08:30:00Z     the time of the build
//!     without: disk-full.md              a file of `_base` that is not there
//!     pad: broken.md 1048577             a file to be filled up to so many bytes
//!     unread: broken.md                  a file that is a link out of the folder
//!     rename: broken.md a\nb.md          a file whose name no file system here should need to hold
//!
//! A folder is called after its code, with `--what-else` for further ones of the same code.
//! `UPDATE_EXPECT=1 cargo test` writes what is printed; read it before you keep it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use casebook_compiler::{BuildInfo, Code, Severity, SourceFile, Unread, check, compile, render};
use common::{diff, folder, read_folder};

struct Fixture {
    name: String,
    expected: PathBuf,
    files: Vec<SourceFile>,
    build: BuildInfo,
}

#[test]
fn messages_are_as_expected() {
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut failures = Vec::new();
    for fixture in fixtures() {
        let printed = render(&compile(&fixture.files, &fixture.build).diagnostics, &fixture.files, false);
        if update {
            fs::write(&fixture.expected, &printed).unwrap();
        }
        let expected = fs::read_to_string(&fixture.expected).unwrap_or_default();
        if expected != printed {
            failures.push(format!("{}\n{}", fixture.name, diff(&expected, &printed)));
        }
    }
    let failures = failures.join("\n\n");
    assert!(failures.is_empty(), "\n{failures}\n\nIf this is meant, run again with UPDATE_EXPECT=1.");
}

#[test]
fn every_code_has_a_fixture_of_its_name() {
    let fixtures: BTreeMap<_, _> =
        fixtures().into_iter().map(|fixture| (fixture.name.clone(), fixture)).collect();
    for code in Code::ALL {
        let fixture = fixtures.get(code.as_str()).unwrap_or_else(|| panic!("no fixture `{code}`"));
        let (_, diagnostics) = check(&fixture.files, &fixture.build);
        let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert!(codes.contains(code), "`{code}` shows {codes:?}");
    }
    for name in fixtures.keys() {
        let code = name.split("--").next().unwrap();
        let known =
            ["good", "several"].contains(&code) || Code::ALL.iter().any(|known| known.as_str() == code);
        assert!(known, "the fixture `{name}` is not called after a code");
    }
}

#[test]
fn a_fixture_holds_its_own_fault_only() {
    let mut failures = Vec::new();
    for fixture in fixtures() {
        let code = fixture.name.split("--").next().unwrap();
        let (_, diagnostics) = check(&fixture.files, &fixture.build);
        for other in diagnostics.iter().filter(|one| code != "several" && one.code.as_str() != code) {
            failures.push(format!("{}: {other}", fixture.name));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn every_message_says_what_to_do() {
    for fixture in fixtures() {
        for diagnostic in check(&fixture.files, &fixture.build).1 {
            assert!(!diagnostic.help.is_empty(), "{diagnostic:?}");
            assert!(!diagnostic.message.ends_with('.'), "{diagnostic:?}");
            assert!(diagnostic.line > 0 && diagnostic.column > 0, "{diagnostic:?}");
        }
    }
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    for mut fixture in fixtures() {
        let before = compile(&fixture.files, &fixture.build);
        for shuffle in [<[SourceFile]>::reverse, |files: &mut [SourceFile]| files.rotate_left(1)] {
            shuffle(&mut fixture.files);
            let after = compile(&fixture.files, &fixture.build);
            assert_eq!(before.diagnostics, after.diagnostics, "{}", fixture.name);
            assert!(before.block == after.block, "the block of {} differs", fixture.name);
        }
    }
}

#[test]
fn there_is_a_block_unless_there_is_an_error() {
    for fixture in fixtures() {
        let compilation = compile(&fixture.files, &fixture.build);
        let errors = compilation.diagnostics.iter().any(|one| one.severity() == Severity::Error);
        assert_eq!(compilation.block.is_none(), errors, "{}", fixture.name);
    }
}

#[test]
fn spans_are_byte_ranges_of_the_files() {
    for fixture in fixtures() {
        for diagnostic in check(&fixture.files, &fixture.build).1 {
            let file = fixture.files.iter().find(|file| file.path == diagnostic.file);
            let length = file.map_or(0, |file| file.bytes.len());
            assert!(diagnostic.span.start <= diagnostic.span.end, "{diagnostic:?}");
            assert!(diagnostic.span.end <= length, "{diagnostic:?}");
        }
    }
}

#[test]
fn there_is_a_line_for_machines() {
    let fixture = fixtures().into_iter().find(|fixture| fixture.name == "unknown-value").unwrap();
    let lines: Vec<_> = check(&fixture.files, &fixture.build).1.iter().map(ToString::to_string).collect();
    let expected = "broken.md:5:11: error[unknown-value]: `criticle` is not a severity of this collection; did you mean `critical`?";
    assert_eq!(lines, [expected]);
}

fn fixtures() -> Vec<Fixture> {
    let root = folder("tests/diagnostics");
    let base = read_folder(&root.join("_base"));
    let entries = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir() && !path.ends_with("_base")).collect();
    folders.sort();
    folders.iter().map(|folder| fixture(folder, &base)).collect()
}

fn fixture(folder: &Path, base: &[SourceFile]) -> Fixture {
    let mut files: BTreeMap<_, _> = base.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect();
    files.extend(read_folder(folder).into_iter().map(|file| (file.path, file.bytes)));
    files.remove("expected.txt");
    let options = files.remove("options.txt").unwrap_or_default();
    let mut build = BuildInfo::default();
    let mut unread = None;
    for line in String::from_utf8(options).unwrap().lines() {
        match line.split_once(": ").unwrap() {
            ("built_at", time) => build.built_at = Some(time.to_owned()),
            ("without", file) => assert!(files.remove(file).is_some(), "no `{file}` in _base"),
            ("pad", what) => {
                let (file, length) = what.split_once(' ').unwrap();
                files.get_mut(file).unwrap().resize(length.parse().unwrap(), b'\n');
            }
            ("unread", file) => unread = files.remove_entry(file).map(|(path, _)| path),
            ("rename", what) => {
                let (from, to) = what.split_once(' ').unwrap();
                let bytes = files.remove(from).unwrap();
                files.insert(to.replace("\\n", "\n"), bytes);
            }
            (option, _) => panic!("unknown option `{option}`"),
        }
    }
    Fixture {
        name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
        expected: folder.join("expected.txt"),
        files: files
            .into_iter()
            .map(|(path, bytes)| SourceFile::new(path, bytes))
            .chain(unread.map(|path| SourceFile::unread(path, Unread::LeadsOutside)))
            .collect(),
        build,
    }
}
