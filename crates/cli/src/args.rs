//! The command line.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use jiff::Zoned;
use jiff::civil::Date;
use lexopt::prelude::*;

use crate::outcome::{Failure, Outcome, program};

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Check(Check),
    New(New),
    Catalogue(Catalogue),
}

/// Say what is wrong in the cases.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Check {
    pub(crate) folder: PathBuf,
    pub(crate) format: Format,
    pub(crate) today: Date,
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people, on standard error.
    Text,
    /// For programs, on standard output.
    Json,
}

/// Begin a case.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct New {
    pub(crate) folder: PathBuf,
    pub(crate) component: String,
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) today: Date,
}

/// Write the catalogue, or compare it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Catalogue {
    pub(crate) folder: PathBuf,
    pub(crate) check: bool,
}

/// Reads the arguments of this process.
pub(crate) fn parse() -> Outcome<Command> {
    parse_from(env::args_os().skip(1))
}

fn parse_from(arguments: impl IntoIterator<Item = OsString>) -> Outcome<Command> {
    let mut given = Given::default();
    let mut parser = lexopt::Parser::from_args(arguments);
    let name = match parser.next()? {
        Some(Value(name)) => name.string()?,
        Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(other) => return Err(other.unexpected().into()),
        None => return Err(Failure::Usage("which command?".to_owned())),
    };
    let options: &[&str] = match name.as_str() {
        "check" => &["format", "today"],
        "new" => &["dir", "today"],
        "catalogue" => &["check"],
        "help" => return Ok(Command::Help),
        other => return Err(unknown_command(other)),
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long(option) if options.contains(&option) => {
                let option = option.to_owned();
                given.option(&option, &mut parser)?;
            }
            Value(value) => given.values.push(value),
            other => return Err(other.unexpected().into()),
        }
    }
    match name.as_str() {
        "check" => given.check(),
        "new" => given.new_case(),
        _ => given.catalogue(),
    }
}

fn unknown_command(name: &str) -> Failure {
    let near = casebook_compiler::nearest(name, ["check", "new", "catalogue", "help"]);
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Failure::Usage(format!("there is no command `{name}`{near}"))
}

/// The arguments behind the command.
#[derive(Default)]
struct Given {
    values: Vec<OsString>,
    folder: Option<PathBuf>,
    format: Option<Format>,
    today: Option<Date>,
    check: bool,
}

impl Given {
    fn option(&mut self, name: &str, parser: &mut lexopt::Parser) -> Outcome {
        match name {
            "format" => self.format = Some(format(&parser.value()?.string()?)?),
            "today" => self.today = Some(day(&parser.value()?.string()?)?),
            "dir" => self.folder = Some(parser.value()?.into()),
            _ => self.check = true,
        }
        Ok(())
    }

    fn check(mut self) -> Outcome<Command> {
        let folder = self.only_folder()?;
        let format = self.format.unwrap_or(Format::Text);
        Ok(Command::Check(Check { folder, format, today: self.today() }))
    }

    fn catalogue(mut self) -> Outcome<Command> {
        Ok(Command::Catalogue(Catalogue { folder: self.only_folder()?, check: self.check }))
    }

    fn new_case(self) -> Outcome<Command> {
        let today = self.today();
        let folder = self.folder.unwrap_or_else(default_folder);
        let mut values = Vec::new();
        for value in self.values {
            values.push(value.string()?);
        }
        let Ok([component, slug, title]) = <[String; 3]>::try_from(values) else {
            let example = "new k3s k3s-node-not-ready \"K3s 节点 NotReady\"";
            let message = format!("`new` takes COMPONENT, SLUG and TITLE: `{} {example}`", program());
            return Err(Failure::Usage(message));
        };
        Ok(Command::New(New { folder, component, slug, title, today }))
    }

    /// The folder of the collection, when nothing else may be given.
    fn only_folder(&mut self) -> Outcome<PathBuf> {
        let mut values = self.values.drain(..);
        let folder = values.next().map_or_else(default_folder, PathBuf::from);
        match values.next() {
            Some(more) => Err(Failure::Usage(format!("one folder is enough; what is `{}`?", more.display()))),
            None => Ok(folder),
        }
    }

    fn today(&self) -> Date {
        self.today.unwrap_or_else(|| Zoned::now().date())
    }
}

/// Where `cargo xtask bundle` takes its cases from.
fn default_folder() -> PathBuf {
    let folder = env::var_os("CASEBOOK_CASES").filter(|folder| !folder.is_empty());
    folder.map_or_else(|| "cases".into(), PathBuf::from)
}

fn format(text: &str) -> Outcome<Format> {
    match text {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        other => Err(Failure::Usage(format!("there is no format `{other}`; there are `text` and `json`"))),
    }
}

fn day(text: &str) -> Outcome<Date> {
    let iso = text.len() == 10;
    text.parse().ok().filter(|_| iso).ok_or_else(|| {
        Failure::Usage(format!("`{text}` is not a day; write YYYY-MM-DD, for example `--today 2026-03-09`"))
    })
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error.to_string())
    }
}

/// How this program is used.
pub(crate) fn help() -> String {
    let name = program();
    format!(
        "\
Usage: {name} <command>

  check [DIR] [--format text|json] [--today YYYY-MM-DD]
      say everything that is wrong in the cases; JSON goes to standard output
  new COMPONENT SLUG TITLE [--dir DIR] [--today YYYY-MM-DD]
      begin a case: DIR/SLUG.md from the template, with the component's next id
  catalogue [DIR] [--check]
      write DIR/README.md, the table of all cases; --check only says whether it is up to date

DIR is the folder of casebook.yaml; default: CASEBOOK_CASES, else cases.
Exit code: 0 if all is well (warnings included), 1 on errors, 2 if the command line is wrong."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Outcome<Command> {
        parse_from(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn commands_and_their_options() -> Outcome {
        let today = jiff::civil::date(2026, 3, 9);
        let check = Check { folder: "x".into(), format: Format::Json, today };
        assert_eq!(parsed("check x --format json --today 2026-03-09")?, Command::Check(check));
        let (component, slug, title) = ("k3s".to_owned(), "a-b".to_owned(), "标题".to_owned());
        let new = New { folder: "x".into(), component, slug, title, today };
        assert_eq!(parsed("new k3s a-b 标题 --dir=x --today=2026-03-09")?, Command::New(new));
        let catalogue = Catalogue { folder: "x".into(), check: true };
        assert_eq!(parsed("catalogue --check x")?, Command::Catalogue(catalogue));
        for help in ["help", "--help", "-h", "check --help", "new -h"] {
            assert_eq!(parsed(help)?, Command::Help);
        }
        Ok(())
    }

    #[test]
    fn wrong_arguments_are_named() {
        for (line, part) in [
            ("", "which command"),
            ("chek", "did you mean `check`"),
            ("check a b", "`b`"),
            ("check --check", "--check"),
            ("check --format xml", "`xml`"),
            ("check --today 9.3.2026", "YYYY-MM-DD"),
            ("check --today 2026-02-30", "YYYY-MM-DD"),
            ("new k3s a-b", "COMPONENT, SLUG and TITLE"),
            ("new k3s a-b c d", "COMPONENT, SLUG and TITLE"),
            ("catalogue --today 2026-03-09", "--today"),
        ] {
            let Err(Failure::Usage(message)) = parsed(line) else { panic!("{line:?} is taken") };
            assert!(message.contains(part), "{line:?}: {message}");
        }
    }
}
