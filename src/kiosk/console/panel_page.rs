//! The panel: how wide it is, how high children reach, and what moves and sounds. Each change counts at once.

use super::desk::{Desk, Heading, Look, corner, split_left, split_right, split_top};
use super::keys as k;
use super::orders::Order;
use super::theme;
use crate::kiosk::PanelSettings;
use crate::kiosk::panel::{PANEL_65_MM, TABLET_10_MM};
use bevy_egui::egui::{Align2, Color32, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};

/// The page: the settings while a finger changes them.
#[derive(Debug, Default)]
pub(super) struct PanelPage {
    /// Under a finger; goes into the settings when it is lifted.
    draft: Option<PanelSettings>,
}

/// A 14-inch laptop's width, millimetres.
const LAPTOP_MM: f32 = 310.0;
/// From the smallest tablet to the widest panel, millimetres.
const WIDTHS: (f32, f32) = (150.0, 2200.0);
/// Minutes until the kiosk locks itself.
const MINUTES: [u32; 8] = [1, 2, 3, 5, 10, 15, 20, 30];

impl PanelPage {
    /// What the window's width is taken for while nobody has measured: what [`crate::kiosk::panel`] reckons with.
    pub(super) fn show(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &Ui,
        rect: Rect,
        settings: &PanelSettings,
        width_mm: f32,
    ) -> Option<Order> {
        let mut changed = self.draft.clone().unwrap_or_else(|| settings.clone());
        if changed.width_mm <= 0.0 {
            changed.width_mm = width_mm;
        }
        let before = changed.clone();
        let (top, rest) = split_top(rect, desk.head_height(), 14.0);
        let (title, words) = (desk.say(k::PANEL_TITLE), desk.say(k::PANEL_SAVED));
        desk.head(ui, top, &Heading { title: &title, words: &words, ..Heading::default() });
        let lower = desk.at_least(theme::LINE) + 84.0;
        let (above, below) = super::desk::split_bottom(rest, lower, theme::GAP);
        let (left, right) = split_left(above, (above.width() - theme::GAP) * 0.6, theme::GAP);
        let mut lifted = width(desk, ui, left, &mut changed);
        lifted |= reach(desk, ui, right, &mut changed);
        let third = (below.width() - 2.0 * theme::GAP) / 3.0;
        let (motion, rest) = split_left(below, third, theme::GAP);
        let (sound, idle) = split_left(rest, third, theme::GAP);
        let mut tapped =
            switch(desk, ui, motion, "panel.motion", [k::PANEL_MOTION, k::PANEL_MOTION_WORDS], &mut changed.motion);
        tapped |= switch(desk, ui, sound, "panel.sound", [k::PANEL_SOUND, k::PANEL_SOUND_WORDS], &mut changed.sound);
        tapped |= minutes(desk, ui, idle, &mut changed.idle_minutes);
        if lifted || tapped {
            self.draft = None;
            return (changed != *settings).then_some(Order::Panel(changed));
        }
        if changed != before {
            self.draft = Some(changed);
        }
        None
    }
}

/// The width: presets, a slider with a button at either end, and a line to hold a ruler against. `true` when it is settled.
fn width(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, changed: &mut PanelSettings) -> bool {
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
    let gap = ((rest.bottom() - under - 2.0 * tall - 60.0) / 3.5).clamp(12.0, 40.0);
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
    ruler(desk, ui, rest, changed.width_mm);
    settled || dragged.settled
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
fn reach(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, changed: &mut PanelSettings) -> bool {
    let inside = desk.card(ui, rect);
    let (heading, rest) = split_top(inside, 30.0, 4.0);
    let title = desk.say(k::PANEL_REACH);
    desk.text(ui, heading, Align2::LEFT_CENTER, &title, theme::HEADING, true, theme::ink());
    let words = desk.say(k::PANEL_REACH_WORDS);
    let under = desk.paragraph(ui, rest, &words, theme::SMALL, theme::ink_soft());
    let (drawing, rest) = {
        let rest = rest.with_min_y(under + 10.0);
        super::desk::split_bottom(rest, desk.at_least(theme::LINE) + 34.0, 8.0)
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

/// What became of a slider in a pass.
#[derive(Default)]
struct Dragged {
    /// Where the finger is, 0 to 1.
    share: Option<f32>,
    /// The button at an end was tapped.
    step: i32,
    /// The finger was lifted, or a button tapped.
    settled: bool,
}

/// A slider that can be dragged or tapped, with a button at either end that does the same a step at a time.
fn slider(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, name: &str, share: f32) -> Dragged {
    let side = desk.at_least(theme::LINE).max(48.0);
    let (less, rest) = split_left(rect, side, 12.0);
    let (track, more) = split_right(rest, side, 12.0);
    let mut dragged = Dragged::default();
    for (place, part, sign, step) in [(less, "less", "−", -1), (more, "more", "+", 1)] {
        if desk.pill(ui, place, &format!("{name}.{part}"), sign, Look::Quiet) {
            dragged = Dragged { step, settled: true, ..Dragged::default() };
        }
    }
    let touched = desk.touch(ui, track, name, Sense::click_and_drag());
    let knob = track.height().min(40.0) / 2.0;
    let (left, right) = (track.left() + knob, track.right() - knob);
    if let Some(at) = touched.at {
        dragged.share = Some(((at.x - left) / (right - left)).clamp(0.0, 1.0));
    }
    dragged.settled |= touched.dropped || touched.clicked;
    let x = left + (right - left) * dragged.share.unwrap_or(share).clamp(0.0, 1.0);
    let bar = Rect::from_center_size(track.center(), vec2(track.width(), 10.0));
    ui.painter().rect_filled(bar, corner(5.0), theme::GROUND_PRESSED);
    ui.painter().rect_filled(bar.with_max_x(x), corner(5.0), theme::leaf());
    let centre = Pos2::new(x, track.center().y);
    ui.painter().circle_filled(centre, knob, if touched.pressed { theme::leaf_deep() } else { theme::leaf() });
    ui.painter().circle_filled(centre, knob * 0.42, Color32::WHITE);
    dragged
}

/// On or off, in words and by the place of a knob.
fn switch(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, name: &str, [title, words]: [&str; 2], on: &mut bool) -> bool {
    let touched = desk.touch(ui, rect, name, Sense::click());
    let inside = desk.card(ui, rect);
    if touched.pressed {
        ui.painter().rect_filled(rect, corner(theme::CARD_RADIUS), theme::ROW_PRESSED);
    }
    let (label, knob) = split_right(inside, 76.0, 14.0);
    two_lines(desk, ui, label, title, words);
    let track = Rect::from_center_size(pos2(knob.center().x, inside.center().y - 12.0), vec2(72.0, 38.0));
    ui.painter().rect_filled(track, corner(19.0), if *on { theme::leaf() } else { theme::ink_soft() });
    let x = if *on { track.right() - 19.0 } else { track.left() + 19.0 };
    ui.painter().circle_filled(pos2(x, track.center().y), 15.0, Color32::WHITE);
    let words = desk.say(if *on { k::ON } else { k::OFF });
    let under = Rect::from_center_size(pos2(knob.center().x, track.bottom() + 15.0), vec2(76.0, 24.0));
    desk.text(ui, under, Align2::CENTER_CENTER, &words, theme::SMALL, true, theme::ink());
    if touched.clicked {
        *on = !*on;
    }
    touched.clicked
}

fn two_lines(desk: &Desk<'_>, ui: &Ui, rect: Rect, title: &str, words: &str) {
    let (title, words) = (desk.say(title), desk.say(words));
    let line = rect.with_max_y(rect.top() + 28.0);
    desk.text(ui, line, Align2::LEFT_CENTER, &title, 20.0, true, theme::ink());
    desk.paragraph(ui, rect.with_min_y(line.bottom() + 4.0), &words, 15.5, theme::ink_soft());
}

/// Minutes until it locks, a step at a time.
fn minutes(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, minutes: &mut u32) -> bool {
    let inside = desk.card(ui, rect);
    let side = desk.at_least(theme::LINE).max(48.0);
    let (label, buttons) = split_right(inside, 2.0 * side + 12.0, 14.0);
    two_lines(desk, ui, label, k::PANEL_IDLE, k::PANEL_IDLE_WORDS);
    let place = |left: f32| Rect::from_min_size(pos2(left, inside.top() + 22.0), vec2(side, side));
    let value = desk.say_with(k::PANEL_MINUTES, &[("minutes", &minutes.to_string())]);
    let above = buttons.with_max_y(buttons.top() + 20.0).translate(vec2(0.0, -4.0));
    desk.text(ui, above, Align2::CENTER_CENTER, &value, 20.0, true, theme::leaf_deep());
    let at = MINUTES.iter().position(|choice| choice >= minutes).unwrap_or(MINUTES.len() - 1);
    let mut tapped = false;
    for (left, part, sign, to) in
        [(buttons.left(), "less", "−", at.checked_sub(1)), (buttons.left() + side + 12.0, "more", "+", Some(at + 1))]
    {
        let wanted = to.and_then(|to| MINUTES.get(to)).copied();
        if desk.pill(ui, place(left), &format!("panel.idle.{part}"), sign, Look::Quiet)
            && let Some(wanted) = wanted
        {
            *minutes = wanted;
            tapped = true;
        }
    }
    tapped
}
