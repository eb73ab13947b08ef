//! Who a register is: its Ed25519 key, its name, and the name of each school's log.

use crate::domain::ids::{RegisterId, SchoolId};
use crate::ledger::{KeyError, KioskKey, PublicKey};
use zeroize::Zeroizing;

/// A register's secret key: signs checkpoints. Wiped from memory when dropped; never printed.
#[derive(Debug)]
pub struct RegisterKey(KioskKey);

impl RegisterKey {
    /// The key of a 32-byte seed, which must be random.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(KioskKey::from_seed(seed))
    }

    /// The seed, for keeping it. Wiped when dropped.
    #[must_use]
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        self.0.seed()
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> RegisterPublic {
        RegisterPublic(self.0.public())
    }

    pub(super) fn agreement(&self) -> Zeroizing<[u8; 32]> {
        self.0.agreement()
    }

    pub(super) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message)
    }
}

/// A register's public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterPublic(PublicKey);

impl RegisterPublic {
    /// Its name: the RFC 7638 thumbprint of its key.
    #[must_use]
    pub fn id(&self) -> RegisterId {
        #[allow(clippy::expect_used, reason = "a thumbprint is an identifier for a kiosk, and so for a register")]
        RegisterId::new(self.0.kiosk_id().as_str()).expect("a thumbprint is an identifier")
    }

    /// Its 32 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// As a JWK, one line, with the same four members as a kiosk's.
    #[must_use]
    pub fn to_jwk(&self) -> String {
        self.0.to_jwk()
    }

    /// Reads [`Self::to_jwk`].
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn from_jwk(jwk: &str) -> Result<Self, KeyError> {
        PublicKey::from_jwk(jwk).map(Self)
    }

    /// The name of a school's log at this register, which is also the name of the key that signs its checkpoints
    /// (C2SP tlog-checkpoint, “origin”).
    #[must_use]
    pub fn origin(&self, school: &SchoolId) -> String {
        format!("promise-tree/{}/{school}", self.id())
    }

    pub(super) fn agreement(&self) -> [u8; 32] {
        self.0.agreement()
    }

    pub(super) fn signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.signed(message, signature)
    }
}
