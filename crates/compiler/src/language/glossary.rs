//! The glossary: concepts of operations by all the names people give them.
//!
//! One concept a line, its names apart by tabs, the most common first; Chinese before English. Lines
//! that begin with `#` name the subject of what follows. Names are written as the search compares
//! them: lower case, simplified. Inflected forms are names of their own (`evict`, `evicted`), as the
//! search does not stem.
//!
//! Names of one concept can stand for each other in a text about operations, without making a query
//! mean more than its author did. A name belongs to two concepts at most: one that means everything
//! finds everything.

const GLOSSARY: &str = include_str!("glossary.tsv");

/// All concepts, each with its names in order.
pub(crate) fn glossary() -> Vec<Vec<&'static str>> {
    GLOSSARY
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use casebook_core::text::fold;

    use super::{GLOSSARY, glossary};

    /// Words that are in every text. A name made of nothing else would match them all.
    #[rustfmt::skip]
    const STOP_WORDS: &[&str] = &[
        "a", "about", "after", "all", "an", "and", "any", "are", "as", "at", "be", "before", "but", "by", "can",
        "do", "does", "down", "each", "for", "from", "has", "have", "how", "i", "if", "in", "into", "is", "it",
        "its", "no", "not", "of", "off", "on", "only", "or", "our", "out", "over", "same", "so", "than", "that",
        "the", "their", "them", "then", "there", "they", "this", "to", "too", "up", "use", "very", "was", "we",
        "what", "when", "where", "which", "who", "why", "will", "with", "you", "your",
    ];

    fn names() -> impl Iterator<Item = &'static str> {
        glossary().into_iter().flatten()
    }

    fn is_han(c: char) -> bool {
        matches!(c, '\u{4e00}'..='\u{9fff}')
    }

    #[test]
    fn what_is_said_at_night_means_what_is_written() {
        for (said, written) in
            [("证书", "certificate"), ("过期", "expired"), ("起不来", "fails to start"), ("撑爆", "blows up")]
        {
            let together = |concept: &Vec<&str>| concept.contains(&said) && concept.contains(&written);
            assert!(glossary().iter().any(together), "{said}, {written}");
        }
    }

    #[test]
    fn a_concept_has_several_names_each_once() {
        for concept in glossary() {
            assert!(concept.len() >= 2, "{concept:?}");
            let distinct: HashSet<_> = concept.iter().collect();
            assert_eq!(distinct.len(), concept.len(), "{concept:?}");
        }
    }

    #[test]
    fn a_name_belongs_to_two_concepts_at_most() {
        let mut concepts: HashMap<&str, Vec<&str>> = HashMap::new();
        for concept in glossary() {
            for &name in &concept {
                concepts.entry(name).or_default().push(concept[0]);
            }
        }
        concepts.retain(|_, of| of.len() > 2);
        assert!(concepts.is_empty(), "{concepts:?}");
    }

    #[test]
    fn names_are_as_the_search_compares_them() {
        for name in names() {
            assert!(name.chars().all(|c| fold(c) == c), "{name}: folded");
            // Neither has other forms under any normalisation.
            assert!(
                name.chars().all(|c| c == ' ' || c.is_ascii_graphic() || is_han(c)),
                "{name}: ASCII and Han"
            );
            assert_eq!(
                name,
                name.split_whitespace().collect::<Vec<_>>().join(" "),
                "{name}: single blanks inside"
            );
        }
    }

    #[test]
    fn names_are_not_too_general() {
        for name in names() {
            // One Han character is a part of hundreds of words, one letter of every identifier.
            assert!(name.chars().count() > 1, "{name}");
            assert!(!name.split(' ').all(|word| STOP_WORDS.contains(&word)), "{name}");
        }
    }

    #[test]
    fn lines_are_concepts_subjects_or_empty() {
        assert!(GLOSSARY.ends_with('\n') && !GLOSSARY.ends_with("\n\n"));
        for line in GLOSSARY.lines() {
            assert_eq!(line, line.trim(), "no blanks around");
            if line.starts_with('#') {
                assert!(line.starts_with("# ") && !line.contains('\t'), "{line}");
            }
        }
    }

    #[test]
    fn the_size_is_sane() {
        let concepts = glossary().len();
        assert!((700..=1200).contains(&concepts), "{concepts}");
        assert!(GLOSSARY.len() <= 64 * 1024, "{}", GLOSSARY.len());
    }
}
