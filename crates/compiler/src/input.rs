//! What is handed to the compiler: the files of a collection, and when and from what it is built.

use std::fmt;

/// A file of a collection.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Path relative to the collection, its parts apart by `/`.
    pub path: String,
    /// What is in it; nothing where it was not read.
    pub bytes: Vec<u8>,
    /// Why it was not read, if it was not.
    pub unread: Option<Unread>,
}

impl SourceFile {
    /// A file that was read.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into(), unread: None }
    }

    /// A file that is there and was not read.
    pub fn unread(path: impl Into<String>, why: Unread) -> Self {
        Self { path: path.into(), bytes: Vec::new(), unread: Some(why) }
    }
}

/// Why whoever read the folder of a collection left a file out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unread {
    /// It is longer than any file of a collection may be.
    TooLarge {
        /// Its length in bytes.
        length: u64,
    },
    /// It is a symbolic link out of the folder.
    LeadsOutside,
    /// It is a pipe, a socket, a device or a folder under the name of a file.
    NotAFile,
    /// The system refused; in its words.
    Failed(String),
}

/// Says what the file is, as the rest of a sentence that begins with it.
impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { length } => write!(f, "has {length} bytes"),
            Self::LeadsOutside => f.write_str("is a link to somewhere outside the collection"),
            Self::NotAFile => f.write_str("is no regular file"),
            Self::Failed(problem) => write!(f, "cannot be read: {problem}"),
        }
    }
}

/// The only way in which time and commit enter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildInfo {
    /// What the cases were built from.
    pub commit: Option<String>,
    /// Time of the build as RFC 3339 has it. Without it, nothing is checked against the clock.
    pub built_at: Option<String>,
}
