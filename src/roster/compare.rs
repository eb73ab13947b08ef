//! From a proposal and the kiosk's roster to the difference.

use super::Answer;
use super::class_matching::{self, FoundClass};
use super::difference::{Change, ChangeKey, Difference, Doubt, Matched, Person, What};
use super::matching::{self, Found};
use super::names::{fold, fold_class, is_another};
use super::proposal::{AtRow, Proposal, ProposedPupil, RowFault};
use crate::domain::ids::{ClassId, PupilId};
use crate::domain::school::{Pupil, YearGroup};
use crate::store::{Enrolled, Roster};
use std::collections::{BTreeMap, BTreeSet};

/// Compares. `answers` are what a person has said about rows that could be several children; with none to begin with, and
/// again whenever there is another. Pure, and quick enough to do between two frames for a usual school.
#[must_use]
pub fn compare(roster: &Roster, proposal: &Proposal, answers: &BTreeMap<u32, Answer>) -> Difference {
    let (classes, class_remarks) = class_matching::classes(roster, proposal);
    let found = matching::matches(roster, proposal, &classes, answers);
    let mut difference = Difference {
        class_remarks,
        faults: proposal.faults.clone(),
        remarks: proposal.remarks.clone(),
        ..Difference::default()
    };
    let comparing = Comparing { roster, classes: &classes };
    for (pupil, found) in proposal.pupils.iter().zip(&found) {
        match comparing.change(pupil, found) {
            Ok(change) => difference.changes.push(change),
            Err(what) => difference.faults.push(AtRow { row: pupil.row, what }),
        }
    }
    difference.faults.sort_by_key(|fault| fault.row);
    comparing.class_years(&mut difference);
    comparing.missing(&found, &mut difference);
    let new = classes.values().filter(|class| class.known.is_none());
    difference.new_classes = new.filter_map(|class| Some((class.name.clone(), class.year?))).collect();
    difference.new_classes.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    difference
}

struct Comparing<'a> {
    roster: &'a Roster,
    classes: &'a BTreeMap<String, FoundClass>,
}

impl Comparing<'_> {
    fn change(&self, row: &ProposedPupil, found: &Found) -> Result<Change, RowFault> {
        let without_year = || RowFault::ClassWithoutYear { class: row.class.clone() };
        let class = self.classes.get(&fold_class(&row.class)).ok_or_else(without_year)?;
        let year = class.year.ok_or_else(without_year)?;
        let person = |given: &str, family: &str| Person {
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            class: class.name.clone(),
            year,
        };
        let change = |what, doubt| Change { key: ChangeKey::of_row(row.row), row: Some(row.row), what, doubt };
        let (pupil, matched) = match found {
            Found::New => return Ok(change(What::Joins(person(&row.given_name, &row.family_name)), None)),
            Found::Several(candidates) => {
                let candidates = candidates.iter().filter_map(|id| Some((id.clone(), self.person(id)?))).collect();
                let person = person(&row.given_name, &row.family_name);
                return Ok(change(What::Unclear { person, candidates }, Some(Doubt::Several)));
            }
            Found::One(pupil, matched) => (pupil, *matched),
        };
        let (Some(enrolled), Some(before)) = (self.roster.pupils.get(pupil), self.person(pupil)) else {
            return Ok(change(What::Joins(person(&row.given_name, &row.family_name)), None));
        };
        let (given, family) = new_name(&enrolled.pupil, row);
        let renamed = (given, family) != (&enrolled.pupil.given_name, &enrolled.pupil.family_name);
        let moved = class.known.as_ref() != Some(&enrolled.pupil.class);
        let returned = enrolled.left_ms.is_some();
        let doubt = doubt(matched, &enrolled.pupil, row);
        if !renamed && !moved && !returned && doubt.is_none() {
            let learns = row.numbers.iter().any(|(numbering, number)| enrolled.numbers.get(numbering) != Some(number));
            return Ok(change(What::Stays { pupil: pupil.clone(), person: before, matched, learns }, None));
        }
        let after = person(given, family);
        Ok(change(What::Changes { pupil: pupil.clone(), before, after, moved, renamed, returned, matched }, doubt))
    }

    fn person(&self, id: &PupilId) -> Option<Person> {
        let Pupil { given_name, family_name, class, .. } = &self.roster.pupils.get(id)?.pupil;
        let class = self.roster.class(class)?;
        Some(Person {
            given_name: given_name.clone(),
            family_name: family_name.clone(),
            class: class.name.clone(),
            year: class.year,
        })
    }

    /// Classes that are in another year than before.
    fn class_years(&self, difference: &mut Difference) {
        let mut changes: Vec<Change> = Vec::new();
        for class in self.classes.values() {
            let (Some(id), Some(before), Some(after)) = (&class.known, class.before, class.year) else { continue };
            if before != after {
                let what = What::ClassYear { class: id.clone(), name: class.name.clone(), before, after };
                changes.push(Change { key: ChangeKey::of_class(id), row: None, what, doubt: None });
            }
        }
        difference.changes.splice(0..0, changes);
    }

    /// Children who are here and not in the file. Where the file is about some classes only, the others' are not missed.
    fn missing(&self, found: &[Found], difference: &mut Difference) {
        let mut met: BTreeSet<&PupilId> = BTreeSet::new();
        for found in found {
            match found {
                Found::One(pupil, _) => {
                    met.insert(pupil);
                }
                Found::Several(several) => met.extend(several),
                Found::New => {}
            }
        }
        let named: BTreeSet<&ClassId> = self.classes.values().filter_map(|class| class.known.as_ref()).collect();
        let here: Vec<&Enrolled> = self.roster.here().collect();
        let seen: Vec<&Enrolled> = here.iter().copied().filter(|enrolled| met.contains(&enrolled.pupil.id)).collect();
        let filled: BTreeSet<&ClassId> = here.iter().map(|enrolled| &enrolled.pupil.class).collect();
        // In September children are in other classes than before: those that they came from count.
        let from: BTreeSet<&ClassId> = seen.iter().map(|enrolled| &enrolled.pupil.class).collect();
        let covered = filled.iter().filter(|class| named.contains(*class) || from.contains(*class)).count();
        let whole_school = seen.len() * 2 > here.len() && covered * 2 > filled.len();
        let mut missing: Vec<&Enrolled> = Vec::new();
        for enrolled in here.into_iter().filter(|enrolled| !met.contains(&enrolled.pupil.id)) {
            if whole_school || named.contains(&enrolled.pupil.class) {
                missing.push(enrolled);
            } else {
                difference.not_covered += 1;
            }
        }
        missing.sort_by_cached_key(|enrolled| (fold(&enrolled.pupil.full_name()), enrolled.pupil.id.clone()));
        for Enrolled { pupil, .. } in missing {
            let Some(person) = self.person(&pupil.id) else { continue };
            difference.changes.push(Change {
                key: ChangeKey::of_missing(&pupil.id),
                row: None,
                what: What::Leaves { pupil: pupil.id.clone(), person },
                doubt: Some(Doubt::NotInFile),
            });
        }
    }
}

/// The name that a child has after an import.
pub(super) fn new_name<'a>(kept: &'a Pupil, row: &'a ProposedPupil) -> (&'a String, &'a String) {
    let better = |kept: &'a String, new: &'a String| if is_another(kept, new) { new } else { kept };
    (better(&kept.given_name, &row.given_name), better(&kept.family_name, &row.family_name))
}

fn doubt(matched: Matched, kept: &Pupil, row: &ProposedPupil) -> Option<Doubt> {
    let shares = |kept: &str, new: &str| !new.is_empty() && fold(kept) == fold(new);
    match matched {
        Matched::Answer | Matched::NameInClass => None,
        Matched::NameElsewhere => Some(Doubt::NameElsewhere),
        Matched::PartOfName => Some(Doubt::PartOfName),
        Matched::KioskId | Matched::Number => {
            let shared = shares(&kept.given_name, &row.given_name) || shares(&kept.family_name, &row.family_name);
            (!shared).then_some(Doubt::OtherName)
        }
    }
}

/// The classes of a file that are new here and whose year nothing gives away: a person must say it
/// ([`super::Source::set_year`]) before their children can come in.
#[must_use]
pub fn classes_without_year(roster: &Roster, proposal: &Proposal) -> Vec<String> {
    let (classes, _) = class_matching::classes(roster, proposal);
    classes.into_values().filter(|class| class.year.is_none()).map(|class| class.name).collect()
}

/// The year of each class of the file after the import, by its folded name.
pub(crate) fn years(roster: &Roster, proposal: &Proposal) -> BTreeMap<String, (String, Option<ClassId>, YearGroup)> {
    let (classes, _) = class_matching::classes(roster, proposal);
    let known = |(folded, class): (String, FoundClass)| Some((folded, (class.name, class.known, class.year?)));
    classes.into_iter().filter_map(known).collect()
}
