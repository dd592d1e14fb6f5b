//! A block to an error or an answer.

use std::sync::LazyLock;

use casebook_compiler::{SourceFile, compile};
use casebook_core::Error;
use casebook_core::block::layout::{Header, SectionEntry, checksum};
use casebook_core::collection::{Collection, Facet};
use casebook_core::log::Reader;
use casebook_core::markup::html::write;
use casebook_core::markup::writer::{Context, Links};
use casebook_core::search::{Engine, Filters, SearchRequest};
use zerocopy::{FromBytes, IntoBytes};

use crate::collections::{build_info, small};
use crate::{allowed, html, log, query, sound};

const HEADER: usize = size_of::<Header>();

/// A small block with every kind of element.
static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut files = small();
    let rich = include_str!("rich.md").as_bytes().to_vec();
    files.push(SourceFile::new("rich.md", rich));
    let compilation = compile(&files, &build_info());
    compilation.block.unwrap_or_else(|| panic!("{:?}", compilation.diagnostics))
});

/// What [`block`](fn@block) does to a block.
struct Change {
    /// In the section table; else behind it.
    in_table: bool,
    /// The position is relative to the beginning of this section, counted as the table has them.
    section: usize,
    at: usize,
    bytes: Vec<u8>,
}

impl Change {
    /// A byte that says which section, or the table, and how many bytes are written; three of the
    /// position; the bytes.
    fn read(input: &mut &[u8]) -> Option<Self> {
        let (&[kind, a, b, c], rest) = input.split_first_chunk()?;
        let length = if kind & 0x80 == 0 { 1 } else { 4 };
        let bytes = rest.get(..length)?.to_vec();
        *input = rest.get(length..)?;
        let at = u32::from_le_bytes([a, b, c, 0]) as usize;
        Some(Self { in_table: kind & 0x40 != 0, section: usize::from(kind & 0x3f), at, bytes })
    }

    fn apply(&self, block: &mut [u8], head: usize, starts: &[usize]) {
        let (from, to) = if self.in_table { (HEADER, head) } else { (head, block.len()) };
        let section = starts.get(self.section % starts.len()).copied().unwrap_or(from);
        let start = if self.in_table { 0 } else { section.saturating_sub(from) };
        for (offset, &byte) in self.bytes.iter().enumerate() {
            let at = from + (start + self.at + offset) % (to - from);
            if let Some(place) = block.get_mut(at) {
                *place = byte;
            }
        }
    }
}

/// A block changed in any places, its checksums made to fit as a hostile writer would: an error or an
/// answer, the same twice, and nothing in it that a case could not say.
pub fn block(bytes: &[u8]) {
    let changed = changed(bytes);
    let Ok(collection) = Collection::open(&changed) else { return };
    let _ = collection.verify();
    let first = told(collection);
    assert_eq!(format!("{first:?}"), format!("{:?}", told(collection)));
    for text in first.map(|told| told.html).unwrap_or_default() {
        assert_eq!(allowed::foreign(&html::tokens(&text)), None, "{text}");
    }
}

/// The sound block with changes, which `bytes` says.
fn changed(mut bytes: &[u8]) -> Vec<u8> {
    let mut block = SOUND.clone();
    let (header, _) = Header::read_from_prefix(&block).expect("a header");
    let head = HEADER + header.sections.get() as usize * size_of::<SectionEntry>();
    let table = block.get(HEADER..head).expect("a table");
    let table = <[SectionEntry]>::ref_from_bytes(table).expect("a table");
    let starts: Vec<usize> = table.iter().map(|entry| entry.offset.get() as usize).collect();
    while let Some(change) = Change::read(&mut bytes) {
        change.apply(&mut block, head, &starts);
    }
    let (front, body) = block.split_at(head);
    let mut header = Header { body_crc: checksum(&[body]).into(), ..header };
    header.head_crc = header.checksum_with(front.get(HEADER..).unwrap_or_default()).into();
    block.get_mut(..HEADER).unwrap().copy_from_slice(header.as_bytes());
    block
}

/// What a collection says to all that the module can ask.
#[derive(Debug)]
pub(crate) struct Told {
    /// Answers to queries and to a log, as they print.
    #[allow(dead_code, reason = "compared as printed")]
    answers: Vec<String>,
    /// Every edition.
    pub(crate) html: Vec<String>,
}

/// Asks a collection everything.
pub(crate) fn told(collection: Collection<'_>) -> Result<Told, Error> {
    let mut answers = Vec::new();
    let mut filters = Filters::default();
    filters.add(Facet::Tag, "disk");
    match Engine::new(collection) {
        Err(error) => answers.push(error.to_string()),
        Ok(mut engine) => {
            for query in ["", "磁盘写满", "no spcae left", "cipan", "tag:disk 10.0.0.1 -\"a b\""] {
                let request = SearchRequest { query, filters: filters.clone(), ..SearchRequest::default() };
                answers.push(format!("{:?}", engine.search(&request).map(|answer| query::printed(&answer))));
                let request = SearchRequest { query, ..SearchRequest::default() };
                answers.push(format!("{:?}", engine.search(&request).map(|answer| query::printed(&answer))));
                answers.push(format!(
                    "{:?}",
                    engine.explain(&request, "A-001").map(|told| (told.rank, told.score))
                ));
            }
        }
    }
    match Reader::new(collection) {
        Err(error) => answers.push(error.to_string()),
        Ok(mut reader) => {
            let _ = reader.push("write: No space left on device\nfailed: 磁盘 写满 in 10.0.0.1:80\n");
            answers.push(format!("{:?}", reader.finish(None, 10).map(|answer| log::printed(&answer))));
        }
    }
    let mut html = Vec::new();
    for index in 0..collection.case_count().min(8) {
        for edition in collection.case(index)?.editions()?.iter().take(8) {
            if let Ok(fragment) = edition.fragment() {
                sound(&fragment);
                html.push(write(&fragment, Context { id_prefix: "x-", links: Links::Ids, lang: "zh-CN" }));
            }
        }
    }
    Ok(Told { answers, html })
}
