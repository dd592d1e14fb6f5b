//! HTML as tokens, as far as writers of Markdown write it, and as equal as a reader sees it.

/// A piece of HTML. Attributes are sorted, references decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// An element begins.
    Open {
        /// Its name.
        tag: String,
        /// Names and values.
        attributes: Vec<(String, String)>,
    },
    /// An element ends.
    Close(String),
    /// Text.
    Text(String),
    /// Raw HTML of the Markdown text, between marks: a block, or within a line.
    Raw {
        /// Whether it is a block.
        block: bool,
        /// As it stands.
        html: String,
    },
}

/// Begins a block of raw HTML.
pub const RAW_BLOCK: char = '\u{f8f0}';
/// Begins raw HTML within a line.
pub const RAW_INLINE: char = '\u{f8f1}';
/// Ends raw HTML.
pub const RAW_END: char = '\u{f8f2}';

const BLOCKS: [&str; 23] = [
    "blockquote",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "br",
    "input",
];

/// Reads `html`.
#[must_use]
pub fn tokens(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some(first) = rest.chars().next() {
        rest = match first {
            RAW_BLOCK | RAW_INLINE => {
                let (raw, after) = rest.split_once(RAW_END).unwrap();
                tokens
                    .push(Token::Raw { block: first == RAW_BLOCK, html: raw[first.len_utf8()..].to_owned() });
                after
            }
            '<' => {
                let end = end_of_tag(rest);
                tokens.push(tag(&rest[1..end]));
                &rest[end + 1..]
            }
            _ => {
                let end = rest.find(['<', RAW_BLOCK, RAW_INLINE]).unwrap_or(rest.len());
                tokens.push(Token::Text(decoded(&rest[..end])));
                &rest[end..]
            }
        };
    }
    tokens
}

fn end_of_tag(text: &str) -> usize {
    let mut quote = false;
    text.char_indices()
        .find(|&(_, c)| {
            quote ^= c == '"';
            c == '>' && !quote
        })
        .expect("a tag ends")
        .0
}

fn tag(text: &str) -> Token {
    if let Some(name) = text.strip_prefix('/') {
        return Token::Close(name.to_owned());
    }
    let text = text.trim_end_matches([' ', '/']);
    let (name, mut rest) = text.split_once(' ').unwrap_or((text, ""));
    let mut attributes = Vec::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let name = &rest[..end];
        let mut value = String::new();
        rest = &rest[end..];
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (inside, after) = quoted.split_once('"').expect("a value ends");
            value = decoded(inside);
            rest = after;
        }
        attributes.push((name.to_owned(), value));
    }
    attributes.sort();
    Token::Open { tag: name.to_owned(), attributes }
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#13;", "\r")
        .replace("&amp;", "&")
}

/// As equal as a reader sees it: texts joined, white space outside `pre` one blank, and none beside
/// the tags of blocks.
#[must_use]
pub fn normalised(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::new();
    for token in tokens {
        match (joined.last_mut(), token) {
            (Some(Token::Text(before)), Token::Text(text)) => before.push_str(&text),
            (_, token) => joined.push(token),
        }
    }
    let is_block = |token: Option<&Token>| match token {
        None => true,
        Some(Token::Open { tag, .. } | Token::Close(tag)) => BLOCKS.contains(&tag.as_str()),
        Some(Token::Text(_) | Token::Raw { .. }) => false,
    };
    let mut result = Vec::new();
    let mut pre = 0_usize;
    for (at, token) in joined.iter().enumerate() {
        match token {
            Token::Open { tag, .. } if tag == "pre" => pre += 1,
            Token::Close(tag) if tag == "pre" => pre -= 1,
            Token::Text(text) if pre == 0 => {
                let text = collapsed(text);
                let mut text = text.as_str();
                if is_block(at.checked_sub(1).and_then(|at| joined.get(at))) {
                    text = text.trim_start_matches(' ');
                }
                if is_block(joined.get(at + 1)) {
                    text = text.trim_end_matches(' ');
                }
                if !text.is_empty() {
                    result.push(Token::Text(text.to_owned()));
                }
                continue;
            }
            _ => {}
        }
        result.push(token.clone());
    }
    result
}

/// Runs of what HTML calls white space as one blank.
fn collapsed(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}
