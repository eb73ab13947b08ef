//! The preview: how the file is read, and what would change, a line each; accepted line by line or all at once.

use super::super::desk::{Desk, Heading, Look, corner, split_left, split_right, split_top};
use super::super::keys as k;
use super::super::list::{self, Grid};
use super::super::opening::nothing;
use super::super::{roll_keys as r, theme};
use super::lines::{Filter, Line, is_change, lines, shown_columns};
use super::over::{Over, Said};
use super::work::{Found, Saving, Sorted, Sorting};
use super::{Left, Wish, Working};
use crate::roster::{ChangeKey, Kind, RosterError, What, wording};
use bevy_egui::egui::{Align2, Color32, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use std::collections::{BTreeMap, BTreeSet};

/// The page.
#[derive(Debug)]
pub(super) struct Preview {
    sorted: Sorted,
    /// What a person said of changes, one by one.
    said: BTreeMap<ChangeKey, bool>,
    filter: Filter,
    over: Option<Over>,
    /// The first column that is shown.
    first: usize,
}

/// Columns that are shown side by side.
const COLUMNS: usize = 5;
/// The first rows of the file that are shown.
const ROWS: usize = 3;
const ROW: f32 = 25.0;

impl Preview {
    pub(super) fn of(sorted: Sorted) -> Self {
        let mut preview = Self { sorted, said: BTreeMap::new(), filter: Filter::All, over: None, first: 0 };
        if preview.count(Filter::Look) > 0 {
            preview.filter = Filter::Look;
        }
        preview
    }

    /// The same file, sorted anew. What was said of changes that are still there stands.
    pub(super) fn sorted(&mut self, sorted: Sorted) {
        self.sorted = sorted;
        if self.filter == Filter::Look && self.count(Filter::Look) == 0 {
            self.filter = Filter::All;
        }
    }

    pub(super) fn covered(&self) -> bool {
        self.over.is_some()
    }

    fn found(&self) -> Option<&Found> {
        self.sorted.found.as_ref().ok()
    }

    /// How many lines there are under a filter.
    fn count(&self, filter: Filter) -> usize {
        let Some(found) = self.found() else { return 0 };
        let difference = &found.difference;
        match filter {
            Filter::Look => {
                found.without_year.len() + difference.changes.iter().filter(|change| change.doubt.is_some()).count()
            }
            Filter::All => difference.changes.iter().filter(|change| is_change(change)).count(),
            Filter::Out => difference.counts().bad_rows,
        }
    }

    /// What is accepted: what is sure, but for what a person says otherwise.
    pub(super) fn accepted(&self) -> BTreeSet<ChangeKey> {
        let Some(found) = self.found() else { return BTreeSet::new() };
        let mut accepted = found.difference.sure();
        for change in &found.difference.changes {
            match self.said.get(&change.key) {
                Some(true) if !matches!(change.what, What::Unclear { .. }) => {
                    accepted.insert(change.key.clone());
                }
                Some(false) => {
                    accepted.remove(&change.key);
                }
                _ => {}
            }
        }
        accepted
    }

    pub(super) fn show(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        working: Option<&mut Working>,
    ) -> Option<Left> {
        let (live, over) = (desk.live, self.over.clone());
        desk.live = live && over.is_none() && working.is_none();
        let left = self.page(desk, ui, rect, working.is_some());
        desk.live = live;
        if let Some(working) = working {
            let below = rect.with_min_y(rect.top() + desk.head_height() + 14.0);
            let place = Working::place(desk, below);
            working.show(desk, ui, place);
            return None;
        }
        match over.and_then(|over| over.show(desk, ui, &self.sorted)) {
            Some(said) => {
                self.over = None;
                said.and_then(|said| self.say(said))
            }
            None => left,
        }
    }

    /// Takes an answer, and has the file sorted anew.
    fn say(&mut self, said: Said) -> Option<Left> {
        let mut sorting = Sorting { source: self.sorted.source.clone(), answers: self.sorted.answers.clone() };
        let source = &mut sorting.source;
        match said {
            Said::Column(place, field) => {
                let before = source.columns().get(place).and_then(|column| column.field);
                let cleared = before.map_or(Ok(()), |before| source.set_column(before, None));
                let set = cleared.and_then(|()| field.map_or(Ok(()), |field| source.set_column(field, Some(place))));
                // Only columns that may be read can be tapped.
                if let Err(error) = set {
                    bevy::log::debug!(%error, "a column stays as it was");
                }
            }
            Said::OtherHeading => {
                self.over = Some(Over::Heading);
                return None;
            }
            Said::Heading(row) => {
                source.set_header(row);
                self.first = 0;
            }
            Said::Sheet(sheet) => {
                if let Err(error) = source.set_sheet(&sheet) {
                    bevy::log::debug!(%error, "the sheet stays as it was");
                }
                self.first = 0;
            }
            Said::School(school) => source.set_school(Some(school)),
            Said::Class(class) => source.set_class(Some(class)),
            Said::Year(class, year) => source.set_year(&class, year),
            Said::Row(row, answer) => {
                sorting.answers.insert(row, answer);
            }
        }
        Some(Wish::Sort(Box::new(sorting)).into())
    }

    fn page(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, busy: bool) -> Option<Left> {
        let (top, rest) = split_top(rect, desk.head_height(), 14.0);
        let accepted = self.accepted();
        let from_register = matches!(self.sorted.source.kind(), Kind::Register { .. });
        let title = match from_register {
            true => desk.say(r::NAME),
            false => desk.say_with(k::PREVIEW_TITLE, &[("file", self.sorted.source.name())]),
        };
        let words = match (self.found(), desk.lang.words()) {
            (Some(found), Some(words)) => wording::counts(words, &found.difference.counts()),
            _ => String::new(),
        };
        let changes = !accepted.is_empty() && self.would_change(&accepted);
        // Of what the register sent, a person may say that nothing is to be taken: then it waits no more.
        let ready = !busy && (changes || (from_register && self.found().is_some()));
        let go = desk.say(if changes || !from_register { k::PREVIEW_GO } else { r::KEEP });
        let go = Some(("roster.go", go.as_str(), ready));
        let heading = Heading { title: &title, words: &words, back: Some("roster.back"), go };
        let head = desk.head(ui, top, &heading);
        if head.back {
            return Some(Left::Back);
        }
        if let (true, true, Some(found)) = (head.go, ready, self.found()) {
            let saving = Saving {
                source: self.sorted.source.clone(),
                roster: self.sorted.roster.clone(),
                found: found.clone(),
                accepted,
                now_ms: jiff::Timestamp::now().as_millisecond(),
            };
            return Some(Wish::Save(Box::new(saving)).into());
        }
        let rest = self.mapping(desk, ui, rest);
        self.list(desk, ui, rest, &accepted);
        None
    }

    /// Whether anything is accepted that is a change, a new number of a child's included.
    fn would_change(&self, accepted: &BTreeSet<ChangeKey>) -> bool {
        self.found().is_some_and(|found| {
            found.difference.changes.iter().any(|change| match &change.what {
                What::Stays { learns, .. } => *learns,
                _ => accepted.contains(&change.key),
            })
        })
    }

    /// The columns above the first rows; what is left below.
    fn mapping(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Rect {
        let columns = self.sorted.source.columns();
        let tall = desk.at_least(theme::BUTTON);
        let choice = match self.sorted.source.kind() {
            Kind::Workbook { sheets } if sheets.len() > 1 => Some((Over::Sheet, k::PREVIEW_SHEET)),
            Kind::OneRoster { .. } if self.sorted.source.schools().len() > 1 => Some((Over::School, k::PREVIEW_SCHOOL)),
            _ => None,
        };
        let line = if choice.is_some() { desk.at_least(theme::LINE) } else { 26.0 };
        let table = if columns.is_empty() { 0.0 } else { 8.0 + tall + ROWS as f32 * ROW };
        let (card, rest) = split_top(rect, 24.0 + line + table, 14.0);
        desk.card(ui, card);
        let inside = card.shrink2(vec2(theme::CARD_PADDING, 12.0));
        let (above, below) = split_top(inside, line, 8.0);
        let kind = desk.lang.words().map(|words| wording::kind(words, self.sorted.source.kind())).unwrap_or_default();
        let hint = if columns.is_empty() { kind } else { desk.say_with(k::PREVIEW_COLUMNS, &[("kind", &kind)]) };
        let (words, pill) = split_right(above, if choice.is_some() { 260.0 } else { 0.0 }, 12.0);
        desk.text(ui, words, Align2::LEFT_CENTER, &hint, theme::SMALL, false, theme::ink_soft());
        if let Some((over, key)) = choice {
            let words = desk.say(key);
            if desk.pill(ui, pill, "roster.part", &words, Look::Quiet) {
                self.over = Some(over);
            }
        }
        if !columns.is_empty() {
            self.columns(desk, ui, below, tall);
        }
        rest
    }

    fn columns(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, tall: f32) {
        let columns = self.sorted.source.columns();
        let places = shown_columns(&self.sorted.source);
        let rows = self.sorted.source.first_rows(ROWS);
        let turns = places.len() > COLUMNS;
        let (table, side) = split_right(rect, if turns { desk.at_least(theme::LINE) } else { 0.0 }, 10.0);
        if turns {
            let place = Rect::from_min_size(side.min, vec2(side.width(), tall));
            let words = desk.say(k::PREVIEW_MORE);
            if desk.pill(ui, place, "roster.columns.more", &words, Look::Quiet) {
                let next = self.first + COLUMNS;
                self.first = if next < places.len() { next } else { 0 };
            }
        }
        let shown = places.len().clamp(1, COLUMNS);
        let wide = (table.width() - 10.0 * (shown as f32 - 1.0)) / shown as f32;
        for (slot, place) in places.iter().skip(self.first).take(COLUMNS).enumerate() {
            let Some(column) = columns.get(*place) else { continue };
            let left = table.left() + slot as f32 * (wide + 10.0);
            let head = Rect::from_min_size(pos2(left, table.top()), vec2(wide, tall));
            let behind = if column.field.is_some() { theme::SKY_CARD } else { theme::GROUND };
            if column.private {
                ui.painter().rect_filled(head, corner(theme::ROW_RADIUS), theme::ROW);
            } else if desk.row(ui, head, &format!("roster.column.{place}"), behind) {
                self.over = Some(Over::Column(*place));
            }
            let (above, below) = head.shrink2(vec2(14.0, 8.0)).split_top_bottom_at_fraction(0.5);
            desk.text(ui, above, Align2::LEFT_CENTER, &column.title, theme::BODY, true, theme::ink());
            let taken = match (column.private, column.field, desk.lang.words()) {
                (true, ..) => desk.say(k::COLUMN_PRIVATE),
                (false, Some(field), Some(words)) => wording::field(words, field),
                _ => desk.say(k::COLUMN_UNUSED),
            };
            desk.text(ui, below, Align2::LEFT_CENTER, &taken, theme::SMALL, false, theme::ink_soft());
            for (line, (_, cells)) in rows.iter().enumerate() {
                let at = pos2(left + 14.0, head.bottom() + 2.0 + line as f32 * ROW);
                let cell = cells.get(*place).map_or("", String::as_str);
                let rect = Rect::from_min_size(at, vec2(wide - 20.0, ROW));
                desk.text(ui, rect, Align2::LEFT_CENTER, cell, theme::SMALL, false, theme::ink());
            }
        }
    }

    fn list(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, accepted: &BTreeSet<ChangeKey>) {
        desk.card(ui, rect);
        let inside = rect.shrink2(vec2(20.0, 14.0));
        let tall = desk.at_least(theme::LINE);
        let (bar, body) = split_top(inside, tall, 10.0);
        let shown = match (self.found(), desk.lang.words()) {
            (Some(found), Some(words)) => lines(words, found, self.filter),
            _ => {
                self.missing(desk, ui, inside);
                return;
            }
        };
        let mut left = bar.left();
        for (filter, name) in Filter::ALL {
            let key = match filter {
                Filter::Look => k::LINES_LOOK,
                Filter::All => k::LINES_ALL,
                Filter::Out => k::LINES_OUT,
            };
            let words = desk.say_with(key, &[("count", &self.count(filter).to_string())]);
            let place = Rect::from_min_size(pos2(left, bar.top()), vec2(206.0, tall));
            let look = if self.filter == filter { Look::Chosen } else { Look::Quiet };
            if desk.pill(ui, place, name, &words, look) {
                self.filter = filter;
            }
            left = place.right() + 10.0;
        }
        let changes: Vec<&ChangeKey> = shown
            .iter()
            .filter_map(|line| match line {
                Line::Change { key, .. } => Some(key),
                _ => None,
            })
            .collect();
        if !changes.is_empty() {
            let all = changes.iter().all(|key| accepted.contains(*key));
            let words = desk.say(if all { k::LINES_NO_ALL } else { k::LINES_YES_ALL });
            let place = bar.with_min_x(bar.right() - 220.0);
            if desk.pill(ui, place, "roster.every", &words, Look::Quiet) {
                self.said.extend(changes.into_iter().map(|key| (key.clone(), !all)));
            }
        }
        if shown.is_empty() {
            let words = desk.say(match self.filter {
                Filter::Look => k::LINES_LOOK_NONE,
                Filter::All => k::LINES_ALL_NONE,
                Filter::Out => k::LINES_OUT_NONE,
            });
            nothing(desk, ui, body, &words, "");
            return;
        }
        let grid = Grid::new(shown.len(), 1, desk.at_least(54.0), theme::LINE_GAP);
        // Each list keeps its own place.
        let name = ["roster.lines.look", "roster.lines.all", "roster.lines.out"];
        let name = name.get(self.filter as usize).copied().unwrap_or_default();
        list::show(desk, ui, body, name, grid, |desk, ui, rect, entry| match shown.get(entry) {
            Some(Line::Year(class)) => {
                let words = desk.say_with(k::YEAR_TITLE, &[("class", class)]);
                if asks(desk, ui, rect, &format!("roster.year.{class}"), &words) {
                    self.over = Some(Over::Year(class.clone()));
                }
            }
            Some(Line::Which { row, words }) if asks(desk, ui, rect, &format!("roster.row.{row}"), words) => {
                self.over = Some(Over::Row(*row));
            }
            Some(Line::Change { key, words, doubt }) => {
                let is_accepted = accepted.contains(key);
                if toggle(desk, ui, rect, &format!("roster.change.{key}"), words, doubt.as_deref(), is_accepted) {
                    self.said.insert(key.clone(), !is_accepted);
                }
            }
            Some(Line::Note(words)) => {
                ui.painter().rect_filled(rect, corner(theme::ROW_RADIUS), theme::ROW);
                let inside = rect.shrink2(vec2(18.0, 6.0));
                if desk.paragraph_with_room(ui, inside, words, theme::SMALL, theme::ink()).is_none() {
                    desk.text(ui, inside, Align2::LEFT_CENTER, words, theme::SMALL, false, theme::ink());
                }
            }
            Some(Line::Which { .. }) | None => {}
        });
    }

    /// Why nobody can tell yet what would change, and what to say first.
    fn missing(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) {
        let Err(error) = &self.sorted.found else { return };
        let (words, ask) = match error {
            RosterError::NoClass(_) => (k::MISSING_CLASS, Some((Over::Class, k::MISSING_CLASS_SAY))),
            RosterError::SeveralSchools { .. } | RosterError::School { .. } => {
                (k::MISSING_SCHOOL, Some((Over::School, k::PREVIEW_SCHOOL)))
            }
            _ => (k::MISSING_NAMES, None),
        };
        let words = desk.say(words);
        let under = desk.paragraph(ui, rect.shrink2(vec2(10.0, 16.0)), &words, 22.0, theme::ink());
        if let Some((over, key)) = ask {
            let words = desk.say(key);
            let size = vec2(340.0, desk.at_least(theme::BUTTON));
            let place = Rect::from_min_size(pos2(rect.left() + 10.0, under + 18.0), size);
            if desk.pill(ui, place, "roster.missing", &words, Look::Quiet) {
                self.over = Some(over);
            }
        }
    }
}

/// A line that asks something: amber at its edge, and a little arrow.
fn asks(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, name: &str, words: &str) -> bool {
    let tapped = desk.row(ui, rect, name, theme::GROUND);
    let (edge, inside) = split_left(rect, 8.0, 24.0);
    ui.painter().rect_filled(edge, corner(4.0), theme::amber());
    let (line, arrow) = split_right(inside.shrink2(vec2(6.0, 0.0)), 30.0, 10.0);
    desk.text(ui, line, Align2::LEFT_CENTER, words, theme::BODY, true, theme::ink());
    super::super::saving::chevron(ui, arrow.center());
    tapped
}

/// A line with a box that is ticked or not.
fn toggle(
    desk: &mut Desk<'_>,
    ui: &Ui,
    rect: Rect,
    name: &str,
    words: &str,
    doubt: Option<&str>,
    accepted: bool,
) -> bool {
    let touched = desk.touch(ui, rect, name, Sense::click());
    let behind = if touched.pressed { theme::ROW_PRESSED } else { theme::ROW };
    ui.painter().rect_filled(rect, corner(theme::ROW_RADIUS), behind);
    let mark = Rect::from_center_size(pos2(rect.left() + 32.0, rect.center().y), Vec2::splat(30.0));
    let box_colour = if accepted { theme::leaf() } else { Color32::WHITE };
    ui.painter().rect(mark, corner(8.0), box_colour, Stroke::new(2.5, theme::leaf()), StrokeKind::Inside);
    if accepted {
        desk.icons.paint(ui.painter(), "tick", mark);
    }
    let inside = rect.with_min_x(mark.right() + 18.0).shrink2(vec2(4.0, 6.0));
    let colour = if accepted { theme::ink() } else { theme::ink_soft() };
    match doubt {
        Some(doubt) => {
            let (above, below) = inside.split_top_bottom_at_fraction(0.54);
            desk.text(ui, above, Align2::LEFT_CENTER, words, theme::BODY, true, colour);
            desk.text(ui, below, Align2::LEFT_CENTER, doubt, 15.0, false, theme::ink_soft());
        }
        None => {
            desk.text(ui, inside, Align2::LEFT_CENTER, words, theme::BODY, false, colour);
        }
    }
    touched.clicked
}

#[cfg(test)]
impl Preview {
    /// What is taken from the columns now, for tests.
    pub(super) fn fields(&self) -> Vec<crate::roster::Field> {
        self.sorted.source.mapping().columns.keys().copied().collect()
    }
}
