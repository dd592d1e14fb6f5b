//! Differences as `diff -u` and Git write them.

use casebook_core::markup::TokenKind::{Deleted, Header, Inserted};

use super::scanner::Scanner;

const HEADERS: [&str; 5] = ["@@", "+++ ", "--- ", "diff ", "index "];

/// A line is what its first characters say.
pub(super) fn lex(scanner: &mut Scanner<'_>) {
    while let Some(first) = scanner.peek() {
        let start = scanner.at();
        let header = HEADERS.iter().any(|header| scanner.sees(header));
        scanner.skip_line();
        match first {
            _ if header => scanner.mark(Header, start),
            '+' => scanner.mark(Inserted, start),
            '-' => scanner.mark(Deleted, start),
            _ => {}
        }
        scanner.next();
    }
}
