//! Images of a collection: carried whole, searched by their words, and never in a text.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use casebook_compiler::{BuildInfo, Code, SourceFile, compile, render};
use casebook_core::collection::Collection;
use casebook_core::markup::html;
use casebook_core::markup::writer::{Context, Links};
use casebook_core::search::{Engine, SearchRequest};
use common::{folder, read_folder};
use proptest::prelude::*;

fn files(fixture: &str) -> Vec<SourceFile> {
    let mut files = read_folder(&folder("tests/diagnostics/_base"));
    files.extend(read_folder(&folder("tests/diagnostics").join(fixture)));
    files
}

fn block(files: &[SourceFile]) -> Vec<u8> {
    let compilation = compile(files, &BuildInfo::default());
    compilation.block.unwrap_or_else(|| panic!("{}", render(&compilation.diagnostics, files, false)))
}

/// The images of a case, as HTML.
fn images(block: &[u8], id: &str) -> Vec<String> {
    let collection = Collection::open(block).unwrap();
    let edition = collection.case_by_id(id).unwrap().editions().unwrap()[0];
    let context = Context { id_prefix: "x-", links: Links::Ids, lang: "zh-CN" };
    let html = html::write(&edition.fragment().unwrap(), context);
    html.split("<img ").skip(1).map(|rest| rest.split('>').next().unwrap().to_owned()).collect()
}

#[test]
fn each_format_is_carried_with_its_words_and_its_size() {
    let block = block(&files("good--images"));
    let images = images(&block, "A-002");
    let expected = [
        ("image/png;base64,iVBORw0KGgo", "连接池面板：十个连接都被占用", 6, 4),
        ("image/jpeg;base64,/9j/", "每秒请求数在十点归零", 6, 4),
        ("image/gif;base64,R0lGOD", "等待队列变长", 6, 4),
        ("image/webp;base64,UklGR", "应用的内存没有变化", 6, 4),
        ("image/webp;base64,UklGR", "同一张图，无损", 6, 4),
        ("image/webp;base64,UklGR", "带透明", 6, 4),
        ("image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==\"", "一个点", 1, 1),
    ];
    assert_eq!(images.len(), expected.len());
    for (image, (start, alt, width, height)) in images.iter().zip(expected) {
        assert!(image.starts_with(&format!("src=\"data:{start}")), "{image}");
        assert!(image.ends_with(&format!(" alt=\"{alt}\" width=\"{width}\" height=\"{height}\"")), "{image}");
    }
    assert_eq!(Collection::open(&block).unwrap().verify(), Ok(()));
}

#[test]
fn images_are_found_by_their_words() {
    let block = block(&files("good--images"));
    let mut engine = Engine::new(Collection::open(&block).unwrap()).unwrap();
    let request = SearchRequest { query: "等待队列变长", verbatim: true, ..SearchRequest::default() };
    let answer = engine.search(&request).unwrap();
    let [hit] = &answer.hits[..] else { panic!("{} hits", answer.hits.len()) };
    assert_eq!(hit.case.id(), Ok("A-002"));
    assert_eq!(hit.section.map(|section| section.heading), Some("根因分析"));
    assert!(hit.snippet.text.contains("等待队列变长"), "{}", hit.snippet.text);
}

#[test]
fn no_address_is_in_a_text_or_found() {
    let block = block(&files("good--images"));
    let collection = Collection::open(&block).unwrap();
    let mut engine = Engine::new(collection).unwrap();
    for word in ["base64", "iVBORw0KGgo", "R0lGODlhAQABAIAAAAAAAP"] {
        let request = SearchRequest { query: word, verbatim: true, ..SearchRequest::default() };
        assert_eq!(engine.search(&request).unwrap().total, 0, "{word}");
        for number in 0..collection.edition_count() {
            assert!(!collection.edition(number).unwrap().text().unwrap().contains(word), "{word}");
        }
    }
}

#[test]
fn a_text_of_nothing_but_images_is_refused() {
    let mut files = files("missing-alt");
    for file in &mut files {
        match file.path.as_str() {
            "pool.png" => file.bytes.resize(200_000, b'\n'),
            "broken.md" => {
                let text = String::from_utf8(file.bytes.clone()).unwrap();
                // 20 GB, were they all held.
                file.bytes =
                    text.replace("![](pool.png)", &"![面板](pool.png)\n".repeat(40_000)).into_bytes();
            }
            _ => {}
        }
    }
    let compilation = compile(&files, &BuildInfo::default());
    let codes: Vec<_> = compilation.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::FileTooLarge, Code::ImageTooLarge]);
}

#[test]
fn only_what_is_shown_is_carried() {
    let files = files("unused-image");
    let without: Vec<_> = files.iter().filter(|file| !file.path.starts_with("images/")).cloned().collect();
    assert!(without.len() < files.len());
    assert!(block(&files) == block(&without));
}

#[test]
fn a_changed_image_changes_the_block_and_nothing_else_does() {
    let before = files("good--images");
    assert!(block(&before) == block(&before.iter().rev().cloned().collect::<Vec<_>>()));
    let mut after = before.clone();
    let file = after.iter_mut().find(|file| file.path == "images/queue.gif").unwrap();
    // A colour.
    file.bytes[13] ^= 1;
    assert!(block(&before) != block(&after));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A file of any bytes is shown, or is an error that says so.
    #[test]
    fn any_file_is_shown_or_refused(
        start in prop::sample::select(vec![&b"\x89PNG\r\n\x1a\n"[..], b"\xff\xd8\xff", b"GIF89a", b"RIFF", b"<svg", b""]),
        rest in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        let mut files = files("missing-alt");
        let replace = |file: &mut SourceFile, bytes: Vec<u8>| file.bytes = bytes;
        for file in &mut files {
            match file.path.as_str() {
                "pool.png" => replace(file, [start, &rest[..]].concat()),
                "broken.md" => {
                    let text = String::from_utf8(file.bytes.clone()).unwrap();
                    replace(file, text.replace("![](", "![面板](").into_bytes());
                }
                _ => {}
            }
        }
        let compilation = compile(&files, &BuildInfo::default());
        if let Some(block) = &compilation.block {
            prop_assert_eq!(images(block, "A-002").len(), 1);
        } else {
            let codes: Vec<_> = compilation.diagnostics.iter().map(|one| one.code).collect();
            prop_assert!(
                matches!(codes[..], [Code::DamagedImage | Code::UnsupportedImage | Code::ImageTooLarge, ..]),
                "{codes:?}"
            );
        }
        let _ = render(&compilation.diagnostics, &files, true);
    }
}
