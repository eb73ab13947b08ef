//! Erasing a child on the register's word: what tells of them is destroyed wherever it is kept here. The chain stays, and
//! still verifies. The word itself is checked before ([`crate::sync`]).

use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use super::roster::RosterChange;
use super::{audit, obeyed, outcomes, rows, sent_roll, statements};
use crate::domain::ids::{KioskId, PupilId, SchoolId};
use crate::ledger::{Head, SdClaim};
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeSet;

/// What a kiosk is told to erase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erase {
    /// The order's number and hash.
    pub order: Head,
    /// Whether it counts as obeyed once it is done; not where one before it could not be.
    pub counts: bool,
    /// The register's signed word, to be kept.
    pub jwt: String,
    /// Statements of this kiosk, by number and hash. Those that it does not have are none of its business: it was put
    /// back from an older copy.
    pub statements: Vec<Head>,
    /// Whom to forget altogether.
    pub pupil: Option<PupilId>,
}

/// The kind of these orders in the table `obeyed`.
const KIND: &str = "erasure";

/// What the register told this kiosk to do.
impl Store {
    /// Obeys an erasure, all of it durably or nothing; a second time changes nothing. Works while the kiosk is locked.
    /// Answers in how many statements something was destroyed.
    ///
    /// # Errors
    /// [`StoreError::WrongChild`]; then nothing was destroyed.
    pub fn erase(&self, erase: Erase) -> Pending<u64> {
        self.ask_also_locked(async move |open: &mut Open| {
            let (school, kiosk, at_ms) = (open.school.id.clone(), open.kiosk_id.clone(), open.clock.wall_ms());
            let destroyed = open
                .write(async |connection: &mut SqliteConnection| obey(connection, &school, &kiosk, &erase, at_ms).await)
                .await?;
            // What was deleted is overwritten (`secure_delete`), but what it was still stands in the write-ahead log.
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut open.connection).await?;
            Ok(destroyed)
        })
    }
}

async fn obey(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    kiosk: &KioskId,
    erase: &Erase,
    at_ms: i64,
) -> Result<u64, StoreError> {
    let mut of_child = BTreeSet::new();
    if let Some(pupil) = &erase.pupil {
        let select = "SELECT sequence FROM outcomes WHERE school_id = ? AND kiosk_id = ? AND pupil_id = ?";
        let found = sqlx::query(select).bind(school.as_str()).bind(kiosk.as_str()).bind(pupil.as_str());
        for row in found.fetch_all(&mut *connection).await? {
            of_child.insert(rows::number::<u64>(&row, "sequence")?);
        }
    }
    let wanted: BTreeSet<u64> = of_child.iter().copied().chain(erase.statements.iter().map(|h| h.sequence)).collect();
    let mut destroyed = 0;
    for sequence in wanted {
        let page = statements::page(connection, school, kiosk, sequence.saturating_sub(1), 1).await?;
        let Some(stored) = page.into_iter().find(|stored| stored.sequence == sequence) else { continue };
        let is_named = erase.statements.contains(&Head { sequence, hash: stored.hash });
        if !is_named && !of_child.contains(&sequence) {
            continue;
        }
        let statement = stored.statement()?;
        // The word names statements, the order a child: they must mean the same.
        match (&erase.pupil, &statement.disclosed().pupil_id) {
            (Some(meant), Some(found)) if meant != found => return Err(StoreError::WrongChild),
            _ => {}
        }
        let kept = statement.keeping(&[SdClaim::Witness, SdClaim::Helper]);
        let kept = serde_json::to_string(kept.disclosures())
            .map_err(|source| StoreError::Setting { name: "disclosures".to_owned(), source })?;
        let delete = "DELETE FROM disclosures WHERE school_id = ? AND kiosk_id = ? AND sequence = ? \
                      AND text NOT IN (SELECT value FROM json_each(?))";
        let gone = sqlx::query(delete)
            .bind(school.as_str())
            .bind(kiosk.as_str())
            .bind(rows::signed(sequence))
            .bind(kept)
            .execute(&mut *connection)
            .await?;
        destroyed += u64::from(gone.rows_affected() > 0);
        outcomes::forget_one(connection, school, kiosk, sequence).await?;
    }
    if let Some(pupil) = &erase.pupil {
        forget(connection, school, pupil).await?;
    }
    remember(connection, school, erase, at_ms).await?;
    let deed = Deed::erased(destroyed, erase.order.sequence);
    audit::add(connection, school, at_ms, None, deed).await?;
    Ok(destroyed)
}

/// Takes a child out of everything beside the ledger.
async fn forget(connection: &mut SqliteConnection, school: &SchoolId, pupil: &PupilId) -> Result<(), StoreError> {
    for table in [
        "follow_ups",
        "open_tree_absent",
        "open_tree_helpers",
        "open_tree_only",
        "lessons_finished",
        "notes",
        "pupil_needs",
        "pupil_numbers",
        "pupils",
    ] {
        let delete = sqlx::AssertSqlSafe(format!("DELETE FROM {table} WHERE school_id = ? AND pupil_id = ?"));
        sqlx::query(delete).bind(school.as_str()).bind(pupil.as_str()).execute(&mut *connection).await?;
    }
    sent_roll::forget(connection, school, pupil).await?;
    // The last import holds names, before and after.
    let select = "SELECT import, undo FROM roster_imports WHERE school_id = ? AND undo IS NOT NULL";
    for row in sqlx::query(select).bind(school.as_str()).fetch_all(&mut *connection).await? {
        let undo: String = row.try_get("undo")?;
        let mut change: RosterChange =
            serde_json::from_str(&undo).map_err(|_| rows::damaged("the last import cannot be read"))?;
        let many = change.pupils.len();
        change.pupils.retain(|turn| {
            let sides = [&turn.before, &turn.after];
            sides.into_iter().flatten().all(|enrolled| &enrolled.pupil.id != pupil)
        });
        if change.pupils.len() == many {
            continue;
        }
        let undo = serde_json::to_string(&change)
            .map_err(|source| StoreError::Setting { name: "roster".to_owned(), source })?;
        sqlx::query("UPDATE roster_imports SET undo = ? WHERE school_id = ? AND import = ?")
            .bind(undo)
            .bind(school.as_str())
            .bind(row.try_get::<i64, _>("import")?)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Keeps the word, and, where it counts, how far the orders are obeyed.
async fn remember(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    erase: &Erase,
    at_ms: i64,
) -> Result<(), StoreError> {
    let keep = "INSERT INTO erasures (school_id, hash, jwt, obeyed_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    sqlx::query(keep)
        .bind(school.as_str())
        .bind(erase.order.hash.to_vec())
        .bind(&erase.jwt)
        .bind(at_ms)
        .execute(&mut *connection)
        .await?;
    if erase.counts {
        obeyed::note(connection, school, KIND, erase.order).await?;
    }
    Ok(())
}
