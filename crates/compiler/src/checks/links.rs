//! Links, related cases and sources.

use std::collections::{BTreeMap, BTreeSet};

use casebook_core::markup::{Target, Url, slug};

use crate::body::Link;
use crate::case::CaseFile;
use crate::diagnostic::Code;
use crate::files::{Role, role};
use crate::findings::{Findings, one_of, quoted};
use crate::nearest::Suggestions;

/// What links can lead to: every case of the collection.
#[derive(Default)]
pub(crate) struct Index {
    by_slug: BTreeMap<String, Entry>,
    ids: BTreeMap<String, String>,
    /// Ids that cases had before, each with the id of today.
    former_ids: BTreeMap<String, String>,
    /// Names of all files that are cases, those that could not be read included.
    files: BTreeSet<String>,
    suggestions: Suggestions,
}

/// A case and the anchors of its editions, by language.
#[derive(Default)]
struct Entry {
    id: Option<String>,
    anchors: BTreeMap<usize, BTreeSet<String>>,
}

/// Why a link is not one.
enum Refusal {
    Scheme,
    Malformed,
    Nothing,
    Outside,
    NotACase,
    NoSuchCase(String),
    NoSuchAnchor { slug: String, anchor: String },
}

impl Index {
    /// The index of `cases`; `files` are the names of all files that should be cases.
    pub(crate) fn new(cases: &[CaseFile<'_>], files: BTreeSet<String>) -> Self {
        let mut index = Self { files, ..Self::default() };
        for case in cases {
            let entry = index.by_slug.entry(case.slug.clone()).or_default();
            entry.anchors.entry(case.lang).or_insert_with(|| case.anchors.clone());
            if case.lang == 0 {
                entry.id = case.id().map(str::to_owned);
                if let Some(id) = case.id() {
                    index.ids.entry(id.to_owned()).or_insert_with(|| case.slug.clone());
                    let former =
                        case.front.former_ids.iter().map(|former| (former.text.clone(), id.to_owned()));
                    index.former_ids.extend(former);
                }
            }
        }
        index
    }

    /// The slug of the case with `id`.
    pub(crate) fn slug_of(&self, id: &str) -> Option<&str> {
        self.ids.get(id).map(String::as_str)
    }

    /// Where a relative link leads that stands in a text in the language at `lang`.
    pub(crate) fn target(&self, destination: &str, lang: usize) -> Option<Target> {
        self.resolve(destination, lang).ok().flatten()
    }

    /// The slug of the case that `destination` leads to.
    pub(crate) fn case_of(destination: &str) -> Option<String> {
        let path = destination.split('#').next()?;
        match role(path.strip_prefix("./").unwrap_or(path)) {
            Role::Case { slug, .. } => Some(slug),
            _ => None,
        }
    }

    /// `None` if it leads to a case that could not be read or has no id: that is said elsewhere.
    fn resolve(&self, destination: &str, lang: usize) -> Result<Option<Target>, Refusal> {
        let (path, anchor) = match destination.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (destination, None),
        };
        if path.is_empty() {
            return Err(Refusal::Nothing);
        }
        if has_scheme(path) {
            return Err(if Url::new(&one_line(destination)).is_some() {
                Refusal::Malformed
            } else {
                Refusal::Scheme
            });
        }
        if path.starts_with(['/', '\\']) || path.starts_with("../") {
            return Err(Refusal::Outside);
        }
        let path = path.strip_prefix("./").unwrap_or(path);
        let Role::Case { slug: wanted, .. } = role(path) else { return Err(Refusal::NotACase) };
        if !self.files.contains(path) {
            return Err(Refusal::NoSuchCase(path.to_owned()));
        }
        let Some(entry) = self.by_slug.get(&wanted) else { return Ok(None) };
        let anchor = anchor.filter(|anchor| !anchor.is_empty()).map(slug);
        if let Some(anchor) = &anchor
            && !entry.anchors(lang).is_some_and(|known| known.contains(anchor))
        {
            return Err(Refusal::NoSuchAnchor { slug: wanted, anchor: anchor.clone() });
        }
        Ok(entry.id.clone().map(|id| Target::Case { id, anchor }))
    }
}

impl Entry {
    /// The anchors of the edition that a reader of `lang` gets.
    fn anchors(&self, lang: usize) -> Option<&BTreeSet<String>> {
        self.anchors.get(&lang).or_else(|| self.anchors.get(&0))
    }
}

/// Whether `path` begins with a scheme or names a host.
pub(crate) fn has_scheme(path: &str) -> bool {
    let path: String = path.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    });
    scheme || path.starts_with("//")
}

fn one_line(url: &str) -> String {
    url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

/// Checks the links of a text.
pub(crate) fn check(case: &CaseFile<'_>, index: &Index, findings: &mut Findings<'_>) {
    for link in &case.body.links {
        if Url::new(&link.destination).is_some() {
            continue;
        }
        match link.destination.strip_prefix('#') {
            Some(anchor) if !anchor.is_empty() => own_anchor(anchor, link, case, index, findings),
            _ => {
                if let Err(refusal) = index.resolve(&link.destination, case.lang) {
                    refuse(&refusal, link, case, index, findings);
                }
            }
        }
    }
}

fn own_anchor(anchor: &str, link: &Link, case: &CaseFile<'_>, index: &Index, findings: &mut Findings<'_>) {
    if !case.anchors.contains(&slug(anchor)) {
        dead_anchor(anchor, "this text", Some(&case.anchors), index, link, findings);
    }
}

fn dead_anchor(
    anchor: &str,
    place: &str,
    known: Option<&BTreeSet<String>>,
    index: &Index,
    link: &Link,
    findings: &mut Findings<'_>,
) {
    let decoded = slug(&percent_decoded(anchor));
    let near = || {
        let known = known.into_iter().flatten().map(String::as_str);
        let near = index.suggestions.nearest(&slug(anchor), known)?;
        Some(format!("did you mean `#{near}`?"))
    };
    let help = match known.and_then(|known| known.get(&decoded)) {
        Some(name) => format!("write it as it reads: `#{name}`"),
        None => near().unwrap_or_else(|| {
            "link to a heading that is there, by its words in lower case with `-` for blanks".to_owned()
        }),
    };
    findings
        .add(
            Code::DeadAnchor,
            &link.span,
            format!("no heading of {place} is {}", quoted(&format!("#{anchor}"))),
        )
        .expected("the slug of a heading")
        .help(help);
}

const CASE_OR_URL: &str = "`slug.md` for a case, or a full `https:` URL";

fn refuse(refusal: &Refusal, link: &Link, case: &CaseFile<'_>, index: &Index, findings: &mut Findings<'_>) {
    let destination = quoted(&link.destination);
    let place = &link.span;
    match refusal {
        Refusal::Nothing => findings
            .add(Code::DeadLink, place, "this link leads nowhere")
            .expected("`slug.md`, `slug.md#heading`, `#heading` or an `https:` URL")
            .help("fill in the destination, or remove the brackets"),
        Refusal::Scheme => findings
            .add(Code::RefusedLink, place, format!("no reader is sent to {destination}"))
            .expected("a URL that begins with `https://`, `http://` or `mailto:`")
            .help("link to a public page, or write the address as code"),
        Refusal::Malformed => findings
            .add(Code::RefusedLink, place, format!("{destination} holds what a URL cannot hold"))
            .expected("a URL without blanks and invisible characters")
            .help("write blanks as `%20`, delete the rest"),
        Refusal::Outside => findings
            .add(Code::ForeignLink, place, format!("{destination} lies outside the collection"))
            .expected(CASE_OR_URL)
            .help("link to the public page of it; a compiled collection holds cases only"),
        Refusal::NotACase => findings
            .add(Code::ForeignLink, place, format!("{destination} is not a case"))
            .expected(CASE_OR_URL)
            .help("begin with `https://` if it is a web address; other files are not compiled"),
        Refusal::NoSuchCase(wanted) => {
            let otherwise = "correct the name, or remove the link until the case is written";
            let help = index.suggestions.did_you_mean(wanted, index.files.iter().map(String::as_str));
            findings
                .add(Code::DeadLink, place, format!("there is no case {}", quoted(wanted)))
                .expected("the file name of a case of this collection")
                .help(help.unwrap_or_else(|| otherwise.to_owned()));
        }
        Refusal::NoSuchAnchor { slug, anchor } => {
            let known = index.by_slug.get(slug).and_then(|entry| entry.anchors(case.lang));
            let written = link.destination.split_once('#').map_or(anchor.as_str(), |(_, written)| written);
            dead_anchor(written, &format!("`{slug}.md`"), known, index, link, findings);
        }
    }
}

/// `%E6%A0%B9` as the text it stands for, as far as it is one.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail.get(..2).filter(|_| first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Checks `related` and `caused_by`.
pub(crate) fn related(case: &CaseFile<'_>, index: &Index, findings: &mut Findings<'_>) {
    for id in case.front.related.iter().chain(&case.front.caused_by) {
        if Some(id.text.as_str()) == case.id() {
            findings
                .add(Code::SelfRelated, &id.span, format!("{} is this case itself", quoted(&id.text)))
                .help("remove it");
        } else if index.slug_of(&id.text).is_none() {
            let by_slug = index.by_slug.get(id.text.trim_end_matches(".md"));
            let help = match by_slug.and_then(|entry| entry.id.as_deref()) {
                Some(id) => Some(format!("write the id of that case: `{id}`")),
                None if index.former_ids.contains_key(&id.text) => {
                    index.former_ids.get(&id.text).map(|now| format!("that case is called `{now}` now"))
                }
                None => index.suggestions.did_you_mean(&id.text, index.ids.keys().map(String::as_str)),
            };
            findings
                .add(Code::UnknownRelated, &id.span, format!("no case has the id {}", quoted(&id.text)))
                .expected("ids of cases of this collection")
                .help(
                    help.unwrap_or_else(|| {
                        "correct the id, or remove it until the case is written".to_owned()
                    }),
                );
        }
    }
}

/// Checks `sources`.
pub(crate) fn sources(case: &CaseFile<'_>, findings: &mut Findings<'_>) {
    for source in &case.front.sources {
        let url = Url::new(&source.text);
        if url.is_none_or(|url| url.as_str().starts_with("mailto:")) {
            findings
                .add(
                    Code::BadSource,
                    &source.span,
                    format!("{} is not the address of a page", quoted(&source.text)),
                )
                .expected(one_of(["https://…", "http://…"]))
                .help("give the full public URL of what the case rests on");
        }
    }
}
