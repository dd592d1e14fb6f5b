//! A place in a module's code, and the words from there on.

use anyhow::{Result, bail};

use super::scan::is_word;
use crate::text::line_of;

/// Reads a module from its start to its end.
pub(super) struct Cursor<'a> {
    path: &'a str,
    pub(super) text: &'a str,
    /// `text` without the insides of strings and comments; the same offsets.
    pub(super) code: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    /// At the start of a module. `code` is what `code_only` makes of `text`.
    pub(super) fn new(path: &'a str, text: &'a str, code: &'a str) -> Self {
        Self { path, text, code, at: 0 }
    }

    /// The code behind an offset.
    pub(super) fn code_from(&self, at: usize) -> &'a str {
        self.code.get(at..).unwrap_or_default()
    }

    /// The offset of the next code that is not white space.
    pub(super) fn skip_blanks_from(&self, at: usize) -> usize {
        let rest = self.code_from(at);
        at + (rest.len() - rest.trim_start().len())
    }

    /// The next byte that is not white space.
    pub(super) fn next_byte(&self) -> Option<u8> {
        let at = self.skip_blanks_from(self.at);
        self.code.as_bytes().get(at).copied()
    }

    /// Goes past this byte, when it is next.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.next_byte() == Some(byte);
        if found {
            self.at = self.skip_blanks_from(self.at) + 1;
        }
        found
    }

    /// The word that starts here.
    pub(super) fn word(&mut self) -> &'a str {
        let rest = self.code_from(self.at);
        let length = rest.bytes().position(|byte| !is_word(byte));
        let word = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        self.at += word.len();
        word
    }

    /// The next word, when a word is next.
    pub(super) fn name(&mut self) -> Option<&'a str> {
        let name = self.peek_name()?;
        self.at = self.skip_blanks_from(self.at) + name.len();
        Some(name)
    }

    /// The same without going past it.
    pub(super) fn peek_name(&self) -> Option<&'a str> {
        let rest = self.code_from(self.skip_blanks_from(self.at));
        let length = rest.bytes().position(|byte| !is_word(byte));
        rest.get(..length.unwrap_or(rest.len())).filter(|name| !name.is_empty())
    }

    /// Whether a string is next.
    pub(super) fn at_quote(&self) -> bool {
        matches!(self.next_byte(), Some(b'"' | b'\''))
    }

    /// The inside of the string that is next.
    pub(super) fn quoted(&mut self) -> Option<&'a str> {
        if !self.at_quote() {
            return None;
        }
        let open = self.skip_blanks_from(self.at);
        let quote = char::from(*self.code.as_bytes().get(open)?);
        let length = self.code_from(open + 1).find(quote)?;
        self.at = open + 1 + length + 1;
        self.text.get(open + 1..open + 1 + length)
    }

    /// Whether the word is a property, as in `object.import`; `...` spreads.
    pub(super) fn follows_dot(&self, start: usize) -> bool {
        let before = self.code.get(..start).unwrap_or_default().trim_end();
        before.ends_with('.') && !before.ends_with("...")
    }

    /// Whether `async` stands before the word on its line, as in `async () => await x`.
    pub(super) fn in_async_line(&self, start: usize) -> bool {
        let before = self.code.get(..start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.split(|c: char| !c.is_alphanumeric()).any(|word| word == "async")
    }

    /// Imports and exports are recognised at the start of a line only.
    pub(super) fn check_place(&self, start: usize, depth: usize, what: &str) -> Result<()> {
        let before = start.checked_sub(1).and_then(|at| self.code.as_bytes().get(at));
        if depth == 0 && matches!(before, None | Some(b'\n')) {
            return Ok(());
        }
        self.fail(start, format!("`{what}` must stand at the start of a line, outside any block"))
    }

    /// `{ a, b as c }` as pairs of the name before and the name after `as`.
    pub(super) fn list(&mut self, start: usize) -> Result<Vec<(String, String)>> {
        let unknown = "a list of names the linker does not know";
        if !self.take(b'{') {
            return self.fail(start, unknown);
        }
        let mut pairs = Vec::new();
        while !self.take(b'}') {
            let Some(first) = self.name() else {
                return self.fail(start, unknown);
            };
            let second = if self.peek_name() == Some("as") {
                let _ = self.name();
                self.name()
            } else {
                Some(first)
            };
            let Some(second) = second else {
                return self.fail(start, unknown);
            };
            pairs.push((first.to_owned(), second.to_owned()));
            if !self.take(b',') && self.next_byte() != Some(b'}') {
                return self.fail(start, unknown);
            }
        }
        Ok(pairs)
    }

    /// Takes a semicolon, if any, and makes sure that nothing else is on the line.
    pub(super) fn end_of_statement(&mut self, start: usize) -> Result<()> {
        let rest = self.code_from(self.at);
        let line = rest.split('\n').next().unwrap_or_default();
        if !matches!(line.trim(), "" | ";") {
            return self.fail(start, "more on the line than the linker knows");
        }
        self.at += line.trim_end().len();
        // The line end goes as well, unless a comment is left on the line.
        if self.text.as_bytes().get(self.at) == Some(&b'\n') {
            self.at += 1;
        }
        Ok(())
    }

    /// An error that names the place.
    pub(super) fn fail<T>(&self, at: usize, what: impl std::fmt::Display) -> Result<T> {
        bail!("{}:{}: {what}", self.path, line_of(self.text, at))
    }
}
