//! Words that hold a sentence together and say little by themselves.

use crate::text::{fold, is_wide};

/// How much such a word tells, against another of the same rarity: in technical prose `let` is rare.
const STOP_WEIGHT: f32 = 0.4;
/// How much a pair of characters tells that holds such a character.
const PARTICLE_WEIGHT: f32 = 0.5;

#[rustfmt::skip]
const STOP_WORDS: &[&str] = &[
    "a", "about", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has", "have",
    "how", "i", "if", "in", "into", "is", "it", "its", "my", "no", "not", "of", "on", "or", "so", "that", "the",
    "there", "this", "to", "was", "what", "when", "where", "which", "who", "why", "will", "with", "you", "your",
];

/// Particles and other characters that stand beside words more often than in them.
const PARTICLES: &str = "的了吗是在和与或呢吧啊就都也还把被从到对为";

/// How much `atom` tells, as it was typed: 1 for all but words that say little.
pub(super) fn weight_of(atom: &str) -> f32 {
    let mut folded = String::with_capacity(atom.len());
    folded.extend(atom.chars().map(fold));
    if STOP_WORDS.binary_search(&folded.as_str()).is_ok() {
        STOP_WEIGHT
    } else if folded.chars().all(is_wide) && folded.chars().any(|c| PARTICLES.contains(c)) {
        PARTICLE_WEIGHT
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::{PARTICLE_WEIGHT, STOP_WEIGHT, STOP_WORDS, weight_of};

    #[test]
    fn words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn little_words_weigh_little() {
        for (atom, weight) in
            [("The", STOP_WEIGHT), ("them", 1.0), ("书的", PARTICLE_WEIGHT), ("证书", 1.0), ("", 1.0)]
        {
            assert_eq!(weight_of(atom).to_bits(), weight.to_bits(), "{atom}");
        }
    }
}
