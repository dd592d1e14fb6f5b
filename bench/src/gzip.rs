//! Gzip, as it is read and as sizes are told.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

/// The length of `bytes` when gzipped as servers do, at the middle level.
pub(crate) fn length(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// The text of a file; one that ends in `.gz` is unpacked.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    let mut text = String::new();
    let open = || File::open(path);
    let read = if path.extension().is_some_and(|extension| extension == "gz") {
        open().and_then(|file| MultiGzDecoder::new(file).read_to_string(&mut text))
    } else {
        open().and_then(|mut file| file.read_to_string(&mut text))
    };
    let _bytes = read.with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(text)
}
