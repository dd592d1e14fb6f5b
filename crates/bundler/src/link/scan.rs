//! Telling JavaScript code from the text inside it.

use std::ops::Range;

use anyhow::{Result, bail};

use crate::text::line_of;

/// The same text, byte for byte as long, with the insides of comments, strings, templates and
/// regular expressions blanked out; line ends stay. What is left is code.
pub(super) fn code_only(path: &str, text: &str) -> Result<String> {
    // Blanks replace whole characters byte by byte, so what is left is UTF-8.
    Ok(String::from_utf8(scan(path, text)?.code)?)
}

/// Where in a text the comments are, and the text of templates, in which every blank counts.
pub(super) struct Layout {
    pub(super) comments: Vec<Range<usize>>,
    pub(super) templates: Vec<Range<usize>>,
}

pub(super) fn layout(path: &str, text: &str) -> Result<Layout> {
    let Scanner { comments, templates, .. } = scan(path, text)?;
    Ok(Layout { comments, templates })
}

fn scan<'a>(path: &'a str, text: &'a str) -> Result<Scanner<'a>> {
    let mut scanner = Scanner {
        path,
        text,
        at: 0,
        code: Vec::with_capacity(text.len()),
        braces: Vec::new(),
        comments: Vec::new(),
        templates: Vec::new(),
    };
    scanner.run()?;
    Ok(scanner)
}

/// What an opening brace belongs to.
#[derive(PartialEq)]
enum Brace {
    Code,
    /// `${` in a template.
    Substitution,
}

struct Scanner<'a> {
    path: &'a str,
    text: &'a str,
    at: usize,
    code: Vec<u8>,
    braces: Vec<Brace>,
    comments: Vec<Range<usize>>,
    templates: Vec<Range<usize>>,
}

impl Scanner<'_> {
    fn run(&mut self) -> Result<()> {
        while let Some(byte) = self.peek(0) {
            match (byte, self.peek(1)) {
                (b'/', Some(b'/')) => self.line_comment(),
                (b'/', Some(b'*')) => self.block_comment()?,
                (b'/', _) if self.expects_value() => self.regular_expression()?,
                (b'"' | b'\'', _) => self.string(byte)?,
                (b'`', _) => {
                    self.keep();
                    self.template()?;
                }
                (b'{', _) => {
                    self.braces.push(Brace::Code);
                    self.keep();
                }
                (b'}', _) => {
                    self.keep();
                    match self.braces.pop() {
                        Some(Brace::Code) => {}
                        Some(Brace::Substitution) => self.template()?,
                        None => return self.fail(self.at, "a `}` without its `{`"),
                    }
                }
                _ => self.keep(),
            }
        }
        if self.braces.is_empty() { Ok(()) } else { self.fail(self.text.len(), "a `{` without its `}`") }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    /// Takes one byte over.
    fn keep(&mut self) {
        self.code.extend(self.peek(0));
        self.at += 1;
    }

    /// Blanks one byte out.
    fn blank(&mut self) {
        let byte = self.peek(0);
        self.code.extend(byte.map(|byte| if byte == b'\n' { byte } else { b' ' }));
        self.at += 1;
    }

    fn line_comment(&mut self) {
        let start = self.at;
        while self.peek(0).is_some_and(|byte| byte != b'\n') {
            self.blank();
        }
        self.comments.push(start..self.at);
    }

    fn block_comment(&mut self) -> Result<()> {
        let start = self.at;
        self.blank();
        self.blank();
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some(b'*'), Some(b'/')) => {
                    self.blank();
                    self.blank();
                    self.comments.push(start..self.at);
                    return Ok(());
                }
                (Some(_), _) => self.blank(),
                (None, _) => return self.fail(start, "a comment without its end"),
            }
        }
    }

    fn string(&mut self, quote: u8) -> Result<()> {
        let start = self.at;
        self.keep();
        loop {
            match self.peek(0) {
                Some(byte) if byte == quote => {
                    self.keep();
                    return Ok(());
                }
                Some(b'\\') => {
                    self.blank();
                    self.blank();
                }
                Some(b'\n') | None => return self.fail(start, "a string without its end"),
                Some(_) => self.blank(),
            }
        }
    }

    /// From behind the opening backtick, or behind a substitution, to the end or the next
    /// substitution.
    fn template(&mut self) -> Result<()> {
        let start = self.at;
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some(b'`'), _) => {
                    self.templates.push(start..self.at);
                    self.keep();
                    return Ok(());
                }
                (Some(b'$'), Some(b'{')) => {
                    self.templates.push(start..self.at);
                    self.blank();
                    self.keep();
                    self.braces.push(Brace::Substitution);
                    return Ok(());
                }
                (Some(b'\\'), _) => {
                    self.blank();
                    self.blank();
                }
                (Some(_), _) => self.blank(),
                (None, _) => return self.fail(start, "a template without its end"),
            }
        }
    }

    fn regular_expression(&mut self) -> Result<()> {
        let start = self.at;
        let mut in_class = false;
        self.keep();
        loop {
            match self.peek(0) {
                Some(b'/') if !in_class => {
                    self.keep();
                    return Ok(());
                }
                Some(b'\\') => {
                    self.blank();
                    self.blank();
                }
                Some(b'\n') | None => {
                    return self.fail(start, "a regular expression without its end");
                }
                Some(byte) => {
                    match byte {
                        b'[' => in_class = true,
                        b']' => in_class = false,
                        _ => {}
                    }
                    self.blank();
                }
            }
        }
    }

    /// Whether a value may start here, so that `/` starts a regular expression and does not
    /// divide. Known from the code before it, but for a `/` after a closing `)` or `}`, which
    /// is taken for a division after `)` and for an expression after `}`.
    fn expects_value(&self) -> bool {
        const WORDS: &[&[u8]] = &[
            b"return",
            b"typeof",
            b"case",
            b"in",
            b"of",
            b"delete",
            b"void",
            b"instanceof",
            b"new",
            b"throw",
            b"do",
            b"else",
            b"yield",
            b"await",
        ];
        let code = self.code.trim_ascii_end();
        let Some(last) = code.last() else {
            return true;
        };
        if !is_word(*last) {
            return !matches!(last, b')' | b']' | b'"' | b'\'' | b'`' | b'/');
        }
        let start = code.iter().rposition(|byte| !is_word(*byte));
        let word = code.get(start.map_or(0, |at| at + 1)..).unwrap_or_default();
        WORDS.contains(&word)
    }

    fn fail<T>(&self, at: usize, what: &str) -> Result<T> {
        bail!("{}:{}: {what}", self.path, line_of(self.text, at))
    }
}

/// Whether a byte can be part of a name; those of non-ASCII characters can.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | 0x80..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        code_only("x.js", text).unwrap_or_else(|problem| problem.to_string())
    }

    #[test]
    fn what_is_not_code_is_blank() {
        for (text, code) in [
            ("a // b\nc", "a     \nc"),
            ("a /* { \n */ b", "a      \n    b"),
            (r#"f("x'\"}", '`')"#, r#"f("     ", ' ')"#),
            ("`a${ b }c` + d", "`  { b } ` + d"),
            ("`${ `${x}` }`", "` { ` {x}` }`"),
            ("x = /[/\"]'/g;", "x = /     /g;"),
            ("a / b / c", "a / b / c"),
            ("f(a) / 2 /* half */", "f(a) / 2           "),
            ("return /'/", "return / /"),
            ("'证书'", "'      '"),
        ] {
            assert_eq!(masked(text), code, "{text}");
        }
    }

    #[test]
    fn what_does_not_end_is_an_error_with_its_line() {
        for (text, message) in [
            ("\n'a\n'", "x.js:2: a string without its end"),
            ("\n\n/* a", "x.js:3: a comment without its end"),
            ("`a", "x.js:1: a template without its end"),
            ("x = /a\n/", "x.js:1: a regular expression without its end"),
            ("{\n", "x.js:2: a `{` without its `}`"),
            ("}", "x.js:1: a `}` without its `{`"),
        ] {
            assert_eq!(masked(text), message, "{text}");
        }
    }
}
