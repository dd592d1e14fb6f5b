//! Every attack in every position: what comes out holds only what may be there.
//!
//! The same vectors and positions run in a browser (`tests/browser/rendering.test.mjs`), which tells
//! what this cannot: that nothing happens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod front_matter;
mod vectors;

use std::io::Write;
use std::sync::LazyLock;

use casebook_core::markup::codec::{decode, encode};
use casebook_core::markup::markdown::parse;
use casebook_core::markup::writer::{Context, Links};

use casebook_oracles::{allowed, html};
use proptest::prelude::*;
use proptest::sample::Index;
use vectors::{Position, positions, vectors};

#[test]
fn markdown_holds_only_what_is_allowed() {
    let mut failures = Vec::new();
    for vector in VECTORS.iter() {
        for position in POSITIONS.iter() {
            if let Some(problem) = problem(&position.with(vector)) {
                failures.push(format!("{vector:?} as {}: {problem}", position.name));
            }
        }
    }
    let (vectors, positions) = (VECTORS.len(), POSITIONS.len());
    say(&format!("{vectors} attacks in {positions} positions: {} texts", vectors * positions));
    assert!(failures.is_empty(), "{}:\n{}", failures.len(), failures.join("\n"));
}

proptest! {
    /// Attacks that nobody wrote: several in a row, in a position within another.
    #[test]
    fn mixed_attacks_hold_only_what_is_allowed(
        parts in prop::collection::vec((any::<Index>(), any::<Index>(), any::<Index>()), 1..4),
        outer in any::<Index>(),
        cut in any::<Index>(),
    ) {
        let part = |(vector, position, end): &(Index, Index, Index)| {
            let markdown = end.get::<Position>(&POSITIONS).with(vector.get::<String>(&VECTORS));
            format!("{}{}", position.get::<Position>(&POSITIONS).with(&markdown), ["", "\n", "\n\n"][end.index(3)])
        };
        let whole = outer.get::<Position>(&POSITIONS).with(&parts.iter().map(part).collect::<String>());
        // Cut anywhere, so that constructs stay open.
        let end = whole.floor_char_boundary(cut.index(whole.len() + 1));
        prop_assert_eq!(problem(&whole), None);
        prop_assert_eq!(problem(&whole[..end]), None);
    }
}

static VECTORS: LazyLock<Vec<String>> = LazyLock::new(vectors);
static POSITIONS: LazyLock<Vec<Position>> = LazyLock::new(positions);

/// What is wrong with what `markdown` becomes.
fn problem(markdown: &str) -> Option<String> {
    let fragment = parse(markdown, &mut |_, _| None).expect("short enough");
    // As it would come out of the block.
    let stored = decode(&encode(&fragment.steps), &fragment.text).expect("what was written");
    let context = Context { id_prefix: "x-", links: Links::Ids, lang: "en" };
    allowed::problem(&html::tokens(&casebook_core::markup::html::write(&stored, context)))
}

/// To the standard error itself, which the test runner lets through.
fn say(report: &str) {
    writeln!(std::io::stderr().lock(), "{report}").unwrap();
}
