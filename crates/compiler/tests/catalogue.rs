//! The catalogue as its readers see it: parsed, not compared as text.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::BTreeSet;

use casebook_compiler::model::Collection;
use casebook_compiler::{Beside, BuildInfo, CATALOGUE_MARK, SourceFile, catalogue, check, compile};
use casebook_core::markup::markdown::events;
use common::{folder, read_folder};
use pulldown_cmark::{Event, Tag, TagEnd};

fn collection(files: &[SourceFile]) -> Collection {
    let (collection, diagnostics) = check(files, &BuildInfo::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    collection.unwrap()
}

fn shipped() -> Collection {
    collection(&read_folder(&folder("../../cases")))
}

/// The small collection of the diagnostics, changed by `change`.
fn changed(file: &str, change: impl Fn(String) -> String) -> Collection {
    let mut files = read_folder(&folder("tests/diagnostics/_base"));
    let file = files.iter_mut().find(|other| other.path == file).unwrap();
    file.bytes = change(String::from_utf8(file.bytes.clone()).unwrap()).into_bytes();
    collection(&files)
}

/// What a reader sees of a catalogue.
#[derive(Default)]
struct Seen {
    headings: Vec<String>,
    /// The cells of every row but the heads.
    rows: Vec<Vec<String>>,
    heads: Vec<Vec<String>>,
    links: Vec<(String, String)>,
    html: usize,
}

fn seen(markdown: &str) -> Seen {
    let mut seen = Seen::default();
    let (mut text, mut cells, mut destination) = (String::new(), Vec::new(), String::new());
    let mut link_from = 0;
    for (event, _) in events(markdown) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::TableCell | Tag::Item | Tag::Paragraph) => text.clear(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                (destination, link_from) = (dest_url.to_string(), text.len());
            }
            Event::End(TagEnd::Link) => seen.links.push((text[link_from..].to_owned(), destination.clone())),
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::Html(_) => seen.html += 1,
            Event::End(TagEnd::Heading(_)) => seen.headings.push(text.clone()),
            Event::End(TagEnd::TableCell) => cells.push(text.clone()),
            Event::End(TagEnd::TableHead) => seen.heads.push(std::mem::take(&mut cells)),
            Event::End(TagEnd::TableRow) => seen.rows.push(std::mem::take(&mut cells)),
            _ => {}
        }
    }
    seen
}

/// As GitHub makes them.
fn anchor(heading: &str) -> String {
    let lower = heading.to_lowercase();
    lower.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>().replace(' ', "-")
}

#[test]
fn every_case_stands_in_one_row() {
    let collection = shipped();
    let page = seen(&catalogue(&collection, &Beside::default()));
    let config = &collection.config;
    assert_eq!(page.rows.len(), collection.cases.len());
    for case in &collection.cases {
        let expected = [
            &case.id,
            &case.editions[0].title,
            &config.severities[case.severity].labels[0],
            &config.types[case.kind].labels[0],
            &config.statuses[case.status].labels[0],
        ];
        let rows = page.rows.iter().filter(|row| row.iter().eq(expected)).count();
        assert_eq!(rows, 1, "{}", case.id);
        // In its row, by severity, by type.
        let link = (case.id.clone(), format!("{}.md", case.slug));
        assert_eq!(page.links.iter().filter(|other| **other == link).count(), 3, "{}", case.id);
    }
    assert!(page.heads.iter().all(|head| *head == ["编号", "案例标题", "严重程度", "故障类型", "状态"]));
    assert_eq!(page.heads.len(), config.components.len());
}

#[test]
fn links_lead_somewhere() {
    let beside = Beside { licence: Some("LICENSE".into()), contributing: Some("../CONTRIBUTING.md".into()) };
    let page = seen(&catalogue(&shipped(), &beside));
    let anchors: Vec<_> = page.headings.iter().map(|heading| anchor(heading)).collect();
    assert_eq!(anchors.iter().collect::<BTreeSet<_>>().len(), anchors.len(), "{anchors:?}");
    for (text, destination) in &page.links {
        match destination.strip_prefix('#') {
            Some(wanted) => assert!(anchors.iter().any(|anchor| anchor == wanted), "{text}: {destination}"),
            None => assert!(folder("../../cases").join(destination).is_file(), "{text}: {destination}"),
        }
    }
    // All headings but the title and the table of contents itself.
    let contents = page.links.iter().zip(&page.headings[2..]);
    assert!(contents.clone().all(|((text, _), heading)| text == heading));
    assert_eq!(contents.count(), page.headings.len() - 2);
}

#[test]
fn files_that_are_not_there_are_not_linked() {
    let page = seen(&catalogue(&shipped(), &Beside::default()));
    assert!(page.links.iter().all(|(_, destination)| !destination.contains("LICENSE")));
    assert!(page.links.iter().all(|(_, destination)| !destination.contains("CONTRIBUTING")));
}

#[test]
fn titles_are_shown_as_they_are() {
    for title in [
        r"a | b || c",
        r"a\|b \\| c\",
        "`x | y` *z* __w__ ~~v~~",
        "<b>[a](b)</b> &amp; $x$ ![i](j)",
        "1. # > - + 证书：过期",
    ] {
        let line = format!("title: '{title}'");
        let collection = changed("disk-full.md", |text| text.replace("title: 磁盘写满", &line));
        let page = seen(&catalogue(&collection, &Beside::default()));
        assert_eq!(page.rows, [["A-001", title, "轻微", "运行时错误", "已完成"]]);
        assert_eq!(page.html, 1, "the mark is the only HTML");
    }
    let folded = |text: String| text.replace("title: 磁盘写满", "title: |-\n  a\n\n  b");
    let page = seen(&catalogue(&changed("disk-full.md", folded), &Beside::default()));
    assert_eq!(page.rows[0][1], "a b");
}

#[test]
fn labels_and_descriptions_are_shown_as_they_are() {
    let config = |text: String| {
        let label = "label: { zh-CN: '应用|*', en: A }\n    description: { zh-CN: 'a_b_ <c>', en: B }";
        text.replace("label: { zh-CN: 应用, en: Application }", label)
    };
    let text = catalogue(&changed("casebook.yaml", config), &Beside::default());
    let page = seen(&text);
    assert!(page.headings.contains(&"3.1 应用|* 故障案例".to_owned()), "{:?}", page.headings);
    assert!(text.contains(r"**[应用\|\*](#31-应用-故障案例)**（1 个）：a\_b\_ \<c\>"), "{text}");
}

#[test]
fn components_without_cases_say_so() {
    let text = catalogue(&changed("disk-full.md", |text| text), &Beside::default());
    assert!(text.contains("### 3.2 网络故障案例\n\n暂无案例。\n"), "{text}");
    assert!(text.contains("- **[网络](#32-网络故障案例)**（0 个）\n"), "{text}");
    assert!(text.contains("- **严重**（0 个）\n- **轻微**（1 个）\n  - [A-001](disk-full.md)\n"), "{text}");
}

#[test]
fn the_main_language_chooses_the_words() {
    let english = |text: String| {
        let text = text.replace("[zh-CN, en]", "[en, zh-CN]");
        text.replace("zh-CN: 故障描述, en: Description", "zh-CN: 描述, en: 故障描述")
            .replace("zh-CN: 根因分析, en: Root cause", "zh-CN: 根因, en: 根因分析")
            .replace("zh-CN: 解决方案, en: Solution", "zh-CN: 方案, en: 解决方案")
    };
    let text = catalogue(&changed("casebook.yaml", english), &Beside::default());
    assert!(text.contains("# Casebook\n\n## Contents\n"), "{text}");
    assert!(text.contains("1 case, last updated on 2026-02-06.\n"), "{text}");
    assert!(
        text.contains("### 3.1 Application cases\n\n| Id | Title | Severity | Type | Status |\n"),
        "{text}"
    );
}

#[test]
fn it_is_the_same_for_the_same_cases() {
    let mut files = read_folder(&folder("../../cases"));
    let before = catalogue(&collection(&files), &Beside::default());
    files.reverse();
    // Having been written, it is a file of the collection, and changes nothing.
    files.retain(|file| file.path != "README.md");
    let block = compile(&files, &BuildInfo::default()).block.unwrap();
    files.push(SourceFile::new("README.md", before.clone()));
    assert_eq!(catalogue(&collection(&files), &Beside::default()), before);
    assert!(compile(&files, &BuildInfo::default()).block.unwrap() == block, "it changes the block");
    assert!(before.starts_with(CATALOGUE_MARK));
    assert!(before.lines().next().unwrap().contains("`cargo xtask catalogue`"));
    assert!(before.ends_with('\n') && !before.ends_with("\n\n"));
    assert!(before.lines().all(|line| line == line.trim_end()));
}
