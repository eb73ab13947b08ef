//! By stick: a file is written for the register, and its answer is taken in. For kiosks that no network reaches.
//!
//! [`crate::sync::client`] does the work, on threads (`courier_orders`); the page only shows how it stands.

use super::desk::{Desk, Heading, Look, hug, split_bottom, split_left, split_top};
use super::list::{self, Grid};
use super::opening::nothing;
use super::orders::{CourierOrder, Order, Seen};
use super::places::Place;
use super::{child, courier_keys as c, keys as k, theme};
use crate::content::Value;
use crate::sync::client::{Brought, Carries, Standing};
use bevy_egui::egui::{Align2, Rect, Ui, vec2};
use std::path::PathBuf;

/// The page.
#[derive(Debug, Default)]
pub(super) struct CourierPage {
    /// `None` until the store and the sticks have been looked at.
    known: Option<Known>,
    came: Option<Came>,
    /// Something is being written or read.
    pub asked: bool,
}

/// How the courier stands, and which answers there are.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// `None` where the kiosk is not enrolled.
    pub standing: Option<Standing>,
    pub answers: Vec<Answer>,
}

/// A file that could be the register's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub path: PathBuf,
    pub name: String,
    /// The stick that it is on, by its name.
    pub stick: Option<String>,
}

/// What came of what was asked.
#[derive(Debug, Clone)]
pub(super) enum Came {
    Written(PathBuf, Carries),
    Brought(Brought),
}

impl CourierPage {
    /// What was found.
    pub(super) fn looked(&mut self, known: Known, came: Option<Came>) {
        *self = Self { known: Some(known), came, asked: false };
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match (&self.came, self.asked) {
            (Some(_), _) => "courier.done",
            (None, true) => "courier.busy",
            (None, false) => "courier",
        }
    }

    /// Draws it. What is asked for, if anything.
    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Order> {
        if self.asked {
            let words = desk.say(k::JUST_A_MOMENT);
            super::first_run::making(desk, ui, rect, &words);
            return None;
        }
        if let Some(came) = &self.came {
            if done(desk, ui, rect, came) {
                self.came = None;
            }
            return None;
        }
        let (top, rest) = split_top(rect, desk.head_height(), 20.0);
        let again = top.with_min_x(top.right() - 210.0);
        let (title, words) = (desk.say(c::TITLE), desk.say(c::WORDS));
        let heading = Heading { title: &title, words: &words, back: None, go: None };
        desk.head(ui, top.with_max_x(again.left() - 20.0), &heading);
        let again = Rect::from_center_size(again.center(), vec2(again.width(), desk.at_least(theme::LINE)));
        let again_words = desk.say(c::LOOK_AGAIN);
        if desk.pill(ui, again, "courier.look-again", &again_words, Look::Secondary) {
            self.known = None;
            return Some(Order::Courier(CourierOrder::Look));
        }
        let Some(known) = &self.known else {
            let words = desk.say(k::JUST_A_MOMENT);
            nothing(desk, ui, rest, &words, "");
            return None;
        };
        let Some(standing) = &known.standing else {
            let (title, words) = (desk.say(c::NONE), desk.say(c::NONE_WORDS));
            desk.card(ui, rest.with_max_y(rest.top() + rest.height().min(320.0)));
            nothing(desk, ui, rest.shrink2(vec2(30.0, 0.0)), &title, &words);
            return None;
        };
        // As high as the fuller of the two needs, by their own words.
        let files = if known.answers.is_empty() { 150.0 } else { answers(desk, known.answers.len()).whole() };
        let rest = hug(rest, (250.0 + desk.at_least(theme::BUTTON)).max(190.0 + files));
        let (left, right) = split_left(rest, (rest.width() - theme::GAP) * 0.46, theme::GAP);
        if out(desk, ui, left, standing, seen) {
            return Some(Order::Courier(CourierOrder::ChoosePlace));
        }
        let chosen = back(desk, ui, right, standing, &known.answers, seen)?;
        self.asked = true;
        Some(Order::Courier(CourierOrder::Take(chosen)))
    }
}

/// The answers that were found.
fn answers(desk: &Desk<'_>, files: usize) -> Grid {
    Grid::new(files, 1, desk.at_least(64.0), theme::LINE_GAP)
}

/// A message with a number that decides its form.
fn counted(desk: &Desk<'_>, key: &str, count: u64) -> String {
    let words = desk.lang.words();
    words.map(|words| words.text_with(key, &[("count", Value::from(count))])).unwrap_or_default()
}

/// The card that writes a file. Whether it was tapped.
fn out(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, standing: &Standing, seen: &Seen<'_>) -> bool {
    let inside = desk.card(ui, rect);
    let (title, rest) = split_top(inside, 32.0, 14.0);
    let words = desk.say(c::OUT);
    desk.text(ui, title, Align2::LEFT_CENTER, &words, theme::HEADING, true, theme::ink());
    let (rest, button) = split_bottom(rest, desk.at_least(theme::BUTTON), 16.0);
    let (number, rest) = split_top(rest, 56.0, 4.0);
    let colour = if standing.waiting == 0 { theme::leaf() } else { theme::ink() };
    desk.text(ui, number, Align2::LEFT_CENTER, &standing.waiting.to_string(), theme::NUMBER, true, colour);
    let values = [("count", Value::from(standing.waiting)), ("school", Value::from(standing.school.as_str()))];
    let waiting = desk.lang.words().map(|words| words.text_with(c::WAITING, &values)).unwrap_or_default();
    let mut under = desk.paragraph(ui, rest, &waiting, theme::BODY, theme::ink()) + 14.0;
    if let Some(at_ms) = standing.written_ms {
        let words = desk.say_with(c::WRITTEN, &[("when", &child::when(desk, at_ms, seen))]);
        under = desk.paragraph(ui, rest.with_min_y(under), &words, theme::SMALL, theme::ink_soft()) + 14.0;
    }
    let words = desk.say(c::OUT_WORDS);
    desk.paragraph_with_room(ui, rest.with_min_y(under), &words, theme::SMALL, theme::ink_soft());
    let write = desk.say(c::WRITE);
    desk.primary(ui, button, "courier.write", &write, true)
}

/// The card with the answers that were found; the one that was tapped.
fn back(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    rect: Rect,
    standing: &Standing,
    answers: &[Answer],
    seen: &Seen<'_>,
) -> Option<PathBuf> {
    let inside = desk.card(ui, rect);
    let (title, rest) = split_top(inside, 32.0, 14.0);
    let words = desk.say(c::IN);
    desk.text(ui, title, Align2::LEFT_CENTER, &words, theme::HEADING, true, theme::ink());
    let words = desk.say(c::IN_WORDS);
    let mut under = desk.paragraph(ui, rest, &words, theme::BODY, theme::ink()) + 10.0;
    if let Some(at_ms) = standing.taken_ms {
        let words = desk.say_with(c::TAKEN, &[("when", &child::when(desk, at_ms, seen))]);
        under = desk.paragraph(ui, rest.with_min_y(under), &words, theme::SMALL, theme::ink_soft()) + 10.0;
    }
    let rest = rest.with_min_y(under + 6.0);
    if answers.is_empty() {
        let (title, words) = (desk.say(c::NO_ANSWER), desk.say(c::NO_ANSWER_WORDS));
        nothing(desk, ui, rest, &title, &words);
        return None;
    }
    let mut chosen = None;
    let grid = self::answers(desk, answers.len());
    list::show(desk, ui, rest, "courier.answers", grid, |desk, ui, row, entry| {
        let Some(answer) = answers.get(entry) else { return };
        if desk.row(ui, row, &format!("courier.answer.{entry}"), theme::ROW) {
            chosen = Some(answer.path.clone());
        }
        let (above, below) = row.shrink2(vec2(18.0, 6.0)).split_top_bottom_at_fraction(0.54);
        desk.text(ui, above, Align2::LEFT_CENTER, &answer.name, theme::BODY, true, theme::ink());
        let folder = answer.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let place = match &answer.stick {
            Some(stick) => desk.say_with(k::PLACE_STICK, &[("name", stick)]),
            None => folder,
        };
        desk.text(ui, below, Align2::LEFT_CENTER, &place, theme::SMALL, false, theme::ink_soft());
    });
    chosen
}

/// What was done, in sentences. `true` when it was read.
fn done(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, came: &Came) -> bool {
    let (title, good, said) = sentences(desk, came);
    let tall = desk.at_least(theme::BUTTON);
    let card = rect.with_min_y(rect.top() + 60.0);
    let high = 150.0 + 64.0 * said.len() as f32 + tall + 2.0 * theme::CARD_PADDING;
    let inside = desk.card(ui, card.with_max_y(card.top() + high.min(card.height())));
    let (top, rest) = split_top(inside, 56.0, 14.0);
    let mark = Rect::from_min_size(top.min, vec2(48.0, 48.0));
    ui.painter().circle_filled(mark.center(), 24.0, if good { theme::leaf() } else { theme::amber() });
    desk.icons.paint(ui.painter(), if good { "tick" } else { "question" }, mark.shrink(8.0));
    desk.text(ui, top.with_min_x(top.left() + 66.0), Align2::LEFT_CENTER, &title, theme::TITLE, true, theme::ink());
    let (words, button) = split_bottom(rest, tall, 16.0);
    let mut under = words.top();
    for sentence in said {
        under = desk.paragraph(ui, words.with_min_y(under), &sentence, 21.0, theme::ink()) + 8.0;
    }
    let ok = desk.say(c::OK);
    desk.primary(ui, button.with_min_x(button.right() - 240.0), "courier.ok", &ok, true) || desk.escaped(ui)
}

/// The title, whether all is well, and the sentences.
fn sentences(desk: &Desk<'_>, came: &Came) -> (String, bool, Vec<String>) {
    let mut said = Vec::new();
    match came {
        Came::Written(path, carries) => {
            said.push(counted(desk, c::DONE_COUNT, carries.statements));
            if carries.left > 0 {
                said.push(counted(desk, c::DONE_LEFT, carries.left));
            }
            said.push(desk.say_with(c::DONE_WHERE, &[("path", &path.display().to_string())]));
            (desk.say(c::DONE_WRITTEN), true, said)
        }
        Came::Brought(brought) => {
            said.push(match brought.old {
                true => desk.say(c::DONE_OLD),
                false => counted(desk, c::DONE_RECEIPTS, brought.receipts),
            });
            let children = brought.erased.len() as u64;
            if children > 0 {
                said.push(counted(desk, c::DONE_ERASED, children));
            }
            for (is_so, key) in
                [(brought.lacks, c::DONE_LACKS), (brought.more, c::DONE_MORE), (brought.forked, c::DONE_FORKED)]
            {
                if is_so {
                    said.push(desk.say(key));
                }
            }
            if let Some(stuck) = &brought.stuck {
                let why = super::unlock::sentence(&stuck.to_string());
                said.push(desk.say_with(c::DONE_STUCK, &[("why", &why)]));
            }
            if brought.waiting > 0 {
                said.push(counted(desk, c::DONE_WAITING, brought.waiting));
            }
            let good = brought.stuck.is_none() && !brought.forked && !brought.lacks;
            let title = if brought.old && children == 0 { c::DONE_OLD_TITLE } else { c::DONE_BROUGHT };
            (desk.say(title), good, said)
        }
    }
}

/// A page as the gallery shows it.
pub(super) fn sample() -> CourierPage {
    let answer = |folder: &str, stick: Option<&str>| Answer {
        path: PathBuf::from(folder).join("Answer for the hall.promise-courier"),
        name: "Answer for the hall".to_owned(),
        stick: stick.map(str::to_owned),
    };
    let standing = Standing {
        school: "Willow Lane Primary".into(),
        waiting: 27,
        written_ms: Some(1_795_600_000_000),
        taken_ms: Some(1_795_000_000_000),
    };
    let answers = vec![answer("/media/office/OFFICE", Some("OFFICE")), answer("/home/school/Downloads", None)];
    CourierPage { known: Some(Known { standing: Some(standing), answers }), came: None, asked: false }
}

/// The order to write a file into a place.
pub(super) fn write(place: Place) -> Order {
    Order::Courier(CourierOrder::Write(place))
}

#[cfg(test)]
mod tests {
    use super::super::bench::{self, Bench};
    use super::*;
    use bevy_egui::egui::pos2;

    fn body() -> Rect {
        Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 774.0))
    }

    #[test]
    fn a_file_is_written_where_a_person_says_and_an_answer_is_taken_with_a_tap() {
        let folder = tempfile::tempdir().unwrap();
        let school = bench::school(folder.path());
        let mut bench = Bench::new();
        let content = bench.content.clone();
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let mut page = sample();
        let order = bench.tap("courier.write", |desk, ui| page.show(desk, ui, body(), &seen));
        assert!(matches!(order, Some(Order::Courier(CourierOrder::ChoosePlace))) && !page.asked);
        let order = bench.tap("courier.answer.1", |desk, ui| page.show(desk, ui, body(), &seen));
        assert!(matches!(order, Some(Order::Courier(CourierOrder::Take(path))) if path.starts_with("/home/school")));
        bench.pass(Vec::new(), |desk, ui| page.show(desk, ui, body(), &seen));
        assert!(page.asked && !bench.map.keys().any(|name| name.starts_with("courier.")), "it is under way");
        let Some(known) = page.known.clone() else { panic!("it was shown") };
        page.looked(known, Some(Came::Brought(Brought { receipts: 3, ..Brought::default() })));
        bench.tap("courier.ok", |desk, ui| page.show(desk, ui, body(), &seen));
        bench.pass(Vec::new(), |desk, ui| page.show(desk, ui, body(), &seen));
        assert!(bench.map.contains_key("courier.write"));
    }

    #[test]
    fn what_an_answer_brought_is_said_and_what_is_wrong_is_not_called_good() {
        let mut bench = Bench::new();
        let mut of =
            |brought: Brought| bench.pass(Vec::new(), |desk, _| sentences(desk, &Came::Brought(brought.clone())));
        let (title, good, said) = of(Brought { receipts: 1, ..Brought::default() });
        assert!(good && title.contains("taken in") && said == ["The register has one more record, and proves it."]);
        let (title, good, said) = of(Brought { old: true, waiting: 2, ..Brought::default() });
        assert!(good && title.contains("Nothing new") && said.len() == 2 && said[1].contains("2 records"), "{said:?}");
        let stuck = Some(crate::sync::plan::Stuck::Nonsense);
        let (_, good, said) = of(Brought { lacks: true, stuck, ..Brought::default() });
        assert!(!good && said.len() == 3 && said.iter().all(|said| said.ends_with('.')), "{said:?}");
    }
}
