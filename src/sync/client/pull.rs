//! Doing what the register tells: asked for until there is no more, each order checked before anything of it is done.
//! An order that cannot be carried out is told of at the end; the others are carried out all the same.

use super::exchange::Sync;
use super::problem::Problem;
use crate::domain::ids::{PupilId, SchoolId};
use crate::ledger::Head;
use crate::store::{Colleague, Erase, Store, StoreError};
use crate::sync::identity::RegisterPublic;
use crate::sync::orders::{AgreementOrder, EraseOrder, Kind, Order, RollOrder, StaffOrder};
use crate::sync::pull::{Pull, Told};
use crate::sync::refusal::Refusal;
use crate::sync::wire::{self, PullAnswer, PullRequest};
use std::collections::{BTreeMap, BTreeSet};

/// A pull under way, with the store that carries orders out.
pub(super) struct Pulling {
    store: Store,
    pull: Pull,
    /// What came of it so far.
    pub(super) brought: Pulled,
}

/// What a pull has come to.
#[derive(Debug, Default)]
pub(super) struct Pulled {
    /// Children who were erased.
    pub(super) forgotten: BTreeSet<PupilId>,
    /// How often a colleague was let in or shut out.
    pub(super) told: u64,
    /// The version of the roll that came, where another one came.
    pub(super) roll: Option<u64>,
    /// Why the first of those orders that were not carried out was not.
    pub(super) problem: Option<Problem>,
}

impl Sync {
    /// Goes on from the last orders that were obeyed. What was done stays done, whatever comes between.
    pub(super) fn pull(&mut self) -> Result<(), Problem> {
        let mut pulling = Pulling::of(self.store(), self.register(), self.register_school())?;
        let ended = self.pull_on(&mut pulling).and_then(|()| pulling.settle());
        let Pulled { forgotten, told, roll, problem } = pulling.brought;
        self.forgot(forgotten);
        self.told(told);
        self.came(roll);
        ended?;
        problem.map_or(Ok(()), |problem| Err(Problem::NotDone(Box::new(problem))))
    }

    fn pull_on(&mut self, pulling: &mut Pulling) -> Result<(), Problem> {
        while let Some(asked) = pulling.pull.ask() {
            let answer: PullAnswer = match self.exchange("pull", &wire::write(&asked)) {
                // An older register, which tells nothing.
                Err(Problem::Refused(Refusal::Unknown)) => return Ok(()),
                answer => answer?,
            };
            pulling.take(&answer)?;
            if !answer.more {
                break;
            }
        }
        Ok(())
    }
}

/// The last order of each kind that was obeyed.
fn obeyed(store: &Store) -> Result<BTreeMap<Kind, Option<Head>>, Problem> {
    let mut obeyed = BTreeMap::new();
    for kind in Kind::ALL {
        obeyed.insert(kind, store.obeyed(kind.code()).wait()?);
    }
    Ok(obeyed)
}

/// Asks for what comes after the last orders that were obeyed.
pub(super) fn asked(store: &Store) -> Result<PullRequest, Problem> {
    Ok(PullRequest::after(&obeyed(store)?))
}

impl Pulling {
    pub(super) fn of(store: &Store, register: &RegisterPublic, school: &SchoolId) -> Result<Self, Problem> {
        let pull = Pull::new(*register, school.clone(), obeyed(store)?);
        Ok(Self { store: store.clone(), pull, brought: Pulled::default() })
    }

    /// Carries out what an answer tells, as far as that can be done.
    ///
    /// # Errors
    /// What ends the pull; an order that is refused does not.
    pub(super) fn take(&mut self, answer: &PullAnswer) -> Result<(), Problem> {
        for order in &answer.orders {
            let told = match self.pull.look(order) {
                Ok(told) => told,
                Err(error) => {
                    self.refused(error.into());
                    continue;
                }
            };
            let kind = told.order.kind();
            match self.obey(told) {
                Ok(()) => {}
                // The kiosk was closed meanwhile: it is no fault of the order's.
                Err(problem @ Problem::Store(StoreError::Sealed | StoreError::Closed)) => return Err(problem),
                Err(problem) => {
                    self.pull.refuse(kind);
                    self.refused(problem);
                }
            }
        }
        Ok(())
    }

    /// Tries once more what could not be done for colleagues before.
    pub(super) fn settle(&self) -> Result<(), Problem> {
        self.store.settle_colleagues().wait()?;
        Ok(())
    }

    fn refused(&mut self, problem: Problem) {
        tracing::warn!(%problem, "what the register tells was not carried out");
        self.brought.problem.get_or_insert(problem);
    }

    fn obey(&mut self, told: Told) -> Result<(), Problem> {
        match told.order {
            Order::Erase(order) => self.erase(order, told.counts),
            Order::Staff(order) => self.staff(order, told.counts),
            Order::Agreement(order) => self.agreement(order, told.counts),
            Order::Settings(order) => {
                let head = told.counts.then(|| order.head());
                Ok(self.store.keep_school_defaults(order.defaults, head).wait()?)
            }
            Order::Roll(order) => self.keep_roll(order),
        }
    }

    /// What cannot be done is kept in the store with the reason, and is no fault of the pull.
    fn staff(&mut self, order: StaffOrder, counts: bool) -> Result<(), Problem> {
        let head = counts.then(|| order.head());
        let StaffOrder { staff, label, key, at_ms, .. } = order;
        self.store.take_colleague(Colleague { staff, label, key, at_ms }, head).wait()?;
        self.brought.told += 1;
        Ok(())
    }

    /// Whoever knows the program's content looks at it later.
    fn agreement(&mut self, order: AgreementOrder, counts: bool) -> Result<(), Problem> {
        let head = counts.then(|| order.head());
        Ok(self.store.offer_agreement(order.version, order.words, head).wait()?)
    }

    fn keep_roll(&mut self, order: RollOrder) -> Result<(), Problem> {
        let head = order.head();
        if self.store.keep_roll(head, order.roll).wait()? {
            self.brought.roll = Some(head.sequence);
        }
        Ok(())
    }

    fn erase(&mut self, order: EraseOrder, counts: bool) -> Result<(), Problem> {
        let own = self.store.own_key().wait()?.kiosk_id();
        let named = order.erasure.named.iter().filter(|named| named.kiosk == own);
        let statements = named.map(|named| Head { sequence: named.sequence, hash: named.hash }).collect();
        let (head, jwt, pupil) = (order.head(), order.erasure.jwt().to_owned(), order.pupil.clone());
        self.store.erase(Erase { order: head, counts, jwt, statements, pupil }).wait()?;
        self.brought.forgotten.extend(order.pupil);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roll::{OnRoll, Roll};
    use crate::store::{Kdf, SystemClock, demo_school};
    use crate::sync::erasure::{DecidedBy, Erasure};
    use crate::sync::identity::RegisterKey;
    use crate::sync::orders::OrderError;
    use crate::sync::orders::roll::text_of;

    #[test]
    fn an_order_that_nobody_signed_is_told_of_and_holds_up_nothing_but_the_note_that_those_behind_it_are_done() {
        let folder = tempfile::tempdir().unwrap();
        let demo = demo_school::create(folder.path(), Kdf::Light, SystemClock::start()).unwrap();
        let store = demo.created.wait().unwrap().store;
        let (key, impostor) = (RegisterKey::from_seed([2; 32]), RegisterKey::from_seed([3; 32]));
        let (register, school) = (key.public(), SchoolId::new("willow").unwrap());
        let roster = store.roster().wait().unwrap();
        let children: Vec<&PupilId> = roster.pupils.keys().collect();
        let erase = |key: &RegisterKey, number: u64| {
            let erasure = Erasure::sign(key, &school, number, &[], DecidedBy::Role("dsl"), 1).unwrap();
            EraseOrder::sign(key, &school, erasure.jwt(), Some(children[number as usize]))
        };
        let on_roll = |enrolled: &crate::store::Enrolled| OnRoll {
            pupil: enrolled.pupil.clone(),
            numbers: enrolled.numbers.clone(),
        };
        let roll = Roll::new(roster.classes.clone(), roster.here().map(on_roll).collect()).unwrap();
        let roll = RollOrder::sign(&key, &school, 5, &text_of(&roll)).unwrap();
        let pull = |orders: Vec<String>| {
            let mut pulling = Pulling::of(&store, &register, &school).unwrap();
            pulling.take(&PullAnswer { orders, more: false }).unwrap();
            pulling.brought
        };
        let obeyed = |kind: &'static str| store.obeyed(kind).wait().unwrap().map(|head| head.sequence);
        let brought = pull(vec![erase(&impostor, 1), erase(&key, 2), roll.clone()]);
        assert!(matches!(brought.problem, Some(Problem::Order(OrderError::Signature))), "{brought:?}");
        assert_eq!(brought.forgotten, BTreeSet::from([children[2].clone()]));
        assert_eq!((obeyed("erasure"), obeyed("roll"), brought.roll), (None, Some(5), Some(5)));
        let brought = pull(vec![erase(&key, 1), erase(&key, 2), roll]);
        assert!(brought.problem.is_none() && brought.roll.is_none(), "{brought:?}");
        assert_eq!((obeyed("erasure"), obeyed("roll")), (Some(2), Some(5)));
        let left = store.roster().wait().unwrap();
        assert_eq!(left.pupils.len() + 2, roster.pupils.len());
        store.shutdown().wait().unwrap();
    }
}
