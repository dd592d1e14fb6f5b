#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use casebook_compiler::{BuildInfo, SourceFile, compile};
use casebook_core::collection::Collection;

use super::{MOST, Mode, StaticEdition, write, write_within};

const CONFIG: &str = "
title: { zh-CN: '案例 <&>', en: Cases }
languages: [zh-CN, en]
components:
  - { key: disk, id_prefix: D, label: { zh-CN: 磁盘, en: Disk }, description: { zh-CN: 一, en: a } }
  - { key: pool, id_prefix: P, label: { zh-CN: 池, en: Pool }, description: { zh-CN: 二, en: b } }
severities:
  - { key: critical, label: { zh-CN: 严重, en: Critical }, description: { zh-CN: 三, en: c } }
types:
  - { key: runtime-error, label: { zh-CN: 运行时错误, en: Runtime error }, description: { zh-CN: 四, en: d } }
statuses:
  - { key: complete, label: { zh-CN: 已完成, en: Complete }, description: { zh-CN: 五, en: e } }
sections:
  - { key: symptoms, label: { zh-CN: 故障描述, en: Symptoms }, description: { zh-CN: 六, en: f } }
";

const CASE: &str = "---
id: D-001
title: '磁盘满 <b>&'
component: disk
severity: critical
type: runtime-error
status: complete
created: 2026-01-02
updated: 2026-01-03
tags: [磁盘]
applies_to: { linux: '>=5' }
signatures: ['quota hit on md7']
related: [D-002]
sources: ['https://example.org/?a=1&b=2']
---

## 故障描述

日志有 `quota hit on md7`[^1]，另见[第二个](other.md#故障描述)与[这里](#故障描述)。

[^1]: 见 <https://example.org/>。
";

const OTHER: &str = "---
id: D-002
title: 另一个
component: disk
severity: critical
type: runtime-error
status: complete
created: 2026-01-02
updated: 2026-01-03
tags: [配额]
sources: ['https://example.org/']
---

## 故障描述

日志写着 EDQUOT。

![配额用尽的面板](quota.gif)
";

/// One pixel.
const IMAGE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x01L\0;";

const TRANSLATION: &str = "---
id: D-001
title: Disk full
---

## Symptoms

The log says `quota hit on md7`, see [here](#symptoms).
";

fn block() -> Vec<u8> {
    let file = |path: &str, text: &str| SourceFile::new(path, text);
    let files = [
        file("casebook.yaml", CONFIG),
        file("full.md", CASE),
        file("full.en.md", TRANSLATION),
        file("other.md", OTHER),
        SourceFile::new("quota.gif", IMAGE),
    ];
    let build = BuildInfo {
        commit: Some("0123456789abcdef".to_owned()),
        built_at: Some("2026-02-03T04:05:06Z".to_owned()),
    };
    let compilation = compile(&files, &build);
    compilation.block.unwrap_or_else(|| panic!("{:#?}", compilation.diagnostics))
}

fn written(most: usize) -> StaticEdition {
    let block = block();
    write_within(&Collection::open(&block).unwrap(), most).unwrap()
}

/// The values of an attribute that begin so.
fn values<'a>(html: &'a str, start: &'a str) -> Vec<&'a str> {
    html.split(start).skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect()
}

#[test]
fn every_edition_is_there_as_text() {
    let StaticEdition { html, mode } = written(MOST);
    assert_eq!(mode, Mode::Whole);
    for part in [
        "<section id=\"static-edition\" lang=\"zh-CN\"",
        ">案例 &lt;&amp;&gt;</h1>",
        "2 个案例 · 2026-02-03 · 提交 <code>0123456</code> · sha256 <code>",
        "<h2>磁盘</h2>",
        "<a href=\"#/case/D-001\" lang=\"zh-CN\">磁盘满 &lt;b&gt;&amp;</a>",
        "<dt>适用版本</dt><dd>linux &gt;=5</dd>",
        "<dt>更新</dt><dd>2026-01-03</dd>",
        "<span class=\"severity severity-0\">严重</span>",
        "<article id=\"/case/D-001.en\">",
        "The log says <code>quota hit on md7</code>",
        "<li><code>quota hit on md7</code></li>",
        "<a href=\"https://example.org/?a=1&amp;b=2\"",
        "日志写着 EDQUOT。",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("<h2>池</h2>"), "no heading without a case");
}

#[test]
fn every_link_within_leads_to_an_element() {
    for most in [MOST, 0] {
        let html = written(most).html;
        let ids = values(&html, " id=\"");
        for target in values(&html, " href=\"#") {
            assert_eq!(ids.iter().filter(|id| **id == target).count(), 1, "#{target}");
        }
    }
    let html = written(MOST).html;
    for link in
        ["/case/D-002/故障描述", "/case/D-001/故障描述", "/case/D-001.en/symptoms", "/case/D-001/fn_1"]
    {
        assert!(values(&html, " href=\"#").contains(&link), "#{link}");
    }
}

#[test]
fn too_much_text_leaves_titles_and_summaries() {
    let edition = written(0);
    assert_eq!(edition.mode, Mode::Summaries);
    let html = &edition.html;
    assert!(!html.contains("<article"), "{html}");
    for part in [
        "<li id=\"/case/D-001\">",
        "<p lang=\"zh-CN\">日志有 quota hit on md7",
        "<p lang=\"zh-CN\">日志写着 EDQUOT。</p>",
        "titles and summaries",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(edition.report().contains("more than 4 MB"), "{}", edition.report());
    let whole = written(MOST);
    assert!(whole.report().contains("every case in full"), "{}", whole.report());
}

#[test]
fn images_are_the_first_to_be_left_out() {
    let whole = written(MOST);
    let image = "<img src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==\" \
                 alt=\"配额用尽的面板\" width=\"1\" height=\"1\">";
    assert!(whole.html.contains(image), "{}", whole.html);

    let end = whole.html.rfind("</article>\n").unwrap() + "</article>\n".len();
    let length = end - whole.html.find("<article").unwrap();
    assert_eq!(written(length).mode, Mode::Whole);
    let without = written(length - 1);
    assert_eq!(without.mode, Mode::WithoutImages);
    assert!(!without.html.contains("<img"), "{}", without.html);
    for part in
        ["<p><em>配额用尽的面板</em></p>", "日志写着 EDQUOT。", "原处的斜体字是图片说明", "in italics"]
    {
        assert!(without.html.contains(part), "{part} in {}", without.html);
    }
    assert!(without.report().contains("descriptions for images"), "{}", without.report());
}

#[test]
fn a_foreign_block_is_an_error() {
    assert!(write(b"not a block").is_err());
}
