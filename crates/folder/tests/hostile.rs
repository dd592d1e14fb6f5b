//! Folders that were made to harm who reads them.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use casebook_compiler::{BuildInfo, SourceFile, Unread, check};
use casebook_folder::{MAX_FILE, read};

/// An empty folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("casebook-folder-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("cases")).unwrap();
        Self(path)
    }

    fn cases(&self) -> PathBuf {
        self.0.join("cases")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn found(folder: &Path) -> Vec<SourceFile> {
    let mut files = read(folder).unwrap();
    files.sort();
    files
}

#[test]
fn only_regular_files_of_the_folder_are_read() {
    let folder = Folder::new("kinds");
    let cases = folder.cases();
    fs::write(folder.0.join("secret"), "root:x:0:0").unwrap();
    fs::write(cases.join("a.md"), "a").unwrap();
    fs::create_dir(cases.join("images")).unwrap();
    fs::write(cases.join("images/b.png"), "b").unwrap();
    fs::create_dir(cases.join(".git")).unwrap();
    fs::write(cases.join(".git/config"), "[core]").unwrap();
    symlink("a.md", cases.join("inside.md")).unwrap();
    symlink("../secret", cases.join("outside.md")).unwrap();
    symlink("/proc", cases.join("proc")).unwrap();
    symlink("/dev/zero", cases.join("zero.md")).unwrap();
    symlink(".", cases.join("circle")).unwrap();
    symlink("loop.md", cases.join("loop.md")).unwrap();
    symlink("nowhere.md", cases.join("dangling.md")).unwrap();
    let _socket = UnixListener::bind(cases.join("socket.md")).unwrap();
    assert!(Command::new("mkfifo").arg(cases.join("pipe.md")).status().unwrap().success());
    File::create(cases.join("huge.md")).unwrap().set_len(MAX_FILE + 1).unwrap();

    let told: Vec<_> = found(&cases)
        .into_iter()
        .map(|file| match file.unread {
            None => (file.path, String::from_utf8(file.bytes).unwrap()),
            Some(Unread::Failed(_)) => (file.path, "failed".to_owned()),
            Some(why) => (file.path, why.to_string()),
        })
        .collect();
    let outside = "is a link to somewhere outside the collection";
    let expected = [
        ("a.md", "a"),
        ("dangling.md", "failed"),
        ("huge.md", "has 16777217 bytes"),
        ("images/b.png", "b"),
        ("inside.md", "a"),
        ("loop.md", "failed"),
        ("outside.md", outside),
        ("pipe.md", "is no regular file"),
        ("proc", outside),
        ("socket.md", "is no regular file"),
        ("zero.md", outside),
    ];
    assert_eq!(told, expected.map(|(path, what)| (path.to_owned(), what.to_owned())));
    let (_, diagnostics) = check(&read(&cases).unwrap(), &BuildInfo::default());
    assert!(diagnostics.iter().any(|one| one.to_string().starts_with("pipe.md:1:1: error[unreadable-file]")));
    assert!(!format!("{diagnostics:?}").contains("root:x"));
}

#[test]
fn a_name_is_never_printed_as_it_is() {
    let folder = Folder::new("names");
    let cases = folder.cases();
    let nested = cases.join("a\ncargo::rustc-env=LD_PRELOAD=cases");
    fs::create_dir(&nested).unwrap();
    fs::write(nested.join("evil.so\n.md"), "").unwrap();
    fs::write(cases.join("\u{1b}]0;title\u{7}.md"), "").unwrap();
    fs::write(cases.join("a\u{202e}dm.md"), "").unwrap();
    let files = read(&cases).unwrap();
    let (_, diagnostics) = check(&files, &BuildInfo::default());
    let lines = diagnostics.iter().map(ToString::to_string);
    let printed = casebook_compiler::render(&diagnostics, &files, false);
    let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    for text in lines.chain([printed]) {
        assert!(!text.contains(hostile), "{text:?}");
        assert!(!text.lines().any(|line| line.starts_with("cargo:")), "{text:?}");
    }
    let names = diagnostics.iter().filter(|one| one.code.as_str() == "bad-file-name");
    assert_eq!(names.count(), 3);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let error = read(Path::new("no/such/folder")).unwrap_err();
    assert!(error.to_string().starts_with("no/such/folder: "), "{error}");
}
