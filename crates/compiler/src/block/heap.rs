//! Strings and lists of strings, each different string once.

use std::collections::HashMap;

use casebook_core::block::layout::Span;

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
        let span = Span::new(self.strings.len(), text.len());
        self.strings.extend_from_slice(text.as_bytes());
        self.known.insert(text.to_owned(), span);
        span
    }

    pub(super) fn list<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) -> Span {
        let spans: Vec<Span> = texts.into_iter().map(|text| self.string(text.as_ref())).collect();
        let span = Span::new(self.lists.len(), spans.len());
        self.lists.extend(spans);
        span
    }
}
