//! Taking a version of an agreement in: the one way there is, whether somebody here made it or the register sent it.

use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use super::settings::{self, Approved};
use super::{approvals, audit};
use crate::domain::agreement_version::AgreementVersion;
use crate::domain::ids::{SchoolId, StaffId};
use sqlx::sqlite::SqliteConnection;

impl Store {
    /// Takes in a version that the register sent, whole and durable or not at all; a second time changes nothing. Works while
    /// the kiosk is locked. Whether the sender may say so has been checked before. Answers whether it was new.
    ///
    /// # Errors
    /// [`StoreError::Version`] where it cannot be used, [`StoreError::VersionTaken`] where another one has its number.
    pub fn install_agreement_version(&self, version: AgreementVersion) -> Pending<bool> {
        self.ask_also_locked(async move |open: &mut Open| {
            let (school, at_ms) = (open.school.id.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                install(connection, &school, &version, at_ms, None).await
            })
            .await
        })
    }
}

/// Keeps a version and its approval, and says so in the audit trail. `false` where the very same one is there already.
pub(crate) async fn install(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    version: &AgreementVersion,
    at_ms: i64,
    by: Option<&StaffId>,
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
    let deed = Deed::version_made(agreement.as_str(), number, version.use_from.to_string());
    audit::add(connection, school, at_ms, by, deed).await?;
    Ok(true)
}
