//! Texts that are made to be slow, deep or large: what comes of them is bounded, and what they cost
//! grows with their length.
//!
//! The list is that of cmark's `pathological_tests.py`, written anew, and what our own steps could
//! stumble over. What is written is counted. That no step looks at the same text again and again only
//! time can tell: the processor time of this thread for sixteen short texts and for one sixteen times as
//! long, where as much is expected, caches aside, and sixteen times as much would be the mistake.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::io::Write;

use casebook_core::markup::codec::{MAX_DEPTH, decode, encode};
use casebook_core::markup::markdown::{MAX_CONTENT, MAX_INPUT, MAX_NODES, parse};
use casebook_core::markup::writer::{Context, Links};
use casebook_core::markup::{Element, Fragment, Step, Target, html};

/// A text by its name, of about so many bytes.
type Pattern = (&'static str, Box<dyn Fn(usize) -> String>);

/// What is repeated.
const REPEATED: &[&str] = &[
    // cmark's list.
    "*a **a ",
    "a_ ",
    "_a ",
    "a]",
    "[a",
    "*a_ ",
    "[ a_",
    "[ (](",
    "![[]()",
    "[a](<b",
    "[a](b",
    "a <!A ",
    "a <?",
    "a <![CDATA[",
    "<!--",
    "**x [a*b**c*](d)",
    "&",
    "a**b",
    "abc\0de\0",
    "aaa\rbbb\n-\u{b}\n",
    "x: ",
    // A megabyte of each character or sequence that nests or opens.
    ">",
    "> ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "1) ",
    "[",
    "![",
    "](",
    "]",
    "(",
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "<",
    "\t",
    "#",
    "# ",
    "|",
    "| ",
    "\\",
    "<b>",
    "</b>",
    "<b",
    "<a x='",
    "```\n",
    "~~~\n",
    "> - ",
    "- > ",
    "- [ ] ",
    "> [!NOTE]\n",
    "[^",
    "[^a]",
    "[^a]: ",
    "    ",
    "\n",
    "\r",
    " ",
    "=",
    "---\n",
    "***\n",
    "x\n\n",
    "a\n",
    "  \n",
    // What our own steps look at.
    "# a\n",
    "- a\n",
    "- [x] a\n",
    "| a ",
    "|\n",
    "![](x)\n",
    "![a](x)\n",
    "[a](#b)",
    "[a](https://k3s.io)",
    "<a@b.example>",
    "http://",
    "https://a",
    "https://a_b.c_d",
    "www.",
    "_www.",
    "(www.a_",
    "a@",
    "@",
    "a@b.",
    "https://a.b)",
    "mailto:",
    "&amp;",
    "&#0;",
    "https://a.b;",
    "&a;",
    "证",
    "证\n",
    "证*\n*",
    "*\n",
    "\u{202e}",
    "İ",
    "<script>\n",
    "~a~",
];

fn patterns() -> Vec<Pattern> {
    let mut patterns: Vec<Pattern> = REPEATED
        .iter()
        .map(|piece| -> Pattern { (piece, Box::new(move |size| piece.repeat(size / piece.len()))) })
        .collect();
    let mut add = |name, make: fn(usize) -> String| patterns.push((name, Box::new(make)));
    add("nested strong emphasis", |size| "*a **a ".repeat(size / 14) + "b" + &" a** a*".repeat(size / 14));
    add("nested brackets", |size| "[".repeat(size / 2) + "a" + &"]".repeat(size / 2));
    add("nested inline links", |size| "[".repeat(size / 4) + "a" + &"](b)".repeat(size / 8));
    add("openers and closers, multiples of three", |size| "a**b".to_owned() + &"c* ".repeat(size / 3));
    add("runs of backticks", |size| runs(size, |n| format!("e{}", "`".repeat(n))));
    add("deep lists", |size| runs(size, |n| format!("{}* a\n", "  ".repeat(n / 2))));
    add("headings in deep quotations", |size| "> ".repeat(60) + "\n" + &"> # a\n".repeat(size / 6));
    add("headings too deep", |size| {
        let line = "> ".repeat(MAX_DEPTH + 1) + "# a\n";
        line.repeat(size / line.len())
    });
    add("tasks too deep", |size| {
        let line = "> ".repeat(MAX_DEPTH + 1) + "- [ ] a\n";
        line.repeat(size / line.len())
    });
    add("many references", |size| numbered(size, |n| format!("[{n}]: u\n[{n}] ")));
    add("many footnotes", |size| numbered(size, |n| format!("[^{n}]: a\n\n[^{n}]\n\n")));
    add("footnotes within footnotes", |size| {
        numbered(size, |n| format!("[^{n}]: a[^{}]\n", n + 1)) + "\n[^0]"
    });
    add("one footnote, many mentions", |size| "[^a]: b\n\n".to_owned() + &"[^a]".repeat(size / 4));
    add("headings of one name", |size| "## 根因分析\n".repeat(size / 16));
    add("headings of many names", |size| numbered(size, |n| format!("# a-{n}\n# a\n")));
    add("a long address, mentioned often", |size| {
        format!("[a]: https://{}\n\n{}", "x".repeat(size / 2), "[a]".repeat(size / 6))
    });
    add("an address of 4 KiB, mentioned often", |size| {
        let definition = format!("[a]: https://a/{} \"{}\"\n\n", "证".repeat(400), "t".repeat(2000));
        "[a]".repeat((size - definition.len()) / 3) + "\n\n" + &definition
    });
    add("a wide table of short rows", |size| {
        let columns = size / 16;
        format!("{}|\n{}|\n{}", "|a".repeat(columns), "|-".repeat(columns), "a\n".repeat(size / 4))
    });
    add("many tables", |size| "|a|b|\n|-|-|\n|c|d|\n\n".repeat(size / 19));
    add("a table too deep", |size| {
        let quote = "> ".repeat(MAX_DEPTH - 2);
        format!("{quote}|a|b|\n{quote}|-|-|\n{}", format!("{quote}|c|d|\n").repeat(size / 130))
    });
    add("a list too deep", |size| ("> ".repeat(MAX_DEPTH - 1) + "- a\n").repeat(size / 130));
    add("colliding references", |size| numbered(size, |n| format!("[x{}]: /url\n\n[x0]\n\n", n * 16)));
    patterns
}

/// What opens a container, again and again in the first line.
const CONTAINERS: &[&str] = &[">", "> ", "- ", "1. ", "> - ", "- > ", "* 1) "];

/// What may come after it: lazy lines, what ends a paragraph, what begins another block.
const CONTINUATIONS: &[&str] = &[
    "a\n",
    "\n",
    "> a\n",
    ">\n",
    "  a\n",
    "    a\n",
    "\ta\n",
    "- a\n",
    "1. a\n",
    "# a\n",
    "***\n",
    "---\n",
    "```\n",
    "<b>\n",
    "<b\n",
    "|a|\n",
    "[a]: b\n",
    "[^a]: b\n",
    "&\n",
    "`\n",
    "*\n",
    "> - a\n",
    "a\n\n",
];

/// Every container, opened as often as a quarter of the text holds, before every continuation.
fn continued() -> impl Iterator<Item = Pattern> {
    CONTAINERS.iter().flat_map(|container| {
        CONTINUATIONS.iter().map(move |continuation| -> Pattern {
            let name = format!("{container:?} continued by {continuation:?}").leak();
            let make = move |size: usize| {
                container.repeat(size / 4 / container.len())
                    + "a\n"
                    + &continuation.repeat(size * 3 / 4 / continuation.len())
            };
            (name, Box::new(make))
        })
    })
}

/// Pieces of growing length.
fn runs(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut n = 1;
    while text.len() + n < size {
        text += &piece(n);
        n += 1;
    }
    text
}

/// Pieces with ascending numbers.
fn numbered(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut n = 0;
    while text.len() + 32 < size {
        text += &piece(n);
        n += 1;
    }
    text
}

const CONTEXT: Context<'_> = Context { id_prefix: "x-", links: Links::Ids, lang: "zh-CN" };

/// The largest that any element's own tags and attributes come to, less what text it carries.
const MOST_MARKUP: usize = 256;

/// References make six bytes of one at most: `&quot;`.
const MOST_HTML: usize = 6 * MAX_CONTENT + MOST_MARKUP * MAX_NODES;

#[test]
fn a_megabyte_of_anything_is_bounded() {
    let patterns = patterns();
    let (mut refused, mut deepest, mut most_nodes, mut longest) = (0, 0, 0, 0);
    for (name, make) in &patterns {
        let mut text = make(MAX_INPUT);
        text.truncate(text.floor_char_boundary(MAX_INPUT));
        assert!(text.len() <= MAX_INPUT && text.len() > MAX_INPUT / 3, "{name:?}: {}", text.len());
        let Ok(fragment) = parse(&text, &mut |_, _| None) else {
            refused += 1;
            continue;
        };
        let html = html::write(&fragment, CONTEXT);
        deepest = deepest.max(sound(name, &fragment));
        most_nodes = most_nodes.max(opened(&fragment));
        longest = longest.max(html.len());
        assert!(fragment.text.len() + attributes(&fragment) <= MAX_CONTENT, "{name:?}");
        assert!(
            html.len() <= 6 * (fragment.text.len() + attributes(&fragment)) + MOST_MARKUP * opened(&fragment),
            "{name:?}"
        );
    }
    assert!(deepest == MAX_DEPTH && most_nodes <= MAX_NODES && longest <= MOST_HTML);
    say(&format!(
        "{} texts of 1 MiB: {refused} refused, depth at most {deepest}, elements {most_nodes}, HTML {longest} bytes",
        patterns.len()
    ));
}

#[test]
fn what_is_written_grows_with_the_text() {
    let patterns = patterns();
    let mut worst = (0.0_f64, "");
    for (name, make) in &patterns {
        let written = |size| {
            let fragment = parse(&make(size), &mut |_, _| None).ok()?;
            assert_eq!(decode(&encode(&fragment.steps), &fragment.text).as_ref(), Ok(&fragment), "{name:?}");
            Some(fragment.steps.len() + html::write(&fragment, CONTEXT).len())
        };
        // A text that is refused has reached a cap.
        let (Some(one), Some(two)) = (written(1 << 15), written(1 << 16)) else { continue };
        let ratio = two as f64 / one.max(1) as f64;
        if ratio > worst.0 {
            worst = (ratio, name);
        }
    }
    say(&format!(
        "{} texts of twice the length write at most {:.2} times as much ({:?})",
        patterns.len(),
        worst.0,
        worst.1
    ));
    // A table fills its short rows up, to a limit of the parser's.
    assert!(worst.0 < 4.5, "{worst:?}");
}

/// How much longer the long texts are.
const TIMES: usize = 16;
/// Most measurements of one text.
const TRIES: usize = 5;

#[test]
fn time_grows_with_the_text() {
    if processor_time().is_none() {
        return say("no processor time on this system: its growth is not looked at");
    }
    let patterns: Vec<_> = patterns().into_iter().chain(continued()).collect();
    let mut worst = (0.0_f64, "");
    for (name, make) in &patterns {
        let (short, long) = (make(MAX_INPUT / 8 / TIMES), make(MAX_INPUT / 8));
        // The least of several: whatever else the machine does only adds.
        let (mut least_short, mut least_long) = (f64::MAX, f64::MAX);
        for _ in 0..TRIES {
            least_short = least_short.min(cost(&short, TIMES));
            least_long = least_long.min(cost(&long, 1));
            if least_long / least_short < 3.0 {
                break;
            }
        }
        if least_long / least_short > worst.0 {
            worst = (least_long / least_short, name);
        }
    }
    say(&format!(
        "{} texts of {TIMES} times the length take at most {TIMES} × {:.1} times as long ({:?})",
        patterns.len(),
        worst.0,
        worst.1
    ));
    assert!(worst.0 < 8.0, "{worst:?}");
}

/// Processor time for reading and writing `text` so many times, in nanoseconds; not below what can be
/// compared, as some systems count in steps of 4 ms.
fn cost(text: &str, times: usize) -> f64 {
    const LEAST: f64 = 16e6;
    let before = processor_time().unwrap();
    for _ in 0..times {
        if let Ok(fragment) = parse(text, &mut |_, _| None) {
            assert!(html::write(&fragment, CONTEXT).len() < MOST_HTML);
        }
    }
    ((processor_time().unwrap() - before) as f64).max(LEAST)
}

/// What this thread has used of a processor, in nanoseconds, where the system says so.
fn processor_time() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok()
}

/// Whether all is as a writer may rely on; returns the depth.
fn sound(name: &str, fragment: &Fragment) -> usize {
    let (mut open, mut deepest) = (Vec::new(), 0);
    for step in &fragment.steps {
        match step {
            Step::Open(element) => open.push(element),
            Step::Close => drop(open.pop().expect("balanced")),
            Step::Text(_) => {
                let loose = matches!(
                    open.last(),
                    Some(
                        Element::Table
                            | Element::TableHead
                            | Element::TableBody
                            | Element::TableRow
                            | Element::BulletList
                            | Element::OrderedList { .. }
                            | Element::Footnotes
                    )
                );
                assert!(!loose, "{name:?}: text in {:?}", open.last());
            }
        }
        deepest = deepest.max(open.len());
    }
    assert!(open.is_empty(), "{name:?}");
    deepest
}

fn opened(fragment: &Fragment) -> usize {
    fragment.steps.iter().filter(|step| matches!(step, Step::Open(_))).count()
}

fn attributes(fragment: &Fragment) -> usize {
    let length = |step: &Step| match step {
        Step::Open(Element::Link { target: Target::External(url), title }) => {
            url.as_str().len() + title.len()
        }
        Step::Open(Element::Link { target: Target::Anchor(slug), title }) => slug.len() + title.len(),
        Step::Open(Element::Heading { slug, .. }) => slug.len(),
        Step::Open(Element::Image { source, .. }) => source.as_str().len(),
        _ => 0,
    };
    fragment.steps.iter().map(length).sum()
}

/// To the standard error itself, which the test runner lets through.
fn say(report: &str) {
    writeln!(std::io::stderr().lock(), "{report}").unwrap();
}
