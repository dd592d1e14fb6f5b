//! One case: what the page shows of it, without what needs a script.

use std::fmt::Write as _;

use anyhow::Result;
use casebook_core::collection::{Case, Edition, Facet};
use casebook_core::markup::html;
use casebook_core::markup::writer::{Context, Links};

use super::Mode;
use super::catalogue::severity;
use super::images::described;
use super::names::Names;
use super::text::Text;

/// Writes an edition of a case. The main one has the id of the case; another one has its language
/// behind it: `/case/K-006.en`.
pub(super) fn write(
    case: &Case<'_>,
    edition: &Edition<'_>,
    is_main: bool,
    names: &Names<'_>,
    mode: Mode,
    out: &mut String,
) -> Result<()> {
    let (id, lang) = (case.id()?, edition.lang()?);
    let route = if is_main { id.to_owned() } else { format!("{id}.{lang}") };
    let words = names.words;
    writeln!(out, "<article id=\"/case/{}\">\n<header>", Text(&route))?;
    out.push_str("<p class=\"case-kicker\">");
    severity(case, names, out)?;
    write!(out, " <span class=\"hit-id\">{}</span>", Text(id))?;
    writeln!(out, " <a class=\"to-contents\" href=\"#static-contents\">↑ {}</a></p>", words.contents)?;
    writeln!(out, "<h1 class=\"case-title\" lang=\"{}\">{}</h1>", Text(lang), Text(edition.title()?))?;
    facts(case, names, out)?;
    writeln!(out, "</header>\n<div class=\"prose\" lang=\"{}\">", Text(lang))?;
    let prefix = format!("/case/{route}/");
    let body = edition.fragment()?;
    let body = if mode == Mode::Whole { body } else { described(body) };
    out.push_str(&html::write(&body, Context { id_prefix: &prefix, links: Links::Routes(&route), lang }));
    out.push_str("</div>\n");
    if is_main {
        evidence(case, names, out)?;
    }
    out.push_str("</article>\n");
    Ok(())
}

/// What front matter says, in a line or two.
fn facts(case: &Case<'_>, names: &Names<'_>, out: &mut String) -> Result<()> {
    let words = names.words;
    out.push_str("<dl class=\"facts\">");
    let mut fact = |term: &str, description: &str| {
        if description.is_empty() {
            return Ok(());
        }
        write!(out, "<div><dt>{term}</dt><dd>{}</dd></div>", Text(description))
    };
    fact(words.component, names.label(case, Facet::Component))?;
    fact(words.kind, names.label(case, Facet::Type))?;
    fact(words.status, names.label(case, Facet::Status))?;
    let versions: Vec<String> =
        case.applies_to()?.iter().map(|(product, versions)| format!("{product} {versions}")).collect();
    fact(words.applies_to, &versions.join(words.comma))?;
    fact(words.created, &date(case.created()))?;
    fact(words.updated, &date(case.updated()))?;
    fact(words.tags, &names.tags(case)?.join(words.comma))?;
    out.push_str("</dl>\n");
    Ok(())
}

/// What lies below the text: log signatures, related cases, sources.
fn evidence(case: &Case<'_>, names: &Names<'_>, out: &mut String) -> Result<()> {
    let words = names.words;
    let (signatures, related, sources) = (case.signatures()?, case.related()?, case.sources()?);
    out.push_str("<footer class=\"case-footer\">\n");
    list(words.signatures, "signatures", &signatures, out, |signature, out| {
        Ok(write!(out, "<code>{}</code>", Text(signature))?)
    })?;
    list(words.related, "related", &related, out, |id, out| {
        let case = names.collection.case_by_id(id)?;
        let edition = case.edition_for(Some(names.lang))?;
        let (id, lang, title) = (Text(case.id()?), Text(edition.lang()?), Text(edition.title()?));
        write!(out, "<a href=\"#/case/{id}\"><span class=\"hit-id\">{id}</span> ")?;
        Ok(write!(out, "<span lang=\"{lang}\">{title}</span></a>")?)
    })?;
    list(words.sources, "sources", &sources, out, |source, out| {
        let text = source.trim_start_matches("https://").trim_start_matches("http://");
        if text.len() == source.len() {
            return Ok(write!(out, "{}", Text(text))?);
        }
        let (source, text) = (Text(source), Text(text));
        Ok(write!(out, "<a href=\"{source}\" target=\"_blank\" rel=\"noreferrer\">{text}</a>")?)
    })?;
    out.push_str("</footer>\n");
    Ok(())
}

/// A section with a list, if there is anything in it.
fn list(
    heading: &str,
    class: &str,
    items: &[&str],
    out: &mut String,
    item: impl Fn(&str, &mut String) -> Result<()>,
) -> Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    write!(out, "<section><h2>{heading}</h2><ul class=\"{class}\" role=\"list\">")?;
    for text in items {
        out.push_str("<li>");
        item(text, out)?;
        out.push_str("</li>");
    }
    out.push_str("</ul></section>\n");
    Ok(())
}

/// ISO 8601, from year · 10,000 + month · 100 + day.
fn date(number: u32) -> String {
    format!("{:04}-{:02}-{:02}", number / 10_000, number / 100 % 100, number % 100)
}
