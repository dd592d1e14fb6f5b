//! The style sheet without what only its readers need: comments, indentation, empty lines.

/// The same sheet, shorter. What stands in quotes stays as it is.
pub(super) fn compact(sheet: &str) -> String {
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
    use super::compact;

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
