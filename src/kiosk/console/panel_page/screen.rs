//! How wide the panel is, and how high children reach.

use super::super::desk::{Desk, Look, corner, split_bottom, split_top};
use super::super::{keys as k, panel_keys as p, theme};
use super::WIDTHS;
use super::controls::slider;
use crate::kiosk::PanelSettings;
use crate::kiosk::panel::{PANEL_65_MM, TABLET_10_MM};
use bevy_egui::egui::{Align2, Rect, Stroke, Ui, pos2, vec2};

/// A 14-inch laptop's width, millimetres.
const LAPTOP_MM: f32 = 310.0;

/// The width: presets, a slider with a button at either end, and a line to hold a ruler against, and the
/// way to a bank card.
pub(super) fn width(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, changed: &mut PanelSettings) -> Width {
    let inside = desk.card(ui, rect);
    let (heading, rest) = split_top(inside, 30.0, 4.0);
    let (title, cm) = (desk.say(k::PANEL_WIDTH), (changed.width_mm / 10.0).round().to_string());
    desk.text(ui, heading, Align2::LEFT_CENTER, &title, theme::HEADING, true, theme::ink());
    let words = desk.say_with(k::PANEL_CM, &[("centimetres", &cm)]);
    desk.text(ui, heading, Align2::RIGHT_CENTER, &words, theme::HEADING, true, theme::leaf_deep());
    let words = desk.say(k::PANEL_WIDTH_WORDS);
    let under = desk.paragraph(ui, rest, &words, theme::SMALL, theme::ink_soft());
    let tall = desk.at_least(theme::LINE);
    // What is left over goes between the parts.
    let gap = ((rest.bottom() - under - 3.0 * tall - 60.0) / 4.0).clamp(10.0, 40.0);
    let rest = rest.with_min_y(under + gap);
    let (chips, rest) = split_top(rest, tall, gap);
    let presets = [
        ("panel.tablet", k::PANEL_TABLET, TABLET_10_MM),
        ("panel.laptop", k::PANEL_LAPTOP, LAPTOP_MM),
        ("panel.65", k::PANEL_65, PANEL_65_MM),
    ];
    let wide = (chips.width() - 20.0) / 3.0;
    let mut settled = false;
    for (place, (name, key, mm)) in presets.into_iter().enumerate() {
        let chip =
            Rect::from_min_size(pos2(chips.left() + place as f32 * (wide + 10.0), chips.top()), vec2(wide, tall));
        let look = if (changed.width_mm - mm).abs() < 0.5 { Look::Chosen } else { Look::Quiet };
        let words = desk.say(key);
        if desk.pill(ui, chip, name, &words, look) {
            changed.width_mm = mm;
            settled = true;
        }
    }
    let (line, rest) = split_top(rest, tall, gap);
    // Equal steps of the finger are equal shares: a tablet is set as finely as a panel.
    let (least, most) = WIDTHS;
    let share = (changed.width_mm / least).ln() / (most / least).ln();
    let dragged = slider(desk, ui, line, "panel.width", share);
    if let Some(share) = dragged.share {
        let mm = least * (most / least).powf(share);
        changed.width_mm = (mm / 5.0).round() * 5.0;
    }
    if dragged.step != 0 {
        let mm = if changed.width_mm < 500.0 { 5.0 } else { 10.0 };
        changed.width_mm = (changed.width_mm + dragged.step as f32 * mm).clamp(least, most);
    }
    let (rest, card) = split_bottom(rest, tall, gap);
    ruler(desk, ui, rest, changed.width_mm);
    let words = desk.say(p::CARD);
    if desk.pill(ui, card, "panel.card", &words, Look::Quiet) {
        return Width::Card;
    }
    if settled || dragged.settled { Width::Settled } else { Width::Draft }
}

/// What became of the width in a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// As it is, or under a finger.
    Draft,
    Settled,
    /// To the bank card.
    Card,
}

/// A line that is 10 cm long on the panel if its width is right.
fn ruler(desk: &Desk<'_>, ui: &Ui, rect: Rect, width_mm: f32) {
    let per_mm = desk.window.width() / width_mm;
    let (mm, key) = if 100.0 * per_mm <= rect.width() { (100.0, k::PANEL_RULER) } else { (50.0, k::PANEL_RULER_SHORT) };
    let words = desk.say(key);
    let (label, line) = split_top(rect, 24.0, 2.0);
    desk.text(ui, label, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
    let (left, y) = (line.left() + 1.0, line.top() + 12.0);
    let stroke = Stroke::new(2.5, theme::ink());
    ui.painter().line_segment([pos2(left, y), pos2(left + mm * per_mm, y)], stroke);
    for centimetre in 0..=(mm / 10.0) as usize {
        let x = left + centimetre as f32 * 10.0 * per_mm;
        let high = if centimetre % 5 == 0 { 10.0 } else { 5.0 };
        ui.painter().line_segment([pos2(x, y - high), pos2(x, y + high)], stroke);
    }
}

/// How high children reach: a slider beside a little drawing. `true` when it is settled.
pub(super) fn reach(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, changed: &mut PanelSettings) -> bool {
    let inside = desk.card(ui, rect);
    let (heading, rest) = split_top(inside, 30.0, 4.0);
    let title = desk.say(k::PANEL_REACH);
    desk.text(ui, heading, Align2::LEFT_CENTER, &title, theme::HEADING, true, theme::ink());
    let words = desk.say(k::PANEL_REACH_WORDS);
    let under = desk.paragraph(ui, rest, &words, theme::SMALL, theme::ink_soft());
    let (drawing, rest) = {
        let rest = rest.with_min_y(under + 10.0);
        split_bottom(rest, desk.at_least(theme::LINE) + 34.0, 8.0)
    };
    panel_drawing(desk, ui, drawing, changed.reach_line);
    let (label, line) = split_top(rest, 26.0, 8.0);
    let words = if changed.reach_line <= 0.0 {
        desk.say(k::PANEL_REACH_NONE)
    } else {
        let shape = desk.window.height() / desk.window.width();
        let cm = (changed.reach_line * changed.width_mm * shape / 10.0).round().to_string();
        desk.say_with(k::PANEL_REACH_AT, &[("centimetres", &cm)])
    };
    desk.text(ui, label, Align2::LEFT_CENTER, &words, theme::BODY, true, theme::leaf_deep());
    let dragged = slider(desk, ui, line, "panel.reach", changed.reach_line / 0.5);
    if let Some(share) = dragged.share {
        changed.reach_line = (share * 25.0).round() / 50.0;
    }
    if dragged.step != 0 {
        changed.reach_line = (changed.reach_line + dragged.step as f32 * 0.02).clamp(0.0, 0.5);
    }
    dragged.settled
}

/// The panel with its reach line, and what a child taps below it.
fn panel_drawing(desk: &Desk<'_>, ui: &Ui, rect: Rect, reach: f32) {
    let shape = desk.window.height() / desk.window.width();
    let high = (rect.height() - 12.0).min((rect.width() - 12.0) * shape).max(20.0);
    let screen = Rect::from_center_size(rect.center(), vec2(high / shape, high));
    ui.painter().rect_filled(screen.expand(5.0), corner(10.0), theme::ink());
    ui.painter().rect_filled(screen, corner(6.0), theme::GROUND);
    let line = screen.top() + screen.height() * reach;
    let below = screen.with_min_y(line);
    ui.painter().rect_filled(below, corner(6.0), theme::SKY_CARD);
    if reach > 0.0 {
        ui.painter().hline(screen.x_range(), line, Stroke::new(3.0, theme::leaf()));
    }
    let scale = (below.height() / 90.0).min(1.4);
    let leaves = [(0.22, 0.34, true), (0.5, 0.26, false), (0.78, 0.34, true), (0.36, 0.68, false), (0.64, 0.68, true)];
    for (across, down, full) in leaves {
        let centre = pos2(below.left() + below.width() * across, below.top() + below.height() * down);
        let (fill, edge) = if full { (theme::leaf(), None) } else { (theme::paper(), Some(theme::BUD_EDGE)) };
        desk.leaf(ui, centre, scale, fill, edge);
    }
}
