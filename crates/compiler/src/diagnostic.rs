//! What the compiler has to say: every message has a code, a place, and what to do about it.

use std::fmt;
use std::ops::Range;

use crate::findings::escaped;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// There is no block until this is mended.
    Error,
    /// The block is made; a reader may be worse off.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One finding in one place of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule this is about; it decides the severity.
    pub code: Code,
    /// Path of the file as it was given. Empty when no file is at fault.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The place as a byte range of the file as it was given.
    pub span: Range<usize>,
    /// What was found, in one sentence without a full stop.
    pub message: String,
    /// What to see at the place; may be empty.
    pub label: String,
    /// What would have been right; may be empty.
    pub expected: String,
    /// What to do.
    pub help: String,
    /// How many further findings of this code in this file are not shown.
    pub omitted: usize,
}

impl Diagnostic {
    /// Error or warning.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// One line for machines and editors: `file:line:column: severity[code]: message; help`. What cannot be
/// seen is written as `<U+001B>`, line breaks included: to be printed wherever a line has a meaning.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, file, line, column, message, help, .. } = self;
        let (severity, help) = (code.severity().as_str(), help.replace('\n', " "));
        let text = format!("{file}:{line}:{column}: {severity}[{code}]: {message}; {help}");
        f.write_str(&escaped(&text))
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// The rules. Their names are stable: authors search for them, tools filter by them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable name, in kebab case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// Whether breaking the rule is an error.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // The collection and its files.
    /// [`crate::BuildInfo::built_at`] is not a time.
    BadBuildTime = "bad-build-time", Error;
    /// There is no `casebook.yaml`.
    NoConfig = "no-config", Error;
    /// There is no case.
    NoCases = "no-cases", Error;
    /// A file's name is not a slug, or has too many parts.
    BadFileName = "bad-file-name", Error;
    /// Two files have the same name, but for upper and lower case.
    DuplicateSlug = "duplicate-slug", Error;
    /// A Markdown file lies where no case is looked for.
    MisplacedFile = "misplaced-file", Warning;
    /// A file's name has a language that the collection does not have, or its main one.
    EditionLanguage = "edition-language", Error;
    /// There is a translation without the case itself.
    EditionWithoutCase = "edition-without-case", Error;
    /// A translation and its case have different ids.
    EditionId = "edition-id", Error;
    /// A translation is older than its case.
    EditionOutdated = "edition-outdated", Warning;
    /// A file is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A file is longer than the engine reads.
    FileTooLarge = "file-too-large", Error;
    /// A file is there and was not read: a link, a pipe, a huge one.
    UnreadableFile = "unreadable-file", Error;
    /// A control character, one without width or one that turns text around, in code or front matter.
    InvisibleInCode = "invisible-in-code", Error;
    /// The same in prose.
    InvisibleInProse = "invisible-in-prose", Warning;

    // YAML.
    /// A case does not begin with front matter.
    FrontMatterMissing = "front-matter-missing", Error;
    /// The front matter has no end.
    FrontMatterOpen = "front-matter-open", Error;
    /// The text is not YAML.
    YamlSyntax = "yaml-syntax", Error;
    /// YAML that casebook does not take: anchors, tags, several documents, keys that are not text.
    YamlUnsupported = "yaml-unsupported", Error;
    /// A key stands twice in one mapping.
    DuplicateKey = "duplicate-key", Error;
    /// A key that has no meaning here.
    UnknownKey = "unknown-key", Error;
    /// A key that belongs into the case's main file.
    MisplacedKey = "misplaced-key", Error;
    /// A key that has to be there is not.
    MissingKey = "missing-key", Error;
    /// A list where text is wanted, and the like.
    WrongType = "wrong-type", Error;
    /// Nothing where something is wanted.
    EmptyValue = "empty-value", Error;
    /// Text longer than its place allows.
    ValueTooLong = "value-too-long", Error;
    /// The same item twice in one list.
    DuplicateItem = "duplicate-item", Error;
    /// A component, severity, type or status that `casebook.yaml` does not know.
    UnknownValue = "unknown-value", Error;
    /// Not a day of the calendar as `YYYY-MM-DD`.
    BadDate = "bad-date", Error;
    /// Updated or reviewed before it was created.
    DateOrder = "date-order", Error;
    /// A date after the time of the build.
    DateInFuture = "date-in-future", Warning;
    /// The case has not been reviewed for too long.
    ReviewOverdue = "review-overdue", Warning;
    /// An id is not letters, `-`, digits.
    BadId = "bad-id", Error;
    /// An id does not begin as its component's ids do.
    IdPrefix = "id-prefix", Error;
    /// Two cases have one id.
    DuplicateId = "duplicate-id", Error;

    // casebook.yaml.
    /// A key of a component, severity and so on is not `[a-z0-9-]`, or an id prefix is not letters.
    BadKey = "bad-key", Error;
    /// Not a language tag.
    BadLanguage = "bad-language", Error;
    /// A label in a language that the collection does not have.
    UnknownLanguage = "unknown-language", Error;
    /// A label that is missing in one of the collection's languages.
    MissingLabel = "missing-label", Error;
    /// Not a number of days.
    BadNumber = "bad-number", Error;

    // Sections and headings.
    /// A required section is not there.
    MissingSection = "missing-section", Error;
    /// A heading that is nearly that of a required section.
    MisnamedSection = "misnamed-section", Error;
    /// A required section after one that it should precede.
    MisorderedSection = "misordered-section", Error;
    /// A required section for the second time.
    DuplicateSection = "duplicate-section", Error;
    /// A section without content.
    EmptySection = "empty-section", Error;
    /// A hint of the template that nobody has replaced.
    UnfilledHint = "unfilled-hint", Error;
    /// Something before the first section.
    TextBeforeSections = "text-before-sections", Error;
    /// A heading of level 1: that is the title's.
    TitleHeading = "title-heading", Error;
    /// A heading without words.
    EmptyHeading = "empty-heading", Error;
    /// A heading more than one level below the one before.
    HeadingSkipped = "heading-skipped", Warning;

    // The rest of the text.
    /// Nesting deeper than the engine renders.
    NestedTooDeep = "nested-too-deep", Error;
    /// HTML, which readers will see as text.
    RawHtml = "raw-html", Warning;
    /// The path of an image leads to no file.
    MissingImage = "missing-image", Error;
    /// An image outside the collection, or of a format that is not shown.
    UnsupportedImage = "unsupported-image", Error;
    /// An image that is not what it begins as, or has no end.
    DamagedImage = "damaged-image", Error;
    /// An image of too many bytes or pixels, or too many images in one text.
    ImageTooLarge = "image-too-large", Error;
    /// An image whose file is called after another format than its own.
    MisnamedImage = "misnamed-image", Warning;
    /// An image without alternative text.
    MissingAlt = "missing-alt", Error;
    /// An image whose alternative text is the name of its file.
    AltFileName = "alt-file-name", Warning;
    /// A file that is an image, and that no case shows.
    UnusedImage = "unused-image", Warning;
    /// A code block that does not say its language.
    CodeWithoutLanguage = "code-without-language", Warning;
    /// A link to a case that does not exist.
    DeadLink = "dead-link", Error;
    /// A link to a heading that does not exist.
    DeadAnchor = "dead-anchor", Error;
    /// A link to a file that is not a case.
    ForeignLink = "foreign-link", Error;
    /// A link whose URL no reader is sent to.
    RefusedLink = "refused-link", Error;
    /// A related case that does not exist.
    UnknownRelated = "unknown-related", Error;
    /// A case related to itself.
    SelfRelated = "self-related", Error;
    /// Cases that are each the cause of the other.
    CauseCycle = "cause-cycle", Error;
    /// A source that is not an `https` or `http` URL.
    BadSource = "bad-source", Error;

    // Signatures.
    /// Not a regular expression.
    SignatureInvalid = "signature-invalid", Error;
    /// A regular expression that grows too large.
    SignatureTooLarge = "signature-too-large", Error;
    /// A signature that would match logs that have nothing to do with the case.
    SignatureTooBroad = "signature-too-broad", Error;
    /// A signature with a placeholder, which no log contains.
    SignaturePlaceholder = "signature-placeholder", Warning;
    /// A signature that matches nothing the case quotes.
    SignatureNotQuoted = "signature-not-quoted", Error;
    /// A signature that matches what another case quotes.
    SignatureElsewhere = "signature-elsewhere", Warning;

    // Commands.
    /// A download that goes straight into a shell.
    PipeToShell = "pipe-to-shell", Error;
    /// A command that destroys data, without an alert before it.
    UnwarnedDestruction = "unwarned-destruction", Error;
    /// A command that deletes objects or interrupts a service, without an alert before it.
    UnwarnedInterruption = "unwarned-interruption", Warning;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
