//! Who may see and do what at the register. Pure.

/// What somebody is at a school, or over many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Their own classes, and nothing else.
    Teacher,
    /// Every class of the school, its roll, and its kiosks.
    Office,
    /// The designated safeguarding lead: every class, the roll, erasure, and who looked at what.
    Dsl,
    /// Everything of the school.
    Head,
    /// Everything of every school but its roll and erasure, which are the school's to decide.
    Trust,
}

/// What can be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// See every class of the school.
    EveryClass,
    /// See, name and shut out kiosks, make tickets, and say what every kiosk has: agreements and settings.
    Kiosks,
    /// Make accounts and change them, and say who opens kiosks.
    Accounts,
    /// See who looked at and changed what.
    Trail,
    /// Say who is at the school: bring its roll in, and say of a child who is recorded twice that they are one.
    Roll,
    /// Erase a child.
    Erase,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Teacher, Self::Office, Self::Dsl, Self::Head, Self::Trust];

    /// The word for it in the database, on the command line and in Fluent keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Teacher => "teacher",
            Self::Office => "office",
            Self::Dsl => "dsl",
            Self::Head => "head",
            Self::Trust => "trust",
        }
    }

    /// The role of a word, or `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether it has a right, at its school or, for a trust, at every one.
    #[must_use]
    pub fn may(self, right: Right) -> bool {
        match right {
            Right::EveryClass => self != Self::Teacher,
            Right::Kiosks => matches!(self, Self::Office | Self::Head | Self::Trust),
            Right::Accounts => matches!(self, Self::Head | Self::Trust),
            Right::Trail => matches!(self, Self::Dsl | Self::Head | Self::Trust),
            Right::Roll => matches!(self, Self::Office | Self::Dsl | Self::Head),
            Right::Erase => matches!(self, Self::Dsl | Self::Head),
        }
    }

    /// Whether somebody with this role may make, change and disable an account of the other one: nobody gives more than
    /// they have.
    #[must_use]
    pub fn manages(self, other: Self) -> bool {
        self.may(Right::Accounts) && (self == Self::Trust || other != Self::Trust)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_what_it_needs_and_no_more() {
        let rights = [Right::EveryClass, Right::Kiosks, Right::Accounts, Right::Trail, Right::Roll, Right::Erase];
        let of = |role: Role| rights.map(|right| role.may(right));
        assert_eq!(of(Role::Teacher), [false; 6]);
        assert_eq!(of(Role::Office), [true, true, false, false, true, false]);
        assert_eq!(of(Role::Dsl), [true, false, false, true, true, true]);
        assert_eq!(of(Role::Head), [true; 6]);
        assert_eq!(of(Role::Trust), [true, true, true, true, false, false]);
        assert!(!Role::Head.manages(Role::Trust) && Role::Trust.manages(Role::Trust) && Role::Head.manages(Role::Head));
        assert!(Role::ALL.into_iter().all(|role| Role::from_code(role.code()) == Some(role)));
    }
}
