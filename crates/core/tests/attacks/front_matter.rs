//! Every attack as a value of front matter: the compiler refuses it, or it stays what it is, text.

use std::collections::HashSet;
use std::fmt::Write;
use std::sync::LazyLock;

use casebook_compiler::block::write as write_block;
use casebook_compiler::model::{Case, Collection};
use casebook_compiler::{BuildInfo, Severity, SourceFile, check};
use casebook_core::collection::Collection as Read;
use casebook_core::markup::html::write as write_html;
use casebook_core::markup::writer::{Context, Links};
use casebook_oracles::{allowed, html};
use regex::Regex;

use crate::say;
use crate::vectors::vectors;

const FIELDS: [&str; 12] = [
    "id: ◊",
    "title: ◊",
    "component: ◊",
    "updated: ◊",
    "tags: [disk, ◊]",
    "aliases: [◊]",
    "applies_to: { ◊: '1' }",
    "applies_to: { app: ◊ }",
    "signatures: [◊]",
    "related: [◊]",
    "sources: [◊]",
    "◊: x",
];

#[test]
fn front_matter_is_refused_or_text() {
    let vectors = vectors();
    let mut kept = Vec::new();
    let mut tried = 0;
    for field in FIELDS {
        // Quoted, the value is the vector itself; as it is, YAML judges first.
        let mut lines: Vec<String> =
            vectors.iter().map(|vector| field.replace('◊', &quoted(vector))).collect();
        if field == "title: ◊" {
            lines.extend(vectors.iter().map(|vector| field.replace('◊', vector)));
        }
        tried += lines.len();
        // A few at a time: for each unknown id the compiler looks for the nearest of all.
        kept.extend(lines.chunks(128).flat_map(accepted));
    }
    let (vectors, fields) = (vectors.len(), FIELDS.len());
    say(&format!(
        "{vectors} attacks in {fields} fields of front matter: {} refused, {} text",
        tried - kept.len(),
        kept.len()
    ));
    let problems: Vec<String> = read_back(kept)
        .into_iter()
        .filter_map(|(title, problem)| Some(format!("{title:?}: {}", problem?)))
        .collect();
    assert!(problems.is_empty(), "{}:\n{}", problems.len(), problems.join("\n"));
}

/// The cases with each of `lines` in its front matter that the compiler finds no error in.
fn accepted(lines: &[String]) -> Vec<Case> {
    let cases: Vec<SourceFile> =
        lines.iter().enumerate().map(|(number, line)| case(number + 1, line)).collect();
    let mut files = vec![SourceFile::new("casebook.yaml", CONFIG)];
    files.extend(cases);
    let (_, diagnostics) = check(&files, &BuildInfo::default());
    let wrong: HashSet<String> = diagnostics
        .into_iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Error)
        .map(|diagnostic| diagnostic.file)
        .collect();
    files.retain(|file| !wrong.contains(&file.path));
    if files.len() == 1 {
        return Vec::new();
    }
    check(&files, &BuildInfo::default()).0.expect("no case with an error is left").cases
}

/// Writes all cases into one block, and looks at what comes out of it.
fn read_back(mut cases: Vec<Case>) -> Vec<(String, Option<String>)> {
    let alone = [SourceFile::new("casebook.yaml", CONFIG), case(1, "title: x")];
    let config = check(&alone, &BuildInfo::default()).0.expect("a case without errors").config;
    for (number, case) in cases.iter_mut().enumerate() {
        // Each came from a collection of its own.
        case.slug = format!("{}-{number}", case.slug);
        case.id = format!("{}-{number}", case.id);
    }
    let count = cases.len();
    let block = write_block(&Collection { config, cases }, &BuildInfo::default());
    let read = Read::open(&block).expect("what was written");
    assert_eq!(read.case_count(), count);
    let case = |number| {
        let case = read.case(number).expect("what was written");
        (format!("{:?}", case.edition_for(None).and_then(|edition| edition.title())), problem(&case))
    };
    (0..count).map(case).collect()
}

fn problem(case: &casebook_core::collection::Case<'_>) -> Option<String> {
    let edition = case.edition_for(None).unwrap();
    let sources = case.sources().unwrap();
    if let Some(source) = sources.iter().find(|source| !WEB.is_match(source)) {
        return Some(format!("source {source:?}"));
    }
    let applies = case.applies_to().unwrap().into_iter().flat_map(|(product, versions)| [product, versions]);
    let mut texts = [edition.title().unwrap()]
        .into_iter()
        .chain(applies)
        .chain(case.aliases().unwrap())
        .chain(case.signatures().unwrap())
        .chain(sources);
    let hides = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if let Some(text) = texts.find(|text| text.contains(hides)) {
        return Some(format!("hidden characters in {text:?}"));
    }
    let mut names = [case.id().unwrap(), case.slug().unwrap()].into_iter().chain(case.related().unwrap());
    if let Some(name) = names.find(|name| !NAME.is_match(name)) {
        return Some(format!("name {name:?}"));
    }
    let context = Context { id_prefix: "x-", links: Links::Ids, lang: "en" };
    allowed::problem(&html::tokens(&write_html(&edition.fragment().unwrap(), context)))
}

static WEB: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^https?://[\p{Alphabetic}\p{N}.\[\]:_-]+([/?#][^\s<>]*)?$").unwrap());
static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[A-Za-z0-9-]+$").unwrap());

const CONFIG: &str = include_str!("../../../compiler/tests/diagnostics/_base/casebook.yaml");
const CASE: &str = include_str!("../../../compiler/tests/diagnostics/_base/disk-full.md");

/// A case of its own, with `line` in place of the line of that key.
fn case(number: usize, line: &str) -> SourceFile {
    let unlike_others = CASE
        .replace("A-001", &format!("A-{number:03}"))
        .replace("No space left", &format!("No space left ({number})"));
    let key = line.split(':').next().unwrap_or("");
    let text = match unlike_others.lines().find(|known| known.split(':').next() == Some(key)) {
        Some(replaced) => unlike_others.replacen(replaced, line, 1),
        None => unlike_others.replacen("---\n", &format!("---\n{line}\n"), 1),
    };
    SourceFile::new(format!("case-{number}.md"), text)
}

/// A double-quoted YAML scalar.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || !c.is_ascii() => write!(out, "\\U{:08x}", u32::from(c)).unwrap(),
            c => out.push(c),
        }
    }
    out + "\""
}
