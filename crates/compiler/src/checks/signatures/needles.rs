//! Which of many signatures a line may match.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use casebook_core::log::normalize;

use super::Signature;

/// The needles of all signatures of a list.
///
/// Every signature has needles: texts of which one is in each line that it matches. One automaton
/// finds all needles of all signatures in one pass over a line; only then a signature is tried.
pub(super) struct Needles {
    automaton: Option<AhoCorasick>,
    /// For each needle, the position of its signature.
    owners: Vec<usize>,
    /// Signatures without needles.
    always: Vec<usize>,
}

impl Needles {
    pub(super) fn new<'s>(signatures: impl Iterator<Item = &'s Signature>) -> Self {
        let (mut needles, mut owners, mut always) = (Vec::new(), Vec::new(), Vec::new());
        for (at, signature) in signatures.enumerate() {
            match signature.needles() {
                Some(found) if found.iter().all(|needle| !needle.is_empty()) => {
                    owners.extend(std::iter::repeat_n(at, found.len()));
                    needles.extend(found);
                }
                _ => always.push(at),
            }
        }
        Self { automaton: AhoCorasick::new(needles).ok(), owners, always }
    }

    /// The positions of the signatures that `line` may match.
    pub(super) fn candidates(&self, line: &str) -> BTreeSet<usize> {
        // As a signature compares it.
        let line = normalize(line);
        let found = self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(&*line));
        let owners = found.filter_map(|found| self.owners.get(found.pattern().as_usize()));
        owners.chain(&self.always).copied().collect()
    }
}
