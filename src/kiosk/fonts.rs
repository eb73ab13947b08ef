//! One family list for every text: Andika first.
//!
//! Texts ask for the generic family `SansSerif`; which fonts that is, is decided here once.

use super::Root;
use bevy::prelude::*;
use bevy::text::FontCx;

/// The fonts' files below `assets/fonts/`, in the order they are asked for a letter.
const FILES: [&str; 2] = ["Andika-Regular.ttf", "Andika-Bold.ttf"];
/// Their family names, in the same order of preference.
const FAMILIES: [&str; 1] = ["Andika"];

/// Handles that keep the fonts loaded.
#[derive(Resource)]
struct Loaded(#[expect(dead_code, reason = "held, not read")] Vec<Handle<Font>>);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, load).add_systems(PreUpdate, name_families);
}

fn load(mut commands: Commands, root: Res<Root>, mut fonts: ResMut<Assets<Font>>) {
    let mut loaded = Vec::new();
    for file in FILES {
        let path = root.0.join("assets/fonts").join(file);
        match std::fs::read(&path) {
            Ok(bytes) => loaded.push(fonts.add(Font::from_bytes(bytes))),
            Err(error) => error!(font = file, %error, "a font is missing; run `promise-tree lessons check`"),
        }
    }
    commands.insert_resource(Loaded(loaded));
}

/// As soon as Bevy has taken the fonts into its collection, `SansSerif` means them.
fn name_families(mut done: Local<bool>, mut context: ResMut<FontCx>, mut texts: Query<&mut Text>) {
    if *done {
        return;
    }
    let known: Vec<&str> =
        FAMILIES.into_iter().filter(|family| context.collection.family_id(family).is_some()).collect();
    if known.len() < FAMILIES.len() {
        return;
    }
    for family in known {
        if let Err(error) = context.set_sans_serif_family(family) {
            error!(family, %error, "a font family could not be set");
        }
    }
    *done = true;
    texts.iter_mut().for_each(|mut text| text.set_changed());
}
