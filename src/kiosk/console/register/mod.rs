//! The school's register: how the sending stands, and how a kiosk is let in with a ticket or taken away.
//!
//! What is shown comes from the store, read anew whenever the background worker ([`crate::sync::client::Worker`]) tells
//! of a change; nothing here waits for a network.

mod carry;
mod choose;
mod exhibit;
mod find;
mod offer;
mod status;
mod ticket;

use super::desk::Desk;
use super::orders::{Order, Seen};
use super::register_keys as r;
use crate::store::{Enrolment, StoreError};
use crate::sync::client::{Offer, Problem, Status};
use crate::sync::ticket::Ticket;
use bevy_egui::egui::{Rect, Ui};

pub(super) use carry::look;
pub(in crate::kiosk) use exhibit::Sample;
pub(super) use exhibit::sample;
pub(super) use find::Found;
pub(super) use status::{State, state};

/// The page.
#[derive(Debug, Default)]
pub(super) struct RegisterPage {
    step: Step,
    /// Whether to leave the register is being asked.
    leaving: bool,
    /// `None` until the store has answered.
    known: Option<Known>,
    /// Tickets on sticks and in the usual folders; `None` until they were looked for.
    found: Option<Vec<Found>>,
    /// What the worker said when the store was last asked; the outer `None` where it was not asked yet.
    told: Option<Option<Status>>,
    /// The gallery's, instead of the worker's.
    as_if: Option<Status>,
    /// To the page for a stick.
    pub by_stick: bool,
}

/// Where it is.
#[derive(Debug, Default)]
enum Step {
    /// How it stands; where the kiosk is not enrolled, what it is to be enrolled with.
    #[default]
    Overview,
    /// Another ticket for a kiosk that is enrolled.
    Anew,
    Typing(ticket::Typing),
    /// The register at this address is being asked.
    Asking(String),
    Offered(Box<Offer>),
    Enrolling,
}

/// What the store knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub enrolment: Option<Enrolment>,
    /// Statements without a receipt, and those with one.
    pub waiting: u64,
    pub there: u64,
    /// When the register last had everything.
    pub reached_ms: Option<i64>,
    /// What the register told this kiosk and could not be done so far, a sentence each.
    pub untaken: Vec<String>,
    /// Since when the register has shut this kiosk out.
    pub shut_out_ms: Option<i64>,
    /// Whether whoever is here may take the kiosk away.
    pub may_leave: bool,
}

/// What the page asks for.
pub(super) enum RegisterOrder {
    /// How does it stand?
    Look,
    /// Which files could be tickets?
    Find,
    Ask(Ticket),
    Accept(Box<Offer>),
    SendNow,
    Leave,
}

/// What came of a job.
pub(super) enum RegisterDone {
    Looked(Result<Known, StoreError>),
    Found(Vec<Found>),
    Asked { address: String, asked: Result<Box<Offer>, Problem> },
    Enrolled(Result<(), Problem>),
    Left(Result<(), StoreError>),
}

impl RegisterPage {
    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match &self.step {
            Step::Overview if self.leaving => "register.leave",
            Step::Overview => "register",
            Step::Anew => "register.anew",
            Step::Typing(_) => "register.typing",
            Step::Asking(_) => "register.asking",
            Step::Offered(_) => "register.offer",
            Step::Enrolling => "register.enrolling",
        }
    }

    /// Whether something is asked over the page.
    pub(super) fn covered(&self) -> bool {
        self.leaving
    }

    /// Whether something is typed, which needs the whole width.
    pub(super) fn typing(&self) -> bool {
        matches!(self.step, Step::Typing(_))
    }

    pub(super) fn show(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        seen: &Seen<'_>,
        status: Option<&Status>,
    ) -> Option<Order> {
        let order = self.page(desk, ui, rect, seen, status);
        // The worker has something new: the numbers are read again.
        let news = self.as_if.is_none() && self.told.as_ref().is_none_or(|told| told.as_ref() != status);
        if news && order.is_none() {
            self.told = Some(status.cloned());
            return Some(Order::Register(RegisterOrder::Look));
        }
        order.map(Order::Register)
    }

    fn page(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        seen: &Seen<'_>,
        status: Option<&Status>,
    ) -> Option<RegisterOrder> {
        let moment = |desk: &mut Desk<'_>, words: &str| super::first_run::making(desk, ui, rect, words);
        match &mut self.step {
            Step::Overview => {
                let Some(known) = &self.known else {
                    let words = desk.say(super::keys::JUST_A_MOMENT);
                    moment(desk, &words);
                    return None;
                };
                if known.enrolment.is_none() {
                    return self.choose(desk, ui, rect, false);
                }
                let status = self.as_if.clone().or_else(|| status.cloned()).unwrap_or_default();
                self.overview(desk, ui, rect, seen, &status)
            }
            Step::Anew => self.choose(desk, ui, rect, true),
            Step::Typing(typing) => match typing.show(desk, ui, rect)? {
                ticket::Left::Back => {
                    self.step = Step::Overview;
                    None
                }
                ticket::Left::Ticket(ticket) => Some(self.ask(ticket)),
            },
            Step::Asking(address) => {
                let words = desk.say_with(r::ASKING, &[("address", address)]);
                if offer::asking(desk, ui, rect, &words) {
                    self.step = Step::Overview;
                }
                None
            }
            Step::Offered(offer) => {
                let waiting = self.known.as_ref().map_or(0, |known| known.waiting);
                match offer::show(desk, ui, rect, offer, &seen.school.school.name, waiting)? {
                    true => {
                        let offer = offer.clone();
                        self.step = Step::Enrolling;
                        Some(RegisterOrder::Accept(offer))
                    }
                    false => {
                        self.step = Step::Overview;
                        None
                    }
                }
            }
            Step::Enrolling => {
                let words = desk.say(r::ENROLLING);
                moment(desk, &words);
                None
            }
        }
    }

    fn ask(&mut self, ticket: Ticket) -> RegisterOrder {
        self.step = Step::Asking(ticket.address.clone());
        RegisterOrder::Ask(ticket)
    }
}

#[cfg(test)]
mod tests {
    use super::super::bench::{self, Bench};
    use super::*;
    use crate::sync::ticket::TicketSecret;
    use bevy_egui::egui::pos2;

    fn body() -> Rect {
        Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 774.0))
    }

    fn ticket() -> Ticket {
        let secret = TicketSecret::new([7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255]);
        Ticket { address: "register.example:8443".into(), secret }
    }

    #[test]
    fn a_ticket_on_a_stick_is_asked_about_and_one_with_a_slip_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let (school, mut bench) = (bench::school(folder.path()), Bench::new());
        let content = bench.content.clone();
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let mut page = RegisterPage { known: Some(Known { enrolment: None, ..known() }), ..RegisterPage::default() };
        let lists = folder.path().join("lists");
        std::fs::create_dir(&lists).unwrap();
        std::fs::write(lists.join("a.txt"), &*ticket().to_text()).unwrap();
        std::fs::write(lists.join("Ticket.txt"), "register.example:8443 acorn").unwrap();
        std::fs::write(lists.join("notes.txt"), "milk, eggs").unwrap();
        page.found = Some(find::find_in(&[(lists, None)]));
        assert_eq!(page.found.as_ref().map(Vec::len), Some(2), "notes are no ticket");
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| page.show(desk, ui, body(), &seen, None);
        bench.pass(Vec::new(), &mut draw);
        assert!(!bench.map.contains_key("register.ticket.1"), "one that has a slip cannot be taken");
        match bench.tap("register.ticket.0", &mut draw) {
            Some(Order::Register(RegisterOrder::Ask(asked))) => assert_eq!(asked, ticket()),
            _ => panic!("nothing was asked"),
        }
    }

    #[test]
    fn leaving_asks_first_and_is_offered_only_to_whom_it_is_for() {
        let folder = tempfile::tempdir().unwrap();
        let (school, mut bench) = (bench::school(folder.path()), Bench::new());
        let content = bench.content.clone();
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let mut page = RegisterPage { known: Some(known()), ..RegisterPage::default() };
        bench.pass(Vec::new(), |desk, ui| page.show(desk, ui, body(), &seen, None));
        assert!(bench.map.contains_key("register.now") && !bench.map.contains_key("register.leave"));
        page.known = Some(Known { may_leave: true, ..known() });
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| page.show(desk, ui, body(), &seen, None);
        assert!(bench.tap("register.leave", &mut draw).is_none(), "it asks");
        assert!(matches!(bench.tap("register.leave-yes", &mut draw), Some(Order::Register(RegisterOrder::Leave))));
    }

    #[test]
    fn what_the_worker_tells_has_the_store_asked_again_once() {
        let folder = tempfile::tempdir().unwrap();
        let (school, mut bench) = (bench::school(folder.path()), Bench::new());
        let content = bench.content.clone();
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let mut page = RegisterPage { known: Some(known()), ..RegisterPage::default() };
        let mut pass = |backlog| {
            let status = Status { school: Some("Willow Lane".into()), backlog, ..Status::default() };
            let order = bench.pass(Vec::new(), |desk, ui| page.show(desk, ui, body(), &seen, Some(&status)));
            matches!(order, Some(Order::Register(RegisterOrder::Look)))
        };
        assert_eq!([pass(3), pass(3), pass(2), pass(2)], [true, false, true, false]);
    }

    fn known() -> Known {
        exhibit::known(2, false)
    }
}
