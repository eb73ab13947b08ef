//! What a thread does with the office's list: find it, read it, compare it, bring it in.

use super::super::frame::Alarm;
use super::super::school::{OpenSchool, Opened};
use super::places::{self, Place};
use crate::domain::ids::StaffId;
use crate::roster::{
    Answer, ChangeKey, Compared, Difference, MAPPINGS_SETTING, Proposal, RosterError, SavedMapping, Source, apply,
    batch, candidates, classes_without_year, compare, read,
};
use crate::store::{Progress, Roster, RosterImport, RosterTally, Store, StoreError, Undone, Watch};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// A file that may be a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub path: PathBuf,
    /// Where it lies.
    pub place: Place,
    changed: Option<SystemTime>,
}

impl Found {
    /// A file at a place, of no known age.
    pub(super) fn new(path: PathBuf, place: Place) -> Self {
        Self { path, place, changed: None }
    }
}

/// So many files are offered at most, the newest first.
const FILES: usize = 60;

/// Files on sticks, in one folder below their roots too, and in the usual folders of this computer; the newest first.
pub(super) fn find(data: &Path) -> Vec<Found> {
    let mut found = Vec::new();
    for place in places::to_read(data) {
        let root = place.path().to_owned();
        let below = std::fs::read_dir(&root).into_iter().flatten().flatten().map(|entry| entry.path());
        let below: Vec<PathBuf> = match &place {
            Place::Stick(..) => below.filter(|path| path.is_dir() && !hidden(path)).take(FILES).collect(),
            Place::Here(_) => Vec::new(),
        };
        for folder in std::iter::once(root).chain(below) {
            // A folder that is not there, or may not be read, has nothing to offer.
            for path in candidates(&folder).unwrap_or_default() {
                let changed = std::fs::metadata(&path).and_then(|about| about.modified()).ok();
                found.push(Found { path, place: place.clone(), changed });
            }
        }
    }
    found.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.path.cmp(&b.path)));
    found.dedup_by(|a, b| a.path == b.path);
    found.truncate(FILES);
    found
}

fn hidden(path: &Path) -> bool {
    path.file_name().is_none_or(|name| name.to_string_lossy().starts_with(['.', '$']))
}

/// A file that was read, and what it would change.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    pub source: Source,
    pub roster: Roster,
    /// What a person said of rows that could be several children.
    pub answers: BTreeMap<u32, Answer>,
    /// What it comes to; or what is to be mended before it comes to anything, as a sentence.
    pub looked: Result<Looked, String>,
}

/// What a file comes to.
#[derive(Debug, Clone)]
pub(super) struct Looked {
    pub proposal: Proposal,
    pub difference: Difference,
    /// Classes of which nothing says how old their children are.
    pub yearless: Vec<String>,
}

impl Loaded {
    /// Whether these changes can be written.
    pub(super) fn is_ready(&self, accepted: &BTreeSet<ChangeKey>, now_ms: i64) -> bool {
        self.compared().is_some_and(|compared| batch(compared, accepted, now_ms).is_ok())
    }

    fn compared(&self) -> Option<Compared<'_>> {
        let looked = self.looked.as_ref().ok()?;
        Some(Compared { roster: &self.roster, proposal: &looked.proposal, difference: &looked.difference })
    }

    /// Looks at all of it again, after the mapping or an answer has changed.
    ///
    /// # Errors
    /// [`RosterError::Cancelled`]. Whatever else is wrong with the file can be mended on the page, and stands in `looked`.
    pub(super) fn look(&mut self, school: &str, watch: &Watch) -> Result<(), RosterError> {
        self.looked = match self.source.propose(Some(school), watch) {
            Err(RosterError::Cancelled(stopped)) => return Err(stopped.into()),
            Err(error) => Err(error.to_string()),
            Ok(proposal) => {
                let difference = compare(&self.roster, &proposal, &self.answers);
                let yearless = classes_without_year(&self.roster, &proposal);
                Ok(Looked { proposal, difference, yearless })
            }
        };
        Ok(())
    }
}

/// Reads a file and compares it.
///
/// # Errors
/// [`RosterError`].
pub(super) fn load(path: &Path, store: &Store, school: &str, watch: &Watch) -> Result<Box<Loaded>, RosterError> {
    look_at(read(path, watch)?, store, school, watch)
}

/// Compares a file that was read, in the way in which one like it was read before.
///
/// # Errors
/// [`RosterError`].
pub(super) fn look_at(
    mut source: Source,
    store: &Store,
    school: &str,
    watch: &Watch,
) -> Result<Box<Loaded>, RosterError> {
    let saved: Vec<SavedMapping> = store.setting(MAPPINGS_SETTING).wait()?.unwrap_or_default();
    source.recall(&saved);
    let roster = store.roster().wait()?;
    let mut loaded = Box::new(Loaded { source, roster, answers: BTreeMap::new(), looked: Err(String::new()) });
    loaded.look(school, watch)?;
    Ok(loaded)
}

/// Writes what was accepted, remembers how the file was read, and reads the school anew.
///
/// # Errors
/// [`RosterError`]; then nothing was changed.
pub(super) fn bring_in(
    loaded: &Loaded,
    accepted: &BTreeSet<ChangeKey>,
    store: &Store,
    me: StaffId,
    now_ms: i64,
    watch: &Watch,
) -> Result<(RosterTally, Opened), RosterError> {
    let compared = loaded.compared().ok_or(RosterError::NothingToDo)?;
    let tally = apply(store, compared, accepted, loaded.source.name(), now_ms, watch)?;
    let mut saved: Vec<SavedMapping> = store.setting(MAPPINGS_SETTING).wait()?.unwrap_or_default();
    loaded.source.remember(&mut saved);
    store.set_setting(MAPPINGS_SETTING, &saved).wait()?;
    Ok((tally, OpenSchool::read(store.clone(), me)?))
}

/// The files there are, and what was brought in last.
///
/// # Errors
/// The store's.
pub(super) fn offer(data: &Path, store: &Store) -> Result<(Vec<Found>, Option<RosterImport>), StoreError> {
    Ok((find(data), store.last_roster_import().wait()?))
}

/// Takes the last import back.
///
/// # Errors
/// The store's.
pub(super) fn undo(store: &Store, me: StaffId) -> Result<(Undone, Opened), StoreError> {
    let undone = store.undo_roster_import().wait()?;
    Ok((undone, OpenSchool::read(store.clone(), me)?))
}

/// A long job as the page sees it: how far it is, and the way to stop it.
#[derive(Clone)]
pub(super) struct Watched {
    pub watch: Watch,
    progress: Arc<Mutex<Option<Progress>>>,
}

impl std::fmt::Debug for Watched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watched").field("progress", &self.progress()).finish_non_exhaustive()
    }
}

impl Watched {
    /// A new one; each step of the job wakes the window.
    pub(super) fn new(alarm: Option<Alarm>) -> Self {
        let progress = Arc::new(Mutex::new(None));
        let told = progress.clone();
        let watch = Watch::new(move |now| {
            *told.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
            if let Some(alarm) = &alarm {
                alarm.ring_after(Duration::ZERO);
            }
        });
        Self { watch, progress }
    }

    /// How far the job is; `None` before it has said so.
    pub(super) fn progress(&self) -> Option<Progress> {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_a_roster_is_offered_the_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("kiosk");
        let lists = places::here(&data);
        std::fs::create_dir_all(&lists).unwrap();
        for (name, age) in [("old.csv", 1_000), ("new.xlsx", 10), (".hidden.csv", 5), ("letter.docx", 5)] {
            let file = std::fs::File::create(lists.join(name)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        }
        let names: Vec<String> = find(&data)
            .into_iter()
            .filter(|found| found.path.starts_with(&lists))
            .map(|found| found.path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["new.xlsx", "old.csv"]);
    }
}
