//! Images: that each can be shown, is not too large, and says in words what it shows.

use std::collections::BTreeSet;

use casebook_core::markup::MAX_SIDE;

use crate::body;
use crate::case::CaseFile;
use crate::diagnostic::{Code, Diagnostic};
use crate::files::{Role, role};
use crate::findings::{Findings, quoted, without_place};
use crate::image::Fault;
use crate::pictures::{
    MOST, MOST_TOGETHER, Picture, Pictures, Refusal, extension, has_extension, name, path_of,
};
use crate::source::Source;

const FORMATS: &str = "a PNG, JPEG, WebP or GIF file";
const PATH: &str = "the path of a PNG, JPEG, WebP or GIF file in the folder of the cases";

/// Checks the images of a case.
pub(crate) fn check(images: &[body::Image], pictures: &Pictures<'_>, findings: &mut Findings<'_>) {
    let mut together = 0;
    for image in images {
        description(image, findings);
        match pictures.find(&image.destination) {
            Err(refusal) => refuse(&refusal, image, pictures, findings),
            Ok(picture) => {
                content(image, &picture, findings);
                let before = together;
                together += picture.bytes;
                if before <= MOST_TOGETHER && together > MOST_TOGETHER {
                    too_many(image, findings);
                }
            }
        }
    }
}

fn description(image: &body::Image, findings: &mut Findings<'_>) {
    let alt = image.alt.trim();
    if alt.is_empty() {
        findings
            .add(Code::MissingAlt, &image.span, "this image has no alternative text")
            .expected("`![what it shows](path)`")
            .help(
                "say in a sentence what a reader learns from it: that is searched, read aloud, and all that \
                 is left where images are not shown",
            );
        return;
    }
    let path = path_of(&image.destination).unwrap_or_default();
    let stem = name(&path).rsplit_once('.').map_or(name(&path), |(stem, _)| stem);
    let is_name = [name(&path), stem].iter().any(|name| !name.is_empty() && alt.eq_ignore_ascii_case(name));
    if is_name || (has_extension(alt) && !alt.contains(char::is_whitespace)) {
        findings
            .add(
                Code::AltFileName,
                &image.span,
                format!("the alternative text {} is the name of a file", quoted(alt)),
            )
            .expected("what the image shows, in words")
            .help("say in a sentence what a reader learns from it");
    }
}

/// What is wrong with the file itself.
fn content(image: &body::Image, picture: &Picture, findings: &mut Findings<'_>) {
    if let Some(why) = &picture.unread {
        findings
            .add(Code::UnsupportedImage, &image.span, format!("{} {why}", quoted(&image.destination)))
            .expected(FORMATS)
            .help("put the image itself into the folder of the cases");
        return;
    }
    let shown = match picture.image {
        Ok(shown) => shown,
        Err(fault) => return fault_of(fault, image, findings),
    };
    let destination = quoted(&image.destination);
    if picture.bytes > MOST {
        findings
            .add(
                Code::ImageTooLarge,
                &image.span,
                format!("the image {destination} has {} bytes", picture.bytes),
            )
            .expected(format!("at most {MOST}: it is carried inside of every copy of the collection"))
            .help("cut it to what matters, then save a screenshot as PNG with few colours, a photograph as WebP");
    }
    if shown.width > MAX_SIDE || shown.height > MAX_SIDE {
        findings
            .add(
                Code::ImageTooLarge,
                &image.span,
                format!("the image {destination} has {} × {} pixels", shown.width, shown.height),
            )
            .expected(format!("at most {MAX_SIDE} a side"))
            .help("cut it to what matters, or make it smaller");
    }
    let path = path_of(&image.destination).unwrap_or_default();
    let ends = extension(&path);
    let fits = |ends: &String| shown.format.extensions().contains(&ends.as_str());
    if !path.is_empty() && !ends.as_ref().is_some_and(fits) {
        let better = shown.format.extensions().first().copied().unwrap_or_default();
        let stem = path.rsplit_once('.').filter(|_| ends.is_some()).map_or(path.as_str(), |(stem, _)| stem);
        findings
            .add(
                Code::MisnamedImage,
                &image.span,
                format!("the image {destination} is a {} file", shown.format.name()),
            )
            .expected(format!("a name that ends in `.{better}`"))
            .help(format!("rename it to {}", quoted(&format!("{stem}.{better}"))));
    }
}

fn fault_of(fault: Fault, image: &body::Image, findings: &mut Findings<'_>) {
    let destination = quoted(&image.destination);
    let (code, message, help) = match fault {
        Fault::Damaged(format) => {
            let message = format!("the {} file {destination} is damaged, or was cut short", format.name());
            (Code::DamagedImage, message, "export it again, or copy it again from where it is whole")
        }
        Fault::Svg => (
            Code::UnsupportedImage,
            format!("{destination} is an SVG file, which can hold scripts and load from elsewhere"),
            "export it as PNG or WebP, twice as large as it is to be seen",
        ),
        Fault::Foreign(format) => (
            Code::UnsupportedImage,
            format!("{destination} is a file in the format {format}, which is not shown"),
            "save it as PNG, a photograph as WebP or JPEG",
        ),
        Fault::LfsPointer => (
            Code::UnsupportedImage,
            format!("{destination} holds a pointer of Git LFS in place of the image"),
            "fetch the image itself with `git lfs pull`",
        ),
        Fault::Unknown => (
            Code::UnsupportedImage,
            format!("{destination} is not an image"),
            "save it as PNG; quote text as a ```text block: that can be searched and copied",
        ),
    };
    findings.add(code, &image.span, message).expected(FORMATS).help(help);
}

fn refuse(refusal: &Refusal, image: &body::Image, pictures: &Pictures<'_>, findings: &mut Findings<'_>) {
    let destination = quoted(&image.destination);
    let place = &image.span;
    match refusal {
        Refusal::Nothing => findings
            .add(Code::MissingImage, place, "this image has no path")
            .expected(PATH)
            .help("fill in the path, or remove the image"),
        Refusal::Url => findings
            .add(Code::UnsupportedImage, place, format!("the image {destination} is not in the collection"))
            .expected(PATH)
            .help("save it beside the cases and write its path: nothing is fetched when a case is read"),
        Refusal::Outside => findings
            .add(Code::UnsupportedImage, place, format!("{destination} lies outside the collection"))
            .expected(PATH)
            .help("copy the image into the folder of the cases"),
        Refusal::Backslash => findings
            .add(Code::UnsupportedImage, place, format!("{destination} holds a backslash"))
            .expected("folders apart by `/`, on every system")
            .help(format!("write {}", quoted(&image.destination.replace('\\', "/")))),
        Refusal::Missing(path) => {
            let help = near(path, pictures).unwrap_or_else(|| {
                "put the image into the folder of the cases, or correct the path".to_owned()
            });
            findings
                .add(Code::MissingImage, place, format!("there is no file {}", quoted(path)))
                .expected(PATH)
                .help(help);
        }
    }
}

/// The image of that name elsewhere, or the one whose path is nearest.
fn near(path: &str, pictures: &Pictures<'_>) -> Option<String> {
    match pictures.paths().find(|known| name(known).eq_ignore_ascii_case(name(path))) {
        Some(same) => Some(format!("did you mean {}?", quoted(same))),
        None => pictures.suggestions.did_you_mean(path, pictures.paths()),
    }
}

fn too_many(image: &body::Image, findings: &mut Findings<'_>) {
    findings
        .add(
            Code::ImageTooLarge,
            &image.span,
            format!("with this image, those of the text have more than {MOST_TOGETHER} bytes together"),
        )
        .expected(format!("at most {MOST_TOGETHER}, each image counted as often as it is shown"))
        .help("keep the images without which the text cannot be followed, and make them smaller");
}

/// Images that no case shows. Those that a README shows are for people who browse the files.
pub(crate) fn unused(
    cases: &[CaseFile<'_>],
    pictures: &Pictures<'_>,
    sources: &[Source<'_>],
) -> Vec<Diagnostic> {
    let shown = cases.iter().flat_map(|case| &case.body.images);
    let shown: BTreeSet<String> = shown.filter_map(|image| path_of(&image.destination).ok()).collect();
    let is_text = |source: &&Source<'_>| {
        role(source.path) == Role::Other && extension(source.path).as_deref() == Some("md")
    };
    let readmes: Vec<_> = sources.iter().filter(is_text).collect();
    let unused = pictures.paths().filter(|path| {
        !shown.contains(*path) && !readmes.iter().any(|readme| readme.text.contains(name(path)))
    });
    unused
        .map(|path| {
            let message = "no case shows this image";
            let expected = format!("a case that holds {}", quoted(&format!("![what it shows]({path})")));
            let help = "show it or delete it; it is not part of the compiled collection";
            without_place(Code::UnusedImage, path, message, &expected, help)
        })
        .collect()
}
