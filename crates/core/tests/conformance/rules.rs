//! What casebook does otherwise than the specifications, as changes to the HTML that they expect.
//!
//! Written from the rules as they are documented, without the code that is tested.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use casebook_oracles::html::Token;

/// A rule by which our HTML differs. The text is what the count is printed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    RawHtml,
    RefusedLink,
    ExternalLink,
    Anchor,
    Image,
    HeadingId,
    CodeClass,
    BareAddress,
    TableClass,
    TaskClass,
    Footnote,
}

impl Rule {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::RawHtml => "raw HTML is text, a block of it a paragraph",
            Self::RefusedLink => "a link elsewhere than https, http, mailto or #… is its words",
            Self::ExternalLink => "a link out has rel, referrerpolicy and target",
            Self::Anchor => "a link to #… has the prefix of ids",
            Self::Image => "an image that is no raster data is its description",
            Self::HeadingId => "a heading has an id",
            Self::CodeClass => "the language of code is a lower-case class name or left out",
            Self::BareAddress => "an address without markup is a link (GFM)",
            Self::TableClass => "a table scrolls, and is aligned by class",
            Self::TaskClass => "a task has a class, its box comes first",
            Self::Footnote => "footnotes are named by number, with one way back",
        }
    }
}

/// What our writer must make of what the suite expects, and the rules that say so.
pub(crate) fn predict(expected: Vec<Token>, bare_addresses: bool) -> (Vec<Token>, BTreeSet<Rule>) {
    let mut change = Change { rules: BTreeSet::new() };
    let mut tokens = change.raw_html(expected);
    if bare_addresses {
        tokens = change.bare_addresses(tokens);
    }
    tokens = change.footnotes(tokens);
    tokens = change.links_and_images(tokens);
    tokens = change.tables(tokens);
    tokens = change.tasks(tokens);
    tokens = change.code(tokens);
    tokens = change.headings(tokens);
    (tokens, change.rules)
}

/// As far as the suites hold some; the rest is in the tests of autolinks.
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(https?://[a-z][^\s<]*[a-z/)]|[a-z.+]+@[a-z]+(?:\.[a-z]+)+)").unwrap());

static ALLOWED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:https?)://(\[[0-9a-fA-F:.]+\]|[\p{Alphabetic}\p{N}._~-]+)(:[0-9]{1,5})?([/?#]|$)|^(?i:mailto):[^?]+$").unwrap()
});

static CLASS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^language-[a-zA-Z0-9+#._-]{1,32}$").unwrap());

struct Change {
    rules: BTreeSet<Rule>,
}

fn open(tag: &str, attributes: &[(&str, &str)]) -> Token {
    let mut attributes: Vec<_> =
        attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    attributes.sort();
    Token::Open { tag: tag.to_owned(), attributes }
}

fn close(tag: &str) -> Token {
    Token::Close(tag.to_owned())
}

fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

impl Change {
    fn raw_html(&mut self, tokens: Vec<Token>) -> Vec<Token> {
        let mut out = Vec::new();
        for token in tokens {
            let Token::Raw { block, html } = token else {
                out.push(token);
                continue;
            };
            self.rules.insert(Rule::RawHtml);
            let text = Token::Text(html);
            out.extend(if block { vec![open("p", &[]), text, close("p")] } else { vec![text] });
        }
        out
    }

    fn bare_addresses(&mut self, tokens: Vec<Token>) -> Vec<Token> {
        let mut literal = 0_usize;
        let mut out = Vec::new();
        for token in tokens {
            match &token {
                Token::Open { tag, .. } if tag == "a" || tag == "code" => literal += 1,
                Token::Close(tag) if tag == "a" || tag == "code" => literal -= 1,
                Token::Text(text) if literal == 0 => {
                    let mut done = 0;
                    for found in ADDRESS.find_iter(text) {
                        self.rules.insert(Rule::BareAddress);
                        let scheme = if found.as_str().contains("://") { "" } else { "mailto:" };
                        out.push(Token::Text(text[done..found.start()].to_owned()));
                        out.push(open("a", &[("href", &format!("{scheme}{}", found.as_str()))]));
                        out.push(Token::Text(found.as_str().to_owned()));
                        out.push(close("a"));
                        done = found.end();
                    }
                    out.push(Token::Text(text[done..].to_owned()));
                    continue;
                }
                _ => {}
            }
            out.push(token);
        }
        out
    }

    /// The reference names notes by label and has a way back for every mention, in the last paragraph.
    fn footnotes(&mut self, tokens: Vec<Token>) -> Vec<Token> {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut mentions: BTreeMap<usize, usize> = BTreeMap::new();
        let mut out: Vec<Token> = Vec::new();
        let mut back = None;
        let mut note = None;
        let mut skipping = false;
        for token in tokens {
            match &token {
                Token::Open { tag, attributes }
                    if tag == "a" && value(attributes, "data-footnote-ref").is_some() =>
                {
                    self.rules.insert(Rule::Footnote);
                    let label = value(attributes, "href").unwrap().strip_prefix("#fn-").unwrap().to_owned();
                    let next = numbers.len() + 1;
                    let number = *numbers.entry(label).or_insert(next);
                    let mention = mentions.entry(number).or_insert(0);
                    *mention += 1;
                    let again = if *mention == 1 { String::new() } else { format!("_{mention}") };
                    out.push(open(
                        "a",
                        &[("href", &format!("#fn_{number}")), ("id", &format!("x-fnref_{number}{again}"))],
                    ));
                }
                Token::Open { tag, attributes }
                    if tag == "a" && value(attributes, "data-footnote-backref").is_some() =>
                {
                    skipping = true;
                    back = Some(note.unwrap());
                    if let Some(Token::Text(text)) = out.last_mut() {
                        *text = text.trim_end().to_owned();
                    }
                }
                Token::Close(tag) if skipping => skipping = tag != "a",
                _ if skipping => {}
                Token::Open { tag, .. } if tag == "section" => {
                    out.push(open("section", &[("class", "footnotes")]));
                }
                Token::Open { tag, attributes } if tag == "li" && value(attributes, "id").is_some() => {
                    let number = numbers[value(attributes, "id").unwrap().strip_prefix("fn-").unwrap()];
                    note = Some(number);
                    out.push(open("li", &[("id", &format!("x-fn_{number}"))]));
                }
                Token::Close(tag) if tag == "li" && back.is_some() => {
                    let number = back.take().unwrap();
                    let href = format!("#fnref_{number}");
                    out.push(open("a", &[("class", "footnote-back"), ("href", &href)]));
                    out.extend([Token::Text("↩".to_owned()), close("a"), token]);
                }
                _ => out.push(token),
            }
        }
        out
    }

    fn links_and_images(&mut self, tokens: Vec<Token>) -> Vec<Token> {
        let mut kept = Vec::new();
        let mut out = Vec::new();
        for token in tokens {
            match token {
                Token::Open { tag, attributes } if tag == "a" => {
                    let link = self.link(&attributes);
                    kept.push(link.is_some());
                    out.extend(link);
                }
                Token::Close(tag) if tag == "a" => {
                    if kept.pop().expect("a link is open") {
                        out.push(close("a"));
                    }
                }
                Token::Open { tag, attributes } if tag == "img" => {
                    self.rules.insert(Rule::Image);
                    out.push(Token::Text(value(&attributes, "alt").unwrap().to_owned()));
                }
                token => out.push(token),
            }
        }
        out
    }

    fn link(&mut self, attributes: &[(String, String)]) -> Option<Token> {
        let href = value(attributes, "href").unwrap();
        let mut attributes = attributes.to_vec();
        attributes.retain(|(name, _)| name != "href");
        if let Some(anchor) = href.strip_prefix('#').filter(|anchor| !anchor.is_empty()) {
            self.rules.insert(Rule::Anchor);
            let is_note = anchor.starts_with("fn_") || anchor.starts_with("fnref_");
            let name = if is_note { anchor.to_owned() } else { slug(anchor) };
            attributes.push(("href".to_owned(), format!("#x-{name}")));
        } else {
            if !ALLOWED.is_match(href) {
                self.rules.insert(Rule::RefusedLink);
                return None;
            }
            self.rules.insert(Rule::ExternalLink);
            let (scheme, rest) = href.split_once(':').unwrap();
            attributes.extend(
                [
                    ("href", format!("{}:{rest}", scheme.to_lowercase())),
                    ("rel", "noopener noreferrer nofollow".to_owned()),
                    ("referrerpolicy", "no-referrer".to_owned()),
                    ("target", "_blank".to_owned()),
                ]
                .map(|(name, value)| (name.to_owned(), value)),
            );
        }
        attributes.sort();
        Some(Token::Open { tag: "a".to_owned(), attributes })
    }

    fn tables(&mut self, tokens: Vec<Token>) -> Vec<Token> {
        let mut out = Vec::new();
        for token in tokens {
            match token {
                Token::Open { tag, attributes } if tag == "table" => {
                    self.rules.insert(Rule::TableClass);
                    out.extend([open("div", &[("class", "table-scroll")]), Token::Open { tag, attributes }]);
                }
                Token::Close(tag) if tag == "table" => out.extend([close("table"), close("div")]),
                Token::Open { tag, attributes } if tag == "td" || tag == "th" => {
                    let class = value(&attributes, "align").map(|align| format!("align-{align}"));
                    out.push(open(
                        &tag,
                        &class.as_deref().map(|class| ("class", class)).into_iter().collect::<Vec<_>>(),
                    ));
                }
                token => out.push(token),
            }
        }
        out
    }

    fn tasks(&mut self, tokens: Vec<Token>) -> Vec<Token> {
        let mut out: Vec<Token> = Vec::new();
        for token in tokens {
            if let Token::Open { tag, .. } = &token
                && tag == "input"
            {
                self.rules.insert(Rule::TaskClass);
                let is_item = |token: &Token| matches!(token, Token::Open { tag, .. } if tag == "li");
                let at = out.iter().rposition(is_item).unwrap();
                out[at] = open("li", &[("class", "task")]);
                out.insert(at + 1, token);
                continue;
            }
            out.push(token);
        }
        out
    }

    fn code(&mut self, tokens: Vec<Token>) -> Vec<Token> {
        let change = |token| match token {
            Token::Open { tag, attributes } if tag == "code" && !attributes.is_empty() => {
                let class = value(&attributes, "class").unwrap();
                let ours = if CLASS.is_match(class) { class.to_lowercase() } else { String::new() };
                if ours != class {
                    self.rules.insert(Rule::CodeClass);
                }
                if ours.is_empty() { open("code", &[]) } else { open("code", &[("class", &ours)]) }
            }
            token => token,
        };
        tokens.into_iter().map(change).collect()
    }

    fn headings(&mut self, mut tokens: Vec<Token>) -> Vec<Token> {
        let mut given: HashSet<String> = HashSet::new();
        for at in 0..tokens.len() {
            let Token::Open { tag, .. } = &tokens[at] else { continue };
            let tag = tag.clone();
            if !(tag.len() == 2 && tag.starts_with('h') && tag != "hr") {
                continue;
            }
            self.rules.insert(Rule::HeadingId);
            let inside = tokens[at + 1..].iter().take_while(|token| **token != close(&tag));
            let text: String = inside
                .filter_map(|token| if let Token::Text(text) = token { Some(text.as_str()) } else { None })
                .collect();
            let base = slug(&text);
            let numbered = (1..).map(|number| format!("{base}-{number}"));
            let name = std::iter::once(base.clone())
                .chain(numbered)
                .find(|name| given.insert(name.clone()))
                .unwrap();
            tokens[at] = open(&tag, &[("id", &format!("x-{name}"))]);
        }
        tokens
    }
}

fn slug(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() { "section".to_owned() } else { words.join("-") }
}
