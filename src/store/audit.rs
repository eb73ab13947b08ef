//! The audit trail: who opened, locked, exported, and how often somebody guessed wrong.

use super::error::StoreError;
use super::rows;
use crate::domain::ids::{SchoolId, StaffId};
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
    /// What, in a few words for staff to read; no secret, and no pupil's name.
    pub what: String,
}

/// Adds a line.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    at_ms: i64,
    staff: Option<&StaffId>,
    what: &str,
) -> Result<(), StoreError> {
    let insert = "INSERT INTO audit (school_id, entry, at_ms, staff_id, what) \
                  SELECT ?1, 1 + COALESCE(MAX(entry), 0), ?2, ?3, ?4 FROM audit WHERE school_id = ?1";
    sqlx::query(insert)
        .bind(school.as_str())
        .bind(at_ms)
        .bind(staff.map(StaffId::as_str))
        .bind(what)
        .execute(connection)
        .await?;
    Ok(())
}

/// The newest lines, newest first.
pub(crate) async fn newest(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    limit: u32,
) -> Result<Vec<AuditEntry>, StoreError> {
    let rows = sqlx::query("SELECT * FROM audit WHERE school_id = ? ORDER BY entry DESC LIMIT ?")
        .bind(school.as_str())
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(entry).collect()
}

fn entry(row: &SqliteRow) -> Result<AuditEntry, StoreError> {
    Ok(AuditEntry {
        number: rows::number(row, "entry")?,
        at_ms: rows::number(row, "at_ms")?,
        staff: rows::id_or_none(row, "staff_id", StaffId::new)?,
        what: row.try_get("what")?,
    })
}
