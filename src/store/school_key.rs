//! A colleague's key that was made at the register: their passphrase, stretched with Argon2id, is the private half (RFC 9180
//! §7.1.3), and the register keeps the public half, the salt and how hard the stretching was, and nothing else. So every kiosk can
//! seal its database key to it, and no passphrase travels.

use super::error::StoreError;
use super::kdf::{Cost, Kdf};
use super::random;
use super::sealing::KeyPair;
use super::secrets::Passphrase;

/// Public half, salt and cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchoolKey {
    /// The X25519 public key.
    pub public: [u8; 32],
    /// Argon2id's salt.
    pub salt: [u8; 16],
    cost: Cost,
}

impl SchoolKey {
    /// Makes one of a passphrase that its owner chose. Takes about a second.
    ///
    /// # Errors
    /// [`StoreError::Randomness`].
    pub fn make(passphrase: &Passphrase, kdf: Kdf) -> Result<Self, StoreError> {
        let (salt, cost) = (random::bytes()?, kdf.cost());
        Ok(Self { public: Self::pair(passphrase.as_str(), &salt, cost)?.public(), salt, cost })
    }

    /// One that was made before; `None` where Argon2id is asked for what would hang a kiosk or cannot be.
    #[must_use]
    pub fn known(public: [u8; 32], salt: [u8; 16], (memory_kib, passes, lanes): (u32, u32, u32)) -> Option<Self> {
        let cost = Cost { memory_kib, passes, lanes };
        cost.is_sane().then_some(Self { public, salt, cost })
    }

    /// Argon2id's memory in KiB, its passes and its lanes.
    #[must_use]
    pub fn cost(&self) -> (u32, u32, u32) {
        (self.cost.memory_kib, self.cost.passes, self.cost.lanes)
    }

    /// The same as the keyring writes it.
    pub(super) fn kdf_cost(&self) -> Cost {
        self.cost
    }

    /// The key pair of a typed passphrase, right or wrong.
    pub(super) fn pair(typed: &str, salt: &[u8; 16], cost: Cost) -> Result<KeyPair, StoreError> {
        Ok(KeyPair::derive(cost.key(typed, salt)?.as_slice()))
    }
}
