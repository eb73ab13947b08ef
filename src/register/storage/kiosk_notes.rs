//! What people call a kiosk, and how long it says that its ledger is.

use super::{Storage, StorageError};
use crate::domain::ids::{KioskId, SchoolId};
use std::collections::BTreeMap;

/// What is noted of a kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KioskNote {
    /// What people call it; empty where nobody has named it.
    pub name: String,
    /// The number of the newest statement that it has told of.
    pub told: u64,
}

impl Storage {
    /// What is noted of a school's kiosks.
    ///
    /// # Errors
    /// What the database says.
    pub async fn kiosk_notes(&self, school: &SchoolId) -> Result<BTreeMap<KioskId, KioskNote>, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT kiosk_id, name, told FROM kiosk_notes WHERE school_id = $1";
        let rows = session.rows(select, [school.as_str().into()]).await?;
        session.done();
        rows.iter()
            .map(|row| {
                let id = KioskId::new(row.text(0)?);
                let id = id.map_err(|_| StorageError::Damaged("a kiosk has no proper identifier"))?;
                Ok((id, KioskNote { name: row.text(1)?.to_owned(), told: row.natural(2)? }))
            })
            .collect()
    }

    /// Notes how long a kiosk says that its ledger is.
    ///
    /// # Errors
    /// What the database says.
    pub async fn note_told(
        &self,
        school: &SchoolId,
        kiosk: &KioskId,
        told: u64,
        now_ms: i64,
    ) -> Result<(), StorageError> {
        // Mostly it is as it was, and then nothing need be made durable.
        let mut looking = self.database.read().await?;
        let select = "SELECT told FROM kiosk_notes WHERE school_id = $1 AND kiosk_id = $2";
        let before = looking.row(select, [school.as_str().into(), kiosk.as_str().into()]).await?;
        looking.done();
        if before.map(|row| row.natural(0)).transpose()? == Some(told) {
            return Ok(());
        }
        let mut session = self.database.write().await?;
        let upsert = "INSERT INTO kiosk_notes (school_id, kiosk_id, told, told_ms) VALUES ($1, $2, $3, $4) \
                      ON CONFLICT (school_id, kiosk_id) DO UPDATE SET told = excluded.told, told_ms = excluded.told_ms";
        session.execute(upsert, [school.as_str().into(), kiosk.as_str().into(), told.into(), now_ms.into()]).await?;
        session.commit().await
    }

    /// Gives a kiosk another name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn name_kiosk(&self, school: &SchoolId, kiosk: &KioskId, name: &str) -> Result<(), StorageError> {
        let mut session = self.database.write().await?;
        let upsert = "INSERT INTO kiosk_notes (school_id, kiosk_id, name) VALUES ($1, $2, $3) \
                      ON CONFLICT (school_id, kiosk_id) DO UPDATE SET name = excluded.name";
        session.execute(upsert, [school.as_str().into(), kiosk.as_str().into(), name.trim().into()]).await?;
        session.commit().await
    }
}
