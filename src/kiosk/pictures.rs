//! SVG files as images at the panel's own resolution.
//!
//! A picture is asked for with [`Picture`] (a path below `assets/pictures/`); once the layout knows how big it is, it is
//! rendered on a worker thread and kept for as long as it is likely to be wanted again. So nothing is ever blurred by
//! scaling, and no frame waits for an SVG.

use super::Root;
use super::plain::{Plain, PlainNode};
use bevy::app::{TaskPoolOptions, TaskPoolPlugin};
use bevy::asset::RenderAssetUsages;
use bevy::image::ImageSampler;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::tasks::{AsyncComputeTaskPool, Task, block_on, poll_once};
use bevy::ui::{ComputedNode, ResolvedBorderRadius};
use bevy::window::RequestRedraw;
use resvg::{tiny_skia, usvg};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How an SVG is laid into its node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Fit {
    /// All of it is seen, centred.
    Contain,
    /// All of the node is covered, centred; what sticks out is cut.
    Cover,
}

/// Shows the SVG `path` (below `assets/pictures/`) in this node.
#[derive(Component, Debug, Clone, PartialEq)]
#[require(ImageNode, PlainNode)]
pub(super) struct Picture {
    pub path: String,
    pub fit: Fit,
}

impl Picture {
    pub(super) fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), fit: Fit::Contain }
    }

    pub(super) fn cover(path: impl Into<String>) -> Self {
        Self { path: path.into(), fit: Fit::Cover }
    }
}

/// A picture as rendered once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Rendering {
    path: String,
    fit: Fit,
    size: UVec2,
}

enum Stage {
    Drawing(Task<Option<Drawn>>),
    Ready {
        image: Handle<Image>,
        plain: Handle<Plain>,
    },
    /// The file is missing or no SVG; said once in the log.
    Missing,
}

/// Fresh from the worker thread.
struct Drawn {
    image: Image,
    opaque: bool,
}

/// Every rendering asked for so far.
#[derive(Resource, Default)]
pub(super) struct Pictures {
    cache: HashMap<Rendering, Kept>,
    /// Counts frames.
    now: u64,
}

struct Kept {
    stage: Stage,
    /// The frame in which it was last wanted.
    wanted: u64,
}

impl Pictures {
    /// Draws a picture ahead of its need, so that no child waits for it. `size` in physical pixels.
    pub(super) fn prepare(&mut self, root: &Root, picture: &Picture, size: Vec2) {
        self.stage(root, picture, size);
    }

    fn stage(&mut self, root: &Root, picture: &Picture, size: Vec2) -> Option<&Stage> {
        let size = size.round().as_uvec2();
        if size.x == 0 || size.y == 0 {
            return None;
        }
        let wanted = Rendering { path: picture.path.clone(), fit: picture.fit, size };
        let now = self.now;
        let begin = || Kept { stage: begin(root.0.join("assets/pictures"), wanted.clone()), wanted: now };
        let kept = self.cache.entry(wanted.clone()).or_insert_with(begin);
        kept.wanted = now;
        Some(&kept.stage)
    }

    /// Forgets what was not wanted for longest, until few enough are kept. What is on the screen is wanted in every frame.
    fn thin_out(&mut self) {
        let mut wanted: Vec<u64> = self.cache.values().map(|kept| kept.wanted).collect();
        wanted.sort_unstable_by(|a, b| b.cmp(a));
        let Some(oldest) = wanted.get(KEPT).copied() else { return };
        let now = self.now;
        self.cache.retain(|_, kept| kept.wanted > oldest || kept.wanted == now);
    }

    /// Draws everything anew from the files, when it is next wanted.
    pub(super) fn forget(&mut self) {
        self.cache.clear();
    }

    /// Whether anything was ever asked for.
    pub(super) fn any(&self) -> bool {
        !self.cache.is_empty()
    }

    /// Whether nothing is being drawn at this moment.
    pub(super) fn settled(&self) -> bool {
        !self.cache.values().any(|kept| matches!(kept.stage, Stage::Drawing(_)))
    }
}

/// More renderings than this are not kept; a class's tree and one agreement need about sixty.
const KEPT: usize = 240;

/// Once so many pixels have come in one frame, the other pictures come in the next: taking them to where they are painted from
/// is work for the frame that shows them first.
const PIXELS_A_FRAME: u32 = 500_000;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Pictures>().add_systems(PostUpdate, draw.after(bevy::ui::UiSystems::Layout));
}

/// Threads that draw pictures give way to the frame that is on the screen, which without a graphics processor is painted by
/// the same few cores.
pub(super) fn threads() -> TaskPoolPlugin {
    let mut options = TaskPoolOptions::default();
    options.async_compute.on_thread_spawn = Some(Arc::new(give_way));
    TaskPoolPlugin { task_pool_options: options }
}

#[cfg(target_os = "linux")]
fn give_way() {
    // Of the calling thread alone (setpriority(2), “C library/kernel differences”).
    if let Err(error) = rustix::process::setpriority_process(None, 10) {
        debug!(%error, "pictures are drawn as hurriedly as everything else");
    }
}

#[cfg(not(target_os = "linux"))]
fn give_way() {}

fn draw(
    mut nodes: Query<(&Picture, &ComputedNode, &mut ImageNode, &mut PlainNode)>,
    mut pictures: ResMut<Pictures>,
    (mut images, mut plains): (ResMut<Assets<Image>>, ResMut<Assets<Plain>>),
    root: Res<Root>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    // Also what no node wants any more: a size that a layout only passed through.
    pictures.now += 1;
    let mut pixels = 0;
    for Kept { stage, .. } in pictures.cache.values_mut() {
        if pixels < PIXELS_A_FRAME
            && let Stage::Drawing(task) = stage
            && let Some(done) = block_on(poll_once(task))
        {
            *stage = done.map_or(Stage::Missing, |Drawn { image, opaque }| {
                pixels += image.width() * image.height();
                let image = images.add(image);
                Stage::Ready { plain: plains.add(Plain { image: image.clone(), opaque }), image }
            });
        }
    }
    for (picture, node, mut shown, mut shown_plain) in &mut nodes {
        let Some(stage) = pictures.stage(&root, picture, node.unrounded_size) else { continue };
        let Stage::Ready { image, plain } = stage else { continue };
        // Round corners and tints are Bevy's to paint.
        let is_plain = node.border_radius == ResolvedBorderRadius::ZERO && shown.color == Color::WHITE;
        if is_plain && shown_plain.0 != *plain {
            shown_plain.0 = plain.clone();
        } else if !is_plain && shown.image != *image {
            shown.image = image.clone();
        }
    }
    if !pictures.settled() {
        redraw.write(RequestRedraw);
    } else {
        pictures.thin_out();
    }
}

fn begin(folder: PathBuf, wanted: Rendering) -> Stage {
    let task = AsyncComputeTaskPool::get().spawn(async move {
        let drawn = render(&folder.join(&wanted.path), wanted.fit, wanted.size);
        if drawn.is_none() {
            warn!(picture = wanted.path, "a picture is missing or cannot be read; run `promise-tree lessons check`");
        }
        drawn
    });
    Stage::Drawing(task)
}

/// Renders an SVG file at `size` physical pixels; `None` if it cannot be read.
fn render(file: &Path, fit: Fit, size: UVec2) -> Option<Drawn> {
    let pixels = rasterise(&std::fs::read(file).ok()?, fit, size)?;
    let opaque = is_opaque(&pixels);
    let extent = Extent3d { width: size.x, height: size.y, depth_or_array_layers: 1 };
    let format = TextureFormat::Rgba8UnormSrgb;
    let mut image = Image::new(extent, TextureDimension::D2, pixels, format, RenderAssetUsages::RENDER_WORLD);
    if fit == Fit::Cover {
        // It lies pixel on pixel and never turns: nothing to smooth.
        image.sampler = ImageSampler::nearest();
    }
    Some(Drawn { image, opaque })
}

/// Whether nothing shines through RGBA pixels. Four are looked at together: there may be two million.
fn is_opaque(pixels: &[u8]) -> bool {
    const ALPHAS: u128 = u128::from_le_bytes([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]);
    let (fours, rest) = pixels.as_chunks::<16>();
    fours.iter().all(|four| u128::from_le_bytes(*four) & ALPHAS == ALPHAS)
        && rest.iter().skip(3).step_by(4).all(|alpha| *alpha == u8::MAX)
}

/// The SVG in straight (not premultiplied) RGBA, 8 bits a channel, row by row from the top.
pub(super) fn rasterise(svg: &[u8], fit: Fit, size: UVec2) -> Option<Vec<u8>> {
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default()).ok()?;
    let mut pixmap = tiny_skia::Pixmap::new(size.x, size.y)?;
    let (wide, high) = (size.x as f32 / tree.size().width(), size.y as f32 / tree.size().height());
    let scale = match fit {
        Fit::Contain => wide.min(high),
        Fit::Cover => wide.max(high),
    };
    let left = (size.x as f32 - tree.size().width() * scale) / 2.0;
    let top = (size.y as f32 - tree.size().height() * scale) / 2.0;
    let transform = tiny_skia::Transform::from_row(scale, 0.0, 0.0, scale, left, top);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    Some(pixmap.take_demultiplied())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: &[u8] =
        br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10" fill="#f00"/></svg>"##;

    fn pixel(rgba: &[u8], width: usize, x: usize, y: usize) -> [u8; 4] {
        rgba[(y * width + x) * 4..][..4].try_into().unwrap()
    }

    #[test]
    fn contained_pictures_are_whole_and_covering_ones_leave_no_gap() {
        let contained = rasterise(WIDE, Fit::Contain, UVec2::new(40, 40)).unwrap();
        assert_eq!(pixel(&contained, 40, 20, 20), [255, 0, 0, 255]);
        assert_eq!(pixel(&contained, 40, 20, 2)[3], 0, "above the picture is nothing");
        let covering = rasterise(WIDE, Fit::Cover, UVec2::new(40, 40)).unwrap();
        assert_eq!(pixel(&covering, 40, 20, 2), [255, 0, 0, 255]);
    }

    #[test]
    fn one_pixel_that_shines_through_is_seen_wherever_it_is() {
        let mut pixels = vec![255; 4 * 7];
        assert!(is_opaque(&pixels));
        for pixel in 0..7 {
            pixels[pixel * 4 + 3] = 254;
            pixels[pixel * 4] = 0;
            assert!(!is_opaque(&pixels), "pixel {pixel}");
            pixels[pixel * 4 + 3] = 255;
            assert!(is_opaque(&pixels), "a colour is no hole");
        }
    }

    #[test]
    fn what_is_no_svg_is_no_picture() {
        assert!(rasterise(b"not a picture", Fit::Contain, UVec2::new(4, 4)).is_none());
    }
}
