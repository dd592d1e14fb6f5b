use std::fmt;

use crate::bytes::Malformed;

/// Why the engine cannot answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not a block, or a damaged one. Says where.
    Corrupt(&'static str),
    /// The block is of another format version.
    WrongFormat {
        /// Version that the block says it has.
        found: u32,
        /// Version that this engine reads.
        expected: u32,
    },
    /// The module was compiled without a collection, and none was attached to it.
    NoCollection,
    /// No case has this id.
    UnknownCase(String),
    /// There is more of a text than is taken.
    TooLarge {
        /// What there is too much of, such as `"bytes"`.
        what: &'static str,
        /// How much is taken.
        limit: usize,
    },
}

impl Error {
    /// A stable name for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Corrupt(_) => "corrupt-block",
            Self::WrongFormat { .. } => "wrong-format",
            Self::NoCollection => "no-collection",
            Self::UnknownCase(_) => "unknown-case",
            Self::TooLarge { .. } => "input-too-large",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Corrupt(place) => write!(
                f,
                "the compiled collection is damaged ({place}): get the file again, or build it anew"
            ),
            Self::WrongFormat { found, expected } => write!(
                f,
                "the collection was built for format {found}, this is format {expected}: \
                 build it with the casebook that reads it"
            ),
            Self::NoCollection => f.write_str("this module holds no collection: build one with its cases"),
            Self::UnknownCase(id) => write!(f, "no case has the id {id:?}"),
            Self::TooLarge { what, limit } => write!(f, "the text has more than {limit} {what}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<Malformed> for Error {
    fn from(_: Malformed) -> Self {
        Self::Corrupt("a list ends too early")
    }
}
