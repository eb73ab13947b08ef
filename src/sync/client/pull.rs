//! Doing what the register tells: asked for until there is no more, each order checked before anything of it is done.
//! An order that cannot be carried out is told of at the end; the others are carried out all the same.

use super::exchange::Sync;
use super::problem::Problem;
use crate::domain::ids::{PupilId, SchoolId};
use crate::ledger::Head;
use crate::store::{Erase, Store, StoreError};
use crate::sync::identity::RegisterPublic;
use crate::sync::orders::{EraseOrder, Kind, Order, RollOrder};
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
    /// The version of the roll that came, where another one came.
    pub(super) roll: Option<u64>,
    /// Why the first of those orders that were not carried out was not.
    pub(super) problem: Option<Problem>,
}

impl Sync {
    /// Goes on from the last orders that were obeyed. What was done stays done, whatever comes between.
    pub(super) fn pull(&mut self) -> Result<(), Problem> {
        let mut pulling = Pulling::of(self.store(), self.register(), self.register_school())?;
        let ended = self.pull_on(&mut pulling);
        let Pulled { forgotten, roll, problem } = pulling.brought;
        self.told(forgotten, roll);
        ended?;
        problem.map_or(Ok(()), Err)
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

    fn refused(&mut self, problem: Problem) {
        tracing::warn!(%problem, "what the register tells was not carried out");
        self.brought.problem.get_or_insert(problem);
    }

    fn obey(&mut self, told: Told) -> Result<(), Problem> {
        match told.order {
            Order::Erase(order) => self.erase(order, told.counts),
            Order::Roll(order) => self.keep_roll(order),
        }
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
