//! A fragment as HTML text, for Node, for a page without Wasm, and for tests.

use super::Fragment;
use super::writer::{self, Attribute, Context, Sink};

/// Writes `fragment` as HTML.
#[must_use]
pub fn write(fragment: &Fragment, context: Context<'_>) -> String {
    let mut html = Html { out: String::with_capacity(fragment.text.len() * 2) };
    writer::write(fragment, context, &mut html);
    html.out
}

struct Html {
    out: String,
}

impl Html {
    fn start_tag(&mut self, tag: &str, attributes: &[Attribute<'_>]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }
}

impl Sink for Html {
    fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        self.start_tag(tag, attributes);
    }

    fn void(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        self.start_tag(tag, attributes);
    }

    fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    fn close(&mut self, tag: &'static str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }
}

/// Escapes the five characters that mean something in text or in a quoted attribute, and the
/// carriage return, which a parser would turn into a newline.
pub fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\r']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match from.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            Some(b'\r') => "&#13;",
            _ => "&#39;",
        });
        rest = from.get(1..).unwrap_or("");
    }
    out.push_str(rest);
}
