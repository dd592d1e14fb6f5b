//! Markdown to a sanitised tree: what `pulldown-cmark` says, less what must not reach a reader.
//!
//! - Raw HTML, block or inline, becomes text: it is shown, it does nothing. So do characters that
//!   would change the direction of the text around them: each becomes `\u{fffd}`, as do zeros and
//!   carriage returns.
//! - A link whose URL is refused leaves its words behind; an image leaves its description.
//! - Headings get slugs of their own; attributes that Markdown dialects let authors write are off.
//! - Nesting beyond [`MAX_DEPTH`] is flattened: the text stays, the elements go. Markers beyond
//!   [`MAX_CONTAINERS`](super::containers::MAX_CONTAINERS) in one line are text.
//! - Footnotes stand at the end, in the order in which the text mentions them.
//!
//! All of it takes time in proportion to the text; what a text may grow to is bounded by
//! [`MAX_INPUT`], [`MAX_NODES`] and [`MAX_CONTENT`], beyond which it is refused.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag,
    TagEnd,
};

use super::autolink::{self, Piece};
use super::codec::{MAX_DEPTH, code_language};
use super::containers::bounded;
use super::{Alert, Align, Element, Fragment, ImageSize, ImageUrl, Slugs, Step, Target, Url, slug};
use crate::text::is_wide;

/// Longest Markdown text that [`parse`] takes, in bytes.
pub const MAX_INPUT: usize = 1 << 20;

/// Most elements that a text may ask for, those that are refused or flattened included. Text of
/// 1 MiB that people wrote has about a third of it.
pub const MAX_NODES: usize = 1 << 18;

/// Most bytes that text, addresses, titles and names may come to in a tree. References repeat an
/// address at every mention, and percent-encoding makes three bytes of one.
pub const MAX_CONTENT: usize = 4 << 20;

/// The text is above a limit of [`parse`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// What there is too much of: `"bytes"`, `"elements"`, `"bytes of text and addresses"`.
    pub what: &'static str,
    /// How much is taken.
    pub limit: usize,
}

impl TooLarge {
    const INPUT: Self = Self { what: "bytes", limit: MAX_INPUT };
    const NODES: Self = Self { what: "elements", limit: MAX_NODES };
    const CONTENT: Self = Self { what: "bytes of text and addresses", limit: MAX_CONTENT };
}

/// Answers what a link may lead to when its destination is neither an allowed URL nor `#anchor`:
/// the place a relative link means, or `None` to leave its words only. It also hears of every
/// refused destination, with the byte range of the link in the Markdown text.
pub type Resolver<'a> = dyn FnMut(&str, Range<usize>) -> Option<Target> + 'a;

/// Answers which image the destination of one means, as a relative path does; `None` where it knows
/// none. What it does not know is shown if it is an [`ImageUrl`], else its description is.
pub type Images<'a> = dyn FnMut(&str) -> Option<(ImageUrl, ImageSize)> + 'a;

/// The events of `markdown` with their byte ranges, in casebook's dialect. Takes time in proportion to
/// a text that [`bounded`] gave. The dialect is `CommonMark`
/// with GitHub's tables, task lists, strikethrough, footnotes and alerts. Addresses without any
/// markup are text here; [`parse`] makes links of them.
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
/// [`TooLarge`] above [`MAX_INPUT`], [`MAX_NODES`] or [`MAX_CONTENT`].
pub fn parse(markdown: &str, resolver: &mut Resolver<'_>) -> Result<Fragment, TooLarge> {
    parse_with_images(markdown, resolver, &mut |_| None)
}

/// [`parse`]; every image is asked of `images`.
///
/// # Errors
/// As [`parse`]; the addresses of images count with the text.
pub fn parse_with_images(
    markdown: &str,
    resolver: &mut Resolver<'_>,
    images: &mut Images<'_>,
) -> Result<Fragment, TooLarge> {
    if markdown.len() > MAX_INPUT {
        return Err(TooLarge::INPUT);
    }
    let markdown = bounded(markdown);
    let events = collect(events(&markdown))?;
    let mut builder = Builder::new(resolver, images);
    builder.footnote_bodies = footnote_bodies(&events);
    builder.build(&events);
    // A table has more elements than its Markdown, and addresses become links.
    let opened = builder.fragment.steps.iter().filter(|step| matches!(step, Step::Open(_)));
    if opened.count() > MAX_NODES {
        return Err(TooLarge::NODES);
    }
    if builder.fragment.text.len() + builder.attributes > MAX_CONTENT {
        return Err(TooLarge::CONTENT);
    }
    Ok(builder.fragment)
}

type Spanned<'a> = (Event<'a>, Range<usize>);

/// The events with neighbouring texts joined, if there are not too many.
fn collect<'a>(events: impl Iterator<Item = Spanned<'a>>) -> Result<Vec<Spanned<'a>>, TooLarge> {
    let mut collected: Vec<Spanned<'a>> = Vec::new();
    let mut nodes = 0_usize;
    for (event, span) in events {
        match (&event, collected.last_mut()) {
            (Event::Text(more), Some((Event::Text(text), joined))) => {
                let mut both = std::mem::replace(text, CowStr::Borrowed("")).into_string();
                both.push_str(more);
                *text = both.into();
                joined.end = span.end;
                continue;
            }
            (Event::Text(_) | Event::End(_) | Event::SoftBreak, _) => {}
            _ => nodes += 1,
        }
        if nodes > MAX_NODES {
            return Err(TooLarge::NODES);
        }
        collected.push((event, span));
    }
    Ok(collected)
}

/// Where each footnote's definition lies among the events, without its own start and end. One that
/// stands within another ends up in the text of that one; of two with one label the first counts.
fn footnote_bodies(events: &[Spanned<'_>]) -> HashMap<String, Range<usize>> {
    let mut bodies = HashMap::new();
    let mut open = Vec::new();
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => open.push((label, at + 1)),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, from)) = open.pop() {
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
        size: Option<ImageSize>,
        alt: String,
    },
    /// Of a refused image the description stays, as text.
    RefusedImage,
}

struct Builder<'r, 'f> {
    resolver: &'r mut Resolver<'f>,
    pictures: &'r mut Images<'f>,
    fragment: Fragment,
    /// For each open Markdown tag the number of elements it opened: none when it was refused.
    open: Vec<usize>,
    depth: usize,
    /// Bytes of everything that is written but not text.
    attributes: usize,
    /// A block has begun or ended since the last text.
    between_blocks: bool,
    slugs: Slugs,
    /// The step of the heading that is open.
    heading: Option<usize>,
    /// The steps of the list items that are open, where they were opened.
    items: Vec<Option<usize>>,
    inside: Inside,
    /// Images within images that are open.
    images: usize,
    /// Links and code blocks that are open: within them addresses are text.
    literal: usize,
    column: usize,
    columns: Vec<Alignment>,
    table_body_open: bool,
    footnote_bodies: HashMap<String, Range<usize>>,
    /// Labels in the order of their first mention, with the number of mentions.
    footnotes: Vec<(String, u32)>,
    /// Where a label is in `footnotes`.
    footnote_numbers: HashMap<String, usize>,
}

impl<'r, 'f> Builder<'r, 'f> {
    fn new(resolver: &'r mut Resolver<'f>, pictures: &'r mut Images<'f>) -> Self {
        Self {
            resolver,
            pictures,
            fragment: Fragment::default(),
            open: Vec::new(),
            depth: 0,
            attributes: 0,
            between_blocks: false,
            slugs: Slugs::default(),
            heading: None,
            items: Vec::new(),
            inside: Inside::Text,
            images: 0,
            literal: 0,
            column: 0,
            columns: Vec::new(),
            table_body_open: false,
            footnote_bodies: HashMap::new(),
            footnotes: Vec::new(),
            footnote_numbers: HashMap::new(),
        }
    }

    fn build(&mut self, events: &[Spanned<'_>]) {
        self.write(events);
        self.footnotes(events);
    }

    /// Writes what is no footnote's definition.
    fn write(&mut self, events: &[Spanned<'_>]) {
        let mut definitions = 0_usize;
        for (at, event) in events.iter().enumerate() {
            match event {
                (Event::Start(Tag::FootnoteDefinition(_)), _) => definitions += 1,
                (Event::End(TagEnd::FootnoteDefinition), _) => definitions -= 1,
                _ if definitions > 0 => {}
                event => self.event(event, events.get(at + 1..).unwrap_or_default()),
            }
        }
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
            self.write(events.get(body).unwrap_or_default());
            self.end_elements(usize::from(opened));
        }
        self.end_elements(1);
    }

    fn event(&mut self, (event, span): &Spanned<'_>, rest: &[Spanned<'_>]) {
        match event {
            Event::Start(tag) => self.start(tag, span.clone()),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.words(text),
            Event::Html(text) | Event::InlineHtml(text) => self.text(text),
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
        // Within a table or list that was refused there are no cells or items.
        let parent_opened = self.open.last().is_some_and(|opened| *opened > 0);
        let opened = match tag {
            _ if !self.is_in_text() => 0,
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                self.table_body_open = false;
                usize::from(self.has_room(4) && self.element(Element::Table))
            }
            Tag::TableHead | Tag::TableRow if parent_opened => self.start_row(matches!(tag, Tag::TableHead)),
            Tag::TableCell if parent_opened => self.start_cell(),
            Tag::List(_) if !self.has_room(2) => 0,
            Tag::Item => self.start_item(parent_opened),
            // `<a@b.example>` comes without its scheme.
            Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => {
                self.start_link(&format!("mailto:{dest_url}"), title, span)
            }
            Tag::Link { dest_url, title, .. } => self.start_link(dest_url, title, span),
            Tag::Image { dest_url, .. } => {
                self.start_image(dest_url, span);
                0
            }
            _ => self.start_simple(tag),
        };
        self.open.push(opened);
    }

    fn end(&mut self, tag: TagEnd) {
        let opened = self.open.pop().unwrap_or(0);
        match tag {
            TagEnd::Image => self.end_image(),
            TagEnd::Heading(_) => self.name_heading(),
            TagEnd::CodeBlock | TagEnd::Link if self.is_in_text() => self.literal -= 1,
            TagEnd::Item => {
                self.items.pop();
            }
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

    fn start_simple(&mut self, tag: &Tag<'_>) -> usize {
        let Some(element) = simple_element(tag) else { return 0 };
        let step = self.fragment.steps.len();
        let opened = self.element(element);
        match tag {
            Tag::Heading { .. } if opened => self.heading = Some(step),
            Tag::CodeBlock(_) => self.literal += 1,
            _ => {}
        }
        usize::from(opened)
    }

    fn start_item(&mut self, in_list: bool) -> usize {
        let step = self.fragment.steps.len();
        let opened = in_list && self.element(Element::Item);
        self.items.push(opened.then_some(step));
        usize::from(opened)
    }

    fn start_image(&mut self, destination: &str, span: Range<usize>) {
        // A path is short and an image is long: of a text that will be refused, no more are held.
        let image = if self.attributes > MAX_CONTENT {
            None
        } else if let Some((source, size)) = (self.pictures)(destination) {
            Some((source, Some(size)))
        } else {
            ImageUrl::new(destination).map(|source| (source, None))
        };
        self.inside = if let Some((source, size)) = image {
            Inside::Image { source, size, alt: String::new() }
        } else {
            (self.resolver)(destination, span);
            Inside::RefusedImage
        };
    }

    fn end_image(&mut self) {
        self.images -= 1;
        if self.images > 0 {
            return;
        }
        if let Inside::Image { source, size, alt } = std::mem::replace(&mut self.inside, Inside::Text)
            && self.has_room(1)
        {
            self.attributes += source.as_str().len();
            let alt = self.description(&alt);
            self.leaf(Element::Image { source, size, alt });
        }
    }

    /// Adds the description of an image to the text, in a line of its own: it is no part of the words
    /// around it.
    fn description(&mut self, alt: &str) -> Range<usize> {
        if alt.is_empty() {
            let end = self.fragment.text.len();
            return end..end;
        }
        self.between_blocks = true;
        self.separate_blocks();
        let start = self.fragment.text.len();
        self.fragment.text.push_str(alt);
        self.between_blocks = true;
        start..self.fragment.text.len()
    }

    fn start_row(&mut self, head: bool) -> usize {
        self.column = 0;
        if head {
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
        usize::from(self.element(Element::TableCell { head: !self.table_body_open, align }))
    }

    fn start_link(&mut self, destination: &str, title: &str, span: Range<usize>) -> usize {
        self.literal += 1;
        if self.literal > 1 {
            // `[<a@b.example>](https://k3s.io)`: the parser lets mail addresses into links.
            return 0;
        }
        let target = match (Url::new(destination), destination.strip_prefix('#')) {
            (Some(url), _) => Some(Target::External(url)),
            (None, Some(anchor)) if !anchor.is_empty() => Some(Target::Anchor(slug(anchor))),
            _ => (self.resolver)(destination, span),
        };
        match target {
            Some(target) => self.link(target, title),
            _ => 0,
        }
    }

    fn link(&mut self, target: Target, title: &str) -> usize {
        let title = visible(title).into_owned();
        self.attributes += title.len()
            + match &target {
                Target::External(url) => url.as_str().len(),
                Target::Case { id, anchor } => id.len() + anchor.as_ref().map_or(0, String::len),
                Target::Anchor(slug) => slug.len(),
            };
        usize::from(self.element(Element::Link { target, title }))
    }

    /// Whether `levels` more elements may be nested.
    fn has_room(&self, levels: usize) -> bool {
        self.depth + levels <= MAX_DEPTH
    }

    /// Opens `element` unless that would be too deep. Says whether it did.
    fn element(&mut self, element: Element) -> bool {
        if !self.has_room(1) {
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

    /// Text that may hold addresses.
    fn words(&mut self, text: &str) {
        if !self.is_in_text() || self.literal > 0 {
            return self.text(text);
        }
        for piece in autolink::pieces(text) {
            match piece {
                Piece::Text(text) => self.text(text),
                Piece::Link { text, url } => {
                    self.separate_blocks();
                    let opened = self.link(Target::External(url), "");
                    self.text(text);
                    self.end_elements(opened);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = visible(text);
        if let Inside::Image { alt, .. } = &mut self.inside {
            alt.push_str(&text);
        } else {
            self.separate_blocks();
            self.push(&text);
        }
    }

    fn is_in_text(&self) -> bool {
        matches!(self.inside, Inside::Text)
    }

    /// A line break in the source is a blank between words, and nothing between two Han
    /// characters: Chinese has no blanks, and browsers would show one.
    fn soft_break(&mut self, rest: &[Spanned<'_>]) {
        // What ends the line or the block ends the search.
        let next = rest.iter().find_map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => Some(text.chars().next()),
            Event::Start(_) => None,
            Event::End(tag) if !is_block_end(*tag) => None,
            _ => Some(None),
        });
        let next = next.flatten();
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
        let Some(at) = self.heading.take() else { return };
        let text = self.fragment.text_of(at);
        if let Some(Step::Open(Element::Heading { slug, .. })) = self.fragment.steps.get_mut(at) {
            *slug = self.slugs.unique(&text);
            self.attributes += slug.len();
        }
    }

    fn task(&mut self, checked: bool) {
        let item = self.items.last().copied().flatten();
        if let Some(Step::Open(element)) = item.and_then(|at| self.fragment.steps.get_mut(at)) {
            *element = Element::TaskItem { checked };
        }
    }

    fn mention(&mut self, label: &CowStr<'_>) {
        if !self.is_in_text() {
            return self.text(&format!("[^{label}]"));
        }
        let at = *self.footnote_numbers.entry(label.to_string()).or_insert(self.footnotes.len());
        if at == self.footnotes.len() {
            self.footnotes.push((label.to_string(), 0));
        }
        let Some((_, mentions)) = self.footnotes.get_mut(at) else { return };
        *mentions += 1;
        let (number, mention) = (at as u32 + 1, *mentions);
        let opened = self.element(Element::FootnoteReference { number, mention });
        self.separate_blocks();
        self.push(&number.to_string());
        self.end_elements(usize::from(opened));
    }
}

/// What must not act is shown instead: the characters that override, embed or isolate a direction, by
/// which text could look like other text (CVE-2021-42574), and two that HTML cannot hold: a parser
/// drops zeros, and makes newlines of carriage returns.
fn visible(text: &str) -> Cow<'_, str> {
    let acts = |c: char| matches!(c, '\0' | '\r' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(acts) { text.replace(acts, "\u{fffd}").into() } else { text.into() }
}

fn simple_element(tag: &Tag<'_>) -> Option<Element> {
    Some(match tag {
        Tag::Paragraph | Tag::HtmlBlock => Element::Paragraph,
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
