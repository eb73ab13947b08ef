//! What kiosks are told to do, each order signed for them: kind by kind, what they have not obeyed yet.

use super::storage::{Storage, StorageError};
use super::{now_ms, roll};
use crate::domain::ids::SchoolId;
use crate::ledger::Head;
use crate::sync::identity::RegisterKey;
use crate::sync::orders::{EraseOrder, Kind, RollOrder};
use crate::sync::pull::Filling;
use crate::sync::wire::{ORDERS_AT_MOST, PullAnswer, PullRequest};

/// Who tells, and whom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) storage: &'a Storage,
    pub(super) key: &'a RegisterKey,
    pub(super) school: &'a SchoolId,
}

/// The orders of the kinds asked about; kinds that are not known here are skipped.
pub(super) async fn orders(telling: Telling<'_>, asked: &PullRequest) -> Result<PullAnswer, StorageError> {
    let mut filling = Filling::of_at_most(ORDERS_AT_MOST);
    for kind in Kind::ALL {
        let Some(obeyed) = asked.kinds.iter().find(|obeyed| obeyed.kind == kind.code()) else { continue };
        match kind {
            Kind::Erasure => telling.erasures(&mut filling, obeyed.after).await?,
            Kind::Staff | Kind::Agreement => telling.decided(kind, &mut filling, obeyed.after).await?,
            Kind::Settings => telling.newest(kind, &mut filling, obeyed.after).await?,
            Kind::Roll => telling.roll(&mut filling, obeyed.after).await?,
        }
        if filling.is_full() {
            break;
        }
    }
    Ok(filling.answer())
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

    /// The newest roll, where the kiosk has another one or none.
    async fn roll(&self, filling: &mut Filling, after: Option<Head>) -> Result<(), StorageError> {
        let Some(mut issued) = roll::current(self.storage, self.school, now_ms()).await? else { return Ok(()) };
        if after == Some(issued.head) {
            return Ok(());
        }
        // The kiosk would take what it has for the newer one.
        if after.is_some_and(|after| after.sequence >= issued.head.sequence) {
            self.storage.issue_roll_anew(self.school, issued.head, now_ms()).await?;
            let Some(anew) = self.storage.issued_roll(self.school).await? else { return Ok(()) };
            issued = anew;
        }
        match RollOrder::sign(self.key, self.school, issued.head.sequence, &issued.text) {
            Ok(order) => {
                filling.add(order);
            }
            Err(error) => tracing::error!(school = self.school.as_str(), "{error}"),
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
