//! The school's roll comes in: the office's list against what the register knows, by the same comparison as at a kiosk.
//!
//! A child keeps the identifier that kiosks sign under, so that their promises are theirs: whoever a kiosk has recorded is
//! found by the list's identifier, by a number that an earlier list brought, or by name and class. Nobody leaves the roll
//! for not being in a list. [`known`] and [`after`] are pure; [`import`] does it at once, [`ready`] and [`take_over`] in two
//! steps, with a person between them.

use super::desk::{self, OPERATOR};
use super::storage::{Action, IssuedRoll, KnownClass, KnownPupil, Merge, Roll, Storage, StorageError};
use super::{Place, RegisterError, now_ms};
use crate::domain::ids::{ClassId, Numbering, PupilId, SchoolId};
use crate::domain::roll::{OnRoll, Roll as OnTheRoll};
use crate::domain::school::{Class, Pupil, YearGroup};
use crate::roster::roll::propose;
use crate::roster::{
    Answer, ChangeKey, Compared, Difference, Proposal, RosterError, What, batch, compare, fold, fold_class, years,
};
use crate::store::{Enrolled, Roster, RosterChange, RosterTally};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers by child.
type Numbers = BTreeMap<PupilId, BTreeMap<Numbering, String>>;

/// What an import came to.
#[derive(Debug)]
pub struct Imported {
    /// Whom the register knew.
    pub roster: Roster,
    /// What the list would change.
    pub difference: Difference,
    /// What of it was accepted.
    pub accepted: BTreeSet<ChangeKey>,
    /// What was written, or would be; `None` where nothing is to be.
    pub done: Option<RosterTally>,
}

/// Whom the register knows, as a roster to compare with.
#[derive(Debug, Default)]
pub struct Known {
    /// The roster.
    pub roster: Roster,
    /// The classes that are on the roll already, under their identifiers from now on.
    on_roll: BTreeSet<ClassId>,
    /// Classes of the roll that a kiosk knows under another identifier.
    renumbered: BTreeMap<ClassId, ClassId>,
    /// Children of the roll who were found to be some that a kiosk has recorded since, and those.
    joined: BTreeMap<PupilId, PupilId>,
}

/// Brings a list in: `accept` says which changes are, `dry_run` whether nothing is written.
///
/// # Errors
/// [`RegisterError`].
pub fn import(
    place: &Place,
    school_name: &str,
    proposal: &Proposal,
    accept: impl FnOnce(&Difference) -> BTreeSet<ChangeKey>,
    dry_run: bool,
) -> Result<Imported, RegisterError> {
    desk::with(place, async |storage, _| {
        let school = desk::school(storage, Some(school_name)).await?;
        bring_in(storage, &school.id, proposal, accept, (!dry_run).then_some(OPERATOR), now_ms()).await
    })
}

/// The same where the storage is open already; `by` is who stands in the trail, or nobody where nothing is to be written.
///
/// # Errors
/// [`RegisterError`].
pub async fn bring_in(
    storage: &Storage,
    school: &SchoolId,
    proposal: &Proposal,
    accept: impl FnOnce(&Difference) -> BTreeSet<ChangeKey>,
    by: Option<&str>,
    now_ms: i64,
) -> Result<Imported, RegisterError> {
    let ready = ready(storage, school, proposal, &BTreeMap::new()).await?;
    let accepted = accept(&ready.difference);
    take_over(storage, school, ready, accepted, by, now_ms).await
}

/// A list, compared with whom the register knows.
#[derive(Debug)]
pub struct Ready {
    known: Known,
    /// The list, by the identifiers that children count under.
    proposal: Proposal,
    /// What the list would change.
    pub difference: Difference,
}

impl Ready {
    /// Classes whose year nothing gives away.
    #[must_use]
    pub fn classes_without_year(&self) -> Vec<String> {
        crate::roster::classes_without_year(&self.known.roster, &self.proposal)
    }

    /// The list.
    #[must_use]
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }
}

/// Compares a list with whom the register knows, under what a person has said of rows that could be several children.
/// Nothing is written.
///
/// # Errors
/// [`RegisterError`].
pub async fn ready(
    storage: &Storage,
    school: &SchoolId,
    proposal: &Proposal,
    answers: &BTreeMap<u32, Answer>,
) -> Result<Ready, RegisterError> {
    storage.derive(school).await?;
    let classes = storage.known_classes(school).await?;
    let pupils = storage.all_pupils(school).await?;
    let counted = storage.all_counted(school).await?;
    let mut proposal = proposal.clone();
    for row in &mut proposal.pupils {
        if let Some(kept) = row.known.as_ref().and_then(|id| counted.get(id)) {
            row.known = Some(kept.clone());
        }
    }
    let told = told(storage, school).await?;
    let known = known(&classes, &pupils, storage.roll_numbers(school).await?, &proposal, &told);
    let difference = compare(&known.roster, &proposal, answers);
    Ok(Ready { known, proposal, difference })
}

/// Writes what was accepted of a comparison; without `by` nothing is written. The trail says who was marked as having left.
///
/// # Errors
/// [`RegisterError`].
pub async fn take_over(
    storage: &Storage,
    school: &SchoolId,
    ready: Ready,
    accepted: BTreeSet<ChangeKey>,
    by: Option<&str>,
    now_ms: i64,
) -> Result<Imported, RegisterError> {
    let Ready { known, proposal, difference } = ready;
    let compared = Compared { roster: &known.roster, proposal: &proposal, difference: &difference };
    let change = match batch(compared, &accepted, now_ms) {
        Ok(change) => Some(change),
        Err(RosterError::NothingToDo) => None,
        Err(error) => return Err(error.into()),
    };
    let roll = after(&known, change.as_ref(), &proposal);
    let same = change.is_none() && known.joined.is_empty() && known.renumbered.is_empty();
    let done = if same && roll.classes.iter().all(|class| known.on_roll.contains(&class.id)) {
        None
    } else {
        Some(change.map(|change| change.tally()).unwrap_or_default())
    };
    if let (Some(_), Some(by)) = (&done, by) {
        storage.keep_roll(school, &roll, now_ms).await?;
        let count = roll.pupils.len();
        storage.note(Some(school), by, Action::Roll, &count.to_string(), now_ms).await?;
        for change in difference.changes.iter().filter(|change| accepted.contains(&change.key)) {
            if let What::Leaves { pupil, .. } = &change.what {
                storage.note(Some(school), by, Action::Left, pupil.as_str(), now_ms).await?;
            }
        }
        tracing::info!(
            school = school.as_str(),
            classes = roll.classes.len(),
            pupils = count,
            "the school's roll was brought in"
        );
    }
    Ok(Imported { roster: known.roster, difference, accepted, done })
}

/// The roll as kiosks are told of it; empty where there is none.
async fn told(storage: &Storage, school: &SchoolId) -> Result<OnTheRoll, StorageError> {
    storage.issued_roll(school).await?.map_or(Ok(OnTheRoll::default()), |issued| issued.roll())
}

/// The roll to tell kiosks of, with the identifiers that kiosks sign under; `None` where the school has none.
///
/// # Errors
/// What the database says.
pub async fn current(storage: &Storage, school: &SchoolId, now_ms: i64) -> Result<Option<IssuedRoll>, StorageError> {
    storage.derive(school).await?;
    let (issued, strangers) = (storage.issued_roll(school).await?, storage.strangers(school).await?);
    // Whoever is known beside the roll may be on it: looked at when there are others than before.
    if issued.as_ref().is_some_and(|issued| issued.strangers == strangers) {
        return Ok(issued);
    }
    let classes = storage.known_classes(school).await?;
    if !classes.iter().any(|class| class.roll) {
        return Ok(issued);
    }
    let pupils = storage.all_pupils(school).await?;
    let on_roll = issued.as_ref().map_or(Ok(OnTheRoll::default()), IssuedRoll::roll)?;
    let numbers = storage.roll_numbers(school).await?;
    let known = known(&classes, &pupils, numbers, &propose(&on_roll), &on_roll);
    let roll = known.as_told(&pupils).ok_or(StorageError::Damaged("the roll does not hold together"))?;
    let merge = Merge { pupils: known.joined, classes: known.renumbered };
    if !merge.is_empty() {
        tracing::info!(
            school = school.as_str(),
            pupils = merge.pupils.len(),
            classes = merge.classes.len(),
            "children of the roll are some that kiosks have recorded"
        );
    }
    storage.issue_roll(school, issued.map(|issued| issued.head), &merge, &roll, now_ms).await?;
    storage.issued_roll(school).await
}

impl Known {
    /// The roll as it is, without whoever is known beside it.
    fn as_told(&self, pupils: &[KnownPupil]) -> Option<OnTheRoll> {
        let on_roll: BTreeSet<&PupilId> =
            pupils.iter().filter(|pupil| pupil.roll).map(|pupil| &pupil.id).chain(self.joined.values()).collect();
        let classes = self.roster.classes.iter().filter(|class| self.on_roll.contains(&class.id)).cloned();
        let here = self.roster.here().filter(|enrolled| on_roll.contains(&enrolled.pupil.id));
        let here = here.filter(|enrolled| self.on_roll.contains(&enrolled.pupil.class));
        let here =
            here.map(|Enrolled { pupil, numbers, .. }| OnRoll { pupil: pupil.clone(), numbers: numbers.clone() });
        OnTheRoll::new(classes.collect(), here.collect())
    }
}

/// Whom the register knows, for a comparison with this list. A child or class of the roll that a kiosk knows under an
/// identifier of its own, by the same name, is taken for the same one, and has the kiosk's identifier from now on. `told` is the
/// roll as it was, with given and family names apart.
#[must_use]
pub fn known(
    classes: &[KnownClass],
    pupils: &[KnownPupil],
    mut numbers: Numbers,
    proposal: &Proposal,
    told: &OnTheRoll,
) -> Known {
    let exact: BTreeMap<&PupilId, &Pupil> = told.pupils().iter().map(|child| (&child.pupil.id, &child.pupil)).collect();
    let said = years(&Roster::default(), proposal);
    let mut named: BTreeMap<String, &str> = BTreeMap::new();
    let mut meant: BTreeMap<&PupilId, &str> = BTreeMap::new();
    let mut families: BTreeMap<String, usize> = BTreeMap::new();
    for row in &proposal.pupils {
        let name = fold(&format!("{} {}", row.given_name, row.family_name));
        families.insert(name.clone(), row.family_name.split_whitespace().count());
        named.insert(name, &row.class);
        if let Some(id) = &row.known {
            meant.insert(id, &row.class);
        }
    }
    let mut known = Known::default();
    let mut by_name: BTreeMap<String, Vec<&KnownClass>> = BTreeMap::new();
    for class in classes {
        by_name.entry(fold_class(&class.name)).or_default().push(class);
    }
    for (folded, same) in &by_name {
        let recorded: Vec<_> = same.iter().filter(|class| !class.roll).collect();
        let (Some(roll), [only]) = (same.iter().find(|class| class.roll), recorded.as_slice()) else { continue };
        let has_standings = |pupil: &KnownPupil| pupil.class == roll.id && !pupil.standings.is_empty();
        // A class whose children a kiosk knows by this identifier keeps it.
        if said.contains_key(folded) && !pupils.iter().any(has_standings) {
            known.renumbered.insert(roll.id.clone(), only.id.clone());
        }
    }
    let year = |class: &KnownClass| {
        let folded = fold_class(&class.name);
        let theirs = || {
            let mut theirs = pupils.iter().filter(|pupil| pupil.class == class.id);
            let to =
                theirs.find_map(|pupil| meant.get(&pupil.id).or_else(|| named.get(&fold(&pupil.name))).copied())?;
            said.get(&fold_class(to)).map(|(_, _, year)| *year)
        };
        class.year.or_else(|| said.get(&folded).map(|(_, _, year)| *year)).or_else(theirs)
    };
    let now = |id: &ClassId| known.renumbered.get(id).unwrap_or(id).clone();
    let mut made: BTreeMap<ClassId, (Class, bool)> = BTreeMap::new();
    for class in classes {
        let Some(year) = year(class) else { continue };
        let (id, name) = (now(&class.id), class.name.clone());
        // What the roll says of a class goes before what a kiosk does.
        if class.roll || !made.contains_key(&id) {
            made.insert(id.clone(), (Class { id, name, year }, class.roll));
        }
    }
    let mut people: BTreeMap<PupilId, Enrolled> = BTreeMap::new();
    for pupil in pupils {
        let class = now(&pupil.class);
        let listed = classes.iter().find(|class| class.id == pupil.class).is_some_and(|class| class.lists(pupil));
        if !made.contains_key(&class) {
            continue;
        }
        let (given_name, family_name) = match exact.get(&pupil.id).filter(|exact| exact.full_name() == pupil.name) {
            Some(exact) => (exact.given_name.clone(), exact.family_name.clone()),
            None => parts(&pupil.name, families.get(&fold(&pupil.name)).copied()),
        };
        let enrolled = Enrolled {
            pupil: Pupil { id: pupil.id.clone(), class, given_name, family_name },
            numbers: numbers.remove(&pupil.id).unwrap_or_default(),
            left_ms: (!listed).then_some(pupil.as_of_ms),
        };
        people.insert(pupil.id.clone(), enrolled);
    }
    let called = |class: &ClassId| made.get(class).map(|(class, _)| fold_class(&class.name)).unwrap_or_default();
    known.joined = join(&mut people, pupils, called);
    let mut classes: Vec<Class> = Vec::new();
    for (id, (class, roll)) in made {
        if roll {
            known.on_roll.insert(id);
        }
        classes.push(class);
    }
    classes.sort_by(|a, b| (a.year, &a.name).cmp(&(b.year, &b.name)));
    known.roster = Roster { classes, pupils: people };
    known
}

/// Makes one of a child of the roll whom nobody has asked and the one of the same name, in a class of the same name, whom a
/// kiosk has: where each is the only one.
fn join(
    people: &mut BTreeMap<PupilId, Enrolled>,
    pupils: &[KnownPupil],
    called: impl Fn(&ClassId) -> String,
) -> BTreeMap<PupilId, PupilId> {
    let mut same: BTreeMap<(String, String), (Vec<PupilId>, Vec<PupilId>)> = BTreeMap::new();
    for pupil in pupils {
        let Some(enrolled) = people.get(&pupil.id) else { continue };
        let (waiting, recorded) = same.entry((called(&enrolled.pupil.class), fold(&pupil.name))).or_default();
        if pupil.roll { waiting } else { recorded }.push(pupil.id.clone());
    }
    let mut joined = BTreeMap::new();
    for (waiting, recorded) in same.into_values() {
        let ([waiting], [recorded]) = (waiting.as_slice(), recorded.as_slice()) else { continue };
        let asked = pupils.iter().any(|pupil| &pupil.id == waiting && !pupil.standings.is_empty());
        if asked {
            continue;
        }
        let Some(gone) = people.remove(waiting) else { continue };
        if let Some(kept) = people.get_mut(recorded) {
            kept.numbers.clone_from(&gone.numbers);
            kept.pupil.class.clone_from(&gone.pupil.class);
            kept.left_ms = None;
            joined.insert(gone.pupil.id, recorded.clone());
        }
    }
    joined
}

/// Given and family name out of a full one: the list says how many words the family name has, and usually it is one.
fn parts(name: &str, family: Option<usize>) -> (String, String) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let at = words.len().saturating_sub(family.unwrap_or(1)).max(1);
    let (given, family) = words.split_at_checked(at).unwrap_or((&words, &[]));
    (given.join(" "), family.join(" "))
}

/// The roll after the accepted changes: the classes that were on it, and those of the list, with everybody who is known to
/// be in them, in the list or not.
#[must_use]
pub fn after(known: &Known, change: Option<&RosterChange>, proposal: &Proposal) -> Roll {
    let mut on_roll = known.on_roll.clone();
    on_roll.extend(years(&known.roster, proposal).into_values().filter_map(|(_, id, _): (_, _, YearGroup)| id));
    let mut classes = known.roster.classes.clone();
    let mut pupils = known.roster.pupils.clone();
    for after in change.iter().flat_map(|change| &change.classes).filter_map(|turn| turn.after.as_ref()) {
        on_roll.insert(after.id.clone());
        classes.retain(|class| class.id != after.id);
        classes.push(after.clone());
    }
    for after in change.iter().flat_map(|change| &change.pupils).filter_map(|turn| turn.after.as_ref()) {
        pupils.insert(after.pupil.id.clone(), after.clone());
    }
    classes.retain(|class| on_roll.contains(&class.id));
    let here = |enrolled: &Enrolled| enrolled.left_ms.is_none() && on_roll.contains(&enrolled.pupil.class);
    let pupils = pupils.into_values().filter(here).collect();
    Roll { classes, pupils, renumbered: known.renumbered.clone() }
}
