//! What kiosks are told to do: the erasures that they have not obeyed yet, each signed for them.

use super::storage::{Storage, StorageError};
use crate::domain::ids::SchoolId;
use crate::ledger::Head;
use crate::sync::identity::RegisterKey;
use crate::sync::order::{ERASURE, EraseOrder};
use crate::sync::wire::{ORDERS_AT_MOST, ORDERS_BYTES_AT_MOST, PullAnswer, PullRequest};

/// The orders of the kinds asked about; kinds that are not known here are skipped.
pub(super) async fn orders(
    storage: &Storage,
    key: &RegisterKey,
    school: &SchoolId,
    asked: &PullRequest,
) -> Result<PullAnswer, StorageError> {
    let mut answer = PullAnswer { orders: Vec::new(), more: false };
    if let Some(obeyed) = asked.kinds.iter().find(|obeyed| obeyed.kind == ERASURE) {
        let after = known(storage, school, obeyed.after).await?;
        let erasures = storage.erasures_since(school, after, ORDERS_AT_MOST as u32 + 1).await?;
        let mut bytes = 0;
        for erasure in erasures {
            let order = EraseOrder::sign(key, school, &erasure.jwt, erasure.pupil.as_ref());
            bytes += order.len();
            if answer.orders.len() == ORDERS_AT_MOST || bytes > ORDERS_BYTES_AT_MOST {
                answer.more = true;
                break;
            }
            answer.orders.push(order);
        }
    }
    Ok(answer)
}

/// The number to go on from: that of the kiosk's last erasure, where it is one of ours. Where it is not, this register was
/// put back from an older copy and has numbered others since: all of them, from the first on. Erasing twice does no harm.
async fn known(storage: &Storage, school: &SchoolId, after: Option<Head>) -> Result<u64, StorageError> {
    let Some(head) = after else { return Ok(0) };
    let there = storage.erasures_since(school, head.sequence.saturating_sub(1), 1).await?;
    let same = there.first().is_some_and(|kept| kept.number == head.sequence && kept.hash == head.hash);
    Ok(if same { head.sequence } else { 0 })
}
