//! The byte block: everything there is to know about a collection, read in place.

pub mod layout;
pub mod slot;

use zerocopy::{FromBytes, Immutable, KnownLayout};

use crate::error::Error;
use layout::{ALIGNMENT, FORMAT_VERSION, Header, MAGIC, Section, SectionEntry, checksum};

/// A block whose header and section table are in order.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    bytes: &'a [u8],
    header: &'a Header,
    table: &'a [SectionEntry],
}

impl<'a> Block<'a> {
    /// Opens a block. Costs the same whatever the block holds: the header and the section table
    /// are checked, the sections are not; that is what [`Block::verify`] is for.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the bytes are no block, were cut, or the table is damaged;
    /// [`Error::WrongFormat`] when the block is of another version.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let (header, rest) =
            Header::ref_from_prefix(bytes).map_err(|_| Error::Corrupt("it has no header"))?;
        if header.magic != MAGIC {
            return Err(Error::Corrupt("it is not a casebook block"));
        }
        if header.version.get() != FORMAT_VERSION {
            return Err(Error::WrongFormat { found: header.version.get(), expected: FORMAT_VERSION });
        }
        if header.length.get() != bytes.len() as u64 {
            return Err(Error::Corrupt("it does not have its full length"));
        }
        let length = (header.sections.get() as usize).saturating_mul(size_of::<SectionEntry>());
        let table = rest.get(..length).ok_or(Error::Corrupt("its table ends too early"))?;
        if header.checksum_with(table) != header.head_crc.get() {
            return Err(Error::Corrupt("its head"));
        }
        let table = <[SectionEntry]>::ref_from_bytes(table).map_err(|_| Error::Corrupt("its table"))?;
        Ok(Self { bytes, header, table })
    }

    /// Reads the whole block and compares it with its checksum.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when a byte is not what was written.
    pub fn verify(&self) -> Result<(), Error> {
        let head = size_of::<Header>() + size_of_val(self.table);
        let body = self.bytes.get(head..).unwrap_or_default();
        if checksum(&[body]) != self.header.body_crc.get() {
            return Err(Error::Corrupt("its body"));
        }
        Section::ALL.into_iter().try_for_each(|section| self.section(section).map(drop))
    }

    /// SHA-256 of everything after the header, as the writer stated it.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        self.header.sha256
    }

    /// The bytes of a section.
    pub fn section(&self, section: Section) -> Result<&'a [u8], Error> {
        let entry = self.entry(section)?;
        let outside = Error::Corrupt(section.name());
        let start = usize::try_from(entry.offset.get()).map_err(|_| outside.clone())?;
        let length = usize::try_from(entry.length.get()).map_err(|_| outside.clone())?;
        let end = start.checked_add(length).ok_or(outside.clone())?;
        if start % ALIGNMENT != 0 {
            return Err(outside);
        }
        self.bytes.get(start..end).ok_or(outside)
    }

    /// The rows of a section.
    pub fn rows<T: FromBytes + KnownLayout + Immutable>(&self, section: Section) -> Result<&'a [T], Error> {
        <[T]>::ref_from_bytes(self.section(section)?).map_err(|_| Error::Corrupt(section.name()))
    }

    fn entry(&self, section: Section) -> Result<&'a SectionEntry, Error> {
        let of_section = |entry: &&SectionEntry| entry.section.get() == section as u32;
        self.table.iter().find(of_section).ok_or(Error::Corrupt(section.name()))
    }
}
