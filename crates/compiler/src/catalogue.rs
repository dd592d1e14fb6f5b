//! The table of cases for people who browse the files: `README.md` in the collection's folder.

mod words;

use crate::model::{Case, Collection, Value};
use words::Words;

/// With it begins every catalogue, and no file that people wrote themselves.
pub const CATALOGUE_MARK: &str = "<!-- casebook catalogue";

/// Files to link to, by their paths from the collection's folder.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Under which licence the cases are.
    pub licence: Option<String>,
    /// How cases are written and reviewed.
    pub contributing: Option<String>,
}

/// The catalogue as Markdown, in the main language of the collection.
///
/// It changes with the cases, `casebook.yaml` and `beside` only: it holds no date but theirs.
#[must_use]
pub fn catalogue(collection: &Collection, beside: &Beside) -> String {
    let words = words::of(&collection.config);
    let mut page = Page { collection, words, lines: Vec::new(), contents: Vec::new() };
    page.overview();
    page.classification();
    page.cases();
    page.guide();
    page.links(beside);
    let title = format!("# {}", escaped(first(&collection.config.title)));
    let contents_heading = format!("## {}", words.contents);
    let mut lines = vec![words.generated(), String::new(), title, String::new(), contents_heading];
    lines.push(String::new());
    lines.append(&mut page.contents);
    lines.append(&mut page.lines);
    lines.join("\n") + "\n"
}

struct Page<'c> {
    collection: &'c Collection,
    words: &'static Words,
    lines: Vec<String>,
    /// The headings so far, as links.
    contents: Vec<String>,
}

impl Page<'_> {
    fn overview(&mut self) {
        self.heading(2, &format!("1 {}", self.words.overview));
        let cases = &self.collection.cases;
        let updated = cases.iter().map(|case| case.updated).max();
        self.paragraph(&(self.words.how_many)(cases.len(), updated));
        let sections = self.collection.config.sections.iter().map(label).collect::<Vec<_>>();
        self.paragraph(&(self.words.what_a_case_has)(&sections.join(self.words.comma)));
    }

    fn classification(&mut self) {
        let config = &self.collection.config;
        self.heading(2, &format!("2 {}", self.words.classification));
        self.heading(3, &format!("2.1 {}", self.words.by_component));
        self.lines.push(String::new());
        for (at, component) in config.components.iter().enumerate() {
            let count = self.collection.cases.iter().filter(|case| case.component == at).count();
            let link = format!("[{}](#{})", label(&component.value), anchor(&self.component_heading(at)));
            self.item(&link, count, &component.value);
        }
        let mut sorted: Vec<_> = self.collection.cases.iter().collect();
        sorted.sort_by_key(|case| case.component);
        let by_severity = (self.words.by_severity, &config.severities, severity as fn(&Case) -> usize);
        let by_type = (self.words.by_type, &config.types, kind as fn(&Case) -> usize);
        for (number, (heading, values, of)) in [by_severity, by_type].into_iter().enumerate() {
            self.heading(3, &format!("2.{} {heading}", number + 2));
            self.lines.push(String::new());
            for (at, value) in values.iter().enumerate() {
                let ids: Vec<_> = sorted.iter().copied().filter(|case| of(case) == at).map(link).collect();
                self.item(&label(value), ids.len(), value);
                if !ids.is_empty() {
                    self.lines.push(format!("  - {}", ids.join(self.words.comma)));
                }
            }
        }
    }

    /// A value with its number of cases and its description.
    fn item(&mut self, name: &str, count: usize, value: &Value) {
        let description = escaped(first(&value.descriptions));
        let colon = if description.is_empty() { "" } else { self.words.colon };
        let count = (self.words.count)(count);
        self.lines.push(format!("- **{name}**{count}{colon}{description}"));
    }

    fn cases(&mut self) {
        let config = &self.collection.config;
        self.heading(2, &format!("3 {}", self.words.cases));
        for at in 0..config.components.len() {
            self.heading(3, &self.component_heading(at));
            let cases: Vec<_> = self.collection.cases.iter().filter(|case| case.component == at).collect();
            if cases.is_empty() {
                self.paragraph(self.words.none);
                continue;
            }
            self.lines.extend([String::new(), row(&self.words.columns.map(str::to_owned))]);
            self.lines.push(row(&["---"; 5].map(str::to_owned)));
            let name = |values: &[Value], at: usize| values.get(at).map_or_else(String::new, label);
            for case in cases {
                let title = case.editions.first().map_or("", |edition| edition.title.as_str());
                self.lines.push(row(&[
                    link(case),
                    escaped(title),
                    name(&config.severities, case.severity),
                    name(&config.types, case.kind),
                    name(&config.statuses, case.status),
                ]));
            }
        }
    }

    fn component_heading(&self, at: usize) -> String {
        let name =
            self.collection.config.components.get(at).map_or_else(String::new, |one| label(&one.value));
        format!("3.{} {}", at + 1, (self.words.cases_of)(&name))
    }

    fn guide(&mut self) {
        let config = &self.collection.config;
        self.heading(2, &format!("4 {}", self.words.guide));
        self.heading(3, &format!("4.1 {}", self.words.find));
        self.numbered(self.words.find_steps.iter().map(|step| (*step).to_owned()));
        self.heading(3, &format!("4.2 {}", self.words.read));
        self.paragraph(self.words.read_in_order);
        self.numbered(config.sections.iter().map(|section| {
            let description = escaped(first(&section.descriptions));
            let colon = if description.is_empty() { "" } else { self.words.colon };
            format!("**{}**{colon}{description}", label(section))
        }));
        self.paragraph(self.words.read_with_care);
        self.heading(3, &format!("4.3 {}", self.words.contribute));
        self.numbered(self.words.contribute_steps.iter().map(|step| (*step).to_owned()));
        let keys = config.components.iter().map(|component| format!("`{}`", component.value.key));
        let keys = keys.collect::<Vec<_>>().join(self.words.comma);
        self.paragraph(&(self.words.keys_of_components)(&keys));
    }

    fn links(&mut self, beside: &Beside) {
        self.heading(2, &format!("5 {}", self.words.links));
        let files = [
            (Some("casebook.yaml"), self.words.config),
            (beside.contributing.as_deref(), self.words.contributing),
            (beside.licence.as_deref(), self.words.licence),
        ];
        self.lines.push(String::new());
        for (path, what) in files {
            if let Some(path) = path {
                let name = path.rsplit('/').next().unwrap_or(path);
                self.lines.push(format!("- [{name}]({path}){}{what}", self.words.colon));
            }
        }
    }

    /// A heading, whose text is Markdown already, and its line in the table of contents.
    fn heading(&mut self, level: usize, text: &str) {
        self.lines.extend([String::new(), format!("{} {text}", "#".repeat(level))]);
        self.contents.push(format!("{}- [{text}](#{})", "  ".repeat(level - 2), anchor(text)));
    }

    fn paragraph(&mut self, text: &str) {
        self.lines.extend([String::new(), text.to_owned()]);
    }

    fn numbered(&mut self, items: impl Iterator<Item = String>) {
        self.lines.push(String::new());
        self.lines.extend(items.enumerate().map(|(at, item)| format!("{}. {item}", at + 1)));
    }
}

fn severity(case: &Case) -> usize {
    case.severity
}

fn kind(case: &Case) -> usize {
    case.kind
}

/// The text in the main language.
fn first(texts: &[String]) -> &str {
    texts.first().map_or("", String::as_str)
}

fn label(value: &Value) -> String {
    escaped(first(&value.labels))
}

/// The id of a case as a link to its file.
fn link(case: &Case) -> String {
    format!("[{}]({}.md)", case.id, case.slug)
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// Text as Markdown that shows it as it is, on one line, also between the bars of a table.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '&' | '~' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}
