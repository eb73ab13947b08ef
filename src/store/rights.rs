//! What whoever opened the kiosk may do: the table of [`crate::domain::rights`], asked with those who can open it.
//!
//! Every call that is not for everybody asks here before it does anything, so that no page and no command is what stands
//! between somebody and what is not theirs.

use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::keyring::Keyring;
use super::open::Open;
use super::pending::Pending;
use super::writer::Writer;
use super::{audit, people};
use crate::domain::ids::StaffId;
use crate::domain::rights::Right;
use crate::domain::school::{Role, Staff};
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeSet;

impl Store {
    /// What whoever unlocked last may do that is not for everybody.
    pub fn rights(&self) -> Pending<BTreeSet<Right>> {
        self.post(|writer| {
            let keyring = writer.keyring()?;
            writer.with_open(async |open: &mut Open| held(open, &keyring).await)
        })
    }

    /// Gives a member of staff another role.
    ///
    /// # Errors
    /// In the answer: [`StoreError::NotALead`], [`StoreError::LastManager`], [`StoreError::Unknown`].
    pub fn set_role(&self, staff: StaffId, role: Role) -> Pending<()> {
        self.post(move |writer| writer.set_role(&staff, role))
    }

    /// A call on the open store that is for those with a right only.
    pub(super) fn ask_for<T: Send + 'static>(
        &self,
        right: Right,
        call: impl AsyncFnOnce(&mut Open) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<T> {
        self.post(move |writer| {
            writer.require(right)?;
            writer.with_open(call)
        })
    }
}

impl Writer {
    /// Refuses whoever has not this right.
    pub(super) fn require(&mut self, right: Right) -> Result<(), StoreError> {
        let keyring = self.keyring()?;
        self.with_open(async |open: &mut Open| require(open, &keyring, right).await)
    }

    fn set_role(&mut self, staff: &StaffId, role: Role) -> Result<(), StoreError> {
        let keyring = self.keyring()?;
        self.with_open(async |open: &mut Open| {
            require(open, &keyring, Right::Colleagues).await?;
            let (school, by, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
            let known = people::one_of_staff(&mut open.connection, &school, staff).await?;
            if known.role == role {
                return Ok(());
            }
            if !role.has(Right::Colleagues) {
                not_the_last(open, &keyring, staff).await?;
            }
            open.write(async |connection: &mut SqliteConnection| {
                people::set_role(connection, &school, staff, role).await?;
                let deed = Deed::role_given(staff.as_str(), role.code());
                audit::add(connection, &school, at_ms, by.as_ref(), deed).await
            })
            .await
        })
    }
}

/// Refuses whoever has not this right, on a kiosk that this keyring is of.
pub(super) async fn require(open: &mut Open, keyring: &Keyring, right: Right) -> Result<(), StoreError> {
    open.no_day_key()?;
    if held(open, keyring).await?.contains(&right) { Ok(()) } else { Err(refusal(right)) }
}

fn refusal(right: Right) -> StoreError {
    match right {
        Right::Roster => StoreError::NotForRoster,
        Right::Register => StoreError::RegisterIsForLeads,
        Right::Agreements => StoreError::NotForAgreements,
        Right::Colleagues | Right::FollowUps => StoreError::NotALead,
        Right::Trail => StoreError::NotForTrail,
    }
}

/// The rights of whoever opened. After the recovery key nobody is named, and whoever has it may do everything; a key for
/// one day may do nothing of it.
async fn held(open: &mut Open, keyring: &Keyring) -> Result<BTreeSet<Right>, StoreError> {
    if open.day.is_some() {
        return Ok(BTreeSet::new());
    }
    let Some(me) = open.staff.clone() else { return Ok(Right::ALL.into_iter().collect()) };
    let school = open.school.id.clone();
    let mine = people::one_of_staff(&mut open.connection, &school, &me).await?.role;
    let openers: Vec<Role> = openers(open, keyring).await?.into_iter().map(|one| one.role).collect();
    Ok(Right::ALL.into_iter().filter(|right| mine.may(*right, &openers)).collect())
}

/// Whether whoever opened has a right by their own role: never lent, and not for a key for one day.
pub(super) async fn has_own(open: &mut Open, right: Right) -> Result<bool, StoreError> {
    if open.day.is_some() {
        return Ok(false);
    }
    let Some(me) = open.staff.clone() else { return Ok(true) };
    let school = open.school.id.clone();
    Ok(people::one_of_staff(&mut open.connection, &school, &me).await?.role.has(right))
}

/// Everybody who can open this kiosk with a key that does not end today.
async fn openers(open: &mut Open, keyring: &Keyring) -> Result<Vec<Staff>, StoreError> {
    let labels = keyring.labels(open.clock.wall_ms());
    let school = open.school.id.clone();
    let mut staff = people::staff(&mut open.connection, &school).await?;
    staff.retain(|one| labels.iter().any(|label| label.day.is_none() && label.id == one.id));
    Ok(staff)
}

/// Refuses to take the last one away, or down, who says by their role who opens this kiosk, while others open it.
pub(super) async fn not_the_last(open: &mut Open, keyring: &Keyring, staff: &StaffId) -> Result<(), StoreError> {
    let openers = openers(open, keyring).await?;
    let manages = |one: &Staff| one.role.has(Right::Colleagues);
    let is_one = openers.iter().any(|one| one.id == *staff && manages(one));
    let others: Vec<&Staff> = openers.iter().filter(|one| one.id != *staff).collect();
    let left_alone = !others.is_empty() && !others.into_iter().any(manages);
    if is_one && left_alone { Err(StoreError::LastManager) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::SchoolId;
    use sqlx::{AssertSqlSafe, Connection, Executor};
    use std::path::Path;

    /// The migrations whose number is below 140, or from there on, as one text.
    fn migrations(later: bool) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/kiosk");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        let number = |file: &Path| file.file_name().unwrap().to_str().unwrap()[..4].parse::<u32>().unwrap();
        let wanted = files.iter().filter(|file| (number(file) >= 140) == later);
        wanted.map(|file| std::fs::read_to_string(file).unwrap()).collect()
    }

    #[test]
    fn whoever_led_before_there_were_roles_is_head_and_old_lines_of_the_trail_stand_as_they_were_written() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
            connection.execute(AssertSqlSafe(migrations(false))).await.unwrap();
            let rows = "INSERT INTO schools VALUES ('s', 'Willow Lane');
                        INSERT INTO staff VALUES ('s', 'a', 'Ms A Quill', 'lead', NULL);
                        INSERT INTO staff VALUES ('s', 'b', 'Mr J Okoro', 'teacher', 'hash');
                        INSERT INTO classes VALUES ('s', 'willow', 'Willow', 2);
                        INSERT INTO open_trees (school_id, session_id, class_id, agreement_id, version, witness_id, opened_ms)
                        VALUES ('s', 't', 'willow', 'ks1', 1, 'a', 5);
                        INSERT INTO audit VALUES ('s', 1, 5, 'a', 'set up the school');";
            connection.execute(rows).await.unwrap();
            connection.execute(AssertSqlSafe(migrations(true))).await.unwrap();
            let school = SchoolId::new("s").unwrap();
            let staff = people::staff(&mut connection, &school).await.unwrap();
            let roles: Vec<(&str, Role)> = staff.iter().map(|one| (one.name.as_str(), one.role)).collect();
            assert_eq!(roles, [("Mr J Okoro", Role::Teacher), ("Ms A Quill", Role::Head)]);
            let pin = people::pin_hash(&mut connection, &school, &StaffId::new("b").unwrap()).await.unwrap();
            assert_eq!(pin.as_deref(), Some("hash"));
            audit::add(&mut connection, &school, 6, None, Deed::locked()).await.unwrap();
            let trail = audit::newest(&mut connection, &school, None, 9).await.unwrap();
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let content = crate::content::Content::load(root).unwrap();
            let said: Vec<String> = trail.iter().map(|line| line.said(content.english(), |_| None)).collect();
            assert_eq!(said, ["locked", "set up the school"]);
            let wrong = "UPDATE staff SET role = 'lead' WHERE staff_id = 'a'";
            assert!(connection.execute(wrong).await.is_err(), "there is no such role any more");
        });
    }
}
