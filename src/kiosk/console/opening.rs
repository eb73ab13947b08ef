//! Who is here? Then the tree is opened.

use super::desk::{Desk, Heading, Look, split_top};
use super::due::Session;
use super::keys as k;
use super::list::{self, Grid};
use super::orders::{Order, Seen};
use super::theme;
use super::{classes, due_keys as d, lessons, today};
use crate::domain::ids::{ClassId, PupilId};
use crate::domain::school::Pupil;
use crate::kiosk::school::agreement_for;
use bevy_egui::egui::{Align, Align2, Color32, Rect, Ui, pos2, vec2};
use std::collections::BTreeSet;

/// A class that is about to open its tree.
#[derive(Debug)]
pub(super) struct Opening {
    pub class: ClassId,
    /// Whom it is for; nobody: everybody.
    only: BTreeSet<PupilId>,
    absent: BTreeSet<PupilId>,
    lessons: lessons::Chosen,
    /// The lessons for what changed, where they are several.
    preset: lessons::Chosen,
    /// The lessons lie over the page.
    pub choosing: bool,
    /// The store was asked.
    pub asked: bool,
}

/// What came of a pass.
pub(super) enum Left {
    Back,
    Order(Order),
}

impl Opening {
    pub(super) fn of(class: ClassId) -> Self {
        let (only, absent) = (BTreeSet::new(), BTreeSet::new());
        Self { class, only, absent, lessons: Vec::new(), preset: Vec::new(), choosing: false, asked: false }
    }

    /// For those who are due.
    pub(super) fn session(session: Session) -> Self {
        let preset = if session.lessons.len() > 1 { session.lessons.clone() } else { Vec::new() };
        Self { only: session.only, lessons: session.lessons, preset, ..Self::of(session.class) }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Left> {
        // What lies over the page is drawn, and can be tapped, in the pass after the one that opened it.
        let (live, choosing) = (desk.live, self.choosing);
        desk.live = live && !choosing;
        let left = self.page(desk, ui, rect, seen);
        desk.live = live;
        if choosing {
            let agreement = seen.school.class(&self.class).and_then(|class| agreement_for(seen.content, class));
            let tapped = agreement
                .and_then(|agreement| lessons::sheet(desk, ui, seen.content, &agreement, &self.lessons, &self.preset));
            if let Some(lessons) = tapped {
                self.lessons = lessons;
                self.choosing = false;
            }
        }
        left
    }

    fn page(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Left> {
        let Some(class) = seen.school.class(&self.class) else { return Some(Left::Back) };
        let asked = |pupil: &&Pupil| self.only.is_empty() || self.only.contains(&pupil.id);
        let pupils: Vec<&Pupil> = seen.school.pupils_of(&class.id).iter().filter(asked).collect();
        let agreement = agreement_for(seen.content, class);
        let (top, rest) = split_top(rect, desk.head_height(), 10.0);
        let year = classes::year(desk, class.year);
        let named = desk.say_with(k::CLASS_AND_YEAR, &[("class", &class.name), ("year", &year)]);
        let title = desk.say_with(k::OPENING_TITLE, &[("class", &named)]);
        let open = desk.say(k::OPENING_OPEN);
        let here = pupils.len() - pupils.iter().filter(|pupil| self.absent.contains(&pupil.id)).count();
        let ready = here > 0 && agreement.is_some() && !self.asked;
        let count = [("here", here.to_string()), ("total", pupils.len().to_string())];
        let count: Vec<(&str, &str)> = count.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let counted = if pupils.is_empty() { String::new() } else { desk.say_with(k::OPENING_COUNT, &count) };
        let heading = Heading {
            title: &title,
            words: &counted,
            back: Some("opening.back"),
            go: Some(("opening.open", &open, ready)),
        };
        let head = desk.head(ui, top, &heading);
        if head.back {
            return Some(Left::Back);
        }
        let Some(agreement) = agreement else {
            let words = desk.say(k::NO_AGREEMENT);
            nothing(desk, ui, rest, &words, "");
            return None;
        };
        if pupils.is_empty() {
            let (title, words) = (desk.say(k::OPENING_NOBODY), desk.say(k::OPENING_NOBODY_WORDS));
            nothing(desk, ui, rest, &title, &words);
            return None;
        }
        let hint = match self.only.len() {
            0 => desk.say(k::OPENING_WORDS),
            count => {
                format!("{} {}", desk.say_with(d::ONLY, &[("count", &count.to_string())]), desk.say(k::OPENING_WORDS))
            }
        };
        let (line, rest) = split_top(rest, desk.at_least(50.0), 10.0);
        let (above, below) = line.split_top_bottom_at_fraction(0.55);
        desk.text(ui, above, Align2::LEFT_CENTER, &hint, theme::BODY, false, theme::ink());
        let witness = seen.school.adult(&seen.school.me).map_or("", |me| me.name.as_str());
        let (title, version) = (today::agreement_title(desk, &agreement), agreement.version.to_string());
        let values = [("agreement", title.as_str()), ("version", &version), ("witness", witness)];
        let under_what = desk.say_with(k::OPENING_AGREEMENT, &values);
        desk.text(ui, below, Align2::LEFT_CENTER, &under_what, theme::SMALL, false, theme::ink_soft());
        let lesson = lessons::title(desk, seen.content, &self.lessons);
        let words = desk.say_with(k::OPENING_LESSON, &[("lesson", &lesson)]);
        let button = line.with_min_x(line.right() - 430.0);
        if desk.pill(ui, button, "opening.lesson", &words, Look::Secondary) {
            self.choosing = true;
        }
        let standings = seen.school.standings(&class.id, &agreement);
        let mut names = seen.school.names(&class.id);
        let height = desk.at_least(54.0);
        let columns = if pupils.len() > 20 { 5 } else { 4 };
        let grid = Grid::new(pupils.len(), columns, height, 9.0).bare();
        list::show(desk, ui, rest, "opening.pupils", grid, |desk, ui, rect, entry| {
            let Some(pupil) = pupils.get(entry) else { return };
            let name = names.remove(&pupil.id).unwrap_or_else(|| pupil.given_name.clone());
            let leaf = self.only.is_empty() && standings.get(&pupil.id).is_some_and(|standing| standing.is_leaf());
            if self.toggle(desk, ui, rect, &pupil.id, &name, leaf) && !self.absent.remove(&pupil.id) {
                self.absent.insert(pupil.id.clone());
            }
        });
        if !(head.go && ready) {
            return None;
        }
        self.asked = true;
        Some(Left::Order(Order::OpenTree {
            class: class.id.clone(),
            absent: self.absent.clone(),
            only: self.only.clone(),
            lessons: self.lessons.clone(),
        }))
    }

    /// A child: here, or absent. Mark, words and weight say which, not the colour alone.
    fn toggle(&self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, pupil: &PupilId, name: &str, leaf: bool) -> bool {
        let absent = self.absent.contains(pupil);
        let behind = if absent { theme::GROUND_PRESSED } else { Color32::WHITE };
        if !absent {
            ui.painter().add(theme::shadow().as_shape(rect, super::desk::corner(theme::ROW_RADIUS)));
        }
        let tapped = desk.row(ui, rect, &format!("opening.pupil.{pupil}"), behind);
        let middle = pos2(rect.left() + 26.0, rect.center().y);
        match (absent, leaf) {
            (true, _) => desk.leaf(ui, middle, 0.9, theme::LEAF_ABSENT, None),
            (false, true) => desk.leaf(ui, middle, 0.9, theme::leaf(), None),
            (false, false) => desk.leaf(ui, middle, 0.9, theme::paper(), Some(theme::BUD_EDGE)),
        }
        let inside = Rect::from_min_max(pos2(rect.left() + 48.0, rect.top()), rect.max - vec2(10.0, 0.0));
        if !absent {
            desk.text(ui, inside, Align2::LEFT_CENTER, name, theme::BODY, true, theme::ink());
            return tapped;
        }
        let (above, below) = inside.split_top_bottom_at_fraction(0.54);
        desk.text(ui, above, Align2::LEFT_BOTTOM, name, theme::BODY, false, theme::ink_soft());
        let words = desk.say(k::OPENING_ABSENT);
        desk.text(ui, below, Align2::LEFT_CENTER, &words, 15.0, true, theme::ink_soft());
        tapped
    }
}

/// An empty list says so.
pub(super) fn nothing(desk: &Desk<'_>, ui: &Ui, rect: Rect, title: &str, words: &str) {
    let place = rect.with_min_y(rect.top() + rect.height().min(300.0) * 0.3);
    let under = desk.sentences(ui, place, Align::Center, title, theme::HEADING, true, theme::ink());
    let narrow = place.shrink2(vec2((place.width() - 620.0).max(0.0) / 2.0, 0.0)).with_min_y(under + 8.0);
    desk.sentences(ui, narrow, Align::Center, words, theme::BODY, false, theme::ink_soft());
}
