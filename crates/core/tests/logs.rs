//! Logs to cases: the collection that ships against `tests/logs`, and what holds for any log.
//!
//! | folder | what comes first | the name of a file |
//! |---|---|---|
//! | `cases` | the case | `K-006--what.log` |
//! | `mixed` | these cases, in this order | `S-002+K-005--what.log` |
//! | `unrelated` | nothing | `what.log` |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use casebook_core::Error;
use casebook_core::collection::Collection;
use casebook_core::log::{Answer, Evidence, Kind, MAX_INPUT, Reader};
use proptest::prelude::*;

static BLOCK: LazyLock<Vec<u8>> = LazyLock::new(common::shipped_block);

fn reader() -> Reader<'static> {
    Reader::new(Collection::open(&BLOCK).unwrap()).unwrap()
}

fn answer(log: &str) -> Answer<'static> {
    let mut reader = reader();
    reader.push(log).unwrap();
    reader.finish(None, 50).unwrap()
}

fn ids(answer: &Answer<'_>) -> Vec<String> {
    answer.hits.iter().map(|hit| hit.case.id().unwrap().to_owned()).collect()
}

/// What was found and why, for messages.
fn told(answer: &Answer<'_>) -> String {
    let mut told = String::new();
    for hit in &answer.hits {
        writeln!(told, "  {} {:?} {:.2}", hit.case.id().unwrap(), hit.kind, hit.score).unwrap();
        for (signature, evidence) in &hit.evidence {
            let Evidence { line, count, shown, .. } = evidence;
            writeln!(told, "    {line}: {signature:?} × {count}: {}", shown.text).unwrap();
        }
    }
    told
}

/// The logs of a folder: name, text.
fn logs(folder: &str) -> BTreeMap<String, String> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/logs").join(folder);
    let read = |entry: fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())
    };
    fs::read_dir(folder).unwrap().map(|entry| read(entry.unwrap())).collect()
}

/// The ids that the name of a log begins with.
fn expected(name: &str) -> Vec<String> {
    name.split("--").next().unwrap().split('+').map(str::to_owned).collect()
}

#[test]
fn a_log_of_a_case_gives_that_case_first() {
    let mut wrong = Vec::new();
    for (name, log) in logs("cases") {
        let answer = answer(&log);
        if ids(&answer).first() != expected(&name).first() {
            wrong.push(format!("{name}\n{}", told(&answer)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_case_has_logs() {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for name in logs("cases").into_keys() {
        *count.entry(expected(&name).remove(0)).or_default() += 1;
    }
    let collection = Collection::open(&BLOCK).unwrap();
    for index in 0..collection.case_count() {
        let id = collection.case(index).unwrap().id().unwrap();
        assert!(count.get(id).is_some_and(|&logs| logs >= 2), "{id}");
    }
}

#[test]
fn a_log_of_several_faults_gives_several_cases_causes_first() {
    for (name, log) in logs("mixed") {
        let answer = answer(&log);
        assert_eq!(ids(&answer), expected(&name), "{name}\n{}", told(&answer));
        for (at, hit) in answer.hits.iter().enumerate() {
            for cause in &hit.causes {
                assert!(ids(&answer)[..at].iter().any(|id| id == cause), "{name}: {cause}");
            }
        }
    }
}

#[test]
fn an_unrelated_log_gives_nothing() {
    let mut wrong = Vec::new();
    for (name, log) in logs("unrelated") {
        let answer = answer(&log);
        if answer.total > 0 {
            wrong.push(format!("{name}\n{}", told(&answer)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(logs("unrelated").len() >= 20);
}

/// How a tool frames a line, and its name.
type Frame<'f> = (&'f str, &'f dyn Fn(&str) -> String);

/// Each log of a case as other tools would have framed it.
#[test]
fn framing_hides_nothing() {
    let json = |line: &str| format!("{{\"ts\":1.5,\"msg\":{:?}}}", line.replace('\t', " "));
    let frames: [Frame<'_>; 8] = [
        ("crlf", &|line| format!("{line}\r")),
        ("kubectl --prefix", &|line| format!("[pod/web-7d9f8c6b5-x2k4q/web] {line}")),
        ("kubectl --timestamps", &|line| format!("2026-11-23T09:00:01.123456789Z {line}")),
        ("compose", &|line| format!("\u{1b}[36mweb-1  | \u{1b}[0m{line}")),
        ("colours", &|line| {
            line.split(' ').map(|word| format!("\u{1b}[1;31m{word}\u{1b}[0m")).collect::<Vec<_>>().join(" ")
        }),
        ("tabs", &|line| line.replace(' ', "\t")),
        ("json", &json),
        ("json in json", &|line| json(&json(line))),
    ];
    for (name, log) in logs("cases") {
        if name.contains("wrapped") {
            continue; // the frame of a line is not in the middle of it
        }
        let plain = ids(&answer(&log));
        for (frame, apply) in &frames {
            let lines: Vec<_> = log.lines().map(apply).collect();
            let answer = answer(&lines.join("\n"));
            assert_eq!(ids(&answer).first(), plain.first(), "{name}, {frame}\n{}", told(&answer));
        }
    }
}

/// A terminal breaks each line of a log anywhere.
#[test]
fn wrapped_lines_match() {
    for width in [80, 100, 132] {
        for (name, log) in logs("cases") {
            let wrap = |line: &str| {
                let characters: Vec<char> = line.chars().collect();
                let lines = characters.chunks(width).map(|chunk| chunk.iter().collect::<String>());
                lines.collect::<Vec<_>>().join("\n")
            };
            let wrapped = answer(&log.lines().map(wrap).collect::<Vec<_>>().join("\n"));
            assert_eq!(
                ids(&wrapped).first(),
                expected(&name).first(),
                "{name} at {width}\n{}",
                told(&wrapped)
            );
        }
    }
}

#[test]
fn a_cut_literal_matches_on_most_of_it() {
    let whole = "NodePath only supports ReadWriteOnce";
    for (line, found) in [
        (format!("error: {whole} and"), Some(1.0)),
        ("error: NodePath only supports ReadWr".to_owned(), Some(29.0 / 36.0)),
        ("error: NodePath only supports ReadWr…".to_owned(), Some(29.0 / 36.0)),
        ("error: NodePath only supports ReadWr...".to_owned(), Some(29.0 / 36.0)),
        ("only supports ReadWriteOnce".to_owned(), Some(27.0 / 36.0)),
        ("error: NodePath only su".to_owned(), None),
        ("error: NodePath only supports ReadWrites".to_owned(), None),
        ("error: NodePath only supports ReadWr, and".to_owned(), None),
    ] {
        let answer = answer(&line);
        let share =
            answer.hits.first().and_then(|hit| hit.evidence.first()).map(|(_, evidence)| evidence.share);
        match (share, found) {
            (Some(share), Some(found)) => assert!((share - found).abs() < 1e-6, "{line}: {share}"),
            (share, found) => assert_eq!(share.is_some(), found.is_some(), "{line}"),
        }
    }
}

#[test]
fn evidence_names_its_lines() {
    let log = "one\ntwo\nthree\nx error: Node password rejected, duplicate hostname y\nfive\r\nsix\nseven\n\
        error: Node password rejected, duplicate hostname\n";
    let answer = answer(log);
    let hit = &answer.hits[0];
    let (signature, evidence) = &hit.evidence[0];
    assert_eq!(*signature, Some("Node password rejected, duplicate hostname"));
    assert_eq!((evidence.line, evidence.last_line, evidence.count), (4, 8, 2));
    assert_eq!(evidence.before, ["two", "three"]);
    assert_eq!(evidence.after, ["five", "six"]);
    let marked: Vec<_> = evidence.shown.marks.iter().map(|mark| &evidence.shown.text[mark.clone()]).collect();
    assert_eq!(marked, ["Node password rejected, duplicate hostname"]);
}

#[test]
fn a_message_over_two_lines_is_shown_with_both() {
    let log = "a\nUnable to connect to the server: tls: failed to verify: NodePath only suppor\nts ReadWriteOnce and\nb";
    let answer = answer(log);
    let (_, evidence) = &answer.hits[0].evidence[0];
    assert_eq!((evidence.line, evidence.count, evidence.share), (2, 1, 1.0));
    assert_eq!(&evidence.shown.text[evidence.shown.marks[0].clone()], "NodePath only suppor");
    assert_eq!(evidence.before, ["a"]);
    assert_eq!(evidence.after, ["ts ReadWriteOnce and", "b"]);
}

#[test]
fn lines_of_any_length_are_read() {
    let noise = "x".repeat(100_000);
    let signature = "NodePath only supports ReadWriteOnce";
    let one_line = format!("{noise}{signature}{noise}\n{noise}");
    let answer = answer(&one_line);
    assert_eq!(ids(&answer), ["K-003"]);
    let (_, evidence) = &answer.hits[0].evidence[0];
    assert_eq!((evidence.line, evidence.count), (1, 1));
    assert_eq!(&evidence.shown.text[evidence.shown.marks[0].clone()], signature);
    assert!(evidence.shown.text.chars().count() <= 400);
}

#[test]
fn a_log_without_signatures_gives_what_resembles_it_and_says_so() {
    // A line that the case quotes, in words, and that is no signature.
    let log = "2026-11-23T09:00:01Z web-7d9f8c6b5-x2k4q INFO ready\n\
        2026-11-23T09:00:07Z [error]     Mismatched function type. Expected: params{i64 , i32} returns{i32} , Got: params{i32} returns{}\n";
    let answer = answer(log);
    assert_eq!(ids(&answer).first().map(String::as_str), Some("W-009"), "{}", told(&answer));
    assert!(answer.hits.iter().all(|hit| hit.kind == Kind::Terms));
    let (signature, evidence) = &answer.hits[0].evidence[0];
    assert_eq!((*signature, evidence.line), (None, 2));
}

#[test]
fn a_log_that_is_too_large_is_refused_and_what_was_read_is_answered() {
    let mut reader = reader();
    reader.push("error: Node password rejected, duplicate hostname\n").unwrap();
    let bytes = reader.bytes();
    let error = reader.push(&"x".repeat(MAX_INPUT)).unwrap_err();
    assert_eq!(error, Error::TooLarge { what: "bytes", limit: MAX_INPUT });
    assert_eq!((reader.bytes(), reader.lines()), (bytes, 1));
    assert_eq!(ids(&reader.finish(None, 50).unwrap()), ["K-001"]);
}

#[test]
fn finishing_twice_answers_twice() {
    let mut reader = reader();
    reader.push("a\nerror: Node password rejected, duplicate hostname").unwrap();
    let first = reader.finish(None, 50).unwrap();
    assert_eq!(reader.lines(), 2);
    assert!(reader.is_finished());
    assert_eq!(told(&reader.finish(Some("en"), 50).unwrap()), told(&first));
    assert!(reader.finish(None, 0).unwrap().hits.is_empty());
}

#[test]
fn lines_are_counted_as_editors_do() {
    for (log, lines) in
        [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n\n", 2), ("\n\na", 3), ("a\r\nb\r\n", 2)]
    {
        let mut reader = reader();
        reader.push(log).unwrap();
        reader.finish(None, 0).unwrap();
        assert_eq!(reader.lines(), lines, "{log:?}");
    }
}

/// A log of a case, and lines of unrelated ones.
fn log_and_noise() -> impl Strategy<Value = (String, Vec<String>, Vec<prop::sample::Index>)> {
    let logs: Vec<_> = logs("cases").into_iter().chain(logs("mixed")).map(|(_, log)| log).collect();
    let noise: Vec<_> = logs_of_noise();
    (
        prop::sample::select(logs),
        prop::collection::vec(prop::sample::select(noise), 0..40),
        prop::collection::vec(any::<prop::sample::Index>(), 40),
    )
}

fn logs_of_noise() -> Vec<String> {
    logs("unrelated").values().flat_map(|log| log.lines().map(str::to_owned)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Lines between those of a log lose no case, and change the count of none.
    #[test]
    fn noise_loses_nothing((log, noise, places) in log_and_noise()) {
        let plain = answer(&log);
        let mut lines: Vec<&str> = log.lines().collect();
        for (line, place) in noise.iter().zip(places) {
            let at = place.index(lines.len() + 1);
            // What a terminal broke stays together.
            if lines.get(at).is_none_or(|after| after.starts_with(|c: char| !c.is_ascii_lowercase())) {
                lines.insert(at, line);
            }
        }
        let noisy = answer(&lines.join("\n"));
        let counts = |answer: &Answer<'_>| -> BTreeMap<String, usize> {
            let all = answer.hits.iter().flat_map(|hit| {
                let id = hit.case.id().unwrap();
                hit.evidence.iter().map(move |(signature, evidence)| (format!("{id} {signature:?}"), evidence.count))
            });
            all.collect()
        };
        prop_assert_eq!(counts(&noisy), counts(&plain), "{}", lines.join("\n"));
    }

    /// Chunks change nothing.
    #[test]
    fn any_chunking_gives_the_same_answer(
        (log, noise, _) in log_and_noise(),
        long in prop_oneof![Just(0), 15_000..40_000_usize],
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let log = format!("{}\n{}{log}{}", noise.join("\n"), "y".repeat(long), noise.join("\r\n"));
        let mut places: Vec<_> = cuts.iter().map(|cut| cut.index(log.len())).filter(|&at| log.is_char_boundary(at)).collect();
        places.sort_unstable();
        let (mut reader, mut from) = (reader(), 0);
        for at in places.into_iter().chain([log.len()]) {
            reader.push(&log[from..at]).unwrap();
            from = at;
        }
        let chunked = reader.finish(None, 50).unwrap();
        prop_assert_eq!(format!("{:?}", told(&chunked)), format!("{:?}", told(&answer(&log))));
        prop_assert_eq!(reader.bytes(), log.len());
    }

    /// Anything is answered.
    #[test]
    fn any_text_is_answered(pieces in prop::collection::vec(prop_oneof![
        "\\PC{0,30}",
        "[\\\\\"nu{}\\[\\]\u{1b}0-9a-f;m \r\n\t…]{0,30}",
        Just("x509: certificate has expired or is not yet valid: current time ".to_owned()),
        Just("failed calling webhook \"validation.gatekeeper.sh".to_owned()),
        Just("\n".to_owned()),
    ], 0..12)) {
        let answer = answer(&pieces.concat());
        for hit in &answer.hits {
            for (_, evidence) in &hit.evidence {
                prop_assert!(evidence.count >= 1 && evidence.line <= evidence.last_line);
                prop_assert!(evidence.shown.marks.iter().all(|mark| evidence.shown.text.get(mark.clone()).is_some()));
            }
        }
    }
}
