//! A school: its classes, pupils and staff.

use super::ids::{ClassId, PupilId, SchoolId, StaffId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A year group of an English primary school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum YearGroup {
    /// Ages 4 to 5.
    Reception,
    /// Ages 5 to 6.
    Year1,
    /// Ages 6 to 7.
    Year2,
    /// Ages 7 to 8.
    Year3,
    /// Ages 8 to 9.
    Year4,
    /// Ages 9 to 10.
    Year5,
    /// Ages 10 to 11.
    Year6,
}

impl YearGroup {
    /// All of them, youngest first.
    pub const ALL: [Self; 7] =
        [Self::Reception, Self::Year1, Self::Year2, Self::Year3, Self::Year4, Self::Year5, Self::Year6];

    /// The key stage whose agreement the year signs. Reception is not a key stage of its own here: it uses KS1's
    /// agreement unless the school says otherwise.
    #[must_use]
    pub fn key_stage(self) -> KeyStage {
        if self <= Self::Year2 { KeyStage::Ks1 } else { KeyStage::Ks2 }
    }

    /// The number as stored and exchanged: 0 for Reception, 1 to 6 for the years.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The year of a number 0 to 6, or `None`.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}

/// English key stages of a primary school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum KeyStage {
    /// Reception to Year 2.
    Ks1,
    /// Years 3 to 6.
    Ks2,
}

/// The school a kiosk belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// Its identifier, first in every key of every table.
    pub id: SchoolId,
    /// Its name as printed.
    pub name: String,
}

/// A class: one tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Its identifier.
    pub id: ClassId,
    /// Its name as a child knows it, for instance `Willow`.
    pub name: String,
    /// Its year group.
    pub year: YearGroup,
}

/// A pupil: one leaf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pupil {
    /// Their identifier, kept through renames and moves.
    pub id: PupilId,
    /// Their class.
    pub class: ClassId,
    /// The name they are called by at school (the known-as name where there is one).
    pub given_name: String,
    /// Their family name.
    pub family_name: String,
}

impl Pupil {
    /// Given and family name, as printed and as signed.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name).trim().to_owned()
    }
}

/// What a member of staff is at the school; [`super::rights`] says what each may do on a kiosk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Runs lessons, notes outcomes, prints lists. Whoever helps a child too.
    #[default]
    Teacher,
    /// Also looks after who is at the school.
    Office,
    /// The designated safeguarding lead: everything.
    Dsl,
    /// The head teacher, and whoever leads in their place: everything.
    Head,
}

/// A member of staff: who may open the kiosk and witness promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Their identifier.
    pub id: StaffId,
    /// The name as printed, for instance `Mr J Okoro`.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// The name to show for each pupil on a tree: the given name alone where nobody else in the class has it; with as many
/// letters of the family name as tell two apart otherwise; numbered where even full names are the same (the teacher then
/// tells the two apart in private; a date of birth is never shown).
#[must_use]
pub fn shown_names(pupils: &[Pupil]) -> BTreeMap<PupilId, String> {
    let mut groups: BTreeMap<String, Vec<&Pupil>> = BTreeMap::new();
    for pupil in pupils {
        groups.entry(fold(&pupil.given_name)).or_default().push(pupil);
    }
    let mut names = BTreeMap::new();
    for group in groups.into_values() {
        for (place, pupil) in group.iter().enumerate() {
            names.insert(pupil.id.clone(), shown_name(pupil, place, &group));
        }
    }
    names
}

fn shown_name(pupil: &Pupil, place: usize, group: &[&Pupil]) -> String {
    let others: Vec<&&Pupil> = group.iter().filter(|other| other.id != pupil.id).collect();
    if others.is_empty() {
        return pupil.given_name.clone();
    }
    let family: Vec<char> = pupil.family_name.chars().collect();
    for letters in 1..=family.len() {
        let start: String = family.iter().take(letters).collect();
        let shared = others.iter().any(|other| fold(&other.family_name).starts_with(&fold(&start)));
        if !shared {
            let stop = if letters < family.len() { "." } else { "" };
            return format!("{} {start}{stop}", pupil.given_name);
        }
    }
    let same = |other: &&Pupil| fold(&other.family_name) == fold(&pupil.family_name);
    if others.iter().any(|other| same(other)) {
        let earlier = group.iter().take(place).filter(|other| same(other)).count();
        return format!("{} {}", pupil.full_name(), earlier + 1);
    }
    pupil.full_name()
}

fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

impl fmt::Display for YearGroup {
    /// The stable code: `R`, `Y1` … `Y6` (not for people: their words are in Fluent).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number() {
            0 => f.write_str("R"),
            n => write!(f, "Y{n}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pupil(id: &str, given: &str, family: &str) -> Pupil {
        Pupil {
            id: PupilId::new(id).unwrap(),
            class: ClassId::new("willow").unwrap(),
            given_name: given.into(),
            family_name: family.into(),
        }
    }

    fn shown(pupils: &[Pupil]) -> Vec<String> {
        let names = shown_names(pupils);
        pupils.iter().map(|p| names[&p.id].clone()).collect()
    }

    #[test]
    fn a_name_nobody_shares_stands_alone() {
        assert_eq!(shown(&[pupil("1", "Aisha", "Begum"), pupil("2", "Ben", "Taylor")]), ["Aisha", "Ben"]);
    }

    #[test]
    fn two_children_with_one_first_name_are_told_apart() {
        assert_eq!(shown(&[pupil("1", "Mia", "Clarke"), pupil("2", "Mia", "Fox")]), ["Mia C.", "Mia F."]);
        assert_eq!(shown(&[pupil("1", "Mia", "Clarke"), pupil("2", "mia", "Clayton")]), ["Mia Clar.", "mia Clay."]);
        assert_eq!(shown(&[pupil("1", "Mia", "Lee"), pupil("2", "Mia", "Leeson")]), ["Mia Lee", "Mia Lees."]);
        assert_eq!(shown(&[pupil("1", "Mia", "Lee"), pupil("2", "Mia", "Lee")]), ["Mia Lee 1", "Mia Lee 2"]);
    }

    #[test]
    fn shown_names_never_repeat_in_a_class() {
        let families = ["", "L", "Lee", "Lee", "Leeson", "lee"];
        let pupils: Vec<Pupil> =
            families.iter().enumerate().map(|(i, family)| pupil(&i.to_string(), "Mia", family)).collect();
        let names = shown(&pupils);
        let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(distinct.len(), names.len(), "{names:?}");
    }

    #[test]
    fn year_2_is_the_last_of_key_stage_1() {
        assert_eq!(YearGroup::Reception.key_stage(), KeyStage::Ks1);
        assert_eq!(YearGroup::Year2.key_stage(), KeyStage::Ks1);
        assert_eq!(YearGroup::Year3.key_stage(), KeyStage::Ks2);
        assert!(YearGroup::ALL.iter().all(|y| YearGroup::from_number(y.number()) == Some(*y)));
        assert_eq!(YearGroup::from_number(7), None);
    }
}
