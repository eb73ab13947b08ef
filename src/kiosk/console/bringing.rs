//! The office's list comes in: a file is chosen, looked at ([`super::preview`]), brought in, and can be taken back.

use super::super::school::OpenSchool;
use super::child::when;
use super::desk::{Desk, Heading, Look, split_bottom, split_right, split_top};
use super::keys as k;
use super::list::{self, Grid};
use super::opening::nothing;
use super::orders::{Order, Seen};
use super::places::Place;
use super::preview::Preview;
use super::reading::{Found, Loaded, Watched, look_at};
use super::{Showing, theme};
use crate::roster::{ChangeKey, read_csv, wording};
use crate::store::{RosterImport, RosterTally, Watch};
use bevy_egui::egui::{Align, Align2, Rect, Ui, pos2, vec2};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The page.
#[derive(Debug)]
pub(super) struct Bringing {
    pub step: Step,
}

/// Where it is.
#[derive(Debug)]
pub(super) enum Step {
    /// Which file?
    Choose(Choose),
    /// A thread reads or writes.
    Busy(Watched),
    /// What the file comes to.
    Preview(Box<Preview>),
    /// What was done, a sentence each; and whether it can be taken back here.
    Done { title: String, said: Vec<String>, undo: bool },
}

/// The files there are.
#[derive(Debug, Default)]
pub(super) struct Choose {
    /// `None` while a thread still looks.
    pub found: Option<Vec<Found>>,
    pub last: Option<RosterImport>,
    /// Whether the last import is to be taken back is asked over the page.
    asking: bool,
}

/// What came of a pass.
pub(super) enum Left {
    Back,
    Order(Order),
}

/// A thread's work, asked for by the page.
#[derive(Debug)]
pub(super) enum Ask {
    /// Which files are there?
    Find,
    /// Read one.
    Read(PathBuf),
    /// Look at it again: something was changed about how it is read.
    Look(Box<Loaded>),
    /// Write what was accepted.
    BringIn { loaded: Box<Loaded>, accepted: BTreeSet<ChangeKey> },
    /// Take the last import back.
    Undo,
}

impl Bringing {
    /// Before the files are found.
    pub(super) fn new() -> Self {
        Self { step: Step::Choose(Choose::default()) }
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match &self.step {
            Step::Choose(choose) if choose.asking => "bring.asking",
            Step::Choose(_) => "bring",
            Step::Busy(_) => "bring.busy",
            Step::Preview(preview) => preview.place(),
            Step::Done { .. } => "bring.done",
        }
    }

    /// Whether something is asked over the page.
    pub(super) fn covered(&self) -> bool {
        match &self.step {
            Step::Choose(choose) => choose.asking,
            Step::Preview(preview) => preview.covered(),
            Step::Busy(_) | Step::Done { .. } => false,
        }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Left> {
        let ask = match &mut self.step {
            Step::Choose(choose) => match choose.show(desk, ui, rect, seen)? {
                Chosen::Back => return Some(Left::Back),
                Chosen::Ask(ask) => ask,
            },
            Step::Busy(watched) => {
                busy(desk, ui, rect, watched);
                return None;
            }
            Step::Preview(preview) => match preview.show(desk, ui, rect, seen)? {
                super::preview::Left::Back => Ask::Find,
                super::preview::Left::Ask(ask) => ask,
            },
            Step::Done { title, said, undo } => match done(desk, ui, rect, title, said, *undo)? {
                AfterDone::Classes => return Some(Left::Back),
                AfterDone::Undo => Ask::Undo,
            },
        };
        if matches!(ask, Ask::Find) {
            self.step = Step::Choose(Choose::default());
        }
        Some(Left::Order(Order::Roster(ask)))
    }
}

enum Chosen {
    Back,
    Ask(Ask),
}

impl Choose {
    fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Chosen> {
        let (live, asking) = (desk.live, self.asking);
        desk.live = live && !asking;
        let mut chosen = self.page(desk, ui, rect, seen);
        desk.live = live;
        if asking {
            let (title, words, yes) =
                (desk.say(k::BRING_UNDO_TITLE), desk.say(k::BRING_UNDO_WORDS), desk.say(k::BRING_UNDO));
            if let Some(answer) = desk.question(ui, &title, &words, ("bring.undo.yes", &yes), "bring.undo.no") {
                self.asking = false;
                chosen = answer.then_some(Chosen::Ask(Ask::Undo));
            }
        }
        chosen
    }

    fn page(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Chosen> {
        let (top, rest) = split_top(rect, desk.head_height(), 14.0);
        let (head, again) = split_right(top, 190.0, 22.0);
        let (title, words) = (desk.say(k::BRING_TITLE), desk.say(k::BRING_WORDS));
        let heading = Heading { title: &title, words: &words, back: Some("bring.back"), go: None };
        if desk.head(ui, head, &heading).back {
            return Some(Chosen::Back);
        }
        let tall = desk.at_least(theme::LINE);
        let button = Rect::from_center_size(again.center(), vec2(again.width(), tall));
        let words = desk.say(k::BRING_AGAIN);
        if self.found.is_some() && desk.pill(ui, button, "bring.again", &words, Look::Secondary) {
            self.found = None;
            return Some(Chosen::Ask(Ask::Find));
        }
        let last = self.last.as_ref().filter(|last| last.tally.is_some());
        let rest = match last {
            Some(last) => {
                let (above, below) = split_bottom(rest, tall + 34.0, theme::GAP);
                if last_one(desk, ui, below, last, seen) {
                    self.asking = true;
                }
                above
            }
            None => rest,
        };
        let Some(found) = &self.found else {
            let words = desk.say(k::BRING_LOOKING);
            nothing(desk, ui, rest, &words, "");
            return None;
        };
        if found.is_empty() {
            let (title, words) = (desk.say(k::BRING_NONE), desk.say(k::BRING_NONE_WORDS));
            nothing(desk, ui, rest, &title, &words);
            return None;
        }
        let mut read = None;
        let grid = Grid::new(found.len(), 1, desk.at_least(62.0), 9.0);
        list::show(desk, ui, rest, "bring.files", grid, |desk, ui, rect, entry| {
            let Some(file) = found.get(entry) else { return };
            if desk.row(ui, rect, &format!("bring.file.{entry}"), theme::ROW) {
                read = Some(Chosen::Ask(Ask::Read(file.path.clone())));
            }
            let (above, below) = rect.shrink2(vec2(18.0, 6.0)).split_top_bottom_at_fraction(0.52);
            let name = file.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            desk.text(ui, above, Align2::LEFT_CENTER, &name, 20.0, true, theme::ink());
            let folder = file.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            let place = match &file.place {
                Place::Stick(_, name) => desk.say_with(k::PLACE_STICK, &[("name", name)]),
                Place::Here(_) => folder,
            };
            desk.text(ui, below, Align2::LEFT_CENTER, &place, theme::SMALL, false, theme::ink_soft());
        });
        read
    }
}

/// What was brought in last, and the way to take it back.
fn last_one(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, last: &RosterImport, seen: &Seen<'_>) -> bool {
    let inside = desk.card(ui, rect).expand2(vec2(0.0, 10.0));
    let (words_place, button) = split_right(inside, 190.0, 16.0);
    let (above, below) = words_place.split_top_bottom_at_fraction(0.5);
    let time = when(desk, last.at_ms, seen);
    let title = desk.say_with(k::BRING_LAST, &[("file", &last.source), ("time", &time)]);
    desk.text(ui, above, Align2::LEFT_CENTER, &title, theme::BODY, true, theme::ink());
    if let (Some(tally), Some(words)) = (&last.tally, desk.lang.words()) {
        let tally = wording::tally(words, tally);
        desk.text(ui, below, Align2::LEFT_CENTER, &tally, theme::SMALL, false, theme::ink_soft());
    }
    let undo = desk.say(k::BRING_UNDO);
    let tall = desk.at_least(theme::LINE);
    let button = Rect::from_center_size(button.center(), vec2(button.width(), tall));
    desk.pill(ui, button, "bring.undo", &undo, Look::Quiet)
}

/// How far the thread is, and the way to stop it.
fn busy(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, watched: &Watched) {
    let place =
        Rect::from_center_size(rect.center(), vec2(rect.width().min(560.0), 190.0 + desk.at_least(theme::LINE)));
    let inside = desk.card(ui, place);
    let progress = watched.progress();
    let title = match (progress, desk.lang.words()) {
        (Some(now), Some(words)) => wording::stage(words, now.stage),
        _ => desk.say(k::JUST_A_MOMENT),
    };
    let under = desk.sentences(ui, inside, Align::LEFT, &title, theme::HEADING, true, theme::ink());
    let bar = Rect::from_min_size(pos2(inside.left(), under + 20.0), vec2(inside.width(), 14.0));
    ui.painter().rect_filled(bar, super::desk::corner(7.0), theme::GROUND);
    if let Some(now) = progress.filter(|now| now.total > 0) {
        let share = (now.done as f32 / now.total as f32).clamp(0.0, 1.0);
        let done = bar.with_max_x(bar.left() + (bar.width() * share).max(14.0));
        ui.painter().rect_filled(done, super::desk::corner(7.0), theme::leaf());
        let count = [("done", now.done.to_string()), ("total", now.total.to_string())];
        let count: Vec<(&str, &str)> = count.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let words = desk.say_with(k::BRING_ROWS, &count);
        let line = Rect::from_min_size(bar.left_bottom() + vec2(0.0, 10.0), vec2(bar.width(), 24.0));
        desk.text(ui, line, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
    }
    let tall = desk.at_least(theme::LINE);
    let button = Rect::from_min_max(pos2(inside.right() - 190.0, inside.bottom() - tall), inside.max);
    let stop = desk.say(k::BRING_STOP);
    if desk.pill(ui, button, "bring.stop", &stop, Look::Quiet) || desk.escaped(ui) {
        watched.watch.cancel();
    }
}

enum AfterDone {
    Classes,
    Undo,
}

fn done(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, title: &str, said: &[String], undo: bool) -> Option<AfterDone> {
    let tall = desk.at_least(theme::BUTTON);
    let place = rect.with_max_y(rect.top() + rect.height().min(330.0 + tall));
    let inside = desk.card(ui, place);
    let icon = Rect::from_center_size(pos2(inside.center().x, inside.top() + 56.0), vec2(92.0, 92.0));
    desk.icons.paint(ui.painter(), "home-tree", icon);
    let narrow = inside.shrink2(vec2((inside.width() - 680.0).max(0.0) / 2.0, 0.0));
    let mut under =
        desk.sentences(ui, narrow.with_min_y(icon.bottom() + 14.0), Align::Center, title, 28.0, true, theme::ink());
    for sentence in said {
        let line = narrow.with_min_y(under + 6.0);
        under = desk.sentences(ui, line, Align::Center, sentence, 20.0, false, theme::ink_soft());
    }
    let row = inside.with_min_y(inside.bottom() - tall);
    let (classes, take_back) = (desk.say(k::BRING_TO_CLASSES), desk.say(k::BRING_UNDO));
    let wide = 260.0;
    let middle = row.center();
    let (left, right) = if undo {
        (middle - vec2(wide / 2.0 + 10.0, 0.0), middle + vec2(wide / 2.0 + 10.0, 0.0))
    } else {
        (middle, middle)
    };
    if undo && desk.pill(ui, Rect::from_center_size(left, vec2(wide, tall)), "bring.take-back", &take_back, Look::Quiet)
    {
        return Some(AfterDone::Undo);
    }
    desk.primary(ui, Rect::from_center_size(right, vec2(wide, tall)), "bring.classes", &classes, true)
        .then_some(AfterDone::Classes)
}

/// A step with a made-up file, out of the open school's own children: some are new, one has another name, one is not in it, a row has
/// no name. `None` where nobody's school is open.
pub(super) fn exhibit(world: &bevy::prelude::World, showing: Showing) -> Option<Bringing> {
    let school = world.get_resource::<OpenSchool>()?;
    let class = school.classes.first()?;
    let tally = RosterTally { joined: 28, classes: 1, ..RosterTally::default() };
    let at_ms = jiff::Timestamp::now().as_millisecond();
    let step = match showing {
        Showing::Files => {
            let file = |name: &str, place: Place| Found::new(place.path().join(name), place);
            let stick = Place::Stick(Path::new("/media/office/STICK").to_owned(), "STICK".to_owned());
            let here = Place::Here(Path::new("/home/office/Downloads").to_owned());
            let found = vec![file("SIMS pupils September.csv", stick), file("classes.xlsx", here)];
            let source = "SIMS pupils July.csv".to_owned();
            let last = RosterImport { number: 1, at_ms, staff: None, source, tally: Some(tally) };
            Step::Choose(Choose { found: Some(found), last: Some(last), asking: false })
        }
        Showing::Done => {
            let said =
                world.get_resource::<super::super::school::Lang>()?.words().map(|words| wording::tally(words, &tally));
            let title = world.get_resource::<super::super::school::Lang>()?.text(k::BRING_DONE);
            Step::Done { title, said: said.into_iter().collect(), undo: true }
        }
        Showing::Changes | Showing::Years | Showing::Rows | Showing::Columns => {
            let mut rows = vec!["Forename,Surname,Reg,Year,DOB,House".to_owned()];
            let children = school.pupils_of(&class.id);
            for (place, pupil) in children.iter().enumerate().skip(1) {
                let family = format!("{}{}", pupil.family_name, if place == 2 { "-Moss" } else { "" });
                rows.push(format!("{},{family},{},,2019-04-01,Red", pupil.given_name, class.name));
            }
            rows.push(format!("Ottoline,Byron,{},,2019-05-02,Blue", class.name));
            rows.push(format!("Bertrand,Quill,{},,2019-05-02,Blue", class.name));
            rows.push(format!(",,{},,2019-05-02,Blue", class.name));
            if showing == Showing::Years {
                rows.push("Grace,Hopper,Kingfishers,,2018-03-04,Green".to_owned());
                rows.push("Alan,Turing,Wrens,,2018-03-05,Green".to_owned());
            }
            let source = read_csv("SIMS pupils September.csv", rows.join("\n").as_bytes(), &Watch::silent()).ok()?;
            let loaded = look_at(source, &school.store, &school.school.name, &Watch::silent()).ok()?;
            let mut preview = Preview::new(loaded, None, at_ms);
            preview.turn_to(showing);
            Step::Preview(Box::new(preview))
        }
    };
    Some(Bringing { step })
}
