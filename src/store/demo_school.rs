//! Willow Lane Primary: the made-up school to try Promise Tree out with (`assets/demo/`).

use super::clock::Clock;
use super::create::{NewAccess, NewSchool, NewStaff};
use super::error::StoreError;
use super::handle::{Created, Store};
use super::kdf::Kdf;
use super::pending::Pending;
use super::random;
use super::secrets::{Label, Passphrase, Pin};
use super::settings::Approved;
use crate::domain::agreement::Approval;
use crate::domain::ids::{AgreementId, ClassId, PupilId, SchoolId};
use crate::domain::school::{Class, Pupil, Role, School, YearGroup};
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

const SCHOOL: &str = include_str!("../../assets/demo/willow-lane.ron");
/// 256 words, a line each: eight bits a word.
const WORDS: &str = include_str!("../../assets/demo/words.txt");
const WORDS_IN_A_PASSPHRASE: usize = 4;
const DIGITS_IN_A_PIN: usize = 4;

/// A made-up school that is being made, and what opens it: to be printed.
#[derive(Debug)]
pub struct Demo {
    /// Four words, random for every demo.
    pub passphrase: Zeroizing<String>,
    /// Four digits, random for every demo.
    pub pin: Zeroizing<String>,
    /// The store, open, once it is made.
    pub created: Pending<Created>,
}

/// Makes the made-up school in a folder that holds none.
///
/// # Errors
/// [`StoreError::Randomness`]; everything else comes with [`Demo::created`].
pub fn create(folder: &Path, kdf: Kdf, clock: Arc<dyn Clock>) -> Result<Demo, StoreError> {
    let (passphrase, pin) = (passphrase()?, pin()?);
    let created = Store::create(folder, school(&passphrase, &pin)?, kdf, clock);
    Ok(Demo { passphrase, pin, created })
}

/// Willow Lane Primary with these secrets.
fn school(passphrase: &str, pin: &str) -> Result<NewSchool, StoreError> {
    let raw: RawSchool = ron::from_str(SCHOOL).map_err(|error| faulty(error.to_string()))?;
    let access = NewAccess {
        label: Label::new(&raw.opens.label)?,
        passphrase: Passphrase::chosen(passphrase)?,
        pin: Pin::chosen(pin)?,
    };
    let mut classes = Vec::new();
    let mut pupils = Vec::new();
    for class in raw.classes {
        for (place, (given_name, family_name)) in (1..).zip(class.pupils) {
            let id = PupilId::new(format!("{}-{place:02}", class.id))?;
            pupils.push(Pupil { id, class: class.id.clone(), given_name, family_name });
        }
        classes.push(Class { id: class.id, name: class.name, year: class.year });
    }
    let approved = |agreement: RawAgreement| Approved {
        agreement: agreement.id,
        version: agreement.version,
        approval: raw.approved.clone(),
    };
    Ok(NewSchool {
        school: School { id: raw.id, name: raw.name },
        staff: NewStaff { name: raw.opens.name, role: raw.opens.role },
        access,
        colleagues: raw.colleagues.into_iter().map(|staff| NewStaff { name: staff.name, role: staff.role }).collect(),
        approvals: raw.agreements.into_iter().map(approved).collect(),
        classes,
        pupils,
    })
}

fn passphrase() -> Result<Zeroizing<String>, StoreError> {
    let words: Vec<&str> = WORDS.lines().collect();
    let mut chosen: Vec<&str> = Vec::with_capacity(WORDS_IN_A_PASSPHRASE);
    while chosen.len() < WORDS_IN_A_PASSPHRASE {
        let [place] = random::bytes()?;
        let word = words.get(usize::from(place)).ok_or_else(|| faulty("there are fewer than 256 words".to_owned()))?;
        if !chosen.contains(word) {
            chosen.push(word);
        }
    }
    Ok(Zeroizing::new(chosen.join(" ")))
}

fn pin() -> Result<Zeroizing<String>, StoreError> {
    loop {
        let mut pin = Zeroizing::new(String::with_capacity(DIGITS_IN_A_PIN));
        while pin.len() < DIGITS_IN_A_PIN {
            let [byte] = random::bytes()?;
            // 250 is the largest multiple of ten in a byte: beyond it, low digits would come up more often.
            if byte < 250 {
                pin.push(char::from(b'0' + byte % 10));
            }
        }
        if Pin::chosen(&pin).is_ok() {
            return Ok(pin);
        }
    }
}

fn faulty(what: String) -> StoreError {
    StoreError::Damaged { file: "the made-up school", what }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSchool {
    id: SchoolId,
    name: String,
    opens: RawOpener,
    colleagues: Vec<RawStaff>,
    approved: Approval,
    agreements: Vec<RawAgreement>,
    classes: Vec<RawClass>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOpener {
    name: String,
    role: Role,
    label: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStaff {
    name: String,
    role: Role,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAgreement {
    id: AgreementId,
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClass {
    id: ClassId,
    name: String,
    year: YearGroup,
    pupils: Vec<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::school::shown_names;
    use std::collections::BTreeSet;

    fn demo() -> NewSchool {
        school(&passphrase().unwrap(), &pin().unwrap()).unwrap()
    }

    #[test]
    fn the_made_up_school_has_three_classes_of_thirty() {
        let school = demo();
        let classes: Vec<(&str, YearGroup)> = school.classes.iter().map(|c| (c.name.as_str(), c.year)).collect();
        assert_eq!(classes, [("Acorn", YearGroup::Year1), ("Willow", YearGroup::Year2), ("Oak", YearGroup::Year4)]);
        for class in &school.classes {
            assert_eq!(school.pupils.iter().filter(|pupil| pupil.class == class.id).count(), 30, "{}", class.name);
        }
        let names: BTreeSet<String> = school.pupils.iter().map(Pupil::full_name).collect();
        assert_eq!(names.len(), 90);
        assert_eq!(school.approvals.len(), 2);
    }

    #[test]
    fn two_children_of_willow_share_a_first_name() {
        let school = demo();
        let willow: Vec<Pupil> = school.pupils.into_iter().filter(|p| p.class.as_str() == "willow").collect();
        let shown: Vec<String> = shown_names(&willow).into_values().filter(|name| name.starts_with("Mia")).collect();
        assert_eq!(shown, ["Mia C.", "Mia F."]);
    }

    #[test]
    fn every_demo_has_secrets_of_its_own() {
        let words: BTreeSet<&str> = WORDS.lines().collect();
        assert_eq!(words.len(), 256);
        assert!(words.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase())));
        let passphrases: BTreeSet<String> = (0..50).map(|_| passphrase().unwrap().to_string()).collect();
        assert_eq!(passphrases.len(), 50);
        for passphrase in &passphrases {
            assert_eq!(passphrase.split(' ').filter(|word| words.contains(word)).count(), 4, "{passphrase}");
            Passphrase::chosen(passphrase).unwrap();
        }
        let pins: BTreeSet<String> = (0..50).map(|_| pin().unwrap().to_string()).collect();
        assert!(pins.len() > 40);
    }
}
