//! The page as the gallery shows it.

use super::{Found, Known, RegisterPage, Step, ticket};
use crate::domain::ids::SchoolId;
use crate::store::Enrolment;
use crate::sync::client::{Offer, Status};
use crate::sync::ticket::{Ticket, TicketError, TicketSecret};

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::kiosk) enum Sample {
    /// Not enrolled, a ticket on a stick.
    Choosing,
    Typing,
    Offer,
    Done,
    Problem,
    ShutOut,
    Untaken,
}

/// Of an enrolled kiosk with so many statements waiting.
pub(super) fn known(waiting: u64, may_leave: bool) -> Known {
    let enrolment = SchoolId::new("s").ok().map(|school| Enrolment {
        jwk: String::new(),
        address: "register.willow.example:8443".into(),
        pin: [0; 32],
        school,
        name: "Willow Lane Primary".into(),
        checkpoint: None,
    });
    let reached_ms = Some(1_795_338_600_000); // 22 November 2026, 9:10 in London.
    Known { enrolment, waiting, there: 214, reached_ms, untaken: Vec::new(), shut_out_ms: None, may_leave }
}

pub(in super::super) fn sample(sample: Sample) -> RegisterPage {
    let secret = TicketSecret::new([3, 14, 15, 92, 65, 35, 89, 79, 32, 38, 46, 26]);
    let whole = Ticket { address: "register.willow.example:8443".into(), secret };
    let page = RegisterPage { as_if: Some(Status::default()), ..RegisterPage::default() };
    match sample {
        Sample::Choosing => {
            let found = |name: &str, stick: Option<&str>, ticket| Found {
                name: name.into(),
                stick: stick.map(str::to_owned),
                ticket,
            };
            let found = vec![
                found("ticket.txt", Some("OFFICE"), Ok(whole)),
                found("ticket (old).txt", None, Err(TicketError::Length(12))),
            ];
            RegisterPage { known: Some(Known { enrolment: None, ..known(18, true) }), found: Some(found), ..page }
        }
        Sample::Typing => {
            let step = Step::Typing(ticket::Typing::so_far(&whole, 7));
            RegisterPage { known: Some(Known { enrolment: None, ..known(18, true) }), step, ..page }
        }
        Sample::Offer => {
            let step = Step::Offered(Box::new(Offer::example(whole, "Willow Lane Infants")));
            RegisterPage { known: Some(Known { enrolment: None, ..known(18, true) }), step, ..page }
        }
        Sample::Done => RegisterPage { known: Some(known(0, true)), ..page },
        Sample::ShutOut => {
            let shut_out_ms = Some(1_795_345_800_000); // The same day, 11:10.
            RegisterPage { known: Some(Known { shut_out_ms, ..known(18, false) }), ..page }
        }
        Sample::Untaken => {
            let untaken = vec![
                "version 3 of “ks1-pupils” from the register was not taken: there is another version 3 of “ks1-pupils” here already; nothing was changed, give it the next number".to_owned(),
                "what the register says of colleague TV was not done: the initials “TV” are somebody else’s; choose others".to_owned(),
            ];
            RegisterPage { known: Some(Known { untaken, ..known(0, true) }), ..page }
        }
        Sample::Problem => {
            let problem = crate::sync::client::Problem::Unreachable(whole.address).to_string();
            let as_if = Some(Status { problem: Some(problem), ..Status::default() });
            RegisterPage { known: Some(known(18, false)), as_if, ..page }
        }
    }
}
