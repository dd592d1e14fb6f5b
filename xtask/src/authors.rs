//! The authors' commands, which are those of the `casebook` program: `check`, `new`, `catalogue`.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::process::cargo;

/// Builds the program and runs it in the folder and with the arguments of this one.
pub(crate) fn run(command: &str, arguments: &[OsString]) -> Result<ExitCode> {
    let status = cargo()
        .args(["run", "--quiet", "--package", "casebook-cli", "--", command])
        .args(arguments)
        // Its advice names the command that was typed.
        .env("CASEBOOK_COMMAND", "cargo xtask")
        .status()
        .context("cargo does not start")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
