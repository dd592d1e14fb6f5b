//! Where the words of a query stand in a text.

use std::ops::Range;

use super::query::{Query, Role};
use crate::text::{Term, analyze};

/// The needles of a query, ready to be found in text.
#[derive(Debug)]
pub(super) struct Matcher {
    /// Sorted by term. A query has a few: searching them is quicker than hashing every term of a text.
    exact: Vec<(String, Target)>,
    prefixes: Vec<(String, Target)>,
    words: usize,
}

#[derive(Clone, Copy, Debug)]
struct Target {
    /// Number of the needle, for counting different ones.
    needle: usize,
    word: usize,
    role: Role,
    weight: f32,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    pub(super) range: Range<usize>,
    /// Number of the needle, for counting different ones.
    pub(super) needle: usize,
    pub(super) weight: f32,
    word: usize,
    role: Role,
}

impl Matcher {
    /// `weight` says what a needle is worth: longer needles and rarer ones more.
    pub(super) fn new(query: &Query) -> Self {
        let mut matcher = Self { exact: Vec::new(), prefixes: Vec::new(), words: query.words.len() };
        let mut count = 0;
        for (word, alternatives) in query.words.iter().map(|word| &word.alternatives).enumerate() {
            for alternative in alternatives {
                for needle in &alternative.needles {
                    let role = alternative.role;
                    let target = Target {
                        needle: count,
                        word,
                        role,
                        weight: weight(&needle.term) * alternative.boost,
                    };
                    count += 1;
                    if needle.prefix {
                        matcher.prefixes.push((needle.term.clone(), target));
                    } else {
                        matcher.exact.push((needle.term.clone(), target));
                    }
                }
            }
        }
        // Of equal terms the first counts, whatever word it is of.
        matcher.exact.sort_by(|(a, _), (b, _)| a.cmp(b));
        matcher.exact.dedup_by(|(later, _), (first, _)| later == first);
        matcher
    }

    /// All places in `text`, ascending by their start. Where a word stands whole in the text, its
    /// parts elsewhere do not count: `0` is no find for `0.0.0.0:6443`.
    pub(super) fn find(&self, text: &str) -> Vec<Match> {
        let mut matches = Vec::new();
        if self.words == 0 {
            return matches;
        }
        let mut whole = vec![false; self.words];
        analyze(text, |term| {
            if let Some((target, range)) = self.target(text, &term) {
                if target.role == Role::Whole {
                    whole[target.word] = true;
                }
                let Target { needle, word, role, weight } = target;
                matches.push(Match { range, needle, weight, word, role });
            }
        });
        matches.retain(|found| found.role == Role::Whole || !whole[found.word]);
        matches.sort_by_key(|found| (found.range.start, found.range.end));
        matches
    }

    fn target(&self, text: &str, term: &Term<'_>) -> Option<(Target, Range<usize>)> {
        let known = self.exact.binary_search_by(|(known, _)| known.as_str().cmp(term.text));
        if let Some((_, target)) = known.ok().and_then(|at| self.exact.get(at)) {
            return Some((*target, term.start..term.end));
        }
        let (prefix, target) =
            self.prefixes.iter().find(|(prefix, _)| term.text.starts_with(prefix.as_str()))?;
        // Folding keeps the number of characters, so the prefix is that many of the original.
        let original = text.get(term.start..)?;
        let length = original.char_indices().nth(prefix.chars().count()).map_or(original.len(), |(at, _)| at);
        Some((*target, term.start..(term.start + length).min(term.end)))
    }
}

/// Longer terms say more; a cheap stand-in for rarity that needs no look-up.
fn weight(term: &str) -> f32 {
    1.0 + (term.chars().count() as f32).sqrt()
}

/// Joins ranges that touch or overlap.
pub(super) fn merge(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
