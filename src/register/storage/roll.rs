//! The school's roll: who is at the school, as its own system has it, with the numbers by which the next list finds them.

use super::database::Value;
use super::{Storage, StorageError};
use crate::domain::ids::{ClassId, Numbering, PupilId, SchoolId};
use crate::domain::roll::OnRoll;
use crate::domain::school::Class;
use crate::store::Enrolled;
use std::collections::BTreeMap;

/// Whoever may see the one class may see the other.
pub(super) const FOLLOW: &str = "INSERT INTO account_classes (school_id, account_id, class_id) \
                                 SELECT school_id, account_id, $3 FROM account_classes \
                                 WHERE school_id = $1 AND class_id = $2 \
                                 ON CONFLICT (school_id, account_id, class_id) DO NOTHING";
/// And not the one that is no more.
pub(super) const UNFOLLOW: &str = "DELETE FROM account_classes WHERE school_id = $1 AND class_id = $2";

/// A whole roll.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roll {
    /// Its classes.
    pub classes: Vec<Class>,
    /// Everybody in them; whoever has left is not on it.
    pub pupils: Vec<Enrolled>,
    /// Classes that have another identifier from now on: teachers who see the one see the other.
    pub renumbered: BTreeMap<ClassId, ClassId>,
}

impl Storage {
    /// Takes a school's roll over: these are its classes and the children in them. Whoever is in it no more is on no list
    /// of a class any more; the statements stay. Whoever was erased is not taken. Kiosks are told of it from now on.
    ///
    /// # Errors
    /// What the database says.
    pub async fn keep_roll(&self, school: &SchoolId, roll: &Roll, now_ms: i64) -> Result<(), StorageError> {
        let mut session = self.database.write().await?;
        super::proofs::locked_size(&mut session, school).await?;
        for forget in [
            "DELETE FROM known_pupils WHERE school_id = $1",
            "DELETE FROM known_classes WHERE school_id = $1",
            "DELETE FROM roll_numbers WHERE school_id = $1",
        ] {
            session.execute(forget, [school.as_str().into()]).await?;
        }
        for (from, to) in &roll.renumbered {
            let bound = || [school.as_str().into(), from.as_str().into(), to.as_str().into()];
            session.execute(FOLLOW, bound()).await?;
            session.execute(UNFOLLOW, [school.as_str().into(), from.as_str().into()]).await?;
        }
        let mut values = Vec::new();
        for class in &roll.classes {
            values.extend([Value::from(school.as_str()), class.id.as_str().into(), class.name.as_str().into()]);
            values.extend([i64::from(class.year.number()).into(), now_ms.into(), 0.into(), 1.into()]);
        }
        let insert = "INSERT INTO known_classes (school_id, class_id, name, year, as_of_ms, as_of_leaf, roll) VALUES ";
        session.insert(insert, 7, values, "").await?;
        let ids = roll.pupils.iter().map(|enrolled| &enrolled.pupil.id);
        let erased = super::erasures::erased(&mut session, school, ids).await?;
        let (mut values, mut numbers) = (Vec::new(), Vec::new());
        for Enrolled { pupil, numbers: known, .. } in &roll.pupils {
            if erased.contains(&pupil.id) {
                continue;
            }
            values.extend([Value::from(school.as_str()), pupil.id.as_str().into(), pupil.class.as_str().into()]);
            values.extend([pupil.full_name().into(), now_ms.into(), 0.into(), 1.into()]);
            for (numbering, number) in known {
                numbers.extend([Value::from(school.as_str()), pupil.id.as_str().into()]);
                numbers.extend([numbering.as_str().into(), number.as_str().into()]);
            }
        }
        let insert =
            "INSERT INTO known_pupils (school_id, pupil_id, class_id, name, as_of_ms, as_of_leaf, roll) VALUES ";
        session.insert(insert, 7, values, "").await?;
        let insert = "INSERT INTO roll_numbers (school_id, pupil_id, numbering, number) VALUES ";
        session.insert(insert, 4, numbers, "").await?;
        super::derived::again(&mut session, school).await?;
        let told = roll.pupils.iter().filter(|enrolled| !erased.contains(&enrolled.pupil.id));
        let told =
            told.map(|Enrolled { pupil, numbers, .. }| OnRoll { pupil: pupil.clone(), numbers: numbers.clone() });
        let told = crate::domain::roll::Roll::new(roll.classes.clone(), told.collect());
        let told = told.ok_or(StorageError::Damaged("a child of the roll is twice on it, or in no class of it"))?;
        super::issued_roll::write(&mut session, school, &told, now_ms).await?;
        session.commit().await
    }

    /// How lists of a school were read before, as [`Storage::keep_roll_mappings`] was given it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn roll_mappings(&self, school: &SchoolId) -> Result<Option<String>, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT mappings FROM roll_mappings WHERE school_id = $1";
        let row = session.row(select, [school.as_str().into()]).await?;
        session.done();
        row.map(|row| row.text(0).map(str::to_owned)).transpose()
    }

    /// Keeps how lists of a school are read, for the next one like them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn keep_roll_mappings(&self, school: &SchoolId, mappings: &str) -> Result<(), StorageError> {
        let mut session = self.database.write().await?;
        let upsert = "INSERT INTO roll_mappings (school_id, mappings) VALUES ($1, $2) \
                      ON CONFLICT (school_id) DO UPDATE SET mappings = excluded.mappings";
        session.execute(upsert, [school.as_str().into(), mappings.into()]).await?;
        session.commit().await
    }

    /// The numbers of the children on a school's roll.
    ///
    /// # Errors
    /// What the database says.
    pub async fn roll_numbers(
        &self,
        school: &SchoolId,
    ) -> Result<BTreeMap<PupilId, BTreeMap<Numbering, String>>, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT pupil_id, numbering, number FROM roll_numbers WHERE school_id = $1";
        let rows = session.rows(select, [school.as_str().into()]).await?;
        session.done();
        let mut numbers: BTreeMap<PupilId, BTreeMap<Numbering, String>> = BTreeMap::new();
        for row in &rows {
            let pupil =
                PupilId::new(row.text(0)?).map_err(|_| StorageError::Damaged("a pupil has no proper identifier"))?;
            let numbering = Numbering::new(row.text(1)?)
                .map_err(|_| StorageError::Damaged("a numbering has no proper identifier"))?;
            numbers.entry(pupil).or_default().insert(numbering, row.text(2)?.to_owned());
        }
        Ok(numbers)
    }
}
