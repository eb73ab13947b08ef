//! That a school has approved an agreement, or has looked at it again: every time it did so is kept.

use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::pending::Pending;
use super::settings::{self, Approved};
use super::writer::Writer;
use super::{agreements, audit};
use crate::domain::ids::{SchoolId, StaffId};
use sqlx::sqlite::SqliteConnection;

impl Store {
    /// Notes that the school has approved a version, or looked at it again without changing a word. What was noted before is
    /// kept.
    ///
    /// # Errors
    /// [`StoreError::NotForAgreements`] for whoever may not.
    pub fn note_approval(&self, approved: Approved) -> Pending<()> {
        self.post(move |writer: &mut Writer| {
            agreements::changing(writer, async |connection, school, at_ms, by| {
                keep(connection, school, &approved, at_ms, by).await?;
                settings::approve(connection, school, &approved).await?;
                let Approved { agreement, version, approval } = &approved;
                let deed = Deed::approval_noted(agreement.as_str(), *version, approval.review_by.to_string());
                audit::add(connection, school, at_ms, by, deed).await
            })
        })
    }
}

/// Keeps one more approval.
pub(crate) async fn keep(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    approved: &Approved,
    at_ms: i64,
    by: Option<&StaffId>,
) -> Result<(), StoreError> {
    let insert = "INSERT INTO approvals_noted \
                  (school_id, entry, agreement_id, version, approved_by, approved_on, review_by, at_ms, staff_id) \
                  SELECT ?1, 1 + COALESCE(MAX(entry), 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM approvals_noted WHERE school_id = ?1";
    sqlx::query(insert)
        .bind(school.as_str())
        .bind(approved.agreement.as_str())
        .bind(approved.version)
        .bind(&approved.approval.by)
        .bind(approved.approval.on.to_string())
        .bind(approved.approval.review_by.to_string())
        .bind(at_ms)
        .bind(by.map(StaffId::as_str))
        .execute(connection)
        .await?;
    Ok(())
}
