//! The words that fingerprints stand for: kept from the first time they are shown, never changed, never taken away.

use super::error::StoreError;
use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use super::rows;
use crate::domain::agreement::Fingerprint;
use crate::domain::ids::AgreementId;
use crate::domain::kept_words::KeptWords;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

impl Store {
    /// Keeps what is shown from now on; what is kept already stays as it is. Works while the kiosk is locked.
    pub fn keep_words(&self, words: Vec<KeptWords>) -> Pending<()> {
        self.ask_also_locked(async move |open: &mut Open| {
            let school = open.school.id.clone();
            open.write(async |connection: &mut SqliteConnection| {
                for kept in &words {
                    let sentences = serde_json::to_string(&kept.sentences)
                        .map_err(|source| StoreError::Setting { name: "words".to_owned(), source })?;
                    let insert = "INSERT INTO kept_words \
                                  (school_id, fingerprint, agreement_id, version, language, canonical, sentences) \
                                  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
                    sqlx::query(insert)
                        .bind(school.as_str())
                        .bind(kept.fingerprint.0.to_vec())
                        .bind(kept.agreement.as_str())
                        .bind(kept.version)
                        .bind(&kept.language)
                        .bind(&kept.canonical)
                        .bind(sentences)
                        .execute(&mut *connection)
                        .await?;
                }
                Ok(())
            })
            .await
        })
    }

    /// Everything that was ever shown here, by agreement and version.
    pub fn kept_words(&self) -> Pending<Vec<KeptWords>> {
        self.ask(async |open: &mut Open| {
            let select = "SELECT * FROM kept_words WHERE school_id = ? ORDER BY agreement_id, version, language";
            let rows = sqlx::query(select).bind(open.school.id.as_str()).fetch_all(&mut open.connection).await?;
            rows.iter().map(kept).collect()
        })
    }
}

fn kept(row: &SqliteRow) -> Result<KeptWords, StoreError> {
    let sentences: String = row.try_get("sentences")?;
    Ok(KeptWords {
        fingerprint: Fingerprint(rows::bytes(row, "fingerprint")?),
        agreement: rows::id(row, "agreement_id", AgreementId::new)?,
        version: rows::number(row, "version")?,
        language: row.try_get("language")?,
        canonical: row.try_get("canonical")?,
        sentences: serde_json::from_str(&sentences).map_err(|_| rows::damaged("kept words cannot be read"))?,
    })
}
