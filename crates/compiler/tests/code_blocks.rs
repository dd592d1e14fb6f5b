//! What the cases show can be used as it is shown: commands are shell, files are YAML, JSON, TOML,
//! policies are Rego.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use casebook_core::markup::markdown::events;
use common::{folder, read_folder};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use regex::Regex;
use saphyr_parser::Parser;

/// A code block of a case.
struct Block {
    file: String,
    /// Line of the file in which its first line stands.
    line: usize,
    lang: String,
    text: String,
}

/// What is wrong in a block: the line in it, from 1, and a message.
type Fault = (usize, String);

/// Finds what is wrong in a text.
type Check = fn(&str) -> Option<Fault>;

/// The languages that are checked, and whether the collection that comes with casebook must hold
/// some: a test that checks nothing must not look like one that passes. It shows no JSON yet.
const KINDS: [(&str, Check, bool); 5] = [
    ("sh", shell, true),
    ("yaml", yaml, true),
    ("toml", toml, true),
    ("rego", rego, true),
    ("json", json, false),
];

#[test]
fn code_blocks_are_what_they_say_they_are() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for block in blocks() {
        let Some((lang, check, _)) = KINDS.iter().find(|(lang, ..)| *lang == block.lang) else { continue };
        *counts.entry(lang).or_default() += 1;
        if let Some((line, message)) = check(&block.text) {
            faults.push(format!("cases/{}:{}: {lang}: {message}", block.file, block.line + line - 1));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    for (lang, _, required) in KINDS {
        let count = counts.get(lang).copied().unwrap_or(0);
        println!("{lang}: {count} blocks");
        assert!(count > 0 || !required, "no code block in `{lang}` was checked");
    }
}

#[test]
fn faults_are_found_in_their_line() {
    for (check, good, bad, line) in [
        (shell as Check, "kubectl get <kind> -n <ns> | tee \"<file>\"\n", "a\nif b; then\n", 3),
        (shell, "cat <<'EOF'\n<x>\nEOF\n", "a\ncat <<EOF\nb\n", 3),
        (shell, "a </dev/null 2>&1\n", "a\nb '<x>\n", 2),
        (yaml, "a: <x>\n---\nb: [1]\n", "a: 1\n---\nb: [1\nc: 2\n", 4),
        (json, "{\"a\": [1]}", "{\n\"a\": 1,\n}", 3),
        (rego, "allow if input.x == 1\n", "a := 1\nb if {\n", 2),
        (rego, "violation[{\"msg\": m}] { m := \"v0\" }\n", "package a\nallow { ( }\n", 2),
        (toml, "{{ template \"base\" . }}\n[a.'b']\nc = 1\n", "a = 1\n{{ x }}\nb = \n", 3),
    ] {
        assert_eq!(check(good), None, "{good}");
        let fault = check(bad).unwrap_or_else(|| panic!("passes: {bad}"));
        assert_eq!(fault.0, line, "{bad}: {fault:?}");
    }
}

#[test]
fn blocks_have_their_lines() {
    let text = "---\nid: A\n---\n\n1. a\n\n   ```sh\n   b\n     c\n   ```\n\n```yaml x\n\nd: 1\n```\n";
    let found: Vec<_> =
        blocks_of("f", text).into_iter().map(|block| (block.line, block.lang, block.text)).collect();
    let expected = [(8, "sh", "b\n  c\n"), (13, "yaml", "\nd: 1\n")];
    assert_eq!(found, expected.map(|(line, lang, text)| (line, lang.to_owned(), text.to_owned())));
}

fn blocks() -> Vec<Block> {
    let files = read_folder(&folder("../../cases")).into_iter();
    let cases = files.filter(|file| Path::new(&file.path).extension() == Some("md".as_ref()));
    cases.flat_map(|file| blocks_of(&file.path, &String::from_utf8(file.bytes).unwrap())).collect()
}

fn blocks_of(file: &str, text: &str) -> Vec<Block> {
    let (mut blocks, mut open): (Vec<Block>, _) = (Vec::new(), false);
    for (event, span) in events(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let lang = info.split_whitespace().next().unwrap_or("").to_lowercase();
                // The fence stands in the line where the block begins.
                let line = text[..span.start].matches('\n').count() + 2;
                blocks.push(Block { file: file.to_owned(), line, lang, text: String::new() });
                open = true;
            }
            Event::Text(part) if open => blocks.last_mut().unwrap().text.push_str(&part),
            Event::End(TagEnd::CodeBlock) => open = false,
            _ => {}
        }
    }
    blocks
}

/// Placeholders stand for words.
fn shell(text: &str) -> Option<Fault> {
    let text = Regex::new("<[A-Za-z][A-Za-z0-9._-]*>").unwrap().replace_all(text, "word");
    let output = Command::new("bash").args(["-n", "-c", &text]).env("LC_ALL", "C").output();
    let output = output.unwrap_or_else(|error| panic!("bash, which checks the commands: {error}"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // A here-document without an end is a warning only.
    if output.status.success() && said.is_empty() {
        return None;
    }
    let line = Regex::new(r"line (\d+)").unwrap().captures(&said);
    Some((line.map_or(1, |found| found[1].parse().unwrap()), said.trim().to_owned()))
}

/// Any number of documents.
fn yaml(text: &str) -> Option<Fault> {
    let error = Parser::new_from_str(text).find_map(Result::err)?;
    Some((error.marker().line(), error.info().to_owned()))
}

fn json(text: &str) -> Option<Fault> {
    let error = serde_json::from_str::<serde_json::Value>(text).err()?;
    Some((error.line(), error.to_string()))
}

/// Lines of templates that a program fills in before it reads the rest are left out.
fn toml(text: &str) -> Option<Fault> {
    let blank =
        |line: &str| if line.trim_start().starts_with("{{") { String::new() } else { line.to_owned() };
    let text = text.lines().map(blank).collect::<Vec<_>>().join("\n");
    let error = text.parse::<toml::Table>().err()?;
    let at = error.span().map_or(0, |span| span.start);
    Some((text[..at].matches('\n').count() + 1, error.message().to_owned()))
}

/// In either version of the language; a fragment gets the package that it leaves out.
fn rego(text: &str) -> Option<Fault> {
    let fragment = !text.lines().any(|line| line.starts_with("package "));
    let module = if fragment { format!("package fragment\n{text}") } else { text.to_owned() };
    let parse = |v0: bool| {
        let mut engine = regorus::Engine::new();
        engine.set_rego_v0(v0);
        engine.add_policy("block".to_owned(), module.clone()).map_err(|error| error.to_string())
    };
    let error = parse(false).err().and_then(|_| parse(true).err())?;
    let line = Regex::new(r"block:(\d+)").unwrap().captures(&error);
    let line: usize = line.map_or(1, |found| found[1].parse().unwrap());
    Some(((line - usize::from(fragment)).max(1), error))
}
