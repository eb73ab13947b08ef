//! What children need so that they can take part ([`crate::domain::needs`]).

use super::deed::Deed;
use super::error::StoreError;
use super::open::Open;
use super::{audit, people, rows};
use crate::domain::ids::{ClassId, PupilId, SchoolId, SessionId, StaffId};
use crate::domain::needs::Needs;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeMap;

/// Everybody who needs anything.
pub(crate) async fn all(
    connection: &mut SqliteConnection,
    school: &SchoolId,
) -> Result<BTreeMap<PupilId, Needs>, StoreError> {
    let found = sqlx::query("SELECT * FROM pupil_needs WHERE school_id = ?").bind(school.as_str());
    let rows = found.fetch_all(connection).await?;
    let needs = rows.iter().map(|row| {
        let needs = Needs {
            bigger: row.try_get("bigger")?,
            calmer: row.try_get("calmer")?,
            stamp: row.try_get("stamp")?,
            helper: rows::id_or_none(row, "helper_id", StaffId::new)?,
            language: row.try_get("language")?,
        };
        Ok((rows::id(row, "pupil_id", PupilId::new)?, needs))
    });
    needs.collect()
}

/// Sets what a child needs; nothing at all leaves no row. The audit trail says that it was changed, never what it is.
pub(crate) async fn set(open: &mut Open, pupil: &PupilId, needs: &Needs) -> Result<(), StoreError> {
    let (school, staff, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
    open.write(async |connection: &mut SqliteConnection| {
        if let Some(helper) = &needs.helper {
            people::one_of_staff(connection, &school, helper).await?;
        }
        sqlx::query("DELETE FROM pupil_needs WHERE school_id = ? AND pupil_id = ?")
            .bind(school.as_str())
            .bind(pupil.as_str())
            .execute(&mut *connection)
            .await?;
        if needs.is_some() {
            let insert = "INSERT INTO pupil_needs (school_id, pupil_id, bigger, calmer, stamp, helper_id, language) \
                          VALUES (?, ?, ?, ?, ?, ?, ?)";
            let inserted = sqlx::query(insert)
                .bind(school.as_str())
                .bind(pupil.as_str())
                .bind(needs.bigger)
                .bind(needs.calmer)
                .bind(needs.stamp)
                .bind(needs.helper.as_ref().map(StaffId::as_str))
                .bind(needs.language.as_deref())
                .execute(&mut *connection)
                .await;
            match inserted {
                Err(error) if error.as_database_error().is_some_and(|e| e.is_foreign_key_violation()) => {
                    return Err(StoreError::Unknown { what: "pupil", id: pupil.to_string() });
                }
                inserted => inserted.map(|_| ())?,
            }
        }
        audit::add(connection, &school, at_ms, staff.as_ref(), Deed::needs_changed(pupil.as_str())).await
    })
    .await
}

/// Names the helpers of a class's children for a tree that is being opened; call it in that transaction.
pub(crate) async fn name_helpers(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    session: &SessionId,
    class: &ClassId,
) -> Result<(), StoreError> {
    let insert = "INSERT INTO open_tree_helpers (school_id, session_id, pupil_id, staff_id) \
                  SELECT school_id, ?2, pupil_id, helper_id FROM pupil_needs JOIN pupils USING (school_id, pupil_id) \
                  WHERE school_id = ?1 AND class_id = ?3 AND left_ms IS NULL AND helper_id IS NOT NULL";
    sqlx::query(insert).bind(school.as_str()).bind(session.as_str()).bind(class.as_str()).execute(connection).await?;
    Ok(())
}
