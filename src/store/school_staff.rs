//! Colleagues who were added at the register: this kiosk's database key is sealed to them when the register says so, and what is
//! sealed to them is destroyed when it says that. Works while the kiosk is locked. Its word is checked before ([`crate::sync`]).
//!
//! What cannot be done yet (their initials are somebody's here, nobody who leads would be left) is kept with the reason and tried
//! again after every sync; it holds up nobody else.

use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::keyring::Keyring;
use super::open::Open;
use super::pending::Pending;
use super::school_key::SchoolKey;
use super::secrets::Label;
use super::writer::Writer;
use super::{audit, obeyed, people, rows};
use crate::domain::ids::{SchoolId, StaffId};
use crate::domain::rights::Right;
use crate::domain::school::{Role, Staff};
use crate::ledger::Head;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use std::collections::BTreeSet;

/// The kind of these orders in the table `obeyed`.
const KIND: &str = "staff";
/// Until it was tried.
const NOT_TRIED: &str = "it was not tried yet";

/// What the register says of a colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who, and what they may do.
    pub staff: Staff,
    /// What they are found by at the unlock screen.
    pub label: Label,
    /// Lets them in; `None` shuts them out.
    pub key: Option<SchoolKey>,
    /// When that was decided, by the register's clock. An older word on the same colleague says nothing any more.
    pub at_ms: i64,
}

/// A word of the register's on a colleague that could not be carried out so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingColleague {
    /// Their initials.
    pub label: String,
    /// Why not, in a sentence.
    pub why: String,
}

impl Store {
    /// Keeps what the register says of a colleague, and lets them in or shuts them out if that can be done; a second time changes
    /// nothing. Works while the kiosk is locked. `order` is to be noted as obeyed; `None` where one before it waits.
    pub fn take_colleague(&self, colleague: Colleague, order: Option<Head>) -> Pending<()> {
        self.post(move |writer| {
            let newer = writer.with_keys(async |open: &mut Open| keep(open, &colleague, order).await)?;
            if newer { writer.settle(&colleague) } else { Ok(()) }
        })
    }

    /// Tries again what could not be done, and answers what still cannot.
    pub fn settle_colleagues(&self) -> Pending<Vec<WaitingColleague>> {
        self.post(|writer| {
            for (colleague, _) in writer.with_keys(waiting)? {
                writer.settle(&colleague)?;
            }
            let still = writer.with_keys(waiting)?.into_iter();
            Ok(still.map(|(one, why)| WaitingColleague { label: one.label.as_str().to_owned(), why }).collect())
        })
    }

    /// What could not be done so far.
    pub fn waiting_colleagues(&self) -> Pending<Vec<WaitingColleague>> {
        self.ask_also_locked(async |open: &mut Open| {
            let waiting = waiting(open).await?.into_iter();
            Ok(waiting.map(|(one, why)| WaitingColleague { label: one.label.as_str().to_owned(), why }).collect())
        })
    }
}

impl Writer {
    /// Carries a word out that is kept, or notes why that cannot be done.
    fn settle(&mut self, told: &Colleague) -> Result<(), StoreError> {
        match self.carry_out(told) {
            Err(error @ (StoreError::Label(_) | StoreError::LastLead | StoreError::LastAccess)) => {
                tracing::warn!(%error, "what the register says of a colleague could not be done");
                let why = error.to_string();
                self.with_keys(async |open: &mut Open| {
                    let school = open.school.id.clone();
                    open.write(async |connection: &mut SqliteConnection| {
                        note(connection, &school, &told.staff.id, Some(&why)).await
                    })
                    .await
                })
            }
            done => done,
        }
    }

    /// The keyring goes first: whatever happens in between, the word is not noted as carried out, and is again.
    fn carry_out(&mut self, told: &Colleague) -> Result<(), StoreError> {
        let folder = self.folder.clone();
        self.with_keys(async |open: &mut Open| {
            let (school, at_ms, id) = (open.school.id.clone(), open.clock.wall_ms(), &told.staff.id);
            let mut keyring = Keyring::read(&folder)?;
            let staff = people::staff(&mut open.connection, &school).await?;
            keep_a_lead(&keyring, &staff, told, at_ms)?;
            let changed = match &told.key {
                Some(key) => keyring.admit_key(id, &told.label, key, &open.key)?,
                None => keyring.expel(id)?,
            };
            if changed {
                keyring.write(&folder)?;
            }
            open.write(async |connection: &mut SqliteConnection| {
                if told.key.is_some() {
                    people::set_staff(connection, &school, &told.staff).await?;
                }
                // Another passphrase, or none: the PIN went with the one before.
                if changed {
                    people::forget_pin(connection, &school, id).await?;
                }
                note(connection, &school, id, None).await?;
                let deed = match told.key {
                    Some(_) => Deed::colleague_let_in(id.as_str()),
                    None => Deed::colleague_shut_out(id.as_str()),
                };
                audit::add(connection, &school, at_ms, None, deed).await
            })
            .await
        })
    }
}

/// Keeps a word. Whether it is newer than the last one on the same colleague.
async fn keep(open: &mut Open, told: &Colleague, order: Option<Head>) -> Result<bool, StoreError> {
    let school = open.school.id.clone();
    open.write(async |connection: &mut SqliteConnection| {
        let upsert = "INSERT INTO school_staff \
                      (school_id, staff_id, at_ms, name, initials, role, public, salt, cost, why) \
                      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (school_id, staff_id) DO UPDATE SET \
                      at_ms = excluded.at_ms, name = excluded.name, initials = excluded.initials, \
                      role = excluded.role, public = excluded.public, salt = excluded.salt, cost = excluded.cost, \
                      why = excluded.why WHERE excluded.at_ms > at_ms";
        let cost = told.key.map(|key| {
            let (memory_kib, passes, lanes) = key.cost();
            format!("{memory_kib} {passes} {lanes}")
        });
        let kept = sqlx::query(upsert)
            .bind(school.as_str())
            .bind(told.staff.id.as_str())
            .bind(told.at_ms)
            .bind(&told.staff.name)
            .bind(told.label.as_str())
            .bind(told.staff.role.code())
            .bind(told.key.map(|key| key.public.to_vec()))
            .bind(told.key.map(|key| key.salt.to_vec()))
            .bind(cost)
            .bind(NOT_TRIED)
            .execute(&mut *connection)
            .await?;
        if let Some(order) = order {
            obeyed::note(connection, &school, KIND, order).await?;
        }
        Ok(kept.rows_affected() > 0)
    })
    .await
}

async fn note(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    id: &StaffId,
    why: Option<&str>,
) -> Result<(), StoreError> {
    let update = sqlx::query("UPDATE school_staff SET why = ? WHERE school_id = ? AND staff_id = ?");
    update.bind(why).bind(school.as_str()).bind(id.as_str()).execute(connection).await?;
    Ok(())
}

async fn waiting(open: &mut Open) -> Result<Vec<(Colleague, String)>, StoreError> {
    let select = "SELECT * FROM school_staff WHERE school_id = ? AND why IS NOT NULL ORDER BY at_ms, staff_id";
    let found = sqlx::query(select).bind(open.school.id.as_str()).fetch_all(&mut open.connection).await?;
    found.iter().map(|row| Ok((colleague(row)?, row.try_get("why")?))).collect()
}

fn colleague(row: &SqliteRow) -> Result<Colleague, StoreError> {
    let wrong = || rows::damaged("what the register said of a colleague cannot be read");
    let key = match row.try_get::<Option<Vec<u8>>, _>("public")? {
        None => None,
        Some(public) => {
            let (salt, cost): (Vec<u8>, String) = (row.try_get("salt")?, row.try_get("cost")?);
            let mut numbers = cost.split(' ').map(|number| number.parse::<u32>().ok());
            let mut number = || numbers.next().flatten().ok_or_else(wrong);
            let cost = (number()?, number()?, number()?);
            let (public, salt) = (public.try_into().map_err(|_| wrong())?, salt.try_into().map_err(|_| wrong())?);
            Some(SchoolKey::known(public, salt, cost).ok_or_else(wrong)?)
        }
    };
    let label: String = row.try_get("initials")?;
    Ok(Colleague {
        staff: Staff {
            id: rows::id(row, "staff_id", StaffId::new)?,
            name: row.try_get("name")?,
            role: rows::word(row, "role", Role::from_code)?,
        },
        label: Label::new(&label).map_err(|_| wrong())?,
        key,
        at_ms: row.try_get("at_ms")?,
    })
}

/// Refuses what would leave a kiosk that somebody leads without anybody who does.
fn keep_a_lead(keyring: &Keyring, staff: &[Staff], told: &Colleague, now_ms: i64) -> Result<(), StoreError> {
    let leads = |id: &StaffId| staff.iter().any(|member| &member.id == id && member.role.has(Right::Colleagues));
    let labels = keyring.labels(now_ms);
    let opening: BTreeSet<&StaffId> =
        labels.iter().filter(|label| label.day.is_none()).map(|label| &label.id).collect();
    let now = opening.iter().any(|id| leads(id));
    let others = opening.iter().any(|id| **id != told.staff.id && leads(id));
    let told_leads = told.key.is_some() && told.staff.role.has(Right::Colleagues);
    if now && !others && !told_leads { Err(StoreError::LastLead) } else { Ok(()) }
}
