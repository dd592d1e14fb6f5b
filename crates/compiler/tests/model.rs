//! What a sound collection becomes.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use casebook_compiler::model::{Case, Collection};
use casebook_compiler::{BuildInfo, check, compile};
use casebook_core::markup::{Element, Step, Target};
use common::{folder, read_folder};

fn collection(fixture: &str) -> Collection {
    let mut files = read_folder(&folder("tests/diagnostics/_base"));
    files.extend(read_folder(&folder("tests/diagnostics").join(fixture)));
    let (collection, diagnostics) = check(&files, &BuildInfo::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    collection.unwrap()
}

fn case<'c>(collection: &'c Collection, id: &str) -> &'c Case {
    collection.cases.iter().find(|case| case.id == id).unwrap()
}

#[test]
fn translations_are_editions_of_their_case() {
    let collection = collection("good--translation");
    let case = case(&collection, "A-001");
    let editions: Vec<_> =
        case.editions.iter().map(|edition| (edition.lang, edition.title.as_str())).collect();
    assert_eq!(editions, [(0, "磁盘写满"), (1, "Disk full")]);
    for edition in &case.editions {
        let keys: Vec<_> = edition.sections.iter().map(|section| section.key).collect();
        assert_eq!(keys, [Some(0), Some(1), Some(2)]);
    }
}

#[test]
fn sections_divide_the_text() {
    let collection = collection("good--custom-section");
    let edition = &case(&collection, "A-002").editions[0];
    let mut end = 0;
    for section in &edition.sections {
        assert_eq!(section.text.start, end, "{section:?}");
        assert!(edition.body.text[section.text.clone()].starts_with(&section.heading), "{section:?}");
        end = section.text.end;
    }
    assert_eq!(end, edition.body.text.len());
    let keys: Vec<_> = edition.sections.iter().map(|section| section.key).collect();
    assert_eq!(keys, [Some(0), Some(1), None, Some(2)]);
    let anchors: Vec<_> = edition.sections.iter().map(|section| section.anchor.as_str()).collect();
    assert_eq!(anchors, ["故障描述", "根因分析", "影响范围", "解决方案"]);
}

#[test]
fn links_to_files_become_links_to_cases() {
    let collection = collection("good--links");
    let case = case(&collection, "A-002");
    let target = |step: &Step| match step {
        Step::Open(Element::Link { target, .. }) => Some(target.clone()),
        _ => None,
    };
    let targets: Vec<_> = case.editions[0].body.steps.iter().filter_map(target).collect();
    let disk = |anchor: Option<&str>| Target::Case { id: "A-001".into(), anchor: anchor.map(str::to_owned) };
    assert_eq!(targets[..3], [disk(None), disk(Some("先止血")), Target::Anchor("故障描述".into())]);
    assert!(matches!(targets[3..], [Target::External(_)]));
    assert_eq!(case.related, ["A-001"]);
    assert_eq!(case.applies_to, [("k3s".to_owned(), ">=1.21".to_owned())]);
}

#[test]
fn a_case_is_found_by_an_id_that_it_had() {
    let mut files = read_folder(&folder("tests/diagnostics/_base"));
    files.extend(read_folder(&folder("tests/diagnostics").join("good--former-id")));
    let block = compile(&files, &BuildInfo::default()).block.unwrap();
    let collection = casebook_core::collection::Collection::open(&block).unwrap();
    for id in ["A-002", "A-2", "A-9", "a-009", "b-3"] {
        assert_eq!(collection.case_by_id(id).unwrap().id(), Ok("A-002"), "{id}");
    }
    for id in ["A-003", "B-30", "", "A-"] {
        assert!(collection.case_by_id(id).is_err(), "{id}");
    }
}
