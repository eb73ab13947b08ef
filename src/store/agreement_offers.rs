//! Versions of agreements that the register has sent, until whoever knows the program's content has looked whether they can be
//! shown here as they were approved ([`crate::exports::take_offers`]). Works while the kiosk is locked.

use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use super::{install_agreement, obeyed, rows};
use crate::domain::agreement_version::AgreementVersion;
use crate::domain::ids::{AgreementId, SchoolId};
use crate::ledger::Head;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;

/// The kind of these orders in the table `obeyed`.
const KIND: &str = "agreement";

/// A version that the register has sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementOffer {
    /// What it says, who approved it, from when it is used.
    pub version: AgreementVersion,
    /// The fingerprint of its words as they were approved.
    pub words: [u8; 32],
    /// Why it could not be taken so far, in a sentence.
    pub why: Option<String>,
}

impl Store {
    /// Keeps a version that the register sent, until it is looked at; a second time changes nothing. `order` is to be noted as
    /// obeyed; `None` where one before it waits. Whether the register may say so has been checked before.
    pub fn offer_agreement(&self, version: AgreementVersion, words: [u8; 32], order: Option<Head>) -> Pending<()> {
        self.ask_also_locked(async move |open: &mut Open| {
            let school = open.school.id.clone();
            open.write(async |connection: &mut SqliteConnection| {
                keep(connection, &school, &version, &words).await?;
                match order {
                    Some(order) => obeyed::note(connection, &school, KIND, order).await,
                    None => Ok(()),
                }
            })
            .await
        })
    }

    /// The versions that wait to be looked at, or were looked at and could not be taken.
    pub fn agreement_offers(&self) -> Pending<Vec<AgreementOffer>> {
        self.ask_also_locked(async |open: &mut Open| {
            let select =
                "SELECT body, words, why FROM agreement_offers WHERE school_id = ? ORDER BY agreement_id, version";
            let rows = sqlx::query(select).bind(open.school.id.as_str()).fetch_all(&mut open.connection).await?;
            let offer = |row: &sqlx::sqlite::SqliteRow| {
                let body: String = row.try_get("body")?;
                let version = serde_json::from_str(&body)
                    .map_err(|_| rows::damaged("a version that the register sent cannot be read"))?;
                Ok(AgreementOffer { version, words: rows::bytes(row, "words")?, why: row.try_get("why")? })
            };
            rows.iter().map(offer).collect()
        })
    }

    /// Takes an offer among the kiosk's versions, whole and durable or not at all. Answers whether it was new.
    ///
    /// # Errors
    /// [`StoreError::Version`] where it cannot be used, [`StoreError::VersionTaken`] where another one has its number.
    pub fn take_agreement_offer(&self, version: AgreementVersion) -> Pending<bool> {
        self.ask_also_locked(async move |open: &mut Open| {
            let (school, at_ms) = (open.school.id.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                let new =
                    install_agreement::install(connection, &school, &version, at_ms, None, Deed::version_sent).await?;
                forget(connection, &school, &version).await?;
                Ok(new)
            })
            .await
        })
    }

    /// Notes why an offer could not be taken.
    pub fn refuse_agreement_offer(&self, agreement: AgreementId, version: u32, why: String) -> Pending<()> {
        self.ask_also_locked(async move |open: &mut Open| {
            let update = "UPDATE agreement_offers SET why = ? WHERE school_id = ? AND agreement_id = ? AND version = ?";
            let school = open.school.id.as_str().to_owned();
            let update = sqlx::query(update).bind(why).bind(school).bind(agreement.to_string()).bind(version);
            open.write_at_once(update).await
        })
    }
}

async fn keep(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    version: &AgreementVersion,
    words: &[u8; 32],
) -> Result<(), StoreError> {
    let body = serde_json::to_string(version)
        .map_err(|source| StoreError::Setting { name: "agreement".to_owned(), source })?;
    let there = "SELECT body FROM agreement_versions WHERE school_id = ? AND agreement_id = ? AND version = ?";
    let there: Option<String> = sqlx::query_scalar(there)
        .bind(school.as_str())
        .bind(version.text.agreement.as_str())
        .bind(version.text.version)
        .fetch_optional(&mut *connection)
        .await?;
    if there.is_some_and(|there| there == body) {
        return Ok(());
    }
    let upsert = "INSERT INTO agreement_offers (school_id, agreement_id, version, body, words) VALUES (?, ?, ?, ?, ?) \
                  ON CONFLICT (school_id, agreement_id, version) DO UPDATE \
                  SET body = excluded.body, words = excluded.words, why = NULL WHERE body <> excluded.body";
    sqlx::query(upsert)
        .bind(school.as_str())
        .bind(version.text.agreement.as_str())
        .bind(version.text.version)
        .bind(body)
        .bind(words.to_vec())
        .execute(connection)
        .await?;
    Ok(())
}

async fn forget(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    version: &AgreementVersion,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM agreement_offers WHERE school_id = ? AND agreement_id = ? AND version = ?")
        .bind(school.as_str())
        .bind(version.text.agreement.as_str())
        .bind(version.text.version)
        .execute(connection)
        .await?;
    Ok(())
}
