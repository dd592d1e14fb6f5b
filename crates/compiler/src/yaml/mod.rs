//! YAML as a tree in which everything knows its place.
//!
//! Scalars keep their text as it is written: `6443` is the text `6443`, `no` is the text `no`. What
//! a value has to be, its reader decides. Anchors, aliases, tags and several documents are refused:
//! a case needs none of them, and they make a place in the tree differ from the place in the file.

mod explain;
mod fields;

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

pub(crate) use explain::explain;
pub(crate) use fields::{Fields, Shape, text};

/// Deepest nesting; front matter needs two levels.
const MAX_DEPTH: usize = 16;

/// A value and its place, a byte range of the source text.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

#[derive(Debug)]
pub(crate) enum Value {
    Scalar(Scalar),
    List(Vec<Node>),
    Map(Vec<Entry>),
    /// Something that is not supported, which has been reported.
    Unread,
}

/// A key and its value, in the order of the file; a key may come twice.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: Scalar,
    pub(crate) value: Node,
}

/// A scalar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
    /// The quotation mark around it, if any; `|` for block scalars.
    quote: Option<char>,
}

/// What is wrong with the text as YAML.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) span: Range<usize>,
    pub(crate) kind: ProblemKind,
}

#[derive(Debug)]
pub(crate) enum ProblemKind {
    /// In the words of the parser.
    Syntax(String),
    /// A line of the top level that is not `key: value`.
    NoKey,
    /// The name of what is not taken.
    Unsupported(&'static str),
}

/// The tree of a text, as far as it could be read.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) root: Option<Node>,
    pub(crate) problems: Vec<Problem>,
    /// Top-level keys that are there, but whose values could not be read.
    pub(crate) unread: Vec<String>,
}

/// Reads the part `range` of `text`. If it is not YAML as a whole, its top-level keys are read one
/// by one, so that a slip in one value does not hide the others.
pub(crate) fn read(text: &str, range: &Range<usize>) -> Document {
    let whole = parse(text, range);
    if whole.problems.is_empty() || whole.root.is_some() {
        return whole;
    }
    let chunks = top_level(text, range);
    if chunks.len() < 2 {
        return whole;
    }
    let mut entries = Vec::new();
    let (mut problems, mut unread) = (Vec::new(), Vec::new());
    for chunk in chunks {
        let part = parse(text, &chunk);
        if part.root.is_none() {
            let line = text.get(chunk.clone()).unwrap_or("").lines().next().unwrap_or("");
            unread.extend(line.split_once(':').map(|(key, _)| key.trim().to_owned()));
        }
        problems.extend(part.problems.into_iter().map(|problem| within(problem, &chunk, text)));
        match part.root {
            Some(Node { value: Value::Map(found), .. }) => entries.extend(found),
            Some(Node { span, .. }) => problems.push(Problem { span, kind: ProblemKind::NoKey }),
            None => {}
        }
    }
    if problems.is_empty() {
        return whole;
    }
    Document { root: Some(Node { span: range.clone(), value: Value::Map(entries) }), problems, unread }
}

/// The parts of `range` that begin with a line that is neither indented nor a comment.
fn top_level(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut at = range.start;
    for line in text.get(range.clone()).unwrap_or("").split_inclusive('\n') {
        if line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\'')) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([range.end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// A mistake that shows only where the chunk ends is one of its first line.
fn within(mut problem: Problem, chunk: &Range<usize>, text: &str) -> Problem {
    let rest = text.get(problem.span.start..chunk.end).unwrap_or("");
    if rest.trim().is_empty() {
        let line = text.get(chunk.clone()).unwrap_or("").lines().next().unwrap_or("");
        problem.span = chunk.start..chunk.start + line.trim_end().len();
    }
    problem
}

fn parse(text: &str, range: &Range<usize>) -> Document {
    let part = text.get(range.clone()).unwrap_or("");
    let mut builder = Builder::new(part, range.start);
    for event in Parser::new_from_str(part) {
        match event {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                let at = builder.offset(error.marker().index());
                // An unknown alias is an alias all the same.
                let kind = if error.info().contains("unknown anchor") {
                    ProblemKind::Unsupported("an alias (`*`)")
                } else {
                    ProblemKind::Syntax(error.info().to_owned())
                };
                builder.document.problems.push(Problem { span: at..at, kind });
                break;
            }
        }
        if builder.stopped {
            break;
        }
    }
    builder.document
}

enum Frame {
    List(usize, Vec<Node>),
    Map(usize, Vec<Entry>, Option<Scalar>),
    /// A mapping or list that stands as a key: read over.
    Key(usize),
}

struct Builder {
    /// Byte offset in the source text of every character of the part, and of its end.
    offsets: Vec<usize>,
    frames: Vec<Frame>,
    document: Document,
    documents: usize,
    stopped: bool,
}

impl Builder {
    fn new(part: &str, base: usize) -> Self {
        let offsets = part.char_indices().map(|(at, _)| at).chain([part.len()]).map(|at| at + base).collect();
        Self { offsets, frames: Vec::new(), document: Document::default(), documents: 0, stopped: false }
    }

    /// The parser counts characters.
    fn offset(&self, index: usize) -> usize {
        let last = self.offsets.last().copied().unwrap_or(0);
        self.offsets.get(index).copied().unwrap_or(last)
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        let span = self.offset(span.start.index())..self.offset(span.end.index());
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.refuse(span, "a second document");
                    self.stopped = true;
                }
            }
            Event::Alias(_) => {
                self.refuse(span.clone(), "an alias (`*`)");
                self.value(Node { span, value: Value::Unread });
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(&span, anchor, tag.is_some());
                self.scalar(&text, style, span);
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_extras(&span, anchor, tag.is_some());
                self.open(Frame::List(span.start, Vec::new()), span);
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_extras(&span, anchor, tag.is_some());
                self.open(Frame::Map(span.start, Vec::new(), None), span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
    }

    fn refuse(&mut self, span: Range<usize>, what: &'static str) {
        self.document.problems.push(Problem { span, kind: ProblemKind::Unsupported(what) });
    }

    fn refuse_extras(&mut self, span: &Range<usize>, anchor: usize, tagged: bool) {
        if anchor != 0 {
            self.refuse(span.clone(), "an anchor (`&`)");
        }
        if tagged {
            self.refuse(span.clone(), "a tag (`!`)");
        }
    }

    fn open(&mut self, frame: Frame, span: Range<usize>) {
        if self.frames.len() >= MAX_DEPTH {
            self.refuse(span, "nesting this deep");
            self.stopped = true;
        } else if matches!(self.frames.last(), Some(Frame::Map(_, _, None))) {
            self.refuse(span, "a list or mapping as a key");
            self.frames.push(Frame::Key(0));
        } else if let Some(Frame::Key(depth)) = self.frames.last_mut() {
            *depth += 1;
        } else {
            self.frames.push(frame);
        }
    }

    fn close(&mut self, end: usize) {
        match self.frames.pop() {
            Some(Frame::List(start, items)) => {
                self.value(Node { span: start..end.max(start), value: Value::List(items) });
            }
            Some(Frame::Map(start, entries, _)) => {
                self.value(Node { span: start..end.max(start), value: Value::Map(entries) });
            }
            Some(Frame::Key(0)) => {
                self.value(Node::empty(end..end));
            }
            Some(Frame::Key(depth)) => self.frames.push(Frame::Key(depth - 1)),
            None => {}
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Range<usize>) {
        let quote = match style {
            ScalarStyle::Plain => None,
            ScalarStyle::SingleQuoted => Some('\''),
            ScalarStyle::DoubleQuoted => Some('"'),
            ScalarStyle::Literal | ScalarStyle::Folded => Some('|'),
        };
        let null = quote.is_none() && matches!(text, "~" | "null" | "Null" | "NULL");
        let text = if null { String::new() } else { text.to_owned() };
        let value = Value::Scalar(Scalar { text, span: span.clone(), quote });
        self.value(Node { span, value });
    }

    fn value(&mut self, node: Node) {
        match self.frames.last_mut() {
            Some(Frame::List(_, items)) => items.push(node),
            Some(Frame::Map(_, entries, key)) => match (key.take(), node) {
                (Some(key), value) => entries.push(Entry { key, value }),
                (None, Node { value: Value::Scalar(text), .. }) => *key = Some(text),
                (None, _) => {}
            },
            Some(Frame::Key(_)) => {}
            None => self.document.root = Some(node),
        }
    }
}

impl Node {
    fn empty(span: Range<usize>) -> Self {
        let text = Scalar { text: String::new(), span: span.clone(), quote: None };
        Self { span, value: Value::Scalar(text) }
    }
}

impl Scalar {
    /// Where the part `range` of the value lies in the source text `source`. Values over several
    /// lines, whose line breaks YAML changes, are given as a whole.
    pub(crate) fn place(&self, range: &Range<usize>, source: &str) -> Range<usize> {
        let raw = source.get(self.span.clone()).unwrap_or("");
        if raw.contains('\n') || self.quote == Some('|') {
            return self.span.clone();
        }
        let mut place = self.span.end..self.span.end;
        let mut value_at = 0;
        for (raw_at, value_length) in self.characters(raw) {
            let at = self.span.start + raw_at;
            if value_at <= range.start {
                place.start = at;
            }
            if value_at <= range.end {
                place.end = at;
            }
            value_at += value_length;
        }
        place.start..place.end.max(place.start)
    }

    /// For each character of the value, and for its end: where in `raw` it is written, and its
    /// length in the value.
    fn characters(&self, raw: &str) -> Vec<(usize, usize)> {
        let inner = if self.quote.is_some() { 1..raw.len().saturating_sub(1) } else { 0..raw.len() };
        let mut value = self.text.chars();
        let mut at = inner.start;
        let mut characters = Vec::new();
        while at < inner.end {
            let rest = raw.get(at..inner.end).unwrap_or("");
            characters.push((at, value.next().map_or(0, char::len_utf8)));
            at += self.written_length(rest).max(1);
        }
        characters.push((inner.end, 0));
        characters
    }

    /// How many bytes the first character of `rest` is written with.
    fn written_length(&self, rest: &str) -> usize {
        let first = rest.chars().next().map_or(0, char::len_utf8);
        match (self.quote, rest.as_bytes()) {
            (Some('\''), [b'\'', b'\'', ..]) => 2,
            (Some('"'), [b'\\', escape, ..]) => match escape {
                b'x' => 4,
                b'u' => 6,
                b'U' => 10,
                _ => 2,
            },
            _ => first,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, ProblemKind, Value, read};

    fn entries(text: &str) -> Vec<(String, String)> {
        let document = read(text, &(0..text.len()));
        let Some(Node { value: Value::Map(entries), .. }) = document.root else { return Vec::new() };
        let shown = |node: &Node| text.get(node.span.clone()).unwrap_or("?").trim_end().to_owned();
        entries.iter().map(|entry| (entry.key.text.clone(), shown(&entry.value))).collect()
    }

    #[test]
    fn places_are_bytes_after_wide_characters() {
        let text = "标题: 证书 过期 # 注释\ntags: [证书, 'it''s']\nlist:\n  - 一\n  - 二\n空:\n";
        let expected =
            [("标题", "证书 过期"), ("tags", "[证书, 'it''s']"), ("list", "- 一\n  - 二"), ("空", "")];
        assert_eq!(entries(text), expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_slip_in_one_value_leaves_the_others() {
        let text = "a: 1\nb: [x, y\nc: 3\nd: p: q\ne: 5\n";
        let document = read(text, &(0..text.len()));
        let keys: Vec<_> = entries(text).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["a", "c", "e"]);
        assert_eq!(document.problems.len(), 2);
    }

    #[test]
    fn what_is_written_in_quotes_has_its_place() {
        let text = r#"{ a: 'it''s x', b: "\u4e2d\"x", c: 中x }"#;
        let Some(Node { value: Value::Map(entries), .. }) = read(text, &(0..text.len())).root else {
            panic!()
        };
        for entry in entries {
            let Value::Scalar(value) = entry.value.value else { panic!() };
            let at = value.text.find('x').unwrap();
            let place = value.place(&(at..at + 1), text);
            assert_eq!(text.get(place), Some("x"), "{value:?}");
        }
    }

    #[test]
    fn what_is_not_taken_is_named() {
        for text in ["a: &x b\n", "a: *x\n", "a: !!str b\n", "? [a]\n: b\n", "a: 1\n---\nb: 2\n"] {
            let document = read(text, &(0..text.len()));
            let [problem] = document.problems.as_slice() else { panic!("{text}: {document:?}") };
            assert!(matches!(problem.kind, ProblemKind::Unsupported(_)), "{text}: {problem:?}");
        }
        let deep = "[".repeat(40);
        assert!(!read(&deep, &(0..deep.len())).problems.is_empty());
    }
}
