//! What an earlier statement got wrong. Nothing is ever edited: a correction is a statement of its own, and whoever
//! derives trees and lists leaves out what it takes back.

use super::ids::SessionId;
use super::outcome::{AdultSigned, PupilSigned};

/// Why a statement is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mistake {
    /// Another child was at the screen than the one whose name was tapped.
    WrongChild,
    /// An adult noted what was not so.
    WrongEntry,
}

impl Mistake {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::WrongChild, Self::WrongEntry];

    /// The word used in statements, for instance `wrong-child`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::WrongChild => "wrong-child",
            Self::WrongEntry => "wrong-entry",
        }
    }

    /// The mistake of a code, or `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mistake| mistake.code() == code)
    }
}

/// Everything that a correction says, before the ledger numbers, chains, dates and signs it. It only takes back: the
/// child who did promise does so once more under their own name, so that no promise is ever anybody's who was not
/// asked “Is this you?”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionDraft {
    /// The tree's opening that it belongs to, or an identifier of its own outside of one.
    pub session: SessionId,
    /// The number of the statement that is taken back: an earlier one of the same kiosk, about an outcome.
    pub corrects: u64,
    /// That statement's hash.
    pub hash: [u8; 32],
    /// Why.
    pub mistake: Mistake,
    /// Whom the statement that is taken back was about.
    pub pupil: PupilSigned,
    /// The adult who takes it back.
    pub witness: AdultSigned,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_has_a_code_of_its_own() {
        for mistake in Mistake::ALL {
            assert_eq!(Mistake::from_code(mistake.code()), Some(mistake));
        }
        assert_eq!(Mistake::from_code("outcome"), None);
    }
}
