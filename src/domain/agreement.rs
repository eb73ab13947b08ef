//! An agreement: the rules for one audience, in one version.

use super::ids::{AgreementId, Key, RuleId};
use super::school::KeyStage;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whom an agreement is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Audience {
    /// Pupils of Reception, Year 1 and Year 2.
    Ks1Pupils,
    /// Pupils of Years 3 to 6.
    Ks2Pupils,
}

impl Audience {
    /// The audience of a key stage's pupils.
    #[must_use]
    pub fn of(key_stage: KeyStage) -> Self {
        match key_stage {
            KeyStage::Ks1 => Self::Ks1Pupils,
            KeyStage::Ks2 => Self::Ks2Pupils,
        }
    }

    /// How the identifiers of this audience's rules begin, so that a lesson or a statement that names a rule alone says
    /// whose rule it is.
    #[must_use]
    pub fn rule_prefix(self) -> &'static str {
        match self {
            Self::Ks1Pupils => "ks1.",
            Self::Ks2Pupils => "ks2.",
        }
    }

    /// The most words a message of this audience's rules may have.
    #[must_use]
    pub fn words_at_most(self) -> usize {
        match self {
            Self::Ks1Pupils => 12,
            Self::Ks2Pupils => 18,
        }
    }
}

/// What is written down when it is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SignedField {
    /// The name a child is called by.
    Name,
    /// Given and family name.
    FullName,
    /// The day.
    Date,
    /// For adults: the name in print.
    PrintName,
    /// For adults at work: what they do.
    JobTitle,
    /// For parents: the child it is about.
    ChildName,
}

/// One promise of an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its identifier, the same in every version that keeps it.
    pub id: RuleId,
    /// The sentence that is promised.
    pub words: Key,
    /// A second sentence that says more, read after the first.
    pub more: Option<Key>,
    /// Its picture, below `assets/pictures/`.
    pub picture: String,
}

/// A set of rules for one audience. A new version asks for new promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Its identifier.
    pub id: AgreementId,
    /// Whom it is for.
    pub audience: Audience,
    /// Its version, from 1.
    pub version: u32,
    /// Its title.
    pub title: Key,
    /// What is written down when it is signed.
    pub signed_with: Vec<SignedField>,
    /// Whether it may be declined without consequence (and says so on print).
    pub optional: bool,
    /// The rules of the main text; never empty.
    pub rules: Rules,
    /// Questions to talk about at home, printed on the parent's sheet.
    pub ask_at_home: Vec<Key>,
}

/// One rule or more, in the order they are promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules(Vec<Rule>);

impl Rules {
    /// `None` where there is no rule at all.
    #[must_use]
    pub fn new(rules: Vec<Rule>) -> Option<Self> {
        if rules.is_empty() { None } else { Some(Self(rules)) }
    }

    /// How many; at least 1.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "never empty")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The rule at a place from 0, or `None` past the last.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&Rule> {
        self.0.get(place)
    }

    /// In order.
    pub fn iter(&self) -> std::slice::Iter<'_, Rule> {
        self.0.iter()
    }
}

/// That the school has taken an agreement as its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who approved it, for instance `the governing body`.
    pub by: String,
    /// When.
    pub on: Date,
    /// When it is due to be looked at again.
    pub review_by: Date,
}

impl Approval {
    /// Whether the review date has gone by.
    #[must_use]
    pub fn lapsed(&self, today: Date) -> bool {
        today > self.review_by
    }
}

/// SHA-256 over the exact words, pictures and voice of an agreement version in one language.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The fingerprint of 64 lower-case hexadecimal digits, or `None`.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The first 64 bits in four groups of four digits, for print: `9f3c 41d0 77ab e2c4`.
    #[must_use]
    pub fn short(&self) -> String {
        let groups: Vec<String> =
            self.0.chunks(2).take(4).map(|pair| pair.iter().map(|b| format!("{b:02x}")).collect()).collect();
        groups.join(" ")
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({})", self.short())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_survives_being_written_down() {
        let fingerprint = Fingerprint(std::array::from_fn(|i| i as u8 * 7));
        assert_eq!(Fingerprint::from_hex(&fingerprint.hex()), Some(fingerprint));
        assert_eq!(fingerprint.short(), "0007 0e15 1c23 2a31");
        assert_eq!(Fingerprint::from_hex(&fingerprint.hex().to_uppercase()), None);
        assert_eq!(Fingerprint::from_hex("00"), None);
    }

    #[test]
    fn an_agreement_lapses_the_day_after_its_review_date() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let approval = Approval { by: "the governors".into(), on: date("2026-09-01"), review_by: date("2027-09-01") };
        assert!(!approval.lapsed(date("2027-09-01")));
        assert!(approval.lapsed(date("2027-09-02")));
    }
}
