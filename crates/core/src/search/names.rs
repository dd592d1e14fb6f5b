//! Names of one concept: `证书` and `certificate`.

use std::cell::OnceCell;

use crate::block::Block;
use crate::block::layout::{NAME_IS_HELD, NameRow, Section};
use crate::error::Error;
use crate::sort::sort_by_key;

#[derive(Clone, Debug)]
pub(super) struct Names<'a> {
    rows: &'a [NameRow],
    text: &'a [u8],
    /// Numbers of the rows, by their concepts.
    by_concept: OnceCell<Vec<u16>>,
}

impl<'a> Names<'a> {
    pub(super) fn open(block: Block<'a>) -> Result<Self, Error> {
        Ok(Self {
            rows: block.rows(Section::Names)?,
            text: block.section(Section::NameText)?,
            by_concept: OnceCell::new(),
        })
    }

    /// The other names of the concepts that have the name `name`, as far as the index has their words.
    /// `None` when no concept has it.
    pub(super) fn others(&self, name: &str) -> Result<Option<Vec<&'a str>>, Error> {
        let mut others = Vec::new();
        let Some(first) = self.first(name)? else { return Ok(None) };
        for at in first..self.rows.len() {
            if self.name(at)? != name {
                break;
            }
            let Some(concept) = self.concept(at) else { break };
            let by_concept = self.by_concept.get_or_init(|| self.sorted_by_concept());
            let start = by_concept.partition_point(|&at| self.concept(usize::from(at)) < Some(concept));
            for &other in by_concept.get(start..).unwrap_or_default() {
                let other = usize::from(other);
                if self.concept(other) != Some(concept) {
                    break;
                }
                let text = self.name(other)?;
                if text != name && self.is_held(other) {
                    others.push(text);
                }
            }
        }
        Ok(Some(others))
    }

    fn concept(&self, at: usize) -> Option<u16> {
        self.rows.get(at).map(|row| row.concept.get() & !NAME_IS_HELD)
    }

    fn is_held(&self, at: usize) -> bool {
        self.rows.get(at).is_some_and(|row| row.concept.get() & NAME_IS_HELD != 0)
    }

    /// The glossary is of one size whatever the collection holds, so this is work for the first query
    /// and not for the format.
    fn sorted_by_concept(&self) -> Vec<u16> {
        let mut numbers: Vec<u16> = (0..=u16::MAX).take(self.rows.len()).collect();
        sort_by_key(&mut numbers, |&at| self.concept(usize::from(at)));
        numbers
    }

    fn first(&self, name: &str) -> Result<Option<usize>, Error> {
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.name(middle)? < name { low = middle + 1 } else { high = middle }
        }
        Ok(if low < self.rows.len() && self.name(low)? == name { Some(low) } else { None })
    }

    fn name(&self, at: usize) -> Result<&'a str, Error> {
        let corrupt = Error::Corrupt(Section::Names.name());
        let start = self.rows.get(at).ok_or(corrupt.clone())?.start.get() as usize;
        let end = self.rows.get(at + 1).map_or(self.text.len(), |row| row.start.get() as usize);
        let bytes = self.text.get(start..end).ok_or(corrupt.clone())?;
        str::from_utf8(bytes).map_err(|_| corrupt)
    }
}
