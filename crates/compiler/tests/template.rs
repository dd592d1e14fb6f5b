//! A new case: right as far as it goes, and everything still to do is told.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use casebook_compiler::model::Collection;
use casebook_compiler::{
    BuildInfo, Code, Diagnostic, NewCase, SourceFile, check, nearest, outline, template,
};
use common::{folder, read_folder};
use jiff::civil::date;
use proptest::prelude::*;

fn base() -> Vec<SourceFile> {
    read_folder(&folder("tests/diagnostics/_base"))
}

fn shipped() -> Vec<SourceFile> {
    read_folder(&folder("../../cases"))
}

/// The file of a new case in `files`.
fn begun(files: &[SourceFile], component: usize, title: &str) -> String {
    let outline = outline(files).unwrap();
    let id = outline.next_id(&outline.config.components[component]);
    template(&outline.config, &NewCase { id: &id, title, component, today: date(2026, 3, 9) })
}

fn with(mut files: Vec<SourceFile>, path: &str, text: &str) -> Vec<SourceFile> {
    files.push(SourceFile::new(path, text));
    files
}

fn checked(files: &[SourceFile]) -> (Option<Collection>, Vec<Diagnostic>) {
    check(files, &BuildInfo { commit: None, built_at: Some("2026-03-09T00:00:00Z".to_owned()) })
}

/// The author's part: something in every gap.
fn filled(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with("signatures:")) {
        let line = line.replace("tags: []", "tags: [a]");
        let line = line.replace("sources: []", "sources: [https://example.org/]");
        lines.push(if line.starts_with("> ") { "正文。".to_owned() } else { line });
        if lines.last().is_some_and(|line| line.starts_with("## ")) {
            lines.push("正文。".to_owned());
        }
    }
    lines.join("\n")
}

fn codes(diagnostics: &[Diagnostic], file: &str) -> Vec<Code> {
    diagnostics.iter().filter(|one| one.file == file).map(|one| one.code).collect()
}

#[test]
fn what_is_to_do_is_told_and_nothing_else() {
    let files: Vec<_> = shipped();
    let config = outline(&files).unwrap().config;
    for component in 0..config.components.len() {
        let text = begun(&files, component, "新案例");
        let (_, diagnostics) = checked(&with(files.clone(), "new-case.md", &text));
        let empty = [Code::EmptyValue; 3].into_iter();
        let expected: Vec<_> = empty.chain(vec![Code::UnfilledHint; config.sections.len()]).collect();
        assert_eq!(codes(&diagnostics, "new-case.md"), expected);
        let own = diagnostics.iter().filter(|one| one.file == "new-case.md");
        let names: Vec<_> = own.map(|one| one.message.as_str()).take(3).collect();
        assert_eq!(names, ["`tags` is empty", "`signatures` is empty", "`sources` is empty"]);
    }
}

#[test]
fn sections_without_hints_are_empty() {
    let text = begun(&base(), 1, "新案例");
    let (_, diagnostics) = checked(&with(base(), "new-case.md", &text));
    let expected: Vec<_> = [Code::EmptyValue; 3].into_iter().chain([Code::EmptySection; 3]).collect();
    assert_eq!(codes(&diagnostics, "new-case.md"), expected);
}

#[test]
fn a_filled_one_is_a_case() {
    let text = filled(&begun(&base(), 1, "新案例"));
    let (collection, diagnostics) = checked(&with(base(), "new-case.md", &text));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let collection = collection.unwrap();
    let case = collection.cases.iter().find(|case| case.slug == "new-case").unwrap();
    assert_eq!((case.id.as_str(), case.component, case.severity, case.kind), ("N-001", 1, 0, 0));
    assert_eq!((case.created, case.updated), (date(2026, 3, 9), date(2026, 3, 9)));
}

#[test]
fn hints_stand_under_their_headings() {
    let files = read_folder(&folder("tests/diagnostics/good--hints"));
    let text = begun(&with(base(), "x", ""), 0, "a");
    assert!(!text.contains("\n>"), "no hints: {text}");
    let mut all = base();
    all.retain(|file| file.path != "casebook.yaml");
    all.extend(files.into_iter().filter(|file| file.path == "casebook.yaml"));
    let text = begun(&all, 0, "a");
    let expected =
        "---\n\n## 故障描述\n\n> [!TODO]\n> 写现象。\n>\n> - 逐字引用\n\n## 根因分析\n\n## 解决方案\n";
    assert!(text.ends_with(expected), "{text}");
}

#[test]
fn values_to_choose_from_are_listed() {
    let text = begun(&shipped(), 0, "a");
    for line in [
        "severity: critical # 按实际选择：critical (严重)、moderate (中等)、minor (轻微)",
        "status: draft # 按实际选择：complete (已完成)、draft (待补充)",
    ] {
        assert!(text.lines().any(|other| other == line), "{text}");
    }
    // No status is called `draft`: the last.
    assert!(begun(&base(), 0, "a").contains("\nstatus: complete # "));
}

#[test]
fn the_main_language_chooses_the_words() {
    let mut files = base();
    let config = files.iter_mut().find(|file| file.path == "casebook.yaml").unwrap();
    let text = String::from_utf8(config.bytes.clone()).unwrap().replace("[zh-CN, en]", "[en, zh-CN]");
    config.bytes = text.into_bytes();
    let text = begun(&files, 0, "a");
    assert!(text.contains("\nseverity: critical # choose: critical (Critical), minor (Minor)\n"), "{text}");
    assert!(text.contains("\n## Root cause\n"), "{text}");
}

#[test]
fn ids_go_on_after_the_highest() {
    let mut files = base();
    for id in ["A-007", "a-12", "A-x", "N-999"] {
        let text = format!("---\nid: {id}\n---\n\nnothing else is right\n");
        files = with(files, &format!("case-{}.md", id.to_lowercase()), &text);
    }
    files = with(files, "case-n-999.en.md", "---\nid: N-2000\n---\n");
    let outline = outline(&files).unwrap();
    let next: Vec<_> = outline.config.components.iter().map(|component| outline.next_id(component)).collect();
    assert_eq!(next, ["A-013", "N-1000"]);
}

#[test]
fn a_broken_configuration_is_told() {
    let files = [SourceFile::new("casebook.yaml", "title: {")];
    assert!(!outline(&files).unwrap_err().is_empty());
    let codes: Vec<_> = outline(&[]).unwrap_err().into_iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::NoConfig]);
}

#[test]
fn what_was_meant_is_found() {
    assert_eq!(nearest("netwrok", ["app", "network"]), Some("network"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn titles_are_kept(title in r#"[ -~“”：？！　一-十]{0,8}(: | #|"|'|\\|- |\? |[ -~一-十]){1,6}[a-z证]"#) {
        let text = filled(&begun(&base(), 0, &title));
        let (collection, diagnostics) = checked(&with(base(), "new-case.md", &text));
        prop_assert!(diagnostics.is_empty(), "{text}\n{diagnostics:?}");
        let cases = collection.unwrap().cases;
        let case = cases.iter().find(|case| case.slug == "new-case").unwrap();
        let expected = title.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(&case.editions[0].title, &expected);
    }
}

#[test]
fn strange_titles_are_kept() {
    for title in
        ["null", "~", "yes", "6443", "[a]", "{a}", "&a *b !c", "a:", "a\tb\nc", "@x", "`x`", "%", "---"]
    {
        let text = filled(&begun(&base(), 0, title));
        let (collection, diagnostics) = checked(&with(base(), "new-case.md", &text));
        let Some(collection) = collection else { panic!("{title:?}: {diagnostics:?}") };
        let case = collection.cases.iter().find(|case| case.slug == "new-case").unwrap();
        assert_eq!(case.editions[0].title, title.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

/// What cannot be seen is not kept: checking the case tells its author.
#[test]
fn invisible_characters_of_a_title_are_told() {
    let text = filled(&begun(&base(), 0, "a\u{1}"));
    let (_, diagnostics) = checked(&with(base(), "new-case.md", &text));
    assert_eq!(diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::InvisibleInCode]);
}
