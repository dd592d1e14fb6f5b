//! Documents as case files, so that a corpus goes the way of every collection: through the compiler.

use std::collections::BTreeSet;

use casebook_compiler::SourceFile;

use crate::corpus::Document;

/// The level-2 heading that every case has; no letter of it is indexed.
const SECTION: &str = "§";

/// The files of a collection that holds `documents`, in their order: document `n` is case `D-n`.
pub(crate) fn files(documents: &[Document]) -> Vec<SourceFile> {
    let config = SourceFile { path: "casebook.yaml".to_owned(), bytes: config().into_bytes() };
    let cases = documents.iter().enumerate().map(|(number, document)| SourceFile {
        path: format!("d{number:06}.md"),
        bytes: case(number, document).into_bytes(),
    });
    std::iter::once(config).chain(cases).collect()
}

/// The id of document `number`.
pub(crate) fn id(number: usize) -> String {
    format!("D-{number:06}")
}

fn config() -> String {
    let entry = |key: &str| format!("  - key: {key}\n    label: {{ zh-CN: {key}, en: {key} }}\n");
    let component = "  - key: docs\n    id_prefix: D\n    label: { zh-CN: docs, en: docs }\n";
    format!(
        "title: {{ zh-CN: corpus, en: corpus }}\nlanguages: [zh-CN, en]\ncomponents:\n{component}severities:\n{}types:\n{}statuses:\n{}sections:\n  - key: text\n    label: {{ zh-CN: {SECTION}, en: {SECTION} }}\n",
        entry("minor"),
        entry("other"),
        entry("complete"),
    )
}

fn case(number: usize, document: &Document) -> String {
    let headings: BTreeSet<&str> = document.headings.lines().filter(|line| !line.trim().is_empty()).collect();
    let mut markdown = format!(
        "---\nid: {}\ntitle: {}\ncomponent: docs\nseverity: minor\ntype: other\nstatus: complete\ncreated: 2026-01-01\nupdated: 2026-01-01\ntags: [{}]\nsources: [https://example.org/{number}]\n---\n\n## {SECTION}\n\n",
        id(number),
        quoted(&printable(&document.title)),
        document.lang,
    );
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
