//! A log to the cases it points to.
#![allow(clippy::doc_markdown, reason = "`@throws {CasebookError}` is JSDoc, which editors read")]
#![allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]

use casebook_core::log::Reader;
use js_sys::JsString;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use crate::error::{casebook_error, invalid_request, thrown};
use crate::exports::{now, options, to_js};
use crate::{convert, engine, wire};

/// Hits without a wish, and at most.
const DEFAULT_LIMIT: usize = 10;
const MAX_LIMIT: usize = 50;

/// First halves of characters beyond the Basic Multilingual Plane, as JavaScript gives them.
const HIGH_SURROGATES: std::ops::Range<f64> = 55_296.0..56_320.0;

/// Finds the cases to which a log points, each with the lines that say so. At most 50 MiB of UTF-8;
/// a large log takes its time in one go: `LogReader` takes it in slices.
///
/// @throws {CasebookError} `input-too-large`, `invalid-request`, `corrupt-block`
#[wasm_bindgen(js_name = matchLog, unchecked_return_type = "LogAnswer")]
pub fn match_log(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "LogOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let mut reader = LogReader::new()?;
    reader.read("matchLog", &text)?;
    reader.finish(options)
}

/// Reads a log in slices, between frames. How it is sliced changes nothing in the answer: a slice may
/// end within a line, and between the halves of a surrogate pair. To cancel, `free()` it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct LogReader {
    reader: Reader<'static>,
    /// The first half of a surrogate pair with which the last slice ended.
    half: Option<JsString>,
    took_ms: f64,
}

#[wasm_bindgen]
impl LogReader {
    /// Begins a log.
    ///
    /// @throws {CasebookError} `corrupt-block`
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<LogReader, JsValue> {
        let reader = engine::collection().and_then(Reader::new).map_err(|error| thrown(&error))?;
        Ok(Self { reader, half: None, took_ms: 0.0 })
    }

    /// Reads on. Some 256 KiB a frame keep a page responsive. Above 50 MiB in all nothing more is read,
    /// and what was read before can still be answered.
    ///
    /// @throws {CasebookError} `input-too-large`, `invalid-request`, `reader-finished`
    pub fn push(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] chunk: JsValue,
    ) -> Result<(), JsValue> {
        self.read("push", &chunk)
    }

    /// Lines read so far, the one that is not yet complete left out.
    #[wasm_bindgen(getter, js_name = linesRead)]
    #[must_use]
    pub fn lines_read(&self) -> usize {
        self.reader.lines()
    }

    /// Length of what was read so far, in UTF-8.
    #[wasm_bindgen(getter, js_name = bytesRead)]
    #[must_use]
    pub fn bytes_read(&self) -> usize {
        self.reader.bytes()
    }

    /// Ends the log and answers. May be called again, with other options.
    ///
    /// @throws {CasebookError} `invalid-request`, `corrupt-block`
    #[wasm_bindgen(unchecked_return_type = "LogAnswer")]
    pub fn finish(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "LogOptions")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let options: wire::LogOptions = self::options("finish", options)?;
        let started = now();
        if let Some(half) = self.half.take() {
            self.reader.push(&String::from(half)).map_err(|error| thrown(&error))?;
        }
        let limit = options.limit.map_or(DEFAULT_LIMIT, |limit| (limit as usize).min(MAX_LIMIT));
        let answer = self.reader.finish(options.lang.as_deref(), limit);
        self.took_ms += now() - started;
        to_js(
            engine::collection()
                .and_then(|collection| convert::log_answer(&collection, &self.reader, answer?, self.took_ms)),
        )
    }
}

impl LogReader {
    fn read(&mut self, function: &str, chunk: &JsValue) -> Result<(), JsValue> {
        let chunk = chunk
            .dyn_ref::<JsString>()
            .ok_or_else(|| invalid_request(function, "what is read must be a string"))?;
        if self.reader.is_finished() {
            return Err(casebook_error("reader-finished", "this log is finished: begin a new LogReader"));
        }
        let started = now();
        let whole = match self.half.take() {
            Some(half) => half.concat(chunk),
            None => chunk.clone(),
        };
        let length = whole.length();
        let ends_in_half = length > 0 && HIGH_SURROGATES.contains(&whole.char_code_at(length - 1));
        let text = if ends_in_half {
            self.half = Some(whole.slice(length - 1, length));
            String::from(whole.slice(0, length - 1))
        } else {
            String::from(whole)
        };
        let read = self.reader.push(&text).map_err(|error| thrown(&error));
        self.took_ms += now() - started;
        read
    }
}
