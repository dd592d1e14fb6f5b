//! Engine values to wire values.

use std::ops::Range;

use casebook_core::Error;
use casebook_core::collection::{Case, Collection, Edition, Facet, SectionView, Value};
use casebook_core::log::{Answer, Evidence, Hit as LogHit, Kind, Reader, Shown};
use casebook_core::search::{Explanation, Field, Filters, Hit, Response, SearchRequest, Sort};
use js_sys::{Object, Reflect, Uint32Array};
use wasm_bindgen::JsValue;

use crate::wire;

pub(crate) fn info(collection: &Collection<'static>) -> Result<wire::Info, Error> {
    let languages = collection.languages()?;
    Ok(wire::Info {
        title: labels(&languages, &collection.title()?),
        case_count: collection.case_count(),
        languages,
        built_at: collection.built_at()?,
        commit: collection.commit()?,
        sha256: collection.sha256(),
        format_version: collection.format_version(),
        engine_version: env!("CARGO_PKG_VERSION"),
    })
}

pub(crate) fn taxonomy(collection: &Collection<'static>) -> Result<wire::Taxonomy, Error> {
    let languages = collection.languages()?;
    let entries = |values: Vec<Value<'static>>| -> Vec<wire::TaxonomyEntry> {
        values
            .into_iter()
            .map(|value| wire::TaxonomyEntry {
                key: value.key,
                label: labels(&languages, &value.labels),
                description: labels(&languages, &value.descriptions),
            })
            .collect()
    };
    Ok(wire::Taxonomy {
        components: entries(collection.values(Facet::Component)?),
        severities: entries(collection.values(Facet::Severity)?),
        types: entries(collection.values(Facet::Type)?),
        statuses: entries(collection.values(Facet::Status)?),
        sections: entries(collection.required_sections()?),
        tags: collection.keys(Facet::Tag)?,
    })
}

fn labels(languages: &[&str], texts: &[&str]) -> wire::Labels {
    languages.iter().zip(texts).map(|(lang, text)| ((*lang).to_owned(), (*text).to_owned())).collect()
}

pub(crate) fn search_request(request: &wire::SearchRequest) -> SearchRequest<'_> {
    let default = SearchRequest::default();
    SearchRequest {
        query: request.query.as_deref().unwrap_or(default.query),
        verbatim: request.verbatim.unwrap_or(default.verbatim),
        filters: filters(request),
        sort: match request.sort.unwrap_or_default() {
            wire::Sort::Relevance => Sort::Relevance,
            wire::Sort::Severity => Sort::Severity,
            wire::Sort::Updated => Sort::Updated,
        },
        offset: request.offset.map_or(default.offset, |offset| offset as usize),
        limit: request.limit.map_or(default.limit, |limit| limit as usize),
        lang: request.lang.clone(),
    }
}

fn filters(request: &wire::SearchRequest) -> Filters {
    let mut filters = Filters::default();
    if let Some(wanted) = &request.filters {
        let by_facet = [&wanted.component, &wanted.severity, &wanted.kind, &wanted.status, &wanted.tag];
        for (facet, keys) in Facet::ALL.into_iter().zip(by_facet) {
            keys.iter().flatten().for_each(|key| filters.add(facet, key.as_str()));
        }
    }
    filters
}

pub(crate) fn search_response(
    collection: &Collection<'static>,
    response: Response<'static>,
    took_ms: f64,
) -> Result<wire::SearchResponse, Error> {
    let names = Names::of(collection)?;
    Ok(wire::SearchResponse {
        total: response.total,
        complete: response.complete,
        hits: response.hits.into_iter().map(|hit| names.hit(hit)).collect::<Result<_, _>>()?,
        facets: facet_counts(&response.facets),
        corrections: response
            .corrections
            .into_iter()
            .map(|corrected| wire::Correction { from: corrected.from, to: corrected.to })
            .collect(),
        dropped: response.dropped,
        excluded: response.excluded,
        fields: response.fields.into_iter().map(field).collect(),
        truncated: response.truncated,
        unknown_filters: response
            .unknown_filters
            .into_iter()
            .map(|(facet, key)| wire::UnknownFilter { facet: facet.name(), key })
            .collect(),
        took_ms,
    })
}

/// An object with an array for each facet.
fn facet_counts(counts: &[Vec<u32>; 5]) -> JsValue {
    let object = Object::new();
    for (facet, counts) in Facet::ALL.into_iter().zip(counts) {
        // A fresh object takes any property.
        let _ =
            Reflect::set(&object, &JsValue::from_str(facet.name()), &Uint32Array::from(counts.as_slice()));
    }
    object.into()
}

fn field(field: Field) -> wire::Field {
    match field {
        Field::Value(facet, key) => wire::Field { facet: facet.name(), key },
        Field::Id(key) => wire::Field { facet: "id", key },
    }
}

pub(crate) fn log_answer(
    collection: &Collection<'static>,
    reader: &Reader<'static>,
    answer: Answer<'static>,
    took_ms: f64,
) -> Result<wire::LogAnswer, Error> {
    let names = Names::of(collection)?;
    Ok(wire::LogAnswer {
        hits: answer.hits.into_iter().map(|hit| names.log_hit(hit)).collect::<Result<_, _>>()?,
        total: answer.total,
        lines_read: reader.lines(),
        bytes_read: reader.bytes(),
        took_ms,
    })
}

fn log_evidence((signature, evidence): (Option<&'static str>, Evidence)) -> wire::LogEvidence {
    let Shown { text, marks, cut_before, cut_after } = evidence.shown;
    wire::LogEvidence {
        line: evidence.line,
        last_line: evidence.last_line,
        count: evidence.count,
        text: wire::Snippet { marks: utf16(&text, &marks), text, cut_before, cut_after },
        before: evidence.before,
        after: evidence.after,
        signature,
        complete: evidence.share >= 1.0,
    }
}

pub(crate) fn explanation(explanation: Explanation<'static>) -> Result<wire::Explanation, Error> {
    Ok(wire::Explanation {
        id: explanation.case.id()?,
        lang: explanation.edition.lang()?,
        rank: explanation.rank.map(|rank| rank + 1),
        atoms: explanation
            .atoms
            .into_iter()
            .map(|atom| wire::AtomExplanation {
                text: atom.text,
                terms: atom.terms,
                idf: atom.idf,
                weight: atom.weight,
                score: atom.score,
            })
            .collect(),
        parts: explanation
            .parts
            .into_iter()
            .map(|part| wire::Part { name: part.name, value: part.value })
            .collect(),
        score: explanation.score,
    })
}

pub(crate) fn case_details(
    collection: &Collection<'static>,
    case: &Case<'static>,
    lang: Option<&str>,
) -> Result<wire::CaseDetails, Error> {
    let names = Names::of(collection)?;
    let edition = case.edition_for(lang)?;
    let lang = edition.lang()?;
    let sections = collection.required_sections()?;
    let section = |section: SectionView<'static>| wire::CaseSection {
        anchor: section.anchor,
        heading: section.heading,
        key: section.key.and_then(|key| sections.get(key)).map(|section| section.key),
    };
    let links = |ids: Vec<&str>| -> Result<Vec<_>, Error> {
        ids.into_iter().map(|id| names.case_link(collection, id, lang)).collect()
    };
    Ok(wire::CaseDetails {
        id: case.id()?,
        slug: case.slug()?,
        lang,
        editions: case.editions()?.iter().map(Edition::lang).collect::<Result<_, _>>()?,
        title: edition.title()?,
        component: names.value(case, Facet::Component),
        severity: names.value(case, Facet::Severity),
        kind: names.value(case, Facet::Type),
        status: names.value(case, Facet::Status),
        created: date(case.created()),
        updated: date(case.updated()),
        tags: names.tags(case)?,
        applies_to: case
            .applies_to()?
            .into_iter()
            .map(|(product, versions)| wire::AppliesTo { product, versions })
            .collect(),
        signatures: case.signatures()?,
        related: links(case.related()?)?,
        caused_by: links(case.caused_by()?)?,
        former_ids: case.former_ids()?,
        sources: case.sources()?,
        sections: edition.sections()?.into_iter().map(section).collect(),
    })
}

/// The keys of all facets, looked up once an answer.
struct Names {
    keys: [Vec<&'static str>; 5],
}

impl Names {
    fn of(collection: &Collection<'static>) -> Result<Self, Error> {
        let mut names = Self { keys: Default::default() };
        for (facet, keys) in Facet::ALL.into_iter().zip(&mut names.keys) {
            *keys = collection.keys(facet)?;
        }
        Ok(names)
    }

    fn keys(&self, facet: Facet) -> &[&'static str] {
        self.keys.get(facet as usize).map_or(&[], Vec::as_slice)
    }

    fn value(&self, case: &Case<'_>, facet: Facet) -> &'static str {
        case.value(facet).and_then(|value| self.keys(facet).get(value)).copied().unwrap_or("")
    }

    fn tags(&self, case: &Case<'_>) -> Result<Vec<&'static str>, Error> {
        let keys = self.keys(Facet::Tag);
        Ok(case.tags()?.iter().filter_map(|tag| keys.get(usize::from(tag.get())).copied()).collect())
    }

    fn case_link(
        &self,
        collection: &Collection<'static>,
        id: &str,
        lang: &str,
    ) -> Result<wire::CaseLink, Error> {
        let case = collection.case_by_id(id)?;
        Ok(wire::CaseLink {
            id: case.id()?,
            title: case.edition_for(Some(lang))?.title()?,
            severity: self.value(&case, Facet::Severity),
        })
    }

    fn log_hit(&self, hit: LogHit<'static>) -> Result<wire::LogHit, Error> {
        Ok(wire::LogHit {
            id: hit.case.id()?,
            slug: hit.case.slug()?,
            lang: hit.edition.lang()?,
            title: hit.edition.title()?,
            component: self.value(&hit.case, Facet::Component),
            severity: self.value(&hit.case, Facet::Severity),
            fault: self.value(&hit.case, Facet::Type),
            status: self.value(&hit.case, Facet::Status),
            kind: match hit.kind {
                Kind::Signature => "signature",
                Kind::Terms => "terms",
            },
            score: hit.score,
            evidence: hit.evidence.into_iter().map(log_evidence).collect(),
            causes: hit.causes,
        })
    }

    fn hit(&self, hit: Hit<'static>) -> Result<wire::Hit, Error> {
        let title = hit.edition.title()?;
        Ok(wire::Hit {
            id: hit.case.id()?,
            slug: hit.case.slug()?,
            lang: hit.edition.lang()?,
            title: wire::MarkedText { text: title.to_owned(), marks: utf16(title, &hit.title_marks) },
            component: self.value(&hit.case, Facet::Component),
            severity: self.value(&hit.case, Facet::Severity),
            kind: self.value(&hit.case, Facet::Type),
            status: self.value(&hit.case, Facet::Status),
            updated: date(hit.case.updated()),
            tags: self.tags(&hit.case)?,
            score: hit.score,
            section: hit
                .section
                .map(|section| wire::SectionLink { anchor: section.anchor, heading: section.heading }),
            snippet: wire::Snippet {
                marks: utf16(&hit.snippet.text, &hit.snippet.marks),
                text: hit.snippet.text,
                cut_before: hit.snippet.cut_before,
                cut_after: hit.snippet.cut_after,
            },
            missing: hit.missing,
        })
    }
}

/// Ascending byte ranges as UTF-16 ranges, in one pass over the text.
fn utf16(text: &str, ranges: &[Range<usize>]) -> Vec<wire::Mark> {
    let (mut bytes, mut units) = (0, 0);
    let mut to_units = |byte: usize| {
        units += text.get(bytes..byte).map_or(0, |text| text.encode_utf16().count());
        bytes = byte;
        units as u32
    };
    ranges.iter().map(|range| (to_units(range.start), to_units(range.end))).collect()
}

/// `20261123` as `2026-11-23`.
fn date(number: u32) -> String {
    format!("{:04}-{:02}-{:02}", number / 10_000, number / 100 % 100, number % 100)
}

#[cfg(test)]
mod tests {
    use super::{date, utf16};

    #[test]
    fn ranges_count_utf16_units() {
        // 证 is one unit, 𠀀 two, a one.
        assert_eq!(utf16("a证𠀀b", &[0..1, 1..4, 4..8, 8..9]), [(0, 1), (1, 2), (2, 4), (4, 5)]);
    }

    #[test]
    fn dates_are_iso() {
        assert_eq!(date(20_261_123), "2026-11-23");
    }
}
