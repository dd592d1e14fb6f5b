//! The compiled collection and the one engine over it.

use std::cell::RefCell;

use casebook_core::Error;
use casebook_core::collection::Collection;
use casebook_core::search::Engine;

#[cfg(feature = "embedded")]
#[expect(clippy::unnecessary_wraps, reason = "a module without a collection has none")]
fn block() -> Result<&'static [u8], Error> {
    Ok(include_bytes!(concat!(env!("OUT_DIR"), "/casebook.block")))
}

#[cfg(not(feature = "embedded"))]
use crate::attached::block;

thread_local! {
    static ENGINE: RefCell<Option<Engine<'static>>> = const { RefCell::new(None) };
}

/// The collection. Opening takes constant time, so nobody has to keep it.
pub(crate) fn collection() -> Result<Collection<'static>, Error> {
    Collection::open(block()?)
}

/// Calls `use_engine` with the engine, made on first use.
pub(crate) fn with_engine<T>(
    use_engine: impl FnOnce(&mut Engine<'static>) -> Result<T, Error>,
) -> Result<T, Error> {
    ENGINE.with_borrow_mut(|slot| match slot {
        Some(engine) => use_engine(engine),
        None => use_engine(slot.insert(Engine::new(collection()?)?)),
    })
}
