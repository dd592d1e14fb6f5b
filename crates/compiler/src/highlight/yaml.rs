//! YAML, as manifests and values have it.

use casebook_core::markup::TokenKind::{Comment, Key, Operator, String, Variable};

use super::data::plain;
use super::scanner::Scanner;

/// Reads line by line; what is in brackets or quotes may take several.
pub(super) fn lex(scanner: &mut Scanner<'_>) {
    // The column of the key or item whose value is a block of text.
    let mut block: Option<usize> = None;
    while scanner.peek().is_some() {
        let (line, start) = (scanner.line(), scanner.at());
        let indent = line.len() - line.trim_start_matches(' ').len();
        if block.is_some_and(|column| indent > column || line.trim().is_empty()) {
            scanner.skip_line();
        } else if line.trim_end() == "---" || line.trim_end() == "..." {
            scanner.skip_line();
            scanner.mark(Operator, start);
            block = None;
        } else {
            block = entry(scanner, start);
        }
        scanner.next();
    }
}

/// Reads items and keys, and their value. Returns the column of the last if a block of text follows.
fn entry(scanner: &mut Scanner<'_>, line: usize) -> Option<usize> {
    let mut column = 0;
    loop {
        scanner.skip_blanks();
        let start = scanner.at();
        if scanner.peek() == Some('-') && scanner.peek_second().is_none_or(|c| matches!(c, ' ' | '\n')) {
            column = start - line;
            scanner.next();
        } else if let Some(length) = key_length(scanner.line()) {
            column = start - line;
            scanner.skip_bytes(length);
            scanner.mark(Key, start);
            scanner.eat(":");
            break;
        } else {
            break;
        }
    }
    value(scanner).then_some(column)
}

/// The length of the key at the beginning of `line`, up to its colon.
fn key_length(line: &str) -> Option<usize> {
    let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    let from = match quote {
        // The closing quote, and no escapes: keys have none.
        Some(quote) => line.get(1..)?.find(quote)? + 2,
        None if line.starts_with(['{', '[', '&', '*', '#', '|', '>', '!', '%', '@', '`']) => return None,
        None => 0,
    };
    let rest = line.get(from..)?;
    let is_end = |at: usize| {
        rest.get(at + 1..).is_some_and(|behind| behind.is_empty() || behind.starts_with([' ', '\t', '\r']))
    };
    let colon = rest.match_indices(':').map(|(at, _)| at).find(|&at| is_end(at))?;
    let is_key = if quote.is_some() {
        rest.get(..colon)?.trim().is_empty()
    } else {
        !rest.get(..colon)?.contains(" #")
    };
    (is_key && from + colon > 0).then_some(from + colon)
}

/// Reads a value to the end of its last line. Returns whether it is a block of text, which follows.
fn value(scanner: &mut Scanner<'_>) -> bool {
    // Brackets that are open.
    let mut depth = 0_usize;
    loop {
        scanner.skip_blanks();
        let start = scanner.at();
        match scanner.peek() {
            None => return false,
            Some('\n') if depth == 0 => return false,
            Some('#') if scanner.before().is_none_or(char::is_whitespace) => {
                scanner.skip_line();
                scanner.mark(Comment, start);
            }
            Some(quote @ ('"' | '\'')) => {
                scanner.next();
                match quote {
                    '"' => scanner.skip_quoted('"', true),
                    _ => scanner.skip_past("'"),
                }
                let is_key = depth > 0 && scanner.sees(":");
                scanner.mark(if is_key { Key } else { String }, start);
            }
            Some('{' | '[') => {
                scanner.next();
                depth += 1;
            }
            Some('}' | ']') if depth > 0 => {
                scanner.next();
                depth -= 1;
            }
            Some('&' | '*') => {
                scanner.skip_while(|c| !c.is_whitespace() && !",]}".contains(c));
                scanner.mark(Variable, start);
            }
            Some('!') => scanner.skip_while(|c| !c.is_whitespace()),
            Some('|' | '>') if depth == 0 => {
                scanner.skip_while(|c| "|>+-".contains(c) || c.is_ascii_digit());
                scanner.mark(Operator, start);
                scanner.skip_line();
                return true;
            }
            Some('\n' | ',' | ':') if depth > 0 => {
                scanner.next();
            }
            Some(_) => scalar(scanner, depth > 0),
        }
    }
}

/// Reads text without quotes: to the end of the line, or of its place in brackets, or to a comment.
fn scalar(scanner: &mut Scanner<'_>, bracketed: bool) {
    let start = scanner.at();
    let mut chars = scanner.rest().char_indices().peekable();
    let mut length = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let ends = c == '\n'
            || (c == ' ' && next == Some('#'))
            || (bracketed && (",[]{}".contains(c) || (c == ':' && next == Some(' '))));
        if ends {
            break;
        }
        if !c.is_whitespace() {
            length = at + c.len_utf8();
        }
    }
    scanner.skip_bytes(length);
    let is_key = bracketed && scanner.sees(": ");
    let kind = if is_key { Some(Key) } else { plain(scanner.since(start)) };
    if let Some(kind) = kind {
        scanner.mark(kind, start);
    }
    if scanner.at() == start {
        scanner.next();
    }
}
