//! Markdown as a sanitised tree.
//!
//! A [`Fragment`] is a tree of allow-listed elements, flattened in document order: [`Step::Open`],
//! [`Step::Text`], [`Step::Close`]. What it can say is all that can ever reach a reader's DOM: there
//! is no variant for a script, a style, an event handler or a URL that was not checked. Writers
//! ([`html::write`] here, the DOM writer at the boundary) need no judgement of their own.
//!
//! All text of a fragment lies in one string, blocks apart by a newline that belongs to no step.
//! That string is what is searched, and what snippets and highlights are ranges of.

#[cfg(feature = "markdown")]
mod autolink;
pub mod codec;
#[cfg(feature = "markdown")]
pub mod containers;
pub mod html;
mod image;
pub mod language;
#[cfg(feature = "markdown")]
pub mod markdown;
mod slug;
mod token;
mod url;
pub mod writer;

use std::ops::Range;

pub use image::{ImageSize, MAX_SIDE};
pub use slug::{Slugs, slug};
pub use token::TokenKind;
pub use url::{ImageUrl, Url};

/// A sanitised tree of elements and text, in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// All text, blocks separated by `\n`.
    pub text: String,
    /// The tree. Every `Open` has its `Close`; text ranges ascend and lie on character borders.
    pub steps: Vec<Step>,
}

/// One step through a [`Fragment`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An element begins.
    Open(Element),
    /// Text, as a byte range of [`Fragment::text`].
    Text(Range<usize>),
    /// The innermost open element ends.
    Close,
}

/// The elements that can exist. Adding one is a decision about safety.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// A paragraph.
    Paragraph,
    /// A heading of level 1 to 6 with its slug, unique within the fragment and not yet prefixed.
    Heading {
        /// 1 to 6.
        level: u8,
        /// See [`Slugs`].
        slug: String,
    },
    /// A quotation.
    BlockQuote,
    /// A GitHub alert.
    Alert(Alert),
    /// A code block with the first word of its info string, lower-case, `[a-z0-9+#._-]` only;
    /// empty when there is none.
    CodeBlock {
        /// For example `sh`.
        lang: String,
    },
    /// A piece of a code block that is shown in a way of its own. Stands in a code block, holds text.
    Token(TokenKind),
    /// Code within a line.
    Code,
    /// A bullet list.
    BulletList,
    /// A numbered list and its first number.
    OrderedList {
        /// First number.
        start: u64,
    },
    /// A list item.
    Item,
    /// A list item that begins with a check box.
    TaskItem {
        /// Whether the box is ticked.
        checked: bool,
    },
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Deleted text.
    Strikethrough,
    /// A table.
    Table,
    /// The head of a table, holding one row.
    TableHead,
    /// The rest of a table.
    TableBody,
    /// A row.
    TableRow,
    /// A cell; a heading cell in the table's head.
    TableCell {
        /// Whether this is a heading cell.
        head: bool,
        /// Alignment of the column.
        align: Align,
    },
    /// A link.
    Link {
        /// Where to.
        target: Target,
        /// Tool tip; empty when there is none.
        title: String,
    },
    /// An image. Has no children.
    Image {
        /// A `data:` URL of a raster image.
        source: ImageUrl,
        /// Where it is known.
        size: Option<ImageSize>,
        /// Text in its stead, as a byte range of [`Fragment::text`]: it is searched like any other,
        /// and ascends with the ranges of [`Step::Text`].
        alt: Range<usize>,
    },
    /// The mark in the text that points to a footnote. Its only child is the number.
    FootnoteReference {
        /// Number of the footnote, from 1 in order of first mention.
        number: u32,
        /// Which mention of this footnote, from 1.
        mention: u32,
    },
    /// The list of all footnotes.
    Footnotes,
    /// One footnote.
    Footnote {
        /// Number of the footnote.
        number: u32,
    },
    /// A thematic break. Has no children.
    Rule,
    /// A line break. Has no children.
    LineBreak,
}

/// Kinds of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// Alignment of a table column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// As the language has it.
    #[default]
    None,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Out of the collection.
    External(Url),
    /// To another case, and a heading in it.
    Case {
        /// Id of the case.
        id: String,
        /// Slug of a heading there.
        anchor: Option<String>,
    },
    /// To a heading of this fragment.
    Anchor(String),
}

impl Element {
    /// Whether the element stands for itself and holds nothing.
    #[must_use]
    pub fn is_void(&self) -> bool {
        matches!(self, Self::Image { .. } | Self::Rule | Self::LineBreak)
    }
}

impl Fragment {
    /// The text of the element that opens at step `open`, without its markup.
    #[must_use]
    pub fn text_of(&self, open: usize) -> String {
        let mut depth = 0_usize;
        let mut text = String::new();
        for step in self.steps.iter().skip(open) {
            match step {
                Step::Open(_) => depth += 1,
                Step::Text(range) => text.push_str(self.text.get(range.clone()).unwrap_or("")),
                Step::Close => depth = depth.saturating_sub(1),
            }
            if depth == 0 {
                break;
            }
        }
        text
    }
}
