//! Goes through a text and stops where something may stand that is searched.
//!
//! A term begins at the start of a word, behind a connector, where letters and digits meet, or with a
//! capital, and its first characters tell most of it. So a text is read once, byte by byte as long as
//! it is ASCII, and only runs in which such a beginning is one of a searched term are cut into terms.
//! Most runs are plain words, and a plain word is one term; most of the others are pairs.

use crate::text::{Class, Run, class, fold, runs_from};

/// Number of different hashes.
const HASHES: usize = 1 << 13;
/// Longer words are no single term.
const LONGEST_WORD: usize = 128;

/// How all patterns begin, as one bit for each hash of characters.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// Patterns of two characters.
    twos: Vec<u64>,
    /// The first three characters of the others.
    threes: Vec<u64>,
    /// A pattern of one character begins anything.
    any: bool,
    /// There is one of two characters that longer words may begin with.
    is_begun_by_two: bool,
}

impl Beginnings {
    pub(super) fn new() -> Self {
        let none = || vec![0; HASHES / 64];
        Self { twos: none(), threes: none(), any: false, is_begun_by_two: false }
    }

    /// Takes in a term, or what terms begin with.
    pub(super) fn add(&mut self, pattern: &str, is_prefix: bool) {
        let mut characters = pattern.chars().filter(|&c| class(c) != Class::Connector);
        match (characters.next(), characters.next(), characters.next()) {
            (Some(first), Some(second), Some(third)) => {
                set(&mut self.threes, mix(mix(0, first), second), third);
            }
            (Some(first), Some(second), None) => {
                set(&mut self.twos, mix(0, first), second);
                self.is_begun_by_two |= is_prefix;
            }
            _ => self.any = true,
        }
    }

    #[inline]
    fn has_two(&self, first: char, second: char) -> bool {
        has(&self.twos, mix(0, first), second)
    }

    #[inline]
    fn has_three(&self, first: char, second: char, third: char) -> bool {
        has(&self.threes, mix(mix(0, first), second), third)
    }

    /// Whether a word may be searched, or begin with what is.
    #[inline]
    fn has_word(&self, word: &[u8]) -> bool {
        let small = |byte: u8| char::from(byte.to_ascii_lowercase());
        self.any
            || match *word {
                [first, second] => self.has_two(small(first), small(second)),
                [first, second, third, ..] => {
                    let (first, second, third) = (small(first), small(second), small(third));
                    self.has_three(first, second, third)
                        || self.is_begun_by_two && self.has_two(first, second)
                }
                _ => false,
            }
    }
}

#[inline]
fn set(bits: &mut [u64], before: u32, last: char) {
    let hash = mix(before, last) as usize >> 19;
    bits[hash / 64] |= 1 << (hash % 64);
}

#[inline]
fn has(bits: &[u64], before: u32, last: char) -> bool {
    let hash = mix(before, last) as usize >> 19;
    bits[hash / 64] >> (hash % 64) & 1 == 1
}

/// One step of a hash.
#[inline]
fn mix(hash: u32, c: char) -> u32 {
    (hash.rotate_left(5) ^ c as u32).wrapping_mul(0x9e37_79b1)
}

/// Where something may stand that is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A run that is one term: only small ASCII letters, also with a capital before them, only
    /// capitals, or only digits.
    Word { start: usize, end: usize },
    /// Any other run that is not wide.
    Run(Run),
    /// Two neighbouring wide characters, folded.
    Pair { pair: (char, char), start: usize, end: usize },
    /// The last wide character of its run, folded.
    Last { character: char, start: usize, end: usize },
}

/// Hands those places of `text` to `each`, ascending, that may hold what begins as `beginnings` say.
pub(super) fn walk(text: &str, beginnings: &Beginnings, mut each: impl FnMut(Place)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let shape = SHAPES[usize::from(byte)];
        at = match shape {
            Shape::Other => at + 1,
            Shape::Lower | Shape::Upper | Shape::Digit => match word(text, at, shape) {
                Some(end) => {
                    if bytes.get(at..end).is_some_and(|word| beginnings.has_word(word)) {
                        each(Place::Word { start: at, end });
                    }
                    end
                }
                None => run(text, at, beginnings, &mut each),
            },
            Shape::Connector => run(text, at, beginnings, &mut each),
            Shape::NotAscii => {
                let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
                match class(first) {
                    Class::Wide => wide(text, at, beginnings, &mut each),
                    Class::Word | Class::Connector => run(text, at, beginnings, &mut each),
                    Class::Other => at + first.len_utf8(),
                }
            }
        };
    }
}

/// What a byte says of the run it stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Lower,
    Upper,
    Digit,
    Connector,
    Other,
    NotAscii,
}

static SHAPES: [Shape; 256] = {
    let mut shapes = [Shape::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        shapes[byte] = match byte as u8 {
            b'a'..=b'z' => Shape::Lower,
            b'A'..=b'Z' => Shape::Upper,
            b'0'..=b'9' => Shape::Digit,
            b'.' | b'_' | b':' | b'/' | b'@' | b'=' | b'+' | b'-' => Shape::Connector,
            0x80.. => Shape::NotAscii,
            _ => Shape::Other,
        };
        byte += 1;
    }
    shapes
};

/// The end of the word that begins at `start`, if its run is nothing but that.
#[inline]
fn word(text: &str, start: usize, first: Shape) -> Option<usize> {
    let bytes = text.as_bytes();
    let shape = |at: usize| bytes.get(at).map_or(Shape::Other, |&byte| SHAPES[usize::from(byte)]);
    let rest = match (first, shape(start + 1)) {
        (Shape::Upper, second @ (Shape::Lower | Shape::Upper)) => second,
        _ => first,
    };
    let mut end = start + 1;
    while shape(end) == rest {
        end += 1;
    }
    if end - start > LONGEST_WORD {
        return None;
    }
    let is_alone = match shape(end) {
        Shape::Other => true,
        // The end of a sentence. Plus signs belong to their word.
        Shape::Connector => bytes.get(end) != Some(&b'+') && shape(end + 1) == Shape::Other,
        Shape::NotAscii => {
            let next = text.get(end..).and_then(|rest| rest.chars().next());
            next.is_some_and(|next| matches!(class(next), Class::Wide | Class::Other))
        }
        _ => false,
    };
    is_alone.then_some(end)
}

/// Any run that is not wide. Returns where it ends.
fn run(text: &str, start: usize, beginnings: &Beginnings, each: &mut impl FnMut(Place)) -> usize {
    let mut holds = beginnings.any;
    let mut before = Before::default();
    let mut end = text.len();
    for (at, c) in text.get(start..).unwrap_or("").char_indices() {
        let shape = match SHAPES.get(c as usize) {
            Some(Shape::NotAscii) | None => shape_of_other(c),
            Some(&shape) => shape,
        };
        match shape {
            Shape::Connector => before.is_cut = true,
            Shape::Other | Shape::NotAscii => {
                end = start + at;
                break;
            }
            shape => holds |= before.push(fold(c), shape, beginnings),
        }
    }
    if holds && let Some(run) = runs_from(text.get(..end).unwrap_or(""), start).next() {
        each(Place::Run(run));
    }
    end
}

/// The shape of a character that is not ASCII; that of wide ones is [`Shape::Other`].
fn shape_of_other(c: char) -> Shape {
    match class(c) {
        Class::Wide | Class::Other => Shape::Other,
        Class::Connector => Shape::Connector,
        Class::Word if c.is_numeric() => Shape::Digit,
        Class::Word if c.is_uppercase() => Shape::Upper,
        Class::Word => Shape::Lower,
    }
}

/// The letters and digits before another.
#[derive(Default)]
struct Before {
    /// The last one and its shape.
    last: Option<(char, Shape)>,
    /// A term may begin with the last one.
    begins: bool,
    /// The one before the last, if a term may begin with it.
    first: Option<char>,
    /// A connector follows the last one.
    is_cut: bool,
}

impl Before {
    /// Takes the next character. Says whether a pattern begins with those before and it.
    #[inline]
    fn push(&mut self, c: char, shape: Shape, beginnings: &Beginnings) -> bool {
        let Some((last, last_shape)) = self.last else {
            (self.last, self.begins, self.is_cut) = (Some((c, shape)), true, false);
            return false;
        };
        let found = self.begins && beginnings.has_two(last, c)
            || self.first.is_some_and(|first| beginnings.has_three(first, last, c));
        // Within a word: letters after letters, digits after digits, small letters after a capital.
        let goes_on = matches!(
            (last_shape, shape),
            (Shape::Lower | Shape::Upper, Shape::Lower) | (Shape::Digit, Shape::Digit)
        );
        self.first = self.begins.then_some(last);
        self.begins = self.is_cut || !goes_on;
        self.is_cut = false;
        self.last = Some((c, shape));
        found
    }
}

/// A wide run. Returns where it ends.
fn wide(text: &str, start: usize, beginnings: &Beginnings, each: &mut impl FnMut(Place)) -> usize {
    let mut before: Option<(usize, char)> = None;
    let mut end = text.len();
    for (at, c) in text.get(start..).unwrap_or("").char_indices() {
        let at = start + at;
        if class(c) != Class::Wide {
            end = at;
            break;
        }
        let folded = fold(c);
        if let Some((start, first)) = before
            && (beginnings.any || beginnings.has_two(first, folded))
        {
            each(Place::Pair { pair: (first, folded), start, end: at + c.len_utf8() });
        }
        before = Some((at, folded));
    }
    if let Some((start, character)) = before.filter(|_| beginnings.any) {
        each(Place::Last { character, start, end });
    }
    end
}

#[cfg(test)]
mod tests {
    use super::{Beginnings, Place, walk};
    use crate::text::{RunKind, runs};
    use proptest::prelude::*;

    fn beginnings(patterns: &[&str]) -> Beginnings {
        let mut beginnings = Beginnings::new();
        for pattern in patterns {
            beginnings.add(pattern.trim_end_matches('*'), pattern.ends_with('*'));
        }
        beginnings
    }

    /// Where the walk stops: words as `<word>`, other runs as `[run]`, pairs as they are.
    fn places(patterns: &[&str], text: &str) -> Vec<String> {
        let mut places = Vec::new();
        walk(text, &beginnings(patterns), |place| {
            places.push(match place {
                Place::Word { start, end } => format!("<{}>", &text[start..end]),
                Place::Run(run) => format!("[{}]", &text[run.start..run.end]),
                Place::Pair { start, end, .. } | Place::Last { start, end, .. } => {
                    text[start..end].to_owned()
                }
            });
        });
        places
    }

    #[test]
    fn most_of_a_text_is_skipped() {
        for (patterns, text, expected) in [
            (&["pod"][..], "a pod, the apod; Pods", &["<pod>", "<Pods>"][..]),
            (&["pod"], "pond POD. pod: pod+ podé", &["<POD>", "<pod>", "[pod+]", "[podé]"]),
            (&["po*"], "pond pin", &["<pond>"]),
            (&["po"], "pond po", &["<po>"]),
            (
                &["system"],
                "the kube-system kubesystem kubeSystem 9system",
                &["[kube-system]", "[kubeSystem]", "[9system]"],
            ),
            (&["k-006"], "K006 K-006 k 006 ok006", &["[K006]", "[K-006]"]),
            (&["证书"], "保證书 证明书", &["證书"]),
            (&["证*"], "保证", &["保证", "证"]),
            (&["0.0.0.0"], "10.0.0.1 10.0.0.0 100 1-0.0 0-0", &["[10.0.0.0]"]),
            (&["509"], "x509 509 5091。509号", &["[x509]", "<509>", "<5091>", "<509>"]),
            (&["pod"], "", &[]),
            // One character may begin anything.
            (&["x"], "a b", &["<a>", "<b>"]),
            (&[""], "a b", &["<a>", "<b>"]),
            (&[], "nothing is searched", &[]),
        ] {
            assert_eq!(places(patterns, text), expected, "{patterns:?} in {text}");
        }
    }

    proptest! {
        /// Where anything may begin what is searched, the places are the runs of the text.
        #[test]
        fn all_places_are_all_runs(text in "([abABö12１証书]|[.:+-]|[ ,。]|\u{3000}){0,40}") {
            let mut got = Vec::new();
            walk(&text, &beginnings(&["x"]), |place| match place {
                Place::Word { start, end } => got.push((RunKind::Latin, start, end)),
                Place::Run(run) => got.push((run.kind, run.start, run.end)),
                Place::Last { end, .. } => got.push((RunKind::Wide, end, end)),
                Place::Pair { .. } => {}
            });
            let expected: Vec<_> = runs(&text)
                .map(|run| match run.kind {
                    RunKind::Wide => (run.kind, run.end, run.end),
                    RunKind::Latin => (run.kind, run.start, run.end),
                })
                .collect();
            prop_assert_eq!(got, expected);
        }
    }
}
