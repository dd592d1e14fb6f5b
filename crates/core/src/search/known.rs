//! What the syntax of queries has to know of the collection.

use super::lexicon::Lexicon;
use super::query::{Field, Known, Word};
use crate::collection::{Collection, Facet};
use crate::error::Error;
use crate::text::{Kind, fold};

pub(super) struct KnownTo<'a, 'e> {
    pub(super) collection: &'e Collection<'a>,
    pub(super) lexicon: &'e Lexicon<'a, 'e>,
}

impl Known for KnownTo<'_, '_> {
    fn field(&self, name: &str, value: &str) -> Result<Option<Field>, Error> {
        let name = folded(name);
        if name == "id" {
            return Ok(self.collection.case_by_id(value).ok().map(|_| Field::Id(value.to_owned())));
        }
        let Some(facet) = Facet::ALL.into_iter().find(|facet| facet.name() == name) else { return Ok(None) };
        let value = folded(value);
        let values = self.collection.values(facet)?;
        let means = |known: &crate::collection::Value<'_>| {
            folded(known.key) == value || known.labels.iter().any(|label| folded(label) == value)
        };
        Ok(values.iter().find(|known| means(known)).map(|known| Field::Value(facet, known.key.to_owned())))
    }

    fn holds(&self, word: &Word) -> Result<bool, Error> {
        let mut pieces =
            word.pieces.iter().filter(|piece| matches!(piece.kind, Kind::Whole | Kind::Pair)).peekable();
        if pieces.peek().is_none() {
            return Ok(false);
        }
        for piece in pieces {
            // `-noout` is an option of a command that some case shows.
            if self.lexicon.exact(&format!("-{}", piece.term))?.is_known() {
                return Ok(false);
            }
            if !self.lexicon.exact(&piece.term)?.is_known() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn folded(text: &str) -> String {
    text.chars().map(fold).collect()
}
