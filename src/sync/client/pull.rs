//! Doing what the register tells: asked for until there is no more, each order checked before anything of it is done.

use super::exchange::Sync;
use super::problem::Problem;
use crate::domain::ids::{PupilId, SchoolId};
use crate::ledger::Head;
use crate::store::{Erase, Store};
use crate::sync::identity::RegisterPublic;
use crate::sync::order::{ERASURE, EraseOrder};
use crate::sync::refusal::Refusal;
use crate::sync::wire::{self, Obeyed, PullAnswer, PullRequest};

impl Sync {
    /// Goes on from the last order that was obeyed. What was done stays done, whatever comes between.
    pub(super) fn pull(&mut self) -> Result<(), Problem> {
        loop {
            let asked = asked(self.store())?;
            let answer: PullAnswer = match self.exchange("pull", &wire::write(&asked)) {
                // An older register, which tells nothing.
                Err(Problem::Refused(Refusal::Unknown)) => return Ok(()),
                answer => answer?,
            };
            for order in &answer.orders {
                self.obey(order)?;
            }
            // A register that promises more and brings only what it brought before would keep us here for ever.
            if !answer.more || self::asked(self.store())? == asked {
                return Ok(());
            }
        }
    }

    fn obey(&mut self, order: &str) -> Result<(), Problem> {
        if let Some(pupil) = obey(self.store(), self.register(), self.register_school(), order)? {
            self.forgot(pupil);
        }
        Ok(())
    }
}

/// Asks for what comes after the last order that was obeyed.
pub(super) fn asked(store: &Store) -> Result<PullRequest, Problem> {
    Ok(PullRequest { kinds: vec![Obeyed { kind: ERASURE.to_owned(), after: store.erasures_obeyed().wait()? }] })
}

/// Checks one order, and does it. Answers whom the kiosk has forgotten.
pub(super) fn obey(
    store: &Store,
    register: &RegisterPublic,
    school: &SchoolId,
    order: &str,
) -> Result<Option<PupilId>, Problem> {
    let order = EraseOrder::read(order, register, school)?;
    let own = store.own_key().wait()?.kiosk_id();
    let named = order.erasure.named.iter().filter(|named| named.kiosk == own);
    let statements = named.map(|named| Head { sequence: named.sequence, hash: named.hash }).collect();
    let (head, jwt, pupil) = (order.head(), order.erasure.jwt().to_owned(), order.pupil.clone());
    store.erase(Erase { order: head, jwt, statements, pupil }).wait()?;
    Ok(order.pupil)
}
