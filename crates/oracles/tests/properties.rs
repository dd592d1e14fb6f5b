//! The oracles on inputs by chance: the seeds of fuzzing, cut, joined and damaged.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

use casebook_oracles::{block, case, log, markdown, query};
use proptest::prelude::*;
use proptest::sample::Index;

/// What is done to a text: a piece of another is put somewhere, in place of some bytes, which may be
/// within a character.
type Splice = (Index, Index, Index, u8, u8);

fn seeds(oracle: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/seeds").join(oracle);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// The seeds of an oracle with splices.
fn spliced(oracle: &str) -> impl Strategy<Value = Vec<u8>> + use<> {
    let seeds = seeds(oracle);
    let splices = prop::collection::vec(any::<Splice>(), 0..6);
    (any::<Index>(), splices).prop_map(move |(first, splices)| {
        let mut bytes = first.get(&seeds).clone();
        for (seed, from, to, length, replaced) in splices {
            let other = seed.get(&seeds);
            let start = from.index(other.len() + 1);
            let piece = &other[start..(start + usize::from(length)).min(other.len())];
            let at = to.index(bytes.len() + 1);
            let end = (at + usize::from(replaced)).min(bytes.len());
            let _ = bytes.splice(at..end, piece.iter().copied());
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn markdown_holds(bytes in spliced("markdown")) {
        markdown(&bytes);
    }

    #[test]
    fn query_holds(bytes in spliced("query")) {
        query(&bytes);
    }

    #[test]
    fn log_holds(bytes in spliced("log")) {
        log(&bytes);
    }

    #[test]
    fn case_holds(bytes in spliced("case")) {
        case(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn block_holds(bytes in prop_oneof![spliced("block"), prop::collection::vec(any::<u8>(), 0..64)]) {
        block(&bytes);
    }
}
