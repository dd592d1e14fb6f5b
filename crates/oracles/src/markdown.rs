//! Markdown to tree.

use std::ops::Range;

use casebook_core::markup::codec::{MAX_DEPTH, decode, encode};
use casebook_core::markup::markdown::{MAX_CONTENT, MAX_INPUT, MAX_NODES, parse};
use casebook_core::markup::writer::{Context, Links};
use casebook_core::markup::{Element, Fragment, Step, Target, html, slug};

use crate::{allowed, html::tokens};

/// Any text becomes a [`sound`] tree, of which the HTML holds only what is allowed, or is refused by a
/// limit. The tree survives the way through the block.
pub fn markdown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut resolver = |destination: &str, range: Range<usize>| {
        assert!(text.get(range).is_some(), "a link lies in the text");
        // As in the rules.
        let (file, anchor) = destination.split_once('#').unwrap_or((destination, ""));
        let anchor = Some(slug(anchor)).filter(|anchor| !anchor.is_empty());
        (file == "known.md").then(|| Target::Case { id: "K-001".to_owned(), anchor })
    };
    let fragment = match parse(&text, &mut resolver) {
        Ok(fragment) => fragment,
        Err(refused) => {
            assert!(text.len() > MAX_INPUT || refused.limit < MAX_INPUT || refused.limit == MAX_CONTENT);
            return;
        }
    };
    sound(&fragment);
    assert_eq!(decode(&encode(&fragment.steps), &fragment.text), Ok(fragment.clone()));
    for links in [Links::Ids, Links::Routes("K-002")] {
        let html = html::write(&fragment, Context { id_prefix: "x-", links, lang: "en" });
        assert_eq!(allowed::problem(&tokens(&html)), None, "{html}");
    }
}

/// A tree is balanced, no deeper and no larger than its limits, its texts ascend on character borders,
/// and tokens are parts of code blocks, without parts.
pub fn sound(fragment: &Fragment) {
    let (mut opened, mut end) = (0, 0);
    let mut parents: Vec<&Element> = Vec::new();
    for step in &fragment.steps {
        match step {
            Step::Open(element) => {
                opened += 1;
                let parent = parents.last();
                let in_code = matches!(parent, Some(Element::CodeBlock { .. }));
                assert!(in_code || !matches!(element, Element::Token(_)), "a token in {parent:?}");
                assert!(!matches!(parent, Some(Element::Token(_))), "{element:?} in a token");
                parents.push(element);
            }
            Step::Close => drop(parents.pop().expect("nothing closes twice")),
            Step::Text(_) => {}
        }
        if let Step::Text(range) | Step::Open(Element::Image { alt: range, .. }) = step {
            assert!(range.start >= end && fragment.text.get(range.clone()).is_some(), "{range:?}");
            end = range.end;
        }
        assert!(parents.len() <= MAX_DEPTH);
    }
    assert!(parents.is_empty(), "everything closes");
    assert!(opened <= MAX_NODES && fragment.text.len() <= MAX_CONTENT);
}
