//! The lexers on the samples of `tests/highlight`, on the collection, and on whatever there may be.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use casebook_core::markup::writer::{Context, Links};
use casebook_core::markup::{Element, Fragment, Step, TokenKind, html, markdown};
use proptest::prelude::*;

use super::{LANGUAGES, Token, highlight, tokens};

/// Between the samples of a file.
const BORDER: &str = "====\n";

fn folder(path: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// `code` with its tokens as the samples have them: `«kw kubectl»`.
fn annotated(code: &str, tokens: &[Token]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for (kind, range) in tokens {
        let name = kind.class().trim_start_matches("tok-");
        write!(out, "{}«{name} {}»", &code[at..range.start], &code[range.clone()]).unwrap();
        at = range.end;
    }
    out + &code[at..]
}

/// The code of a sample.
fn plain(sample: &str) -> String {
    let mut code = String::new();
    for piece in sample.split_inclusive(['«', '»']) {
        let text = piece.trim_end_matches(['«', '»']);
        // Behind `«`, up to `»`: the name of the kind.
        code += if piece.ends_with('»') { text.split_once(' ').expect("a kind").1 } else { text };
    }
    code
}

#[test]
fn samples_hold() {
    let mut seen = Vec::new();
    for path in folder("tests/highlight") {
        let lang = path.file_stem().unwrap().to_str().unwrap().to_owned();
        for sample in fs::read_to_string(&path).unwrap().split(BORDER) {
            let code = plain(sample);
            let found = annotated(&code, &tokens(&lang, &code));
            assert_eq!(found, sample, "\n{}\n{found}\n", path.display());
        }
        seen.push(lang);
    }
    for (names, _) in LANGUAGES {
        assert!(names.iter().any(|name| seen.iter().any(|lang| lang == name)), "{names:?} has no samples");
    }
}

#[test]
fn a_language_has_one_place() {
    let names: Vec<_> = LANGUAGES.iter().flat_map(|(names, _)| *names).collect();
    for (at, name) in names.iter().enumerate() {
        assert!(!names[..at].contains(name), "{name} twice");
        assert_eq!(casebook_core::markup::codec::code_language(name), **name);
    }
    assert_eq!(tokens("brainfuck", "# \"+\" true"), []);
}

/// In order, not empty, not over each other, on character borders.
fn check(code: &str, tokens: &[Token]) {
    let mut end = 0;
    for (kind, range) in tokens {
        assert!(range.start >= end && range.start < range.end, "{kind:?} at {range:?} of {code:?}");
        assert!(code.get(range.clone()).is_some(), "{kind:?} at {range:?} of {code:?}");
        end = range.end;
    }
}

fn written(fragment: &Fragment) -> String {
    html::write(fragment, Context { id_prefix: "x-", links: Links::Ids, lang: "zh-CN" })
}

/// Highlights `fragment`, which may change nothing but that tokens have elements. Returns their kinds.
fn check_fragment(mut fragment: Fragment) -> Vec<TokenKind> {
    let (text, before) = (fragment.text.clone(), written(&fragment));
    highlight(&mut fragment);
    casebook_core::markup::codec::decode(&casebook_core::markup::codec::encode(&fragment.steps), &text)
        .expect("what the block may hold");
    assert_eq!(fragment.text, text);
    let after = written(&fragment);
    let marks = regex::Regex::new("<span class=\"tok-[a-z]+\">|</span>").unwrap();
    assert_eq!(marks.replace_all(&after, ""), before);
    let kind = |step: &Step| match step {
        Step::Open(Element::Token(kind)) => Some(*kind),
        _ => None,
    };
    fragment.steps.iter().filter_map(kind).collect()
}

/// Every code block of the cases keeps its text, and their languages have tokens. A placeholder in a
/// command stays in one piece: the page makes a field of it.
#[test]
fn the_collection_is_highlighted() {
    let fence = regex::Regex::new(r"(?m)^( *)```(\w+)\n((?s:.*?))^ *```$").unwrap();
    let placeholder = regex::Regex::new("<[a-z][a-z0-9-]*>").unwrap();
    let mut kinds = Vec::new();
    for path in folder("../../cases") {
        if path.extension() != Some("md".as_ref()) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        kinds.extend(check_fragment(markdown::parse(&text, &mut |_, _| None).unwrap()));
        for block in fence.captures_iter(&text) {
            let (lang, code) = (&block[2], &block[3]);
            let tokens = tokens(lang, code);
            // What a program printed has tokens only where it says how bad a line is.
            let has_lexer = LANGUAGES.iter().any(|(names, _)| names.contains(&lang));
            assert!(lang == "text" || !has_lexer || !tokens.is_empty(), "{}: {code}", path.display());
            for field in placeholder.find_iter(code).filter(|_| lang == "sh") {
                let cuts = |at: usize| at > field.start() && at < field.end();
                let cut = tokens.iter().find(|(_, range)| cuts(range.start) || cuts(range.end));
                assert_eq!(cut, None, "{}: {code}", path.display());
            }
        }
    }
    for kind in [TokenKind::Comment, TokenKind::Key, TokenKind::String, TokenKind::Error] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}

/// Of a size at which reading anything twice for each of its pieces would not end.
#[test]
fn long_texts_are_read_once() {
    for piece in [
        "a", "- ", "[a, ", "{", "'", "''", "\"", "\\", "$(", "\"$(", "<<a\n", "<a", "/*", "#", "r#", "r#\"",
        "a: ", "\"a\" ", "error ", "`", "{{", "[[", "$ a\n", "a\n", "a.'", " ", "\n", "中",
    ] {
        let code = piece.repeat(20_000);
        for (names, _) in LANGUAGES {
            check(&code, &tokens(names[0], &code));
        }
    }
}

fn code() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "key: ",
        "- ",
        "\"",
        "'",
        "`",
        "\\",
        "\n",
        "\n  ",
        " ",
        "#",
        "# ",
        "$ ",
        "$",
        "$(",
        ")",
        "${",
        "}",
        "{",
        "[",
        "]",
        "|",
        "&&",
        ">",
        "<",
        "<<EOF\n",
        "EOF\n",
        "<node>",
        "-n ",
        "--x=",
        "1.5",
        "true",
        "r#\"",
        "\"#",
        "//",
        "/*",
        "*/",
        "'a",
        "level=error",
        "E0102 ",
        "+++ ",
        "@@",
        "-",
        "+",
        "证书",
        "é",
        "\t",
        "\r\n",
        "=",
        ",",
        ":",
        "user@host:~# ",
        "> ",
        "\0",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the code: its tokens are in order, and the text and its elements are what they were.
    #[test]
    fn any_code_is_read(code in code(), lang in prop::sample::select(LANGUAGES)) {
        let lang = lang.0[0];
        check(&code, &tokens(lang, &code));
        let block = format!("~~~~~{lang}\n{code}\n~~~~~\n\ntext");
        check_fragment(markdown::parse(&block, &mut |_, _| None).unwrap());
    }
}
