//! A line of a log as signatures are compared with it.
//!
//! What programs and terminals put around and into a message must not hide it: colours, escaped
//! quotes and newlines of JSON and logfmt, several blanks for one. Signatures go through the same
//! function when they are compiled. It is linear, and answers anything with valid UTF-8 or with
//! what is left of a character that was cut: bytes, not text.
//!
//! | read | becomes |
//! |---|---|
//! | ANSI escape sequences, also written as `^[[31m`, `#033[31m`, `\u001b[31m`, `\x1b[31m`, `\033[31m` | nothing |
//! | other control characters, byte order mark, zero-width space | nothing |
//! | blanks, tabs, no-break and ideographic spaces, escaped newlines and tabs, several in a row | one blank |
//! | blanks at both ends | nothing |
//! | `\"`, `\\\"`, `\'`, `\/` | the character |
//! | `\u003c`, surrogate pairs included | the character |
//! | `“ ”`, `‘ ’` | `"`, `'` |

use super::escape::{Escaped, control_sequence, escaped};

/// `line` as it is compared.
///
/// ```
/// # use casebook_core::log::normalize;
/// assert_eq!(normalize("\u{1b}[31mERR\u{1b}[0m  msg=\"a \\\"b\\\"\" "), b"ERR msg=\"a \"b\"\"");
/// ```
#[must_use]
pub fn normalize(line: &str) -> Vec<u8> {
    let mut normal = Vec::with_capacity(line.len());
    normalize_into(line.as_bytes(), &mut normal, |_| {});
    normal
}

/// Appends `line` as it is compared to `out`, which must be empty; `origin` is told for each byte
/// where it comes from.
#[inline]
pub(super) fn normalize_into(line: &[u8], out: &mut Vec<u8>, mut origin: impl FnMut(usize)) {
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        // Nearly all of a line is copied in long stretches.
        let stretch = ordinary(line.get(at..).unwrap_or_default());
        if stretch > 0 {
            out.extend_from_slice(line.get(at..at + stretch).unwrap_or_default());
            (at..at + stretch).for_each(&mut origin);
            at += stretch;
            continue;
        }
        let rest = line.get(at..).unwrap_or_default();
        let (length, read) = special(byte, rest);
        match read {
            Read::Blank => blank(out, || origin(at)),
            Read::Byte(byte) => {
                out.push(byte);
                origin(at);
            }
            Read::Char(c) => {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    out.push(byte);
                    origin(at);
                }
            }
            Read::Nothing => {}
        }
        at += length.max(1);
    }
    // The origin of a blank that is taken back stays behind the others, where nobody looks.
    if out.last() == Some(&b' ') {
        out.truncate(out.len() - 1);
    }
}

/// How many bytes stand for themselves, single blanks between them included.
fn ordinary(rest: &[u8]) -> usize {
    let mut before = b' ';
    rest.iter()
        .position(|&byte| {
            let copied = ORDINARY[usize::from(byte)] || byte == b' ' && before != b' ';
            before = byte;
            !copied
        })
        .unwrap_or(rest.len())
}

fn blank(out: &mut Vec<u8>, origin: impl FnOnce()) {
    if out.last().is_some_and(|&last| last != b' ') {
        out.push(b' ');
        origin();
    }
}

/// What a few bytes stand for.
enum Read {
    Nothing,
    Blank,
    Byte(u8),
    Char(char),
}

/// Bytes that stand for themselves whatever is next to them.
static ORDINARY: [bool; 256] = {
    let mut table = [true; 256];
    let mut byte = 0;
    while byte <= 0x20 {
        table[byte] = false;
        byte += 1;
    }
    table[0x7f] = false;
    table[b'\\' as usize] = false;
    table[b'^' as usize] = false;
    table[b'#' as usize] = false;
    // First bytes of no-break space, punctuation and ideographic space, byte order mark.
    table[0xc2] = false;
    table[0xe2] = false;
    table[0xe3] = false;
    table[0xef] = false;
    table
};

/// How many bytes of `rest`, which begins with `byte`, stand for what.
fn special(byte: u8, rest: &[u8]) -> (usize, Read) {
    match byte {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => (1, Read::Blank),
        0x1b => (1 + control_sequence(rest.get(1..).unwrap_or_default()), Read::Nothing),
        b'^' if rest.starts_with(b"^[[") => (2 + control_sequence(&rest[2..]), Read::Nothing),
        b'#' if rest.starts_with(b"#033[") => (4 + control_sequence(&rest[4..]), Read::Nothing),
        0..0x20 | 0x7f => (1, Read::Nothing),
        b'\\' => match escaped(rest) {
            (length, Escaped::Blank) => (length, Read::Blank),
            (length, Escaped::Nothing) => (length, Read::Nothing),
            (length, Escaped::Char(c)) => (length, Read::Char(c)),
        },
        _ => match rest {
            [0xc2, 0xa0, ..] => (2, Read::Blank),
            [0xe3, 0x80, 0x80, ..] => (3, Read::Blank),
            [0xe2, 0x80, 0x8b, ..] | [0xef, 0xbb, 0xbf, ..] => (3, Read::Nothing),
            [0xe2, 0x80, 0x9c | 0x9d, ..] => (3, Read::Byte(b'"')),
            [0xe2, 0x80, 0x98 | 0x99, ..] => (3, Read::Byte(b'\'')),
            _ => (1, Read::Byte(byte)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{normalize, normalize_into};
    use proptest::prelude::*;

    #[test]
    fn framing_falls_away() {
        for (line, expected) in [
            ("plain text, as it is: 100% #1 a^b", "plain text, as it is: 100% #1 a^b"),
            ("\u{1b}[1;31mERR\u{1b}[0m \u{1b}[36merror=\u{1b}[0m\"x\"", "ERR error=\"x\""),
            ("\u{1b}]0;title\u{7}a \u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\", "a link"),
            ("^[[31mred^[[0m #033[33myellow#033[0m", "red yellow"),
            (r"\u001b[31mred\u001b[0m \x1b[32mgreen\x1b[0m \033[33myellow\033[0m", "red green yellow"),
            ("a \t  b\r", "a b"),
            ("  a\u{a0}b\u{3000}c", "a b c"),
            (r#"msg="kind \"K\" in \\\"v1\\\"""#, r#"msg="kind "K" in "v1"""#),
            (r#"{"error":"a\n\tb\r\nc"}"#, r#"{"error":"a b c"}"#),
            (
                r"Endpoints: \u003cnone\u003e \u8bc1\u4e66 \ud83d\ude42 \ud83d",
                "Endpoints: <none> 证书 🙂 \u{fffd}",
            ),
            (r"path\/to C:\dir \", r"path/to C:\dir \"),
            ("“no matches” ‘x’", "\"no matches\" 'x'"),
            ("\u{feff}a\u{200b}b\0c", "abc"),
            ("证书\u{2026}过期", "证书\u{2026}过期"),
            ("\u{1b}", ""),
            ("\u{1b}[31", ""),
            ("", ""),
        ] {
            assert_eq!(String::from_utf8_lossy(&normalize(line)), expected, "{line:?}");
        }
    }

    proptest! {
        /// Every byte comes from a place in the line, and later bytes from no earlier place.
        #[test]
        fn origins_ascend(line in "(\\PC|[\\\\\"nu0-9a-f\u{1b}\\[ \t…“^#]){0,60}") {
            let (mut normal, mut origins) = (Vec::new(), Vec::new());
            normalize_into(line.as_bytes(), &mut normal, |at| origins.push(at));
            prop_assert!(origins.len() >= normal.len());
            prop_assert!(origins.is_sorted());
            prop_assert!(origins.iter().all(|&at| at < line.len()));
            prop_assert!(std::str::from_utf8(&normal).is_ok());
            prop_assert!(!normal.windows(2).any(|pair| pair == b"  "));
        }

        #[test]
        fn bytes_never_panic(line in prop::collection::vec(any::<u8>(), 0..80)) {
            normalize_into(&line, &mut Vec::new(), |_| {});
        }
    }
}
