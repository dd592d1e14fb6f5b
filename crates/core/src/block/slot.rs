//! The place in an engine module that says where its collection lies.
//!
//! A module that was compiled without a collection has one such slot among its initial data. Whoever
//! attaches a block to it appends the block as a data segment behind the module's initial memory and
//! writes address and length into the slot, which the engine reads when it is first asked.

use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// What a slot begins with; nothing else in a module holds these bytes.
pub const MARKER: [u8; 16] = *b"\x89casebook slot\r\n";

/// A slot as it lies in memory.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub struct Slot {
    /// [`MARKER`]
    pub marker: [u8; 16],
    /// The [format version](super::layout::FORMAT_VERSION) that the engine reads.
    pub format: U32,
    /// Where in the module's memory the block begins; zero as long as there is none.
    pub address: U32,
    /// Length of the block in bytes; zero as long as there is none.
    pub length: U32,
}
