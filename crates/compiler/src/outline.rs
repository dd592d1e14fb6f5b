//! What a new case has to fit into, read from a collection whose other cases may have errors.

use crate::SourceFile;
use crate::checks::ids;
use crate::collection::Run;
use crate::diagnostic::{Diagnostic, Severity};
use crate::findings;
use crate::model::{Component, Config};
use crate::pictures::Pictures;
use crate::source::Source;

/// A collection without its texts.
#[derive(Clone, Debug)]
pub struct Outline {
    /// What `casebook.yaml` says.
    pub config: Config,
    /// Ids that cases have or had.
    pub ids: Vec<String>,
}

/// Reads `casebook.yaml` and the ids of the cases; other mistakes in the cases do not matter.
///
/// # Errors
/// What is wrong with `casebook.yaml`.
pub fn outline(files: &[SourceFile]) -> Result<Outline, Vec<Diagnostic>> {
    let sources: Vec<_> = files.iter().map(Source::new).collect();
    let mut run = Run::default();
    let config = run.config(&sources);
    if run.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
        return Err(findings::in_order(run.diagnostics));
    }
    let cases = run.read_cases(&sources, &config, &Pictures::default(), |_| {});
    let main = cases.iter().filter(|case| case.lang == 0);
    let ids = main.flat_map(|case| case.front.id.iter().chain(&case.front.former_ids));
    Ok(Outline { ids: ids.map(|id| id.text.clone()).collect(), config })
}

impl Outline {
    /// The id after the highest of the component: numbers are not given a second time, old links
    /// and notes may hold those of deleted cases.
    #[must_use]
    pub fn next_id(&self, component: &Component) -> String {
        let prefix = component.id_prefix.to_ascii_uppercase();
        let taken = self.ids.iter().filter_map(|id| ids::parts(id));
        let highest = taken.filter(|(own, _)| *own == prefix).map(|(_, number)| number).max();
        format!("{}-{:03}", component.id_prefix, highest.map_or(1, |number| number.saturating_add(1)))
    }
}
