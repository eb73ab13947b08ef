//! From accepted changes to the batch that the store writes.

use super::compare::{new_name, years};
use super::difference::{ChangeKey, Difference, What};
use super::error::RosterError;
use super::names::fold_class;
use super::proposal::{Proposal, ProposedPupil};
use crate::domain::ids::{ClassId, Numbering, PupilId};
use crate::domain::school::{Class, Pupil, YearGroup};
use crate::store::{Enrolled, Roster, RosterChange, RosterTally, Store, Turn, Watch, random_id};
use std::collections::{BTreeMap, BTreeSet};

/// A roster, what a file proposes to it, and the difference between the two: the three belong together.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The roster as it was read.
    pub roster: &'a Roster,
    /// What the file proposes.
    pub proposal: &'a Proposal,
    /// What [`super::compare()`] made of them.
    pub difference: &'a Difference,
}

/// The batch that the accepted changes are, with classes as far as they are needed. Numbers that the file has of children who
/// stay as they are go with it.
///
/// # Errors
/// [`RosterError::UnknownChange`], [`RosterError::Unclear`], [`RosterError::NothingToDo`]; no random numbers.
pub fn batch(compared: Compared<'_>, accepted: &BTreeSet<ChangeKey>, now_ms: i64) -> Result<RosterChange, RosterError> {
    let Compared { roster, proposal, difference } = compared;
    let known: BTreeSet<&ChangeKey> = difference.changes.iter().map(|change| &change.key).collect();
    if let Some(unknown) = accepted.iter().find(|key| !known.contains(key)) {
        return Err(RosterError::UnknownChange(unknown.to_string()));
    }
    let rows: BTreeMap<u32, &ProposedPupil> = proposal.pupils.iter().map(|pupil| (pupil.row, pupil)).collect();
    let mut making = Making {
        roster,
        years: years(roster, proposal),
        ids: &proposal.classes,
        owners: owners(roster),
        change: RosterChange::default(),
        new: BTreeMap::new(),
        given: BTreeSet::new(),
    };
    for change in &difference.changes {
        let row = change.row.and_then(|row| rows.get(&row));
        let is_accepted = accepted.contains(&change.key);
        match (&change.what, row) {
            (What::Stays { pupil, learns: true, .. }, Some(row)) => making.pupil(pupil, row, None)?,
            _ if !is_accepted => {}
            (What::Unclear { .. }, _) => return Err(RosterError::Unclear(change.key.to_string())),
            (What::Joins(_), Some(row)) => making.joins(row)?,
            (What::Changes { pupil, .. }, Some(row)) => {
                let class = making.class(row)?;
                making.pupil(pupil, row, Some(class))?;
            }
            (What::Leaves { pupil, .. }, _) => making.leaves(pupil, now_ms),
            (What::ClassYear { class, after, .. }, _) => {
                if let Some(before) = roster.class(class) {
                    let after = Class { year: *after, ..before.clone() };
                    making.change.classes.push(Turn { before: Some(before.clone()), after: Some(after) });
                }
            }
            _ => {}
        }
    }
    if making.change.is_empty() { Err(RosterError::NothingToDo) } else { Ok(making.change) }
}

struct Making<'a> {
    roster: &'a Roster,
    years: BTreeMap<String, (String, Option<ClassId>, YearGroup)>,
    /// The identifiers that come with classes.
    ids: &'a BTreeMap<String, ClassId>,
    owners: BTreeMap<(Numbering, String), PupilId>,
    change: RosterChange,
    /// The classes that had to be made, by their folded name.
    new: BTreeMap<String, ClassId>,
    /// The identifiers that came with the file and were given to new children.
    given: BTreeSet<PupilId>,
}

/// Who has which number.
fn owners(roster: &Roster) -> BTreeMap<(Numbering, String), PupilId> {
    let numbers = |enrolled: &Enrolled| {
        let id = enrolled.pupil.id.clone();
        enrolled.numbers.clone().into_iter().map(move |number| (number, id.clone())).collect::<Vec<_>>()
    };
    roster.pupils.values().flat_map(numbers).collect()
}

impl Making<'_> {
    /// The numbers of a row, but those of another child: a person has said that this is somebody else.
    fn numbers(&self, row: &ProposedPupil, whose: Option<&PupilId>) -> BTreeMap<Numbering, String> {
        let is_free = |number: &(Numbering, String)| self.owners.get(number).is_none_or(|owner| Some(owner) == whose);
        row.numbers.clone().into_iter().filter(is_free).collect()
    }

    /// The class of a row, made where it is new.
    fn class(&mut self, row: &ProposedPupil) -> Result<ClassId, RosterError> {
        let folded = fold_class(&row.class);
        let unknown = || RosterError::UnknownChange(ChangeKey::of_row(row.row).to_string());
        let (name, known, year) = self.years.get(&folded).cloned().ok_or_else(unknown)?;
        if let Some(id) = known.as_ref().or_else(|| self.new.get(&folded)) {
            return Ok(id.clone());
        }
        let free = |id: &&ClassId| self.roster.class(id).is_none() && !self.new.values().any(|given| given == *id);
        let id = self.ids.get(&folded).filter(free).cloned().map_or_else(|| random_id(ClassId::new), Ok)?;
        self.new.insert(folded, id.clone());
        let class = Class { id: id.clone(), name, year };
        self.change.classes.push(Turn { before: None, after: Some(class) });
        Ok(id)
    }

    fn joins(&mut self, row: &ProposedPupil) -> Result<(), RosterError> {
        // A kiosk's own list, and the register's roll, say by which identifier promises name the child: so the school's
        // machines agree.
        let known =
            row.known.clone().filter(|id| !self.roster.pupils.contains_key(id) && self.given.insert(id.clone()));
        let pupil = Pupil {
            id: known.map_or_else(|| random_id(PupilId::new), Ok)?,
            class: self.class(row)?,
            given_name: row.given_name.clone(),
            family_name: row.family_name.clone(),
        };
        let after = Enrolled { pupil, numbers: self.numbers(row, None), left_ms: None };
        self.change.pupils.push(Turn { before: None, after: Some(after) });
        Ok(())
    }

    /// A child with the file's numbers and, with a class, its name and class too.
    fn pupil(&mut self, id: &PupilId, row: &ProposedPupil, class: Option<ClassId>) -> Result<(), RosterError> {
        let Some(before) = self.roster.pupils.get(id) else {
            return Err(RosterError::UnknownChange(ChangeKey::of_row(row.row).to_string()));
        };
        let mut after = before.clone();
        if let Some(class) = class {
            let (given, family) = new_name(&before.pupil, row);
            after.pupil = Pupil { id: id.clone(), class, given_name: given.clone(), family_name: family.clone() };
            after.left_ms = None;
        }
        after.numbers.extend(self.numbers(row, Some(id)));
        self.change.pupils.push(Turn { before: Some(before.clone()), after: Some(after) });
        Ok(())
    }

    fn leaves(&mut self, id: &PupilId, now_ms: i64) {
        if let Some(before) = self.roster.pupils.get(id) {
            let after = Enrolled { left_ms: Some(now_ms), ..before.clone() };
            self.change.pupils.push(Turn { before: Some(before.clone()), after: Some(after) });
        }
    }
}

/// Writes the accepted changes in one transaction, as an import from a file of this name; waits for it. For a thread that may
/// wait.
///
/// # Errors
/// As [`batch`]; the store's, [`crate::store::StoreError::RosterChanged`] among them where somebody was quicker.
pub fn apply(
    store: &Store,
    compared: Compared<'_>,
    accepted: &BTreeSet<ChangeKey>,
    source: &str,
    now_ms: i64,
    watch: &Watch,
) -> Result<RosterTally, RosterError> {
    let change = batch(compared, accepted, now_ms)?;
    Ok(store.import_roster(change, source.to_owned(), watch.clone()).wait()?)
}
