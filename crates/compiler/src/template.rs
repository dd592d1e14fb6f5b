//! A new case: front matter to complete, and the required sections with what belongs there.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::body::HINT;
use crate::model::{Config, Value};

/// What is known of a case before it is written.
#[derive(Clone, Debug)]
pub struct NewCase<'a> {
    /// See [`crate::Outline::next_id`].
    pub id: &'a str,
    /// Its title in the main language.
    pub title: &'a str,
    /// Position in [`Config::components`].
    pub component: usize,
    /// The day of its creation.
    pub today: Date,
}

/// The file of a new case in the main language.
///
/// It is right as far as it goes: what the author has to fill in is left empty or quoted as a
/// hint, and [`crate::check`] tells each such place.
#[must_use]
pub fn template(config: &Config, case: &NewCase<'_>) -> String {
    let words = words(config);
    let key = config.components.get(case.component).map_or("", |component| component.value.key.as_str());
    let first = |values: &[Value]| values.first().map_or_else(String::new, |value| value.key.clone());
    let draft = config.statuses.iter().find(|status| status.key == "draft").or(config.statuses.last());
    let mut lines = vec![
        "---".to_owned(),
        format!("id: {}", case.id),
        format!("title: {}", scalar(case.title)),
        format!("component: {key}"),
        format!("severity: {} # {}", first(&config.severities), one_of(&config.severities, words)),
        format!("type: {} # {}", first(&config.types), one_of(&config.types, words)),
        format!(
            "status: {} # {}",
            draft.map_or("", |status| status.key.as_str()),
            one_of(&config.statuses, words)
        ),
        format!("created: {}", case.today),
        format!("updated: {}", case.today),
        format!("tags: [] # {}", words.tags),
        format!("# applies_to: {{ {key}: \">=1.0\" }} # {}", words.applies_to),
        format!("signatures: [] # {}", words.signatures),
        format!("related: [] # {}", words.related),
        format!("sources: [] # {}", words.sources),
        "---".to_owned(),
    ];
    for (at, section) in config.sections.iter().enumerate() {
        lines.push(String::new());
        lines.push(format!("## {}", section.labels.first().map_or("", String::as_str)));
        let hint = config.hints.get(at).and_then(|hint| hint.first()).map_or("", |hint| hint.trim());
        if !hint.is_empty() {
            lines.push(String::new());
            lines.push(format!("> {HINT}"));
            lines.extend(hint.lines().map(|line| format!("> {line}").trim_end().to_owned()));
        }
    }
    lines.join("\n") + "\n"
}

/// What the comments in the front matter say.
struct Words {
    choose: &'static str,
    comma: &'static str,
    tags: &'static str,
    applies_to: &'static str,
    signatures: &'static str,
    related: &'static str,
    sources: &'static str,
}

const ZH: Words = Words {
    choose: "按实际选择：",
    comma: "、",
    tags: "检索用的词，中英文都写：组件、对象、现象、报错里的关键词",
    applies_to: "已知的版本范围；去掉行首的 # 启用，不知道就删掉这一行",
    signatures: "日志里能认出本例的原文，或 /正则/；正文里要引用过。没有就删掉这一行",
    related: "相关案例的编号",
    sources: "公开依据的网址，至少一个",
};

const EN: Words = Words {
    choose: "choose: ",
    comma: ", ",
    tags: "words to search by: component, object, symptom, key words of the error",
    applies_to: "versions known to be concerned; remove the leading # to use it, or the line",
    signatures: "literal text that identifies this case in a log, or /regex/; quoted in the text. Or remove the line",
    related: "ids of related cases",
    sources: "public evidence, at least one URL",
};

fn words(config: &Config) -> &'static Words {
    if config.is_chinese() { &ZH } else { &EN }
}

/// `choose: critical (Critical), minor (Minor)`
fn one_of(values: &[Value], words: &Words) -> String {
    let shown = values.iter().map(|value| {
        let label = value.labels.first().map_or("", String::as_str);
        format!("{} ({})", value.key, one_line(label))
    });
    words.choose.to_owned() + &shown.collect::<Vec<_>>().join(words.comma)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` on one line as YAML: plain where that cannot be misread, else in double quotes.
fn scalar(text: &str) -> String {
    let text = one_line(text);
    let plain = text.starts_with(char::is_alphanumeric)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(char::is_control)
        && !text.eq_ignore_ascii_case("null");
    if plain {
        return text;
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\x{:02x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
