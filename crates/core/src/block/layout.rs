//! The one definition of the block format, used by the writer (in the compiler) and the reader.
//!
//! A block is a [`Header`], a table of [`SectionEntry`], and the sections, each at a multiple of
//! eight bytes. All numbers are little-endian. Fixed-size rows are read in place; what varies in
//! length lies in heaps that rows point into.

use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// First bytes of every block.
pub const MAGIC: [u8; 8] = *b"CASEBOOK";
/// Changes whenever a reader of the old format would misread the new one.
pub const FORMAT_VERSION: u32 = 5;
/// Sections begin at multiples of this many bytes.
pub const ALIGNMENT: usize = 8;
/// Bit of [`NameRow::concept`]: the index has all words of the name.
pub const NAME_IS_HELD: u16 = 1 << 15;
/// In [`SectionRow::key`]: the section fills no required one.
pub const NO_KEY: u16 = u16::MAX;
/// Terms in one block of the dictionary: what a look-up reads one after the other.
pub const TERMS_PER_BLOCK: usize = 16;

/// Terms whose postings are found from one [`PostingBlockRow`].
pub const TERMS_PER_POSTING_BLOCK: usize = 64;

/// A term with so many postings says in [`Section::PostingLengths`] where they end.
pub const LONG_LIST: usize = 64;

/// Bytes of a [`GramRow::gram`]: two Han characters, or most of a word.
pub const GRAM: usize = 6;
/// In [`GramRow::offset`]: the signature is no literal text.
pub const NO_OFFSET: u16 = u16::MAX;
/// In [`StateRow::otherwise`] and [`ByteRangeRow::target`]: the signature has matched.
pub const MATCHED: u16 = u16::MAX;
/// In [`StateRow::otherwise`] and [`ByteRangeRow::target`]: the signature cannot match any more.
pub const DEAD: u16 = u16::MAX - 1;

/// The checksum of a block's head and body: CRC-32 as in gzip, over `parts` one after the other.
#[must_use]
pub fn checksum(parts: &[&[u8]]) -> u32 {
    const CRC: crc::Crc<u32, crc::Table<1>> = crc::Crc::<u32, crc::Table<1>>::new(&crc::CRC_32_ISO_HDLC);
    let mut digest = CRC.digest();
    for part in parts {
        digest.update(part);
    }
    digest.finalize()
}

impl Header {
    /// [`Header::head_crc`] for this header and `table`.
    #[must_use]
    pub fn checksum_with(&self, table: &[u8]) -> u32 {
        let fields = self.as_bytes();
        checksum(&[fields.get(..fields.len() - size_of::<U32>()).unwrap_or_default(), table])
    }
}

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
        #[repr(C)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }
    )*};
}

rows! {
    /// What a block begins with.
    Header {
        /// [`MAGIC`]
        magic: [u8; 8],
        /// [`FORMAT_VERSION`]
        version: U32,
        /// Number of entries in the section table, which follows the header.
        sections: U32,
        /// Length of the whole block in bytes.
        length: U64,
        /// SHA-256 of everything after the header.
        sha256: [u8; 32],
        /// [`checksum`] of everything after the section table.
        body_crc: U32,
        /// [`checksum`] of this header up to here and of the section table.
        head_crc: U32,
    }

    /// Where a section lies.
    SectionEntry {
        /// [`Section`] as a number.
        section: U32,
        /// Zero.
        reserved: U32,
        /// First byte in the block.
        offset: U64,
        /// Length in bytes.
        length: U64,
    }

    /// A range of a heap.
    Span {
        /// First byte or row.
        start: U32,
        /// Number of bytes or rows.
        length: U32,
    }

    /// What the collection is. One row.
    IdentityRow {
        /// List of the title in every language.
        title: Span,
        /// List of the languages.
        languages: Span,
        /// String: ISO 8601, or empty.
        built_at: Span,
        /// String: revision, or empty.
        commit: Span,
        /// Number of terms in the dictionary.
        terms: U32,
    }

    /// Where the postings of [`TERMS_PER_POSTING_BLOCK`] terms begin.
    PostingBlockRow {
        /// First byte in [`Section::Postings`].
        postings: U32,
        /// First byte in [`Section::Frequencies`].
        frequencies: U32,
        /// First byte in [`Section::PostingLengths`].
        lengths: U32,
    }

    /// One value of a facet or one required section. Sorted by facet, then in the collection's order.
    ValueRow {
        /// [`Facet`](crate::collection::Facet) as a number; [`SECTION_VALUES`] for required sections.
        facet: U16,
        /// Zero.
        reserved: U16,
        /// String.
        key: Span,
        /// List, in the order of the languages. Empty for tags.
        labels: Span,
        /// List, in the order of the languages. Empty for tags.
        descriptions: Span,
    }

    /// One case, in the order of ids.
    CaseRow {
        /// String.
        id: Span,
        /// String.
        slug: Span,
        /// Position among the values of the facet.
        component: U16,
        /// Position among the values of the facet.
        severity: U16,
        /// Position among the values of the facet.
        kind: U16,
        /// Position among the values of the facet.
        status: U16,
        /// Year · 10,000 + month · 100 + day.
        created: U32,
        /// Year · 10,000 + month · 100 + day.
        updated: U32,
        /// Rows of [`Section::Tags`].
        tags: Span,
        /// Rows of [`Section::Editions`].
        editions: Span,
        /// List: product, versions, product, versions …
        applies_to: Span,
        /// List: what else people call it.
        aliases: Span,
        /// List.
        signatures: Span,
        /// List of ids.
        related: Span,
        /// List of ids of cases of which this one may be the consequence.
        caused_by: Span,
        /// List of URLs.
        sources: Span,
        /// List of ids that this case had before.
        former_ids: Span,
    }

    /// One case in one language, in the order of cases. What postings number.
    EditionRow {
        /// Row of [`Section::Cases`].
        case: U32,
        /// Position among the languages.
        lang: U16,
        /// Zero.
        reserved: U16,
        /// String.
        title: Span,
        /// Bytes of [`Section::Text`].
        text: Span,
        /// Bytes of [`Section::Steps`].
        steps: Span,
        /// Rows of [`Section::Sections`].
        sections: Span,
    }

    /// One name of a concept: of what means the same as its other names.
    NameRow {
        /// First byte in [`Section::NameText`]; it ends where the next begins.
        start: U32,
        /// Equal for names of one concept, but for [`NAME_IS_HELD`].
        concept: U16,
    }

    /// A syllable of pinyin.
    SyllableRow {
        /// ASCII, filled up with zeros.
        name: [u8; 6],
        /// What [`SoundRow::sound`] has.
        sound: U16,
    }

    /// How a Han character sounds. A character that is read in several ways has several rows.
    SoundRow {
        /// The character; all of them lie in the Basic Multilingual Plane.
        character: U16,
        /// Equal for what sounds alike.
        sound: U16,
    }

    /// What identifies a case in a log. In the order of cases, and of their lists.
    SignatureRow {
        /// Row of [`Section::Cases`].
        case: U32,
        /// Position in the case's list of signatures.
        number: U16,
        /// How much a match tells, in thousandths; less for what is short or claimed by many cases.
        weight: U16,
        /// String: the literal text, as log lines are read. Empty for a regular expression.
        literal: Span,
        /// Rows of [`Section::States`], the first of which is where matching begins. None for a literal.
        states: Span,
        /// Rows of [`Section::ByteRanges`].
        ranges: Span,
    }

    /// A piece of a signature, without which it, or what is left of a cut one, cannot match. Ascending.
    GramRow {
        /// The bytes.
        gram: [u8; GRAM],
        /// Where in the literal the piece stands, in bytes, or [`NO_OFFSET`].
        offset: U16,
        /// Row of [`Section::Signatures`].
        signature: U32,
    }

    /// A state of the automaton of a signature: a deterministic one, over bytes, that looks for the
    /// signature anywhere in a line.
    StateRow {
        /// First row among the signature's [`SignatureRow::ranges`]; they end where those of the next
        /// state begin.
        ranges: U16,
        /// The state that follows on any byte which is in none of the ranges.
        otherwise: U16,
        /// 1 if the signature matches when the line ends here, else 0.
        at_end: u8,
    }

    /// Bytes that lead to another state. Disjoint and ascending within a state.
    ByteRangeRow {
        /// The first byte.
        low: u8,
        /// The last byte.
        high: u8,
        /// Number of the state among those of the signature.
        target: U16,
    }

    /// A level-2 section of an edition.
    SectionRow {
        /// Position among the required sections, or [`NO_KEY`].
        key: U16,
        /// Zero.
        reserved: U16,
        /// String.
        heading: Span,
        /// String.
        anchor: Span,
        /// Bytes of the edition's text.
        text: Span,
    }
}

/// In [`ValueRow::facet`]: the row is a required section.
pub const SECTION_VALUES: u16 = 5;

/// The sections of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Section {
    /// One [`IdentityRow`].
    Identity = 1,
    /// Heap of UTF-8: names, titles, labels.
    Strings,
    /// Rows of [`Span`] into the strings: lists of strings.
    Lists,
    /// Rows of [`ValueRow`].
    Values,
    /// Rows of [`CaseRow`].
    Cases,
    /// Rows of `u16`: positions among the values of the tag facet.
    Tags,
    /// Rows of [`EditionRow`].
    Editions,
    /// Rows of [`SectionRow`].
    Sections,
    /// Heap of UTF-8: the text of every edition.
    Text,
    /// Heap: the tree of every edition, as [`codec`](crate::markup::codec) has it.
    Steps,
    /// Rows of `u32`: where each block of the dictionary begins in [`Section::TermBytes`].
    TermBlocks,
    /// The dictionary: terms in byte order, [`TERMS_PER_BLOCK`] a block. The first of a block is a
    /// string; of the others, what they share with the one before as a varint, then the rest as a
    /// string.
    TermBytes,
    /// Rows of [`PostingBlockRow`].
    PostingBlocks,
    /// For each term, as a varint, twice the number of its postings. From [`LONG_LIST`] postings on it is
    /// one more, and another varint says how many bytes they take; of fewer, one has to look.
    PostingLengths,
    /// For each term the editions that hold it, each as a varint, less the one before.
    Postings,
    /// For each posting a byte: [`Frequencies`] tells of what. Apart from the editions, because bytes
    /// among their like compress better.
    ///
    /// [`Frequencies`]: crate::search::Frequencies
    Frequencies,
    /// Rows of [`SoundRow`], ascending by character.
    Sounds,
    /// Rows of [`SyllableRow`], ascending by name.
    Syllables,
    /// ASCII: for each edition a line with the initials of the Han characters of its title, then of its
    /// case's tags and aliases, a blank between runs of characters.
    Initials,
    /// Rows of [`NameRow`], ascending by name.
    Names,
    /// Heap of UTF-8: the names one after the other, in the order of their rows.
    NameText,
    /// Rows of [`SignatureRow`].
    Signatures,
    /// Rows of [`GramRow`].
    Grams,
    /// Rows of [`StateRow`].
    States,
    /// Rows of [`ByteRangeRow`].
    ByteRanges,
}

impl Section {
    /// All sections, in the order in which they are written.
    pub const ALL: [Self; 25] = [
        Self::Identity,
        Self::Strings,
        Self::Lists,
        Self::Values,
        Self::Cases,
        Self::Tags,
        Self::Editions,
        Self::Sections,
        Self::Text,
        Self::Steps,
        Self::TermBlocks,
        Self::TermBytes,
        Self::PostingBlocks,
        Self::PostingLengths,
        Self::Postings,
        Self::Frequencies,
        Self::Sounds,
        Self::Syllables,
        Self::Initials,
        Self::Names,
        Self::NameText,
        Self::Signatures,
        Self::Grams,
        Self::States,
        Self::ByteRanges,
    ];

    /// Name of the section, for messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Strings => "strings",
            Self::Lists => "lists",
            Self::Values => "values",
            Self::Cases => "cases",
            Self::Tags => "tags",
            Self::Editions => "editions",
            Self::Sections => "sections",
            Self::Text => "text",
            Self::Steps => "steps",
            Self::TermBlocks => "term blocks",
            Self::TermBytes => "terms",
            Self::PostingBlocks => "posting blocks",
            Self::PostingLengths => "posting lengths",
            Self::Postings => "postings",
            Self::Frequencies => "frequencies",
            Self::Sounds => "sounds",
            Self::Syllables => "syllables",
            Self::Initials => "initials",
            Self::Names => "names",
            Self::NameText => "name text",
            Self::Signatures => "signatures",
            Self::Grams => "pieces of signatures",
            Self::States => "automata",
            Self::ByteRanges => "byte ranges",
        }
    }
}

impl Span {
    /// The part of `heap` that the span means, if it lies within.
    #[must_use]
    #[inline]
    pub fn of<T>(self, heap: &[T]) -> Option<&[T]> {
        let start = self.start.get() as usize;
        heap.get(start..start.checked_add(self.length.get() as usize)?)
    }
}
