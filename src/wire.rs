//! What crosses the boundary, field by field as `types.d.ts` has it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

pub(crate) type Labels = BTreeMap<String, String>;
/// `[start, end)` in UTF-16 code units.
pub(crate) type Mark = (u32, u32);

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Info {
    pub(crate) title: Labels,
    pub(crate) case_count: usize,
    pub(crate) languages: Vec<&'static str>,
    pub(crate) built_at: Option<&'static str>,
    pub(crate) commit: Option<&'static str>,
    pub(crate) sha256: String,
    pub(crate) format_version: u32,
    pub(crate) engine_version: &'static str,
}

#[derive(Serialize)]
pub(crate) struct TaxonomyEntry {
    pub(crate) key: &'static str,
    pub(crate) label: Labels,
    pub(crate) description: Labels,
}

#[derive(Serialize)]
pub(crate) struct Taxonomy {
    pub(crate) components: Vec<TaxonomyEntry>,
    pub(crate) severities: Vec<TaxonomyEntry>,
    pub(crate) types: Vec<TaxonomyEntry>,
    pub(crate) statuses: Vec<TaxonomyEntry>,
    pub(crate) sections: Vec<TaxonomyEntry>,
    pub(crate) tags: Vec<&'static str>,
}

/// One field a facet, in the order of `Facet::ALL`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ByFacet<T> {
    pub(crate) component: T,
    pub(crate) severity: T,
    #[serde(rename = "type")]
    pub(crate) kind: T,
    pub(crate) status: T,
    pub(crate) tag: T,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Sort {
    #[default]
    Relevance,
    Severity,
    Updated,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchRequest {
    pub(crate) query: Option<String>,
    pub(crate) verbatim: Option<bool>,
    pub(crate) filters: Option<ByFacet<Option<Vec<String>>>>,
    pub(crate) sort: Option<Sort>,
    pub(crate) offset: Option<u32>,
    pub(crate) limit: Option<u32>,
    pub(crate) lang: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct MarkedText {
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Snippet {
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    pub(crate) cut_before: bool,
    pub(crate) cut_after: bool,
}

#[derive(Serialize)]
pub(crate) struct SectionLink {
    pub(crate) anchor: &'static str,
    pub(crate) heading: &'static str,
}

#[derive(Serialize)]
pub(crate) struct Hit {
    pub(crate) id: &'static str,
    pub(crate) slug: &'static str,
    pub(crate) lang: &'static str,
    pub(crate) title: MarkedText,
    pub(crate) component: &'static str,
    pub(crate) severity: &'static str,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    pub(crate) status: &'static str,
    pub(crate) updated: String,
    pub(crate) tags: Vec<&'static str>,
    pub(crate) score: f32,
    pub(crate) section: Option<SectionLink>,
    pub(crate) snippet: Snippet,
    pub(crate) missing: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct Correction {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct Field {
    pub(crate) facet: &'static str,
    pub(crate) key: String,
}

#[derive(Serialize)]
pub(crate) struct UnknownFilter {
    pub(crate) facet: &'static str,
    pub(crate) key: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SearchResponse {
    pub(crate) total: usize,
    pub(crate) complete: usize,
    pub(crate) hits: Vec<Hit>,
    /// As typed arrays: a number for each value would cross the boundary by itself.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub(crate) facets: JsValue,
    pub(crate) corrections: Vec<Correction>,
    pub(crate) dropped: Vec<String>,
    pub(crate) excluded: Vec<String>,
    pub(crate) fields: Vec<Field>,
    pub(crate) truncated: bool,
    pub(crate) unknown_filters: Vec<UnknownFilter>,
    pub(crate) took_ms: f64,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct LogOptions {
    pub(crate) limit: Option<u32>,
    pub(crate) lang: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LogEvidence {
    pub(crate) line: usize,
    pub(crate) last_line: usize,
    pub(crate) count: usize,
    pub(crate) text: Snippet,
    pub(crate) before: Vec<String>,
    pub(crate) after: Vec<String>,
    pub(crate) signature: Option<&'static str>,
    pub(crate) complete: bool,
}

#[derive(Serialize)]
pub(crate) struct LogHit {
    pub(crate) id: &'static str,
    pub(crate) slug: &'static str,
    pub(crate) lang: &'static str,
    pub(crate) title: &'static str,
    pub(crate) component: &'static str,
    pub(crate) severity: &'static str,
    #[serde(rename = "type")]
    pub(crate) fault: &'static str,
    pub(crate) status: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) score: f32,
    pub(crate) evidence: Vec<LogEvidence>,
    pub(crate) causes: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LogAnswer {
    pub(crate) hits: Vec<LogHit>,
    pub(crate) total: usize,
    pub(crate) lines_read: usize,
    pub(crate) bytes_read: usize,
    pub(crate) took_ms: f64,
}

#[derive(Serialize)]
pub(crate) struct AtomExplanation {
    pub(crate) text: String,
    pub(crate) terms: Vec<String>,
    pub(crate) idf: f32,
    pub(crate) weight: f32,
    pub(crate) score: f32,
}

#[derive(Serialize)]
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) value: f32,
}

#[derive(Serialize)]
pub(crate) struct Explanation {
    pub(crate) id: &'static str,
    pub(crate) lang: &'static str,
    pub(crate) rank: Option<usize>,
    pub(crate) atoms: Vec<AtomExplanation>,
    pub(crate) parts: Vec<Part>,
    pub(crate) score: f32,
}

#[derive(Serialize)]
pub(crate) struct CaseLink {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) severity: &'static str,
}

#[derive(Serialize)]
pub(crate) struct AppliesTo {
    pub(crate) product: &'static str,
    pub(crate) versions: &'static str,
}

#[derive(Serialize)]
pub(crate) struct CaseSection {
    pub(crate) anchor: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) key: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CaseDetails {
    pub(crate) id: &'static str,
    pub(crate) slug: &'static str,
    pub(crate) lang: &'static str,
    pub(crate) editions: Vec<&'static str>,
    pub(crate) title: &'static str,
    pub(crate) component: &'static str,
    pub(crate) severity: &'static str,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    pub(crate) status: &'static str,
    pub(crate) created: String,
    pub(crate) updated: String,
    pub(crate) tags: Vec<&'static str>,
    pub(crate) applies_to: Vec<AppliesTo>,
    pub(crate) signatures: Vec<&'static str>,
    pub(crate) related: Vec<CaseLink>,
    pub(crate) caused_by: Vec<CaseLink>,
    pub(crate) former_ids: Vec<&'static str>,
    pub(crate) sources: Vec<&'static str>,
    pub(crate) sections: Vec<CaseSection>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CaseOptions {
    pub(crate) lang: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct MarkdownOptions {
    pub(crate) id_prefix: Option<String>,
}
