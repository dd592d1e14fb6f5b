//! Signatures: what identifies a case in a log.
//!
//! A signature is literal text, or a regular expression between slashes. It has to be sound, it has
//! to be specific, and it has to match what its own case quotes: a signature that nobody has seen
//! in print is a guess.

mod across;
mod needles;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::automaton;
use crate::body::{Body, Quote};
use crate::diagnostic::Code;
use crate::findings::{Findings, quoted};
use crate::signature::{self, LEAST_LITERAL, Unfit, expression};
use crate::yaml::Scalar;

use needles::Needles;

pub(crate) use across::{Across, report as report_stray};

/// A signature that can be matched, and where it stands.
pub(crate) struct Signature {
    pub(crate) text: Scalar,
    sound: signature::Signature,
}

impl Signature {
    /// Whether it matches in `line`.
    pub(crate) fn matches(&self, line: &str) -> bool {
        self.sound.matches(line)
    }

    /// Texts of which one is in every line that it matches; `None` if there are none.
    pub(crate) fn needles(&self) -> Option<Vec<String>> {
        self.sound.needles()
    }
}

/// Checks the signatures of a case by themselves and against what it quotes. Gives
/// those that can be held against other cases.
pub(crate) fn check(signatures: &[Scalar], body: &Body, findings: &mut Findings<'_>) -> Vec<Signature> {
    let sound: Vec<_> = signatures.iter().filter_map(|text| compile(text, findings)).collect();
    let specific: Vec<_> = sound.into_iter().filter(|signature| !too_broad(signature, findings)).collect();
    let quoted = quoted_in(body, &specific);
    for (at, signature) in specific.iter().enumerate() {
        if !placeholder(signature, findings) && !quoted.contains(&at) {
            not_quoted(signature, findings);
        }
    }
    specific
}

fn compile(text: &Scalar, findings: &mut Findings<'_>) -> Option<Signature> {
    let sound = match signature::Signature::parse(&text.text) {
        Ok(sound) => sound,
        Err(Unfit::Syntax(error)) => {
            invalid(text, &error, findings);
            return None;
        }
        Err(Unfit::TooLarge) => {
            too_large(text, findings);
            return None;
        }
    };
    if sound.literal().is_none() && automaton::compile(sound.pattern()).is_none() {
        too_large(text, findings);
        return None;
    }
    Some(Signature { text: text.clone(), sound })
}

fn too_large(text: &Scalar, findings: &mut Findings<'_>) {
    findings
        .add(
            Code::SignatureTooLarge,
            &text.span,
            format!("the signature {} grows too large", quoted(&text.text)),
        )
        .expected("an automaton of less than 65,000 transitions")
        .help("write smaller repetitions than `{1000}`, or `+` and `*`");
}

fn invalid(text: &Scalar, error: &regex_syntax::Error, findings: &mut Findings<'_>) {
    let (words, span) = match error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), Some(*error.span())),
        regex_syntax::Error::Translate(error) => (error.kind().to_string(), Some(*error.span())),
        _ => (error.to_string(), None),
    };
    // The slash before the pattern is part of the value.
    let place = |span: regex_syntax::ast::Span| {
        let range = span.start.offset + 1..span.end.offset + 1;
        text.place(&range, &findings.source.text)
    };
    let place = span.map_or_else(|| text.span.clone(), place);
    findings
        .add(Code::SignatureInvalid, &place, format!("this signature is not a regular expression: {words}"))
        .expected("the syntax of Rust's `regex` (as RE2: no look-around, no back-references)")
        .help("put `\\` before a character meant as itself; without slashes around it, all text is literal");
}

fn too_broad(signature: &Signature, findings: &mut Findings<'_>) -> bool {
    let literal = signature.sound.least_literal();
    let harmless = signature::harmless().find(|line| signature.matches(line));
    let (found, help) = if signature.matches("") {
        ("it matches an empty line".to_owned(), "write what the line must contain; `a*` also matches none")
    } else if let Some(line) = harmless {
        (
            format!("it matches the ordinary line {}", quoted(line)),
            "add the words around it that only this fault prints",
        )
    } else if literal < LEAST_LITERAL {
        (
            format!("only {literal} of its characters are fixed"),
            "add fixed words: the more, the fewer false alarms",
        )
    } else if !signature.sound.can_be_found() {
        (
            "it has no fixed text of six bytes in one piece".to_owned(),
            "write the words as the software prints them; `(?i)` fixes no letter",
        )
    } else {
        return false;
    };
    findings
        .add(
            Code::SignatureTooBroad,
            &signature.text.span,
            format!("the signature {} is too broad: {found}", quoted(&signature.text.text)),
        )
        .expected(format!("at least {LEAST_LITERAL} fixed characters, and no match in ordinary lines"))
        .help(help);
    true
}

/// What programs really print between angle brackets.
const PRINTED: [&str; 9] =
    ["<none>", "<nil>", "<unknown>", "<invalid>", "<pending>", "<unset>", "<error>", "<empty>", "<missing>"];

/// The placeholders of `text`, `<name>`, as byte ranges.
fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('<') {
        let inner = text.get(start + 1..).unwrap_or("");
        let Some(length) = inner.find(['>', '<', ' ', '/']) else { continue };
        let range = start..start + length + 2;
        if length > 0 && inner.get(length..).is_some_and(|rest| rest.starts_with('>')) {
            found.push(range);
        }
    }
    found
}

fn placeholder(signature: &Signature, findings: &mut Findings<'_>) -> bool {
    let text = &signature.text;
    if expression(&text.text).is_some() {
        return false;
    }
    let found = placeholders(&text.text);
    let Some(range) =
        found.iter().find(|range| !PRINTED.contains(&text.text.get((*range).clone()).unwrap_or("")))
    else {
        return false;
    };
    let name = quoted(text.text.get(range.clone()).unwrap_or(""));
    findings
        .add(
            Code::SignaturePlaceholder,
            &text.place(range, &findings.source.text),
            format!("no log contains the placeholder {name}"),
        )
        .expected("literal text as it is printed, or a `/regular expression/`")
        .help("write the signature between slashes, with `\\S+` for the part that varies");
    true
}

/// What a placeholder in a quote may stand for.
const SAMPLES: [&str; 6] = ["1", "a", "web-0", "10.42.0.7", "7.5s", "a/b"];

/// The quote as it may be printed: as it stands, and with something for each placeholder.
fn printed(quote: &str) -> Vec<String> {
    let holes = placeholders(quote);
    let mut printed = vec![quote.to_owned()];
    if holes.is_empty() {
        return printed;
    }
    for sample in SAMPLES {
        let mut line = String::new();
        let mut at = 0;
        for hole in &holes {
            line.push_str(quote.get(at..hole.start).unwrap_or(""));
            line.push_str(sample);
            at = hole.end;
        }
        line.push_str(quote.get(at..).unwrap_or(""));
        printed.push(line);
    }
    printed
}

fn matches_quote(signature: &Signature, quote: &Quote) -> bool {
    printed(&quote.text).iter().any(|line| signature.matches(line))
}

/// The positions of those signatures that match something `body` quotes.
fn quoted_in(body: &Body, signatures: &[Signature]) -> BTreeSet<usize> {
    let needles = Needles::new(signatures.iter());
    let mut found = BTreeSet::new();
    for line in body.quotes.iter().flat_map(|quote| printed(&quote.text)) {
        for at in needles.candidates(&line) {
            if !found.contains(&at) && signatures.get(at).is_some_and(|signature| signature.matches(&line)) {
                found.insert(at);
            }
        }
    }
    found
}

fn not_quoted(signature: &Signature, findings: &mut Findings<'_>) {
    let text = &signature.text;
    let message = format!("the signature {} matches nothing that this case quotes", quoted(&text.text));
    findings
        .add(Code::SignatureNotQuoted, &text.span, message)
        .expected(
            "a line in inline code or a code block that it matches; `<pod>` and the like stand for anything",
        )
        .help(
            "quote the line as the software prints it, or correct the signature; matching is case-sensitive",
        );
}
