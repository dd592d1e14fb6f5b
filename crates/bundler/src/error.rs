//! What goes wrong when a collection is bundled.

use std::fmt;

/// Why there is no bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What kind of mistake it is.
    pub code: Code,
    /// What was found, and what to do about it.
    pub message: String,
}

/// The kinds of mistakes. Their names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Code {
    /// The module is not WebAssembly, or damaged.
    BadModule,
    /// The module is no engine of casebook, or one with a collection compiled in.
    NoSlot,
    /// The module has a collection already.
    AlreadyAttached,
    /// The engine reads another format than the block has.
    WrongFormat,
    /// The block is no compiled collection, or damaged.
    BadBlock,
    /// The block, or the page with it, is larger than browsers open.
    TooLarge,
    /// A file of the page or of the element is missing, or not as it has to be.
    BadAsset,
}

impl Code {
    /// The stable name, in kebab case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BadModule => "bad-module",
            Self::NoSlot => "no-slot",
            Self::AlreadyAttached => "already-attached",
            Self::WrongFormat => "wrong-format",
            Self::BadBlock => "bad-block",
            Self::TooLarge => "too-large",
            Self::BadAsset => "bad-asset",
        }
    }

    /// An error of this kind.
    pub(crate) fn error(self, message: impl Into<String>) -> Error {
        Error { code: self, message: message.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.message, self.code.as_str())
    }
}

impl std::error::Error for Error {}
