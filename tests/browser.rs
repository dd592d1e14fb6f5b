//! What only a browser can tell: a case as DOM nodes.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{DocumentFragment, Element};

wasm_bindgen_test_configure!(run_in_browser);

fn ids() -> Vec<String> {
    let request = js_sys::JSON::parse(r#"{"limit":100}"#).expect("the test's own JSON");
    let response = casebook::search(request).expect("an answer");
    let hits =
        js_sys::Reflect::get(&response, &"hits".into()).expect("hits").unchecked_into::<js_sys::Array>();
    hits.iter()
        .map(|hit| js_sys::Reflect::get(&hit, &"id".into()).expect("an id").as_string().expect("a string"))
        .collect()
}

fn rendered(id: &str) -> DocumentFragment {
    casebook::render_case(id.into(), JsValue::UNDEFINED).expect("a case")
}

#[wasm_bindgen_test]
fn every_case_has_its_sections_in_the_dom() {
    for id in ids() {
        let fragment = rendered(&id);
        assert!(fragment.query_selector_all("h2").expect("a selector").length() >= 5, "{id}");
        assert!(fragment.query_selector("pre > code.language-sh").expect("a selector").is_some(), "{id}");
    }
}

#[wasm_bindgen_test]
fn every_id_has_the_prefix_of_its_case() {
    for id in ids() {
        let named = rendered(&id).query_selector_all("[id]").expect("a selector");
        let prefix = format!("case-{}-", id.to_lowercase());
        for at in 0..named.length() {
            let element: Element = named.item(at).expect("a node").unchecked_into();
            assert!(element.id().starts_with(&prefix), "{}", element.id());
        }
    }
}
