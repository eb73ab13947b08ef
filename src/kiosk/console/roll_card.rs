//! That the register has sent a list with something for the teacher to look at, in a sentence over the classes.

use super::desk::{Desk, Look, split_right};
use super::{roll_keys as r, theme};
use crate::content::Value;
use crate::roster::roll::Waiting;
use bevy_egui::egui::{Align2, Rect, Ui, vec2};

/// How high it is.
pub(super) fn height(desk: &Desk<'_>) -> f32 {
    desk.at_least(theme::LINE) + 28.0
}

/// Draws it; whether the teacher wants to look.
pub(super) fn show(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, waiting: Waiting) -> bool {
    desk.card(ui, rect);
    let inside = rect.shrink2(vec2(theme::CARD_PADDING, 14.0));
    let (words, look) = split_right(inside, 190.0, 18.0);
    let count = [("count", Value::from(waiting.changes))];
    let said = desk.lang.words().map_or_else(String::new, |said| said.text_with(r::WAITS, &count));
    if desk.paragraph_with_room(ui, words, &said, theme::BODY, theme::ink()).is_none() {
        desk.text(ui, words, Align2::LEFT_CENTER, &said, theme::SMALL, false, theme::ink());
    }
    let said = desk.say(r::LOOK);
    desk.pill(ui, look, "today.roll", &said, Look::Quiet)
}
