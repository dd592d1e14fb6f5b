//! What characters are to the search: their folded form, and to which of three kinds they belong.

use super::simplified::simplified;

/// The form under which a character is compared: lower case, full-width forms as their ASCII twins,
/// traditional characters as simplified ones.
///
/// One character in, one out, so that offsets into the original text stay true. Where lower-casing
/// needs two characters (`İ`), the first is kept.
#[must_use]
#[inline]
pub fn fold(c: char) -> char {
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        '\u{4e00}'..='\u{9fff}' => simplified(c),
        _ => fold_other(c),
    }
}

fn fold_other(c: char) -> char {
    match c {
        // Beside ASCII, most of a Chinese text: no letter case there, so no table to search.
        '\u{3001}'..='\u{4dff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3fffd}' => c,
        // The full-width block repeats ASCII at a fixed distance.
        '\u{ff01}'..='\u{ff5e}' => fold(char::from(((c as u32 - 0xff01) + 0x21) as u8)),
        '\u{3000}' => ' ',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Whether a character belongs to a script that is written without blanks between words: Han, kana,
/// hangul. Runs of them are cut into overlapping pairs.
#[must_use]
#[inline]
pub fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}'      // 々 〆 〇
        | '\u{3041}'..='\u{3096}'    // hiragana
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'  // katakana
        | '\u{3400}'..='\u{4dbf}'    // Han, extension A
        | '\u{4e00}'..='\u{9fff}'    // Han
        | '\u{ac00}'..='\u{d7a3}'    // hangul
        | '\u{f900}'..='\u{faff}'    // Han, compatibility
        | '\u{20000}'..='\u{3fffd}') // Han, further planes
}
