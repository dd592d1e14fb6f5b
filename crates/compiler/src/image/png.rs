//! PNG: <https://www.w3.org/TR/png-3/#5DataRep>.

use casebook_core::block::layout::checksum;

use super::bytes::u32_be;

const SIGNATURE: usize = 8;

/// Width and height, if every chunk up to the last is as its checksum says.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.get(SIGNATURE..)?;
    let mut size = None;
    loop {
        let length = u32_be(rest, 0)? as usize;
        let end = length.checked_add(8)?;
        let (kind, data) = rest.get(4..end)?.split_first_chunk::<4>()?;
        if checksum(&[kind, data]) != u32_be(rest, end)? {
            return None;
        }
        match kind {
            b"IHDR" => size = Some((u32_be(data, 0)?, u32_be(data, 4)?)),
            b"IEND" => return size,
            // The header comes first.
            _ => {
                size?;
            }
        }
        rest = rest.get(end + 4..)?;
    }
}
