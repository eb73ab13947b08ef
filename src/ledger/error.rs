//! Why a text is not a statement of a kiosk.

use super::disclosure::SdClaim;
use super::json::JsonError;
use super::statement::BYTES_AT_MOST;
use crate::domain::ids::KioskId;
use std::fmt;

/// A part of a statement, for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The JWT's header.
    Header,
    /// The JWT's payload: the claims in the clear.
    Payload,
    /// The JWT's signature.
    Signature,
    /// The payload's `agreement`.
    Agreement,
    /// The payload's `corrects`.
    Corrects,
    /// One of the payload's `answers`, from 1.
    Answer(usize),
    /// One of the disclosures, from 1.
    Disclosure(usize),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => f.write_str("header"),
            Self::Payload => f.write_str("payload"),
            Self::Signature => f.write_str("signature"),
            Self::Agreement => f.write_str("agreement"),
            Self::Corrects => f.write_str("statement that it corrects"),
            Self::Answer(nth) => write!(f, "answer {nth}"),
            Self::Disclosure(nth) => write!(f, "disclosure {nth}"),
        }
    }
}

/// Why a text is not a statement, or not one of this kiosk. No message holds a name, a mark or a salt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// Nothing there.
    #[error("the line is empty; take empty lines out")]
    Empty,
    /// More than 65,535 bytes.
    #[error("the statement is longer than {BYTES_AT_MOST} bytes, so no kiosk wrote it")]
    TooLong,
    /// A byte that no statement holds: white space, control characters, anything beyond ASCII.
    #[error("the statement holds a character that none may hold; it was altered or damaged on its way")]
    Character,
    /// The last line of a file has no end.
    #[error("the file breaks off within this line; copy the whole file again")]
    BrokenOff,
    /// No `~` at the end: cut short, or a key binding JWT, which statements do not have.
    #[error("the statement does not end with “~”; it was cut short")]
    Ending,
    /// Not three parts between dots.
    #[error("the signed part is not a header, a payload and a signature with dots between; it was cut or damaged")]
    Segments,
    /// Not base64url in its canonical spelling.
    #[error("the {0} is not base64url without padding, spelt the one right way; it was altered or damaged")]
    Base64(Part),
    /// Not the JSON it must be.
    #[error("the {part} {error}; it was altered, or a newer kiosk wrote it")]
    Json {
        /// Which part.
        part: Part,
        /// What is wrong with it.
        #[source]
        error: JsonError,
    },
    /// Signed by another algorithm, or by none.
    #[error("the statement is signed with “{0}”; only EdDSA is accepted")]
    Algorithm(String),
    /// Another kind of token.
    #[error("the token's type is “{0}”, so it is not a statement")]
    Type(String),
    /// A version of the format that this program does not know.
    #[error("the statement has format version {0}; this program knows version 1: update it")]
    Version(u64),
    /// A kind of statement that this program does not know.
    #[error("the statement is of the kind “{0}”, which this program does not know: update it")]
    Kind(String),
    /// Digests by another algorithm.
    #[error("the digests are by “{0}”; only sha-256 is accepted")]
    DigestAlgorithm(String),
    /// The header's `kid` and the payload's `iss` name two kiosks.
    #[error("the header and the payload name two different kiosks; the statement was put together from two")]
    TwoKiosks,
    /// The outcome does not fit the rest.
    #[error("the statement contradicts itself: {0}")]
    Contradiction(&'static str),
    /// The same rule twice among the answers.
    #[error("answer {0} is about a rule that was answered before; no kiosk writes that")]
    RuleTwice(usize),
    /// More than six.
    #[error("the statement has more than six disclosures; take out what was added")]
    TooManyDisclosures,
    /// A disclosure that the signed part does not vouch for.
    #[error("disclosure {0} matches no digest of the signed part; it was altered, or belongs to another statement")]
    DisclosureUnmatched(usize),
    /// The same disclosure twice.
    #[error("disclosure {0} stands there twice; take the second one out")]
    DisclosureRepeated(usize),
    /// Disclosures out of their order.
    #[error("disclosure {nth} ({claim}) stands before one that must come first; no kiosk writes that order")]
    DisclosureOrder {
        /// Which, from 1.
        nth: usize,
        /// What it discloses.
        claim: SdClaim,
    },
    /// Not `[salt, name, value]`.
    #[error("disclosure {0} is not a list of a salt, a name and a value")]
    DisclosureShape(usize),
    /// A salt that is not 256 bits.
    #[error("disclosure {0} has a salt that is not 32 bytes as base64url")]
    SaltLength(usize),
    /// A name that this version does not know.
    #[error("disclosure {nth} is of “{name}”, which this program does not know: update it")]
    UnknownDisclosure {
        /// Which, from 1.
        nth: usize,
        /// The name it gives.
        name: String,
    },
    /// A value that is not of its claim's type.
    #[error("disclosure {nth} ({claim}): its value {error}")]
    DisclosedValue {
        /// Which, from 1.
        nth: usize,
        /// What it discloses.
        claim: SdClaim,
        /// What is wrong with it.
        #[source]
        error: JsonError,
    },
    /// Of another kiosk.
    #[error("the statement is of kiosk {found}, not of {expected}; keep each kiosk's statements in its own file")]
    WrongKiosk {
        /// Whom it names.
        found: KioskId,
        /// Whose key it was checked with.
        expected: KioskId,
    },
    /// The signature is not this key's over these bytes.
    #[error("the signature does not fit; the statement was altered after the kiosk signed it")]
    BadSignature,
}

impl StatementError {
    /// For `map_err`: JSON that is wrong in this part.
    pub(super) fn json(part: Part) -> impl Fn(JsonError) -> Self {
        move |error| Self::Json { part, error }
    }
}
