//! Identifiers: opaque, short, safe in a URL, a file name and a log line.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing there.
    #[error("an identifier is empty; give it 1 to 64 characters")]
    Empty,
    /// Longer than 64 characters.
    #[error("identifier “{0}” is longer than 64 characters; shorten it")]
    TooLong(String),
    /// A character outside `A-Z a-z 0-9 . _ -`.
    #[error("identifier “{0}” may hold only letters A to Z, digits, dot, hyphen and underscore")]
    Character(String),
}

fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > 64 {
        return Err(IdError::TooLong(text.to_owned()));
    }
    let allowed = |byte: &u8| matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'.' | b'_' | b'-');
    if text.as_bytes().iter().all(allowed) { Ok(()) } else { Err(IdError::Character(text.to_owned())) }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks the text: 1 to 64 characters out of `A-Z a-z 0-9 . _ -`.
            ///
            /// # Errors
            /// [`IdError`] says which of the three is broken.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                check(&text).map(|()| Self(text))
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A school, for instance `willow-lane`.
    SchoolId
);
id!(
    /// A class within a school.
    ClassId
);
id!(
    /// A pupil. Kept through renames and class moves; never derived from a name or a UPN.
    PupilId
);
id!(
    /// A numbering that other systems know pupils by, for instance `upn` or `oneroster`.
    Numbering
);
id!(
    /// An adult who can open the kiosk.
    StaffId
);
id!(
    /// One kiosk: the RFC 7638 thumbprint of its public key.
    KioskId
);
id!(
    /// One register: the RFC 7638 thumbprint of its public key.
    RegisterId
);
id!(
    /// From the opening of a tree to its closing.
    SessionId
);
id!(
    /// An agreement, for instance `ks1-pupils`.
    AgreementId
);
id!(
    /// A rule of an agreement, for instance `ks1.tell-someone`.
    RuleId
);
id!(
    /// A lesson, for instance `the-cover-up`.
    LessonId
);
id!(
    /// A step of a lesson, for instance `what-now`.
    StepId
);
id!(
    /// The name of a message in the Fluent files and of its clip, for instance `ks1-tell-someone`.
    Key
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_short_and_plain() {
        assert_eq!(PupilId::new("p-01").map(String::from), Ok("p-01".to_owned()));
        assert_eq!(PupilId::new(""), Err(IdError::Empty));
        assert!(matches!(PupilId::new("../etc"), Err(IdError::Character(_))));
        assert!(matches!(PupilId::new("x".repeat(65)), Err(IdError::TooLong(_))));
    }
}
