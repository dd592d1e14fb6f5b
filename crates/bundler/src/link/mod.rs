//! Several JavaScript modules into one, for a page that may load nothing.
//!
//! Each module becomes a function that runs once and returns its exports; each import becomes a
//! destructuring of what such a function returned. That is faithful for a plain subset of the
//! language, and everything outside it is an error with file and line:
//!
//! - imports and exports stand at the start of a line; paths are relative
//! - `import { a, b as c } from`, `import * as ns from`, `import name from`,
//!   `import name, { a } from`, `import './effect.js'`
//! - `export` before `function`, `async function`, `class`, `const`; `export default`;
//!   `export { a, b as default };`
//! - no `export let` and no exported variable that is assigned later: importers would keep the
//!   first value
//! - no cycles, no dynamic import, no re-export, no top-level `await` but in the entry

mod compact;
mod cursor;
mod module;
mod scan;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

use module::{Import, Module, Wanted};

/// What the functions of the modules are called: `$m1`, `$m2`…
const PREFIX: &str = "$m";

/// Links the entry and all it imports into the text of one module script, without comments and
/// indentation.
///
/// `read` gives the text of a path.
pub(crate) fn link(entry: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<String> {
    compact::compact(entry, &link_from(entry, read)?)
}

/// Links the same into a module that others import: it exports what the entry does, and imports what is
/// in `outside` instead of holding it.
///
/// `read` gives the text of a path.
pub(crate) fn link_module(
    entry: &str,
    outside: &[Outside<'_>],
    read: &dyn Fn(&str) -> Result<String>,
) -> Result<String> {
    let mut linker = Linker { outside, ..Linker::new(read) };
    linker.visit(entry)?;
    compact::compact(entry, &linker.text()?)
}

/// A module that stays one of its own.
#[derive(Debug)]
pub(crate) struct Outside<'a> {
    /// Its path among the sources.
    pub(crate) path: &'a str,
    /// By what the linked module imports it.
    pub(crate) specifier: &'a str,
}

/// The same with comments and indentation.
fn link_from(entry: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<String> {
    let mut linker = Linker::new(read);
    linker.visit(entry)?;
    linker.text()
}

struct Linker<'a> {
    read: &'a dyn Fn(&str) -> Result<String>,
    outside: &'a [Outside<'a>],
    /// Modules after all that they import; the entry is the last.
    order: Vec<Module>,
    /// Place in `order` by path.
    numbers: HashMap<String, usize>,
    /// The chain of imports that leads to the module in work.
    open: Vec<String>,
}

impl<'a> Linker<'a> {
    fn new(read: &'a dyn Fn(&str) -> Result<String>) -> Self {
        Self { read, outside: &[], order: Vec::new(), numbers: HashMap::new(), open: Vec::new() }
    }

    fn outside(&self, path: &str) -> Option<&Outside<'a>> {
        self.outside.iter().find(|outside| outside.path == path)
    }

    fn visit(&mut self, path: &str) -> Result<()> {
        if self.numbers.contains_key(path) {
            return Ok(());
        }
        if self.open.iter().any(|open| open == path) {
            bail!("modules import each other: {} → {path}", self.open.join(" → "));
        }
        self.open.push(path.to_owned());
        let is_entry = self.open.len() == 1;
        let module = match self.outside(path) {
            Some(_) => Module::empty(path),
            None => Module::parse(path, &(self.read)(path)?.replace("\r\n", "\n"), is_entry)?,
        };
        for import in &module.imports {
            let target = resolve(path, import)?;
            self.visit(&target).with_context(|| format!("imported by {path}:{}", import.line))?;
        }
        let _ = self.open.pop();
        let _ = self.numbers.insert(path.to_owned(), self.order.len());
        self.order.push(module);
        Ok(())
    }

    fn text(&self) -> Result<String> {
        let mut text = String::new();
        let last = self.order.len().saturating_sub(1);
        for (number, module) in self.order.iter().enumerate() {
            let head = self.head(module)?;
            let (path, body) = (&module.path, module.body.trim_end());
            let exports = exports(module);
            if let Some(Outside { specifier, .. }) = self.outside(path) {
                let _ = write!(text, "import * as {PREFIX}{number} from '{specifier}';\n\n");
            } else if number == last {
                let _ = write!(text, "// {path}\n{head}{body}\n");
                if !module.exports.is_empty() {
                    let _ = writeln!(text, "{}", given_out(module));
                }
            } else {
                let exports = format!("Object.freeze({{ {exports} }})");
                let _ = write!(
                    text,
                    "// {path}\nconst {PREFIX}{number} = (() => {{\n{head}{body}\nreturn {exports};\n}})();\n\n"
                );
            }
        }
        Ok(text)
    }

    /// The declarations that stand for a module's imports.
    fn head(&self, module: &Module) -> Result<String> {
        let mut head = String::new();
        for import in &module.imports {
            let target = resolve(&module.path, import)?;
            let place = format!("{}:{}", module.path, import.line);
            let number = self.numbers.get(&target).context("an import not visited")?;
            let Some(imported) = self.order.get(*number) else {
                bail!("{place}: {target} is not linked");
            };
            let mut names = Vec::new();
            for wanted in &import.wanted {
                match wanted {
                    Wanted::All { local } => {
                        let _ = writeln!(head, "const {local} = {PREFIX}{number};");
                    }
                    Wanted::One { name, local } => {
                        let is_known = self.outside(&target).is_some();
                        if !is_known && !imported.exports.iter().any(|export| &export.name == name) {
                            bail!("{place}: {target} exports no `{name}`");
                        }
                        names.push(if name == local { name.clone() } else { format!("{name}: {local}") });
                    }
                }
            }
            if !names.is_empty() {
                let names = names.join(", ");
                let _ = writeln!(head, "const {{ {names} }} = {PREFIX}{number};");
            }
        }
        Ok(head)
    }
}

/// The statement by which the entry of a module exports.
fn given_out(module: &Module) -> String {
    format!("export {{ {} }};", listed(module, |local, name| format!("{local} as {name}")))
}

/// What stands in the object that a module's function returns; frozen, as a module's namespace is.
fn exports(module: &Module) -> String {
    listed(module, |local, name| format!("{name}: {local}"))
}

/// All that a module exports; `renamed` says how what is called otherwise inside of it is written.
fn listed(module: &Module, renamed: impl Fn(&str, &str) -> String) -> String {
    let written = module.exports.iter().map(|export| {
        if export.name == export.local { export.name.clone() } else { renamed(&export.local, &export.name) }
    });
    written.collect::<Vec<_>>().join(", ")
}

/// The path that an import means, relative to the root.
fn resolve(from: &str, import: &Import) -> Result<String> {
    let specifier = &import.specifier;
    if !(specifier.starts_with("./") || specifier.starts_with("../")) {
        bail!("{from}:{}: `{specifier}` is not a relative path; nothing else can be bundled", import.line);
    }
    let folder = Path::new(from).parent().unwrap_or(Path::new(""));
    let mut path = PathBuf::new();
    for part in folder.join(specifier).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::CurDir => {}
            _ if path.pop() => {}
            _ => bail!("{from}:{}: `{specifier}` leaves the project", import.line),
        }
    }
    Ok(path.to_string_lossy().replace('\\', "/"))
}

#[cfg(test)]
mod tests;
