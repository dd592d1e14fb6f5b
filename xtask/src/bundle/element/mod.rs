//! `<case-book>` in the package: the page's modules in one, its styles for a shadow root, its types and
//! what editors and frameworks read of it.

mod sheet;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::style;
use crate::link::{Outside, link_module};
use crate::workspace::Workspace;

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

/// Writes the element into the package in `folder`, which others import as `called`.
pub(super) fn write(workspace: &Workspace, folder: &Path, called: &str) -> Result<()> {
    let root = &workspace.root;
    let name = &workspace.package.name;
    let generated = generated(workspace)?;
    let read = |path: &str| if path == GENERATED { Ok(generated.clone()) } else { read(root, path) };
    let module = format!("pkg/{name}.js");
    let specifier = format!("./{name}.js");
    let outside = [Outside { path: &module, specifier: &specifier }];
    let put = |file: &str, text: &str| {
        fs::write(folder.join(file), text).with_context(|| format!("{file} cannot be written"))
    };
    put("element.js", &link_module(ENTRY, &outside, &read)?)?;
    // In the package, the module lies beside.
    put("element.d.ts", &read(&format!("{FOLDER}/public.d.ts"))?.replace("../../pkg/", "./"))?;
    for (from, to) in COPIES {
        put(to, &read(&format!("{FOLDER}/{from}"))?)?;
    }
    put("README.md", &under_name(&read(&format!("{FOLDER}/README.md"))?, called))
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

fn generated(workspace: &Workspace) -> Result<String> {
    let load = |import: &str| read(&workspace.root, &format!("www/{import}"));
    let sheet = style::with_imports(&read(&workspace.root, SHEET)?, load).context(SHEET)?;
    let css = serde_json::to_string(&sheet::for_shadow_root(&style::compact(&sheet)))?;
    let version = serde_json::to_string(&workspace.package.version)?;
    let name = &workspace.package.name;
    Ok(format!(
        "export const css = {css};\n\
         export const engineVersion = {version};\n\
         export function moduleUrl() {{ return new URL(\"{name}_bg.wasm\", import.meta.url); }}\n"
    ))
}

fn read(root: &Path, path: &str) -> Result<String> {
    let text = fs::read_to_string(root.join(path)).with_context(|| format!("{path} cannot be read"))?;
    Ok(text.replace("\r\n", "\n"))
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
