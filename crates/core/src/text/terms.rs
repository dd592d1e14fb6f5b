//! Runs as terms: what is written to the index and looked up in it.

use std::ops::Range;

use super::fold::fold;
use super::runs::{Class, Run, RunKind, class, runs};

/// Longer identifiers are indexed by their parts only, in bytes.
const MAX_WHOLE: usize = 128;
/// Parts beyond these are not indexed; base64 and the like would fill the index with rubble.
const MAX_PARTS: usize = 64;
/// Only short identifiers are also written without punctuation.
const MAX_JOINED_PARTS: usize = 6;

/// A term and where it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'a> {
    /// The term, folded.
    pub text: &'a str,
    /// What it is of its run.
    pub kind: Kind,
    /// First byte in the original text.
    pub start: usize,
    /// Byte after the last in the original text.
    pub end: usize,
}

/// What a term is of its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A whole Latin run.
    Whole,
    /// A Latin run without its punctuation: `k006` for `K-006`.
    Joined,
    /// A part of a Latin run that has several, or what stands between its punctuation.
    Part,
    /// Two neighbouring wide characters.
    Pair,
    /// The last wide character of its run.
    Last,
}

/// Cuts `text` into terms and hands each to `each`.
///
/// ```
/// use casebook_core::text::analyze;
/// let terms = |text: &str| {
///     let mut terms = Vec::new();
///     analyze(text, |term| terms.push(term.text.to_owned()));
///     terms
/// };
/// assert_eq!(terms("证书过期"), ["证书", "书过", "过期", "期"]);
/// assert_eq!(terms("CrashLoopBackOff"), ["crashloopbackoff", "crash", "loop", "back", "off"]);
/// assert_eq!(terms("K-006"), ["k-006", "k006", "k", "006"]);
/// ```
pub fn analyze(text: &str, mut each: impl FnMut(Term<'_>)) {
    let mut terms = Terms::default();
    for run in runs(text) {
        terms.of_run(text, run, &mut each);
    }
}

/// Cuts runs into terms. Keeps its buffers, so that many runs cost few allocations.
#[derive(Debug, Default)]
pub struct Terms {
    folded: String,
    joined: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
struct Part {
    folded: Range<usize>,
    start: usize,
    end: usize,
}

impl Terms {
    /// Hands every term of `run`, a run of `text`, to `each`: first the whole, then its parts.
    pub fn of_run(&mut self, text: &str, run: Run, each: &mut impl FnMut(Term<'_>)) {
        match run.kind {
            RunKind::Wide => self.of_wide(text, run, each),
            RunKind::Latin => self.of_latin(text, run, each),
        }
    }

    fn of_wide(&mut self, text: &str, run: Run, each: &mut impl FnMut(Term<'_>)) {
        let mut previous: Option<(usize, char)> = None;
        let characters = text.get(run.start..run.end).unwrap_or("").char_indices();
        for (at, c) in characters.map(|(at, c)| (run.start + at, fold(c))) {
            if let Some((start, before)) = previous {
                self.folded.clear();
                self.folded.extend([before, c]);
                each(Term { text: &self.folded, kind: Kind::Pair, start, end: at + c.len_utf8() });
            }
            previous = Some((at, c));
        }
        if let Some((start, last)) = previous {
            let mut buffer = [0; 4];
            each(Term { text: last.encode_utf8(&mut buffer), kind: Kind::Last, start, end: run.end });
        }
    }

    fn of_latin(&mut self, text: &str, run: Run, each: &mut impl FnMut(Term<'_>)) {
        self.fold_and_part(text, run);
        if self.folded.len() <= MAX_WHOLE {
            each(Term { text: &self.folded, kind: Kind::Whole, start: run.start, end: run.end });
        }
        if let [only] = self.parts.as_slice() {
            if self.folded.len() > MAX_WHOLE {
                let cut = floor_char_boundary(&self.folded, MAX_WHOLE);
                let text = self.folded.get(..cut).unwrap_or("");
                each(Term { text, kind: Kind::Part, start: only.start, end: only.end });
            }
            return;
        }
        if self.join() {
            each(Term { text: &self.joined, kind: Kind::Joined, start: run.start, end: run.end });
        }
        for part in self.segments().chain(self.parts.iter().cloned()).take(MAX_PARTS) {
            let text = self.folded.get(part.folded.clone()).unwrap_or("");
            each(Term { text, kind: Kind::Part, start: part.start, end: part.end });
        }
    }

    /// What stands between punctuation and has several parts: `queryNode` of `queryNode-related`.
    fn segments(&self) -> impl Iterator<Item = Part> {
        let touches = |before: &Part, after: &Part| before.folded.end == after.folded.start;
        self.parts.chunk_by(touches).filter_map(|parts| match parts {
            [first, .., last] if parts.len() < self.parts.len() => {
                Some(Part { folded: first.folded.start..last.folded.end, start: first.start, end: last.end })
            }
            _ => None,
        })
    }

    /// Fills `folded` with the run and `parts` with where it is to be cut.
    fn fold_and_part(&mut self, text: &str, run: Run) {
        self.folded.clear();
        self.parts.clear();
        let mut before = Shape::Connector;
        let mut upper_run = 0_usize;
        for (at, c) in text.get(run.start..run.end).unwrap_or("").char_indices() {
            let (at, folded_at) = (run.start + at, self.folded.len());
            let shape = Shape::of(c);
            self.folded.push(fold(c));
            let ends = (at + c.len_utf8(), self.folded.len());
            match (before, shape) {
                (_, Shape::Connector) => {}
                // `OOMKilled`: the last capital belongs to the word that follows.
                (Shape::Upper, Shape::Lower) if upper_run > 1 => self.split_last(text, at, folded_at, ends),
                (Shape::Upper, Shape::Lower) => self.extend_last(ends),
                (before, shape) if before == shape => self.extend_last(ends),
                _ => self.parts.push(Part { folded: folded_at..ends.1, start: at, end: ends.0 }),
            }
            upper_run = if shape == Shape::Upper { upper_run + 1 } else { 0 };
            before = shape;
        }
    }

    fn extend_last(&mut self, (end, folded_end): (usize, usize)) {
        if let Some(part) = self.parts.last_mut() {
            part.end = end;
            part.folded.end = folded_end;
        }
    }

    /// Gives the last character of the last part to a new part that also holds the one just read.
    fn split_last(&mut self, text: &str, at: usize, folded_at: usize, (end, folded_end): (usize, usize)) {
        let width = last_char_width(text.get(..at));
        let folded_width = last_char_width(self.folded.get(..folded_at));
        let Some(part) = self.parts.last_mut() else { return };
        part.end -= width;
        part.folded.end -= folded_width;
        self.parts.push(Part { folded: folded_at - folded_width..folded_end, start: at - width, end });
    }

    /// Fills `joined` with the run without its punctuation. Says whether that is a term of its own.
    fn join(&mut self) -> bool {
        self.joined.clear();
        if self.parts.len() > MAX_JOINED_PARTS {
            return false;
        }
        for part in &self.parts {
            self.joined.push_str(self.folded.get(part.folded.clone()).unwrap_or(""));
        }
        self.joined != self.folded && self.joined.bytes().any(|b| b.is_ascii_alphabetic())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Upper,
    Lower,
    Digit,
    Connector,
}

impl Shape {
    #[inline]
    fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Digit,
            '.' | '_' | ':' | '/' | '@' | '=' | '+' | '-' => Self::Connector,
            _ => Self::of_other(c),
        }
    }

    fn of_other(c: char) -> Self {
        if class(c) == Class::Connector {
            Self::Connector
        } else if c.is_numeric() {
            Self::Digit
        } else if c.is_uppercase() {
            Self::Upper
        } else {
            Self::Lower
        }
    }
}

fn last_char_width(text: Option<&str>) -> usize {
    text.and_then(|text| text.chars().next_back()).map_or(0, char::len_utf8)
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Kind, analyze};
    use proptest::prelude::*;

    fn terms(text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        analyze(text, |term| terms.push(term.text.to_owned()));
        terms
    }

    #[test]
    fn identifiers_are_kept_whole_and_cut() {
        for (text, expected) in [
            ("0.0.0.0:6443", "0.0.0.0:6443 0 0 0 0 6443"),
            ("x509:", "x509 x 509"),
            ("OOMKilled", "oomkilled oom killed"),
            ("--flag=value", "flag=value flagvalue flag value"),
            (
                "io.containerd.wasmedge.v1",
                "io.containerd.wasmedge.v1 iocontainerdwasmedgev1 v1 io containerd wasmedge v 1",
            ),
            ("/etc/kubernetes/pki", "etc/kubernetes/pki etckubernetespki etc kubernetes pki"),
            ("v1.2.3", "v1.2.3 v123 v1 v 1 2 3"),
            ("queryNode-related", "querynode-related querynoderelated querynode query node related"),
            ("c++ g++,", "c++ g++"),
            ("ＡＰＩ", "api"),
            ("NotReady。", "notready not ready"),
            ("-- ...", ""),
            ("Ünïcode", "ünïcode"),
            ("ÄÖÜßx", "äöüßx äö üßx"),
        ] {
            let got = terms(text).join(" ");
            assert_eq!(got, expected, "{text}");
        }
    }

    #[test]
    fn wide_runs_end_at_any_other_script() {
        assert_eq!(terms("K3s集群 2 个"), ["k3s", "k", "3", "s", "集群", "群", "2", "个"]);
    }

    proptest! {
        /// Offsets lie on character borders, ascend by run, and cover what the term was folded from.
        #[test]
        fn offsets_are_true(text in "\\PC{0,40}|[a-zA-Z0-9._:/证书过期ＡＢ ]{0,60}") {
            analyze(&text, |term| {
                let original = text.get(term.start..term.end).expect("on character borders");
                let folded: String = original.chars().map(super::fold).collect();
                match term.kind {
                    Kind::Joined => {}
                    Kind::Part if original.len() > super::MAX_WHOLE => {}
                    _ => assert_eq!(folded, term.text),
                }
                assert!(!term.text.is_empty());
            });
        }

        /// A query that is a piece of a text between blanks has no term that the text lacks.
        #[test]
        fn pieces_have_no_new_terms(words in prop::collection::vec("[a-zA-Z0-9._:/证书过期-]{1,12}", 1..6), pick in any::<prop::sample::Index>()) {
            let whole = terms(&words.join(" "));
            for term in terms(pick.get::<String>(&words)) {
                assert!(whole.contains(&term), "{term}");
            }
        }
    }
}
