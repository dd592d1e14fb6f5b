//! What checking costs grows with the length of a file, whatever it is filled with.
//!
//! Only time can tell that no check looks at the same text again and again: the processor time of this
//! thread for eight short files and for one eight times as long, where about as much is expected, and
//! eight times as much would be the mistake.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use casebook_compiler::{BuildInfo, SourceFile, check};
use common::{folder, read_folder};

/// How much longer the long files are.
const TIMES: usize = 8;
/// Most measurements of one filling.
const TRIES: usize = 5;

/// A filling: which key of the front matter it stands under, or none for the text; what is repeated,
/// with `#` for the number of the repetition; how often in the short file.
const FILLINGS: &[(Option<&str>, &str, usize)] = &[
    (Some("tags"), "t#, ", 1500),
    (Some("aliases"), "another name #, ", 1500),
    (Some("sources"), "https://a.example/#, ", 1500),
    (Some("related"), "X-#, ", 1500),
    (Some("former_ids"), "A-#0, ", 1500),
    (Some("signatures"), "the words of signature #, ", 250),
    (None, "key#: 1\n", 1500),
    (None, "> ", 6000),
    (None, ">", 12000),
    (None, "- ", 6000),
    (None, "![a", 2000),
    (None, "### h#\n\n[a](#h#)\n\n", 1000),
    (None, "[a](x#.md)\n\n", 1000),
    (None, "[a](#x#)\n\n", 1000),
    (None, "`a\u{200b}` ", 1000),
    (None, "`the words of quotation #`\n", 1000),
    (None, "```sh\nrm -rf /x\n```\n\n", 500),
];

#[test]
fn time_grows_with_the_file() {
    if processor_time().is_none() {
        return;
    }
    let base = read_folder(&folder("tests/diagnostics/_base"));
    let mut worst = (0.0_f64, String::new());
    for filling in FILLINGS {
        let (short, long) = (filled(&base, filling, 1), filled(&base, filling, TIMES));
        // The least of several: whatever else the machine does only adds.
        let (mut least_short, mut least_long) = (f64::MAX, f64::MAX);
        for _ in 0..TRIES {
            least_short = least_short.min(cost(&short, TIMES));
            least_long = least_long.min(cost(&long, 1));
            if least_long / least_short < 2.0 {
                break;
            }
        }
        if least_long / least_short > worst.0 {
            worst = (least_long / least_short, format!("{filling:?}"));
        }
    }
    assert!(worst.0 < 4.0, "{worst:?}");
}

/// The good collection with one case that is filled `times` as long.
fn filled(
    base: &[SourceFile],
    (key, piece, count): &(Option<&str>, &str, usize),
    times: usize,
) -> Vec<SourceFile> {
    let filling: String = (0..count * times).map(|number| piece.replace('#', &number.to_string())).collect();
    let mut files = base.to_vec();
    let case = files.iter_mut().find(|file| file.path == "disk-full.md").unwrap();
    let text = String::from_utf8(case.bytes.clone()).unwrap();
    let (front, body) = text.split_once("\n---\n").unwrap();
    let others = |key: &str| -> String {
        front.lines().filter(|line| !line.starts_with(&format!("{key}:"))).collect::<Vec<_>>().join("\n")
    };
    let text = match key {
        Some(key) => format!("{}\n{key}: [{}]\n---\n{body}", others(key), filling.trim_end_matches(", ")),
        None if piece.starts_with("key") => format!("{front}\n{filling}---\n{body}"),
        None => format!("{front}\n---\n{body}\n{filling}\n"),
    };
    case.bytes = text.into_bytes();
    files
}

/// Processor time for checking `files` so many times, in nanoseconds; not below what can be compared.
fn cost(files: &[SourceFile], times: usize) -> f64 {
    const LEAST: f64 = 16e6;
    let before = processor_time().unwrap();
    for _ in 0..times {
        let (_, diagnostics) = check(files, &BuildInfo::default());
        assert!(diagnostics.len() < 100, "what is found is capped");
    }
    ((processor_time().unwrap() - before) as f64).max(LEAST)
}

/// What this thread has used of a processor, in nanoseconds, where the system says so.
fn processor_time() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok()
}

#[test]
fn a_list_is_read_to_its_limit() {
    let base = read_folder(&folder("tests/diagnostics/_base"));
    let found = |count| {
        let (_, diagnostics) =
            check(&filled(&base, &(Some("tags"), "t#, ", count), 1), &BuildInfo::default());
        diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(found(1000), Vec::<String>::new());
    let [only] = &found(1001)[..] else { panic!("{:?}", found(1001)) };
    assert!(only.contains("error[value-too-long]: `tags` has 1001 items"), "{only}");
}
