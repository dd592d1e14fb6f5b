//! Diagnostics on the terminal or as JSON, with paths that can be opened from where the author is.

use std::env;
use std::io::{IsTerminal, stderr};
use std::path::Path;

use casebook_compiler::{Diagnostic, Severity, SourceFile, render};
use serde::Serialize;

use crate::folder::shown;
use crate::outcome::{Failure, Outcome, print};

/// Whether one of them is an error.
pub(crate) fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
}

/// Prints diagnostics for people to standard error, and how many there are.
pub(crate) fn text(mut diagnostics: Vec<Diagnostic>, folder: &Path, mut files: Vec<SourceFile>) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| !diagnostic.file.is_empty()) {
        diagnostic.file = shown(folder, &diagnostic.file);
    }
    for file in &mut files {
        file.path = shown(folder, &file.path);
    }
    eprint!("{}", render(&diagnostics, &files, wants_color()));
}

/// Whether standard error shows colour. See <https://no-color.org>.
fn wants_color() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    stderr().is_terminal() && !is_set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Prints diagnostics for programs to standard output: an array, one object each.
pub(crate) fn json(diagnostics: &[Diagnostic], folder: &Path) -> Outcome {
    let rows: Vec<_> = diagnostics.iter().map(|diagnostic| Row::of(diagnostic, folder)).collect();
    let text = serde_json::to_string_pretty(&rows).map_err(|error| Failure::Failed(error.to_string()))?;
    print(&text)
}

/// See [`Diagnostic`]; names and meanings are the same.
#[derive(Serialize)]
struct Row<'d> {
    file: String,
    line: usize,
    column: usize,
    span: Span,
    severity: &'static str,
    code: &'static str,
    message: &'d str,
    label: &'d str,
    expected: &'d str,
    help: &'d str,
    omitted: usize,
}

/// Bytes of the file.
#[derive(Serialize)]
struct Span {
    start: usize,
    end: usize,
}

impl<'d> Row<'d> {
    fn of(diagnostic: &'d Diagnostic, folder: &Path) -> Self {
        let Diagnostic { code, file, line, column, span, message, label, expected, help, omitted } =
            diagnostic;
        Self {
            file: if file.is_empty() { String::new() } else { shown(folder, file) },
            line: *line,
            column: *column,
            span: Span { start: span.start, end: span.end },
            severity: code.severity().as_str(),
            code: code.as_str(),
            message,
            label,
            expected,
            help,
            omitted: *omitted,
        }
    }
}
