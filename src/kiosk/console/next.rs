//! What is next for the teacher: children who asked for a grown-up, and what the lesson left to talk about.

use super::desk::{Desk, Look, split_bottom};
use super::keys as k;
use super::orders::{Order, Seen};
use super::{child, theme};
use bevy_egui::egui::{Align, Rect, Ui};

/// The card. Oldest first; the next one comes when this one is ticked off.
pub(super) fn card(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, seen: &Seen<'_>) -> Option<Order> {
    let inside = desk.card(ui, rect).expand2(bevy_egui::egui::vec2(4.0, 6.0));
    let title = desk.say(k::NEXT);
    let under = desk.sentences(ui, inside, Align::LEFT, &title, theme::HEADING, true, theme::ink());
    let Some(note) = seen.school.notes.first() else {
        let words = desk.say(k::NEXT_NOTHING);
        let under = desk.paragraph(ui, inside.with_min_y(under + 4.0), &words, theme::SMALL, theme::ink_soft());
        stumbles(desk, ui, inside.with_min_y(under + 12.0), seen);
        return None;
    };
    let tall = desk.at_least(theme::LINE);
    let (above, button) = split_bottom(inside, tall, 8.0);
    let time = child::when(desk, note.at_ms, seen);
    let pupil = note.pupil.as_ref().and_then(|id| seen.school.pupil(id));
    let who = match pupil {
        Some(pupil) => {
            let name = seen.school.names(&pupil.class).remove(&pupil.id).unwrap_or_else(|| pupil.given_name.clone());
            desk.say_with(k::NEXT_TALK, &[("name", &name), ("time", &time)])
        }
        None => desk.say_with(k::NEXT_TALK_NAMELESS, &[("time", &time)]),
    };
    let mut words = format!("{who} {}", desk.say(k::NEXT_HOW));
    let more = seen.school.notes.len() - 1;
    if more > 0 {
        words = format!("{words} {}", desk.say_with(k::NEXT_WAITING, &[("more", &more.to_string())]));
    }
    let place = above.with_min_y(under + 4.0);
    let size = if words.chars().count() > 150 { 15.5 } else { theme::SMALL };
    desk.paragraph(ui, place, &words, size, theme::ink());
    let talked = desk.say(k::NEXT_TALKED);
    desk.pill(ui, button, "today.talked", &talked, Look::Quiet).then_some(Order::Talked { note: note.number })
}

/// So many questions are worth talking about at once.
const QUESTIONS: usize = 3;

/// The questions at which the class stumbled most, with how often; nobody's name.
fn stumbles(desk: &Desk<'_>, ui: &Ui, place: Rect, seen: &Seen<'_>) {
    let mut all: Vec<_> = seen.school.stumbles.seen.iter().collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
    let title = desk.say(k::NEXT_STUMBLES);
    let mut under = desk.sentences(ui, place, Align::LEFT, &title, theme::SMALL, true, theme::ink());
    for (question, times) in all.into_iter().take(QUESTIONS) {
        let values = [("question", desk.say(question.as_str())), ("times", times.to_string())];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let words = desk.say_with(k::NEXT_STUMBLE, &values);
        under = desk.paragraph(ui, place.with_min_y(under + 4.0), &words, theme::SMALL, theme::ink());
    }
}
