//! Jobs that take longer than a frame: key stretching, the disk, documents. Each has a thread; a frame polls, none waits.

use super::super::frame::Alarm;
use super::super::school::Opened;
use super::super::stumbles::KeptStumbles;
use super::super::sync::RollCame;
use super::agreements::Known;
use super::by_hand;
use super::courier_page::{Came, Known as Waiting};
use super::exports_orders::ExportsDone;
use super::panel_page::Health;
use super::places::Place;
use super::register::RegisterDone;
use super::roster::Answered;
use crate::domain::follow_up::FollowUp;
use crate::domain::ids::{ClassId, PupilId, StaffId};
use crate::domain::needs::Needs;
use crate::domain::rights::Right;
use crate::domain::school::{Class, Pupil, Staff};
use crate::domain::tree::{OpenTree, RecordedOutcome};
use crate::exports::ExportError;
use crate::store::{AuditEntry, BackupError, RecoveryKey, StaffLabel, Store, StoreError};
use crate::sync::client::Problem;
use bevy::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What can be seen of a data folder before anybody has unlocked it.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// Who may choose themselves.
    pub staff: Vec<StaffLabel>,
    /// Until the next passphrase is taken.
    pub passphrase_wait: Duration,
    /// Until the next PIN is taken.
    pub pin_wait: Duration,
    /// The made-up school's secrets, from `demo.txt`.
    pub demo: Option<DemoNote>,
}

/// The made-up school's secrets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct DemoNote {
    pub passphrase: Option<String>,
    pub pin: Option<String>,
}

/// What came of trying a secret.
pub(super) struct Tried {
    /// The store, to try again with.
    pub store: Option<Store>,
    pub result: Result<Welcome, StoreError>,
}

/// Somebody is in.
pub(super) struct Welcome {
    pub opened: Opened,
    /// Wrong tries since the last right one.
    pub wrong_before: u32,
    /// Who may choose new secrets, where it was the recovery key that opened it; else nobody.
    pub recovered: Vec<StaffLabel>,
}

/// A school that was set up.
pub(super) struct SetUp {
    pub opened: Opened,
    /// To be shown once; the made-up school's is thrown away.
    pub recovery_key: Option<RecoveryKey>,
}

/// What came of a job.
pub(super) enum Done {
    Looked(Result<Looked, StoreError>),
    Tried(Box<Tried>),
    SetUp(Result<Box<SetUp>, StoreError>),
    AccessSet(Result<(), StoreError>),
    /// The tree, whom it is for, and who helps whom.
    TreeOpened(Result<(OpenTree, BTreeSet<PupilId>, BTreeMap<PupilId, StaffId>), StoreError>),
    Absent {
        pupil: PupilId,
        absent: bool,
        result: Result<(), StoreError>,
    },
    Talked {
        note: u64,
        result: Result<(), StoreError>,
    },
    /// What is kept of a class's stumbles.
    StumblesKept {
        class: ClassId,
        kept: Option<KeptStumbles>,
        result: Result<(), StoreError>,
    },
    TreeClosed(Result<Vec<RecordedOutcome>, StoreError>),
    Enrolled {
        class: Class,
        pupils: Vec<Pupil>,
        result: Result<(), StoreError>,
    },
    PanelSaved(Result<(), StoreError>),
    /// What came of a change by hand.
    ByHand(by_hand::Answered),
    People(PeopleDone),
    Staff(Result<StaffDone, StoreError>),
    Register(RegisterDone),
    Health(Result<Health, StoreError>),
    BackedUp(Result<PathBuf, BackupError>),
    Agreements(Result<Known, StoreError>),
    DraftSaved(Result<(), StoreError>),
    /// What is noted of one child.
    FollowUps(Result<(PupilId, Vec<FollowUp>), StoreError>),
    Exports(ExportsDone),
    /// A new recovery key.
    NewKey(Result<RecoveryKey, StoreError>),
    Courier(Result<CourierDone, Problem>),
    Places(Vec<Place>),
    Written(Result<PathBuf, ExportError>),
    KeySaved(Result<PathBuf, ExportError>),
    /// What came of a step of an import.
    Roster(Answered),
    /// A job's thread ended without an answer.
    Lost,
}

/// What the courier's page shows.
pub(super) struct CourierDone {
    pub known: Waiting,
    pub came: Option<Came>,
    /// What a roll that came with it has changed.
    pub rolled: Option<RollCame>,
}

/// What the page about colleagues shows.
pub(super) struct StaffDone {
    pub labels: Vec<StaffLabel>,
    pub staff: Vec<Staff>,
    pub trail: Vec<AuditEntry>,
    /// What whoever is here may do.
    pub rights: BTreeSet<Right>,
}

/// What came of a job about one child: what is to be known from now on.
pub(super) enum PeopleDone {
    Set(Result<(Vec<RecordedOutcome>, Option<OpenTree>), StoreError>),
    Outcomes(Result<Vec<RecordedOutcome>, StoreError>),
    Helpers(Result<(Vec<Staff>, BTreeMap<PupilId, StaffId>), StoreError>),
    Talks(Result<BTreeSet<u64>, StoreError>),
    /// Who helped was noted afterwards: staff and outcomes.
    Helped(Result<(Vec<Staff>, Vec<RecordedOutcome>), StoreError>),
    Needs(Result<BTreeMap<PupilId, Needs>, StoreError>),
}

/// Jobs under way.
#[derive(Resource, Default)]
pub(super) struct Work {
    jobs: Mutex<Vec<Receiver<Done>>>,
}

impl Work {
    /// Starts a job on a thread of its own; when it has ended, the window is woken.
    pub(super) fn start(&self, wake: Wake, job: impl FnOnce() -> Done + Send + 'static) {
        let (answer, inbox) = channel();
        let spawned = std::thread::Builder::new().name("console".to_owned()).spawn(move || {
            // Dropped last: the window is woken when the answer is there, and also where the job is lost.
            let _wake = wake;
            let answer = answer;
            if answer.send(job()).is_err() {
                debug!("nobody waited for a job of the console");
            }
        });
        if let Err(error) = spawned {
            error!(%error, "a thread of the console could not be started");
        }
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).push(inbox);
    }

    /// What has ended since.
    pub(super) fn take(&mut self) -> Vec<Done> {
        let mut done = Vec::new();
        self.jobs.get_mut().unwrap_or_else(PoisonError::into_inner).retain(|inbox| match inbox.try_recv() {
            Ok(answer) => {
                done.push(answer);
                false
            }
            Err(TryRecvError::Empty) => true,
            Err(TryRecvError::Disconnected) => {
                done.push(Done::Lost);
                false
            }
        });
        done
    }

    /// Whether anything is under way.
    pub(super) fn busy(&self) -> bool {
        !self.jobs.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

/// Wakes the window when it goes.
pub(super) struct Wake(Option<Alarm>);

impl Wake {
    /// Of the running window; without one (tests) nothing needs waking.
    pub(super) fn of(alarm: Option<&Alarm>) -> Self {
        Self(alarm.cloned())
    }
}

impl Drop for Wake {
    fn drop(&mut self) {
        if let Some(alarm) = &self.0 {
            alarm.ring_after(Duration::ZERO);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    fn wait_for(work: &mut Work) -> Vec<Done> {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(20) {
            let done = work.take();
            if !done.is_empty() {
                return done;
            }
            std::thread::yield_now();
        }
        panic!("the job never ended");
    }

    #[test]
    fn a_job_is_answered_once() {
        let mut work = Work::default();
        work.start(Wake(None), || Done::Places(Vec::new()));
        assert!(matches!(wait_for(&mut work).as_slice(), [Done::Places(_)]));
        assert!(work.take().is_empty() && !work.busy());
    }

    #[test]
    fn a_job_that_fails_badly_is_noticed() {
        let mut work = Work::default();
        work.start(Wake(None), || panic!("as a test"));
        assert!(matches!(wait_for(&mut work).as_slice(), [Done::Lost]));
        assert!(!work.busy());
    }
}
