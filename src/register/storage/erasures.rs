//! Erasures: what tells of a child is destroyed, and the register's signed word on it becomes an entry of the log.

use super::database::{Session, Value};
use super::proofs::{append, locked_size};
use super::{Storage, StorageError, derived, same};
use crate::domain::ids::{PupilId, SchoolId};
use crate::ledger::{SdClaim, Statement};
use crate::sync::erasure::{DecidedBy, Erasure, NAMED_AT_MOST, Named};
use crate::sync::identity::RegisterKey;
use std::collections::{BTreeMap, BTreeSet};

/// What an erasure of a child leaves in a statement: the adults.
pub(super) const KEPT: [SdClaim; 2] = [SdClaim::Witness, SdClaim::Helper];

/// Whether something that tells of the child is missing from a statement.
pub(crate) fn lacks(statement: &Statement) -> bool {
    SdClaim::PUPIL.into_iter().any(|claim| !statement.shows(claim))
}

/// An erasure as the register keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptErasure {
    /// Its number among those of the school, from 1.
    pub number: u64,
    /// Its place in the log.
    pub leaf: u64,
    /// The hash that it is filed under.
    pub hash: [u8; 32],
    /// The signed bytes: [`Erasure::read`].
    pub jwt: String,
    /// Whom kiosks are to forget; `None` where a statement had come erased.
    pub pupil: Option<PupilId>,
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

/// Who of these was erased.
pub(super) async fn erased(
    session: &mut Session<'_>,
    school: &SchoolId,
    pupils: impl Iterator<Item = &PupilId>,
) -> Result<BTreeSet<PupilId>, StorageError> {
    let asked: BTreeSet<&PupilId> = pupils.collect();
    if asked.is_empty() {
        return Ok(BTreeSet::new());
    }
    let select = "SELECT DISTINCT pupil_id FROM erasures WHERE school_id = $1 AND pupil_id IN (";
    let asked = asked.into_iter().map(|pupil| pupil.as_str().into()).collect();
    let rows = session.rows_in(select, vec![school.as_str().into()], asked).await?;
    rows.iter().map(|row| pupil(row.text(0)?)).collect()
}

fn pupil(text: &str) -> Result<PupilId, StorageError> {
    PupilId::new(text).map_err(|_| StorageError::Damaged("a pupil has no proper identifier"))
}

impl Storage {
    /// Erases a child: destroys what tells of them in every statement, forgets them, and writes that into the log. A child
    /// who is recorded under several identifiers is erased under each. May be asked again. Says how many statements told of
    /// them.
    ///
    /// # Errors
    /// [`StorageError::Unknown`]; what the database says.
    pub async fn erase(
        &self,
        school: &SchoolId,
        key: &RegisterKey,
        pupil: &PupilId,
        by: DecidedBy,
        now_ms: i64,
    ) -> Result<usize, StorageError> {
        self.derive(school).await?;
        let mut session = self.database.write().await?;
        let mut size = locked_size(&mut session, school).await?;
        let kept = same::root(&mut session, school, pupil).await?;
        let others = same::others(&mut session, school, &kept).await?;
        let bound = || [school.as_str().into(), kept.as_str().into()];
        let mentions = "SELECT leaf FROM mentions WHERE school_id = $1 AND pupil_id = $2 ORDER BY leaf";
        let leaves: Vec<u64> =
            session.rows(mentions, bound()).await?.iter().map(|row| row.natural(0)).collect::<Result<_, _>>()?;
        if leaves.is_empty() && others.is_empty() {
            let known = "SELECT pupil_id FROM known_pupils WHERE school_id = $1 AND pupil_id = $2";
            if session.row(known, bound()).await?.is_none() {
                return match erased(&mut session, school, std::iter::once(&kept)).await?.is_empty() {
                    true => Err(StorageError::Unknown { what: "pupil", id: kept.to_string() }),
                    false => Ok(0),
                };
            }
        }
        // Kiosks are told of each identifier: each knows the child by its own.
        let whose =
            if others.is_empty() { BTreeMap::new() } else { same::whose(&mut session, school, &leaves).await? };
        let mut each: BTreeMap<&PupilId, Vec<u64>> =
            std::iter::once(&kept).chain(&others).map(|pupil| (pupil, Vec::new())).collect();
        for leaf in &leaves {
            let of = whose.get(leaf).filter(|pupil| others.contains(pupil)).unwrap_or(&kept);
            each.entry(of).or_default().push(*leaf);
        }
        for (pupil, leaves) in &each {
            if leaves.is_empty() {
                write(&mut session, school, key, &mut size, (Some(*pupil), by, now_ms), &[]).await?;
            }
            for some in leaves.chunks(NAMED_AT_MOST) {
                let named = destroy(&mut session, school, some).await?;
                write(&mut session, school, key, &mut size, (Some(*pupil), by, now_ms), &named).await?;
            }
            for forget in [
                "DELETE FROM mentions WHERE school_id = $1 AND pupil_id = $2",
                "DELETE FROM standings WHERE school_id = $1 AND pupil_id = $2",
                "DELETE FROM known_pupils WHERE school_id = $1 AND pupil_id = $2",
                "DELETE FROM roll_numbers WHERE school_id = $1 AND pupil_id = $2",
                "DELETE FROM same_children WHERE school_id = $1 AND (pupil_id = $2 OR other_id = $2)",
            ] {
                session.execute(forget, [school.as_str().into(), pupil.as_str().into()]).await?;
            }
        }
        super::issued_roll::forget(&mut session, school, pupil, now_ms).await?;
        derived::told(&mut session, school, size).await?;
        session.commit().await?;
        self.database.scrub().await?;
        Ok(leaves.len())
    }

    /// Names, in erasures, the statements that have come without what tells of the child. After a batch was taken in.
    ///
    /// # Errors
    /// What the database says.
    pub async fn finish_erasures(
        &self,
        school: &SchoolId,
        key: &RegisterKey,
        now_ms: i64,
    ) -> Result<usize, StorageError> {
        let select = "SELECT leaf, pupil_id FROM to_erase WHERE school_id = $1 ORDER BY leaf";
        let mut looking = self.database.read().await?;
        let nothing = looking.rows(select, [school.as_str().into()]).await?.is_empty();
        looking.done();
        if nothing {
            return Ok(0);
        }
        let mut session = self.database.write().await?;
        let mut size = locked_size(&mut session, school).await?;
        let mut waiting: BTreeMap<Option<PupilId>, Vec<u64>> = BTreeMap::new();
        let mut count = 0;
        for row in session.rows(select, [school.as_str().into()]).await? {
            let of = row.text_or_null(1)?.map(pupil).transpose()?;
            waiting.entry(of).or_default().push(row.natural(0)?);
            count += 1;
        }
        for (of, leaves) in &waiting {
            for some in leaves.chunks(NAMED_AT_MOST) {
                let named = destroy(&mut session, school, some).await?;
                let told = (of.as_ref(), DecidedBy::Earlier, now_ms);
                write(&mut session, school, key, &mut size, told, &named).await?;
            }
        }
        session.execute("DELETE FROM to_erase WHERE school_id = $1", [school.as_str().into()]).await?;
        derived::told(&mut session, school, size).await?;
        session.commit().await?;
        Ok(count)
    }

    /// Erasures of a school with numbers above `after`, in their order: what a kiosk that knows of `after` lacks.
    ///
    /// # Errors
    /// What the database says.
    pub async fn erasures_since(
        &self,
        school: &SchoolId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<KeptErasure>, StorageError> {
        let mut session = self.database.read().await?;
        let select = format!("{COLUMNS} AND number > $2 ORDER BY number LIMIT $3");
        let rows = session.rows(&select, [school.as_str().into(), after.into(), i64::from(limit).into()]).await?;
        session.done();
        rows.iter().map(kept).collect()
    }

    /// The places in the log of statements that have come without what tells of the child and wait for their erasure.
    ///
    /// # Errors
    /// What the database says.
    pub async fn waiting_to_be_erased(&self, school: &SchoolId) -> Result<BTreeSet<u64>, StorageError> {
        let mut session = self.database.read().await?;
        let rows = session.rows("SELECT leaf FROM to_erase WHERE school_id = $1", [school.as_str().into()]).await?;
        session.done();
        rows.iter().map(|row| row.natural(0)).collect()
    }
}

/// The columns that [`kept`] reads.
const COLUMNS: &str = "SELECT number, leaf, hash, jwt, pupil_id, at_ms FROM erasures WHERE school_id = $1";

fn kept(row: &super::database::Row) -> Result<KeptErasure, StorageError> {
    Ok(KeptErasure {
        number: row.natural(0)?,
        leaf: row.natural(1)?,
        hash: row.array(2)?,
        jwt: row.text(3)?.to_owned(),
        pupil: row.text_or_null(4)?.map(pupil).transpose()?,
        at_ms: row.int(5)?,
    })
}

/// Erasures in the order of the log, from a place on.
pub(super) async fn page(
    session: &mut Session<'_>,
    school: &SchoolId,
    from: u64,
    limit: u32,
) -> Result<Vec<KeptErasure>, StorageError> {
    let select = format!("{COLUMNS} AND leaf >= $2 ORDER BY leaf LIMIT $3");
    let rows = session.rows(&select, [school.as_str().into(), from.into(), i64::from(limit).into()]).await?;
    rows.iter().map(kept).collect()
}

/// Destroys what tells of the child in these statements.
async fn destroy(session: &mut Session<'_>, school: &SchoolId, leaves: &[u64]) -> Result<Vec<Named>, StorageError> {
    let select = format!("{} AND leaf IN (", super::chains::ENTRIES);
    let list = leaves.iter().map(|leaf| (*leaf).into()).collect();
    let mut named = Vec::new();
    for row in session.rows_in(&select, vec![school.as_str().into()], list).await? {
        let entry = super::chains::entry(&row)?;
        let statement = Statement::parse(&entry.compact());
        // One that was damaged by hand cannot be told apart: nothing of it stays.
        let kept = statement.map(|statement| statement.keeping(&KEPT).disclosures().join("~")).unwrap_or_default();
        let update = "UPDATE statements SET disclosures = $3 WHERE school_id = $1 AND leaf = $2";
        session.execute(update, [school.as_str().into(), entry.leaf.into(), kept.into()]).await?;
        named.push(Named { kiosk: entry.kiosk, sequence: entry.sequence, hash: entry.hash });
    }
    named.sort();
    Ok(named)
}

/// Signs an erasure, keeps it, and adds it to the log.
async fn write(
    session: &mut Session<'_>,
    school: &SchoolId,
    key: &RegisterKey,
    size: &mut u64,
    (pupil, by, now_ms): (Option<&PupilId>, DecidedBy, i64),
    named: &[Named],
) -> Result<(), StorageError> {
    let newest = "SELECT number FROM erasures WHERE school_id = $1 ORDER BY number DESC LIMIT 1";
    let number = session.row(newest, [school.as_str().into()]).await?.map_or(Ok(0), |row| row.natural(0))? + 1;
    let erasure = Erasure::sign(key, school, number, named, by, now_ms).map_err(|_| StorageError::Log)?;
    let hash = erasure.hash();
    let insert = "INSERT INTO erasures (school_id, number, leaf, hash, jwt, pupil_id, at_ms) \
                  VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let bound = [
        school.as_str().into(),
        number.into(),
        (*size).into(),
        hash.as_slice().into(),
        erasure.jwt().into(),
        Value::TextOrNull(pupil.map(|pupil| pupil.as_str().to_owned())),
        now_ms.into(),
    ];
    session.execute(insert, bound).await?;
    append(session, school, *size, &[hash]).await?;
    *size += 1;
    Ok(())
}
