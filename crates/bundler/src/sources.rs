//! The files from which page and element are made.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};

/// Files by their path from the root of the workspace, with `/`: `www/`, and the licences.
#[derive(Clone, Debug, Default)]
pub struct Sources(BTreeMap<String, Vec<u8>>);

impl Sources {
    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), bytes.into());
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// The text of a file, its lines ended by `\n`.
    pub(crate) fn text(&self, path: &str) -> Result<String> {
        let bytes = self.bytes(path).with_context(|| format!("there is no {path}"))?;
        let text = std::str::from_utf8(bytes).with_context(|| format!("{path} is not UTF-8"))?;
        Ok(text.replace("\r\n", "\n"))
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Sources {
    fn from(files: [(&str, &str); N]) -> Self {
        Self(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into())
    }
}
