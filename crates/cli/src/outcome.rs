//! How a command can end, and what it says on the way.

use std::env;
use std::io::{ErrorKind, Write, stdout};

/// Why a command did not do what it was asked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The command line is wrong. Exit code 2.
    Usage(String),
    /// It could not be done. Exit code 1.
    Failed(String),
    /// It could not be done, and the reasons have been printed. Exit code 1.
    Told,
}

/// What a command returns.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// What failed, and what the system said.
    pub(crate) fn io(what: impl std::fmt::Display, error: &std::io::Error) -> Self {
        Self::Failed(format!("{what}: {error}"))
    }
}

/// How this program was called: `CASEBOOK_COMMAND`, set by what wraps it, or its own name.
pub(crate) fn program() -> String {
    env::var("CASEBOOK_COMMAND").ok().filter(|name| !name.is_empty()).unwrap_or_else(|| "casebook".to_owned())
}

/// Writes to standard output. That its reader has gone away is no failure.
pub(crate) fn print(text: &str) -> Outcome {
    match writeln!(stdout().lock(), "{text}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::io("standard output", &error)),
        _ => Ok(()),
    }
}
