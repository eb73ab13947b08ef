//! Settings of the kiosk, and which agreements the school has approved.

use super::error::StoreError;
use super::rows;
use crate::domain::agreement::Approval;
use crate::domain::ids::{AgreementId, SchoolId};
use jiff::civil::Date;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

/// That the school has taken a version of an agreement as its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// Which agreement.
    pub agreement: AgreementId,
    /// Which version of it.
    pub version: u32,
    /// By whom, when, until when.
    pub approval: Approval,
}

/// A setting as JSON, or `None` where it was never set.
pub(crate) async fn get(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    name: &str,
) -> Result<Option<String>, StoreError> {
    let select = sqlx::query_scalar("SELECT value FROM settings WHERE school_id = ? AND name = ?");
    Ok(select.bind(school.as_str()).bind(name).fetch_optional(connection).await?)
}

/// Sets a setting.
pub(crate) async fn set(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    name: &str,
    json: &str,
) -> Result<(), StoreError> {
    let upsert = "INSERT INTO settings (school_id, name, value) VALUES (?, ?, ?) \
                  ON CONFLICT (school_id, name) DO UPDATE SET value = excluded.value";
    sqlx::query(upsert).bind(school.as_str()).bind(name).bind(json).execute(connection).await?;
    Ok(())
}

/// All approvals, newest version of each agreement first.
pub(crate) async fn approvals(
    connection: &mut SqliteConnection,
    school: &SchoolId,
) -> Result<Vec<Approved>, StoreError> {
    let select = "SELECT * FROM approvals WHERE school_id = ? ORDER BY agreement_id, version DESC";
    let rows = sqlx::query(select).bind(school.as_str()).fetch_all(connection).await?;
    rows.iter().map(approved).collect()
}

/// Writes an approval in place of an earlier one of the same version.
pub(crate) async fn approve(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    approved: &Approved,
) -> Result<(), StoreError> {
    let upsert = "INSERT INTO approvals (school_id, agreement_id, version, approved_by, approved_on, review_by) \
                  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (school_id, agreement_id, version) DO UPDATE \
                  SET approved_by = excluded.approved_by, approved_on = excluded.approved_on, review_by = excluded.review_by";
    sqlx::query(upsert)
        .bind(school.as_str())
        .bind(approved.agreement.as_str())
        .bind(approved.version)
        .bind(&approved.approval.by)
        .bind(approved.approval.on.to_string())
        .bind(approved.approval.review_by.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

fn approved(row: &SqliteRow) -> Result<Approved, StoreError> {
    let date = |column| rows::word(row, column, |text| text.parse::<Date>().ok());
    Ok(Approved {
        agreement: rows::id(row, "agreement_id", AgreementId::new)?,
        version: rows::number(row, "version")?,
        approval: Approval { by: row.try_get("approved_by")?, on: date("approved_on")?, review_by: date("review_by")? },
    })
}
