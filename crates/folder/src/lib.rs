//! Reads the files of a collection from a folder, which may come from anybody.
//!
//! Regular files only, none longer than [`MAX_FILE`], and nothing outside of the folder: a pipe would
//! be waited for, a device read without end, and a link could show a reader of diagnostics what only
//! the one who builds may read. What is left out is handed on with its reason; the compiler reports it
//! where it matters.
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use casebook_compiler::{SourceFile, Unread};

/// Longest file that is read, in bytes: more than the compiler takes of any, so that it can say so.
pub const MAX_FILE: u64 = 16 << 20;

/// Where git keeps its own files, which belong to no collection.
const NOT_OURS: &str = ".git";

/// All files under `folder`, their paths relative to it and with `/`, in no order.
///
/// # Errors
/// The first folder that cannot be listed, by its path. A file that cannot be read is
/// [`SourceFile::unread`].
pub fn read(folder: &Path) -> io::Result<Vec<SourceFile>> {
    let named =
        |path: &Path, error: &io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let root = folder.canonicalize().map_err(|error| named(folder, &error))?;
    let mut files = Vec::new();
    // By their real paths, so that links that lead in a circle are followed once.
    let mut seen = BTreeSet::from([root.clone()]);
    let mut pending = vec![(folder.to_path_buf(), String::new())];
    while let Some((current, prefix)) = pending.pop() {
        for entry in fs::read_dir(&current).map_err(|error| named(&current, &error))? {
            let entry = entry.map_err(|error| named(&current, &error))?;
            let name = entry.file_name();
            let path = format!("{prefix}{}", name.to_string_lossy());
            match what(&entry.path(), &root) {
                Ok(Found::Folder(real)) => {
                    if name != NOT_OURS && seen.insert(real) {
                        pending.push((entry.path(), format!("{path}/")));
                    }
                }
                Ok(Found::File(bytes)) => files.push(SourceFile::new(path, bytes)),
                Err(why) => files.push(SourceFile::unread(path, why)),
            }
        }
    }
    Ok(files)
}

/// What lies at a path.
enum Found {
    File(Vec<u8>),
    /// By its real path.
    Folder(PathBuf),
}

fn what(path: &Path, root: &Path) -> Result<Found, Unread> {
    let failed = |error: io::Error| Unread::Failed(error.to_string());
    let mut metadata = path.symlink_metadata().map_err(failed)?;
    if metadata.is_symlink() {
        if !path.canonicalize().map_err(failed)?.starts_with(root) {
            return Err(Unread::LeadsOutside);
        }
        metadata = path.metadata().map_err(failed)?;
    }
    if metadata.is_dir() {
        return path.canonicalize().map(Found::Folder).map_err(failed);
    }
    if !metadata.is_file() {
        return Err(Unread::NotAFile);
    }
    if metadata.len() > MAX_FILE {
        return Err(Unread::TooLarge { length: metadata.len() });
    }
    let mut bytes = Vec::new();
    // It may have grown since.
    let length =
        File::open(path).map_err(failed)?.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if length as u64 > MAX_FILE {
        Err(Unread::TooLarge { length: length as u64 })
    } else {
        Ok(Found::File(bytes))
    }
}
