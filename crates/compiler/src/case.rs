//! One case file, read.

use std::collections::BTreeSet;
use std::ops::Range;

use casebook_core::markup::markdown::TooLarge;
use casebook_core::markup::{Element, Fragment, Step, markdown};

use crate::body::{self, Body};
use crate::diagnostic::Code;
use crate::findings::Findings;
use crate::front_matter::{self, FrontMatter};
use crate::model::Config;
use crate::pictures::Pictures;

/// A case or a translation of one, before it is checked against the others.
pub(crate) struct CaseFile<'s> {
    pub(crate) slug: String,
    /// Position in [`Config::languages`]; 0 is the main language.
    pub(crate) lang: usize,
    pub(crate) front: FrontMatter,
    pub(crate) body: Body,
    pub(crate) body_range: Range<usize>,
    /// Slugs of all headings.
    pub(crate) anchors: BTreeSet<String>,
    pub(crate) findings: Findings<'s>,
}

impl<'s> CaseFile<'s> {
    /// Reads the file that `findings` are about.
    pub(crate) fn read(
        slug: String,
        lang: usize,
        config: &Config,
        pictures: &Pictures<'_>,
        mut findings: Findings<'s>,
    ) -> Self {
        let parts = front_matter::split(&mut findings);
        let front = match &parts.front {
            Some(range) => front_matter::read(range, lang > 0, config, &mut findings),
            None => FrontMatter::default(),
        };
        let text = &findings.source.text;
        let body = body::read(text, &parts.body);
        let markdown = text.get(parts.body.clone()).unwrap_or("");
        let mut images = |destination: &str| pictures.inlined(destination);
        let anchors = match markdown::parse_with_images(markdown, &mut |_, _| None, &mut images) {
            Ok(fragment) => anchors(fragment),
            Err(TooLarge { what, limit }) => {
                findings
                    .add(Code::FileTooLarge, &(0..0), format!("the text has more than {limit} {what}"))
                    .expected(format!("at most {limit}"))
                    .help("split it; no reader gets through that much");
                BTreeSet::new()
            }
        };
        Self { slug, lang, front, body, body_range: parts.body, anchors, findings }
    }

    /// The Markdown text.
    pub(crate) fn markdown(&self) -> &'s str {
        self.findings.source.text.get(self.body_range.clone()).unwrap_or("")
    }

    /// The id, if the front matter has one.
    pub(crate) fn id(&self) -> Option<&str> {
        self.front.id.as_ref().map(|id| id.text.as_str())
    }
}

/// The slugs that the engine gave the headings.
fn anchors(fragment: Fragment) -> BTreeSet<String> {
    let slug = |step| match step {
        Step::Open(Element::Heading { slug, .. }) => Some(slug),
        _ => None,
    };
    fragment.steps.into_iter().filter_map(slug).collect()
}
