//! The card about backups: when the last one was made and where, whether another is due, and the way to one.

use super::super::desk::{Desk, Look, split_top};
use super::super::orders::Seen;
use super::super::{child, keys as k, panel_keys as p, theme};
use crate::store::BackupStanding;
use bevy_egui::egui::{Align2, Color32, Rect, Ui};

/// What the card says: when, where, and what of it matters now.
struct Said {
    when: String,
    place: Option<String>,
    words: String,
    colour: Color32,
    due: bool,
}

fn said(desk: &Desk<'_>, standing: &BackupStanding, seen: &Seen<'_>) -> Said {
    let due = standing.is_due(seen.now_ms);
    let alone = standing.alone.to_string();
    let words = match (due, &standing.last) {
        (false, _) => desk.say(p::BACKUP_WORDS),
        (true, _) if standing.is_old(seen.now_ms) => desk.say(p::BACKUP_OLD),
        (true, None) if standing.alone == 0 => desk.say(p::BACKUP_FIRST),
        (true, _) => desk.say_with(p::BACKUP_ALONE, &[("count", &alone)]),
    };
    let when = match &standing.last {
        Some(last) => desk.say_with(p::BACKUP_LAST, &[("time", &child::when(desk, last.at_ms, seen))]),
        None => desk.say(p::BACKUP_NEVER),
    };
    let place = standing.last.as_ref().map(|last| last.place.clone());
    let colour = if due { theme::CORAL_DEEP } else { theme::ink_soft() };
    Said { when, place, words, colour, due }
}

/// Draws it from a place's top. Whether a backup is wanted.
pub(super) fn card(
    desk: &mut Desk<'_>,
    ui: &Ui,
    rect: Rect,
    standing: Option<&BackupStanding>,
    seen: &Seen<'_>,
    under_way: bool,
) -> bool {
    let tall = desk.at_least(theme::LINE);
    let wide = rect.width() - 2.0 * theme::CARD_PADDING;
    let said = standing.map(|standing| said(desk, standing, seen));
    let words = said.as_ref().map_or_else(|| desk.say(k::JUST_A_MOMENT), |said| said.words.clone());
    let lines = match &said {
        Some(Said { place: Some(_), .. }) => 54.0,
        Some(_) => 28.0,
        None => 0.0,
    };
    let may = !seen.school.today_only;
    let foot = if may { 14.0 + tall } else { 0.0 };
    let high = 38.0 + lines + 6.0 + desk.height_of(ui, wide, &words, theme::SMALL) + foot + 2.0 * theme::CARD_PADDING;
    let inside = desk.card(ui, rect.with_max_y(rect.top() + high.min(rect.height())));
    let (heading, rest) = split_top(inside, 30.0, 8.0);
    let title = desk.say(p::BACKUP);
    desk.text(ui, heading, Align2::LEFT_CENTER, &title, theme::HEADING, true, theme::ink());
    let (about, rest) = split_top(rest, lines, 6.0);
    if let Some(said) = &said {
        let (when, place) = split_top(about, 28.0, 0.0);
        desk.text(ui, when, Align2::LEFT_CENTER, &said.when, theme::BODY, true, theme::ink());
        if let Some(path) = &said.place {
            desk.text(ui, place, Align2::LEFT_CENTER, path, theme::SMALL, false, theme::ink_soft());
        }
    }
    let colour = said.as_ref().map_or(theme::ink_soft(), |said| said.colour);
    let under = desk.paragraph(ui, rest, &words, theme::SMALL, colour);
    if !may {
        return false;
    }
    let (button, _) = split_top(rest.with_min_y(under + 14.0), tall, 0.0);
    let button = button.with_max_x(button.right().min(button.left() + 320.0));
    if under_way {
        let words = desk.say(p::BACKUP_UNDER_WAY);
        return desk.primary(ui, button, "panel.backup", &words, false);
    }
    let words = desk.say(p::BACKUP_GO);
    // The one primary thing on the page, when it is due.
    match said.is_some_and(|said| said.due) {
        true => desk.primary(ui, button, "panel.backup", &words, true),
        false => desk.pill(ui, button, "panel.backup", &words, Look::Quiet),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::bench::{self, Bench};
    use super::*;
    use crate::store::LastBackup;
    use bevy_egui::egui::pos2;

    #[test]
    fn the_card_says_when_and_where_and_warns_in_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let (mut school, mut bench) = (bench::school(folder.path()), Bench::new());
        let content = bench.content.clone();
        let now_ms = 1_795_338_600_000;
        let month = 31 * 86_400_000;
        let last =
            |at_ms| Some(LastBackup { at_ms, place: "/media/office/STICK/a.promise-backup".into(), sequence: 7 });
        let cases = [
            (None, 0, 0, "As encrypted as this kiosk", false),
            (None, 3, 3, "on this machine only: 3", true),
            (None, 0, 3, "colleagues and settings", true),
            (last(now_ms), 2, 9, "As encrypted as this kiosk", false),
            (last(now_ms), 60, 67, "on this machine only: 60", true),
            (last(now_ms - month), 0, 7, "more than 30 days", true),
        ];
        for (last, alone, all, words, due) in cases {
            let standing = BackupStanding { last: last.clone(), alone, all };
            let seen = Seen { school: &school, content: &content, now_ms };
            let told = bench.pass(Vec::new(), |desk, _| said(desk, &standing, &seen));
            assert!(told.words.contains(words) && told.due == due, "{standing:?}: {}", told.words);
            assert_eq!(told.place, last.map(|last| last.place));
        }
        let standing = BackupStanding { last: None, alone: 3, all: 3 };
        let rect = Rect::from_min_max(pos2(233.0, 19.0), pos2(800.0, 774.0));
        let seen = Seen { school: &school, content: &content, now_ms };
        assert!(bench.tap("panel.backup", |desk, ui| card(desk, ui, rect, Some(&standing), &seen, false)));
        bench.pass(Vec::new(), |desk, ui| card(desk, ui, rect, Some(&standing), &seen, true));
        assert!(!bench.map.contains_key("panel.backup"), "one at a time");
        school.today_only = true;
        let seen = Seen { school: &school, content: &content, now_ms };
        bench.pass(Vec::new(), |desk, ui| card(desk, ui, rect, Some(&standing), &seen, false));
        assert!(!bench.map.contains_key("panel.backup"), "a key for one day makes none");
    }
}
