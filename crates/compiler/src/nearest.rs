//! What the author may have meant.

use std::cell::Cell;

/// The candidate nearest to `word`, if one is near enough for it to be a slip.
///
/// Distance is counted in insertions, deletions, changes and swaps of neighbours (optimal string
/// alignment); upper and lower case, `_` and `-` count as equal.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let word = plain(word);
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| is_near(*distance, &word, candidate))
        // Of equally near ones the first by name: the answer must not depend on any other order.
        .min()
        .map(|(_, candidate)| candidate)
}

/// `did you mean `x`?`, or nothing.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// What may be meant by wrong names, among all names of a collection.
///
/// Looked for at most [`MOST_COMPARED`](Self::MOST_COMPARED) times: when a whole collection was renamed
/// there are as many wrong names as right ones, and comparing each with each takes minutes for what
/// nobody reads.
#[derive(Debug, Default)]
pub(crate) struct Suggestions {
    compared: Cell<usize>,
}

impl Suggestions {
    /// Wrong names that are compared.
    pub(crate) const MOST_COMPARED: usize = 100;

    /// `did you mean `x`?`, or nothing.
    pub(crate) fn did_you_mean<'a>(
        &self,
        wrong: &str,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Option<String> {
        self.nearest(wrong, names).map(|name| format!("did you mean `{name}`?"))
    }

    /// The name nearest to `wrong`, as [`nearest`] finds it.
    pub(crate) fn nearest<'a>(
        &self,
        wrong: &str,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let compared = self.compared.get();
        self.compared.set(compared + 1);
        if compared < Self::MOST_COMPARED { nearest(wrong, names) } else { None }
    }
}

fn distance(a: &str, b: &str) -> usize {
    // A word inside a longer one is nearer than its length says: `k3s-node-join` for `…-failed`.
    let part = a.chars().count() >= 4 && (b.contains(a) || a.contains(b));
    let distance = strsim::osa_distance(a, b);
    if part { distance.min(2) } else { distance }
}

fn is_near(distance: usize, word: &str, candidate: &str) -> bool {
    let longest = word.chars().count().max(candidate.chars().count());
    distance <= (longest / 3).max(1) && distance < longest
}

#[cfg(test)]
mod tests {
    use super::{Suggestions, nearest};

    #[test]
    fn finds_slips_and_nothing_else() {
        let keys = ["critical", "moderate", "minor"];
        assert_eq!(nearest("criticle", keys), Some("critical"));
        assert_eq!(nearest("Critical", keys), Some("critical"));
        assert_eq!(nearest("high", keys), None);
        assert_eq!(nearest("k3s-node-join", ["k3s-node-join-failed"]), Some("k3s-node-join-failed"));
        assert_eq!(nearest("故障描素", ["故障描述", "根因分析"]), Some("故障描述"));
    }

    #[test]
    fn suggestions_end_where_nobody_reads_them() {
        let suggestions = Suggestions::default();
        for _ in 0..Suggestions::MOST_COMPARED {
            assert_eq!(
                suggestions.did_you_mean("criticle", ["critical"]).as_deref(),
                Some("did you mean `critical`?")
            );
        }
        assert_eq!(suggestions.did_you_mean("criticle", ["critical"]), None);
    }
}
