//! Lines that resemble a line of a case, for logs in which no signature matches.
//!
//! A line is its words: ids, hashes, addresses, times and numbers are left out, so lines that differ
//! in those only are one. A line points to a case if a single line of the case holds nearly all of
//! what it says, each word weighed by how few cases have it (inverse document frequency), and words
//! that no case has counted against it. Only lines that complain are looked at: what healthy programs
//! print is quoted by cases, too.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use super::evidence::Evidence;
use super::rank::Ranking;
use crate::collection::Collection;
use crate::error::Error;
use crate::markup::language::is_printed;
use crate::markup::{Element, Fragment, Step};
use crate::search::{Dictionary, Postings};
use crate::sort::{sort, sort_by};
use crate::text::{fold, is_wide};

/// Most different lines that are looked at.
const MOST_LINES: usize = 8192;
/// Most lines that are remembered.
const MOST_CANDIDATES: usize = 128;
/// Words are of so many letters; what is shorter says little, what is longer is a hash.
const WORD_LETTERS: std::ops::RangeInclusive<usize> = 3..=24;
/// Words that are telling (see [`Words::is_telling`]) and that a line must share with one of a case.
const LEAST_WORDS: usize = 5;
/// What a line of a case must hold of a line of the log, by weight.
const LEAST_SHARE: f32 = 0.75;
/// What a line of the log must hold of the line of the case.
const LEAST_SHARE_OF_CASE: f32 = 0.5;
/// What a word that no case has counts, against one that a single case has.
const UNKNOWN: f32 = 0.5;
/// Rarest words of a line by which cases are looked up, and cases that are looked at.
const LOOKED_UP: usize = 12;
const LOOKED_AT: usize = 3;

/// What a line says that complains. Sorted.
#[rustfmt::skip]
const COMPLAINTS: &[&str] = &[
    "abort", "aborted", "cannot", "closed", "corrupt", "crash", "crashed", "denied", "disallowed", "err", "error",
    "errors", "exceeded", "exception", "exhausted", "expired", "fail", "failed", "failing", "failure", "fatal",
    "forbidden", "illegal", "insufficient", "invalid", "killed", "lost", "malformed", "mismatch", "missing", "panic",
    "refused", "rejected", "reset", "timeout", "unable", "unauthorized", "unexpected", "unknown", "unmatched",
    "unreachable", "unsupported", "wrong",
];

/// The words of a log that the collection knows, and the lines that may resemble one of a case.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    dictionary: Dictionary<'a>,
    postings: Postings<'a>,
    editions: f32,
    /// How much a word tells; `None`: no case has it.
    weights: HashMap<String, Option<f32>>,
    /// Hashes of the lines that were looked at, and where those that are remembered have their evidence.
    lines: HashMap<u64, Option<usize>>,
    candidates: Vec<Candidate>,
}

#[derive(Clone, Debug)]
struct Candidate {
    evidence: usize,
    words: Vec<String>,
}

/// What a line is to those before it.
pub(super) enum Seen {
    /// Nothing.
    Ignored,
    /// It says what the line said whose evidence is there.
    Again(usize),
    /// It is to be remembered, with these words: see [`Words::remember`].
    New(u64, Vec<String>),
}

impl<'a> Words<'a> {
    pub(super) fn open(collection: &Collection<'a>) -> Result<Self, Error> {
        let block = collection.block();
        Ok(Self {
            dictionary: Dictionary::open(block, collection.term_count())?,
            postings: Postings::open(block, collection.edition_count())?,
            editions: collection.edition_count() as f32,
            weights: HashMap::new(),
            lines: HashMap::new(),
            candidates: Vec::new(),
        })
    }

    /// Looks at a line.
    pub(super) fn read(&mut self, line: &[u8]) -> Seen {
        let hash = hash(line);
        if let Some(known) = self.lines.get(&hash) {
            return known.map_or(Seen::Ignored, Seen::Again);
        }
        if self.lines.len() >= MOST_LINES || self.candidates.len() >= MOST_CANDIDATES {
            return Seen::Ignored;
        }
        self.lines.insert(hash, None);
        let Ok(line) = str::from_utf8(line) else { return Seen::Ignored };
        let words = words(line);
        let complains = words.iter().any(|word| COMPLAINTS.binary_search(&word.as_str()).is_ok());
        if (complains || line.contains(['不', '失', '错', '异', '拒'])) && self.may_resemble(&words) {
            Seen::New(hash, words)
        } else {
            Seen::Ignored
        }
    }

    /// Remembers a new line, whose evidence is at `evidence`.
    pub(super) fn remember(&mut self, hash: u64, words: Vec<String>, evidence: usize) {
        self.lines.insert(hash, Some(evidence));
        self.candidates.push(Candidate { evidence, words });
    }

    /// Adds to `ranking` the cases that have a line like one of the log.
    pub(super) fn resembling<'e>(
        &mut self,
        collection: &Collection<'a>,
        evidence: &'e [Evidence],
        ranking: &mut Ranking<'e>,
    ) -> Result<(), Error> {
        let mut editions: BTreeMap<usize, Vec<Vec<String>>> = BTreeMap::new();
        for candidate in std::mem::take(&mut self.candidates) {
            let mut best: Option<(f32, usize)> = None;
            for edition in self.look_up(&candidate.words)? {
                let lines = match editions.entry(edition) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(quotes(&collection.edition(edition)?.fragment()?)),
                };
                let share = lines.iter().map(|line| self.share(&candidate.words, line)).fold(0.0, f32::max);
                if share >= LEAST_SHARE && best.is_none_or(|(known, _)| share > known) {
                    best = Some((share, edition));
                }
            }
            if let (Some((share, edition)), Some(evidence)) = (best, evidence.get(candidate.evidence)) {
                let case = collection.edition(edition)?.case()?.index;
                let weight: f32 = candidate.words.iter().filter_map(|word| self.weight(word)).sum();
                ranking.add_words(case, weight, share, evidence);
            }
            self.candidates.push(candidate);
        }
        Ok(())
    }

    /// Editions that may have a line like `words`, best first: as far as the rarest of them tell, which
    /// spares reading the texts of most.
    fn look_up(&mut self, words: &[String]) -> Result<Vec<usize>, Error> {
        let (mut known, mut all) = (Vec::new(), 0.0);
        for word in words {
            let weight = self.weight(word);
            all += weight.unwrap_or(UNKNOWN * self.rarest());
            known.extend(weight.map(|weight| (weight, word.as_str())));
        }
        sort_by(&mut known, |a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let rest: f32 = known.iter().skip(LOOKED_UP).map(|(weight, _)| weight).sum();
        let mut held: BTreeMap<usize, f32> = BTreeMap::new();
        for (weight, word) in known.into_iter().take(LOOKED_UP) {
            let terms = self.dictionary.exact(word)?;
            self.postings.read(terms, |edition, _| *held.entry(edition).or_default() += weight)?;
        }
        held.retain(|_, held| *held + rest >= LEAST_SHARE * all);
        let mut editions: Vec<_> = held.into_iter().collect();
        sort_by(&mut editions, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(editions.into_iter().take(LOOKED_AT).map(|(edition, _)| edition).collect())
    }

    /// How much of `words`, a line of the log, is in `line`, a line of a case; 0 if that is no likeness.
    fn share(&mut self, words: &[String], line: &[String]) -> f32 {
        let (mut held, mut all, mut telling) = (0.0, 0.0, 0);
        for word in words {
            let weight = self.weight(word);
            all += weight.unwrap_or(UNKNOWN * self.rarest());
            if let Some(weight) = weight
                && line.binary_search(word).is_ok()
            {
                held += weight;
                telling += usize::from(self.is_telling(weight));
            }
        }
        let of_case: f32 = line.iter().filter_map(|word| self.weight(word)).sum();
        if telling < LEAST_WORDS || held < LEAST_SHARE_OF_CASE * of_case { 0.0 } else { held / all }
    }

    /// Whether all cases together know enough of `words`.
    fn may_resemble(&mut self, words: &[String]) -> bool {
        let (mut held, mut all, mut telling) = (0.0, 0.0, 0);
        for word in words {
            let weight = self.weight(word);
            all += weight.unwrap_or(UNKNOWN * self.rarest());
            held += weight.unwrap_or(0.0);
            telling += usize::from(weight.is_some_and(|weight| self.is_telling(weight)));
        }
        telling >= LEAST_WORDS && held >= LEAST_SHARE * all
    }

    /// Inverse document frequency, by the number of its postings.
    fn weight(&mut self, word: &str) -> Option<f32> {
        if let Some(weight) = self.weights.get(word) {
            return *weight;
        }
        let terms = self.dictionary.exact(word).unwrap_or_default();
        let holding = self.postings.count(&terms).unwrap_or_default() as f32;
        let weight = (!terms.is_empty()).then(|| self.idf(holding));
        self.weights.insert(word.to_owned(), weight);
        weight
    }

    fn idf(&self, holding: f32) -> f32 {
        (1.0 + ((self.editions - holding).max(0.0) + 0.5) / (holding + 0.5)).ln()
    }

    /// Weight of a word that one case has.
    fn rarest(&self) -> f32 {
        self.idf(1.0)
    }

    /// Whether fewer than about a third of the cases have a word of this weight.
    fn is_telling(&self, weight: f32) -> bool {
        weight > self.idf(self.editions / 3.0)
    }
}

/// The words of each line that a case quotes as printed: of code, in blocks and within lines, but for
/// commands and files.
fn quotes(fragment: &Fragment) -> Vec<Vec<String>> {
    let is_quote = |step: &Step| match step {
        Step::Open(Element::CodeBlock { lang }) => is_printed(lang),
        step => *step == Step::Open(Element::Code),
    };
    let quotes = fragment.steps.iter().enumerate().filter(|(_, step)| is_quote(step));
    quotes
        .flat_map(|(at, _)| fragment.text_of(at).lines().map(words).collect::<Vec<_>>())
        .filter(|words| words.len() >= LEAST_WORDS)
        .collect()
}

/// The words of `line`, folded, sorted, each once.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(line, |word| words.push(word.to_owned()));
    sort(&mut words);
    words.dedup();
    words
}

/// FNV-1a (Fowler, Noll and Vo) over the words of `line`, and over all that is not ASCII. The words are
/// those of [`each_word`], found without decoding characters: every line of a log goes through here.
fn hash(line: &[u8]) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let add = |hash: u64, value: u64| (hash ^ value).wrapping_mul(PRIME);
    let (mut hash, mut word, mut letters, mut spoilt) = (BASIS, BASIS, 0_usize, false);
    for &byte in line {
        if byte.is_ascii_alphabetic() {
            word = add(word, u64::from(byte | 0x20));
            letters += 1;
        } else if byte.is_ascii_digit() {
            spoilt = true;
        } else {
            if letters > 0 && !spoilt {
                hash = add(hash, word);
            }
            if !byte.is_ascii() {
                hash = add(hash, u64::from(byte));
            }
            (word, letters, spoilt) = (BASIS, 0, false);
        }
    }
    if letters > 0 && !spoilt { add(hash, word) } else { hash }
}

/// Hands each word to `each`, folded: letters that no digit touches, and pairs of Han characters.
fn each_word(line: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    let mut spoilt = false;
    let mut before: Option<char> = None;
    for c in line.chars().map(fold).chain([' ']) {
        if c.is_ascii_alphabetic() {
            word.push(c);
        } else if c.is_ascii_digit() {
            spoilt = true;
        } else {
            if !spoilt && WORD_LETTERS.contains(&word.len()) {
                each(&word);
            }
            word.clear();
            spoilt = false;
        }
        let wide = is_wide(c).then_some(c);
        if let (Some(first), Some(second)) = (before, wide) {
            let mut pair = String::with_capacity(8);
            pair.extend([first, second]);
            each(&pair);
        }
        before = wide;
    }
}

#[cfg(test)]
mod tests {
    use super::{COMPLAINTS, hash, words};

    #[test]
    fn complaints_are_sorted() {
        assert!(COMPLAINTS.is_sorted());
    }

    #[test]
    fn ids_and_numbers_are_no_words() {
        assert_eq!(
            words(
                "2026-11-23T09:00:01Z pod/web-7d9f 10.42.0.7:8443 failed to mount_volume pvc-0a1b2c3d ok 证书过期"
            ),
            ["failed", "mount", "pod", "pvc", "volume", "web", "书过", "证书", "过期"]
        );
    }

    #[test]
    fn lines_that_differ_in_numbers_are_one() {
        let a = hash(b"I1123 09:00:01.000000 812 event.go:389] failed after 12 seconds on node-1");
        assert_eq!(a, hash(b"I1124 10:10:10.000000 9 event.go:389] failed after 7 seconds on node-22"));
        assert_ne!(a, hash(b"I1123 09:00:01.000000 812 event.go:389] failed after 12 minutes on node-1"));
    }
}
