//! A checked collection as one byte block.
//!
//! The format is defined in [`casebook_core::block::layout`]; this is its only writer. The same
//! collection gives the same bytes: nothing here asks a clock, a path, a locale or a hash map's
//! order.

mod heap;
mod index;
mod names;
mod rows;
mod signatures;
mod sounds;

use casebook_core::block::layout::{
    ALIGNMENT, FORMAT_VERSION, Header, MAGIC, Section, SectionEntry, checksum,
};
use sha2::{Digest, Sha256};
use zerocopy::IntoBytes;
use zerocopy::little_endian::{U32, U64};

use crate::BuildInfo;
use crate::model::Collection;

/// Writes `collection` as a block.
///
/// # Panics
/// When a heap of the block would be 4 GiB or more: offsets are 32 bits wide.
#[must_use]
pub fn write(collection: &Collection, build: &BuildInfo) -> Vec<u8> {
    let index = index::write(collection);
    let mut rows = rows::write(collection, build);
    rows.identity.terms = heap::offset(index.term_count);
    let names = names::write(|term| index.is_known(term));
    let sounds = sounds::write(&index.characters);
    let signatures = signatures::write(collection, &mut rows.heap);
    assemble(&[
        (Section::Identity, rows.identity.as_bytes()),
        (Section::Strings, &rows.heap.strings),
        (Section::Lists, rows.heap.lists.as_bytes()),
        (Section::Values, rows.values.as_bytes()),
        (Section::Cases, rows.cases.as_bytes()),
        (Section::Tags, rows.tags.as_bytes()),
        (Section::Editions, rows.editions.as_bytes()),
        (Section::Sections, rows.sections.as_bytes()),
        (Section::Text, &rows.text),
        (Section::Steps, &rows.steps),
        (Section::TermBlocks, index.term_blocks.as_bytes()),
        (Section::TermBytes, &index.term_bytes),
        (Section::PostingBlocks, index.posting_blocks.as_bytes()),
        (Section::PostingLengths, &index.posting_lengths),
        (Section::Postings, &index.postings),
        (Section::Frequencies, &index.frequencies),
        (Section::Names, names.rows.as_bytes()),
        (Section::NameText, &names.text),
        (Section::Sounds, sounds.characters.as_bytes()),
        (Section::Syllables, sounds.syllables.as_bytes()),
        (Section::Initials, sounds::initials(collection).as_bytes()),
        (Section::Signatures, signatures.rows.as_bytes()),
        (Section::Grams, signatures.grams.as_bytes()),
        (Section::States, signatures.states.as_bytes()),
        (Section::ByteRanges, signatures.ranges.as_bytes()),
    ])
}

/// Puts sections behind a header and a table.
fn assemble(sections: &[(Section, &[u8])]) -> Vec<u8> {
    let first = size_of::<Header>() + sections.len() * size_of::<SectionEntry>();
    let mut body = Vec::new();
    let mut table = Vec::new();
    for (section, bytes) in sections {
        body.resize((first + body.len()).next_multiple_of(ALIGNMENT) - first, 0);
        table.push(SectionEntry {
            section: U32::new(*section as u32),
            reserved: U32::new(0),
            offset: U64::new((first + body.len()) as u64),
            length: U64::new(bytes.len() as u64),
        });
        body.extend_from_slice(bytes);
    }
    let mut hash = Sha256::new();
    hash.update(table.as_bytes());
    hash.update(&body);
    let mut header = Header {
        magic: MAGIC,
        version: U32::new(FORMAT_VERSION),
        sections: U32::new(sections.len() as u32),
        length: U64::new((first + body.len()) as u64),
        sha256: hash.finalize().into(),
        body_crc: U32::new(checksum(&[&body])),
        head_crc: U32::new(0),
    };
    header.head_crc = U32::new(header.checksum_with(table.as_bytes()));
    [header.as_bytes(), table.as_bytes(), &body].concat()
}
