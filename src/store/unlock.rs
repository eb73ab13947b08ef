//! Opening and unlocking: which secret opens what, and what wrong ones cost.

use super::database_key::DatabaseKey;
use super::day_key::Day;
use super::deed::Deed;
use super::error::StoreError;
use super::keyring::Keyring;
use super::open::Open;
use super::secrets::{Secret, Typed};
use super::tries::{Kind, WRONG_PINS_AT_MOST};
use super::writer::{State, Writer};
use super::{kdf, people};
use crate::domain::ids::StaffId;
use crate::domain::school::Staff;
use std::sync::Arc;

/// That the store is open now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlocked {
    /// Who opened it; `None` with a recovery key.
    pub staff: Option<Staff>,
    /// How many wrong tries there were in a row before; worth telling them.
    pub wrong_before: u32,
}

impl Writer {
    /// Tries a secret.
    pub(crate) fn unlock(&mut self, secret: &Secret) -> Result<Unlocked, StoreError> {
        if matches!(self.state, State::Closed) {
            return Err(StoreError::Closed);
        }
        match secret {
            Secret::Passphrase { who, typed } => self.try_passphrase(who.as_deref(), typed),
            Secret::Pin { who, typed } => self.try_pin(who.as_deref(), typed),
            Secret::RecoveryKey(key) => {
                let keyring = Keyring::read(&self.folder)?;
                let wrong_before = self.tries.wrong(Kind::Passphrase);
                self.tries.before(Kind::Passphrase, self.clock.as_ref())?;
                let Some(key) = keyring.recover(key) else {
                    tracing::warn!(wrong = wrong_before + 1, "wrong recovery key");
                    let wait = self.tries.wait(Kind::Passphrase, self.clock.as_ref());
                    return Err(StoreError::WrongRecoveryKey { wait });
                };
                self.enter(key, None, None, wrong_before, "recovery")
            }
        }
    }

    fn try_passphrase(&mut self, who: Option<&str>, typed: &Typed) -> Result<Unlocked, StoreError> {
        let keyring = self.keyring()?;
        let who = who.map(|who| known(&keyring, who)).transpose()?;
        let wrong_before = self.tries.wrong(Kind::Passphrase);
        self.tries.before(Kind::Passphrase, self.clock.as_ref())?;
        let Some((staff, key)) = keyring.open(who.as_ref(), typed.as_str())? else {
            tracing::warn!(wrong = wrong_before + 1, "wrong passphrase");
            let wait = self.tries.wait(Kind::Passphrase, self.clock.as_ref());
            return Err(StoreError::WrongPassphrase { wait });
        };
        let day = keyring.day_of(&staff);
        self.on_that_day(day)?;
        let how = if day.is_some() { "day" } else { "passphrase" };
        self.enter(key, Some(staff), day, wrong_before, how)
    }

    /// Refuses a key for another day than today.
    fn on_that_day(&self, day: Option<Day>) -> Result<(), StoreError> {
        if day.is_none_or(|day| day.is_on(self.clock.wall_ms())) { Ok(()) } else { Err(StoreError::DayIsOver) }
    }

    /// With the right key: opens the database where it is not open yet.
    fn enter(
        &mut self,
        key: DatabaseKey,
        staff: Option<StaffId>,
        day: Option<Day>,
        wrong_before: u32,
        how: &'static str,
    ) -> Result<Unlocked, StoreError> {
        self.tries.right(Kind::Passphrase)?;
        match std::mem::replace(&mut self.state, State::Sealed) {
            State::Open(open) | State::Locked(open) => self.welcome(open, staff, day, wrong_before, how),
            State::Sealed | State::Closed => {
                self.finish_set_up()?;
                let clock = Arc::clone(&self.clock);
                let open = self.runtime.block_on(Open::enter(&self.folder.database(), key, None, clock))?;
                let welcomed = self.welcome(Box::new(open), staff, day, wrong_before, how);
                if welcomed.is_err() {
                    self.seal_or_log();
                }
                welcomed
            }
        }
    }

    /// A set-up that was broken off at its very end left the database under its working name.
    fn finish_set_up(&self) -> Result<(), StoreError> {
        let (database, unfinished) = (self.folder.database(), self.folder.unfinished_database());
        if database.exists() {
            return Ok(());
        }
        if unfinished.exists() {
            return self.folder.rename(&unfinished, &database);
        }
        Err(StoreError::DatabaseMissing(self.folder.path().to_owned()))
    }

    /// Notes who came, and opens; where that fails, the store is locked.
    fn welcome(
        &mut self,
        mut open: Box<Open>,
        staff: Option<StaffId>,
        day: Option<Day>,
        wrong_before: u32,
        how: &'static str,
    ) -> Result<Unlocked, StoreError> {
        let welcomed = self.runtime.block_on(async {
            let member = match &staff {
                Some(id) => Some(people::one_of_staff(&mut open.connection, &open.school.id, id).await?),
                None => None,
            };
            (open.staff, open.day) = (staff, day);
            open.note(Deed::opened(how, wrong_before)).await?;
            Ok(Unlocked { staff: member, wrong_before })
        });
        self.state = if welcomed.is_ok() { State::Open(open) } else { State::Locked(open) };
        welcomed
    }

    fn try_pin(&mut self, who: Option<&str>, typed: &Typed) -> Result<Unlocked, StoreError> {
        let wrong_before = self.tries.wrong(Kind::Pin);
        if wrong_before >= WRONG_PINS_AT_MOST {
            return self.no_more_pins();
        }
        let keyring = self.keyring()?;
        let (State::Locked(open) | State::Open(open)) = &mut self.state else {
            return Err(StoreError::PassphraseNeeded);
        };
        let who = match who {
            Some(who) => Some(known(&keyring, who)?),
            // Not whoever's key was for yesterday.
            None => open.staff.clone().filter(|staff| keyring.opens(staff)),
        };
        let staff = who.ok_or(StoreError::PassphraseNeeded)?;
        let day = keyring.day_of(&staff);
        if day.is_some_and(|day| !day.is_on(open.clock.wall_ms())) {
            return Err(StoreError::DayIsOver);
        }
        let hash = self.runtime.block_on(people::pin_hash(&mut open.connection, &open.school.id, &staff))?;
        let hash = hash.ok_or(StoreError::PassphraseNeeded)?;
        self.tries.before(Kind::Pin, self.clock.as_ref())?;
        if kdf::verify(typed.as_str(), &hash)? {
            self.tries.right(Kind::Pin)?;
            return match std::mem::replace(&mut self.state, State::Sealed) {
                State::Locked(open) | State::Open(open) => self.welcome(open, Some(staff), day, wrong_before, "pin"),
                State::Sealed | State::Closed => Err(StoreError::PassphraseNeeded),
            };
        }
        let left = WRONG_PINS_AT_MOST.saturating_sub(self.tries.wrong(Kind::Pin));
        tracing::warn!(left, "wrong PIN");
        let noted = self.runtime.block_on(open.note(Deed::wrong_pin()));
        if left == 0 && matches!(self.state, State::Locked(_)) {
            self.seal_or_log();
        }
        noted?;
        Err(StoreError::WrongPin { left, wait: self.tries.wait(Kind::Pin, self.clock.as_ref()) })
    }
}

impl Writer {
    /// Too many wrong PINs: a locked store forgets its keys. One that is open stays so, for the children who are at it;
    /// the teacher's side asks for the passphrase.
    fn no_more_pins(&mut self) -> Result<Unlocked, StoreError> {
        if matches!(self.state, State::Locked(_)) {
            self.seal_or_log();
        }
        Err(StoreError::PassphraseNeeded)
    }
}

fn known(keyring: &Keyring, who: &str) -> Result<StaffId, StoreError> {
    let unknown = || StoreError::Unknown { what: "member of staff who can unlock", id: who.to_owned() };
    keyring.find(who).cloned().ok_or_else(unknown)
}
