//! Compiles the cases into the block that the module embeds. Input and output only: what a case
//! is, what is wrong with one and how the block looks is the compiler's business. Without the feature
//! `embedded` there is nothing to do: the collection is attached to the compiled module.
//!
//! | variable | meaning |
//! |---|---|
//! | `CASEBOOK_CASES` | folder of the collection, relative to this file; default `cases` |
//! | `CASEBOOK_COMMIT` | revision to show as the collection's identity; optional |
//! | `CASEBOOK_BUILT_AT` | time to show as the collection's identity, RFC 3339; optional |

use std::error::Error;

#[cfg_attr(
    not(feature = "embedded"),
    expect(clippy::unnecessary_wraps, reason = "nothing to do, nothing fails")
)]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "embedded")]
    embedded::write_block()?;
    Ok(())
}

#[cfg(feature = "embedded")]
mod embedded {
    use std::error::Error;
    use std::path::PathBuf;
    use std::{env, fs};

    use casebook_compiler::{BuildInfo, Severity, compile, render};

    pub(crate) fn write_block() -> Result<(), Box<dyn Error>> {
        let folder = PathBuf::from(variable("CASEBOOK_CASES").unwrap_or_else(|| "cases".to_owned()));
        if folder.to_string_lossy().contains(char::is_control) {
            // Cargo would take what follows a line break for a directive.
            return Err("the path in CASEBOOK_CASES holds control characters".into());
        }
        println!("cargo::rerun-if-changed={}", folder.display());
        let build =
            BuildInfo { commit: variable("CASEBOOK_COMMIT"), built_at: variable("CASEBOOK_BUILT_AT") };

        let files = casebook_folder::read(&folder)?;
        let compilation = compile(&files, &build);
        let warnings = compilation.diagnostics.iter().filter(|one| one.severity() == Severity::Warning);
        for warning in warnings {
            println!("cargo::warning={warning}");
        }
        let Some(block) = compilation.block else {
            eprintln!("{}", render(&compilation.diagnostics, &files, false));
            println!("cargo::error=the cases in {} have errors, see below", folder.display());
            std::process::exit(1);
        };
        let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
        fs::write(out.join("casebook.block"), block)?;
        Ok(())
    }

    fn variable(name: &str) -> Option<String> {
        println!("cargo::rerun-if-env-changed={name}");
        env::var(name).ok().filter(|value| !value.is_empty())
    }
}
