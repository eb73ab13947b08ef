//! What a file of the office's comes to, before anything is changed: every difference to be accepted or not, every row
//! that was left out with the reason, and how the columns are read.

use super::bringing::Ask;
use super::desk::{Desk, Heading, Look, corner, split_left, split_right, split_top};
use super::keys as k;
use super::list::{self, Grid};
use super::opening::nothing;
use super::orders::Seen;
use super::reading::{Loaded, Looked};
use super::{classes, theme};
use crate::content::Words;
use crate::domain::school::YearGroup;
use crate::roster::{Answer, Change, ChangeKey, Doubt, Field, Kind, What, wording};
use bevy_egui::egui::{Align2, Rect, Ui, Vec2, pos2, vec2};
use std::collections::BTreeSet;

/// The page.
#[derive(Debug)]
pub(super) struct Preview {
    loaded: Box<Loaded>,
    tab: Tab,
    over: Over,
    /// What a person took back of what is sure, and accepted of what is not.
    refused: BTreeSet<ChangeKey>,
    extra: BTreeSet<ChangeKey>,
    /// What is accepted now, and whether it can be written.
    accepted: BTreeSet<ChangeKey>,
    ready: bool,
    /// The changes as they are listed: what a person should look at first, who is not in the file last.
    listed: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Changes,
    Years,
    Rows,
    Columns,
}

/// What is asked over the page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Over {
    Nothing,
    /// What is in this column?
    Column(usize),
    /// Which child is this row?
    Who(ChangeKey),
}

/// What came of a pass.
pub(super) enum Left {
    Back,
    Ask(Ask),
}

/// What a tap in a list means.
enum Tapped {
    Toggle(ChangeKey),
    Open(Over),
    Year(String, YearGroup),
    Sheet(String),
    School(String),
}

impl Preview {
    /// Of a file that was read. `before` is the page as it was, where the same file was looked at again.
    pub(super) fn new(loaded: Box<Loaded>, before: Option<Kept>, now_ms: i64) -> Self {
        let first = match &loaded.looked {
            Err(_) => Tab::Columns,
            Ok(looked) if !looked.yearless.is_empty() => Tab::Years,
            Ok(_) => Tab::Changes,
        };
        let (tab, refused, extra) = before.map_or((first, BTreeSet::new(), BTreeSet::new()), |kept| {
            // The years are all said now: on to the changes.
            let stays = kept.tab != Tab::Years || first == Tab::Years;
            (if stays { kept.tab } else { first }, kept.refused, kept.extra)
        });
        let mut page = Self {
            loaded,
            tab,
            over: Over::Nothing,
            refused,
            extra,
            accepted: BTreeSet::new(),
            ready: false,
            listed: Vec::new(),
        };
        if let Ok(looked) = &page.loaded.looked {
            let changes = &looked.difference.changes;
            page.listed = (0..changes.len())
                .filter(|&place| changes.get(place).is_some_and(|change| !matches!(change.what, What::Stays { .. })))
                .collect();
            page.listed.sort_by_key(|&place| changes.get(place).map(rank));
        }
        page.count(now_ms);
        page
    }

    /// The page as it was when this was accepted, after it could not be written.
    pub(super) fn again(loaded: Box<Loaded>, accepted: BTreeSet<ChangeKey>, now_ms: i64) -> Self {
        let sure = loaded.looked.as_ref().map(|looked| looked.difference.sure()).unwrap_or_default();
        let refused = sure.difference(&accepted).cloned().collect();
        Self::new(loaded, Some(Kept { tab: Tab::Changes, refused, extra: accepted }), now_ms)
    }

    /// Turns to what is to be shown.
    pub(super) fn turn_to(&mut self, showing: super::Showing) {
        self.tab = match showing {
            super::Showing::Rows => Tab::Rows,
            super::Showing::Columns => Tab::Columns,
            super::Showing::Years => Tab::Years,
            _ => Tab::Changes,
        };
    }

    /// What is to be kept while the file is looked at again.
    pub(super) fn kept(&self) -> Kept {
        Kept { tab: self.tab, refused: self.refused.clone(), extra: self.extra.clone() }
    }

    /// Works out what is accepted.
    fn count(&mut self, now_ms: i64) {
        let Ok(looked) = &self.loaded.looked else { return };
        let keys = looked.difference.changes.iter().map(|change| &change.key);
        let extra: BTreeSet<ChangeKey> = keys.filter(|key| self.extra.contains(*key)).cloned().collect();
        self.accepted = looked.difference.sure().difference(&self.refused).cloned().chain(extra).collect();
        self.ready = self.loaded.is_ready(&self.accepted, now_ms);
    }

    pub(super) fn place(&self) -> &'static str {
        match (&self.over, self.tab) {
            (Over::Column(_), _) => "bring.column",
            (Over::Who(_), _) => "bring.who",
            (Over::Nothing, Tab::Changes) => "bring.changes",
            (Over::Nothing, Tab::Years) => "bring.years",
            (Over::Nothing, Tab::Rows) => "bring.rows",
            (Over::Nothing, Tab::Columns) => "bring.columns",
        }
    }

    pub(super) fn covered(&self) -> bool {
        self.over != Over::Nothing
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Left> {
        let words = desk.lang.words()?;
        let (live, over) = (desk.live, self.over.clone());
        desk.live = live && over == Over::Nothing;
        let mut left = self.page(desk, ui, rect, words, seen);
        desk.live = live;
        match over {
            Over::Nothing => {}
            Over::Column(column) => left = self.column_sheet(desk, ui, words, column),
            Over::Who(key) => left = self.who_sheet(desk, ui, &key),
        }
        left
    }

    fn page(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, words: &Words, seen: &Seen<'_>) -> Option<Left> {
        let (top, rest) = split_top(rect, desk.head_height(), 12.0);
        let name = self.loaded.source.name().to_owned();
        let (counts, go) = match &self.loaded.looked {
            Ok(looked) => {
                let real =
                    looked.difference.changes.iter().filter(|change| {
                        !matches!(change.what, What::Stays { .. }) && self.accepted.contains(&change.key)
                    });
                (wording::counts(words, &looked.difference.counts()), real.count())
            }
            Err(_) => (wording::kind(words, self.loaded.source.kind()), 0),
        };
        let go = words.text_with(k::BRING_GO, &[("count", go)]);
        let ready = self.ready && self.loaded.looked.is_ok();
        let heading = Heading { title: &name, words: "", back: Some("bring.back"), go: Some(("bring.go", &go, ready)) };
        let head = desk.head(ui, top, &heading);
        if head.back {
            return Some(Left::Back);
        }
        if head.go && ready {
            return Some(Left::Ask(Ask::BringIn { loaded: self.loaded.clone(), accepted: self.accepted.clone() }));
        }
        let (line, rest) = split_top(rest, 26.0, 10.0);
        desk.text(ui, line, Align2::LEFT_CENTER, &counts, theme::BODY, false, theme::ink_soft());
        let rest = self.tabs(desk, ui, rest);
        let tapped = match (&self.loaded.looked, self.tab) {
            (Err(fault), Tab::Changes | Tab::Years | Tab::Rows) => {
                nothing(desk, ui, rest, &super::unlock::sentence(fault), "");
                None
            }
            (Ok(looked), Tab::Changes) => {
                let (groups, rest) = split_top(rest, desk.at_least(theme::LINE), 10.0);
                if let Some((keys, on)) = self.groups(desk, ui, groups, looked) {
                    self.set(keys, on, seen.now_ms);
                    return None;
                }
                self.changes(desk, ui, rest, words, looked)
            }
            (Ok(looked), Tab::Years) => years(desk, ui, rest, looked),
            (Ok(looked), Tab::Rows) => {
                rows(desk, ui, rest, words, looked);
                None
            }
            (looked, Tab::Columns) => {
                let fault = looked.as_ref().err().map(|fault| super::unlock::sentence(fault));
                self.columns(desk, ui, rest, words, fault.as_deref())
            }
        };
        let look_again = match tapped? {
            Tapped::Toggle(key) => {
                let on = !self.accepted.contains(&key);
                self.set(BTreeSet::from([key]), on, seen.now_ms);
                false
            }
            Tapped::Open(over) => {
                self.over = over;
                false
            }
            Tapped::Year(class, year) => {
                self.loaded.source.set_year(&class, year);
                true
            }
            Tapped::Sheet(sheet) => self.loaded.source.set_sheet(&sheet).is_ok(),
            Tapped::School(school) => {
                self.loaded.source.set_school(Some(school));
                true
            }
        };
        look_again.then(|| Left::Ask(Ask::Look(self.loaded.clone())))
    }

    /// Accepts these changes, or does not.
    fn set(&mut self, keys: BTreeSet<ChangeKey>, on: bool, now_ms: i64) {
        for key in keys {
            if on {
                self.refused.remove(&key);
                self.extra.insert(key);
            } else {
                self.extra.remove(&key);
                self.refused.insert(key);
            }
        }
        self.count(now_ms);
    }

    fn tabs(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Rect {
        let (row, rest) = split_top(rect, desk.at_least(theme::LINE), 12.0);
        let mut tabs = Vec::new();
        if let Ok(looked) = &self.loaded.looked {
            let number = self.listed.len().to_string();
            tabs.push((Tab::Changes, "changes", desk.say_with(k::BRING_TAB_CHANGES, &[("count", &number)])));
            if !looked.yearless.is_empty() {
                let number = looked.yearless.len().to_string();
                tabs.push((Tab::Years, "years", desk.say_with(k::BRING_TAB_YEARS, &[("count", &number)])));
            }
            let number = (looked.difference.faults.len()).to_string();
            tabs.push((Tab::Rows, "rows", desk.say_with(k::BRING_TAB_ROWS, &[("count", &number)])));
        }
        tabs.push((Tab::Columns, "columns", desk.say(k::BRING_TAB_COLUMNS)));
        let wide = ((row.width() - 10.0 * (tabs.len() as f32 - 1.0)) / tabs.len() as f32).min(260.0);
        for (number, (tab, name, words)) in tabs.into_iter().enumerate() {
            let place =
                Rect::from_min_size(row.min + vec2(number as f32 * (wide + 10.0), 0.0), vec2(wide, row.height()));
            let look = if tab == self.tab { Look::Chosen } else { Look::Secondary };
            if desk.pill(ui, place, &format!("bring.tab.{name}"), &words, look) {
                self.tab = tab;
            }
        }
        rest
    }

    /// Whole groups of changes at once: those of a kind, with a tap each.
    fn groups(&self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, looked: &Looked) -> Option<(BTreeSet<ChangeKey>, bool)> {
        let groups = [
            ("sure", k::BRING_GROUP_SURE, looked.difference.sure()),
            ("by-name", k::BRING_GROUP_BY_NAME, looked.difference.by_name()),
            ("leavers", k::BRING_GROUP_LEAVERS, looked.difference.leavers()),
        ];
        let mut tapped = None;
        let mut left = rect.left();
        for (name, key, keys) in groups {
            let keys: BTreeSet<ChangeKey> = keys.into_iter().filter(|key| self.is_listed(looked, key)).collect();
            if keys.is_empty() {
                continue;
            }
            let all = keys.is_subset(&self.accepted);
            let words = desk.say_with(key, &[("count", &keys.len().to_string())]);
            let wide = 300.0_f32.min((rect.width() - 20.0) / 3.0);
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(wide, rect.height()));
            left += wide + 10.0;
            let inside = place.shrink2(vec2(14.0, 0.0));
            let clicked = desk.row(ui, place, &format!("bring.group.{name}"), theme::GROUND_PRESSED);
            mark(desk, ui, inside, all);
            let line = inside.with_min_x(inside.left() + 38.0);
            desk.text(ui, line, Align2::LEFT_CENTER, &words, theme::BODY, true, theme::ink());
            if clicked {
                tapped = Some((keys, !all));
            }
        }
        tapped
    }

    fn is_listed(&self, looked: &Looked, key: &ChangeKey) -> bool {
        self.listed.iter().filter_map(|&place| looked.difference.changes.get(place)).any(|change| &change.key == key)
    }

    fn changes(&self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, words: &Words, looked: &Looked) -> Option<Tapped> {
        if self.listed.is_empty() {
            let (title, sentence) = (desk.say(k::BRING_NO_CHANGES), desk.say(k::BRING_NO_CHANGES_WORDS));
            nothing(desk, ui, rect, &title, &sentence);
            return None;
        }
        let mut tapped = None;
        let grid = Grid::new(self.listed.len(), 1, desk.at_least(58.0), theme::LINE_GAP);
        list::show(desk, ui, rect, "bring.changes", grid, |desk, ui, rect, entry| {
            let change = self.listed.get(entry).and_then(|&place| looked.difference.changes.get(place));
            let Some(change) = change else { return };
            let accepted = self.accepted.contains(&change.key);
            let several = matches!(change.what, What::Unclear { .. });
            if desk.row(ui, rect, &format!("bring.change.{}", change.key), theme::ROW) {
                tapped = Some(if several {
                    Tapped::Open(Over::Who(change.key.clone()))
                } else {
                    Tapped::Toggle(change.key.clone())
                });
            }
            let inside = rect.shrink2(vec2(16.0, 5.0));
            if several {
                let place = Rect::from_center_size(pos2(inside.left() + 13.0, inside.center().y), Vec2::splat(26.0));
                desk.icons.paint(ui.painter(), "question", place);
            } else {
                mark(desk, ui, inside, accepted);
            }
            let line = inside.with_min_x(inside.left() + 42.0);
            let sentence = wording::change(words, change);
            match change.doubt {
                None => {
                    desk.text(ui, line, Align2::LEFT_CENTER, &sentence, theme::BODY, false, theme::ink());
                }
                Some(doubt) => {
                    let (above, below) = line.split_top_bottom_at_fraction(0.52);
                    desk.text(ui, above, Align2::LEFT_CENTER, &sentence, theme::BODY, false, theme::ink());
                    let why = wording::doubt(words, doubt);
                    desk.text(ui, below, Align2::LEFT_CENTER, &why, theme::SMALL, false, theme::ink_soft());
                }
            }
        });
        tapped
    }

    fn columns(
        &self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        words: &Words,
        fault: Option<&str>,
    ) -> Option<Tapped> {
        let mut rest = rect;
        if let Some(fault) = fault {
            let under = desk.paragraph(ui, rest, fault, theme::BODY, theme::CORAL_DEEP);
            rest.min.y = under + 12.0;
        }
        let source = &self.loaded.source;
        let mut tapped = None;
        let choices: Vec<(String, bool)> = match source.kind() {
            Kind::Workbook { sheets } if sheets.len() > 1 => {
                let chosen = source.mapping().sheet;
                sheets.iter().enumerate().map(|(place, name)| (name.clone(), place == chosen)).collect()
            }
            Kind::OneRoster { .. } => {
                let chosen = source.mapping().school.as_deref();
                source.schools().iter().map(|school| (school.name.clone(), chosen == Some(&*school.name))).collect()
            }
            _ => Vec::new(),
        };
        let columns = source.columns();
        if columns.is_empty() {
            let grid = Grid::new(choices.len(), 1, desk.at_least(theme::LINE), theme::LINE_GAP);
            if choices.len() < 2 {
                let sentence = desk.say(k::BRING_FIXED);
                nothing(desk, ui, rest, &sentence, "");
                return None;
            }
            list::show(desk, ui, rest, "bring.schools", grid, |desk, ui, rect, entry| {
                let Some((name, chosen)) = choices.get(entry) else { return };
                let behind = if *chosen { theme::GROUND_PRESSED } else { theme::ROW };
                if desk.row(ui, rect, &format!("bring.school.{entry}"), behind) {
                    tapped = Some(Tapped::School(name.clone()));
                }
                let inside = rect.shrink2(vec2(18.0, 0.0));
                desk.text(ui, inside, Align2::LEFT_CENTER, name, theme::BODY, *chosen, theme::ink());
            });
            return tapped;
        }
        if !choices.is_empty() {
            let (row, below) = split_top(rest, desk.at_least(theme::LINE), 10.0);
            rest = below;
            let wide = ((row.width() - 8.0 * (choices.len() as f32 - 1.0)) / choices.len() as f32).min(220.0);
            for (number, (name, chosen)) in choices.iter().enumerate() {
                let min = row.min + vec2(number as f32 * (wide + 8.0), 0.0);
                let look = if *chosen { Look::Chosen } else { Look::Secondary };
                let place = Rect::from_min_size(min, vec2(wide, row.height()));
                if desk.pill(ui, place, &format!("bring.sheet.{number}"), name, look) && !chosen {
                    tapped = Some(Tapped::Sheet(name.clone()));
                }
            }
        }
        let first = source.first_rows(3);
        let grid = Grid::new(columns.len(), 1, desk.at_least(58.0), theme::LINE_GAP);
        list::show(desk, ui, rest, "bring.columns", grid, |desk, ui, rect, entry| {
            let Some(column) = columns.get(entry) else { return };
            ui.painter().rect_filled(rect, corner(theme::ROW_RADIUS), theme::ROW);
            let (line, button) = split_right(rect.shrink2(vec2(18.0, 6.0)), 240.0, 14.0);
            let (above, below) = line.split_top_bottom_at_fraction(0.52);
            desk.text(ui, above, Align2::LEFT_CENTER, &column.title, theme::BODY, true, theme::ink());
            let cells = first.iter().filter_map(|(_, cells)| cells.get(entry)).filter(|cell| !cell.is_empty());
            let cells = cells.cloned().collect::<Vec<_>>().join(&desk.say(k::SUM_BETWEEN));
            desk.text(ui, below, Align2::LEFT_CENTER, &cells, theme::SMALL, false, theme::ink_soft());
            let said = match (column.private, column.field) {
                (true, _) => {
                    let never = desk.say(k::BRING_NEVER_READ);
                    desk.text(ui, button, Align2::CENTER_CENTER, &never, theme::SMALL, false, theme::ink_soft());
                    return;
                }
                (false, Some(field)) => wording::field(words, field),
                (false, None) => desk.say(k::BRING_NOT_USED),
            };
            let look = if column.field.is_some() { Look::Chosen } else { Look::Quiet };
            if desk.pill(ui, button, &format!("bring.column.{entry}"), &said, look) {
                tapped = Some(Tapped::Open(Over::Column(entry)));
            }
        });
        tapped
    }

    /// What is in a column?
    fn column_sheet(&mut self, desk: &mut Desk<'_>, ui: &Ui, words: &Words, column: usize) -> Option<Left> {
        let columns = self.loaded.source.columns();
        let title = columns.get(column).map(|column| column.title.clone()).unwrap_or_default();
        let now = columns.get(column).and_then(|column| column.field);
        let mut choices: Vec<(Option<Field>, String)> =
            Field::ALL.into_iter().map(|field| (Some(field), wording::field(words, field))).collect();
        choices.push((None, desk.say(k::BRING_NOT_USED)));
        let tall = desk.at_least(54.0);
        let rows = choices.len().div_ceil(2) as f32;
        let inside = desk.sheet(ui, vec2(720.0, 2.0 * theme::CARD_PADDING + 56.0 + rows * (tall + 9.0) + tall + 9.0));
        let (head, rest) = split_top(inside, 46.0, 10.0);
        let asked = desk.say_with(k::BRING_COLUMN, &[("column", &title)]);
        desk.text(ui, head, Align2::LEFT_CENTER, &asked, theme::HEADING, true, theme::ink());
        let wide = (rest.width() - 10.0) / 2.0;
        let mut chosen = None;
        for (number, (field, name)) in choices.into_iter().enumerate() {
            let (row, side) = ((number / 2) as f32, (number % 2) as f32);
            let min = rest.min + vec2(side * (wide + 10.0), row * (tall + 9.0));
            let look = if field == now { Look::Chosen } else { Look::Quiet };
            if desk.pill(ui, Rect::from_min_size(min, vec2(wide, tall)), &format!("bring.field.{number}"), &name, look)
            {
                chosen = Some(field);
            }
        }
        let keep = desk.say(k::KEEP);
        let button = Rect::from_min_max(pos2(inside.right() - 200.0, inside.bottom() - tall), inside.max);
        if desk.pill(ui, button, "bring.field.keep", &keep, Look::Quiet) || desk.escaped(ui) {
            self.over = Over::Nothing;
            return None;
        }
        let chosen = chosen?;
        self.over = Over::Nothing;
        if chosen == now {
            return None;
        }
        // What the column was is not that any more; then it is what was said.
        let freed = now.map_or(Ok(()), |field| self.loaded.source.set_column(field, None));
        let set = chosen.map_or(Ok(()), |field| self.loaded.source.set_column(field, Some(column)));
        (freed.is_ok() && set.is_ok()).then(|| Left::Ask(Ask::Look(self.loaded.clone())))
    }

    /// Which child is a row?
    fn who_sheet(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, key: &ChangeKey) -> Option<Left> {
        let change = self.loaded.looked.as_ref().ok().and_then(|looked| looked.difference.change(key));
        let Some(Change { row: Some(row), what: What::Unclear { person, candidates }, .. }) = change else {
            self.over = Over::Nothing;
            return None;
        };
        let row = *row;
        let line = |desk: &Desk<'_>, name: &str, class: &str| {
            desk.say_with(k::BRING_WHO_LINE, &[("name", name), ("class", class)])
        };
        let mut choices: Vec<(Answer, String)> = candidates
            .iter()
            .map(|(pupil, known)| (Answer::Same(pupil.clone()), line(desk, &known.full_name(), &known.class)))
            .collect();
        choices.push((Answer::New, desk.say(k::BRING_WHO_NEW)));
        let tall = desk.at_least(54.0);
        let shown = choices.len().min(6) as f32;
        let inside = desk.sheet(ui, vec2(720.0, 2.0 * theme::CARD_PADDING + 56.0 + shown * (tall + 9.0) + tall + 9.0));
        let (head, rest) = split_top(inside, 46.0, 10.0);
        let asked = desk.say_with(k::BRING_WHO, &[("name", &person.full_name()), ("class", &person.class)]);
        desk.text(ui, head, Align2::LEFT_CENTER, &asked, theme::HEADING, true, theme::ink());
        let mut chosen = None;
        let place = rest.with_max_y(rest.top() + shown * (tall + 9.0));
        let grid = Grid::new(choices.len(), 1, tall, 9.0);
        list::show(desk, ui, place, "bring.whos", grid, |desk, ui, rect, entry| {
            let Some((answer, words)) = choices.get(entry) else { return };
            if desk.row(ui, rect, &format!("bring.who.{entry}"), theme::ROW) {
                chosen = Some(answer.clone());
            }
            desk.text(ui, rect.shrink2(vec2(18.0, 0.0)), Align2::LEFT_CENTER, words, 20.0, true, theme::ink());
        });
        let keep = desk.say(k::KEEP);
        let button = Rect::from_min_max(pos2(inside.right() - 200.0, inside.bottom() - tall), inside.max);
        if desk.pill(ui, button, "bring.who.keep", &keep, Look::Quiet) || desk.escaped(ui) {
            self.over = Over::Nothing;
        }
        let answer = chosen?;
        self.over = Over::Nothing;
        self.loaded.answers.insert(row, answer);
        Some(Left::Ask(Ask::Look(self.loaded.clone())))
    }
}

/// What stays of a page while its file is looked at again.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    tab: Tab,
    refused: BTreeSet<ChangeKey>,
    extra: BTreeSet<ChangeKey>,
}

/// Where a change is listed: what a person should look at, then the rest, then who is not in the file.
fn rank(change: &Change) -> u8 {
    match change.doubt {
        Some(Doubt::Several) => 0,
        Some(Doubt::NotInFile) => 3,
        Some(_) => 1,
        None => 2,
    }
}

/// Accepted, or not: a disc with a tick, or an empty ring.
fn mark(desk: &mut Desk<'_>, ui: &Ui, inside: Rect, accepted: bool) {
    let centre = pos2(inside.left() + 13.0, inside.center().y);
    if accepted {
        ui.painter().circle_filled(centre, 13.0, theme::leaf());
        desk.icons.paint(ui.painter(), "tick", Rect::from_center_size(centre, Vec2::splat(16.0)));
    } else {
        let stroke = bevy_egui::egui::Stroke::new(2.5, theme::ink_soft());
        ui.painter().circle_stroke(centre, 11.5, stroke);
    }
}

/// The classes of which nothing says how old their children are.
fn years(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, looked: &Looked) -> Option<Tapped> {
    if looked.yearless.is_empty() {
        let words = desk.say(k::BRING_YEARS_KNOWN);
        nothing(desk, ui, rect, &words, "");
        return None;
    }
    let words = desk.say(k::BRING_YEARS_WORDS);
    let under = desk.paragraph(ui, rect, &words, theme::BODY, theme::ink());
    let mut tapped = None;
    let tall = desk.at_least(theme::LINE);
    let grid = Grid::new(looked.yearless.len(), 1, tall + 14.0, theme::LINE_GAP);
    list::show(desk, ui, rect.with_min_y(under + 12.0), "bring.years", grid, |desk, ui, rect, entry| {
        let Some(class) = looked.yearless.get(entry) else { return };
        ui.painter().rect_filled(rect, corner(theme::ROW_RADIUS), theme::ROW);
        let (name, chips) = split_left(rect.shrink2(vec2(18.0, 7.0)), 190.0, 12.0);
        desk.text(ui, name, Align2::LEFT_CENTER, class, 20.0, true, theme::ink());
        let wide = (chips.width() - 6.0 * 7.0) / 7.0;
        for (place, year) in YearGroup::ALL.into_iter().enumerate() {
            let min = pos2(chips.left() + place as f32 * (wide + 7.0), chips.top());
            let chip = Rect::from_min_size(min, vec2(wide, chips.height()));
            let words = classes::year(desk, year);
            if desk.pill(ui, chip, &format!("bring.year.{entry}.{year}"), &words, Look::Quiet) {
                tapped = Some(Tapped::Year(class.clone(), year));
            }
        }
    });
    tapped
}

/// The rows that were left out, each with the reason; then what was odd about others.
fn rows(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, words: &Words, looked: &Looked) {
    let difference = &looked.difference;
    let mut said: Vec<(bool, String)> = difference
        .faults
        .iter()
        .map(|fault| (!fault.what.is_as_it_should_be(), wording::fault(words, fault)))
        .collect();
    said.sort_by_key(|(wrong, _)| !*wrong);
    said.extend(difference.remarks.iter().map(|remark| (false, wording::remark(words, remark))));
    said.extend(wording::general(words, &looked.proposal, difference).into_iter().map(|words| (false, words)));
    if said.is_empty() {
        let words = desk.say(k::BRING_ROWS_FINE);
        nothing(desk, ui, rect, &words, "");
        return;
    }
    let grid = Grid::new(said.len(), 1, 56.0, theme::LINE_GAP);
    list::show(desk, ui, rect, "bring.rows", grid, |desk, ui, rect, entry| {
        let Some((wrong, words)) = said.get(entry) else { return };
        ui.painter().rect_filled(rect, corner(theme::ROW_RADIUS), theme::ROW);
        let inside = rect.shrink2(vec2(16.0, 0.0));
        let colour = if *wrong { theme::CORAL_DEEP } else { theme::ink() };
        let two_lines = inside.shrink2(vec2(0.0, 4.0));
        if words.chars().count() < 95 || desk.paragraph_with_room(ui, two_lines, words, theme::SMALL, colour).is_none()
        {
            desk.text(ui, inside, Align2::LEFT_CENTER, words, theme::SMALL, false, colour);
        }
    });
}
