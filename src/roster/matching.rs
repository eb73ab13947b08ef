//! Who is who: which child of the kiosk each row of a file is.
//!
//! Numbers first: this kiosk's own identifier, the UPN, the school system's number. Then the name in the same class. Then, for
//! a person to confirm, the name in a class that the child may have come from, and a part of the name in the same class. A
//! child is found once at most; where two could be meant, nobody is guessed.

use super::Answer;
use super::class_matching::FoundClass;
use super::difference::Matched;
use super::names::{fold, fold_class};
use super::proposal::{Proposal, ProposedPupil, UPN};
use crate::domain::ids::{ClassId, PupilId};
use crate::domain::school::YearGroup;
use crate::domain::upn::Upn;
use crate::store::{Enrolled, Roster};
use std::collections::{BTreeMap, BTreeSet};

/// What was found of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Nobody: a new child.
    New,
    /// One.
    One(PupilId, Matched),
    /// Several, or numbers of several.
    Several(Vec<PupilId>),
}

/// For each pupil of the proposal, in order, who they are.
pub(super) fn matches(
    roster: &Roster,
    proposal: &Proposal,
    classes: &BTreeMap<String, FoundClass>,
    answers: &BTreeMap<u32, Answer>,
) -> Vec<Found> {
    let mut matching = Matching {
        roster,
        rows: proposal.pupils.iter().map(|pupil| RowKey::of(pupil, classes)).collect(),
        found: vec![None; proposal.pupils.len()],
        taken: BTreeSet::new(),
    };
    matching.answers(answers);
    matching.numbers();
    matching.same_name_in_class();
    matching.same_name_elsewhere();
    matching.part_of_name();
    matching.found.into_iter().map(|found| found.unwrap_or(Found::New)).collect()
}

struct RowKey<'a> {
    pupil: &'a ProposedPupil,
    name: String,
    given: String,
    family: String,
    class: Option<ClassId>,
    year: Option<YearGroup>,
}

impl<'a> RowKey<'a> {
    fn of(pupil: &'a ProposedPupil, classes: &BTreeMap<String, FoundClass>) -> Self {
        let class = classes.get(&fold_class(&pupil.class));
        Self {
            pupil,
            name: fold(&format!("{} {}", pupil.given_name, pupil.family_name)),
            given: fold(&pupil.given_name),
            family: fold(&pupil.family_name),
            class: class.and_then(|class| class.known.clone()),
            year: class.and_then(|class| class.year),
        }
    }
}

struct Matching<'a> {
    roster: &'a Roster,
    rows: Vec<RowKey<'a>>,
    found: Vec<Option<Found>>,
    taken: BTreeSet<PupilId>,
}

impl<'a> Matching<'a> {
    fn settle(&mut self, place: usize, found: Found) {
        if let Found::One(pupil, _) = &found {
            self.taken.insert(pupil.clone());
        }
        if let Some(slot) = self.found.get_mut(place) {
            *slot = Some(found);
        }
    }

    fn open_rows(&self) -> impl Iterator<Item = (usize, &RowKey<'a>)> {
        self.rows.iter().enumerate().filter(|(place, _)| self.found.get(*place).is_some_and(Option::is_none))
    }

    fn free(&self) -> impl Iterator<Item = &'a Enrolled> {
        self.roster.pupils.values().filter(|enrolled| !self.taken.contains(&enrolled.pupil.id))
    }

    /// A person has said who it is.
    fn answers(&mut self, answers: &BTreeMap<u32, Answer>) {
        let mut said = Vec::new();
        for (place, row) in self.open_rows() {
            match answers.get(&row.pupil.row) {
                Some(Answer::Same(pupil)) if self.roster.pupils.contains_key(pupil) => {
                    said.push((place, Found::One(pupil.clone(), Matched::Answer)));
                }
                Some(Answer::New) => said.push((place, Found::New)),
                _ => {}
            }
        }
        self.settle_once(said);
    }

    fn numbers(&mut self) {
        let mut whose: BTreeMap<(&str, &str), &PupilId> = BTreeMap::new();
        for enrolled in self.roster.pupils.values() {
            for (numbering, number) in &enrolled.numbers {
                whose.insert((numbering.as_str(), number), &enrolled.pupil.id);
            }
        }
        let mut settled = Vec::new();
        for (place, row) in self.open_rows() {
            let own = row.pupil.known.as_ref().filter(|id| self.roster.pupils.contains_key(id));
            let numbers = row.pupil.numbers.iter();
            let by_number: BTreeSet<&PupilId> = numbers
                .filter_map(|(numbering, number)| whose.get(&(numbering.as_str(), number.as_str())).copied())
                .collect();
            let matched = if own.is_some() { Matched::KioskId } else { Matched::Number };
            let all: Vec<PupilId> =
                by_number.into_iter().chain(own).collect::<BTreeSet<_>>().into_iter().cloned().collect();
            match all.as_slice() {
                [] => {}
                [only] => settled.push((place, Found::One(only.clone(), matched))),
                _ => settled.push((place, Found::Several(all))),
            }
        }
        self.settle_once(settled);
    }

    /// A child who was found before is not found again: somebody must say which of the two rows it is.
    fn settle_once(&mut self, rows: Vec<(usize, Found)>) {
        for (place, found) in rows {
            let again = matches!(&found, Found::One(pupil, _) if self.taken.contains(pupil));
            let found = match found {
                Found::One(pupil, _) if again => Found::Several(vec![pupil]),
                found => found,
            };
            self.settle(place, found);
        }
    }

    fn same_name_in_class(&mut self) {
        let mut here: BTreeMap<(&ClassId, String), Vec<&Enrolled>> = BTreeMap::new();
        for enrolled in self.free().filter(|enrolled| enrolled.left_ms.is_none()) {
            here.entry((&enrolled.pupil.class, fold(&enrolled.pupil.full_name()))).or_default().push(enrolled);
        }
        let mut rows: BTreeMap<(&ClassId, &str), Vec<usize>> = BTreeMap::new();
        for (place, row) in self.open_rows() {
            if let Some(class) = &row.class {
                rows.entry((class, &row.name)).or_default().push(place);
            }
        }
        let pairs = rows
            .into_iter()
            .map(|((class, name), places)| (places, here.get(&(class, name.to_owned())).cloned().unwrap_or_default()));
        self.settle_groups(pairs.collect(), Matched::NameInClass);
    }

    fn same_name_elsewhere(&mut self) {
        let mut named: BTreeMap<String, Vec<&Enrolled>> = BTreeMap::new();
        for enrolled in self.free() {
            named.entry(fold(&enrolled.pupil.full_name())).or_default().push(enrolled);
        }
        let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, row) in self.open_rows() {
            rows.entry(&row.name).or_default().push(place);
        }
        let mut groups = Vec::new();
        for (name, places) in rows {
            let candidates = named.get(name).cloned().unwrap_or_default();
            let year = places.first().and_then(|place| self.rows.get(*place)).and_then(|row| row.year);
            groups
                .push((places, candidates.into_iter().filter(|enrolled| self.may_come_from(enrolled, year)).collect()));
        }
        self.settle_groups(groups, Matched::NameElsewhere);
    }

    /// Children move up a year in September; two, where the kiosk has slept; down one, seldom.
    fn may_come_from(&self, enrolled: &Enrolled, year: Option<YearGroup>) -> bool {
        let (Some(class), Some(year)) = (self.roster.class(&enrolled.pupil.class), year) else { return true };
        (-1..=2).contains(&(i16::from(year.number()) - i16::from(class.year.number())))
    }

    fn part_of_name(&mut self) {
        let mut here: BTreeMap<&ClassId, Vec<(&Enrolled, String, String)>> = BTreeMap::new();
        for enrolled in self.free().filter(|enrolled| enrolled.left_ms.is_none()) {
            let (given, family) = (fold(&enrolled.pupil.given_name), fold(&enrolled.pupil.family_name));
            here.entry(&enrolled.pupil.class).or_default().push((enrolled, given, family));
        }
        let mut fits: Vec<(usize, Vec<&Enrolled>)> = Vec::new();
        for (place, row) in self.open_rows() {
            let Some(class) = &row.class else { continue };
            let like = |(_, given, family): &&(&Enrolled, String, String)| {
                let initial = row.given.chars().next() == given.chars().next();
                *given == row.given || (*family == row.family && !family.is_empty() && initial)
            };
            let all = here.get(class).into_iter().flatten().filter(like).map(|(enrolled, _, _)| *enrolled);
            let all: Vec<&Enrolled> = all.filter(|enrolled| can_be(row.pupil, enrolled)).collect();
            if !all.is_empty() {
                fits.push((place, all));
            }
        }
        let mut wanted: BTreeMap<&PupilId, usize> = BTreeMap::new();
        for enrolled in fits.iter().flat_map(|(_, all)| all) {
            *wanted.entry(&enrolled.pupil.id).or_default() += 1;
        }
        let sole: Vec<(usize, PupilId)> = fits
            .iter()
            .filter_map(|(place, all)| match all.as_slice() {
                [only] if wanted.get(&only.pupil.id) == Some(&1) => Some((*place, only.pupil.id.clone())),
                _ => None,
            })
            .collect();
        for (place, pupil) in sole {
            self.settle(place, Found::One(pupil, Matched::PartOfName));
        }
    }

    /// Rows of one name with the children of that name: one and one are found, anything else is for a person.
    fn settle_groups(&mut self, groups: Vec<(Vec<usize>, Vec<&Enrolled>)>, matched: Matched) {
        for (places, enrolled) in groups {
            let count = places.len();
            for place in places {
                let Some(pupil) = self.rows.get(place).map(|row| row.pupil) else { continue };
                let fitting: Vec<PupilId> = enrolled
                    .iter()
                    .filter(|enrolled| can_be(pupil, enrolled) && !self.taken.contains(&enrolled.pupil.id))
                    .map(|enrolled| enrolled.pupil.id.clone())
                    .collect();
                match fitting.as_slice() {
                    [] => {}
                    [only] if count == 1 => self.settle(place, Found::One(only.clone(), matched)),
                    _ => self.settle(place, Found::Several(fitting)),
                }
            }
        }
    }
}

/// Whether no number says that they are two. A temporary UPN gives way to a permanent one.
fn can_be(row: &ProposedPupil, enrolled: &Enrolled) -> bool {
    row.numbers.iter().all(|(numbering, number)| match enrolled.numbers.get(numbering) {
        None => true,
        Some(known) if known == number => true,
        Some(known) => numbering.as_str() == UPN && Upn::new(known).is_ok_and(|upn| upn.is_temporary()),
    })
}
