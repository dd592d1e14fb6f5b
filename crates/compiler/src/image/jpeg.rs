//! JPEG: ITU-T T.81, annex B.

use super::bytes::{array, u16_be};
use super::orientation;

/// Width and height as it is shown, if the segments up to the pixels are whole and the end is there.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    let mut size = None;
    let mut is_turned = false;
    loop {
        let [0xff, marker] = array(bytes, at)? else { return None };
        match marker {
            // Fill bytes before a marker.
            0xff => {
                at += 1;
                continue;
            }
            // These stand alone.
            0x01 | 0xd0..=0xd7 => {
                at += 2;
                continue;
            }
            _ => {}
        }
        let length = usize::from(u16_be(bytes, at + 2)?);
        let segment = bytes.get(at + 4..at + 2 + length.max(2))?;
        match marker {
            // Frames, but for tables that have numbers of the same row.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                size = Some((u32::from(u16_be(segment, 3)?), u32::from(u16_be(segment, 1)?)));
            }
            0xe1 => is_turned |= orientation::is_turned(segment),
            0xda => {
                let (width, height) = size?;
                let has_end = bytes.get(at..)?.windows(2).any(|pair| pair == [0xff, 0xd9]);
                return has_end.then_some(if is_turned { (height, width) } else { (width, height) });
            }
            _ => {}
        }
        at += 2 + length.max(2);
    }
}
