//! What is wrong with YAML, in an author's words.

use crate::diagnostic::Code;
use crate::findings::Findings;

use super::{Problem, ProblemKind};

/// Reports `problem`.
pub(crate) fn explain(problem: &Problem, findings: &mut Findings<'_>) {
    match &problem.kind {
        ProblemKind::Unsupported(what) => findings
            .add(Code::YamlUnsupported, &problem.span, format!("{what} is not supported here"))
            .expected("plain mappings, lists and text")
            .help("write the value out where it is needed"),
        ProblemKind::NoKey => findings
            .add(Code::YamlSyntax, &problem.span, "this is not valid YAML: a line without `key:`")
            .help("write `key: value`, or indent the line if it continues the one above"),
        ProblemKind::Syntax(words) => {
            let (what, help) = in_plain_words(words);
            let message = format!("this is not valid YAML: {what}");
            findings.add(Code::YamlSyntax, &problem.span, message).help(help);
        }
    }
}

const QUOTE: &str = "put the text in quotes: '…' (a quote inside is doubled: '') or \"…\"";
const CLOSE: &str = "close the bracket, and put items that hold `,` `:` `[` `]` `{` or `}` in quotes";
const ONE_PAIR: &str = "put the whole value into one pair of quotes; write a quote inside as `''` or `\\\"`";
const LITERAL: &str = "write '…' instead of \"…\": there a backslash is only itself";
const COLON: &str = "write `key: value`, or indent the line if it continues the value";
const LOOK: &str = "check quotes, brackets and indentation around this place";

/// Words of the parser, what they mean, and what to do.
const SLIPS: [(&str, &str, &str); 10] = [
    ("trailing content after", "more text after the closing quote", ONE_PAIR),
    ("mapping values are not allowed", "a second `: `, or a line indented too far", QUOTE),
    ("illegal placement of ':'", "a bracket before this is still open", CLOSE),
    ("expected ',' or", "a bracket is not closed", CLOSE),
    ("did not find expected node content", "a bracket is not closed", CLOSE),
    ("quoted scalar", "a quote is not closed", "close the quote; a ' inside '…' is doubled"),
    ("unexpected character", "text cannot begin with this", QUOTE),
    ("tab", "a tab", "indent with blanks"),
    ("unknown escape", "not an escape", LITERAL),
    ("simple key expect", "a line without `key:`", COLON),
];

/// What is wrong and what to do, by the words of the parser.
fn in_plain_words(words: &str) -> (&str, &'static str) {
    let found = SLIPS.into_iter().find(|(part, _, _)| words.to_lowercase().contains(part));
    found.map_or((words, LOOK), |(_, what, help)| (what, help))
}
