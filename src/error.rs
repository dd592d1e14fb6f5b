//! Errors as JavaScript sees them.

use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

/// An `Error` named `CasebookError` with a `code`.
pub(crate) fn casebook_error(code: &str, message: &str) -> JsValue {
    let error = Error::new(message);
    error.set_name("CasebookError");
    // A fresh object takes any property; were it not so, the message would still tell.
    let _ = Reflect::set(&error, &JsValue::from_str("code"), &JsValue::from_str(code));
    error.into()
}

/// An error of the engine.
pub(crate) fn thrown(error: &casebook_core::Error) -> JsValue {
    casebook_error(error.code(), &error.to_string())
}

/// An option of the wrong type.
pub(crate) fn invalid_request(what: &str, problem: impl std::fmt::Display) -> JsValue {
    casebook_error("invalid-request", &format!("{what}: {problem}"))
}
