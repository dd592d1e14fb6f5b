//! Whether a photograph lies on its side: browsers turn it as its Exif data say, and width and height
//! change places.

use super::bytes::{u16_be, u16_le, u32_be, u32_le};

const ORIENTATION: u16 = 0x0112;

/// Looks for the orientation in the first directory of a segment of Exif data.
pub(super) fn is_turned(segment: &[u8]) -> bool {
    orientation(segment).is_some_and(|value| (5..=8).contains(&value))
}

fn orientation(segment: &[u8]) -> Option<u16> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let little = tiff.starts_with(b"II");
    let short = |bytes, at| if little { u16_le(bytes, at) } else { u16_be(bytes, at) };
    let directory = if little { u32_le(tiff, 4) } else { u32_be(tiff, 4) };
    let directory = tiff.get(directory? as usize..)?;
    // Twelve bytes an entry: tag, type, count, and the value itself if it is short.
    let mut entries = (0..usize::from(short(directory, 0)?)).map(|number| 2 + number * 12);
    let at = entries.find(|at| short(directory, *at) == Some(ORIENTATION))?;
    short(directory, at + 8)
}
