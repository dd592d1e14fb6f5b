//! Code blocks as tokens: which pieces of them are shown in a way of their own.
//!
//! Done once, when cases are compiled: the tokens lie in the trees, and no highlighter ships. A lexer is
//! written for readers, not for compilers: it knows comments, quotes and the shape of a line, takes any
//! text, and reads it once. What helps nobody to read gets no token.

mod code;
mod console;
mod data;
mod diff;
mod log;
mod scanner;
mod shell;
mod toml;
mod yaml;

use std::ops::Range;

use casebook_core::markup::markdown::MAX_NODES;
use casebook_core::markup::{Element, Fragment, Step};

use scanner::{Scanner, Token};

pub(crate) use console::prompt_length;

/// Reads code to its end.
type Lexer = fn(&mut Scanner<'_>);

/// All languages: their names in the info string of a code block, and what reads them.
const LANGUAGES: &[(&[&str], Lexer)] = &[
    (&["sh", "bash", "shell", "zsh", "ash", "dash", "ksh"], shell::lex),
    (&["console", "shell-session"], console::lex),
    (&["yaml", "yml"], yaml::lex),
    (&["json", "jsonc", "json5"], data::json),
    (&["toml"], toml::lex),
    (&["rego"], code::rego),
    (&["go", "golang"], code::go),
    (&["rust", "rs"], code::rust),
    // In a case, `text` is what a program printed.
    (&["log", "text"], log::lex),
    (&["diff", "patch"], diff::lex),
];

/// Puts tokens into the code blocks of `fragment`. Its text stays what it is.
pub(crate) fn highlight(fragment: &mut Fragment) {
    let opened = fragment.steps.iter().filter(|step| matches!(step, Step::Open(_))).count();
    // What a fragment may hold; further blocks stay plain.
    let mut room = MAX_NODES.saturating_sub(opened);
    let mut steps = Vec::with_capacity(fragment.steps.len());
    let mut rest = fragment.steps.as_slice();
    while let Some((step, after)) = rest.split_first() {
        steps.push(step.clone());
        rest = after;
        let Step::Open(Element::CodeBlock { lang }) = step else { continue };
        // All of its text: the parser joins what follows each other.
        let Some((Step::Text(code), behind)) = rest.split_first() else { continue };
        let tokens = tokens(lang, fragment.text.get(code.clone()).unwrap_or(""));
        if tokens.is_empty() || tokens.len() > room {
            continue;
        }
        room -= tokens.len();
        put(&tokens, code, &mut steps);
        rest = behind;
    }
    fragment.steps = steps;
}

/// The tokens of `code`, in order; none for a language that is not in the table.
fn tokens(lang: &str, code: &str) -> Vec<Token> {
    let Some((_, lex)) = LANGUAGES.iter().find(|(names, _)| names.contains(&lang)) else {
        return Vec::new();
    };
    let mut scanner = Scanner::new(code);
    lex(&mut scanner);
    scanner.into_tokens()
}

/// Writes the steps of a code block that holds `tokens`, and between them its other text.
fn put(tokens: &[Token], code: &Range<usize>, steps: &mut Vec<Step>) {
    let mut at = code.start;
    for (kind, range) in tokens {
        let (start, end) = (code.start + range.start, code.start + range.end);
        if at < start {
            steps.push(Step::Text(at..start));
        }
        steps.extend([Step::Open(Element::Token(*kind)), Step::Text(start..end), Step::Close]);
        at = end;
    }
    if at < code.end {
        steps.push(Step::Text(at..code.end));
    }
}

#[cfg(test)]
mod tests;
