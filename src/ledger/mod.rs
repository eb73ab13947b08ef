//! The ledger: signed statements in a chain, and how to check them. `PROTOCOL.md` states every byte.
//!
//! A [`Statement`] is an SD-JWT (RFC 9901) signed by a kiosk's Ed25519 key. It holds the hash of the statement before
//! it, so that nobody can take one out, put one in or change one unseen. Whatever names a person stands in salted
//! disclosures beside the signed part; destroying them erases the person and leaves the chain whole.
//!
//! * [`issue`](fn@issue) and [`issue_correction`] number, chain and sign a draft; [`Statement::parse`] reads one back; [`verify`](fn@verify) checks a
//!   ledger; [`Export`] and [`ExportWriter`] read and write the file that anybody may check.
//! * Bytes are signed, stored and verified exactly as they are; nothing here writes a statement out a second time.
//! * Pure: no clock, no randomness, no files, no SQL. Times and salts are passed in; readers and writers are the
//!   caller's. It uses [`crate::domain`], sha2, base64, ed25519-dalek, serde, serde_json, thiserror and zeroize.
//!
//! # Why no SD-JWT crate
//!
//! What was looked at (manifests and documentation, in November 2026): `sd-jwt-rs` and `sdjwt` say that they follow
//! draft 7, `sd_jwt` is at its first release and stands on josekit, `sd-jwt-payload` leaves signing to its user. A kiosk
//! needs one strict profile: flat, typed claims, limits on every size, exact bytes, salts passed in. What is left of
//! RFC 9901 then is hashing, sorting and base64url, so it stands here, and the reference implementation in Python checks
//! it from outside (`tests/vectors/`, `tools/vectors/`).

pub(crate) mod base64url;
mod claims;
mod disclosure;
mod error;
mod export;
mod head;
mod issue;
pub(crate) mod json;
mod key;
mod mark;
mod statement;
mod verify;

pub use claims::{ANSWERS_AT_MOST, Claims, CorrectionSaid, INTEGER_AT_MOST, LANGUAGE_AT_MOST, OutcomeSaid, Says};
pub use disclosure::{ClassSigned, Disclosed, NAME_AT_MOST, SdClaim};
pub use error::{Part, StatementError};
pub use export::{Export, ExportError, ExportWriter, verify_export};
pub use head::{Head, HeadError, When};
pub use issue::{IssueError, Issued, issue, issue_correction};
pub use json::JsonError;
pub use key::{KeyError, KioskKey, PublicKey};
pub use statement::{BYTES_AT_MOST, Statement};
pub use verify::{Expected, FAULTS_AT_MOST, Fault, Place, Reason, Report, Verifier, verify};
