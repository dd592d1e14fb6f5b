//! Which files make a collection, and what their names say.
//!
//! - `casebook.yaml` is the configuration.
//! - `<slug>.md` is a case, `<slug>.<lang>.md` a translation of it.
//! - `README.md`, in any language, is for people who browse the files; it is not a case.
//! - Other Markdown files, and any in a sub-folder, get a warning: a case that lies in the wrong
//!   place must not vanish in silence.
//! - Images are carried where a case shows them. All other files are left alone.

use crate::SourceFile;
use crate::diagnostic::{Code, Diagnostic};
use crate::findings::{Findings, is_invisible, without_place};

/// Name of the configuration.
pub(crate) const CONFIG: &str = "casebook.yaml";

/// What a file is, by its path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Config,
    /// A case, or the translation into `lang`.
    Case {
        slug: String,
        lang: Option<String>,
    },
    /// Markdown that is not read; why not.
    Misplaced(&'static str),
    Other,
}

/// The role of the file at `path`.
pub(crate) fn role(path: &str) -> Role {
    if path == CONFIG {
        return Role::Config;
    }
    let (folder, name) = path.rsplit_once('/').map_or((None, path), |(folder, name)| (Some(folder), name));
    let Some((stem, extension)) = name.rsplit_once('.') else { return Role::Other };
    let is_markdown = matches!(extension.to_ascii_lowercase().as_str(), "md" | "markdown");
    let first = stem.split('.').next().unwrap_or(stem);
    if !is_markdown || first.eq_ignore_ascii_case("readme") {
        return Role::Other;
    }
    if folder.is_some() {
        return Role::Misplaced("cases lie beside `casebook.yaml`, not in folders");
    }
    if extension != "md" {
        return Role::Misplaced("the names of cases end in `.md`");
    }
    match stem.split_once('.') {
        Some((slug, lang)) => Role::Case { slug: slug.to_owned(), lang: Some(lang.to_owned()) },
        None => Role::Case { slug: stem.to_owned(), lang: None },
    }
}

/// Whether `text` is lower-case letters, digits and single hyphens between them.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    text.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

/// Whether a path can be shown and typed: it has no character that cannot be seen, and none that stands
/// for bytes that are no text.
pub(crate) fn can_be_named(path: &str) -> bool {
    !path.contains(|c: char| c.is_control() || is_invisible(c) || c == char::REPLACEMENT_CHARACTER)
}

/// Reports a file with such a name, which is not read: whoever prints it would do what the name says.
pub(crate) fn unnamed(file: &SourceFile) -> Diagnostic {
    without_place(
        Code::BadFileName,
        &file.path,
        "the path of this file holds characters that cannot be seen",
        "letters, digits and punctuation",
        "rename or delete it",
    )
}

/// Reports a file that will not be read because of where it lies.
pub(crate) fn misplaced(why: &str, findings: &mut Findings<'_>) {
    findings
        .add(Code::MisplacedFile, &(0..0), "this file is not compiled")
        .expected(why)
        .help("move or rename it if it is a case; otherwise keep it outside the collection");
}

/// Reports a name that is not a slug.
pub(crate) fn check_slug(slug: &str, findings: &mut Findings<'_>) {
    if is_slug(slug) {
        return;
    }
    let parts = slug.to_lowercase();
    let parts = parts.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit()));
    let better: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    let help = if better.is_empty() {
        "rename the file, for example to `k3s-node-join-failed.md`".to_owned()
    } else {
        format!("rename the file, for example to `{}.md`", better.join("-"))
    };
    findings
        .add(Code::BadFileName, &(0..0), format!("the file name `{slug}` is not a slug"))
        .expected("lower-case letters `a`–`z`, digits, and single `-` between them")
        .help(help);
}

#[cfg(test)]
mod tests {
    use super::{Role, is_slug, role};

    #[test]
    fn names_tell_roles() {
        let case = |slug: &str, lang: Option<&str>| Role::Case {
            slug: slug.to_owned(),
            lang: lang.map(str::to_owned),
        };
        assert_eq!(role("casebook.yaml"), Role::Config);
        assert_eq!(role("k3s-down.md"), case("k3s-down", None));
        assert_eq!(role("k3s-down.en.md"), case("k3s-down", Some("en")));
        for path in ["README.md", "readme.en.md", "a/README.md", "a.png", "a/casebook.yaml", "LICENSE"] {
            assert_eq!(role(path), Role::Other, "{path}");
        }
        for path in ["old/a.md", "a.MD", "a.markdown"] {
            assert!(matches!(role(path), Role::Misplaced(_)), "{path}");
        }
    }

    #[test]
    fn slugs() {
        assert!(is_slug("k3s-node-1"));
        for bad in ["", "K3s", "a_b", "a--b", "-a", "证书"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}
