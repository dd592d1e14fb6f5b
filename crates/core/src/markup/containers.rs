//! A limit on how many block quotes and list items a line may open.
//!
//! The parser looks at every open container again for each line of a lazy paragraph (`CommonMark`
//! 0.31.2, section 5.1), so a text of `n` bytes may cost it `n²` steps. With a limit it costs `n`.

use std::borrow::Cow;

/// Most containers that one line may open or continue. What is nested deeper than
/// [`MAX_DEPTH`](super::codec::MAX_DEPTH) is flattened anyway.
pub const MAX_CONTAINERS: usize = 1000;

/// `markdown` with the first marker beyond the limit of each line replaced by a backslash, which
/// makes text of it and of what follows. No offset changes. Lines within the limit stay as they
/// are, and so do nearly all texts: then nothing is copied.
///
/// Blanks before a marker count too, two for one container, as a list item may be continued by them.
#[must_use]
pub fn bounded(markdown: &str) -> Cow<'_, str> {
    let mut bounded: Option<Vec<u8>> = None;
    let mut start = 0;
    for line in markdown.as_bytes().split(|byte| matches!(byte, b'\n' | b'\r')) {
        // A container takes a byte at least.
        if line.len() > MAX_CONTAINERS
            && let Some(at) = first_beyond(line)
            && let Some(byte) =
                bounded.get_or_insert_with(|| markdown.as_bytes().to_vec()).get_mut(start + at)
        {
            *byte = b'\\';
        }
        start += line.len() + 1;
    }
    // A marker is one byte of ASCII, and so is what it is replaced by.
    bounded.and_then(|bytes| String::from_utf8(bytes).ok()).map_or(Cow::Borrowed(markdown), Cow::Owned)
}

/// Where in `line` the first marker beyond the limit stands.
fn first_beyond(line: &[u8]) -> Option<usize> {
    let (mut at, mut blanks, mut containers) = (0, 0, 0);
    loop {
        match line.get(at)? {
            b' ' => blanks += 1,
            b'\t' => blanks += 4,
            _ => {
                let length = marker(line.get(at..)?)?;
                containers += 1;
                if containers + blanks / 2 > MAX_CONTAINERS {
                    return Some(at);
                }
                at += length;
                continue;
            }
        }
        at += 1;
    }
}

/// The length of the marker of a block quote or list item with which `rest` begins.
fn marker(rest: &[u8]) -> Option<usize> {
    match rest.first()? {
        b'>' => Some(1),
        b'-' | b'+' | b'*' => is_followed_by_blank(rest, 1).then_some(1),
        b'0'..=b'9' => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let ends = matches!(rest.get(digits), Some(b'.' | b')'));
            (digits <= 9 && ends && is_followed_by_blank(rest, digits + 1)).then_some(digits + 1)
        }
        _ => None,
    }
}

fn is_followed_by_blank(rest: &[u8], at: usize) -> bool {
    rest.get(at).is_none_or(|byte| matches!(byte, b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{MAX_CONTAINERS, bounded};

    #[test]
    fn what_is_within_the_limit_is_not_copied() {
        let deepest = ">".repeat(MAX_CONTAINERS);
        let ruled = "-".repeat(2 * MAX_CONTAINERS);
        let wide = format!("{}|", " ".repeat(5 * MAX_CONTAINERS));
        for text in ["", "> a\n\n1. b", &deepest, &format!("a\r\n{deepest}\n{deepest}"), &ruled, &wide] {
            assert!(matches!(bounded(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn the_first_marker_beyond_becomes_text() {
        for marker in [">", "> ", "- ", "+\t", "12. ", "7) "] {
            let line = format!("证书\n{}a", marker.repeat(4 * MAX_CONTAINERS));
            let text = bounded(&line);
            assert_eq!(text.len(), line.len(), "{marker:?}");
            let at = text.find('\\').unwrap_or(0);
            assert!((1..=7 + MAX_CONTAINERS * marker.len()).contains(&at), "{marker:?}: {at}");
            assert_eq!(text.matches('\\').count(), 1, "{marker:?}");
        }
    }
}
