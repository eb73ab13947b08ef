//! What settings are changed with: a slider, a switch.

use super::super::desk::{Desk, Look, corner, split_left, split_right};
use super::super::{keys as k, theme};
use bevy_egui::egui::{Align2, Color32, Pos2, Rect, Sense, Ui, pos2, vec2};

/// What became of a slider in a pass.
#[derive(Default)]
pub(super) struct Dragged {
    /// Where the finger is, 0 to 1.
    pub share: Option<f32>,
    /// The button at an end was tapped.
    pub step: i32,
    /// The finger was lifted, or a button tapped.
    pub settled: bool,
}

/// A slider that can be dragged or tapped, with a button at either end that does the same a step at a time.
pub(super) fn slider(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, name: &str, share: f32) -> Dragged {
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
pub(super) fn switch(
    desk: &mut Desk<'_>,
    ui: &Ui,
    rect: Rect,
    name: &str,
    [title, words]: [&str; 2],
    on: &mut bool,
) -> bool {
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

/// A card's title, and what it is about.
pub(super) fn two_lines(desk: &Desk<'_>, ui: &Ui, rect: Rect, title: &str, words: &str) {
    let (title, words) = (desk.say(title), desk.say(words));
    let line = rect.with_max_y(rect.top() + 28.0);
    desk.text(ui, line, Align2::LEFT_CENTER, &title, 20.0, true, theme::ink());
    desk.paragraph(ui, rect.with_min_y(line.bottom() + 4.0), &words, 15.5, theme::ink_soft());
}
