//! Text within HTML.

use std::fmt::{self, Display, Formatter};

use casebook_core::markup::html::escape;

/// Text of the collection, written so that it stays text between tags and between quotes.
pub(super) struct Text<'a>(pub(super) &'a str);

impl Display for Text<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let mut escaped = String::with_capacity(self.0.len());
        escape(self.0, &mut escaped);
        formatter.write_str(&escaped)
    }
}
