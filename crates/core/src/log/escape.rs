//! Escapes: what terminals obey, and what JSON, logfmt and shells write for a character.

/// Longest parameters of a control sequence; what is longer is no such sequence.
const MOST_PARAMETERS: usize = 32;
/// Longest text of an operating system command: a title, or the address of a link.
const MOST_COMMAND: usize = 2048;

/// Length of what follows an escape character and belongs to it (ECMA-48, and xterm's `]…`).
pub(super) fn control_sequence(rest: &[u8]) -> usize {
    match rest.first() {
        Some(b'[') => {
            let parameters = rest.iter().skip(1).take(MOST_PARAMETERS);
            1 + match parameters.clone().position(|byte| !(0x20..=0x3f).contains(byte)) {
                Some(at) if rest.get(1 + at).is_some_and(|byte| (0x40..=0x7e).contains(byte)) => at + 1,
                Some(at) => at,
                None => parameters.len(),
            }
        }
        Some(b']') => {
            let text = rest.get(..rest.len().min(MOST_COMMAND)).unwrap_or_default();
            let end = text.iter().position(|&byte| byte == 0x07 || byte == 0x1b);
            match end {
                Some(at) if text.get(at..at + 2) == Some(b"\x1b\\") => at + 2,
                Some(at) if text.get(at) == Some(&0x07) => at + 1,
                _ => 1,
            }
        }
        Some(b' '..=b'/') if rest.get(1).is_some_and(|byte| (b'0'..=b'~').contains(byte)) => 2,
        Some(b'0'..=b'~') => 1,
        _ => 0,
    }
}

/// What an escape stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Escaped {
    Nothing,
    Blank,
    Char(char),
}

/// Reads `rest`, which begins with a backslash: the length of the escape, and what it stands for.
/// Text within text escapes backslashes, too, so several count as one.
pub(super) fn escaped(rest: &[u8]) -> (usize, Escaped) {
    let slashes = rest.iter().take_while(|&&byte| byte == b'\\').count();
    let after = rest.get(slashes..).unwrap_or_default();
    let itself = (slashes, Escaped::Char('\\'));
    match after {
        [quote @ (b'"' | b'\'' | b'/'), ..] => (slashes + 1, Escaped::Char(char::from(*quote))),
        [b'n' | b't' | b'r', ..] => (slashes + 1, Escaped::Blank),
        [b'u', hex @ ..] => match unit(hex) {
            Some(0x1b) => {
                (slashes + 5 + control_sequence(hex.get(4..).unwrap_or_default()), Escaped::Nothing)
            }
            Some(high @ 0xd800..0xdc00) => match hex.get(4..).and_then(low_surrogate) {
                Some(low) => {
                    let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                    (slashes + 11, Escaped::Char(character(code)))
                }
                None => (slashes + 5, Escaped::Char(char::REPLACEMENT_CHARACTER)),
            },
            Some(0x20 | 0x09 | 0x0a | 0x0d | 0xa0) => (slashes + 5, Escaped::Blank),
            Some(0..0x20 | 0x7f) => (slashes + 5, Escaped::Nothing),
            Some(code) => (slashes + 5, Escaped::Char(character(code))),
            None => itself,
        },
        [b'x', b'1', b'b' | b'B', rest @ ..] | [b'0', b'3', b'3', rest @ ..]
            if rest.first() == Some(&b'[') =>
        {
            (slashes + 3 + control_sequence(rest), Escaped::Nothing)
        }
        [b'e', rest @ ..] if rest.first() == Some(&b'[') => {
            (slashes + 1 + control_sequence(rest), Escaped::Nothing)
        }
        _ => itself,
    }
}

/// The low half of a pair, from `\udc00` on.
fn low_surrogate(rest: &[u8]) -> Option<u32> {
    let hex = rest.strip_prefix(b"\\u")?;
    unit(hex).filter(|low| (0xdc00..0xe000).contains(low))
}

/// Four hexadecimal digits.
fn unit(hex: &[u8]) -> Option<u32> {
    let digits = str::from_utf8(hex.get(..4)?).ok()?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

fn character(code: u32) -> char {
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}
