//! The roster as rows, in a form that comes back in without a difference: with this kiosk's own identifiers.

use super::names::fold;
use super::proposal::UPN;
use crate::domain::school::Class;
use crate::store::{Enrolled, Roster};

/// The headings, all of which the import knows. They are the same in every language: other programs read them.
pub const EXPORT_HEADINGS: [&str; 6] = ["Promise Tree ID", "UPN", "Given name", "Family name", "Class", "Year"];

/// A row a child who is here: classes youngest first, children by name.
#[must_use]
pub fn export_rows(roster: &Roster) -> Vec<[String; 6]> {
    let mut here: Vec<(&Enrolled, &Class)> =
        roster.here().filter_map(|enrolled| Some((enrolled, roster.class(&enrolled.pupil.class)?))).collect();
    here.sort_by_cached_key(|(enrolled, class)| {
        let pupil = &enrolled.pupil;
        (class.year, fold(&class.name), fold(&pupil.given_name), fold(&pupil.family_name), pupil.id.clone())
    });
    let row = |(enrolled, class): (&Enrolled, &Class)| {
        let upn = enrolled.numbers.iter().find(|(numbering, _)| numbering.as_str() == UPN);
        [
            enrolled.pupil.id.to_string(),
            upn.map(|(_, upn)| upn.clone()).unwrap_or_default(),
            enrolled.pupil.given_name.clone(),
            enrolled.pupil.family_name.clone(),
            class.name.clone(),
            class.year.to_string(),
        ]
    };
    here.into_iter().map(row).collect()
}
