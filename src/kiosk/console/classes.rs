//! The day without an open tree: the classes, and what can be done with each.

use super::desk::{Desk, Heading, Look, split_top};
use super::keys as k;
use super::list::{self, Grid};
use super::orders::Seen;
use super::{staff_keys as s, theme};
use crate::domain::ids::ClassId;
use crate::domain::rights::Right;
use crate::domain::school::{Class, YearGroup};
use crate::domain::tree::Tally;
use crate::kiosk::school::agreement_for;
use bevy_egui::egui::{Align, Align2, Color32, Rect, Sense, Ui, Vec2, pos2, vec2};

/// What was tapped.
pub(super) enum Tapped {
    /// A class's card: who is here?
    Class(ClassId),
    /// Its lists.
    Lists(ClassId),
    /// A class more.
    Add,
    /// The office's list.
    Import,
    /// What the register sent.
    Roll,
}

pub(super) fn show(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Tapped> {
    let (top, rest) = split_top(rect, desk.head_height(), 18.0);
    let me = seen.school.adult(&seen.school.me).map_or("", |me| me.name.as_str());
    let title = desk.say_with(k::CLASSES_HELLO, &[("name", me)]);
    let add = desk.say(k::CLASSES_ADD);
    if seen.school.classes.is_empty() {
        let words = &seen.school.school.name;
        desk.head(ui, top, &Heading { title: &title, words, ..Heading::default() });
        return empty(desk, ui, rest, &add, seen.may(Right::Roster));
    }
    // Beside the card of what is next there is no room for more than the school's name.
    let words = match rect.width() < 900.0 {
        true => seen.school.school.name.clone(),
        false => desk.say_with(k::CLASSES_WORDS, &[("school", &seen.school.school.name)]),
    };
    let mut head = top;
    head.max.x -= 470.0;
    desk.titles(ui, head, &title, &words);
    let tall = desk.at_least(theme::LINE);
    let place = Rect::from_center_size(pos2(top.right() - 105.0, top.center().y), vec2(210.0, tall));
    // Lists and classes are the office's, where there is one.
    let may = seen.may(Right::Roster);
    let mut tapped = (may && desk.pill(ui, place, "today.add-class", &add, Look::Secondary)).then_some(Tapped::Add);
    let bring = desk.say(k::BRING_SHORT);
    if may && desk.pill(ui, place.translate(vec2(-230.0, 0.0)), "today.import", &bring, Look::Secondary) {
        tapped = Some(Tapped::Import);
    }
    let high = 140.0 + desk.at_least(theme::LINE);
    let grid = Grid::new(seen.school.classes.len(), 2, high, theme::GAP).bare();
    list::show(desk, ui, rest, "today.classes", grid, |desk, ui, rect, entry| {
        if let Some(class) = seen.school.classes.get(entry) {
            tapped = card(desk, ui, rect, class, seen).or(tapped.take());
        }
    });
    tapped
}

/// The name of a year group.
pub(super) fn year(desk: &Desk<'_>, year: YearGroup) -> String {
    match year.number() {
        0 => desk.say(k::RECEPTION),
        number => desk.say_with(k::YEAR, &[("number", &number.to_string())]),
    }
}

fn empty(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, add: &str, may: bool) -> Option<Tapped> {
    let card = Rect::from_min_size(rect.min, vec2(rect.width(), rect.height().min(440.0)));
    let inside = desk.card(ui, card);
    let place = Rect::from_center_size(pos2(inside.center().x, inside.top() + 66.0), Vec2::splat(104.0));
    desk.icons.paint(ui.painter(), "home-tree", place);
    let title = desk.say(k::CLASSES_NONE);
    let narrow = inside.shrink2(vec2((inside.width() - 680.0).max(0.0) / 2.0, 0.0)).with_min_y(place.bottom() + 20.0);
    let under = desk.sentences(ui, narrow, Align::Center, &title, 28.0, true, theme::ink());
    let words = desk.say(if may { k::CLASSES_NONE_WORDS } else { s::CLASSES_ARE_THE_OFFICES });
    let words_place = narrow.with_min_y(under + 8.0);
    let under = desk.sentences(ui, words_place, Align::Center, &words, 20.0, false, theme::ink_soft());
    let size = vec2(360.0, desk.at_least(theme::BUTTON));
    let bring = Rect::from_min_size(pos2(inside.center().x - size.x - 10.0, under + 22.0), size);
    let type_in = bring.translate(vec2(size.x + 20.0, 0.0));
    if !may {
        return None;
    }
    let words = desk.say(k::BRING);
    if desk.pill(ui, type_in, "today.add-class", add, Look::Quiet) {
        return Some(Tapped::Add);
    }
    desk.primary(ui, bring, "today.import", &words, true).then_some(Tapped::Import)
}

fn card(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, class: &Class, seen: &Seen<'_>) -> Option<Tapped> {
    let touched = desk.touch(ui, rect, &format!("today.class.{}", class.id), Sense::click());
    let inside = desk.card(ui, rect);
    if touched.pressed {
        ui.painter().rect_filled(rect, super::desk::corner(theme::CARD_RADIUS), theme::ROW_PRESSED);
    }
    let tally = agreement_for(seen.content, class).map(|agreement| seen.school.tally(&class.id, &agreement));
    let name = inside.with_max_y(inside.top() + 34.0);
    let wide = desk.text(ui, name, Align2::LEFT_CENTER, &class.name, 30.0, true, theme::ink());
    let year = year(desk, class.year);
    let beside = name.with_min_x(name.left() + wide + 14.0).translate(vec2(0.0, 3.0));
    desk.text(ui, beside, Align2::LEFT_CENTER, &year, theme::BODY, false, theme::ink_soft());
    let line = Rect::from_min_size(pos2(inside.left(), inside.top() + 40.0), vec2(inside.width(), 26.0));
    let words = match tally {
        Some(tally) if tally.total() > 0 => {
            let values = [("promised", tally.promised.to_string()), ("total", tally.total().to_string())];
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            desk.say_with(k::CLASS_PROMISED, &values)
        }
        Some(_) => desk.say(k::CLASS_EMPTY),
        None => desk.say(k::NO_AGREEMENT),
    };
    desk.text(ui, line, Align2::LEFT_CENTER, &words, theme::BODY, false, theme::ink_soft());
    if let Some(tally) = tally {
        bar(ui, Rect::from_min_size(pos2(inside.left(), line.bottom() + 8.0), vec2(inside.width(), 10.0)), tally);
    }
    let tall = desk.at_least(theme::LINE);
    let row = inside.with_min_y(rect.bottom() - 16.0 - tall).with_max_y(rect.bottom() - 16.0);
    let open = desk.say(k::CLASS_OPEN);
    desk.text(ui, row, Align2::LEFT_CENTER, &open, 20.0, true, theme::leaf_deep());
    let lists = desk.say(k::CLASS_LISTS);
    let pill = row.with_min_x(row.right() - 130.0);
    if desk.pill(ui, pill, &format!("today.lists.{}", class.id), &lists, Look::Quiet) {
        return Some(Tapped::Lists(class.id.clone()));
    }
    touched.clicked.then(|| Tapped::Class(class.id.clone()))
}

/// How far a class has come, as a bar; the words beside it say the same.
fn bar(ui: &Ui, rect: Rect, tally: Tally) {
    let radius = super::desk::corner(5.0);
    ui.painter().rect_filled(rect, radius, theme::GROUND);
    let share = if tally.total() == 0 { 0.0 } else { tally.promised as f32 / tally.total() as f32 };
    if share > 0.0 {
        let done = rect.with_max_x(rect.left() + (rect.width() * share).max(10.0));
        ui.painter().rect_filled(done, radius, theme::leaf());
    }
}

/// How a class stands, in one line: `27 of 30 · 2 absent · 1 not yet`.
pub(super) fn summary(desk: &Desk<'_>, tally: &Tally) -> String {
    let promised = [("promised", tally.promised.to_string()), ("total", tally.total().to_string())];
    let promised: Vec<(&str, &str)> = promised.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut parts = vec![desk.say_with(k::SUM_PROMISED, &promised)];
    let others = [
        (k::SUM_ABSENT, "absent", tally.absent),
        (k::SUM_NOT_YET, "not-yet", tally.not_yet),
        (k::SUM_TO_COME, "to-come", tally.to_come),
        (k::SUM_OTHER, "other", tally.other),
    ];
    for (key, name, count) in others.into_iter().filter(|(_, _, count)| *count > 0) {
        parts.push(desk.say_with(key, &[(name, &count.to_string())]));
    }
    parts.join(&desk.say(k::SUM_BETWEEN))
}

/// The cards that count children: number and word, a card each.
pub(super) fn counts(desk: &Desk<'_>, ui: &Ui, rect: Rect, tally: &Tally) {
    let mut cards: Vec<(usize, &str, Color32)> = vec![
        (tally.promised, k::COUNT_PROMISED, theme::leaf()),
        (tally.to_come, k::COUNT_TO_COME, theme::ink()),
        (tally.absent, k::COUNT_ABSENT, theme::ink_soft()),
        (tally.not_yet, k::COUNT_NOT_YET, theme::PLUM),
    ];
    if tally.other > 0 {
        cards.push((tally.other, k::COUNT_OTHER, theme::ink_soft()));
    }
    let wide = (rect.width() - theme::GAP * (cards.len() as f32 - 1.0)) / cards.len() as f32;
    for (place, (number, word, colour)) in cards.into_iter().enumerate() {
        let left = rect.left() + place as f32 * (wide + theme::GAP);
        let card = Rect::from_min_size(pos2(left, rect.top()), vec2(wide, rect.height()));
        desk.card(ui, card);
        let inside = card.shrink2(vec2(theme::CARD_PADDING, 0.0));
        let digits = desk.text(ui, inside, Align2::LEFT_CENTER, &number.to_string(), theme::NUMBER, true, colour);
        let word = desk.say(word);
        let beside = inside.with_min_x(inside.left() + digits + 16.0).translate(vec2(0.0, 4.0));
        desk.text(ui, beside, Align2::LEFT_CENTER, &word, 21.0, false, theme::ink());
    }
}
