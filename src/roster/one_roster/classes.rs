//! Classes and who is in them: which of a child's classes is their own.

use super::files::{Files, folded, list};
use super::people::Person;
use super::{CLASSES, ENROLMENTS, ORGS, SchoolThere};
use crate::roster::error::RosterError;
use crate::store::Watch;
use std::collections::{BTreeMap, BTreeSet};

/// A class as the export has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ClassThere {
    /// Its title, or its code where it has none.
    pub(super) name: String,
    /// The school's identifier there; may be empty.
    pub(super) school: String,
    homeroom: bool,
    grades: Vec<String>,
}

impl ClassThere {
    /// Its grade, where it has one alone.
    pub(super) fn only_grade(&self) -> &str {
        match self.grades.as_slice() {
            [only] => only,
            _ => "",
        }
    }
}

/// A pupil in a class.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// ISO 8601, so that later sorts behind; may be empty.
    begins: String,
    class: String,
}

/// All classes and places.
#[derive(Debug, Clone, Default)]
pub(super) struct Classes {
    classes: BTreeMap<String, ClassThere>,
    /// By pupil.
    places: BTreeMap<String, BTreeSet<Place>>,
    /// Names of schools by identifier.
    names: BTreeMap<String, String>,
}

/// The class that is a child's own.
pub(super) enum Own<'a> {
    /// It.
    One(&'a ClassThere),
    /// The names of several, and their schools.
    Several(String, BTreeSet<String>),
    /// In none.
    None,
}

impl Classes {
    pub(super) fn read(files: &mut Files<'_>, watch: &Watch) -> Result<Self, RosterError> {
        let mut all = Self::default();
        for (_, row) in files.needed(CLASSES, &["sourcedId", "title"], watch)?.rows() {
            if row.is_deleted() {
                continue;
            }
            let class = ClassThere {
                name: row.get(&["title", "classcode"]).to_owned(),
                school: row.get(&["schoolsourcedid", "schoolid"]).to_owned(),
                homeroom: folded(row.get(&["classtype"])) == "homeroom",
                grades: list(row.get(&["grades", "grade"])).map(str::to_owned).collect(),
            };
            all.classes.insert(row.get(&["sourcedid"]).to_owned(), class);
        }
        for (_, row) in files.needed(ENROLMENTS, &["classSourcedId", "userSourcedId", "role"], watch)?.rows() {
            let class = row.get(&["classsourcedid", "classid"]);
            if row.is_deleted() || folded(row.get(&["role"])) != "student" || !all.classes.contains_key(class) {
                continue;
            }
            let place = Place { begins: row.get(&["begindate"]).to_owned(), class: class.to_owned() };
            all.places.entry(row.get(&["usersourcedid", "userid"]).to_owned()).or_default().insert(place);
        }
        if let Some(orgs) = files.sheet(ORGS, watch)? {
            for (_, row) in orgs.rows() {
                all.names.insert(row.get(&["sourcedid"]).to_owned(), row.get(&["name"]).to_owned());
            }
        }
        Ok(all)
    }

    /// Whether somebody is in a class as a pupil.
    pub(super) fn has_pupil(&self, person: &str) -> bool {
        self.places.contains_key(person)
    }

    /// The schools that have pupils.
    pub(super) fn schools(&self, people: &[Person]) -> Vec<SchoolThere> {
        let pupils = people.iter().filter_map(|person| self.places.get(&person.id)).flatten();
        let ids: BTreeSet<&str> = pupils
            .filter_map(|place| self.classes.get(&place.class))
            .map(|class| class.school.as_str())
            .filter(|school| !school.is_empty())
            .collect();
        let name =
            |id: &str| self.names.get(id).filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| id.to_owned());
        ids.into_iter().map(|id| SchoolThere { id: id.to_owned(), name: name(id) }).collect()
    }

    /// The homeroom; of several the one that begins last; a class that is no homeroom only if it is the only one.
    pub(super) fn own(&self, person: &str) -> Own<'_> {
        let places = || self.places.get(person).into_iter().flatten();
        let of = |place: &Place| self.classes.get(&place.class);
        let mut homerooms: Vec<(&str, &ClassThere)> = places()
            .filter_map(|place| Some((place.begins.as_str(), of(place).filter(|class| class.homeroom)?)))
            .collect();
        if let Some((latest, _)) = homerooms.iter().max_by_key(|(begins, _)| *begins).copied() {
            homerooms.retain(|(begins, _)| *begins == latest);
        }
        let mut classes: Vec<&ClassThere> = if homerooms.is_empty() {
            places().filter_map(of).collect()
        } else {
            homerooms.into_iter().map(|(_, class)| class).collect()
        };
        classes.sort_by(|a, b| (&a.name, &a.school).cmp(&(&b.name, &b.school)));
        classes.dedup();
        match classes.as_slice() {
            [] => Own::None,
            [only] => Own::One(only),
            several => {
                let names = several.iter().take(4).map(|class| class.name.as_str()).collect::<Vec<_>>().join(", ");
                let schools = several.iter().map(|class| class.school.clone()).filter(|school| !school.is_empty());
                Own::Several(names, schools.collect())
            }
        }
    }
}
