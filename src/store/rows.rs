//! From rows to the domain's types. What does not fit was never written by this program: the database is damaged.

use super::error::StoreError;
use crate::domain::ids::IdError;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// An identifier out of a column.
pub(crate) fn id<T>(
    row: &SqliteRow,
    column: &str,
    new: impl FnOnce(String) -> Result<T, IdError>,
) -> Result<T, StoreError> {
    new(row.try_get(column)?).map_err(|error| damaged(&error.to_string()))
}

/// An identifier out of a column that may be null.
pub(crate) fn id_or_none<T>(
    row: &SqliteRow,
    column: &str,
    new: impl FnOnce(String) -> Result<T, IdError>,
) -> Result<Option<T>, StoreError> {
    let text: Option<String> = row.try_get(column)?;
    text.map(new).transpose().map_err(|error| damaged(&error.to_string()))
}

/// A whole number out of a column, where only some make sense.
pub(crate) fn number<T: TryFrom<i64>>(row: &SqliteRow, column: &str) -> Result<T, StoreError> {
    let number: i64 = row.try_get(column)?;
    T::try_from(number).map_err(|_| damaged(&format!("{column} is {number}")))
}

/// A word out of a column that stands for something.
pub(crate) fn word<T>(row: &SqliteRow, column: &str, meaning: impl FnOnce(&str) -> Option<T>) -> Result<T, StoreError> {
    let word: String = row.try_get(column)?;
    meaning(&word).ok_or_else(|| damaged(&format!("{column} holds an unknown word")))
}

/// 32 bytes out of a column.
pub(crate) fn bytes(row: &SqliteRow, column: &str) -> Result<[u8; 32], StoreError> {
    let bytes: Vec<u8> = row.try_get(column)?;
    bytes.try_into().map_err(|_| damaged(&format!("{column} is not 32 bytes")))
}

/// For SQLite, which has no unsigned numbers. Beyond 2⁶³ there is nothing.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn damaged(what: &str) -> StoreError {
    StoreError::Damaged { file: "kiosk.db", what: what.to_owned() }
}
