//! Whether a text holds a query as it was typed, in one piece.

use crate::text::fold;

/// Candidates that are looked at; others are too far down for it to matter.
pub(super) const CANDIDATES: usize = 50;
/// What a score is multiplied with when the title holds the query in one piece.
pub(super) const IN_TITLE: f32 = 2.0;
/// What a score is multiplied with when the text does.
pub(super) const IN_TEXT: f32 = 1.5;

/// A query to be found in one piece: folded, blanks made equal.
#[derive(Debug)]
pub(super) struct Phrase {
    folded: String,
}

impl Phrase {
    /// `None` for a query without blanks: an identifier is in one piece wherever it is, and a few
    /// Han characters in one piece say little: they stand in remarks about other cases, too.
    pub(super) fn new(query: &str) -> Option<Self> {
        let folded = normalised(query);
        folded.contains(' ').then_some(Self { folded })
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        normalised(text).contains(&self.folded)
    }
}

fn normalised(text: &str) -> String {
    let mut normalised = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !normalised.is_empty() {
            normalised.push(' ');
        }
        normalised.extend(word.chars().map(fold));
    }
    normalised
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    #[test]
    fn case_width_and_blanks_do_not_matter() {
        let phrase = Phrase::new("No  Available server ").unwrap();
        assert!(phrase.is_in("503: no available\nserver"));
        assert!(!phrase.is_in("no server available"));
        assert!(Phrase::new("节点 not ready").unwrap().is_in("节点 NotReady，即节点  Not Ready"));
        assert!(Phrase::new("跨节点不通").is_none());
        assert!(Phrase::new("x509:").is_none());
        assert!(Phrase::new(" ").is_none());
    }
}
