//! Where a child stands with an agreement, over the statements of all kiosks. Pure.
//!
//! The same rule as on a kiosk ([`crate::domain::tree::standings`]), where one chain gives the order. Here the order is by
//! time, as the kiosk believed it but never after the register received it, and then by place in the log. Taking a
//! statement in twice, or in another order, comes to the same: so what is kept can be made again at any time.

use crate::domain::outcome::Outcome;

/// One outcome in the order of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// The statement's place in the log.
    pub leaf: u64,
    /// What came of it.
    pub outcome: Outcome,
}

impl Asked {
    fn newer(self, other: Self) -> Self {
        if (self.at_ms, self.leaf) > (other.at_ms, other.leaf) { self } else { other }
    }
}

/// Where a child stands with an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The newest version that they were asked under.
    pub version: u32,
    /// The newest outcome under it.
    pub last: Asked,
    /// The newest that neither an absence nor a “not yet” takes away.
    pub strong: Option<Asked>,
}

impl Standing {
    /// After one statement.
    #[must_use]
    pub fn of(version: u32, asked: Asked) -> Self {
        let weak = matches!(asked.outcome, Outcome::Absent | Outcome::NotYet);
        Self { version, last: asked, strong: (!weak).then_some(asked) }
    }

    /// Both together. In any order, and any number of times.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match self.version.cmp(&other.version) {
            std::cmp::Ordering::Greater => self,
            std::cmp::Ordering::Less => other,
            std::cmp::Ordering::Equal => Self {
                version: self.version,
                last: self.last.newer(other.last),
                strong: match (self.strong, other.strong) {
                    (Some(one), Some(another)) => Some(one.newer(another)),
                    (one, another) => one.or(another),
                },
            },
        }
    }

    /// What stands.
    #[must_use]
    pub fn current(&self) -> Asked {
        self.strong.filter(|strong| strong.outcome.is_promise()).unwrap_or(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{AgreementId, PupilId};
    use crate::domain::tree::{self, RecordedOutcome};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_what_a_kiosk_would_show_and_in_any_order(
            outcomes in prop::collection::vec((0..7_usize, 1..4_u32), 1..12),
            order in any::<u64>(),
        ) {
            let (pupil, agreement) = (PupilId::new("p").unwrap(), AgreementId::new("a").unwrap());
            let recorded: Vec<RecordedOutcome> = outcomes.iter().zip(0..).map(|((outcome, version), n)| RecordedOutcome {
                sequence: n,
                pupil: pupil.clone(),
                agreement: agreement.clone(),
                version: *version,
                outcome: Outcome::ALL[*outcome],
                at_ms: n as i64,
            }).collect();
            let mut standings: Vec<Standing> = recorded.iter().map(|recorded| {
                Standing::of(recorded.version, Asked { at_ms: recorded.at_ms, leaf: recorded.sequence, outcome: recorded.outcome })
            }).collect();
            standings.extend(standings.clone());
            standings.sort_by_key(|standing| (standing.last.leaf + 1).wrapping_mul(order | 1).rotate_left(17));
            let standing = standings.into_iter().reduce(Standing::and).unwrap();
            let shown = tree::standings([&pupil], &recorded, &agreement, standing.version)[&pupil];
            let current = standing.current();
            prop_assert_eq!(
                shown,
                tree::Standing::Known { outcome: current.outcome, at_ms: current.at_ms, sequence: current.leaf }
            );
        }
    }
}
