//! A store as the rest of the program holds it: made, opened, locked, shut down. What can be asked of an open one is in
//! `calls.rs`.

use super::clock::Clock;
use super::create::NewSchool;
use super::error::StoreError;
use super::folder::Folder;
use super::kdf::Kdf;
use super::keyring::{Keyring, StaffLabel};
use super::open::Open;
use super::pending::Pending;
use super::recovery_key::RecoveryKey;
use super::secrets::Secret;
use super::tries::{Kind, Tries};
use super::unlock::Unlocked;
use super::writer::{Access, Line, Writer};
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// What can be seen of a store without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Who may choose themselves at the unlock screen.
    pub staff: Vec<StaffLabel>,
    /// How long until the next passphrase is taken.
    pub wait: Duration,
}

impl Sealed {
    /// Looks at a folder, and neither takes nor changes it. `None` where no school has been set up.
    ///
    /// # Errors
    /// A damaged or newer keys.json, or one that went missing beside its database.
    pub fn look(folder: &Path, clock: &dyn Clock) -> Result<Option<Self>, StoreError> {
        let folder = Folder::at(folder);
        let keyring = match Keyring::read(&folder) {
            Ok(keyring) => keyring,
            Err(StoreError::NoStore(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let wait = Tries::read(&folder, clock).wait(Kind::Passphrase, clock);
        Ok(Some(Self { staff: keyring.labels(clock.wall_ms()), wait }))
    }
}

/// A new store and the key to write down.
#[derive(Debug)]
pub struct Created {
    /// Open, in the name of whoever set it up.
    pub store: Store,
    /// Show it once: it is kept nowhere.
    pub recovery_key: RecoveryKey,
}

/// A kiosk's store. Clones share one writer thread and one connection; calls return at once and are answered in the
/// order they were made. When the last clone is dropped, the write-ahead log is folded back and the file closed.
#[derive(Clone)]
pub struct Store(Arc<Line>);

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Store").field(&self.access()).finish()
    }
}

/// Making, opening, locking.
impl Store {
    /// Makes a school's store in a folder that holds none, and opens it. Takes about a second of stretching.
    pub fn create(folder: &Path, new: NewSchool, kdf: Kdf, clock: Arc<dyn Clock>) -> Pending<Created> {
        let line = match Line::start(Folder::at(folder), None, clock) {
            Ok(line) => Arc::new(line),
            Err(error) => return Pending::ready(Err(error)),
        };
        let store = Self(Arc::clone(&line));
        line.post(move |writer| {
            let recovery_key = writer.create(&new, kdf)?;
            Ok(Created { store, recovery_key })
        })
    }

    /// Takes a folder for this process, sealed: nothing but its staff's initials can be read until
    /// [`Store::unlock`].
    ///
    /// # Errors
    /// [`StoreError::NoStore`], [`StoreError::InUse`], [`StoreError::ReadOnly`], a damaged or newer keys.json.
    pub fn at(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let folder = Folder::at(folder);
        Keyring::read(&folder)?;
        let lock = folder.lock()?;
        Line::start(folder, Some(lock), clock).map(|line| Self(Arc::new(line)))
    }

    /// [`Store::at`] and [`Store::unlock`], waiting for both: for the command line.
    ///
    /// # Errors
    /// Those of both.
    pub fn open(folder: &Path, secret: Secret, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let store = Self::at(folder, clock)?;
        store.unlock(secret).wait()?;
        Ok(store)
    }

    /// Whether it can be used now: as of the last answer.
    #[must_use]
    pub fn access(&self) -> Access {
        self.0.access()
    }

    /// Calls this on the writer thread after every answer, so that a screen that sleeps can be woken to take it.
    pub fn wake_with(&self, wake: impl Fn() + Send + Sync + 'static) {
        self.0.set_wake(Arc::new(wake));
    }

    /// Opens a sealed store (passphrase, recovery key) or a locked one (PIN, passphrase). A wrong secret is counted
    /// before it is looked at; see [`StoreError::TooSoon`].
    pub fn unlock(&self, secret: Secret) -> Pending<Unlocked> {
        self.0.post(move |writer| writer.unlock(&secret))
    }

    /// Who may choose themselves at the unlock screen, and how long until the next passphrase and the next PIN.
    pub fn labels(&self) -> Pending<(Vec<StaffLabel>, Duration, Duration)> {
        self.0.post(|writer| {
            let labels = writer.keyring()?.labels(writer.clock.wall_ms());
            let wait = |kind| writer.tries.wait(kind, writer.clock.as_ref());
            Ok((labels, wait(Kind::Passphrase), wait(Kind::Pin)))
        })
    }

    /// Locks: the key stays in memory, nothing is answered until somebody unlocks. What was posted before is done.
    pub fn lock(&self) -> Pending<()> {
        self.0.post(|writer| writer.lock_up())
    }

    /// Closes the database and wipes the keys from memory: from now on only a passphrase or the recovery key opens.
    pub fn seal(&self) -> Pending<()> {
        self.0.post(|writer| writer.seal())
    }

    /// Folds the write-ahead log back, closes the file and gives the folder to whoever wants it next.
    pub fn shutdown(&self) -> Pending<()> {
        self.0.post(|writer| writer.shut_down())
    }

    /// A call on the writer thread, whatever the state of the store.
    pub(super) fn post<T: Send + 'static>(
        &self,
        call: impl FnOnce(&mut Writer) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<T> {
        self.0.post(call)
    }

    /// A call on the open store.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        call: impl AsyncFnOnce(&mut Open) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<T> {
        self.0.post(move |writer| writer.with_open(call))
    }

    /// A call on the store while it is open or locked: for what goes on by itself, shows nothing to whoever stands there,
    /// and wakes no screen.
    pub(super) fn ask_also_locked<T: Send + 'static>(
        &self,
        call: impl AsyncFnOnce(&mut Open) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<T> {
        self.0.post_quietly(move |writer| writer.with_keys(call))
    }
}
