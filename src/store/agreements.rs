//! Agreements in the school's own words: versions that stay as they are, and one draft an agreement that does not.
//!
//! The DSL and the head make them; anybody who opens the kiosk does, where nobody who can is either.

use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use super::writer::Writer;
use super::{audit, install_agreement, rows, trees};
use crate::domain::agreement_draft::AgreementDraft;
use crate::domain::agreement_version::AgreementVersion;
use crate::domain::ids::{AgreementId, SchoolId, StaffId};
use crate::domain::rights::Right;
use jiff::civil::Date;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;

/// A version as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptVersion {
    /// What it says.
    pub version: AgreementVersion,
    /// When it was made, milliseconds since 1970 (UTC).
    pub made_ms: i64,
    /// By whom; `None` where the register sent it, or after a recovery key.
    pub made_by: Option<StaffId>,
    /// Whether it was taken back before anybody had promised to it.
    pub withdrawn: bool,
}

impl Store {
    /// Every version that the school has made, by agreement and number; those that were taken back too.
    pub fn agreement_versions(&self) -> Pending<Vec<KeptVersion>> {
        self.ask_also_locked(async |open: &mut Open| {
            let school = open.school.id.clone();
            versions(&mut open.connection, &school).await
        })
    }

    /// The drafts, by agreement.
    pub fn agreement_drafts(&self) -> Pending<Vec<AgreementDraft>> {
        self.ask(async |open: &mut Open| {
            let select = "SELECT body FROM agreement_drafts WHERE school_id = ? ORDER BY agreement_id";
            let bodies: Vec<String> =
                sqlx::query_scalar(select).bind(open.school.id.as_str()).fetch_all(&mut open.connection).await?;
            bodies.iter().map(|body| read(body, "draft")).collect()
        })
    }

    /// Whether whoever opened the kiosk may change agreements.
    pub fn may_change_agreements(&self) -> Pending<bool> {
        self.post(|writer: &mut Writer| match writer.require(Right::Agreements) {
            Ok(()) => Ok(true),
            Err(StoreError::NotForAgreements) => Ok(false),
            Err(error) => Err(error),
        })
    }

    /// Keeps a draft in place of the one before.
    ///
    /// # Errors
    /// [`StoreError::NotForAgreements`] for whoever may not.
    pub fn save_agreement_draft(&self, draft: AgreementDraft) -> Pending<()> {
        self.post(move |writer: &mut Writer| {
            changing(writer, async |connection, school, at_ms, by| {
                let body = serde_json::to_string(&draft)
                    .map_err(|source| StoreError::Setting { name: "draft".to_owned(), source })?;
                let new = forget_draft(connection, school, &draft.agreement).await? == 0;
                sqlx::query("INSERT INTO agreement_drafts (school_id, agreement_id, body) VALUES (?, ?, ?)")
                    .bind(school.as_str())
                    .bind(draft.agreement.as_str())
                    .bind(body)
                    .execute(&mut *connection)
                    .await?;
                if new {
                    let deed = Deed::draft_begun(draft.agreement.as_str(), draft.from_version);
                    audit::add(connection, school, at_ms, by, deed).await?;
                }
                Ok(())
            })
        })
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`StoreError::NotForAgreements`] for whoever may not.
    pub fn drop_agreement_draft(&self, agreement: AgreementId) -> Pending<()> {
        self.post(move |writer: &mut Writer| {
            changing(writer, async |connection, school, at_ms, by| {
                if forget_draft(connection, school, &agreement).await? > 0 {
                    audit::add(connection, school, at_ms, by, Deed::draft_dropped(agreement.as_str())).await?;
                }
                Ok(())
            })
        })
    }

    /// Makes the next version of a draft, to be used from the day it says, and takes the draft away. `shipped` is the number
    /// of the version that came with the program, `today` a day of this machine's own calendar. Answers the new number.
    ///
    /// # Errors
    /// [`StoreError::Version`] for what is missing in it, [`StoreError::AgreementInUse`] while a tree of that agreement is
    /// open, [`StoreError::NotForAgreements`] for whoever may not.
    pub fn adopt_agreement(&self, draft: AgreementDraft, shipped: u32, today: Date) -> Pending<u32> {
        self.post(move |writer: &mut Writer| {
            changing(writer, async |connection, school, at_ms, by| {
                not_open(connection, school, &draft.agreement).await?;
                let number = next_number(connection, school, &draft.agreement, shipped).await?;
                let version = draft.finish(number, today).map_err(|faults| match faults.into_iter().next() {
                    Some(fault) => StoreError::Version(fault),
                    None => StoreError::Closed,
                })?;
                install_agreement::install(connection, school, &version, at_ms, by, Deed::version_made).await?;
                forget_draft(connection, school, &draft.agreement).await?;
                Ok(number)
            })
        })
    }

    /// Takes a version back to which nobody has promised: what was used before is used again.
    ///
    /// # Errors
    /// [`StoreError::VersionPromised`] where somebody was asked under it, [`StoreError::AgreementInUse`] while a tree of that
    /// agreement is open, [`StoreError::NotForAgreements`] for whoever may not.
    pub fn withdraw_agreement(&self, agreement: AgreementId, version: u32) -> Pending<()> {
        self.post(move |writer: &mut Writer| {
            changing(writer, async |connection, school, at_ms, by| {
                not_open(connection, school, &agreement).await?;
                let select = "SELECT 1 FROM outcomes WHERE school_id = ? AND agreement_id = ? AND version = ? LIMIT 1";
                let asked = sqlx::query(select).bind(school.as_str()).bind(agreement.as_str()).bind(version);
                if asked.fetch_optional(&mut *connection).await?.is_some() {
                    return Err(StoreError::VersionPromised { agreement: agreement.clone(), version });
                }
                let insert = "INSERT INTO agreement_withdrawals (school_id, agreement_id, version, at_ms, staff_id) \
                              SELECT school_id, agreement_id, version, ?4, ?5 FROM agreement_versions \
                              WHERE school_id = ?1 AND agreement_id = ?2 AND version = ?3 ON CONFLICT DO NOTHING";
                let gone = sqlx::query(insert)
                    .bind(school.as_str())
                    .bind(agreement.as_str())
                    .bind(version)
                    .bind(at_ms)
                    .bind(by.map(StaffId::as_str))
                    .execute(&mut *connection)
                    .await?;
                if gone.rows_affected() == 0 {
                    return Err(StoreError::Unknown { what: "version", id: version.to_string() });
                }
                let deed = Deed::version_withdrawn(agreement.as_str(), version);
                audit::add(connection, school, at_ms, by, deed).await
            })
        })
    }
}

/// Does something that only some may do to agreements, all of it durably or nothing.
pub(super) fn changing<T>(
    writer: &mut Writer,
    body: impl AsyncFnOnce(&mut SqliteConnection, &SchoolId, i64, Option<&StaffId>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    writer.require(Right::Agreements)?;
    writer.with_open(async |open: &mut Open| {
        let (school, by, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
        open.write(async |connection: &mut SqliteConnection| body(connection, &school, at_ms, by.as_ref()).await).await
    })
}

pub(crate) async fn versions(
    connection: &mut SqliteConnection,
    school: &SchoolId,
) -> Result<Vec<KeptVersion>, StoreError> {
    let select = "SELECT v.body, v.made_ms, v.staff_id, w.at_ms IS NOT NULL AS withdrawn FROM agreement_versions v \
                  LEFT JOIN agreement_withdrawals w USING (school_id, agreement_id, version) \
                  WHERE v.school_id = ? ORDER BY v.agreement_id, v.version";
    let rows = sqlx::query(select).bind(school.as_str()).fetch_all(connection).await?;
    let version = |row: &sqlx::sqlite::SqliteRow| {
        let body: String = row.try_get("body")?;
        Ok(KeptVersion {
            version: read(&body, "version")?,
            made_ms: row.try_get("made_ms")?,
            made_by: rows::id_or_none(row, "staff_id", StaffId::new)?,
            withdrawn: row.try_get::<i64, _>("withdrawn")? != 0,
        })
    };
    rows.iter().map(version).collect()
}

fn read<T: serde::de::DeserializeOwned>(body: &str, what: &str) -> Result<T, StoreError> {
    serde_json::from_str(body).map_err(|_| rows::damaged(&format!("a {what} of an agreement cannot be read")))
}

/// How many drafts of an agreement were taken away: one or none.
async fn forget_draft(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    agreement: &AgreementId,
) -> Result<u64, StoreError> {
    let delete = sqlx::query("DELETE FROM agreement_drafts WHERE school_id = ? AND agreement_id = ?");
    Ok(delete.bind(school.as_str()).bind(agreement.as_str()).execute(connection).await?.rows_affected())
}

/// The children who are being asked are asked to the end what they were asked to begin with.
async fn not_open(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    agreement: &AgreementId,
) -> Result<(), StoreError> {
    let tree = trees::current(connection, school).await?;
    if tree.is_some_and(|tree| &tree.agreement == agreement) { Err(StoreError::AgreementInUse) } else { Ok(()) }
}

/// After every number that was ever used: made here, shipped, or promised to.
async fn next_number(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    agreement: &AgreementId,
    shipped: u32,
) -> Result<u32, StoreError> {
    let select = "SELECT MAX(version) FROM ( \
                  SELECT version FROM agreement_versions WHERE school_id = ?1 AND agreement_id = ?2 \
                  UNION ALL SELECT version FROM outcomes WHERE school_id = ?1 AND agreement_id = ?2 \
                  UNION ALL SELECT version FROM kept_words WHERE school_id = ?1 AND agreement_id = ?2)";
    let used: Option<u32> =
        sqlx::query_scalar(select).bind(school.as_str()).bind(agreement.as_str()).fetch_one(connection).await?;
    used.unwrap_or(0).max(shipped).checked_add(1).ok_or_else(|| rows::damaged("there are no more versions"))
}
