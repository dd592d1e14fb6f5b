//! Running the program on collections of its own.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "tests; not every test uses every function")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A collection that a test may change.
pub(crate) struct Copy {
    pub(crate) folder: PathBuf,
}

/// What the program said, and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Copy {
    /// A small collection: the case A-001, `disk-full.md`, of February 2026. One of its three
    /// sections has a hint.
    pub(crate) fn of_small(name: &str) -> Self {
        let copy = Self::empty(name);
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../compiler/tests/diagnostics");
        for file in ["_base/disk-full.md", "good--hints/casebook.yaml"] {
            let from = fixtures.join(file);
            fs::copy(&from, copy.path(from.file_name().unwrap().to_str().unwrap())).unwrap();
        }
        copy
    }

    pub(crate) fn empty(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).unwrap();
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the program; `DIR` among the arguments stands for the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let folder = self.folder.to_str().unwrap();
        let arguments: Vec<_> = arguments.iter().map(|one| one.replace("DIR", folder)).collect();
        run(Command::new(env!("CARGO_BIN_EXE_casebook")).args(arguments))
    }
}

/// Runs the program, prepared by the caller, with nothing from the environment of the tests.
pub(crate) fn run(command: &mut Command) -> Run {
    for name in ["CASEBOOK_CASES", "CASEBOOK_COMMAND", "NO_COLOR"] {
        if command.get_envs().all(|(set, _)| set != name) {
            command.env_remove(name);
        }
    }
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}
