//! Who did what, beside the colleagues: everybody's or one person's, and as a table.

use super::desk::{Desk, Look, split_right, split_top};
use super::list::{self, Grid};
use super::orders::Seen;
use super::{child, staff_keys as s, theme};
use crate::domain::ids::{ClassId, PupilId, StaffId};
use crate::store::AuditEntry;
use bevy_egui::egui::{Align2, Rect, Ui, pos2};

/// What was tapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tapped {
    /// To be saved as a table.
    Save,
    /// Everybody's again.
    Everybody,
}

/// Draws the card; `only` is whose lines these are, where they are one person's.
pub(super) fn show(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    rect: Rect,
    trail: &[AuditEntry],
    only: Option<&StaffId>,
    seen: &Seen<'_>,
) -> Option<Tapped> {
    let inside = desk.card(ui, rect);
    let tall = desk.at_least(theme::LINE);
    let (head, rows) = split_top(inside, tall, 10.0);
    let (mut title, save) = split_right(head, 130.0, 10.0);
    let mut tapped = None;
    let words = desk.say(s::TRAIL_SAVE);
    if desk.pill(ui, save, "staff.trail.save", &words, Look::Quiet) {
        tapped = Some(Tapped::Save);
    }
    let words = match only {
        None => desk.say(s::TRAIL),
        Some(who) => {
            let (left, all) = split_right(title, 130.0, 10.0);
            title = left;
            let words = desk.say(s::TRAIL_EVERYBODY);
            if desk.pill(ui, all, "staff.trail.everybody", &words, Look::Quiet) {
                tapped = Some(Tapped::Everybody);
            }
            desk.say_with(s::TRAIL_OF, &[("name", &name(seen, who.as_str()).unwrap_or_default())])
        }
    };
    desk.text(ui, title, Align2::LEFT_CENTER, &words, theme::HEADING, true, theme::ink());
    if trail.is_empty() {
        let words = desk.say(s::TRAIL_NOTHING);
        desk.paragraph(ui, rows, &words, theme::BODY, theme::ink_soft());
    }
    let spoken = desk.lang.words();
    let turns = list::turn_side(desk);
    let under = Rect::from_min_max(pos2(rows.right() - 2.0 * turns - 8.0, rows.bottom() - turns), rows.max);
    let grid = Grid { turns: Some(under), ..Grid::new(trail.len(), 1, 50.0, 6.0) };
    list::show(desk, ui, rows.with_max_y(under.top() - 8.0), "staff.trail", grid, |desk, ui, row, entry| {
        let Some(entry) = trail.get(entry) else { return };
        let (above, below) = row.split_top_bottom_at_fraction(0.5);
        let who = entry.staff.as_ref().and_then(|id| seen.school.adult(id));
        let who = who.map_or_else(|| desk.say(s::SOMEBODY), |who| who.name.clone());
        let time = child::when(desk, entry.at_ms, seen);
        let wide = desk.text(ui, above, Align2::LEFT_CENTER, &who, theme::SMALL, true, theme::ink());
        let beside = above.with_min_x(above.left() + wide + 10.0);
        desk.text(ui, beside, Align2::RIGHT_CENTER, &time, theme::SMALL, false, theme::ink_soft());
        let said = spoken.map(|words| entry.said(words, |id| name(seen, id))).unwrap_or_default();
        desk.text(ui, below, Align2::LEFT_CENTER, &said, theme::SMALL, false, theme::ink_soft());
    });
    tapped
}

/// The name of a colleague, a child or a class that is known by this identifier.
fn name(seen: &Seen<'_>, id: &str) -> Option<String> {
    let adult = StaffId::new(id).ok().and_then(|id| seen.school.adult(&id)).map(|one| one.name.clone());
    let child = || PupilId::new(id).ok().and_then(|id| seen.school.pupil(&id)).map(|one| one.full_name());
    let class = || ClassId::new(id).ok().and_then(|id| seen.school.class(&id)).map(|one| one.name.clone());
    adult.or_else(child).or_else(class)
}
