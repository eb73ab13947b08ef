//! Which kinds of orders there are.

use super::roll;
use crate::sync::erasure::ERASURE_AT_MOST;

/// A kind of orders. A kiosk asks for each from the last one of it on that it has obeyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A child is to be forgotten.
    Erasure,
    /// A colleague is let in, or shut out.
    Staff,
    /// A version of an agreement is to be used.
    Agreement,
    /// What every panel of the school begins with.
    Settings,
    /// The school's roll.
    Roll,
}

/// The most bytes of an order, whatever its kind.
pub const ORDER_AT_MOST: usize = Kind::Roll.at_most();

impl Kind {
    /// All of them, in the order in which a register tells of them: first whom to forget.
    pub const ALL: [Self; 5] = [Self::Erasure, Self::Staff, Self::Agreement, Self::Settings, Self::Roll];

    /// Its name in a message.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Erasure => "erasure",
            Self::Staff => "staff",
            Self::Agreement => "agreement",
            Self::Settings => "settings",
            Self::Roll => "roll",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The most bytes of an order of this kind.
    #[must_use]
    pub const fn at_most(self) -> usize {
        match self {
            // An erasure within, encoded once more, and what stands around it.
            Self::Erasure => ERASURE_AT_MOST / 3 * 4 + 4096,
            Self::Staff | Self::Settings => 4096,
            Self::Agreement => 81_920,
            Self::Roll => roll::ORDER_AT_MOST,
        }
    }

    /// Whether every one of them is to be carried out. Of the others the newest says everything, and those before it are
    /// never missed.
    #[must_use]
    pub const fn each_counts(self) -> bool {
        match self {
            Self::Erasure | Self::Staff | Self::Agreement => true,
            Self::Settings | Self::Roll => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_by_its_name_and_no_two_have_the_same() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
            assert!(kind.at_most() <= ORDER_AT_MOST && kind.code().len() <= 64);
        }
        assert_eq!(Kind::from_code("dance"), None);
        assert_eq!((Kind::Erasure.at_most(), Kind::Roll.at_most()), (91_476, 703_144));
    }
}
