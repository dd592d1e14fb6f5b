//! The static edition: the collection as plain HTML inside the page in one file, for readers whose
//! browser runs no scripts or no Wasm, and for a file of which a byte is damaged.
//!
//! The ids of its elements are the routes of the page: `/case/K-006/anchor`. So links between cases
//! and addresses like `casebook.html#/case/K-006` lead to the same place with a script and without
//! one, and no id can be one of the page's, none of which begins with a slash.

mod article;
mod catalogue;
mod names;
mod text;

use std::fmt::Write as _;

use anyhow::Result;
use casebook_core::collection::Collection;

use names::Names;
use text::Text;

/// Beyond this many bytes there are titles and summaries only. It is about 200 cases of our length. Every
/// load parses these bytes before the search starts, which four megabytes put off by a noticeable part
/// of a second; and nothing compresses them in a file that is passed on as it is.
const MOST: usize = 4_000_000;

/// The plain HTML of a collection.
pub(super) struct StaticEdition {
    /// One element, with the id `static-edition`.
    pub(super) html: String,
    /// Whether the cases are there in full; else their titles and summaries.
    pub(super) is_whole: bool,
}

impl StaticEdition {
    /// What there is to say about it.
    pub(super) fn report(&self) -> String {
        let bytes = self.html.len();
        if self.is_whole {
            format!("{bytes:>9} bytes, every case in full")
        } else {
            format!(
                "{bytes:>9} bytes, titles and summaries: with all texts it would have more than {} MB",
                MOST / 1_000_000
            )
        }
    }
}

/// Writes the static edition of a compiled collection.
pub(super) fn write(block: &[u8]) -> Result<StaticEdition> {
    write_within(&Collection::open(block)?, MOST)
}

fn write_within(collection: &Collection<'_>, most: usize) -> Result<StaticEdition> {
    let names = Names::of(collection)?;
    let articles = articles(collection, &names, most)?;
    let is_whole = articles.is_some();

    let words = names.words;
    let mut html = String::new();
    writeln!(
        html,
        "<section id=\"static-edition\" lang=\"{}\" aria-label=\"{}\">",
        Text(names.lang),
        words.static_edition
    )?;
    html.push_str("<header>\n");
    writeln!(html, "<h1 class=\"case-title\" id=\"static-contents\">{}</h1>", Text(names.title))?;
    html.push_str(mode(is_whole));
    identity(collection, &names, &mut html)?;
    html.push_str("</header>\n");
    catalogue::write(collection, &names, !is_whole, &mut html)?;
    html.push_str(&articles.unwrap_or_default());
    html.push_str("</section>\n");
    Ok(StaticEdition { html, is_whole })
}

/// All cases in full, if they are short enough.
fn articles(collection: &Collection<'_>, names: &Names<'_>, most: usize) -> Result<Option<String>> {
    let mut html = String::new();
    for index in 0..collection.case_count() {
        let case = collection.case(index)?;
        for (number, edition) in case.editions()?.iter().enumerate() {
            article::write(&case, edition, number == 0, names, &mut html)?;
        }
        if html.len() > most {
            return Ok(None);
        }
    }
    Ok(Some(html))
}

/// Which mode this is. In both languages, because nobody has had a chance to choose one.
fn mode(is_whole: bool) -> &'static str {
    if is_whole {
        "<p class=\"static-mode\" lang=\"zh-CN\">静态版：全部案例都在这一页里，用浏览器的页内查找（Ctrl/⌘ + F）搜索。</p>\n\
         <p class=\"static-mode\" lang=\"en\">Static edition: every case is on this page; search it with your browser’s own \
         find (Ctrl/⌘ + F).</p>\n"
    } else {
        "<p class=\"static-mode\" lang=\"zh-CN\">静态版：案例太多，这里只有标题和摘要；正文要在搜索能运行的浏览器里读。\
         用浏览器的页内查找（Ctrl/⌘ + F）搜索。</p>\n\
         <p class=\"static-mode\" lang=\"en\">Static edition: there are too many cases for more than titles and summaries \
         here; the texts need a browser in which the search runs. Search this page with your browser’s own find \
         (Ctrl/⌘ + F).</p>\n"
    }
}

/// What this copy is, to be compared with what it should be; as in the footer of the page.
fn identity(collection: &Collection<'_>, names: &Names<'_>, html: &mut String) -> Result<()> {
    let words = names.words;
    write!(html, "<p class=\"hint\">{} {}", collection.case_count(), words.cases)?;
    if let Some(time) = collection.built_at()? {
        write!(html, " · {}", Text(time.get(..10).unwrap_or(time)))?;
    }
    if let Some(commit) = collection.commit()? {
        write!(html, " · {} <code>{}</code>", words.commit, Text(commit.get(..7).unwrap_or(commit)))?;
    }
    let sha256 = collection.sha256();
    writeln!(html, " · sha256 <code>{}</code></p>", sha256.get(..12).unwrap_or(&sha256))?;
    Ok(())
}

#[cfg(test)]
mod tests;
