//! The start tags of an HTML file, as far as our own page needs it.

use anyhow::{Result, bail};

use crate::text::line_of;

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    /// In lower case.
    pub(crate) name: String,
    /// Where it is in the text, brackets included.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Names in lower case; no value is an empty one.
    attributes: Vec<(String, &'a str)>,
}

impl Tag<'_> {
    /// The value of an attribute; empty when it has none.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes().find_map(|(known, value)| (known == name).then_some(value))
    }

    /// All attributes in order.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), *value))
    }
}

/// All start tags in order; comments are passed over. Values must be quoted with `"`.
pub(crate) fn start_tags(html: &str) -> Result<Vec<Tag<'_>>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = find(html, at, "<") {
        let rest = html.get(open + 1..).unwrap_or_default();
        if rest.starts_with("!--") {
            let Some(end) = find(html, open, "-->") else {
                bail!("line {}: a comment without its end", line_of(html, open));
            };
            at = end;
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let tag = read_tag(html, open)?;
            at = tag.end;
            tags.push(tag);
        } else {
            at = open + 1;
        }
    }
    Ok(tags)
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    Some(from + text.get(from..)?.find(what)?)
}

fn read_tag(html: &str, start: usize) -> Result<Tag<'_>> {
    let is_name = |c: char| !c.is_whitespace() && !matches!(c, '=' | '>' | '/' | '"' | '<');
    let word_end = |from: usize| {
        let rest = html.get(from..).unwrap_or_default();
        from + rest.find(|c| !is_name(c)).unwrap_or(rest.len())
    };
    let lower = |from: usize, to: usize| html.get(from..to).unwrap_or_default().to_ascii_lowercase();

    let mut at = word_end(start + 1);
    let name = lower(start + 1, at);
    let mut attributes = Vec::new();
    loop {
        let rest = html.get(at..).unwrap_or_default();
        match rest.chars().next() {
            Some('>') => {
                return Ok(Tag { name, start, end: at + 1, attributes });
            }
            Some(c) if c.is_whitespace() || c == '/' => at += c.len_utf8(),
            Some(c) if is_name(c) => {
                let end = word_end(at);
                let attribute = lower(at, end);
                at = end;
                let value = if html.get(at..).is_some_and(|rest| rest.starts_with("=\"")) {
                    let from = at + 2;
                    let Some(to) = find(html, from, "\"") else {
                        bail!("line {}: a value without its end", line_of(html, at));
                    };
                    at = to + 1;
                    html.get(from..to).unwrap_or_default()
                } else {
                    ""
                };
                attributes.push((attribute, value));
            }
            _ => bail!("line {}: a tag this tool does not understand", line_of(html, start)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_their_attributes() -> Result<()> {
        let html = "<!doctype html>\n<!-- <p> --><P Id=\"a>b\" hidden>x < y</p><br/>";
        let tags = start_tags(html)?;
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["p", "br"]);
        let tag = tags.first().map(|tag| {
            let text = html.get(tag.start..tag.end);
            (text, tag.attribute("id"), tag.attribute("hidden"), tag.attribute("x"))
        });
        assert_eq!(tag, Some((Some("<P Id=\"a>b\" hidden>"), Some("a>b"), Some(""), None)));
        Ok(())
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        for html in ["<p a=b>", "<p a='b'>", "<p a=\"b>", "<!-- <p>", "<p"] {
            assert!(start_tags(html).is_err(), "{html}");
        }
    }
}
