//! Everything of a block but its index: identity, values, cases, editions, texts.

use std::collections::BTreeSet;

use casebook_core::block::layout::{
    CaseRow, EditionRow, IdentityRow, NO_KEY, SECTION_VALUES, SectionRow, ValueRow,
};
use casebook_core::collection::Facet;
use casebook_core::markup::codec;
use jiff::civil::Date;
use zerocopy::little_endian::{U16, U32};

use super::heap::{Heap, span};
use crate::BuildInfo;
use crate::model::{Case, Collection, Config, Edition, Value};

#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) heap: Heap,
    pub(super) identity: IdentityRow,
    pub(super) values: Vec<ValueRow>,
    pub(super) cases: Vec<CaseRow>,
    pub(super) tags: Vec<U16>,
    pub(super) editions: Vec<EditionRow>,
    pub(super) sections: Vec<SectionRow>,
    pub(super) text: Vec<u8>,
    pub(super) steps: Vec<u8>,
}

pub(super) fn write(collection: &Collection, build: &BuildInfo) -> Rows {
    let tags = tags(&collection.cases);
    let mut rows = Rows::default();
    rows.add_identity(&collection.config, build);
    rows.add_values(&collection.config, &tags);
    for case in &collection.cases {
        rows.add_case(case, &tags);
    }
    rows
}

/// All tags in use, sorted.
fn tags(cases: &[Case]) -> Vec<&str> {
    let tags: BTreeSet<&str> = cases.iter().flat_map(|case| &case.tags).map(String::as_str).collect();
    tags.into_iter().collect()
}

impl Rows {
    fn add_identity(&mut self, config: &Config, build: &BuildInfo) {
        self.identity = IdentityRow {
            title: self.heap.list(&config.title),
            languages: self.heap.list(&config.languages),
            built_at: self.heap.string(build.built_at.as_deref().unwrap_or("")),
            commit: self.heap.string(build.commit.as_deref().unwrap_or("")),
            terms: U32::new(0), // the index is written later
        };
    }

    fn add_values(&mut self, config: &Config, tags: &[&str]) {
        let components: Vec<Value> =
            config.components.iter().map(|component| component.value.clone()).collect();
        let facets = [
            (Facet::Component as u16, &components),
            (Facet::Severity as u16, &config.severities),
            (Facet::Type as u16, &config.types),
            (Facet::Status as u16, &config.statuses),
            (SECTION_VALUES, &config.sections),
        ];
        for (facet, values) in facets {
            for value in values {
                self.add_value(facet, value);
            }
        }
        for tag in tags {
            let value = Value { key: (*tag).to_owned(), labels: Vec::new(), descriptions: Vec::new() };
            self.add_value(Facet::Tag as u16, &value);
        }
    }

    fn add_value(&mut self, facet: u16, value: &Value) {
        let row = ValueRow {
            facet: U16::new(facet),
            reserved: U16::new(0),
            key: self.heap.string(&value.key),
            labels: self.heap.list(&value.labels),
            descriptions: self.heap.list(&value.descriptions),
        };
        self.values.push(row);
    }

    fn add_case(&mut self, case: &Case, all_tags: &[&str]) {
        let number = self.cases.len();
        let first_tag = self.tags.len();
        let position = |tag: &String| all_tags.binary_search(&tag.as_str()).ok();
        self.tags.extend(case.tags.iter().filter_map(position).map(narrow));
        let first_edition = self.editions.len();
        for edition in &case.editions {
            self.add_edition(edition, number);
        }
        let applies_to = case.applies_to.iter().flat_map(|(product, versions)| [product, versions]);
        let row = CaseRow {
            id: self.heap.string(&case.id),
            slug: self.heap.string(&case.slug),
            component: narrow(case.component),
            severity: narrow(case.severity),
            kind: narrow(case.kind),
            status: narrow(case.status),
            created: date(case.created),
            updated: date(case.updated),
            tags: span(first_tag, self.tags.len() - first_tag),
            editions: span(first_edition, case.editions.len()),
            applies_to: self.heap.list(applies_to),
            aliases: self.heap.list(&case.aliases),
            signatures: self.heap.list(&case.signatures),
            related: self.heap.list(&case.related),
            caused_by: self.heap.list(&case.caused_by),
            sources: self.heap.list(&case.sources),
            former_ids: self.heap.list(&case.former_ids),
        };
        self.cases.push(row);
    }

    fn add_edition(&mut self, edition: &Edition, case: usize) {
        let first_section = self.sections.len();
        for section in &edition.sections {
            let row = SectionRow {
                key: section.key.map_or(U16::new(NO_KEY), narrow),
                reserved: U16::new(0),
                heading: self.heap.string(&section.heading),
                anchor: self.heap.string(&section.anchor),
                text: span(section.text.start, section.text.len()),
            };
            self.sections.push(row);
        }
        let steps = codec::encode(&edition.body.steps);
        let row = EditionRow {
            case: U32::new(case as u32),
            lang: narrow(edition.lang),
            reserved: U16::new(0),
            title: self.heap.string(&edition.title),
            text: span(self.text.len(), edition.body.text.len()),
            steps: span(self.steps.len(), steps.len()),
            sections: span(first_section, edition.sections.len()),
        };
        self.text.extend_from_slice(edition.body.text.as_bytes());
        self.steps.extend(steps);
        self.editions.push(row);
    }
}

/// Positions among values: a taxonomy of 65,535 values is no taxonomy.
fn narrow(position: usize) -> U16 {
    U16::new(u16::try_from(position).unwrap_or(u16::MAX))
}

fn date(date: Date) -> U32 {
    let year = u32::from(date.year().unsigned_abs());
    U32::new(
        year * 10_000 + u32::from(date.month().unsigned_abs()) * 100 + u32::from(date.day().unsigned_abs()),
    )
}
