//! What kiosks are told to do, each order signed for them: kind by kind, what they have not obeyed yet.

use super::storage::{Storage, StorageError};
use crate::domain::ids::SchoolId;
use crate::ledger::Head;
use crate::sync::identity::RegisterKey;
use crate::sync::orders::{EraseOrder, Kind};
use crate::sync::wire::{ORDERS_AT_MOST, ORDERS_BYTES_AT_MOST, PullAnswer, PullRequest};

/// An answer that is being filled.
#[derive(Debug)]
pub(super) struct Filling {
    answer: PullAnswer,
    bytes: usize,
}

impl Filling {
    fn new() -> Self {
        Self { answer: PullAnswer { orders: Vec::new(), more: false }, bytes: 0 }
    }

    /// Adds an order; whether there was room. Where there was none, the answer says that there is more.
    pub(super) fn add(&mut self, order: String) -> bool {
        let fits =
            self.answer.orders.len() < ORDERS_AT_MOST && self.bytes.saturating_add(order.len()) <= ORDERS_BYTES_AT_MOST;
        if fits {
            self.bytes += order.len();
            self.answer.orders.push(order);
        } else {
            self.answer.more = true;
        }
        fits
    }
}

/// Who tells, and whom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) storage: &'a Storage,
    pub(super) key: &'a RegisterKey,
    pub(super) school: &'a SchoolId,
}

/// The orders of the kinds asked about; kinds that are not known here are skipped.
pub(super) async fn orders(telling: Telling<'_>, asked: &PullRequest) -> Result<PullAnswer, StorageError> {
    let mut filling = Filling::new();
    for kind in Kind::ALL {
        let Some(obeyed) = asked.kinds.iter().find(|obeyed| obeyed.kind == kind.code()) else { continue };
        match kind {
            Kind::Erasure => telling.erasures(&mut filling, obeyed.after).await?,
            Kind::Staff | Kind::Agreement => telling.decided(kind, &mut filling, obeyed.after).await?,
            Kind::Settings => telling.newest(kind, &mut filling, obeyed.after).await?,
        }
        if filling.answer.more {
            break;
        }
    }
    Ok(filling.answer)
}

impl Telling<'_> {
    async fn erasures(&self, filling: &mut Filling, after: Option<Head>) -> Result<(), StorageError> {
        let after = self.known(after).await?;
        for erasure in self.storage.erasures_since(self.school, after, ORDERS_AT_MOST as u32 + 1).await? {
            let order = EraseOrder::sign(self.key, self.school, &erasure.jwt, erasure.pupil.as_ref());
            if !filling.add(order) {
                break;
            }
        }
        Ok(())
    }

    /// The newest order of a kind of which only that one counts.
    async fn newest(&self, kind: Kind, filling: &mut Filling, after: Option<Head>) -> Result<(), StorageError> {
        let newest = self.storage.newest_order(self.school, kind.code()).await?;
        if let Some(kept) = newest.filter(|kept| Some(kept.head()) != after) {
            filling.add(kept.jwt);
        }
        Ok(())
    }

    /// Orders that were signed when they were decided. From the first on where the kiosk's last one is not ours, as below.
    async fn decided(&self, kind: Kind, filling: &mut Filling, after: Option<Head>) -> Result<(), StorageError> {
        let after = match after {
            None => 0,
            Some(head) => {
                let from = head.sequence.saturating_sub(1);
                let there = self.storage.orders_since(self.school, kind.code(), from, 1).await?;
                if there.first().is_some_and(|kept| kept.head() == head) { head.sequence } else { 0 }
            }
        };
        for kept in self.storage.orders_since(self.school, kind.code(), after, ORDERS_AT_MOST as u32 + 1).await? {
            if !filling.add(kept.jwt) {
                break;
            }
        }
        Ok(())
    }

    /// The number to go on from: that of the kiosk's last erasure, where it is one of ours. Where it is not, this register
    /// was put back from an older copy and has numbered others since: all of them, from the first on. Erasing twice does no
    /// harm.
    async fn known(&self, after: Option<Head>) -> Result<u64, StorageError> {
        let Some(head) = after else { return Ok(0) };
        let there = self.storage.erasures_since(self.school, head.sequence.saturating_sub(1), 1).await?;
        let same = there.first().is_some_and(|kept| kept.number == head.sequence && kept.hash == head.hash);
        Ok(if same { head.sequence } else { 0 })
    }
}
