//! Private notes for the teacher: that a child asked for a grown-up. Never what about.

use super::error::StoreError;
use super::open::Open;
use super::rows;
use crate::domain::ids::{KioskId, PupilId, SchoolId, SessionId};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use std::collections::BTreeSet;

/// That somebody asked for a grown-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number, from 1.
    pub number: u64,
    /// Who asked; `None` before anybody had said who they are.
    pub pupil: Option<PupilId>,
    /// In which opening of the tree.
    pub session: SessionId,
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

/// Keeps that somebody asked.
pub(crate) async fn add(open: &mut Open, session: &SessionId, pupil: Option<&PupilId>) -> Result<Note, StoreError> {
    let (school, at_ms) = (open.school.id.clone(), open.clock.wall_ms());
    open.write(async |connection: &mut SqliteConnection| {
        let insert = "INSERT INTO notes (school_id, note, pupil_id, session_id, at_ms, kind) \
                      SELECT ?1, 1 + COALESCE(MAX(note), 0), ?2, ?3, ?4, 'asked-for-grown-up' FROM notes WHERE school_id = ?1 \
                      RETURNING *";
        let row = sqlx::query(insert)
            .bind(school.as_str())
            .bind(pupil.map(PupilId::as_str))
            .bind(session.as_str())
            .bind(at_ms)
            .fetch_one(connection)
            .await
            .map_err(|error| match (pupil, error.as_database_error()) {
                (Some(pupil), Some(database)) if database.is_foreign_key_violation() => {
                    StoreError::Unknown { what: "pupil", id: pupil.to_string() }
                }
                _ => error.into(),
            })?;
        note(&row)
    })
    .await
}

/// The notes that nobody has talked about yet, oldest first.
pub(crate) async fn untalked(connection: &mut SqliteConnection, school: &SchoolId) -> Result<Vec<Note>, StoreError> {
    let rows = sqlx::query("SELECT * FROM notes WHERE school_id = ? AND talked_at_ms IS NULL ORDER BY note")
        .bind(school.as_str())
        .fetch_all(connection)
        .await?;
    rows.iter().map(note).collect()
}

/// Notes that the teacher has talked with the child; twice is the same as once.
pub(crate) async fn talked(open: &mut Open, number: u64) -> Result<(), StoreError> {
    let (school, at_ms) = (open.school.id.clone(), open.clock.wall_ms());
    open.write(async |connection: &mut SqliteConnection| {
        let update = "UPDATE notes SET talked_at_ms = COALESCE(talked_at_ms, ?) WHERE school_id = ? AND note = ?";
        let updated = sqlx::query(update)
            .bind(at_ms)
            .bind(school.as_str())
            .bind(rows::signed(number))
            .execute(connection)
            .await?;
        match updated.rows_affected() {
            0 => Err(StoreError::Unknown { what: "note", id: number.to_string() }),
            _ => Ok(()),
        }
    })
    .await
}

/// Notes that the teacher has talked with the child whom a statement is about; twice is the same as once.
pub(crate) async fn talked_about(open: &mut Open, sequence: u64) -> Result<(), StoreError> {
    let (school, kiosk, at_ms) = (open.school.id.clone(), open.kiosk_id.clone(), open.clock.wall_ms());
    open.write(async |connection: &mut SqliteConnection| {
        let insert =
            "INSERT INTO talks (school_id, kiosk_id, sequence, at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
        let inserted = sqlx::query(insert)
            .bind(school.as_str())
            .bind(kiosk.as_str())
            .bind(rows::signed(sequence))
            .bind(at_ms)
            .execute(connection)
            .await;
        match inserted {
            Err(error) if error.as_database_error().is_some_and(|e| e.is_foreign_key_violation()) => {
                Err(StoreError::Unknown { what: "statement", id: sequence.to_string() })
            }
            inserted => Ok(inserted.map(|_| ())?),
        }
    })
    .await
}

/// The statements that the teacher has talked about.
pub(crate) async fn talks(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    kiosk: &KioskId,
) -> Result<BTreeSet<u64>, StoreError> {
    let select = "SELECT sequence FROM talks WHERE school_id = ? AND kiosk_id = ?";
    let found = sqlx::query(select).bind(school.as_str()).bind(kiosk.as_str()).fetch_all(connection).await?;
    found.iter().map(|row| rows::number(row, "sequence")).collect()
}

fn note(row: &SqliteRow) -> Result<Note, StoreError> {
    Ok(Note {
        number: rows::number(row, "note")?,
        pupil: rows::id_or_none(row, "pupil_id", PupilId::new)?,
        session: rows::id(row, "session_id", SessionId::new)?,
        at_ms: rows::number(row, "at_ms")?,
    })
}
