//! What may be in rendered HTML. Written from the rules, without the code that is tested.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::html::Token;

/// Elements with the attributes that each may have, and what these may hold.
const ELEMENTS: &[(&str, &[(&str, &str)])] = &[
    (
        "a",
        &[
            (
                "href",
                r"#x-[\p{Alphabetic}\p{N}_-]+|#case[\p{Alphabetic}\p{N}_-]*|#/case/[\p{Alphabetic}\p{N}/_-]+|https?://(\[[0-9a-fA-F:.]+\]|[\p{Alphabetic}\p{N}._~-]+)(:[0-9]{1,5})?([/?#][!-~]*)?|mailto:[!->@-~]+",
            ),
            ("rel", "noopener noreferrer nofollow"),
            ("referrerpolicy", "no-referrer"),
            ("target", "_blank"),
            ("title", "(?s).*"),
            ("class", "footnote-back|case-link"),
            ("id", r"x-fnref_\d+(_\d+)?"),
        ],
    ),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &[("class", "language-[a-z0-9+#._-]{1,32}")]),
    ("del", &[]),
    ("div", &[("class", "table-scroll|alert alert-(note|tip|important|warning|caution)"), ("role", "note")]),
    ("em", &[]),
    ("h1", HEADING),
    ("h2", HEADING),
    ("h3", HEADING),
    ("h4", HEADING),
    ("h5", HEADING),
    ("h6", HEADING),
    ("hr", &[]),
    (
        "img",
        &[
            ("src", "data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*"),
            ("alt", "(?s).*"),
            ("width", "[1-9][0-9]{0,4}"),
            ("height", "[1-9][0-9]{0,4}"),
        ],
    ),
    ("input", &[("type", "checkbox"), ("disabled", ""), ("checked", "")]),
    ("li", &[("class", "task"), ("id", r"x-fn_\d+")]),
    ("ol", &[("start", r"\d+")]),
    ("p", &[("class", "alert-title")]),
    ("pre", &[]),
    ("section", &[("class", "footnotes")]),
    ("span", &[("class", "tok-(com|str|num|kw|key|var|op|prompt|out|err|warn|ins|del|head)")]),
    ("strong", &[]),
    ("sup", &[("class", "footnote-ref")]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", CELL),
    ("th", CELL),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &[]),
];

/// Letters and digits, by a newer Unicode than that of this expression, perhaps: what it does not know yet
/// may be a letter, too.
const HEADING: &[(&str, &str)] = &[("id", r"x-[\p{Alphabetic}\p{N}\p{Cn}-]+")];
const CELL: &[(&str, &str)] = &[("class", "align-(left|center|right)")];
const VOID: &[&str] = &["br", "hr", "img", "input"];

/// What an element's children must be, where it may not hold text: a parser would move them.
const ONLY: &[(&str, &[&str])] = &[
    ("ul", &["li"]),
    ("ol", &["li"]),
    ("table", &["thead", "tbody"]),
    ("thead", &["tr"]),
    ("tbody", &["tr"]),
    ("tr", &["th", "td"]),
];

type Values = Vec<(&'static str, Vec<(&'static str, Regex)>)>;

static VALUES: LazyLock<Values> = LazyLock::new(|| {
    let compiled =
        |(name, pattern): &(&'static str, &str)| (*name, Regex::new(&format!("^(?:{pattern})$")).unwrap());
    ELEMENTS.iter().map(|(tag, attributes)| (*tag, attributes.iter().map(compiled).collect())).collect()
});

/// What in `tokens` may not be, or not there.
#[must_use]
pub fn problem(tokens: &[Token]) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = HashSet::new();
    for token in tokens {
        let parent = open.last().copied();
        let only = ONLY.iter().find(|(tag, _)| Some(*tag) == parent).map(|(_, children)| *children);
        match token {
            Token::Open { tag, attributes } => {
                if only.is_some_and(|children| !children.contains(&tag.as_str())) {
                    return Some(format!("<{tag}> in {parent:?}"));
                }
                if matches!(tag.as_str(), "a" | "pre" | "p")
                    && open.contains(&tag.as_str())
                    && !open.contains(&"li")
                {
                    return Some(format!("<{tag}> within itself"));
                }
                if tag == "span" && (parent != Some("code") || !open.contains(&"pre")) {
                    return Some(format!("<span> in {parent:?}"));
                }
                if let Some(foreign) = foreign_in(tag, attributes) {
                    return Some(foreign);
                }
                for (name, value) in attributes {
                    if hidden(value) {
                        return Some(format!("attribute {name} of <{tag}> that hides something: {value:?}"));
                    }
                    if name == "id" && !ids.insert(value) {
                        return Some(format!("id {value} twice"));
                    }
                }
                if !VOID.contains(&tag.as_str()) {
                    open.push(tag);
                }
            }
            Token::Close(tag) => {
                if open.pop() != Some(tag) {
                    return Some(format!("</{tag}> without its beginning"));
                }
            }
            Token::Text(text) => {
                if only.is_some() {
                    return Some(format!("text in {parent:?}"));
                }
                if hidden(text) {
                    return Some(format!("text that hides something: {text:?}"));
                }
            }
            Token::Raw { .. } => return Some("marks".to_owned()),
        }
    }
    (!open.is_empty()).then(|| format!("open at the end: {open:?}"))
}

/// The first element or attribute in `tokens` that may not be, wherever it stands.
#[must_use]
pub fn foreign(tokens: &[Token]) -> Option<String> {
    tokens.iter().find_map(|token| match token {
        Token::Open { tag, attributes } => foreign_in(tag, attributes),
        Token::Close(_) | Token::Text(_) => None,
        Token::Raw { .. } => Some("marks".to_owned()),
    })
}

fn foreign_in(tag: &str, attributes: &[(String, String)]) -> Option<String> {
    let Some((_, allowed)) = VALUES.iter().find(|(name, _)| *name == tag) else {
        return Some(format!("element <{tag}>"));
    };
    let fits = |(name, value): &&(String, String)| {
        allowed.iter().any(|(known, values)| known == name && values.is_match(value))
    };
    let (name, value) = attributes.iter().find(|attribute| !fits(attribute))?;
    Some(format!("attribute {name}={value:?} of <{tag}>"))
}

fn hidden(text: &str) -> bool {
    text.contains(|c| matches!(c, '\0' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}
