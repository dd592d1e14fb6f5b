//! Collecting diagnostics of one file.

use std::ops::Range;

use casebook_core::text::is_wide;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// At most so many diagnostics of one code in one file; the last says how many more there are.
const MOST_OF_ONE_CODE: usize = 20;

/// What was found in one file.
pub(crate) struct Findings<'s> {
    pub(crate) source: &'s Source<'s>,
    list: Vec<Diagnostic>,
}

impl<'s> Findings<'s> {
    pub(crate) fn new(source: &'s Source<'s>) -> Self {
        Self { source, list: Vec::new() }
    }

    /// Adds a finding at `span`; what it is about follows by the methods of [`Note`].
    pub(crate) fn add(&mut self, code: Code, span: &Range<usize>, message: impl Into<String>) -> Note<'_> {
        let (line, column) = self.source.position(span.start);
        self.list.push(Diagnostic {
            code,
            file: self.source.path.to_owned(),
            line,
            column,
            span: self.source.in_file(span),
            message: message.into(),
            label: String::new(),
            expected: String::new(),
            help: String::new(),
            omitted: 0,
        });
        Note(self.list.last_mut())
    }

    /// What was found so far.
    pub(crate) fn list(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Adds what was found elsewhere in the same file.
    pub(crate) fn append(&mut self, other: Findings<'_>) {
        self.list.extend(other.list);
    }

    pub(crate) fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }
}

/// The finding just added, to be told in full.
pub(crate) struct Note<'a>(Option<&'a mut Diagnostic>);

impl Note<'_> {
    /// What to see at the place.
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        if let Some(diagnostic) = &mut self.0 {
            diagnostic.label = label.into();
        }
        self
    }

    /// What would have been right.
    pub(crate) fn expected(mut self, expected: impl Into<String>) -> Self {
        if let Some(diagnostic) = &mut self.0 {
            diagnostic.expected = expected.into();
        }
        self
    }

    /// What to do.
    pub(crate) fn help(mut self, help: impl Into<String>) {
        if let Some(diagnostic) = &mut self.0 {
            diagnostic.help = help.into();
        }
    }
}

/// A diagnostic that no place in a given file can show.
pub(crate) fn without_place(code: Code, file: &str, message: &str, expected: &str, help: &str) -> Diagnostic {
    Diagnostic {
        code,
        file: file.to_owned(),
        line: 1,
        column: 1,
        span: 0..0,
        message: message.to_owned(),
        label: String::new(),
        expected: expected.to_owned(),
        help: help.to_owned(),
        omitted: 0,
    }
}

/// Sorts by file and place, drops repetitions and caps what a file repeats too often.
pub(crate) fn in_order(mut list: Vec<Diagnostic>) -> Vec<Diagnostic> {
    list.sort_by(|a, b| place(a).cmp(&place(b)));
    list.dedup();
    let mut shown: Vec<Diagnostic> = Vec::new();
    let mut counts = std::collections::BTreeMap::new();
    for diagnostic in list {
        let (times, latest) =
            counts.entry((diagnostic.file.clone(), diagnostic.code)).or_insert((0_usize, 0_usize));
        *times += 1;
        if *times <= MOST_OF_ONE_CODE {
            *latest = shown.len();
            shown.push(diagnostic);
        } else if let Some(last) = shown.get_mut(*latest) {
            last.omitted += 1;
        }
    }
    shown
}

fn place(diagnostic: &Diagnostic) -> (&str, usize, usize, Code, &str) {
    let Diagnostic { file, span, code, message, .. } = diagnostic;
    (file, span.start, span.end, *code, message)
}

/// Longest text quoted in a message, in columns of a terminal.
const MOST_QUOTED: usize = 72;

/// `text` in backticks on one line: shortened, and with every character visible.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown = String::from("`");
    let mut width = 0;
    for c in text.trim().chars() {
        width += if is_wide(c) { 2 } else { 1 };
        if width > MOST_QUOTED {
            shown.push('…');
            break;
        }
        match c {
            '\n' | '\t' => shown.push(' '),
            c if is_invisible(c) => shown.push_str(&code_point(c)),
            c => shown.push(c),
        }
    }
    shown.push('`');
    shown
}

/// `values` as a list for a sentence: `a`, `b` or `c`.
pub(crate) fn one_of<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted: Vec<_> = values.into_iter().map(quoted).collect();
    match quoted.pop() {
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
        None => String::new(),
    }
}

/// `<U+200B>`
pub(crate) fn code_point(c: char) -> String {
    format!("<U+{:04X}>", c as u32)
}

/// `text` in one line with every character visible.
pub(crate) fn escaped(text: &str) -> String {
    let is_hidden = |c: char| c.is_control() || is_invisible(c);
    text.chars().map(|c| if is_hidden(c) { code_point(c) } else { c.to_string() }).collect()
}

/// Characters that show nothing and change how the rest reads or what copying it gives: controls,
/// zero width, direction marks, line separators, tags.
pub(crate) fn is_invisible(c: char) -> bool {
    let harmless = matches!(c, '\n' | '\t');
    (c.is_control() && !harmless)
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}
