//! What the pieces of a code block are: few kinds, the same for all languages.

/// What a piece of a code block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum TokenKind {
    /// A remark for people.
    Comment,
    /// Quoted text.
    String,
    /// A number or a date.
    Number,
    /// A word of the language, `true` and `null` among them; in a shell, also the program that runs.
    Keyword,
    /// The name of a value: a key, an attribute, an option.
    Key,
    /// A variable, a lifetime, an anchor.
    Variable,
    /// What joins commands: `|`, `&&`, `>`.
    Operator,
    /// What a shell writes before a command, not typed by anyone.
    Prompt,
    /// What a command wrote.
    Output,
    /// The level of a log line that tells of an error.
    Error,
    /// The level of a log line that warns.
    Warning,
    /// A line that is new.
    Inserted,
    /// A line that is gone.
    Deleted,
    /// What begins a part: a table of TOML, a file or hunk of a diff.
    Header,
}

impl TokenKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 14] = [
        Self::Comment,
        Self::String,
        Self::Number,
        Self::Keyword,
        Self::Key,
        Self::Variable,
        Self::Operator,
        Self::Prompt,
        Self::Output,
        Self::Error,
        Self::Warning,
        Self::Inserted,
        Self::Deleted,
        Self::Header,
    ];

    /// The class of its element, for style sheets. Short: there are thousands in a collection.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Comment => "tok-com",
            Self::String => "tok-str",
            Self::Number => "tok-num",
            Self::Keyword => "tok-kw",
            Self::Key => "tok-key",
            Self::Variable => "tok-var",
            Self::Operator => "tok-op",
            Self::Prompt => "tok-prompt",
            Self::Output => "tok-out",
            Self::Error => "tok-err",
            Self::Warning => "tok-warn",
            Self::Inserted => "tok-ins",
            Self::Deleted => "tok-del",
            Self::Header => "tok-head",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TokenKind;

    #[test]
    fn numbers_are_positions() {
        for (at, kind) in TokenKind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, at, "{kind:?}");
        }
    }
}
