//! What is looked up: terms of the index, by themselves or several together.

use std::ops::Range;

/// Terms all of which have to be there for a case to hold an atom.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    pub(super) needles: Vec<Needle>,
    /// What they are worth against the atom as it was typed.
    pub(super) boost: f32,
    pub(super) role: Role,
}

/// What a variant is to its atom, which decides what is marked in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The atom itself, in this or another form.
    Whole,
    /// Its parts, each for itself.
    Parts,
    /// Another name of it, in one piece.
    Name,
}

/// Terms any of which will do.
#[derive(Clone, Debug, Default)]
pub(super) struct Needle {
    pub(super) patterns: Vec<Pattern>,
    /// Editions that have it without a term in the index.
    pub(super) editions: Vec<u32>,
}

/// A term of the index, or all terms with one beginning.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pattern {
    pub(super) text: String,
    pub(super) prefix: bool,
    /// What its frequency is multiplied with.
    pub(super) weight: f32,
    /// Numbers of the terms.
    pub(super) terms: Range<usize>,
}

impl Pattern {
    /// The term itself, which has this number.
    pub(super) fn term(text: &str, number: usize) -> Self {
        Self { text: text.to_owned(), prefix: false, weight: 1.0, terms: number..number + 1 }
    }
}

impl Needle {
    pub(super) fn any_of(patterns: Vec<Pattern>) -> Self {
        Self { patterns, editions: Vec::new() }
    }

    /// Whether the index has any of the terms.
    pub(super) fn is_known(&self) -> bool {
        !self.editions.is_empty() || self.patterns.iter().any(|pattern| !pattern.terms.is_empty())
    }
}

impl Variant {
    pub(super) fn one(needle: Needle, boost: f32) -> Self {
        Self { needles: vec![needle], boost, role: Role::Whole }
    }

    /// Whether the index has all that is needed; no case may have it together.
    pub(super) fn is_known(&self) -> bool {
        !self.needles.is_empty() && self.needles.iter().all(Needle::is_known)
    }
}
