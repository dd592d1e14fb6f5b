//! `casebook check`: everything that is wrong in the cases.

use casebook_compiler::{BuildInfo, check};

use crate::args::{Check, Format};
use crate::outcome::{Failure, Outcome};
use crate::{folder, report};

pub(crate) fn run(options: &Check) -> Outcome {
    let files = folder::read(&options.folder)?;
    let build = BuildInfo { commit: None, built_at: Some(format!("{}T00:00:00Z", options.today)) };
    let (collection, diagnostics) = check(&files, &build);
    let failed = report::has_errors(&diagnostics);
    match options.format {
        Format::Json => report::json(&diagnostics, &options.folder)?,
        Format::Text if diagnostics.is_empty() => {
            let count = collection.map_or(0, |collection| collection.cases.len());
            let cases = if count == 1 { "1 case".to_owned() } else { format!("{count} cases") };
            eprintln!("{cases}, no errors, no warnings");
        }
        Format::Text => report::text(diagnostics, &options.folder, files),
    }
    if failed { Err(Failure::Told) } else { Ok(()) }
}
