//! Runs the examples of `tests/rendering/rules.md`, and what no example can say.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use casebook_core::bytes::{put_string, put_varint};
use casebook_core::markup::codec::{decode, encode};
use casebook_core::markup::markdown::{MAX_INPUT, parse, parse_with_images};
use casebook_core::markup::writer::{Context, Links};
use casebook_core::markup::{Fragment, ImageSize, ImageUrl, MAX_SIDE, Target, html, slug};
use casebook_oracles::allowed::foreign;
use casebook_oracles::html::tokens;
use casebook_oracles::sound;
use proptest::prelude::*;

const RULES: &str = include_str!("../../../tests/rendering/rules.md");
const FENCE: &str = "```````";

fn tree(markdown: &str) -> Fragment {
    let mut resolver = |destination: &str, _| {
        let (file, anchor) =
            destination.split_once('#').map_or((destination, None), |(file, a)| (file, Some(a)));
        let anchor = anchor.map(|anchor| slug(&percent_decoded(anchor)));
        (file == "known.md").then(|| Target::Case { id: "K-001".to_owned(), anchor })
    };
    parse(markdown, &mut resolver).expect("short enough")
}

/// The parser percent-encodes destinations; the examples only encode UTF-8.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match (first, str::from_utf8(tail.get(..2).unwrap_or_default())) {
            (b'%', Ok(hex)) if hex.len() == 2 => {
                bytes.push(u8::from_str_radix(hex, 16).unwrap());
                rest = &tail[2..];
            }
            _ => bytes.push(first),
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn rendered(markdown: &str) -> String {
    html::write(&tree(markdown), Context { id_prefix: "x-", links: Links::Ids, lang: "en" })
}

#[test]
fn the_description_of_an_image_is_text_and_its_address_is_not() {
    const DOT: &str = "data:image/gif;base64,AA==";
    let url = ImageUrl::new(DOT).unwrap();
    let size = ImageSize::new(6, 4).unwrap();
    let mut images = |path: &str| (path == "a.gif").then(|| (url.clone(), size));
    let markdown = format!("# b ![in *it*](a.gif) c\n\nd![e](a.gif)f ![]({DOT})g ![h](b.gif)");
    let fragment = parse_with_images(&markdown, &mut |_, _| None, &mut images).unwrap();
    assert_eq!(fragment.text, "b \nin it\n c\nd\ne\nf g h");
    assert_eq!(fragment.text_of(0), "b  c");
    sound(&fragment);
    assert_eq!(decode(&encode(&fragment.steps), &fragment.text), Ok(fragment.clone()));
    let html = html::write(&fragment, Context { id_prefix: "x-", links: Links::Ids, lang: "en" });
    assert_eq!(
        html,
        format!(
            "<h1 id=\"x-b-c\">b <img src=\"{DOT}\" alt=\"in it\" width=\"6\" height=\"4\"> c</h1>\
             <p>d<img src=\"{DOT}\" alt=\"e\" width=\"6\" height=\"4\">f <img src=\"{DOT}\" alt=\"\">g h</p>"
        )
    );
}

#[test]
fn a_block_cannot_say_another_address_or_size() {
    let image = |url: &str, width: u32| {
        // Opened, its address, width and height, no text, closed.
        let mut bytes = vec![23];
        put_string(&mut bytes, url);
        put_varint(&mut bytes, width);
        bytes.extend([1, 0, 0, 0]);
        bytes
    };
    assert!(decode(&image("data:image/png;base64,AA==", MAX_SIDE), "").is_ok());
    for (url, width) in [
        ("data:image/png;base64,AA==", 0),
        ("data:image/png;base64,AA==", MAX_SIDE + 1),
        ("data:image/svg+xml;base64,AA==", 1),
        ("https://a.example/a.png", 1),
        ("a.png", 1),
    ] {
        assert!(decode(&image(url, width), "").is_err(), "{url} {width}");
    }
}

#[test]
fn every_example_of_the_rules_holds() {
    let examples: Vec<&str> = RULES.split(&format!("{FENCE}example\n")).skip(1).collect();
    assert!(examples.len() > 20, "the file was not read as meant");
    let mut failures = Vec::new();
    for example in examples {
        let (body, _) = example.split_once(&format!("\n{FENCE}")).expect("an example ends");
        let (markdown, expected) = body.split_once("\n.\n").expect("an example has two parts");
        // A line break in the expected HTML is one in the output only where Markdown has it.
        let got = rendered(markdown);
        if got.replace('\n', "") != expected.replace('\n', "") {
            failures.push(format!("--- markdown\n{markdown}\n--- expected\n{expected}\n--- got\n{got}\n"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_soft_break_stays_where_words_need_it() {
    assert_eq!(tree("a\nb").text, "a\nb");
    assert_eq!(tree("证\n书").text, "证书");
    assert_eq!(tree("证\n**书**").text, "证书");
    assert_eq!(tree("证\nb").text, "证\nb");
}

#[test]
fn blocks_are_apart_in_the_text_and_words_are_not() {
    let fragment = tree("# a\n\nb **c**d\n\n- e\n- f\n\n| g | h |\n|---|---|\n| i | j |\n");
    assert_eq!(fragment.text, "a\nb cd\ne\nf\ng\nh\ni\nj");
}

#[test]
fn deep_nesting_is_flattened_and_keeps_its_text() {
    for (open, text) in [("> ", "x"), ("- ", "x"), ("**", "x")] {
        let fragment = tree(&(open.repeat(2000) + text));
        sound(&fragment);
        assert!(fragment.text.contains('x'));
        assert!(decode(&encode(&fragment.steps), &fragment.text).is_ok());
    }
}

#[test]
fn too_long_texts_are_refused() {
    let text = "a".repeat(MAX_INPUT + 1);
    assert_eq!(parse(&text, &mut |_, _| None).unwrap_err().limit, MAX_INPUT);
}

/// Markdown that touches every construct more often than chance would.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "# ",
        "## ",
        "> ",
        "> [!NOTE]\n",
        "- ",
        "1. ",
        "- [x] ",
        "```sh\n",
        "```\n",
        "`",
        "**",
        "*",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "](https://a.example)",
        "](javascript:x)",
        "](data:image/png;base64,AA==)",
        "[^1]",
        "[^1]: ",
        "| a | b |\n|---|:-:|\n| c | d |\n",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "&#106;",
        "\\",
        "\n",
        "\n\n",
        "  \n",
        "    ",
        "证书",
        "过期",
        "word ",
        "\u{202e}",
        "\0",
        "---\n",
        "<https://a.example>",
        "<script>",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// Whatever the text: the tree is balanced, its texts ascend, it survives the way through the
    /// block, and the HTML holds no tag or attribute that a case may not have.
    #[test]
    fn trees_are_sound(markdown in markdown()) {
        casebook_oracles::markdown(markdown.as_bytes());
    }

    /// Damaged bytes are an error or another sound tree.
    #[test]
    fn damaged_steps_never_panic(markdown in markdown(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let fragment = tree(&markdown);
        let mut bytes = encode(&fragment.steps);
        if !bytes.is_empty() {
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Ok(fragment) = decode(&bytes, &fragment.text) {
                sound(&fragment);
                let context = Context { id_prefix: "x-", links: Links::Routes("K-1"), lang: "zh-CN" };
                prop_assert_eq!(foreign(&tokens(&html::write(&fragment, context))), None);
            }
        }
    }
}
