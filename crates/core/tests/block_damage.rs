//! Damaged, cut and foreign blocks: an error with a code, or an answer that `verify` exposes. Damage whose
//! checksums were made to fit is what the oracle `block` of `casebook-oracles` does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::num::NonZero;
use std::thread;

use casebook_core::Error;
use casebook_core::block::layout::FORMAT_VERSION;
use casebook_core::collection::{Collection, Facet};
use casebook_core::log::Reader;
use casebook_core::markup::html;
use casebook_core::markup::writer::{Context, Links};
use casebook_core::search::{Engine, Filters, SearchRequest};
use common::{Sketch, block_of, collection_of};

fn block() -> Vec<u8> {
    let sketch = |text: &str| Sketch {
        component: 0,
        severity: 1,
        kind: 0,
        status: 0,
        tags: vec![0, 2],
        title: "证书过期".to_owned(),
        text: text.to_owned(),
    };
    let mut collection = collection_of(&[
        sketch("x509 [link](https://a.example) and [anchor](#描述)"),
        sketch("> [!NOTE]\n> alert\n\n| a | b |\n|---|:-:|\n| c | d |"),
        sketch("- [x] task[^1]\n\n[^1]: note\n\n```sh\nkubectl get nodes\n```"),
    ]);
    collection.cases[0].signatures = vec!["certificate has expired".to_owned()];
    collection.cases[1].signatures = vec![r"/dial tcp \S+:\d+: (i.o timeout|no route)/".to_owned()];
    collection.cases[1].caused_by = vec!["X-001".to_owned()];
    block_of(&collection)
}

/// Asks everything of a block that the module can ask.
fn use_everything(bytes: &[u8]) -> Result<(), Error> {
    let collection = Collection::open(bytes)?;
    let verified = collection.verify();
    let mut engine = Engine::new(collection)?;
    let mut filters = Filters::default();
    filters.add(Facet::Tag, "alpha");
    for query in ["", "证", "证书过期", "x509", "kubectl g", "10.0.0.1"] {
        let request = SearchRequest { query, filters: filters.clone(), ..SearchRequest::default() };
        drop(engine.search(&request));
        drop(engine.search(&SearchRequest { query, ..SearchRequest::default() }));
    }
    let mut log = Reader::new(collection)?;
    log.push(
        "x509: certificate has expired or\ndial tcp 10.43.0.1:443: i/o timeout\nerror certificate has exp\n",
    )?;
    drop(log.finish(None, 10));
    let mut log = Reader::new(collection)?;
    log.push("error: x509 link failed, and anchor kubectl get nodes, task note alert unknown\n")?;
    drop(log.finish(None, 10));
    for index in 0..collection.case_count().min(8) {
        let case = collection.case(index)?;
        for edition in case.editions()?.iter().take(8) {
            if let Ok(fragment) = edition.fragment() {
                let context = Context { id_prefix: "x-", links: Links::Ids, lang: "zh-CN" };
                assert!(!html::write(&fragment, context).contains("<script"));
            }
        }
    }
    verified
}

#[test]
fn a_sound_block_passes() {
    assert_eq!(use_everything(&block()), Ok(()));
}

#[test]
fn a_block_cut_anywhere_is_refused() {
    let block = block();
    for length in 0..block.len() {
        assert!(matches!(Collection::open(&block[..length]), Err(Error::Corrupt(_))), "{length}");
    }
}

#[test]
fn every_flipped_bit_is_noticed() {
    let block = block();
    let flip_every = |step: usize, first: usize| {
        for at in (first..block.len()).step_by(step) {
            // What is the same in every block, sounds and names, is most of this one: a bit a byte will do.
            let bits = if at < block.len() / 2 { 0..8 } else { at % 8..at % 8 + 1 };
            for bit in bits {
                let mut damaged = block.clone();
                damaged[at] ^= 1 << bit;
                assert!(use_everything(&damaged).is_err(), "byte {at}, bit {bit}");
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for first in 0..threads {
            scope.spawn(move || flip_every(threads, first));
        }
    });
}

#[test]
fn foreign_bytes_are_refused() {
    for bytes in [&b""[..], b"\0asm\x01\0\0\0", b"CASEBOOK", &[0xff; 4096]] {
        let error = Collection::open(bytes).map(drop).unwrap_err();
        assert_eq!(error.code(), "corrupt-block");
    }
}

#[test]
fn another_version_is_named() {
    let mut block = block();
    block[8] = 99;
    let error = Collection::open(&block).map(drop).unwrap_err();
    assert_eq!(error, Error::WrongFormat { found: 99, expected: FORMAT_VERSION });
    assert_eq!(error.code(), "wrong-format");
    assert!(
        error.to_string().contains(&format!("built for format 99, this is format {FORMAT_VERSION}")),
        "{error}"
    );
}
