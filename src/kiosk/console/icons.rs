//! The kiosk's SVG icons as egui textures, rendered at the panel's own resolution and kept while the console is open.

use super::super::pictures::{Fit, rasterise};
use bevy::math::UVec2;
use bevy::prelude::*;
use bevy_egui::egui::{self, ColorImage, Rect, TextureHandle, TextureOptions};
use std::collections::HashMap;
use std::path::PathBuf;

/// Icons rendered so far. They belong to one egui context: a new context begins with none.
#[derive(Default)]
pub(super) struct Icons {
    folder: PathBuf,
    textures: HashMap<(String, u32), Option<TextureHandle>>,
}

impl Icons {
    /// Icons of a folder (`assets/pictures/icons`).
    pub(super) fn of(folder: PathBuf) -> Self {
        Self { folder, textures: HashMap::new() }
    }

    /// Draws an icon, a file's name without its ending, into a square. A missing one is said once in the log.
    pub(super) fn paint(&mut self, painter: &egui::Painter, name: &str, rect: Rect) {
        let pixels = (rect.width().min(rect.height()) * painter.pixels_per_point()).round().clamp(1.0, 1024.0) as u32;
        let folder = &self.folder;
        let texture = self.textures.entry((name.to_owned(), pixels)).or_insert_with(|| {
            let svg = std::fs::read(folder.join(format!("{name}.svg"))).ok();
            let rgba = svg.and_then(|svg| rasterise(&svg, Fit::Contain, UVec2::splat(pixels)));
            if rgba.is_none() {
                warn!(icon = name, "an icon is missing or cannot be read; run `promise-tree lessons check`");
            }
            let side = pixels as usize;
            let image = rgba.map(|rgba| ColorImage::from_rgba_unmultiplied([side, side], &rgba));
            image.map(|image| painter.ctx().load_texture(name, image, TextureOptions::LINEAR))
        });
        if let Some(texture) = texture {
            let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
            painter.image(texture.id(), rect, whole, egui::Color32::WHITE);
        }
    }
}
