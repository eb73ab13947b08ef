//! What one child needs so that they can take part. Every tap is kept at once, and another one takes it back.

use super::desk::{Desk, Heading, Look, split_right, split_top};
use super::list::{self, Grid};
use super::orders::{PeopleOrder, Seen};
use super::panel_page::own_name;
use super::{needs_keys as n, panel_keys as p, theme};
use crate::content::Words;
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::needs::Needs;
use bevy_egui::egui::{Align, Align2, Rect, Ui, vec2};

/// How the page was left.
pub(super) enum Left {
    Back,
    Order(PeopleOrder),
}

/// Draws the page. Nothing can be tapped while the store was `asked`.
pub(super) fn show(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    rect: Rect,
    seen: &Seen<'_>,
    pupil: &PupilId,
    name: &str,
    asked: bool,
) -> Option<Left> {
    let live = desk.live;
    desk.live = live && !asked;
    let (top, rest) = split_top(rect, desk.head_height(), 18.0);
    let (title, words) = (desk.say_with(n::TITLE, &[("name", name)]), desk.say(n::WORDS));
    let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: Some("needs.back"), go: None });
    let now = seen.school.needs.get(pupil).cloned().unwrap_or_default();
    let (left, right) = split_right(rest, (rest.width() - theme::GAP) / 2.0, theme::GAP);
    let own = desk.lang.tag().to_owned();
    // One that is not offered any more stays in sight where a child has it, so that it can be taken back.
    let languages: Vec<&Words> = seen
        .content
        .languages()
        .filter(|words| {
            seen.school.is_offered(words.language(), &own) || now.language.as_deref() == Some(words.language())
        })
        .collect();
    let tall = desk.at_least(72.0);
    let high = 46.0 + 3.0 * tall + 2.0 * theme::LINE_GAP + 2.0 * theme::CARD_PADDING;
    let mut wanted = at_the_screen(desk, ui, left.with_max_y(left.bottom().min(left.top() + high)), &now);
    // Where there is one language there is nothing to choose.
    if languages.len() > 1 {
        let below = left.with_min_y(left.top() + high + theme::GAP);
        wanted = wanted.or(language(desk, ui, below, &languages, &now));
    }
    wanted = wanted.or(helper(desk, ui, right, seen, &now));
    desk.live = live;
    if head.back {
        return Some(Left::Back);
    }
    wanted.map(|needs| Left::Order(PeopleOrder::Needs { pupil: pupil.clone(), needs }))
}

/// The three that are on or off.
fn at_the_screen(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, now: &Needs) -> Option<Needs> {
    let inside = desk.card(ui, rect);
    let (title, mut rows) = split_top(inside, 34.0, 12.0);
    let words = desk.say(n::SCREEN);
    desk.text(ui, title, Align2::LEFT_CENTER, &words, theme::HEADING, true, theme::ink());
    let tall = desk.at_least(72.0);
    let mut wanted = None;
    let switches = [
        ("needs.bigger", n::BIGGER, n::BIGGER_WORDS, now.bigger, Needs { bigger: !now.bigger, ..now.clone() }),
        ("needs.calmer", n::CALMER, n::CALMER_WORDS, now.calmer, Needs { calmer: !now.calmer, ..now.clone() }),
        ("needs.stamp", n::STAMP, n::STAMP_WORDS, now.stamp, Needs { stamp: !now.stamp, ..now.clone() }),
    ];
    for (name, key, more, on, needs) in switches {
        let (row, below) = split_top(rows, tall, theme::LINE_GAP);
        rows = below;
        if desk.row(ui, row, name, theme::ROW) {
            wanted = Some(needs);
        }
        let (words, mark) = split_right(row.shrink2(vec2(18.0, 8.0)), 74.0, 10.0);
        let (above, below) = split_top(words, words.height() / 2.0, 0.0);
        let (title, more) = (desk.say(key), desk.say(more));
        desk.text(ui, above, Align2::LEFT_CENTER, &title, theme::BODY, true, theme::ink());
        desk.text(ui, below, Align2::LEFT_CENTER, &more, theme::SMALL, false, theme::ink_soft());
        let state = desk.say(if on { n::ON } else { n::OFF });
        let colour = if on { theme::leaf_deep() } else { theme::ink_soft() };
        desk.text(ui, mark, Align2::RIGHT_CENTER, &state, theme::BODY, on, colour);
    }
    wanted
}

fn helper(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>, now: &Needs) -> Option<Needs> {
    let (card, inside) = desk.begin_card(ui, rect);
    let (title, words) = (desk.say(n::HELPER), desk.say(n::HELPER_WORDS));
    let under = desk.sentences(ui, inside, Align::LEFT, &title, theme::HEADING, true, theme::ink());
    let under = desk.paragraph(ui, inside.with_min_y(under + 4.0), &words, theme::SMALL, theme::ink_soft());
    let staff = &seen.school.staff;
    let mut wanted = None;
    let grid = Grid::new(staff.len() + 1, 1, desk.at_least(54.0), theme::LINE_GAP);
    let rows = inside.with_min_y(under + 12.0);
    desk.end_card(ui, &card, rows.top() + grid.whole());
    list::show(desk, ui, rows, "needs.helpers", grid, |desk, ui, row, entry| {
        let one = entry.checked_sub(1).and_then(|place| staff.get(place));
        let id: Option<StaffId> = one.map(|one| one.id.clone());
        let (name, words) = match one {
            Some(one) => (format!("needs.helper.{}", one.id), one.name.clone()),
            None => ("needs.nobody".to_owned(), desk.say(n::NOBODY)),
        };
        let look = if now.helper == id { Look::Chosen } else { Look::Quiet };
        if desk.pill(ui, row, &name, &words, look) && now.helper != id {
            wanted = Some(Needs { helper: id, ..now.clone() });
        }
    });
    wanted
}

fn language(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, languages: &[&Words], now: &Needs) -> Option<Needs> {
    let inside = desk.card(ui, rect);
    let (title, rows) = split_top(inside, 34.0, 12.0);
    let words = desk.say(n::LANGUAGE);
    desk.text(ui, title, Align2::LEFT_CENTER, &words, theme::HEADING, true, theme::ink());
    let mut wanted = None;
    let grid = Grid::new(languages.len() + 1, 2, desk.at_least(54.0), theme::LINE_GAP);
    list::show(desk, ui, rows, "needs.languages", grid, |desk, ui, row, entry| {
        let chosen = entry.checked_sub(1).and_then(|place| languages.get(place));
        let one = chosen.map(|words| words.language().to_owned());
        let (name, words) = match chosen {
            Some(words) => (format!("needs.language.{}", words.language()), own_name(words)),
            None => {
                let own = desk.say(p::LANGUAGE_NAME);
                ("needs.language".to_owned(), desk.say_with(n::LANGUAGE_KIOSK, &[("language", &own)]))
            }
        };
        let look = if now.language == one { Look::Chosen } else { Look::Quiet };
        if desk.pill(ui, row, &name, &words, look) && now.language != one {
            wanted = Some(Needs { language: one, ..now.clone() });
        }
    });
    wanted
}

#[cfg(test)]
mod tests {
    use super::super::bench::{self, Bench};
    use super::*;
    use bevy_egui::egui::pos2;

    #[test]
    fn every_tap_is_kept_and_the_next_one_takes_it_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut school = bench::school(folder.path());
        let mut bench = Bench::new();
        let content = bench.content.clone();
        let pupil = school.pupils_of(&school.classes[0].id)[0].id.clone();
        let colleague = school.staff[0].id.clone();
        let body = Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 774.0));
        let mut tap = |school: &mut crate::kiosk::school::OpenSchool, name: &str| {
            let seen = Seen { school, content: &content, now_ms: 0 };
            let left = bench.tap(name, |desk, ui| show(desk, ui, body, &seen, &pupil, "Ada", false));
            let Some(Left::Order(PeopleOrder::Needs { needs, .. })) = left else { panic!("{name} does nothing") };
            school.needs.insert(pupil.clone(), needs.clone());
            needs
        };
        assert!(tap(&mut school, "needs.bigger").bigger);
        let both = tap(&mut school, "needs.stamp");
        assert!(both.bigger && both.stamp && !both.calmer);
        let helped = tap(&mut school, &format!("needs.helper.{colleague}"));
        assert_eq!(helped, Needs { helper: Some(colleague.clone()), ..both.clone() });
        assert_eq!(tap(&mut school, "needs.nobody"), both);
        assert!(!tap(&mut school, "needs.bigger").bigger);
        assert!(!tap(&mut school, "needs.stamp").is_some(), "nothing is left");
    }
}
