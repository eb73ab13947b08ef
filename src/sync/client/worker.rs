//! The background worker: syncs by itself, waits longer after each failure, and says how it stands.

use super::exchange::{Pace, Sync, once, register_time};
use super::problem::Problem;
use crate::domain::ids::PupilId;
use crate::store::{Store, StoreError};
use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// How often it looks whether there is something to send. Costs one look into the kiosk's own database.
const LOOK: Duration = Duration::from_secs(20);
/// How often it asks the register even with nothing to send.
const GREET: Duration = Duration::from_secs(600);
/// How long it waits after a first failure; twice as long after each further one.
const FIRST_WAIT: Duration = Duration::from_secs(5);
/// The longest wait, for what may go away by itself, and for what may not.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

/// How the sync stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Status {
    /// The school's name at the register; `None` where the kiosk is not enrolled.
    pub school: Option<String>,
    /// Statements without a receipt.
    pub backlog: u64,
    /// When the register last had everything, milliseconds since 1970 (UTC).
    pub last_success_ms: Option<i64>,
    /// What went wrong last, in a sentence, until it goes well again.
    pub problem: Option<String>,
    /// The register has two statements with one number of this kiosk: an older copy of it was put back.
    pub forked: bool,
    /// Children that were erased on the register's word since the kiosk was opened.
    pub forgotten: BTreeSet<PupilId>,
    /// How often the register has let a colleague in or shut one out since the kiosk was opened.
    pub told: u64,
    /// The version of the roll that came last since the kiosk was opened; what becomes of it is not the sync's to say.
    pub roll: Option<u64>,
    /// Whether a sync is under way.
    pub busy: bool,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    status: Status,
    poked: bool,
    stopping: bool,
    /// Ends the message that is under way.
    stopper: Option<Arc<Notify>>,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stopping(&self) -> bool {
        self.lock().stopping
    }
}

/// The worker's handle. It stops when this is dropped, in the middle of a message too.
pub struct Worker {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Worker").field(&self.status()).finish()
    }
}

impl Worker {
    /// Starts. `told` is called on the worker's thread whenever the status has changed.
    ///
    /// # Errors
    /// [`Problem::System`].
    pub fn start(store: Store, told: impl Fn(&Status) + Send + 'static) -> Result<Self, Problem> {
        let shared = Arc::new(Shared::default());
        let own = Arc::clone(&shared);
        let run = move || Loop { store, told: Box::new(told), shared: own, failures: 0, pace: Pace::default() }.run();
        let thread = std::thread::Builder::new().name("sync".to_owned()).spawn(run).map_err(|_| Problem::System)?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// How it stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.shared.lock().status.clone()
    }

    /// Tries at once: something was promised, or somebody pressed “now”.
    pub fn poke(&self) {
        self.shared.lock().poked = true;
        self.shared.changed.notify_all();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.stopping = true;
        if let Some(stopper) = &state.stopper {
            stopper.notify_one();
        }
        drop(state);
        self.shared.changed.notify_all();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the sync's thread ended badly");
        }
    }
}

struct Loop {
    store: Store,
    told: Box<dyn Fn(&Status) + Send>,
    shared: Arc<Shared>,
    failures: u32,
    pace: Pace,
}

impl Loop {
    fn run(mut self) {
        let mut sync: Option<Sync> = None;
        let mut greeted: Option<Instant> = None;
        while !self.shared.stopping() {
            let due = greeted.is_none_or(|last| last.elapsed() >= GREET);
            let wait = match self.once(&mut sync, due) {
                Ok(asked) => {
                    if asked {
                        greeted = Some(Instant::now());
                    }
                    self.failures = 0;
                    LOOK
                }
                // Nothing to do and nothing wrong: nobody has opened the kiosk, or enrolled it.
                Err(Problem::Store(StoreError::Sealed) | Problem::NotEnrolled) => {
                    sync = None;
                    greeted = None;
                    self.tell(|status| {
                        let forgotten = std::mem::take(&mut status.forgotten);
                        *status = Status { forgotten, told: status.told, roll: status.roll, ..Status::default() };
                    });
                    LOOK
                }
                Err(Problem::Store(StoreError::Closed) | Problem::Stopped) => return,
                Err(problem) => {
                    tracing::debug!(%problem, "a sync did not come to its end");
                    self.tell(|status| (status.busy, status.problem) = (false, Some(problem.to_string())));
                    self.pace = sync.as_ref().map_or(self.pace, Sync::pace);
                    // Next time with a new connection and what may have been enrolled meanwhile.
                    sync = None;
                    self.failures = self.failures.saturating_add(1);
                    if problem.passes() { back_off(self.failures) } else { LONGEST_WAIT }
                }
            };
            self.rest(wait);
        }
    }

    /// Whether the register was asked.
    fn once(&mut self, sync: &mut Option<Sync>, due: bool) -> Result<bool, Problem> {
        let poked = std::mem::take(&mut self.shared.lock().poked);
        // Somebody may have enrolled the kiosk elsewhere meanwhile, or taken it away.
        let enrolment = self.store.enrolment().wait()?.ok_or(Problem::NotEnrolled)?;
        sync.take_if(|sync| !sync.is_with(&enrolment));
        let due = due || sync.is_none();
        let sync = match sync {
            Some(sync) => sync,
            None => {
                let new = Sync::of(&self.store)?.at_pace(self.pace);
                self.shared.lock().stopper = Some(new.stopper());
                sync.insert(new)
            }
        };
        let progress = self.store.carried().wait()?;
        let backlog = progress.head.sequence.saturating_sub(progress.receipted);
        let school = sync.school().to_owned();
        self.tell(|status| (status.school, status.backlog) = (Some(school), backlog));
        if backlog == 0 && !due && !poked {
            return Ok(false);
        }
        if self.shared.stopping() {
            return Ok(false);
        }
        self.tell(|status| status.busy = true);
        let (shared, told) = (&self.shared, &self.told);
        let run = sync.run(|progress| {
            let backlog = progress.head.sequence.saturating_sub(progress.receipted);
            tell(shared, told, |status| status.backlog = backlog);
            !shared.stopping()
        });
        // Also what was done before something went wrong.
        let (forgotten, told, roll) = (sync.forgotten().clone(), sync.take_told(), sync.roll());
        self.tell(|status| {
            status.forgotten.extend(forgotten);
            status.told += told;
            status.roll = roll.or(status.roll);
        });
        // What it tells and cannot be done is said, and holds up no promise: it is asked for again in its own time.
        let problem = match run {
            Err(Problem::NotDone(problem)) => Some(problem.to_string()),
            run => run.map(|()| None)?,
        };
        let forked = sync.heard().is_some_and(|heard| heard.forked);
        self.tell(|status| {
            status.last_success_ms = Some(register_time(0));
            (status.busy, status.problem, status.forked) = (false, problem, forked);
        });
        Ok(true)
    }

    fn tell(&self, change: impl FnOnce(&mut Status)) {
        tell(&self.shared, &self.told, change);
    }

    /// Until the time is over, somebody pokes, or the worker is to stop.
    fn rest(&self, wait: Duration) {
        let until = Instant::now() + wait;
        let mut state = self.shared.lock();
        while !state.poked && !state.stopping {
            let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) else {
                return;
            };
            let waited = self.shared.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

fn tell(shared: &Shared, told: &dyn Fn(&Status), change: impl FnOnce(&mut Status)) {
    let mut state = shared.lock();
    let mut status = state.status.clone();
    change(&mut status);
    if status != state.status {
        state.status = status.clone();
        drop(state);
        told(&status);
    }
}

/// 5 s, 10 s, 20 s … 15 min, each shortened at random by up to half, so that thirty kiosks do not come back at once.
fn back_off(failures: u32) -> Duration {
    let whole = FIRST_WAIT.saturating_mul(1 << failures.saturating_sub(1).min(16)).min(LONGEST_WAIT);
    let random = once().ok().and_then(|bytes| bytes.first().copied()).unwrap_or(0);
    whole - whole.mul_f64(f64::from(random) / 512.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_waits_longer_but_never_beyond_a_quarter_of_an_hour_and_never_in_step() {
        for (failures, whole) in [(1, 5), (2, 10), (5, 80), (30, 900), (u32::MAX, 900)] {
            let waits: Vec<Duration> = (0..64).map(|_| back_off(failures)).collect();
            let (least, most) = (Duration::from_secs(whole) / 2, Duration::from_secs(whole));
            assert!(waits.iter().all(|wait| (least..=most).contains(wait)), "{failures}: {waits:?}");
            assert!(waits.iter().any(|wait| *wait != waits[0]));
        }
    }
}
