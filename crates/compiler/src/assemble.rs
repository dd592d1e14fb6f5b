//! What passed the checks, as the model that the block is written from.

use std::collections::BTreeMap;
use std::ops::Range;

use casebook_core::markup::{Element, Fragment, Step, markdown};
use jiff::civil::Date;

use crate::case::CaseFile;
use crate::checks::links::Index;
use crate::checks::{ids, sections};
use crate::front_matter::Day;
use crate::highlight::highlight;
use crate::model::{Case, Collection, Config, Edition, Section, Value};
use crate::pictures::Pictures;
use crate::yaml::Scalar;

/// The collection of `cases`, which have no errors.
pub(crate) fn assemble(
    config: Config,
    cases: &[CaseFile<'_>],
    index: &Index,
    pictures: &Pictures<'_>,
) -> Collection {
    let mut editions: BTreeMap<&str, Vec<&CaseFile<'_>>> = BTreeMap::new();
    for file in cases {
        editions.entry(&file.slug).or_default().push(file);
    }
    let main = cases.iter().filter(|case| case.lang == 0);
    let of = |case: &CaseFile<'_>| editions.get(case.slug.as_str()).cloned().unwrap_or_default();
    let mut cases: Vec<_> = main.map(|case| one(case, of(case), &config, index, pictures)).collect();
    cases.sort_by_cached_key(|case| (ids::parts(&case.id), case.id.clone()));
    Collection { config, cases }
}

/// Errors apart, every field is there; what stands in for an absent one is never seen.
fn one(
    case: &CaseFile<'_>,
    mut files: Vec<&CaseFile<'_>>,
    config: &Config,
    index: &Index,
    pictures: &Pictures<'_>,
) -> Case {
    let front = &case.front;
    files.sort_by_key(|file| file.lang);
    let day = |day: &Option<Day>| day.as_ref().map_or(Date::ZERO, |day| day.date);
    let texts = |list: &[Scalar]| list.iter().map(|text| text.text.clone()).collect();
    Case {
        id: case.id().unwrap_or_default().to_owned(),
        former_ids: texts(&front.former_ids),
        slug: case.slug.clone(),
        component: front.component.unwrap_or_default(),
        severity: front.severity.unwrap_or_default(),
        kind: front.kind.unwrap_or_default(),
        status: front.status.unwrap_or_default(),
        created: day(&front.created),
        updated: day(&front.updated),
        tags: texts(&front.tags),
        aliases: texts(&front.aliases),
        applies_to: front.applies_to.clone(),
        signatures: texts(&front.signatures),
        related: texts(&front.related),
        caused_by: texts(&front.caused_by),
        sources: texts(&front.sources),
        editions: files.into_iter().map(|file| edition(file, config, index, pictures)).collect(),
    }
}

fn edition(file: &CaseFile<'_>, config: &Config, index: &Index, pictures: &Pictures<'_>) -> Edition {
    let mut resolver = |destination: &str, _: Range<usize>| index.target(destination, file.lang);
    let mut images = |destination: &str| pictures.inlined(destination);
    let mut body =
        markdown::parse_with_images(file.markdown(), &mut resolver, &mut images).unwrap_or_default();
    let title = file.front.title.as_ref().map_or_else(String::new, |title| title.text.clone());
    let sections = sections_of(&body, &config.sections, file.lang);
    highlight(&mut body);
    Edition { lang: file.lang, title, body, sections }
}

/// The level-2 headings that stand in nothing else, each with the text up to the next one.
fn sections_of(body: &Fragment, required: &[Value], lang: usize) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let (mut depth, mut text_end) = (0_usize, 0);
    for (at, step) in body.steps.iter().enumerate() {
        match step {
            Step::Open(element) => {
                if let (0, Element::Heading { level: 2, slug }) = (depth, element) {
                    let start = next_text(body, at).unwrap_or(text_end);
                    if let Some(before) = sections.last_mut() {
                        before.text.end = start;
                    }
                    let heading = body.text_of(at);
                    let key = sections::key_of(&heading, required, lang);
                    sections.push(Section {
                        key,
                        heading,
                        anchor: slug.clone(),
                        text: start..body.text.len(),
                    });
                }
                depth += 1;
            }
            Step::Text(range) => text_end = range.end,
            Step::Close => depth = depth.saturating_sub(1),
        }
    }
    sections
}

fn next_text(body: &Fragment, from: usize) -> Option<usize> {
    body.steps.iter().skip(from).find_map(|step| match step {
        Step::Text(range) => Some(range.start),
        _ => None,
    })
}
