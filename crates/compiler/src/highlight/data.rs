//! JSON, and what is made of the plain values of JSON, YAML and TOML alike.

use casebook_core::markup::TokenKind::{self, Comment, Key, Keyword, Number, String};

use super::scanner::{Scanner, is_name};

/// JSON, with the comments that some programs allow.
pub(super) fn json(scanner: &mut Scanner<'_>) {
    while let Some(c) = scanner.peek() {
        let start = scanner.at();
        match c {
            '"' => {
                scanner.next();
                scanner.skip_quoted('"', false);
                let is_key = scanner.rest().trim_start().starts_with(':');
                scanner.mark(if is_key { Key } else { String }, start);
            }
            '/' if scanner.sees("//") => {
                scanner.skip_line();
                scanner.mark(Comment, start);
            }
            '/' if scanner.eat("/*") => {
                scanner.skip_past("*/");
                scanner.mark(Comment, start);
            }
            c if is_name(c) || c == '-' => {
                scanner.next();
                scanner.skip_while(|c| is_name(c) || matches!(c, '.' | '+' | '-'));
                if let Some(kind) = plain(scanner.since(start)) {
                    scanner.mark(kind, start);
                }
            }
            _ => {
                scanner.next();
            }
        }
    }
}

/// What a value without quotes is, if it is more than text.
pub(super) fn plain(value: &str) -> Option<TokenKind> {
    if matches!(value, "true" | "false" | "null" | "~") {
        return Some(Keyword);
    }
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let all = |of: &str| digits.chars().all(|c| c.is_ascii_digit() || of.contains(c));
    let is_number = all("_") || digits.parse::<f64>().is_ok();
    let is_hex = digits.strip_prefix("0x").is_some_and(|hex| hex.chars().all(|c| c.is_ascii_hexdigit()));
    // 1979-05-27T07:32:00Z
    let is_date = digits.len() >= 10 && digits.as_bytes().get(4) == Some(&b'-') && all("-:.TZ+");
    (is_number || is_hex || is_date).then_some(Number)
}
