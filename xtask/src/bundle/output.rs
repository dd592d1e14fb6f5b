//! Writing package and page, and saying what was written.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use casebook_bundler::{MODULE, PageFile, sha256_hex};

use crate::process::run;

/// Reads a file; the error names it.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Writes the files of a package in place of one that was made before: beside it first, then in its place.
pub(super) fn package(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    check_ours(folder)?;
    let beside = folder.with_extension("part");
    let cannot = |what: &str, path: &Path| format!("{} cannot be {what}", path.display());
    if beside.exists() {
        fs::remove_dir_all(&beside).with_context(|| cannot("emptied", &beside))?;
    }
    fs::create_dir_all(&beside).with_context(|| cannot("made", &beside))?;
    for (name, bytes) in files {
        fs::write(beside.join(name), bytes).with_context(|| cannot("written", &beside.join(name)))?;
    }
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| cannot("emptied", folder))?;
    }
    fs::rename(&beside, folder).with_context(|| cannot("written", folder))
}

/// What may be in a folder that is no package of ours is not ours to delete.
fn check_ours(folder: &Path) -> Result<()> {
    if folder.exists() {
        let is_empty = folder.read_dir().with_context(|| folder.display().to_string())?.next().is_none();
        if !is_empty && !folder.join(format!("{MODULE}.js")).is_file() {
            bail!("{} holds something that is no package of ours; choose another folder", folder.display());
        }
    }
    Ok(())
}

/// Writes the page with its check sum beside it, and reports sizes.
pub(super) fn page(path: &Path, page: &PageFile, module: usize) -> Result<()> {
    let html = page.html.as_bytes();
    let hash = sha256_hex(html);
    write_whole(path, html)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    write_whole(&path.with_extension("html.sha256"), format!("{hash}  {name}\n").as_bytes())?;
    eprintln!("  module   {module:>9} bytes, {:>9} gzipped", page.module_gzipped);
    eprintln!("  bundle   {:>9} bytes", html.len());
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
