//! OneRoster 1.1 and 1.2 in CSV (1EdTech): a zip, or a folder, with `manifest.csv` and a file a kind of thing.
//!
//! The standard fixes names and order; real exports reorder, add and rename columns, so columns are found by name. Of all of
//! it only what a roster needs is read: who is a pupil, their names and numbers, and the class that is their own (the
//! homeroom).

mod classes;
mod files;
mod people;

pub(super) use files::Files;

use super::error::RosterError;
use super::names::fold;
use super::proposal::{Gathering, Proposal, ProposedPupil, RowFault};
use super::year::{self, Said};
use crate::store::{Stage, Watch};
use classes::{Classes, Own};
use people::{Person, people};
use std::collections::BTreeMap;

/// A school in an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolThere {
    /// Its identifier there.
    pub id: String,
    /// Its name; its identifier where it has none.
    pub name: String,
}

/// An export, read.
#[derive(Debug, Clone)]
pub(super) struct OneRoster {
    name: String,
    /// As the manifest has it.
    pub(super) version: Option<String>,
    /// The schools that have classes in it.
    pub(super) schools: Vec<SchoolThere>,
    people: Vec<Person>,
    classes: Classes,
    ignored: Vec<String>,
}

/// The files that are read; the first three must be there.
const USERS: &str = "users.csv";
const CLASSES: &str = "classes.csv";
const ENROLMENTS: &str = "enrollments.csv";
const ROLES: &str = "roles.csv";
const ORGS: &str = "orgs.csv";
const MANIFEST: &str = "manifest.csv";

/// Whether a folder or a zip with these files is an export.
pub(super) fn is_one(mut has: impl FnMut(&str) -> bool) -> bool {
    has(USERS) && (has(CLASSES) || has(ENROLMENTS) || has(MANIFEST))
}

impl OneRoster {
    /// Reads an export's files.
    pub(super) fn read(name: &str, files: &mut Files<'_>, watch: &Watch) -> Result<Self, RosterError> {
        let version = files.manifest(watch)?;
        let classes = Classes::read(files, watch)?;
        let people = people(files, watch)?;
        let schools = classes.schools(&people);
        Ok(Self { name: name.to_owned(), version, schools, people, classes, ignored: files.ignored() })
    }

    /// The school that is meant: the only one, the one that a person chose, or the one that is called like this kiosk's.
    pub(super) fn school(&self, chosen: Option<&str>, own: Option<&str>) -> Result<Option<&SchoolThere>, RosterError> {
        let schools = || self.schools.iter().map(|school| school.name.clone()).collect::<Vec<_>>().join(", ");
        let called = |name: &str| self.schools.iter().find(|there| there.id == name || fold(&there.name) == fold(name));
        if let Some(chosen) = chosen {
            let unknown =
                || RosterError::School { name: self.name.clone(), school: chosen.to_owned(), schools: schools() };
            return called(chosen).map(Some).ok_or_else(unknown);
        }
        match self.schools.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(only)),
            _ => match own.and_then(called) {
                Some(school) => Ok(Some(school)),
                None => Err(RosterError::SeveralSchools { name: self.name.clone(), schools: schools() }),
            },
        }
    }

    /// The pupils of that school.
    pub(super) fn propose(
        &self,
        chosen: Option<&str>,
        own: Option<&str>,
        watch: &Watch,
    ) -> Result<Proposal, RosterError> {
        let school = self.school(chosen, own)?;
        let mut gathering = Gathering::default();
        for (done, person) in self.people.iter().enumerate() {
            watch.at(Stage::Sorting, done, self.people.len())?;
            match self.pupil(person, school, &mut gathering) {
                Ok(Some(pupil)) => gathering.add(pupil),
                Ok(None) => {}
                Err(fault) => gathering.fault(person.row, fault),
            }
        }
        watch.at(Stage::Sorting, self.people.len(), self.people.len())?;
        let mut proposal = gathering.finish();
        proposal.ignored.clone_from(&self.ignored);
        Ok(proposal)
    }

    /// `None` for whoever is no pupil of this school.
    fn pupil(
        &self,
        person: &Person,
        school: Option<&SchoolThere>,
        gathering: &mut Gathering,
    ) -> Result<Option<ProposedPupil>, RowFault> {
        if !person.is_pupil(self.classes.has_pupil(&person.id)) {
            return Ok(None);
        }
        let own = self.classes.own(&person.id);
        if let Some(school) = school {
            let theirs = match &own {
                Own::One(class) if !class.school.is_empty() => class.school == school.id,
                Own::Several(_, schools) if !schools.is_empty() => schools.contains(&school.id),
                _ => person.schools.is_empty() || person.schools.contains(&school.id),
            };
            if !theirs {
                return Ok(None);
            }
        }
        if person.deleted {
            return Err(RowFault::Deleted);
        }
        let (given_name, family_name) = person.names()?;
        let class = match own {
            Own::One(class) => class,
            Own::Several(classes, _) => return Err(RowFault::SeveralClasses { classes }),
            Own::None => return Err(RowFault::NoClass),
        };
        let grade = if person.grade.is_empty() { class.only_grade() } else { &person.grade };
        let year = match year::said(grade) {
            Said::Primary(year) => Some(year),
            Said::Other => return Err(RowFault::OtherYear { year: grade.to_owned() }),
            Said::Unclear => None,
        };
        let mut numbers = BTreeMap::new();
        numbers.extend(person.upn(gathering));
        numbers.extend(person.number());
        let class = class.name.clone();
        Ok(Some(ProposedPupil { row: person.row, given_name, family_name, class, year, numbers, known: None }))
    }
}
