//! A school's log in the database: its tiles, and what they prove.

use super::chains::there;
use super::database::{Session, Value};
use super::{Storage, StorageError};
use crate::domain::ids::{KioskId, SchoolId};
use crate::ledger::Head;
use crate::register::log::{At, Question, Tiles, needed};
use crate::sync::wire::Inclusion;
use std::collections::BTreeSet;
use tlog_tiles::Hash;

/// A school's log as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct LogView {
    /// How many entries it has.
    pub size: u64,
    /// The root of its tree.
    pub root: Hash,
    /// The proof that it goes on from the log that it was asked about; empty where that one is longer.
    pub consistency: Vec<Hash>,
}

/// That statements are in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Proofs {
    /// The log that they are in.
    pub log: LogView,
    /// For each statement that was asked about; `None` where it is not there.
    pub inclusions: Vec<Option<Inclusion>>,
}

impl Storage {
    /// A school's log, and the proof that it goes on from the one that had `older` entries.
    ///
    /// # Errors
    /// [`StorageError::Log`]; what the database says.
    pub async fn log(&self, school: &SchoolId, older: u64) -> Result<LogView, StorageError> {
        let mut session = self.database.snapshot().await?;
        let size = size(&mut session, school, "SELECT log_size FROM schools WHERE school_id = $1").await?;
        let questions = questions(size, older);
        let wanted = questions.iter().flat_map(|question| needed(size, *question)).collect();
        let tiles = load(&mut session, school, wanted).await?;
        let view = view(&tiles, size, older)?;
        session.commit().await?;
        Ok(view)
    }

    /// How many entries a school's log says it has.
    ///
    /// # Errors
    /// What the database says.
    pub async fn log_size(&self, school: &SchoolId) -> Result<u64, StorageError> {
        let mut session = self.database.read().await?;
        let size = size(&mut session, school, "SELECT log_size FROM schools WHERE school_id = $1").await?;
        session.done();
        Ok(size)
    }

    /// A tile of a school's log as it is kept: its hashes, joined.
    ///
    /// # Errors
    /// What the database says.
    pub async fn tile(&self, school: &SchoolId, at: At) -> Result<Option<Vec<u8>>, StorageError> {
        let mut session = self.database.read().await?;
        let tiles = load(&mut session, school, BTreeSet::from([at])).await?;
        session.done();
        Ok(tiles.get(at).map(<[u8]>::to_vec))
    }

    /// Proofs that a kiosk's statements are in its school's log.
    ///
    /// # Errors
    /// As [`Self::log`].
    pub async fn proofs(
        &self,
        school: &SchoolId,
        kiosk: &KioskId,
        statements: &[Head],
        older: u64,
    ) -> Result<Proofs, StorageError> {
        let mut session = self.database.snapshot().await?;
        let size = size(&mut session, school, "SELECT log_size FROM schools WHERE school_id = $1").await?;
        let there = there(&mut session, school, kiosk, statements).await?;
        let mut questions = questions(size, older);
        questions.extend(there.values().map(|leaf| Question::Inclusion(*leaf)));
        let wanted = questions.iter().flat_map(|question| needed(size, *question)).collect();
        let tiles = load(&mut session, school, wanted).await?;
        session.commit().await?;
        let inclusion = |head: &Head| match there.get(&(head.sequence, head.hash)) {
            None => Ok(None),
            Some(&leaf) => {
                let proof = tiles.inclusion(size, leaf).map_err(|_| StorageError::Log)?;
                Ok(Some(Inclusion { leaf, proof }))
            }
        };
        let inclusions = statements.iter().map(inclusion).collect::<Result<_, StorageError>>()?;
        Ok(Proofs { log: view(&tiles, size, older)?, inclusions })
    }
}

fn questions(size: u64, older: u64) -> Vec<Question> {
    let mut questions = vec![Question::Root];
    if (1..=size).contains(&older) {
        questions.push(Question::Consistency(older));
    }
    questions
}

fn view(tiles: &Tiles, size: u64, older: u64) -> Result<LogView, StorageError> {
    let root = tiles.root(size).map_err(|_| StorageError::Log)?;
    let consistency = if older <= size { tiles.consistency(size, older) } else { Ok(Vec::new()) };
    Ok(LogView { size, root, consistency: consistency.map_err(|_| StorageError::Log)? })
}

/// How many entries a school's log has. Nobody adds to it before this transaction has ended.
pub(super) async fn locked_size(session: &mut Session<'_>, school: &SchoolId) -> Result<u64, StorageError> {
    let lock = "UPDATE schools SET log_size = log_size WHERE school_id = $1 RETURNING log_size";
    size(session, school, lock).await
}

async fn size(session: &mut Session<'_>, school: &SchoolId, sql: &str) -> Result<u64, StorageError> {
    let row = session.row(sql, [school.as_str().into()]).await?;
    row.ok_or_else(|| StorageError::Unknown { what: "school", id: school.to_string() })?.natural(0)
}

/// Fetches tiles. What is not there is left out: whoever needs it meets an error.
async fn load(session: &mut Session<'_>, school: &SchoolId, wanted: BTreeSet<At>) -> Result<Tiles, StorageError> {
    let mut tiles = Tiles::default();
    let levels: BTreeSet<u8> = wanted.iter().map(|(level, _)| *level).collect();
    for level in levels {
        let places = wanted.iter().filter(|(of, _)| *of == level).map(|(_, place)| Value::from(*place)).collect();
        let select = "SELECT place, hashes FROM log_tiles WHERE school_id = $1 AND level = $2 AND place IN (";
        let bound = vec![school.as_str().into(), i64::from(level).into()];
        for row in session.rows_in(select, bound, places).await? {
            tiles.insert((level, row.natural(0)?), row.bytes(1)?.to_vec());
        }
    }
    Ok(tiles)
}

/// Adds entries to a school's log, which has `size` of them. Whoever calls this holds the school.
pub(super) async fn append(
    session: &mut Session<'_>,
    school: &SchoolId,
    size: u64,
    entries: &[[u8; 32]],
) -> Result<(), StorageError> {
    let mut tiles = load(session, school, crate::register::log::edge(size)).await?;
    let changed = tiles.append(size, entries);
    save(session, school, &tiles, changed, size + entries.len() as u64).await
}

/// Keeps the tiles that changed, and the log's new size.
async fn save(
    session: &mut Session<'_>,
    school: &SchoolId,
    tiles: &Tiles,
    changed: BTreeSet<At>,
    size: u64,
) -> Result<(), StorageError> {
    let mut values = Vec::with_capacity(changed.len() * 4);
    for (level, place) in changed {
        let hashes = tiles.get((level, place)).ok_or(StorageError::Log)?;
        values.extend([school.as_str().into(), i64::from(level).into(), place.into(), hashes.into()]);
    }
    let insert = "INSERT INTO log_tiles (school_id, level, place, hashes) VALUES ";
    let replace = " ON CONFLICT (school_id, level, place) DO UPDATE SET hashes = excluded.hashes";
    session.insert(insert, 4, values, replace).await?;
    let grow = "UPDATE schools SET log_size = $2 WHERE school_id = $1";
    session.execute(grow, [school.as_str().into(), size.into()]).await?;
    Ok(())
}
