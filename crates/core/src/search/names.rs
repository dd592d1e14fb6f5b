//! Names of one concept: `证书` and `certificate`.

use crate::block::Block;
use crate::block::layout::{NameRow, Section};
use crate::error::Error;

#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'a> {
    rows: &'a [NameRow],
    text: &'a [u8],
}

impl<'a> Names<'a> {
    pub(super) fn open(block: Block<'a>) -> Result<Self, Error> {
        Ok(Self { rows: block.rows(Section::Names)?, text: block.section(Section::NameText)? })
    }

    /// All other names of the concepts that have the name `name`.
    pub(super) fn others(&self, name: &str) -> Result<Vec<&'a str>, Error> {
        let mut others = Vec::new();
        let Some(first) = self.first(name)? else { return Ok(others) };
        for at in first..self.rows.len() {
            if self.name(at)? != name {
                break;
            }
            let concept = self.rows.get(at).map(|row| row.concept.get());
            for (other, row) in self.rows.iter().enumerate() {
                if Some(row.concept.get()) == concept {
                    let text = self.name(other)?;
                    if text != name {
                        others.push(text);
                    }
                }
            }
        }
        Ok(others)
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
