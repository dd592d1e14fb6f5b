//! Compiles the cases into the block that the module embeds. Input and output only: what a case
//! is, what is wrong with one and how the block looks is the compiler's business.
//!
//! | variable | meaning |
//! |---|---|
//! | `CASEBOOK_CASES` | folder of the collection, relative to this file; default `cases` |
//! | `CASEBOOK_COMMIT` | revision to show as the collection's identity; optional |
//! | `CASEBOOK_BUILT_AT` | time to show as the collection's identity, RFC 3339; optional |
//! | `CASEBOOK_PROGRESS` | file that says `done total` meanwhile; optional, and changes no byte |
//!
//! Beside the block it leaves `casebook.sizes`: the number of cases, the bytes of text and of index.

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs};

use casebook_compiler::block::Sizes;
use casebook_compiler::{BuildInfo, Progress, Severity, compile_with, render};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(variable("CASEBOOK_CASES").unwrap_or_else(|| "cases".to_owned()));
    if folder.to_string_lossy().contains(char::is_control) {
        // Cargo would take what follows a line break for a directive.
        return Err("the path in CASEBOOK_CASES holds control characters".into());
    }
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=build.rs");
    let build = BuildInfo { commit: variable("CASEBOOK_COMMIT"), built_at: variable("CASEBOOK_BUILT_AT") };

    let files = casebook_folder::read(&folder)?;
    let compilation = compile_with(&files, &build, &mut reporter());
    for diagnostic in
        compilation.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Warning)
    {
        println!("cargo::warning={diagnostic}");
    }
    let Some(block) = compilation.block else {
        eprintln!("{}", render(&compilation.diagnostics, &files, false));
        println!("cargo::error=the cases in {} have errors, see below", folder.display());
        std::process::exit(1);
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let Sizes { text, index } = Sizes::of(&block);
    fs::write(out.join("casebook.sizes"), format!("{} {text} {index}\n", compilation.case_count))?;
    fs::write(out.join("casebook.block"), block)?;
    Ok(())
}

/// What writes the progress into the file that `CASEBOOK_PROGRESS` names: cargo shows nothing that a
/// build script prints. It is no reason to run again, so cargo is not told about the variable.
fn reporter() -> impl FnMut(Progress) {
    const PAUSE: Duration = Duration::from_millis(100);
    let file = env::var_os("CASEBOOK_PROGRESS").filter(|file| !file.is_empty());
    let mut last: Option<Instant> = None;
    move |progress| {
        let is_due = progress.done == progress.total || last.is_none_or(|last| last.elapsed() >= PAUSE);
        if let Some(file) = file.as_ref().filter(|_| is_due) {
            last = Some(Instant::now());
            // Who waits learns less, which is no reason to stop.
            let _ = fs::write(file, format!("{} {}\n", progress.done, progress.total));
        }
    }
}

fn variable(name: &str) -> Option<String> {
    println!("cargo::rerun-if-env-changed={name}");
    env::var(name).ok().filter(|value| !value.is_empty())
}
