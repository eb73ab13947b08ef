//! A class's tree: who has promised, who has not yet. Derived from the ledger's outcomes, never stored as truth.

use super::ids::{AgreementId, ClassId, LessonId, PupilId, SessionId, StaffId};
use super::outcome::Outcome;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An outcome as the ledger holds it, with what a tree and a list need of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedOutcome {
    /// Its place in the kiosk's chain, from 1. Order is by this, never by clocks.
    pub sequence: u64,
    /// Whom it is about.
    pub pupil: PupilId,
    /// Which agreement.
    pub agreement: AgreementId,
    /// Which version of it.
    pub version: u32,
    /// What came of it.
    pub outcome: Outcome,
    /// Wall time, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

/// Where one child stands with one agreement version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has asked yet, or only under an older version.
    ToCome,
    /// The newest outcome; its time in milliseconds since 1970 (UTC) and its sequence number.
    Known {
        /// What came of it.
        outcome: Outcome,
        /// When.
        at_ms: i64,
        /// Its place in the chain.
        sequence: u64,
    },
}

impl Standing {
    /// Whether the child's bud is a leaf.
    #[must_use]
    pub fn is_leaf(self) -> bool {
        matches!(self, Self::Known { outcome, .. } if outcome.is_promise())
    }
}

/// The standing of every pupil under one agreement version. A promise stands when the same version is asked again and
/// the child is absent or not sure that day; anything else is the newest outcome by sequence number.
#[must_use]
pub fn standings<'a>(
    pupils: impl IntoIterator<Item = &'a PupilId>,
    outcomes: &[RecordedOutcome],
    agreement: &AgreementId,
    version: u32,
) -> BTreeMap<PupilId, Standing> {
    let mut standings: BTreeMap<PupilId, Standing> =
        pupils.into_iter().map(|pupil| (pupil.clone(), Standing::ToCome)).collect();
    let mut sorted: Vec<&RecordedOutcome> =
        outcomes.iter().filter(|o| &o.agreement == agreement && o.version == version).collect();
    sorted.sort_by_key(|o| o.sequence);
    for recorded in sorted {
        let Some(standing) = standings.get_mut(&recorded.pupil) else { continue };
        let lasting = matches!(recorded.outcome, Outcome::Declined | Outcome::Left | Outcome::Unable);
        if !standing.is_leaf() || recorded.outcome.is_promise() || lasting {
            *standing =
                Standing::Known { outcome: recorded.outcome, at_ms: recorded.at_ms, sequence: recorded.sequence };
        }
    }
    standings
}

/// A tree that is open: from now until it is closed its witness is the adult present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTree {
    /// The opening's identifier, in every statement made under it.
    pub session: SessionId,
    /// The class.
    pub class: ClassId,
    /// The agreement asked for.
    pub agreement: AgreementId,
    /// The version of it.
    pub version: u32,
    /// The adult who opened it.
    pub witness: StaffId,
    /// When, milliseconds since 1970 (UTC).
    pub opened_ms: i64,
    /// Who is not here today. Becomes statements when the tree is closed.
    pub absent: BTreeSet<PupilId>,
    /// What is played before the promises, one after the other; nothing where it is empty.
    pub lessons: Vec<LessonId>,
}

/// How a class stands, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Full leaves.
    pub promised: usize,
    /// Not sure yet.
    pub not_yet: usize,
    /// Absent today.
    pub absent: usize,
    /// Declined, left or unable.
    pub other: usize,
    /// Nobody has asked yet.
    pub to_come: usize,
}

impl Tally {
    /// Everybody.
    #[must_use]
    pub fn total(&self) -> usize {
        self.promised + self.not_yet + self.absent + self.other + self.to_come
    }
}

/// Counts the standings; pupils marked absent today count as absent unless they are leaves already.
#[must_use]
pub fn tally(standings: &BTreeMap<PupilId, Standing>, absent: &BTreeSet<PupilId>) -> Tally {
    let mut tally = Tally::default();
    for (pupil, standing) in standings {
        let place = match standing {
            Standing::Known { outcome, .. } if outcome.is_promise() => &mut tally.promised,
            _ if absent.contains(pupil) => &mut tally.absent,
            Standing::Known { outcome: Outcome::NotYet, .. } => &mut tally.not_yet,
            Standing::Known { outcome: Outcome::Absent, .. } => &mut tally.absent,
            Standing::Known { .. } => &mut tally.other,
            Standing::ToCome => &mut tally.to_come,
        };
        *place += 1;
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(sequence: u64, version: u32, outcome: Outcome) -> RecordedOutcome {
        RecordedOutcome {
            sequence,
            pupil: PupilId::new("p").unwrap(),
            agreement: AgreementId::new("ks1-pupils").unwrap(),
            version,
            outcome,
            at_ms: 0,
        }
    }

    fn standing(outcomes: &[RecordedOutcome]) -> Standing {
        let pupil = PupilId::new("p").unwrap();
        standings([&pupil], outcomes, &AgreementId::new("ks1-pupils").unwrap(), 2)[&pupil]
    }

    #[test]
    fn a_new_version_asks_for_new_promises() {
        assert_eq!(standing(&[recorded(1, 1, Outcome::Agreed)]), Standing::ToCome);
        assert!(standing(&[recorded(1, 1, Outcome::Agreed), recorded(2, 2, Outcome::Agreed)]).is_leaf());
    }

    #[test]
    fn not_yet_becomes_a_leaf_and_a_leaf_does_not_fall_off_when_the_child_is_away() {
        assert!(!standing(&[recorded(1, 2, Outcome::NotYet)]).is_leaf());
        let order = [recorded(3, 2, Outcome::Absent), recorded(1, 2, Outcome::NotYet), recorded(2, 2, Outcome::Agreed)];
        assert!(standing(&order).is_leaf());
        assert!(!standing(&[recorded(1, 2, Outcome::Agreed), recorded(2, 2, Outcome::Left)]).is_leaf());
    }

    #[test]
    fn everybody_is_counted_once() {
        let ids: Vec<PupilId> = (0..5).map(|i| PupilId::new(format!("p{i}")).unwrap()).collect();
        let outcome = |i: usize, outcome| RecordedOutcome { pupil: ids[i].clone(), ..recorded(i as u64, 2, outcome) };
        let outcomes = [outcome(0, Outcome::Agreed), outcome(1, Outcome::NotYet), outcome(2, Outcome::Unable)];
        let standings = standings(&ids, &outcomes, &AgreementId::new("ks1-pupils").unwrap(), 2);
        let tally = tally(&standings, &BTreeSet::from([ids[0].clone(), ids[3].clone()]));
        assert_eq!(tally, Tally { promised: 1, not_yet: 1, absent: 1, other: 1, to_come: 1 });
        assert_eq!(tally.total(), 5);
    }
}
