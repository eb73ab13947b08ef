//! For tests: a desk without a window. Pages are drawn and tapped as in the kiosk, pass by pass.

use super::super::school::{Lang, OpenSchool};
use super::desk::Desk;
use super::icons::Icons;
use super::theme;
use crate::content::{Content, REFERENCE};
use bevy_egui::egui::{Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, Ui, Vec2, pos2, vec2};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// The desk, and where everything was in the last pass.
pub(super) struct Bench {
    ctx: Context,
    pub content: Arc<Content>,
    lang: Lang,
    icons: Icons,
    window: Vec2,
    target: f32,
    pub map: HashMap<String, Rect>,
}

impl Bench {
    /// A desk of 1280×800 points with a tablet's targets.
    pub(super) fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::of(Arc::new(Content::load(root).expect("the content of this repository")))
    }

    /// The same with other content.
    pub(super) fn of(content: Arc<Content>) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let ctx = Context::default();
        theme::dress(&ctx, theme::fonts(root).expect("its fonts"));
        Self {
            ctx,
            lang: Lang::new(content.clone(), REFERENCE).expect("English"),
            content,
            icons: Icons::of(root.join("assets/pictures/icons")),
            window: vec2(1280.0, 800.0),
            target: 71.0,
            map: HashMap::new(),
        }
    }

    /// The lowest window there is, with the biggest buttons.
    pub(super) fn smallest() -> Self {
        Self { window: vec2(1280.0, 720.0), target: theme::TARGET_AT_MOST, ..Self::new() }
    }

    /// One pass.
    pub(super) fn pass<T>(&mut self, events: Vec<Event>, mut draw: impl FnMut(&mut Desk<'_>, &mut Ui) -> T) -> T {
        let window = Rect::from_min_size(pos2(0.0, 0.0), self.window);
        self.map.clear();
        let mut result = None;
        let output =
            self.ctx.clone().run_ui(RawInput { screen_rect: Some(window), events, ..RawInput::default() }, |ui| {
                let mut desk = Desk {
                    lang: &self.lang,
                    window,
                    target: self.target,
                    live: true,
                    keyboard: false,
                    icons: &mut self.icons,
                    map: &mut self.map,
                };
                result = Some(draw(&mut desk, ui));
            });
        output.drop_without_applying_deltas();
        result.expect("it was drawn")
    }

    /// Draws once to see where everything is, then taps the thing of that name; the results of press and release.
    pub(super) fn tap<T>(&mut self, name: &str, mut draw: impl FnMut(&mut Desk<'_>, &mut Ui) -> T) -> T {
        self.pass(Vec::new(), &mut draw);
        let place =
            self.map.get(name).unwrap_or_else(|| panic!("there is no “{name}” among {:?}", self.map.keys())).center();
        self.pass(vec![Event::PointerMoved(place), button(place, true)], &mut draw);
        self.pass(vec![button(place, false)], &mut draw)
    }

    /// Presses and releases a key.
    pub(super) fn key<T>(&mut self, key: Key, mut draw: impl FnMut(&mut Desk<'_>, &mut Ui) -> T) -> T {
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        self.pass(vec![event(true), event(false)], &mut draw)
    }
}

/// The made-up school in a folder, open.
pub(super) fn school(folder: &Path) -> OpenSchool {
    OpenSchool::made_up(folder)
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}
