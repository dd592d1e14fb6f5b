//! What all lexers share: a place in the text that moves forward only, and the tokens behind it.

use std::ops::Range;

use casebook_core::markup::TokenKind;

/// A piece of code and what it is.
pub(super) type Token = (TokenKind, Range<usize>);

/// Reads a text from beginning to end.
///
/// The place moves forward only, by whole characters, and a token reaches from a place that was to the
/// place that is. So whatever a lexer does, its tokens lie on character borders, in order.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, tokens: Vec::new() }
    }

    pub(super) fn into_tokens(self) -> Vec<Token> {
        self.tokens
    }

    /// The place, for [`mark`](Self::mark).
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// What was read since `start`.
    pub(super) fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or("")
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character behind the next.
    pub(super) fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    /// The character before the place.
    pub(super) fn before(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    /// Whether `text` stands right before the place.
    pub(super) fn follows(&self, text: &str) -> bool {
        self.text.get(..self.at).is_some_and(|before| before.ends_with(text))
    }

    /// The rest of the line, without its end.
    pub(super) fn line(&self) -> &'t str {
        self.rest().split('\n').next().unwrap_or("")
    }

    /// Whether the rest begins so.
    pub(super) fn sees(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Reads one character.
    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Reads `text`, if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.sees(text);
        if found {
            self.at += text.len();
        }
        found
    }

    pub(super) fn skip_while(&mut self, fits: impl Fn(char) -> bool) {
        self.at += self.rest().find(|c| !fits(c)).unwrap_or(self.rest().len());
    }

    /// Reads blanks, but no ends of lines.
    pub(super) fn skip_blanks(&mut self) {
        self.skip_while(|c| c.is_whitespace() && c != '\n');
    }

    /// Reads up to the end of the line.
    pub(super) fn skip_line(&mut self) {
        self.at += self.line().len();
    }

    /// Reads `count` bytes of what [`rest`](Self::rest) or [`line`](Self::line) was.
    pub(super) fn skip_bytes(&mut self, count: usize) {
        let end = self.at.saturating_add(count);
        if self.text.is_char_boundary(end) {
            self.at = end;
        }
    }

    /// Reads to behind `end`, or all there is.
    pub(super) fn skip_past(&mut self, end: &str) {
        self.at += self.rest().find(end).map_or(self.rest().len(), |found| found + end.len());
    }

    /// Reads to behind the closing `quote`; `\` takes the meaning from the next character. Quotes that
    /// do not close end with the line, unless they may hold lines.
    pub(super) fn skip_quoted(&mut self, quote: char, lines: bool) {
        while let Some(c) = self.peek() {
            if c == '\n' && !lines {
                return;
            }
            self.next();
            if c == quote {
                return;
            }
            if c == '\\' && (lines || self.peek() != Some('\n')) {
                self.next();
            }
        }
    }

    /// What was read since `start`, and is no token yet, is one, or the rest of the last.
    pub(super) fn mark(&mut self, kind: TokenKind, start: usize) {
        let start = self.tokens.last().map_or(start, |(_, last)| start.max(last.end));
        match self.tokens.last_mut() {
            _ if start >= self.at => {}
            Some((same, last)) if *same == kind && last.end == start => last.end = self.at,
            _ => self.tokens.push((kind, start..self.at)),
        }
    }
}

/// Whether a name may hold `c`.
pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
