//! The search against a slow and obvious reference.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;

use casebook_compiler::model::{Case, Collection as Model};
use casebook_core::collection::{Collection, Facet};
use casebook_core::search::{Engine, Filters, SearchRequest, Sort};
use casebook_core::text::{fold, is_wide};
use common::{Sketch, block_of, collection_of, ids, ids_of, shipped_block, shipped_collection};
use proptest::prelude::*;

/// Everything of a case in which the search looks.
fn texts(model: &Model, case: &Case) -> Vec<String> {
    let component = &model.config.components[case.component].value;
    let mut texts = vec![case.id.clone(), case.slug.replace('-', " "), component.key.clone()];
    texts.extend(component.labels.iter().cloned());
    texts.extend(case.tags.iter().chain(&case.aliases).chain(&case.signatures).cloned());
    for edition in &case.editions {
        texts.extend([edition.title.clone(), edition.body.text.clone()]);
    }
    texts.into_iter().map(|text| text.chars().map(fold).collect()).collect()
}

/// Every stretch of `length` wide characters in any of `texts`.
fn wide_substrings(texts: &[String], length: usize) -> BTreeSet<String> {
    let mut substrings = BTreeSet::new();
    for text in texts {
        let characters: Vec<char> = text.chars().collect();
        for window in characters.windows(length).filter(|window| window.iter().all(|&c| is_wide(c))) {
            substrings.insert(window.iter().collect());
        }
    }
    substrings
}

/// Each one and each two Han characters find exactly the cases that hold them.
#[test]
fn one_and_two_han_characters_find_what_a_substring_search_finds() {
    let model = shipped_collection();
    let block = shipped_block();
    let mut engine = Engine::new(Collection::open(&block).unwrap()).unwrap();
    let texts: Vec<Vec<String>> = model.cases.iter().map(|case| texts(&model, case)).collect();
    let mut tried = 0;
    for length in [1, 2] {
        let all: BTreeSet<String> = texts.iter().flat_map(|texts| wide_substrings(texts, length)).collect();
        for substring in all {
            let holds = |texts: &&Vec<String>| texts.iter().any(|text| text.contains(&substring));
            assert_eq!(
                verbatim_total(&mut engine, &substring),
                texts.iter().filter(holds).count(),
                "{substring}"
            );
            tried += 1;
        }
    }
    assert!(tried > 1000, "{tried}");
}

/// Number of cases that hold `query` as it stands.
fn verbatim_total(engine: &mut Engine<'_>, query: &str) -> usize {
    let request = SearchRequest { query, verbatim: true, limit: 0, ..SearchRequest::default() };
    engine.search(&request).unwrap().total
}

/// Longer stretches of Han characters find their case, and what is found holds all their pairs.
#[test]
fn every_han_substring_finds_its_case() {
    let model = shipped_collection();
    let block = shipped_block();
    let mut engine = Engine::new(Collection::open(&block).unwrap()).unwrap();
    for case in &model.cases {
        let texts = texts(&model, case);
        for length in 3..=8 {
            // All of them would be a hundred thousand searches with snippets.
            for substring in wide_substrings(&texts, length).iter().step_by(23) {
                assert!(ids(&mut engine, substring).contains(&case.id), "{substring} finds {}", case.id);
            }
        }
    }
}

/// Everything between blanks that has a letter or a digit finds its case, typed as it stands.
#[test]
fn every_identifier_finds_its_case() {
    let model = shipped_collection();
    let block = shipped_block();
    let mut engine = Engine::new(Collection::open(&block).unwrap()).unwrap();
    let mut tried = 0;
    for case in &model.cases {
        let mut identifiers = BTreeSet::new();
        for text in texts(&model, case) {
            let words =
                text.split_whitespace().filter(|word| word.chars().any(|c| c.is_ascii_alphanumeric()));
            identifiers.extend(words.map(str::to_owned));
        }
        for identifier in identifiers.iter().step_by(3) {
            let found = engine
                .search(&SearchRequest { query: identifier, limit: 100, ..SearchRequest::default() })
                .unwrap();
            assert!(ids_of(&found).contains(&case.id), "{identifier} finds {}", case.id);
            assert!(found.dropped.is_empty() && found.complete > 0, "{identifier}");
            tried += 1;
        }
    }
    assert!(tried > 500, "{tried}");
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let words = || {
        prop::sample::select(vec![
            "证书",
            "过期",
            "超时",
            "节点",
            "x509",
            "CrashLoopBackOff",
            "10.0.0.1:6443",
            "pod",
        ])
    };
    let text = |length| prop::collection::vec(words(), length).prop_map(|words| words.join(" "));
    (
        0..3_usize,
        0..3_usize,
        0..2_usize,
        0..2_usize,
        prop::collection::vec(0..4_usize, 0..4),
        text(1..3),
        text(1..12),
    )
        .prop_map(|(component, severity, kind, status, tags, title, text)| Sketch {
            component,
            severity,
            kind,
            status,
            tags,
            title,
            text,
        })
}

const KEYS: [&[&str]; 5] =
    [&common::COMPONENTS, &common::SEVERITIES, &common::TYPES, &common::STATUSES, &common::TAGS];

fn filters() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..5_usize, 0..4_usize), 0..5)
}

/// Whether a sketch has a value of a facet.
fn has(sketch: &Sketch, facet: usize, value: usize) -> bool {
    match facet {
        0 => sketch.component == value,
        1 => sketch.severity == value,
        2 => sketch.kind == value,
        3 => sketch.status == value,
        _ => sketch.tags.contains(&value),
    }
}

proptest! {
    // Each case compiles a collection, which takes as long as hundreds of searches.
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Totals and facet counts equal those that one counts by hand.
    #[test]
    fn counts_equal_a_naive_count(
        sketches in prop::collection::vec(sketch(), 1..24),
        chosen in filters(),
        query in prop::sample::select(vec!["", "证书", "pod", "超时 节点"]),
    ) {
        let chosen: Vec<_> = chosen.into_iter().filter(|&(facet, value)| value < KEYS[facet].len()).collect();
        let block = block_of(&collection_of(&sketches));
        let mut engine = Engine::new(Collection::open(&block).unwrap()).unwrap();
        let mut filters = Filters::default();
        for &(facet, value) in &chosen {
            filters.add(Facet::ALL[facet], KEYS[facet][value]);
        }
        let request = SearchRequest { query, filters, verbatim: true, ..SearchRequest::default() };
        let response = engine.search(&request).unwrap();

        let words: Vec<&str> = query.split_whitespace().collect();
        let matches = |sketch: &Sketch| {
            let text = format!("{} {}", sketch.title, sketch.text);
            words.iter().all(|word| text.contains(word))
        };
        prop_assert_eq!(response.total, response.complete);

        let passes = |sketch: &Sketch, skip: usize| (0..5).filter(|&facet| facet != skip).all(|facet| {
            let mut of_facet = chosen.iter().filter(|&&(f, _)| f == facet).peekable();
            of_facet.peek().is_none() || of_facet.any(|&(_, value)| has(sketch, facet, value))
        });
        let matching: Vec<&Sketch> = sketches.iter().filter(|sketch| matches(sketch)).collect();
        prop_assert_eq!(response.total, matching.iter().filter(|sketch| passes(sketch, 9)).count());
        let tag_keys = engine.collection().keys(Facet::Tag).unwrap();
        for (facet, counts) in response.facets.iter().enumerate() {
            for (at, &count) in counts.iter().enumerate() {
                let value = if facet == 4 { common::TAGS.iter().position(|tag| *tag == tag_keys[at]).unwrap() } else { at };
                let naive = matching.iter().filter(|sketch| passes(sketch, facet) && has(sketch, facet, value)).count();
                prop_assert_eq!(count as usize, naive, "facet {} value {}", facet, value);
            }
        }
    }

    /// Whoever is found verbatim is found freely, and is said to hold the whole query.
    #[test]
    fn a_free_answer_holds_the_verbatim_one(
        sketches in prop::collection::vec(sketch(), 1..24),
        query in prop::sample::select(vec!["证书", "证书 过期", "pod 超时 节点", "CrashLoopBackOff", "10.0.0.1:6443 x509"]),
    ) {
        let block = block_of(&collection_of(&sketches));
        let mut engine = Engine::new(Collection::open(&block).unwrap()).unwrap();
        let free = SearchRequest { query, limit: 100, ..SearchRequest::default() };
        let verbatim = ids_of(&engine.search(&SearchRequest { verbatim: true, ..free.clone() }).unwrap());
        let found = engine.search(&free).unwrap();
        let complete = found.hits.iter().filter(|hit| hit.missing.is_empty());
        prop_assert_eq!(complete.clone().count(), found.complete);
        let complete: BTreeSet<&str> = complete.map(|hit| hit.case.id().unwrap()).collect();
        prop_assert!(verbatim.iter().all(|id| complete.contains(id.as_str())), "{:?} in {:?}", verbatim, complete);
    }

    /// A phrase is a substring, and an exclusion the rest.
    #[test]
    fn phrases_and_exclusions_equal_naive_filters(sketches in prop::collection::vec(sketch(), 1..24)) {
        let block = block_of(&collection_of(&sketches));
        let mut engine = Engine::new(Collection::open(&block).unwrap()).unwrap();
        let with = |text: &str| {
            sketches.iter().filter(|sketch| sketch.title.contains(text) || sketch.text.contains(text)).count()
        };
        for phrase in ["证书 过期", "pod 超时", "x509 CrashLoopBackOff"] {
            prop_assert_eq!(verbatim_total(&mut engine, &format!("\"{phrase}\"")), with(phrase), "{}", phrase);
        }
        for word in ["证书", "pod", "x509"] {
            let rest = sketches.len() - with(word);
            // A word that no case holds is text.
            let expected = if rest == sketches.len() { 0 } else { rest };
            prop_assert_eq!(verbatim_total(&mut engine, &format!("-{word}")), expected, "{}", word);
        }
    }

    /// An answer depends on its request alone, not on what was asked before, and pages are pieces
    /// of one list.
    #[test]
    fn answers_do_not_depend_on_history(
        sketches in prop::collection::vec(sketch(), 1..24),
        queries in prop::collection::vec("证|证书|过期 pod|x50|crash loop|10.0.0|[a-z]{1,3}|\\PC{0,6}", 1..8),
    ) {
        let block = block_of(&collection_of(&sketches));
        let collection = Collection::open(&block).unwrap();
        let mut used = Engine::new(collection).unwrap();
        for query in &queries {
            for sort in [Sort::Relevance, Sort::Severity, Sort::Updated] {
                let request = SearchRequest { query, sort, limit: 100, ..SearchRequest::default() };
                let fresh = Engine::new(collection).unwrap().search(&request).unwrap();
                let again = used.search(&request).unwrap();
                prop_assert_eq!(format!("{:?}", &fresh.hits), format!("{:?}", &again.hits));
                let (first, second) = (SearchRequest { limit: 3, ..request.clone() }, SearchRequest { offset: 3, ..request.clone() });
                let pages = [ids_of(&used.search(&first).unwrap()), ids_of(&used.search(&second).unwrap())].concat();
                prop_assert_eq!(pages, ids_of(&fresh));
            }
        }
    }

    /// Whatever is typed gets an answer whose ranges lie on character borders.
    #[test]
    fn every_query_is_answered(query in "\\PC{0,200}|[证书过期节点超时]{0,100}|[\u{0}-\u{ff}]{0,50}") {
        let sketches = ["证书过期 x509", "pod 超时"].map(|text| Sketch {
            component: 0, severity: 0, kind: 0, status: 0, tags: vec![], title: text.to_owned(), text: text.repeat(40),
        });
        let block = block_of(&collection_of(&sketches));
        let mut engine = Engine::new(Collection::open(&block).unwrap()).unwrap();
        let response = engine.search(&SearchRequest { query: &query, ..SearchRequest::default() }).unwrap();
        for hit in response.hits {
            let title = hit.edition.title().unwrap();
            prop_assert!(hit.title_marks.iter().all(|mark| title.get(mark.clone()).is_some_and(|text| !text.is_empty())));
            let mut end = 0;
            for mark in hit.snippet.marks {
                prop_assert!(mark.start >= end && hit.snippet.text.get(mark.clone()).is_some_and(|text| !text.is_empty()));
                end = mark.end;
            }
        }
    }
}
