//! What is next for the teacher: children who asked for a grown-up or were not sure yet, and what the lesson left to talk about.

use super::super::stumbles::KeptStumbles;
use super::desk::{Desk, Look, split_bottom};
use super::keys as k;
use super::orders::{Order, Seen};
use super::talks::{self, Talk};
use super::{child, people_keys as p, theme};
use crate::domain::ids::{ClassId, PupilId};
use bevy_egui::egui::{Align, Rect, Ui};

/// The card. Oldest first; the next one comes when this one is ticked off.
pub(super) fn card(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, seen: &Seen<'_>) -> Option<Next> {
    let inside = desk.card(ui, rect).expand2(bevy_egui::egui::vec2(4.0, 6.0));
    let title = desk.say(k::NEXT);
    let after_a_lesson = seen.school.tree.is_some() && !seen.school.stumbles.seen.is_empty();
    if seen.school.notes.is_empty() && after_a_lesson {
        return stumbles(desk, ui, inside, seen).map(Next::Order);
    }
    let under = desk.sentences(ui, inside, Align::LEFT, &title, theme::HEADING, true, theme::ink());
    let Some(note) = seen.school.notes.first() else {
        let unsure = talks::all_unsure(seen);
        if let Some((pupil, talk)) = unsure.first() {
            return not_sure(desk, ui, inside.with_min_y(under + 4.0), seen, pupil, talk, unsure.len() - 1);
        }
        let words = desk.say(k::NEXT_NOTHING);
        let under = desk.paragraph(ui, inside.with_min_y(under + 4.0), &words, theme::SMALL, theme::ink_soft());
        return stumbles(desk, ui, inside.with_min_y(under + 12.0), seen).map(Next::Order);
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
    if let Some(id) = pupil.map(|pupil| &pupil.id)
        && let Some(next) = leads_on(desk, ui, place, &words, size, id)
    {
        return Some(next);
    }
    if pupil.is_none() {
        desk.paragraph(ui, place, &words, size, theme::ink());
    }
    let talked = desk.say(k::NEXT_TALKED);
    let tapped = desk.pill(ui, button, "today.talked", &talked, Look::Quiet);
    tapped.then_some(Next::Order(Order::Talked { note: note.number }))
}

/// How high the card must be at the least: somebody to talk with needs more of it than nobody does.
pub(super) fn height(desk: &Desk<'_>, seen: &Seen<'_>) -> f32 {
    let button = desk.at_least(theme::LINE) + 8.0;
    match (seen.school.notes.is_empty() && talks::all_unsure(seen).is_empty(), seen.school.stumbles.seen.is_empty()) {
        (false, _) => 212.0 + button,
        (true, false) => 172.0 + button,
        (true, true) => 130.0,
    }
}

/// What the card leads to.
pub(super) enum Next {
    Order(Order),
    /// The child's own page, which says what to do.
    Child(PupilId),
}

/// Sentences about a child, and the way to the child's page where there is room for it.
fn leads_on(desk: &mut Desk<'_>, ui: &Ui, place: Rect, words: &str, size: f32, pupil: &PupilId) -> Option<Next> {
    let (above, button) = split_bottom(place, desk.at_least(theme::LINE), 8.0);
    if desk.paragraph_with_room(ui, above, words, size, theme::ink()).is_none() {
        desk.paragraph(ui, place, words, size, theme::ink());
        return None;
    }
    let label = desk.say(p::MORE);
    desk.pill(ui, button, "today.what-to-do", &label, Look::Quiet).then(|| Next::Child(pupil.clone()))
}

/// A child who was not sure yet.
fn not_sure(
    desk: &mut Desk<'_>,
    ui: &Ui,
    place: Rect,
    seen: &Seen<'_>,
    pupil: &PupilId,
    talk: &Talk,
    waiting: usize,
) -> Option<Next> {
    let (above, button) = split_bottom(place, desk.at_least(theme::LINE), 8.0);
    let Talk::Unsure { at_ms, .. } = talk else { return None };
    let mut words = format!("{} {}", talks::unsure_words(desk, seen, pupil, *at_ms), desk.say(p::UNSURE_HOW));
    if waiting > 0 {
        words = format!("{words} {}", desk.say_with(k::NEXT_WAITING, &[("more", &waiting.to_string())]));
    }
    if let Some(next) = leads_on(desk, ui, above, &words, theme::SMALL, pupil) {
        return Some(next);
    }
    let talked = desk.say(k::NEXT_TALKED);
    desk.pill(ui, button, "today.talked", &talked, Look::Quiet).then(|| Next::Order(talk.done()))
}

/// So many questions are worth talking about at once.
const QUESTIONS: usize = 3;

/// The questions at which the class stumbled most, with how often; nobody's name. They can be kept for the next lesson.
fn stumbles(desk: &mut Desk<'_>, ui: &Ui, place: Rect, seen: &Seen<'_>) -> Option<Order> {
    let all = seen.school.stumbles.worst_first();
    let class = &seen.school.tree.as_ref()?.class;
    let kept = seen.school.kept.get(class);
    if all.is_empty() {
        return kept.and_then(|kept| kept_stumbles(desk, ui, place, class, kept, seen));
    }
    let (above, button) = split_bottom(place, desk.at_least(theme::LINE), 8.0);
    let questions = all.into_iter().map(|(question, times)| (desk.say(question.as_str()), times)).collect::<Vec<_>>();
    list(desk, ui, above, &desk.say(k::NEXT_STUMBLES), &questions);
    let same = kept.is_some_and(|kept| kept.questions == questions);
    let words = desk.say(if same { k::NEXT_STUMBLES_ARE_KEPT } else { k::NEXT_STUMBLES_KEEP });
    let look = if same { Look::Chosen } else { Look::Quiet };
    let tapped = desk.pill(ui, button, "today.keep-stumbles", &words, look);
    (tapped && !same).then_some(Order::KeepStumbles)
}

/// What was kept of an earlier lesson, and the way to forget it.
pub(super) fn kept_stumbles(
    desk: &mut Desk<'_>,
    ui: &Ui,
    place: Rect,
    class: &ClassId,
    kept: &KeptStumbles,
    seen: &Seen<'_>,
) -> Option<Order> {
    let (above, button) = split_bottom(place, desk.at_least(theme::LINE), 8.0);
    let date = child::when(desk, kept.kept_ms, seen);
    list(desk, ui, above, &desk.say_with(k::NEXT_STUMBLES_FROM, &[("date", &date)]), &kept.questions);
    let words = desk.say(k::NEXT_STUMBLES_FORGET);
    let tapped = desk.pill(ui, button, "today.forget-stumbles", &words, Look::Quiet);
    tapped.then(|| Order::ForgetStumbles(class.clone()))
}

fn list(desk: &Desk<'_>, ui: &Ui, place: Rect, title: &str, questions: &[(String, u32)]) {
    let mut under = desk.sentences(ui, place, Align::LEFT, title, theme::SMALL, true, theme::ink());
    for (question, times) in questions.iter().take(QUESTIONS) {
        let words = desk.say_with(k::NEXT_STUMBLE, &[("question", question), ("times", &times.to_string())]);
        let rest = place.with_min_y(under + 4.0);
        let Some(next) = desk.paragraph_with_room(ui, rest, &words, theme::SMALL, theme::ink()) else { return };
        under = next;
    }
}
