//! TOML.

use casebook_core::markup::TokenKind::{Comment, Header, Key, String};

use super::data::plain;
use super::scanner::Scanner;

/// Reads word by word: one before `=` is a key, whatever table it stands in.
pub(super) fn lex(scanner: &mut Scanner<'_>) {
    let mut depth = 0_usize;
    let mut begins_line = true;
    while let Some(c) = scanner.peek() {
        let start = scanner.at();
        match c {
            '\n' => {
                scanner.next();
                begins_line = true;
                continue;
            }
            c if c.is_whitespace() => {
                scanner.next();
                continue;
            }
            '#' => {
                scanner.skip_line();
                scanner.mark(Comment, start);
            }
            '[' if begins_line && depth == 0 => {
                scanner.skip_bytes(header_length(scanner.line()));
                scanner.mark(Header, start);
            }
            '[' | ']' => {
                scanner.next();
                depth = if c == '[' { depth + 1 } else { depth.saturating_sub(1) };
            }
            '"' | '\'' => {
                quoted(scanner, c);
                mark_word(scanner, start, true);
            }
            c if is_bare(c) => {
                scanner.skip_while(is_bare);
                // Parts of a key in quotes.
                while scanner.before() == Some('.') && matches!(scanner.peek(), Some('"' | '\'')) {
                    let quote = scanner.peek().unwrap_or('"');
                    quoted(scanner, quote);
                    scanner.skip_while(is_bare);
                }
                mark_word(scanner, start, false);
            }
            _ => {
                scanner.next();
            }
        }
        begins_line = false;
    }
}

/// The length of the name of a table in its brackets.
fn header_length(line: &str) -> usize {
    let is_last = |&(at, _): &(usize, &str)| {
        let behind = line.get(at + 1..).unwrap_or("").trim_start();
        behind.is_empty() || behind.starts_with('#')
    };
    line.match_indices(']').find(is_last).map_or(line.len(), |(at, _)| at + 1)
}

fn is_bare(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '+' | ':')
}

/// Reads a text in one or three quotes.
fn quoted(scanner: &mut Scanner<'_>, quote: char) {
    let three = if quote == '"' { "\"\"\"" } else { "'''" };
    if scanner.eat(three) {
        scanner.skip_past(three);
    } else {
        scanner.next();
        if quote == '"' {
            scanner.skip_quoted(quote, false);
        } else {
            scanner.skip_while(|c| c != '\'' && c != '\n');
            scanner.eat("'");
        }
    }
}

fn mark_word(scanner: &mut Scanner<'_>, start: usize, is_quoted: bool) {
    let is_key = scanner.rest().trim_start_matches([' ', '\t']).starts_with('=');
    let kind = if is_key {
        Some(Key)
    } else if is_quoted {
        Some(String)
    } else {
        plain(scanner.since(start))
    };
    if let Some(kind) = kind {
        scanner.mark(kind, start);
    }
}
