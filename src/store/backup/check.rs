//! A backup is believed when it was read back: every page, every signature, every link of the chain.

use super::Taken;
use super::error::BackupError;
use super::file::Backup;
use crate::ledger::{Head, Place, Statement, Verifier};
use crate::store::error::StoreError;
use crate::store::open::Open;
use crate::store::{database, statements};
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Builder;

/// Statements in memory at once.
const PAGE: u32 = 256;

/// Reads back what was written as `part`, to be called `to`.
pub(super) fn read_back(part: &Path, to: &Path, taken: &Taken) -> Result<(), BackupError> {
    let wrong = |what: &str| BackupError::NotAsWritten { path: to.to_owned(), what: what.to_owned() };
    let again = |error: BackupError| match error {
        BackupError::Store(error) => error.into(),
        other => wrong(&other.to_string()),
    };
    // The copy on this disk has done its work; what is looked at from here on came from the stick.
    taken.folder.clear_copy()?;
    let mut backup = Backup::open(part, to).map_err(again)?;
    if backup.keys().map_err(again)? != taken.keys {
        return Err(wrong("keys.json is another one"));
    }
    let copy = taken.folder.copy();
    backup.database(&copy).map_err(again)?;
    match look(&copy, taken) {
        Ok(None) => Ok(()),
        Ok(Some(what)) => Err(wrong(&what)),
        Err(error @ (StoreError::Damaged { .. } | StoreError::Statement { .. })) => Err(wrong(&error.to_string())),
        Err(error) => Err(error.into()),
    }
}

/// Opens a copy under the key that it must have. What is wrong with it, if anything.
fn look(copy: &Path, taken: &Taken) -> Result<Option<String>, StoreError> {
    let io = |source| StoreError::io("look into", copy, source);
    let runtime = Builder::new_current_thread().build().map_err(io)?;
    runtime.block_on(async {
        let mut open = Open::enter(copy, taken.key.clone(), None, Arc::clone(&taken.clock)).await?;
        let looked = whole(&mut open, taken.done.head).await;
        let Open { connection, .. } = open;
        database::close(connection).await?;
        looked
    })
}

async fn whole(open: &mut Open, head: Head) -> Result<Option<String>, StoreError> {
    statements::check(open).await?;
    let mut verifier = Verifier::new(open.kiosk.public(), Some(head));
    let mut after = 0;
    loop {
        let page = statements::page(&mut open.connection, &open.school.id, &open.kiosk_id, after, PAGE).await?;
        let Some(last) = page.last().map(|stored| stored.sequence) else { break };
        for stored in &page {
            verifier.take(Place::Sequence(stored.sequence), Statement::parse(&stored.compact()));
        }
        after = last;
    }
    let report = verifier.finish();
    Ok(report.faults.first().map(ToString::to_string))
}
