//! What is in a block: the collection's identity, its taxonomy and its cases.

use std::cmp::Ordering;

use zerocopy::little_endian::U16;

use crate::block::Block;
use crate::block::layout::{
    CaseRow, EditionRow, FORMAT_VERSION, IdentityRow, NO_KEY, SECTION_VALUES, Section, SectionRow, Span,
    ValueRow,
};
use crate::error::Error;
use crate::markup::{Fragment, codec};

/// The things by which cases are filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Facet {
    /// What broke.
    Component = 0,
    /// How bad it is.
    Severity = 1,
    /// How it broke.
    Type = 2,
    /// How complete the case is.
    Status = 3,
    /// Free words of the authors.
    Tag = 4,
}

impl Facet {
    /// All facets; the position of each is its number.
    pub const ALL: [Self; 5] = [Self::Component, Self::Severity, Self::Type, Self::Status, Self::Tag];

    /// The name by which requests and answers call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Component => "component",
            Self::Severity => "severity",
            Self::Type => "type",
            Self::Status => "status",
            Self::Tag => "tag",
        }
    }
}

/// Compares ids as people count: letters first, then numbers by value. `K-2` comes before `K-010`.
#[must_use]
pub fn compare_ids(a: &str, b: &str) -> Ordering {
    id_key(a).cmp(&id_key(b)).then_with(|| a.cmp(b))
}

/// By what ids order and compare: letters in whatever case, and number. No two cases share it.
fn id_key(id: &str) -> (String, u64) {
    let number_at = id.len() - id.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (letters, digits) = id.split_at(number_at);
    (letters.to_ascii_uppercase(), digits.parse().unwrap_or(u64::MAX))
}

/// A collection, read in place.
#[derive(Clone, Copy, Debug)]
pub struct Collection<'a> {
    block: Block<'a>,
    identity: &'a IdentityRow,
    strings: &'a [u8],
    lists: &'a [Span],
    values: &'a [ValueRow],
    cases: &'a [CaseRow],
    tags: &'a [U16],
    editions: &'a [EditionRow],
    sections: &'a [SectionRow],
    text: &'a [u8],
    steps: &'a [u8],
}

/// One value of a facet, or one required section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value<'a> {
    /// What front matter says.
    pub key: &'a str,
    /// In the order of the languages; empty for tags.
    pub labels: Vec<&'a str>,
    /// In the order of the languages; empty for tags.
    pub descriptions: Vec<&'a str>,
}

/// One case: what its front matter says.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    collection: Collection<'a>,
    row: &'a CaseRow,
    /// Position in the collection, which is the order of ids.
    pub index: usize,
}

/// One case in one language.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    collection: Collection<'a>,
    row: &'a EditionRow,
}

/// A level-2 section of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionView<'a> {
    /// Position among the required sections.
    pub key: Option<usize>,
    /// Text of its heading.
    pub heading: &'a str,
    /// Slug of its heading.
    pub anchor: &'a str,
    /// First byte in the edition's text; the heading is there.
    pub start: usize,
    /// Byte after the last in the edition's text.
    pub end: usize,
}

impl<'a> Collection<'a> {
    /// Opens a block as a collection, in constant time.
    ///
    /// # Errors
    /// As [`Block::open`], and [`Error::Corrupt`] when a section is missing or of no whole rows.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let block = Block::open(bytes)?;
        let identity = block.rows::<IdentityRow>(Section::Identity)?.first();
        Ok(Self {
            block,
            identity: identity.ok_or(Error::Corrupt(Section::Identity.name()))?,
            strings: block.section(Section::Strings)?,
            lists: block.rows(Section::Lists)?,
            values: block.rows(Section::Values)?,
            cases: block.rows(Section::Cases)?,
            tags: block.rows(Section::Tags)?,
            editions: block.rows(Section::Editions)?,
            sections: block.rows(Section::Sections)?,
            text: block.section(Section::Text)?,
            steps: block.section(Section::Steps)?,
        })
    }

    /// The block underneath.
    #[must_use]
    pub fn block(&self) -> Block<'a> {
        self.block
    }

    /// Reads everything once: checksums first, then every case as a reader would.
    ///
    /// # Errors
    /// [`Error::Corrupt`] with the place of the first fault.
    pub fn verify(&self) -> Result<(), Error> {
        self.block.verify()?;
        self.title()?;
        for facet in Facet::ALL {
            self.values(facet)?;
        }
        for index in 0..self.case_count() {
            let case = self.case(index)?;
            case.verify()?;
            for edition in case.editions()? {
                edition.verify()?;
            }
        }
        Ok(())
    }

    /// Title in every language.
    pub fn title(&self) -> Result<Vec<&'a str>, Error> {
        self.list(self.identity.title)
    }

    /// BCP 47 tags; the first is the main language.
    pub fn languages(&self) -> Result<Vec<&'a str>, Error> {
        self.list(self.identity.languages)
    }

    /// When the collection was built, ISO 8601, if the build said so.
    pub fn built_at(&self) -> Result<Option<&'a str>, Error> {
        Ok(Some(self.string(self.identity.built_at)?).filter(|text| !text.is_empty()))
    }

    /// Revision of the sources, if the build said so.
    pub fn commit(&self) -> Result<Option<&'a str>, Error> {
        Ok(Some(self.string(self.identity.commit)?).filter(|text| !text.is_empty()))
    }

    /// SHA-256 of the block behind its header, as 64 hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> String {
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        self.block.sha256().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }

    /// Version of the block's format.
    #[must_use]
    pub fn format_version(&self) -> u32 {
        FORMAT_VERSION
    }

    /// The values of a facet, in the collection's order.
    pub fn values(&self, facet: Facet) -> Result<Vec<Value<'a>>, Error> {
        self.values_of(facet as u16)
    }

    /// The required sections, in order.
    pub fn required_sections(&self) -> Result<Vec<Value<'a>>, Error> {
        self.values_of(SECTION_VALUES)
    }

    fn values_of(&self, facet: u16) -> Result<Vec<Value<'a>>, Error> {
        let rows = self.values.iter().filter(|row| row.facet.get() == facet);
        rows.map(|row| {
            Ok(Value {
                key: self.string(row.key)?,
                labels: self.list(row.labels)?,
                descriptions: self.list(row.descriptions)?,
            })
        })
        .collect()
    }

    /// Keys of a facet's values, in the collection's order.
    pub fn keys(&self, facet: Facet) -> Result<Vec<&'a str>, Error> {
        let rows = self.values.iter().filter(|row| row.facet.get() == facet as u16);
        rows.map(|row| self.string(row.key)).collect()
    }

    /// Number of cases.
    #[must_use]
    pub fn case_count(&self) -> usize {
        self.cases.len()
    }

    /// Number of editions, which is what postings number.
    #[must_use]
    pub fn edition_count(&self) -> usize {
        self.editions.len()
    }

    /// The case at `index` in the order of ids.
    pub fn case(&self, index: usize) -> Result<Case<'a>, Error> {
        let row = self.cases.get(index).ok_or(Error::Corrupt(Section::Cases.name()))?;
        Ok(Case { collection: *self, row, index })
    }

    /// The case called `id`, or else the one that was. The case of the letters and zeros in front of the
    /// number do not matter: `k-6` is `K-006`.
    ///
    /// # Errors
    /// [`Error::UnknownCase`] when there is none.
    pub fn case_by_id(&self, id: &str) -> Result<Case<'a>, Error> {
        let wanted = id_key(id);
        let found = match self.case_now_called(&wanted)? {
            None => self.case_once_called(&wanted)?,
            found => found,
        };
        found.ok_or_else(|| Error::UnknownCase(id.chars().take(64).collect()))
    }

    fn case_now_called(&self, wanted: &(String, u64)) -> Result<Option<Case<'a>>, Error> {
        let (mut low, mut high) = (0, self.cases.len());
        while low < high {
            let middle = low.midpoint(high);
            let case = self.case(middle)?;
            match id_key(case.id()?).cmp(wanted) {
                Ordering::Equal => return Ok(Some(case)),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    /// Reads all cases, which only an address or a note of long ago makes necessary.
    fn case_once_called(&self, wanted: &(String, u64)) -> Result<Option<Case<'a>>, Error> {
        for index in 0..self.cases.len() {
            let case = self.case(index)?;
            for id in case.former_ids()? {
                if id_key(id) == *wanted {
                    return Ok(Some(case));
                }
            }
        }
        Ok(None)
    }

    /// Number of terms in the dictionary.
    #[must_use]
    pub(crate) fn term_count(&self) -> usize {
        self.identity.terms.get() as usize
    }

    /// The edition that postings call `number`.
    pub fn edition(&self, number: usize) -> Result<Edition<'a>, Error> {
        let row = self.editions.get(number).ok_or(Error::Corrupt(Section::Editions.name()))?;
        Ok(Edition { collection: *self, row })
    }

    pub(crate) fn string(&self, span: Span) -> Result<&'a str, Error> {
        text(self.strings, span, Section::Strings)
    }

    fn list(&self, span: Span) -> Result<Vec<&'a str>, Error> {
        let spans = span.of(self.lists).ok_or(Error::Corrupt(Section::Lists.name()))?;
        spans.iter().map(|&span| self.string(span)).collect()
    }
}

fn text(heap: &[u8], span: Span, section: Section) -> Result<&str, Error> {
    let bytes = span.of(heap).ok_or(Error::Corrupt(section.name()))?;
    str::from_utf8(bytes).map_err(|_| Error::Corrupt(section.name()))
}

impl<'a> Case<'a> {
    /// Id, such as `K-006`.
    pub fn id(&self) -> Result<&'a str, Error> {
        self.collection.string(self.row.id)
    }

    /// The file's name without extension.
    pub fn slug(&self) -> Result<&'a str, Error> {
        self.collection.string(self.row.slug)
    }

    /// Position among the values of a facet of which a case has one value: any but
    /// [`Facet::Tag`], for which see [`Case::tags`].
    #[must_use]
    pub fn value(&self, facet: Facet) -> Option<usize> {
        Some(usize::from(match facet {
            Facet::Component => self.row.component.get(),
            Facet::Severity => self.row.severity.get(),
            Facet::Type => self.row.kind.get(),
            Facet::Status => self.row.status.get(),
            Facet::Tag => return None,
        }))
    }

    /// Positions among the values of [`Facet::Tag`], in the author's order.
    pub fn tags(&self) -> Result<&'a [U16], Error> {
        self.row.tags.of(self.collection.tags).ok_or(Error::Corrupt(Section::Tags.name()))
    }

    /// First written, as year · 10,000 + month · 100 + day.
    #[must_use]
    pub fn created(&self) -> u32 {
        self.row.created.get()
    }

    /// Last changed, as year · 10,000 + month · 100 + day.
    #[must_use]
    pub fn updated(&self) -> u32 {
        self.row.updated.get()
    }

    /// Products and the versions concerned.
    pub fn applies_to(&self) -> Result<Vec<(&'a str, &'a str)>, Error> {
        let flat = self.collection.list(self.row.applies_to)?;
        Ok(flat.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect())
    }

    /// What else people call this fault: searched, not shown.
    pub fn aliases(&self) -> Result<Vec<&'a str>, Error> {
        self.collection.list(self.row.aliases)
    }

    /// What identifies this case in a log.
    pub fn signatures(&self) -> Result<Vec<&'a str>, Error> {
        self.collection.list(self.row.signatures)
    }

    /// Ids of related cases.
    pub fn related(&self) -> Result<Vec<&'a str>, Error> {
        self.collection.list(self.row.related)
    }

    /// Ids of cases of which this one may be the consequence.
    pub fn caused_by(&self) -> Result<Vec<&'a str>, Error> {
        self.collection.list(self.row.caused_by)
    }

    /// Ids that this case had before.
    pub fn former_ids(&self) -> Result<Vec<&'a str>, Error> {
        self.collection.list(self.row.former_ids)
    }

    /// URLs of the evidence.
    pub fn sources(&self) -> Result<Vec<&'a str>, Error> {
        self.collection.list(self.row.sources)
    }

    /// All editions, the main language first.
    pub fn editions(&self) -> Result<Vec<Edition<'a>>, Error> {
        let rows = self.row.editions.of(self.collection.editions);
        let rows = rows.ok_or(Error::Corrupt(Section::Editions.name()))?;
        Ok(rows.iter().map(|row| Edition { collection: self.collection, row }).collect())
    }

    /// What postings call the first of its editions; the others follow it.
    #[must_use]
    pub fn first_edition(&self) -> usize {
        self.row.editions.start.get() as usize
    }

    /// Number of editions.
    #[must_use]
    pub fn edition_count(&self) -> usize {
        self.row.editions.length.get() as usize
    }

    /// Reads everything that front matter says.
    fn verify(&self) -> Result<(), Error> {
        self.id()?;
        self.slug()?;
        self.tags()?;
        self.applies_to()?;
        self.aliases()?;
        self.signatures()?;
        self.related()?;
        self.caused_by()?;
        self.sources()?;
        self.former_ids()?;
        Ok(())
    }

    /// The edition in `lang`, or else in a language with the same first part (`zh` for `zh-CN`), or
    /// else the first.
    pub fn edition_for(&self, lang: Option<&str>) -> Result<Edition<'a>, Error> {
        fn primary(lang: &str) -> &str {
            lang.split('-').next().unwrap_or(lang)
        }
        let editions = self.editions()?;
        let Some(wanted) = lang else {
            return editions.first().copied().ok_or(Error::Corrupt(Section::Editions.name()));
        };
        let closeness = |edition: &&Edition<'_>| match edition.lang() {
            Ok(lang) if lang.eq_ignore_ascii_case(wanted) => 0,
            Ok(lang) if primary(lang).eq_ignore_ascii_case(primary(wanted)) => 1,
            _ => 2,
        };
        editions.iter().min_by_key(closeness).copied().ok_or(Error::Corrupt(Section::Editions.name()))
    }
}

impl<'a> Edition<'a> {
    /// The case of which this is an edition.
    pub fn case(&self) -> Result<Case<'a>, Error> {
        self.collection.case(self.row.case.get() as usize)
    }

    /// BCP 47 tag.
    pub fn lang(&self) -> Result<&'a str, Error> {
        let languages = self.collection.languages()?;
        languages
            .get(usize::from(self.row.lang.get()))
            .copied()
            .ok_or(Error::Corrupt(Section::Editions.name()))
    }

    /// Title.
    pub fn title(&self) -> Result<&'a str, Error> {
        self.collection.string(self.row.title)
    }

    /// The whole text, blocks separated by newlines.
    pub fn text(&self) -> Result<&'a str, Error> {
        text(self.collection.text, self.row.text, Section::Text)
    }

    /// The whole text with its markup.
    pub fn fragment(&self) -> Result<Fragment, Error> {
        let corrupt = Error::Corrupt(Section::Steps.name());
        let steps = self.row.steps.of(self.collection.steps).ok_or(corrupt.clone())?;
        codec::decode(steps, self.text()?).map_err(|_| corrupt)
    }

    /// The level-2 sections, in order.
    pub fn sections(&self) -> Result<Vec<SectionView<'a>>, Error> {
        let rows = self.row.sections.of(self.collection.sections);
        let rows = rows.ok_or(Error::Corrupt(Section::Sections.name()))?;
        rows.iter().map(|row| self.section(row)).collect()
    }

    /// Reads everything that there is to show.
    fn verify(&self) -> Result<(), Error> {
        self.lang()?;
        self.title()?;
        self.fragment()?;
        self.sections()?;
        Ok(())
    }

    fn section(&self, row: &SectionRow) -> Result<SectionView<'a>, Error> {
        let start = row.text.start.get() as usize;
        Ok(SectionView {
            key: Some(row.key.get()).filter(|&key| key != NO_KEY).map(usize::from),
            heading: self.collection.string(row.heading)?,
            anchor: self.collection.string(row.anchor)?,
            start,
            end: start.saturating_add(row.text.length.get() as usize),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::compare_ids;

    #[test]
    fn ids_are_in_the_order_people_count() {
        let mut ids = ["S-001", "K-010", "K-2", "AB-1", "K-2a", "k-3"];
        ids.sort_by(|a, b| compare_ids(a, b));
        assert_eq!(ids, ["AB-1", "K-2", "k-3", "K-010", "K-2a", "S-001"]);
    }
}
