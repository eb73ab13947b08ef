//! The audit trail: who opened, locked, exported, changed something, and how often somebody guessed wrong.

use super::deed::Deed;
use super::error::StoreError;
use super::rows;
use crate::content::{Value, Words};
use crate::domain::ids::{SchoolId, StaffId};
use serde_json::Map;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

/// One line of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number, from 1.
    pub number: u64,
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// Who, where that is known.
    pub staff: Option<StaffId>,
    /// What: the name of a message of `trail.ftl`, or, in lines of an earlier version of the program, the words.
    pub what: String,
    /// What is filled into the message; `None` where there is none.
    pub filled: Option<Map<String, serde_json::Value>>,
}

/// The variables of a deed that are identifiers of people and classes.
const NAMED: [&str; 3] = ["who", "pupil", "class"];

impl AuditEntry {
    /// What was done, in words. `name` turns identifiers of colleagues, children and classes into names; who has none any
    /// more keeps the identifier.
    #[must_use]
    pub fn said(&self, words: &Words, name: impl Fn(&str) -> Option<String>) -> String {
        let Some(filled) = &self.filled else { return self.what.clone() };
        let value = |(variable, value): (&String, &serde_json::Value)| match value {
            serde_json::Value::Number(number) => Value::from(number.as_f64().unwrap_or_default()),
            serde_json::Value::String(text) if NAMED.contains(&variable.as_str()) => {
                Value::from(name(text).unwrap_or_else(|| text.clone()))
            }
            serde_json::Value::String(text) => Value::from(text.clone()),
            other => Value::from(other.to_string()),
        };
        let values: Vec<(&str, Value<'_>)> =
            filled.iter().map(|(variable, given)| (variable.as_str(), value((variable, given)))).collect();
        words.text_with(&self.what, &values)
    }
}

/// Adds a line.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    at_ms: i64,
    staff: Option<&StaffId>,
    deed: Deed,
) -> Result<(), StoreError> {
    let insert = "INSERT INTO audit (school_id, entry, at_ms, staff_id, what, filled) \
                  SELECT ?1, 1 + COALESCE(MAX(entry), 0), ?2, ?3, ?4, ?5 FROM audit WHERE school_id = ?1";
    sqlx::query(insert)
        .bind(school.as_str())
        .bind(at_ms)
        .bind(staff.map(StaffId::as_str))
        .bind(deed.key())
        .bind(deed.filled())
        .execute(connection)
        .await?;
    Ok(())
}

/// The newest lines, newest first: everybody's, or one colleague's.
pub(crate) async fn newest(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    only: Option<&StaffId>,
    limit: u32,
) -> Result<Vec<AuditEntry>, StoreError> {
    let select =
        "SELECT * FROM audit WHERE school_id = ?1 AND (?2 IS NULL OR staff_id = ?2) ORDER BY entry DESC LIMIT ?3";
    let rows = sqlx::query(select)
        .bind(school.as_str())
        .bind(only.map(StaffId::as_str))
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(entry).collect()
}

fn entry(row: &SqliteRow) -> Result<AuditEntry, StoreError> {
    let filled: Option<String> = row.try_get("filled")?;
    let filled = filled.map(|json| serde_json::from_str(&json)).transpose();
    Ok(AuditEntry {
        number: rows::number(row, "entry")?,
        at_ms: rows::number(row, "at_ms")?,
        staff: rows::id_or_none(row, "staff_id", StaffId::new)?,
        what: row.try_get("what")?,
        filled: filled.map_err(|_| rows::damaged("a line of the audit trail cannot be read"))?,
    })
}
