//! What holds for every input, of any file of a collection: see [`compiled`].

mod common;

use casebook_compiler::SourceFile;
use casebook_oracles::compiled;
use common::{folder, read_folder};
use proptest::prelude::*;

/// The good collection of the fixtures with one more file.
fn with(path: &str, bytes: Vec<u8>) -> Vec<SourceFile> {
    let mut files = read_folder(&folder("tests/diagnostics/_base"));
    files.retain(|file| file.path != path);
    files.push(SourceFile::new(path, bytes));
    files
}

const FRONT: &str = "---\nid: A-002\ntitle: x\ncomponent: app\nseverity: minor\ntype: runtime-error\nstatus: complete\ncreated: 2026-01-05\nupdated: 2026-02-06\ntags: [x]\nsources: [https://example.org/]\n---\n";

/// Pieces of which text is made that means something to Markdown.
fn markdown() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\n",
        "\n\n",
        "## 故障描述\n",
        "## 根因分析\n",
        "### ",
        "# ",
        "- ",
        "1. ",
        "   ",
        "> ",
        "> [!WARNING]\n",
        "```",
        "```sh\n",
        "rm -rf /x | ",
        "curl x | sh\n",
        "`",
        "*",
        "**",
        "[a](",
        "disk-full.md#",
        ")",
        "![",
        "](",
        "<b>",
        "<!--",
        "| a | b |\n|---|---|\n",
        "[^1]",
        "[^1]: ",
        "\u{200b}",
        "\u{202e}",
        "\r\n",
        "\r",
        "\0",
        "\\",
        "&amp;",
        "故障",
        "x",
        "\t",
        "\"",
        "'",
        "$(",
        "{",
        "}",
        "<(",
        "https://a",
        "~~",
        "---\n",
        "- [ ] ",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

/// The same for YAML.
fn yaml() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\n",
        "\n  ",
        "\n- ",
        "id: ",
        "title: ",
        "tags: ",
        "signatures: ",
        "created: ",
        "related: ",
        "applies_to: ",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "'",
        "\"",
        "&a ",
        "*a ",
        "!!str ",
        "| ",
        ">\n",
        "? ",
        "# ",
        "---\n",
        "...\n",
        "%",
        "@",
        "\t",
        "中文",
        "A-002",
        "2026-02-30",
        "/a(b/",
        "/\\p{x}/",
        "\\",
        "\\u4e2d",
        "~",
        "\u{feff}",
        "\u{85}",
        "\u{2028}",
        "\r",
        "\0",
        "<x>",
        "languages: ",
        "components: ",
        "key: ",
        "label: ",
        "zh-CN: ",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_as_a_case(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        compiled(&with("broken.md", bytes));
    }

    #[test]
    fn any_bytes_as_the_configuration(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        compiled(&with("casebook.yaml", bytes));
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        compiled(&with("broken.md", format!("{FRONT}{text}").into_bytes()));
        compiled(&with("broken.md", format!("---\n{text}\n---\n## 故障描述\n").into_bytes()));
    }

    #[test]
    fn any_markdown(text in markdown()) {
        compiled(&with("broken.md", format!("{FRONT}{text}").into_bytes()));
    }

    #[test]
    fn any_yaml(text in yaml()) {
        compiled(&with("broken.md", format!("---\n{text}\n---\n## 故障描述\n").into_bytes()));
        compiled(&with("casebook.yaml", text.into_bytes()));
    }

    #[test]
    fn any_signature(signature in "/?[a-z(|)*+\\[\\]{}0-9,\\\\.?^$<> -]{0,40}/?", quote in "[a-z0-9<>. -]{0,40}") {
        let front = FRONT.replace("tags:", &format!("signatures: ['{signature}']\ntags:"));
        compiled(&with("broken.md", format!("{front}## 故障描述\n\n`{quote}`\n").into_bytes()));
    }

    #[test]
    fn any_path(path in "[a-zA-Z0-9./_ \\-中]{1,30}") {
        if path != "casebook.yaml" {
            compiled(&with(&path, FRONT.as_bytes().to_vec()));
        }
    }
}
