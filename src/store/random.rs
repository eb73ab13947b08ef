//! Random bytes from the operating system.

use super::error::StoreError;
use crate::domain::ids::IdError;
use zeroize::Zeroizing;

/// Fills a place that is there already.
pub(crate) fn fill(place: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(place).map_err(StoreError::Randomness)
}

/// Bytes that nobody can guess.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// The same for a secret: wiped when dropped.
pub(crate) fn secret<const N: usize>() -> Result<Zeroizing<[u8; N]>, StoreError> {
    let mut secret = Zeroizing::new([0; N]);
    fill(secret.as_mut_slice())?;
    Ok(secret)
}

/// A fresh identifier: the letters and digits of a random UUID (RFC 9562 version 4).
pub(crate) fn id<T>(new: impl FnOnce(String) -> Result<T, IdError>) -> Result<T, StoreError> {
    let uuid = uuid::Builder::from_random_bytes(bytes()?).into_uuid();
    new(uuid.simple().to_string()).map_err(StoreError::Id)
}
