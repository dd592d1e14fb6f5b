//! What git says of a folder that may come from anybody.
//!
//! A repository's own configuration names programs that git runs: a file system monitor and filters for
//! `status`, a checker of signatures for `show`, hooks. So git is asked in the folder where its files
//! are and nothing else; for the rest it gets a directory of our own, without configuration, that
//! borrows the index and the objects.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result};

use crate::process::read;

/// How many directories this process has made.
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// The repository in which a folder of cases is kept, as seen from a directory of our own.
#[derive(Debug)]
pub(super) struct Repository {
    commit: String,
    /// The folder of the working tree.
    tree: PathBuf,
    objects: PathBuf,
    /// In place of the repository's own; removed at the end.
    directory: PathBuf,
}

impl Repository {
    /// The repository of `cases`; none where the folder is not kept in one that has a commit.
    pub(super) fn of(cases: &Path) -> Result<Option<Self>> {
        let ask = |arguments: &[&str]| read(Command::new("git").args(arguments).current_dir(cases));
        let path = |what: &str| Some(cases.join(ask(&["rev-parse", "--git-path", what]).ok()?));
        let Ok(commit) = ask(&["rev-parse", "--verify", "HEAD"]) else { return Ok(None) };
        let (Ok(tree), Ok(format)) =
            (ask(&["rev-parse", "--show-toplevel"]), ask(&["rev-parse", "--show-object-format"]))
        else {
            return Ok(None);
        };
        let (Some(objects), Some(index), Some(excluded)) =
            (path("objects"), path("index"), path("info/exclude"))
        else {
            return Ok(None);
        };
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let directory = std::env::temp_dir().join(format!("casebook-git-{}-{number}", std::process::id()));
        let objects = std::path::absolute(objects)?;
        let repository = Self { commit, tree: tree.into(), objects, directory };
        repository.borrow(&format, &index, &excluded).context("a directory for git")?;
        // A folder that lies somewhere inside another repository by chance is not kept in it.
        let kept = repository.git(&["ls-files", "--error-unmatch", "--", &config_in(cases)]).is_ok();
        Ok(kept.then_some(repository))
    }

    /// Makes the directory, and copies into it what is neither configuration nor program.
    fn borrow(&self, format: &str, index: &Path, excluded: &Path) -> Result<()> {
        if self.directory.exists() {
            fs::remove_dir_all(&self.directory)?;
        }
        let format = format!("--object-format={format}");
        read(
            Command::new("git")
                .args(["init", "--quiet", "--bare", "--template=", &format])
                .arg(&self.directory),
        )?;
        fs::write(self.directory.join("HEAD"), format!("{}\n", self.commit))?;
        fs::create_dir_all(self.directory.join("info"))?;
        let copy = |from: &Path, to: &str| match fs::copy(from, self.directory.join(to)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        copy(index, "index")?;
        copy(excluded, "info/exclude")?;
        for entry in index.parent().into_iter().filter_map(|folder| folder.read_dir().ok()).flatten() {
            let name = entry?.file_name();
            // The part of an index that several share.
            if let Some(name) = name.to_str().filter(|name| name.starts_with("sharedindex.")) {
                copy(&index.with_file_name(name), name)?;
            }
        }
        Ok(())
    }

    /// The commit, with `-dirty` when files differ from it.
    pub(super) fn state(&self) -> Result<String> {
        let changes = self.git(&["status", "--porcelain", "--ignore-submodules=all"])?;
        Ok(if changes.is_empty() { self.commit.clone() } else { format!("{}-dirty", self.commit) })
    }

    /// The time of the commit, in seconds since 1970.
    pub(super) fn time(&self) -> Result<String> {
        self.git(&["show", "--no-patch", "--format=%ct", &self.commit])
    }

    fn git(&self, arguments: &[&str]) -> Result<String> {
        let mut git = Command::new("git");
        git.arg("--git-dir").arg(&self.directory).arg("--work-tree").arg(&self.tree);
        git.args(["-c", "core.bare=false"]).args(arguments);
        git.env("GIT_OBJECT_DIRECTORY", &self.objects).env_remove("GIT_INDEX_FILE");
        read(git.current_dir(&self.tree))
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        // It lies where the system tidies up.
        let _ = fs::remove_dir_all(&self.directory);
    }
}

/// The configuration of the collection in `cases`, as a path that holds from anywhere.
fn config_in(cases: &Path) -> String {
    let cases = cases.canonicalize().unwrap_or_else(|_| cases.to_owned());
    cases.join("casebook.yaml").to_string_lossy().into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::PathBuf;
    use std::process::Command;

    use anyhow::Result;

    use super::Repository;
    use crate::process::read;

    /// A repository with a commit in a folder of its own.
    fn repository(name: &str) -> Result<PathBuf> {
        let folder = std::env::temp_dir().join(format!("casebook git {name} {}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("cases"))?;
        fs::write(folder.join("cases/casebook.yaml"), "title: x\n")?;
        for arguments in [
            &["init", "--quiet"][..],
            &["add", "."],
            &["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "x"],
        ] {
            read(Command::new("git").args(arguments).current_dir(&folder))?;
        }
        Ok(folder)
    }

    #[test]
    fn a_commit_and_what_differs_from_it() -> Result<()> {
        let folder = repository("state")?;
        let commit = read(Command::new("git").args(["rev-parse", "HEAD"]).current_dir(&folder))?;
        let state = || Repository::of(&folder.join("cases"))?.map(|found| found.state()).transpose();
        assert_eq!(state()?.as_ref(), Some(&commit));
        fs::write(folder.join("cases/new.md"), "")?;
        assert_eq!(state()?, Some(format!("{commit}-dirty")));
        fs::create_dir(folder.join("other"))?;
        fs::write(folder.join("other/casebook.yaml"), "")?;
        assert!(Repository::of(&folder.join("other"))?.is_none(), "not kept in it");
        fs::remove_dir_all(&folder)?;
        Ok(())
    }

    #[test]
    fn nothing_that_a_repository_names_is_run() -> Result<()> {
        let folder = repository("hostile")?;
        let trap = folder.join(".git/trap");
        let trace = folder.join(".git/trace");
        fs::write(&trap, format!("#!/bin/sh\necho run >> '{}'\ncat\n", trace.display()))?;
        fs::set_permissions(&trap, fs::Permissions::from_mode(0o755))?;
        fs::create_dir_all(folder.join(".git/hooks"))?;
        fs::copy(&trap, folder.join(".git/hooks/post-index-change"))?;
        let trap = format!("'{}'", trap.display());
        for (key, value) in [
            ("core.fsmonitor", trap.as_str()),
            ("filter.x.clean", &trap),
            ("filter.x.smudge", &trap),
            ("diff.external", &trap),
            ("gpg.program", &trap),
            ("log.showSignature", "true"),
            ("core.pager", &trap),
        ] {
            read(Command::new("git").args(["config", key, value]).current_dir(&folder))?;
        }
        fs::write(folder.join(".gitattributes"), "* filter=x\n")?;
        fs::write(folder.join("cases/casebook.yaml"), "title: y\n")?;
        let found = Repository::of(&folder.join("cases"))?;
        let state = found.as_ref().map(Repository::state).transpose()?.unwrap_or_default();
        let time = found.as_ref().map(Repository::time).transpose()?.unwrap_or_default();
        assert!(!trace.exists(), "{:?}", fs::read_to_string(&trace));
        assert!(state.ends_with("-dirty") && time.parse::<u64>().is_ok(), "{state}, {time}");
        // The trap works: asked in the folder, git runs it.
        let _ = read(Command::new("git").arg("status").current_dir(&folder));
        assert!(trace.exists());
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
