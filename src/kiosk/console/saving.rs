//! Saving to a folder: a class's list, or the recovery key. Where to, and what was written.

use super::arrived::{self, Arrived};
use super::desk::{Desk, Look, split_left, split_top};
use super::keys as k;
use super::list::{self, Grid};
use super::orders::Order;
use super::places::Place;
use super::{staff_keys as s, theme};
use crate::domain::ids::ClassId;
use bevy_egui::egui::{Align2, Color32, Rect, Sense, Ui, pos2, vec2};
use std::path::PathBuf;

/// What is printed about a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListKind {
    /// The list, for paper.
    Pdf,
    /// The list, for a spreadsheet.
    Csv,
    /// A sheet for each child to take home.
    Sheets,
}

impl ListKind {
    /// The file's ending.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Pdf | Self::Sheets => "pdf",
            Self::Csv => "csv",
        }
    }
}

/// What a folder is being chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChosenFor {
    Lists,
    RecoveryKey,
    Courier,
    Backup,
}

/// The folders there are, the one that is chosen, and what became of the last save.
#[derive(Debug, Default)]
pub(super) struct Saving {
    pub places: Vec<Place>,
    chosen: usize,
    pub choosing: Option<ChosenFor>,
    /// How much has reached the register, once that is known.
    pub arrived: Option<Arrived>,
    /// Whoever opened the kiosk has a key for one day, which saves nothing.
    pub today_only: bool,
    /// A file is being written.
    pub under_way: bool,
    pub saved: Option<PathBuf>,
}

impl Saving {
    /// The folders that were found; the choice stays where its folder is still there.
    pub(super) fn found(&mut self, places: Vec<Place>) {
        let chosen = self.places.get(self.chosen).cloned();
        self.chosen = chosen.and_then(|chosen| places.iter().position(|place| *place == chosen)).unwrap_or_default();
        self.places = places;
    }

    /// Where files go.
    pub(super) fn place(&self) -> Option<&Place> {
        self.places.get(self.chosen)
    }

    fn place_name(desk: &Desk<'_>, place: Option<&Place>) -> String {
        match place {
            Some(Place::Stick(_, name)) => desk.say_with(k::PLACE_STICK, &[("name", name)]),
            _ => desk.say(k::PLACE_HERE),
        }
    }

    /// How high the card is that saves a class's list; with the sheets for families, or without.
    pub(super) fn card_height(desk: &Desk<'_>, sheets: bool) -> f32 {
        let rows = if sheets { 3.0 } else { 2.0 };
        36.0 + 30.0 + rows * (desk.at_least(theme::LINE) + 8.0)
    }

    /// How much higher the card is that says as well what has reached the register, with so much room for it.
    pub(super) fn arrived_height(&self, room: f32) -> f32 {
        let high = if room >= arrived::WHOLE { arrived::WHOLE } else { arrived::LINE };
        if self.arrived.is_some() && room >= high { high } else { 0.0 }
    }

    /// The card that saves a class's list. Where it is higher than that takes, it says first what has reached the register.
    pub(super) fn card(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &Ui,
        rect: Rect,
        class: &ClassId,
        sheets: bool,
    ) -> Option<Order> {
        let above = self.arrived_height(rect.height() - Self::card_height(desk, sheets));
        let (about, inside) = split_top(desk.card(ui, rect).expand2(vec2(4.0, 6.0)), above, 0.0);
        if let Some(arrived) = self.arrived.as_ref().filter(|_| above > 0.0) {
            arrived.show(desk, ui, about);
        }
        let (title, rest) = split_top(inside, 30.0, 8.0);
        let words = desk.say(if self.under_way { k::LISTS_SAVING } else { k::LISTS });
        desk.text(ui, title, Align2::LEFT_CENTER, &words, theme::HEADING, true, theme::ink());
        if self.today_only {
            let words = desk.say(s::TODAY_NO_LISTS);
            desk.paragraph(ui, rest, &words, theme::SMALL, theme::ink_soft());
            return None;
        }
        let tall = desk.at_least(theme::LINE);
        let (line, rest) = split_top(rest, tall, 8.0);
        let (pdf, csv) = split_left(line, (line.width() - 8.0) / 2.0, 8.0);
        let (below, last) = split_top(rest, tall, 8.0);
        let (families, to) = if sheets { (Some(below), last) } else { (None, below) };
        let mut buttons = vec![
            (pdf, "today.save-pdf", k::LISTS_PDF, ListKind::Pdf),
            (csv, "today.save-csv", k::LISTS_CSV, ListKind::Csv),
        ];
        buttons.extend(families.map(|place| (place, "today.save-sheets", k::LISTS_SHEETS, ListKind::Sheets)));
        let mut order = None;
        for (place, name, key, kind) in buttons {
            let words = desk.say(key);
            if desk.pill(ui, place, name, &words, Look::Quiet) && !self.under_way {
                self.under_way = true;
                order = Some(Order::WriteList { class: class.clone(), kind });
            }
        }
        let place = Self::place_name(desk, self.place());
        let words = desk.say_with(k::LISTS_WHERE, &[("place", &place)]);
        if self.choice(desk, ui, to, &words) {
            self.choosing = Some(ChosenFor::Lists);
            order = Some(Order::FindPlaces);
        }
        order
    }

    /// Where to: quiet words with a little arrow.
    fn choice(&self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, words: &str) -> bool {
        let touched = desk.touch(ui, rect, "today.place", Sense::click());
        if touched.pressed {
            ui.painter().rect_filled(rect, super::desk::corner(theme::ROW_RADIUS), theme::ROW_PRESSED);
        }
        let words_place = rect.with_max_x(rect.right() - 22.0);
        desk.text(ui, words_place, Align2::LEFT_CENTER, words, theme::SMALL, false, theme::ink_soft());
        chevron(ui, pos2(rect.right() - 10.0, rect.center().y));
        touched.clicked
    }

    /// The sheet that asks for a folder.
    pub(super) fn sheet(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, what: ChosenFor) -> Option<Order> {
        let row = desk.at_least(62.0);
        let shown = self.places.len().clamp(1, 4) as f32;
        let tall = desk.at_least(theme::BUTTON);
        let high = 132.0 + shown * (row + 9.0) + 12.0 + tall + theme::CARD_PADDING;
        let inside = desk.sheet(ui, vec2(700.0, high));
        let (head, rest) = split_top(inside, 76.0, 10.0);
        let words = match what {
            ChosenFor::Lists => k::LISTS_CHOOSE_WORDS,
            ChosenFor::RecoveryKey => k::KEY_CHOOSE_WORDS,
            ChosenFor::Courier => super::courier_keys::CHOOSE_WORDS,
            ChosenFor::Backup => super::panel_keys::BACKUP_CHOOSE_WORDS,
        };
        let (title, words) = (desk.say(k::LISTS_CHOOSE), desk.say(words));
        desk.titles(ui, head, &title, &words);
        let rows = rest.with_max_y(rest.top() + shown * (row + 9.0));
        let mut picked = None;
        let grid = Grid::new(self.places.len(), 1, row, 9.0);
        list::show(desk, ui, rows, "places", grid, |desk, ui, rect, entry| {
            let place = self.places.get(entry);
            let behind = if entry == self.chosen { theme::GROUND_PRESSED } else { theme::ROW };
            if desk.row(ui, rect, &format!("places.{entry}"), behind) {
                picked = Some(entry);
            }
            let (above, below) = rect.shrink2(vec2(18.0, 6.0)).split_top_bottom_at_fraction(0.52);
            let name = Self::place_name(desk, place);
            desk.text(ui, above, Align2::LEFT_CENTER, &name, 20.0, true, theme::ink());
            let path = place.map(|place| place.path().display().to_string()).unwrap_or_default();
            desk.text(ui, below, Align2::LEFT_CENTER, &path, theme::SMALL, false, theme::ink_soft());
        });
        let keep = desk.say(k::KEEP);
        let button = Rect::from_min_size(pos2(inside.right() - 220.0, inside.bottom() - tall), vec2(220.0, tall));
        if desk.pill(ui, button, "places.keep", &keep, Look::Quiet) || desk.escaped(ui) {
            self.choosing = None;
        }
        if let Some(entry) = picked {
            self.choosing = None;
            self.chosen = entry;
            match what {
                ChosenFor::RecoveryKey => return self.place().cloned().map(Order::SaveKey),
                ChosenFor::Courier => return self.place().cloned().map(super::courier_page::write),
                ChosenFor::Backup => return self.place().cloned().map(super::panel_page::back_up),
                ChosenFor::Lists => {}
            }
        }
        None
    }

    /// What was written last, at the foot of the page, until it is put away.
    pub(super) fn strip(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) {
        let Some(path) = &self.saved else { return };
        let tall = desk.at_least(52.0);
        let place = Rect::from_min_max(pos2(rect.left(), rect.bottom() - tall - 12.0), rect.max);
        ui.painter().add(theme::shadow().as_shape(place, super::desk::corner(theme::CARD_RADIUS)));
        ui.painter().rect_filled(place, super::desk::corner(theme::CARD_RADIUS), theme::ink());
        let words = desk.say_with(k::LISTS_SAVED, &[("path", &path.display().to_string())]);
        let (line, button) = super::desk::split_right(place.shrink(6.0), 120.0, 12.0);
        let line = line.with_min_x(line.left() + 16.0);
        desk.text(ui, line, Align2::LEFT_CENTER, &words, theme::BODY, false, Color32::WHITE);
        let ok = desk.say(k::WRONG_OK);
        if desk.pill(ui, button, "lists.saved", &ok, Look::Rail) {
            self.saved = None;
        }
    }
}

/// A small arrow down, beside what opens a choice.
pub(super) fn chevron(ui: &Ui, centre: bevy_egui::egui::Pos2) {
    let points = [vec2(-6.0, -3.0), vec2(0.0, 3.0), vec2(6.0, -3.0)].map(|step| centre + step);
    ui.painter().line(points.to_vec(), bevy_egui::egui::Stroke::new(2.5, theme::ink()));
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use super::*;

    #[test]
    fn a_stick_that_is_pulled_out_is_not_saved_to() {
        let here = Place::Here(PathBuf::from("lists"));
        let stick = Place::Stick(PathBuf::from("stick"), "STICK".into());
        let mut saving = Saving::default();
        saving.found(vec![here.clone(), stick.clone()]);
        saving.chosen = 1;
        saving.found(vec![here.clone(), Place::Stick(PathBuf::from("other"), "OTHER".into()), stick.clone()]);
        assert_eq!(saving.place(), Some(&stick), "it stays chosen while it is there");
        saving.found(vec![here.clone()]);
        assert_eq!(saving.place(), Some(&here));
    }

    #[test]
    fn a_tap_on_a_folder_chooses_it() {
        let mut bench = Bench::new();
        let mut saving = Saving { choosing: Some(ChosenFor::RecoveryKey), ..Saving::default() };
        // The sheet is up before the folders are found.
        bench.pass(Vec::new(), |desk, ui| {
            desk.live = false;
            assert!(saving.sheet(desk, ui, ChosenFor::RecoveryKey).is_none());
        });
        bench.pass(Vec::new(), |desk, ui| assert!(saving.sheet(desk, ui, ChosenFor::RecoveryKey).is_none()));
        saving.found(vec![Place::Here(PathBuf::from("lists")), Place::Stick(PathBuf::from("stick"), "STICK".into())]);
        let order = bench.tap("places.1", |desk, ui| saving.sheet(desk, ui, ChosenFor::RecoveryKey));
        assert!(matches!(order, Some(Order::SaveKey(Place::Stick(_, _)))), "the key goes to the stick");
        assert_eq!(saving.choosing, None);
    }
}
