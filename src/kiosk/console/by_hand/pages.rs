//! The class's page and the child's page.

use super::super::classes;
use super::super::desk::{Desk, Heading, Look, corner, split_bottom, split_right, split_top};
use super::super::hand_keys as h;
use super::super::keys as k;
use super::super::list::{self, Grid};
use super::super::opening::nothing;
use super::super::theme;
use super::typed::{Typing, upn_of};
use super::{ByHand, Left, Step, undo};
use crate::domain::school::Class;
use crate::store::{Enrolled, Roster, RosterEdit};
use bevy_egui::egui::{Align2, Color32, Rect, Ui, pos2, vec2};

impl ByHand {
    /// Until the roster is read.
    pub(super) fn waiting(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Left> {
        let (top, rest) = split_top(rect, desk.head_height(), 20.0);
        let words = desk.say(k::JUST_A_MOMENT);
        let head = desk.head(ui, top, &Heading { title: "", words: "", back: Some("by-hand.back"), go: None });
        nothing(desk, ui, rest, &words, "");
        head.back.then_some(Left::Back)
    }

    pub(super) fn pages(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, roster: &Roster) -> Option<Left> {
        let (live, covered) = (desk.live, self.covered());
        desk.live = live && !covered && !self.asked;
        let (body, undone) = self.strip(desk, ui, rect, roster);
        let pupil = match &self.step {
            Step::Child(pupil) | Step::Moving(pupil) | Step::Leaving(pupil) => Some(pupil.clone()),
            _ => None,
        };
        let page = match pupil.as_ref().and_then(|pupil| roster.pupils.get(pupil)) {
            Some(child) => self.child(desk, ui, body, child, roster),
            None => self.children(desk, ui, body, roster),
        };
        desk.live = live && !self.asked;
        let over = match (&self.step, covered) {
            (Step::Moving(pupil), true) => self.moving(desk, ui, &pupil.clone(), roster),
            (Step::Leaving(pupil), true) => self.leaving(desk, ui, &pupil.clone(), roster),
            _ => None,
        };
        desk.live = live;
        undone.or(page).or(over)
    }

    /// At the foot: the last change, and what takes it back.
    fn strip(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, roster: &Roster) -> (Rect, Option<Left>) {
        let Some(back) = self.undo.clone() else { return (rect, None) };
        let (body, place) = split_bottom(rect, desk.at_least(52.0) + 12.0, theme::GAP);
        ui.painter().rect_filled(place, corner(theme::CARD_RADIUS), theme::ink());
        let (line, button) = split_right(place.shrink(6.0), 180.0, 12.0);
        let who = if let RosterEdit::TakeAway(pupil) = &back { roster.pupils.get(pupil) } else { None };
        let who = who.map(|child| child.pupil.full_name()).unwrap_or_default();
        let words = match undo::words(&back) {
            h::DONE_ADDED => desk.say_with(h::DONE_ADDED, &[("name", &who)]),
            key => desk.say(key),
        };
        let line = line.with_min_x(line.left() + 16.0);
        desk.text(ui, line, Align2::LEFT_CENTER, &words, theme::BODY, false, Color32::WHITE);
        let words = desk.say(h::UNDO);
        let undone = desk.pill(ui, button, "by-hand.undo", &words, Look::Rail);
        (body, if undone { self.ask(back) } else { None })
    }

    fn children(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, roster: &Roster) -> Option<Left> {
        let Some(class) = roster.class(&self.class) else { return Some(Left::Back) };
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (titles, pills) = split_right(top, 410.0, 20.0);
        let year = classes::year(desk, class.year);
        let (title, words) =
            (desk.say_with(h::TITLE, &[("class", &class.name)]), desk.say_with(h::WORDS, &[("year", &year)]));
        let head =
            desk.head(ui, titles, &Heading { title: &title, words: &words, back: Some("by-hand.back"), go: None });
        if head.back {
            return Some(Left::Back);
        }
        if let Some(typing) = pills_of(desk, ui, pills, class) {
            self.step = Step::Typing(typing);
            return None;
        }
        let mut children: Vec<&Enrolled> =
            roster.pupils.values().filter(|child| child.pupil.class == self.class).collect();
        children.sort_by_cached_key(|child| (child.left_ms.is_some(), child.pupil.full_name().to_lowercase()));
        if children.is_empty() {
            let (title, words) = (desk.say(h::NOBODY), desk.say(h::NOBODY_WORDS));
            nothing(desk, ui, rest, &title, &words);
            return None;
        }
        let mut tapped = None;
        let grid = Grid::new(children.len(), 3, desk.at_least(56.0), 9.0).bare();
        list::show(desk, ui, rest, "by-hand.children", grid, |desk, ui, rect, entry| {
            let Some(child) = children.get(entry) else { return };
            let behind = if child.left_ms.is_some() { theme::GROUND_PRESSED } else { Color32::WHITE };
            if desk.row(ui, rect, &format!("by-hand.child.{}", child.pupil.id), behind) {
                tapped = Some(child.pupil.id.clone());
            }
            let inside = rect.shrink2(vec2(18.0, 6.0));
            let name = child.pupil.full_name();
            if child.left_ms.is_none() {
                desk.text(ui, inside, Align2::LEFT_CENTER, &name, theme::BODY, true, theme::ink());
                return;
            }
            let (above, below) = inside.split_top_bottom_at_fraction(0.55);
            desk.text(ui, above, Align2::LEFT_CENTER, &name, theme::BODY, false, theme::ink_soft());
            let left = desk.say(h::HAS_LEFT);
            desk.text(ui, below, Align2::LEFT_CENTER, &left, 15.0, true, theme::ink_soft());
        });
        if let Some(pupil) = tapped {
            self.step = Step::Child(pupil);
        }
        None
    }

    fn child(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, child: &Enrolled, roster: &Roster) -> Option<Left> {
        let (top, rest) = split_top(rect, desk.head_height(), 20.0);
        let class = roster.class(&child.pupil.class).map(|class| class.name.as_str()).unwrap_or_default();
        let words = match (child.left_ms.is_some(), upn_of(child)) {
            (true, _) => desk.say_with(h::LEFT_FROM, &[("class", class)]),
            (false, Some(upn)) => desk.say_with(h::IN_WITH, &[("class", class), ("upn", upn)]),
            (false, None) => desk.say_with(h::IN, &[("class", class)]),
        };
        let name = child.pupil.full_name();
        let heading = Heading { title: &name, words: &words, back: Some("by-hand.back"), go: None };
        if desk.head(ui, top, &heading).back {
            return self.up(&child.pupil.id);
        }
        let id = child.pupil.id.clone();
        let tall = desk.at_least(theme::BUTTON);
        let left = if child.left_ms.is_some() { ("by-hand.here-again", h::BACK) } else { ("by-hand.left", h::LEFT) };
        let buttons = [("by-hand.rename", h::RENAME), ("by-hand.move", h::MOVE), ("by-hand.set-upn", h::UPN_SET), left];
        let high = buttons.len() as f32 * (tall + 14.0) + 70.0 + 2.0 * theme::CARD_PADDING;
        let inside =
            desk.card(ui, Rect::from_min_size(rest.min, vec2(rest.width().min(620.0), high.min(rest.height()))));
        let mut tapped = "";
        for (place, (name, key)) in buttons.into_iter().enumerate() {
            let at = pos2(inside.left(), inside.top() + place as f32 * (tall + 14.0));
            let words = desk.say(key);
            if desk.pill(ui, Rect::from_min_size(at, vec2(inside.width(), tall)), name, &words, Look::Quiet) {
                tapped = name;
            }
        }
        let below = inside.with_min_y(inside.top() + buttons.len() as f32 * (tall + 14.0) + 4.0);
        let words = desk.say(h::KEEPS);
        desk.paragraph_with_room(ui, below, &words, theme::SMALL, theme::ink_soft());
        match tapped {
            "by-hand.rename" => self.step = Step::Typing(Typing::rename(child)),
            "by-hand.set-upn" => self.step = Step::Typing(Typing::upn(child)),
            "by-hand.move" => self.step = Step::Moving(id),
            "by-hand.left" => self.step = Step::Leaving(id),
            "by-hand.here-again" => return self.ask(RosterEdit::Back(id)),
            _ => {}
        }
        None
    }
}

/// Add a child, or change the class itself.
fn pills_of(desk: &mut Desk<'_>, ui: &Ui, place: Rect, class: &Class) -> Option<Typing> {
    let tall = desk.at_least(theme::LINE);
    let wide = (place.width() - 15.0) / 2.0;
    let pill = |left: f32| Rect::from_min_size(pos2(left, place.center().y - tall / 2.0), vec2(wide, tall));
    let (add, change) = (desk.say(h::ADD), desk.say(h::CHANGE));
    if desk.pill(ui, pill(place.left()), "by-hand.add", &add, Look::Secondary) {
        return Some(Typing::add());
    }
    let changes = desk.pill(ui, pill(place.right() - wide), "by-hand.change-class", &change, Look::Secondary);
    changes.then(|| Typing::class(class))
}
