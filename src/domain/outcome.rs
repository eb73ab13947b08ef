//! What came of asking somebody, and everything a statement about it says.

use super::agreement::Fingerprint;
use super::ids::{AgreementId, ClassId, PupilId, RuleId, SessionId, StaffId};
use super::mark::Mark;
use serde::{Deserialize, Serialize};

/// What came of asking. Never a score: `NotYet` is as good an answer as `Agreed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Promised every rule, alone.
    Agreed,
    /// Promised every rule, with a named adult helping.
    AgreedWithHelp,
    /// Not sure of one rule or more.
    NotYet,
    /// Said no.
    Declined,
    /// Was not there.
    Absent,
    /// Has left the school.
    Left,
    /// Cannot take part; an adult decided so.
    Unable,
}

impl Outcome {
    /// All of them, in the order lists count them.
    pub const ALL: [Self; 7] =
        [Self::Agreed, Self::AgreedWithHelp, Self::NotYet, Self::Declined, Self::Absent, Self::Left, Self::Unable];

    /// Whether the child's bud is a leaf now.
    #[must_use]
    pub fn is_promise(self) -> bool {
        matches!(self, Self::Agreed | Self::AgreedWithHelp)
    }

    /// The word used in statements, files and Fluent keys, for instance `agreed-with-help`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::AgreedWithHelp => "agreed-with-help",
            Self::NotYet => "not-yet",
            Self::Declined => "declined",
            Self::Absent => "absent",
            Self::Left => "left",
            Self::Unable => "unable",
        }
    }

    /// The outcome of a code, or `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// What was said to one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// “I promise”.
    Promised,
    /// “Not sure yet”.
    NotSure,
}

/// Who is spoken of, as they were called that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PupilSigned {
    /// Their identifier.
    pub id: PupilId,
    /// Given and family name.
    pub name: String,
    /// Their class's identifier.
    pub class_id: ClassId,
    /// Their class's name.
    pub class_name: String,
}

/// An adult named in a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdultSigned {
    /// Their identifier.
    pub id: StaffId,
    /// Their name as printed.
    pub name: String,
}

/// The agreement as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementShown {
    /// Which agreement.
    pub id: AgreementId,
    /// Which version of it.
    pub version: u32,
    /// Over the words, pictures and voice shown.
    pub fingerprint: Fingerprint,
    /// BCP 47 tag of the language it was shown in.
    pub language: String,
}

/// Everything that a statement about an outcome says, before the ledger numbers, chains, dates and signs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeDraft {
    /// The tree's opening that it belongs to.
    pub session: SessionId,
    /// Whom it is about.
    pub pupil: PupilSigned,
    /// What they were shown.
    pub agreement: AgreementShown,
    /// What came of it.
    pub outcome: Outcome,
    /// What was said to each rule, in the agreement's order; empty where nobody was asked (absent, left, unable).
    pub answers: Vec<(RuleId, Answer)>,
    /// The child's mark, where the outcome has one.
    pub mark: Option<Mark>,
    /// The adult who opened the tree.
    pub witness: AdultSigned,
    /// The adult who helped, for [`Outcome::AgreedWithHelp`].
    pub helper: Option<AdultSigned>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_a_code_of_its_own() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
            assert_eq!(serde_json_like(outcome), outcome.code());
        }
        assert_eq!(Outcome::from_code("agree"), None);
    }

    fn serde_json_like(outcome: Outcome) -> String {
        let debug = format!("{outcome:?}");
        let mut code = String::new();
        for c in debug.chars() {
            if c.is_uppercase() && !code.is_empty() {
                code.push('-');
            }
            code.extend(c.to_lowercase());
        }
        code
    }
}
