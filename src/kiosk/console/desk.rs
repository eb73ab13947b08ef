//! What every page of the console is drawn with: texts, cards, buttons, rows; all placed in design units.
//!
//! A [`Desk`] is made anew for each pass. Whatever can be tapped has a name, which goes with its place into
//! [`ConsoleMap`](super::ConsoleMap); so the robot finds it, and a test can.

use super::super::school::Lang;
use super::icons::Icons;
use super::keys as k;
use super::theme;
use bevy_egui::egui::epaint::RectShape;
use bevy_egui::egui::layers::ShapeIdx;
use bevy_egui::egui::text::{LayoutJob, TextFormat, TextWrapping};
use bevy_egui::egui::{
    Align, Align2, Color32, CornerRadius, Galley, Id, Key, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    pos2, vec2,
};
use std::collections::HashMap;
use std::sync::Arc;

/// What a button looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// The one thing to do, in leaf green.
    Primary,
    /// On white, with a shadow.
    Secondary,
    /// On a card, without one.
    Quiet,
    /// Quiet, and chosen among several.
    Chosen,
    /// On the rail.
    Rail,
}

/// What happened to something that can be tapped.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Touched {
    /// Tapped, or pressed with Enter or Space.
    pub clicked: bool,
    /// A finger is on it.
    pub pressed: bool,
    /// Where a finger drags, in points, if one does.
    pub at: Option<Pos2>,
    /// The finger was just lifted after a drag.
    pub dropped: bool,
}

/// The drawing of one pass.
pub(super) struct Desk<'a> {
    pub lang: &'a Lang,
    /// The window in points.
    pub window: Rect,
    /// Smallest touch target in points.
    pub target: f32,
    /// Whether taps count: not while something else is asked over the page, nor right after the page has changed.
    pub live: bool,
    /// Whether the keyboard was used last, so that its focus is worth showing.
    pub keyboard: bool,
    pub icons: &'a mut Icons,
    /// Where everything is that can be tapped now, in points.
    pub map: &'a mut HashMap<String, Rect>,
}

impl Desk<'_> {
    /// The words of a message.
    pub(super) fn say(&self, key: &str) -> String {
        self.lang.text(key)
    }

    /// The words of a message with variables.
    pub(super) fn say_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.lang.text_with(key, values)
    }

    /// At least as high as a finger needs.
    pub(super) fn at_least(&self, height: f32) -> f32 {
        height.max(self.target)
    }

    /// Takes taps on a place. Lists cut what lies outside them: only what is seen can be tapped.
    pub(super) fn touch(&mut self, ui: &Ui, rect: Rect, name: &str, sense: Sense) -> Touched {
        let seen = rect.intersect(ui.clip_rect());
        if !self.live || !seen.is_positive() || !seen.contains(rect.center()) {
            return Touched::default();
        }
        self.map.insert(name.to_owned(), seen);
        let response = ui.interact(rect, Id::new(name), sense);
        // A text field shows by its own edge that it is the one.
        if response.has_focus() && self.keyboard && !is_field(ui, response.id) {
            let ring = rect.expand(3.0);
            let radius = corner(ring.height() / 2.0).at_most(24);
            ui.painter().rect_stroke(ring, radius, Stroke::new(3.0, theme::LAKE), StrokeKind::Outside);
        }
        Touched {
            clicked: response.clicked(),
            pressed: response.is_pointer_button_down_on(),
            at: response.interact_pointer_pos().filter(|_| response.is_pointer_button_down_on() || response.clicked()),
            dropped: response.drag_stopped(),
        }
    }

    /// A pill with words.
    pub(super) fn pill(&mut self, ui: &Ui, rect: Rect, name: &str, words: &str, look: Look) -> bool {
        let touched = self.touch(ui, rect, name, Sense::click());
        self.paint_pill(ui, rect, words, look, touched.pressed, true);
        touched.clicked
    }

    /// The page's one primary action: a pill that Enter presses too. It rests, and takes nothing, while it is not `ready`.
    pub(super) fn primary(&mut self, ui: &Ui, rect: Rect, name: &str, words: &str, ready: bool) -> bool {
        if !ready {
            self.paint_pill(ui, rect, words, Look::Primary, false, false);
            return false;
        }
        let entered = self.live
            && ui.input(|input| input.key_pressed(Key::Enter))
            && ui.memory(|memory| memory.focused()).is_none_or(|focused| is_field(ui, focused));
        self.pill(ui, rect, name, words, Look::Primary) || entered
    }

    fn paint_pill(&mut self, ui: &Ui, rect: Rect, words: &str, look: Look, pressed: bool, ready: bool) {
        let (rest, deep, colour) = match look {
            Look::Primary if !ready => (theme::leaf_resting(), theme::leaf_resting(), Color32::WHITE),
            Look::Primary => (theme::leaf(), theme::leaf_deep(), Color32::WHITE),
            Look::Secondary => (Color32::WHITE, theme::ROW_PRESSED, theme::ink()),
            Look::Quiet => (theme::GROUND, theme::GROUND_PRESSED, theme::ink()),
            Look::Chosen => (theme::ink(), theme::ink(), Color32::WHITE),
            Look::Rail => (theme::RAIL_BUTTON, theme::ink_soft(), Color32::WHITE),
        };
        let radius = corner(rect.height() / 2.0);
        if matches!(look, Look::Primary | Look::Secondary) && ready {
            ui.painter().add(theme::shadow().as_shape(rect, radius));
        }
        ui.painter().rect_filled(rect, radius, if pressed { deep } else { rest });
        self.text(ui, rect.shrink2(vec2(14.0, 0.0)), Align2::CENTER_CENTER, words, theme::PILL, true, colour);
    }

    /// A round button with an icon.
    pub(super) fn round(&mut self, ui: &Ui, rect: Rect, name: &str, icon: &str, look: Look) -> bool {
        let touched = self.touch(ui, rect, name, Sense::click());
        self.paint_pill(ui, rect, "", look, touched.pressed, true);
        let side = rect.height().min(rect.width()) * 0.46;
        self.icons.paint(ui.painter(), icon, Rect::from_center_size(rect.center(), Vec2::splat(side)));
        touched.clicked
    }

    /// A row that can be tapped: rounded, and darker under a finger.
    pub(super) fn row(&mut self, ui: &Ui, rect: Rect, name: &str, colour: Color32) -> bool {
        let touched = self.touch(ui, rect, name, Sense::click());
        let colour = if touched.pressed { theme::ROW_PRESSED } else { colour };
        ui.painter().rect_filled(rect, corner(theme::ROW_RADIUS), colour);
        touched.clicked
    }

    /// A white card; the rectangle within its padding.
    pub(super) fn card(&self, ui: &Ui, rect: Rect) -> Rect {
        let radius = corner(theme::CARD_RADIUS);
        ui.painter().add(theme::shadow().as_shape(rect, radius));
        ui.painter().rect_filled(rect, radius, Color32::WHITE);
        rect.shrink(theme::CARD_PADDING)
    }

    /// A card that ends where what is on it ends: drawn with [`Desk::end_card`] when that is known, below what was drawn
    /// meanwhile. With it the rectangle within its padding.
    pub(super) fn begin_card(&self, ui: &Ui, rect: Rect) -> (Begun, Rect) {
        let (shadow, white) = (ui.painter().add(Shape::Noop), ui.painter().add(Shape::Noop));
        (Begun { rect, shadow, white }, rect.shrink(theme::CARD_PADDING))
    }

    /// Ends it so that what is on it reaches down to here. Where the card ends.
    pub(super) fn end_card(&self, ui: &Ui, begun: &Begun, inside: f32) -> f32 {
        let radius = corner(theme::CARD_RADIUS);
        let rect = begun.rect.with_max_y(begun.rect.bottom().min(inside + theme::CARD_PADDING));
        ui.painter().set(begun.shadow, theme::shadow().as_shape(rect, radius));
        ui.painter().set(begun.white, RectShape::filled(rect, radius, Color32::WHITE));
        rect.bottom()
    }

    /// One line in a place, set smaller, then cut, where it is too long. Returns its width.
    pub(super) fn text(
        &self,
        ui: &Ui,
        rect: Rect,
        align: Align2,
        words: &str,
        size: f32,
        bold: bool,
        colour: Color32,
    ) -> f32 {
        let galley = self.line(ui, words, size, bold, colour, rect.width());
        let place = align.align_size_within_rect(galley.size(), rect);
        let width = galley.size().x;
        ui.painter().galley(place.min, galley, colour);
        width
    }

    fn line(&self, ui: &Ui, words: &str, size: f32, bold: bool, colour: Color32, width: f32) -> Arc<Galley> {
        let lay = |size: f32| {
            let mut job =
                LayoutJob::single_section(words.to_owned(), TextFormat::simple(theme::font(size, bold), colour));
            job.break_on_newline = false;
            job.wrap = TextWrapping { max_rows: 1, break_anywhere: true, ..TextWrapping::wrap_at_width(f32::INFINITY) };
            job
        };
        let whole = ui.painter().layout_job(lay(size));
        if whole.size().x <= width {
            return whole;
        }
        let smaller = (size * width / whole.size().x).max(size * 0.66);
        let mut job = lay((smaller * 4.0).floor() / 4.0);
        job.wrap.max_width = width;
        ui.painter().layout_job(job)
    }

    /// How high sentences are that wrap at a width.
    pub(super) fn height_of(&self, ui: &Ui, width: f32, words: &str, size: f32) -> f32 {
        wrapped(ui, width, Align::LEFT, words, size, false, theme::ink()).size().y
    }

    /// Sentences that wrap, from a place's top. Returns where the next thing may begin, from the top of the window.
    pub(super) fn paragraph(&self, ui: &Ui, rect: Rect, words: &str, size: f32, colour: Color32) -> f32 {
        self.sentences(ui, rect, Align::LEFT, words, size, false, colour)
    }

    /// As [`Desk::paragraph`] where there is room for all of it; nothing, and `None`, where there is not.
    pub(super) fn paragraph_with_room(
        &self,
        ui: &Ui,
        rect: Rect,
        words: &str,
        size: f32,
        colour: Color32,
    ) -> Option<f32> {
        let galley = wrapped(ui, rect.width(), Align::LEFT, words, size, false, colour);
        let bottom = rect.top() + galley.size().y;
        (bottom <= rect.bottom()).then(|| {
            ui.painter().galley(rect.min, galley, colour);
            bottom
        })
    }

    /// As [`Desk::paragraph`], aligned and weighted.
    pub(super) fn sentences(
        &self,
        ui: &Ui,
        rect: Rect,
        align: Align,
        words: &str,
        size: f32,
        bold: bool,
        colour: Color32,
    ) -> f32 {
        let galley = wrapped(ui, rect.width(), align, words, size, bold, colour);
        let left = match align {
            Align::Min => rect.left(),
            Align::Center => rect.center().x,
            Align::Max => rect.right(),
        };
        let height = galley.size().y;
        ui.painter().galley(pos2(left, rect.top()), galley, colour);
        rect.top() + height
    }

    /// A leaf as on the tree, lying a little aslant: filled, or a bud with an edge.
    pub(super) fn leaf(&self, ui: &Ui, centre: Pos2, scale: f32, fill: Color32, edge: Option<Color32>) {
        let points = leaf_outline().map(|point| centre + point * scale).collect();
        let stroke = edge.map_or(Stroke::NONE, |colour| Stroke::new(2.0, colour));
        ui.painter().add(Shape::convex_polygon(points, fill, stroke));
    }
}

/// A card that was begun.
pub(super) struct Begun {
    rect: Rect,
    shadow: ShapeIdx,
    white: ShapeIdx,
}

/// The part of a card's place that is needed for so much height within its padding.
pub(super) fn hug(rect: Rect, inside: f32) -> Rect {
    rect.with_max_y(rect.bottom().min(rect.top() + inside + 2.0 * theme::CARD_PADDING))
}

/// What was tapped in a page's head.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub back: bool,
    pub go: bool,
}

/// A page's head: its title, a line below it, a way back, and its one primary action.
#[derive(Debug, Default)]
pub(super) struct Heading<'a> {
    pub title: &'a str,
    pub words: &'a str,
    /// The way back, by its name.
    pub back: Option<&'a str>,
    /// The primary action: name, words, and whether it can be done.
    pub go: Option<(&'a str, &'a str, bool)>,
}

impl Desk<'_> {
    /// How high a page's head is.
    pub(super) fn head_height(&self) -> f32 {
        self.at_least(theme::BUTTON).max(72.0)
    }

    /// Draws a page's head. Escape goes back too.
    pub(super) fn head(&mut self, ui: &Ui, rect: Rect, heading: &Heading<'_>) -> Head {
        let mut head = Head::default();
        let tall = self.at_least(theme::BUTTON);
        let mut words = rect;
        if let Some(name) = heading.back {
            let wide = tall.max(62.0);
            let place = Rect::from_center_size(pos2(rect.left() + wide / 2.0, rect.center().y), vec2(wide, tall));
            head.back = self.round(ui, place, name, "back", Look::Secondary)
                || (self.live && ui.input(|input| input.key_pressed(Key::Escape)));
            words.min.x = place.right() + 22.0;
        }
        if let Some((name, label, ready)) = heading.go {
            let place = Rect::from_center_size(pos2(rect.right() - 120.0, rect.center().y), vec2(240.0, tall));
            head.go = self.primary(ui, place, name, label, ready);
            words.max.x = place.left() - 22.0;
        }
        self.titles(ui, words, heading.title, heading.words);
        head
    }

    /// Whether Escape was pressed.
    pub(super) fn escaped(&self, ui: &Ui) -> bool {
        self.live && ui.input(|input| input.key_pressed(Key::Escape))
    }

    /// A card over the page, which is veiled; the rectangle within its padding.
    pub(super) fn sheet(&self, ui: &Ui, size: Vec2) -> Rect {
        ui.painter().rect_filled(self.window.expand(2.0), 0.0, theme::VEIL);
        let size = size.min(self.window.size() - Vec2::splat(40.0));
        self.card(ui, Rect::from_center_size(self.window.center(), size))
    }

    /// A question over the page: yes, its name and words; or leave it, by name.
    pub(super) fn question(
        &mut self,
        ui: &Ui,
        title: &str,
        words: &str,
        (yes, yes_words): (&str, &str),
        no: &str,
    ) -> Option<bool> {
        let tall = self.at_least(theme::BUTTON);
        let inside = self.sheet(ui, vec2(600.0, 190.0 + tall));
        let under = self.sentences(ui, inside, Align::LEFT, title, theme::TITLE, true, theme::ink());
        self.paragraph(ui, inside.with_min_y(under + 8.0), words, 20.0, theme::ink());
        let (left, right) = split_left(inside.with_min_y(inside.bottom() - tall), (inside.width() - 20.0) / 2.0, 20.0);
        let keep = self.say(k::KEEP);
        if self.pill(ui, left, no, &keep, Look::Quiet) || self.escaped(ui) {
            return Some(false);
        }
        self.primary(ui, right, yes, yes_words, true).then_some(true)
    }

    /// A title and the line below it, or the title alone in the middle.
    pub(super) fn titles(&self, ui: &Ui, rect: Rect, title: &str, words: &str) {
        if words.is_empty() {
            self.text(ui, rect, Align2::LEFT_CENTER, title, theme::TITLE, true, theme::ink());
            return;
        }
        let middle = rect.center().y;
        let above = Rect::from_min_max(pos2(rect.left(), middle - 36.0), pos2(rect.right(), middle + 8.0));
        let below = Rect::from_min_max(pos2(rect.left(), middle + 8.0), pos2(rect.right(), middle + 36.0));
        self.text(ui, above, Align2::LEFT_CENTER, title, theme::TITLE, true, theme::ink());
        self.text(ui, below, Align2::LEFT_CENTER, words, theme::BODY, false, theme::ink_soft());
    }
}

/// `M-20 0 C-12 -18 10 -18 21 -2 C12 16 -11 16 -20 0Z` of the design, turned by -18°, at two thirds.
fn leaf_outline() -> impl Iterator<Item = Vec2> {
    const STEPS: usize = 10;
    let curves = [
        [(-20.0, 0.0), (-12.0, -18.0), (10.0, -18.0), (21.0, -2.0)],
        [(21.0, -2.0), (12.0, 16.0), (-11.0, 16.0), (-20.0, 0.0)],
    ];
    let (sin, cos) = (-18.0_f32).to_radians().sin_cos();
    curves.into_iter().flat_map(move |curve| {
        (0..STEPS).map(move |step| {
            let t = step as f32 / STEPS as f32;
            let weights = [(1.0 - t).powi(3), 3.0 * t * (1.0 - t).powi(2), 3.0 * t * t * (1.0 - t), t.powi(3)];
            let sum =
                |of: fn((f32, f32)) -> f32| curve.into_iter().map(of).zip(weights).map(|(p, w)| p * w).sum::<f32>();
            let (x, y) = (sum(|p| p.0) / 1.5, sum(|p| p.1) / 1.5);
            vec2(x * cos - y * sin, x * sin + y * cos)
        })
    })
}

/// Words in lines of this width at most.
fn wrapped(ui: &Ui, width: f32, align: Align, words: &str, size: f32, bold: bool, colour: Color32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(
        words.to_owned(),
        TextFormat { line_height: Some(size * 1.36), ..TextFormat::simple(theme::font(size, bold), colour) },
    );
    job.wrap.max_width = width;
    job.halign = align;
    ui.painter().layout_job(job)
}

/// A corner radius in points.
pub(super) fn corner(radius: f32) -> CornerRadius {
    CornerRadius::same(radius.clamp(0.0, 255.0) as u8)
}

/// What [`is_field`] looks for: set by every text field for its own identifier.
fn field_mark(id: Id) -> Id {
    id.with("is a text field")
}

/// Remembers that a widget is a text field: Enter within it means the page's primary action.
pub(super) fn mark_as_field(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.insert_temp(field_mark(id), true));
}

/// Whether a widget is a text field.
pub(super) fn is_field(ui: &Ui, id: Id) -> bool {
    ui.data(|data| data.get_temp::<bool>(field_mark(id))).unwrap_or(false)
}

/// The part of a rectangle above `y`, and the part below `y + gap`.
pub(super) fn split_top(rect: Rect, height: f32, gap: f32) -> (Rect, Rect) {
    let (above, below) = rect.split_top_bottom_at_y((rect.top() + height).min(rect.bottom()));
    (above, below.with_min_y((below.top() + gap).min(below.bottom())))
}

/// The part of a rectangle at the bottom, `height` high, and what is left above it less `gap`.
pub(super) fn split_bottom(rect: Rect, height: f32, gap: f32) -> (Rect, Rect) {
    let (above, below) = rect.split_top_bottom_at_y((rect.bottom() - height).max(rect.top()));
    (above.with_max_y((above.bottom() - gap).max(above.top())), below)
}

/// Two columns: the left one `width` wide.
pub(super) fn split_left(rect: Rect, width: f32, gap: f32) -> (Rect, Rect) {
    let (left, right) = rect.split_left_right_at_x((rect.left() + width).min(rect.right()));
    (left, right.with_min_x((right.left() + gap).min(right.right())))
}

/// Two columns: the right one `width` wide.
pub(super) fn split_right(rect: Rect, width: f32, gap: f32) -> (Rect, Rect) {
    let (left, right) = rect.split_left_right_at_x((rect.right() - width).max(rect.left()));
    (left.with_max_x((left.right() - gap).max(left.left())), right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_into_parts_that_neither_overlap_nor_stick_out() {
        let page = Rect::from_min_max(pos2(10.0, 10.0), pos2(110.0, 60.0));
        let (head, body) = split_top(page, 20.0, 5.0);
        assert_eq!((head.height(), body.height(), body.top()), (20.0, 25.0, 35.0));
        let (body, foot) = split_bottom(page, 20.0, 5.0);
        assert_eq!((foot.top(), body.height()), (40.0, 25.0));
        let (left, right) = split_right(page, 30.0, 10.0);
        assert_eq!((left.width(), right.width()), (60.0, 30.0));
        let (left, right) = split_left(page, 500.0, 10.0);
        assert_eq!((left.width(), right.width()), (100.0, 0.0), "too wide takes all, and no more");
    }

    #[test]
    fn the_small_leaf_is_as_wide_as_in_the_design() {
        let outline: Vec<Vec2> = leaf_outline().collect();
        let width =
            outline.iter().map(|p| p.x).fold(f32::MIN, f32::max) - outline.iter().map(|p| p.x).fold(f32::MAX, f32::min);
        assert!((24.0..29.0).contains(&width), "{width}");
    }
}
