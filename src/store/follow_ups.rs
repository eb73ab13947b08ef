//! Follow-ups of broken rules: one child's at a time, for whoever noted them, the DSL and the head. There is no list of all
//! children's, here or anywhere. The audit trail says that something was noted, and of nobody.

use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use super::{audit, rights, rows};
use crate::domain::follow_up::{FollowUp, FollowUpStep, KEPT_DAYS, NOTE_AT_MOST};
use crate::domain::ids::{PupilId, RuleId, SchoolId, StaffId};
use crate::domain::rights::Right;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

impl Store {
    /// The follow-ups of one child that whoever opened the kiosk may see, newest first. Those whose time is over are destroyed
    /// first.
    pub fn follow_ups(&self, pupil: PupilId) -> Pending<Vec<FollowUp>> {
        self.ask(async move |open: &mut Open| {
            purge(open).await?;
            let everybodys = rights::has_own(open, Right::FollowUps).await?;
            let (school, me) = (open.school.id.clone(), open.staff.clone());
            let select = "SELECT * FROM follow_ups WHERE school_id = ? AND pupil_id = ? ORDER BY follow_up DESC";
            let found =
                sqlx::query(select).bind(school.as_str()).bind(pupil.as_str()).fetch_all(&mut open.connection).await?;
            let all: Vec<FollowUp> = found.iter().map(follow_up).collect::<Result<_, _>>()?;
            Ok(all.into_iter().filter(|one| everybodys || one.by == me).collect())
        })
    }

    /// Notes a follow-up. The note is cut to [`NOTE_AT_MOST`] letters.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] where there is no such child.
    pub fn add_follow_up(&self, pupil: PupilId, rule: RuleId, step: FollowUpStep, note: String) -> Pending<()> {
        self.ask(async move |open: &mut Open| {
            purge(open).await?;
            let (school, by, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                let note: String = note.trim().chars().take(NOTE_AT_MOST).collect();
                let insert = "INSERT INTO follow_ups (school_id, follow_up, pupil_id, rule_id, step, note, staff_id, at_ms) \
                              SELECT ?1, 1 + COALESCE(MAX(follow_up), 0), ?2, ?3, ?4, ?5, ?6, ?7 FROM follow_ups \
                              WHERE school_id = ?1";
                sqlx::query(insert)
                    .bind(school.as_str())
                    .bind(pupil.as_str())
                    .bind(rule.as_str())
                    .bind(i64::from(step.number()))
                    .bind(note)
                    .bind(by.as_ref().map(StaffId::as_str))
                    .bind(at_ms)
                    .execute(&mut *connection)
                    .await
                    .map_err(|error| match error.as_database_error() {
                        Some(database) if database.is_foreign_key_violation() => {
                            StoreError::Unknown { what: "pupil", id: pupil.to_string() }
                        }
                        _ => error.into(),
                    })?;
                audit::add(connection, &school, at_ms, by.as_ref(), Deed::follow_up_noted()).await
            })
            .await
        })
    }

    /// Destroys a follow-up before its time, for whoever may see it.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] where there is none of this number, or it is a colleague's.
    pub fn drop_follow_up(&self, number: u64) -> Pending<()> {
        self.ask(async move |open: &mut Open| {
            let everybodys = rights::has_own(open, Right::FollowUps).await?;
            let (school, by, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                let delete = "DELETE FROM follow_ups WHERE school_id = ? AND follow_up = ? AND (? OR staff_id IS ?)";
                let gone = sqlx::query(delete)
                    .bind(school.as_str())
                    .bind(rows::signed(number))
                    .bind(everybodys)
                    .bind(by.as_ref().map(StaffId::as_str))
                    .execute(&mut *connection)
                    .await?;
                if gone.rows_affected() == 0 {
                    return Err(StoreError::Unknown { what: "follow-up", id: number.to_string() });
                }
                audit::add(connection, &school, at_ms, by.as_ref(), Deed::follow_up_dropped()).await
            })
            .await?;
            destroy_for_good(open).await
        })
    }

    /// Destroys the follow-ups whose time is over; answers how many. Works while the kiosk is locked.
    pub fn purge_follow_ups(&self) -> Pending<u64> {
        self.ask_also_locked(async |open: &mut Open| purge(open).await)
    }
}

async fn purge(open: &mut Open) -> Result<u64, StoreError> {
    let before = open.clock.wall_ms().saturating_sub(KEPT_DAYS * 86_400_000);
    let school = open.school.id.clone();
    let select = "SELECT COUNT(*) FROM follow_ups WHERE school_id = ? AND at_ms <= ?";
    let over: i64 =
        sqlx::query_scalar(select).bind(school.as_str()).bind(before).fetch_one(&mut open.connection).await?;
    if over == 0 {
        return Ok(0);
    }
    open.write(async |connection: &mut SqliteConnection| forget_before(connection, &school, before).await).await?;
    destroy_for_good(open).await?;
    Ok(u64::try_from(over).unwrap_or_default())
}

async fn forget_before(connection: &mut SqliteConnection, school: &SchoolId, before: i64) -> Result<(), StoreError> {
    let delete = "DELETE FROM follow_ups WHERE school_id = ? AND at_ms <= ?";
    sqlx::query(delete).bind(school.as_str()).bind(before).execute(connection).await?;
    Ok(())
}

/// What was deleted is overwritten (`secure_delete`), but what it was still stands in the write-ahead log.
async fn destroy_for_good(open: &mut Open) -> Result<(), StoreError> {
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut open.connection).await?;
    Ok(())
}

fn follow_up(row: &SqliteRow) -> Result<FollowUp, StoreError> {
    let step: u8 = rows::number(row, "step")?;
    Ok(FollowUp {
        number: rows::number(row, "follow_up")?,
        pupil: rows::id(row, "pupil_id", PupilId::new)?,
        rule: rows::id(row, "rule_id", RuleId::new)?,
        step: FollowUpStep::from_number(step).ok_or_else(|| rows::damaged("a follow-up has an unknown step"))?,
        note: row.try_get("note")?,
        by: rows::id_or_none(row, "staff_id", StaffId::new)?,
        at_ms: row.try_get("at_ms")?,
    })
}
