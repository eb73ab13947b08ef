//! Where a chain stands, and when something was said.

use super::key::PublicKey;
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// What the genesis hash is taken over, before the 32 bytes of the public key.
const GENESIS: &[u8] = b"promise-tree/ledger/v1/genesis\n";

/// The newest statement of a ledger: its number and its hash. On paper: `27:` and 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Head {
    /// The statement's number, from 1; 0 for a ledger without statements.
    pub sequence: u64,
    /// SHA-256 of the statement's signed part ([`super::Statement::hash`]).
    pub hash: [u8; 32],
}

impl Head {
    /// The head of a kiosk's ledger before its first statement: number 0, and a hash that only this kiosk has.
    #[must_use]
    pub fn genesis(key: &PublicKey) -> Self {
        let hash = Sha256::new().chain_update(GENESIS).chain_update(key.to_bytes()).finalize();
        Self { sequence: 0, hash: hash.into() }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.sequence)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A text that is not a ledger head.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a ledger head; write the number, a colon and the 64 digits as they are printed on the class list"
)]
pub struct HeadError(String);

impl FromStr for Head {
    type Err = HeadError;

    fn from_str(text: &str) -> Result<Self, HeadError> {
        let head = || {
            let (number, digits) = text.split_once(':')?;
            if !number.bytes().all(|byte| byte.is_ascii_digit()) || digits.len() != 64 {
                return None;
            }
            let hash = crate::domain::agreement::Fingerprint::from_hex(&digits.to_ascii_lowercase())?.0;
            Some(Self { sequence: number.parse().ok()?, hash })
        };
        head().ok_or_else(|| HeadError(super::json::quoted(text)))
    }
}

/// When something was said, by the kiosk's two clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct When {
    /// Wall time: milliseconds since 1970 (UTC). May be wrong; voids nothing.
    pub wall_ms: i64,
    /// Milliseconds since the kiosk was started; only grows until it is started again.
    pub monotonic_ms: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::KioskKey;

    #[test]
    fn a_printed_head_can_be_typed_in_again() {
        let head = Head { sequence: 27, hash: std::array::from_fn(|i| i as u8 * 5) };
        assert_eq!(head.to_string().parse(), Ok(head));
        assert_eq!(head.to_string().to_uppercase().parse(), Ok(head));
        for wrong in ["", "27", "27:00", "+27:", &head.to_string()[..60], &format!("+{head}"), &format!("{head} ")] {
            assert!(wrong.parse::<Head>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_kiosk_begins_from_a_hash_of_its_own() {
        let one = Head::genesis(&KioskKey::from_seed([1; 32]).public());
        let two = Head::genesis(&KioskKey::from_seed([2; 32]).public());
        assert_eq!((one.sequence, two.sequence), (0, 0));
        assert_ne!(one.hash, two.hash);
    }
}
