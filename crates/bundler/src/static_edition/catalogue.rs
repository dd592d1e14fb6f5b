//! The catalogue: all cases by component, as links or, where there is no more, with their summaries.

use std::fmt::Write as _;

use anyhow::Result;
use casebook_core::collection::{Case, Collection, Edition, Facet};
use casebook_core::markup::{Element, Step};

use super::names::Names;
use super::text::Text;

/// A summary ends here, in characters.
const SUMMARY: usize = 120;

pub(super) fn write(
    collection: &Collection<'_>,
    names: &Names<'_>,
    has_summaries: bool,
    html: &mut String,
) -> Result<()> {
    let class = if has_summaries { " class=\"summaries\"" } else { "" };
    writeln!(html, "<nav{class} aria-label=\"{}\">", names.words.contents)?;
    let cases =
        (0..collection.case_count()).map(|index| collection.case(index)).collect::<Result<Vec<_>, _>>()?;
    for (number, label) in names.labels(Facet::Component).enumerate() {
        let mut ours = cases.iter().filter(|case| case.value(Facet::Component) == Some(number)).peekable();
        if ours.peek().is_none() {
            continue;
        }
        writeln!(html, "<h2>{}</h2>\n<ul role=\"list\">", Text(label))?;
        for case in ours {
            entry(case, names, has_summaries, html)?;
        }
        html.push_str("</ul>\n");
    }
    html.push_str("</nav>\n");
    Ok(())
}

/// A link to the case, or the place itself to which such links lead.
fn entry(case: &Case<'_>, names: &Names<'_>, has_summary: bool, html: &mut String) -> Result<()> {
    let (id, edition) = (Text(case.id()?), case.edition_for(Some(names.lang))?);
    let title = Text(edition.title()?);
    let (lang, of) = (Text(edition.lang()?), "hit-id");
    if has_summary {
        write!(html, "<li id=\"/case/{id}\">")?;
        severity(case, names, html)?;
        write!(html, " <span class=\"{of}\">{id}</span> <strong lang=\"{lang}\">{title}</strong>")?;
        writeln!(html, "<p lang=\"{lang}\">{}</p></li>", Text(&summary(&edition)?))?;
    } else {
        html.push_str("<li>");
        severity(case, names, html)?;
        write!(html, " <span class=\"{of}\">{id}</span> ")?;
        writeln!(html, "<a href=\"#/case/{id}\" lang=\"{lang}\">{title}</a></li>")?;
    }
    Ok(())
}

/// The word; its shape and colour are the style sheet's.
pub(super) fn severity(case: &Case<'_>, names: &Names<'_>, html: &mut String) -> Result<()> {
    let rank = case.value(Facet::Severity).unwrap_or(2).min(2);
    let word = Text(names.label(case, Facet::Severity));
    write!(html, "<span class=\"severity severity-{rank}\">{word}</span>")?;
    Ok(())
}

/// The beginning of the first paragraph.
fn summary(edition: &Edition<'_>) -> Result<String> {
    let fragment = edition.fragment()?;
    let paragraph = fragment.steps.iter().position(|step| matches!(step, Step::Open(Element::Paragraph)));
    let text = paragraph.map(|open| fragment.text_of(open)).unwrap_or_default();
    let mut characters = text.chars();
    let mut summary: String = characters.by_ref().take(SUMMARY).collect();
    if characters.next().is_some() {
        summary.push('…');
    }
    Ok(summary)
}
