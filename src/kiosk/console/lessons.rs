//! Which lesson is played before the promises: a sheet to choose from.

use super::desk::Desk;
use super::list::{self, Grid};
use super::theme;
use super::{due_keys as d, keys as k};
use crate::content::Content;
use crate::domain::agreement::Agreement;
use crate::domain::ids::LessonId;
use crate::domain::lesson::Lesson;
use bevy_egui::egui::{Align, Align2, Rect, Ui, vec2};
use std::sync::Arc;

/// What was chosen: a lesson, several, or none.
pub(super) type Chosen = Vec<LessonId>;

/// The name of a lesson, how many there are of several, or that there is none.
pub(super) fn title(desk: &Desk<'_>, content: &Content, lessons: &[LessonId]) -> String {
    let mut known = lessons.iter().filter_map(|id| content.lesson(id));
    match (known.next(), known.count()) {
        (None, _) => desk.say(k::LESSON_NONE),
        (Some(lesson), 0) => desk.say(lesson.title.as_str()),
        (Some(_), more) => desk.say_with(d::LESSONS, &[("count", &(more + 1).to_string())]),
    }
}

/// The lessons of an agreement over the page, and none; what was tapped. Before them those of `preset` together, where there are
/// any.
pub(super) fn sheet(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    content: &Content,
    agreement: &Agreement,
    chosen: &Chosen,
    preset: &Chosen,
) -> Option<Chosen> {
    let mut entries: Vec<Chosen> = vec![Vec::new()];
    entries.extend((!preset.is_empty()).then(|| preset.clone()));
    entries.extend(content.lessons_for(agreement).into_iter().map(|lesson| vec![lesson.id.clone()]));
    let grid = Grid::new(entries.len(), 2, desk.at_least(86.0), 10.0);
    let high = 48.0 + 14.0 + grid.whole() + 2.0 * theme::CARD_PADDING;
    let inside = desk.sheet(ui, vec2(960.0, high.min(620.0)));
    let heading = desk.say(k::LESSON_CHOOSE);
    let under = desk.sentences(ui, inside, Align::LEFT, &heading, theme::TITLE, true, theme::ink());
    let rest = inside.with_min_y(under + 14.0);
    let mut tapped = None;
    list::show(desk, ui, rest, "lessons", grid, |desk, ui, rect, entry| {
        let Some(lessons) = entries.get(entry) else { return };
        if row(desk, ui, rect, content, lessons, lessons == chosen) {
            tapped = Some(lessons.clone());
        }
    });
    if desk.escaped(ui) { Some(chosen.clone()) } else { tapped }
}

fn row(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, content: &Content, lessons: &[LessonId], chosen: bool) -> bool {
    let name = match lessons {
        [] => "none",
        [one] => one.as_str(),
        _ => "changed",
    };
    let behind = if chosen { theme::GROUND_PRESSED } else { theme::ROW };
    let tapped = desk.row(ui, rect, &format!("lessons.{name}"), behind);
    let inside = rect.shrink2(vec2(18.0, 10.0));
    let known: Vec<&Arc<Lesson>> = lessons.iter().filter_map(|id| content.lesson(id)).collect();
    let title = title(desk, content, lessons);
    let words = match known.as_slice() {
        [] => {
            desk.text(ui, inside, Align2::LEFT_CENTER, &title, 20.0, chosen, theme::ink());
            return tapped;
        }
        [lesson] => {
            let (minutes, aim) = (lesson.minutes.to_string(), desk.say(lesson.remember.as_str()));
            desk.say_with(k::LESSON_MINUTES, &[("minutes", minutes.as_str()), ("remember", &aim)])
        }
        several => {
            let titles: Vec<String> = several.iter().map(|lesson| desk.say(lesson.title.as_str())).collect();
            titles.join(&desk.say(k::SUM_BETWEEN))
        }
    };
    let (above, below) = inside.split_top_bottom_at_fraction(0.5);
    desk.text(ui, above, Align2::LEFT_CENTER, &title, 20.0, true, theme::ink());
    desk.text(ui, below, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
    tapped
}
