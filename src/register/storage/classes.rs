//! Classes and the children in them, as pages show them.

use super::database::{Row, Value};
use super::derived::standing;
use super::{Entry, Storage, StorageError};
use crate::domain::ids::{AgreementId, ClassId, PupilId, SchoolId};
use crate::domain::school::YearGroup;
use crate::register::standing::Standing;
use std::collections::BTreeMap;

/// A class as the register knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownClass {
    /// Its identifier.
    pub id: ClassId,
    /// Its name.
    pub name: String,
    /// Its year, where the school's roll says it.
    pub year: Option<YearGroup>,
    /// Whether the school's roll names it: then everybody in it is known. Otherwise only those who were asked are.
    pub roll: bool,
    /// Of when this is, milliseconds since 1970 (UTC).
    pub as_of_ms: i64,
}

impl KnownClass {
    /// Whether a child is on its list: named by the school's roll, or asked since that was made, or where there is none.
    #[must_use]
    pub fn lists(&self, pupil: &KnownPupil) -> bool {
        pupil.class == self.id && (!self.roll || pupil.roll || pupil.as_of_ms > self.as_of_ms)
    }
}

/// A child as the register knows them, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPupil {
    /// Their identifier.
    pub id: PupilId,
    /// Given and family name.
    pub name: String,
    /// Their class.
    pub class: ClassId,
    /// Whether the school's roll names them.
    pub roll: bool,
    /// Of when this is, milliseconds since 1970 (UTC).
    pub as_of_ms: i64,
    /// By agreement.
    pub standings: BTreeMap<AgreementId, Standing>,
}

fn class_id(text: &str) -> Result<ClassId, StorageError> {
    ClassId::new(text).map_err(|_| StorageError::Damaged("a class has no proper identifier"))
}

fn class(row: &Row) -> Result<KnownClass, StorageError> {
    let year = row.int_or_null(2)?.and_then(|year| YearGroup::from_number(u8::try_from(year).ok()?));
    let (id, name) = (class_id(row.text(0)?)?, row.text(1)?.to_owned());
    Ok(KnownClass { id, name, year, roll: row.int(3)? != 0, as_of_ms: row.int(4)? })
}

/// Rows of `pupil, name, class` and a standing or nothing, those of one pupil together.
fn pupils(rows: &[Row]) -> Result<Vec<KnownPupil>, StorageError> {
    let mut pupils: Vec<KnownPupil> = Vec::new();
    for row in rows {
        let id = PupilId::new(row.text(0)?).map_err(|_| StorageError::Damaged("a pupil has no proper identifier"))?;
        if pupils.last().is_none_or(|last| last.id != id) {
            let (name, class) = (row.text(1)?.to_owned(), class_id(row.text(2)?)?);
            let (roll, as_of_ms) = (row.int(3)? != 0, row.int(4)?);
            pupils.push(KnownPupil { id, name, class, roll, as_of_ms, standings: BTreeMap::new() });
        }
        if row.text_or_null(5)?.is_some()
            && let (Some(last), (_, agreement, standing)) = (pupils.last_mut(), standing(row, 5)?)
        {
            last.standings.insert(agreement, standing);
        }
    }
    Ok(pupils)
}

const PUPILS: &str = "SELECT p.pupil_id, p.name, p.class_id, p.roll, p.as_of_ms, s.pupil_id, s.agreement_id, s.version, s.last_outcome, \
                      s.last_ms, s.last_leaf, s.strong_outcome, s.strong_ms, s.strong_leaf FROM known_pupils AS p \
                      LEFT JOIN standings AS s ON s.school_id = p.school_id AND s.pupil_id = p.pupil_id \
                      WHERE p.school_id = $1";

impl Storage {
    /// All classes of a school, youngest first where the years are known, then by name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn known_classes(&self, school: &SchoolId) -> Result<Vec<KnownClass>, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT class_id, name, year, roll, as_of_ms FROM known_classes WHERE school_id = $1";
        let rows = session.rows(select, [school.as_str().into()]).await?;
        session.done();
        let mut classes: Vec<KnownClass> = rows.iter().map(class).collect::<Result<_, _>>()?;
        classes.sort_by_key(|class| (class.year.is_none(), class.year, class.name.to_lowercase(), class.id.clone()));
        Ok(classes)
    }

    /// One class.
    ///
    /// # Errors
    /// What the database says.
    pub async fn known_class(&self, school: &SchoolId, id: &ClassId) -> Result<Option<KnownClass>, StorageError> {
        let mut session = self.database.read().await?;
        let select =
            "SELECT class_id, name, year, roll, as_of_ms FROM known_classes WHERE school_id = $1 AND class_id = $2";
        let row = session.row(select, [school.as_str().into(), id.as_str().into()]).await?;
        session.done();
        row.as_ref().map(class).transpose()
    }

    /// Everybody in a class, by name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn pupils_of(&self, school: &SchoolId, class: &ClassId) -> Result<Vec<KnownPupil>, StorageError> {
        let mut session = self.database.read().await?;
        let select = format!("{PUPILS} AND p.class_id = $2 ORDER BY p.pupil_id");
        let rows = session.rows(&select, [school.as_str().into(), class.as_str().into()]).await?;
        session.done();
        let mut pupils = pupils(&rows)?;
        pupils.sort_by_cached_key(|pupil| (pupil.name.to_lowercase(), pupil.id.clone()));
        Ok(pupils)
    }

    /// Everybody in a school, in no order.
    ///
    /// # Errors
    /// What the database says.
    pub async fn all_pupils(&self, school: &SchoolId) -> Result<Vec<KnownPupil>, StorageError> {
        let mut session = self.database.read().await?;
        let rows = session.rows(&format!("{PUPILS} ORDER BY p.pupil_id"), [school.as_str().into()]).await?;
        session.done();
        pupils(&rows)
    }

    /// One child.
    ///
    /// # Errors
    /// What the database says.
    pub async fn known_pupil(&self, school: &SchoolId, id: &PupilId) -> Result<Option<KnownPupil>, StorageError> {
        let mut session = self.database.read().await?;
        let select = format!("{PUPILS} AND p.pupil_id = $2");
        let rows = session.rows(&select, [school.as_str().into(), id.as_str().into()]).await?;
        session.done();
        Ok(pupils(&rows)?.pop())
    }

    /// The newest version of each agreement that anybody of a school was asked under.
    ///
    /// # Errors
    /// What the database says.
    pub async fn newest_version(&self, school: &SchoolId, agreement: &AgreementId) -> Result<u32, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT version FROM standings WHERE school_id = $1 AND agreement_id = $2 \
                      ORDER BY version DESC LIMIT 1";
        let row = session.row(select, [school.as_str().into(), agreement.as_str().into()]).await?;
        session.done();
        let version = row.map(|row| row.int(0)).transpose()?.unwrap_or(0);
        u32::try_from(version).map_err(|_| StorageError::Damaged("a version is too large"))
    }

    /// Statements by their places in the log.
    ///
    /// # Errors
    /// What the database says.
    pub async fn entries_at(&self, school: &SchoolId, leaves: &[u64]) -> Result<Vec<Entry>, StorageError> {
        if leaves.is_empty() {
            return Ok(Vec::new());
        }
        let mut session = self.database.read().await?;
        let select = format!("{} AND leaf IN (", super::chains::ENTRIES);
        let leaves = leaves.iter().map(|leaf| (*leaf).into()).collect();
        let rows = session.rows_in(&select, vec![school.as_str().into()], leaves).await?;
        session.done();
        rows.iter().map(super::chains::entry).collect()
    }

    /// The places in the log of the statements that tell of a child, newest first, below `before`.
    ///
    /// # Errors
    /// What the database says.
    pub async fn mentions(
        &self,
        school: &SchoolId,
        pupil: &PupilId,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<u64>, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT leaf FROM mentions WHERE school_id = $1 AND pupil_id = $2 AND leaf < $3 \
                      ORDER BY leaf DESC LIMIT $4";
        let before = before.map_or(Value::Int(i64::MAX), Value::from);
        let bound = [school.as_str().into(), pupil.as_str().into(), before, i64::from(limit).into()];
        let rows = session.rows(select, bound).await?;
        session.done();
        rows.iter().map(|row| row.natural(0)).collect()
    }
}
