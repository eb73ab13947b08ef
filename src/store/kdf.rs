//! From a passphrase to a key: Argon2id (RFC 9106), slow on purpose.

use super::error::StoreError;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// How hard guessing is made. Chosen when a store is made, and written beside every wrapped key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kdf {
    /// 64 MiB and one lane, as RFC 9106 §4 recommends where memory is short, with 10 passes instead of 3: half a second
    /// on the machine that it was measured on.
    #[default]
    Interactive,
    /// For tests only: a store that a laptop breaks in an afternoon.
    Light,
}

/// Argon2id's parameters as written in keys.json.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cost {
    /// KiB of memory.
    pub(crate) memory_kib: u32,
    /// Passes over it.
    pub(crate) passes: u32,
    /// Lanes; each could be a thread.
    pub(crate) lanes: u32,
}

impl Kdf {
    /// Its parameters.
    pub(crate) fn cost(self) -> Cost {
        match self {
            Self::Interactive => Cost { memory_kib: 64 * 1024, passes: 10, lanes: 1 },
            Self::Light => Cost { memory_kib: 64, passes: 1, lanes: 1 },
        }
    }
}

impl Cost {
    /// At most 1 GiB, 64 passes, 16 lanes: a keys.json that asks for more was tampered with, to make the kiosk hang.
    fn argon2(self) -> Result<Argon2<'static>, StoreError> {
        let params = self.params().ok_or_else(|| damaged("it asks for an impossible Argon2id"))?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    fn params(self) -> Option<Params> {
        let sane = self.memory_kib <= 1024 * 1024 && self.passes <= 64 && (1..=16).contains(&self.lanes);
        Params::new(self.memory_kib, self.passes, self.lanes, None).ok().filter(|_| sane)
    }

    /// Whether it can be done at all, and in a time that somebody waits.
    pub(crate) fn is_sane(self) -> bool {
        self.params().is_some()
    }

    /// A 256-bit key out of a secret. Takes about half a second with [`Kdf::Interactive`].
    pub(crate) fn key(self, secret: &str, salt: &[u8; 16]) -> Result<Zeroizing<[u8; 32]>, StoreError> {
        let mut key = Zeroizing::new([0; 32]);
        let stretched = self.argon2()?.hash_password_into(secret.as_bytes(), salt, key.as_mut_slice());
        stretched.map_err(|_| damaged("Argon2id refuses its parameters"))?;
        Ok(key)
    }

    /// A PHC string to check a PIN against, salted.
    pub(crate) fn hash(self, pin: &str) -> Result<String, StoreError> {
        let hash = self.argon2()?.hash_password(pin.as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|_| damaged("Argon2id refuses its parameters"))
    }
}

/// Whether a PIN is the one that was hashed.
pub(crate) fn verify(pin: &str, hash: &str) -> Result<bool, StoreError> {
    let unreadable = |_| StoreError::Damaged { file: "kiosk.db", what: "a PIN's hash cannot be read".to_owned() };
    let hash = PasswordHash::new(hash).map_err(unreadable)?;
    Ok(Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok())
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged { file: "keys.json", what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_passphrase_gives_the_same_key_only_with_the_same_salt_and_cost() {
        let cost = Kdf::Light.cost();
        let key = cost.key("otter pebble lantern", &[1; 16]).unwrap();
        assert_eq!(*key, *cost.key("otter pebble lantern", &[1; 16]).unwrap());
        assert_ne!(*key, *cost.key("otter pebble lantern", &[2; 16]).unwrap());
        assert_ne!(*key, *cost.key("otter pebble lanterN", &[1; 16]).unwrap());
        assert_ne!(*key, *Cost { passes: 2, ..cost }.key("otter pebble lantern", &[1; 16]).unwrap());
    }

    #[test]
    fn a_cost_that_would_hang_the_kiosk_is_refused() {
        let greedy = Cost { memory_kib: u32::MAX, passes: 1, lanes: 1 };
        assert!(matches!(greedy.key("x", &[0; 16]), Err(StoreError::Damaged { file: "keys.json", .. })));
        let endless = Cost { memory_kib: 64, passes: u32::MAX, lanes: 1 };
        assert!(matches!(endless.key("x", &[0; 16]), Err(StoreError::Damaged { .. })));
    }

    #[test]
    fn a_pin_is_known_by_its_hash_which_holds_its_own_cost() {
        let hash = Kdf::Light.cost().hash("4071").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
        assert!(verify("4071", &hash).unwrap());
        assert!(!verify("4072", &hash).unwrap());
        assert!(verify("4071", "nonsense").is_err());
    }
}
