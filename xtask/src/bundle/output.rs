//! `dist/`: writing the page, and saying what was written.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::digest::{gzip, sha256_hex};
use crate::process::run;

/// Reads a file; the error names it.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Writes the page with its check sum beside it, and reports sizes.
pub(super) fn write(path: &Path, page: &str, module: &[u8]) -> Result<()> {
    let hash = sha256_hex(page.as_bytes());
    write_whole(path, page.as_bytes())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    write_whole(&path.with_extension("html.sha256"), format!("{hash}  {name}\n").as_bytes())?;

    let size = |bytes: &[u8]| -> Result<String> {
        let (raw, zipped) = (bytes.len(), gzip(bytes)?.len());
        Ok(format!("{raw:>9} bytes, {zipped:>9} gzipped"))
    };
    eprintln!("  module   {}", size(module)?);
    eprintln!("  bundle   {}", size(page.as_bytes())?);
    eprintln!("  sha256   {hash}");
    println!("{}", path.display());
    Ok(())
}

/// Writes a file in full or not at all: beside its place first, then in its place.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().context("a file without a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    fs::write(beside, bytes)
        .and_then(|()| fs::rename(beside, path))
        .with_context(|| format!("{} cannot be written", path.display()))
}

/// Shows a file in the program the system has for it.
pub(super) fn open(path: &Path) -> Result<()> {
    let mut opener = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut start = Command::new("cmd");
        start.args(["/C", "start", ""]);
        start
    } else {
        Command::new("xdg-open")
    };
    run(opener.arg(path)).with_context(|| format!("open {} by hand", path.display()))
}
