//! The school's roll as kiosks are told of it: its text, and a version that only grows.

use super::database::{Session, Value};
use super::proofs::locked_size;
use super::{Storage, StorageError};
use crate::domain::ids::{ClassId, PupilId, SchoolId};
use crate::domain::roll::Roll;
use crate::ledger::Head;
use crate::sync::orders::roll::{hash_of, read_text, text_of};
use std::collections::BTreeMap;

/// A roll as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedRoll {
    /// Its version and hash.
    pub head: Head,
    /// Its text: [`text_of`].
    pub text: String,
    /// How many children beside it were known when it was last looked at.
    pub(crate) strangers: u64,
}

impl IssuedRoll {
    /// What the text says.
    ///
    /// # Errors
    /// [`StorageError::Damaged`].
    pub fn roll(&self) -> Result<Roll, StorageError> {
        read_text(self.text.as_bytes()).map_err(|_| StorageError::Damaged("the roll for kiosks cannot be read"))
    }
}

/// Children and classes of the roll that turned out to be some that a kiosk knows by another identifier.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merge {
    /// From the roll's identifier to the kiosk's.
    pub pupils: BTreeMap<PupilId, PupilId>,
    /// The same of classes.
    pub classes: BTreeMap<ClassId, ClassId>,
}

impl Merge {
    /// Whether nobody did.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pupils.is_empty() && self.classes.is_empty()
    }
}

impl Storage {
    /// The roll as kiosks are told of it; `None` where the school never had one.
    ///
    /// # Errors
    /// What the database says.
    pub async fn issued_roll(&self, school: &SchoolId) -> Result<Option<IssuedRoll>, StorageError> {
        let mut session = self.database.read().await?;
        let issued = issued(&mut session, school).await?;
        session.done();
        Ok(issued)
    }

    /// How many children the register knows who are not on the roll.
    ///
    /// # Errors
    /// What the database says.
    pub async fn strangers(&self, school: &SchoolId) -> Result<u64, StorageError> {
        let mut session = self.database.read().await?;
        let count = strangers(&mut session, school).await?;
        session.done();
        Ok(count)
    }

    /// Tells kiosks of this roll from now on, where the one told of is still `over`; with it, children and classes take over
    /// the identifiers that kiosks know them by. Says whether that was so.
    ///
    /// # Errors
    /// What the database says.
    pub async fn issue_roll(
        &self,
        school: &SchoolId,
        over: Option<Head>,
        merge: &Merge,
        roll: &Roll,
        now_ms: i64,
    ) -> Result<bool, StorageError> {
        let mut session = self.database.write().await?;
        locked_size(&mut session, school).await?;
        if issued(&mut session, school).await?.map(|issued| issued.head) != over {
            return Ok(false);
        }
        for (from, to) in &merge.classes {
            class_is(&mut session, school, from, to).await?;
        }
        for (from, to) in &merge.pupils {
            pupil_is(&mut session, school, from, to, now_ms).await?;
        }
        if !merge.pupils.is_empty() {
            session.execute(EMPTY, [school.as_str().into()]).await?;
        }
        write(&mut session, school, roll, now_ms).await?;
        session.commit().await?;
        Ok(true)
    }

    /// Tells of the same roll under a newer version: a kiosk has one that is not known here, since this register was put
    /// back from an older copy.
    ///
    /// # Errors
    /// What the database says.
    pub async fn issue_roll_anew(&self, school: &SchoolId, over: Head, now_ms: i64) -> Result<(), StorageError> {
        let mut session = self.database.write().await?;
        let update = "UPDATE issued_rolls SET version = $3 WHERE school_id = $1 AND version = $2";
        let bound = [school.as_str().into(), over.sequence.into(), next(over.sequence, now_ms).into()];
        session.execute(update, bound).await?;
        session.commit().await
    }
}

/// Classes that only a kiosk has named, and in which nobody is any more.
const EMPTY: &str = "DELETE FROM known_classes WHERE school_id = $1 AND roll = 0 AND NOT EXISTS (SELECT 1 FROM \
                     known_pupils AS p WHERE p.school_id = $1 AND p.class_id = known_classes.class_id)";

/// The version after one: the time, so that it grows also over a register that was put back from an older copy.
fn next(version: u64, now_ms: i64) -> u64 {
    u64::try_from(now_ms).unwrap_or(0).max(version.saturating_add(1))
}

async fn issued(session: &mut Session<'_>, school: &SchoolId) -> Result<Option<IssuedRoll>, StorageError> {
    let select = "SELECT version, hash, roll, strangers FROM issued_rolls WHERE school_id = $1";
    let row = session.row(select, [school.as_str().into()]).await?;
    row.map(|row| {
        let head = Head { sequence: row.natural(0)?, hash: row.array(1)? };
        Ok(IssuedRoll { head, text: row.text(2)?.to_owned(), strangers: row.natural(3)? })
    })
    .transpose()
}

async fn strangers(session: &mut Session<'_>, school: &SchoolId) -> Result<u64, StorageError> {
    let select = "SELECT COUNT(*) FROM known_pupils WHERE school_id = $1 AND roll = 0";
    session.row(select, [school.as_str().into()]).await?.map_or(Ok(0), |row| row.natural(0))
}

/// Writes the roll to tell of, in a transaction that may hold more; the version grows where it is another one.
pub(super) async fn write(
    session: &mut Session<'_>,
    school: &SchoolId,
    roll: &Roll,
    now_ms: i64,
) -> Result<(), StorageError> {
    let (text, before) = (text_of(roll), issued(session, school).await?);
    let hash = hash_of(&text);
    let version = match &before {
        Some(before) if before.head.hash == hash => before.head.sequence,
        Some(before) => next(before.head.sequence, now_ms),
        None => next(0, now_ms),
    };
    let strangers = strangers(session, school).await?;
    let upsert = "INSERT INTO issued_rolls (school_id, version, hash, roll, strangers) VALUES ($1, $2, $3, $4, $5) \
                  ON CONFLICT (school_id) DO UPDATE SET version = excluded.version, hash = excluded.hash, \
                  roll = excluded.roll, strangers = excluded.strangers";
    let bound = [school.as_str().into(), version.into(), hash.as_slice().into(), text.into(), Value::from(strangers)];
    session.execute(upsert, bound).await?;
    Ok(())
}

/// Takes a child off it who is erased; in that transaction.
pub(super) async fn forget(
    session: &mut Session<'_>,
    school: &SchoolId,
    pupil: &PupilId,
    now_ms: i64,
) -> Result<(), StorageError> {
    let Some(issued) = issued(session, school).await? else { return Ok(()) };
    let mut roll = issued.roll()?;
    if roll.forget(pupil) { write(session, school, &roll, now_ms).await } else { Ok(()) }
}

/// A class of the roll is one that a kiosk knows: its children and whoever may see it go along.
async fn class_is(
    session: &mut Session<'_>,
    school: &SchoolId,
    from: &ClassId,
    to: &ClassId,
) -> Result<(), StorageError> {
    let bound = || [school.as_str().into(), from.as_str().into(), to.as_str().into()];
    let forget = "DELETE FROM known_classes WHERE school_id = $1 AND class_id = $2";
    session.execute(forget, [school.as_str().into(), to.as_str().into()]).await?;
    for update in [
        "UPDATE known_classes SET class_id = $3 WHERE school_id = $1 AND class_id = $2",
        "UPDATE known_pupils SET class_id = $3 WHERE school_id = $1 AND class_id = $2",
        super::roll::FOLLOW,
    ] {
        session.execute(update, bound()).await?;
    }
    session.execute(super::roll::UNFOLLOW, [school.as_str().into(), from.as_str().into()]).await?;
    Ok(())
}

/// A child of the roll, whom nobody has asked, is one that a kiosk has recorded.
async fn pupil_is(
    session: &mut Session<'_>,
    school: &SchoolId,
    from: &PupilId,
    to: &PupilId,
    now_ms: i64,
) -> Result<(), StorageError> {
    let bound = || [school.as_str().into(), from.as_str().into(), to.as_str().into()];
    let select = "SELECT class_id, name FROM known_pupils WHERE school_id = $1 AND pupil_id = $2 AND roll = 1";
    let Some(row) = session.row(select, [school.as_str().into(), from.as_str().into()]).await? else { return Ok(()) };
    let (class, name) = (row.text(0)?.to_owned(), row.text(1)?.to_owned());
    let update = "UPDATE known_pupils SET class_id = $3, name = $4, as_of_ms = $5, as_of_leaf = 0, roll = 1 \
                  WHERE school_id = $1 AND pupil_id = $2";
    let takes_over = [school.as_str().into(), to.as_str().into(), class.into(), name.into(), now_ms.into()];
    session.execute(update, takes_over).await?;
    let forget = "DELETE FROM known_pupils WHERE school_id = $1 AND pupil_id = $2";
    session.execute(forget, [school.as_str().into(), from.as_str().into()]).await?;
    session.execute("UPDATE roll_numbers SET pupil_id = $3 WHERE school_id = $1 AND pupil_id = $2", bound()).await?;
    Ok(())
}
