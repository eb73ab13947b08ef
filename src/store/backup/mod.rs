//! Backups: one file with all of a kiosk in it, as encrypted as the kiosk itself, and how a kiosk is put back from one.
//!
//! | part of the file (a zip, nothing in it packed) | what |
//! |---|---|
//! | `backup.json` | format, kiosk, when, and the newest statement; nothing about anybody |
//! | `keys.json` | as in the data folder: opened by the same passphrases and the same recovery key |
//! | `kiosk.db` | the database as it was at one moment, under the same key |
//!
//! The writer thread copies the database beside itself (`VACUUM INTO`), which takes it no longer than a local disk does.
//! All the rest is done on the thread that asked: sticks are slow. A file has its name only once it was read back, and
//! every page, signature and link of its chain was checked.

mod check;
mod error;
mod file;
mod restore;
mod standing;

pub use error::BackupError;
pub use restore::{Restored, restore};
pub use standing::{BackupStanding, LastBackup};

use super::clock::Clock;
use super::database_key::DatabaseKey;
use super::error::StoreError;
use super::folder::Folder;
use super::handle::Store;
use super::open::Open;
use super::writer::Writer;
use crate::domain::ids::KioskId;
use crate::ledger::Head;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The ending of a backup's name.
pub const BACKUP_ENDING: &str = "promise-backup";

/// One backup at a time: they share the place beside the database.
static TURN: Mutex<()> = Mutex::new(());

/// That a backup was written, read back and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// When the database was copied, milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// The newest statement in it.
    pub head: Head,
}

/// What the writer thread hands over.
struct Taken {
    folder: Folder,
    key: DatabaseKey,
    /// The bytes of keys.json.
    keys: Vec<u8>,
    kiosk: KioskId,
    clock: Arc<dyn Clock>,
    done: BackedUp,
}

impl Store {
    /// Writes a backup to a file that is not there yet, in a folder that is. Waits: for a thread of its own. Children's
    /// promises wait only while the database is copied on this disk.
    ///
    /// # Errors
    /// [`BackupError`]; then there is no file of that name.
    pub fn back_up(&self, to: &Path) -> Result<BackedUp, BackupError> {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = file::folder_of(to);
        if !folder.is_dir() {
            return Err(BackupError::NoFolder(folder));
        }
        if to.exists() {
            return Err(BackupError::Exists(to.to_owned()));
        }
        let taken = self.post(Writer::copy_out).wait()?;
        let done = taken.done.clone();
        let written = write(&taken, to);
        if let Err(error) = taken.folder.clear_copy() {
            tracing::warn!(%error, "the copy beside the database was not removed; the next backup does it");
        }
        written?;
        self.keep_last(LastBackup { at_ms: done.at_ms, place: shown(to), sequence: done.head.sequence })?;
        tracing::info!(statements = done.head.sequence, "a backup was made");
        Ok(done)
    }
}

/// Where a backup lies, as people read it.
fn shown(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

/// Writes, reads back, checks, and only then gives it its name.
fn write(taken: &Taken, to: &Path) -> Result<(), BackupError> {
    let part: PathBuf = file::part_beside(to);
    let written = file::write(&part, taken).map_err(|source| BackupError::write(to, source)).and_then(|()| {
        check::read_back(&part, to, taken)?;
        std::fs::rename(&part, to).map_err(|source| BackupError::write(to, source))
    });
    if written.is_err()
        && let Err(error) = std::fs::remove_file(&part)
    {
        tracing::warn!(%error, "an unfinished backup stays behind; the next one there takes its place");
    }
    if written.is_ok()
        && let Err(error) = super::platform::sync_folder(&file::folder_of(to))
    {
        // Some file systems of sticks know no such thing; the file itself is on it.
        tracing::debug!(%error, "the stick's folder was not flushed by itself");
    }
    written
}

impl Writer {
    /// Copies the database beside itself.
    fn copy_out(&mut self) -> Result<Taken, StoreError> {
        let folder = self.folder.clone();
        self.with_open(async |open: &mut Open| {
            open.no_day_key()?;
            folder.clear_copy()?;
            let copied = copy(open, &folder).await;
            if copied.is_err()
                && let Err(error) = folder.clear_copy()
            {
                tracing::warn!(%error, "half a copy stays beside the database; the next backup removes it");
            }
            copied
        })
    }
}

async fn copy(open: &mut Open, folder: &Folder) -> Result<Taken, StoreError> {
    let path = folder.copy();
    folder.make_private(&path)?;
    let unreadable = || StoreError::io("name", &path, std::io::ErrorKind::InvalidFilename.into());
    let to = path.to_str().ok_or_else(unreadable)?.to_owned();
    sqlx::query("VACUUM INTO ?").bind(to).execute(&mut open.connection).await?;
    let keys = folder.keys();
    Ok(Taken {
        keys: std::fs::read(&keys).map_err(|source| StoreError::io("read", &keys, source))?,
        folder: folder.clone(),
        key: open.key.clone(),
        kiosk: open.kiosk_id.clone(),
        clock: Arc::clone(&open.clock),
        done: BackedUp { at_ms: open.clock.wall_ms(), head: open.head().await? },
    })
}
