//! The style sheets in one, without what only their readers need: comments, indentation, empty lines.

use anyhow::{Context, Result, bail};

/// Puts the sheets that a sheet imports in their places. An import is a line of its own,
/// `@import "style/type.css";`, of a file below the sheet's folder that imports nothing itself.
pub(crate) fn with_imports(sheet: &str, load: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut whole = String::new();
    for (index, line) in sheet.lines().enumerate() {
        match line.strip_prefix("@import ") {
            None => {
                whole.push_str(line);
                whole.push('\n');
            }
            Some(import) => {
                whole.push_str(&imported(import, &load).with_context(|| format!("line {}", index + 1))?);
            }
        }
    }
    Ok(whole)
}

fn imported(import: &str, load: impl Fn(&str) -> Result<String>) -> Result<String> {
    let Some(path) = import.strip_prefix('"').and_then(|rest| rest.strip_suffix("\";")) else {
        bail!("`@import {import}`: expected `@import \"folder/file.css\";`");
    };
    if path.starts_with('/') || path.contains(['"', ':', '\\', '?']) || path.contains("..") {
        bail!("`{path}`: expected a file below the sheet's folder");
    }
    load(path)
}

/// The same sheet, shorter. What stands in quotes stays as it is.
pub(crate) fn compact(sheet: &str) -> String {
    let mut short = String::with_capacity(sheet.len());
    let mut quote = None;
    let mut skipped = 0;
    for (at, c) in sheet.char_indices() {
        let rest = sheet.get(at..).unwrap_or("");
        if at < skipped {
            continue;
        }
        match (quote, c) {
            (Some(open), _) => {
                short.push(c);
                let is_escaped = sheet.get(..at).is_some_and(|before| before.ends_with('\\'));
                quote = Some(open).filter(|_| c != open || is_escaped);
            }
            (None, '"' | '\'') => {
                short.push(c);
                quote = Some(c);
            }
            // A comment without its end reaches to that of the sheet, as in a browser.
            (None, '/') if rest.starts_with("/*") => {
                skipped = at + rest.find("*/").map_or(rest.len(), |end| end + 2);
            }
            (None, '\n') => {
                short.truncate(short.trim_end_matches(' ').len());
                if !short.is_empty() && !short.ends_with('\n') {
                    short.push('\n');
                }
            }
            (None, ' ') if short.is_empty() || short.ends_with('\n') => {}
            (None, _) => short.push(c),
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use anyhow::Result;

    use super::{compact, with_imports};

    #[test]
    fn imported_sheets_stand_where_they_are_named() -> Result<()> {
        let load = |path: &str| Ok(format!("/* {path} */\n"));
        let whole = with_imports("/* head */\n@import \"style/a.css\";\n@import \"b.css\";\np {}", load)?;
        assert_eq!(whole, "/* head */\n/* style/a.css */\n/* b.css */\np {}\n");
        for import in
            ["url(a.css);", "\"../a.css\";", "\"/a.css\";", "\"data:,\";", "\"a.css\" print;", "\"a.css\""]
        {
            let sheet = format!("\n@import {import}\n");
            let message = with_imports(&sheet, load).err().map(|problem| format!("{problem:#}"));
            assert!(message.is_some_and(|text| text.starts_with("line 2: ")), "{import}");
        }
        Ok(())
    }

    #[test]
    fn comments_indentation_and_empty_lines_go() {
        for (sheet, expected) in [
            ("/* 1 */\n\na {\n  color: red; /* why */\n}\n", "a {\ncolor: red;\n}\n"),
            ("a::after { content: \"/* \\\" */  \"; }", "a::after { content: \"/* \\\" */  \"; }"),
            ("a { content: '\u{a0}' }\n  /* open", "a { content: '\u{a0}' }\n"),
            ("a\n  b {}", "a\nb {}"),
            ("", ""),
        ] {
            assert_eq!(compact(sheet), expected, "{sheet:?}");
        }
    }
}
