//! The collections that are asked.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use casebook_compiler::{BuildInfo, SourceFile, compile};
use casebook_core::collection::Collection;

/// When the collections were built, so that dates are checked too.
pub(crate) fn build_info() -> BuildInfo {
    BuildInfo { commit: None, built_at: Some("2026-11-25T00:00:00Z".to_owned()) }
}

/// The good collection of the compiler's tests: one case and its configuration.
pub(crate) fn small() -> Vec<SourceFile> {
    let file = |path: &str, text: &str| SourceFile::new(path, text);
    vec![
        file("casebook.yaml", include_str!("../../compiler/tests/diagnostics/_base/casebook.yaml")),
        file("disk-full.md", include_str!("../../compiler/tests/diagnostics/_base/disk-full.md")),
    ]
}

/// The shipped collection, opened once: its checksums take longer than a search.
pub(crate) static SHIPPED: LazyLock<Collection<'static>> =
    LazyLock::new(|| Collection::open(&SHIPPED_BLOCK).expect("the compiler's own block"));

static SHIPPED_BLOCK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let files = fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        SourceFile::new(name, fs::read(path).unwrap())
    });
    compile(&files.collect::<Vec<_>>(), &build_info()).block.expect("the shipped cases compile")
});
