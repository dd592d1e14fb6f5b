//! The file of a case to a block, or to diagnostics.

use casebook_compiler::{Severity, SourceFile, compile, render};
use casebook_core::collection::Collection;

use crate::collections::{build_info, small};
use crate::{block::told, html};

/// Any bytes as a case of a small collection: see [`compiled`].
pub fn case(bytes: &[u8]) {
    let mut files = small();
    files.push(SourceFile::new("broken.md", bytes));
    compiled(&files);
}

/// Compiling gives a block unless there is an error. Every diagnostic says what to do and lies in its
/// file; printing them never fails. The order of the files changes nothing; the block is sound, and
/// what is in it may be there.
pub fn compiled(files: &[SourceFile]) {
    let compilation = compile(files, &build_info());
    let errors = compilation.diagnostics.iter().any(|one| one.severity() == Severity::Error);
    assert_eq!(compilation.block.is_none(), errors);
    for diagnostic in &compilation.diagnostics {
        assert!(!diagnostic.help.is_empty() && !diagnostic.message.is_empty(), "{diagnostic:?}");
        assert!(diagnostic.line >= 1 && diagnostic.column >= 1, "{diagnostic:?}");
        let file = files.iter().find(|file| file.path == diagnostic.file).expect("a file that was given");
        let span = diagnostic.span.clone();
        assert!(span.start <= span.end && span.end <= file.bytes.len(), "{diagnostic:?}");
        if let Ok(text) = str::from_utf8(&file.bytes) {
            assert!(text.get(span).is_some(), "within a character: {diagnostic:?}");
        }
    }
    let _ = render(&compilation.diagnostics, files, true);

    let reversed: Vec<SourceFile> = files.iter().rev().cloned().collect();
    let again = compile(&reversed, &build_info());
    assert_eq!(again.diagnostics, compilation.diagnostics);
    assert!(again.block == compilation.block, "the order of the files reaches the block");

    if let Some(block) = compilation.block {
        let collection = Collection::open(&block).expect("what was written");
        assert_eq!(collection.verify(), Ok(()));
        for text in told(collection).expect("what was written").html {
            assert_eq!(crate::allowed::problem(&html::tokens(&text)), None, "{text}");
        }
    }
}
