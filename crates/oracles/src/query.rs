//! A query to an answer.

use std::cell::RefCell;

use casebook_core::collection::Facet;
use casebook_core::search::{Engine, Response, SearchRequest, Sort};

use crate::collections::SHIPPED;

thread_local! {
    /// Has been asked everything before.
    static USED: RefCell<Engine<'static>> = RefCell::new(engine());
}

fn engine() -> Engine<'static> {
    Engine::new(*SHIPPED).expect("compiled")
}

/// Any text is answered by the shipped collection in every order, freely and to the letter; the answer
/// does not depend on what was asked before, and its pages are pieces of one list. To the letter
/// nothing is put right or left out.
pub fn query(bytes: &[u8]) {
    let query = &*String::from_utf8_lossy(bytes);
    USED.with_borrow_mut(|used| {
        let free = SearchRequest { query, limit: 100, ..SearchRequest::default() };
        for verbatim in [false, true] {
            for sort in [Sort::Relevance, Sort::Severity, Sort::Updated] {
                let request = SearchRequest { sort, verbatim, ..free.clone() };
                let answer = used.search(&request).expect("an answer");
                sound(&answer);
                if verbatim {
                    // Words that no case holds are told, and nothing is found without them.
                    let whole = answer.dropped.is_empty() || answer.total == 0;
                    assert!(answer.corrections.is_empty() && whole, "{}", printed(&answer));
                    assert_eq!(answer.total, answer.complete);
                }
                if sort == Sort::Relevance {
                    same(used, &request, &answer);
                }
            }
        }
    });
}

/// The same question again, to an engine that was asked nothing before, and in pages.
fn same(used: &mut Engine<'static>, request: &SearchRequest<'_>, answer: &Response<'_>) {
    let fresh = engine().search(request).expect("an answer");
    assert_eq!(printed(&fresh), printed(answer));
    let ids = |response: &Response<'_>| -> Vec<String> {
        response.hits.iter().map(|hit| hit.case.id().unwrap().to_owned()).collect()
    };
    let mut page = |offset, limit| {
        ids(&used.search(&SearchRequest { offset, limit, ..request.clone() }).expect("a page"))
    };
    assert_eq!([page(0, 2), page(2, 100)].concat(), ids(answer));
    if let Some(hit) = answer.hits.first() {
        let explained = used.explain(request, hit.case.id().unwrap()).expect("an explanation");
        assert_eq!(explained.rank, Some(0));
    }
}

/// Counts agree, and ranges ascend on character borders.
fn sound(answer: &Response<'_>) {
    assert!(answer.complete <= answer.total && answer.total == answer.hits.len());
    for (facet, counts) in Facet::ALL.into_iter().zip(&answer.facets) {
        assert_eq!(counts.len(), SHIPPED.keys(facet).unwrap().len(), "{facet:?}");
    }
    for hit in &answer.hits {
        assert!(hit.score.is_finite());
        let texts = [
            (hit.edition.title().unwrap(), &hit.title_marks),
            (hit.snippet.text.as_str(), &hit.snippet.marks),
        ];
        for (text, marks) in texts {
            let mut end = 0;
            for mark in marks {
                assert!(mark.start >= end && mark.end > mark.start, "{mark:?} of {text:?}");
                assert!(text.get(mark.clone()).is_some(), "{mark:?} of {text:?}");
                end = mark.end;
            }
        }
    }
}

/// An answer in words. `Debug` would print the whole block with each hit.
pub(crate) fn printed(answer: &Response<'_>) -> String {
    let hits = answer.hits.iter().map(|hit| {
        (hit.case.id().ok(), hit.score, &hit.title_marks, &hit.section, &hit.snippet, &hit.missing)
    });
    let Response { total, complete, facets, corrections, dropped, excluded, .. } = answer;
    let hits: Vec<_> = hits.collect();
    format!("{:?}", (total, complete, facets, corrections, dropped, excluded, hits))
}
