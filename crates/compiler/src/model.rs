//! A checked collection: what stands between the case files and the block.
//!
//! Everything here has passed every check that makes an error; keys are resolved to positions in
//! [`Config`], dates are dates, Markdown is a sanitised tree.

use std::ops::Range;

use casebook_core::markup::Fragment;
use jiff::civil::Date;

/// A whole collection, its cases in the order of their ids.
#[derive(Clone, Debug)]
pub struct Collection {
    /// What `casebook.yaml` says.
    pub config: Config,
    /// Sorted by [`Case::id`], numbers within ids by value.
    pub cases: Vec<Case>,
}

/// The same text in every language of the collection, in the order of [`Config::languages`].
pub type Labels = Vec<String>;

/// `casebook.yaml`: the title of the collection and the words by which it is ordered.
#[derive(Clone, Debug)]
pub struct Config {
    /// Title of the collection.
    pub title: Labels,
    /// BCP 47 tags; the first is the language of files without one in their name.
    pub languages: Vec<String>,
    /// Components, each with the prefix of its ids.
    pub components: Vec<Component>,
    /// Severities, most severe first.
    pub severities: Vec<Value>,
    /// Fault types.
    pub types: Vec<Value>,
    /// Statuses.
    pub statuses: Vec<Value>,
    /// The sections that every case has to fill, in order. Labels are the headings that count as it.
    pub sections: Vec<Value>,
    /// For each of the sections what an author is told to write there, as Markdown; empty strings
    /// where the file does not say.
    pub hints: Vec<Labels>,
    /// A case is due for review this many days after its `reviewed` or `updated` date.
    pub review_after_days: Option<u32>,
}

impl Config {
    /// Whether the main language is Chinese: what is generated for authors is worded by it, and in
    /// English for all others.
    pub(crate) fn is_chinese(&self) -> bool {
        self.languages.first().is_some_and(|tag| tag.split('-').next() == Some("zh"))
    }
}

/// One value of a facet, or one required section.
#[derive(Clone, Debug)]
pub struct Value {
    /// What front matter says, `[a-z0-9-]`.
    pub key: String,
    /// What readers see.
    pub labels: Labels,
    /// What it means; empty strings where the file does not say.
    pub descriptions: Labels,
}

/// A component.
#[derive(Clone, Debug)]
pub struct Component {
    /// Key, labels, descriptions.
    pub value: Value,
    /// What ids of its cases begin with: `K` for `K-006`.
    pub id_prefix: String,
}

/// One case in all its editions.
#[derive(Clone, Debug)]
pub struct Case {
    /// Letters, `-`, digits: `K-006`.
    pub id: String,
    /// Ids that this case had before: they lead to it, and belong to no other case.
    pub former_ids: Vec<String>,
    /// The file's name without language and extension.
    pub slug: String,
    /// Position in [`Config::components`].
    pub component: usize,
    /// Position in [`Config::severities`].
    pub severity: usize,
    /// Position in [`Config::types`].
    pub kind: usize,
    /// Position in [`Config::statuses`].
    pub status: usize,
    /// First written.
    pub created: Date,
    /// Last changed.
    pub updated: Date,
    /// In the author's order, without repetition.
    pub tags: Vec<String>,
    /// What else people call this fault: searched, not shown.
    pub aliases: Vec<String>,
    /// Products and the versions concerned.
    pub applies_to: Vec<(String, String)>,
    /// Literal texts, or `/regular expressions/`.
    pub signatures: Vec<String>,
    /// Ids of cases of this collection.
    pub related: Vec<String>,
    /// Ids of cases of this collection of which this one may be the consequence.
    pub caused_by: Vec<String>,
    /// URLs.
    pub sources: Vec<String>,
    /// At least one; the main language first.
    pub editions: Vec<Edition>,
}

/// A case in one language.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Position in [`Config::languages`].
    pub lang: usize,
    /// Title in that language.
    pub title: String,
    /// The whole text.
    pub body: Fragment,
    /// The level-2 sections in order; together with what stands before the first they are the body.
    pub sections: Vec<Section>,
}

/// A level-2 section of an edition.
#[derive(Clone, Debug)]
pub struct Section {
    /// Position in [`Config::sections`] of the required section it fills.
    pub key: Option<usize>,
    /// Text of its heading.
    pub heading: String,
    /// Slug of its heading.
    pub anchor: String,
    /// Where its text lies in [`Fragment::text`], heading included.
    pub text: Range<usize>,
}
