//! The school's roll as the register sent it last. What becomes of it on the roster is [`crate::roster`]'s to say: whoever is
//! new joins by themselves, once for each roll, and the rest waits until a person has looked at it.

use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use super::roster::{self, Roster, RosterChange, RosterTally};
use super::watch::Watch;
use super::{audit, needs, obeyed, people, roster_imports, rows};
use crate::domain::ids::{PupilId, SchoolId};
use crate::domain::needs::Needs;
use crate::domain::roll::Roll;
use crate::domain::school::{Class, Pupil};
use crate::ledger::Head;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeMap;

/// The kind of these orders in the table `obeyed`.
const KIND: &str = "roll";

/// A roll that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentRoll {
    /// Its version: the newer one counts.
    pub version: u64,
    /// The roll, without whoever was erased here since.
    pub roll: Roll,
    /// When it came, milliseconds since 1970 (UTC).
    pub came_ms: i64,
    /// Whether those who are new on it were taken in.
    pub joined: bool,
    /// Whether a person has looked at the rest.
    pub settled: bool,
}

/// What a roll changes at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Joining {
    /// Who is new, as an import.
    pub change: Option<RosterChange>,
    /// Children whom the roll knows by another identifier, and that: whoever of them nothing else is known of yet takes it
    /// over, so that what they promise is known at the register as theirs.
    pub renamed: Vec<(PupilId, PupilId)>,
}

/// Everybody, as screens show them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Everybody {
    /// All classes, youngest first.
    pub classes: Vec<Class>,
    /// Who has not left, in the order of their names.
    pub pupils: Vec<Pupil>,
    /// What children need.
    pub needs: BTreeMap<PupilId, Needs>,
}

/// The roll that the register sent.
impl Store {
    /// Everybody as they are now, also while the kiosk is locked: for a screen that is behind the lock.
    pub fn everybody(&self) -> Pending<Everybody> {
        self.ask_also_locked(async |open: &mut Open| {
            let school = open.school.id.clone();
            let classes = people::classes(&mut open.connection, &school).await?;
            let pupils = people::pupils(&mut open.connection, &school, None).await?;
            let needs = needs::all(&mut open.connection, &school).await?;
            Ok(Everybody { classes, pupils, needs })
        })
    }

    /// Keeps a roll in place of the one before it, durably; an older one, or the same again, changes nothing. Works while the
    /// kiosk is locked. Says whether it is new here.
    pub fn keep_roll(&self, order: Head, roll: Roll) -> Pending<bool> {
        self.ask_also_locked(async move |open: &mut Open| {
            let (school, at_ms) = (open.school.id.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| keep(connection, &school, order, &roll, at_ms).await)
                .await
        })
    }

    /// The roll that came last, with the roster as it is now. Works while the kiosk is locked.
    pub fn sent_roll(&self) -> Pending<Option<(SentRoll, Roster)>> {
        self.ask_also_locked(async |open: &mut Open| {
            let school = open.school.id.clone();
            let Some(sent) = read(&mut open.connection, &school).await? else { return Ok(None) };
            let roster = roster::read(&mut open.connection, &school).await?;
            Ok(Some((sent, roster)))
        })
    }

    /// Takes in who is new on a roll, as an import that can be undone, and notes that it was done. A second time, or for a
    /// roll that is not the newest any more, nothing happens. Works while the kiosk is locked; nobody in particular did it.
    ///
    /// # Errors
    /// In the answer: [`StoreError::RosterChanged`].
    pub fn join_from_roll(&self, version: u64, joining: Joining, source: String) -> Pending<Option<RosterTally>> {
        self.ask_also_locked(async move |open: &mut Open| {
            let (school, at_ms) = (open.school.id.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                if !mark(connection, &school, "joined", version).await? {
                    return Ok(None);
                }
                if let Some(change) = &joining.change {
                    let watch = Watch::silent();
                    roster_imports::write(connection, &school, change, (&source, None, at_ms), &watch).await?;
                }
                let mut renamed = 0;
                for (from, to) in &joining.renamed {
                    renamed += usize::from(rename(connection, &school, from, to).await?);
                }
                if renamed > 0 {
                    audit::add(connection, &school, at_ms, None, Deed::pupils_renumbered(renamed)).await?;
                }
                Ok(joining.change.as_ref().map(RosterChange::tally))
            })
            .await
        })
    }

    /// Notes that a person has looked at a roll. Not for a key for one day.
    pub fn settle_roll(&self, version: u64) -> Pending<()> {
        self.ask(async move |open: &mut Open| {
            open.no_day_key()?;
            let (school, staff, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                if mark(connection, &school, "settled", version).await? {
                    audit::add(connection, &school, at_ms, staff.as_ref(), Deed::roll_looked_at(version)).await?;
                }
                Ok(())
            })
            .await
        })
    }
}

async fn keep(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    order: Head,
    roll: &Roll,
    at_ms: i64,
) -> Result<bool, StoreError> {
    let select = "SELECT version, hash FROM sent_rolls WHERE school_id = ?";
    let there = sqlx::query(select).bind(school.as_str()).fetch_optional(&mut *connection).await?;
    let there =
        there.map(|row| Ok::<_, StoreError>((rows::number::<u64>(&row, "version")?, rows::bytes(&row, "hash")?)));
    let there = there.transpose()?;
    if there.is_some_and(|(version, _)| version >= order.sequence) {
        return Ok(false);
    }
    obeyed::note(connection, school, KIND, order).await?;
    if there.is_some_and(|(_, hash)| hash == order.hash) {
        // The same once more, under a new version: what was done about it stands.
        let update = sqlx::query("UPDATE sent_rolls SET version = ? WHERE school_id = ?");
        update.bind(rows::signed(order.sequence)).bind(school.as_str()).execute(connection).await?;
        return Ok(false);
    }
    let upsert = "INSERT INTO sent_rolls (school_id, version, hash, roll, came_ms) VALUES (?, ?, ?, ?, ?) \
                  ON CONFLICT (school_id) DO UPDATE SET version = excluded.version, hash = excluded.hash, \
                  roll = excluded.roll, came_ms = excluded.came_ms, joined = 0, settled = 0";
    sqlx::query(upsert)
        .bind(school.as_str())
        .bind(rows::signed(order.sequence))
        .bind(order.hash.to_vec())
        .bind(json(roll)?)
        .bind(at_ms)
        .execute(&mut *connection)
        .await?;
    let (version, children) = (order.sequence, roll.pupils().len());
    audit::add(connection, school, at_ms, None, Deed::roll_sent(version, children)).await?;
    Ok(true)
}

async fn read(connection: &mut SqliteConnection, school: &SchoolId) -> Result<Option<SentRoll>, StoreError> {
    let select = "SELECT version, roll, came_ms, joined, settled FROM sent_rolls WHERE school_id = ?";
    let Some(row) = sqlx::query(select).bind(school.as_str()).fetch_optional(connection).await? else {
        return Ok(None);
    };
    let roll: String = row.try_get("roll")?;
    Ok(Some(SentRoll {
        version: rows::number(&row, "version")?,
        roll: serde_json::from_str(&roll).map_err(|_| rows::damaged("the register's roll cannot be read"))?,
        came_ms: row.try_get("came_ms")?,
        joined: row.try_get::<i64, _>("joined")? != 0,
        settled: row.try_get::<i64, _>("settled")? != 0,
    }))
}

/// Sets a mark of a roll; whether that was the newest one and had no such mark.
async fn mark(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    column: &'static str,
    version: u64,
) -> Result<bool, StoreError> {
    let update = format!("UPDATE sent_rolls SET {column} = 1 WHERE school_id = ? AND version = ? AND {column} = 0");
    let update = sqlx::query(sqlx::AssertSqlSafe(update)).bind(school.as_str()).bind(rows::signed(version));
    Ok(update.execute(connection).await?.rows_affected() > 0)
}

/// Gives a child another identifier, where nothing is known under the one they have but who they are and what they need, and no
/// tree is open. Says whether that was so.
async fn rename(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    from: &PupilId,
    to: &PupilId,
) -> Result<bool, StoreError> {
    let select = "SELECT EXISTS (SELECT 1 FROM open_trees WHERE school_id = ?1) \
                  OR EXISTS (SELECT 1 FROM follow_ups WHERE school_id = ?1 AND pupil_id = ?2) \
                  OR EXISTS (SELECT 1 FROM pupils WHERE school_id = ?1 AND pupil_id = ?3)";
    let busy: bool = sqlx::query_scalar(select)
        .bind(school.as_str())
        .bind(from.as_str())
        .bind(to.as_str())
        .fetch_one(&mut *connection)
        .await?;
    if busy || roster_imports::was_met(connection, school, from).await? {
        return Ok(false);
    }
    for sql in [
        "INSERT INTO pupils (school_id, pupil_id, class_id, given_name, family_name, left_ms) \
         SELECT school_id, ?3, class_id, given_name, family_name, left_ms FROM pupils WHERE school_id = ?1 AND pupil_id = ?2",
        "UPDATE pupil_numbers SET pupil_id = ?3 WHERE school_id = ?1 AND pupil_id = ?2",
        "UPDATE pupil_needs SET pupil_id = ?3 WHERE school_id = ?1 AND pupil_id = ?2",
    ] {
        sqlx::query(sql).bind(school.as_str()).bind(from.as_str()).bind(to.as_str()).execute(&mut *connection).await?;
    }
    roster_imports::remove(connection, school, from).await?;
    Ok(true)
}

/// Takes a child out of it who was erased; call it in a transaction.
pub(super) async fn forget(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    pupil: &PupilId,
) -> Result<(), StoreError> {
    let Some(mut sent) = read(connection, school).await? else { return Ok(()) };
    if sent.roll.forget(pupil) {
        let update = sqlx::query("UPDATE sent_rolls SET roll = ? WHERE school_id = ?");
        update.bind(json(&sent.roll)?).bind(school.as_str()).execute(connection).await?;
    }
    Ok(())
}

fn json(roll: &Roll) -> Result<String, StoreError> {
    serde_json::to_string(roll).map_err(|source| StoreError::Setting { name: "roll".to_owned(), source })
}
