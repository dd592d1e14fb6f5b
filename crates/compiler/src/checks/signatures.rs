//! Signatures: what identifies a case in a log.
//!
//! A signature is literal text, or a regular expression between slashes. It has to be sound, it has
//! to be specific, and it has to match what its own case quotes: a signature that nobody has seen
//! in print is a guess.

mod across;
mod breadth;

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::Hir;

use crate::body::{Body, Quote};
use crate::diagnostic::Code;
use crate::findings::{Findings, quoted};
use crate::yaml::Scalar;

pub(crate) use across::{Across, report as report_stray};

/// Largest compiled size of one regular expression, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// A signature that can be matched.
pub(crate) struct Signature {
    pub(crate) text: Scalar,
    regex: Regex,
    hir: Hir,
}

impl Signature {
    /// Whether it matches in `line`.
    pub(crate) fn matches(&self, line: &str) -> bool {
        self.regex.is_match(line)
    }

    /// Texts of which one is in every line that it matches; `None` if there are none.
    pub(crate) fn needles(&self) -> Option<Vec<String>> {
        breadth::needles(&self.hir)
    }
}

/// Checks the signatures of a case by themselves and against what it quotes. Gives
/// those that can be held against other cases.
pub(crate) fn check(signatures: &[Scalar], body: &Body, findings: &mut Findings<'_>) -> Vec<Signature> {
    let sound: Vec<_> = signatures.iter().filter_map(|text| compile(text, findings)).collect();
    let mut specific = Vec::new();
    for signature in sound {
        if too_broad(&signature, findings) {
            continue;
        }
        if !placeholder(&signature, findings) {
            own_quotes(&signature, body, findings);
        }
        specific.push(signature);
    }
    specific
}

/// What stands between the slashes, if the signature is a regular expression.
fn pattern(signature: &str) -> Option<&str> {
    signature.strip_prefix('/')?.strip_suffix('/').filter(|pattern| !pattern.is_empty())
}

fn compile(text: &Scalar, findings: &mut Findings<'_>) -> Option<Signature> {
    let pattern = pattern(&text.text).map_or_else(|| regex::escape(&text.text), str::to_owned);
    let hir = match regex_syntax::Parser::new().parse(&pattern) {
        Ok(hir) => hir,
        Err(error) => {
            invalid(text, &error, findings);
            return None;
        }
    };
    let regex = RegexBuilder::new(&pattern).size_limit(SIZE_LIMIT).build().ok();
    if regex.is_none() {
        let message = format!("the signature {} grows too large", quoted(&text.text));
        findings
            .add(Code::SignatureTooLarge, &text.span, message)
            .expected(format!("at most {} KiB when compiled", SIZE_LIMIT / 1024))
            .help("write smaller repetitions than `{1000}`, or `+` and `*`");
    }
    regex.map(|regex| Signature { text: text.clone(), regex, hir })
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

/// Lines that healthy systems print, or that say nothing about a cause.
const HARMLESS: [&str; 22] = [
    "Nov 23 09:00:01 node-1 systemd[1]: Started Session 12 of user root.",
    "Nov 23 09:00:01 node-1 systemd[1]: Starting Lightweight Kubernetes...",
    "Nov 23 09:00:01 node-1 k3s[812]: I1123 09:00:01.000000     812 event.go:389] \"Event occurred\"",
    "time=\"2026-11-23T09:00:01Z\" level=info msg=\"Starting k3s v1.33.1+k3s1\"",
    "time=\"2026-11-23T09:00:01Z\" level=error msg=\"error\"",
    "E1123 09:00:01.000000       1 reflector.go:166] \"Unhandled Error\" err=\"failed\"",
    "{\"level\":\"info\",\"ts\":1700000000.1,\"msg\":\"serving\",\"addr\":\"10.42.0.1:8443\"}",
    "Normal  Scheduled  2s  default-scheduler  Successfully assigned default/web-0 to node-1",
    "Normal  Pulled  1s  kubelet  Successfully pulled image \"nginx:1.27\" in 1.2s",
    "Normal  Started  1s  kubelet  Started container web",
    "web-0   1/1   Running   0   5d   10.42.0.7   node-1   <none>   <none>",
    "node-1   Ready   control-plane,master   120d   v1.33.1+k3s1",
    "pod/web-0 created",
    "Error from server (NotFound): pods \"web-0\" not found",
    "error: exit status 1",
    "connection refused",
    "context deadline exceeded",
    "i/o timeout",
    "permission denied",
    "no such file or directory",
    "Back-off restarting failed container web in pod web-0_default(1)",
    "GET /healthz HTTP/1.1 200 OK 10.42.0.1 12ms",
];

fn too_broad(signature: &Signature, findings: &mut Findings<'_>) -> bool {
    let literal = breadth::least_literal(&signature.hir);
    let harmless = HARMLESS.iter().find(|line| signature.matches(line));
    let (found, help) = if signature.matches("") {
        ("it matches an empty line".to_owned(), "write what the line must contain; `a*` also matches none")
    } else if let Some(line) = harmless {
        (
            format!("it matches the ordinary line {}", quoted(line)),
            "add the words around it that only this fault prints",
        )
    } else if literal < breadth::LEAST_LITERAL {
        (
            format!("only {literal} of its characters are fixed"),
            "add fixed words: the more, the fewer false alarms",
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
        .expected(format!(
            "at least {} fixed characters, and no match in ordinary lines",
            breadth::LEAST_LITERAL
        ))
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
    if pattern(&text.text).is_some() {
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

fn own_quotes(signature: &Signature, body: &Body, findings: &mut Findings<'_>) {
    if body.quotes.iter().any(|quote| matches_quote(signature, quote)) {
        return;
    }
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
