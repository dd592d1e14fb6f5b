//! The exports in Node: values, errors, and that no input makes one panic.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, JSON, Reflect, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

fn json(text: &str) -> JsValue {
    JSON::parse(text).expect("the test's own JSON")
}

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.')
        .fold(value.clone(), |value, key| Reflect::get(&value, &JsValue::from_str(key)).expect("an object"))
}

fn text(value: &JsValue, path: &str) -> String {
    get(value, path).as_string().unwrap_or_else(|| panic!("{path} is a string"))
}

fn number(value: &JsValue, path: &str) -> f64 {
    get(value, path).as_f64().unwrap_or_else(|| panic!("{path} is a number"))
}

fn search(request: &str) -> JsValue {
    casebook::search(json(request)).expect("an answer")
}

fn error_of<T>(result: Result<T, JsValue>) -> JsValue {
    result.err().expect("an error")
}

#[wasm_bindgen_test]
fn info_tells_what_this_is() {
    let info = casebook::info().expect("info");
    assert!(number(&info, "caseCount") >= 5.0);
    assert_eq!(text(&info, "title.zh-CN"), "故障排查案例集");
    assert_eq!(text(&info, "sha256").len(), 64);
    assert_eq!(text(&info, "languages.0"), "zh-CN");
    assert_eq!(number(&info, "formatVersion"), 5.0);
}

#[wasm_bindgen_test]
fn the_taxonomy_has_labels_in_both_languages() {
    let taxonomy = casebook::taxonomy().expect("taxonomy");
    assert_eq!(get(&taxonomy, "components").unchecked_into::<Array>().length(), 5);
    assert_eq!(text(&taxonomy, "severities.0.key"), "critical");
    assert_eq!(text(&taxonomy, "severities.0.label.zh-CN"), "严重");
    assert_eq!(text(&taxonomy, "severities.0.label.en"), "Critical");
    assert_eq!(get(&taxonomy, "sections").unchecked_into::<Array>().length(), 5);
}

#[wasm_bindgen_test]
fn a_search_answers_with_marks_in_utf16() {
    let response = search(r#"{"query":"证书过期"}"#);
    assert_eq!(text(&response, "hits.0.id"), "K-006");
    assert!(number(&response, "complete") >= 1.0);
    let title = text(&response, "hits.0.title.text");
    let (start, end) =
        (number(&response, "hits.0.title.marks.0.0"), number(&response, "hits.0.title.marks.0.1"));
    let units: Vec<u16> = title.encode_utf16().collect();
    assert_eq!(String::from_utf16_lossy(&units[start as usize..end as usize]), "证书过期");
    assert!(number(&response, "tookMs") >= 0.0);
    assert_eq!(get(&response, "facets.component").unchecked_into::<Uint32Array>().length(), 5);
}

#[wasm_bindgen_test]
fn what_was_put_right_is_said_and_can_be_undone() {
    let response = search(r#"{"query":"cerificate expired"}"#);
    assert_eq!(text(&response, "hits.0.id"), "K-006");
    assert_eq!(text(&response, "corrections.0.from"), "cerificate");
    assert_eq!(text(&response, "corrections.0.to.0"), "certificate");
    let verbatim = search(r#"{"query":"cerificate expired","verbatim":true}"#);
    assert_eq!(number(&verbatim, "total"), 0.0);
    assert_eq!(text(&verbatim, "dropped.0"), "cerificate");
}

#[wasm_bindgen_test]
fn syntax_in_the_query_is_reported() {
    let response = search(r#"{"query":"component:k3s 证书 -webhook"}"#);
    assert_eq!(text(&response, "fields.0.facet"), "component");
    assert_eq!(text(&response, "fields.0.key"), "k3s");
    assert_eq!(text(&response, "excluded.0"), "webhook");
}

#[wasm_bindgen_test]
fn a_score_is_the_sum_of_its_parts() {
    let explanation = casebook::explain(json(r#"{"query":"证书过期"}"#), JsValue::from_str("K-006"));
    let explanation = explanation.expect("an explanation");
    assert_eq!(number(&explanation, "rank"), 1.0);
    let parts = get(&explanation, "parts").unchecked_into::<Array>();
    let sum: f64 = parts.iter().map(|part| number(&part, "value")).sum();
    assert!((sum - number(&explanation, "score")).abs() < 1e-3, "{sum}");
    assert_eq!(text(&explanation, "atoms.0.text"), "证书");
    let unknown = casebook::explain(json(r#"{"query":"证书"}"#), JsValue::from_str("K-999"));
    assert_eq!(text(&error_of(unknown), "code"), "unknown-case");
}

#[wasm_bindgen_test]
fn filters_filter_and_unknown_ones_are_named() {
    let response = search(r#"{"filters":{"component":["k3s"],"severity":["no-such"]}}"#);
    assert_eq!(number(&response, "total"), 0.0);
    assert_eq!(text(&response, "unknownFilters.0.facet"), "severity");
    assert_eq!(text(&response, "unknownFilters.0.key"), "no-such");
    assert!(number(&search(r#"{"filters":{"component":["k3s"]}}"#), "total") >= 1.0);
}

#[wasm_bindgen_test]
fn any_query_is_answered() {
    let long = "证书".repeat(50_000);
    for query in ["", "!!!", "🙂🙂", "\u{fffd}", "-", "\"", "*", "\0", long.as_str()] {
        let request = js_sys::Object::new();
        Reflect::set(&request, &"query".into(), &query.into()).expect("a plain object");
        casebook::search(request.into()).expect("an answer");
    }
    let lone_surrogate = js_sys::JsString::from_char_code1(0xd800);
    let request = js_sys::Object::new();
    Reflect::set(&request, &"query".into(), &lone_surrogate).expect("a plain object");
    casebook::search(request.into()).expect("an answer");
    assert_eq!(get(&search(&format!(r#"{{"query":"{long}"}}"#)), "truncated"), JsValue::TRUE);
}

#[wasm_bindgen_test]
fn options_of_the_wrong_type_are_errors_with_a_code() {
    for request in
        [r#"{"query":1}"#, r#"{"limit":"ten"}"#, r#"{"limit":-1}"#, r#"{"sort":"best"}"#, "7", r#""x""#]
    {
        let error = error_of(casebook::search(json(request)));
        assert_eq!(text(&error, "code"), "invalid-request", "{request}");
        assert_eq!(text(&error, "name"), "CasebookError");
        assert!(error.is_instance_of::<js_sys::Error>());
    }
    let error = error_of(casebook::get_case(JsValue::from_f64(6.0), JsValue::UNDEFINED));
    assert_eq!(text(&error, "code"), "invalid-request");
}

#[wasm_bindgen_test]
fn a_case_is_found_by_id_in_any_letter_case() {
    let case = casebook::get_case("k-006".into(), JsValue::UNDEFINED).expect("a case");
    assert_eq!(text(&case, "id"), "K-006");
    assert_eq!(text(&case, "slug"), "k3s-certificate-expired");
    assert_eq!(text(&case, "sections.0.heading"), "故障描述");
    assert_eq!(text(&case, "sections.0.key"), "description");
    assert_eq!(text(&case, "updated").len(), 10);
    let error = error_of(casebook::get_case("Z-999".into(), JsValue::UNDEFINED));
    assert_eq!(text(&error, "code"), "unknown-case");
}

#[wasm_bindgen_test]
fn a_case_renders_as_html_without_a_document() {
    let html = casebook::render_case_html("K-006".into(), JsValue::UNDEFINED).expect("html");
    assert!(html.starts_with("<h2 id=\"case-k-006-故障描述\">故障描述</h2>"), "{}", &html[..200]);
    let error = error_of(casebook::render_case("K-006".into(), JsValue::UNDEFINED));
    assert_eq!(text(&error, "code"), "no-document");
}

#[wasm_bindgen_test]
fn markdown_renders_under_the_same_rules() {
    let html = casebook::render_markdown("# T\n<b>x</b>".into(), JsValue::UNDEFINED).expect("html");
    assert_eq!(html, "<h1 id=\"md-t\">T</h1><p>&lt;b&gt;x&lt;/b&gt;</p>");
    let html = casebook::render_markdown("# T".into(), json(r#"{"idPrefix":"a-"}"#)).expect("html");
    assert_eq!(html, "<h1 id=\"a-t\">T</h1>");
    for prefix in ["", "-", "a", "ab", "1-", r#"\" onclick-"#, "a_-", "证-", &format!("{}-", "a".repeat(64))]
    {
        let options = json(&format!(r#"{{"idPrefix":"{prefix}"}}"#));
        let error = error_of(casebook::render_markdown("# T".into(), options));
        assert_eq!(text(&error, "code"), "invalid-request", "{prefix}");
    }
    let error = error_of(casebook::render_markdown_into("# T".into(), json("{}"), JsValue::UNDEFINED));
    assert_eq!(text(&error, "code"), "no-document");
    let error = error_of(casebook::render_markdown("x\n\n".repeat(300_000).into(), JsValue::UNDEFINED));
    assert_eq!(text(&error, "code"), "input-too-large");
    let error = error_of(casebook::render_markdown("a".repeat((1 << 20) + 1).into(), JsValue::UNDEFINED));
    assert_eq!(text(&error, "code"), "input-too-large");
}

const CERTIFICATE: &str = "x\n证书 🙂 error: Certificate Authority certificates require attention - check k3s documentation and begin planning rotation\ny";

#[wasm_bindgen_test]
fn a_log_gives_cases_with_the_lines_that_say_so() {
    let answer = casebook::match_log(CERTIFICATE.into(), json(r#"{"lang":"en"}"#)).expect("an answer");
    assert_eq!(text(&answer, "hits.0.id"), "K-006");
    assert_eq!(text(&answer, "hits.0.kind"), "signature");
    assert_eq!(text(&answer, "hits.0.type"), "misconfiguration");
    assert_eq!(
        text(&answer, "hits.0.evidence.0.signature"),
        "Certificate Authority certificates require attention - check k3s documentation and begin planning rotation"
    );
    assert_eq!(get(&answer, "hits.0.evidence.0.complete"), JsValue::TRUE);
    assert_eq!(number(&answer, "hits.0.evidence.0.line"), 2.0);
    assert_eq!(number(&answer, "hits.0.evidence.0.lastLine"), 2.0);
    assert_eq!(number(&answer, "hits.0.evidence.0.count"), 1.0);
    assert_eq!(text(&answer, "hits.0.evidence.0.before.0"), "x");
    assert_eq!(text(&answer, "hits.0.evidence.0.after.0"), "y");
    // Two Han characters, a blank, an emoji of two units, a blank, `error: `.
    assert_eq!(number(&answer, "hits.0.evidence.0.text.marks.0.0"), 13.0);
    assert_eq!(number(&answer, "total"), 1.0);
    assert_eq!(number(&answer, "linesRead"), 3.0);
    assert_eq!(number(&answer, "bytesRead"), CERTIFICATE.len() as f64);
    assert!(number(&answer, "tookMs") >= 0.0);
    let nothing = casebook::match_log("all is well".into(), JsValue::UNDEFINED).expect("an answer");
    assert_eq!(get(&nothing, "hits").unchecked_into::<Array>().length(), 0);
}

#[wasm_bindgen_test]
fn a_log_in_slices_gives_the_same_answer() {
    // The text of the answer, less the time it took.
    let told = |answer: &JsValue| {
        Reflect::set(answer, &"tookMs".into(), &0.into()).expect("a plain object");
        JSON::stringify(answer).expect("plain values")
    };
    let whole = told(&casebook::match_log(CERTIFICATE.into(), JsValue::UNDEFINED).expect("an answer"));
    let log = js_sys::JsString::from(CERTIFICATE);
    // Every cut, those between the halves of the emoji and within the signature included.
    for at in 0..=log.length() {
        let mut reader = casebook::LogReader::new().expect("a reader");
        reader.push(log.slice(0, at).into()).expect("read");
        reader.push(log.slice(at, log.length()).into()).expect("read");
        let answer = reader.finish(JsValue::UNDEFINED).expect("an answer");
        assert_eq!(told(&answer), whole, "cut at {at}");
        assert_eq!(told(&reader.finish(JsValue::UNDEFINED).expect("an answer")), whole);
        assert_eq!(reader.lines_read(), 3);
    }
}

#[wasm_bindgen_test]
fn what_is_no_log_is_an_error_with_a_code() {
    assert_eq!(text(&error_of(casebook::match_log(7.into(), JsValue::UNDEFINED)), "code"), "invalid-request");
    assert_eq!(text(&error_of(casebook::match_log("".into(), json("7"))), "code"), "invalid-request");
    let mut reader = casebook::LogReader::new().expect("a reader");
    assert_eq!(text(&error_of(reader.push(JsValue::NULL)), "code"), "invalid-request");
    let slice = JsValue::from("x".repeat(10 << 20));
    for _ in 0..5 {
        reader.push(slice.clone()).expect("read");
    }
    assert_eq!(text(&error_of(reader.push("x".into())), "code"), "input-too-large");
    assert_eq!(reader.bytes_read(), 50 << 20);
    reader.finish(JsValue::UNDEFINED).expect("an answer to what was read");
    assert_eq!(text(&error_of(reader.push("x".into())), "code"), "reader-finished");
    let lone_surrogate = js_sys::JsString::from_char_code1(0xd800);
    casebook::match_log(lone_surrogate.into(), JsValue::UNDEFINED).expect("an answer");
}

#[wasm_bindgen_test]
fn the_compiled_collection_is_sound() {
    casebook::verify().expect("sound");
}
