//! What the register answers to a kiosk that it knows, whichever way the question came: over the network (`api`) or in a
//! file (`courier`).

use super::api::Fault;
use super::storage::{Storage, StorageError};
use super::{ingest, now_ms, pull};
use crate::domain::ids::{KioskId, SchoolId};
use crate::ledger::PublicKey;
use crate::sync::checkpoint::Checkpoint;
use crate::sync::identity::RegisterKey;
use crate::sync::refusal::Refusal;
use crate::sync::request::Once;
use crate::sync::wire::{
    HeadAnswer, HeadRequest, PullAnswer, PullRequest, PushAnswer, PushRequest, ReceiptsAnswer, ReceiptsRequest, Taken,
};
use tlog_tiles::Hash;
use tokio::sync::Semaphore;

/// One batch is checked at a time, on all cores. Many at once would be done no sooner, and whoever stores a batch, for
/// which all others of the school wait, would have to share the cores with all of them.
static CHECKING: Semaphore = Semaphore::const_new(1);

/// The key of a kiosk that may ask.
pub(super) async fn let_in(storage: &Storage, school: &SchoolId, kiosk: &KioskId) -> Result<PublicKey, Fault> {
    let kiosk = storage.kiosk(school, kiosk).await?.ok_or(Refusal::UnknownKiosk)?;
    match kiosk.revoked_ms {
        Some(since_ms) => Err(Fault::ShutOut(school.clone(), since_ms)),
        None => Ok(kiosk.key),
    }
}

/// Who asks, and what is answered from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) storage: &'a Storage,
    pub(super) key: &'a RegisterKey,
    pub(super) school: &'a SchoolId,
    pub(super) kiosk: &'a PublicKey,
}

impl Asked<'_> {
    /// What there is of its chain.
    pub(super) async fn head(&self, asked: &HeadRequest) -> Result<HeadAnswer, Fault> {
        let id = self.kiosk.kiosk_id();
        let common = self.storage.common(self.school, &id, &asked.chain).await?;
        let row = self.storage.kiosk(self.school, &id).await?.ok_or(Refusal::UnknownKiosk)?;
        let told = asked.chain.iter().map(|head| head.sequence).max().unwrap_or(0);
        self.storage.note_told(self.school, &id, told, now_ms()).await?;
        let log = self.storage.log(self.school, asked.log_size).await?;
        let checkpoint = self.signed(log.size, log.root)?;
        let (newest, forked) = (row.newest, row.forked_ms.is_some());
        Ok(HeadAnswer { common, newest, forked, checkpoint, consistency: log.consistency })
    }

    /// Takes its statements in, and remembers the request that they came with, where it is one that must not come twice.
    pub(super) async fn push(&self, asked: PushRequest, once: Option<&Once>) -> Result<PushAnswer, Fault> {
        let key = *self.kiosk;
        // Signatures take the time: away from the threads that serve connections.
        let turn = CHECKING.acquire().await.map_err(|_| StorageError::Closed)?;
        let checked = tokio::task::spawn_blocking(move || ingest::check(&key, &asked.statements));
        let checked = checked.await.map_err(|_| StorageError::Closed)?;
        drop(turn);
        let results = match once {
            Some(once) => {
                let results = self.storage.ingest_request(self.school, self.kiosk, &checked, once, now_ms()).await?;
                results.ok_or(Refusal::Replayed)?
            }
            None => self.storage.ingest(self.school, self.kiosk, &checked, now_ms()).await?,
        };
        self.storage.finish_erasures(self.school, self.key, now_ms()).await?;
        if results.contains(&Taken::Forked) {
            let kiosk = self.kiosk.kiosk_id();
            tracing::warn!(kiosk = kiosk.as_str(), "two statements of this kiosk have one number; both are kept");
        }
        Ok(PushAnswer { results })
    }

    /// Proves that it has them.
    pub(super) async fn receipts(&self, asked: &ReceiptsRequest) -> Result<ReceiptsAnswer, Fault> {
        let id = self.kiosk.kiosk_id();
        let proofs = self.storage.proofs(self.school, &id, &asked.statements, asked.log_size).await?;
        let checkpoint = self.signed(proofs.log.size, proofs.log.root)?;
        Ok(ReceiptsAnswer { receipts: proofs.inclusions, checkpoint, consistency: proofs.log.consistency })
    }

    /// What it is told to do.
    pub(super) async fn pull(&self, asked: &PullRequest) -> Result<PullAnswer, Fault> {
        let telling = pull::Telling { storage: self.storage, key: self.key, school: self.school };
        Ok(pull::orders(telling, asked).await?)
    }

    fn signed(&self, size: u64, root: Hash) -> Result<String, Fault> {
        let checkpoint = Checkpoint::sign(self.key, self.school, size, root).map_err(|_| StorageError::Log)?;
        Ok(checkpoint.note().to_owned())
    }
}
