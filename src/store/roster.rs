//! The roster in the database: everybody who is or was on it, and how a batch of changes is written, all or none.
//!
//! A change carries what it found and what it leaves, so that nothing is written over that somebody has changed
//! meanwhile, and so that the last import can be undone ([`super::roster_imports`]).

use super::error::StoreError;
use super::people;
use super::rows;
use super::watch::{Stage, Watch};
use crate::domain::ids::{ClassId, Numbering, PupilId, SchoolId};
use crate::domain::school::{Class, Pupil};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeMap;

/// A pupil with what other systems know them by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// The pupil; of one who has left, the class they were in last.
    pub pupil: Pupil,
    /// Their number in each numbering that knows them.
    pub numbers: BTreeMap<Numbering, String>,
    /// When they were marked as having left, milliseconds since 1970 (UTC); `None` for who is here.
    pub left_ms: Option<i64>,
}

/// Everybody who is or was at the school.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// All classes, youngest first, then by name.
    pub classes: Vec<Class>,
    /// All pupils, by identifier.
    pub pupils: BTreeMap<PupilId, Enrolled>,
}

impl Roster {
    /// A class by its identifier.
    #[must_use]
    pub fn class(&self, id: &ClassId) -> Option<&Class> {
        self.classes.iter().find(|class| &class.id == id)
    }

    /// Everybody who has not left.
    pub fn here(&self) -> impl Iterator<Item = &Enrolled> {
        self.pupils.values().filter(|enrolled| enrolled.left_ms.is_none())
    }
}

/// One thing before and after: new without a before, gone without an after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn<T> {
    /// As it was found.
    pub before: Option<T>,
    /// As it is to be.
    pub after: Option<T>,
}

/// A batch of changes to the roster. A pupil or a class is in it once at most, and never to be taken away.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RosterChange {
    /// Classes that are new, or have another name or year.
    pub classes: Vec<Turn<Class>>,
    /// Pupils who are new, or have another name, class, number, or have left or come back.
    pub pupils: Vec<Turn<Enrolled>>,
}

/// What a batch comes to, in numbers. A child who moved and was renamed counts in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct RosterTally {
    /// New pupils.
    pub joined: usize,
    /// In another class.
    pub moved: usize,
    /// Under another name.
    pub renamed: usize,
    /// Marked as having left.
    pub left: usize,
    /// Here again.
    pub returned: usize,
    /// New classes.
    pub classes: usize,
    /// Classes with another name or year.
    pub classes_changed: usize,
}

impl RosterChange {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.pupils.is_empty()
    }

    /// What it comes to.
    #[must_use]
    pub fn tally(&self) -> RosterTally {
        let mut tally = RosterTally::default();
        for turn in &self.classes {
            match turn.before {
                None => tally.classes += 1,
                Some(_) => tally.classes_changed += 1,
            }
        }
        for turn in &self.pupils {
            let Some(after) = &turn.after else { continue };
            let Some(before) = &turn.before else {
                tally.joined += 1;
                continue;
            };
            let name = |enrolled: &Enrolled| (enrolled.pupil.given_name.clone(), enrolled.pupil.family_name.clone());
            tally.moved += usize::from(before.pupil.class != after.pupil.class);
            tally.renamed += usize::from(name(before) != name(after));
            tally.left += usize::from(before.left_ms.is_none() && after.left_ms.is_some());
            tally.returned += usize::from(before.left_ms.is_some() && after.left_ms.is_none());
        }
        tally
    }
}

/// Reads the whole roster.
pub(crate) async fn read(connection: &mut SqliteConnection, school: &SchoolId) -> Result<Roster, StoreError> {
    let classes = people::classes(connection, school).await?;
    let found = sqlx::query("SELECT * FROM pupils WHERE school_id = ?");
    let found = found.bind(school.as_str()).fetch_all(&mut *connection).await?;
    let mut pupils = BTreeMap::new();
    for row in &found {
        let pupil = people::pupil(row)?;
        let enrolled = Enrolled { numbers: BTreeMap::new(), left_ms: row.try_get("left_ms")?, pupil };
        pupils.insert(enrolled.pupil.id.clone(), enrolled);
    }
    let numbers = sqlx::query("SELECT pupil_id, numbering, number FROM pupil_numbers WHERE school_id = ?");
    for row in &numbers.bind(school.as_str()).fetch_all(connection).await? {
        let whose = rows::id(row, "pupil_id", PupilId::new)?;
        let numbering = rows::id(row, "numbering", Numbering::new)?;
        if let Some(enrolled) = pupils.get_mut(&whose) {
            enrolled.numbers.insert(numbering, row.try_get("number")?);
        }
    }
    Ok(Roster { classes, pupils })
}

/// Writes a batch; call it in a transaction. Refuses where something is not as the batch found it.
pub(crate) async fn write(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    change: &RosterChange,
    watch: &Watch,
) -> Result<(), StoreError> {
    let now = read(connection, school).await?;
    let as_found = change.pupils.iter().all(|turn| match (&turn.before, &turn.after) {
        (None, Some(after)) => !now.pupils.contains_key(&after.pupil.id),
        (Some(before), Some(after)) => {
            before.pupil.id == after.pupil.id && now.pupils.get(&before.pupil.id) == Some(before)
        }
        (_, None) => false,
    });
    let classes_as_found = change.classes.iter().all(|turn| match (&turn.before, &turn.after) {
        (None, Some(after)) => now.class(&after.id).is_none(),
        (Some(before), Some(after)) => before.id == after.id && now.class(&before.id) == Some(before),
        (_, None) => false,
    });
    if !as_found || !classes_as_found {
        return Err(StoreError::RosterChanged);
    }
    for class in change.classes.iter().filter_map(|turn| turn.after.as_ref()) {
        put_class(connection, school, class).await?;
    }
    let after: Vec<&Enrolled> = change.pupils.iter().filter_map(|turn| turn.after.as_ref()).collect();
    put(connection, school, &after, watch).await
}

/// Writes a class in place of the one with its identifier.
pub(crate) async fn put_class(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    class: &Class,
) -> Result<(), StoreError> {
    let upsert = "INSERT INTO classes (school_id, class_id, name, year) VALUES (?, ?, ?, ?) \
                  ON CONFLICT (school_id, class_id) DO UPDATE SET name = excluded.name, year = excluded.year";
    sqlx::query(upsert)
        .bind(school.as_str())
        .bind(class.id.as_str())
        .bind(&class.name)
        .bind(class.year.number())
        .execute(connection)
        .await?;
    Ok(())
}

/// How many pupils go to SQLite at once.
const CHUNK: usize = 250;

/// Writes pupils in place of those with their identifiers.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    pupils: &[&Enrolled],
    watch: &Watch,
) -> Result<(), StoreError> {
    // All numbers go before any comes: two children may have had each other's.
    for chunk in pupils.chunks(CHUNK) {
        let ids: Vec<&str> = chunk.iter().map(|enrolled| enrolled.pupil.id.as_str()).collect();
        let delete = "DELETE FROM pupil_numbers WHERE school_id = ?1 AND pupil_id IN (SELECT value FROM json_each(?2))";
        sqlx::query(delete).bind(school.as_str()).bind(json(&ids)?).execute(&mut *connection).await?;
    }
    let mut done = 0;
    for chunk in pupils.chunks(CHUNK) {
        watch.at(Stage::Saving, done, pupils.len())?;
        let upsert = "INSERT INTO pupils (school_id, pupil_id, class_id, given_name, family_name, left_ms) \
                      SELECT ?1, value ->> '$.pupil.id', value ->> '$.pupil.class', value ->> '$.pupil.given_name', \
                      value ->> '$.pupil.family_name', value ->> '$.left_ms' FROM json_each(?2) WHERE true \
                      ON CONFLICT (school_id, pupil_id) DO UPDATE SET class_id = excluded.class_id, \
                      given_name = excluded.given_name, family_name = excluded.family_name, left_ms = excluded.left_ms";
        let numbers = "INSERT INTO pupil_numbers (school_id, numbering, number, pupil_id) \
                       SELECT ?1, number.key, number.value, pupil.value ->> '$.pupil.id' \
                       FROM json_each(?2) AS pupil, json_each(pupil.value, '$.numbers') AS number";
        let chunk_json = json(&chunk)?;
        for (sql, what) in [(upsert, "a class of these pupils"), (numbers, "a number of these pupils")] {
            sqlx::query(sql)
                .bind(school.as_str())
                .bind(&chunk_json)
                .execute(&mut *connection)
                .await
                .map_err(people::clash(what))?;
        }
        done += chunk.len();
    }
    watch.at(Stage::Saving, done, pupils.len())?;
    Ok(())
}

/// What SQLite reads as a table.
fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|source| StoreError::Setting { name: "roster".to_owned(), source })
}
