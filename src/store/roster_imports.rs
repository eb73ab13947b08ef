//! Imports of a roster: one transaction each, and the last one can be undone.

use super::deed::Deed;
use super::error::StoreError;
use super::open::Open;
use super::roster::{self, Enrolled, RosterChange, RosterTally, Turn};
use super::watch::Watch;
use super::{audit, rows};
use crate::domain::ids::{PupilId, SchoolId, StaffId};
use crate::domain::school::Class;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;

/// The newest import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterImport {
    /// Its number, from 1.
    pub number: u64,
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// Who, where that is known.
    pub staff: Option<StaffId>,
    /// The name of the file that it came from.
    pub source: String,
    /// What it came to; `None` once it is undone.
    pub tally: Option<RosterTally>,
}

/// What came of undoing the last import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undone {
    /// How many pupils are as they were before.
    pub restored: usize,
    /// Pupils who were changed by somebody since: they stay as they are.
    pub changed_since: Vec<PupilId>,
    /// Pupils who came with the import and have been asked or have played since: they stay, with what they said.
    pub met_since: Vec<PupilId>,
}

/// Writes a batch as an import. The one before it cannot be undone any more.
pub(crate) async fn import(
    open: &mut Open,
    change: &RosterChange,
    source: &str,
    watch: &Watch,
) -> Result<RosterTally, StoreError> {
    let (school, staff, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
    open.write(async |connection: &mut SqliteConnection| {
        write(connection, &school, change, (source, staff.as_ref(), at_ms), watch).await
    })
    .await?;
    Ok(change.tally())
}

/// The same in a transaction, from a file of this name, by whom and when.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    change: &RosterChange,
    (source, staff, at_ms): (&str, Option<&StaffId>, i64),
    watch: &Watch,
) -> Result<(), StoreError> {
    let undo = serde_json::to_string(change)
        .map_err(|error| StoreError::Setting { name: "roster".to_owned(), source: error })?;
    roster::write(connection, school, change, watch).await?;
    sqlx::query("UPDATE roster_imports SET undo = NULL WHERE school_id = ? AND undo IS NOT NULL")
        .bind(school.as_str())
        .execute(&mut *connection)
        .await?;
    let insert = "INSERT INTO roster_imports (school_id, import, at_ms, staff_id, source, undo) \
                  SELECT ?1, 1 + COALESCE(MAX(import), 0), ?2, ?3, ?4, ?5 FROM roster_imports WHERE school_id = ?1";
    sqlx::query(insert)
        .bind(school.as_str())
        .bind(at_ms)
        .bind(staff.map(StaffId::as_str))
        .bind(source)
        .bind(&undo)
        .execute(&mut *connection)
        .await?;
    audit::add(connection, school, at_ms, staff, imported(&change.tally())).await
}

/// How many joined, moved and so on; no name.
fn imported(tally: &RosterTally) -> Deed {
    let RosterTally { joined, moved, renamed, left, returned, classes, classes_changed } = *tally;
    Deed::roster_imported(joined, moved, renamed, left, returned, classes, classes_changed)
}

/// The newest import with its batch, where that can still be undone.
async fn newest(
    connection: &mut SqliteConnection,
    school: &SchoolId,
) -> Result<Option<(RosterImport, Option<RosterChange>)>, StoreError> {
    let select = "SELECT * FROM roster_imports WHERE school_id = ? ORDER BY import DESC LIMIT 1";
    let Some(row) = sqlx::query(select).bind(school.as_str()).fetch_optional(connection).await? else {
        return Ok(None);
    };
    let undo: Option<String> = row.try_get("undo")?;
    let change = undo.map(|json| serde_json::from_str::<RosterChange>(&json)).transpose();
    let change = change.map_err(|_| rows::damaged("the last import cannot be read"))?;
    let import = RosterImport {
        number: rows::number(&row, "import")?,
        at_ms: row.try_get("at_ms")?,
        staff: rows::id_or_none(&row, "staff_id", StaffId::new)?,
        source: row.try_get("source")?,
        tally: change.as_ref().map(RosterChange::tally),
    };
    Ok(Some((import, change)))
}

/// The newest import.
pub(crate) async fn last(
    connection: &mut SqliteConnection,
    school: &SchoolId,
) -> Result<Option<RosterImport>, StoreError> {
    Ok(newest(connection, school).await?.map(|(import, _)| import))
}

/// Puts everything back that the newest import changed and nobody has changed since.
pub(crate) async fn undo(open: &mut Open) -> Result<Undone, StoreError> {
    let (school, staff, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
    open.write(async |connection: &mut SqliteConnection| {
        let Some((import, Some(change))) = newest(connection, &school).await? else {
            return Err(StoreError::NothingToUndo);
        };
        let undone = put_back(connection, &school, change).await?;
        sqlx::query("UPDATE roster_imports SET undo = NULL, undone_ms = ? WHERE school_id = ? AND import = ?")
            .bind(at_ms)
            .bind(school.as_str())
            .bind(rows::signed(import.number))
            .execute(&mut *connection)
            .await?;
        let kept = undone.changed_since.len() + undone.met_since.len();
        let deed = Deed::roster_undone(undone.restored, kept);
        audit::add(connection, &school, at_ms, staff.as_ref(), deed).await?;
        Ok(undone)
    })
    .await
}

async fn put_back(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    change: RosterChange,
) -> Result<Undone, StoreError> {
    let now = roster::read(connection, school).await?;
    let mut undone = Undone::default();
    let mut restored: Vec<Enrolled> = Vec::new();
    let mut gone: Vec<PupilId> = Vec::new();
    for Turn { before, after } in change.pupils {
        let Some(after) = after else { continue };
        let id = after.pupil.id.clone();
        if now.pupils.get(&id) != Some(&after) {
            undone.changed_since.push(id);
            continue;
        }
        match before {
            Some(before) => restored.push(before),
            None if was_met(connection, school, &id).await? => undone.met_since.push(id),
            None => gone.push(id),
        }
    }
    for id in &gone {
        remove(connection, school, id).await?;
    }
    undone.restored = restored.len() + gone.len();
    let restored: Vec<&Enrolled> = restored.iter().collect();
    roster::put(connection, school, &restored, &Watch::silent()).await?;
    for Turn { before, after } in change.classes {
        match (before, after) {
            (Some(before), Some(after)) if now.class(&after.id) == Some(&after) => {
                roster::put_class(connection, school, &before).await?;
            }
            (None, Some(after)) => remove_if_empty(connection, school, &after).await?,
            _ => {}
        }
    }
    Ok(undone)
}

/// Takes away the row of a child of whom nothing else is known.
pub(crate) async fn remove(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    pupil: &PupilId,
) -> Result<(), StoreError> {
    for delete in [
        "DELETE FROM pupil_numbers WHERE school_id = ? AND pupil_id = ?",
        "DELETE FROM pupil_needs WHERE school_id = ? AND pupil_id = ?",
        "DELETE FROM pupils WHERE school_id = ? AND pupil_id = ?",
    ] {
        sqlx::query(delete).bind(school.as_str()).bind(pupil.as_str()).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Whether anything at all is known of a child beside their row and what they need.
pub(crate) async fn was_met(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    pupil: &PupilId,
) -> Result<bool, StoreError> {
    let select = "SELECT EXISTS (SELECT 1 FROM outcomes WHERE school_id = ?1 AND pupil_id = ?2) \
                  OR EXISTS (SELECT 1 FROM notes WHERE school_id = ?1 AND pupil_id = ?2) \
                  OR EXISTS (SELECT 1 FROM lessons_finished WHERE school_id = ?1 AND pupil_id = ?2) \
                  OR EXISTS (SELECT 1 FROM open_tree_absent WHERE school_id = ?1 AND pupil_id = ?2) \
                  OR EXISTS (SELECT 1 FROM open_tree_helpers WHERE school_id = ?1 AND pupil_id = ?2)";
    Ok(sqlx::query_scalar(select).bind(school.as_str()).bind(pupil.as_str()).fetch_one(connection).await?)
}

/// Takes a class away in which nobody is or was, unless its tree is open.
async fn remove_if_empty(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    class: &Class,
) -> Result<(), StoreError> {
    let delete = "DELETE FROM classes WHERE school_id = ?1 AND class_id = ?2 \
                  AND NOT EXISTS (SELECT 1 FROM pupils WHERE school_id = ?1 AND class_id = ?2) \
                  AND NOT EXISTS (SELECT 1 FROM open_trees WHERE school_id = ?1 AND class_id = ?2)";
    sqlx::query(delete).bind(school.as_str()).bind(class.id.as_str()).execute(connection).await?;
    Ok(())
}
