//! The children of a class, on a day without an open tree: each leads to the child's own page.

use super::child::{self, State};
use super::desk::{Desk, Heading, split_top};
use super::list::{self, Grid};
use super::opening::nothing;
use super::orders::Seen;
use super::{people_keys as p, theme};
use crate::domain::ids::{ClassId, PupilId};
use crate::kiosk::school::agreement_for;
use bevy_egui::egui::{Rect, Ui, vec2};
use std::collections::BTreeMap;

/// What was tapped.
pub(super) enum Tapped {
    Back,
    Child(PupilId),
}

pub(super) fn show(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, class: &ClassId, seen: &Seen<'_>) -> Option<Tapped> {
    let Some(class) = seen.school.class(class) else { return Some(Tapped::Back) };
    let (top, rest) = split_top(rect, desk.head_height(), 18.0);
    let words = desk.say(p::CHILDREN_WORDS);
    let back = Some("children.back");
    if desk.head(ui, top, &Heading { title: &class.name, words: &words, back, go: None }).back {
        return Some(Tapped::Back);
    }
    let pupils = seen.school.pupils_of(&class.id);
    if pupils.is_empty() {
        nothing(desk, ui, rest, &desk.say(p::CHILDREN_NONE), "");
        return None;
    }
    let standings = agreement_for(seen.content, class)
        .map_or_else(BTreeMap::new, |agreement| seen.school.standings(&class.id, &agreement));
    let names = seen.school.names(&class.id);
    desk.card(ui, rest);
    let inside = rest.shrink2(vec2(20.0, 18.0));
    let mut tapped = None;
    let grid = Grid::new(pupils.len(), 2, desk.at_least(theme::LINE), theme::LINE_GAP);
    list::show(desk, ui, inside, "children.list", grid, |desk, ui, row, entry| {
        let Some(pupil) = pupils.get(entry) else { return };
        let name = names.get(&pupil.id).unwrap_or(&pupil.given_name);
        let state = State::of(standings.get(&pupil.id), false);
        if child::row(desk, ui, row, &pupil.id, name, state, seen) {
            tapped = Some(Tapped::Child(pupil.id.clone()));
        }
    });
    tapped
}
