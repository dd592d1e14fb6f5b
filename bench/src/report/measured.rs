//! What was measured, as `cargo xtask bench` leaves it: one file an engine.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Where and how it was measured.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Environment {
    pub(super) corpus: String,
    pub(super) date: String,
    pub(super) command: String,
    pub(super) cpu: String,
    pub(super) node: String,
    /// `None` when no engine needed it.
    pub(super) chromium: Option<String>,
}

/// One engine.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Measured {
    pub(super) engine: String,
    /// Whether it is casebook.
    pub(super) ours: bool,
    pub(super) runtime: Runtime,
    pub(super) version: String,
    pub(super) configuration: String,
    /// Whether its index holds the documents, too.
    pub(super) holds_text: bool,
    pub(super) build: Option<Build>,
    pub(super) search: Option<Search>,
    /// Why something is missing.
    pub(super) failed: Option<String>,
}

/// What runs the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Runtime {
    Node,
    Chromium,
}

impl Runtime {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Node => "Node",
            Self::Chromium => "Chromium",
        }
    }
}

/// Making the index.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Build {
    #[serde(rename = "buildMs")]
    pub(super) took_ms: f64,
    pub(super) index: Size,
    /// Ours alone: the compiler of cases by itself, natively.
    pub(super) compile_ms: Option<f64>,
    /// Ours alone: engine, index and documents.
    pub(super) module: Option<Size>,
    /// Ours alone: the parts of the block, by name.
    #[serde(default)]
    pub(super) sections: Map<String, Value>,
}

/// Bytes as they are, and gzipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Size {
    pub(super) bytes: usize,
    pub(super) gzip: usize,
}

/// Searching.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Search {
    pub(super) first_result_ms: f64,
    /// Of it the query, once the engine is loaded.
    pub(super) first_query_ms: f64,
    pub(super) memory: Memory,
    /// Ids of documents by query; fewer than queries when time ran out.
    pub(super) answers: Vec<Vec<String>>,
    /// Milliseconds of every pass, by query.
    pub(super) times: Vec<Vec<f64>>,
}

/// Bytes in use once the first query is answered, above those before loading.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(super) struct Memory {
    /// Objects and buffers of JavaScript.
    pub(super) heap: f64,
    /// Linear memory of Wasm, where the engine shows it.
    pub(super) linear: Option<f64>,
    /// The whole process, with what it could give back and has not; unknown in the browser.
    pub(super) resident: Option<f64>,
}

impl Memory {
    /// What the engine holds, as far as it is known: what runs in the browser has memory of Wasm, and
    /// does not always show it.
    pub(super) fn in_use(self, runtime: Runtime) -> Option<f64> {
        match (runtime, self.linear) {
            (_, Some(linear)) => Some(self.heap + linear),
            (Runtime::Node, None) => Some(self.heap),
            (Runtime::Chromium, None) => None,
        }
    }
}
