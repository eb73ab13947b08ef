//! Putting a kiosk back: into a new folder, checked there, and under its name only when all of it holds.

use super::error::BackupError;
use super::file::{Backup, folder_of};
use super::standing::LastBackup;
use crate::domain::ids::KioskId;
use crate::ledger::{Head, Place, Statement, Verifier};
use crate::store::clock::Clock;
use crate::store::error::StoreError;
use crate::store::folder::Folder;
use crate::store::handle::Store;
use crate::store::platform;
use crate::store::secrets::Secret;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A kiosk that was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Its name: the same as before, since its key is.
    pub kiosk: KioskId,
    /// When the backup was made, milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// Its newest statement.
    pub head: Head,
    /// The school at the register that it was enrolled with.
    pub register: Option<String>,
}

/// Puts a backup back into a folder that is empty or not there yet, and checks all of it. The kiosk goes on as the one
/// that it was: under the same key and number, so that whatever the other had signed since is a fork (PROTOCOL.md, "Head,
/// push, receipts"). Waits.
///
/// # Errors
/// [`BackupError`], a wrong passphrase included; then the folder is as it was.
pub fn restore(file: &Path, folder: &Path, secret: Secret, clock: Arc<dyn Clock>) -> Result<Restored, BackupError> {
    let mut backup = Backup::open(file, file)?;
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file() {
        return Err(BackupError::NotEmpty(folder.to_owned()));
    }
    let beside = unfinished(folder)?;
    forget(&beside)?;
    let restored = fill(&mut backup, file, &beside, secret, clock).and_then(|restored| {
        let here = |source| StoreError::io("rename", folder, source);
        match std::fs::remove_dir(folder) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => return Err(here(source).into()),
            _ => {}
        }
        std::fs::rename(&beside, folder).map_err(here)?;
        platform::sync_folder(&folder_of(folder)).map_err(here)?;
        Ok(restored)
    });
    if restored.is_err()
        && let Err(error) = forget(&beside)
    {
        tracing::warn!(%error, "half of what was put back stays behind; the next try removes it");
    }
    restored
}

/// The folder's name until all of it is there.
fn unfinished(folder: &Path) -> Result<PathBuf, BackupError> {
    let unnamed = || StoreError::io("make", folder, io::ErrorKind::InvalidFilename.into());
    let mut name = folder.file_name().ok_or_else(unnamed)?.to_owned();
    name.push(".unfinished");
    Ok(folder.with_file_name(name))
}

/// Takes away what was broken off.
fn forget(folder: &Path) -> Result<(), StoreError> {
    match std::fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(StoreError::io("remove", folder, source)),
        _ => Ok(()),
    }
}

fn fill(
    backup: &mut Backup,
    file: &Path,
    beside: &Path,
    secret: Secret,
    clock: Arc<dyn Clock>,
) -> Result<Restored, BackupError> {
    let damaged = |what: String| BackupError::Damaged { path: file.to_owned(), what };
    let folder = Folder::at(beside);
    folder.make()?;
    backup.database(&folder.database())?;
    let keys = backup.keys()?;
    folder.write(&folder.keys(), &keys)?;
    let store = Store::open(beside, secret, clock).map_err(|error| match error {
        StoreError::Damaged { .. } => damaged(error.to_string()),
        other => other.into(),
    })?;
    store.check().wait().map_err(|error| damaged(error.to_string()))?;
    let key = store.public_key().wait()?;
    let kiosk = key.kiosk_id();
    if kiosk.as_str() != backup.kiosk {
        return Err(damaged("it says that it is of another kiosk".to_owned()));
    }
    let mut verifier = Verifier::new(key, Some(backup.head));
    for stored in store.statements() {
        let stored = stored?;
        verifier.take(Place::Sequence(stored.sequence), Statement::parse(&stored.compact()));
    }
    if let Some(fault) = verifier.finish().faults.first() {
        return Err(damaged(fault.to_string()));
    }
    let place = super::shown(file);
    store.put_back(LastBackup { at_ms: backup.at_ms, place, sequence: backup.head.sequence })?;
    let register = store.enrolment().wait()?.map(|enrolment| enrolment.name);
    store.shutdown().wait()?;
    Ok(Restored { kiosk, at_ms: backup.at_ms, head: backup.head, register })
}
