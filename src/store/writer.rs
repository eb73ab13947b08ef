//! The writer thread: the only one that touches the folder. Calls are posted to it and answered one after the other.

use super::clock::Clock;
use super::database;
use super::error::StoreError;
use super::folder::{Folder, FolderLock};
use super::open::Open;
use super::pending::Pending;
use super::tries::Tries;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// When nothing was asked for this long after something was written, the write-ahead log is folded back: while nobody
/// waits for it.
const IDLE: Duration = Duration::from_millis(400);

/// Whether the store can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// No key in memory: a passphrase or the recovery key is needed.
    Sealed,
    /// The key is in memory, and nothing is answered until a PIN or a passphrase is given.
    Locked,
    /// Open.
    Open,
    /// Shut down for good.
    Closed,
}

/// What the thread holds.
pub(crate) struct Writer {
    pub(crate) folder: Folder,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) tries: Tries,
    pub(crate) runtime: Runtime,
    pub(crate) state: State,
    pub(crate) lock: Option<FolderLock>,
    shared: Arc<Shared>,
}

/// The store's three states of use, and the end.
pub(crate) enum State {
    Sealed,
    Locked(Box<Open>),
    Open(Box<Open>),
    Closed,
}

/// What handles can see without asking.
pub(crate) struct Shared {
    access: Mutex<Access>,
    wake: Mutex<Option<Arc<dyn Fn() + Send + Sync>>>,
}

type Job = Box<dyn FnOnce(&mut Writer) + Send>;

/// The handles' common end of the channel. When the last handle goes, the thread folds the log back, closes the file
/// and ends, and the drop waits for that.
pub(crate) struct Line {
    jobs: Option<Sender<Job>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    shared: Arc<Shared>,
}

impl Line {
    /// Starts the thread for a folder.
    pub(crate) fn start(folder: Folder, lock: Option<FolderLock>, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let shared = Arc::new(Shared { access: Mutex::new(Access::Sealed), wake: Mutex::new(None) });
        let io = |source| StoreError::io("start a thread for", folder.path(), source);
        let writer = Writer {
            tries: Tries::read(&folder, clock.as_ref()),
            runtime: Builder::new_current_thread().enable_all().build().map_err(io)?,
            folder: folder.clone(),
            clock,
            state: State::Sealed,
            lock,
            shared: Arc::clone(&shared),
        };
        let (jobs, inbox) = channel();
        let thread =
            std::thread::Builder::new().name("store".to_owned()).spawn(move || writer.run(&inbox)).map_err(io)?;
        Ok(Self { jobs: Some(jobs), thread: Mutex::new(Some(thread)), shared })
    }

    /// Posts a call. The answer is [`StoreError::Closed`] where the thread has ended.
    pub(crate) fn post<T: Send + 'static>(
        &self,
        call: impl FnOnce(&mut Writer) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<T> {
        let (reply, pending) = Pending::new();
        let job = Box::new(move |writer: &mut Writer| {
            let answer = call(writer);
            writer.publish();
            if let Err(error) = &answer {
                tracing::debug!(%error, "the store refused");
            }
            if reply.send(answer).is_err() {
                tracing::trace!("nobody waited for an answer of the store");
            }
            writer.wake();
        });
        if self.jobs.as_ref().is_none_or(|jobs| jobs.send(job).is_err()) {
            tracing::debug!("the store was asked after it was shut down");
        }
        pending
    }

    /// Whether the store can be used now.
    pub(crate) fn access(&self) -> Access {
        *self.shared.access.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls this after every answer.
    pub(crate) fn set_wake(&self, wake: Arc<dyn Fn() + Send + Sync>) {
        *self.shared.wake.lock().unwrap_or_else(PoisonError::into_inner) = Some(wake);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.jobs = None;
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        // The last handle may have travelled to the thread itself, in an answer that nobody took.
        if let Some(thread) = thread.filter(|thread| thread.thread().id() != std::thread::current().id())
            && thread.join().is_err()
        {
            tracing::error!("the store's thread ended badly; what it had acknowledged is on the disk");
        }
    }
}

impl Writer {
    fn run(mut self, inbox: &Receiver<Job>) {
        loop {
            let job = if self.unfolded() {
                match inbox.recv_timeout(IDLE) {
                    Ok(job) => job,
                    Err(RecvTimeoutError::Timeout) => {
                        self.fold();
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            } else {
                match inbox.recv() {
                    Ok(job) => job,
                    Err(_) => break,
                }
            };
            job(&mut self);
        }
        if let Err(error) = self.seal() {
            tracing::warn!(%error, "the database was not closed cleanly; nothing is lost, the next opening mends it");
        }
    }

    /// Before the answer goes out, so that whoever has it sees the state that it left.
    fn publish(&self) {
        let access = match self.state {
            State::Sealed => Access::Sealed,
            State::Locked(_) => Access::Locked,
            State::Open(_) => Access::Open,
            State::Closed => Access::Closed,
        };
        *self.shared.access.lock().unwrap_or_else(PoisonError::into_inner) = access;
    }

    fn wake(&self) {
        let wake = self.shared.wake.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(wake) = wake {
            wake();
        }
    }

    fn unfolded(&self) -> bool {
        matches!(&self.state, State::Open(open) | State::Locked(open) if open.unfolded)
    }

    fn fold(&mut self) {
        if let State::Open(open) | State::Locked(open) = &mut self.state {
            open.unfolded = false;
            if let Err(error) = self.runtime.block_on(database::checkpoint(&mut open.connection)) {
                tracing::warn!(%error, "the write-ahead log was not folded back; it will be tried again");
            }
        }
    }

    /// Answers a call on the open store.
    pub(crate) fn with_open<T>(
        &mut self,
        call: impl AsyncFnOnce(&mut Open) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match &mut self.state {
            State::Open(open) => self.runtime.block_on(call(open)),
            State::Locked(_) => Err(StoreError::Locked),
            State::Sealed => Err(StoreError::Sealed),
            State::Closed => Err(StoreError::Closed),
        }
    }

    /// Keeps the key and answers nothing until it is unlocked.
    pub(crate) fn lock_up(&mut self) -> Result<(), StoreError> {
        match std::mem::replace(&mut self.state, State::Sealed) {
            State::Open(mut open) => {
                let noted = self.runtime.block_on(open.note("locked"));
                self.state = State::Locked(open);
                noted
            }
            other => {
                self.state = other;
                match self.state {
                    State::Locked(_) => Ok(()),
                    State::Sealed | State::Open(_) => Err(StoreError::Sealed),
                    State::Closed => Err(StoreError::Closed),
                }
            }
        }
    }

    /// Closes the database and wipes the keys from memory.
    pub(crate) fn seal(&mut self) -> Result<(), StoreError> {
        match std::mem::replace(&mut self.state, State::Sealed) {
            State::Open(open) | State::Locked(open) => {
                let Open { connection, .. } = *open;
                self.runtime.block_on(database::close(connection))
            }
            State::Sealed => Ok(()),
            State::Closed => {
                self.state = State::Closed;
                Ok(())
            }
        }
    }

    /// Seals, and gives the folder back.
    pub(crate) fn shut_down(&mut self) -> Result<(), StoreError> {
        let sealed = self.seal();
        self.state = State::Closed;
        self.lock = None;
        sealed
    }
}
