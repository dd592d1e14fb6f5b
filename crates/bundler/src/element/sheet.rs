//! The page's style sheet for a shadow root in somebody else's page.
//!
//! - What the page says of its root and its body is said of the widget's frame and stage, which no rule
//!   of the page around can reach.
//! - A `rem` is the root element's font size, which is the page's: sizes are multiples of `--unit`
//!   instead, and in conditions of the 16 pixels that they mean.
//! - Every token can be set from outside: `--ink` is `--casebook-ink`, where that is set.

use std::fmt::Write as _;

/// The same rules for the elements in the shadow root. The sheet is one without comments and
/// indentation, a declaration or a selector a line.
pub(super) fn for_shadow_root(sheet: &str) -> String {
    let mut text = String::from(".casebook {\n--unit: var(--casebook-unit, 16px);\n}\n");
    let mut in_root = false;
    let mut token_is_open = false;
    for line in sheet.lines() {
        let mut line = match line {
            "html {" => ".casebook {".to_owned(),
            "body {" => ".stage {".to_owned(),
            _ => line.replace(":root", ".casebook"),
        };
        in_root = (in_root || is_root(&line)) && line != "}";
        if in_root && let Some((name, value)) = token(&line) {
            line = format!("--{name}: var(--casebook-{name}, {value}");
            token_is_open = true;
        }
        if token_is_open && let Some(value) = line.strip_suffix(';') {
            line = format!("{value});");
            token_is_open = false;
        }
        text.push_str(&without_rem(&line));
        text.push('\n');
    }
    text
}

fn is_root(line: &str) -> bool {
    line == ".casebook {"
}

/// Name and beginning of the value of a custom property.
fn token(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("--")?.split_once(": ")
}

fn without_rem(line: &str) -> String {
    let is_condition = line.starts_with('@');
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("rem") {
        let (before, after) = (rest.get(..at).unwrap_or(""), rest.get(at + "rem".len()..).unwrap_or(""));
        let number = number_at_end(before);
        let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
        match number.parse::<f64>() {
            Ok(rems) if ends => {
                text.push_str(before.strip_suffix(number).unwrap_or(before));
                let _ = if is_condition {
                    write!(text, "{}px", rems * 16.0)
                } else {
                    write!(text, "calc({number} * var(--unit))")
                };
            }
            _ => {
                text.push_str(before);
                text.push_str("rem");
            }
        }
        rest = after;
    }
    text + rest
}

/// The number with which a text ends, its sign included; empty where it ends otherwise.
fn number_at_end(text: &str) -> &str {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let unsigned = digits.strip_suffix('-').filter(|before| !before.ends_with(char::is_alphanumeric));
    text.get(unsigned.unwrap_or(digits).len()..).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::for_shadow_root;

    const HEAD: &str = ".casebook {\n--unit: var(--casebook-unit, 16px);\n}\n";

    #[test]
    fn the_page_becomes_the_frame() {
        for (sheet, expected) in [
            (":root {\n--ink: red;\n}\n", ".casebook {\n--ink: var(--casebook-ink, red);\n}\n"),
            (
                ":root {\n--mono: a,\nb;\ncolor: red;\n}\n",
                ".casebook {\n--mono: var(--casebook-mono, a,\nb);\ncolor: red;\n}\n",
            ),
            ("a {\n--edge: red;\n}\n", "a {\n--edge: red;\n}\n"),
            (":root[data-theme=\"dark\"] {\n--a: b;\n}\n", ".casebook[data-theme=\"dark\"] {\n--a: b;\n}\n"),
            ("html {\n}\nbody {\n}\n", ".casebook {\n}\n.stage {\n}\n"),
            (
                "a {\nmargin: -0.5rem 2rem;\n}\n",
                "a {\nmargin: calc(-0.5 * var(--unit)) calc(2 * var(--unit));\n}\n",
            ),
            ("width: calc(100% - 1.5rem);\n", "width: calc(100% - calc(1.5 * var(--unit)));\n"),
            ("@container list (max-width: 36rem) {\n", "@container list (max-width: 576px) {\n"),
            ("a {\nx: theorem 2remote;\n}\n", "a {\nx: theorem 2remote;\n}\n"),
        ] {
            assert_eq!(for_shadow_root(sheet), format!("{HEAD}{expected}"), "{sheet:?}");
        }
    }
}
