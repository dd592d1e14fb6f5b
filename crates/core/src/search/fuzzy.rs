//! Latin terms that differ from a word by a slip or two.

use std::cell::OnceCell;
use std::ops::Range;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};

use super::dictionary::Dictionary;
use super::needle::Pattern;
use crate::error::Error;

/// Words of so many letters may differ by one.
const ONE_FROM: usize = 4;
/// Words of so many letters may differ by two.
const TWO_FROM: usize = 8;
/// Longer words are no words, and their automata grow large.
const LONGEST: usize = 32;

/// Makes automata. They are built when they are first needed: most queries need none.
#[derive(Default)]
pub(super) struct Fuzzy {
    builders: [OnceCell<LevenshteinAutomatonBuilder>; 2],
}

impl std::fmt::Debug for Fuzzy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fuzzy")
    }
}

impl Fuzzy {
    /// The terms nearest to `word`: those at the least distance at which there are any. A letter
    /// left out, put in, put in another's place or two changed about count one each (Schulz and
    /// Mihov, *Fast string correction with Levenshtein automata*, 2002).
    ///
    /// Words begin with the letter with which they are typed; numbers have no slips: one digit
    /// makes another number of them.
    pub(super) fn close(&self, word: &str, dictionary: &Dictionary<'_>) -> Result<Vec<Pattern>, Error> {
        let length = word.chars().count();
        let reach = match length {
            TWO_FROM..=LONGEST => 2,
            ONE_FROM..TWO_FROM => 1,
            _ => return Ok(Vec::new()),
        };
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let Some(first) = word.chars().next().filter(|_| letters >= ONE_FROM) else { return Ok(Vec::new()) };
        let range = dictionary.with_prefix(first.encode_utf8(&mut [0; 4]))?;
        let mut found = Vec::new();
        for distance in 1..=reach {
            let dfa = self.automaton(word, distance);
            found = intersect(&dfa, distance, range.clone(), dictionary)?;
            found.retain(|close| digits(&close.text).eq(digits(word)));
            if !found.is_empty() {
                break;
            }
        }
        Ok(found)
    }

    fn automaton(&self, word: &str, distance: u8) -> DFA {
        let builder = &self.builders[usize::from(distance > 1)];
        builder.get_or_init(|| LevenshteinAutomatonBuilder::new(distance, true)).build_dfa(word)
    }
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

/// The terms of `range` that `dfa` accepts. Neighbours share their beginnings, so the states after
/// each byte of the last term are kept, and a term that begins like a rejected one costs nothing.
fn intersect(
    dfa: &DFA,
    distance: u8,
    range: Range<usize>,
    dictionary: &Dictionary<'_>,
) -> Result<Vec<Pattern>, Error> {
    let mut found = Vec::new();
    // `states[n]` is the state after `n` bytes.
    let mut states = vec![dfa.initial_state()];
    dictionary.walk(range, |number, shared, term| {
        if shared >= states.len() {
            return true; // it begins like one that was rejected within what they share
        }
        states.truncate(shared + 1);
        for &byte in term.get(shared..).unwrap_or_default() {
            let state = states.last().copied().unwrap_or(SINK_STATE);
            let next = dfa.transition(state, byte);
            if next == SINK_STATE {
                return true;
            }
            states.push(next);
        }
        let state = states.last().copied().unwrap_or(SINK_STATE);
        if let Distance::Exact(exact) = dfa.distance(state)
            && exact <= distance
            && let Ok(text) = str::from_utf8(term)
        {
            found.push(Pattern::term(text, number));
        }
        true
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::Fuzzy;
    use crate::search::lexicon::tests::{Parts, block_of};
    use proptest::prelude::*;

    /// Optimal string alignment: letters left out, put in, changed, or two neighbours exchanged.
    fn distance(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                if i == 0 || j == 0 {
                    table[i][j] = i + j;
                    continue;
                }
                let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut least = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        table[a.len()][b.len()]
    }

    /// What `close` says it finds for a word that is not among `terms`, by looking at each of them.
    fn naive(word: &str, terms: &[String]) -> Vec<String> {
        let length = word.chars().count();
        let reach = if length >= 8 { 2 } else { 1 };
        if length > 32 || word.chars().filter(|c| c.is_alphabetic()).count() < 4 {
            return Vec::new();
        }
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let may_be = |term: &&String| {
            term.chars().next() == word.chars().next()
                && digits(term) == digits(word)
                && distance(term, word) <= reach
        };
        let candidates: Vec<&String> = terms.iter().filter(may_be).collect();
        let least = candidates.iter().map(|term| distance(term, word)).min();
        candidates.into_iter().filter(|term| Some(distance(term, word)) == least).cloned().collect()
    }

    fn close(word: &str, parts: &Parts<'_>) -> Vec<String> {
        let close = Fuzzy::default().close(word, &parts.dictionary).unwrap();
        for pattern in &close {
            assert_eq!(parts.dictionary.exact(&pattern.text).unwrap(), pattern.terms, "{}", pattern.text);
            assert!(!pattern.prefix && pattern.terms.len() == 1, "{}", pattern.text);
        }
        close.into_iter().map(|pattern| pattern.text).collect()
    }

    #[test]
    fn distances_are_counted_as_people_slip() {
        for (a, b, expected) in
            [("", "abc", 3), ("abcd", "acbd", 1), ("abcd", "abd", 1), ("ca", "abc", 3), ("aa", "aa", 0)]
        {
            assert_eq!(distance(a, b), expected, "{a}, {b}");
        }
    }

    #[test]
    fn slips_find_the_nearest() {
        let text = "certificate certificates container containerd kubelet kubectl etcd node nodes port 证书过期 x509 \
            v1beta1 v1beta2 10.0.0.1:6443 kube-system naïve";
        let block = block_of(&[text]);
        let parts = Parts::open(&block);
        for (word, expected) in [
            ("certifcate", "certificate"),
            ("certifciate", "certificate"),
            ("cretifciate", "certificate"),
            ("certificats", "certificate certificates"),
            ("contianer", "container"),
            ("containred", "containerd"),
            ("kubelt", "kubelet"),
            ("kubctel", ""), // seven letters, two slips
            ("etdc", "etcd"),
            ("ectd", "etcd"),
            ("tecd", ""), // begins with another letter
            ("pot", ""),  // three letters
            ("prot", "port"),
            ("x508", ""),
            ("v1beta3", ""),
            ("v1bata2", "v1beta2"),
            ("kube-sytem", "kube-system"),
            ("naive", "naïve"),
            ("证书过斯", ""),
            ("", ""),
        ] {
            assert_eq!(close(word, &parts).join(" "), expected, "{word}");
        }
        let long = "c".repeat(33);
        let block = block_of(&[format!("{long} {}", "d".repeat(31))]);
        let parts = Parts::open(&block);
        assert!(close(&"c".repeat(34), &parts).is_empty());
        assert_eq!(close(&"d".repeat(32), &parts), ["d".repeat(31)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Small alphabets make close words, whose beginnings are shared in every way.
        #[test]
        fn close_terms_are_those_that_a_look_at_each_finds(
            words in prop::collection::vec("[a-c]{3,10}|[a-c]{3,5}[12][a-c]{0,4}|[ab]{2,4}-[ab]{2,4}|[证书过期]{2,4}|é[a-c]{3,6}", 1..60),
            tried in prop::collection::vec("[a-c]{3,10}|[a-c]{3,5}[12][a-c]{0,4}|[ab]{2,4}-[ab]{2,4}|[aé][a-cé]{3,6}", 1..20),
            slips in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_usize), 0..20),
        ) {
            let block = block_of(&[words.join(" ")]);
            let parts = Parts::open(&block);
            let terms = parts.terms();
            let slips = slips.into_iter().map(|(word, at, slip)| slipped(word.get::<String>(&words), at, slip));
            for word in tried.into_iter().chain(slips).filter(|word| !terms.contains(word)) {
                prop_assert_eq!(close(&word, &parts), naive(&word, &terms), "{} in {:?}", word, terms);
            }
        }
    }

    /// `word` with a slip: one character doubled, left out, changed, or exchanged with the next.
    fn slipped(word: &str, at: prop::sample::Index, slip: usize) -> String {
        let mut characters: Vec<char> = word.chars().collect();
        let at = at.index(characters.len());
        match slip {
            0 => characters.insert(at, characters[at]),
            1 => drop(characters.remove(at)),
            2 => characters[at] = 'b',
            _ => characters.swap(at, (at + 1) % word.chars().count()),
        }
        characters.into_iter().collect()
    }
}
