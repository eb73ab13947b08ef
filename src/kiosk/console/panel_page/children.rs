//! What children are offered: languages, and how many promise at once.

use super::super::desk::{Desk, split_left, split_right, split_top};
use super::super::list::{self, Grid};
use super::super::orders::Seen;
use super::super::{keys as k, panel_keys as p, theme};
use crate::content::{Words, keys::TREE_TAP_YOUR_NAME};
use bevy_egui::egui::{Align2, Rect, Ui, vec2};
use std::collections::BTreeSet;

/// A language as it calls itself.
pub(in super::super) fn own_name(words: &Words) -> String {
    words.text(p::LANGUAGE_NAME)
}

/// The languages that are offered from now on, where one was tapped.
pub(super) fn show(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<BTreeSet<String>> {
    let (left, right) = split_left(rect, (rect.width() - theme::GAP) * 0.6, theme::GAP);
    stations(desk, ui, right);
    languages(desk, ui, left, seen)
}

/// Every language that came with the program; with one there is nothing to choose, and that is said.
fn languages(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<BTreeSet<String>> {
    let own = desk.lang.tag().to_owned();
    let all: Vec<&Words> = seen.content.languages().collect();
    let title = desk.say(p::LANGUAGES);
    let words = match all.as_slice() {
        [_] => desk.say_with(p::LANGUAGES_ONE, &[("language", &desk.say(p::LANGUAGE_NAME))]),
        _ => desk.say(p::LANGUAGES_WORDS),
    };
    let wide = rect.width() - 2.0 * theme::CARD_PADDING;
    let tall = desk.at_least(62.0);
    let rows = if all.len() > 1 { all.len() as f32 * (tall + theme::LINE_GAP) + 12.0 } else { 0.0 };
    let high = 38.0 + desk.height_of(ui, wide, &words, theme::BODY) + rows + 2.0 * theme::CARD_PADDING;
    let inside = desk.card(ui, rect.with_max_y(rect.bottom().min(rect.top() + high)));
    let (heading, rest) = split_top(inside, 30.0, 8.0);
    desk.text(ui, heading, Align2::LEFT_CENTER, &title, theme::HEADING, true, theme::ink());
    let under = desk.paragraph(ui, rest, &words, theme::BODY, theme::ink_soft());
    if all.len() < 2 {
        return None;
    }
    let mut tapped = None;
    let grid = Grid::new(all.len(), 1, tall, theme::LINE_GAP);
    list::show(desk, ui, rest.with_min_y(under + 12.0), "panel.languages", grid, |desk, ui, row, entry| {
        let Some(words) = all.get(entry) else { return };
        let (tag, on) = (words.language(), seen.school.is_offered(words.language(), &own));
        if desk.row(ui, row, &format!("panel.language.{tag}"), theme::ROW) && tag != own {
            tapped = Some(tag.to_owned());
        }
        let (names, mark) = split_right(row.shrink2(vec2(18.0, 6.0)), 74.0, 10.0);
        let (above, below) = names.split_top_bottom_at_fraction(0.54);
        desk.text(ui, above, Align2::LEFT_CENTER, &own_name(words), theme::BODY, true, theme::ink());
        let spoken = seen.content.speech(tag, TREE_TAP_YOUR_NAME).is_some();
        let more = match (tag == own, spoken) {
            (true, _) => p::LANGUAGE_OWN,
            (false, true) => p::LANGUAGE_SPOKEN,
            (false, false) => p::LANGUAGE_SILENT,
        };
        let more = desk.say(more);
        desk.text(ui, below, Align2::LEFT_CENTER, &more, theme::SMALL, false, theme::ink_soft());
        let state = desk.say(if on { k::ON } else { k::OFF });
        let colour = if on { theme::leaf_deep() } else { theme::ink_soft() };
        desk.text(ui, mark, Align2::RIGHT_CENTER, &state, theme::BODY, on, colour);
    });
    let tapped = tapped?;
    let offered = |words: &&&Words| seen.school.is_offered(words.language(), &own) != (words.language() == tapped);
    Some(all.iter().filter(offered).map(|words| words.language().to_owned()).collect())
}

/// How many promise at once: one. There is nothing to set, and it says why.
fn stations(desk: &Desk<'_>, ui: &Ui, rect: Rect) {
    let (title, words) = (desk.say(p::STATIONS), desk.say(p::STATIONS_WORDS));
    let wide = rect.width() - 2.0 * theme::CARD_PADDING;
    let high = 38.0 + 60.0 + desk.height_of(ui, wide, &words, theme::BODY) + 2.0 * theme::CARD_PADDING;
    let inside = desk.card(ui, rect.with_max_y(rect.bottom().min(rect.top() + high)));
    let (heading, rest) = split_top(inside, 30.0, 8.0);
    desk.text(ui, heading, Align2::LEFT_CENTER, &title, theme::HEADING, true, theme::ink());
    let (number, rest) = split_top(rest, 52.0, 8.0);
    desk.text(ui, number, Align2::LEFT_CENTER, "1", theme::NUMBER, true, theme::leaf_deep());
    desk.paragraph(ui, rest, &words, theme::BODY, theme::ink_soft());
}

#[cfg(test)]
mod tests {
    use super::super::super::bench::{self, Bench};
    use super::super::super::orders::{Order, Seen};
    use super::super::{PanelOrder, PanelPage, Part, Told};
    use crate::content::Content;
    use crate::domain::needs::Needs;
    use crate::kiosk::PanelSettings;
    use crate::kiosk::school::{Lang, OpenSchool};
    use bevy_egui::egui::{Rect, pos2};
    use std::path::Path;
    use std::sync::Arc;

    /// The content of this repository in two more languages, which say the same.
    #[cfg(unix)]
    fn three_languages(folder: &Path) -> Arc<Content> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for part in ["lessons", "assets"] {
            std::os::unix::fs::symlink(root.join(part), folder.join(part)).unwrap();
        }
        std::fs::create_dir(folder.join("locales")).unwrap();
        for tag in ["cy", "en-GB", "pl"] {
            std::os::unix::fs::symlink(root.join("locales/en-GB"), folder.join("locales").join(tag)).unwrap();
        }
        Arc::new(Content::load(folder).unwrap())
    }

    fn page(bench: &mut Bench, school: &OpenSchool, tap: Option<&str>) -> Option<Order> {
        let content = bench.content.clone();
        let (seen, settings) = (Seen { school, content: &content, now_ms: 0 }, PanelSettings::default());
        let told = Told { settings: &settings, width_mm: 217.0, status: None, device: None };
        let mut page = PanelPage::at(Part::Children);
        let rect = Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 774.0));
        match tap {
            Some(name) => bench.tap(name, |desk, ui| page.show(desk, ui, rect, &seen, &told)),
            None => bench.pass(Vec::new(), |desk, ui| page.show(desk, ui, rect, &seen, &told)),
        }
    }

    #[test]
    fn with_one_language_there_is_nothing_to_tap() {
        let folder = tempfile::tempdir().unwrap();
        let (school, mut bench) = (bench::school(folder.path()), Bench::new());
        assert!(page(&mut bench, &school, None).is_none());
        assert!(!bench.map.keys().any(|name| name.starts_with("panel.language")), "{:?}", bench.map.keys());
    }

    #[cfg(unix)]
    #[test]
    fn children_are_offered_the_languages_that_were_chosen_and_no_other() {
        let (folder, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let content = three_languages(root.path());
        let (mut school, mut bench) = (bench::school(folder.path()), Bench::of(content.clone()));
        let lang = Lang::new(content, "en-GB").unwrap();
        let pupil = school.pupils_of(&school.classes[0].id)[0].id.clone();
        school.needs.insert(pupil.clone(), Needs { language: Some("pl".into()), ..Needs::default() });
        let heard = |school: &OpenSchool| school.language_of(&pupil, &lang).map(|lang| lang.tag().to_owned());
        assert_eq!(heard(&school).as_deref(), Some("pl"), "while nobody has chosen, all are offered");
        let mut tap =
            |school: &mut OpenSchool, tag: &str| match page(&mut bench, school, Some(&format!("panel.language.{tag}")))
            {
                Some(Order::PanelAsks(PanelOrder::Offer(offered))) => school.offered = Some(offered),
                _ => panic!("{tag} changed nothing"),
            };
        tap(&mut school, "pl");
        let offered = |school: &OpenSchool| school.offered.iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        assert_eq!((offered(&school).as_str(), heard(&school)), ("cy en-GB", None), "the kiosk's own instead");
        tap(&mut school, "cy");
        tap(&mut school, "pl");
        assert_eq!((offered(&school).as_str(), heard(&school).as_deref()), ("en-GB pl", Some("pl")));
        assert!(page(&mut bench, &school, Some("panel.language.en-GB")).is_none(), "the kiosk's own is always offered");
    }
}
