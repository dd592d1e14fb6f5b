//! One module: its imports, its exports, and the text without both.

use anyhow::Result;

use super::PREFIX;
use super::cursor::Cursor;
use super::scan::{code_only, is_word};
use crate::text::line_of;

/// A module ready to be linked.
#[derive(Debug)]
pub(super) struct Module {
    /// Relative to the root.
    pub(super) path: String,
    pub(super) imports: Vec<Import>,
    pub(super) exports: Vec<Export>,
    /// The text without import statements and `export` keywords.
    pub(super) body: String,
}

/// An import statement.
#[derive(Debug)]
pub(super) struct Import {
    pub(super) line: usize,
    /// The path as written.
    pub(super) specifier: String,
    /// What is imported; nothing for an import for effect.
    pub(super) wanted: Vec<Wanted>,
}

/// One name that an import brings in.
#[derive(Debug, PartialEq)]
pub(super) enum Wanted {
    /// `* as local`
    All { local: String },
    /// `name as local`; the default export is called `default`.
    One { name: String, local: String },
}

/// One name that a module gives out.
#[derive(Debug, PartialEq)]
pub(super) struct Export {
    pub(super) name: String,
    pub(super) local: String,
}

impl Module {
    /// A module of which nothing is known, as its text is nobody's business.
    pub(super) fn empty(path: &str) -> Self {
        Self { path: path.to_owned(), imports: Vec::new(), exports: Vec::new(), body: String::new() }
    }

    /// Reads a module. Everything that the linker could get wrong is an error.
    pub(super) fn parse(path: &str, text: &str, is_entry: bool) -> Result<Self> {
        let code = code_only(path, text)?;
        let mut reader = Reader {
            cursor: Cursor::new(path, text, &code),
            imports: Vec::new(),
            exports: Vec::new(),
            cuts: Vec::new(),
        };
        reader.check_text()?;
        reader.statements(is_entry)?;
        reader.check_exports()?;
        let body = reader.body();
        Ok(Self { path: path.to_owned(), imports: reader.imports, exports: reader.exports, body })
    }
}

/// The name of an anonymous default export.
const DEFAULT: &str = "$default";

struct Reader<'a> {
    cursor: Cursor<'a>,
    imports: Vec<Import>,
    exports: Vec<Export>,
    /// Ranges of the text that are left out, and what stands there instead.
    cuts: Vec<(usize, usize, &'static str)>,
}

impl Reader<'_> {
    /// What would end an inline script early, or clash with the linker's own names.
    fn check_text(&self) -> Result<()> {
        let lower = self.cursor.text.to_ascii_lowercase();
        for ender in ["</script", "<!--"] {
            if let Some(at) = lower.find(ender) {
                return self.cursor.fail(at, format!("`{ender}` would break the page; write it in parts"));
            }
        }
        for name in [PREFIX, DEFAULT] {
            if let Some(at) = self.cursor.code.find(name) {
                return self.cursor.fail(at, format!("names with `{name}` belong to the linker"));
            }
        }
        Ok(())
    }

    /// Goes through the code word by word and stops at those that matter here.
    fn statements(&mut self, is_entry: bool) -> Result<()> {
        let mut depth = 0_usize;
        while let Some(byte) = self.cursor.code.as_bytes().get(self.cursor.at).copied() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ if is_word(byte) => {
                    let start = self.cursor.at;
                    match self.cursor.word() {
                        _ if self.cursor.follows_dot(start) => {}
                        "import" => self.import(start, depth)?,
                        "export" => self.export(start, depth)?,
                        "await" if depth == 0 && !is_entry && !self.cursor.in_async_line(start) => {
                            return self.cursor.fail(start, "only the entry may wait at its top level");
                        }
                        _ => {}
                    }
                    continue;
                }
                _ => {}
            }
            self.cursor.at += 1;
        }
        Ok(())
    }

    fn import(&mut self, start: usize, depth: usize) -> Result<()> {
        match self.cursor.next_byte() {
            Some(b'.') => return Ok(()), // import.meta
            Some(b'(') => return self.cursor.fail(start, "dynamic import cannot be bundled"),
            _ => self.cursor.check_place(start, depth, "import")?,
        }
        let mut wanted = Vec::new();
        if !self.cursor.at_quote() {
            self.import_clause(start, &mut wanted)?;
            if self.cursor.name() != Some("from") {
                return self.cursor.fail(start, "an import the linker does not know: `from` expected");
            }
        }
        let Some(specifier) = self.cursor.quoted() else {
            return self.cursor.fail(start, "an import the linker does not know: a path expected");
        };
        self.cursor.end_of_statement(start)?;
        self.imports.push(Import {
            line: line_of(self.cursor.text, start),
            specifier: specifier.to_owned(),
            wanted,
        });
        self.cuts.push((start, self.cursor.at, ""));
        Ok(())
    }

    /// What stands between `import` and `from`.
    fn import_clause(&mut self, start: usize, wanted: &mut Vec<Wanted>) -> Result<()> {
        if let Some(local) = self.cursor.name() {
            wanted.push(Wanted::One { name: "default".to_owned(), local: local.to_owned() });
            if !self.cursor.take(b',') {
                return Ok(());
            }
        }
        if self.cursor.take(b'*') {
            let (Some("as"), Some(local)) = (self.cursor.name(), self.cursor.name()) else {
                return self.cursor.fail(start, "an import the linker does not know: `* as name` expected");
            };
            wanted.push(Wanted::All { local: local.to_owned() });
            return Ok(());
        }
        for (name, local) in self.cursor.list(start)? {
            wanted.push(Wanted::One { name, local });
        }
        Ok(())
    }

    fn export(&mut self, start: usize, depth: usize) -> Result<()> {
        if self.cursor.next_byte() == Some(b':') {
            return Ok(()); // a property of that name
        }
        self.cursor.check_place(start, depth, "export")?;
        match self.cursor.next_byte() {
            Some(b'{') => return self.export_list(start),
            Some(b'*') => return self.cursor.fail(start, "re-exports cannot be bundled"),
            _ => {}
        }
        let declaration = self.cursor.at;
        match self.cursor.name() {
            Some("default") => return self.export_default(start),
            Some("const" | "class") => {}
            Some("let" | "var") => {
                return self
                    .cursor
                    .fail(start, "importers of a variable would keep its first value; export a function");
            }
            Some("function") => {
                let _ = self.cursor.take(b'*');
            }
            Some("async") if self.cursor.name() == Some("function") => {
                let _ = self.cursor.take(b'*');
            }
            _ => return self.cursor.fail(start, "an export the linker does not know"),
        }
        let Some(name) = self.cursor.name() else {
            return self.cursor.fail(start, "an export the linker does not know: a name expected");
        };
        self.give_out(start, name, name)?;
        self.cuts.push((start, self.cursor.skip_blanks_from(declaration), ""));
        Ok(())
    }

    /// `export { a, b as default };`
    fn export_list(&mut self, start: usize) -> Result<()> {
        for (local, name) in self.cursor.list(start)? {
            self.give_out(start, &name, &local)?;
        }
        if self.cursor.code_from(self.cursor.at).trim_start().starts_with("from") {
            return self.cursor.fail(start, "re-exports cannot be bundled");
        }
        self.cursor.end_of_statement(start)?;
        self.cuts.push((start, self.cursor.at, ""));
        Ok(())
    }

    /// Behind `export default`.
    fn export_default(&mut self, start: usize) -> Result<()> {
        let value = self.cursor.skip_blanks_from(self.cursor.at);
        let is_function = match self.cursor.peek_name() {
            Some("function" | "class") => true,
            Some("async") => {
                self.cursor.code_from(value + "async".len()).trim_start().starts_with("function")
            }
            _ => false,
        };
        if !is_function {
            self.cursor.at = value;
            self.cuts.push((start, value, "const $default = "));
            return self.give_out(start, "default", DEFAULT);
        }
        if self.cursor.name() == Some("async") {
            let _ = self.cursor.name();
        }
        let _ = self.cursor.take(b'*');
        let Some(local) = self.cursor.name().filter(|name| *name != "extends") else {
            return self.cursor.fail(start, "a default export without a name; give it one");
        };
        self.cuts.push((start, value, ""));
        self.give_out(start, "default", local)
    }

    fn give_out(&mut self, start: usize, name: &str, local: &str) -> Result<()> {
        if self.exports.iter().any(|export| export.name == name) {
            return self.cursor.fail(start, format!("`{name}` is exported twice"));
        }
        self.exports.push(Export { name: name.to_owned(), local: local.to_owned() });
        Ok(())
    }

    /// Variables that may change must not be given out by name either.
    fn check_exports(&self) -> Result<()> {
        for (at, line) in lines(self.cursor.code) {
            let Some(("let" | "var", rest)) = line.split_once(' ') else {
                continue;
            };
            let declared = rest
                .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
                .find(|name| self.exports.iter().any(|export| export.local == *name));
            if let Some(name) = declared {
                return self.cursor.fail(
                    at,
                    format!(
                        "importers of the variable `{name}` would keep its first value; export a function"
                    ),
                );
            }
        }
        Ok(())
    }

    /// The text with the cuts made.
    fn body(&self) -> String {
        let mut body = String::with_capacity(self.cursor.text.len());
        let mut from = 0;
        for (start, end, instead) in &self.cuts {
            body.push_str(self.cursor.text.get(from..*start).unwrap_or_default());
            body.push_str(instead);
            from = *end;
        }
        body.push_str(self.cursor.text.get(from..).unwrap_or_default());
        body
    }
}

/// Every line with the offset of its start.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}
