//! A query as words, and each word as alternatives of terms that satisfy it.

use std::ops::Range;

use crate::text::{Kind, RunKind, Terms, analyze, runs};

/// Longest query that is searched, in bytes; more is a document, not a query.
const MAX_QUERY: usize = 2048;
/// Most different words that are searched: one bit each in the scores.
const MAX_WORDS: usize = 64;

/// What a term found by its beginning is worth against the whole term.
const PREFIX_BOOST: f32 = 0.4;
/// What an identifier found without its punctuation is worth.
const JOINED_BOOST: f32 = 0.9;
/// What an identifier found in parts is worth.
const PARTS_BOOST: f32 = 0.6;

#[derive(Debug, Default)]
pub(super) struct Query {
    /// What was typed, as far as it is searched.
    text: String,
    pub(super) words: Vec<Word>,
    /// Something at the end was left out.
    pub(super) truncated: bool,
}

/// A run of the query, or a pair of wide characters in a [relaxed](Query::relaxed) one. A case holds
/// it when it satisfies one of the alternatives.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it stands in the query.
    pub(super) range: Range<usize>,
    pub(super) alternatives: Vec<Alternative>,
}

/// Terms all of which have to be there.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub(super) needles: Vec<Needle>,
    /// What the terms' scores are multiplied with.
    pub(super) boost: f32,
    pub(super) role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The word itself.
    Whole,
    /// Its parts, each for itself.
    Parts,
    /// Parts that say little alone (`x`, `509`): tried only when the word itself is nowhere.
    LastResort,
}

/// A term to look up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Needle {
    pub(super) term: String,
    /// All terms that begin with it count.
    pub(super) prefix: bool,
}

impl Query {
    pub(super) fn parse(text: &str) -> Self {
        let cut = (0..=text.len().min(MAX_QUERY)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let (text, rest) = text.split_at(cut);
        let mut query = Self { text: text.to_owned(), words: Vec::new(), truncated: !rest.is_empty() };
        let mut terms = Terms::default();
        for run in runs(text) {
            let range = run.start..run.end;
            if query.words.iter().any(|known| text.get(known.range.clone()) == text.get(range.clone())) {
                continue;
            }
            if query.words.len() == MAX_WORDS {
                query.truncated = true;
                break;
            }
            // While one types, the last word is not finished yet.
            let unfinished = run.end == text.len() && rest.is_empty();
            let mut pieces = Vec::new();
            terms.of_run(text, run, &mut |term| {
                pieces.push(Piece {
                    term: term.text.to_owned(),
                    kind: term.kind,
                    start: term.start,
                    end: term.end,
                });
            });
            let alternatives = match run.kind {
                RunKind::Wide => wide(&pieces),
                RunKind::Latin => latin(&pieces, unfinished),
            };
            query.words.push(Word { range, alternatives });
        }
        query
    }

    /// The same query with each run of wide characters cut into its pairs. Chinese has no blanks: of
    /// `策略更新慢` a case may hold `策略更新` and say the rest in other words.
    pub(super) fn relaxed(&self) -> Self {
        let pairs = |word: &Word| match word.alternatives.as_slice() {
            [Alternative { needles, .. }] if needles.len() > 1 => self.pairs(word),
            _ => vec![word.clone()],
        };
        let mut words: Vec<Word> = self.words.iter().flat_map(pairs).collect();
        let truncated = self.truncated || words.len() > MAX_WORDS;
        words.truncate(MAX_WORDS);
        Self { text: self.text.clone(), words, truncated }
    }

    /// The bits of all words.
    pub(super) fn all(&self) -> u64 {
        self.words.iter().enumerate().fold(0, |bits, (number, _)| bits | 1 << number)
    }

    fn pairs(&self, word: &Word) -> Vec<Word> {
        let Some(text) = self.text.get(word.range.clone()) else { return Vec::new() };
        let mut pairs = Vec::new();
        analyze(text, |term| {
            if term.kind == Kind::Pair {
                let needles = vec![Needle { term: term.text.to_owned(), prefix: false }];
                pairs.push(Word {
                    range: word.range.start + term.start..word.range.start + term.end,
                    alternatives: vec![Alternative { needles, boost: 1.0, role: Role::Whole }],
                });
            }
        });
        pairs
    }

    /// What of the query is left when the words in `bits` are taken away, counting only what the
    /// words in `of` cover.
    pub(super) fn without(&self, bits: u64, of: u64) -> Vec<String> {
        let ranges = |bits: u64| {
            let numbered = self.words.iter().enumerate();
            numbered.filter(move |(number, _)| bits >> number & 1 == 1).map(|(_, word)| word.range.clone())
        };
        let kept: Vec<Range<usize>> = ranges(bits).collect();
        let mut left: Vec<Range<usize>> = Vec::new();
        for range in ranges(of) {
            for (at, c) in self.text.get(range.clone()).unwrap_or("").char_indices() {
                let (start, end) = (range.start + at, range.start + at + c.len_utf8());
                if kept.iter().any(|kept| kept.contains(&start)) {
                    continue;
                }
                match left.last_mut() {
                    Some(last) if start < last.end => {}
                    Some(last) if start == last.end => last.end = end,
                    _ => left.push(start..end),
                }
            }
        }
        left.into_iter().filter_map(|range| self.text.get(range)).map(str::to_owned).collect()
    }
}

struct Piece {
    term: String,
    kind: Kind,
    start: usize,
    end: usize,
}

impl Piece {
    fn needle(&self, prefix: bool) -> Needle {
        Needle { term: self.term.clone(), prefix }
    }
}

/// One wide character is found in the terms that begin with it; several by all their pairs.
fn wide(pieces: &[Piece]) -> Vec<Alternative> {
    let pairs: Vec<Needle> =
        pieces.iter().filter(|piece| piece.kind == Kind::Pair).map(|piece| piece.needle(false)).collect();
    let needles = match pieces {
        [only] => vec![only.needle(true)],
        _ => pairs,
    };
    vec![Alternative { needles, boost: 1.0, role: Role::Whole }]
}

fn latin(pieces: &[Piece], unfinished: bool) -> Vec<Alternative> {
    let mut alternatives = Vec::new();
    for piece in pieces {
        let boost = match piece.kind {
            Kind::Whole => 1.0,
            Kind::Joined => JOINED_BOOST,
            _ => continue,
        };
        let mut whole = |prefix, boost| {
            alternatives.push(Alternative { needles: vec![piece.needle(prefix)], boost, role: Role::Whole });
        };
        whole(false, boost);
        if unfinished {
            whole(true, boost * PREFIX_BOOST);
        }
    }
    let parts: Vec<&Piece> = pieces.iter().filter(|piece| piece.kind == Kind::Part).collect();
    if let Some((last, _)) = parts.split_last() {
        let mut needles: Vec<Needle> = parts.iter().map(|part| part.needle(false)).collect();
        if unfinished {
            needles.pop();
            needles.push(last.needle(true));
        }
        let role = if parts.windows(2).any(is_word_border) { Role::Parts } else { Role::LastResort };
        alternatives.push(Alternative { needles, boost: PARTS_BOOST, role });
    }
    alternatives
}

/// Whether two parts are words of their own, as in `kube-system` and `CrashLoop`, and not letters
/// and digits of one name, as in `x509` and `k3s`.
fn is_word_border(parts: &[&Piece]) -> bool {
    let [before, after] = parts else { return false };
    let digits = |piece: &Piece| piece.term.chars().all(char::is_numeric);
    before.end < after.start || digits(before) == digits(after)
}

#[cfg(test)]
mod tests {
    use super::{MAX_QUERY, MAX_WORDS, Query};

    fn shape(text: &str) -> String {
        let query = Query::parse(text);
        let words = query.words.iter().map(|word| {
            let alternatives = word.alternatives.iter().map(|alternative| {
                let needles = alternative
                    .needles
                    .iter()
                    .map(|needle| format!("{}{}", needle.term, if needle.prefix { "*" } else { "" }));
                needles.collect::<Vec<_>>().join("&")
            });
            alternatives.collect::<Vec<_>>().join(" | ")
        });
        words.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn words_become_alternatives_of_terms() {
        for (query, expected) in [
            ("证", "证*"),
            ("证书过", "证书&书过"),
            ("pod ", "pod"),
            ("pod", "pod | pod*"),
            ("x509: ", "x509 | x&509"),
            ("kube-sys", "kube-sys | kube-sys* | kubesys | kubesys* | kube&sys*"),
            ("etcd空间不足", "etcd; 空间&间不&不足"),
            ("pod pod pod ", "pod"),
            ("", ""),
            ("?! 。，", ""),
        ] {
            assert_eq!(shape(query), expected, "{query:?}");
        }
    }

    #[test]
    fn long_queries_are_cut_and_say_so() {
        assert!(Query::parse(&"证".repeat(MAX_QUERY)).truncated);
        let many: Vec<String> = (0..=MAX_WORDS).map(|number| format!("w{number}")).collect();
        let query = Query::parse(&many.join(" "));
        assert!(query.truncated && query.words.len() == MAX_WORDS);
        assert!(!Query::parse("证书").truncated);
    }
}
