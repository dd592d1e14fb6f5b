//! The page in one file, which loads nothing and is allowed nothing.

use std::path::Path;

use anyhow::{Context, Result, bail};
use casebook_core::markup::html::escape;

use super::digest::{base64, csp_source};
use super::style;
use super::tags::{Tag, start_tags};
use crate::link::link;
use crate::sources::Sources;
use crate::text::line_of;

const PAGE: &str = "www/index.html";

/// The page before it has a collection: all that does not depend on one.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// The page's own HTML.
    html: String,
    style: String,
    script: String,
}

impl Page {
    /// Links scripts and style sheets of the page; `glue` is the script that wasm-bindgen made.
    pub(crate) fn link(sources: &Sources, glue: &Glue<'_>) -> Result<Self> {
        let html = sources.text(PAGE)?;
        let (sheet, script) = {
            let tags = start_tags(&html).context(PAGE)?;
            let sheet = beside_page(only(&tags, "a style sheet", is_sheet)?, "href")?;
            (sheet, beside_page(only(&tags, "a script", is_script)?, "src")?)
        };
        let read = |path: &str| if path == glue.path { Ok(glue.text.to_owned()) } else { sources.text(path) };
        Ok(Self {
            style: format!("\n{}", read_sheet(sources, &sheet)?),
            script: format!("\n{}", link(&script, &read)?),
            html,
        })
    }

    /// Puts page, style, the collection as plain HTML, scripts and the gzipped module into one HTML text.
    pub(crate) fn with_collection(&self, title: &str, module: &[u8], plain: &str) -> Result<String> {
        let html = with_title(&self.html, title)?;
        inline(&html, &self.style, &self.script, &base64(module), plain)
    }
}

/// The module's JavaScript side, by the path under which the page imports it.
pub(crate) struct Glue<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
}

/// The page under the title of its collection, which it has before a script says so, and without one.
fn with_title(html: &str, title: &str) -> Result<String> {
    let mut text = String::new();
    escape(title, &mut text);
    let html = with_text(html, "<title>", "</title>", &text)?;
    with_text(&html, "<a href=\"#/\">", "</a>", &text)
}

/// `text` in place of what is between the first `start` and the `end` that follows.
fn with_text(html: &str, start: &str, end: &str, text: &str) -> Result<String> {
    let parts = html.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?)));
    let Some((before, (_, after))) = parts else {
        bail!("{start} is missing");
    };
    Ok([before, start, text, end, after].concat())
}

/// A sheet with what it imports.
fn read_sheet(sources: &Sources, path: &str) -> Result<String> {
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    let load = |import: &str| sources.text(&format!("{}/{import}", folder.display()));
    let sheet = style::with_imports(&sources.text(path)?, load).with_context(|| path.to_owned())?;
    Ok(style::compact(&sheet))
}

/// `module` is gzip in Base64.
fn inline(html: &str, style: &str, code: &str, module: &str, plain: &str) -> Result<String> {
    let tags = start_tags(html)?;
    let charset =
        only(&tags, "a <meta charset>", |tag| tag.name == "meta" && tag.attribute("charset").is_some())?;
    let sheet = only(&tags, "a style sheet", is_sheet)?;
    let script = only(&tags, "a script", is_script)?;
    for tag in &tags {
        check(tag, tag.start == sheet.start || tag.start == script.start)
            .with_context(|| format!("line {}", line_of(html, tag.start)))?;
    }
    for tag in &start_tags(plain).context("the static edition")? {
        check(tag, false)
            .with_context(|| format!("the static edition, line {}", line_of(plain, tag.start)))?;
    }
    if script.attribute("type") != Some("module") {
        bail!("the script must be of type `module`");
    }

    beside_page(sheet, "href")?;
    beside_page(script, "src")?;
    check_style(style)?;

    let after_script = html.get(script.end..).unwrap_or_default();
    let Some(tail) = after_script.strip_prefix("</script>") else {
        bail!("the script must be empty");
    };
    Ok([
        html.get(..charset.end).unwrap_or_default(),
        "\n<meta http-equiv=\"Content-Security-Policy\" content=\"",
        &policy(style, code),
        "\">",
        html.get(charset.end..sheet.start).unwrap_or_default(),
        "<style>",
        style,
        "</style>",
        html.get(sheet.end..script.start).unwrap_or_default(),
        // Before the module, so that a file that was cut off still has it.
        plain,
        "<script type=\"application/octet-stream\" id=\"casebook-module\">",
        module,
        "</script>\n<script type=\"module\">",
        code,
        "</script>",
        tail,
    ]
    .concat())
}

/// Our one style and one script may act, the module may be compiled, and that is all.
fn policy(style: &str, script: &str) -> String {
    [
        "default-src 'none'",
        &format!("script-src {} 'wasm-unsafe-eval'", csp_source(script)),
        &format!("style-src {}", csp_source(style)),
        "img-src data:",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    .join("; ")
}

fn is_script(tag: &Tag<'_>) -> bool {
    tag.name == "script"
}

fn is_sheet(tag: &Tag<'_>) -> bool {
    tag.name == "link" && tag.attribute("rel") == Some("stylesheet")
}

fn only<'a, 'b>(tags: &'a [Tag<'b>], what: &str, is: impl Fn(&Tag<'b>) -> bool) -> Result<&'a Tag<'b>> {
    let mut found = tags.iter().filter(|tag| is(tag));
    match (found.next(), found.next()) {
        (Some(tag), None) => Ok(tag),
        (None, _) => bail!("{what} is missing"),
        (Some(_), Some(_)) => bail!("{what} is there twice"),
    }
}

/// Whatever the policy would block, or what would load another file, is an error now and not a
/// defect at the reader's.
fn check(tag: &Tag<'_>, is_inlined: bool) -> Result<()> {
    let name = &tag.name;
    for (attribute, value) in tag.attributes() {
        let value = value.trim_start();
        match attribute {
            "style" => bail!("<{name} style>: the policy blocks style attributes"),
            "http-equiv" => bail!("<{name} http-equiv>: the policy is made by the build"),
            "src" | "srcset" | "data" | "poster" | "href"
                if !(is_inlined || name == "a" || value.starts_with("data:") || value.starts_with('#')) =>
            {
                bail!("<{name} {attribute}=\"{value}\">: the page in one file can load nothing")
            }
            _ if attribute.starts_with("on") => {
                bail!("<{name} {attribute}>: the policy blocks event attributes")
            }
            _ => {}
        }
    }
    Ok(())
}

fn check_style(style: &str) -> Result<()> {
    let lower = style.to_ascii_lowercase();
    for ender in ["</style", "@import"] {
        if let Some(at) = lower.find(ender) {
            bail!("style sheet, line {}: `{ender}` cannot be bundled", line_of(style, at) - 1);
        }
    }
    for (at, _) in lower.match_indices("url(") {
        let value = lower.get(at + "url(".len()..).unwrap_or_default();
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        if !(value.starts_with("data:") || value.starts_with('#')) {
            let line = line_of(style, at) - 1;
            bail!("style sheet, line {line}: the page in one file can load nothing");
        }
    }
    Ok(())
}

/// The path that an attribute of the page names, from the root of the workspace.
fn beside_page(tag: &Tag<'_>, attribute: &str) -> Result<String> {
    let value = tag.attribute(attribute).unwrap_or_default();
    let file = value.strip_prefix("./").unwrap_or(value);
    if file.is_empty() || file.contains(['/', ':', '?']) {
        bail!("<{} {attribute}=\"{value}\">: a file beside the page was expected", tag.name);
    }
    let folder = Path::new(PAGE).parent().unwrap_or(Path::new(""));
    Ok(format!("{}/{file}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::gzip;

    const HTML: &str = "<!doctype html>
<html><head>
<meta charset=\"utf-8\">
<title>x</title>
<link rel=\"icon\" href=\"data:,\">
<link rel=\"stylesheet\" href=\"style.css\">
</head><body>
<script type=\"module\" src=\"./app.js\"></script>
</body></html>
";

    const PLAIN: &str = "<section id=\"static-edition\"></section>\n";

    fn bundled(html: &str) -> Result<String> {
        bundled_with(html, "p { color: red }\n")
    }

    fn bundled_with(html: &str, style: &str) -> Result<String> {
        let sources =
            Sources::from([("www/index.html", html), ("www/style.css", style), ("www/app.js", "f();\n")]);
        let page = Page::link(&sources, &Glue { path: "pkg/x.js", text: "" })?;
        inline(html, &page.style, &page.script, &base64(&gzip(b"\0asm")?), PLAIN)
    }

    #[test]
    fn everything_is_inside_and_the_policy_is_first() -> Result<()> {
        let html = bundled(HTML)?;
        let style = "\np { color: red }\n";
        let script = "\nf();\n";
        let start = format!(
            "<!doctype html>
<html><head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {} \
'wasm-unsafe-eval'; style-src {}; img-src data:; connect-src 'none'; base-uri 'none'; \
form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'\">
<title>x</title>
<link rel=\"icon\" href=\"data:,\">
<style>{style}</style>
</head><body>
{PLAIN}<script type=\"application/octet-stream\" id=\"casebook-module\">H4sI",
            csp_source(script),
            csp_source(style),
        );
        assert!(html.starts_with(&start), "{html}");
        let end = format!("</script>\n<script type=\"module\">{script}</script>\n</body></html>\n");
        assert!(html.ends_with(&end), "{html}");
        Ok(())
    }

    #[test]
    fn the_script_of_the_module_is_the_engines_own() -> Result<()> {
        let sources = Sources::from([
            ("www/index.html", HTML),
            ("www/style.css", ""),
            ("www/app.js", "import { f } from '../pkg/x.js';\nf();\n"),
            // What an older build left there.
            ("pkg/x.js", "export function f() { stale(); }\n"),
        ]);
        let glue = Glue { path: "pkg/x.js", text: "export function f() { fresh(); }\n" };
        let page = Page::link(&sources, &glue)?;
        assert!(page.script.contains("fresh()") && !page.script.contains("stale()"), "{}", page.script);
        Ok(())
    }

    #[test]
    fn the_page_is_called_as_its_collection() -> Result<()> {
        let html = "<title>x</title><header><a href=\"#/\">x</a></header><a href=\"#/\">x</a>";
        let titled = "<title>R&amp;D &lt;cases&gt;</title>\
                      <header><a href=\"#/\">R&amp;D &lt;cases&gt;</a></header><a href=\"#/\">x</a>";
        assert_eq!(with_title(html, "R&D <cases>")?, titled);
        for (without, is_missing) in
            [("<p>", "<title> is missing"), ("<title>x</title>", "<a href=\"#/\"> is missing")]
        {
            let problem = with_title(without, "x").err().map(|problem| problem.to_string());
            assert_eq!(problem.as_deref(), Some(is_missing));
        }
        Ok(())
    }

    #[test]
    fn what_the_page_could_not_load_is_refused() {
        for (from, to, part) in [
            ("data:,", "icon.png", "line 5: <link href=\"icon.png\">"),
            ("<body>", "<body onload=\"f()\">", "line 7: <body onload>"),
            ("<body>", "<p style=\"color: red\">", "line 7: <p style>"),
            ("<title>", "<meta http-equiv=\"refresh\"><title>", "line 4: <meta http-equiv>"),
            ("<body>", "<script src=\"a.js\"></script>", "a script is there twice"),
            ("<meta charset=\"utf-8\">", "", "a <meta charset> is missing"),
            ("style.css", "../style.css", "a file beside the page"),
            ("></script>", ">f()</script>", "the script must be empty"),
            (" type=\"module\"", "", "of type `module`"),
        ] {
            let message = match bundled(&HTML.replace(from, to)) {
                Ok(_) => "no error".to_owned(),
                Err(problem) => format!("{problem:#}"),
            };
            assert!(message.contains(part), "{from} → {to}: {message}");
        }
    }

    #[test]
    fn styles_that_load_are_refused() {
        for (style, ok) in [
            ("a { background: url(x.png) }", false),
            ("a { background: url( \"x.png\") }", false),
            ("@import 'x.css';", false),
            ("a::after { content: '</style>' }", false),
            ("a { background: url(\"data:,\"); filter: url(#f) }", true),
        ] {
            assert_eq!(bundled_with(HTML, style).is_ok(), ok, "{style}");
        }
    }
}
