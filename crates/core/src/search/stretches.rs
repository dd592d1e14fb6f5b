//! The stretches of a text that can hold something that is searched.
//!
//! A term begins at the start of a word, behind a connector, where letters and digits meet, or with a
//! capital, and its first two characters tell most of it. So a text is read once, character by
//! character, and only stretches between blanks in which two characters at such a place begin a
//! pattern are cut into terms.

use crate::text::{Class, class, fold};

/// Number of different hashes.
const HASHES: usize = 1 << 13;

/// The first two characters of all patterns, as one bit for each hash of two characters.
#[derive(Debug)]
pub(super) struct Beginnings {
    bits: Vec<u64>,
    /// A pattern of one character begins anything.
    any: bool,
}

impl Beginnings {
    pub(super) fn new() -> Self {
        Self { bits: vec![0; HASHES / 64], any: false }
    }

    pub(super) fn add(&mut self, pattern: &str) {
        let mut characters = pattern.chars().filter(|&c| class(c) != Class::Connector);
        match (characters.next(), characters.next()) {
            (Some(first), Some(second)) => {
                let hash = hash(first, second);
                self.bits[hash / 64] |= 1 << (hash % 64);
            }
            _ => self.any = true,
        }
    }

    #[inline]
    fn has(&self, first: char, second: char) -> bool {
        let hash = hash(first, second);
        self.bits[hash / 64] >> (hash % 64) & 1 == 1
    }
}

#[inline]
fn hash(first: char, second: char) -> usize {
    let mixed = (first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b);
    (mixed >> 19) as usize
}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Goes through a text.
pub(super) struct Stretches<'t, 'b> {
    text: &'t str,
    beginnings: &'b Beginnings,
    at: usize,
}

impl<'t, 'b> Stretches<'t, 'b> {
    pub(super) fn new(text: &'t str, beginnings: &'b Beginnings) -> Self {
        Self { text, beginnings, at: 0 }
    }
}

impl Iterator for Stretches<'_, '_> {
    type Item = Stretch;

    fn next(&mut self) -> Option<Stretch> {
        let rest = self.text.get(self.at..)?;
        let base = self.at;
        let mut start = None;
        let mut holds = self.beginnings.any;
        // The last two characters that are no connectors: the first of a pair, and what was before.
        let mut pair = Pair::default();
        for (at, c) in rest.char_indices() {
            let kind = class(c);
            if kind == Class::Other {
                if let Some(start) = start
                    && holds
                {
                    self.at = base + at;
                    return Some(Stretch { start, end: base + at });
                }
                start = None;
                holds = self.beginnings.any;
                pair = Pair::default();
                continue;
            }
            let _ = start.get_or_insert(base + at);
            if kind == Class::Connector {
                pair.is_new = true;
                continue;
            }
            holds |= pair.push(c, kind, self.beginnings);
        }
        self.at = self.text.len() + 1;
        start.filter(|_| holds).map(|start| Stretch { start, end: self.text.len() })
    }
}

/// The character before, and whether a term may begin there.
#[derive(Default)]
struct Pair {
    before: Option<(char, Shape)>,
    /// A term may begin with the character before.
    begins: bool,
    /// A connector follows it.
    is_new: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Upper,
    Letter,
    Digit,
    Wide,
}

impl Pair {
    /// Takes the next character. Says whether the one before it and it begin a pattern.
    #[inline]
    fn push(&mut self, c: char, kind: Class, beginnings: &Beginnings) -> bool {
        let shape = match kind {
            Class::Wide => Shape::Wide,
            _ if c.is_ascii_lowercase() => Shape::Letter,
            _ if c.is_numeric() => Shape::Digit,
            _ if c.is_uppercase() => Shape::Upper,
            _ => Shape::Letter,
        };
        let folded = if c.is_ascii() { c.to_ascii_lowercase() } else { fold(c) };
        let found = match self.before {
            Some((before, _)) => self.begins && beginnings.has(before, folded),
            None => false,
        };
        // Within a word: letters after letters, digits after digits, small letters after a capital.
        let goes_on = matches!(
            (self.before.map(|(_, shape)| shape), shape),
            (Some(Shape::Letter | Shape::Upper), Shape::Letter) | (Some(Shape::Digit), Shape::Digit)
        );
        self.begins = self.is_new || !goes_on;
        self.is_new = false;
        self.before = Some((folded, shape));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Beginnings, Stretches};
    use crate::text::runs;
    use proptest::prelude::*;

    fn stretches<'t>(patterns: &[&str], text: &'t str) -> Vec<&'t str> {
        let mut beginnings = Beginnings::new();
        for pattern in patterns {
            beginnings.add(pattern);
        }
        Stretches::new(text, &beginnings).map(|stretch| &text[stretch.start..stretch.end]).collect()
    }

    #[test]
    fn most_of_a_text_is_skipped() {
        for (pattern, text, expected) in [
            ("pod", "a pod, the apod; Pods", &["pod", "Pods"][..]),
            (
                "system",
                "the kube-system kubesystem kubeSystem 9system",
                &["kube-system", "kubeSystem", "9system"],
            ),
            ("k-006", "K006 K-006 k 006 ok006", &["K006", "K-006"]),
            ("证书", "保证书 证明书", &["保证书"]),
            ("0.0.0.0", "10.0.0.1 100 1-0.0", &["10.0.0.1", "1-0.0"]),
            ("pod", "", &[]),
            // One character may begin anything.
            ("x", "a b", &["a", "b"]),
            ("", "a b", &["a", "b"]),
        ] {
            assert_eq!(stretches(&[pattern], text), expected, "{pattern} in {text}");
        }
        assert!(stretches(&[], "nothing is searched").is_empty());
    }

    proptest! {
        /// Stretches ascend and are whole: no run of the text has a border of one within it.
        #[test]
        fn no_run_is_cut(text in "([abA1证书]|[.:-]|[ ,。]){0,40}") {
            let mut beginnings = Beginnings::new();
            for pattern in ["ab", "1a", "证书"] {
                beginnings.add(pattern);
            }
            let mut at = 0;
            for stretch in Stretches::new(&text, &beginnings) {
                prop_assert!(at <= stretch.start && stretch.start < stretch.end, "{:?} in {:?}", stretch, text);
                at = stretch.end;
                for run in runs(&text) {
                    for border in [stretch.start, stretch.end] {
                        prop_assert!(border <= run.start || run.end <= border, "{:?} in {:?}", stretch, text);
                    }
                }
            }
        }
    }
}
