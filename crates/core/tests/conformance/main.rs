//! The suites of `CommonMark` and GitHub Flavored Markdown, through our Markdown, tree and HTML.
//!
//! Where our HTML differs from what a suite expects, a rule says how, and the rule is applied to the
//! expected HTML: what it predicts must be what we write.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod rules;
mod suite;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::LazyLock;

use casebook_core::markup::markdown::{events, parse};
use casebook_core::markup::writer::{Context, Links};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use regex::Regex;

use casebook_oracles::html::{RAW_BLOCK, RAW_END, RAW_INLINE, normalised, tokens};
use suite::{Example, examples};

#[test]
fn commonmark() {
    let suite = examples(include_str!("../../../../tests/rendering/commonmark/spec.txt"));
    assert_eq!(suite.len(), 652, "the file was not read as meant");
    run("CommonMark 0.31.2", &suite, |_| true);
}

/// The text repeats `CommonMark` 0.29; where 0.31.2 has the same Markdown, its answer holds.
#[test]
fn gfm() {
    let newer = examples(include_str!("../../../../tests/rendering/commonmark/spec.txt"));
    let mut suite = examples(include_str!("../../../../tests/rendering/gfm/spec.txt"));
    assert_eq!(suite.len(), 673, "the file was not read as meant");
    suite.retain(|example| newer.iter().all(|newer| newer.markdown != example.markdown));
    run("GFM 0.29 beyond CommonMark", &suite, |example| example.extension != "autolink");
}

#[test]
fn gfm_extensions() {
    let mut suite = examples(include_str!("../../../../tests/rendering/gfm/extensions.txt"));
    assert_eq!(suite.len(), 30, "the file was not read as meant");
    // The reference's way of saying that it must only not crash.
    suite.retain(|example| example.html.trim() != "<IGNORE>");
    run("GFM extensions", &suite, |_| false);
}

fn run(name: &str, suite: &[Example], bare_addresses: impl Fn(&Example) -> bool) {
    let mut equal = 0;
    let mut by_rule: BTreeMap<rules::Rule, usize> = BTreeMap::new();
    let mut failures = Vec::new();
    for example in suite {
        let basis = marked(example).unwrap_or_else(|| example.html.clone());
        let (predicted, rules) = rules::predict(tokens(&basis), bare_addresses(example));
        let predicted = normalised(predicted);
        let ours = normalised(tokens(&ours(&example.markdown)));
        if ours != predicted {
            failures.push(format!(
                "--- line {}, rules {rules:?}\n{}\n--- expected\n{}\n--- predicted\n{predicted:?}\n--- got\n{ours:?}\n",
                example.line, example.markdown, example.html
            ));
        }
        equal += usize::from(rules.is_empty());
        for rule in rules {
            *by_rule.entry(rule).or_default() += 1;
        }
    }
    // To the standard error itself, which the test runner lets through.
    let mut out = std::io::stderr().lock();
    writeln!(out, "{name}: {} examples, {equal} equal, {} by rules:", suite.len(), suite.len() - equal)
        .unwrap();
    for (rule, count) in by_rule {
        writeln!(out, "  {count:>4}  {}", rule.text()).unwrap();
    }
    assert!(failures.is_empty(), "{} differ\n{}", failures.len(), failures.join("\n"));
}

fn ours(markdown: &str) -> String {
    let fragment = parse(markdown, &mut |_, _| None).expect("short enough");
    casebook_core::markup::html::write(&fragment, Context { id_prefix: "x-", links: Links::Ids, lang: "en" })
}

/// What the suite expects, raw HTML between marks, if it holds some.
fn marked(example: &Example) -> Option<String> {
    let mut raw = false;
    let events = events(&example.markdown).map(|(event, _)| match event {
        Event::Start(Tag::HtmlBlock) => {
            raw = true;
            Event::Html(CowStr::from(RAW_BLOCK.to_string()))
        }
        Event::End(TagEnd::HtmlBlock) => Event::Html(CowStr::from(RAW_END.to_string())),
        Event::InlineHtml(html) => {
            raw = true;
            Event::InlineHtml(CowStr::from(format!("{RAW_INLINE}{html}{RAW_END}")))
        }
        event => event,
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    // The reference writer with raw HTML as it is must be what the suite expects.
    let bare = |html: &str| {
        let mut text = filtered(html).replace("&quot;", "\"").replace("&gt;", ">");
        text.retain(|c| !c.is_whitespace() && !matches!(c, RAW_BLOCK | RAW_INLINE | RAW_END));
        text
    };
    (raw && bare(&html) == bare(&example.html)).then_some(html)
}

/// GFM's filter of tags: these begin with `&lt;` in what the suite expects.
fn filtered(html: &str) -> Cow<'_, str> {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?i)<(title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)").unwrap()
    });
    TAG.replace_all(html, "&lt;$1")
}
