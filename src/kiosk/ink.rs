//! Ink on the pad: lines drawn into an image as the finger goes, at the panel's own resolution.

use super::Stage;
use super::station::Working;
use super::theme;
use crate::domain::mark::{BOX_WIDTH, Ink, Point};
use bevy::asset::RenderAssetUsages;
use bevy::picking::pointer::PointerId;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::ui::ComputedNode;
use resvg::tiny_skia;

/// Where a finger writes.
#[derive(Component, Default)]
#[require(ImageNode)]
pub(super) struct InkPad {
    /// The pointer that writes; a second finger does not.
    pub finger: Option<PointerId>,
    canvas: Option<tiny_skia::Pixmap>,
    /// How much of the ink is drawn already: strokes, and points of the last of them.
    drawn: (usize, usize),
}

/// Thickness of a line, as a share of the pad's width.
const PEN: f32 = 0.0125;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, draw.after(bevy::ui::UiSystems::Layout)).add_systems(Update, lift.in_set(Stage::Show));
    app.add_observer(finger_up);
}

fn finger_up(release: On<Pointer<Release>>, mut pads: Query<&mut InkPad>) {
    for mut pad in &mut pads {
        if pad.finger == Some(release.pointer_id) {
            pad.bypass_change_detection().finger = None;
        }
    }
}

/// A finger that the panel lost (its touch was cancelled) does not hold the pad for ever.
fn lift(mut cancelled: MessageReader<bevy::picking::pointer::PointerInput>, mut pads: Query<&mut InkPad>) {
    for input in cancelled.read() {
        if matches!(input.action, bevy::picking::pointer::PointerAction::Cancel) {
            for mut pad in &mut pads {
                if pad.finger == Some(input.pointer_id) {
                    pad.finger = None;
                }
            }
        }
    }
}

fn draw(
    mut pads: Query<(Entity, &mut InkPad, &ComputedNode, &mut ImageNode)>,
    parents: Query<&ChildOf>,
    working: Query<&Working>,
    mut images: ResMut<Assets<Image>>,
) {
    for (entity, mut pad, node, mut shown) in &mut pads {
        let Some(working) = parents.iter_ancestors(entity).find_map(|a| working.get(a).ok()) else { continue };
        let ink = working.0.ink();
        let size = node.size.round().as_uvec2();
        if size.x == 0 || size.y == 0 {
            continue;
        }
        let fresh = pad.canvas.as_ref().is_none_or(|canvas| (canvas.width(), canvas.height()) != (size.x, size.y));
        let reach = (ink.strokes.len(), ink.strokes.last().map_or(0, |stroke| stroke.0.len()));
        if !fresh && reach == pad.drawn {
            continue;
        }
        if fresh || reach < pad.drawn {
            pad.canvas = tiny_skia::Pixmap::new(size.x, size.y);
            pad.drawn = (0, 0);
        }
        let from = pad.drawn;
        pad.drawn = reach;
        let Some(canvas) = pad.canvas.as_mut() else { continue };
        write(canvas, ink, from);
        let extent = Extent3d { width: size.x, height: size.y, depth_or_array_layers: 1 };
        let pixels = canvas.clone().take_demultiplied();
        let image = Image::new(
            extent,
            TextureDimension::D2,
            pixels,
            TextureFormat::Rgba8UnormSrgb,
            RenderAssetUsages::RENDER_WORLD,
        );
        shown.image = images.add(image);
    }
}

/// Draws what has come since `from` (strokes done, points of the stroke that was being drawn).
fn write(canvas: &mut tiny_skia::Pixmap, ink: &Ink, from: (usize, usize)) {
    let scale = canvas.width() as f32 / f32::from(BOX_WIDTH);
    let place = |point: &Point| (f32::from(point.0) * scale, f32::from(point.1) * scale);
    let mut paint = tiny_skia::Paint { anti_alias: true, ..Default::default() };
    let ink_colour = theme::INK.to_srgba();
    paint.set_color(
        tiny_skia::Color::from_rgba(ink_colour.red, ink_colour.green, ink_colour.blue, 1.0)
            .unwrap_or(tiny_skia::Color::BLACK),
    );
    let pen = tiny_skia::Stroke {
        width: canvas.width() as f32 * PEN,
        line_cap: tiny_skia::LineCap::Round,
        line_join: tiny_skia::LineJoin::Round,
        ..Default::default()
    };
    let (strokes_done, points_done) = from;
    for (number, stroke) in ink.strokes.iter().enumerate().skip(strokes_done.saturating_sub(1)) {
        let skip = if number + 1 == strokes_done { points_done.saturating_sub(1) } else { 0 };
        let mut points = stroke.0.iter().skip(skip).map(place);
        let Some((x, y)) = points.next() else { continue };
        let mut path = tiny_skia::PathBuilder::new();
        path.move_to(x, y);
        // A dot is a line of no length: with round ends it is still seen.
        path.line_to(x + 0.01, y);
        points.for_each(|(x, y)| path.line_to(x, y));
        if let Some(path) = path.finish() {
            canvas.stroke_path(&path, &paint, &pen, tiny_skia::Transform::identity(), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mark::Stroke;

    fn covered(canvas: &tiny_skia::Pixmap) -> usize {
        canvas.pixels().iter().filter(|pixel| pixel.alpha() > 127).count()
    }

    #[test]
    fn ink_drawn_bit_by_bit_looks_like_ink_drawn_at_once() {
        let all = [Point(100, 100), Point(900, 300), Point(1500, 100), Point(1800, 700)];
        let ink = |points: &[Point]| Ink { strokes: vec![Stroke(vec![Point(50, 700)]), Stroke(points.to_vec())] };
        let mut once = tiny_skia::Pixmap::new(400, 168).unwrap();
        write(&mut once, &ink(&all), (0, 0));
        let mut bitwise = tiny_skia::Pixmap::new(400, 168).unwrap();
        write(&mut bitwise, &ink(&all[..2]), (0, 0));
        write(&mut bitwise, &ink(&all), (2, 2));
        let (a, b) = (covered(&once), covered(&bitwise));
        assert!(a > 500 && a.abs_diff(b) < a / 50, "{a} and {b} pixels");
    }
}
