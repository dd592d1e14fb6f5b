//! Logs and what programs print: the words that say how bad a line is. Nothing else, or every line
//! would shine.

use casebook_core::markup::TokenKind::{self, Error, Warning};

use super::scanner::{Scanner, is_name};

/// Words of either level, in lower case.
const ERRORS: [&str; 10] =
    ["error", "err", "erro", "fatal", "fata", "panic", "crit", "critical", "emerg", "severe"];
const WARNINGS: [&str; 2] = ["warning", "warn"];
/// What stands before the level in structured lines.
const FIELDS: [&str; 7] =
    ["level=", "level=\"", "\"level\":\"", "\"level\": \"", "severity=", "\"severity\":\"", "lvl="];

/// Reads line by line.
pub(super) fn lex(scanner: &mut Scanner<'_>) {
    while scanner.peek().is_some() {
        line(scanner);
        scanner.next();
    }
}

fn line(scanner: &mut Scanner<'_>) {
    scanner.skip_blanks();
    klog(scanner);
    let mut is_first = true;
    while let Some(c) = scanner.peek().filter(|c| *c != '\n') {
        if !is_name(c) {
            scanner.next();
            continue;
        }
        let (start, before) = (scanner.at(), scanner.before());
        let is_value = FIELDS.iter().any(|field| scanner.follows(field));
        // As in the table of events that kubectl prints.
        let is_column = c == 'W' && scanner.follows("  ");
        scanner.skip_while(is_name);
        let word = scanner.since(start);
        if let Some(kind) = level(word) {
            let behind = scanner.peek();
            let ends = behind.is_none_or(|c| c.is_whitespace() || ":]|,\"[".contains(c));
            let begins = before.is_none_or(|c| c.is_whitespace() || "[(|\"=".contains(c));
            let is_bracketed = before == Some('[') && behind == Some(']');
            let is_loud = begins && word.chars().all(|c| c.is_ascii_uppercase());
            if ends && (is_value || is_column || is_bracketed || is_loud || (is_first && begins)) {
                scanner.mark(kind, start);
            }
        }
        is_first = false;
    }
}

fn level(word: &str) -> Option<TokenKind> {
    let is = |levels: &[&str]| levels.iter().any(|level| word.eq_ignore_ascii_case(level));
    if is(&ERRORS) { Some(Error) } else { is(&WARNINGS).then_some(Warning) }
}

/// Reads `E0102` before the time, as the programs of Kubernetes begin a line.
fn klog(scanner: &mut Scanner<'_>) {
    let start = scanner.at();
    let kind = match scanner.peek() {
        Some('E' | 'F') => Error,
        Some('W') => Warning,
        _ => return,
    };
    let head = scanner.rest().as_bytes().get(1..6);
    if head.is_some_and(|head| head.ends_with(b" ") && head.iter().take(4).all(u8::is_ascii_digit)) {
        scanner.skip_bytes(5);
        scanner.mark(kind, start);
    }
}
