//! What was typed, cut into words, phrases, exclusions and filters.
//!
//! Only what cannot be mistaken is syntax: a phrase begins after a blank and ends before one, a field
//! is known and so is its value, an excluded word is one that the collection has. Everything else
//! is text, because people paste commands and log lines: `x509: certificate`, `kubectl get po -n kube`.

use std::ops::Range;

use crate::collection::Facet;
use crate::error::Error;
use crate::text::{Kind, Run, RunKind, Terms, runs};

/// Longest query that is searched, in bytes; more is a document, not a query.
const MAX_QUERY: usize = 2048;
/// An excluded word of one letter is an option of a command.
const SHORTEST_EXCLUSION: usize = 2;

#[derive(Debug, Default)]
pub(super) struct Query {
    /// What was typed, as far as it is searched.
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    /// Where phrases stand in the text, without their quotes.
    pub(super) phrases: Vec<Range<usize>>,
    /// Where excluded words stand in the text, without their signs and quotes. What stands there is one
    /// piece: several words have to be side by side to be excluded.
    pub(super) exclusions: Vec<Range<usize>>,
    pub(super) fields: Vec<Field>,
    /// Something at the end was left out.
    pub(super) truncated: bool,
}

/// A run of the query.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) kind: RunKind,
    pub(super) range: Range<usize>,
    /// It ends the query: one may be typing it.
    pub(super) unfinished: bool,
    pub(super) pieces: Vec<Piece>,
}

/// A term of a word.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) term: String,
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// A filter that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// `component:k3s` and its like.
    Value(Facet, String),
    /// `id:K-006`
    Id(String),
}

/// What the syntax has to know of the collection.
pub(super) trait Known {
    /// The filter that `name:value` means, if the field and the value exist.
    fn field(&self, name: &str, value: &str) -> Result<Option<Field>, Error>;
    /// Whether any case holds `word`.
    fn holds(&self, word: &Word) -> Result<bool, Error>;
}

impl Query {
    /// Reads `text`. The beginning counts when it is too long.
    pub(super) fn parse(text: &str, known: &impl Known) -> Result<Self, Error> {
        let cut = (0..=text.len().min(MAX_QUERY)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let (text, rest) = text.split_at(cut);
        let mut query = Self { text: text.to_owned(), truncated: !rest.is_empty(), ..Self::default() };
        let mut terms = Terms::default();
        let mut at = 0;
        while let Some(token) = token(text, at) {
            at = token.end;
            match token.syntax {
                Syntax::Phrase(inside) => query.phrases.push(inside),
                Syntax::Exclusion(inside) => {
                    let words = words(text, &inside, &mut terms, false);
                    if query.exclude(&words, known)? {
                        query.exclusions.push(inside);
                        continue;
                    }
                }
                Syntax::Field { name, value } => {
                    let (name, value) = (text.get(name).unwrap_or(""), text.get(value).unwrap_or(""));
                    if let Some(field) = known.field(name, value)? {
                        query.fields.push(field);
                        continue;
                    }
                }
                Syntax::Text => {}
            }
            let finished = !rest.is_empty() || token.end < text.len();
            query.words.extend(words(text, &(token.start..token.end), &mut terms, !finished));
        }
        Ok(query)
    }

    /// Whether these are words to exclude: the collection has all of them.
    fn exclude(&self, words: &[Word], known: &impl Known) -> Result<bool, Error> {
        for word in words {
            let is_short =
                self.text.get(word.range.clone()).is_none_or(|text| text.len() < SHORTEST_EXCLUSION);
            if is_short || !known.holds(word)? {
                return Ok(false);
            }
        }
        Ok(!words.is_empty())
    }

    /// The words of `range`, which lies in the text.
    pub(super) fn words_of(&self, range: &Range<usize>) -> Vec<Word> {
        words(&self.text, range, &mut Terms::default(), false)
    }

    /// The pieces of the query that `left` covers and `kept` does not.
    pub(super) fn without(&self, left: &[Range<usize>], kept: &[Range<usize>]) -> Vec<String> {
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for range in left {
            for (at, c) in self.text.get(range.clone()).unwrap_or("").char_indices() {
                let (start, end) = (range.start + at, range.start + at + c.len_utf8());
                if kept.iter().any(|kept| kept.contains(&start)) {
                    continue;
                }
                match pieces.last_mut() {
                    Some(last) if start < last.end => {}
                    Some(last) if start == last.end => last.end = end,
                    _ => pieces.push(start..end),
                }
            }
        }
        self.texts(&pieces)
    }

    /// What stands at `ranges`.
    pub(super) fn texts(&self, ranges: &[Range<usize>]) -> Vec<String> {
        ranges.iter().filter_map(|range| self.text.get(range.clone())).map(str::to_owned).collect()
    }
}

fn words(text: &str, range: &Range<usize>, terms: &mut Terms, may_go_on: bool) -> Vec<Word> {
    let within = text.get(..range.end).unwrap_or("");
    let shifted = runs(within.get(range.start..).unwrap_or("")).map(|run| Run {
        start: run.start + range.start,
        end: run.end + range.start,
        ..run
    });
    let word = |run: Run| {
        let mut pieces = Vec::new();
        terms.of_run(within, run, &mut |term| {
            pieces.push(Piece { term: term.text.to_owned(), kind: term.kind, range: term.start..term.end });
        });
        let unfinished = may_go_on && run.end == range.end;
        Word { kind: run.kind, range: run.start..run.end, unfinished, pieces }
    };
    shifted.map(word).collect()
}

/// What stands between blanks, or between quotes.
struct Token {
    start: usize,
    end: usize,
    syntax: Syntax,
}

enum Syntax {
    Text,
    Phrase(Range<usize>),
    Exclusion(Range<usize>),
    Field { name: Range<usize>, value: Range<usize> },
}

/// The next token at or after `at`.
fn token(text: &str, at: usize) -> Option<Token> {
    let rest = text.get(at..)?;
    let start = at + rest.find(|c: char| !c.is_whitespace())?;
    let rest = text.get(start..)?;
    let sign = usize::from(rest.starts_with('-'));
    if let Some(inside) = quoted(rest.get(sign..)?) {
        let inside = start + sign + inside.start..start + sign + inside.end;
        let end = (inside.end + 1..=text.len()).find(|&at| text.is_char_boundary(at))?;
        let syntax = if sign > 0 { Syntax::Exclusion(inside) } else { Syntax::Phrase(inside) };
        return Some(Token { start, end, syntax });
    }
    let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = text.get(start..end)?;
    let syntax = if word.starts_with('-') && !word.starts_with("--") {
        Syntax::Exclusion(start + 1..end)
    } else {
        field(word, start)
    };
    Some(Token { start, end, syntax })
}

/// What stands between the quotes with which `text` begins, if the second ends a word.
fn quoted(text: &str) -> Option<Range<usize>> {
    let open = text.chars().next()?;
    let close = match open {
        '"' => '"',
        '“' => '”',
        _ => return None,
    };
    let inside = text.get(open.len_utf8()..)?;
    let end = inside.find(close)?;
    let after = inside.get(end + close.len_utf8()..)?;
    let ends_word = after.chars().next().is_none_or(char::is_whitespace);
    let has_words = inside.get(..end).is_some_and(|inside| runs(inside).next().is_some());
    (ends_word && has_words).then_some(open.len_utf8()..open.len_utf8() + end)
}

/// `name:value`, in half or full width.
fn field(word: &str, start: usize) -> Syntax {
    let Some((colon, width)) = word.char_indices().find_map(|(at, c)| match c {
        ':' | '：' => Some((at, c.len_utf8())),
        _ => None,
    }) else {
        return Syntax::Text;
    };
    let value = start + colon + width..start + word.len();
    if colon == 0 || value.is_empty() {
        return Syntax::Text;
    }
    Syntax::Field { name: start..start + colon, value }
}

#[cfg(test)]
mod tests {
    use super::{Field, Known, MAX_QUERY, Query, Word};
    use crate::collection::Facet;
    use crate::error::Error;

    /// A collection that has `component:k3s` and every word but those with an `x`.
    struct Sample;

    impl Known for Sample {
        fn field(&self, name: &str, value: &str) -> Result<Option<Field>, Error> {
            Ok((name == "component" && value == "k3s")
                .then(|| Field::Value(Facet::Component, value.to_owned())))
        }

        fn holds(&self, word: &Word) -> Result<bool, Error> {
            Ok(word.pieces.iter().all(|piece| !piece.term.contains('x')))
        }
    }

    fn shape(text: &str) -> String {
        let query = Query::parse(text, &Sample).unwrap();
        let words = query.words.iter().map(|word| word.range.clone()).collect::<Vec<_>>();
        format!(
            "{} | {} | {} | {}",
            query.texts(&words).join(" "),
            query.texts(&query.phrases).join(", "),
            query.texts(&query.exclusions).join(", "),
            query.fields.len(),
        )
    }

    #[test]
    fn only_what_cannot_be_mistaken_is_syntax() {
        for (query, expected) in [
            ("证书 过期", "证书 过期 |  |  | 0"),
            ("\"no available server\" k3s", "no available server k3s | no available server |  | 0"),
            ("“证书过期” k3s", "证书过期 k3s | 证书过期 |  | 0"),
            ("pod -evicted", "pod |  | evicted | 0"),
            ("pod -\"not ready\"", "pod |  | not ready | 0"),
            ("pod -\"xyz\"", "pod xyz |  |  | 0"),
            ("kubectl get po -n kube-system", "kubectl get po n kube-system |  |  | 0"),
            ("tar -xzf", "tar xzf |  |  | 0"),
            ("--flag -", "flag |  |  | 0"),
            ("component:k3s 证书", "证书 |  |  | 1"),
            ("component：k3s", " |  |  | 1"),
            ("component:k4s", "component:k4s |  |  | 0"),
            ("x509: certificate", "x509 certificate |  |  | 0"),
            ("msg=\"failed\" open\"", "msg failed open |  |  | 0"),
            ("\"", " |  |  | 0"),
            ("\"\" \"...\"", " |  |  | 0"),
            ("?! 。，", " |  |  | 0"),
            ("", " |  |  | 0"),
        ] {
            assert_eq!(shape(query), expected, "{query:?}");
        }
    }

    #[test]
    fn long_queries_are_cut_and_say_so() {
        assert!(Query::parse(&"证".repeat(MAX_QUERY), &Sample).unwrap().truncated);
        assert!(!Query::parse("证书", &Sample).unwrap().truncated);
    }

    #[test]
    fn the_last_word_may_go_on() {
        let unfinished = |text: &str| {
            let words = Query::parse(text, &Sample).unwrap().words;
            words.last().is_some_and(|word| word.unfinished)
        };
        assert!(unfinished("kube-sys"));
        assert!(!unfinished("kube-sys "));
        assert!(!unfinished("\"kube-sys\""));
        assert!(!unfinished("(kube-sys)"));
    }
}
