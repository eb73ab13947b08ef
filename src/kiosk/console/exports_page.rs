//! Lists and sheets: of whom, what, with which names, for paper or for a spreadsheet, and where to; then it is done.

use super::super::frame::Alarm;
use super::desk::{Desk, Heading, Look, hug, split_bottom, split_left, split_right, split_top};
use super::list::{self, Grid};
use super::opening::nothing;
use super::orders::{Order, Seen};
use super::places::{Lookout, Place};
use super::{exports_keys as e, keys as k, theme};
use crate::domain::ids::ClassId;
use crate::exports::printer::{PrintError, Printer};
use crate::exports::{Form, Names, Of, Wanted, What};
use crate::store::{Progress, Watch};
use bevy_egui::egui::{Align2, Color32, Rect, Ui, pos2, vec2};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The page, with what was chosen on it.
#[derive(Debug)]
pub(super) struct ExportsPage {
    of: Of,
    what: What,
    names: Names,
    form: Form,
    /// Where it can go; `None` until a thread has looked.
    places: Option<Vec<Target>>,
    /// Notices sticks that are put in meanwhile.
    pub(super) lookout: Option<Lookout>,
    chosen: usize,
    /// What there is to say about printers, where there is none.
    printers: Option<&'static str>,
    pub(super) under_way: Option<Job>,
    /// What became of the last one.
    pub(super) said: Option<String>,
}

/// Where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Place(Place),
    Printer(Printer),
}

/// What the page asks for.
#[derive(Debug)]
pub(super) enum ExportsOrder {
    /// Which sticks and printers are there?
    Look,
    Make {
        wanted: Wanted,
        form: Form,
        to: Target,
    },
}

/// A job under way.
#[derive(Debug, Clone)]
pub(super) struct Job {
    /// Stops it.
    pub watch: Watch,
    meter: Arc<Meter>,
    stopping: bool,
}

/// How far it is, told by its thread and read by frames.
#[derive(Debug, Default)]
struct Meter(Mutex<Option<Progress>>);

impl Job {
    /// Wakes the window whenever it is further.
    pub(super) fn new(alarm: Option<&Alarm>) -> Self {
        let meter = Arc::new(Meter::default());
        let (told, alarm) = (meter.clone(), alarm.cloned());
        let watch = Watch::new(move |progress| {
            *told.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
            if let Some(alarm) = &alarm {
                alarm.ring_after(Duration::ZERO);
            }
        });
        Self { watch, meter, stopping: false }
    }

    /// Whether another is the same.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.meter, &other.meter)
    }

    fn progress(&self) -> Option<Progress> {
        *self.meter.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for ExportsPage {
    fn default() -> Self {
        Self {
            of: Of::School,
            what: What::List,
            names: Names::Usual,
            form: Form::Pdf,
            places: None,
            lookout: None,
            chosen: 0,
            printers: None,
            under_way: None,
            said: None,
        }
    }
}

impl ExportsPage {
    /// What a thread has found.
    pub(super) fn looked(&mut self, places: Vec<Place>, printers: Result<Vec<Printer>, PrintError>) {
        let mut found: Vec<Target> = places.into_iter().map(Target::Place).collect();
        self.printers = match &printers {
            Ok(printers) if printers.is_empty() => Some(e::NO_PRINTER),
            Ok(_) => None,
            Err(PrintError::NoCups) => Some(e::NO_PRINTER),
            Err(_) => Some(e::PRINTERS_SLOW),
        };
        found.extend(printers.into_iter().flatten().map(Target::Printer));
        let before = self.target().cloned();
        self.chosen = before.and_then(|before| found.iter().position(|target| *target == before)).unwrap_or_default();
        self.places = Some(found);
    }

    fn target(&self) -> Option<&Target> {
        self.places.as_ref()?.get(self.chosen)
    }

    fn to_printer(&self) -> bool {
        matches!(self.target(), Some(Target::Printer(_)))
    }

    /// What is made in the end, whatever else was tapped: sheets are for paper, and a printer takes nothing else.
    fn form(&self) -> Form {
        if self.what == What::Sheets || self.to_printer() { Form::Pdf } else { self.form }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Order> {
        let children = seen.school.pupils.values().any(|pupils| !pupils.is_empty());
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (title, words) = (desk.say(e::TITLE), desk.say(e::WORDS));
        let go_words = desk.say(if self.to_printer() { e::PRINT } else { e::SAVE });
        let ready = self.under_way.is_none() && self.target().is_some();
        let go = children.then_some(("exports.go", go_words.as_str(), ready));
        let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: None, go });
        if !children {
            let (title, words) = (desk.say(e::NOBODY), desk.say(e::NOBODY_WORDS));
            nothing(desk, ui, rest, &title, &words);
            return None;
        }
        let foot = self.under_way.is_some() || self.said.is_some();
        let high = if foot { desk.at_least(theme::LINE) + 28.0 } else { 0.0 };
        let (body, below) = split_bottom(rest, high, if foot { theme::GAP } else { 0.0 });
        let (left, right) = split_left(body, (body.width() - theme::GAP) * 0.36, theme::GAP);
        self.whom(desk, ui, left, seen);
        let again = self.how(desk, ui, right);
        self.foot(desk, ui, below);
        let again = again || self.lookout.as_ref().is_some_and(Lookout::take_changed);
        if !head.go {
            return again.then_some(Order::Exports(ExportsOrder::Look));
        }
        let to = self.target()?.clone();
        self.said = None;
        let wanted = Wanted { of: self.of.clone(), what: self.what, names: self.names };
        Some(Order::Exports(ExportsOrder::Make { wanted, form: self.form(), to }))
    }

    /// The whole school, and each class with children.
    fn whom(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) {
        let school = seen.school;
        let classes: Vec<(&ClassId, &str)> = school
            .classes
            .iter()
            .filter(|class| !school.pupils_of(&class.id).is_empty())
            .map(|class| (&class.id, class.name.as_str()))
            .collect();
        let grid = Grid::new(classes.len() + 1, 1, desk.at_least(theme::LINE), theme::LINE_GAP);
        let inside = desk.card(ui, hug(rect, grid.whole() - 12.0)).expand2(vec2(4.0, 6.0));
        list::show(desk, ui, inside, "exports.of", grid, |desk, ui, place, entry| {
            let class = entry.checked_sub(1).and_then(|entry| classes.get(entry));
            let (of, name, words) = match class {
                Some((id, name)) => (Of::Class((*id).clone()), format!("exports.class.{id}"), (*name).to_owned()),
                None => (Of::School, "exports.school".to_owned(), desk.say(e::SCHOOL)),
            };
            let look = if self.of == of { Look::Chosen } else { Look::Quiet };
            if desk.pill(ui, place, &name, &words, look) {
                self.of = of;
            }
        });
    }

    /// What, and where to; whether sticks and printers are to be looked for again.
    fn how(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect) -> bool {
        let (card, inside) = desk.begin_card(ui, rect);
        let inside = inside.expand2(vec2(4.0, 6.0));
        let line = 26.0 + desk.at_least(theme::LINE) + 14.0;
        let (first, rest) = split_top(inside, line, 0.0);
        let what = [
            ("exports.list", e::LIST, What::List),
            ("exports.missing", e::MISSING, What::Missing),
            ("exports.sheets", e::SHEETS, What::Sheets),
        ];
        chips(desk, ui, first, e::WHAT, &what, &mut self.what);
        let (second, rest) = split_top(rest, line, 0.0);
        if self.what == What::Sheets {
            remark(desk, ui, second, e::NAMES, e::NAMES_SHEETS);
        } else {
            let names = [
                ("exports.names", e::NAMES_USUAL, Names::Usual),
                ("exports.initials", e::NAMES_INITIALS, Names::Initials),
            ];
            chips(desk, ui, second, e::NAMES, &names, &mut self.names);
        }
        let (third, rest) = split_top(rest, line, 0.0);
        if self.to_printer() {
            remark(desk, ui, third, e::FORM, e::FORM_PRINTER);
        } else {
            let forms = [("exports.pdf", e::PDF, Form::Pdf), ("exports.csv", e::CSV, Form::Csv)];
            let shown = if self.what == What::Sheets { forms.get(..1).unwrap_or_default() } else { forms.as_slice() };
            let mut form = self.form();
            chips(desk, ui, third, e::FORM, shown, &mut form);
            if self.what != What::Sheets {
                self.form = form;
            }
        }
        let (under, again) = self.targets(desk, ui, rest);
        desk.end_card(ui, &card, under - 6.0);
        again
    }

    /// Where it ends, and whether is to be looked again.
    fn targets(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect) -> (f32, bool) {
        let (label, rest) = split_top(rect, 22.0, 4.0);
        let words = desk.say(e::WHERE);
        desk.text(ui, label, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
        let Some(places) = &self.places else {
            let words = desk.say(e::LOOKING);
            return (desk.paragraph(ui, rest, &words, theme::BODY, theme::ink_soft()), false);
        };
        let grid = Grid::new(places.len() + 1, 2, desk.at_least(theme::LINE), theme::LINE_GAP);
        let (rows, note) = match self.printers {
            Some(words) => {
                let (rows, _) = split_bottom(rest, 24.0, 10.0);
                let (rows, below) = split_top(rest, grid.whole().min(rows.height()), 10.0);
                (rows, Some((split_top(below, 24.0, 0.0).0, desk.say(words))))
            }
            None => (split_top(rest, grid.whole(), 0.0).0, None),
        };
        let (mut chosen, mut again) = (self.chosen, false);
        list::show(desk, ui, rows, "exports.where", grid, |desk, ui, place, entry| {
            let words = match places.get(entry) {
                Some(Target::Place(Place::Here(_))) => desk.say(k::PLACE_HERE),
                Some(Target::Place(Place::Stick(_, name))) => desk.say_with(k::PLACE_STICK, &[("name", name)]),
                Some(Target::Printer(printer)) => desk.say_with(e::PRINTER, &[("name", &printer.name)]),
                // For whoever plugs a stick in now.
                None => {
                    let words = desk.say(e::LOOK_AGAIN);
                    again = desk.pill(ui, place, "exports.look-again", &words, Look::Quiet);
                    return;
                }
            };
            let look = if entry == self.chosen { Look::Chosen } else { Look::Quiet };
            if desk.pill(ui, place, &format!("exports.to.{entry}"), &words, look) {
                chosen = entry;
            }
        });
        self.chosen = chosen;
        let Some((place, words)) = note else { return (rows.bottom(), again) };
        desk.text(ui, place, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
        (place.bottom(), again)
    }

    /// How far it is, with the way to stop it; or what became of it.
    fn foot(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) {
        if let Some(job) = &mut self.under_way {
            let inside = desk.card(ui, rect).expand2(vec2(4.0, theme::CARD_PADDING - 12.0));
            let (left, button) = split_right(inside, 160.0, 20.0);
            let progress = job.progress();
            let words = match (job.stopping, progress) {
                (true, _) => desk.say(e::STOPPING),
                (false, Some(at)) if at.total > 1 => {
                    let values = [("done", at.done.to_string()), ("total", at.total.to_string())];
                    desk.say_with(e::WORKING, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
                }
                _ => desk.say(k::JUST_A_MOMENT),
            };
            let (above, below) = left.split_top_bottom_at_fraction(0.62);
            desk.text(ui, above, Align2::LEFT_CENTER, &words, theme::BODY, true, theme::ink());
            let bar = Rect::from_min_size(pos2(below.left(), below.top() + 2.0), vec2(below.width(), 12.0));
            ui.painter().rect_filled(bar, super::desk::corner(6.0), theme::GROUND_PRESSED);
            let share = progress.map_or(0.0, |at| at.done as f32 / at.total.max(1) as f32);
            if share > 0.0 {
                let done = bar.with_max_x(bar.left() + (bar.width() * share).max(12.0));
                ui.painter().rect_filled(done, super::desk::corner(6.0), theme::leaf());
            }
            let stop = desk.say(e::STOP);
            if !job.stopping && (desk.pill(ui, button, "exports.stop", &stop, Look::Quiet) || desk.escaped(ui)) {
                job.stopping = true;
                job.watch.cancel();
            }
            return;
        }
        let Some(said) = &self.said else { return };
        ui.painter().rect_filled(rect, super::desk::corner(theme::CARD_RADIUS), theme::ink());
        let (line, button) = split_right(rect.shrink(8.0), 120.0, 12.0);
        let line = line.with_min_x(line.left() + 16.0);
        desk.text(ui, line, Align2::LEFT_CENTER, said, theme::BODY, false, Color32::WHITE);
        let ok = desk.say(k::WRONG_OK);
        if desk.pill(ui, button, "exports.said", &ok, Look::Rail) {
            self.said = None;
        }
    }
}

/// A label, and below it a pill for each choice.
fn chips<T: PartialEq + Copy>(
    desk: &mut Desk<'_>,
    ui: &Ui,
    rect: Rect,
    label: &str,
    choices: &[(&str, &str, T)],
    chosen: &mut T,
) {
    let (above, below) = split_top(rect, 22.0, 4.0);
    let words = desk.say(label);
    desk.text(ui, above, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
    let wide = (below.width() - 2.0 * 10.0) / 3.0;
    for (place, (name, key, choice)) in choices.iter().enumerate() {
        let left = below.left() + place as f32 * (wide + 10.0);
        let pill = Rect::from_min_size(pos2(left, below.top()), vec2(wide, desk.at_least(theme::LINE)));
        let look = if chosen == choice { Look::Chosen } else { Look::Quiet };
        let words = desk.say(key);
        if desk.pill(ui, pill, name, &words, look) {
            *chosen = *choice;
        }
    }
}

/// A label, and why there is nothing to choose.
fn remark(desk: &Desk<'_>, ui: &Ui, rect: Rect, label: &str, why: &str) {
    let (above, below) = split_top(rect, 22.0, 4.0);
    let (label, why) = (desk.say(label), desk.say(why));
    desk.text(ui, above, Align2::LEFT_CENTER, &label, theme::SMALL, false, theme::ink_soft());
    let line = below.with_max_y(below.top() + desk.at_least(theme::LINE));
    desk.text(ui, line, Align2::LEFT_CENTER, &why, theme::BODY, false, theme::ink());
}

#[cfg(test)]
mod tests {
    use super::super::bench::{self, Bench};
    use super::*;
    use std::path::PathBuf;

    fn body() -> Rect {
        Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 774.0))
    }

    #[test]
    fn what_is_tapped_is_what_is_made_and_a_printer_takes_paper_only() {
        let folder = tempfile::tempdir().unwrap();
        let school = bench::school(folder.path());
        let mut bench = Bench::new();
        let content = bench.content.clone();
        let mut page = ExportsPage::default();
        let here = Place::Here(PathBuf::from("lists"));
        let office = Printer { name: "Office".into(), usual: true };
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        bench.pass(Vec::new(), |desk, ui| assert!(page.show(desk, ui, body(), &seen).is_none()));
        assert!(!bench.map.contains_key("exports.go"), "nowhere to save to yet");
        page.looked(vec![here], Ok(vec![office]));
        for name in ["exports.class.willow", "exports.missing", "exports.initials", "exports.csv"] {
            assert!(bench.tap(name, |desk, ui| page.show(desk, ui, body(), &seen)).is_none());
        }
        let made = bench.tap("exports.go", |desk, ui| page.show(desk, ui, body(), &seen));
        let Some(Order::Exports(ExportsOrder::Make { wanted, form, to })) = made else { panic!("nothing is made") };
        let willow = Of::Class(ClassId::new("willow").unwrap());
        assert_eq!(wanted, Wanted { of: willow, what: What::Missing, names: Names::Initials });
        assert_eq!((form, &to), (Form::Csv, &Target::Place(Place::Here(PathBuf::from("lists")))));

        let job = Job::new(None);
        page.under_way = Some(job.clone());
        bench.pass(Vec::new(), |desk, ui| assert!(page.show(desk, ui, body(), &seen).is_none()));
        assert!(!bench.map.contains_key("exports.go"), "one at a time");
        bench.tap("exports.stop", |desk, ui| page.show(desk, ui, body(), &seen));
        assert!(job.watch.is_cancelled());

        page.under_way = None;
        let again = bench.tap("exports.look-again", |desk, ui| page.show(desk, ui, body(), &seen));
        assert!(matches!(again, Some(Order::Exports(ExportsOrder::Look))));
        bench.tap("exports.to.1", |desk, ui| page.show(desk, ui, body(), &seen));
        bench.pass(Vec::new(), |desk, ui| assert!(page.show(desk, ui, body(), &seen).is_none()));
        assert!(!bench.map.contains_key("exports.csv"));
        let made = bench.tap("exports.go", |desk, ui| page.show(desk, ui, body(), &seen));
        let Some(Order::Exports(ExportsOrder::Make { form, to, .. })) = made else { panic!("nothing is made") };
        assert!(form == Form::Pdf && matches!(to, Target::Printer(_)));
    }
}
