//! A collection on disk.

use std::fs;
use std::path::{Path, PathBuf};

use casebook_compiler::SourceFile;

use crate::outcome::{Failure, Outcome};

/// All files under `folder`, their paths relative to it and with `/`: the same that the build reads.
pub(crate) fn read(folder: &Path) -> Outcome<Vec<SourceFile>> {
    if !folder.is_dir() {
        let message = format!("there is no folder `{}`", folder.display());
        return Err(Failure::Failed(format!("{message}; give the folder in which casebook.yaml lies")));
    }
    let mut files = Vec::new();
    let mut pending = vec![(folder.to_path_buf(), String::new())];
    while let Some((current, prefix)) = pending.pop() {
        let failed = |error| Failure::io(current.display(), &error);
        for entry in fs::read_dir(&current).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (path, name) = (entry.path(), entry.file_name());
            let name = format!("{prefix}{}", name.to_string_lossy());
            if path.is_dir() {
                pending.push((path, format!("{name}/")));
            } else {
                let bytes = fs::read(&path).map_err(|error| Failure::io(path.display(), &error))?;
                files.push(SourceFile { path: name, bytes });
            }
        }
    }
    Ok(files)
}

/// The path of a file of the collection in `folder`, to be shown and opened from here.
pub(crate) fn shown(folder: &Path, file: &str) -> String {
    let path: PathBuf = folder.join(file);
    path.display().to_string()
}
