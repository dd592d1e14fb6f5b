//! The functions that JavaScript calls.
#![allow(clippy::doc_markdown, reason = "`@throws {CasebookError}` is JSDoc, which editors read")]
#![allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]

use casebook_core::Error;
use casebook_core::collection::{Case, Collection};
use casebook_core::markup::writer::{Context, Links, case_id_prefix};
use casebook_core::markup::{Fragment, html, markdown};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::{Document, DocumentFragment};

use crate::error::{casebook_error, invalid_request, thrown};
use crate::{convert, dom, engine, wire};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen]
extern "C" {
    /// Milliseconds, with the precision that the environment grants.
    #[wasm_bindgen(js_namespace = performance)]
    pub(crate) fn now() -> f64;
}

/// What this collection is: title, number of cases, identity of the build.
#[wasm_bindgen(unchecked_return_type = "Info")]
pub fn info() -> Result<JsValue, JsValue> {
    to_js(engine::collection().and_then(|collection| convert::info(&collection)))
}

/// The components, severities, types, statuses, sections and tags of this collection.
#[wasm_bindgen(unchecked_return_type = "Taxonomy")]
pub fn taxonomy() -> Result<JsValue, JsValue> {
    to_js(engine::collection().and_then(|collection| convert::taxonomy(&collection)))
}

/// Searches, filters, counts and sorts in one call.
///
/// Found is what holds at least half of what the best case holds, each word weighed by how much it
/// tells. What was put right or left out is said in `corrections` and `dropped`, what a case lacks in
/// its `missing`; `verbatim` asks for all of it as it was typed. The same request always gives the
/// same answer.
///
/// @throws {CasebookError} `invalid-request`, `corrupt-block`
#[wasm_bindgen(unchecked_return_type = "SearchResponse")]
pub fn search(
    #[wasm_bindgen(unchecked_param_type = "SearchRequest")] request: JsValue,
) -> Result<JsValue, JsValue> {
    let request: wire::SearchRequest = options("search", request)?;
    let started = now();
    to_js(engine::with_engine(|engine| {
        let response = engine.search(&convert::search_request(&request))?;
        convert::search_response(engine.collection(), response, now() - started)
    }))
}

/// Where the score of a case comes from: the parts of its score, and what each word of the query adds.
/// A debugging aid: names and values may change with any version, and it costs several searches.
///
/// @throws {CasebookError} `unknown-case`, `invalid-request`, `corrupt-block`
#[wasm_bindgen(unchecked_return_type = "Explanation")]
pub fn explain(
    #[wasm_bindgen(unchecked_param_type = "SearchRequest")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
) -> Result<JsValue, JsValue> {
    let request: wire::SearchRequest = options("explain", request)?;
    let id = string("explain", "id", &id)?;
    to_js(engine::with_engine(|engine| {
        convert::explanation(engine.explain(&convert::search_request(&request), &id)?)
    }))
}

/// Everything about a case but its text. Letters of the id may be of either case.
///
/// @throws {CasebookError} `unknown-case`, `invalid-request`, `corrupt-block`
#[wasm_bindgen(js_name = getCase, unchecked_return_type = "CaseDetails")]
pub fn get_case(
    #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CaseOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let (collection, case, options) = find_case("getCase", &id, options)?;
    to_js(convert::case_details(&collection, &case, options.lang.as_deref()))
}

/// The text of a case as DOM nodes: allow-listed elements and attributes, made one by one. All ids
/// begin with `case-<id>-`; links between cases are `#/case/<id>`.
///
/// @throws {CasebookError} `unknown-case`, `invalid-request`, `no-document`, `corrupt-block`
#[wasm_bindgen(js_name = renderCase)]
pub fn render_case(
    #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CaseOptions")] options: JsValue,
) -> Result<DocumentFragment, JsValue> {
    let document = document("renderCaseHtml")?;
    render("renderCase", &id, options, |fragment, context| dom::build(&document, fragment, context))
}

/// The text of a case as HTML, from the same tree as `renderCase`.
///
/// @throws {CasebookError} `unknown-case`, `invalid-request`, `corrupt-block`
#[wasm_bindgen(js_name = renderCaseHtml)]
pub fn render_case_html(
    #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CaseOptions")] options: JsValue,
) -> Result<String, JsValue> {
    render("renderCaseHtml", &id, options, |fragment, context| Ok(html::write(fragment, context)))
}

/// Any Markdown as HTML under the rules for cases: raw HTML is shown as text, URLs other than
/// `https`, `http` and `mailto` are dropped, ids get a prefix. At most 1 MiB and 262,144 elements;
/// nesting beyond 64 levels is flattened.
///
/// @throws {CasebookError} `input-too-large`, `invalid-request`
#[wasm_bindgen(js_name = renderMarkdown)]
pub fn render_markdown(
    #[wasm_bindgen(unchecked_param_type = "string")] markdown: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "MarkdownOptions")] options: JsValue,
) -> Result<String, JsValue> {
    let (fragment, id_prefix) = parse("renderMarkdown", &markdown, options)?;
    Ok(html::write(&fragment, markdown_context(&id_prefix)))
}

/// Any Markdown as DOM nodes, made one by one from the same tree as `renderMarkdown`; they replace
/// what was in `parent`, an HTML element that holds text or a `DocumentFragment` (a shadow root is one).
///
/// @throws {CasebookError} `input-too-large`, `invalid-request`, `no-document`
#[wasm_bindgen(js_name = renderMarkdownInto)]
pub fn render_markdown_into(
    #[wasm_bindgen(unchecked_param_type = "string")] markdown: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Element | DocumentFragment")] parent: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "MarkdownOptions")] options: JsValue,
) -> Result<(), JsValue> {
    let (fragment, id_prefix) = parse("renderMarkdownInto", &markdown, options)?;
    let document = document("renderMarkdown")?;
    let parent = dom::parent(&parent).ok_or_else(|| {
        invalid_request(
            "renderMarkdownInto",
            "parent must be an HTML element other than script and style, or a DocumentFragment",
        )
    })?;
    let nodes = dom::build(&document, &fragment, markdown_context(&id_prefix))?;
    dom::fill(parent, &nodes)
}

/// Reads the whole compiled collection once and compares it with its checksums.
///
/// @throws {CasebookError} `corrupt-block`
#[wasm_bindgen]
pub fn verify() -> Result<(), JsValue> {
    engine::collection().and_then(|collection| collection.verify()).map_err(|error| thrown(&error))
}

/// The tree of `markdown`, and the prefix of its ids.
fn parse(function: &str, markdown: &JsValue, options: JsValue) -> Result<(Fragment, String), JsValue> {
    let text = string(function, "markdown", markdown)?;
    let options: wire::MarkdownOptions = self::options(function, options)?;
    let id_prefix = options.id_prefix.unwrap_or_else(|| "md-".to_owned());
    if !is_id_prefix(&id_prefix) {
        return Err(invalid_request(
            function,
            "idPrefix must be 2 to 64 letters, digits and `-`, the first a letter, the last a `-`",
        ));
    }
    let fragment = markdown::parse(&text, &mut |_, _| None)
        .map_err(|error| thrown(&Error::TooLarge { what: error.what, limit: error.limit }))?;
    Ok((fragment, id_prefix))
}

/// With a `-` in it, an id is no name that a page could use for a global or a form field by chance.
fn is_id_prefix(prefix: &str) -> bool {
    (2..=64).contains(&prefix.len())
        && prefix.starts_with(|c: char| c.is_ascii_alphabetic())
        && prefix.ends_with('-')
        && prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn markdown_context(id_prefix: &str) -> Context<'_> {
    Context { id_prefix, links: Links::Ids, lang: "en" }
}

fn document(instead: &str) -> Result<Document, JsValue> {
    web_sys::window().and_then(|window| window.document()).ok_or_else(|| {
        casebook_error("no-document", &format!("there is no document here: {instead} works anywhere"))
    })
}

type Found = (Collection<'static>, Case<'static>, wire::CaseOptions);

fn find_case(function: &str, id: &JsValue, options: JsValue) -> Result<Found, JsValue> {
    let id = string(function, "id", id)?;
    let options = self::options(function, options)?;
    let collection = engine::collection().map_err(|error| thrown(&error))?;
    let case = collection.case_by_id(&id).map_err(|error| thrown(&error))?;
    Ok((collection, case, options))
}

fn render<T>(
    function: &str,
    id: &JsValue,
    options: JsValue,
    write: impl FnOnce(&Fragment, Context<'_>) -> Result<T, JsValue>,
) -> Result<T, JsValue> {
    let (_, case, options) = find_case(function, id, options)?;
    let edition = case.edition_for(options.lang.as_deref()).map_err(|error| thrown(&error))?;
    let fragment = edition.fragment().map_err(|error| thrown(&error))?;
    let id = case.id().map_err(|error| thrown(&error))?;
    let lang = edition.lang().map_err(|error| thrown(&error))?;
    write(&fragment, Context { id_prefix: &case_id_prefix(id), links: Links::Routes(id), lang })
}

/// Options from JavaScript; absent ones are all defaults.
pub(crate) fn options<T: Default + DeserializeOwned>(function: &str, options: JsValue) -> Result<T, JsValue> {
    if options.is_undefined() || options.is_null() {
        return Ok(T::default());
    }
    serde_wasm_bindgen::from_value(options).map_err(|error| invalid_request(function, error))
}

pub(crate) fn string(function: &str, name: &str, value: &JsValue) -> Result<String, JsValue> {
    value.as_string().ok_or_else(|| invalid_request(function, format_args!("{name} must be a string")))
}

pub(crate) fn to_js<T: Serialize>(value: Result<T, Error>) -> Result<JsValue, JsValue> {
    let value = value.map_err(|error| thrown(&error))?;
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|error| invalid_request("answer", error))
}
