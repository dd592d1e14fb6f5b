//! `casebook catalogue`: the table of cases as `README.md`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use casebook_compiler::{Beside, BuildInfo, CATALOGUE_MARK, SourceFile, catalogue, check};

use crate::args::Catalogue;
use crate::diff::diff;
use crate::outcome::{Failure, Outcome, program};
use crate::{folder, report, write};

pub(crate) fn run(options: &Catalogue) -> Outcome {
    let files = folder::read(&options.folder)?;
    let (collection, diagnostics) = check(&files, &BuildInfo::default());
    let Some(collection) = collection else {
        report::text(diagnostics, &options.folder, files);
        return Err(Failure::Told);
    };
    let fresh = catalogue(&collection, &beside(&files, &options.folder));
    let path = options.folder.join("README.md");
    let present = match fs::read_to_string(&path) {
        Ok(text) => Some(text.replace("\r\n", "\n")),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::io(path.display(), &error)),
    };
    let shown = path.display();
    if present.as_ref() == Some(&fresh) {
        eprintln!("{shown} is up to date");
        return Ok(());
    }
    if present.as_ref().is_some_and(|text| !text.starts_with(CATALOGUE_MARK)) {
        let advice = "move or delete it to have the catalogue in its place";
        return Err(Failure::Failed(format!("`{shown}` was written by hand; {advice}")));
    }
    if options.check {
        let changes = diff(&present.unwrap_or_default(), &fresh);
        let remedy = format!("write it anew: {} catalogue {}", program(), options.folder.display());
        return Err(Failure::Failed(format!("`{shown}` is not up to date\n\n{changes}\n\n{remedy}")));
    }
    write::replace(&path, &fresh)?;
    eprintln!("{shown} is written, {} cases", collection.cases.len());
    Ok(())
}

/// The files that the catalogue links to, as far as there are any.
fn beside(files: &[SourceFile], folder: &Path) -> Beside {
    let has = |name: &str| files.iter().any(|file| file.path == name);
    let licence =
        ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "COPYING"].into_iter().find(|name| has(name));
    let contributing = Some("../CONTRIBUTING.md").filter(|path| folder.join(path).is_file());
    Beside { licence: licence.map(str::to_owned), contributing: contributing.map(str::to_owned) }
}
