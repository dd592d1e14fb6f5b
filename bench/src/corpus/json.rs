//! JSON lines: one document or query each.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::gzip;

/// Whether the name is that of a file of JSON lines.
pub(super) fn is_json_lines(file: &Path) -> bool {
    let is = |file: &Path, ending: &str| file.extension().is_some_and(|extension| extension == ending);
    let unpacked = if is(file, "gz") { file.with_extension("") } else { file.to_owned() };
    is(&unpacked, "jsonl") || is(&unpacked, "ndjson")
}

/// Reads the lines of all `files`, one file after the other.
pub(super) fn read_all<T: for<'de> Deserialize<'de>>(files: &[PathBuf]) -> Result<Vec<T>> {
    let mut items = Vec::new();
    for file in files {
        let text = gzip::read_text(file)?;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let item = serde_json::from_str(line);
            items.push(item.with_context(|| format!("{}:{}", file.display(), number + 1))?);
        }
    }
    Ok(items)
}
