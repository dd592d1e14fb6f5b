//! WebP: RFC 9649.

use super::bytes::{array, u16_le, u24_le, u32_le};

/// Width and height, if the file is as long as it says.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let chunks = bytes.get(12..8_usize.checked_add(u32_le(bytes, 4)? as usize)?)?;
    let data = chunks.get(8..8_usize.checked_add(u32_le(chunks, 4)? as usize)?)?;
    match &array(chunks, 0)? {
        b"VP8 " => {
            let [0x9d, 0x01, 0x2a] = array(data, 3)? else { return None };
            // Two bits of each say how to scale.
            Some((u32::from(u16_le(data, 6)? & 0x3fff), u32::from(u16_le(data, 8)? & 0x3fff)))
        }
        b"VP8L" => {
            let [0x2f] = array(data, 0)? else { return None };
            let sides = u32_le(data, 1)?;
            Some(((sides & 0x3fff) + 1, ((sides >> 14) & 0x3fff) + 1))
        }
        b"VP8X" => Some((u24_le(data, 4)? + 1, u24_le(data, 7)? + 1)),
        _ => None,
    }
}
