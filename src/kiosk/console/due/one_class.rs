//! One class: which children are due, why each, and what changed.

use super::super::desk::{Desk, Heading, hug, split_left, split_right, split_top};
use super::super::list::{self, Grid};
use super::super::orders::Seen;
use super::super::{due_keys as d, keys as k, theme};
use super::{DueClass, summary};
use crate::domain::due::Reason;
use crate::domain::ids::RuleId;
use bevy_egui::egui::{Align, Align2, Rect, Ui, pos2, vec2};

/// What was tapped.
pub(super) enum Left {
    Back,
    Session,
}

pub(super) fn show(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>, due: &DueClass<'_>) -> Option<Left> {
    let (top, rest) = split_top(rect, desk.head_height(), 18.0);
    let title = desk.say_with(d::CLASS_TITLE, &[("class", &due.class.name)]);
    let (words, make) = (summary(desk, &due.reasons), desk.say(d::SESSION));
    let open = seen.school.tree.is_some();
    let go = Some(("due.session", make.as_str(), !open));
    let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: Some("due.back"), go });
    if head.back {
        return Some(Left::Back);
    }
    if head.go && !open {
        return Some(Left::Session);
    }
    let (left, right) = split_right(rest, 360.0, theme::GAP);
    children(desk, ui, left, seen, due);
    let (card, inside) = desk.begin_card(ui, right);
    let under = match due.changed() {
        _ if open => told(desk, ui, inside, d::WHY, d::TREE_OPEN),
        Some(rules) if rules.is_empty() => told(desk, ui, inside, d::WHAT, d::WHAT_FEWER),
        Some(rules) => changed(desk, ui, inside, seen, due, &rules),
        None => told(desk, ui, inside, d::WHY, d::WHY_WORDS),
    };
    desk.end_card(ui, &card, under);
    None
}

/// Where it ends.
fn told(desk: &Desk<'_>, ui: &Ui, inside: Rect, title: &str, words: &str) -> f32 {
    let (title, words) = (desk.say(title), desk.say(words));
    let under = desk.sentences(ui, inside, Align::LEFT, &title, theme::HEADING, true, theme::ink());
    desk.paragraph(ui, inside.with_min_y(under + 8.0), &words, theme::BODY, theme::ink_soft())
}

/// The rules that are taught again, as they read now, each with the lesson that teaches it. Where it ends.
fn changed(desk: &Desk<'_>, ui: &Ui, inside: Rect, seen: &Seen<'_>, due: &DueClass<'_>, rules: &[RuleId]) -> f32 {
    let (title, words) = (desk.say(d::WHAT), desk.say(d::WHAT_WORDS));
    let under = desk.sentences(ui, inside, Align::LEFT, &title, theme::HEADING, true, theme::ink());
    let mut under = desk.paragraph(ui, inside.with_min_y(under + 6.0), &words, theme::SMALL, theme::ink_soft());
    for rule in due.agreement.rules.iter().filter(|rule| rules.contains(&rule.id)) {
        let (mark, words) = split_left(inside.with_min_y(under + 10.0), 16.0, 10.0);
        let sentence = desk.say(rule.words.as_str());
        let Some(next) = desk.paragraph_with_room(ui, words, &sentence, theme::BODY, theme::ink()) else {
            return under;
        };
        ui.painter().circle_filled(pos2(mark.left() + 6.0, mark.top() + 12.0), 4.5, theme::leaf());
        under = next;
        let was = due.before(seen, desk.lang.tag(), &rule.id).filter(|before| before.words != sentence);
        if let Some(was) = was {
            let before = desk.say_with(d::BEFORE, &[("words", &was.words)]);
            let below = words.with_min_y(under);
            under = desk.paragraph_with_room(ui, below, &before, theme::SMALL, theme::ink_soft()).unwrap_or(under);
        }
        let lesson = seen.content.lessons().find(|lesson| lesson.rule == rule.id);
        let title =
            lesson.map(|lesson| desk.say_with(k::OPENING_LESSON, &[("lesson", &desk.say(lesson.title.as_str()))]));
        if let Some(title) = title {
            let below = words.with_min_y(under);
            under = desk.paragraph_with_room(ui, below, &title, theme::SMALL, theme::ink_soft()).unwrap_or(under);
        }
    }
    under
}

fn children(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>, due: &DueClass<'_>) {
    let names = seen.school.names(&due.class.id);
    let listed: Vec<(&str, &Reason)> = seen
        .school
        .pupils_of(&due.class.id)
        .iter()
        .filter_map(|pupil| {
            Some((names.get(&pupil.id).unwrap_or(&pupil.given_name).as_str(), due.reasons.get(&pupil.id)?))
        })
        .collect();
    let grid = Grid::new(listed.len(), 1, theme::LINE, theme::LINE_GAP);
    let rect = hug(rect, grid.whole() - 12.0);
    desk.card(ui, rect);
    let inside = rect.shrink2(vec2(20.0, 18.0));
    list::show(desk, ui, inside, "due.children", grid, |desk, ui, row, entry| {
        let Some((name, reason)) = listed.get(entry) else { return };
        ui.painter().rect_filled(row, super::super::desk::corner(theme::ROW_RADIUS), theme::ROW);
        desk.leaf(ui, pos2(row.left() + 27.0, row.center().y), 1.0, theme::paper(), Some(theme::BUD_EDGE));
        let place = row.with_min_x(row.left() + 52.0).with_max_x(row.right() - 14.0);
        let wide = desk.text(ui, place, Align2::LEFT_CENTER, name, theme::BODY, true, theme::ink());
        let beside = place.with_min_x(place.left() + wide + 10.0);
        let why = desk.say(match reason {
            Reason::New => d::NEW,
            Reason::Moved => d::MOVED,
            Reason::Changed(_) => d::CHANGED,
            Reason::Review => d::REVIEW,
            Reason::Absent => d::ABSENT,
            Reason::NotYet => d::NOT_YET,
        });
        desk.text(ui, beside, Align2::RIGHT_CENTER, &why, theme::SMALL, false, theme::ink_soft());
    });
}
