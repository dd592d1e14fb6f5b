//! `casebook new`
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::Copy;

const TODAY: [&str; 4] = ["--dir", "DIR", "--today", "2026-12-01"];

fn new<'a>(component: &'a str, slug: &'a str, title: &'a str) -> Vec<&'a str> {
    ["new", component, slug, title].into_iter().chain(TODAY).collect()
}

#[test]
fn a_case_is_begun() {
    let copy = Copy::of_small("new-good");
    let before = copy.names();
    let run = copy.run(&new("network", "no-route", "没有路由"));
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for part in ["with the id N-001", "casebook check ", "casebook catalogue ", "no-route.md"] {
        assert!(run.out.contains(part), "{}", run.out);
    }
    let text = copy.read("no-route.md");
    let start = "---\nid: N-001\ntitle: 没有路由\ncomponent: network\nseverity: critical # ";
    assert!(text.starts_with(start), "{text}");
    for line in ["\nstatus: complete # ", "\ncreated: 2026-12-01\nupdated: 2026-12-01\n"] {
        assert!(text.contains(line), "{text}");
    }
    let mut after = copy.names();
    after.retain(|name| name != "no-route.md");
    assert_eq!(after, before, "nothing else is left behind");

    let check = copy.run(&["check", "DIR", "--today", "2026-12-01"]);
    assert_eq!(check.code, 1);
    assert_eq!(check.err.matches("error[unfilled-hint]").count(), 1, "{}", check.err);
    assert!(check.err.ends_with("\n6 errors in 1 file\n"), "{}", check.err);

    // One that is not finished does not stand in the way of the next.
    let next = copy.run(&new("network", "another", "另一个"));
    assert!(next.out.contains("with the id N-002"), "{next:?}");
}

#[test]
fn nothing_is_overwritten() {
    let copy = Copy::of_small("new-again");
    let name = "disk-full.md";
    let before = copy.read(name);
    let run = copy.run(&new("app", "disk-full", "又一个"));
    assert_eq!(run.code, 1);
    assert!(run.err.contains("is there already"), "{}", run.err);
    assert_eq!(copy.read(name), before);
}

#[test]
fn wrong_arguments_are_explained() {
    let copy = Copy::of_small("new-usage");
    let before = copy.names();
    for (arguments, part) in [
        (new("netwrok", "a", "b"), "there is no component `netwrok`; did you mean `network`?"),
        (new("something", "a", "b"), "There are: `app`, `network`"),
        (new("app", "Disk_Full", "b"), "lower-case letters a–z, digits, and single `-`"),
        (new("app", "../a", "b"), "lower-case letters"),
        (new("app", "", "b"), "lower-case letters"),
        (new("app", "readme", "b"), "README.md"),
        (new("app", "a", "  "), "the title is empty"),
        (vec!["new", "app", "a"], "COMPONENT, SLUG and TITLE"),
    ] {
        let run = copy.run(&arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        assert!(run.err.contains(part), "no {part:?} in {}", run.err);
    }
    assert_eq!(copy.names(), before);
}

#[test]
fn a_broken_configuration_is_shown() {
    let copy = Copy::of_small("new-config");
    copy.write("casebook.yaml", &copy.read("casebook.yaml").replace("id_prefix: A", "id_prefix: 1"));
    let run = copy.run(&new("app", "a", "b"));
    assert_eq!(run.code, 1);
    assert!(run.err.contains("error[bad-key]"), "{}", run.err);
    assert!(!copy.path("a.md").exists());
}
