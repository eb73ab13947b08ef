//! Who may do what on a kiosk: one table. Pure.
//!
//! | | teacher | office | DSL | head |
//! |---|---|---|---|---|
//! | lessons, outcomes, corrections, needs, lists, one child by hand | yes | yes | yes | yes |
//! | follow-ups that they noted themselves | yes | yes | yes | yes |
//! | [`Right::Roster`]: the office's lists and the classes | | yes | yes | yes |
//! | [`Right::Register`]: where this kiosk sends its promises | | yes | yes | yes |
//! | [`Right::Agreements`]: what is promised | | | yes | yes |
//! | [`Right::Colleagues`]: who opens this kiosk and what they may do | | | yes | yes |
//! | [`Right::Trail`]: who did what | | | yes | yes |
//! | [`Right::FollowUps`]: follow-ups that others noted | | | yes | yes |
//!
//! A small school, or a panel that one teacher set up, has nobody of the office on it: a right that nobody who can open the
//! kiosk has is everybody's who can, until somebody has it. The last row is not like that: what a colleague noted of a
//! child stays theirs. A key for one day has none of these rights.

use super::school::Role;

/// What is not for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// Bring lists in, take the last one back, make and change classes.
    Roster,
    /// Take the kiosk to another register, or away from one.
    Register,
    /// Make versions of agreements, and note who approved them.
    Agreements,
    /// Say who opens this kiosk and what they may do; make a new recovery key.
    Colleagues,
    /// See who did what.
    Trail,
    /// See and take away follow-ups that colleagues noted.
    FollowUps,
}

impl Right {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Roster, Self::Register, Self::Agreements, Self::Colleagues, Self::Trail, Self::FollowUps];

    /// Whether it is everybody's where nobody has it.
    fn is_lent(self) -> bool {
        self != Self::FollowUps
    }
}

impl Role {
    /// All of them, in the order they are shown in.
    pub const ALL: [Self; 4] = [Self::Teacher, Self::Office, Self::Dsl, Self::Head];

    /// The word for it in the database and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Teacher => "teacher",
            Self::Office => "office",
            Self::Dsl => "dsl",
            Self::Head => "head",
        }
    }

    /// The role of a word, or `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether it has a right by itself: the table.
    #[must_use]
    pub fn has(self, right: Right) -> bool {
        match right {
            Right::Roster | Right::Register => self != Self::Teacher,
            Right::Agreements | Right::Colleagues | Right::Trail | Right::FollowUps => {
                matches!(self, Self::Dsl | Self::Head)
            }
        }
    }

    /// Whether somebody with this role may do it on a kiosk that those with these roles can open.
    #[must_use]
    pub fn may(self, right: Right, openers: &[Self]) -> bool {
        self.has(right) || (right.is_lent() && !openers.iter().any(|role| role.has(right)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{Dsl, Head, Office, Teacher};

    #[test]
    fn each_role_has_what_it_needs_and_no_more() {
        let of = |role: Role| Right::ALL.map(|right| role.has(right));
        assert_eq!(of(Teacher), [false; 6]);
        assert_eq!(of(Office), [true, true, false, false, false, false]);
        assert_eq!((of(Dsl), of(Head)), ([true; 6], [true; 6]));
        assert!(Role::ALL.into_iter().all(|role| Role::from_code(role.code()) == Some(role)));
        assert_eq!(Role::from_code("lead"), None);
    }

    #[test]
    fn what_nobody_may_is_everybodys_until_somebody_may_and_follow_ups_never_are() {
        let may = |role: Role, openers: &[Role]| Right::ALL.map(|right| role.may(right, openers));
        assert_eq!(may(Teacher, &[Teacher, Teacher]), [true, true, true, true, true, false]);
        assert_eq!(may(Teacher, &[Teacher, Office]), [false, false, true, true, true, false]);
        assert_eq!(may(Office, &[Teacher, Office]), [true, true, true, true, true, false]);
        assert_eq!(may(Teacher, &[Teacher, Office, Dsl]), [false; 6]);
        assert_eq!(may(Head, &[Head]), [true; 6]);
    }

    #[test]
    fn whoever_can_open_a_kiosk_there_is_always_one_of_them_who_manages_colleagues() {
        for openers in [vec![Teacher], vec![Office, Teacher], vec![Dsl, Teacher], vec![Head, Dsl, Office, Teacher]] {
            let one = openers.iter().any(|role| role.may(Right::Colleagues, &openers));
            assert!(one, "{openers:?}");
        }
    }
}
