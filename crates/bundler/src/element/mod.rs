//! `<case-book>` in the package: the page's modules in one, its styles for a shadow root, its types and
//! what editors and frameworks read of it.

mod sheet;

use anyhow::{Context, Result};

use crate::link::{Outside, link_module};
use crate::sources::Sources;
use crate::style;

const FOLDER: &str = "www/element";
const ENTRY: &str = "www/element/element.js";
/// What is not written by hand: `generated.d.ts` says what is in it.
const GENERATED: &str = "www/element/generated.js";
const SHEET: &str = "www/element.css";

/// Files that go into the package as they are: from here, to there.
const COPIES: &[(&str, &str)] = &[
    ("define.js", "define.js"),
    ("define.d.ts", "define.d.ts"),
    ("custom-elements.json", "custom-elements.json"),
    ("service-worker.js", "service-worker.js"),
];

/// The files of the element, by their names in the package. `module` is what the module is called.
pub(crate) fn link(sources: &Sources, module: &str, version: &str) -> Result<Vec<(&'static str, String)>> {
    let generated = generated(sources, module, version)?;
    let read = |path: &str| if path == GENERATED { Ok(generated.clone()) } else { sources.text(path) };
    let path = format!("pkg/{module}.js");
    let specifier = format!("./{module}.js");
    let outside = [Outside { path: &path, specifier: &specifier }];
    let mut files = vec![
        ("element.js", link_module(ENTRY, &outside, &read)?),
        // In the package, the module lies beside.
        ("element.d.ts", read(&format!("{FOLDER}/public.d.ts"))?.replace("../../pkg/", "./")),
    ];
    for (from, to) in COPIES {
        files.push((to, read(&format!("{FOLDER}/{from}"))?));
    }
    Ok(files)
}

/// The package's description for readers, with its own name where it says what to import.
pub(crate) fn readme(sources: &Sources, called: &str) -> Result<String> {
    Ok(under_name(&sources.text(&format!("{FOLDER}/README.md"))?, called))
}

/// The text with the package's own name where it says what to import.
fn under_name(text: &str, called: &str) -> String {
    let mut text = text.to_owned();
    for quote in ["\"", "`"] {
        for end in ["/", quote] {
            text = text.replace(&format!("{quote}casebook{end}"), &format!("{quote}{called}{end}"));
        }
    }
    text
}

fn generated(sources: &Sources, module: &str, version: &str) -> Result<String> {
    let load = |import: &str| sources.text(&format!("www/{import}"));
    let sheet = style::with_imports(&sources.text(SHEET)?, load).context(SHEET)?;
    let css = serde_json::to_string(&sheet::for_shadow_root(&style::compact(&sheet)))?;
    let version = serde_json::to_string(version)?;
    Ok(format!(
        "export const css = {css};\n\
         export const engineVersion = {version};\n\
         export function moduleUrl() {{ return new URL(\"{module}_bg.wasm\", import.meta.url); }}\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::under_name;

    #[test]
    fn imports_have_the_name_of_the_package() {
        let text = "import \"casebook/define\"; [\"casebook\"] `casebook` `casebook/element` /casebook/define.js `casebook.js`";
        assert_eq!(
            under_name(text, "@corp/cases"),
            "import \"@corp/cases/define\"; [\"@corp/cases\"] `@corp/cases` `@corp/cases/element` /casebook/define.js `casebook.js`"
        );
    }
}
