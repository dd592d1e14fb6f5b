//! What both writers share: which tag and which attributes each element becomes.
//!
//! [`write()`] walks a fragment and drives a [`Sink`]; a sink only appends. So HTML text and DOM nodes
//! come from one mapping and cannot disagree.

use std::borrow::Cow;

use super::{Alert, Align, Element, Fragment, ImageSize, ImageUrl, Step, Target};

/// Receives a tree in document order.
pub trait Sink {
    /// An element begins.
    fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]);
    /// An element that holds nothing.
    fn void(&mut self, tag: &'static str, attributes: &[Attribute<'_>]);
    /// Text in the innermost open element.
    fn text(&mut self, text: &str);
    /// The innermost open element ends.
    fn close(&mut self, tag: &'static str);
}

/// An attribute: an allow-listed name and any text.
pub type Attribute<'a> = (&'static str, Cow<'a, str>);

/// What a writer has to know beside the fragment.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Put before every `id`, so that no text can name an element of the page around it.
    pub id_prefix: &'a str,
    /// How links within the collection are written.
    pub links: Links<'a>,
    /// Language of the few words that a writer adds (`警告`, `Warning`).
    pub lang: &'a str,
}

/// How links within the collection are written.
#[derive(Clone, Copy, Debug)]
pub enum Links<'a> {
    /// As routes of the page: `#/case/K-006/anchor`. Holds the id of the case being written.
    Routes(&'a str),
    /// As ids of elements in the same document: `#case-k-006-anchor`.
    Ids,
}

/// The prefix of all ids of a case: `case-k-006-`.
#[must_use]
pub fn case_id_prefix(id: &str) -> String {
    format!("case-{}-", id.to_lowercase())
}

/// Walks `fragment` and tells `sink` what it holds.
pub fn write(fragment: &Fragment, context: Context<'_>, sink: &mut impl Sink) {
    let mut open: Vec<&Element> = Vec::new();
    for step in &fragment.steps {
        match step {
            Step::Text(range) => sink.text(fragment.text.get(range.clone()).unwrap_or("")),
            Step::Open(element) => {
                begin(element, &fragment.text, context, sink);
                open.push(element);
            }
            Step::Close => {
                if let Some(element) = open.pop() {
                    end(element, context, sink);
                }
            }
        }
    }
}

fn begin(element: &Element, text: &str, context: Context<'_>, sink: &mut impl Sink) {
    let id = |name: &str| ("id", Cow::from(format!("{}{name}", context.id_prefix)));
    match element {
        Element::Heading { level, slug } => sink.open(heading_tag(*level), &[id(slug)]),
        Element::Alert(alert) => begin_alert(*alert, context.lang, sink),
        Element::CodeBlock { lang } => {
            sink.open("pre", &[]);
            let class = ("class", Cow::from(format!("language-{lang}")));
            sink.open("code", if lang.is_empty() { &[] } else { std::slice::from_ref(&class) });
        }
        Element::Token(kind) => sink.open(tag(element), &[("class", Cow::from(kind.class()))]),
        Element::OrderedList { start } if *start != 1 => {
            sink.open("ol", &[("start", Cow::from(start.to_string()))]);
        }
        Element::TaskItem { checked } => begin_task(*checked, sink),
        Element::Table => {
            sink.open("div", &[("class", Cow::from("table-scroll"))]);
            sink.open("table", &[]);
        }
        Element::TableCell { align, .. } => {
            let class = align_class(*align).map(|class| ("class", Cow::from(class)));
            sink.open(tag(element), class.as_slice());
        }
        Element::Link { target, title } => begin_link(target, title, context, sink),
        Element::Image { source, size, alt } => {
            image(source, *size, text.get(alt.clone()).unwrap_or(""), sink);
        }
        Element::FootnoteReference { number, mention } => {
            sink.open("sup", &[("class", Cow::from("footnote-ref"))]);
            let href = context.links.within(&format!("fn_{number}"), context.id_prefix);
            sink.open("a", &[("href", Cow::from(href)), id(&mention_name(*number, *mention))]);
        }
        Element::Footnotes => {
            sink.open("section", &[("class", Cow::from("footnotes"))]);
            sink.open("ol", &[]);
        }
        Element::Footnote { number } => sink.open("li", &[id(&format!("fn_{number}"))]),
        Element::Rule | Element::LineBreak => sink.void(tag(element), &[]),
        _ => sink.open(tag(element), &[]),
    }
}

/// Width and height let a browser leave the room that the image will take.
fn image(source: &ImageUrl, size: Option<ImageSize>, alt: &str, sink: &mut impl Sink) {
    let mut attributes = vec![("src", Cow::from(source.as_str())), ("alt", Cow::from(alt))];
    if let Some(size) = size {
        attributes.push(("width", Cow::from(size.width().to_string())));
        attributes.push(("height", Cow::from(size.height().to_string())));
    }
    sink.void("img", &attributes);
}

fn end(element: &Element, context: Context<'_>, sink: &mut impl Sink) {
    match element {
        Element::CodeBlock { .. } => {
            sink.close("code");
            sink.close("pre");
        }
        Element::Table => {
            sink.close("table");
            sink.close("div");
        }
        Element::FootnoteReference { .. } => {
            sink.close("a");
            sink.close("sup");
        }
        Element::Footnotes => {
            sink.close("ol");
            sink.close("section");
        }
        Element::Footnote { number } => {
            let href = context.links.within(&mention_name(*number, 1), context.id_prefix);
            sink.open("a", &[("class", Cow::from("footnote-back")), ("href", Cow::from(href))]);
            sink.text("↩");
            sink.close("a");
            sink.close("li");
        }
        element if element.is_void() => {}
        element => sink.close(tag(element)),
    }
}

/// The tag of an element that becomes exactly one; for the others their outermost.
fn tag(element: &Element) -> &'static str {
    match element {
        Element::Paragraph => "p",
        Element::Heading { level, .. } => heading_tag(*level),
        Element::BlockQuote => "blockquote",
        Element::Alert(_) | Element::Table => "div",
        Element::CodeBlock { .. } => "pre",
        Element::Token(_) => "span",
        Element::Code => "code",
        Element::BulletList => "ul",
        Element::OrderedList { .. } => "ol",
        Element::Item | Element::TaskItem { .. } | Element::Footnote { .. } => "li",
        Element::Emphasis => "em",
        Element::Strong => "strong",
        Element::Strikethrough => "del",
        Element::TableHead => "thead",
        Element::TableBody => "tbody",
        Element::TableRow => "tr",
        Element::TableCell { head: true, .. } => "th",
        Element::TableCell { head: false, .. } => "td",
        Element::Link { .. } => "a",
        Element::Image { .. } => "img",
        Element::FootnoteReference { .. } => "sup",
        Element::Footnotes => "section",
        Element::Rule => "hr",
        Element::LineBreak => "br",
    }
}

fn heading_tag(level: u8) -> &'static str {
    match level {
        1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

fn begin_alert(alert: Alert, lang: &str, sink: &mut impl Sink) {
    let (class, chinese, english) = match alert {
        Alert::Note => ("alert alert-note", "说明", "Note"),
        Alert::Tip => ("alert alert-tip", "提示", "Tip"),
        Alert::Important => ("alert alert-important", "重要", "Important"),
        Alert::Warning => ("alert alert-warning", "警告", "Warning"),
        Alert::Caution => ("alert alert-caution", "危险", "Caution"),
    };
    sink.open("div", &[("class", Cow::from(class)), ("role", Cow::from("note"))]);
    sink.open("p", &[("class", Cow::from("alert-title"))]);
    sink.text(if lang.starts_with("zh") { chinese } else { english });
    sink.close("p");
}

fn begin_task(checked: bool, sink: &mut impl Sink) {
    sink.open("li", &[("class", Cow::from("task"))]);
    let mut attributes = vec![("type", Cow::from("checkbox")), ("disabled", Cow::from(""))];
    if checked {
        attributes.push(("checked", Cow::from("")));
    }
    sink.void("input", &attributes);
    sink.text(" ");
}

fn begin_link(target: &Target, title: &str, context: Context<'_>, sink: &mut impl Sink) {
    let mut attributes = vec![("href", Cow::from(context.links.href(target, context.id_prefix)))];
    match target {
        Target::External(_) => attributes.extend([
            ("rel", Cow::from("noopener noreferrer nofollow")),
            ("referrerpolicy", Cow::from("no-referrer")),
            ("target", Cow::from("_blank")),
        ]),
        Target::Case { .. } => attributes.push(("class", Cow::from("case-link"))),
        Target::Anchor(_) => {}
    }
    if !title.is_empty() {
        attributes.push(("title", Cow::from(title)));
    }
    sink.open("a", &attributes);
}

impl Links<'_> {
    fn href(self, target: &Target, id_prefix: &str) -> String {
        match (target, self) {
            (Target::External(url), _) => url.as_str().to_owned(),
            (Target::Anchor(slug), _) => self.within(slug, id_prefix),
            (Target::Case { id, anchor: None }, Links::Routes(_)) => format!("#/case/{id}"),
            (Target::Case { id, anchor: Some(anchor) }, Links::Routes(_)) => format!("#/case/{id}/{anchor}"),
            (Target::Case { id, anchor }, Links::Ids) => {
                let prefix = case_id_prefix(id);
                match anchor {
                    Some(anchor) => format!("#{prefix}{anchor}"),
                    None => format!("#{}", prefix.trim_end_matches('-')),
                }
            }
        }
    }

    /// A link to the element called `name` in the fragment being written.
    fn within(self, name: &str, id_prefix: &str) -> String {
        match self {
            Links::Routes(case) => format!("#/case/{case}/{name}"),
            Links::Ids => format!("#{id_prefix}{name}"),
        }
    }
}

/// Slugs hold no `_`, so no heading can take a footnote's name.
fn mention_name(number: u32, mention: u32) -> String {
    if mention == 1 { format!("fnref_{number}") } else { format!("fnref_{number}_{mention}") }
}

fn align_class(align: Align) -> Option<&'static str> {
    match align {
        Align::None => None,
        Align::Left => Some("align-left"),
        Align::Center => Some("align-center"),
        Align::Right => Some("align-right"),
    }
}
