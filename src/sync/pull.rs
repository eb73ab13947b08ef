//! What a kiosk is told, order by order: what it asks for, which orders are this register's, and how far they count as
//! obeyed; and how a register fills its answer. Pure: who carries an order out says how it went.
//!
//! One that is refused holds up no other kind, nor those of its own kind behind it. But where each of a kind counts, none
//! behind it is noted as obeyed, so that the next pull asks for it again.

use super::identity::RegisterPublic;
use super::orders::{Frame, Kind, Order, OrderError};
use super::wire::{ORDERS_BYTES_AT_MOST, Obeyed, PullAnswer, PullRequest};
use crate::domain::ids::SchoolId;
use crate::ledger::Head;
use std::collections::{BTreeMap, BTreeSet};

/// A pull under way. What was obeyed is kept elsewhere; this is gone with the pull.
#[derive(Debug)]
pub struct Pull {
    register: RegisterPublic,
    school: SchoolId,
    /// The last order of each kind that was seen, obeyed or not.
    seen: BTreeMap<Kind, Option<Head>>,
    /// Kinds of which one was refused.
    refused: BTreeSet<Kind>,
    asked: Option<PullRequest>,
}

/// An order to carry out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The order.
    pub order: Order,
    /// Whether it counts as obeyed once it is carried out: no order before it is missing.
    pub counts: bool,
}

impl Pull {
    /// Goes on from the last order of each kind that was obeyed.
    #[must_use]
    pub fn new(register: RegisterPublic, school: SchoolId, obeyed: BTreeMap<Kind, Option<Head>>) -> Self {
        Self { register, school, seen: obeyed, refused: BTreeSet::new(), asked: None }
    }

    /// What to ask; `None` where the last answer has brought nothing that was not asked for before.
    pub fn ask(&mut self) -> Option<PullRequest> {
        let ask = PullRequest::after(&self.seen);
        // A register that promises more and brings only what it brought before would keep us here for ever.
        if self.asked.as_ref() == Some(&ask) {
            return None;
        }
        self.asked = Some(ask.clone());
        Some(ask)
    }

    /// Looks at one order of an answer.
    ///
    /// # Errors
    /// [`OrderError`]; the order counts as refused.
    pub fn look(&mut self, order: &str) -> Result<Told, OrderError> {
        let frame = Frame::open(order, &self.register, &self.school).inspect_err(|_| {
            // Nobody can say which kind it was to be.
            self.refused.extend(Kind::ALL);
        })?;
        let kind = frame.kind();
        let order = frame.order().inspect_err(|_| {
            self.refused.insert(kind);
        })?;
        self.seen.insert(kind, Some(order.head()));
        let counts = !kind.each_counts() || !self.refused.contains(&kind);
        Ok(Told { order, counts })
    }

    /// Notes that an order was not carried out.
    pub fn refuse(&mut self, kind: Kind) {
        self.refused.insert(kind);
    }
}

/// An answer that a register fills, kind by kind.
#[derive(Debug)]
pub struct Filling {
    answer: PullAnswer,
    bytes: usize,
    at_most: usize,
}

impl Filling {
    /// An empty one, for so many orders.
    #[must_use]
    pub fn of_at_most(orders: usize) -> Self {
        Self { answer: PullAnswer { orders: Vec::new(), more: false }, bytes: 0, at_most: orders }
    }

    /// Adds an order; whether there was room. Where there was none, the answer says that there is more.
    pub fn add(&mut self, order: String) -> bool {
        let bytes = self.bytes.saturating_add(order.len());
        let fits = self.answer.orders.len() < self.at_most && bytes <= ORDERS_BYTES_AT_MOST;
        if fits {
            self.bytes = bytes;
            self.answer.orders.push(order);
        } else {
            self.answer.more = true;
        }
        fits
    }

    /// Whether there was an order without room.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.answer.more
    }

    /// The answer.
    #[must_use]
    pub fn answer(self) -> PullAnswer {
        self.answer
    }
}

impl PullRequest {
    /// Asks for what comes after the last order of each kind.
    #[must_use]
    pub fn after(obeyed: &BTreeMap<Kind, Option<Head>>) -> Self {
        let kinds = obeyed.iter().map(|(kind, after)| Obeyed { kind: kind.code().to_owned(), after: *after });
        Self { kinds: kinds.collect() }
    }

    /// The same, asked from the last orders of an answer to it; what cannot be read changes nothing.
    #[must_use]
    pub fn going_on(&self, answer: &PullAnswer, register: &RegisterPublic, school: &SchoolId) -> Self {
        let mut on = self.clone();
        for order in &answer.orders {
            let Ok(order) = Frame::open(order, register, school).and_then(Frame::order) else { continue };
            if let Some(obeyed) = on.kinds.iter_mut().find(|obeyed| obeyed.kind == order.kind().code()) {
                obeyed.after = Some(order.head());
            }
        }
        on
    }
}
