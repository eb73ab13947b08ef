//! The roster by hand: what a person typed, tidied and checked, as an edit for [`crate::store::Store::edit_roster`].
//!
//! Moving a child, marking them as left and taking them back need nothing typed: they are [`RosterEdit`]s as they stand.

use super::error::RosterError;
use super::names;
use super::proposal::{UPN, numbering};
use crate::domain::ids::{ClassId, PupilId};
use crate::domain::school::{Class, Pupil, YearGroup};
use crate::domain::upn::Upn;
use crate::store::{Enrolled, RosterEdit, random_id};

/// A name as it is kept.
///
/// # Errors
/// [`RosterError::Name`].
pub fn name(typed: &str) -> Result<String, RosterError> {
    match names::tidy(typed) {
        Ok(name) if !name.is_empty() => Ok(name),
        _ => Err(RosterError::Name(names::NAME_AT_MOST)),
    }
}

/// A family name: none is one too.
fn family(typed: &str) -> Result<String, RosterError> {
    names::tidy(typed).map_err(|_| RosterError::Name(names::NAME_AT_MOST))
}

/// A new class.
///
/// # Errors
/// [`RosterError::Name`]; no random numbers.
pub fn add_class(typed: &str, year: YearGroup) -> Result<RosterEdit, RosterError> {
    Ok(RosterEdit::AddClass(Class { id: random_id(ClassId::new)?, name: name(typed)?, year }))
}

/// A class under another name, or in another year.
///
/// # Errors
/// [`RosterError::Name`].
pub fn change_class(class: ClassId, typed: &str, year: YearGroup) -> Result<RosterEdit, RosterError> {
    Ok(RosterEdit::ChangeClass(Class { id: class, name: name(typed)?, year }))
}

/// A new child; the UPN may be empty.
///
/// # Errors
/// [`RosterError::Name`], [`RosterError::Upn`]; no random numbers.
pub fn add(given: &str, family_name: &str, class: ClassId, upn: &str) -> Result<RosterEdit, RosterError> {
    let mut numbers = std::collections::BTreeMap::new();
    if !upn.trim().is_empty() {
        let upn = Upn::new(upn)?;
        numbers.extend(numbering(UPN).map(|numbering| (numbering, upn.as_str().to_owned())));
    }
    let (given_name, family_name) = (name(given)?, family(family_name)?);
    let pupil = Pupil { id: random_id(PupilId::new)?, class, given_name, family_name };
    Ok(RosterEdit::Add(Enrolled { pupil, numbers, left_ms: None }))
}

/// A child under another name.
///
/// # Errors
/// [`RosterError::Name`].
pub fn rename(pupil: PupilId, given: &str, family_name: &str) -> Result<RosterEdit, RosterError> {
    Ok(RosterEdit::Rename { pupil, given_name: name(given)?, family_name: family(family_name)? })
}

/// A child's UPN; none where nothing is typed.
///
/// # Errors
/// [`RosterError::Upn`].
pub fn set_upn(pupil: PupilId, typed: &str) -> Result<RosterEdit, RosterError> {
    let number = if typed.trim().is_empty() { None } else { Some(Upn::new(typed)?.as_str().to_owned()) };
    let numbering = numbering(UPN).ok_or(RosterError::NothingToDo)?;
    Ok(RosterEdit::Number { pupil, numbering, number })
}
