use proptest::prelude::*;

use super::{Fault, Format, Image, read};

/// Six pixels by four, as the fixtures have them.
const FILES: [(Format, &[u8]); 6] = [
    (Format::Png, include_bytes!("../../tests/diagnostics/good--images/images/pool.png")),
    (Format::Jpeg, include_bytes!("../../tests/diagnostics/good--images/images/request rate.jpg")),
    (Format::Gif, include_bytes!("../../tests/diagnostics/good--images/images/queue.gif")),
    (Format::WebP, include_bytes!("../../tests/diagnostics/good--images/images/内存.webp")),
    (Format::WebP, include_bytes!("../../tests/diagnostics/good--images/lossless.webp")),
    (Format::WebP, include_bytes!("../../tests/diagnostics/good--images/alpha.webp")),
];

/// The JPEG with Exif data that say how it lies.
fn photograph(orientation: u8, little: bool) -> Vec<u8> {
    let [_, (_, jpeg), ..] = FILES;
    let tiff: &[u8] = if little {
        &[b'I', b'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
    } else {
        &[b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
    };
    let segment = [b"Exif\0\0", tiff].concat();
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &segment, &jpeg[2..]].concat()
}

#[test]
fn each_format_is_told_by_its_bytes() {
    for (format, bytes) in FILES {
        assert_eq!(read(bytes), Ok(Image { format, width: 6, height: 4 }));
    }
}

#[test]
fn what_lies_on_its_side_is_measured_as_it_is_shown() {
    for little in [false, true] {
        for orientation in 0..=9 {
            let image = read(&photograph(orientation, little)).unwrap();
            let shown = if (5..=8).contains(&orientation) { (4, 6) } else { (6, 4) };
            assert_eq!((image.width, image.height), shown, "orientation {orientation}");
        }
    }
}

#[test]
fn a_file_that_was_cut_short_is_damaged() {
    // The least by which a format is known.
    const BEGINNINGS: [(Format, usize); 4] =
        [(Format::Png, 8), (Format::Jpeg, 3), (Format::Gif, 6), (Format::WebP, 12)];
    for (format, bytes) in FILES {
        let (_, known) = BEGINNINGS.into_iter().find(|(known, _)| *known == format).unwrap();
        for end in known..bytes.len() {
            assert_eq!(read(&bytes[..end]), Err(Fault::Damaged(format)), "{end} of {} bytes", bytes.len());
        }
    }
}

#[test]
fn a_changed_byte_of_a_png_is_found() {
    let [(_, png), ..] = FILES;
    for at in 8..png.len() {
        let mut changed = png.to_vec();
        changed[at] ^= 1;
        assert_eq!(read(&changed), Err(Fault::Damaged(Format::Png)), "byte {at}");
    }
}

#[test]
fn no_side_is_zero() {
    let [_, _, (_, gif), ..] = FILES;
    let mut flat = gif.to_vec();
    flat[6..8].fill(0);
    assert_eq!(read(&flat), Err(Fault::Damaged(Format::Gif)));
}

#[test]
fn other_formats_are_named() {
    for (bytes, fault) in [
        (&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], Fault::Svg),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- x -->\n<svg/>", Fault::Svg),
        (b"<html>", Fault::Unknown),
        (b"BM\x8a\0\0\0", Fault::Foreign("BMP")),
        (b"\0\0\0\x1cftypavif", Fault::Foreign("AVIF")),
        (b"\0\0\0\x18ftypheic", Fault::Foreign("HEIC")),
        (b"II*\0", Fault::Foreign("TIFF")),
        (b"MM\0*", Fault::Foreign("TIFF")),
        (b"\0\0\x01\0", Fault::Foreign("ICO")),
        (b"%PDF-1.7", Fault::Foreign("PDF")),
        (b"version https://git-lfs.github.com/spec/v1\n", Fault::LfsPointer),
        (b"text", Fault::Unknown),
        (b"", Fault::Unknown),
    ] {
        assert_eq!(read(bytes), Err(fault), "{}", String::from_utf8_lossy(bytes));
    }
}

/// Bytes that begin as an image does.
fn begun() -> impl Strategy<Value = Vec<u8>> {
    let start = prop::sample::select(FILES.to_vec())
        .prop_flat_map(|(_, bytes)| (0..bytes.len()).prop_map(|end| bytes[..end].to_vec()));
    (start, prop::collection::vec(any::<u8>(), 0..200)).prop_map(|(start, rest)| [start, rest].concat())
}

/// An image of which some bytes were changed.
fn changed() -> impl Strategy<Value = Vec<u8>> {
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
    let files = FILES.iter().map(|(_, bytes)| bytes.to_vec()).chain([photograph(6, true)]);
    (prop::sample::select(files.collect::<Vec<_>>()), changes).prop_map(|(mut bytes, changes)| {
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_give_an_answer(
        bytes in prop_oneof![prop::collection::vec(any::<u8>(), 0..100), begun(), changed()],
    ) {
        if let Ok(Image { width, height, .. }) = read(&bytes) {
            prop_assert!(width > 0 && height > 0);
        }
    }
}
