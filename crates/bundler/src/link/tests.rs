//! What the linker makes of modules, and what it refuses.

use super::*;

/// Links `main.js` of these files.
fn linked(files: &[(&str, &str)]) -> Result<String> {
    link_from("main.js", &|path| {
        files
            .iter()
            .find(|(name, _)| *name == path)
            .map(|(_, text)| (*text).to_owned())
            .with_context(|| format!("{path} cannot be read"))
    })
}

/// The error of linking a lone module that nothing else can save.
fn refusal(text: &str) -> String {
    let files = [("main.js", "import './a.js';\n"), ("a.js", text), ("b.js", "export const b = 1;\n")];
    match linked(&files) {
        Ok(linked) => format!("no error, but: {linked}"),
        Err(problem) => format!("{problem:#}"),
    }
}

#[test]
fn every_shape_of_import_and_export() -> Result<()> {
    let text = linked(&[
        (
            "main.js",
            "\
import init, {
  a,
  f as g, // a comment
} from './lib/a.js';
import * as all from './lib/a.js';
import d from \"./b.js\";
import './lib/effect.js';

await init(all, d, a, g);
",
        ),
        (
            "lib/a.js",
            "\
import { b } from '../b.js';
export const a = b;
export async function f() { return await a; }
export function* walk() { yield 1; }
export class K {}
function start() {}
export { start as default };
",
        ),
        ("b.js", "const own = 2;\nexport { own as b };\nexport default { own };\n"),
        ("lib/effect.js", "globalThis.x = 1;\n"),
    ])?;
    assert_eq!(
        text,
        "\
// b.js
const $m0 = (() => {
const own = 2;
const $default = { own };
return Object.freeze({ b: own, default: $default });
})();

// lib/a.js
const $m1 = (() => {
const { b } = $m0;
const a = b;
async function f() { return await a; }
function* walk() { yield 1; }
class K {}
function start() {}
return Object.freeze({ a, f, walk, K, default: start });
})();

// lib/effect.js
const $m2 = (() => {
globalThis.x = 1;
return Object.freeze({  });
})();

// main.js
const { default: init, a, f: g } = $m1;
const all = $m1;
const { default: d } = $m0;

await init(all, d, a, g);
"
    );
    Ok(())
}

#[test]
fn words_in_text_and_properties_are_left_alone() -> Result<()> {
    let body = "\
// import { a } from './a.js';
const text = 'export const a = 1;';
const template = `
import x from './x.js';
export default ${text.export}
`;
const where = import.meta.url;
const table = { export: 1, import: 2 }.export;
";
    let body = body.replace(", import: 2", "");
    let text = linked(&[("main.js", &body)])?;
    assert_eq!(text, format!("// main.js\n{body}"));
    Ok(())
}

#[test]
fn the_shape_of_generated_glue() -> Result<()> {
    let glue = "\
/* @ts-self-types=\"./casebook.d.ts\" */

/**
 * @returns {any}
 */
export function info() {
    const ret = wasm.info();
    return ret;
}
const className = /\\[object ([^\\]]+)\\]/.exec(toString.call(1))?.[1];
let wasmModule, wasmInstance, wasm;
function initSync(module) {
    ({module} = module)
}
async function __wbg_init(module_or_path) {
    module_or_path = new URL('casebook_bg.wasm', import.meta.url);
    return `${await module_or_path}`;
}

export { initSync, __wbg_init as default };
";
    let text =
        linked(&[("main.js", "import init, { info } from './glue.js';\ninfo(init);\n"), ("glue.js", glue)])?;
    assert!(text.contains("return Object.freeze({ info, initSync, default: __wbg_init });"), "{text}");
    assert!(!text.contains("export"), "{text}");
    Ok(())
}

#[test]
fn windows_line_ends_become_plain_ones() -> Result<()> {
    let text = linked(&[("main.js", "const a = 1;\r\nconst b = 2;\r\n")])?;
    assert_eq!(text, "// main.js\nconst a = 1;\nconst b = 2;\n");
    Ok(())
}

#[test]
fn what_cannot_be_linked_is_refused_with_its_line() {
    for (text, part) in [
        ("\nimport('./b.js');", "a.js:2: dynamic import"),
        ("{\nimport { b } from './b.js';\n}", "a.js:2: `import` must stand at the start"),
        (" import { b } from './b.js';", "a.js:1: `import` must stand at the start"),
        ("export * from './b.js';", "a.js:1: re-exports"),
        ("export { b } from './b.js';", "a.js:1: re-exports"),
        ("import b from './b.json' with { type: 'json' };", "a.js:1: more on the line"),
        ("import { b } from './b.js'; f(b);", "a.js:1: more on the line"),
        ("import { b } from 'b';", "a.js:1: `b` is not a relative path"),
        ("import { b } from '../../b.js';", "a.js:1: `../../b.js` leaves the project"),
        ("import { c } from './b.js';", "a.js:1: ./b.js exports no `c`"),
        ("import { 'b' as c } from './b.js';", "a.js:1: a list of names"),
        ("import defer * as b from './b.js';", "a.js:1: an import the linker does not know"),
        ("import { b } from './missing.js';", "missing.js cannot be read"),
        ("import './main.js';", "modules import each other: main.js → a.js → main.js"),
        ("export let a = 1;", "a.js:1: importers of a variable"),
        ("let a = 1;\nexport { a };", "a.js:1: importers of the variable `a`"),
        ("export const { a } = f();", "a.js:1: an export the linker does not know: a name"),
        ("export default function () {}", "a.js:1: a default export without a name"),
        ("export const a = 1;\nexport { a };", "a.js:2: `a` is exported twice"),
        ("const b = await f();", "a.js:1: only the entry may wait"),
        ("const t = '</SCRIPT>';", "a.js:1: `</script` would break the page"),
        ("// <!-- x", "a.js:1: `<!--` would break the page"),
        ("const $m1 = 1;", "a.js:1: names with `$m`"),
        ("const a = 'b\n';", "a.js:1: a string without its end"),
    ] {
        let message = refusal(text);
        let part = part.replace("./b.js exports", "b.js exports");
        assert!(message.contains(&part), "{text:?}: {message}");
    }
}

#[test]
fn a_module_for_others_exports_and_imports() -> Result<()> {
    let files = [
        (
            "www/main.js",
            "import init, { f } from '../pkg/out.js';\nimport { a } from './a.js';\nexport class K {}\nexport function g() { return f(a, init); }\nfunction h() {}\nexport { h as i };\n",
        ),
        ("www/a.js", "import * as out from '../pkg/out.js';\nexport const a = out;\n"),
    ];
    let read = |path: &str| {
        let file = files.iter().find(|(name, _)| *name == path);
        file.map(|(_, text)| (*text).to_owned()).with_context(|| format!("{path} cannot be read"))
    };
    let outside = [Outside { path: "pkg/out.js", specifier: "./out.js" }];
    assert_eq!(
        link_module("www/main.js", &outside, &read)?,
        "\
import * as $m0 from './out.js';
const $m1 = (() => {
const out = $m0;
const a = out;
return Object.freeze({ a });
})();
const { default: init, f } = $m0;
const { a } = $m1;
class K {}
function g() { return f(a, init); }
function h() {}
export { K, g, h as i };
"
    );
    Ok(())
}
