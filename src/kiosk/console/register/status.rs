//! How the sending stands: what waits, what is there, when all was there last, and what is wrong.

use super::super::desk::{Desk, Heading, Look, split_bottom, split_top};
use super::super::orders::Seen;
use super::super::unlock::sentence;
use super::super::{child, register_keys as r, theme};
use super::{Known, RegisterOrder, RegisterPage, Step};
use crate::sync::client::Status;
use bevy_egui::egui::{Align2, Color32, Rect, Ui, pos2, vec2};

/// How it stands, in one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum State {
    Done,
    Sending,
    Waiting,
    Problem(String),
    /// The register has shut this kiosk out, since then.
    ShutOut(i64),
}

/// What the store has counts; what the worker does at the moment comes on top.
pub(in super::super) fn state(known: &Known, status: &Status) -> State {
    if let Some(since_ms) = known.shut_out_ms {
        return State::ShutOut(since_ms);
    }
    match (&status.problem, status.busy, known.waiting) {
        (_, true, 1..) => State::Sending,
        (Some(problem), ..) => State::Problem(sentence(problem)),
        (None, _, 0) => State::Done,
        (None, ..) => State::Waiting,
    }
}

/// The most sentences about what the register told and could not be done; how many more there are stands below.
const UNTAKEN_AT_MOST: usize = 2;

/// Height of the cards that count.
const COUNTS: f32 = 84.0;

impl RegisterPage {
    /// Of a kiosk that is enrolled.
    pub(super) fn overview(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &Ui,
        rect: Rect,
        seen: &Seen<'_>,
        status: &Status,
    ) -> Option<RegisterOrder> {
        let (live, leaving) = (desk.live, self.leaving);
        desk.live = live && !leaving;
        let order = self.standing(desk, ui, rect, seen, status);
        desk.live = live;
        if !leaving {
            return order;
        }
        let (title, words, yes) = (desk.say(r::LEAVE), desk.say(r::LEAVE_WORDS), desk.say(r::LEAVE_YES));
        let answer = desk.question(ui, &title, &words, ("register.leave-yes", &yes), "register.leave-no")?;
        self.leaving = false;
        answer.then_some(RegisterOrder::Leave)
    }

    fn standing(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &Ui,
        rect: Rect,
        seen: &Seen<'_>,
        status: &Status,
    ) -> Option<RegisterOrder> {
        let known = self.known.clone()?;
        let enrolment = known.enrolment.as_ref()?;
        let (top, rest) = split_top(rect, desk.head_height(), 15.0);
        let title = desk.say(r::TITLE);
        let words =
            desk.say_with(r::AT, &[("school", enrolment.name.as_str()), ("address", enrolment.address.as_str())]);
        let now = desk.say(r::NOW);
        let go = Some(("register.now", now.as_str(), !status.busy && known.shut_out_ms.is_none()));
        let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: None, go });
        let (numbers, rest) = split_top(rest, COUNTS, theme::GAP);
        counts(desk, ui, numbers, &known, seen);
        let tall = desk.at_least(theme::LINE);
        let (card, _) = split_bottom(rest, tall, theme::GAP);
        let under = said(desk, ui, card, &state(&known, status), status.forked, &known.untaken, seen) + theme::GAP;
        let (foot, _) = split_top(rest.with_min_y(under), tall, 0.0);
        if let Some(step) = self.ways(desk, ui, foot, &known) {
            self.step = step;
            self.found = None;
            return Some(RegisterOrder::Find);
        }
        head.go.then_some(RegisterOrder::SendNow)
    }

    /// To a new ticket, by stick where no network reaches, and away from the register.
    fn ways(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, known: &Known) -> Option<Step> {
        let wide = 260.0;
        let words = desk.say(r::ANEW);
        let anew = desk.pill(ui, rect.with_max_x(rect.left() + wide), "register.anew", &words, Look::Secondary);
        let words = desk.say(r::BY_STICK);
        let stick = Rect::from_min_size(pos2(rect.left() + wide + theme::GAP, rect.top()), vec2(200.0, rect.height()));
        self.by_stick |= desk.pill(ui, stick, "register.by-stick", &words, Look::Secondary);
        if known.may_leave {
            let words = desk.say(r::LEAVE);
            let place = rect.with_min_x(rect.right() - wide);
            self.leaving |= desk.pill(ui, place, "register.leave", &words, Look::Secondary);
        } else {
            let words = desk.say(r::LEADS);
            desk.paragraph(ui, rect.with_min_x(rect.right() - 400.0), &words, theme::SMALL, theme::ink_soft());
        }
        anew.then_some(Step::Anew)
    }
}

fn counts(desk: &Desk<'_>, ui: &Ui, rect: Rect, known: &Known, seen: &Seen<'_>) {
    let third = (rect.width() - 2.0 * theme::GAP) / 3.0;
    let last = match known.reached_ms {
        Some(at_ms) => child::when(desk, at_ms, seen),
        None => desk.say(r::LAST_NEVER),
    };
    let waiting = if known.waiting == 0 { theme::ink() } else { theme::PLUM };
    let cards = [
        (known.waiting.to_string(), r::WAITING, waiting),
        (known.there.to_string(), r::THERE, theme::leaf()),
        (last, r::LAST, theme::ink()),
    ];
    for (place, (value, key, colour)) in cards.into_iter().enumerate() {
        let min = rect.min + vec2(place as f32 * (third + theme::GAP), 0.0);
        let inside = desk.card(ui, Rect::from_min_size(min, vec2(third, rect.height())));
        let size = if place == 2 { 27.0 } else { theme::NUMBER };
        let words = desk.say(key);
        if place == 2 {
            // A day in words is long: its label stands below.
            let (above, below) = inside.expand2(vec2(0.0, 8.0)).split_top_bottom_at_fraction(0.6);
            desk.text(ui, above, Align2::LEFT_CENTER, &value, size, true, colour);
            desk.text(ui, below, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
            continue;
        }
        let wide = desk.text(ui, inside, Align2::LEFT_CENTER, &value, size, true, colour);
        let label = inside.with_min_x(inside.left() + wide + 14.0);
        desk.text(ui, label, Align2::LEFT_CENTER, &words, 20.0, false, theme::ink());
    }
}

/// One sentence, what to do, and nothing else. Where the card ends.
fn said(
    desk: &mut Desk<'_>,
    ui: &Ui,
    rect: Rect,
    state: &State,
    forked: bool,
    untaken: &[String],
    seen: &Seen<'_>,
) -> f32 {
    let (card, inside) = desk.begin_card(ui, rect);
    let (title, words, colour, icon) = match state {
        State::Done => (r::STATE_DONE, r::STATE_DONE_WORDS, theme::leaf(), "tick"),
        State::Sending => (r::STATE_SENDING, r::STATE_SENDING_WORDS, theme::LAKE, "again"),
        State::Waiting => (r::STATE_WAITING, r::STATE_WAITING_WORDS, theme::LAKE, "again"),
        State::ShutOut(_) => (r::STATE_SHUT_OUT, r::STATE_SHUT_OUT_WORDS, theme::amber(), "question"),
        State::Problem(_) => (r::STATE_PROBLEM, r::STATE_SAFE, theme::amber(), "question"),
    };
    let mark = Rect::from_min_size(inside.min, vec2(48.0, 48.0));
    ui.painter().circle_filled(mark.center(), 24.0, colour);
    desk.icons.paint(ui.painter(), icon, mark.shrink(10.0));
    let beside = inside.with_min_x(mark.right() + 18.0);
    let (heading, rest) = split_top(beside, 48.0, 10.0);
    let title = desk.say(title);
    desk.text(ui, heading, Align2::LEFT_CENTER, &title, 28.0, true, theme::ink());
    let mut under = rest.top();
    let mut line = |words: &str, colour: Color32| {
        under = desk.paragraph(ui, rest.with_min_y(under), words, 21.0, colour) + 10.0;
    };
    match state {
        State::Problem(problem) => line(problem, theme::CORAL_DEEP),
        State::ShutOut(since_ms) => {
            let time = child::when(desk, *since_ms, seen);
            line(&desk.say_with(r::STATE_SHUT_OUT_SINCE, &[("time", time.as_str())]), theme::CORAL_DEEP);
        }
        State::Done | State::Sending | State::Waiting => {}
    }
    line(&desk.say(words), theme::ink_soft());
    if forked {
        let words = format!("{}. {}", desk.say(r::STATE_FORKED), desk.say(r::STATE_FORKED_WORDS));
        line(&words, theme::CORAL_DEEP);
    }
    for words in untaken.iter().take(UNTAKEN_AT_MOST) {
        line(&sentence(words), theme::CORAL_DEEP);
    }
    if untaken.len() > UNTAKEN_AT_MOST {
        let count = (untaken.len() - UNTAKEN_AT_MOST).to_string();
        line(&desk.say_with(r::UNTAKEN_MORE, &[("count", count.as_str())]), theme::CORAL_DEEP);
    }
    desk.end_card(ui, &card, under - 10.0)
}

#[cfg(test)]
mod tests {
    use super::super::exhibit::known;
    use super::*;

    #[test]
    fn what_is_wrong_is_said_until_it_is_tried_again() {
        let wrong = Status { problem: Some("the cable is out".into()), ..Status::default() };
        assert_eq!(state(&known(3, true), &wrong), State::Problem("The cable is out.".into()));
        assert_eq!(state(&known(0, true), &wrong), State::Problem("The cable is out.".into()));
        assert_eq!(state(&known(3, true), &Status { busy: true, ..wrong }), State::Sending);
        assert_eq!(state(&known(0, true), &Status { busy: true, ..Status::default() }), State::Done);
        assert_eq!(state(&known(3, true), &Status::default()), State::Waiting);
        let shut = Known { shut_out_ms: Some(7), ..known(3, true) };
        assert_eq!(state(&shut, &Status { busy: true, ..Status::default() }), State::ShutOut(7));
    }
}
