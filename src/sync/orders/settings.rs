//! The order about what every panel of the school begins with. The newest says everything.

use super::frame::{self, Frame, OrderError};
use super::kind::Kind;
use crate::domain::ids::SchoolId;
use crate::domain::school_defaults::SchoolDefaults;
use crate::ledger::Head;
use crate::ledger::json::Json;
use crate::sync::identity::RegisterKey;
use serde_json::json;

/// What the school would have on its panels, whose signature was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsOrder {
    head: Head,
    /// What it would have.
    pub defaults: SchoolDefaults,
    /// When that was decided, by the register's clock, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

impl SettingsOrder {
    /// Where a kiosk stands that has obeyed it.
    #[must_use]
    pub fn head(&self) -> Head {
        self.head
    }

    /// Signs it, as it travels.
    #[must_use]
    pub fn sign(
        key: &RegisterKey,
        school: &SchoolId,
        (number, at_ms): (u64, i64),
        defaults: &SchoolDefaults,
    ) -> String {
        let claims = [
            ("number", json!(number)),
            ("at_ms", json!(at_ms)),
            ("idle_minutes", json!(defaults.idle_minutes)),
            ("motion", json!(defaults.motion.map(|motion| if motion { "on" } else { "off" }))),
        ];
        frame::sign(key, school, Kind::Settings, claims)
    }

    /// Reads it out of its frame.
    pub(super) fn within(mut frame: Frame) -> Result<Self, OrderError> {
        let head = frame.numbered()?;
        let at_ms = frame.time("at_ms")?;
        let idle_minutes = match frame.take("idle_minutes")? {
            Json::Null => None,
            json => Some(json.unsigned(u32::MAX.into()).and_then(|n| u32::try_from(n).ok()).ok_or(OrderError::Form)?),
        };
        let motion = match frame.take("motion")? {
            Json::Null => None,
            Json::Text(word) if word == "on" => Some(true),
            Json::Text(word) if word == "off" => Some(false),
            _ => return Err(OrderError::Form),
        };
        frame.finish()?;
        let defaults = SchoolDefaults { idle_minutes, motion };
        if defaults.is_sane() { Ok(Self { head, defaults, at_ms }) } else { Err(OrderError::Form) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Order;
    use super::*;

    #[test]
    fn settings_are_read_as_they_were_signed_and_impossible_ones_are_refused() {
        let (key, school) = (RegisterKey::from_seed([2; 32]), SchoolId::new("willow").unwrap());
        let read = |idle_minutes, motion| {
            let defaults = SchoolDefaults { idle_minutes, motion };
            let order = SettingsOrder::sign(&key, &school, (3, 1_795_000_000_000), &defaults);
            assert!(order.len() <= Kind::Settings.at_most());
            match Frame::open(&order, &key.public(), &school)?.order()? {
                Order::Settings(order) => Ok((order.defaults == defaults, order.head().sequence)),
                _ => panic!("another kind"),
            }
        };
        for good in [(None, None), (Some(5), Some(false)), (Some(30), None), (None, Some(true))] {
            assert_eq!(read(good.0, good.1), Ok((true, 3)));
        }
        assert_eq!(read(Some(0), None), Err(OrderError::Form));
        assert_eq!(read(Some(31), None), Err(OrderError::Form));
    }
}
