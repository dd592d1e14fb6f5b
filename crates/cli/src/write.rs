//! Writing files: whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

use crate::outcome::{Failure, Outcome};

/// Writes a file that is not there yet; never changes one that is.
pub(crate) fn create(path: &Path, text: &str) -> Outcome {
    let finished = |temporary: &Path| match fs::hard_link(temporary, path) {
        // Where there are no links: a name that was free a moment ago is as good.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !path.exists() => {
            fs::rename(temporary, path)
        }
        Ok(()) => fs::remove_file(temporary),
        Err(error) => Err(error),
    };
    write(path, text, finished)
}

/// Writes a file in place of what is there.
pub(crate) fn replace(path: &Path, text: &str) -> Outcome {
    // The file behind a link is meant, not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    write(&path, text, |temporary| fs::rename(temporary, &path))
}

/// Writes `text` beside `path` under another name, and has it brought into its place.
fn write(path: &Path, text: &str, finish: impl FnOnce(&Path) -> io::Result<()>) -> Outcome {
    let temporary = beside(path);
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temporary)
        .and_then(|file| fill(file, text))
        .and_then(|()| finish(&temporary));
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        Failure::io(path.display(), &error)
    })
}

fn fill(mut file: File, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A hidden name that is nobody else's, in the same folder: only within one is renaming atomic.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", process::id()))
}
