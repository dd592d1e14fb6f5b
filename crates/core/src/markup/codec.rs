//! The steps of a fragment as bytes, as they lie in the block.
//!
//! One byte names the step, its values follow: numbers as varints, strings with their length, text
//! as the gap since the last text and its length, that of an image too. Reading checks everything again, URLs included:
//! a damaged or foreign block must not be able to say what a case could not.

use std::ops::Range;

use super::{Alert, Align, Element, Fragment, ImageSize, ImageUrl, Step, Target, TokenKind, Url};
use crate::bytes::{Cursor, Malformed, put_string, put_varint};

/// Deepest nesting of elements, for writers that recurse and for DOMs that slow down.
pub const MAX_DEPTH: usize = 64;

mod op {
    pub(super) const CLOSE: u8 = 0;
    pub(super) const TEXT: u8 = 1;
    pub(super) const PARAGRAPH: u8 = 2;
    pub(super) const HEADING: u8 = 3;
    pub(super) const BLOCK_QUOTE: u8 = 4;
    pub(super) const ALERT: u8 = 5;
    pub(super) const CODE_BLOCK: u8 = 6;
    pub(super) const CODE: u8 = 7;
    pub(super) const BULLET_LIST: u8 = 8;
    pub(super) const ORDERED_LIST: u8 = 9;
    pub(super) const ITEM: u8 = 10;
    pub(super) const TASK_ITEM: u8 = 11;
    pub(super) const EMPHASIS: u8 = 12;
    pub(super) const STRONG: u8 = 13;
    pub(super) const STRIKETHROUGH: u8 = 14;
    pub(super) const TABLE: u8 = 15;
    pub(super) const TABLE_HEAD: u8 = 16;
    pub(super) const TABLE_BODY: u8 = 17;
    pub(super) const TABLE_ROW: u8 = 18;
    pub(super) const TABLE_CELL: u8 = 19;
    pub(super) const LINK_EXTERNAL: u8 = 20;
    pub(super) const LINK_CASE: u8 = 21;
    pub(super) const LINK_ANCHOR: u8 = 22;
    pub(super) const IMAGE: u8 = 23;
    pub(super) const FOOTNOTE_REFERENCE: u8 = 24;
    pub(super) const FOOTNOTES: u8 = 25;
    pub(super) const FOOTNOTE: u8 = 26;
    pub(super) const RULE: u8 = 27;
    pub(super) const LINE_BREAK: u8 = 28;
    /// And up: one for each kind, in the order of their numbers.
    pub(super) const TOKEN: u8 = 64;
}

const ALERTS: [Alert; 5] = [Alert::Note, Alert::Tip, Alert::Important, Alert::Warning, Alert::Caution];
const ALIGNS: [Align; 4] = [Align::None, Align::Left, Align::Center, Align::Right];

/// Writes `steps`; [`decode`] reads them.
#[must_use]
pub fn encode(steps: &[Step]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut text_end = 0;
    for step in steps {
        match step {
            Step::Close => out.push(op::CLOSE),
            Step::Text(range) => {
                out.push(op::TEXT);
                put_text(&mut out, range, &mut text_end);
            }
            Step::Open(element) => encode_element(&mut out, element, &mut text_end),
        }
    }
    out
}

/// Writes a range of the text, which begins at or behind `text_end`.
fn put_text(out: &mut Vec<u8>, range: &Range<usize>, text_end: &mut usize) {
    put_varint(out, (range.start - *text_end) as u32);
    put_varint(out, range.len() as u32);
    *text_end = range.end;
}

fn encode_element(out: &mut Vec<u8>, element: &Element, text_end: &mut usize) {
    match element {
        Element::Paragraph => out.push(op::PARAGRAPH),
        Element::Heading { level, slug } => {
            out.extend([op::HEADING, *level]);
            put_string(out, slug);
        }
        Element::BlockQuote => out.push(op::BLOCK_QUOTE),
        Element::Alert(alert) => out.extend([op::ALERT, *alert as u8]),
        Element::CodeBlock { lang } => {
            out.push(op::CODE_BLOCK);
            put_string(out, lang);
        }
        Element::Token(kind) => out.push(op::TOKEN + *kind as u8),
        Element::Code => out.push(op::CODE),
        Element::BulletList => out.push(op::BULLET_LIST),
        Element::OrderedList { start } => {
            out.push(op::ORDERED_LIST);
            put_varint(out, u32::try_from(*start).unwrap_or(u32::MAX));
        }
        Element::Item => out.push(op::ITEM),
        Element::TaskItem { checked } => out.extend([op::TASK_ITEM, u8::from(*checked)]),
        Element::Emphasis => out.push(op::EMPHASIS),
        Element::Strong => out.push(op::STRONG),
        Element::Strikethrough => out.push(op::STRIKETHROUGH),
        Element::Table => out.push(op::TABLE),
        Element::TableHead => out.push(op::TABLE_HEAD),
        Element::TableBody => out.push(op::TABLE_BODY),
        Element::TableRow => out.push(op::TABLE_ROW),
        Element::TableCell { head, align } => out.extend([op::TABLE_CELL, u8::from(*head), *align as u8]),
        Element::Link { target, title } => encode_link(out, target, title),
        Element::Image { source, size, alt } => {
            out.push(op::IMAGE);
            put_string(out, source.as_str());
            put_varint(out, size.map_or(0, ImageSize::width));
            put_varint(out, size.map_or(0, ImageSize::height));
            put_text(out, alt, text_end);
        }
        Element::FootnoteReference { number, mention } => {
            out.push(op::FOOTNOTE_REFERENCE);
            put_varint(out, *number);
            put_varint(out, *mention);
        }
        Element::Footnotes => out.push(op::FOOTNOTES),
        Element::Footnote { number } => {
            out.push(op::FOOTNOTE);
            put_varint(out, *number);
        }
        Element::Rule => out.push(op::RULE),
        Element::LineBreak => out.push(op::LINE_BREAK),
    }
}

fn encode_link(out: &mut Vec<u8>, target: &Target, title: &str) {
    match target {
        Target::External(url) => {
            out.push(op::LINK_EXTERNAL);
            put_string(out, url.as_str());
        }
        Target::Case { id, anchor } => {
            out.push(op::LINK_CASE);
            put_string(out, id);
            put_string(out, anchor.as_deref().unwrap_or(""));
        }
        Target::Anchor(slug) => {
            out.push(op::LINK_ANCHOR);
            put_string(out, slug);
        }
    }
    put_string(out, title);
}

/// Reads what [`encode`] wrote; `text` is the fragment's text, of which the result keeps a copy.
///
/// # Errors
/// [`Malformed`] when the bytes are not a balanced tree no deeper than [`MAX_DEPTH`] over
/// ascending ranges of `text`, or name an element or URL that may not exist, or not there.
pub fn decode(bytes: &[u8], text: &str) -> Result<Fragment, Malformed> {
    let mut cursor = Cursor::new(bytes);
    let mut steps = Vec::new();
    let mut text_end = 0_usize;
    // The steps that opened what is open.
    let mut open: Vec<usize> = Vec::new();
    while !cursor.is_empty() {
        match cursor.byte()? {
            op::CLOSE => {
                open.pop().ok_or(Malformed)?;
                steps.push(Step::Close);
            }
            op::TEXT => {
                steps.push(Step::Text(text_range(&mut cursor, text, &mut text_end)?));
            }
            code => {
                let element = decode_element(code, &mut cursor, text, &mut text_end)?;
                if open.len() == MAX_DEPTH || !fits(&element, open.last().and_then(|at| steps.get(*at))) {
                    return Err(Malformed);
                }
                open.push(steps.len());
                steps.push(Step::Open(element));
            }
        }
    }
    if open.is_empty() { Ok(Fragment { text: text.to_owned(), steps }) } else { Err(Malformed) }
}

/// Whether `element` may stand right in what the step `parent` opened: tokens are parts of code blocks,
/// and have no parts.
fn fits(element: &Element, parent: Option<&Step>) -> bool {
    match (element, parent) {
        (_, Some(Step::Open(Element::Token(_)))) => false,
        (Element::Token(_), parent) => matches!(parent, Some(Step::Open(Element::CodeBlock { .. }))),
        _ => true,
    }
}

/// The next range of `text`, behind `text_end`.
fn text_range(cursor: &mut Cursor, text: &str, text_end: &mut usize) -> Result<Range<usize>, Malformed> {
    let start = text_end.checked_add(cursor.varint()? as usize).ok_or(Malformed)?;
    let end = start.checked_add(cursor.varint()? as usize).ok_or(Malformed)?;
    text.get(start..end).ok_or(Malformed)?;
    *text_end = end;
    Ok(start..end)
}

fn image_size(cursor: &mut Cursor) -> Result<Option<ImageSize>, Malformed> {
    match (cursor.varint()?, cursor.varint()?) {
        (0, 0) => Ok(None),
        (width, height) => ImageSize::new(width, height).map(Some).ok_or(Malformed),
    }
}

fn decode_element(
    code: u8,
    cursor: &mut Cursor,
    text: &str,
    text_end: &mut usize,
) -> Result<Element, Malformed> {
    Ok(match code {
        op::PARAGRAPH => Element::Paragraph,
        op::HEADING => match cursor.byte()? {
            level @ 1..=6 => Element::Heading { level, slug: name(cursor)? },
            _ => return Err(Malformed),
        },
        op::BLOCK_QUOTE => Element::BlockQuote,
        op::ALERT => Element::Alert(*ALERTS.get(usize::from(cursor.byte()?)).ok_or(Malformed)?),
        op::CODE_BLOCK => Element::CodeBlock { lang: code_language(cursor.string()?) },
        op::CODE => Element::Code,
        op::BULLET_LIST => Element::BulletList,
        op::ORDERED_LIST => Element::OrderedList { start: u64::from(cursor.varint()?) },
        op::ITEM => Element::Item,
        op::TASK_ITEM => Element::TaskItem { checked: cursor.byte()? != 0 },
        op::EMPHASIS => Element::Emphasis,
        op::STRONG => Element::Strong,
        op::STRIKETHROUGH => Element::Strikethrough,
        op::TABLE => Element::Table,
        op::TABLE_HEAD => Element::TableHead,
        op::TABLE_BODY => Element::TableBody,
        op::TABLE_ROW => Element::TableRow,
        op::TABLE_CELL => Element::TableCell {
            head: cursor.byte()? != 0,
            align: *ALIGNS.get(usize::from(cursor.byte()?)).ok_or(Malformed)?,
        },
        op::LINK_EXTERNAL | op::LINK_CASE | op::LINK_ANCHOR => {
            Element::Link { target: decode_target(code, cursor)?, title: cursor.string()?.to_owned() }
        }
        op::IMAGE => Element::Image {
            source: ImageUrl::new(cursor.string()?).ok_or(Malformed)?,
            size: image_size(cursor)?,
            alt: text_range(cursor, text, text_end)?,
        },
        op::FOOTNOTE_REFERENCE => {
            Element::FootnoteReference { number: cursor.varint()?, mention: cursor.varint()? }
        }
        op::FOOTNOTES => Element::Footnotes,
        op::FOOTNOTE => Element::Footnote { number: cursor.varint()? },
        op::RULE => Element::Rule,
        op::LINE_BREAK => Element::LineBreak,
        op::TOKEN.. => Element::Token(*TokenKind::ALL.get(usize::from(code - op::TOKEN)).ok_or(Malformed)?),
        _ => return Err(Malformed),
    })
}

fn decode_target(code: u8, cursor: &mut Cursor) -> Result<Target, Malformed> {
    Ok(match code {
        op::LINK_EXTERNAL => Target::External(Url::new(cursor.string()?).ok_or(Malformed)?),
        op::LINK_CASE => {
            let id = name(cursor)?;
            let anchor = cursor.string()?;
            Target::Case { id, anchor: (!anchor.is_empty()).then(|| super::slug(anchor)) }
        }
        _ => Target::Anchor(name(cursor)?),
    })
}

/// A name that goes into an `id` or a link: letters, digits and `-`.
fn name(cursor: &mut Cursor) -> Result<String, Malformed> {
    let name = cursor.string()?;
    let fit = |c: char| c.is_alphanumeric() || c == '-';
    if name.is_empty() || !name.chars().all(fit) { Err(Malformed) } else { Ok(name.to_owned()) }
}

/// What of a code block's info string may become a class.
#[must_use]
pub fn code_language(info: &str) -> String {
    let word = info.split([' ', '\t', ',', '{']).next().unwrap_or("");
    let fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '.' | '_' | '-');
    if word.len() <= 32 && word.chars().all(fit) { word.to_ascii_lowercase() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::{Element, Malformed, Step, TokenKind, decode, encode, op};

    fn decoded(elements: &[Element]) -> Result<Vec<Step>, Malformed> {
        let mut steps: Vec<Step> = elements.iter().cloned().map(Step::Open).collect();
        steps.push(Step::Text(0..1));
        steps.extend(elements.iter().map(|_| Step::Close));
        decode(&encode(&steps), "a").map(|fragment| {
            assert_eq!(fragment.steps, steps);
            fragment.steps
        })
    }

    #[test]
    fn tokens_are_parts_of_code_blocks_without_parts() {
        let code = || Element::CodeBlock { lang: "sh".to_owned() };
        for kind in TokenKind::ALL {
            assert!(decoded(&[code(), Element::Token(kind)]).is_ok(), "{kind:?}");
        }
        let token = || Element::Token(TokenKind::Key);
        for wrong in [
            vec![token()],
            vec![Element::Paragraph, token()],
            vec![Element::Code, token()],
            vec![code(), Element::Code, token()],
            vec![code(), token(), token()],
            vec![code(), token(), Element::Strong],
        ] {
            assert!(decoded(&wrong).is_err(), "{wrong:?}");
        }
        let after_the_last =
            [op::CODE_BLOCK, 0, op::TOKEN + TokenKind::ALL.len() as u8, op::CLOSE, op::CLOSE];
        assert!(decode(&after_the_last, "").is_err());
    }
}
