//! Taking a version of an agreement in: the one way there is, whether somebody here made it or the register sent it.

use super::deed::Deed;
use super::error::StoreError;
use super::settings::{self, Approved};
use super::{approvals, audit};
use crate::domain::agreement_version::AgreementVersion;
use crate::domain::ids::{SchoolId, StaffId};
use sqlx::sqlite::SqliteConnection;

/// Keeps a version and its approval, and writes in the audit trail what `deed` makes of the agreement, the version and its first
/// day. `false` where the very same one is there already.
pub(crate) async fn install(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    version: &AgreementVersion,
    at_ms: i64,
    by: Option<&StaffId>,
    deed: fn(&str, u32, String) -> Deed,
) -> Result<bool, StoreError> {
    if let Some(fault) = version.faults().into_iter().next() {
        return Err(fault.into());
    }
    let (agreement, number) = (&version.text.agreement, version.text.version);
    let select = "SELECT body FROM agreement_versions WHERE school_id = ? AND agreement_id = ? AND version = ?";
    let there: Option<String> = sqlx::query_scalar(select)
        .bind(school.as_str())
        .bind(agreement.as_str())
        .bind(number)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(body) = there {
        let same = serde_json::from_str::<AgreementVersion>(&body).is_ok_and(|there| there == *version);
        return if same {
            Ok(false)
        } else {
            Err(StoreError::VersionTaken { agreement: agreement.clone(), version: number })
        };
    }
    let body = serde_json::to_string(version)
        .map_err(|source| StoreError::Setting { name: "agreement".to_owned(), source })?;
    let insert = "INSERT INTO agreement_versions (school_id, agreement_id, version, body, made_ms, staff_id) \
                  VALUES (?, ?, ?, ?, ?, ?)";
    sqlx::query(insert)
        .bind(school.as_str())
        .bind(agreement.as_str())
        .bind(number)
        .bind(body)
        .bind(at_ms)
        .bind(by.map(StaffId::as_str))
        .execute(&mut *connection)
        .await?;
    let approved = Approved { agreement: agreement.clone(), version: number, approval: version.approval.clone() };
    approvals::keep(connection, school, &approved, at_ms, by).await?;
    settings::approve(connection, school, &approved).await?;
    let deed = deed(agreement.as_str(), number, version.use_from.to_string());
    audit::add(connection, school, at_ms, by, deed).await?;
    Ok(true)
}
