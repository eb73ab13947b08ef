//! Who has played which lesson to its end. What they answered is nowhere.

use super::error::StoreError;
use super::open::Open;
use super::rows;
use crate::domain::ids::{LessonId, PupilId, SchoolId};
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeSet;

/// Keeps that a child has played a lesson to its end; a second time changes nothing.
pub(crate) async fn finish(open: &mut Open, pupil: &PupilId, lesson: &LessonId) -> Result<(), StoreError> {
    let (school, at_ms) = (open.school.id.clone(), open.clock.wall_ms());
    open.write(async |connection: &mut SqliteConnection| {
        let insert = "INSERT INTO lessons_finished (school_id, pupil_id, lesson_id, at_ms) VALUES (?, ?, ?, ?) \
                      ON CONFLICT DO NOTHING";
        let inserted = sqlx::query(insert)
            .bind(school.as_str())
            .bind(pupil.as_str())
            .bind(lesson.as_str())
            .bind(at_ms)
            .execute(connection)
            .await;
        match inserted {
            Err(error) if error.as_database_error().is_some_and(|e| e.is_foreign_key_violation()) => {
                Err(StoreError::Unknown { what: "pupil", id: pupil.to_string() })
            }
            inserted => Ok(inserted.map(|_| ())?),
        }
    })
    .await
}

/// Everybody who has finished a lesson, with the lesson.
pub(crate) async fn finished(
    connection: &mut SqliteConnection,
    school: &SchoolId,
) -> Result<BTreeSet<(PupilId, LessonId)>, StoreError> {
    let select = "SELECT pupil_id, lesson_id FROM lessons_finished WHERE school_id = ?";
    let found = sqlx::query(select).bind(school.as_str()).fetch_all(connection).await?;
    found
        .iter()
        .map(|row| Ok((rows::id(row, "pupil_id", PupilId::new)?, rows::id(row, "lesson_id", LessonId::new)?)))
        .collect()
}
