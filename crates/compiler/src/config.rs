//! `casebook.yaml`: the words by which a collection is ordered.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::Code;
use crate::files::is_slug;
use crate::findings::{Findings, one_of, quoted};
use crate::model::{Component, Config, Labels, Value};
use crate::nearest::did_you_mean;
use crate::yaml::{self, Entry, Fields, Node, Scalar, Shape};

const CONFIG: Shape = Shape {
    name: "`casebook.yaml`",
    required: &["title", "languages", "components", "severities", "types", "statuses", "sections"],
    optional: &["review_after_days"],
};

const VALUE: Shape = Shape { name: "this entry", required: &["key", "label"], optional: &["description"] };

const SECTION: Shape =
    Shape { name: "this section", required: &["key", "label"], optional: &["description", "hint"] };

const COMPONENT: Shape =
    Shape { name: "this component", required: &["key", "id_prefix", "label"], optional: &["description"] };

/// Reads the configuration as far as it is right. A list that could not be read is empty, and
/// checks that need it are left out: an empty one is an error by itself.
pub(crate) fn read(findings: &mut Findings<'_>) -> Config {
    let source = findings.source;
    let document = yaml::read(&source.text, &(0..source.text.len()));
    for problem in &document.problems {
        yaml::explain(problem, findings);
    }
    let start = source.line_at(0);
    let entries: &[Entry] = match document.root.as_ref().map(|root| (&root.value, &root.span)) {
        Some((yaml::Value::Map(entries), _)) => entries,
        None if !document.problems.is_empty() => return empty(),
        Some(_) => {
            findings
                .add(Code::WrongType, &start, "`casebook.yaml` is not a mapping")
                .expected("lines of `key: value`")
                .help("begin with `title:`, `languages:` and `components:`");
            return empty();
        }
        None => &[],
    };
    let fields = Fields::new(entries, &CONFIG, &start, &document.unread, findings);
    let mut reader = Reader { languages: languages(&fields, findings), findings };
    let (sections, hints) = reader.sections(&fields);
    Config {
        title: reader.labels(&fields, "title"),
        components: reader.components(&fields),
        severities: reader.values(&fields, "severities"),
        types: reader.values(&fields, "types"),
        statuses: reader.values(&fields, "statuses"),
        sections,
        hints,
        review_after_days: reader.days(&fields),
        languages: reader.languages,
    }
}

/// What is known without a configuration.
pub(crate) fn empty() -> Config {
    Config {
        title: Labels::new(),
        languages: Vec::new(),
        components: Vec::new(),
        severities: Vec::new(),
        types: Vec::new(),
        statuses: Vec::new(),
        sections: Vec::new(),
        hints: Vec::new(),
        review_after_days: None,
    }
}

fn languages(fields: &Fields<'_>, findings: &mut Findings<'_>) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    for tag in fields.texts("languages", false, findings) {
        if !is_language(&tag.text) {
            findings
                .add(Code::BadLanguage, &tag.span, format!("{} is not a language tag", quoted(&tag.text)))
                .expected("a tag like `zh-CN` or `en`")
                .help("write the language in two or three letters, then `-` and the region if it matters");
        } else if languages.contains(&tag.text) {
            repeated(&tag.span, &format!("the language `{}`", tag.text), findings);
        } else {
            languages.push(tag.text.clone());
        }
    }
    languages
}

/// The form of BCP 47: a language of two or three letters, then parts of up to eight.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or("");
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

fn repeated(span: &Range<usize>, what: &str, findings: &mut Findings<'_>) {
    findings
        .add(Code::DuplicateItem, span, format!("{what} is given twice"))
        .help("keep one of the two, or give this one a name of its own");
}

struct Reader<'f, 's> {
    languages: Vec<String>,
    findings: &'f mut Findings<'s>,
}

/// What has been seen in one list, so that it is not accepted twice.
#[derive(Default)]
struct Seen {
    keys: BTreeSet<String>,
    labels: BTreeSet<(usize, String)>,
    prefixes: BTreeSet<String>,
}

impl Reader<'_, '_> {
    fn values(&mut self, fields: &Fields<'_>, list: &str) -> Vec<Value> {
        let mut seen = Seen::default();
        let items = fields.list(list, false, self.findings).unwrap_or(&[]);
        items.iter().filter_map(|item| self.value(item, &VALUE, &mut seen).map(|(value, _)| value)).collect()
    }

    fn components(&mut self, fields: &Fields<'_>) -> Vec<Component> {
        let mut seen = Seen::default();
        let items = fields.list("components", false, self.findings).unwrap_or(&[]);
        let mut components = Vec::new();
        for item in items {
            let Some((value, fields)) = self.value(item, &COMPONENT, &mut seen) else { continue };
            let id_prefix = self.prefix(&fields, &mut seen).unwrap_or_default();
            components.push(Component { value, id_prefix });
        }
        components
    }

    fn sections(&mut self, fields: &Fields<'_>) -> (Vec<Value>, Vec<Labels>) {
        let mut seen = Seen::default();
        let items = fields.list("sections", false, self.findings).unwrap_or(&[]);
        let (mut sections, mut hints) = (Vec::new(), Vec::new());
        for item in items {
            let Some((value, fields)) = self.value(item, &SECTION, &mut seen) else { continue };
            sections.push(value);
            hints.push(self.optional_labels(&fields, "hint"));
        }
        (sections, hints)
    }

    /// One entry of a list, with the rest of its fields. `None` if it has no usable key.
    fn value<'n>(&mut self, item: &'n Node, shape: &Shape, seen: &mut Seen) -> Option<(Value, Fields<'n>)> {
        let yaml::Value::Map(entries) = &item.value else {
            let note = self.findings.add(Code::WrongType, &item.span, "this entry is not a mapping");
            note.expected("`key`, `label` and so on").help("write `- key: …`, and below it `label: …`");
            return None;
        };
        let anchor = entries.first().map_or(item.span.clone(), |entry| entry.key.span.clone());
        let fields = Fields::new(entries, shape, &anchor, &[], self.findings);
        let labels = self.labels(&fields, "label");
        if let Some(label) = fields.get("label") {
            self.label_twice(&labels, &label.value, seen);
        }
        let descriptions = self.optional_labels(&fields, "description");
        let key = fields.text("key", self.findings)?;
        self.key(key, seen);
        Some((Value { key: key.text.clone(), labels, descriptions }, fields))
    }

    fn key(&mut self, key: &Scalar, seen: &mut Seen) {
        if !is_slug(&key.text) {
            self.findings
                .add(Code::BadKey, &key.span, format!("{} cannot be a key", quoted(&key.text)))
                .expected("lower-case letters `a`–`z`, digits, and single `-` between them")
                .help("write a short English name; what readers see is the `label`");
        } else if !seen.keys.insert(key.text.clone()) {
            repeated(&key.span, &format!("the key `{}`", key.text), self.findings);
        }
    }

    fn prefix(&mut self, fields: &Fields<'_>, seen: &mut Seen) -> Option<String> {
        let prefix = fields.text("id_prefix", self.findings)?;
        if !prefix.text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.findings
                .add(Code::BadKey, &prefix.span, format!("{} cannot begin an id", quoted(&prefix.text)))
                .expected("letters `A`–`Z`")
                .help("write one to three letters; the `-` before the number is not part of them");
            return None;
        }
        if !seen.prefixes.insert(prefix.text.to_lowercase()) {
            repeated(&prefix.span, &format!("the prefix `{}`", prefix.text), self.findings);
        }
        Some(prefix.text.clone())
    }

    /// The texts under `key` in the order of the languages; empty strings if there are none.
    fn optional_labels(&mut self, fields: &Fields<'_>, key: &str) -> Labels {
        let mut labels = self.labels(fields, key);
        labels.resize(self.languages.len(), String::new());
        labels
    }

    /// The texts under `key` in the order of the languages; empty if there are none.
    fn labels(&mut self, fields: &Fields<'_>, key: &str) -> Labels {
        let example = self.example();
        let Some(entries) = fields.map(key, &example, self.findings) else { return Labels::new() };
        // `None` is a text that is there and wrong, which has been said.
        let mut found: BTreeMap<usize, Option<&Scalar>> = BTreeMap::new();
        for entry in entries {
            let Some(at) = self.languages.iter().position(|lang| *lang == entry.key.text) else {
                self.unknown_language(&entry.key);
                continue;
            };
            let (name, place) = (format!("`{key}` in `{}`", entry.key.text), &entry.key.span);
            let text = yaml::text(&entry.value, &name, place, "fill it in", self.findings);
            if found.insert(at, text).is_some() {
                let message = format!("{name} is given twice");
                self.findings.add(Code::DuplicateKey, place, message).help("keep one of the two");
            }
        }
        self.missing_languages(fields, key, &found);
        let label = |at| found.get(&at).copied().flatten().map_or_else(String::new, |text| text.text.clone());
        (0..self.languages.len()).map(label).collect()
    }

    fn example(&self) -> String {
        let pairs: Vec<_> = self.languages.iter().map(|lang| format!("{lang}: …")).collect();
        format!("{{ {} }}", pairs.join(", "))
    }

    fn unknown_language(&mut self, key: &Scalar) {
        if self.languages.is_empty() {
            return;
        }
        let languages = || self.languages.iter().map(String::as_str);
        let message = format!("{} is not a language of this collection", quoted(&key.text));
        let help = did_you_mean(&key.text, languages());
        self.findings
            .add(Code::UnknownLanguage, &key.span, message)
            .expected(one_of(languages()))
            .help(help.unwrap_or_else(|| "add it to `languages`, or remove it here".to_owned()));
    }

    fn missing_languages(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        found: &BTreeMap<usize, Option<&Scalar>>,
    ) {
        let Some(entry) = fields.get(key) else { return };
        let missing = self.languages.iter().enumerate().filter(|(at, _)| !found.contains_key(at));
        let missing: Vec<_> = missing.map(|(_, lang)| lang.as_str()).collect();
        if missing.is_empty() {
            return;
        }
        let list = one_of(missing.iter().copied()).replace(" or ", " and ");
        self.findings
            .add(Code::MissingLabel, &entry.key.span, format!("`{key}` is missing in {list}"))
            .expected("one text for each of the `languages`")
            .help(format!("add `{}: …`", missing.join(": …` and `")));
    }

    /// Two values with one label could not be told apart by readers, nor in a query.
    fn label_twice(&mut self, labels: &Labels, place: &Node, seen: &mut Seen) {
        for (at, label) in labels.iter().enumerate().filter(|(_, label)| !label.is_empty()) {
            if !seen.labels.insert((at, label.to_lowercase())) {
                repeated(&place.span, &format!("the label {}", quoted(label)), self.findings);
            }
        }
    }

    fn days(&mut self, fields: &Fields<'_>) -> Option<u32> {
        let text = fields.text("review_after_days", self.findings)?;
        let days = text.text.parse().ok().filter(|days| (1..=36_500).contains(days));
        if days.is_none() {
            self.findings
                .add(Code::BadNumber, &text.span, format!("{} is not a number of days", quoted(&text.text)))
                .expected("a whole number from 1 to 36500")
                .help("write for example `365`, or remove the line to have no reviews");
        }
        days
    }
}
