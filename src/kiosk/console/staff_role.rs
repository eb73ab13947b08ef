//! What colleagues are: the words for it, and the sheet that asks for another.

use super::desk::{Desk, Look, split_bottom};
use super::{keys as k, staff_keys as s, theme};
use crate::domain::school::Role;
use bevy_egui::egui::{Align, Align2, Rect, Ui, pos2, vec2};

/// What a role is called.
pub(super) fn title(role: Role) -> &'static str {
    match role {
        Role::Teacher => s::TEACHER,
        Role::Office => s::OFFICE,
        Role::Dsl => s::DSL,
        Role::Head => s::HEAD,
    }
}

/// What it may do.
pub(super) fn words(role: Role) -> &'static str {
    match role {
        Role::Teacher => s::TEACHER_WORDS,
        Role::Office => s::OFFICE_WORDS,
        Role::Dsl => s::DSL_WORDS,
        Role::Head => s::HEAD_WORDS,
    }
}

/// The name that a role is tapped by.
pub(super) fn name(role: Role) -> String {
    format!("staff.role.{}", role.code())
}

/// Pills side by side, a role each, from `left` on; the one that was tapped.
pub(super) fn pills(desk: &mut Desk<'_>, ui: &Ui, left: Rect, wide: f32, chosen: Option<Role>) -> Option<Role> {
    let mut tapped = None;
    for (place, role) in Role::ALL.into_iter().enumerate() {
        let at = pos2(left.left() + place as f32 * (wide + 12.0), left.top());
        let pill = Rect::from_min_size(at, vec2(wide, desk.at_least(theme::LINE)));
        let look = if chosen == Some(role) { Look::Chosen } else { Look::Secondary };
        let words = desk.say(title(role));
        if desk.pill(ui, pill, &name(role), &words, look) {
            tapped = Some(role);
        }
    }
    tapped
}

/// What came of the sheet.
pub(super) enum Chosen {
    Keep,
    Role(Role),
}

/// Asks what a colleague, who is `now`, is from now on.
pub(super) fn sheet(desk: &mut Desk<'_>, ui: &Ui, who: &str, now: Role) -> Option<Chosen> {
    let (row, tall) = (desk.at_least(68.0), desk.at_least(theme::BUTTON));
    let high = 2.0 * theme::CARD_PADDING + 62.0 + 4.0 * (row + 8.0) + 6.0 + tall;
    let inside = desk.sheet(ui, vec2(700.0, high));
    let title_words = desk.say_with(s::ROLE_TITLE, &[("name", who)]);
    desk.sentences(ui, inside, Align::LEFT, &title_words, theme::TITLE, true, theme::ink());
    let mut chosen = None;
    for (place, role) in Role::ALL.into_iter().enumerate() {
        let at = pos2(inside.left(), inside.top() + 62.0 + place as f32 * (row + 8.0));
        let rect = Rect::from_min_size(at, vec2(inside.width(), row));
        let behind = if role == now { theme::GROUND_PRESSED } else { theme::ROW };
        if desk.row(ui, rect, &name(role), behind) {
            chosen = Some(if role == now { Chosen::Keep } else { Chosen::Role(role) });
        }
        let (above, below) = rect.shrink2(vec2(18.0, 7.0)).split_top_bottom_at_fraction(0.52);
        let (called, may) = (desk.say(title(role)), desk.say(words(role)));
        desk.text(ui, above, Align2::LEFT_CENTER, &called, theme::BODY, true, theme::ink());
        desk.text(ui, below, Align2::LEFT_CENTER, &may, theme::SMALL, false, theme::ink_soft());
    }
    let (_, button) = split_bottom(inside, tall, 0.0);
    let keep = desk.say(k::KEEP);
    if desk.pill(ui, button, "staff.keep", &keep, Look::Quiet) || desk.escaped(ui) {
        return Some(Chosen::Keep);
    }
    chosen
}
