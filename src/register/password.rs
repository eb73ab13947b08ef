//! Passwords of people who sign in at the register: Argon2id, and words for new ones.

use crate::store::{Passphrase, PassphraseFault, StoreError};
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};
use zeroize::Zeroizing;

/// 256 words, a line each: eight bits a word.
const WORDS: &str = include_str!("../../assets/demo/words.txt");
/// Words in a password that the register makes: 40 bits, behind a limit on tries.
const NEW: usize = 5;
/// What RFC 9106 §4 recommends where memory is short: 64 MiB, 3 passes. One lane, since many may sign in at once.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// Of a password that nobody has: whoever names an account that does not exist waits as long as everybody else.
const NOBODY: &str =
    "$argon2id$v=19$m=65536,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Why a password was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// It is too weak.
    #[error(transparent)]
    Weak(#[from] PassphraseFault),
    /// It cannot be hashed.
    #[error("the password could not be stretched; the machine may be short of memory, try again")]
    Hash,
    /// The operating system gave no random bytes.
    #[error(transparent)]
    Random(#[from] StoreError),
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The PHC string of a password that somebody chose.
///
/// # Errors
/// [`PasswordError`].
pub fn hash(chosen: &str) -> Result<String, PasswordError> {
    let passphrase = Passphrase::chosen(chosen)?;
    let hasher = argon2().ok_or(PasswordError::Hash)?;
    let hash = hasher.hash_password(passphrase.as_str().as_bytes()).map_err(|_| PasswordError::Hash)?;
    Ok(hash.to_string())
}

/// Whether a typed password is the one that was hashed. Takes as long where there is no hash.
#[must_use]
pub fn fits(typed: &str, hash: Option<&str>) -> bool {
    let tidy = Passphrase::chosen(typed);
    let typed = tidy.as_ref().map_or("", Passphrase::as_str);
    let parsed = PasswordHash::new(hash.unwrap_or(NOBODY));
    let fits = parsed.is_ok_and(|hash| Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok());
    fits && hash.is_some() && tidy.is_ok()
}

/// A password for somebody else, to be changed by them: five words.
///
/// # Errors
/// [`PasswordError::Random`].
pub fn new() -> Result<Zeroizing<String>, PasswordError> {
    let mut bytes = Zeroizing::new([0; NEW]);
    getrandom::fill(bytes.as_mut_slice()).map_err(StoreError::Randomness)?;
    let words: Vec<&str> = bytes.iter().map(|byte| WORDS.lines().nth(usize::from(*byte)).unwrap_or_default()).collect();
    Ok(Zeroizing::new(words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let hash = hash("otter pebble  lantern").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{hash}");
        assert!(fits(" otter pebble lantern ", Some(&hash)));
        assert!(!fits("otter pebble lanterN", Some(&hash)) && !fits("", Some(&hash)));
        assert!(!fits("otter pebble lantern", None) && !fits("", None));
        assert!(matches!(super::hash("short"), Err(PasswordError::Weak(_))));
        let one = new().unwrap();
        assert!(one.split(' ').count() == NEW && *one != *new().unwrap() && super::hash(&one).is_ok());
    }

    #[test]
    fn whoever_names_nobody_waits_as_long() {
        let took = |hash: Option<&str>| {
            let began = std::time::Instant::now();
            assert!(!fits("not the right one", hash));
            began.elapsed()
        };
        let hash = hash("otter pebble lantern").unwrap();
        let (somebody, nobody) = (took(Some(&hash)), took(None));
        assert!(nobody > somebody / 3 && somebody > nobody / 3, "{somebody:?} {nobody:?}");
    }
}
