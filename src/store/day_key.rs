//! A key for one day: a supply teacher opens the kiosk with a passphrase and a PIN of their own, until the day is over by this
//! kiosk's clock.
//!
//! It runs lessons and notes outcomes. It adds nobody and shuts nobody out, writes and prints no list, brings no roster in and
//! approves nothing: the store refuses all that, whoever asks. When the day is over, what is sealed to it is destroyed at the
//! next chance, and a kiosk that it still has open is locked.
//!
//! What it is not: whoever copied the kiosk's folder on that day, and knows the passphrase, can read that copy for ever.

use super::create::NewAccess;
use super::deed::Deed;
use super::error::StoreError;
use super::keyring::Keyring;
use super::open::Open;
use super::writer::{State, Writer};
use super::{audit, people, random, rights};
use crate::domain::ids::StaffId;
use crate::domain::rights::Right;
use crate::domain::school::{Role, Staff};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteConnection;

/// How far a clock may be behind the moment a key was made: clocks are put right.
const SLACK_MS: i64 = 10 * 60 * 1000;
/// The longest day there is, where the clock's time has no day.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// From when to when a one-day key opens, by the kiosk's wall clock, milliseconds since 1970 (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day {
    /// When it was made.
    pub from_ms: i64,
    /// The first moment at which it opens nothing any more: midnight where the kiosk stands.
    pub until_ms: i64,
}

impl Day {
    /// What is left of the day.
    fn rest_of(now_ms: i64) -> Self {
        let midnight = || {
            let now = Timestamp::from_millisecond(now_ms).ok()?.to_zoned(TimeZone::system());
            now.start_of_day().ok()?.checked_add(1.day()).ok().map(|next| next.timestamp().as_millisecond())
        };
        Self { from_ms: now_ms, until_ms: midnight().unwrap_or_else(|| now_ms.saturating_add(DAY_MS)) }
    }

    /// Whether it opens at this moment.
    pub(crate) fn is_on(self, now_ms: i64) -> bool {
        now_ms >= self.from_ms.saturating_sub(SLACK_MS) && !self.is_over(now_ms)
    }

    /// Whether it will never open again.
    pub(crate) fn is_over(self, now_ms: i64) -> bool {
        now_ms >= self.until_ms
    }
}

/// Whom a one-day key is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForToday {
    /// Somebody who was never here, by the name as printed.
    New(String),
    /// Somebody whom the kiosk knows and who cannot open it.
    Known(StaffId),
}

impl Writer {
    /// Makes a one-day key, in the name of somebody who says who opens this kiosk.
    pub(crate) fn add_for_today(&mut self, whom: ForToday, access: &NewAccess) -> Result<Staff, StoreError> {
        let folder = self.folder.clone();
        self.with_open(async |open: &mut Open| {
            let (school, by, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
            let mut keyring = Keyring::read(&folder)?;
            rights::require(open, &keyring, Right::Colleagues).await?;
            let (staff, is_new) = match whom {
                ForToday::Known(id) if keyring.opens(&id) => return Err(StoreError::OpensAlready),
                ForToday::Known(id) => (people::one_of_staff(&mut open.connection, &school, &id).await?, false),
                ForToday::New(name) => (Staff { id: random::id(StaffId::new)?, name, role: Role::Teacher }, true),
            };
            let cost = keyring.cost();
            let day = Some(Day::rest_of(at_ms));
            keyring.admit_until(&staff.id, &access.label, &access.passphrase, cost, &open.key, day)?;
            let pin_hash = cost.hash(access.pin.as_str())?;
            open.write(async |connection: &mut SqliteConnection| {
                if is_new {
                    people::add_staff(connection, &school, &staff, Some(&pin_hash)).await?;
                } else {
                    people::set_pin_hash(connection, &school, &staff.id, &pin_hash).await?;
                }
                let deed = Deed::day_key_given(staff.id.as_str());
                audit::add(connection, &school, at_ms, by.as_ref(), deed).await
            })
            .await?;
            keyring.write(&folder)?;
            Ok(staff)
        })
    }

    /// The keyring, without the keys whose day is over: they are destroyed here.
    pub(crate) fn keyring(&self) -> Result<Keyring, StoreError> {
        let mut keyring = Keyring::read(&self.folder)?;
        if keyring.end_days(self.clock.wall_ms()) {
            keyring.write(&self.folder)?;
            tracing::info!("a key for one day has ended");
        }
        Ok(keyring)
    }

    /// Locks a kiosk that is open under a key whose day is over.
    pub(crate) fn end_of_the_day(&mut self) -> Result<(), StoreError> {
        let now_ms = self.clock.wall_ms();
        match &self.state {
            State::Open(open) if open.day.is_some_and(|day| !day.is_on(now_ms)) => {
                self.lock_up()?;
                Err(StoreError::DayIsOver)
            }
            _ => Ok(()),
        }
    }
}

impl Open {
    /// Refuses what a one-day key may not do.
    pub(crate) fn no_day_key(&self) -> Result<(), StoreError> {
        if self.day.is_some() { Err(StoreError::OnlyForToday) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_where_the_kiosk_stands_and_does_not_begin_before_it_was_made() {
        let now: jiff::Zoned = jiff::civil::date(2026, 11, 23).at(9, 5, 0, 0).to_zoned(TimeZone::system()).unwrap();
        let midnight =
            jiff::civil::date(2026, 11, 24).to_zoned(TimeZone::system()).unwrap().timestamp().as_millisecond();
        let made = now.timestamp().as_millisecond();
        let day = Day::rest_of(made);
        assert_eq!(day, Day { from_ms: made, until_ms: midnight });
        assert!(day.is_on(made) && day.is_on(midnight - 1) && !day.is_on(midnight) && day.is_over(midnight));
        assert!(day.is_on(made - SLACK_MS) && !day.is_on(made - SLACK_MS - 1), "a clock that was put back a little");
        assert!(!day.is_over(made - DAY_MS), "a clock that is wrong today may be right again");
    }
}
