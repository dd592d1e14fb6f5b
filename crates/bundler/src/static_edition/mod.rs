//! The static edition: the collection as plain HTML inside the page in one file, for readers whose
//! browser runs no scripts or no Wasm, and for a file of which a byte is damaged.
//!
//! The ids of its elements are the routes of the page: `/case/K-006/anchor`. So links between cases
//! and addresses like `casebook.html#/case/K-006` lead to the same place with a script and without
//! one, and no id can be one of the page's, none of which begins with a slash.

mod article;
mod catalogue;
mod images;
mod names;
mod text;

use std::fmt::Write as _;

use anyhow::Result;
use casebook_core::collection::Collection;

use names::Names;
use text::Text;

/// Beyond this many bytes images are left out, and if that is not enough there are titles and summaries only. It is about 200 cases of our length. Every
/// load parses these bytes before the search starts, which four megabytes put off by a noticeable part
/// of a second; and nothing compresses them in a file that is passed on as it is.
const MOST: usize = 4_000_000;

/// The plain HTML of a collection.
pub(crate) struct StaticEdition {
    /// One element, with the id `static-edition`.
    pub(crate) html: String,
    pub(crate) mode: Mode,
}

/// How much of the cases is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Whole,
    /// The description of each image stands in its place.
    WithoutImages,
    /// Titles and summaries.
    Summaries,
}

impl StaticEdition {
    /// What there is to say about it.
    pub(crate) fn report(&self) -> String {
        let (bytes, most) = (self.html.len(), MOST / 1_000_000);
        match self.mode {
            Mode::Whole => format!("{bytes:>9} bytes, every case in full"),
            Mode::WithoutImages => format!(
                "{bytes:>9} bytes, descriptions for images: with these it would have more than {most} MB"
            ),
            Mode::Summaries => format!(
                "{bytes:>9} bytes, titles and summaries: with all texts it would have more than {most} MB"
            ),
        }
    }
}

/// Writes the static edition of a compiled collection.
pub(crate) fn write(block: &[u8]) -> Result<StaticEdition> {
    write_within(&Collection::open(block)?, MOST)
}

fn write_within(collection: &Collection<'_>, most: usize) -> Result<StaticEdition> {
    let names = Names::of(collection)?;
    let (mode, articles) = articles(collection, &names, most)?;

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
    html.push_str(mode.words());
    identity(collection, &names, &mut html)?;
    html.push_str("</header>\n");
    catalogue::write(collection, &names, mode == Mode::Summaries, &mut html)?;
    html.push_str(&articles);
    html.push_str("</section>\n");
    Ok(StaticEdition { html, mode })
}

/// All cases, as much of them as is short enough.
fn articles(collection: &Collection<'_>, names: &Names<'_>, most: usize) -> Result<(Mode, String)> {
    for mode in [Mode::Whole, Mode::WithoutImages] {
        if let Some(html) = articles_within(collection, names, mode, most)? {
            return Ok((mode, html));
        }
    }
    Ok((Mode::Summaries, String::new()))
}

fn articles_within(
    collection: &Collection<'_>,
    names: &Names<'_>,
    mode: Mode,
    most: usize,
) -> Result<Option<String>> {
    let mut html = String::new();
    for index in 0..collection.case_count() {
        let case = collection.case(index)?;
        for (number, edition) in case.editions()?.iter().enumerate() {
            article::write(&case, edition, number == 0, names, mode, &mut html)?;
        }
        if html.len() > most {
            return Ok(None);
        }
    }
    Ok(Some(html))
}

impl Mode {
    /// What a reader is told. In both languages, because nobody has had a chance to choose one.
    fn words(self) -> &'static str {
        match self {
            Self::Whole => {
                "<p class=\"static-mode\" lang=\"zh-CN\">静态版：全部案例都在这一页里，用浏览器的页内查找（Ctrl/⌘ + F）搜索。</p>\n\
                 <p class=\"static-mode\" lang=\"en\">Static edition: every case is on this page; search it with your \
                 browser’s own find (Ctrl/⌘ + F).</p>\n"
            }
            Self::WithoutImages => {
                "<p class=\"static-mode\" lang=\"zh-CN\">静态版：全部案例的正文都在这一页里，用浏览器的页内查找（Ctrl/⌘ + F）搜索。\
                 图片太大，没有放进来：原处的斜体字是图片说明，图片本身要在搜索能运行的浏览器里看。</p>\n\
                 <p class=\"static-mode\" lang=\"en\">Static edition: the text of every case is on this page; search it with \
                 your browser’s own find (Ctrl/⌘ + F). The images are too large for it: in their places stand their \
                 descriptions, in italics; to see them takes a browser in which the search runs.</p>\n"
            }
            Self::Summaries => {
                "<p class=\"static-mode\" lang=\"zh-CN\">静态版：案例太多，这里只有标题和摘要；正文要在搜索能运行的浏览器里读。\
                 用浏览器的页内查找（Ctrl/⌘ + F）搜索。</p>\n\
                 <p class=\"static-mode\" lang=\"en\">Static edition: there are too many cases for more than titles and \
                 summaries here; the texts need a browser in which the search runs. Search this page with your browser’s \
                 own find (Ctrl/⌘ + F).</p>\n"
            }
        }
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
