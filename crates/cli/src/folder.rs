//! A collection on disk.

use std::path::{Path, PathBuf};

use casebook_compiler::SourceFile;

use crate::outcome::{Failure, Outcome};

/// All files under `folder`, their paths relative to it and with `/`: the same that the build reads.
pub(crate) fn read(folder: &Path) -> Outcome<Vec<SourceFile>> {
    if !folder.is_dir() {
        let message = format!("there is no folder `{}`", folder.display());
        return Err(Failure::Failed(format!("{message}; give the folder in which casebook.yaml lies")));
    }
    casebook_folder::read(folder).map_err(|error| Failure::Failed(error.to_string()))
}

/// The path of a file of the collection in `folder`, to be shown and opened from here.
pub(crate) fn shown(folder: &Path, file: &str) -> String {
    let path: PathBuf = folder.join(file);
    path.display().to_string()
}
