//! The gallery: every screen as a PNG, from a made-up school. Tests, reviews and the documentation look at it.

mod lessons;
mod shots;

use super::activities::Playing;
use super::frame::Settled;
use super::mode::Mode;
use super::school::OpenSchool;
use super::station::{Station, Working};
use super::{KioskError, KioskOptions};
use crate::store::{Kdf, StoreError, SystemClock, demo_school};
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::winit::{UpdateMode, WinitSettings};
use shots::Shot;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// Why the gallery was not drawn.
#[derive(Debug, thiserror::Error)]
pub enum GalleryError {
    /// The kiosk would not start.
    #[error(transparent)]
    Kiosk(#[from] KioskError),
    /// The made-up school would not be made.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder for the pictures.
    #[error("{} could not be made ({source}); choose another folder", folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Frames to wait after a screen was set up and its pictures are there: layout, text and the renderer follow.
const SETTLE_FRAMES: u32 = 8;

#[derive(Resource)]
struct Gallery {
    folder: PathBuf,
    waiting: VecDeque<Shot>,
    now: Option<Shot>,
    frames: u32,
    taken: bool,
}

/// Draws every screen into PNG files in `folder`, in a window of the options' size, and returns when they are there.
/// With `lessons`, every screen of every lesson instead. `options.data` must be an empty folder of its own: a made-up school is put into it.
///
/// # Errors
/// [`GalleryError`].
pub fn render(mut options: KioskOptions, folder: &Path, lessons: bool) -> Result<(), GalleryError> {
    std::fs::create_dir_all(folder).map_err(|source| GalleryError::Folder { folder: folder.to_owned(), source })?;
    options.window = options.window.or(Some((1280, 800)));
    let demo = demo_school::create(&options.data, Kdf::Light, SystemClock::start())?;
    let store = demo.created.wait()?.store;
    let me = store.staff().wait()?.into_iter().next().ok_or(KioskError::NoStaff)?.id;
    let classes = store.classes().wait()?;
    let shots = shots::all(&options.content, &classes, lessons);
    let mut app = super::app(&options)?;
    let mut opened = OpenSchool::read(store.clone(), me)?;
    opened.panel.motion = false;
    app.insert_resource(opened.school)
        .insert_resource(opened.panel)
        .insert_resource(WinitSettings { focused_mode: UpdateMode::Continuous, unfocused_mode: UpdateMode::Continuous })
        .insert_resource(Gallery {
            folder: folder.to_owned(),
            waiting: shots.into(),
            now: None,
            frames: 0,
            taken: false,
        })
        .add_systems(PreUpdate, next)
        .add_systems(Last, take);
    super::finish(app.run())?;
    store.shutdown().wait()?;
    Ok(())
}

/// Sets the next screen up.
fn next(world: &mut World) {
    let mut gallery = world.resource_mut::<Gallery>();
    if gallery.now.is_some() {
        return;
    }
    let Some(shot) = gallery.waiting.pop_front() else {
        world.write_message(AppExit::Success);
        return;
    };
    gallery.frames = 0;
    gallery.taken = false;
    gallery.now = Some(shot.clone());
    shots::set_up(world, &shot);
}

/// Takes the picture once everything has come to rest.
fn take(mut gallery: ResMut<Gallery>, settled: Res<Settled>, mut commands: Commands) {
    let gallery = &mut *gallery;
    if gallery.now.is_none() || gallery.taken {
        return;
    }
    gallery.frames += 1;
    if gallery.frames > SETTLE_FRAMES && settled.still() {
        gallery.taken = true;
        commands.spawn(Screenshot::primary_window()).observe(keep);
    }
}

/// Writes the picture, or takes it again: while the renderer is still making its pipelines, a window is of one colour.
fn keep(captured: On<ScreenshotCaptured>, mut gallery: ResMut<Gallery>, mut exit: MessageWriter<AppExit>) {
    let Some(shot) = gallery.now.clone() else { return };
    if is_blank(&captured.image) {
        gallery.taken = false;
        return;
    }
    let file = gallery.folder.join(format!("{}.png", shot.name));
    let saved = captured.image.clone().try_into_dynamic().map_err(|error| error.to_string());
    if let Err(error) = saved.and_then(|image| image.to_rgb8().save(&file).map_err(|error| error.to_string())) {
        error!(file = %file.display(), error, "a picture of the gallery could not be written");
        exit.write(AppExit::error());
    }
    gallery.now = None;
}

fn is_blank(image: &Image) -> bool {
    let Some(data) = &image.data else { return true };
    let mut pixels = data.chunks_exact(4);
    let first = pixels.next();
    pixels.all(|pixel| Some(pixel) == first)
}

/// Puts a journey at the station.
fn put_at_station(world: &mut World, journey: Option<crate::domain::journey::Journey>) {
    let mut stations = world.query_filtered::<Entity, With<Station>>();
    let Some(station) = stations.iter(world).next() else { return };
    let mut station = world.entity_mut(station);
    station.remove::<(Working, Playing)>();
    if let Some(journey) = journey {
        station.insert(Working(journey));
    }
}

/// Puts a lesson at the station.
fn put_lesson(world: &mut World, play: crate::domain::play::Play) {
    let mut stations = world.query_filtered::<Entity, With<Station>>();
    if let Some(station) = stations.iter(world).next() {
        world.entity_mut(station).insert(Playing(play));
    }
}

/// Shows a mode.
fn put_mode(world: &mut World, mode: Mode) {
    *world.resource_mut::<Mode>() = mode;
}
