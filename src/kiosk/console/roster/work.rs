//! What the threads do for an import: find files, read, sort, save, undo.

use super::super::places;
use crate::domain::ids::StaffId;
use crate::kiosk::school::{OpenSchool, Opened};
use crate::roster::{
    Answer, ChangeKey, Compared, Difference, Kind, MAPPINGS_SETTING, Proposal, RosterError, SavedMapping, Source,
    apply, candidates, classes_without_year, compare, read, roll,
};
use crate::store::{Progress, Roster, RosterImport, RosterTally, Stage, Store, StoreError, Undone, Watch};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// How far a job is, told by its thread and read by frames.
#[derive(Debug, Default)]
pub(super) struct Meter(Mutex<Option<Progress>>);

impl Meter {
    pub(super) fn tell(&self, progress: Progress) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
    }

    /// The stage, and how much of it is done, from 0 to 1.
    pub(super) fn read(&self) -> (Option<Stage>, f32) {
        match *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(Progress { stage, done, total }) => (Some(stage), done as f32 / total.max(1) as f32),
            None => (None, 0.0),
        }
    }
}

/// A file that could be the office's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Candidate {
    pub path: PathBuf,
    pub name: String,
    /// The stick that it is on, by its name.
    pub stick: Option<String>,
}

/// A file under a mapping and with answers, to be sorted anew.
#[derive(Debug)]
pub(in super::super) struct Sorting {
    pub source: Source,
    pub answers: BTreeMap<u32, Answer>,
}

/// What sorting came to.
#[derive(Debug)]
pub(in super::super) struct Sorted {
    pub source: Source,
    pub answers: BTreeMap<u32, Answer>,
    pub roster: Roster,
    /// What the file proposes; or why nobody can tell yet, and what to say first.
    pub found: Result<Found, RosterError>,
}

/// What a file proposes, and what that changes.
#[derive(Debug, Clone)]
pub(in super::super) struct Found {
    pub proposal: Proposal,
    pub difference: Difference,
    pub without_year: Vec<String>,
}

/// All that an import needs to be written.
#[derive(Debug)]
pub(in super::super) struct Saving {
    pub source: Source,
    pub roster: Roster,
    pub found: Found,
    pub accepted: BTreeSet<ChangeKey>,
    pub now_ms: i64,
}

/// What a job came to.
pub(in super::super) enum Answered {
    Found {
        files: Vec<Candidate>,
        /// When the register's list came, where one did.
        roll: Result<Option<i64>, StoreError>,
        last: Result<Option<RosterImport>, StoreError>,
    },
    Sorted {
        run: u64,
        sorted: Result<Box<Sorted>, RosterError>,
    },
    Saved {
        run: u64,
        saved: Result<Box<(RosterTally, Opened)>, RosterError>,
    },
    Undone {
        run: u64,
        undone: Result<Box<(Undone, Opened)>, StoreError>,
    },
}

/// Every file that could be it: sticks first, then this computer's usual folders, each with the folders in it; the
/// newest first.
pub(super) fn find(data: &Path) -> Vec<Candidate> {
    let mut folders: Vec<(PathBuf, Option<String>)> = Vec::new();
    for place in places::all(data) {
        let stick = match &place {
            places::Place::Stick(_, name) => Some(name.clone()),
            places::Place::Here(_) => None,
        };
        folders.push((place.path().to_owned(), stick));
    }
    folders.sort_by_key(|(_, stick)| stick.is_none());
    folders.extend(places::usual().into_iter().map(|folder| (folder, None)));
    let mut found: Vec<Candidate> = Vec::new();
    for (folder, stick) in folders {
        let within = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let within: Vec<PathBuf> =
            if stick.is_some() { within.filter(|path| path.is_dir()).collect() } else { Vec::new() };
        let mut here: Vec<PathBuf> =
            std::iter::once(folder).chain(within).flat_map(|folder| candidates(&folder).unwrap_or_default()).collect();
        let changed = |path: &PathBuf| std::fs::metadata(path).and_then(|data| data.modified()).ok();
        here.sort_by_cached_key(|path| std::cmp::Reverse(changed(path)));
        for path in here {
            if found.iter().all(|known| known.path != path) {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                found.push(Candidate { path, name, stick: stick.clone() });
            }
        }
    }
    found
}

/// Reads a file, as one with the same headings was read before, and sorts it.
pub(super) fn open(store: &Store, path: &Path, watch: &Watch) -> Result<Box<Sorted>, RosterError> {
    let mut source = read(path, watch)?;
    source.recall(&remembered(store)?);
    sort(store, Sorting { source, answers: BTreeMap::new() }, watch)
}

/// The list that the register sent, sorted.
pub(super) fn roll(store: &Store, watch: &Watch) -> Result<Box<Sorted>, RosterError> {
    let source = roll::sent(store)?.ok_or(RosterError::NothingToDo)?;
    sort(store, Sorting { source, answers: BTreeMap::new() }, watch)
}

fn remembered(store: &Store) -> Result<Vec<SavedMapping>, RosterError> {
    Ok(store.setting(MAPPINGS_SETTING).wait()?.unwrap_or_default())
}

/// Sorts a file's rows and compares them with the roster.
pub(super) fn sort(store: &Store, sorting: Sorting, watch: &Watch) -> Result<Box<Sorted>, RosterError> {
    let Sorting { source, answers } = sorting;
    let own = store.school().wait()?.name;
    let roster = store.roster().wait()?;
    let found = match source.propose(Some(&own), watch) {
        Ok(proposal) => {
            let difference = compare(&roster, &proposal, &answers);
            let without_year = classes_without_year(&roster, &proposal);
            Ok(Found { proposal, difference, without_year })
        }
        // A person can say what is missing.
        Err(
            error @ (RosterError::NoNames(_)
            | RosterError::NoClass(_)
            | RosterError::SeveralSchools { .. }
            | RosterError::School { .. }),
        ) => Err(error),
        Err(error) => return Err(error),
    };
    Ok(Box::new(Sorted { source, answers, roster, found }))
}

/// Writes what was accepted, remembers the mapping, and reads the school again.
pub(super) fn save(
    store: Store,
    me: StaffId,
    saving: &Saving,
    watch: &Watch,
) -> Result<Box<(RosterTally, Opened)>, RosterError> {
    let Saving { source, roster, found, accepted, now_ms } = saving;
    let compared = Compared { roster, proposal: &found.proposal, difference: &found.difference };
    let applied = apply(&store, compared, accepted, source.name(), *now_ms, watch);
    let tally = match (source.kind(), applied) {
        // A person has looked at it and takes nothing of it.
        (Kind::Register { .. }, Err(RosterError::NothingToDo)) => RosterTally::default(),
        (_, applied) => applied?,
    };
    if let Kind::Register { version, .. } = source.kind() {
        store.settle_roll(*version).wait()?;
    }
    let mut saved = remembered(&store)?;
    source.remember(&mut saved);
    store.set_setting(MAPPINGS_SETTING, &saved).wait()?;
    Ok(Box::new((tally, OpenSchool::read(store, me)?)))
}

/// Puts everything back that the last import changed, and reads the school again.
pub(super) fn undo(store: Store, me: StaffId) -> Result<Box<(Undone, Opened)>, StoreError> {
    let undone = store.undo_roster_import().wait()?;
    Ok(Box::new((undone, OpenSchool::read(store, me)?)))
}
