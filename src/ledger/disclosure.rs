//! Disclosures (RFC 9901 §4.2): whatever names a person, salted, beside the signed part.
//!
//! Every statement has the same six, in the same order. What an outcome does not have (no mark, no helper) is disclosed
//! as `null` rather than left out or covered by a decoy digest (§4.2.5): so the signed part never shows whether there
//! was one, and a missing disclosure always means that it was withheld or erased, never that it was not there.

use super::base64url;
use super::error::StatementError;
use super::json::{Json, JsonError, quoted};
use super::mark;
use crate::domain::ids::{ClassId, PupilId, StaffId};
use crate::domain::mark::Mark;
use crate::domain::outcome::{AdultSigned, PupilSigned};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt;

/// The most bytes of UTF-8 that a name may have.
pub const NAME_AT_MOST: usize = 512;

/// A claim that only those see who are given its disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SdClaim {
    /// The pupil's identifier.
    PupilId,
    /// The pupil's name.
    PupilName,
    /// The class's identifier and name.
    Class,
    /// The mark, or null.
    Mark,
    /// The adult who opened the tree.
    Witness,
    /// The adult who helped, or null.
    Helper,
}

impl SdClaim {
    /// All of them, in the order they stand in a statement.
    pub const ALL: [Self; 6] = [Self::PupilId, Self::PupilName, Self::Class, Self::Mark, Self::Witness, Self::Helper];
    /// Those that are about the pupil: what an erasure destroys.
    pub const PUPIL: [Self; 4] = [Self::PupilId, Self::PupilName, Self::Class, Self::Mark];

    /// The claim's name in the statement, for instance `pupil_name`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PupilId => "pupil_id",
            Self::PupilName => "pupil_name",
            Self::Class => "class",
            Self::Mark => "mark",
            Self::Witness => "witness",
            Self::Helper => "helper",
        }
    }
}

impl fmt::Display for SdClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A class as it was called that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassSigned {
    /// Its identifier.
    pub id: ClassId,
    /// Its name.
    pub name: String,
}

/// What a statement still tells about people. `None` is what was erased or withheld; for the mark and the helper also
/// what the outcome never had ([`super::Statement::shows`] tells the two apart).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Disclosed {
    /// Whom it is about.
    pub pupil_id: Option<PupilId>,
    /// Their given and family name.
    pub pupil_name: Option<String>,
    /// Their class.
    pub class: Option<ClassSigned>,
    /// The mark.
    pub mark: Option<Mark>,
    /// The adult who opened the tree.
    pub witness: Option<AdultSigned>,
    /// The adult who helped.
    pub helper: Option<AdultSigned>,
}

impl Disclosed {
    /// The pupil, where identifier, name and class are all disclosed.
    #[must_use]
    pub fn pupil(&self) -> Option<PupilSigned> {
        let class = self.class.clone()?;
        Some(PupilSigned {
            id: self.pupil_id.clone()?,
            name: self.pupil_name.clone()?,
            class_id: class.id,
            class_name: class.name,
        })
    }

    /// Forgets one claim.
    pub(super) fn forget(&mut self, claim: SdClaim) {
        match claim {
            SdClaim::PupilId => self.pupil_id = None,
            SdClaim::PupilName => self.pupil_name = None,
            SdClaim::Class => self.class = None,
            SdClaim::Mark => self.mark = None,
            SdClaim::Witness => self.witness = None,
            SdClaim::Helper => self.helper = None,
        }
    }

    /// Reads disclosure `nth` (from 1) and keeps its value.
    pub(super) fn read(&mut self, nth: usize, disclosure: &str) -> Result<SdClaim, StatementError> {
        let bytes = base64url::decode(disclosure).ok_or(StatementError::Base64(super::error::Part::Disclosure(nth)))?;
        let json = Json::parse(&bytes).map_err(StatementError::json(super::error::Part::Disclosure(nth)))?;
        let Json::List(items) = json else { return Err(StatementError::DisclosureShape(nth)) };
        let Ok([Json::Text(salt), Json::Text(name), value]) = <[Json; 3]>::try_from(items) else {
            return Err(StatementError::DisclosureShape(nth));
        };
        if base64url::decode_array::<32>(&salt).is_none() {
            return Err(StatementError::SaltLength(nth));
        }
        let claim = SdClaim::ALL
            .into_iter()
            .find(|claim| claim.name() == name)
            .ok_or_else(|| StatementError::UnknownDisclosure { nth, name: quoted(&name) })?;
        self.keep(claim, value).map_err(|error| StatementError::DisclosedValue { nth, claim, error })?;
        Ok(claim)
    }

    fn keep(&mut self, claim: SdClaim, value: Json) -> Result<(), JsonError> {
        match claim {
            SdClaim::PupilId => {
                let id = value.text(64).and_then(|text| PupilId::new(text).ok());
                self.pupil_id = Some(id.ok_or(JsonError::Value { key: "pupil_id", expected: "an identifier" })?);
            }
            SdClaim::PupilName => {
                let expected = "a text of at most 512 bytes";
                let name = value.text(NAME_AT_MOST).ok_or(JsonError::Value { key: "pupil_name", expected })?;
                self.pupil_name = Some(name.into_owned());
            }
            SdClaim::Class => {
                let (id, name) = identified(value, |text| ClassId::new(text).ok())?;
                self.class = Some(ClassSigned { id, name });
            }
            SdClaim::Mark => self.mark = if value == Json::Null { None } else { Some(mark::read(value)?) },
            SdClaim::Witness => self.witness = Some(adult(value)?),
            SdClaim::Helper => self.helper = if value == Json::Null { None } else { Some(adult(value)?) },
        }
        Ok(())
    }
}

fn adult(value: Json) -> Result<AdultSigned, JsonError> {
    identified(value, |text| StaffId::new(text).ok()).map(|(id, name)| AdultSigned { id, name })
}

fn identified<T>(value: Json, new: impl FnOnce(&str) -> Option<T>) -> Result<(T, String), JsonError> {
    let mut fields = value.fields()?;
    let id = fields.word("id", "an identifier", new)?;
    let name = fields.read("name", "a text of at most 512 bytes", |json| json.text(NAME_AT_MOST))?;
    fields.finish()?;
    Ok((id, name.into_owned()))
}

/// An identifier with its name, as it is written.
#[derive(Serialize)]
pub(super) struct Identified<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
}

impl<'a> From<&'a AdultSigned> for Identified<'a> {
    fn from(adult: &'a AdultSigned) -> Self {
        Self { id: adult.id.as_str(), name: &adult.name }
    }
}

/// Writes a disclosure: base64url of the JSON list of salt, name and value (RFC 9901 §4.2.1).
pub(super) fn write(salt: &[u8; 32], claim: SdClaim, value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_vec(&(base64url::encode(salt), claim.name(), value)).map(base64url::encode)
}

/// A disclosure's digest: SHA-256 over its ASCII bytes, as base64url (RFC 9901 §4.2.3).
pub(super) fn digest(disclosure: &str) -> String {
    base64url::encode(Sha256::digest(disclosure.as_bytes()))
}
