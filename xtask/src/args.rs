//! The command line.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Result, bail};
use lexopt::prelude::*;

use crate::test::{self, OTHER_BROWSERS, STEPS};

/// What was asked for.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// Say how this program is used.
    Help,
    /// Build the module, its package and the page in one file.
    Bundle(BundleOptions),
    /// Serve the example portal.
    Serve {
        /// Where it listens; 0 for any.
        port: u16,
    },
    /// Measure search engines side by side.
    Bench(BenchOptions),
    /// Run the checks.
    Test(TestOptions),
    /// Run a command of the authors' program.
    Author {
        /// Its name.
        name: String,
        /// What it is given.
        arguments: Vec<OsString>,
    },
    /// Take pictures of the page.
    Screenshots {
        /// Where they go; `target/screenshots` when not given.
        folder: Option<PathBuf>,
    },
}

/// What to build, and where.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct BundleOptions {
    /// Show the page in the browser afterwards.
    pub(crate) open: bool,
    /// Folder of the collection; what the environment names, or our own, when not given.
    pub(crate) cases: Option<PathBuf>,
    /// Folder for package and page; `pkg/` and `dist/` of the workspace when not given.
    pub(crate) out: Option<PathBuf>,
    /// What the package is called; as the root package when not given.
    pub(crate) name: Option<String>,
}

/// What to measure.
#[derive(Debug, PartialEq)]
pub(crate) struct BenchOptions {
    /// File or folder of documents; made by ourselves when not given.
    pub(crate) corpus: Option<PathBuf>,
    /// File or folder of queries; those of the corpus when not given.
    pub(crate) queries: Option<PathBuf>,
    /// How many documents to make.
    pub(crate) size: usize,
    /// Names of engines, or what they begin with; empty for all.
    pub(crate) only: Vec<String>,
    /// Seconds of searching for each engine.
    pub(crate) budget: u64,
    /// Where the figures go; `target/bench/CORPUS.json` when not given.
    pub(crate) out: Option<PathBuf>,
}

impl Default for BenchOptions {
    fn default() -> Self {
        Self { corpus: None, queries: None, size: 10_000, only: Vec::new(), budget: 30, out: None }
    }
}

/// Which checks, and how far.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct TestOptions {
    /// Names of the checks to run; empty for all.
    pub(crate) only: Vec<String>,
    /// Go on after a failure.
    pub(crate) keep_going: bool,
    /// Test the page in Firefox and `WebKit` too.
    pub(crate) all_browsers: bool,
}

/// Reads the arguments of this process.
pub(crate) fn parse() -> Result<Command> {
    parse_from(std::env::args_os().skip(1))
}

fn parse_from(arguments: impl IntoIterator<Item = OsString>) -> Result<Command> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let name = match parser.next()? {
        Some(Value(name)) => name.string()?,
        Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(other) => return Err(other.unexpected().into()),
        None => bail!("which command?"),
    };
    match name.as_str() {
        "bundle" => parse_bundle(&mut parser),
        "bench" => parse_bench(&mut parser),
        "serve" => parse_serve(&mut parser),
        "test" => parse_test(&mut parser),
        "screenshots" => parse_screenshots(&mut parser),
        "check" | "new" | "catalogue" => {
            Ok(Command::Author { name, arguments: parser.raw_args()?.collect() })
        }
        "help" => Ok(Command::Help),
        other => bail!("there is no command `{other}`"),
    }
}

fn parse_bundle(parser: &mut lexopt::Parser) -> Result<Command> {
    let mut options = BundleOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("open") => options.open = true,
            Long("cases") => options.cases = Some(parser.value()?.into()),
            Long("out") => options.out = Some(parser.value()?.into()),
            Long("name") => options.name = Some(package_name(parser.value()?.string()?)?),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Bundle(options))
}

/// A name that npm takes, with a scope or without.
fn package_name(name: String) -> Result<String> {
    let is_part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._".contains(c))
    };
    let is_name = match name.strip_prefix('@') {
        Some(scoped) => scoped.split_once('/').is_some_and(|(scope, rest)| is_part(scope) && is_part(rest)),
        None => is_part(&name),
    };
    if !is_name || name.len() > 214 {
        bail!(
            "`{name}` is no name for a package: lower-case letters, digits, `-`, `.` and `_`, perhaps after `@scope/`"
        );
    }
    Ok(name)
}

fn parse_serve(parser: &mut lexopt::Parser) -> Result<Command> {
    let mut port = 8080;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => port = parser.value()?.parse()?,
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Serve { port })
}

fn parse_bench(parser: &mut lexopt::Parser) -> Result<Command> {
    let mut options = BenchOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(path) if options.corpus.is_none() => options.corpus = Some(path.into()),
            Long("queries") => options.queries = Some(parser.value()?.into()),
            Long("size") => options.size = parser.value()?.parse()?,
            Long("only") => {
                let names = parser.value()?.string()?;
                options.only.extend(names.split(',').map(str::to_owned));
            }
            Long("budget") => options.budget = parser.value()?.parse()?,
            Long("out") => options.out = Some(parser.value()?.into()),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Bench(options))
}

fn parse_test(parser: &mut lexopt::Parser) -> Result<Command> {
    let mut options = TestOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("keep-going") => options.keep_going = true,
            Long("all-browsers") => options.all_browsers = true,
            Long("only") => {
                for name in parser.values()? {
                    options.only.push(known_step(name.string()?)?);
                }
            }
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Test(options))
}

fn parse_screenshots(parser: &mut lexopt::Parser) -> Result<Command> {
    let mut folder = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Value(path) if folder.is_none() => folder = Some(path.into()),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Screenshots { folder })
}

fn known_step(name: String) -> Result<String> {
    if test::known(&name) {
        return Ok(name);
    }
    let names: Vec<&str> = STEPS.iter().chain(OTHER_BROWSERS).map(|step| step.name).collect();
    bail!("there is no check `{name}`; there are: {}", names.join(", "))
}

/// How this program is used.
pub(crate) fn help() -> String {
    let mut text = String::from(
        "\
Usage: cargo xtask <command>

  bundle [--open] [--cases FOLDER] [--out FOLDER] [--name NAME]
                                       build pkg/ and dist/casebook.html; needs nothing but Rust. Of another
                                       collection, into another folder, as a package of another name
  serve [--port N]                     serve the example portal with <case-book> to this machine
  test [--only NAME…] [--keep-going] [--all-browsers]
                                       run every check, or the named ones; the page in Chromium alone,
                                       or in Firefox and WebKitGTK too
  screenshots [FOLDER]                 take pictures of the page; default target/screenshots
  bench [CORPUS] [--queries PATH] [--size N] [--only A,B…] [--budget SECONDS] [--out FILE]
                                       measure this search and others side by side: bench/README.md

  check [FOLDER]                       tell everything that is wrong in the cases
  new COMPONENT SLUG TITLE             write a new case from the template, with the next free id
  catalogue [FOLDER] [--check]         write the catalogue of the cases, or see whether it is fresh

Environment:
  CASEBOOK_CASES      folder of cases to compile; default cases/
  CASEBOOK_COMMIT     source revision to name in the bundle; default: what git says
  CASEBOOK_BUILT_AT   build time to name in the bundle; default: SOURCE_DATE_EPOCH, or that of the commit
  CASEBOOK_TOOLS      where `test` keeps the programs it installs; default target/tools, or the user's
                      cache where that path has a blank
  CHROMIUM, CHROMEDRIVER; FIREFOX, GECKODRIVER; WEBKITDRIVER
                      browsers and their drivers, when they are not on PATH

Checks, in order:
",
    );
    for step in STEPS {
        let _ = writeln!(text, "  {:<13} {}", step.name, step.what);
    }
    text.push_str("\nWith --all-browsers, or by name:\n");
    for step in OTHER_BROWSERS {
        let _ = writeln!(text, "  {:<13} {}", step.name, step.what);
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command> {
        parse_from(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn commands_and_their_options() -> Result<()> {
        assert_eq!(parsed("bundle")?, Command::Bundle(BundleOptions::default()));
        assert_eq!(
            parsed("bundle --open --cases c --out o --name @corp/cases")?,
            Command::Bundle(BundleOptions {
                open: true,
                cases: Some("c".into()),
                out: Some("o".into()),
                name: Some("@corp/cases".into()),
            })
        );
        assert_eq!(parsed("serve")?, Command::Serve { port: 8080 });
        assert_eq!(parsed("serve --port 0")?, Command::Serve { port: 0 });
        assert_eq!(parsed("test")?, Command::Test(TestOptions::default()));
        assert_eq!(
            parsed("test --only fmt bundle --keep-going")?,
            Command::Test(TestOptions {
                only: vec!["fmt".into(), "bundle".into()],
                keep_going: true,
                ..Default::default()
            })
        );
        assert_eq!(
            parsed("test --all-browsers --only page-firefox")?,
            Command::Test(TestOptions {
                only: vec!["page-firefox".into()],
                all_browsers: true,
                ..Default::default()
            })
        );
        assert_eq!(parsed("bench")?, Command::Bench(BenchOptions::default()));
        assert_eq!(
            parsed("bench docs --queries q.jsonl --only casebook,fuse --budget 5 --size 7 --out f.json")?,
            Command::Bench(BenchOptions {
                corpus: Some("docs".into()),
                queries: Some("q.jsonl".into()),
                size: 7,
                only: vec!["casebook".into(), "fuse".into()],
                budget: 5,
                out: Some("f.json".into()),
            })
        );
        assert_eq!(parsed("--help")?, Command::Help);
        let check =
            Command::Author { name: "check".into(), arguments: vec!["--format".into(), "json".into()] };
        assert_eq!(parsed("check --format json")?, check);
        Ok(())
    }

    #[test]
    fn wrong_arguments_are_named() {
        for (line, part) in [
            ("", "which command"),
            ("bake", "`bake`"),
            ("bundle --fast", "--fast"),
            ("bundle --name Cases", "`Cases`"),
            ("bundle --name @corp", "`@corp`"),
            ("serve --port x", "x"),
            ("test --only nonsense", "`nonsense`"),
        ] {
            let message = parsed(line).err().map(|problem| problem.to_string());
            assert!(message.as_ref().is_some_and(|text| text.contains(part)), "{line:?}: {message:?}");
        }
    }
}
