//! What follows when a rule was broken on purpose: the rule is taught again, the child promises again, and an adult notes which
//! of three steps was taken. Private to whoever noted it, the DSL and the head, kept for a set time, then gone. It is in no
//! statement and in no list.

use super::ids::{PupilId, RuleId, StaffId};

/// For how many days a follow-up is kept: about a term.
pub const KEPT_DAYS: i64 = 90;

/// The most letters of its note.
pub const NOTE_AT_MOST: usize = 140;

/// How far it went. Any step may be skipped where it is serious.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FollowUpStep {
    /// Parent or carer told, perhaps a pause from one activity.
    Told,
    /// A longer pause from the internet, parent or carer invited to talk with the head.
    Invited,
    /// Taken further: the head, then outside agencies or child protection where a child may be at risk.
    TakenFurther,
}

impl FollowUpStep {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Told, Self::Invited, Self::TakenFurther];

    /// Its number, from 1.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Told => 1,
            Self::Invited => 2,
            Self::TakenFurther => 3,
        }
    }

    /// The step of a number, or `None`.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.number() == number)
    }

    /// Whether a letter goes home. Where a child may be at risk, who is told and how is for those who protect children.
    #[must_use]
    pub fn has_letter(self) -> bool {
        self != Self::TakenFurther
    }
}

/// That somebody followed up a broken rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Its number, from 1.
    pub number: u64,
    /// Whose.
    pub pupil: PupilId,
    /// Which rule was broken.
    pub rule: RuleId,
    /// What was done.
    pub step: FollowUpStep,
    /// A few words for whoever follows it up; may be empty.
    pub note: String,
    /// Who noted it; `None` after a recovery key.
    pub by: Option<StaffId>,
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

impl FollowUp {
    /// When it is gone, milliseconds since 1970 (UTC).
    #[must_use]
    pub fn gone_ms(&self) -> i64 {
        self.at_ms.saturating_add(KEPT_DAYS * 86_400_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_a_number_of_its_own_and_only_the_last_has_no_letter() {
        for step in FollowUpStep::ALL {
            assert_eq!(FollowUpStep::from_number(step.number()), Some(step));
        }
        assert_eq!(FollowUpStep::from_number(4), None);
        assert_eq!(FollowUpStep::ALL.map(FollowUpStep::has_letter), [true, true, false]);
    }
}
