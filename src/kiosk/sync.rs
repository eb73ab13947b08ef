//! The sync with the school's register, in the background while the kiosk is on. A kiosk that is not enrolled does
//! nothing here but look, once in a while, whether it is. Children whom the register has had erased leave the screen; those who
//! are new on its roll come onto it.

use super::Stage;
use super::frame::Alarm;
use super::mode::Mode;
use super::school::{Contents, OpenSchool, not_withdrawn};
use crate::content::Content;
use crate::domain::ids::PupilId;
use crate::domain::school::Staff;
use crate::exports::take_offers;
use crate::roster::RosterError;
use crate::roster::roll::{self, Waiting};
use crate::store::{Access, Approved, Everybody, KeptVersion, Pending, Store, StoreError};
use crate::sync::client::{Status, Worker};
use bevy::prelude::*;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The worker, from the first unlocking on. It goes on while the kiosk is locked.
#[derive(Resource)]
pub(super) struct Syncing {
    worker: Worker,
    /// Erased in the store, as the worker tells.
    erased: Arc<Mutex<BTreeSet<PupilId>>>,
    /// What the register's roll has changed, for the screen to take over.
    came: Arc<Mutex<Option<RollCame>>>,
    /// Whether somebody looks at how it stands: only then is the window woken for every change of it.
    watched: Arc<AtomicBool>,
    /// Agreements or colleagues may be others in the store than on the screen.
    taken: Arc<AtomicBool>,
    /// They are being read again.
    reading: Option<Reading>,
}

/// What the register can change, on its way from the store.
struct Reading {
    versions: Pending<Vec<KeptVersion>>,
    approvals: Pending<Vec<Approved>>,
    staff: Pending<Vec<Staff>>,
}

impl Syncing {
    /// How it stands.
    pub(super) fn status(&self) -> Status {
        self.worker.status()
    }

    /// To say that something came from the register in another way.
    pub(super) fn taken(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.taken)
    }

    /// Tries at once.
    pub(super) fn now(&self) {
        self.worker.poke();
    }
}

/// Everybody once the roll's new children were taken in, and what waits for a person.
pub(super) struct RollCame {
    everybody: Everybody,
    waiting: Option<Waiting>,
}

impl RollCame {
    /// Takes in who is new on the roll that came last. For a thread that may wait; works while the kiosk is locked.
    pub(super) fn of(store: &Store) -> Result<Self, RosterError> {
        roll::take_in(store, jiff::Timestamp::now().as_millisecond())?;
        Ok(Self { everybody: store.everybody().wait()?, waiting: roll::waiting(store)? })
    }

    /// Onto the screen.
    pub(super) fn show(self, school: &mut OpenSchool) {
        school.take_everybody(self.everybody);
        school.roll = self.waiting;
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            begin.run_if(not(resource_exists::<Syncing>)),
            watch.run_if(resource_exists::<Syncing>),
            (forget, take_over, renew).run_if(resource_exists::<Syncing>.and_then(resource_exists::<OpenSchool>)),
        )
            .in_set(Stage::Carry),
    );
}

fn begin(school: Option<Res<OpenSchool>>, contents: Res<Contents>, alarm: Option<Res<Alarm>>, mut commands: Commands) {
    let Some(school) = school.filter(|school| school.store.access() == Access::Open) else { return };
    let erased: Arc<Mutex<BTreeSet<PupilId>>> = Arc::default();
    let (watched, taken): (Arc<AtomicBool>, Arc<AtomicBool>) = Default::default();
    let came: Arc<Mutex<Option<RollCame>>> = Arc::default();
    let (content, others, orders) = (contents.0.clone(), Arc::clone(&taken), AtomicU64::new(0));
    let (told, seen, alarm) = (Arc::clone(&erased), Arc::clone(&watched), alarm.map(|alarm| alarm.clone()));
    let (store, bring, looked) = (school.store.clone(), Arc::clone(&came), AtomicU64::new(u64::MAX));
    match Worker::start(school.store.clone(), move |status| {
        // Once at the beginning too: the kiosk may have been switched off between the roll and what follows from it.
        let roll = status.roll.unwrap_or(0);
        let new = looked.swap(roll, Ordering::Relaxed) != roll;
        if new {
            match RollCame::of(&store) {
                Ok(rolled) => *bring.lock().unwrap_or_else(PoisonError::into_inner) = Some(rolled),
                Err(error) => {
                    // Tried again when the sync next says how it stands.
                    looked.store(u64::MAX, Ordering::Relaxed);
                    warn!("{error}");
                }
            }
        }
        if let Some(problem) = &status.problem {
            warn!(backlog = status.backlog, "{problem}");
        }
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        let fewer = *told != status.forgotten;
        told.clone_from(&status.forgotten);
        drop(told);
        // This is the worker's thread: the store may be asked.
        let colleagues = orders.swap(status.told, Ordering::Relaxed) != status.told;
        let news = colleagues | (!status.busy && took_versions(&store, &content));
        if news {
            others.store(true, Ordering::Relaxed);
        }
        if let Some(alarm) = alarm.as_ref().filter(|_| new || fewer || news || seen.load(Ordering::Relaxed)) {
            alarm.ring_after(Duration::ZERO);
        }
    }) {
        Ok(worker) => commands.insert_resource(Syncing { worker, erased, came, watched, taken, reading: None }),
        Err(problem) => error_once!("{problem}"),
    }
}

/// Takes versions of agreements that the register has sent. Whether there were any.
fn took_versions(store: &Store, content: &Content) -> bool {
    match take_offers(store, content) {
        Ok(done) => !done.taken.is_empty(),
        // Nobody has opened the kiosk, or it was closed.
        Err(StoreError::Sealed | StoreError::Closed) => false,
        Err(error) => {
            warn!("what the register has sent was not looked at: {error}");
            false
        }
    }
}

/// The console shows how it stands; nothing else does.
fn watch(syncing: Res<Syncing>, mode: Res<Mode>) {
    syncing.watched.store(*mode == Mode::Console, Ordering::Relaxed);
}

/// Agreements and colleagues that came from the register are read again. While the kiosk is locked the store does not answer; they
/// are read when it is opened.
fn renew(mut syncing: ResMut<Syncing>, mut school: ResMut<OpenSchool>) {
    let syncing = syncing.bypass_change_detection();
    if syncing.taken.swap(false, Ordering::Relaxed) && school.store.access() == Access::Open {
        syncing.reading = Some(Reading {
            versions: school.store.agreement_versions(),
            approvals: school.store.approvals(),
            staff: school.store.staff(),
        });
    }
    let Some(reading) = &mut syncing.reading else { return };
    // Answered in this order: with the last one, all are there.
    let Some(staff) = reading.staff.try_take() else { return };
    let (versions, approvals) = (reading.versions.try_take(), reading.approvals.try_take());
    syncing.reading = None;
    match (versions, approvals, staff) {
        (Some(Ok(versions)), Some(Ok(approvals)), Ok(staff)) => {
            school.agreements = not_withdrawn(&versions);
            school.approvals = approvals;
            school.staff = staff;
        }
        _ => warn!("what came from the register could not be read; it is when the kiosk is next opened"),
    }
}

/// What is shown was read when the kiosk was opened: whoever was erased since is taken out of it.
fn forget(syncing: Res<Syncing>, mut school: ResMut<OpenSchool>) {
    let erased = syncing.erased.lock().unwrap_or_else(PoisonError::into_inner);
    let shown = |school: &OpenSchool| erased.iter().any(|pupil| school.pupil(pupil).is_some());
    if !erased.is_empty() && shown(&school) {
        school.forget(&erased);
    }
}

/// The same for whoever is new.
fn take_over(syncing: Res<Syncing>, mut school: ResMut<OpenSchool>) {
    let came = syncing.came.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(came) = came {
        came.show(&mut school);
    }
}
