//! The build of casebook: everything that runs other programs.
//!
//! `cargo xtask bundle` needs the Rust toolchain only; `cargo xtask test` fetches what it needs
//! besides, and says so.

mod args;
mod authors;
mod bench;
mod bundle;
mod engines;
mod process;
mod programs;
mod screenshots;
mod serve;
mod step;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use args::Command;
use workspace::Workspace;

fn main() -> ExitCode {
    let command = match args::parse() {
        Ok(Command::Help) => {
            println!("{}", args::help());
            return ExitCode::SUCCESS;
        }
        Ok(command) => command,
        Err(problem) => {
            eprintln!("error: {problem:#}\n\n{}", args::help());
            return ExitCode::from(2);
        }
    };
    match run(&command) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("\nerror: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::find()?;
    match command {
        Command::Help => Ok(()),
        Command::Author { name, arguments } => return authors::run(name, arguments),
        Command::Bundle(options) => bundle::run(&workspace, options),
        Command::Bench(options) => bench::run(&workspace, options),
        Command::Test(options) => test::run(&workspace, options),
        Command::Serve { port } => serve::run(&workspace, *port),
        Command::Screenshots { folder } => screenshots::run(&workspace, folder.as_deref()),
    }
    .map(|()| ExitCode::SUCCESS)
}
