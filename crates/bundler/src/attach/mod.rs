//! Attaching a compiled collection to a compiled engine.
//!
//! The block becomes one more active data segment behind the module's initial memory, which is raised by
//! as many pages, and the [slot](casebook_core::block::slot) learns address and length. No code changes,
//! so it takes the time of copying the module. The allocator of the module takes only memory that it
//! makes grow, and what the linker left between the last static and the end of the initial memory: both
//! leave the block alone.

use std::ops::Range;

use casebook_core::block::Block;
use casebook_core::block::layout::FORMAT_VERSION;
use casebook_core::block::slot::{MARKER, Slot};
use wasm_encoder::{ConstExpr, DataCountSection, DataSection, MemorySection, MemoryType, Module, RawSection};
use wasmparser::{Data, DataKind, Operator, Parser, Payload};
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes as _, IntoBytes as _};

use crate::error::{Code, Error};

/// Largest block that is attached. A module has 4 GiB of memory at most, in which what a search needs
/// besides has to find room; browsers give up long before.
pub const MAX_BLOCK: usize = 1 << 30;

/// Bytes of a page of memory.
const PAGE: usize = 1 << 16;

/// The engine with the collection inside: a module that answers as one into which it was compiled.
///
/// # Errors
/// [`Code::BadModule`], [`Code::NoSlot`] and [`Code::AlreadyAttached`] are about `engine`,
/// [`Code::BadBlock`] and [`Code::TooLarge`] about `block`, [`Code::WrongFormat`] about both.
pub fn attach(engine: &[u8], block: &[u8]) -> Result<Vec<u8>, Error> {
    if block.len() > MAX_BLOCK {
        let message =
            format!("the compiled collection has {} bytes, above {MAX_BLOCK}: split it", block.len());
        return Err(Code::TooLarge.error(message));
    }
    let version = match Block::open(block).and_then(|opened| opened.verify()) {
        Ok(()) => FORMAT_VERSION,
        Err(casebook_core::Error::WrongFormat { found, .. }) => found,
        Err(error) => return Err(Code::BadBlock.error(error.to_string())),
    };
    let module = Parts::read(engine)?;
    let (segment, offset, slot) = module.slot()?;
    if slot.length.get() != 0 {
        return Err(Code::AlreadyAttached.error("the module has a collection already: take the engine alone"));
    }
    if slot.format.get() != version {
        return Err(Code::WrongFormat.error(format!(
            "the engine reads format {}, the collection has format {version}: build both with one version",
            slot.format.get()
        )));
    }
    module.with_block(segment, offset, slot, block)
}

/// A module in pieces.
struct Parts<'m> {
    bytes: &'m [u8],
    sections: Vec<Section<'m>>,
}

enum Section<'m> {
    /// Copied as it is: its number and the range of its contents.
    Other(u8, Range<usize>),
    Memory(wasmparser::MemoryType),
    DataCount(u32),
    Data(Vec<Data<'m>>),
}

fn bad(error: impl std::fmt::Display) -> Error {
    Code::BadModule.error(format!("the engine is not WebAssembly, or damaged: {error}"))
}

impl<'m> Parts<'m> {
    fn read(bytes: &'m [u8]) -> Result<Self, Error> {
        let mut sections = Vec::new();
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.map_err(bad)?;
            match &payload {
                Payload::MemorySection(memories) => {
                    let all = memories.clone().into_iter().collect::<Result<Vec<_>, _>>().map_err(bad)?;
                    let &[memory] = all.as_slice() else { return Err(bad("it needs one memory")) };
                    if memory.memory64 || memory.shared || memory.page_size_log2.is_some() {
                        return Err(bad("its memory is of another kind"));
                    }
                    sections.push(Section::Memory(memory));
                }
                Payload::DataCountSection { count, .. } => sections.push(Section::DataCount(*count)),
                Payload::DataSection(segments) => {
                    let all = segments.clone().into_iter().collect::<Result<_, _>>().map_err(bad)?;
                    sections.push(Section::Data(all));
                }
                // Functions come one by one besides their section; only sections have a number.
                _ => sections.extend(payload.as_section().map(|(id, range)| Section::Other(id, range))),
            }
        }
        Ok(Self { bytes, sections })
    }

    /// The slot: its segment, where in that, and what it says.
    fn slot(&self) -> Result<(usize, usize, Slot), Error> {
        let segments = self.sections.iter().filter_map(|section| match section {
            Section::Data(segments) => Some(segments.iter().enumerate()),
            _ => None,
        });
        let found = segments.flatten().flat_map(|(number, segment)| {
            let places = segment.data.windows(MARKER.len()).enumerate();
            places.filter(|(_, bytes)| *bytes == MARKER).map(move |(at, _)| (number, at, segment.data))
        });
        let &[(number, at, data)] = found.collect::<Vec<_>>().as_slice() else {
            return Err(Code::NoSlot.error(
                "the module is no engine to which a collection can be attached: it was compiled with one, \
                 or is something else",
            ));
        };
        let slot = Slot::read_from_prefix(data.get(at..).unwrap_or_default());
        slot.map(|(slot, _)| (number, at, slot)).map_err(|_| bad("its slot is cut"))
    }

    /// The module with `block`, and with that in the slot which lies at `offset` in `segment`.
    fn with_block(&self, segment: usize, offset: usize, slot: Slot, block: &[u8]) -> Result<Vec<u8>, Error> {
        let memory = self.sections.iter().find_map(|section| match section {
            Section::Memory(memory) => Some(*memory),
            _ => None,
        });
        let memory = memory.ok_or_else(|| bad("it has no memory of its own"))?;
        let minimum = memory.initial + block.len().div_ceil(PAGE) as u64;
        if minimum > memory.maximum.unwrap_or(1 << 16) {
            let message =
                format!("the collection needs {minimum} pages of memory, more than the engine may have");
            return Err(Code::TooLarge.error(message));
        }
        let address = u32::try_from(memory.initial * PAGE as u64).map_err(|_| bad("its memory is full"))?;
        let length = u32::try_from(block.len()).map_err(bad)?;
        let slot = Slot { address: U32::new(address), length: U32::new(length), ..slot };

        let mut module = Module::new();
        for section in &self.sections {
            match section {
                Section::Other(id, range) => {
                    let data = self.bytes.get(range.clone()).unwrap_or_default();
                    module.section(&RawSection { id: *id, data });
                }
                Section::Memory(memory) => {
                    let mut memories = MemorySection::new();
                    memories.memory(MemoryType {
                        minimum,
                        maximum: memory.maximum,
                        memory64: false,
                        shared: false,
                        page_size_log2: None,
                    });
                    module.section(&memories);
                }
                Section::DataCount(count) => {
                    module.section(&DataCountSection { count: count + 1 });
                }
                Section::Data(segments) => {
                    let mut data = DataSection::new();
                    for (number, one) in segments.iter().enumerate() {
                        let mut bytes = one.data.to_vec();
                        if number == segment
                            && let Some(place) = bytes.get_mut(offset..offset + size_of::<Slot>())
                        {
                            place.copy_from_slice(slot.as_bytes());
                        }
                        add(&mut data, &one.kind, bytes)?;
                    }
                    data.active(0, &ConstExpr::i32_const(address.cast_signed()), block.iter().copied());
                    module.section(&data);
                }
            }
        }
        Ok(module.finish())
    }
}

/// Adds a segment as it was.
fn add(data: &mut DataSection, kind: &DataKind<'_>, bytes: Vec<u8>) -> Result<(), Error> {
    match kind {
        DataKind::Passive => {
            data.passive(bytes);
        }
        DataKind::Active { memory_index, offset_expr } => {
            let mut operators = offset_expr.get_operators_reader();
            let (Ok(Operator::I32Const { value }), Ok(Operator::End)) = (operators.read(), operators.read())
            else {
                return Err(bad("a segment lies at no fixed place"));
            };
            data.active(*memory_index, &ConstExpr::i32_const(value), bytes);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
