//! Reading a mapping by its keys: what is missing, unknown, double or of the wrong type is said
//! here, and what is right is handed out.

use std::ops::Range;

use crate::diagnostic::Code;
use crate::findings::{Findings, one_of, quoted};
use crate::nearest::Suggestions;

use super::{Entry, Node, Scalar, Value};

/// The keys of a mapping, and what the mapping is called in messages.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) required: &'static [&'static str],
    pub(crate) optional: &'static [&'static str],
}

/// A mapping of a known shape.
pub(crate) struct Fields<'n> {
    entries: Vec<&'n Entry>,
    required: &'static [&'static str],
}

impl<'n> Fields<'n> {
    /// Reports unknown, repeated and missing keys; `anchor` is where a missing one is missed.
    ///
    /// `unread` are keys whose values could not be read at all, which has been reported.
    pub(crate) fn new(
        entries: &'n [Entry],
        shape: &Shape,
        anchor: &Range<usize>,
        unread: &[String],
        findings: &mut Findings<'_>,
    ) -> Self {
        Self::among(entries, shape, shape, anchor, unread, findings)
    }

    /// As [`Fields::new`], and says nothing about the keys of `elsewhere`.
    pub(crate) fn among(
        entries: &'n [Entry],
        shape: &Shape,
        elsewhere: &Shape,
        anchor: &Range<usize>,
        unread: &[String],
        findings: &mut Findings<'_>,
    ) -> Self {
        let mut known: Vec<&Entry> = Vec::new();
        let mut meant: Vec<&str> = Vec::new();
        let suggestions = Suggestions::default();
        for entry in entries {
            let key = entry.key.text.as_str();
            if let Some(first) = known.iter().find(|other| other.key.text == key) {
                let (line, _) = findings.source.position(first.key.span.start);
                findings
                    .add(Code::DuplicateKey, &entry.key.span, format!("{} is given twice", quoted(key)))
                    .label(format!("first in line {line}"))
                    .help("keep one of the two");
            } else if shape.keys().any(|name| name == key) {
                known.push(entry);
            } else if !elsewhere.keys().any(|name| name == key) {
                let near = suggestions.nearest(key, shape.keys());
                meant.extend(near);
                unknown_key(&entry.key, near, shape, findings);
            }
        }
        let mut given: Vec<&str> = known.iter().map(|entry| entry.key.text.as_str()).collect();
        given.extend(unread.iter().map(String::as_str));
        given.extend(meant);
        missing_keys(&given, shape, anchor, findings);
        Self { entries: known, required: shape.required }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&'n Entry> {
        self.entries.iter().copied().find(|entry| entry.key.text == key)
    }

    /// The text under `key`, not empty.
    pub(crate) fn text(&self, key: &str, findings: &mut Findings<'_>) -> Option<&'n Scalar> {
        let entry = self.get(key)?;
        text(&entry.value, &format!("`{key}`"), &entry.key.span, self.remedy(key), findings)
    }

    /// What to do about an empty value.
    fn remedy(&self, key: &str) -> &'static str {
        if self.required.contains(&key) { "fill it in" } else { "fill it in, or remove the key" }
    }

    /// The list of texts under `key`, empty ones left out and reported; the list may be empty only
    /// if `may_be_empty`.
    pub(crate) fn texts(
        &self,
        key: &str,
        may_be_empty: bool,
        findings: &mut Findings<'_>,
    ) -> Vec<&'n Scalar> {
        let Some(items) = self.list(key, may_be_empty, findings) else { return Vec::new() };
        let item_name = format!("an item of `{key}`");
        items
            .iter()
            .filter_map(|item| text(item, &item_name, &item.span, "fill it in, or remove the item", findings))
            .collect()
    }

    /// The list under `key`.
    pub(crate) fn list(
        &self,
        key: &str,
        may_be_empty: bool,
        findings: &mut Findings<'_>,
    ) -> Option<&'n [Node]> {
        let entry = self.get(key)?;
        match &entry.value.value {
            Value::List(items) => {
                if items.is_empty() && !may_be_empty {
                    empty(&entry.key.span, &format!("`{key}`"), self.remedy(key), findings);
                }
                Some(items)
            }
            Value::Scalar(scalar) if scalar.text.is_empty() => {
                if !may_be_empty {
                    empty(&entry.key.span, &format!("`{key}`"), self.remedy(key), findings);
                }
                None
            }
            Value::Unread => None,
            Value::Scalar(_) | Value::Map(_) => {
                let help = match &entry.value.value {
                    Value::Scalar(scalar) => format!("write `{key}: [{}]`", scalar.text),
                    _ => format!("write `{key}: [a, b]`, or one `- a` to a line below `{key}:`"),
                };
                wrong_type(&entry.value, &format!("`{key}`"), "a list", &help, findings);
                None
            }
        }
    }

    /// The entries of the mapping under `key`.
    pub(crate) fn map(&self, key: &str, example: &str, findings: &mut Findings<'_>) -> Option<&'n [Entry]> {
        let entry = self.get(key)?;
        match &entry.value.value {
            Value::Map(entries) => Some(entries),
            Value::Scalar(scalar) if scalar.text.is_empty() => {
                empty(&entry.key.span, &format!("`{key}`"), self.remedy(key), findings);
                None
            }
            Value::Unread => None,
            Value::Scalar(_) | Value::List(_) => {
                let help = format!("write `{key}: {example}`");
                wrong_type(&entry.value, &format!("`{key}`"), "a mapping", &help, findings);
                None
            }
        }
    }
}

impl Shape {
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }
}

/// The text of `node`; `name` is what the messages call it, `anchor` where its absence is shown,
/// `remedy` what to do then.
pub(crate) fn text<'n>(
    node: &'n Node,
    name: &str,
    anchor: &Range<usize>,
    remedy: &str,
    findings: &mut Findings<'_>,
) -> Option<&'n Scalar> {
    match &node.value {
        Value::Scalar(scalar) if scalar.text.trim().is_empty() => {
            let anchor = if node.span.is_empty() { anchor } else { &node.span };
            empty(anchor, name, remedy, findings);
            None
        }
        Value::Scalar(scalar) => Some(scalar),
        Value::Unread => None,
        Value::List(_) | Value::Map(_) => {
            let help = "write one text; in quotes if it holds `: `, `#`, or begins with `[` or `{`";
            wrong_type(node, name, "a text", help, findings);
            None
        }
    }
}

fn empty(span: &Range<usize>, name: &str, remedy: &str, findings: &mut Findings<'_>) {
    findings.add(Code::EmptyValue, span, format!("{name} is empty")).help(remedy);
}

fn wrong_type(node: &Node, name: &str, expected: &str, help: &str, findings: &mut Findings<'_>) {
    let found = match node.value {
        Value::Scalar(_) => "a text",
        Value::List(_) => "a list",
        Value::Map(_) | Value::Unread => "a mapping",
    };
    findings.add(Code::WrongType, &node.span, format!("{name} is {found}")).expected(expected).help(help);
}

fn unknown_key(key: &Scalar, near: Option<&str>, shape: &Shape, findings: &mut Findings<'_>) {
    let message = format!("{} has no meaning in {}", quoted(&key.text), shape.name);
    let note = findings.add(Code::UnknownKey, &key.span, message).expected(one_of(shape.keys()));
    match near {
        Some(near) => note.help(format!("did you mean `{near}`?")),
        None => note.help("remove it; what has no key belongs in the text"),
    }
}

fn missing_keys(given: &[&str], shape: &Shape, anchor: &Range<usize>, findings: &mut Findings<'_>) {
    let missing: Vec<_> = shape.required.iter().copied().filter(|name| !given.contains(name)).collect();
    if missing.is_empty() {
        return;
    }
    let lines: Vec<_> = missing.iter().map(|name| format!("`{name}: …`")).collect();
    findings
        .add(Code::MissingKey, anchor, format!("{} has no {}", shape.name, one_of(missing)))
        .expected(format!("the keys {}", all_of(shape.required)))
        .help(format!("add {}", lines.join(", ")));
}

fn all_of(keys: &[&str]) -> String {
    one_of(keys.iter().copied()).replace(" or ", " and ")
}
