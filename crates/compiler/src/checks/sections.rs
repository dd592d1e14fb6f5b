//! Headings: the required sections, their order, their content; and levels.

use std::ops::Range;

use crate::body::{Body, Heading};
use crate::diagnostic::Code;
use crate::findings::{Findings, one_of, quoted};
use crate::model::{Config, Value};

/// Checks the headings of a text in the language at `lang`.
pub(crate) fn check(body: &Body, config: &Config, lang: usize, findings: &mut Findings<'_>) {
    levels(body, findings);
    if let Some(span) = &body.preamble {
        let first = config.sections.first().and_then(|section| section.labels.get(lang));
        let first = first.map_or_else(|| "## …".to_owned(), |label| format!("## {label}"));
        findings
            .add(Code::TextBeforeSections, span, "something stands before the first section")
            .expected("the text to begin with a level-2 heading")
            .help(format!("move it under `{first}`"));
    }
    let sections: Vec<&Heading> =
        body.headings.iter().filter(|heading| heading.top && heading.level == 2).collect();
    for section in &sections {
        content(section, findings);
    }
    if !config.sections.is_empty() {
        let keys = assign(&sections, config, lang, findings);
        order(&sections, &keys, config, lang, findings);
    }
}

fn content(section: &Heading, findings: &mut Findings<'_>) {
    let name = quoted(&section.text);
    if section.hints.is_empty() && !section.filled && !section.text.trim().is_empty() {
        findings
            .add(Code::EmptySection, &line(section, findings), format!("the section {name} is empty"))
            .expected("text, a list or code under it; sub-headings alone are not content")
            .help("fill it in; if nothing is known yet, write so in a sentence");
    }
    for hint in &section.hints {
        let (message, help) = if section.filled {
            (format!("a hint is left in the section {name}"), "do what it says, then delete it")
        } else {
            (
                format!("the section {name} holds nothing but its hint"),
                "write the section in its place; if nothing is known yet, write so in a sentence",
            )
        };
        let first = findings.source.line_at(hint.start);
        findings
            .add(Code::UnfilledHint, &(hint.start..first.end.max(hint.start)), message)
            .expected("the author's own text, without quotations that begin with `[!TODO]`")
            .help(help);
    }
}

/// The position among `sections` of the required section that `heading` fills.
pub(crate) fn key_of(heading: &str, sections: &[Value], lang: usize) -> Option<usize> {
    sections
        .iter()
        .position(|section| section.labels.get(lang).is_some_and(|label| label.trim() == heading.trim()))
}

fn label(section: &Value, lang: usize) -> &str {
    section.labels.get(lang).map_or("", String::as_str)
}

/// The first line of a heading.
fn line(heading: &Heading, findings: &Findings<'_>) -> Range<usize> {
    let line = findings.source.line_at(heading.span.start);
    heading.span.start..line.end.max(heading.span.start)
}

/// Which required section each heading fills. Reports headings that nearly fill one, and required
/// sections that nothing fills.
fn assign(
    headings: &[&Heading],
    config: &Config,
    lang: usize,
    findings: &mut Findings<'_>,
) -> Vec<Option<usize>> {
    let mut keys: Vec<_> =
        headings.iter().map(|heading| key_of(&heading.text, &config.sections, lang)).collect();
    for (required, section) in config.sections.iter().enumerate() {
        if keys.contains(&Some(required)) || label(section, lang).is_empty() {
            continue;
        }
        let candidates = headings.iter().enumerate().filter(|(at, _)| keys.get(*at) == Some(&None));
        let near = candidates
            .filter_map(|(at, heading)| changes(&heading.text, section, lang).map(|changes| (changes, at)))
            .min();
        match near {
            Some((_, at)) => {
                if let (Some(heading), Some(key)) = (headings.get(at), keys.get_mut(at)) {
                    *key = Some(required);
                    misnamed(heading, label(section, lang), findings);
                }
            }
            None => missing(required, headings, &keys, config, lang, findings),
        }
    }
    keys
}

/// How many changes it takes from `heading` to the name of `section`; `None` if it is not alike.
fn changes(heading: &str, section: &Value, lang: usize) -> Option<usize> {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (heading, wanted) = (plain(heading), plain(label(section, lang)));
    let other_language =
        section.labels.iter().any(|label| plain(label) == heading) || heading == plain(&section.key);
    if other_language && !heading.is_empty() {
        return Some(0);
    }
    let changes = strsim::osa_distance(&heading, &wanted);
    let longest = heading.chars().count().max(wanted.chars().count());
    let part = wanted.chars().count() >= 2 && heading.contains(&wanted);
    (changes * 2 <= longest || part).then_some(changes)
}

fn misnamed(heading: &Heading, wanted: &str, findings: &mut Findings<'_>) {
    findings
        .add(
            Code::MisnamedSection,
            &line(heading, findings),
            format!("{} is not the name of a required section", quoted(&heading.text)),
        )
        .label(format!("did you mean `{wanted}`?"))
        .expected(format!("`## {wanted}`, which is missing"))
        .help(format!("rename this heading to `## {wanted}`, or add that section besides it"));
}

/// Reports the missing section at the heading that should follow it, or at the end.
fn missing(
    required: usize,
    headings: &[&Heading],
    keys: &[Option<usize>],
    config: &Config,
    lang: usize,
    findings: &mut Findings<'_>,
) {
    let next = keys.iter().position(|key| key.is_some_and(|key| key > required));
    let next = next.and_then(|at| headings.get(at));
    let wanted = config.sections.get(required).map_or("", |section| label(section, lang));
    let span = next.map_or_else(|| findings.source.end(), |heading| line(heading, findings));
    let all = config.sections.iter().map(|section| label(section, lang));
    let place = if next.is_some() { "it belongs before this" } else { "it belongs here" };
    findings
        .add(Code::MissingSection, &span, format!("the section `{wanted}` is missing"))
        .label(place)
        .expected(format!("the sections {} in this order", one_of(all).replace(" or ", " and ")))
        .help(format!("add `## {wanted}`"));
}

fn order(
    headings: &[&Heading],
    keys: &[Option<usize>],
    config: &Config,
    lang: usize,
    findings: &mut Findings<'_>,
) {
    let mut seen: Vec<(usize, &Heading)> = Vec::new();
    for (heading, key) in headings.iter().zip(keys) {
        let Some(key) = *key else { continue };
        let wanted = config.sections.get(key).map_or("", |section| label(section, lang));
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == key) {
            let (number, _) = findings.source.position(first.span.start);
            findings
                .add(
                    Code::DuplicateSection,
                    &line(heading, findings),
                    format!("the section `{wanted}` is there twice"),
                )
                .label(format!("first in line {number}"))
                .help("put both parts under one heading, or make this a level-3 heading");
            continue;
        }
        let later = seen.iter().find(|(other, _)| *other > key);
        if let Some((_, later)) = later {
            let (number, _) = findings.source.position(later.span.start);
            findings
                .add(
                    Code::MisorderedSection,
                    &line(heading, findings),
                    format!("the section `{wanted}` stands too late"),
                )
                .label(format!("belongs before {} in line {number}", quoted(&later.text)))
                .help("move it; readers look for the same thing in the same place in every case");
        }
        seen.push((key, heading));
    }
}

fn levels(body: &Body, findings: &mut Findings<'_>) {
    let mut before = 1;
    for heading in &body.headings {
        let place = line(heading, findings);
        if heading.text.trim().is_empty() {
            findings
                .add(Code::EmptyHeading, &place, "this heading has no words")
                .help("write what follows it, or delete it");
        }
        if heading.level == 1 {
            findings
                .add(Code::TitleHeading, &place, format!("a level-1 heading: {}", quoted(&heading.text)))
                .expected("headings of level 2 and below; level 1 is the `title` of the front matter")
                .help("make it `## …` if it is a section, or delete it if it repeats the title");
        } else if heading.level > before + 1 {
            let message = format!(
                "the heading {} is of level {} after level {before}",
                quoted(&heading.text),
                heading.level
            );
            findings
                .add(Code::HeadingSkipped, &place, message)
                .expected(format!("level {} or less", before + 1))
                .help(format!(
                    "write `{} …`; who listens to a page finds the way by levels",
                    "#".repeat(usize::from(before) + 1)
                ));
        }
        before = heading.level;
    }
}
