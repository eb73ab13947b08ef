//! What the register keeps: schools, kiosks, tickets, statements, and each school's log. One code for SQLite and for
//! PostgreSQL (`database` parts the two), one suite of tests over both.
//!
//! Whatever is written in one call is there whole or not at all, and durable when the call returns. Every call may be
//! repeated: a statement is stored once, a ticket lets one kiosk in, a request is remembered.

mod accounts;
mod chains;
mod classes;
mod copying;
mod database;
mod derived;
mod erasures;
mod error;
mod fill;
mod issued_roll;
mod kiosk_notes;
mod kiosks;
mod many;
mod orders;
mod outbox;
mod proofs;
mod roll;
mod same;
mod schools;
mod sessions;
mod tickets;
mod trail;

pub use accounts::{Account, NewAccount};
pub use chains::Entry;
pub use classes::{KnownClass, KnownPupil};
pub use erasures::KeptErasure;
pub(crate) use erasures::lacks;
pub use error::StorageError;
pub(crate) use fill::Filling;
pub use issued_roll::{IssuedRoll, Merge};
pub use kiosk_notes::KioskNote;
pub use kiosks::Kiosk;
pub use orders::KeptOrder;
pub use outbox::{LogEntry, Outbox};
pub use proofs::{LogView, Proofs};
pub use roll::Roll;
pub use same::{Apart, Pair, pair};
pub use schools::RegisteredSchool;
pub use sessions::{ABSOLUTE_MS, IDLE_MS};
pub use tickets::TicketRow;
pub use trail::{Action, TrailEntry};

use database::Database;
use std::fmt;
use std::path::Path;
use std::time::Duration;

/// How soon a database that is there answers.
const READY: Duration = Duration::from_secs(2);

/// The register's storage.
pub struct Storage {
    database: Database,
}

impl fmt::Debug for Storage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Storage")
    }
}

impl Storage {
    /// Opens a file of SQLite's, made where it is missing, and brings an older one up to date.
    ///
    /// # Errors
    /// [`StorageError::Newer`] and whatever the database says.
    pub async fn sqlite(path: &Path) -> Result<Self, StorageError> {
        Ok(Self { database: Database::sqlite(path).await? })
    }

    /// Opens a PostgreSQL database, for instance `postgres://tree@one:5432,two:5432/register`, and brings an older one up
    /// to date. Of several hosts, the one that takes writes is used.
    ///
    /// # Errors
    /// [`StorageError::Newer`], [`StorageError::Url`] and whatever the database says.
    pub async fn postgres(url: &str) -> Result<Self, StorageError> {
        Ok(Self { database: Database::postgres(url).await? })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// Why it does not.
    pub async fn ready(&self) -> Result<(), StorageError> {
        let asked = async {
            let mut session = self.database.read().await?;
            session.row("SELECT COUNT(*) FROM schools", []).await?;
            session.done();
            Ok(())
        };
        // Whoever asks wants to know it now, and not once another server has taken a lost one's place.
        tokio::time::timeout(READY, asked).await.map_err(|_| StorageError::Busy)?
    }

    /// Every question that was put to the database since the last time.
    #[cfg(test)]
    pub(crate) fn asked(&self) -> std::collections::BTreeSet<String> {
        self.database.asked()
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.database.close().await;
    }
}
