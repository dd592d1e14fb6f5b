//! Markdown to a sanitised tree: what `pulldown-cmark` says, less what must not reach a reader.
//!
//! - Raw HTML, block or inline, becomes text: it is shown, it does nothing.
//! - A link whose URL is refused leaves its words behind; an image leaves its description.
//! - Headings get slugs of their own; attributes that Markdown dialects let authors write are off.
//! - Nesting beyond [`MAX_DEPTH`] is flattened: the text stays, the elements go.
//! - Footnotes stand at the end, in the order in which the text mentions them.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag,
    TagEnd,
};

use super::codec::{MAX_DEPTH, code_language};
use super::{Alert, Align, Element, Fragment, ImageUrl, Slugs, Step, Target, Url, slug};
use crate::text::is_wide;

/// Longest Markdown text that [`parse`] takes, in bytes.
pub const MAX_INPUT: usize = 1 << 20;

/// The text is longer than [`MAX_INPUT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// Length of the text in bytes.
    pub length: usize,
}

/// Answers what a link may lead to when its destination is neither an allowed URL nor `#anchor`:
/// the place a relative link means, or `None` to leave its words only. It also hears of every
/// refused destination, with the byte range of the link in the Markdown text.
pub type Resolver<'a> = dyn FnMut(&str, Range<usize>) -> Option<Target> + 'a;

/// The events of `markdown` with their byte ranges, in casebook's dialect: `CommonMark`
/// with GitHub's tables, task lists, strikethrough, footnotes and alerts.
pub fn events(markdown: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let dialect = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    Parser::new_ext(markdown, dialect).into_offset_iter()
}

/// Parses `markdown`. Relative links are asked of `resolver`.
///
/// # Errors
/// [`TooLarge`] above [`MAX_INPUT`].
pub fn parse(markdown: &str, resolver: &mut Resolver<'_>) -> Result<Fragment, TooLarge> {
    if markdown.len() > MAX_INPUT {
        return Err(TooLarge { length: markdown.len() });
    }
    let events: Vec<_> = events(markdown).collect();
    let mut builder = Builder::new(resolver);
    builder.footnote_bodies = footnote_bodies(&events);
    builder.build(&events);
    Ok(builder.fragment)
}

type Spanned<'a> = (Event<'a>, Range<usize>);

/// Where each footnote's definition lies among the events, without its own start and end.
fn footnote_bodies(events: &[Spanned<'_>]) -> HashMap<String, Range<usize>> {
    let mut bodies = HashMap::new();
    let mut start = None;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => start = Some((label, at + 1)),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, from)) = start.take() {
                    bodies.entry(label.to_string()).or_insert(from..at);
                }
            }
            _ => {}
        }
    }
    bodies
}

/// Children of an image are its description, not elements.
enum Inside {
    Text,
    Image {
        source: ImageUrl,
        alt: String,
    },
    /// Of a refused image the description stays, as text.
    RefusedImage,
}

struct Builder<'r, 'f> {
    resolver: &'r mut Resolver<'f>,
    fragment: Fragment,
    /// For each open Markdown tag the number of elements it opened: none when it was refused.
    open: Vec<usize>,
    depth: usize,
    /// A block has begun or ended since the last text.
    between_blocks: bool,
    slugs: Slugs,
    inside: Inside,
    /// Images within images that are open.
    images: usize,
    column: usize,
    columns: Vec<Alignment>,
    in_table_head: bool,
    table_body_open: bool,
    footnote_bodies: HashMap<String, Range<usize>>,
    /// Labels in the order of their first mention, with the number of mentions.
    footnotes: Vec<(String, u32)>,
}

impl<'r, 'f> Builder<'r, 'f> {
    fn new(resolver: &'r mut Resolver<'f>) -> Self {
        Self {
            resolver,
            fragment: Fragment::default(),
            open: Vec::new(),
            depth: 0,
            between_blocks: false,
            slugs: Slugs::default(),
            inside: Inside::Text,
            images: 0,
            column: 0,
            columns: Vec::new(),
            in_table_head: false,
            table_body_open: false,
            footnote_bodies: HashMap::new(),
            footnotes: Vec::new(),
        }
    }

    fn build(&mut self, events: &[Spanned<'_>]) {
        let mut skipping = false;
        for (at, event) in events.iter().enumerate() {
            match event {
                (Event::Start(Tag::FootnoteDefinition(_)), _) => skipping = true,
                (Event::End(TagEnd::FootnoteDefinition), _) => skipping = false,
                _ if skipping => {}
                event => self.event(event, events.get(at + 1..).unwrap_or_default()),
            }
        }
        self.footnotes(events);
    }

    /// Writes the footnotes that were mentioned; they may mention further ones.
    fn footnotes(&mut self, events: &[Spanned<'_>]) {
        if self.footnotes.is_empty() || !self.element(Element::Footnotes) {
            return;
        }
        let mut number = 0;
        while let Some((label, _)) = self.footnotes.get(number) {
            let body = self.footnote_bodies.get(label).cloned().unwrap_or_default();
            number += 1;
            self.between_blocks = true;
            let opened = self.element(Element::Footnote { number: number as u32 });
            for at in body {
                if let (Some(event), Some(rest)) = (events.get(at), events.get(at + 1..)) {
                    self.event(event, rest);
                }
            }
            self.end_elements(usize::from(opened));
        }
        self.end_elements(1);
    }

    fn event(&mut self, (event, span): &Spanned<'_>, rest: &[Spanned<'_>]) {
        match event {
            Event::Start(tag) => self.start(tag, span.clone()),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(text),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                let opened = self.is_in_text() && self.element(Element::Code);
                self.text(code);
                self.end_elements(usize::from(opened));
            }
            Event::SoftBreak => self.soft_break(rest),
            Event::HardBreak => {
                self.leaf(Element::LineBreak);
                self.between_blocks = true;
            }
            Event::Rule => {
                self.leaf(Element::Rule);
                self.between_blocks = true;
            }
            Event::TaskListMarker(checked) => self.task(*checked),
            Event::FootnoteReference(label) => self.mention(label),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        if is_block(tag) {
            self.between_blocks = true;
        }
        self.images += usize::from(matches!(tag, Tag::Image { .. }));
        let opened = match tag {
            _ if !self.is_in_text() => 0,
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                self.table_body_open = false;
                usize::from(self.element(Element::Table))
            }
            Tag::TableHead | Tag::TableRow => self.start_row(matches!(tag, Tag::TableHead)),
            Tag::TableCell => self.start_cell(),
            // `<a@b.example>` comes without its scheme.
            Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => {
                self.start_link(&format!("mailto:{dest_url}"), title, span)
            }
            Tag::Link { dest_url, title, .. } => self.start_link(dest_url, title, span),
            Tag::Image { dest_url, .. } => {
                self.inside = if let Some(source) = ImageUrl::new(dest_url) {
                    Inside::Image { source, alt: String::new() }
                } else {
                    (self.resolver)(dest_url, span);
                    Inside::RefusedImage
                };
                0
            }
            _ => simple_element(tag).map_or(0, |element| usize::from(self.element(element))),
        };
        self.open.push(opened);
    }

    fn end(&mut self, tag: TagEnd) {
        let opened = self.open.pop().unwrap_or(0);
        match tag {
            TagEnd::Image => self.end_image(),
            TagEnd::Heading(_) => self.name_heading(),
            TagEnd::TableHead => self.in_table_head = false,
            TagEnd::Table if self.table_body_open => {
                self.end_elements(1);
                self.table_body_open = false;
            }
            _ => {}
        }
        self.end_elements(opened);
        if is_block_end(tag) {
            self.between_blocks = true;
        }
    }

    fn end_image(&mut self) {
        self.images -= 1;
        if self.images > 0 {
            return;
        }
        if let Inside::Image { source, alt } = std::mem::replace(&mut self.inside, Inside::Text) {
            self.leaf(Element::Image { source, alt });
        }
    }

    fn start_row(&mut self, head: bool) -> usize {
        self.column = 0;
        if head {
            self.in_table_head = true;
            return usize::from(self.element(Element::TableHead))
                + usize::from(self.element(Element::TableRow));
        }
        if !self.table_body_open {
            self.table_body_open = self.element(Element::TableBody);
        }
        usize::from(self.element(Element::TableRow))
    }

    fn start_cell(&mut self) -> usize {
        let align = match self.columns.get(self.column) {
            Some(Alignment::Left) => Align::Left,
            Some(Alignment::Center) => Align::Center,
            Some(Alignment::Right) => Align::Right,
            _ => Align::None,
        };
        self.column += 1;
        usize::from(self.element(Element::TableCell { head: self.in_table_head, align }))
    }

    fn start_link(&mut self, destination: &str, title: &str, span: Range<usize>) -> usize {
        let target = match (Url::new(destination), destination.strip_prefix('#')) {
            (Some(url), _) => Some(Target::External(url)),
            (None, Some(anchor)) if !anchor.is_empty() => Some(Target::Anchor(slug(anchor))),
            _ => (self.resolver)(destination, span),
        };
        match target {
            Some(target) => usize::from(self.element(Element::Link { target, title: title.to_owned() })),
            _ => 0,
        }
    }

    /// Opens `element` unless that would be too deep. Says whether it did.
    fn element(&mut self, element: Element) -> bool {
        if self.depth >= MAX_DEPTH {
            return false;
        }
        self.depth += 1;
        self.fragment.steps.push(Step::Open(element));
        true
    }

    fn end_elements(&mut self, count: usize) {
        self.depth = self.depth.saturating_sub(count);
        self.fragment.steps.extend(std::iter::repeat_n(Step::Close, count));
    }

    /// Adds an element that holds nothing.
    fn leaf(&mut self, element: Element) {
        if self.is_in_text() && self.element(element) {
            self.end_elements(1);
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Inside::Image { alt, .. } = &mut self.inside {
            alt.push_str(text);
        } else {
            self.separate_blocks();
            self.push(text);
        }
    }

    fn is_in_text(&self) -> bool {
        matches!(self.inside, Inside::Text)
    }

    /// A line break in the source is a blank between words, and nothing between two Han
    /// characters: Chinese has no blanks, and browsers would show one.
    fn soft_break(&mut self, rest: &[Spanned<'_>]) {
        let next = rest.iter().find_map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => text.chars().next(),
            _ => None,
        });
        let last = self.fragment.text.chars().next_back();
        if !(last.is_some_and(is_wide) && next.is_some_and(is_wide)) {
            self.text("\n");
        }
    }

    fn separate_blocks(&mut self) {
        if std::mem::take(&mut self.between_blocks)
            && !self.fragment.text.is_empty()
            && !self.fragment.text.ends_with('\n')
        {
            self.fragment.text.push('\n');
        }
    }

    fn push(&mut self, text: &str) {
        let start = self.fragment.text.len();
        self.fragment.text.push_str(text);
        let end = self.fragment.text.len();
        match self.fragment.steps.last_mut() {
            Some(Step::Text(range)) if range.end == start => range.end = end,
            _ => self.fragment.steps.push(Step::Text(start..end)),
        }
    }

    /// Gives the heading that just ended its slug, now that its words are known.
    fn name_heading(&mut self) {
        let opened = |step: &Step| matches!(step, Step::Open(Element::Heading { .. }));
        let Some(at) = self.fragment.steps.iter().rposition(opened) else { return };
        let text = self.fragment.text_of(at);
        if let Some(Step::Open(Element::Heading { slug, .. })) = self.fragment.steps.get_mut(at)
            && slug.is_empty()
        {
            *slug = self.slugs.unique(&text);
        }
    }

    fn task(&mut self, checked: bool) {
        let item = self.fragment.steps.iter_mut().rev().find_map(|step| match step {
            Step::Open(element @ (Element::Item | Element::TaskItem { .. })) => Some(element),
            _ => None,
        });
        if let Some(element @ Element::Item) = item {
            *element = Element::TaskItem { checked };
        }
    }

    fn mention(&mut self, label: &CowStr<'_>) {
        if !self.is_in_text() {
            return;
        }
        let known = self.footnotes.iter().position(|(known, _)| **known == **label);
        let at = known.unwrap_or_else(|| {
            self.footnotes.push((label.to_string(), 0));
            self.footnotes.len() - 1
        });
        let Some((_, mentions)) = self.footnotes.get_mut(at) else { return };
        *mentions += 1;
        let (number, mention) = (at as u32 + 1, *mentions);
        let opened = self.element(Element::FootnoteReference { number, mention });
        self.separate_blocks();
        self.push(&number.to_string());
        self.end_elements(usize::from(opened));
    }
}

fn simple_element(tag: &Tag<'_>) -> Option<Element> {
    Some(match tag {
        Tag::Paragraph => Element::Paragraph,
        Tag::Heading { level, .. } => Element::Heading { level: heading_level(*level), slug: String::new() },
        Tag::BlockQuote(None) => Element::BlockQuote,
        Tag::BlockQuote(Some(kind)) => Element::Alert(alert(*kind)),
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Element::CodeBlock { lang: code_language(info) },
        Tag::CodeBlock(CodeBlockKind::Indented) => Element::CodeBlock { lang: String::new() },
        Tag::List(None) => Element::BulletList,
        Tag::List(Some(start)) => Element::OrderedList { start: *start },
        Tag::Item => Element::Item,
        Tag::Emphasis => Element::Emphasis,
        Tag::Strong => Element::Strong,
        Tag::Strikethrough => Element::Strikethrough,
        // Everything else is either handled by its own function or switched off in the dialect.
        _ => return None,
    })
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn is_block_end(tag: TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn heading_level(level: HeadingLevel) -> u8 {
    level as u8
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}
