//! GIF: <https://www.w3.org/Graphics/GIF/spec-gif89a.txt>.

use super::bytes::{array, u16_le};

/// Width and height, if at least one picture and the end are there.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = (u32::from(u16_le(bytes, 6)?), u32::from(u16_le(bytes, 8)?));
    let [flags] = array(bytes, 10)?;
    let mut at = 13 + color_table(flags);
    let mut has_picture = false;
    loop {
        match array(bytes, at)? {
            // An extension: its kind, then its data.
            [b'!'] => at = behind_blocks(bytes, at + 2)?,
            // A picture: place, size and flags, perhaps colours, one byte about its code, then its data.
            [b','] => {
                let [flags] = array(bytes, at + 9)?;
                at = behind_blocks(bytes, at + 11 + color_table(flags))?;
                has_picture = true;
            }
            [b';'] => return has_picture.then_some(size),
            _ => return None,
        }
    }
}

fn color_table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The place behind a row of blocks, each with its length before it, the last of length zero.
fn behind_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let [length] = array(bytes, at)?;
        at += 1 + usize::from(length);
        if length == 0 {
            return Some(at);
        }
    }
}
