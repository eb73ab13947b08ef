//! An open store: the connection, the keys in memory, and where the chain stands.

use super::clock::Clock;
use super::database_key::DatabaseKey;
use super::day_key::Day;
use super::deed::Deed;
use super::error::StoreError;
use super::{audit, database, people, rows, statements};
use crate::domain::ids::{KioskId, SchoolId, StaffId};
use crate::domain::school::School;
use crate::ledger::{Head, KioskKey};
use sqlx::Sqlite;
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// What the writer thread holds while the store is open or locked. Dropping it wipes both keys from memory.
pub(crate) struct Open {
    /// The one connection.
    pub(crate) connection: SqliteConnection,
    /// The one school.
    pub(crate) school: School,
    /// Signs the statements.
    pub(crate) kiosk: Box<KioskKey>,
    /// The name of that key.
    pub(crate) kiosk_id: KioskId,
    /// The two clocks.
    pub(crate) clock: Arc<dyn Clock>,
    /// Whoever unlocked last; `None` after a recovery key.
    pub(crate) staff: Option<StaffId>,
    /// Where whoever unlocked last has a key for one day: which.
    pub(crate) day: Option<Day>,
    /// What the database is encrypted under: to be sealed to colleagues.
    pub(crate) key: DatabaseKey,
    /// Whether something was written since the write-ahead log was last folded back.
    pub(crate) unfolded: bool,
    /// Where the chain stands; `None`: to be read from the database.
    head: Option<Head>,
}

impl Open {
    /// Opens the database and reads what is always needed.
    pub(crate) async fn enter(
        path: &Path,
        key: DatabaseKey,
        staff: Option<StaffId>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, StoreError> {
        let mut connection = database::open(path, &key).await?;
        let school = people::school(&mut connection).await?;
        let kiosk = kiosk_key(&mut connection, &school.id).await?;
        let kiosk_id = kiosk.public().kiosk_id();
        let mut open =
            Self { connection, school, kiosk, kiosk_id, clock, staff, day: None, key, unfolded: true, head: None };
        open.head().await?;
        Ok(open)
    }

    /// Where the chain stands.
    pub(crate) async fn head(&mut self) -> Result<Head, StoreError> {
        if let Some(head) = self.head {
            return Ok(head);
        }
        let genesis = Head::genesis(&self.kiosk.public());
        let head = statements::head(&mut self.connection, &self.school.id, &self.kiosk_id, genesis).await?;
        self.head = Some(head);
        Ok(head)
    }

    /// After statements were stored.
    pub(crate) fn remember_head(&mut self, head: Head) {
        self.head = Some(head);
    }

    /// Before anything whose end may be unknown.
    pub(crate) fn forget_head(&mut self) {
        self.head = None;
    }

    /// Does all of it durably, or nothing.
    pub(crate) async fn write<T>(
        &mut self,
        body: impl AsyncFnOnce(&mut SqliteConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.unfolded = true;
        database::transaction(&mut self.connection, body).await
    }

    /// The same for a query that begins and commits by itself.
    pub(crate) async fn write_at_once(
        &mut self,
        query: Query<'static, Sqlite, SqliteArguments>,
    ) -> Result<(), StoreError> {
        self.unfolded = true;
        database::at_once(&mut self.connection, query).await
    }

    /// Adds a line to the audit trail in the name of whoever unlocked last.
    pub(crate) async fn note(&mut self, deed: Deed) -> Result<(), StoreError> {
        let (school, staff, at_ms) = (self.school.id.clone(), self.staff.clone(), self.clock.wall_ms());
        self.write(async |connection: &mut SqliteConnection| {
            audit::add(connection, &school, at_ms, staff.as_ref(), deed).await
        })
        .await
    }
}

/// Keeps a fresh signing key in the database.
pub(crate) async fn add_kiosk_key(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    kiosk: &KioskKey,
    made_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO kiosk (school_id, kiosk_id, seed, made_ms) VALUES (?, ?, ?, ?)")
        .bind(school.as_str())
        .bind(kiosk.public().kiosk_id().as_str())
        .bind(kiosk.seed().to_vec())
        .bind(made_ms)
        .execute(connection)
        .await?;
    Ok(())
}

async fn kiosk_key(connection: &mut SqliteConnection, school: &SchoolId) -> Result<Box<KioskKey>, StoreError> {
    let row = sqlx::query("SELECT kiosk_id, seed FROM kiosk WHERE school_id = ?")
        .bind(school.as_str())
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| rows::damaged("the kiosk's signing key is gone"))?;
    let seed = Zeroizing::new(rows::bytes(&row, "seed")?);
    // On the heap from the start, so that moving it leaves no copy on a stack.
    let kiosk = Box::new(KioskKey::from_seed(*seed));
    let id = rows::id(&row, "kiosk_id", KioskId::new)?;
    if kiosk.public().kiosk_id() == id {
        Ok(kiosk)
    } else {
        Err(rows::damaged("the kiosk's signing key is not its own"))
    }
}
