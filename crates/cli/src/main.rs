//! `casebook`: what the authors of cases need besides an editor.
//!
//! Only this crate reads and writes files and asks what day it is; what a case is and what is wrong
//! with one is the compiler's business.
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::panic))]

mod args;
mod catalogue;
mod check;
mod diff;
mod folder;
mod new;
mod outcome;
mod report;
mod write;

use std::process::ExitCode;

use args::Command;
use outcome::{Failure, Outcome};

fn main() -> ExitCode {
    let outcome = args::parse().and_then(|command| run(&command));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Told) => ExitCode::FAILURE,
        Err(Failure::Failed(problem)) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
        Err(Failure::Usage(problem)) => {
            eprintln!("error: {problem}\n\n`{} help` shows all commands.", outcome::program());
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> Outcome {
    match command {
        Command::Help => outcome::print(&args::help()),
        Command::Check(options) => check::run(options),
        Command::New(options) => new::run(options),
        Command::Catalogue(options) => catalogue::run(options),
    }
}
