//! Ids: their form, their component, and that no two cases share one.

use crate::diagnostic::Code;
use crate::findings::{Findings, quoted};
use crate::front_matter::FrontMatter;
use crate::model::Config;
use crate::yaml::Scalar;

/// Letters and number of an id; ids order and compare by it, so that `K-6` is `K-006`.
pub(crate) fn parts(id: &str) -> Option<(String, u32)> {
    let (prefix, number) = id.split_once('-')?;
    let letters = !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = (1..=9).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    (letters && digits).then(|| (prefix.to_ascii_uppercase(), number.parse().unwrap_or(0)))
}

/// Checks the form of the id and that it begins as its component wants.
pub(crate) fn check(front: &FrontMatter, config: &Config, findings: &mut Findings<'_>) {
    let Some(id) = &front.id else { return };
    let component = front.component.and_then(|at| config.components.get(at));
    let prefix = component.map(|component| component.id_prefix.as_str()).filter(|prefix| !prefix.is_empty());
    let Some((_, number)) = parts(&id.text) else {
        let example = prefix.or_else(|| config.components.first().map(|first| first.id_prefix.as_str()));
        findings
            .add(Code::BadId, &id.span, format!("{} is not an id", quoted(&id.text)))
            .expected("the letters of the component, `-`, and a number of up to nine digits")
            .help(format!("write for example `{}-001`", example.unwrap_or("K")));
        return;
    };
    let (Some(prefix), Some(component)) = (prefix, component) else { return };
    if id.text.split('-').next() != Some(prefix) {
        let other =
            config.components.iter().find(|other| id.text.split('-').next() == Some(&other.id_prefix));
        let or = other.map_or_else(String::new, |other| format!(", or the component `{}`", other.value.key));
        findings
            .add(
                Code::IdPrefix,
                &id.span,
                format!("{} is not an id of the component `{}`", quoted(&id.text), component.value.key),
            )
            .expected(format!("an id that begins with `{prefix}-`"))
            .help(format!("write `{prefix}-{number:03}` if that is free{or}"));
    }
}

/// Checks the form of the ids that the case had before.
pub(crate) fn former(front: &FrontMatter, findings: &mut Findings<'_>) {
    for id in front.former_ids.iter().filter(|id| parts(&id.text).is_none()) {
        findings
            .add(Code::BadId, &id.span, format!("{} is not an id", quoted(&id.text)))
            .expected("an id as this case had it once: letters, `-`, and a number of up to nine digits")
            .help("correct it, or remove it: only ids are looked up");
    }
}

/// Reports that an id which the case had before leads to the case in `other`, which may be the same.
pub(crate) fn former_taken(id: &Scalar, other: &str, line: usize, findings: &mut Findings<'_>) {
    findings
        .add(Code::DuplicateId, &id.span, format!("the former id {} is taken", quoted(&id.text)))
        .label(format!("also in {other}, line {line}"))
        .expected("an id that leads to this case alone")
        .help("remove it here, unless the other case should have a new id");
}

/// Reports that the id is also that of the case in `other`.
pub(crate) fn duplicate(
    front: &FrontMatter,
    other: &str,
    line: usize,
    next_free: &str,
    findings: &mut Findings<'_>,
) {
    let Some(id) = &front.id else { return };
    findings
        .add(Code::DuplicateId, &id.span, format!("the id {} is taken", quoted(&id.text)))
        .label(format!("also in {other}, line {line}"))
        .expected("an id of its own for every case")
        .help(format!("take the next free one, `{next_free}`, for the newer of the two"));
}
