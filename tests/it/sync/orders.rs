//! What the register in memory tells, and how a kiosk in memory obeys. Only keeping is made up.

use super::model::{Kiosk, Message, Register};
use crate::ledger::made::school;
use promise_tree::domain::ids::{ClassId, KioskId, PupilId};
use promise_tree::domain::roll::{OnRoll, Roll};
use promise_tree::domain::school::{Class, Pupil, YearGroup};
use promise_tree::ledger::Head;
use promise_tree::sync::erasure::{DecidedBy, Erasure};
use promise_tree::sync::orders::roll::{hash_of, text_of};
use promise_tree::sync::orders::{EraseOrder, Kind, Order, RollOrder};
use promise_tree::sync::pull::{Filling, Pull};
use promise_tree::sync::wire::{self, PullAnswer, PullRequest};
use std::collections::{BTreeMap, BTreeSet};

/// Small, so that a pull takes several.
const ORDERS: usize = 2;

/// What the register tells.
#[derive(Default)]
pub(crate) struct Telling {
    /// Signed, each with its head.
    pub erasures: Vec<(Head, String)>,
    /// The newest, signed, with its head.
    pub roll: Option<(Head, String)>,
}

/// What a kiosk has obeyed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Obedience {
    pub obeyed: BTreeMap<Kind, Head>,
    /// The numbers of the erasures that were carried out.
    pub erased: BTreeSet<u64>,
    /// The version of the roll, and how many children are on it.
    pub roll: Option<(u64, usize)>,
}

impl Obedience {
    fn heads(&self) -> BTreeMap<Kind, Option<Head>> {
        Kind::ALL.into_iter().map(|kind| (kind, self.obeyed.get(&kind).copied())).collect()
    }

    pub(crate) fn asks(&self) -> PullRequest {
        PullRequest::after(&self.heads())
    }
}

impl Register {
    pub(crate) fn erase(&mut self) {
        let number = self.telling.erasures.len() as u64 + 1;
        let erasure = Erasure::sign(&self.key, &school(), number, &[], DecidedBy::Role("operator"), 1).unwrap();
        let pupil = PupilId::new(format!("p{number}")).unwrap();
        let order = EraseOrder::sign(&self.key, &school(), erasure.jwt(), Some(&pupil));
        self.telling.erasures.push((Head { sequence: number, hash: erasure.hash() }, order));
    }

    /// A new roll, of one child more than the last.
    pub(crate) fn new_roll(&mut self) {
        let version = self.telling.roll.as_ref().map_or(0, |(head, _)| head.sequence) + 1;
        let class = Class { id: ClassId::new("c").unwrap(), name: "Rowan".into(), year: YearGroup::Year2 };
        let child = |n: u64| Pupil {
            id: PupilId::new(format!("p{n}")).unwrap(),
            class: class.id.clone(),
            given_name: "Ada".into(),
            family_name: format!("Quill {n}"),
        };
        let pupils = (0..version).map(|n| OnRoll { pupil: child(n), numbers: BTreeMap::new() }).collect();
        let text = text_of(&Roll::new(vec![class.clone()], pupils).unwrap());
        let order = RollOrder::sign(&self.key, &school(), version, &text).unwrap();
        self.telling.roll = Some((Head { sequence: version, hash: hash_of(&text) }, order));
    }

    /// Tells what comes after.
    pub(crate) fn told(&self, asked: &PullRequest) -> PullAnswer {
        let mut filling = Filling::of_at_most(ORDERS);
        let after = |kind: Kind| asked.kinds.iter().find(|obeyed| obeyed.kind == kind.code()).unwrap().after;
        let last = after(Kind::Erasure).map_or(0, |head| head.sequence as usize);
        let roll = self.telling.roll.iter().filter(|(head, _)| after(Kind::Roll) != Some(*head));
        for (_, order) in self.telling.erasures[last..].iter().chain(roll) {
            if !filling.add(order.clone()) {
                break;
            }
        }
        filling.answer()
    }
}

impl Kiosk {
    /// One message of a pull. `stops` after so many orders, as if the plug were pulled. Says whether the pull is at its end.
    pub(crate) fn pull(
        &mut self,
        register: &mut Register,
        stops: Option<usize>,
        carry: &mut dyn FnMut(&mut Register, &KioskId, Message) -> Option<Vec<u8>>,
    ) -> bool {
        let (heads, id, key) = (self.disk.orders.heads(), self.id(), register.key.public());
        let mut pull = self.pull.take().unwrap_or_else(|| Pull::new(key, school(), heads));
        let Some(asked) = pull.ask() else { return true };
        let Some(answer) = carry(register, &id, Message::Pull(wire::write(&asked))) else { return false };
        let answer: PullAnswer = wire::read(&answer).unwrap();
        for (nth, order) in answer.orders.iter().enumerate() {
            if stops == Some(nth) {
                return false;
            }
            self.obey(&mut pull, order);
        }
        self.pull = answer.more.then_some(pull);
        self.pull.is_none()
    }

    /// Takes an answer that a courier brings late: done only where the kiosk stands where it stood when it asked.
    pub(crate) fn pull_late(&mut self, register: &Register, asked: &PullRequest, answer: &PullAnswer) {
        if self.disk.orders.asks() == *asked {
            let mut pull = Pull::new(register.key.public(), school(), self.disk.orders.heads());
            for order in &answer.orders {
                self.obey(&mut pull, order);
            }
        }
    }

    fn obey(&mut self, pull: &mut Pull, order: &str) {
        let told = pull.look(order).unwrap();
        let orders = &mut self.disk.orders;
        match &told.order {
            Order::Erase(order) if self.refuses && order.erasure.number % 3 == 0 => return pull.refuse(Kind::Erasure),
            Order::Erase(order) => {
                orders.erased.insert(order.erasure.number);
            }
            Order::Roll(order) if orders.roll.is_some_and(|(version, _)| version >= order.version) => return,
            Order::Roll(order) => orders.roll = Some((order.version, order.roll.pupils().len())),
            Order::Staff(_) | Order::Agreement(_) | Order::Settings(_) => panic!("the model's register tells of none"),
        }
        if told.counts {
            orders.obeyed.insert(told.order.kind(), told.order.head());
        }
    }
}
