//! Pictures: that each one a rule or the program names is there, and that all of them are SVG that fills its frame.

use super::PICTURES;
use super::agreement_file::Pictured;
use super::fault::{Fault, Place};
use super::fault_kind::FaultKind;
use super::source::{Source, names_in, unreadable};
use crate::domain::mark::Stamp;
use roxmltree::Document;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

/// The folder below `assets/pictures/` that belongs to the rules alone.
const RULES_FOLDER: &str = "rules";
/// The folder of the stamps, each called by its code.
const STAMPS_FOLDER: &str = "stamps";
const SVG: &str = "http://www.w3.org/2000/svg";

/// SHA-256 of the bytes of each picture that is named, by its path below `assets/pictures/`.
pub(crate) type PictureHashes = BTreeMap<String, [u8; 32]>;

/// Reads and checks every picture that is named.
pub(crate) fn read_all<'a>(
    root: &Path,
    pictured: impl Iterator<Item = &'a Pictured>,
    faults: &mut Vec<Fault>,
) -> PictureHashes {
    let mut hashes = PictureHashes::new();
    for Pictured { by, picture, place } in pictured {
        if hashes.contains_key(picture) {
            continue;
        }
        let file = Path::new(PICTURES).join(picture);
        match fs::read(root.join(&file)) {
            Ok(bytes) => {
                hashes.insert(picture.clone(), Sha256::digest(&bytes).into());
                if let Some(source) = Source::from_bytes(&file, bytes, faults) {
                    check(&source, faults);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let what = FaultKind::PictureMissing { by: by.clone(), picture: picture.clone() };
                faults.push(Fault::at(place.clone(), what));
            }
            Err(error) => faults.push(unreadable(&file, &error)),
        }
    }
    hashes
}

/// Checks every picture that no agreement names, and that each stamp has one.
pub(crate) fn check_others(root: &Path, checked: &PictureHashes, faults: &mut Vec<Fault>) {
    for folder in names_in(root, Path::new(PICTURES), None, faults) {
        let path = Path::new(PICTURES).join(&folder);
        for name in names_in(root, &path, Some("svg"), faults) {
            if !checked.contains_key(&format!("{folder}/{name}"))
                && let Some(source) = Source::read(root, &path.join(name), faults)
            {
                check(&source, faults);
            }
        }
    }
    for stamp in Stamp::ALL {
        let file = Path::new(PICTURES).join(STAMPS_FOLDER).join(format!("{}.svg", stamp.code()));
        if !root.join(&file).is_file() {
            faults.push(Fault::of_file(file, FaultKind::PictureNeeded));
        }
    }
}

/// Reports the pictures of rules and lessons that none of them shows.
pub(crate) fn report_unused(root: &Path, named: &[&str], faults: &mut Vec<Fault>) {
    let named: BTreeSet<&str> = named.iter().copied().collect();
    let folder = Path::new(PICTURES).join(RULES_FOLDER);
    for name in names_in(root, &folder, Some("svg"), faults) {
        if !named.contains(format!("{RULES_FOLDER}/{name}").as_str()) {
            faults.push(Fault::of_file(folder.join(name), FaultKind::PictureUnused));
        }
    }
}

/// A light check: what a picture must be so that it can be drawn at all. The kiosk's gallery shows how it looks.
fn check(source: &Source, faults: &mut Vec<Fault>) {
    let document = match Document::parse(source.text()) {
        Ok(document) => document,
        Err(error) => {
            let at = error.pos();
            let place = Place { file: source.file().to_owned(), line: at.row, column: at.col };
            faults.push(Fault::at(place, FaultKind::PictureSyntax { why: without_place(&error.to_string()) }));
            return;
        }
    };
    let outermost = document.root_element();
    if !outermost.has_tag_name((SVG, "svg")) {
        faults.push(source.fault(outermost.range().start, FaultKind::PictureNotSvg));
        return;
    }
    if !outermost.attribute("viewBox").is_some_and(is_view_box) {
        faults.push(source.fault(outermost.range().start, FaultKind::PictureViewBox));
    }
    for text in document.descendants().filter(|node| node.has_tag_name((SVG, "text"))) {
        faults.push(source.fault(text.range().start, FaultKind::PictureText));
    }
}

/// SVG 2 §8.2: four numbers apart by spaces or commas, of which width and height are above zero here.
fn is_view_box(text: &str) -> bool {
    let numbers: Option<Vec<f64>> = text
        .split(|c: char| c.is_ascii_whitespace() || c == ',')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|number: &f64| number.is_finite()))
        .collect();
    matches!(numbers.as_deref(), Some([_, _, width, height]) if *width > 0.0 && *height > 0.0)
}

/// The parser's sentence without the place that it ends with: ours stands before it.
fn without_place(sentence: &str) -> String {
    match sentence.rfind(" at ") {
        Some(end) if sentence.ends_with(|c: char| c.is_ascii_digit()) => sentence.get(..end).unwrap_or(sentence),
        _ => sentence,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(text: &str) -> Vec<(Option<u32>, FaultKind)> {
        let mut faults = Vec::new();
        check(&Source::new(Path::new("a.svg"), text.into()), &mut faults);
        faults.into_iter().map(|fault| (fault.line, fault.what)).collect()
    }

    #[test]
    fn a_picture_is_svg_with_a_frame_and_without_words() {
        let svg = |inner: &str| format!("<!-- a -->\n<svg xmlns='{SVG}' {inner}</svg>");
        assert_eq!(faults_of(&svg("viewBox='0 0 10,10'><path d='M0 0'/>")), []);
        assert_eq!(faults_of(&svg("viewBox='0 0 10'>")), [(Some(2), FaultKind::PictureViewBox)]);
        assert_eq!(faults_of(&svg("viewBox='0 0 0 5'>")), [(Some(2), FaultKind::PictureViewBox)]);
        assert_eq!(faults_of(&svg("viewBox='0 0 1 1'>\n<g><text>x</text></g>")), [(Some(3), FaultKind::PictureText)]);
        assert_eq!(faults_of("<svg viewBox='0 0 1 1'/>"), [(Some(1), FaultKind::PictureNotSvg)]);
        let unclosed = faults_of(&svg("viewBox='0 0 1 1'>\n<g>"));
        assert!(matches!(&unclosed[..], [(Some(3), FaultKind::PictureSyntax { .. })]), "{unclosed:?}");
    }
}
