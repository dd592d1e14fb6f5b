//! The glossary, as far as this collection can answer to it.

use std::sync::LazyLock;

use casebook_core::block::layout::{NAME_IS_HELD, NameRow};
use casebook_core::text::{Kind, analyze};
use zerocopy::little_endian::U16;

use super::heap::offset;
use crate::language::glossary::glossary;

#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) rows: Vec<NameRow>,
    pub(super) text: Vec<u8>,
}

/// A name and the terms that a text with it has.
struct Name {
    text: &'static str,
    terms: Vec<String>,
}

impl Name {
    fn new(text: &'static str) -> Self {
        let mut terms = Vec::new();
        analyze(text, |term| {
            if matches!(term.kind, Kind::Whole | Kind::Pair) {
                terms.push(term.text.to_owned());
            }
        });
        Self { text, terms }
    }
}

/// Writes all concepts of which the collection holds a name: by that name its cases answer to all
/// the others. `is_known` tells whether a term is in the index.
pub(super) fn write(is_known: impl Fn(&str) -> bool) -> Names {
    static GLOSSARY: LazyLock<Vec<Vec<Name>>> = LazyLock::new(|| {
        glossary().into_iter().map(|names| names.into_iter().map(Name::new).collect()).collect()
    });
    let is_held = |name: &Name| name.terms.iter().all(|term| is_known(term));
    let mut all: Vec<(&str, u16)> = Vec::new();
    for (concept, names) in (0..).zip(GLOSSARY.iter()) {
        if names.iter().any(is_held) {
            all.extend(names.iter().map(|name| {
                let flag = if is_held(name) { NAME_IS_HELD } else { 0 };
                (name.text, concept | flag)
            }));
        }
    }
    all.sort_unstable();
    let mut names = Names::default();
    for (name, concept) in all {
        names.rows.push(NameRow { start: offset(names.text.len()), concept: U16::new(concept) });
        names.text.extend_from_slice(name.as_bytes());
    }
    names
}
