//! Strings and lists of strings, each different string once.

use std::collections::HashMap;

use casebook_core::block::layout::Span;
use zerocopy::little_endian::U32;

/// The span of `length` bytes or rows from `start`.
pub(super) fn span(start: usize, length: usize) -> Span {
    Span { start: offset(start), length: offset(length) }
}

/// A place in a heap.
#[allow(clippy::expect_used, reason = "documented at `write`: offsets must not be cut short silently")]
pub(super) fn offset(at: usize) -> U32 {
    U32::new(u32::try_from(at).expect("a block's heap is below 4 GiB"))
}

#[derive(Debug, Default)]
pub(super) struct Heap {
    pub(super) strings: Vec<u8>,
    pub(super) lists: Vec<Span>,
    known: HashMap<String, Span>,
}

impl Heap {
    pub(super) fn string(&mut self, text: &str) -> Span {
        if let Some(span) = self.known.get(text) {
            return *span;
        }
        let new = span(self.strings.len(), text.len());
        self.strings.extend_from_slice(text.as_bytes());
        self.known.insert(text.to_owned(), new);
        new
    }

    pub(super) fn list<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) -> Span {
        let spans: Vec<Span> = texts.into_iter().map(|text| self.string(text.as_ref())).collect();
        let list = span(self.lists.len(), spans.len());
        self.lists.extend(spans);
        list
    }
}
