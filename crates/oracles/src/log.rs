//! A log to the cases to which it points.

use casebook_core::log::{Answer, Reader};

use crate::collections::SHIPPED;

/// Any text is answered by the shipped collection, the same whole and in chunks; what is shown of it
/// are lines that there are, with ranges on character borders.
pub fn log(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let answer = answer(&mut [text].into_iter());
    let mut lengths = bytes.iter().map(|&byte| 1 + usize::from(byte) % 61).cycle();
    let mut rest = text;
    let mut by_content = std::iter::from_fn(|| {
        let end = text_border(rest, lengths.next()?);
        let (chunk, after) = rest.split_at(end);
        rest = after;
        (!chunk.is_empty()).then_some(chunk)
    });
    let chunked = self::answer(&mut by_content);
    assert_eq!(printed(&chunked), printed(&answer));
    sound(&answer, text.lines().count().max(text.split('\n').count()));
}

fn text_border(text: &str, length: usize) -> usize {
    (length..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

fn answer(chunks: &mut dyn Iterator<Item = &str>) -> Answer<'static> {
    let mut reader = Reader::new(*SHIPPED).expect("compiled");
    for chunk in chunks {
        reader.push(chunk).expect("short enough");
    }
    let answer = reader.finish(None, 50).expect("an answer");
    let again = reader.finish(None, 50).expect("the same answer");
    assert_eq!(printed(&again), printed(&answer));
    answer
}

fn sound(answer: &Answer<'_>, lines: usize) {
    assert_eq!(answer.total, answer.hits.len());
    let ids: Vec<&str> = answer.hits.iter().map(|hit| hit.case.id().unwrap()).collect();
    for (at, hit) in answer.hits.iter().enumerate() {
        assert!(hit.score.is_finite() && hit.score > 0.0 && !hit.evidence.is_empty());
        assert!(hit.causes.iter().all(|cause| ids.iter().take(at).any(|id| id == cause)));
        for (_, evidence) in &hit.evidence {
            assert!(
                1 <= evidence.line && evidence.line <= lines && evidence.last_line <= lines,
                "{evidence:?}"
            );
            assert!(1 <= evidence.count && evidence.count <= lines, "{evidence:?}");
            assert!(evidence.share > 0.0 && evidence.share <= 1.0, "{evidence:?}");
            assert!(evidence.before.len() <= 2 && evidence.after.len() <= 2, "{evidence:?}");
            let mut end = 0;
            for mark in &evidence.shown.marks {
                assert!(mark.start >= end && mark.end > mark.start, "{evidence:?}");
                assert!(evidence.shown.text.get(mark.clone()).is_some(), "{evidence:?}");
                end = mark.end;
            }
        }
    }
}

/// An answer in words. `Debug` would print the whole block with each hit.
pub(crate) fn printed(answer: &Answer<'_>) -> String {
    let hits = answer.hits.iter();
    let hits = hits.map(|hit| (hit.case.id().ok(), hit.kind, hit.score, &hit.evidence, &hit.causes));
    format!("{:?}", (answer.total, hits.collect::<Vec<_>>()))
}
