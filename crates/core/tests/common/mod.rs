//! Collections to test with: the one that ships, and small ones made up on the spot.
#![allow(dead_code, unreachable_pub)] // every test file uses its own part of this

use std::fs;
use std::path::Path;

use casebook_compiler::model::{Case, Collection, Component, Config, Edition, Section, Value};
use casebook_compiler::{BuildInfo, SourceFile, block, check, compile};
use casebook_core::markup::{Element, Step, markdown};
use casebook_core::search::{Engine, Response, SearchRequest};

pub fn shipped_files() -> Vec<SourceFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            SourceFile::new(entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
        })
        .collect()
}

pub fn build_info() -> BuildInfo {
    BuildInfo { commit: Some("0123abc".to_owned()), built_at: Some("2026-11-23T00:00:00Z".to_owned()) }
}

/// The shipped collection as a block.
pub fn shipped_block() -> Vec<u8> {
    compile(&shipped_files(), &build_info()).block.expect("the shipped cases compile")
}

/// The shipped collection as the compiler sees it.
pub fn shipped_collection() -> Collection {
    check(&shipped_files(), &build_info()).0.expect("the shipped cases compile")
}

pub fn block_of(collection: &Collection) -> Vec<u8> {
    block::write(collection, &build_info())
}

/// A made-up case: its values are positions in [`config`].
#[derive(Clone, Debug)]
pub struct Sketch {
    pub component: usize,
    pub severity: usize,
    pub kind: usize,
    pub status: usize,
    pub tags: Vec<usize>,
    pub title: String,
    pub text: String,
}

pub const COMPONENTS: [&str; 3] = ["net", "disk", "policy"];
pub const SEVERITIES: [&str; 3] = ["critical", "moderate", "minor"];
pub const TYPES: [&str; 2] = ["startup", "runtime"];
pub const STATUSES: [&str; 2] = ["complete", "draft"];
pub const TAGS: [&str; 4] = ["alpha", "beta", "gamma", "delta"];

pub fn config() -> Config {
    let value = |key: &str| Value {
        key: key.to_owned(),
        labels: vec![key.to_owned()],
        descriptions: vec![String::new()],
    };
    let values = |keys: &[&str]| keys.iter().map(|key| value(key)).collect();
    Config {
        title: vec!["测试".to_owned()],
        languages: vec!["zh-CN".to_owned()],
        components: COMPONENTS
            .iter()
            .map(|key| Component { value: value(key), id_prefix: key[..1].to_uppercase() })
            .collect(),
        severities: values(&SEVERITIES),
        types: values(&TYPES),
        statuses: values(&STATUSES),
        sections: values(&["description"]),
        hints: Vec::new(),
        review_after_days: None,
    }
}

pub fn collection_of(sketches: &[Sketch]) -> Collection {
    let cases = sketches.iter().enumerate().map(|(number, sketch)| case_of(number + 1, sketch));
    Collection { config: config(), cases: cases.collect() }
}

fn case_of(number: usize, sketch: &Sketch) -> Case {
    let date = "2026-11-23".parse().unwrap();
    let mut tags: Vec<String> = sketch.tags.iter().map(|&tag| TAGS[tag].to_owned()).collect();
    tags.sort();
    tags.dedup();
    Case {
        id: format!("X-{number:03}"),
        slug: format!("case-{number}"),
        component: sketch.component,
        severity: sketch.severity,
        kind: sketch.kind,
        status: sketch.status,
        created: date,
        updated: date,
        tags,
        aliases: Vec::new(),
        applies_to: Vec::new(),
        signatures: Vec::new(),
        related: Vec::new(),
        caused_by: Vec::new(),
        former_ids: Vec::new(),
        sources: Vec::new(),
        editions: vec![edition_of(sketch)],
    }
}

fn edition_of(sketch: &Sketch) -> Edition {
    let body = markdown::parse(&format!("## 描述\n\n{}", sketch.text), &mut |_, _| None).unwrap();
    let anchor = body.steps.iter().find_map(|step| match step {
        Step::Open(Element::Heading { slug, .. }) => Some(slug.clone()),
        _ => None,
    });
    let section = Section {
        key: Some(0),
        heading: "描述".to_owned(),
        anchor: anchor.unwrap(),
        text: 0..body.text.len(),
    };
    Edition { lang: 0, title: sketch.title.clone(), body, sections: vec![section] }
}

/// Ids of all cases that `query` finds, best first.
pub fn ids(engine: &mut Engine<'_>, query: &str) -> Vec<String> {
    let request = SearchRequest { query, limit: 100, ..SearchRequest::default() };
    ids_of(&engine.search(&request).unwrap())
}

pub fn ids_of(response: &Response<'_>) -> Vec<String> {
    response.hits.iter().map(|hit| hit.case.id().unwrap().to_owned()).collect()
}

pub fn total(engine: &mut Engine<'_>, query: &str) -> usize {
    engine.search(&SearchRequest { query, limit: 0, ..SearchRequest::default() }).unwrap().total
}
