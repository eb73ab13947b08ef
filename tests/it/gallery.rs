//! The gallery draws every screen, at the size asked for, with something on it.

use crate::support::{display, program, told};
use std::collections::BTreeSet;

/// Width, height and the number of different colours in a PNG (a blank screen has a handful).
fn look(file: &std::path::Path) -> (u32, u32, usize) {
    let image = image::open(file).unwrap().to_rgb8();
    let colours: BTreeSet<[u8; 3]> = image.pixels().step_by(7).map(|pixel| pixel.0).collect();
    (image.width(), image.height(), colours.len())
}

#[test]
fn every_screen_is_drawn_at_the_size_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    display().with(|display| {
        let mut gallery = program();
        gallery.args(["gallery", "--window", "1280x800", "--to"]).arg(folder.path()).env("DISPLAY", display);
        let output = gallery.output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
    });
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let file = entry.unwrap().path();
        names.insert(file.file_stem().unwrap().to_str().unwrap().to_owned());
        let (width, height, colours) = look(&file);
        assert_eq!((width, height), (1280, 800), "{}", file.display());
        assert!(colours > 60, "{} has only {colours} colours: is it blank?", file.display());
    }
    for name in ["idle", "tree-half", "identity", "rule-ks1-03", "rule-ks2-11", "mark-written", "stamps", "thanks"] {
        assert!(names.contains(name), "{name} is missing among {names:?}");
    }
}
