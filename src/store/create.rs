//! Making a school's store, and letting more staff into it.

use super::database_key::DatabaseKey;
use super::deed::Deed;
use super::error::StoreError;
use super::kdf::Kdf;
use super::keyring::Keyring;
use super::open::{Open, add_kiosk_key};
use super::recovery_key::RecoveryKey;
use super::secrets::{Label, Passphrase, Pin};
use super::settings::{self, Approved};
use super::writer::{State, Writer};
use super::{audit, database, people, random, rights};
use crate::domain::ids::{SchoolId, StaffId};
use crate::domain::rights::Right;
use crate::domain::school::{Class, Pupil, Role, School, Staff};
use crate::ledger::KioskKey;
use sqlx::sqlite::SqliteConnection;
use std::sync::Arc;

/// A member of staff to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStaff {
    /// The name as printed, for instance `Mr J Okoro`.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// How a member of staff opens the kiosk.
#[derive(Debug, Clone)]
pub struct NewAccess {
    /// Initials for the unlock screen.
    pub label: Label,
    /// Opens a cold kiosk.
    pub passphrase: Passphrase,
    /// Unlocks a locked one.
    pub pin: Pin,
}

/// A school to be: everything that its store holds from the first moment.
#[derive(Debug, Clone)]
pub struct NewSchool {
    /// The school.
    pub school: School,
    /// Who sets it up.
    pub staff: NewStaff,
    /// How they open it.
    pub access: NewAccess,
    /// Staff who witness but cannot open this kiosk yet.
    pub colleagues: Vec<NewStaff>,
    /// Its classes.
    pub classes: Vec<Class>,
    /// Its pupils.
    pub pupils: Vec<Pupil>,
    /// The agreements it has approved.
    pub approvals: Vec<Approved>,
}

impl NewSchool {
    /// A school with nobody in it but the member of staff who sets it up; its identifier is random.
    ///
    /// # Errors
    /// [`StoreError::Randomness`].
    pub fn named(name: &str, staff: NewStaff, access: NewAccess) -> Result<Self, StoreError> {
        let school = School { id: random::id(SchoolId::new)?, name: name.trim().to_owned() };
        let (colleagues, classes, pupils, approvals) = Default::default();
        Ok(Self { school, staff, access, colleagues, classes, pupils, approvals })
    }
}

impl Writer {
    /// Makes the store and leaves it open. A folder holds a store from the moment that keys.json is there; before
    /// that, everything is under another name, and a set-up that was broken off is swept away by the next.
    pub(crate) fn create(&mut self, new: &NewSchool, kdf: Kdf) -> Result<RecoveryKey, StoreError> {
        self.folder.make()?;
        let lock = self.folder.lock()?;
        if self.folder.keys().exists() {
            return Err(StoreError::AlreadyThere(self.folder.path().to_owned()));
        }
        if self.folder.database().exists() {
            return Err(StoreError::KeysMissing(self.folder.path().to_owned()));
        }
        self.folder.clear_unfinished()?;
        let (key, recovery, kiosk) = (DatabaseKey::make()?, RecoveryKey::make()?, kiosk_key()?);
        let first = Staff { id: random::id(StaffId::new)?, name: new.staff.name.clone(), role: new.staff.role };
        let mut keyring = Keyring::make(&key, &recovery)?;
        keyring.admit(&first.id, &new.access.label, &new.access.passphrase, kdf.cost(), &key)?;
        let pin_hash = kdf.cost().hash(new.access.pin.as_str())?;

        let unfinished = self.folder.unfinished_database();
        self.folder.make_private(&unfinished)?;
        let now = self.clock.wall_ms();
        self.runtime.block_on(async {
            let mut connection = database::make(&unfinished, Some(&key)).await?;
            database::transaction(&mut connection, async |connection: &mut SqliteConnection| {
                fill(connection, new, &first, &pin_hash, &kiosk, now).await
            })
            .await?;
            database::close(connection).await
        })?;
        keyring.write(&self.folder)?;
        self.folder.rename(&unfinished, &self.folder.database())?;
        self.lock = Some(lock);
        let clock = Arc::clone(&self.clock);
        let open = self.runtime.block_on(Open::enter(&self.folder.database(), key, Some(first.id), clock))?;
        self.state = State::Open(Box::new(open));
        Ok(recovery)
    }

    /// Adds a member of staff, with access or without.
    pub(crate) fn add_staff(&mut self, new: NewStaff, access: Option<&NewAccess>) -> Result<Staff, StoreError> {
        let folder = self.folder.clone();
        self.with_open(async |open: &mut Open| {
            let staff = Staff { id: random::id(StaffId::new)?, name: new.name, role: new.role };
            let mut keyring = Keyring::read(&folder)?;
            if access.is_some() || staff.role != Role::Teacher {
                rights::require(open, &keyring, Right::Colleagues).await?;
            }
            let pin_hash = match access {
                Some(access) => Some(admit(&mut keyring, &staff.id, access, &open.key)?),
                None => None,
            };
            let (school, by, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                people::add_staff(connection, &school, &staff, pin_hash.as_deref()).await?;
                audit::add(connection, &school, at_ms, by.as_ref(), Deed::staff_added(staff.id.as_str())).await
            })
            .await?;
            if access.is_some() {
                keyring.write(&folder)?;
            }
            Ok(staff)
        })
    }

    /// Gives a member of staff a (new) passphrase and PIN.
    pub(crate) fn set_access(&mut self, staff: &StaffId, access: &NewAccess) -> Result<(), StoreError> {
        let folder = self.folder.clone();
        self.with_open(async |open: &mut Open| {
            let mut keyring = Keyring::read(&folder)?;
            open.no_day_key()?;
            // Everybody may change their own.
            if open.staff.as_ref() != Some(staff) {
                rights::require(open, &keyring, Right::Colleagues).await?;
            }
            let pin_hash = admit(&mut keyring, staff, access, &open.key)?;
            let (school, by, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                people::set_pin_hash(connection, &school, staff, &pin_hash).await?;
                audit::add(connection, &school, at_ms, by.as_ref(), Deed::access_given(staff.as_str())).await
            })
            .await?;
            keyring.write(&folder)
        })
    }

    /// Makes a new recovery key; the old one opens nothing from now on.
    pub(crate) fn new_recovery_key(&mut self) -> Result<RecoveryKey, StoreError> {
        let folder = self.folder.clone();
        self.with_open(async |open: &mut Open| {
            let recovery = RecoveryKey::make()?;
            let mut keyring = Keyring::read(&folder)?;
            rights::require(open, &keyring, Right::Colleagues).await?;
            keyring.replace_recovery(&open.key, &recovery)?;
            open.note(Deed::recovery_key_made()).await?;
            keyring.write(&folder)?;
            Ok(recovery)
        })
    }
}

fn kiosk_key() -> Result<KioskKey, StoreError> {
    Ok(KioskKey::from_seed(*random::secret()?))
}

/// Lets somebody into the keyring; returns their PIN's hash.
fn admit(keyring: &mut Keyring, staff: &StaffId, access: &NewAccess, key: &DatabaseKey) -> Result<String, StoreError> {
    let cost = keyring.cost();
    // New secrets make no longer day of it.
    let day = keyring.day_of(staff);
    keyring.admit_until(staff, &access.label, &access.passphrase, cost, key, day)?;
    cost.hash(access.pin.as_str())
}

async fn fill(
    connection: &mut SqliteConnection,
    new: &NewSchool,
    first: &Staff,
    pin_hash: &str,
    kiosk: &KioskKey,
    now: i64,
) -> Result<(), StoreError> {
    let school = &new.school.id;
    people::add_school(connection, &new.school).await?;
    add_kiosk_key(connection, school, kiosk, now).await?;
    people::add_staff(connection, school, first, Some(pin_hash)).await?;
    for colleague in &new.colleagues {
        let staff = Staff { id: random::id(StaffId::new)?, name: colleague.name.clone(), role: colleague.role };
        people::add_staff(connection, school, &staff, None).await?;
    }
    people::enrol(connection, school, &new.classes, &new.pupils).await?;
    for approved in &new.approvals {
        settings::approve(connection, school, approved).await?;
    }
    audit::add(connection, school, now, Some(&first.id), Deed::set_up()).await
}
