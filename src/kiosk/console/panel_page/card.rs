//! The panel's width by a bank card: every one of them is 85.60 mm × 53.98 mm (ISO/IEC 7810, ID-1), and so are most
//! driving licences and library cards.

use super::super::desk::{Desk, Heading, Look, corner, split_bottom, split_left, split_top};
use super::super::{panel_keys as p, theme};
use super::WIDTHS;
use bevy_egui::egui::{Align2, Color32, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

/// Width of a card, millimetres.
const CARD_MM: f32 = 85.60;
/// Height of a card, millimetres.
const CARD_HIGH_MM: f32 = 53.98;
/// Its corners' radius, millimetres.
const CORNER_MM: f32 = 3.18;
/// A step of a button, as a share of the width.
const STEP: f32 = 0.005;

/// How wide the outline is.
#[derive(Debug)]
pub(super) struct Card {
    /// Points.
    width: f32,
}

/// What came of a pass.
pub(super) enum Left {
    Back,
    /// The panel's width, millimetres.
    Fits(f32),
}

impl Card {
    /// The outline on a window of so many points that is taken to be so wide.
    pub(super) fn of(window: f32, width_mm: f32) -> Self {
        Self { width: CARD_MM * window / width_mm }
    }

    fn panel_mm(&self, window: f32) -> f32 {
        CARD_MM * window / self.width
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Left> {
        let (top, rest) = split_top(rect, desk.head_height(), 12.0);
        let (title, fits) = (desk.say(p::CARD_TITLE), desk.say(p::CARD_FITS));
        let go = Some(("panel.fits", fits.as_str(), true));
        let head = desk.head(ui, top, &Heading { title: &title, words: "", back: Some("panel.back"), go });
        let words = desk.say(p::CARD_WORDS);
        let under = desk.paragraph(ui, rest, &words, theme::BODY, theme::ink_soft());
        let tall = desk.at_least(theme::LINE);
        let (field, buttons) = split_bottom(rest.with_min_y(under + 14.0), tall, 14.0);
        self.outline(desk, ui, field);
        let side = tall.max(84.0);
        let (less, right) = split_left(buttons, side, 12.0);
        let (more, value) = split_left(right, side, 20.0);
        for (place, part, sign, step) in [(less, "less", "−", 1.0 - STEP), (more, "more", "+", 1.0 + STEP)] {
            if desk.pill(ui, place, &format!("panel.card.{part}"), sign, Look::Secondary) {
                self.width *= step;
            }
        }
        let window = desk.window.width();
        let (least, most) = WIDTHS;
        self.width = self.width.clamp(CARD_MM * window / most, CARD_MM * window / least);
        let cm = format!("{:.1}", self.panel_mm(window) / 10.0);
        let words = desk.say_with(super::super::keys::PANEL_CM, &[("centimetres", &cm)]);
        let label = format!("{}: {words}", desk.say(super::super::keys::PANEL_WIDTH));
        desk.text(ui, value, Align2::LEFT_CENTER, &label, theme::BODY, true, theme::leaf_deep());
        if head.back {
            return Some(Left::Back);
        }
        // To the millimetre: nobody holds a card more exactly than that.
        head.go.then(|| Left::Fits(self.panel_mm(window).round()))
    }

    /// The outline, its left and lower edge where they stay, and whatever a finger does to it.
    fn outline(&mut self, desk: &mut Desk<'_>, ui: &Ui, field: Rect) {
        let touched = desk.touch(ui, field, "panel.card.drag", Sense::click_and_drag());
        ui.painter().rect_filled(field, corner(theme::CARD_RADIUS), Color32::WHITE);
        let corner_at = pos2(field.left() + 36.0, field.bottom() - 22.0);
        if let Some(at) = touched.at {
            self.width = (at.x - corner_at.x).max(1.0);
        }
        let high = self.width * CARD_HIGH_MM / CARD_MM;
        let card =
            Rect::from_min_max(pos2(corner_at.x, corner_at.y - high), pos2(corner_at.x + self.width, corner_at.y));
        let painter = ui.painter().with_clip_rect(field);
        let radius = corner(self.width * CORNER_MM / CARD_MM);
        painter.rect(card, radius, theme::SKY_CARD, Stroke::new(2.0, theme::ink()), StrokeKind::Inside);
        let fixed = Stroke::new(5.0, theme::leaf());
        painter.line_segment([corner_at + vec2(-2.5, 5.0), pos2(corner_at.x - 2.5, card.top())], fixed);
        painter.line_segment([corner_at + vec2(-5.0, 2.5), pos2(card.right(), corner_at.y + 2.5)], fixed);
        painter.circle_filled(card.right_top(), 12.0, if touched.pressed { theme::leaf_deep() } else { theme::leaf() });
        let words = desk.say(p::CARD_HERE);
        desk.text(ui, card.shrink(8.0), Align2::CENTER_CENTER, &words, theme::BODY, true, theme::ink());
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::bench::Bench;
    use super::*;
    use bevy_egui::egui::{Event, Modifiers, PointerButton};

    fn sheet() -> Rect {
        Rect::from_min_max(pos2(48.0, 26.0), pos2(1232.0, 774.0))
    }

    #[test]
    fn an_outline_that_fits_tells_the_width_to_a_millimetre() {
        let mut bench = Bench::new();
        let mut card = Card::of(1280.0, 217.0);
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| card.show(desk, ui, sheet());
        assert!(matches!(bench.tap("panel.fits", &mut draw), Some(Left::Fits(mm)) if (mm - 217.0).abs() < 0.1));
        // Twenty steps narrower is a panel a tenth wider.
        for _ in 0..20 {
            bench.tap("panel.card.less", &mut draw);
        }
        match bench.tap("panel.fits", &mut draw) {
            Some(Left::Fits(mm)) => assert!((mm - 240.0).abs() < 1.1, "{mm}"),
            _ => panic!("it does not fit"),
        }
    }

    #[test]
    fn the_outline_is_dragged_to_where_the_card_ends() {
        let mut bench = Bench::new();
        let mut card = Card::of(1280.0, 1430.0);
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| card.show(desk, ui, sheet());
        bench.pass(Vec::new(), &mut draw);
        let field = bench.map["panel.card.drag"];
        // 100 points of 1280 are 85.6 mm: the panel is 1096 mm wide.
        let at = pos2(field.left() + 136.0, field.center().y);
        let button = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        bench.pass(vec![Event::PointerMoved(at), button(true)], &mut draw);
        bench.pass(vec![button(false)], &mut draw);
        assert!(matches!(bench.tap("panel.fits", &mut draw), Some(Left::Fits(mm)) if (mm - 1096.0).abs() < 1.5));
    }
}
