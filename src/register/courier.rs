//! The register's side of the courier: takes a kiosk's file, does what is in it, and makes the file to carry back. Beside a
//! running server too.

use super::storage::{Proofs, Storage, StorageError};
use super::{DataFolder, Place, RegisterError, ingest, now_ms, pull};
use crate::domain::ids::{KioskId, SchoolId};
use crate::sync::checkpoint::Checkpoint;
use crate::sync::courier::{Back, CourierError, Envelope, Opened, Receipts};
use crate::sync::identity::RegisterKey;
use crate::sync::refusal::Refusal;
use crate::sync::wire::{HeadAnswer, PushAnswer, ReceiptsAnswer, Taken};

/// What became of a kiosk's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The file to carry back.
    pub file: Vec<u8>,
    /// Whose it was.
    pub kiosk: KioskId,
    /// Statements that the register has from now on.
    pub stored: usize,
    /// Statements that it had already.
    pub already: usize,
    /// Statements that it could not take.
    pub refused: usize,
}

/// Takes a kiosk's file in. A second time everything is there already, and the answer is a good one too.
///
/// # Errors
/// [`RegisterError`]; then nothing was taken, or a part, and the rest comes with the same file again.
pub fn take_in(place: &Place, file: &[u8]) -> Result<Answered, RegisterError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(RegisterError::Runtime)?;
    runtime.block_on(async {
        let folder = DataFolder::make(&place.folder)?;
        let key = folder.key()?;
        let opened = Opened::by_register(file, &key)?;
        let storage = place.storage(&folder).await?;
        let answered = answer(&storage, &key, &opened).await;
        storage.close().await;
        answered
    })
}

async fn answer(storage: &Storage, key: &RegisterKey, opened: &Opened) -> Result<Answered, RegisterError> {
    let out = opened.out()?;
    let id = KioskId::new(opened.from()).map_err(|_| CourierError::Form)?;
    let school = &out.school;
    let kiosk = storage.kiosk(school, &id).await?.ok_or(RegisterError::Refused(Refusal::UnknownKiosk))?;
    if !opened.is_by_kiosk(&kiosk.key) {
        return Err(CourierError::Damaged.into());
    }
    if kiosk.revoked_ms.is_some() {
        return Err(RegisterError::Refused(Refusal::Revoked));
    }
    let common = storage.common(school, &id, &out.head.chain).await?;
    let mut push = Vec::with_capacity(out.push.len());
    for batch in &out.push {
        let checked = ingest::check(&kiosk.key, &batch.statements);
        push.push(PushAnswer { results: storage.ingest(school, &kiosk.key, &checked, now_ms()).await? });
        storage.finish_erasures(school, key, now_ms()).await?;
    }
    let row = storage.kiosk(school, &id).await?.ok_or(RegisterError::Refused(Refusal::UnknownKiosk))?;
    let log = storage.log(school, out.head.log_size).await?;
    let checkpoint = signed(key, school, log.size, log.root)?;
    let forked = row.forked_ms.is_some();
    let head = HeadAnswer { common, newest: row.newest, forked, checkpoint, consistency: log.consistency };
    let receipts = match &out.receipts {
        Some(asked) => {
            let proofs = storage.proofs(school, &id, &asked.heads(), asked.log_size).await?;
            parted(key, school, asked, proofs)?
        }
        None => Vec::new(),
    };
    let pull = pull::orders(storage, key, school, &out.pull).await?;
    let count =
        |matches: fn(&Taken) -> bool| push.iter().flat_map(|push| &push.results).filter(|taken| matches(taken)).count();
    let stored = count(|taken| matches!(taken, Taken::Stored | Taken::Forked));
    let (already, refused) = (count(|taken| *taken == Taken::Already), count(|taken| !taken.is_held()));
    let back = Back { head, push, asked: out.receipts.clone(), receipts, pull };
    let file = Envelope::back(&key.public(), &id).seal_to_kiosk(&kiosk.key, key, &back)?;
    Ok(Answered { file, kiosk: id, stored, already, refused })
}

/// Receipts as many at a time as were asked for. All lead to one checkpoint; the first brings the proof that it goes on
/// from the kiosk's, and for the others it is the same one.
fn parted(
    key: &RegisterKey,
    school: &SchoolId,
    asked: &Receipts,
    proofs: Proofs,
) -> Result<Vec<ReceiptsAnswer>, RegisterError> {
    let checkpoint = signed(key, school, proofs.log.size, proofs.log.root)?;
    let (mut inclusions, mut consistency) = (proofs.inclusions.into_iter(), proofs.log.consistency);
    let answer = |asked: &crate::sync::wire::ReceiptsRequest| ReceiptsAnswer {
        receipts: inclusions.by_ref().take(asked.statements.len()).collect(),
        checkpoint: checkpoint.clone(),
        consistency: std::mem::take(&mut consistency),
    };
    Ok(asked.asked.iter().map(answer).collect())
}

fn signed(key: &RegisterKey, school: &SchoolId, size: u64, root: tlog_tiles::Hash) -> Result<String, StorageError> {
    Checkpoint::sign(key, school, size, root)
        .map(|checkpoint| checkpoint.note().to_owned())
        .map_err(|_| StorageError::Log)
}
