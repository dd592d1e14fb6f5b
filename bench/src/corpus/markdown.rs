//! Markdown files with front matter: `id`, `title` and `lang` of each document.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use casebook_core::markup::markdown::parse;
use casebook_core::markup::{Element, Step};

use super::{Document, Facets};

/// Reads those of `files` that are Markdown with front matter; others say about the corpus, not in it.
pub(super) fn read(folder: &Path, files: &[PathBuf]) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "md")) {
        let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let name = file.strip_prefix(folder).unwrap_or(file).with_extension("");
        let document = document(&name.to_string_lossy().replace('\\', "/"), &text);
        documents.extend(document.with_context(|| file.display().to_string())?);
    }
    Ok(documents)
}

/// The document in a file; `None` without front matter. What that does not say, the name and the text do.
fn document(name: &str, file: &str) -> Result<Option<Document>> {
    let file = file.strip_prefix('\u{feff}').unwrap_or(file).replace("\r\n", "\n");
    let Some((matter, body)) = file.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else {
        return Ok(None);
    };
    let field = |key| field(matter, key);
    let (text, headings) = plain(body)?;
    Ok(Some(Document {
        id: field("id").unwrap_or_else(|| name.to_owned()),
        lang: field("lang").unwrap_or_else(|| language(&text).to_owned()),
        title: field("title").unwrap_or_else(|| name.to_owned()),
        headings,
        text,
        facets: Facets::default(),
    }))
}

/// A scalar of the outermost mapping, on one line: all that front matter needs for an id and a title.
fn field(matter: &str, key: &str) -> Option<String> {
    let value = matter.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?.trim();
    if let Ok(text) = serde_json::from_str::<String>(value) {
        return Some(text);
    }
    let single = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    Some(single.map_or_else(|| value.to_owned(), |text| text.replace("''", "'")))
        .filter(|text| !text.is_empty())
}

/// The text and its headings, cut by the same parser that cuts our cases.
fn plain(markdown: &str) -> Result<(String, String)> {
    let fragment = parse(markdown, &mut |_, _| None)
        .map_err(|error| anyhow!("more than {} {} are too many for one document", error.limit, error.what))?;
    let mut headings: Vec<String> = Vec::new();
    // Elements open inside of a heading, itself included.
    let mut depth = 0_usize;
    for step in &fragment.steps {
        match step {
            Step::Open(Element::Heading { .. }) => {
                headings.push(String::new());
                depth = 1;
            }
            Step::Open(_) if depth > 0 => depth += 1,
            Step::Close => depth = depth.saturating_sub(1),
            Step::Text(range) if depth > 0 => {
                let text = fragment.text.get(range.clone()).unwrap_or_default();
                if let Some(heading) = headings.last_mut() {
                    heading.push_str(text);
                }
            }
            _ => {}
        }
    }
    Ok((fragment.text, headings.join("\n")))
}

/// A guess: Chinese is where a tenth of the characters are Han.
fn language(text: &str) -> &'static str {
    let han = text.chars().filter(|c| matches!(c, '\u{3400}'..='\u{9fff}')).count();
    if han * 10 > text.chars().count() { "zh" } else { "en" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_and_text() -> Result<()> {
        let file = "---\nid: 'a''b'\ntitle: \"标题: \\\"x\\\"\"\nlang: zh\n---\n\n# One *two*\n\n- item\n\nText `code`.\n\n## Three\n";
        let Some(document) = document("path/name", file)? else { return Err(anyhow!("no document")) };
        assert_eq!((document.id.as_str(), document.title.as_str()), ("a'b", "标题: \"x\""));
        assert_eq!(document.headings, "One two\nThree");
        assert_eq!(document.text, "One two\nitem\nText code.\nThree");
        Ok(())
    }

    #[test]
    fn what_front_matter_leaves_out() -> Result<()> {
        assert_eq!(document("README", "# About\n")?, None);
        let Some(document) = document("path/name", "---\ntags: []\n---\n证书过期\n")? else {
            return Err(anyhow!("none"));
        };
        assert_eq!((document.id.as_str(), document.lang.as_str()), ("path/name", "zh"));
        Ok(())
    }
}
