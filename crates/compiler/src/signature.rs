//! Signatures: what identifies a case in a log. Literal text, or a regular expression between slashes.

mod breadth;

use casebook_core::block::layout::GRAM;
use casebook_core::log::normalize;
use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::hir::Hir;

pub(crate) use breadth::LEAST_LITERAL;

/// Lines that healthy systems print, or that say nothing about a cause.
pub(crate) fn harmless() -> impl Iterator<Item = &'static str> {
    include_str!("signature/harmless.txt").lines().filter(|line| !line.starts_with("# "))
}

/// Largest compiled size of one regular expression while it is checked, in bytes.
const SIZE_LIMIT: usize = 1 << 20;
/// Fixed characters with which a signature is as specific as can be.
const MOST_LITERAL: usize = 40;
/// [`weight`] of the most specific signature.
const MOST_WEIGHT: usize = 1000;

/// A signature that can be matched.
pub(crate) struct Signature {
    pattern: String,
    literal: Option<String>,
    regex: Regex,
    hir: Hir,
}

/// Why a text is no signature.
pub(crate) enum Unfit {
    /// It is no regular expression.
    Syntax(Box<regex_syntax::Error>),
    /// It is a large one.
    TooLarge,
}

impl Signature {
    pub(crate) fn parse(text: &str) -> Result<Self, Unfit> {
        let expression = expression(text);
        let pattern = match expression {
            Some(pattern) => pattern.to_owned(),
            None => regex::escape(&String::from_utf8_lossy(&normalize(text))),
        };
        let syntax = |error| Unfit::Syntax(Box::new(error));
        let hir = regex_syntax::Parser::new().parse(&pattern).map_err(syntax)?;
        // As automata read a line: see `automaton`.
        let build = |unicode| RegexBuilder::new(&pattern).unicode(unicode).size_limit(SIZE_LIMIT).build();
        let regex = build(false).or_else(|_| build(true)).map_err(|_| Unfit::TooLarge)?;
        let literal = if expression.is_none() { Some(text.to_owned()) } else { None };
        Ok(Self { pattern, literal, regex, hir })
    }

    /// The text, if it is no regular expression.
    pub(crate) fn literal(&self) -> Option<&str> {
        self.literal.as_deref()
    }

    /// The regular expression, or the text as one.
    pub(crate) fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Whether it matches in `line`, read as the engine reads a line.
    pub(crate) fn matches(&self, line: &str) -> bool {
        self.regex.is_match(&normalize(line))
    }

    /// Texts of which one is in every line that it matches; `None` if there are none.
    pub(crate) fn needles(&self) -> Option<Vec<String>> {
        breadth::needles(&self.hir)
    }

    /// Several such lists of texts, each of which suffices.
    pub(crate) fn needle_sets(&self) -> Vec<Vec<String>> {
        breadth::needle_sets(&self.hir)
    }

    /// The number of its characters that are fixed.
    pub(crate) fn least_literal(&self) -> usize {
        breadth::least_literal(&self.hir)
    }

    /// Whether every line that it matches has a fixed piece by which the engine finds it.
    pub(crate) fn can_be_found(&self) -> bool {
        self.needles().is_some_and(|needles| needles.iter().all(|needle| needle.len() >= GRAM))
    }
}

/// What stands between the slashes, if the signature is a regular expression.
pub(crate) fn expression(signature: &str) -> Option<&str> {
    signature.strip_prefix('/')?.strip_suffix('/').filter(|pattern| !pattern.is_empty())
}

/// How much a match tells, in thousandths: what is fixed, up to the length at which nothing else says
/// the same, divided among the cases that claim it.
pub(crate) fn weight(signature: &Signature, claims: usize) -> u16 {
    let fixed = signature.least_literal().min(MOST_LITERAL);
    u16::try_from(MOST_WEIGHT * fixed / MOST_LITERAL / claims.max(1)).unwrap_or(u16::MAX)
}
