//! The key that the database is encrypted under.

use super::error::StoreError;
use super::random;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// 256 random bits: SQLCipher's raw key. Wiped from memory when dropped; not shown by `Debug`.
///
/// It lives on the heap from the start: what moves is the pointer, so that no stack keeps a copy. What cannot be wiped
/// is the text of the `PRAGMA` that hands it to SQLCipher, until that freed memory is used again.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct DatabaseKey(Box<[u8; 32]>);

impl DatabaseKey {
    /// A fresh one.
    pub(crate) fn make() -> Result<Self, StoreError> {
        let mut key = Self(Box::new([0; 32]));
        random::fill(key.0.as_mut_slice())?;
        Ok(key)
    }

    /// The one of 32 bytes, or `None` for any other number.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut key = Self(Box::new([0; 32]));
        let fits = bytes.len() == key.0.len();
        fits.then(|| {
            key.0.copy_from_slice(bytes);
            key
        })
    }

    /// To be sealed.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As SQLCipher takes it without stretching: `"x'…'"` with 64 hexadecimal digits
    /// (zetetic.net/sqlcipher/sqlcipher-api, “Raw Key Data”).
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |value: u8| DIGITS.get(usize::from(value)).map_or('0', |&d| char::from(d));
        let mut pragma = Zeroizing::new(String::with_capacity(69));
        pragma.push_str("\"x'");
        for byte in self.0.iter() {
            pragma.push(digit(byte >> 4));
            pragma.push(digit(byte & 15));
        }
        pragma.push_str("'\"");
        pragma
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_given_to_sqlcipher_raw_and_to_nobody_else() {
        let key = DatabaseKey::from_bytes(&std::array::from_fn::<u8, 32, _>(|i| i as u8 * 8)).unwrap();
        assert_eq!(&*key.pragma(), "\"x'0008101820283038404850586068707880889098a0a8b0b8c0c8d0d8e0e8f0f8'\"");
        assert_eq!(format!("{key:?}"), "DatabaseKey(…)");
        assert!(DatabaseKey::from_bytes(&[0; 31]).is_none());
    }
}
