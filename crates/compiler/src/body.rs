//! The text of a case as the checks need it: one walk over the Markdown, facts with their places.

use std::ops::Range;

use casebook_core::markup::codec::MAX_DEPTH;
use casebook_core::markup::containers::bounded;
use casebook_core::markup::language::SHELLS;
use casebook_core::markup::markdown::events;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

/// What is in the text of a case. All places are byte ranges of the file's text.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub(crate) headings: Vec<Heading>,
    /// The first block before the first section.
    pub(crate) preamble: Option<Range<usize>>,
    pub(crate) code_blocks: Vec<CodeBlock>,
    /// What the case quotes: inline code, and every line of its code blocks.
    pub(crate) quotes: Vec<Quote>,
    pub(crate) links: Vec<Link>,
    pub(crate) images: Vec<Image>,
    pub(crate) html: Vec<Range<usize>>,
    /// Inline code and code blocks.
    pub(crate) code: Vec<Range<usize>>,
    /// Where nesting first exceeds what the engine renders.
    pub(crate) too_deep: Option<Range<usize>>,
}

#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) level: u8,
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
    /// Whether it stands in no list or quotation: only then it can begin a section.
    pub(crate) top: bool,
    /// Whether anything but headings and hints follows before the next section.
    pub(crate) filled: bool,
    /// Where hints of the template stand before the next section.
    pub(crate) hints: Vec<Range<usize>>,
}

#[derive(Debug)]
pub(crate) struct CodeBlock {
    /// First word of the info string, lower case; empty if there is none.
    pub(crate) lang: String,
    pub(crate) span: Range<usize>,
    /// Its lines and their places.
    pub(crate) lines: Vec<(String, Range<usize>)>,
    /// Whether a `WARNING` or `CAUTION` alert is the block before it.
    pub(crate) warned: bool,
}

#[derive(Debug)]
pub(crate) struct Quote {
    pub(crate) text: String,
    /// Number of the paragraph, list item or table row around it; see [`Link::block`].
    pub(crate) block: usize,
    pub(crate) in_commands: bool,
}

#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) destination: String,
    pub(crate) span: Range<usize>,
    pub(crate) block: usize,
}

#[derive(Debug)]
pub(crate) struct Image {
    pub(crate) destination: String,
    /// The text in its stead.
    pub(crate) alt: String,
    pub(crate) span: Range<usize>,
}

/// Begins a quotation that tells an author what to write in its place.
pub(crate) const HINT: &str = "[!TODO]";

/// Walks `text` from `range.start` to `range.end`.
pub(crate) fn read(text: &str, range: &Range<usize>) -> Body {
    let mut walker = Walker { frames: vec![Frame::default()], ..Walker::default() };
    let markdown = bounded(text.get(range.clone()).unwrap_or(""));
    for (event, span) in events(&markdown) {
        let span = span.start + range.start..span.end + range.start;
        let is_quotation = matches!(event, Event::Start(Tag::BlockQuote(_)));
        // Each of a thousand quotations in one another would be looked through to the same words.
        if is_quotation && walker.body.too_deep.is_none() && is_hint(text, &span) {
            walker.hint(&span);
        }
        walker.event(&event, &span);
    }
    walker.body
}

fn is_hint(text: &str, span: &Range<usize>) -> bool {
    let quotation = text.get(span.clone()).unwrap_or("");
    let first = quotation.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    first.get(..HINT.len()).is_some_and(|start| start.eq_ignore_ascii_case(HINT))
}

/// An open block.
#[derive(Default)]
struct Frame {
    /// Whether the last block in it was a `WARNING` or `CAUTION` alert.
    after_alert: bool,
    /// What [`Quote::block`] and [`Link::block`] are inside of it.
    block: usize,
}

#[derive(Default)]
struct Walker {
    body: Body,
    frames: Vec<Frame>,
    blocks: usize,
    /// Elements of the engine's tree that are open; never fewer than there really are.
    depth: usize,
    in_heading: bool,
    in_code: bool,
    in_html: bool,
    /// The images that are open: positions in [`Body::images`].
    in_images: Vec<usize>,
    /// How many frames are open around the hint that is being read.
    hint_in: Option<usize>,
    /// The heading of the section that is being read: a position in [`Body::headings`].
    section: Option<usize>,
}

impl Walker {
    fn hint(&mut self, span: &Range<usize>) {
        if self.hint_in.is_none() {
            self.hint_in = Some(self.frames.len());
            if let Some(section) = self.section() {
                section.hints.push(span.clone());
            }
        }
    }

    fn event(&mut self, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) if self.in_code => self.code_text(text, span),
            Event::Text(text) => self.inline(text),
            Event::Code(code) => {
                self.inline(code);
                self.deepen(1, span);
                self.depth -= 1;
                let quote = Quote { text: code.to_string(), block: self.block(), in_commands: false };
                self.body.quotes.push(quote);
                self.body.code.push(span.clone());
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.inline(html);
                if !self.in_html {
                    self.body.html.push(span.clone());
                }
            }
            Event::Rule => {
                self.begin_block(span, false);
                self.fill();
            }
            Event::FootnoteReference(_) => self.inline("1"),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: &Range<usize>) {
        self.deepen(levels(tag), span);
        match tag {
            Tag::Link { dest_url, .. } => {
                let link = self.link(dest_url, span);
                self.body.links.push(link);
            }
            Tag::Image { dest_url, .. } => {
                self.fill();
                self.in_images.push(self.body.images.len());
                let (destination, alt) = (dest_url.to_string(), String::new());
                self.body.images.push(Image { destination, alt, span: span.clone() });
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            _ => self.start_block(tag, span),
        }
    }

    fn link(&self, destination: &str, span: &Range<usize>) -> Link {
        Link { destination: destination.to_owned(), span: span.clone(), block: self.block() }
    }

    fn start_block(&mut self, tag: &Tag<'_>, span: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.in_heading = true;
                let (level, top) = (*level as u8, self.frames.len() == 1);
                let (text, span, hints) = (String::new(), span.clone(), Vec::new());
                if top && level <= 2 {
                    self.section = Some(self.body.headings.len());
                }
                self.body.headings.push(Heading { level, text, span, top, filled: false, hints });
            }
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                self.fill();
                self.body.code.push(span.clone());
                let warned = self.frames.last().is_some_and(|frame| frame.after_alert);
                let (lang, lines) = (language(kind), Vec::new());
                self.body.code_blocks.push(CodeBlock { lang, span: span.clone(), lines, warned });
            }
            Tag::HtmlBlock => {
                self.in_html = true;
                self.body.html.push(span.clone());
            }
            _ => {}
        }
        let is_alert =
            matches!(tag, Tag::BlockQuote(Some(BlockQuoteKind::Warning | BlockQuoteKind::Caution)));
        self.begin_block(span, is_alert);
        // These hold lines of their own; what else there is only groups them.
        let own =
            matches!(tag, Tag::Paragraph | Tag::Item | Tag::TableRow | Tag::TableHead | Tag::Heading { .. });
        let block = if own { self.blocks } else { self.block() };
        self.frames.push(Frame { after_alert: false, block });
    }

    fn end(&mut self, tag: TagEnd) {
        self.depth = self.depth.saturating_sub(levels_of_end(tag));
        match tag {
            TagEnd::Image => {
                self.in_images.pop();
                return;
            }
            TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => return,
            TagEnd::Heading(_) => self.in_heading = false,
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.in_html = false,
            _ => {}
        }
        if self.frames.len() > 1 {
            self.frames.pop();
        }
        if self.hint_in == Some(self.frames.len()) {
            self.hint_in = None;
        }
    }

    /// Notes that a block begins at `span`, inside the innermost open one.
    fn begin_block(&mut self, span: &Range<usize>, is_alert: bool) {
        self.blocks += 1;
        let top = self.frames.len() == 1;
        if let Some(frame) = self.frames.last_mut() {
            frame.after_alert = is_alert;
        }
        if top && self.body.preamble.is_none() && self.section.is_none() {
            self.body.preamble = Some(span.clone());
        }
    }

    fn block(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.block)
    }

    fn deepen(&mut self, levels: usize, span: &Range<usize>) {
        self.depth += levels;
        if self.depth > MAX_DEPTH && self.body.too_deep.is_none() {
            self.body.too_deep = Some(span.clone());
        }
    }

    /// Text that is part of a line: in a tight list item there is no paragraph around it.
    fn inline(&mut self, text: &str) {
        if let Some(frame) = self.frames.last_mut() {
            frame.after_alert = false;
        }
        // Of images in one another the innermost are described; the engine shows none of them.
        for at in self.in_images.iter().rev().take(MAX_DEPTH) {
            if let Some(image) = self.body.images.get_mut(*at) {
                image.alt.push_str(text);
            }
        }
        if self.in_heading {
            if let Some(heading) = self.body.headings.last_mut() {
                heading.text.push_str(text);
            }
        } else if !text.trim().is_empty() {
            self.fill();
        }
    }

    /// The section that is being read has content.
    fn fill(&mut self) {
        let is_content = !self.in_heading && self.hint_in.is_none();
        if let Some(section) = self.section().filter(|_| is_content) {
            section.filled = true;
        }
    }

    /// The heading of the section that is being read.
    fn section(&mut self) -> Option<&mut Heading> {
        self.section.and_then(|at| self.body.headings.get_mut(at))
    }

    /// One event may hold several lines; a line may come in several events.
    fn code_text(&mut self, text: &str, span: &Range<usize>) {
        let Some(block) = self.body.code_blocks.last_mut() else { return };
        let mut at = span.start;
        for piece in text.split_inclusive('\n') {
            let line = piece.strip_suffix('\n').unwrap_or(piece);
            let place = at..(at + line.len()).min(span.end).max(at);
            match block.lines.last_mut() {
                Some((last, range)) if !last.ends_with('\n') => {
                    last.push_str(piece);
                    range.end = place.end;
                }
                _ => block.lines.push((piece.to_owned(), place)),
            }
            at += piece.len();
        }
    }

    fn end_code(&mut self) {
        self.in_code = false;
        let block = self.block();
        let Some(code) = self.body.code_blocks.last_mut() else { return };
        for (line, _) in &mut code.lines {
            line.truncate(line.trim_end_matches('\n').len());
        }
        let in_commands = SHELLS.contains(&code.lang.as_str());
        let lines = code.lines.iter().filter(|(line, _)| !line.trim().is_empty());
        self.body.quotes.extend(lines.map(|(line, _)| Quote { text: line.clone(), block, in_commands }));
    }
}

/// How many elements of the engine's tree a tag opens at most.
fn levels(tag: &Tag<'_>) -> usize {
    match tag {
        Tag::TableHead | Tag::TableRow | Tag::FootnoteDefinition(_) => 2,
        Tag::HtmlBlock | Tag::MetadataBlock(_) => 0,
        _ => 1,
    }
}

fn levels_of_end(tag: TagEnd) -> usize {
    match tag {
        TagEnd::TableHead | TagEnd::TableRow | TagEnd::FootnoteDefinition => 2,
        TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => 0,
        _ => 1,
    }
}

fn language(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t']).next().unwrap_or("").to_lowercase(),
        CodeBlockKind::Indented => String::new(),
    }
}
