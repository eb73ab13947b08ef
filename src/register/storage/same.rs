//! One child under two identifiers: two kiosks have recorded them, and neither knew of the other. A person says that they
//! are one; then what follows from the statements of both counts under one of the two, and what was signed stays as it is.
//! It can be taken back.

use super::database::{Session, Value};
use super::{Storage, StorageError, derived};
use crate::domain::ids::{Numbering, PupilId, SchoolId};
use crate::ledger::Statement;
use std::collections::{BTreeMap, BTreeSet};

/// Two identifiers, the lesser one first.
pub type Pair = (PupilId, PupilId);

/// Why two of one name are known to be two children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// Somebody has said so.
    Said,
    /// The school has different numbers for them.
    Numbered,
}

/// The pair of two identifiers, in whichever order they come.
#[must_use]
pub fn pair(one: &PupilId, other: &PupilId) -> Pair {
    if one <= other { (one.clone(), other.clone()) } else { (other.clone(), one.clone()) }
}

/// Statements that are read at once when what follows from them is made again.
const PAGE: usize = 500;

fn id(text: &str) -> Result<PupilId, StorageError> {
    PupilId::new(text).map_err(|_| StorageError::Damaged("a pupil has no proper identifier"))
}

/// Those of these identifiers that count as another one, and as which.
pub(super) async fn counted(
    session: &mut Session<'_>,
    school: &SchoolId,
    pupils: BTreeSet<&PupilId>,
) -> Result<BTreeMap<PupilId, PupilId>, StorageError> {
    if pupils.is_empty() {
        return Ok(BTreeMap::new());
    }
    let select = "SELECT pupil_id, other_id FROM same_children WHERE school_id = $1 AND same = 1 AND pupil_id IN (";
    let list = pupils.into_iter().map(|pupil| pupil.as_str().into()).collect();
    let rows = session.rows_in(select, vec![school.as_str().into()], list).await?;
    rows.iter().map(|row| Ok((id(row.text(0)?)?, id(row.text(1)?)?))).collect()
}

/// The identifier that this one counts as: itself, where nobody has said otherwise.
pub(super) async fn root(
    session: &mut Session<'_>,
    school: &SchoolId,
    pupil: &PupilId,
) -> Result<PupilId, StorageError> {
    let found = counted(session, school, BTreeSet::from([pupil])).await?.remove(pupil);
    Ok(found.unwrap_or_else(|| pupil.clone()))
}

/// The identifiers that count as this one.
pub(super) async fn others(
    session: &mut Session<'_>,
    school: &SchoolId,
    pupil: &PupilId,
) -> Result<Vec<PupilId>, StorageError> {
    let select =
        "SELECT pupil_id FROM same_children WHERE school_id = $1 AND other_id = $2 AND same = 1 ORDER BY pupil_id";
    let rows = session.rows(select, [school.as_str().into(), pupil.as_str().into()]).await?;
    rows.iter().map(|row| id(row.text(0)?)).collect()
}

/// Whose these statements are, by the identifiers that were signed.
pub(super) async fn whose(
    session: &mut Session<'_>,
    school: &SchoolId,
    leaves: &[u64],
) -> Result<BTreeMap<u64, PupilId>, StorageError> {
    let mut whose = BTreeMap::new();
    for (statement, leaf, _) in statements(session, school, leaves).await? {
        if let Some(pupil) = &statement.disclosed().pupil_id {
            whose.insert(leaf, pupil.clone());
        }
    }
    Ok(whose)
}

/// Statements by their places in the log, in its order, each with its place and when it was received.
async fn statements(
    session: &mut Session<'_>,
    school: &SchoolId,
    leaves: &[u64],
) -> Result<Vec<(Statement, u64, i64)>, StorageError> {
    let select = format!("{} AND leaf IN (", super::chains::ENTRIES);
    let mut read = Vec::with_capacity(leaves.len());
    for some in leaves.chunks(PAGE) {
        let list = some.iter().map(|leaf| (*leaf).into()).collect();
        for row in session.rows_in(&select, vec![school.as_str().into()], list).await? {
            let entry = super::chains::entry(&row)?;
            // What cannot be read is left to the check of the whole register, which names it.
            if let Ok(statement) = Statement::parse(&entry.compact()) {
                read.push((statement, entry.leaf, entry.received_ms));
            }
        }
    }
    read.sort_by_key(|(_, leaf, _)| *leaf);
    Ok(read)
}

/// The places in the log of all statements that tell of a child.
async fn all_mentions(session: &mut Session<'_>, school: &SchoolId, pupil: &PupilId) -> Result<Vec<u64>, StorageError> {
    let select = "SELECT leaf FROM mentions WHERE school_id = $1 AND pupil_id = $2 ORDER BY leaf";
    let rows = session.rows(select, [school.as_str().into(), pupil.as_str().into()]).await?;
    rows.iter().map(|row| row.natural(0)).collect()
}

/// Makes again what follows from all statements of these two.
async fn again(
    session: &mut Session<'_>,
    school: &SchoolId,
    kept: &PupilId,
    other: &PupilId,
) -> Result<(), StorageError> {
    let mut leaves = all_mentions(session, school, kept).await?;
    leaves.extend(all_mentions(session, school, other).await?);
    let read = statements(session, school, &leaves).await?;
    for pupil in [kept, other] {
        for forget in [
            "DELETE FROM mentions WHERE school_id = $1 AND pupil_id = $2",
            "DELETE FROM standings WHERE school_id = $1 AND pupil_id = $2",
            "DELETE FROM known_pupils WHERE school_id = $1 AND pupil_id = $2 AND roll = 0",
        ] {
            session.execute(forget, [school.as_str().into(), pupil.as_str().into()]).await?;
        }
    }
    let placed: Vec<derived::Placed<'_>> = read.iter().map(|(statement, leaf, at)| (statement, *leaf, *at)).collect();
    derived::take_in(session, school, &placed).await
}

/// How well the register knows a child: the one that it knows better is kept. By the school's numbers, by the roll, by who
/// came first.
async fn known_by(
    session: &mut Session<'_>,
    school: &SchoolId,
    pupil: &PupilId,
) -> Result<(bool, bool, std::cmp::Reverse<u64>), StorageError> {
    let bound = || [Value::from(school.as_str()), pupil.as_str().into()];
    let unknown = || StorageError::Unknown { what: "pupil", id: pupil.to_string() };
    let roll = "SELECT roll FROM known_pupils WHERE school_id = $1 AND pupil_id = $2";
    let roll = session.row(roll, bound()).await?.ok_or_else(unknown)?.int(0)? != 0;
    let numbered = "SELECT number FROM roll_numbers WHERE school_id = $1 AND pupil_id = $2 LIMIT 1";
    let numbered = session.row(numbered, bound()).await?.is_some();
    let first = "SELECT leaf FROM mentions WHERE school_id = $1 AND pupil_id = $2 ORDER BY leaf LIMIT 1";
    let first = session.row(first, bound()).await?.map_or(Ok(u64::MAX), |row| row.natural(0))?;
    Ok((numbered, roll, std::cmp::Reverse(first)))
}

impl Storage {
    /// Takes somebody's word that two identifiers are one child's; says which one both count as from now on.
    ///
    /// # Errors
    /// [`StorageError::Unknown`]; what the database says.
    pub async fn join_children(
        &self,
        school: &SchoolId,
        one: &PupilId,
        other: &PupilId,
        now_ms: i64,
    ) -> Result<PupilId, StorageError> {
        self.derive(school).await?;
        let mut session = self.database.write().await?;
        super::proofs::locked_size(&mut session, school).await?;
        let (one, other) = (root(&mut session, school, one).await?, root(&mut session, school, other).await?);
        if one == other {
            return Ok(one);
        }
        let better = known_by(&mut session, school, &one).await? >= known_by(&mut session, school, &other).await?;
        let (kept, gone) = if better { (one, other) } else { (other, one) };
        let bound = || [Value::from(school.as_str()), gone.as_str().into(), kept.as_str().into()];
        for change in [
            "DELETE FROM same_children WHERE school_id = $1 AND same = 0 \
             AND ((pupil_id = $2 AND other_id = $3) OR (pupil_id = $3 AND other_id = $2))",
            "UPDATE same_children SET other_id = $3 WHERE school_id = $1 AND other_id = $2 AND same = 1",
            "INSERT INTO roll_numbers (school_id, pupil_id, numbering, number) \
             SELECT school_id, $3, numbering, number FROM roll_numbers WHERE school_id = $1 AND pupil_id = $2 \
             ON CONFLICT (school_id, pupil_id, numbering) DO NOTHING",
        ] {
            session.execute(change, bound()).await?;
        }
        for forget in [
            "DELETE FROM roll_numbers WHERE school_id = $1 AND pupil_id = $2",
            "DELETE FROM known_pupils WHERE school_id = $1 AND pupil_id = $2",
        ] {
            session.execute(forget, [school.as_str().into(), gone.as_str().into()]).await?;
        }
        say(&mut session, school, (&gone, &kept), 1, now_ms).await?;
        again(&mut session, school, &kept, &gone).await?;
        session.commit().await?;
        Ok(kept)
    }

    /// Takes it back that an identifier counts as another one; says which that was, or nothing where nobody had said so.
    ///
    /// # Errors
    /// What the database says.
    pub async fn part_children(&self, school: &SchoolId, pupil: &PupilId) -> Result<Option<PupilId>, StorageError> {
        self.derive(school).await?;
        let mut session = self.database.write().await?;
        super::proofs::locked_size(&mut session, school).await?;
        let kept = root(&mut session, school, pupil).await?;
        if &kept == pupil {
            return Ok(None);
        }
        let forget = "DELETE FROM same_children WHERE school_id = $1 AND pupil_id = $2 AND same = 1";
        session.execute(forget, [school.as_str().into(), pupil.as_str().into()]).await?;
        // Whoever stands on the roll has stood there for both.
        let both = "INSERT INTO known_pupils (school_id, pupil_id, class_id, name, as_of_ms, as_of_leaf, roll) \
                    SELECT school_id, $3, class_id, name, as_of_ms, as_of_leaf, roll FROM known_pupils \
                    WHERE school_id = $1 AND pupil_id = $2 AND roll = 1 ON CONFLICT (school_id, pupil_id) DO NOTHING";
        session.execute(both, [school.as_str().into(), kept.as_str().into(), pupil.as_str().into()]).await?;
        again(&mut session, school, &kept, pupil).await?;
        session.commit().await?;
        Ok(Some(kept))
    }

    /// Takes somebody's word that two identifiers are two children of one name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn two_children(
        &self,
        school: &SchoolId,
        one: &PupilId,
        other: &PupilId,
        now_ms: i64,
    ) -> Result<(), StorageError> {
        let mut session = self.database.write().await?;
        let (first, second) = pair(one, other);
        say(&mut session, school, (&first, &second), 0, now_ms).await?;
        session.commit().await
    }

    /// The identifiers that count as this child's.
    ///
    /// # Errors
    /// What the database says.
    pub async fn also_recorded(&self, school: &SchoolId, pupil: &PupilId) -> Result<Vec<PupilId>, StorageError> {
        let mut session = self.database.read().await?;
        let others = others(&mut session, school, pupil).await?;
        session.done();
        Ok(others)
    }

    /// The identifier that this one counts as, where somebody has said so.
    ///
    /// # Errors
    /// What the database says.
    pub async fn counts_as(&self, school: &SchoolId, pupil: &PupilId) -> Result<Option<PupilId>, StorageError> {
        let mut session = self.database.read().await?;
        let found = counted(&mut session, school, BTreeSet::from([pupil])).await?.remove(pupil);
        session.done();
        Ok(found)
    }

    /// All identifiers of a school that count as another one, and as which.
    ///
    /// # Errors
    /// What the database says.
    pub async fn all_counted(&self, school: &SchoolId) -> Result<BTreeMap<PupilId, PupilId>, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT pupil_id, other_id FROM same_children WHERE school_id = $1 AND same = 1";
        let rows = session.rows(select, [school.as_str().into()]).await?;
        session.done();
        rows.iter().map(|row| Ok((id(row.text(0)?)?, id(row.text(1)?)?))).collect()
    }

    /// The children of whom somebody has said that they are another than this one of the same name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn namesakes(&self, school: &SchoolId, pupil: &PupilId) -> Result<Vec<PupilId>, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT pupil_id, other_id FROM same_children WHERE school_id = $1 AND same = 0 \
                      AND (pupil_id = $2 OR other_id = $2) ORDER BY pupil_id, other_id";
        let rows = session.rows(select, [school.as_str().into(), pupil.as_str().into()]).await?;
        session.done();
        let other = |row: &super::database::Row| {
            let (one, other) = (id(row.text(0)?)?, id(row.text(1)?)?);
            Ok(if &one == pupil { other } else { one })
        };
        rows.iter().map(other).collect()
    }

    /// The pairs of these that are known to be two children: somebody has said so, or the school has different numbers for
    /// them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn told_apart(
        &self,
        school: &SchoolId,
        pupils: &BTreeSet<PupilId>,
    ) -> Result<BTreeMap<Pair, Apart>, StorageError> {
        if pupils.is_empty() {
            return Ok(BTreeMap::new());
        }
        let list = || pupils.iter().map(|pupil| pupil.as_str().into()).collect::<Vec<Value>>();
        let mut session = self.database.read().await?;
        let said = "SELECT pupil_id, other_id FROM same_children WHERE school_id = $1 AND same = 0 AND pupil_id IN (";
        let said = session.rows_in(said, vec![school.as_str().into()], list()).await?;
        let numbered = "SELECT pupil_id, numbering, number FROM roll_numbers WHERE school_id = $1 AND pupil_id IN (";
        let numbered = session.rows_in(numbered, vec![school.as_str().into()], list()).await?;
        session.done();
        let mut apart = BTreeMap::new();
        for row in &said {
            apart.insert(pair(&id(row.text(0)?)?, &id(row.text(1)?)?), Apart::Said);
        }
        let mut numbers: BTreeMap<Numbering, Vec<(PupilId, &str)>> = BTreeMap::new();
        for row in &numbered {
            let numbering = Numbering::new(row.text(1)?)
                .map_err(|_| StorageError::Damaged("a numbering has no proper identifier"))?;
            numbers.entry(numbering).or_default().push((id(row.text(0)?)?, row.text(2)?));
        }
        for of in numbers.values() {
            for (n, (one, number)) in of.iter().enumerate() {
                let others = of.iter().skip(n + 1).filter(|(_, other)| other != number);
                apart.extend(others.map(|(other, _)| (pair(one, other), Apart::Numbered)));
            }
        }
        Ok(apart)
    }
}

async fn say(
    session: &mut Session<'_>,
    school: &SchoolId,
    (pupil, other): (&PupilId, &PupilId),
    same: i64,
    now_ms: i64,
) -> Result<(), StorageError> {
    let insert = "INSERT INTO same_children (school_id, pupil_id, other_id, same, said_ms) VALUES ($1, $2, $3, $4, $5) \
                  ON CONFLICT (school_id, pupil_id, other_id) DO UPDATE SET same = excluded.same, said_ms = excluded.said_ms";
    let bound = [school.as_str().into(), pupil.as_str().into(), other.as_str().into(), same.into(), now_ms.into()];
    session.execute(insert, bound).await?;
    Ok(())
}
