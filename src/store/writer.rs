//! The writer thread: the only one that touches the folder. Calls are posted to it and answered one after the other.

use super::clock::Clock;
use super::database;
use super::deed::Deed;
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
use zeroize::Zeroize;

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
    /// Whether the call that is being answered wakes the screen.
    waking: bool,
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
            runtime: Builder::new_current_thread().build().map_err(io)?,
            folder: folder.clone(),
            clock,
            state: State::Sealed,
            lock,
            shared: Arc::clone(&shared),
            waking: false,
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
        self.post_quietly(move |writer| {
            let answer = call(writer);
            writer.waking = true;
            answer
        })
    }

    /// The same for whoever waits on a thread of their own: no screen is woken.
    pub(crate) fn post_quietly<T: Send + 'static>(
        &self,
        call: impl FnOnce(&mut Writer) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<T> {
        let (reply, pending) = Pending::new();
        let job = Box::new(move |writer: &mut Writer| {
            let answer = call(writer);
            writer.publish();
            if let Err(StoreError::Database(cause) | StoreError::Disk(cause)) = &answer {
                tracing::warn!(%cause, "the database refused");
            }
            if reply.send(answer).is_err() {
                tracing::trace!("nobody waited for an answer of the store");
            }
            if std::mem::take(&mut writer.waking) {
                writer.wake();
            }
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
        self.seal_or_log();
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
        self.end_of_the_day()?;
        match &mut self.state {
            State::Open(open) => self.runtime.block_on(call(open)),
            State::Locked(_) => Err(StoreError::Locked),
            State::Sealed => Err(StoreError::Sealed),
            State::Closed => Err(StoreError::Closed),
        }
    }

    /// Answers a call on a store whose key is in memory, locked or not.
    pub(crate) fn with_keys<T>(
        &mut self,
        call: impl AsyncFnOnce(&mut Open) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match &mut self.state {
            State::Open(open) | State::Locked(open) => self.runtime.block_on(call(open)),
            State::Sealed => Err(StoreError::Sealed),
            State::Closed => Err(StoreError::Closed),
        }
    }

    /// Keeps the key and answers nothing until it is unlocked.
    pub(crate) fn lock_up(&mut self) -> Result<(), StoreError> {
        match std::mem::replace(&mut self.state, State::Sealed) {
            State::Open(mut open) => {
                let noted = self.runtime.block_on(open.note(Deed::locked()));
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
                let closed = self.runtime.block_on(database::close(connection));
                wipe_stack();
                closed
            }
            State::Sealed => Ok(()),
            State::Closed => {
                self.state = State::Closed;
                Ok(())
            }
        }
    }

    /// The same where nobody could be told of a failure.
    pub(crate) fn seal_or_log(&mut self) {
        if let Err(error) = self.seal() {
            tracing::warn!(%error, "the database was not closed cleanly; nothing is lost, the next opening mends it");
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

/// Overwrites what earlier calls left on this thread's stack below here: signing passes keys by value.
#[inline(never)]
fn wipe_stack() {
    let mut below = [0_u8; 128 * 1024];
    below.zeroize();
    std::hint::black_box(&mut below);
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use crate::domain::school::Role;
    use crate::store::{
        Created, Kdf, Label, NewAccess, NewSchool, NewStaff, Passphrase, Pin, Secret, Store, SystemClock,
    };
    use std::io::{Read, Seek, SeekFrom};

    /// How often this stands in the process's writable memory. The pattern is given inverted, so that looking for it
    /// does not put it there.
    fn in_memory(pattern: &[u8]) -> usize {
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        let mut memory = std::fs::File::open("/proc/self/mem").unwrap();
        let mut found = 0;
        // Large enough to be a mapping of its own, which is left out.
        let mut chunk = vec![0_u8; 1 << 20];
        let own = chunk.as_ptr() as u64..chunk.as_ptr() as u64 + (1 << 20);
        for line in maps.lines().filter(|line| line.contains(" rw")) {
            let (from, to) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
            let [from, to] = [from, to].map(|hex| u64::from_str_radix(hex, 16).unwrap());
            for at in (from..to).step_by(4096) {
                let window = &mut chunk[..(to - at).min(4096 + 64) as usize];
                let overlaps = at < own.end && own.start < at + window.len() as u64;
                if !overlaps && memory.seek(SeekFrom::Start(at)).is_ok() && memory.read_exact(window).is_ok() {
                    window.iter_mut().for_each(|byte| *byte = !*byte);
                    let starts = (0..4096.min(window.len())).filter(|&place| window[place] == pattern[0]);
                    found += starts.filter(|&place| window[place..].starts_with(pattern)).count();
                }
            }
        }
        found
    }

    #[test]
    fn sealing_wipes_the_database_key_from_memory() {
        let dir = tempfile::tempdir().unwrap();
        let access = NewAccess {
            label: Label::new("JO").unwrap(),
            passphrase: Passphrase::chosen("otter pebble lantern").unwrap(),
            pin: Pin::chosen("4071").unwrap(),
        };
        let staff = NewStaff { name: "Mr J Okoro".into(), role: Role::Teacher };
        let new = NewSchool::named("Willow Lane", staff, access).unwrap();
        let Created { store, .. } = Store::create(dir.path(), new, Kdf::Light, SystemClock::start()).wait().unwrap();
        // The second half: the allocator writes its own notes over the first bytes of what is freed.
        let half = async |open: &mut Open| Ok(open.key.bytes()[16..].iter().map(|byte| !byte).collect::<Vec<u8>>());
        let key = store.ask(half).wait().unwrap();
        assert_eq!(in_memory(&key), 1);
        store.lock().wait().unwrap();
        assert_eq!(in_memory(&key), 1);
        store.seal().wait().unwrap();
        assert_eq!(in_memory(&key), 0);
        let again = Secret::passphrase("otter pebble lantern");
        store.unlock(again).wait().unwrap();
        assert_eq!(in_memory(&key), 1);
        drop(store);
        assert_eq!(in_memory(&key), 0);
    }
}
