//! The images of a collection: which file a path in a case means, and what becomes of it.
//!
//! An image travels inside of the block as a `data:` URL, since nothing is fetched at run time.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casebook_core::markup::{ImageSize, ImageUrl};

use crate::checks::links::{has_scheme, percent_decoded};
use crate::files::{Role, role};
use crate::image::{self, Fault, Format, Image};
use crate::nearest::Suggestions;
use crate::{SourceFile, Unread};

/// Most bytes of an image. Each byte of it is written into a bundle twice and in Base64, for the module
/// and for the static edition: 2.7 bytes. So an image of this size takes 0.7 MB of a file that people
/// pass on by hand.
pub(crate) const MOST: usize = 256 << 10;

/// Most bytes of all images of one text. In Base64 they take a third of what
/// [`MAX_CONTENT`](casebook_core::markup::markdown::MAX_CONTENT) gives a text with its addresses.
pub(crate) const MOST_TOGETHER: usize = 1 << 20;

/// All files that may be shown, by path.
#[derive(Default)]
pub(crate) struct Pictures<'a> {
    files: BTreeMap<&'a str, Picture>,
    /// For paths that lead to no file.
    pub(crate) suggestions: Suggestions,
}

/// A file, as far as it is an image.
#[derive(Clone)]
pub(crate) struct Picture {
    pub(crate) bytes: usize,
    /// Why the file was not read, if it was not.
    pub(crate) unread: Option<Unread>,
    pub(crate) image: Result<Image, Fault>,
    /// What a reader gets, if nothing is wrong with it.
    inlined: Option<(ImageUrl, ImageSize)>,
}

/// Why the destination of an image leads to no file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    Nothing,
    /// It begins as a URL does.
    Url,
    Outside,
    Backslash,
    /// The path of no file.
    Missing(String),
}

impl Picture {
    fn of(file: &SourceFile) -> Self {
        Self { unread: file.unread.clone(), ..Self::new(&file.bytes) }
    }

    fn new(bytes: &[u8]) -> Self {
        let image = image::read(bytes);
        let inlined = image.ok().filter(|_| bytes.len() <= MOST).and_then(|image| {
            let size = ImageSize::new(image.width, image.height)?;
            let url = format!("data:image/{};base64,{}", image.format.subtype(), STANDARD.encode(bytes));
            Some((ImageUrl::new(&url)?, size))
        });
        Self { bytes: bytes.len(), unread: None, image, inlined }
    }
}

impl<'a> Pictures<'a> {
    /// Every file but cases and the configuration: what is an image is told by its bytes.
    pub(crate) fn new(files: impl Iterator<Item = &'a SourceFile>) -> Self {
        let others = files.filter(|file| role(&file.path) == Role::Other);
        Self {
            files: others.map(|file| (file.path.as_str(), Picture::of(file))).collect(),
            suggestions: Suggestions::default(),
        }
    }

    /// The image that `destination` means in a case.
    pub(crate) fn find(&self, destination: &str) -> Result<Cow<'_, Picture>, Refusal> {
        if let Some(data) = data_of(destination) {
            return Ok(Cow::Owned(Picture::new(&data)));
        }
        let path = path_of(destination)?;
        self.files.get(path.as_str()).map(Cow::Borrowed).ok_or(Refusal::Missing(path))
    }

    /// What a reader gets in the place of `destination`.
    pub(crate) fn inlined(&self, destination: &str) -> Option<(ImageUrl, ImageSize)> {
        self.find(destination).ok()?.into_owned().inlined
    }

    /// The files that are images, or are called so.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &'a str> {
        let is_image = |path: &str, picture: &Picture| picture.image.is_ok() || has_extension(path);
        self.files.iter().filter(move |(path, picture)| is_image(path, picture)).map(|(path, _)| *path)
    }
}

/// The bytes of a `data:` URL of an image; empty if they are not in Base64.
fn data_of(destination: &str) -> Option<Vec<u8>> {
    let url = ImageUrl::new(destination)?;
    let (_, data) = url.as_str().split_once(',')?;
    Some(STANDARD.decode(data).unwrap_or_default())
}

/// The path in the collection that `destination` means. Cases lie beside the configuration, so a path
/// from a case is one from there.
pub(crate) fn path_of(destination: &str) -> Result<String, Refusal> {
    if destination.is_empty() {
        return Err(Refusal::Nothing);
    }
    if has_scheme(destination) {
        return Err(Refusal::Url);
    }
    let path = percent_decoded(destination);
    if path.contains('\\') {
        return Err(Refusal::Backslash);
    }
    if path.starts_with('/') {
        return Err(Refusal::Outside);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop().ok_or(Refusal::Outside)?,
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// The last part of a path behind its last dot, in lower case.
pub(crate) fn extension(path: &str) -> Option<String> {
    let (_, extension) = name(path).rsplit_once('.')?;
    Some(extension.to_ascii_lowercase())
}

/// The last part of a path.
pub(crate) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a file with this name should be an image.
pub(crate) fn has_extension(path: &str) -> bool {
    let known = |extension: &str| {
        extension == "svg" || Format::ALL.iter().any(|format| format.extensions().contains(&extension))
    };
    extension(path).is_some_and(|extension| known(&extension))
}

#[cfg(test)]
mod tests {
    use super::{Pictures, Refusal, path_of};
    use crate::SourceFile;

    #[test]
    fn paths_stay_in_the_collection() {
        for (destination, path) in [
            ("a.png", "a.png"),
            ("./images/a.png", "images/a.png"),
            ("images/../a.png", "a.png"),
            ("images//./a.png", "images/a.png"),
            ("%E5%9B%BE/a%20b.png", "图/a b.png"),
            ("100%.png", "100%.png"),
        ] {
            assert_eq!(path_of(destination).as_deref(), Ok(path), "{destination}");
        }
        for (destination, refusal) in [
            ("", Refusal::Nothing),
            ("https://a.example/a.png", Refusal::Url),
            ("//a.example/a.png", Refusal::Url),
            ("data:image/svg+xml;base64,AAAA", Refusal::Url),
            ("file:a.png", Refusal::Url),
            ("/a.png", Refusal::Outside),
            ("../a.png", Refusal::Outside),
            ("images/../../a.png", Refusal::Outside),
            ("%2e%2e/a.png", Refusal::Outside),
            ("%2Fetc/a.png", Refusal::Outside),
            ("images\\a.png", Refusal::Backslash),
            ("..%5Ca.png", Refusal::Backslash),
        ] {
            assert_eq!(path_of(destination), Err(refusal), "{destination}");
        }
    }

    #[test]
    fn cases_are_no_images() {
        let files = ["casebook.yaml", "a.md", "a.en.md", "b/a.PNG", "a.svg", "README.md", "LICENSE"]
            .map(|path| SourceFile::new(path, b"GIF89a"));
        let pictures = Pictures::new(files.iter());
        assert_eq!(pictures.paths().collect::<Vec<_>>(), ["a.svg", "b/a.PNG"]);
        assert!(matches!(pictures.find("a.md"), Err(Refusal::Missing(_))));
    }
}
