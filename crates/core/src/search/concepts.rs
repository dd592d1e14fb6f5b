//! Names of known concepts in a query.

use std::ops::Range;

use super::names::Names;
use super::query::{Query, Word};
use crate::error::Error;
use crate::text::{RunKind, fold};

/// Most words of a name.
const MOST_WORDS: usize = 5;
/// Most wide characters of a name.
const MOST_CHARACTERS: usize = 8;

/// A concept that the query names.
#[derive(Debug)]
pub(super) struct Concept<'a> {
    /// Where the name stands in the query.
    pub(super) range: Range<usize>,
    /// Its other names.
    pub(super) others: Vec<&'a str>,
}

/// The concepts that `query` names, the longest name at each place: in `证书过期` it is that, and
/// neither `证书` nor `过期`.
pub(super) fn concepts<'a>(query: &Query, names: &Names<'a>) -> Result<Vec<Concept<'a>>, Error> {
    let mut concepts = Vec::new();
    let mut at = 0;
    while let Some(word) = query.words.get(at) {
        if let Some((count, concept)) = several_words(query, at, names)? {
            concepts.push(concept);
            at += count;
            continue;
        }
        at += 1;
        match word.kind {
            RunKind::Latin => concepts.extend(named(query, word.range.clone(), names)?),
            RunKind::Wide => concepts.extend(within(query, word, names)?),
        }
    }
    Ok(concepts)
}

/// The name that is made of the words from `at` on, and how many they are.
fn several_words<'a>(
    query: &Query,
    at: usize,
    names: &Names<'a>,
) -> Result<Option<(usize, Concept<'a>)>, Error> {
    for count in (2..=MOST_WORDS).rev() {
        let Some(words @ [first, .., last]) = query.words.get(at..at + count) else { continue };
        let range = first.range.start..last.range.end;
        let name = words.iter().map(|word| folded(query, &word.range)).collect::<Vec<_>>().join(" ");
        if let Some(others) = names.others(&name)? {
            return Ok(Some((count, Concept { range, others })));
        }
    }
    Ok(None)
}

/// Names within a run of wide characters, which has no blanks to tell where they begin.
fn within<'a>(query: &Query, word: &Word, names: &Names<'a>) -> Result<Vec<Concept<'a>>, Error> {
    let text = query.text.get(word.range.clone()).unwrap_or("");
    let borders: Vec<usize> =
        text.char_indices().map(|(at, _)| word.range.start + at).chain([word.range.end]).collect();
    let mut concepts = Vec::new();
    let mut first = 0;
    while let Some(&start) = borders.get(first) {
        let mut step = 1;
        for length in (2..=MOST_CHARACTERS).rev() {
            let Some(&end) = borders.get(first + length) else { continue };
            if let Some(concept) = named(query, start..end, names)? {
                concepts.push(concept);
                step = length;
                break;
            }
        }
        first += step;
    }
    Ok(concepts)
}

fn named<'a>(query: &Query, range: Range<usize>, names: &Names<'a>) -> Result<Option<Concept<'a>>, Error> {
    let others = names.others(&folded(query, &range))?;
    Ok(others.map(|others| Concept { range, others }))
}

fn folded(query: &Query, range: &Range<usize>) -> String {
    query.text.get(range.clone()).unwrap_or("").chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::concepts;
    use crate::search::lexicon::tests::{Parts, block_of, query};

    /// What of `text` names a concept, pieces apart by `/`.
    fn named(text: &str, parts: &Parts<'_>) -> String {
        let concepts = concepts(&query(text), &parts.names).unwrap();
        concepts.iter().map(|concept| &text[concept.range.clone()]).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn the_longest_name_counts() {
        let block = block_of(&["证书 过期 证书过期 token 过期 oom k8s 证书颁发机构 持久卷 pvc"]);
        let parts = Parts::open(&block);
        for (text, expected) in [
            ("证书", "证书"),
            ("证书过期", "证书过期"),
            ("证书和过期", "证书/过期"),
            ("证书过期证书", "证书过期/证书"),
            ("的证书过期了", "证书过期"),
            ("期证", ""),
            ("书", ""),
            ("證書過期", "證書過期"),
            ("certificate", "certificate"),
            ("certificate expired", "certificate expired"),
            ("certificate has expired", "certificate has expired"),
            ("Certificate, Expired!", "Certificate, Expired"),
            ("certificate is expired", "certificate/expired"),
            ("root ca expired", "root ca/expired"),
            ("persistent volume claim", "persistent volume claim"),
            ("persistent volume expired", "persistent volume/expired"),
            // Latin words are names as a whole only.
            ("certificateless", ""),
            ("my-certificate", ""),
            ("boom oomx", ""),
            ("oom", "oom"),
            // Other scripts side by side.
            ("k8s证书", "k8s/证书"),
            ("token过期", "token过期"),
            ("oom 证书 过期 k8s", "oom/证书 过期/k8s"),
            ("", ""),
        ] {
            // `证书 过期` is no name of several words: it is written without a blank.
            let expected = expected.replace("证书 过期", "证书/过期");
            assert_eq!(named(text, &parts), expected, "{text}");
        }
    }

    #[test]
    fn the_other_names_stand_for_it() {
        let block = block_of(&["证书 过期 certificate expired"]);
        let parts = Parts::open(&block);
        let others = |text: &str| {
            let concepts = concepts(&query(text), &parts.names).unwrap();
            concepts.into_iter().flat_map(|concept| concept.others).collect::<Vec<_>>()
        };
        for (name, other) in
            [("证书", "certificate"), ("certificate", "证书"), ("Certificate", "证书"), ("过期", "expired")]
        {
            let others = others(name);
            assert!(others.contains(&other), "{name}: {others:?}");
            assert!(!others.contains(&name.to_lowercase().as_str()), "{name}: {others:?}");
        }
        // Names that the collection does not have stand for nothing.
        assert!(!others("证书").contains(&"cert"));
        // What the collection has no name of is no concept to it.
        assert!(others("oom").is_empty());
        assert!(others("内存溢出").is_empty());
    }
}
