//! One module: its imports, its exports, and the text without both.

use anyhow::{Result, bail};

use super::PREFIX;
use super::scan::{code_only, is_word, line_of};

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
    /// Reads a module. Everything that the linker could get wrong is an error.
    pub(super) fn parse(path: &str, text: &str, is_entry: bool) -> Result<Self> {
        let code = code_only(path, text)?;
        let mut reader = Reader {
            path,
            text,
            code: &code,
            at: 0,
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
    path: &'a str,
    text: &'a str,
    /// `text` without the insides of strings and comments; the same offsets.
    code: &'a str,
    at: usize,
    imports: Vec<Import>,
    exports: Vec<Export>,
    /// Ranges of `text` that are left out, and what stands there instead.
    cuts: Vec<(usize, usize, &'static str)>,
}

impl<'a> Reader<'a> {
    /// What would end an inline script early, or clash with the linker's own names.
    fn check_text(&self) -> Result<()> {
        let lower = self.text.to_ascii_lowercase();
        for ender in ["</script", "<!--"] {
            if let Some(at) = lower.find(ender) {
                return self.fail(at, format!("`{ender}` would break the page; write it in parts"));
            }
        }
        for name in [PREFIX, DEFAULT] {
            if let Some(at) = self.code.find(name) {
                return self.fail(at, format!("names with `{name}` belong to the linker"));
            }
        }
        Ok(())
    }

    /// Goes through the code word by word and stops at those that matter here.
    fn statements(&mut self, is_entry: bool) -> Result<()> {
        let mut depth = 0_usize;
        while let Some(byte) = self.code.as_bytes().get(self.at).copied() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ if is_word(byte) => {
                    let start = self.at;
                    match self.word() {
                        _ if self.follows_dot(start) => {}
                        "import" => self.import(start, depth)?,
                        "export" => self.export(start, depth)?,
                        "await" if depth == 0 && !is_entry && !self.in_async_line(start) => {
                            return self.fail(start, "only the entry may wait at its top level");
                        }
                        _ => {}
                    }
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        Ok(())
    }

    fn import(&mut self, start: usize, depth: usize) -> Result<()> {
        match self.next_byte() {
            Some(b'.') => return Ok(()), // import.meta
            Some(b'(') => return self.fail(start, "dynamic import cannot be bundled"),
            _ => self.check_place(start, depth, "import")?,
        }
        let mut wanted = Vec::new();
        if !self.at_quote() {
            self.import_clause(start, &mut wanted)?;
            if self.name() != Some("from") {
                return self.fail(start, "an import the linker does not know: `from` expected");
            }
        }
        let Some(specifier) = self.quoted() else {
            return self.fail(start, "an import the linker does not know: a path expected");
        };
        self.end_of_statement(start)?;
        self.imports.push(Import {
            line: line_of(self.text, start),
            specifier: specifier.to_owned(),
            wanted,
        });
        self.cuts.push((start, self.at, ""));
        Ok(())
    }

    /// What stands between `import` and `from`.
    fn import_clause(&mut self, start: usize, wanted: &mut Vec<Wanted>) -> Result<()> {
        if let Some(local) = self.name() {
            wanted.push(Wanted::One { name: "default".to_owned(), local: local.to_owned() });
            if !self.take(b',') {
                return Ok(());
            }
        }
        if self.take(b'*') {
            let (Some("as"), Some(local)) = (self.name(), self.name()) else {
                return self.fail(start, "an import the linker does not know: `* as name` expected");
            };
            wanted.push(Wanted::All { local: local.to_owned() });
            return Ok(());
        }
        for (name, local) in self.list(start)? {
            wanted.push(Wanted::One { name, local });
        }
        Ok(())
    }

    fn export(&mut self, start: usize, depth: usize) -> Result<()> {
        if self.next_byte() == Some(b':') {
            return Ok(()); // a property of that name
        }
        self.check_place(start, depth, "export")?;
        match self.next_byte() {
            Some(b'{') => return self.export_list(start),
            Some(b'*') => return self.fail(start, "re-exports cannot be bundled"),
            _ => {}
        }
        let declaration = self.at;
        match self.name() {
            Some("default") => return self.export_default(start),
            Some("const" | "class") => {}
            Some("let" | "var") => {
                return self
                    .fail(start, "importers of a variable would keep its first value; export a function");
            }
            Some("function") => {
                let _ = self.take(b'*');
            }
            Some("async") if self.name() == Some("function") => {
                let _ = self.take(b'*');
            }
            _ => return self.fail(start, "an export the linker does not know"),
        }
        let Some(name) = self.name() else {
            return self.fail(start, "an export the linker does not know: a name expected");
        };
        self.give_out(start, name, name)?;
        self.cuts.push((start, self.skip_blanks_from(declaration), ""));
        Ok(())
    }

    /// `export { a, b as default };`
    fn export_list(&mut self, start: usize) -> Result<()> {
        for (local, name) in self.list(start)? {
            self.give_out(start, &name, &local)?;
        }
        if self.code_from(self.at).trim_start().starts_with("from") {
            return self.fail(start, "re-exports cannot be bundled");
        }
        self.end_of_statement(start)?;
        self.cuts.push((start, self.at, ""));
        Ok(())
    }

    /// Behind `export default`.
    fn export_default(&mut self, start: usize) -> Result<()> {
        let value = self.skip_blanks_from(self.at);
        let is_function = match self.peek_name() {
            Some("function" | "class") => true,
            Some("async") => self.code_from(value + "async".len()).trim_start().starts_with("function"),
            _ => false,
        };
        if !is_function {
            self.at = value;
            self.cuts.push((start, value, "const $default = "));
            return self.give_out(start, "default", DEFAULT);
        }
        if self.name() == Some("async") {
            let _ = self.name();
        }
        let _ = self.take(b'*');
        let Some(local) = self.name().filter(|name| *name != "extends") else {
            return self.fail(start, "a default export without a name; give it one");
        };
        self.cuts.push((start, value, ""));
        self.give_out(start, "default", local)
    }

    fn give_out(&mut self, start: usize, name: &str, local: &str) -> Result<()> {
        if self.exports.iter().any(|export| export.name == name) {
            return self.fail(start, format!("`{name}` is exported twice"));
        }
        self.exports.push(Export { name: name.to_owned(), local: local.to_owned() });
        Ok(())
    }

    /// Variables that may change must not be given out by name either.
    fn check_exports(&self) -> Result<()> {
        for (at, line) in lines(self.code) {
            let Some(("let" | "var", rest)) = line.split_once(' ') else {
                continue;
            };
            let declared = rest
                .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
                .find(|name| self.exports.iter().any(|export| export.local == *name));
            if let Some(name) = declared {
                return self.fail(
                    at,
                    format!(
                        "importers of the variable `{name}` would keep its first value; export a function"
                    ),
                );
            }
        }
        Ok(())
    }

    /// Imports and exports are recognised at the start of a line only.
    fn check_place(&self, start: usize, depth: usize, what: &str) -> Result<()> {
        let before = start.checked_sub(1).and_then(|at| self.code.as_bytes().get(at));
        if depth == 0 && matches!(before, None | Some(b'\n')) {
            return Ok(());
        }
        self.fail(start, format!("`{what}` must stand at the start of a line, outside any block"))
    }

    /// `{ a, b as c }` as pairs of the name before and the name after `as`.
    fn list(&mut self, start: usize) -> Result<Vec<(String, String)>> {
        let unknown = "a list of names the linker does not know";
        if !self.take(b'{') {
            return self.fail(start, unknown);
        }
        let mut pairs = Vec::new();
        while !self.take(b'}') {
            let Some(first) = self.name() else {
                return self.fail(start, unknown);
            };
            let second = if self.peek_name() == Some("as") {
                let _ = self.name();
                self.name()
            } else {
                Some(first)
            };
            let Some(second) = second else {
                return self.fail(start, unknown);
            };
            pairs.push((first.to_owned(), second.to_owned()));
            if !self.take(b',') && self.next_byte() != Some(b'}') {
                return self.fail(start, unknown);
            }
        }
        Ok(pairs)
    }

    /// Takes a semicolon, if any, and makes sure that nothing else is on the line.
    fn end_of_statement(&mut self, start: usize) -> Result<()> {
        let rest = self.code_from(self.at);
        let line = rest.split('\n').next().unwrap_or_default();
        if !matches!(line.trim(), "" | ";") {
            return self.fail(start, "more on the line than the linker knows");
        }
        self.at += line.trim_end().len();
        // The line end goes as well, unless a comment is left on the line.
        if self.text.as_bytes().get(self.at) == Some(&b'\n') {
            self.at += 1;
        }
        Ok(())
    }

    fn code_from(&self, at: usize) -> &'a str {
        self.code.get(at..).unwrap_or_default()
    }

    fn skip_blanks_from(&self, at: usize) -> usize {
        let rest = self.code_from(at);
        at + (rest.len() - rest.trim_start().len())
    }

    fn next_byte(&self) -> Option<u8> {
        let at = self.skip_blanks_from(self.at);
        self.code.as_bytes().get(at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.next_byte() == Some(byte);
        if found {
            self.at = self.skip_blanks_from(self.at) + 1;
        }
        found
    }

    /// The word that starts here.
    fn word(&mut self) -> &'a str {
        let rest = self.code_from(self.at);
        let length = rest.bytes().position(|byte| !is_word(byte));
        let word = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        self.at += word.len();
        word
    }

    /// The next word, when a word is next.
    fn name(&mut self) -> Option<&'a str> {
        let name = self.peek_name()?;
        self.at = self.skip_blanks_from(self.at) + name.len();
        Some(name)
    }

    fn peek_name(&self) -> Option<&'a str> {
        let rest = self.code_from(self.skip_blanks_from(self.at));
        let length = rest.bytes().position(|byte| !is_word(byte));
        rest.get(..length.unwrap_or(rest.len())).filter(|name| !name.is_empty())
    }

    fn at_quote(&self) -> bool {
        matches!(self.next_byte(), Some(b'"' | b'\''))
    }

    /// The inside of the string that is next.
    fn quoted(&mut self) -> Option<&'a str> {
        if !self.at_quote() {
            return None;
        }
        let open = self.skip_blanks_from(self.at);
        let quote = char::from(*self.code.as_bytes().get(open)?);
        let length = self.code_from(open + 1).find(quote)?;
        self.at = open + 1 + length + 1;
        self.text.get(open + 1..open + 1 + length)
    }

    /// Whether the word is a property, as in `object.import`; `...` spreads.
    fn follows_dot(&self, start: usize) -> bool {
        let before = self.code.get(..start).unwrap_or_default().trim_end();
        before.ends_with('.') && !before.ends_with("...")
    }

    /// Whether `async` stands before the word on its line, as in `async () => await x`.
    fn in_async_line(&self, start: usize) -> bool {
        let before = self.code.get(..start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.split(|c: char| !c.is_alphanumeric()).any(|word| word == "async")
    }

    /// The text with the cuts made.
    fn body(&self) -> String {
        let mut body = String::with_capacity(self.text.len());
        let mut from = 0;
        for (start, end, instead) in &self.cuts {
            body.push_str(self.text.get(from..*start).unwrap_or_default());
            body.push_str(instead);
            from = *end;
        }
        body.push_str(self.text.get(from..).unwrap_or_default());
        body
    }

    fn fail<T>(&self, at: usize, what: impl std::fmt::Display) -> Result<T> {
        bail!("{}:{}: {what}", self.path, line_of(self.text, at))
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
