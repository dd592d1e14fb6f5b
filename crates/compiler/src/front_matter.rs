//! The front matter of a case: where it is, and what it says.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::findings::{Findings, code_point, is_invisible, one_of, quoted};
use crate::model::{Config, Value};
use crate::nearest::did_you_mean;
use crate::yaml::{self, Entry, Fields, Scalar, Shape};

const CASE: Shape = Shape {
    name: "the front matter of a case",
    required: &[
        "id",
        "title",
        "component",
        "severity",
        "type",
        "status",
        "created",
        "updated",
        "tags",
        "sources",
    ],
    optional: &["aliases", "applies_to", "signatures", "related", "caused_by", "former_ids", "reviewed"],
};

const TRANSLATION: Shape =
    Shape { name: "the front matter of a translation", required: &["id", "title"], optional: &["updated"] };

/// Longest title, in characters: three lines of a result list in Latin letters.
const MOST_TITLE: usize = 200;
/// Longest tag, in characters.
const MOST_TAG: usize = 40;
/// Most items of a list. No reader gets through more, and they are compared with each other.
const MOST_ITEMS: usize = 1000;
/// Longest signature, URL and version range, in characters.
const MOST_TEXT: usize = 1000;

/// What the front matter says, as far as it is right.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    pub(crate) id: Option<Scalar>,
    pub(crate) title: Option<Scalar>,
    pub(crate) component: Option<usize>,
    pub(crate) severity: Option<usize>,
    pub(crate) kind: Option<usize>,
    pub(crate) status: Option<usize>,
    pub(crate) created: Option<Day>,
    pub(crate) updated: Option<Day>,
    pub(crate) reviewed: Option<Day>,
    pub(crate) tags: Vec<Scalar>,
    pub(crate) aliases: Vec<Scalar>,
    pub(crate) applies_to: Vec<(String, String)>,
    pub(crate) signatures: Vec<Scalar>,
    pub(crate) related: Vec<Scalar>,
    pub(crate) caused_by: Vec<Scalar>,
    pub(crate) former_ids: Vec<Scalar>,
    pub(crate) sources: Vec<Scalar>,
}

/// A date and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Day {
    pub(crate) date: Date,
    pub(crate) span: Range<usize>,
}

/// The two parts of a case file, as byte ranges of its text.
pub(crate) struct Parts {
    /// Without the `---` lines. `None` if there is none.
    pub(crate) front: Option<Range<usize>>,
    pub(crate) body: Range<usize>,
}

/// Finds front matter and body.
pub(crate) fn split(findings: &mut Findings<'_>) -> Parts {
    let source = findings.source;
    let text = source.text.as_str();
    let first = source.line_at(0);
    if source.slice(&first).trim_end() != "---" {
        findings
            .add(Code::FrontMatterMissing, &first, "the file does not begin with front matter")
            .expected("`---` as the very first line, then `id: …`, `title: …` and so on, then `---`")
            .help("add the front matter; if it is there, remove what stands before it");
        return Parts { front: None, body: 0..text.len() };
    }
    let start = (first.end + 1).min(text.len());
    let mut at = start;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Parts { front: Some(start..at), body: at + line.len()..text.len() };
        }
        // Without an end, the front matter is taken to end where the text visibly begins.
        if line.starts_with("## ") {
            break;
        }
        at += line.len();
    }
    findings
        .add(Code::FrontMatterOpen, &first, "the front matter has no end")
        .label("opened here")
        .expected("a line `---` after the last key")
        .help("add `---` in a line of its own before the text");
    Parts { front: Some(start..at), body: at..text.len() }
}

/// Reads the front matter at `range`; that of a translation if `translation`.
pub(crate) fn read(
    range: &Range<usize>,
    translation: bool,
    config: &Config,
    findings: &mut Findings<'_>,
) -> FrontMatter {
    let document = yaml::read(&findings.source.text, range);
    for problem in &document.problems {
        yaml::explain(problem, findings);
    }
    let opening = findings.source.line_at(0);
    let entries: &[Entry] = match document.root.as_ref().map(|root| (&root.value, &root.span)) {
        Some((yaml::Value::Map(entries), _)) => entries,
        Some((_, span)) => {
            findings
                .add(Code::WrongType, span, "the front matter is not a mapping")
                .expected("lines of `key: value`")
                .help("write `id: …` in the first line, one key a line");
            return FrontMatter::default();
        }
        None if !document.problems.is_empty() => return FrontMatter::default(),
        None => &[],
    };
    if let Some(root) = &document.root {
        escaped(root, findings);
    }
    let read = if translation { read_translation } else { read_case };
    read(entries, &Context { config, opening, unread: &document.unread }, findings)
}

/// Says which values hold characters that cannot be seen, and that the file does not show either:
/// YAML writes them as `"\u202e"`.
fn escaped(node: &yaml::Node, findings: &mut Findings<'_>) {
    match &node.value {
        yaml::Value::Scalar(scalar) => escaped_in(scalar, findings),
        yaml::Value::List(items) => items.iter().for_each(|item| escaped(item, findings)),
        yaml::Value::Map(entries) => {
            for entry in entries {
                escaped_in(&entry.key, findings);
                escaped(&entry.value, findings);
            }
        }
        yaml::Value::Unread => {}
    }
}

fn escaped_in(scalar: &Scalar, findings: &mut Findings<'_>) {
    let shown = findings.source.slice(&scalar.span).to_owned();
    let Some(c) = scalar.text.chars().find(|c| is_invisible(*c) && !shown.contains(*c)) else { return };
    let name = code_point(c);
    let message = format!("an escape for a character that cannot be seen, {}", name.trim_matches(['<', '>']));
    findings
        .add(Code::InvisibleInCode, &scalar.span, message)
        .expected("characters that a reader can see")
        .help("delete the escape");
}

/// What reading the keys needs to know besides.
struct Context<'a> {
    config: &'a Config,
    /// The line in which front matter begins; what is missing is missed there.
    opening: Range<usize>,
    /// Keys whose values are not YAML.
    unread: &'a [String],
}

fn read_case(entries: &[Entry], context: &Context<'_>, findings: &mut Findings<'_>) -> FrontMatter {
    let fields = Fields::new(entries, &CASE, &context.opening, context.unread, findings);
    let config = context.config;
    let keys = |values: &[Value]| values.iter().map(|value| value.key.clone()).collect::<Vec<_>>();
    let components: Vec<_> = config.components.iter().map(|component| component.value.key.clone()).collect();
    FrontMatter {
        id: fields.text("id", findings).cloned(),
        title: title(&fields, findings),
        component: choice(&fields, "component", &components, findings),
        severity: choice(&fields, "severity", &keys(&config.severities), findings),
        kind: choice(&fields, "type", &keys(&config.types), findings),
        status: choice(&fields, "status", &keys(&config.statuses), findings),
        created: day(&fields, "created", findings),
        updated: day(&fields, "updated", findings),
        reviewed: day(&fields, "reviewed", findings),
        tags: list(&fields, "tags", false, MOST_TAG, findings),
        aliases: list(&fields, "aliases", false, MOST_TITLE, findings),
        applies_to: applies_to(&fields, findings),
        signatures: list(&fields, "signatures", false, MOST_TEXT, findings),
        related: list(&fields, "related", true, MOST_TEXT, findings),
        caused_by: list(&fields, "caused_by", true, MOST_TEXT, findings),
        former_ids: list(&fields, "former_ids", true, MOST_TEXT, findings),
        sources: list(&fields, "sources", false, MOST_TEXT, findings),
    }
}

/// A translation says only what differs; the rest is said once, in the case itself.
fn read_translation(entries: &[Entry], context: &Context<'_>, findings: &mut Findings<'_>) -> FrontMatter {
    let own = |key: &str| TRANSLATION.keys().any(|name| name == key);
    let misplaced = |entry: &&Entry| !own(&entry.key.text) && CASE.keys().any(|name| name == entry.key.text);
    for entry in entries.iter().filter(misplaced) {
        let message = format!("`{}` belongs in the case's main file", entry.key.text);
        findings
            .add(Code::MisplacedKey, &entry.key.span, message)
            .expected("`id`, `title` and, if you like, `updated`")
            .help("remove it here; all editions of a case share it");
    }
    let fields = Fields::among(entries, &TRANSLATION, &CASE, &context.opening, context.unread, findings);
    FrontMatter {
        id: fields.text("id", findings).cloned(),
        title: title(&fields, findings),
        updated: day(&fields, "updated", findings),
        ..FrontMatter::default()
    }
}

fn title(fields: &Fields<'_>, findings: &mut Findings<'_>) -> Option<Scalar> {
    let title = fields.text("title", findings)?;
    not_longer(title, "title", MOST_TITLE, findings);
    Some(title.clone())
}

fn not_longer(text: &Scalar, name: &str, most: usize, findings: &mut Findings<'_>) -> bool {
    let length = text.text.chars().count();
    if length > most {
        findings
            .add(Code::ValueTooLong, &text.span, format!("this {name} has {length} characters"))
            .expected(format!("at most {most}"))
            .help("shorten it; details belong in the text");
    }
    length <= most
}

/// The position of the value under `key` among `keys`. Says nothing if `keys` are not known.
fn choice(fields: &Fields<'_>, key: &str, keys: &[String], findings: &mut Findings<'_>) -> Option<usize> {
    let text = fields.text(key, findings)?;
    let found = keys.iter().position(|candidate| *candidate == text.text);
    if found.is_none() && !keys.is_empty() {
        let candidates = || keys.iter().map(String::as_str);
        let help = did_you_mean(&text.text, candidates());
        findings
            .add(
                Code::UnknownValue,
                &text.span,
                format!("{} is not a {key} of this collection", quoted(&text.text)),
            )
            .expected(one_of(candidates()))
            .help(help.unwrap_or_else(|| "take one of these, or add it to `casebook.yaml`".to_owned()));
    }
    found
}

fn day(fields: &Fields<'_>, key: &str, findings: &mut Findings<'_>) -> Option<Day> {
    let text = fields.text(key, findings)?;
    let Some(digits) = year_month_day(&text.text) else {
        findings
            .add(Code::BadDate, &text.span, format!("{} is not a date", quoted(&text.text)))
            .expected("`YYYY-MM-DD`")
            .help("write for example `2026-03-09`");
        return None;
    };
    let Ok(date) = Date::new(digits.0, digits.1, digits.2) else {
        findings
            .add(Code::BadDate, &text.span, format!("there is no day {}", quoted(&text.text)))
            .expected("a day of the calendar as `YYYY-MM-DD`")
            .help("check month and day");
        return None;
    };
    Some(Day { date, span: text.span.clone() })
}

fn year_month_day(text: &str) -> Option<(i16, i8, i8)> {
    let form = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let part = |range: Range<usize>| text.get(range).filter(|_| form);
    Some((part(0..4)?.parse().ok()?, part(5..7)?.parse().ok()?, part(8..10)?.parse().ok()?))
}

/// The items under `key`, without repetition; items that differ in case only count as repeated
/// where readers could not tell them apart: in tags and ids.
fn list(
    fields: &Fields<'_>,
    key: &str,
    may_be_empty: bool,
    most: usize,
    findings: &mut Findings<'_>,
) -> Vec<Scalar> {
    let exact = matches!(key, "signatures" | "sources");
    let plain = |text: &str| if exact { text.to_owned() } else { text.to_lowercase() };
    let mut items: Vec<Scalar> = Vec::new();
    let mut seen = BTreeSet::new();
    let texts = fields.texts(key, may_be_empty, findings);
    if let Some(first_beyond) = texts.get(MOST_ITEMS) {
        findings
            .add(Code::ValueTooLong, &first_beyond.span, format!("`{key}` has {} items", texts.len()))
            .label("nothing is read from here on")
            .expected(format!("at most {MOST_ITEMS}"))
            .help("keep those that tell this case from others");
    }
    for text in texts.into_iter().take(MOST_ITEMS) {
        if !seen.insert(plain(&text.text)) {
            findings
                .add(
                    Code::DuplicateItem,
                    &text.span,
                    format!("{} stands twice in `{key}`", quoted(&text.text)),
                )
                .help("keep one of the two");
        } else if not_longer(text, &format!("item of `{key}`"), most, findings) {
            items.push(text.clone());
        }
    }
    items
}

fn applies_to(fields: &Fields<'_>, findings: &mut Findings<'_>) -> Vec<(String, String)> {
    let example = "{ k3s: \">=1.21\" }";
    let entries = fields.map("applies_to", example, findings).unwrap_or(&[]);
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in entries {
        let product = entry.key.text.clone();
        if !seen.insert(product.clone()) {
            findings
                .add(Code::DuplicateKey, &entry.key.span, format!("{} is given twice", quoted(&product)))
                .help("keep one of the two");
            continue;
        }
        let name = format!("the version of {}", quoted(&product));
        if let Some(range) = yaml::text(
            &entry.value,
            &name,
            &entry.key.span,
            "write a range like `\">=1.21\"`, or remove the line",
            findings,
        ) {
            not_longer(range, "version range", MOST_TEXT, findings);
            pairs.push((product, range.text.clone()));
        }
    }
    pairs
}
