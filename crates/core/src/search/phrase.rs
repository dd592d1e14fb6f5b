//! Whether a text holds what was typed in quotes, in one piece.

use crate::text::fold;

/// A text to be found: folded, blanks made equal.
#[derive(Debug)]
pub(super) struct Phrase {
    folded: Vec<char>,
}

impl Phrase {
    pub(super) fn new(text: &str) -> Self {
        Self { folded: normalised(text).collect() }
    }

    /// Whether `text` holds the phrase, whatever letters are capitals and however wide blanks are.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let Some((first, rest)) = self.folded.split_first() else { return false };
        let mut characters = normalised(text);
        while let Some(c) = characters.next() {
            if c == *first && characters.clone().take(rest.len()).eq(rest.iter().copied()) {
                return true;
            }
        }
        false
    }
}

/// The characters of `text`, folded; one blank for several, none at the ends.
fn normalised(text: &str) -> impl Iterator<Item = char> + Clone {
    let mut characters = text.trim().chars().peekable();
    std::iter::from_fn(move || {
        let c = characters.next()?;
        if !c.is_whitespace() {
            return Some(fold(c));
        }
        while characters.next_if(|c| c.is_whitespace()).is_some() {}
        Some(' ')
    })
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    #[test]
    fn case_width_and_blanks_do_not_matter() {
        let phrase = Phrase::new("No  Available server ");
        assert!(phrase.is_in("503: no available\nserver"));
        assert!(!phrase.is_in("no server available"));
        assert!(!phrase.is_in("no available serve"));
        assert!(Phrase::new("节点 not ready").is_in("节点 NotReady，即节点  Not Ready"));
        assert!(Phrase::new("aab").is_in("aaab"));
        assert!(!Phrase::new(" ").is_in("a b"));
    }
}
