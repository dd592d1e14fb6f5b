//! How long compiling a collection takes, and what each part of the block weighs.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use casebook_compiler::{BuildInfo, SourceFile, compile, render};
use casebook_core::block::layout::Section;
use casebook_core::collection::Collection;
use serde_json::{Map, Value, json};

use crate::gzip;

/// What a case is read and shown from. All else is there to find it.
const CONTENT: &[Section] = &[
    Section::Identity,
    Section::Strings,
    Section::Lists,
    Section::Values,
    Section::Cases,
    Section::Tags,
    Section::Editions,
    Section::Sections,
    Section::Text,
    Section::Steps,
];

/// How much is shown of what the compiler has to say.
const SHOWN: usize = 4000;

/// Compiles the collection in a folder; prints time and sizes as JSON, that of its module, too.
pub(crate) fn run(folder: &Path, module: &Path) -> Result<()> {
    let files = read(folder)?;
    let start = Instant::now();
    let block = compiled(&files)?;
    let milliseconds = start.elapsed().as_secs_f64() * 1e3;
    let collection = Collection::open(&block).map_err(|error| anyhow!("{error}"))?;

    let mut parts = Map::new();
    let mut index = Size::default();
    for section in Section::ALL {
        let bytes = collection.block().section(section).unwrap_or_default();
        let size = Size::of(bytes)?;
        if !CONTENT.contains(&section) {
            index.bytes += size.bytes;
            index.gzip += size.gzip;
        }
        let _none = parts.insert(section.name().to_owned(), size.json());
    }
    let module = fs::read(module).with_context(|| format!("{} cannot be read", module.display()))?;
    println!(
        "{}",
        json!({
            "compileMs": milliseconds,
            "index": index.json(),
            "module": Size::of(&module)?.json(),
            "sections": parts,
        })
    );
    Ok(())
}

/// The block of a collection; the errors in it are the error.
pub(crate) fn compiled(files: &[SourceFile]) -> Result<Vec<u8>> {
    let compilation = compile(files, &BuildInfo::default());
    let Some(block) = compilation.block else {
        let said = render(&compilation.diagnostics, files, false);
        bail!("the corpus does not compile:\n{}", said.chars().take(SHOWN).collect::<String>());
    };
    Ok(block)
}

/// The sections of a block with their names.
pub(crate) fn of<'a>(collection: &Collection<'a>) -> impl Iterator<Item = (&'static str, &'a [u8])> {
    let block = collection.block();
    Section::ALL.into_iter().map(move |section| (section.name(), block.section(section).unwrap_or_default()))
}

#[derive(Default)]
struct Size {
    bytes: usize,
    gzip: usize,
}

impl Size {
    fn of(bytes: &[u8]) -> Result<Self> {
        Ok(Self { bytes: bytes.len(), gzip: gzip::length(bytes)? })
    }

    fn json(&self) -> Value {
        json!({ "bytes": self.bytes, "gzip": self.gzip })
    }
}

fn read(folder: &Path) -> Result<Vec<SourceFile>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        let path = entry.file_name().to_string_lossy().into_owned();
        let bytes = fs::read(entry.path()).with_context(|| format!("{path} cannot be read"))?;
        files.push(SourceFile::new(path, bytes));
    }
    Ok(files)
}
