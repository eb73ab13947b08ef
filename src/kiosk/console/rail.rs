//! The rail on the left of every page behind the secret: where to, and the lock.

use super::desk::{Desk, Look, corner};
use super::{agreements, due_keys as d, exports_keys as e, keys as k, register_keys as r, staff_keys as s, theme};
use bevy_egui::egui::{Align2, Color32, Rect, Sense, Ui, pos2, vec2};

/// Pages that the rail leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Today,
    Due,
    Agreements,
    Exports,
    Staff,
    Register,
    Panel,
}

/// What was tapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tapped {
    Tab(Tab),
    Lock,
}

/// Draws the rail; without what a key for one day does not open.
pub(super) fn show(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, at: Tab, today_only: bool) -> Option<Tapped> {
    ui.painter().rect_filled(rect.expand2(vec2(1.0, 2.0)).with_max_x(rect.right()), 0.0, theme::ink());
    let head =
        Rect::from_min_max(pos2(rect.left() + 26.0, rect.top() + 22.0), pos2(rect.right() - 12.0, rect.top() + 74.0));
    let name = desk.say(k::PRODUCT);
    desk.text(ui, head, Align2::LEFT_CENTER, &name, theme::HEADING, true, Color32::WHITE);
    let lock_tall = desk.at_least(53.0);
    let lock = Rect::from_min_size(
        pos2(rect.left() + 13.0, rect.bottom() - 20.0 - lock_tall),
        vec2(rect.width() - 26.0, lock_tall),
    );
    let mut tapped = None;
    let mut top = head.bottom() + 13.0;
    let tabs = [
        (Tab::Today, "rail.today", k::RAIL_TODAY),
        (Tab::Due, "rail.due", d::RAIL),
        (Tab::Agreements, "rail.agreements", agreements::RAIL),
        (Tab::Exports, "rail.exports", e::RAIL),
        (Tab::Staff, "rail.staff", s::RAIL),
        (Tab::Register, "rail.register", r::RAIL),
        (Tab::Panel, "rail.panel", k::RAIL_PANEL),
    ];
    // On a low screen they stand closer rather than under the lock.
    let step = ((lock.top() - 6.0 - top) / tabs.len() as f32).min(desk.at_least(48.0) + 11.0);
    for (tab, name, key) in tabs {
        if today_only && matches!(tab, Tab::Agreements | Tab::Exports | Tab::Staff | Tab::Register) {
            continue;
        }
        let place = Rect::from_min_size(pos2(rect.left() + 13.0, top), vec2(rect.width() - 26.0, step * 0.84));
        top += step;
        let touched = desk.touch(ui, place, name, Sense::click());
        let behind = match (tab == at, touched.pressed) {
            (true, _) => theme::leaf(),
            (false, true) => theme::RAIL_BUTTON,
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(place, corner(13.0), behind);
        let words = desk.say(key);
        let colour = if tab == at { Color32::WHITE } else { theme::RAIL_WORDS };
        let inside = place.shrink2(vec2(21.0, 0.0));
        desk.text(ui, inside, Align2::LEFT_CENTER, &words, 21.5, tab == at, colour);
        if touched.clicked {
            tapped = Some(Tapped::Tab(tab));
        }
    }
    let words = desk.say(k::RAIL_LOCK);
    if desk.pill(ui, lock, "rail.lock", &words, Look::Rail) {
        tapped = Some(Tapped::Lock);
    }
    tapped
}
