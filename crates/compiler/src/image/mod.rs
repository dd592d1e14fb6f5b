//! What the bytes of a file are as an image: its format and its size, or why it cannot be shown.
//!
//! Every reader here walks a file from its beginning to its end without decoding a pixel, so that one
//! that was cut short or damaged on its way is found before a reader looks at half of it. Any bytes
//! give an answer.

mod bytes;
mod gif;
mod jpeg;
mod orientation;
mod png;
mod webp;

/// The formats that are shown: those that [`casebook_core::markup::ImageUrl`] may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Png,
    Jpeg,
    Gif,
    WebP,
}

/// An image that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Image {
    pub(crate) format: Format,
    /// As it is shown, in pixels; not zero.
    pub(crate) width: u32,
    /// As it is shown, in pixels; not zero.
    pub(crate) height: u32,
}

/// Why bytes are no image that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It begins as this format does, and does not go on or end like it.
    Damaged(Format),
    Svg,
    /// Of a format that is not shown, most of them not by every browser either; its name.
    Foreign(&'static str),
    /// What Git holds in place of a large file.
    LfsPointer,
    /// Nothing that is known as an image.
    Unknown,
}

impl Format {
    pub(crate) const ALL: [Self; 4] = [Self::Png, Self::Jpeg, Self::Gif, Self::WebP];

    /// For messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
        }
    }

    /// What stands behind `image/` in a `data:` URL.
    pub(crate) fn subtype(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Gif => "gif",
            Self::WebP => "webp",
        }
    }

    /// How names of such files end, the usual one first.
    pub(crate) fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Gif => &["gif"],
            Self::WebP => &["webp"],
        }
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            _ => None,
        }
    }
}

/// Reads `bytes` as an image. The format is told by how it begins, whatever the file is called.
pub(crate) fn read(bytes: &[u8]) -> Result<Image, Fault> {
    let Some(format) = Format::of(bytes) else { return Err(fault_of(bytes)) };
    let size = match format {
        Format::Png => png::size(bytes),
        Format::Jpeg => jpeg::size(bytes),
        Format::Gif => gif::size(bytes),
        Format::WebP => webp::size(bytes),
    };
    match size {
        Some((width @ 1.., height @ 1..)) => Ok(Image { format, width, height }),
        _ => Err(Fault::Damaged(format)),
    }
}

fn fault_of(bytes: &[u8]) -> Fault {
    match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', ..] => Fault::Foreign("AVIF"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm', ..] => Fault::Foreign("HEIC"),
        [b'B', b'M', ..] => Fault::Foreign("BMP"),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Fault::Foreign("TIFF"),
        [0, 0, 1, 0, ..] => Fault::Foreign("ICO"),
        [b'%', b'P', b'D', b'F', ..] => Fault::Foreign("PDF"),
        _ if bytes.starts_with(b"version https://git-lfs") => Fault::LfsPointer,
        _ if is_svg(bytes) => Fault::Svg,
        _ => Fault::Unknown,
    }
}

/// XML that soon says `<svg`.
fn is_svg(bytes: &[u8]) -> bool {
    const NEAR: usize = 4096;
    let head = bytes.get(..NEAR).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    head.starts_with(b"<") && head.windows(4).any(|word| word == b"<svg")
}

#[cfg(test)]
mod tests;
