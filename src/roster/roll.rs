//! The roll that the register sent, as one more source: who is new on it joins at once, and everything else waits until a
//! person has looked at it. Nobody is ever taken away for not being on it.

use super::accept::{Compared, batch};
use super::compare::compare;
use super::difference::{ChangeKey, Difference, What};
use super::error::RosterError;
use super::names::fold_class;
use super::proposal::{Proposal, ProposedPupil};
use super::source::Source;
use crate::domain::ids::PupilId;
use crate::domain::roll::{OnRoll, Roll};
use crate::domain::school::Class;
use crate::store::{Joining, RosterTally, SentRoll, Store};
use std::collections::{BTreeMap, BTreeSet};

/// The name that an import from the register is kept under, in place of a file's.
pub const FROM_REGISTER: &str = "promise-tree-register";

/// A roll that a person should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Its version.
    pub version: u64,
    /// How many changes there are.
    pub changes: usize,
    /// When it came, milliseconds since 1970 (UTC).
    pub came_ms: i64,
}

/// What a roll proposes: its children under its identifiers, in classes of its years.
#[must_use]
pub fn propose(roll: &Roll) -> Proposal {
    let classes: BTreeMap<_, &Class> = roll.classes().iter().map(|class| (&class.id, class)).collect();
    let mut proposal = Proposal::default();
    for class in roll.classes() {
        proposal.years.insert(class.name.clone(), class.year);
        proposal.classes.insert(fold_class(&class.name), class.id.clone());
    }
    for (row, OnRoll { pupil, numbers }) in (1..).zip(roll.pupils()) {
        let Some(class) = classes.get(&pupil.class) else { continue };
        proposal.pupils.push(ProposedPupil {
            row,
            given_name: pupil.given_name.clone(),
            family_name: pupil.family_name.clone(),
            class: class.name.clone(),
            year: Some(class.year),
            numbers: numbers.clone(),
            known: Some(pupil.id.clone()),
        });
    }
    proposal
}

/// The roll that the register sent last, to be looked at; `None` where it sent none.
///
/// # Errors
/// The store's.
pub fn sent(store: &Store) -> Result<Option<Source>, RosterError> {
    Ok(store.sent_roll().wait()?.map(|(sent, _)| Source::of_register(&sent)))
}

/// Takes in who is new on the roll that came last, once for each roll. Waits for the store; works while it is locked.
/// Says what was done; `None` where nothing was to do.
///
/// # Errors
/// The store's, [`crate::store::StoreError::RosterChanged`] among them where somebody was quicker: the next time does it.
pub fn take_in(store: &Store, now_ms: i64) -> Result<Option<RosterTally>, RosterError> {
    let Some((sent, roster)) = store.sent_roll().wait()? else { return Ok(None) };
    if sent.joined {
        return Ok(None);
    }
    let proposal = propose(&sent.roll);
    let difference = compare(&roster, &proposal, &BTreeMap::new());
    let joins = joins(&difference);
    let compared = Compared { roster: &roster, proposal: &proposal, difference: &difference };
    let change = if joins.is_empty() { None } else { Some(batch(compared, &joins, now_ms)?) };
    let joining = Joining { change, renamed: renamed(compared) };
    let done = store.join_from_roll(sent.version, joining, FROM_REGISTER.to_owned()).wait()?;
    if let Some(tally) = &done {
        tracing::info!(joined = tally.joined, classes = tally.classes, "children on the register's roll joined");
    }
    Ok(done)
}

/// Who is new, and of whom nobody need ask who they are.
fn joins(difference: &Difference) -> BTreeSet<ChangeKey> {
    let joins = difference.changes.iter().filter(|change| matches!(change.what, What::Joins(_)));
    joins.filter(|change| change.doubt.is_none()).map(|change| change.key.clone()).collect()
}

/// Children who are here under another identifier than on the roll, and that.
fn renamed(compared: Compared<'_>) -> Vec<(PupilId, PupilId)> {
    let rows: BTreeMap<u32, &ProposedPupil> = compared.proposal.pupils.iter().map(|pupil| (pupil.row, pupil)).collect();
    let found = compared.difference.changes.iter().filter(|change| change.doubt.is_none()).filter_map(|change| {
        let (What::Stays { pupil, .. } | What::Changes { pupil, .. }) = &change.what else { return None };
        let known = rows.get(&change.row?)?.known.clone()?;
        (known != *pupil && !compared.roster.pupils.contains_key(&known)).then(|| (pupil.clone(), known))
    });
    found.collect()
}

/// What of the roll that came last waits for a person; `None` where nothing does. Works while the kiosk is locked.
///
/// # Errors
/// The store's.
pub fn waiting(store: &Store) -> Result<Option<Waiting>, RosterError> {
    let Some((sent, roster)) = store.sent_roll().wait()? else { return Ok(None) };
    if sent.settled {
        return Ok(None);
    }
    let SentRoll { version, roll, came_ms, .. } = sent;
    let difference = compare(&roster, &propose(&roll), &BTreeMap::new());
    let changes = difference.changes.iter().filter(|change| !matches!(change.what, What::Stays { .. })).count();
    Ok((changes > 0).then_some(Waiting { version, changes, came_ms }))
}
