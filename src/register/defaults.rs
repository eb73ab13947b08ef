//! What the school would have on every panel: said at the register, followed by each panel on which nobody has set it otherwise.

use super::desk::{self, OPERATOR};
use super::storage::{Action, KeptOrder, Storage, StorageError};
use super::{Place, RegisterError, now_ms};
use crate::domain::ids::SchoolId;
use crate::domain::school_defaults::SchoolDefaults;
use crate::sync::identity::{RegisterKey, RegisterPublic};
use crate::sync::orders::{Frame, Kind, Order, SettingsOrder};

/// What the school last said.
///
/// # Errors
/// What the database says.
pub async fn current(
    storage: &Storage,
    register: &RegisterPublic,
    school: &SchoolId,
) -> Result<SchoolDefaults, StorageError> {
    let orders = storage.orders_since(school, Kind::Settings.code(), 0, u32::MAX).await?;
    newest(&orders, register, school)
}

fn newest(orders: &[KeptOrder], register: &RegisterPublic, school: &SchoolId) -> Result<SchoolDefaults, StorageError> {
    let Some(kept) = orders.last() else { return Ok(SchoolDefaults::default()) };
    match Frame::open(&kept.jwt, register, school).and_then(Frame::order) {
        Ok(Order::Settings(order)) => Ok(order.defaults),
        _ => Err(StorageError::Damaged("what panels are to have is not signed by this register")),
    }
}

/// Says what every panel of the school is to have. Whether that is something new.
///
/// # Errors
/// What the database says.
pub async fn say(
    storage: &Storage,
    key: &RegisterKey,
    school: &SchoolId,
    defaults: &SchoolDefaults,
    now_ms: i64,
) -> Result<bool, StorageError> {
    let register = key.public();
    let sign = |number: u64, before: &[KeptOrder]| -> Result<String, Option<StorageError>> {
        // Said already: an inner error without a fault.
        if newest(before, &register, school).map_err(Some)? == *defaults {
            return Err(None);
        }
        Ok(SettingsOrder::sign(key, school, (number, now_ms), defaults))
    };
    match storage.add_order(school, Kind::Settings.code(), now_ms, sign).await? {
        Ok(_) => Ok(true),
        Err(None) => Ok(false),
        Err(Some(error)) => Err(error),
    }
}

/// Changes what every panel of the school is to have, at the server itself; answers what that is now.
///
/// # Errors
/// [`RegisterError`].
pub fn change(
    place: &Place,
    school_name: Option<&str>,
    change: impl FnOnce(SchoolDefaults) -> SchoolDefaults,
) -> Result<SchoolDefaults, RegisterError> {
    desk::with(place, async |storage, folder| {
        let school = desk::school(storage, school_name).await?;
        let key = folder.key()?;
        let after = change(current(storage, &key.public(), &school.id).await?);
        if say(storage, &key, &school.id, &after, now_ms()).await? {
            storage.note(Some(&school.id), OPERATOR, Action::Defaults, "", now_ms()).await?;
        }
        Ok(after)
    })
}
