//! Documents as case files, so that a corpus goes the way of every collection: through the compiler.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use casebook_compiler::SourceFile;

use crate::corpus::Document;

/// The level-2 heading that every case has; no letter of it is indexed.
const SECTION: &str = "§";

/// The files of a collection that holds `documents`, in their order: document `n` is case `…-n`.
pub(crate) fn files(documents: &[Document]) -> impl Iterator<Item = SourceFile> {
    let config = SourceFile::new("casebook.yaml", config(documents));
    let cases = documents
        .iter()
        .enumerate()
        .map(|(number, document)| SourceFile::new(format!("d{number:06}.md"), case(number, document)));
    std::iter::once(config).chain(cases)
}

/// The number of the document whose case has this id.
pub(crate) fn number(id: &str) -> Option<usize> {
    id.split_once('-')?.1.parse().ok()
}

fn config(documents: &[Document]) -> String {
    let facets = || documents.iter().map(|document| &document.facets);
    let prefixes: BTreeMap<_, _> = facets().map(|facets| (facets.component, facets.prefix)).collect();
    let severities: BTreeSet<_> = facets().map(|facets| facets.severity).collect();
    let kinds: BTreeSet<_> = facets().map(|facets| facets.kind).collect();

    let mut config =
        String::from("title: { zh-CN: corpus, en: corpus }\nlanguages: [zh-CN, en]\ncomponents:\n");
    for (key, prefix) in prefixes {
        let _ = writeln!(config, "{}    id_prefix: {prefix}", entry(key));
    }
    let _ = write!(
        config,
        "severities:\n{}types:\n{}statuses:\n{}sections:\n  - key: text\n    label: {{ zh-CN: {SECTION}, en: {SECTION} }}\n",
        severities.into_iter().map(entry).collect::<String>(),
        kinds.into_iter().map(entry).collect::<String>(),
        entry("complete"),
    );
    config
}

fn entry(key: &str) -> String {
    format!("  - key: {key}\n    label: {{ zh-CN: {key}, en: {key} }}\n")
}

fn case(number: usize, document: &Document) -> String {
    let facets = &document.facets;
    let tags: Vec<&str> = std::iter::once(&document.lang).chain(&facets.tags).map(String::as_str).collect();
    let mut markdown = format!(
        "---\nid: {}-{number:06}\ntitle: {}\ncomponent: {}\nseverity: {}\ntype: {}\nstatus: complete\ncreated: 2026-01-01\nupdated: 2026-01-01\ntags: [{}]\nsources: [https://example.org/{number}]\n---\n\n## {SECTION}\n\n",
        facets.prefix,
        quoted(&printable(&document.title)),
        facets.component,
        facets.severity,
        facets.kind,
        tags.join(", "),
    );
    let headings: BTreeSet<&str> = document.headings.lines().filter(|line| !line.trim().is_empty()).collect();
    for line in document.text.lines() {
        let printable = printable(line);
        let text = printable.trim();
        if text.is_empty() {
            continue;
        }
        if headings.contains(line) {
            markdown.push_str("### ");
        }
        escape_into(&mut markdown, text);
        markdown.push_str("\n\n");
    }
    if document.text.trim().is_empty() {
        markdown.push_str("\\-\n");
    }
    markdown
}

/// A JSON string is a YAML string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The text without what the compiler rightly refuses in a case: control and invisible characters.
fn printable(text: &str) -> String {
    let is_refused = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().map(|c| if is_refused(c) { ' ' } else { c }).collect()
}

/// Writes plain text as Markdown that reads back as the same text.
fn escape_into(markdown: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            markdown.push('\\');
        }
        markdown.push(c);
    }
}
