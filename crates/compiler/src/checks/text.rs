//! What a text may hold: no HTML, no deep nesting, code with its language.

use casebook_core::markup::codec::MAX_DEPTH;

use crate::body::Body;
use crate::diagnostic::Code;
use crate::findings::{Findings, quoted};

/// Checks the text for what the engine cannot show as it is meant.
pub(crate) fn check(body: &Body, findings: &mut Findings<'_>) {
    html(body, findings);
    if let Some(span) = &body.too_deep {
        findings
            .add(
                Code::NestedTooDeep,
                span,
                format!("lists and quotations are nested deeper than {MAX_DEPTH}"),
            )
            .help("take the inner ones out; perhaps a line begins with `>` or `-` by mistake");
    }
    for block in body.code_blocks.iter().filter(|block| block.lang.is_empty()) {
        findings
            .add(Code::CodeWithoutLanguage, &block.span, "this code block does not say its language")
            .expected("```sh for commands, ```text for output, ```yaml and so on for files")
            .help("add the language after the opening ```; readers get a copy button for commands only");
    }
}

/// Elements that authors use; other words between angle brackets are more likely placeholders.
const ELEMENTS: [&str; 24] = [
    "a",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "details",
    "div",
    "em",
    "font",
    "hr",
    "i",
    "img",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "ul",
];

fn html(body: &Body, findings: &mut Findings<'_>) {
    for span in &body.html {
        let first = findings.source.slice(span).trim().lines().next().unwrap_or("").to_owned();
        if first.starts_with("</") {
            // It has been said where the element opens.
            continue;
        }
        let name = first.trim_matches(['<', '>']);
        let placeholder = !first.contains(['/', '!', '=']) && !ELEMENTS.contains(&name);
        let help = if placeholder {
            format!("if it is a placeholder, write it as code: `{first}` in backticks")
        } else {
            "write it in Markdown, or as code in backticks; remove comments".to_owned()
        };
        findings
            .add(Code::RawHtml, span, format!("HTML, {}, which readers will see as text", quoted(&first)))
            .help(help);
    }
}
