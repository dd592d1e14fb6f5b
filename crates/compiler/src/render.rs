//! Diagnostics as a person reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use casebook_core::text::is_wide;

use crate::SourceFile;
use crate::diagnostic::{Diagnostic, Severity};
use crate::findings::{escaped, is_invisible};
use crate::source::{Damage, Source};

/// Columns that a line of a file may take before it is cut to the part in question.
const WIDTH: usize = 110;

/// The diagnostics one after the other, each with the line it is about, and a closing count.
///
/// `files` are those that were compiled. Empty when there are no diagnostics.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], files: &[SourceFile], color: bool) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let diagnostics: Vec<_> = diagnostics.iter().map(printable).collect();
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH);
    let mentioned: BTreeSet<_> = diagnostics.iter().map(|diagnostic| diagnostic.file.as_str()).collect();
    let sources: BTreeMap<_, _> = files
        .iter()
        .filter(|file| mentioned.contains(file.path.as_str()))
        .map(|file| (file.path.as_str(), Source::new(file)))
        .collect();
    let mut out = String::new();
    for diagnostic in &diagnostics {
        let source = sources.get(diagnostic.file.as_str());
        out.push_str(&one(&renderer, diagnostic, source));
        out.push_str("\n\n");
    }
    out.push_str(&count(&diagnostics));
    out.push('\n');
    out
}

/// The same diagnostic with nothing in it that a terminal would obey. Help may have several lines.
fn printable(diagnostic: &Diagnostic) -> Diagnostic {
    let lines = |text: &str| text.split('\n').map(escaped).collect::<Vec<_>>().join("\n");
    Diagnostic {
        file: escaped(&diagnostic.file),
        message: lines(&diagnostic.message),
        label: lines(&diagnostic.label),
        expected: lines(&diagnostic.expected),
        help: lines(&diagnostic.help),
        ..diagnostic.clone()
    }
}

/// `2 errors, 1 warning in 3 files`
#[must_use]
pub fn count(diagnostics: &[Diagnostic]) -> String {
    let total = |severity| -> usize {
        let of_it = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity);
        of_it.map(|diagnostic| 1 + diagnostic.omitted).sum()
    };
    let kinds = [(total(Severity::Error), "error"), (total(Severity::Warning), "warning")];
    let kinds: Vec<_> =
        kinds.into_iter().filter(|(count, _)| *count > 0).map(|(count, kind)| plural(count, kind)).collect();
    let files: BTreeSet<_> = diagnostics.iter().map(|diagnostic| &diagnostic.file).collect();
    let files = files.iter().filter(|file| !file.is_empty()).count();
    let place = if files == 0 { String::new() } else { format!(" in {}", plural(files, "file")) };
    kinds.join(", ") + &place
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn one(renderer: &Renderer, diagnostic: &Diagnostic, source: Option<&Source<'_>>) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    group = match source {
        Some(source) if !is_about_file(diagnostic) => with_line(group, diagnostic, source),
        _ if diagnostic.file.is_empty() => group,
        _ => group.element(Origin::path(diagnostic.file.as_str())),
    };
    if !diagnostic.expected.is_empty() {
        group = group.element(Level::NOTE.with_name("expected").message(diagnostic.expected.as_str()));
    }
    group = group.element(Level::HELP.message(diagnostic.help.as_str()));
    if diagnostic.omitted > 0 {
        let more = format!("{} more of these in this file", diagnostic.omitted);
        group = group.element(Level::NOTE.message(more));
    }
    renderer.render(&[group])
}

/// Whether it is about the file as such: its name, its being there.
fn is_about_file(diagnostic: &Diagnostic) -> bool {
    diagnostic.span == (0..0) && diagnostic.label.is_empty()
}

/// Adds the place and the one line in which it begins.
fn with_line<'a>(group: Group<'a>, diagnostic: &'a Diagnostic, source: &Source<'_>) -> Group<'a> {
    let span = source.in_text(&diagnostic.span);
    let line = source.line_at(span.start);
    let start = span.start - line.start;
    let mut end = span.end.clamp(span.start, line.end) - line.start;
    let mut text = source.slice(&line).to_owned();
    if matches!(source.damage, Some(Damage::NotUtf8 { .. })) {
        // What could not be read stands behind what could.
        end = end.max(start) + if span.end >= line.end { UNSEEN.len_utf8() } else { 0 };
        text.push(UNSEEN);
    }
    let end = start + shortened(text.get(start..end).unwrap_or(""));
    let (text, marked) = visible(&text, &(start..end));
    let label = Some(diagnostic.label.as_str()).filter(|label| !label.is_empty());
    let annotation = AnnotationKind::Primary.span(marked).label(label);
    let path = diagnostic.file.as_str();
    group.element(Snippet::source(text).path(path).line_start(diagnostic.line).annotation(annotation))
}

/// How much of a marked text is marked: a line has to show where a very long one begins.
fn shortened(marked: &str) -> usize {
    let mut width = 0;
    let too_far = marked.char_indices().find(|(_, c)| {
        width += if is_wide(*c) { 2 } else { 1 };
        width > WIDTH / 2
    });
    too_far.map_or(marked.len(), |(at, _)| at)
}

/// Stands for what cannot be seen.
const UNSEEN: char = '\u{fffd}';

/// `line` with a mark for each invisible character, and where `span` then is. As many characters
/// as before: columns stay true.
fn visible(line: &str, span: &Range<usize>) -> (String, Range<usize>) {
    let show = |c: char| if is_invisible(c) { UNSEEN } else { c };
    let shown = |range: Range<usize>| line.get(range).unwrap_or("").chars().map(show).collect::<String>();
    let (before, marked, after) = (shown(0..span.start), shown(span.clone()), shown(span.end..line.len()));
    let marked_at = before.len()..before.len() + marked.len();
    (before + &marked + &after, marked_at)
}
