//! Who helps which child of the open tree, so that a promise says whom it was made with.

use super::error::StoreError;
use super::open::Open;
use super::{people, rows, trees};
use crate::domain::ids::{PupilId, SchoolId, SessionId, StaffId};
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeMap;

/// Names the adult who helps a child while this tree is open, or nobody.
pub(crate) async fn set(
    open: &mut Open,
    session: &SessionId,
    pupil: &PupilId,
    helper: Option<&StaffId>,
) -> Result<(), StoreError> {
    let school = open.school.id.clone();
    open.write(async |connection: &mut SqliteConnection| {
        if trees::current(connection, &school).await?.is_none_or(|tree| tree.session != *session) {
            return Err(StoreError::TreeClosed);
        }
        let change = match helper {
            Some(helper) => {
                people::one_of_staff(connection, &school, helper).await?;
                let insert = "INSERT INTO open_tree_helpers (school_id, session_id, pupil_id, staff_id) VALUES (?, ?, ?, ?) \
                              ON CONFLICT (school_id, session_id, pupil_id) DO UPDATE SET staff_id = excluded.staff_id";
                sqlx::query(insert)
                    .bind(school.as_str())
                    .bind(session.as_str())
                    .bind(pupil.as_str())
                    .bind(helper.as_str())
                    .execute(connection)
                    .await
            }
            None => {
                sqlx::query("DELETE FROM open_tree_helpers WHERE school_id = ? AND session_id = ? AND pupil_id = ?")
                    .bind(school.as_str())
                    .bind(session.as_str())
                    .bind(pupil.as_str())
                    .execute(connection)
                    .await
            }
        };
        match change {
            Err(error) if error.as_database_error().is_some_and(|e| e.is_foreign_key_violation()) => {
                Err(StoreError::Unknown { what: "pupil", id: pupil.to_string() })
            }
            change => Ok(change.map(|_| ())?),
        }
    })
    .await
}

/// Who helps whom in the open tree; nobody where none is open.
pub(crate) async fn all(
    connection: &mut SqliteConnection,
    school: &SchoolId,
) -> Result<BTreeMap<PupilId, StaffId>, StoreError> {
    let select = "SELECT pupil_id, staff_id FROM open_tree_helpers WHERE school_id = ?";
    let found = sqlx::query(select).bind(school.as_str()).fetch_all(connection).await?;
    found
        .iter()
        .map(|row| Ok((rows::id(row, "pupil_id", PupilId::new)?, rows::id(row, "staff_id", StaffId::new)?)))
        .collect()
}
