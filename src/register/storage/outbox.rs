//! How far a school's log has gone out to a learning record store.

use super::chains::{ENTRIES, entry};
use super::database::Value;
use super::{Entry, KeptErasure, Storage, StorageError};
use crate::domain::ids::{KioskId, SchoolId};
use std::collections::{BTreeMap, BTreeSet};

/// How far it has gone out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outbox {
    /// The beginning of every address in what is sent, as it was the first time.
    pub home: String,
    /// Entries of the log below this place are settled.
    pub sent: u64,
    /// Entries below this place may have got there.
    pub sending: u64,
}

/// An entry of a school's log with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogEntry {
    /// A kiosk's statement.
    Statement(Entry),
    /// The register's erasure.
    Erasure(KeptErasure),
}

impl LogEntry {
    /// Its place in the log.
    #[must_use]
    pub fn leaf(&self) -> u64 {
        match self {
            Self::Statement(entry) => entry.leaf,
            Self::Erasure(kept) => kept.leaf,
        }
    }
}

impl Storage {
    /// How far a school's log has gone out to a store; `home` counts the first time only.
    ///
    /// # Errors
    /// What the database says.
    pub async fn outbox(&self, school: &SchoolId, store: &str, home: &str) -> Result<Outbox, StorageError> {
        let select = "SELECT home, sent, sending FROM record_stores WHERE school_id = $1 AND store = $2";
        let mut looking = self.database.read().await?;
        let row = looking.row(select, [school.as_str().into(), store.into()]).await?;
        looking.done();
        if let Some(row) = row {
            return Ok(Outbox { home: row.text(0)?.to_owned(), sent: row.natural(1)?, sending: row.natural(2)? });
        }
        let mut session = self.database.write().await?;
        let insert = "INSERT INTO record_stores (school_id, store, home) VALUES ($1, $2, $3) \
                      ON CONFLICT (school_id, store) DO NOTHING";
        session.execute(insert, [school.as_str().into(), store.into(), home.into()]).await?;
        session.commit().await?;
        Ok(Outbox { home: home.to_owned(), sent: 0, sending: 0 })
    }

    /// Notes, before they are sent, that entries below this place may get there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn outbox_sending(&self, school: &SchoolId, store: &str, to: u64) -> Result<(), StorageError> {
        let mut session = self.database.write().await?;
        let update = "UPDATE record_stores SET sending = $3 WHERE school_id = $1 AND store = $2 AND sending < $3";
        session.execute(update, [school.as_str().into(), store.into(), to.into()]).await?;
        session.commit().await
    }

    /// Notes that the entries between two places are settled, and which statements need not be voided any more. Does
    /// nothing where somebody else has done it meanwhile.
    ///
    /// # Errors
    /// What the database says.
    pub async fn outbox_sent(
        &self,
        school: &SchoolId,
        store: &str,
        from: u64,
        to: u64,
        gone: &[u64],
    ) -> Result<(), StorageError> {
        let mut session = self.database.write().await?;
        let update = "UPDATE record_stores SET sent = $4, sending = CASE WHEN sending < $4 THEN $4 ELSE sending END \
                      WHERE school_id = $1 AND store = $2 AND sent = $3";
        let bound = [school.as_str().into(), store.into(), from.into(), to.into()];
        if session.execute(update, bound).await? == 1 {
            let values =
                gone.iter().flat_map(|leaf| [school.as_str().into(), store.into(), Value::from(*leaf)]).collect();
            let insert = "INSERT INTO record_store_gone (school_id, store, leaf) VALUES ";
            session.insert(insert, 3, values, " ON CONFLICT (school_id, store, leaf) DO NOTHING").await?;
        }
        session.commit().await
    }

    /// Which of these statements need not be voided at a store.
    ///
    /// # Errors
    /// What the database says.
    pub async fn gone(&self, school: &SchoolId, store: &str, leaves: &[u64]) -> Result<BTreeSet<u64>, StorageError> {
        if leaves.is_empty() {
            return Ok(BTreeSet::new());
        }
        let mut session = self.database.read().await?;
        let select = "SELECT leaf FROM record_store_gone WHERE school_id = $1 AND store = $2 AND leaf IN (";
        let leaves = leaves.iter().map(|leaf| (*leaf).into()).collect();
        let rows = session.rows_in(select, vec![school.as_str().into(), store.into()], leaves).await?;
        session.done();
        rows.iter().map(|row| row.natural(0)).collect()
    }

    /// Statements and erasures of a school in the order of its log, from a place on: all as it was at one moment.
    ///
    /// # Errors
    /// What the database says.
    pub async fn log_entries(&self, school: &SchoolId, from: u64, limit: u32) -> Result<Vec<LogEntry>, StorageError> {
        let mut session = self.database.snapshot().await?;
        let statements = super::chains::page(&mut session, school, from, limit).await?;
        let erasures = super::erasures::page(&mut session, school, from, limit).await?;
        session.commit().await?;
        let mut entries: Vec<LogEntry> = statements.into_iter().map(LogEntry::Statement).collect();
        entries.extend(erasures.into_iter().map(LogEntry::Erasure));
        entries.sort_by_key(LogEntry::leaf);
        // Each of the two has all that there is of its kind below its own last place: beyond the limit one may lack some.
        entries.truncate(limit as usize);
        Ok(entries)
    }

    /// The statements with these kiosks, numbers and hashes, as far as they are there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn entries_named(
        &self,
        school: &SchoolId,
        named: &[(KioskId, u64, [u8; 32])],
    ) -> Result<Vec<Entry>, StorageError> {
        let mut kiosks: BTreeMap<&KioskId, Vec<(u64, [u8; 32])>> = BTreeMap::new();
        for (kiosk, sequence, hash) in named {
            kiosks.entry(kiosk).or_default().push((*sequence, *hash));
        }
        let mut entries = Vec::with_capacity(named.len());
        let mut session = self.database.read().await?;
        for (kiosk, wanted) in kiosks {
            let select = format!("{ENTRIES} AND kiosk_id = $2 AND sequence IN (");
            let sequences = wanted.iter().map(|(sequence, _)| (*sequence).into()).collect();
            let bound = vec![school.as_str().into(), kiosk.as_str().into()];
            for row in session.rows_in(&select, bound, sequences).await? {
                let entry = entry(&row)?;
                if wanted.contains(&(entry.sequence, entry.hash)) {
                    entries.push(entry);
                }
            }
        }
        session.done();
        entries.sort_by_key(|entry| entry.leaf);
        Ok(entries)
    }
}
