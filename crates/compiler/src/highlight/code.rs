//! Rego, Go and Rust: comments, quotes, numbers, words of the language.

use casebook_core::markup::TokenKind::{Comment, Key, Keyword, Number, String, Variable};

use super::scanner::{Scanner, is_name};

const REGO: &[&str] = &[
    "as", "contains", "default", "else", "every", "false", "if", "import", "in", "not", "null", "package",
    "some", "true", "with",
];
const GO: &[&str] = &[
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "false",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "nil",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "true",
    "type",
    "var",
];
const RUST: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false",
    "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
    "self", "Self", "static", "struct", "super", "trait", "true", "type", "unsafe", "use", "where", "while",
];

/// Rego, of either version.
pub(super) fn rego(scanner: &mut Scanner<'_>) {
    while let Some(c) = scanner.peek() {
        let start = scanner.at();
        match c {
            '#' => {
                scanner.skip_line();
                scanner.mark(Comment, start);
            }
            '"' => text(scanner, c, false),
            '`' => raw(scanner, "`", "`"),
            _ => word(scanner, REGO),
        }
    }
}

/// Go.
pub(super) fn go(scanner: &mut Scanner<'_>) {
    while let Some(c) = scanner.peek() {
        match c {
            '/' if comment(scanner, false) => {}
            '"' | '\'' => text(scanner, c, false),
            '`' => raw(scanner, "`", "`"),
            _ => word(scanner, GO),
        }
    }
}

/// Rust.
pub(super) fn rust(scanner: &mut Scanner<'_>) {
    while let Some(c) = scanner.peek() {
        let start = scanner.at();
        match c {
            '/' if comment(scanner, true) => {}
            '"' => text(scanner, c, true),
            '\'' => quote(scanner),
            'r' | 'b' if raw_rust(scanner) => {}
            '#' if scanner.sees("#[") || scanner.sees("#![") => {
                attribute(scanner);
                scanner.mark(Key, start);
            }
            _ => word(scanner, RUST),
        }
    }
}

/// Reads `//` or `/* */`, if it begins here.
fn comment(scanner: &mut Scanner<'_>, nests: bool) -> bool {
    let start = scanner.at();
    if scanner.sees("//") {
        scanner.skip_line();
    } else if scanner.eat("/*") {
        let mut depth = 1_usize;
        while depth > 0 && scanner.peek().is_some() {
            if scanner.eat("*/") {
                depth -= 1;
            } else if nests && scanner.eat("/*") {
                depth += 1;
            } else {
                scanner.next();
            }
        }
    } else {
        return false;
    }
    scanner.mark(Comment, start);
    true
}

/// Reads a text in quotes.
fn text(scanner: &mut Scanner<'_>, quote: char, lines: bool) {
    let start = scanner.at();
    scanner.next();
    scanner.skip_quoted(quote, lines);
    scanner.mark(String, start);
}

/// Reads a text between two marks, in which nothing has a meaning.
fn raw(scanner: &mut Scanner<'_>, open: &str, close: &str) {
    let start = scanner.at();
    if scanner.eat(open) {
        scanner.skip_past(close);
    }
    scanner.mark(String, start);
}

/// Reads `r"…"`, `r#"…"#` and `b"…"`, if one begins here.
fn raw_rust(scanner: &mut Scanner<'_>) -> bool {
    if scanner.before().is_some_and(is_name) {
        return false;
    }
    let rest = scanner.rest();
    let mark = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'));
    if let Some(behind) = mark {
        let hashes: std::string::String = behind.chars().take_while(|c| *c == '#').collect();
        if behind.get(hashes.len()..).is_some_and(|quote| quote.starts_with('"')) {
            let prefix = rest.len() - behind.len();
            let open = rest.get(..prefix + hashes.len() + 1).unwrap_or("");
            raw(scanner, open, &format!("\"{hashes}"));
            return true;
        }
    }
    let is_bytes = rest.starts_with("b\"");
    if is_bytes {
        let start = scanner.at();
        scanner.eat("b\"");
        scanner.skip_quoted('"', true);
        scanner.mark(String, start);
    }
    is_bytes
}

/// Reads a character in quotes, or a lifetime.
fn quote(scanner: &mut Scanner<'_>) {
    let start = scanner.at();
    scanner.next();
    let is_character = scanner.sees("\\") || scanner.peek_second() == Some('\'');
    if is_character {
        scanner.skip_quoted('\'', false);
        scanner.mark(String, start);
    } else {
        scanner.skip_while(is_name);
        if scanner.at() > start + 1 {
            scanner.mark(Variable, start);
        }
    }
}

/// Reads `#[…]` to its last bracket, or to the end of the line.
fn attribute(scanner: &mut Scanner<'_>) {
    let mut depth = 0_usize;
    while let Some(c) = scanner.peek().filter(|c| *c != '\n') {
        scanner.next();
        match c {
            '[' => depth += 1,
            ']' if depth <= 1 => return,
            ']' => depth -= 1,
            _ => {}
        }
    }
}

/// Reads a word, a number, or one character that is neither.
fn word(scanner: &mut Scanner<'_>, keywords: &[&str]) {
    let start = scanner.at();
    match scanner.next() {
        Some(c) if c.is_ascii_digit() => {
            scanner.skip_while(is_name);
            // `1.5`, but not `1..2` nor `1.max(2)`.
            if scanner.sees(".") && scanner.peek_second().is_some_and(|c| c.is_ascii_digit()) {
                scanner.next();
                scanner.skip_while(is_name);
            }
            scanner.mark(Number, start);
        }
        Some(c) if is_name(c) => {
            scanner.skip_while(is_name);
            if keywords.contains(&scanner.since(start)) {
                scanner.mark(Keyword, start);
            }
        }
        _ => {}
    }
}
