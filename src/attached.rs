//! The collection that was attached to the compiled module.

use std::sync::atomic::{AtomicU32, Ordering};

use casebook_core::Error;
use casebook_core::block::layout::FORMAT_VERSION;
use casebook_core::block::slot::MARKER;

/// [`Slot`](casebook_core::block::slot::Slot), with numbers that the compiler cannot take for constants.
#[repr(C)]
struct Slot {
    marker: [u8; 16],
    format: AtomicU32,
    address: AtomicU32,
    length: AtomicU32,
}

#[used]
static SLOT: Slot = Slot {
    marker: MARKER,
    format: AtomicU32::new(FORMAT_VERSION),
    address: AtomicU32::new(0),
    length: AtomicU32::new(0),
};

/// The bytes of the collection.
#[cfg(target_arch = "wasm32")]
#[expect(unsafe_code, reason = "nothing else makes a slice of a place that is known at run time only")]
pub(crate) fn block() -> Result<&'static [u8], Error> {
    let address = SLOT.address.load(Ordering::Relaxed) as usize;
    let length = SLOT.length.load(Ordering::Relaxed) as usize;
    let end = core::arch::wasm32::memory_size(0).saturating_mul(1 << 16);
    if address == 0 || address.checked_add(length).is_none_or(|behind| behind > end) {
        return Err(Error::NoCollection);
    }
    // SAFETY: The range lies within memory, as just checked. What attached the block placed it behind the
    // memory that the module begins with, where neither the stack nor a static reaches, and the allocator
    // takes only what it makes memory grow by, which is behind the block.
    Ok(unsafe { core::slice::from_raw_parts(address as *const u8, length) })
}

/// The bytes of the collection: none where there is no module.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn block() -> Result<&'static [u8], Error> {
    let _ = (&SLOT.marker, &SLOT.format, SLOT.address.load(Ordering::Relaxed), &SLOT.length);
    Err(Error::NoCollection)
}
