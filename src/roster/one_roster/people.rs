//! People: who is a pupil, what they are called, and their numbers.

use super::files::{Files, folded, list};
use super::{ROLES, USERS};
use crate::domain::ids::Numbering;
use crate::domain::upn::Upn;
use crate::roster::error::RosterError;
use crate::roster::names;
use crate::roster::proposal::{Gathering, RowFault, UPN, numbering};
use crate::store::Watch;
use std::collections::{BTreeMap, BTreeSet};

/// A person as the export has them; of what it says about them no more than this is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) row: u32,
    pub(super) id: String,
    pub(super) deleted: bool,
    /// `student`, `teacher` …; empty where the export does not say.
    roles: BTreeSet<String>,
    given: String,
    preferred_given: String,
    family: String,
    preferred_family: String,
    pub(super) grade: String,
    /// The identifiers of their schools there.
    pub(super) schools: BTreeSet<String>,
    /// What may be a UPN, and whether the export says that it is one.
    upns: Vec<(String, bool)>,
}

/// The numbering of an export's own identifiers.
const NUMBERING: &str = "oneroster";

pub(super) fn people(files: &mut Files<'_>, watch: &Watch) -> Result<Vec<Person>, RosterError> {
    let mut roles: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    if let Some(sheet) = files.sheet(ROLES, watch)? {
        for (_, row) in sheet.rows().filter(|(_, row)| !row.is_deleted()) {
            let role = (folded(row.get(&["role"])), row.get(&["orgsourcedid"]).to_owned());
            roles.entry(row.get(&["usersourcedid", "userid"]).to_owned()).or_default().push(role);
        }
    }
    let users = files.needed(USERS, &["sourcedId", "givenName", "familyName"], watch)?;
    let person = |(row, cells): (u32, super::files::Named<'_>)| {
        let id = cells.get(&["sourcedid"]).to_owned();
        let mut person = Person {
            row,
            deleted: cells.is_deleted(),
            roles: list(cells.get(&["role"])).map(folded).collect(),
            given: cells.get(&["givenname"]).to_owned(),
            preferred_given: cells.get(&["preferredgivenname", "preferredfirstname"]).to_owned(),
            family: cells.get(&["familyname"]).to_owned(),
            preferred_family: cells.get(&["preferredfamilyname", "preferredlastname"]).to_owned(),
            grade: list(cells.get(&["grades", "grade"])).next().unwrap_or_default().to_owned(),
            schools: list(cells.get(&["orgsourcedids", "orgsourcedid", "primaryorgsourcedid"]))
                .map(str::to_owned)
                .collect(),
            upns: Vec::new(),
            id,
        };
        for (role, school) in roles.get(&person.id).into_iter().flatten() {
            person.roles.insert(role.clone());
            if !school.is_empty() {
                person.schools.insert(school.clone());
            }
        }
        // `{UPN:H801200001001},{LDAP:…}`: a kind and an identifier each.
        for pair in list(cells.get(&["userids"])) {
            if let Some((kind, id)) = pair.trim_matches(['{', '}', ' ']).split_once(':') {
                person.upns.push((id.trim().to_owned(), folded(kind) == "upn"));
            }
        }
        for column in ["identifier", "usermasteridentifier"] {
            person.upns.push((cells.get(&[column]).to_owned(), false));
        }
        person
    };
    Ok(users.rows().map(person).collect())
}

impl Person {
    /// Whether the export says that they are a pupil; where it says nothing, whether they are in a class as one.
    pub(super) fn is_pupil(&self, in_class: bool) -> bool {
        if self.roles.is_empty() { in_class } else { self.roles.contains("student") }
    }

    /// The name in use before the legal one.
    pub(super) fn names(&self) -> Result<(String, String), RowFault> {
        let tidy = |text: &str| names::tidy(text).map_err(|why| RowFault::BadName { why });
        let first = |one: String, other: String| if one.is_empty() { other } else { one };
        let family = first(tidy(&self.preferred_family)?, tidy(&self.family)?);
        let given = first(names::without_family(&tidy(&self.preferred_given)?, &family), tidy(&self.given)?);
        match (given.is_empty(), family.is_empty()) {
            (true, true) => Err(RowFault::NoName),
            (true, false) => Err(RowFault::NoGivenName),
            _ => Ok((given, family)),
        }
    }

    /// The UPN; one that is said to be one and is not is remarked on.
    pub(super) fn upn(&self, gathering: &mut Gathering) -> Option<(Numbering, String)> {
        let right = self.upns.iter().find_map(|(text, _)| Upn::new(text).ok());
        match right {
            Some(upn) => Some((numbering(UPN)?, upn.as_str().to_owned())),
            None => {
                let said = self.upns.iter().find(|(_, said)| *said)?;
                gathering.upn(self.row, &said.0)
            }
        }
    }

    /// The export's own identifier of them.
    pub(super) fn number(&self) -> Option<(Numbering, String)> {
        if self.id.is_empty() { None } else { Some((numbering(NUMBERING)?, self.id.clone())) }
    }
}
