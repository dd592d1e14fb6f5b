//! What an npm package says about itself.

use serde_json::{Value, json};

use crate::Options;

/// `package.json` for a package that holds `files`, around a module called `module`.
pub(crate) fn manifest(options: &Options, module: &str, files: &[&str]) -> Value {
    let script = format!("./{module}.js");
    let types = format!("./{module}.d.ts");
    let wasm = format!("./{module}_bg.wasm");
    json!({
        "name": options.name,
        "version": options.version,
        "description": options.description,
        "license": options.license,
        "type": "module",
        "types": types,
        "exports": {
            ".": { "types": types, "default": script },
            "./element": { "types": "./element.d.ts", "default": "./element.js" },
            "./define": { "types": "./define.d.ts", "default": "./define.js" },
            wasm.as_str(): {
                "types": format!("{wasm}.d.ts"),
                "default": wasm,
            },
            "./service-worker.js": "./service-worker.js",
            "./custom-elements.json": "./custom-elements.json",
            "./package.json": "./package.json",
        },
        "customElements": "custom-elements.json",
        "files": files,
        "sideEffects": ["./define.js"],
    })
}
