//! Which lesson is played before the promises: a sheet to choose from.

use super::desk::Desk;
use super::keys as k;
use super::list::{self, Grid};
use super::theme;
use crate::content::Content;
use crate::domain::agreement::Agreement;
use crate::domain::ids::LessonId;
use crate::domain::lesson::Lesson;
use bevy_egui::egui::{Align, Align2, Rect, Ui, vec2};
use std::sync::Arc;

/// What was chosen: a lesson, or none.
pub(super) type Chosen = Option<LessonId>;

/// The name of a lesson, or that there is none.
pub(super) fn title(desk: &Desk<'_>, content: &Content, lesson: Option<&LessonId>) -> String {
    match lesson.and_then(|id| content.lesson(id)) {
        Some(lesson) => desk.say(lesson.title.as_str()),
        None => desk.say(k::LESSON_NONE),
    }
}

/// The lessons of an agreement over the page, and none; what was tapped. The inner `None` is no lesson.
pub(super) fn sheet(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    content: &Content,
    agreement: &Agreement,
    chosen: &Chosen,
) -> Option<Chosen> {
    let lessons = content.lessons_for(agreement);
    let grid = Grid::new(lessons.len() + 1, 2, desk.at_least(86.0), 10.0);
    let high = 48.0 + 14.0 + grid.whole() + 2.0 * theme::CARD_PADDING;
    let inside = desk.sheet(ui, vec2(960.0, high.min(620.0)));
    let heading = desk.say(k::LESSON_CHOOSE);
    let under = desk.sentences(ui, inside, Align::LEFT, &heading, theme::TITLE, true, theme::ink());
    let rest = inside.with_min_y(under + 14.0);
    let mut tapped = None;
    list::show(desk, ui, rest, "lessons", grid, |desk, ui, rect, entry| {
        let lesson = entry.checked_sub(1).and_then(|place| lessons.get(place));
        let id = lesson.map(|lesson| lesson.id.clone());
        if row(desk, ui, rect, lesson.copied(), id == *chosen) {
            tapped = Some(id);
        }
    });
    if desk.escaped(ui) { Some(chosen.clone()) } else { tapped }
}

fn row(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, lesson: Option<&Arc<Lesson>>, chosen: bool) -> bool {
    let name = lesson.map_or("none", |lesson| lesson.id.as_str());
    let behind = if chosen { theme::GROUND_PRESSED } else { theme::ROW };
    let tapped = desk.row(ui, rect, &format!("lessons.{name}"), behind);
    let inside = rect.shrink2(vec2(18.0, 10.0));
    let Some(lesson) = lesson else {
        let words = desk.say(k::LESSON_NONE);
        desk.text(ui, inside, Align2::LEFT_CENTER, &words, 20.0, chosen, theme::ink());
        return tapped;
    };
    let (above, below) = inside.split_top_bottom_at_fraction(0.5);
    let title = desk.say(lesson.title.as_str());
    desk.text(ui, above, Align2::LEFT_CENTER, &title, 20.0, true, theme::ink());
    let minutes = lesson.minutes.to_string();
    let aim = desk.say(lesson.remember.as_str());
    let words = desk.say_with(k::LESSON_MINUTES, &[("minutes", minutes.as_str()), ("remember", &aim)]);
    desk.text(ui, below, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
    tapped
}
