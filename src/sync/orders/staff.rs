//! The order to let a colleague open this kiosk, or to shut them out. No passphrase travels: only the public half of a key that
//! follows from one, and what is needed to make its private half of it again.

use super::frame::{self, Frame, OrderError};
use super::kind::Kind;
use crate::domain::ids::{SchoolId, StaffId};
use crate::domain::school::{Role, Staff};
use crate::ledger::json::Json;
use crate::ledger::{Head, base64url};
use crate::store::{Label, SchoolKey};
use crate::sync::identity::RegisterKey;
use serde_json::{Value, json};

/// The most bytes of a colleague's name.
const NAME_AT_MOST: usize = 512;

/// What the register says of a colleague, whose signature was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffOrder {
    head: Head,
    /// Who, and what they may do.
    pub staff: Staff,
    /// What they are found by at the unlock screen.
    pub label: Label,
    /// Lets them in; `None` shuts them out.
    pub key: Option<SchoolKey>,
    /// When that was decided, by the register's clock, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

impl StaffOrder {
    /// Where a kiosk stands that has obeyed it.
    #[must_use]
    pub fn head(&self) -> Head {
        self.head
    }

    /// Signs it, as it travels: who, their initials, their key or none, and when that was decided.
    #[must_use]
    pub fn sign(
        key: &RegisterKey,
        school: &SchoolId,
        number: u64,
        (staff, label, opens, at_ms): (&Staff, &Label, Option<&SchoolKey>, i64),
    ) -> String {
        let opens = opens.map(|opens| {
            let (memory_kib, passes, lanes) = opens.cost();
            json!({
                "public": base64url::encode(opens.public),
                "salt": base64url::encode(opens.salt),
                "memory_kib": memory_kib,
                "passes": passes,
                "lanes": lanes,
            })
        });
        let claims = [
            ("number", json!(number)),
            ("at_ms", json!(at_ms)),
            ("staff", json!(staff.id.as_str())),
            ("name", json!(staff.name)),
            ("initials", json!(label.as_str())),
            ("role", json!(staff.role.code())),
            ("opens", opens.unwrap_or(Value::Null)),
        ];
        frame::sign(key, school, Kind::Staff, claims)
    }

    /// Reads it out of its frame.
    pub(super) fn within(mut frame: Frame) -> Result<Self, OrderError> {
        let head = frame.numbered()?;
        let at_ms = frame.time("at_ms")?;
        let id = StaffId::new(frame.text("staff", 64)?).map_err(|_| OrderError::Form)?;
        let name = frame.text("name", NAME_AT_MOST)?;
        if name.trim().is_empty() || name.contains(char::is_control) {
            return Err(OrderError::Form);
        }
        let label = Label::new(&frame.text("initials", 64)?).map_err(|_| OrderError::Form)?;
        let role = frame.text("role", 16)?;
        let role = Role::from_code(&role).ok_or(OrderError::Form)?;
        let key = match frame.take("opens")? {
            Json::Null => None,
            opens => Some(opening(opens).ok_or(OrderError::Form)?),
        };
        frame.finish()?;
        Ok(Self { head, staff: Staff { id, name, role }, label, key, at_ms })
    }
}

fn opening(json: Json<'_>) -> Option<SchoolKey> {
    let mut fields = json.fields().ok()?;
    let public = fields.word("public", "", base64url::decode_array).ok()?;
    let salt = fields.word("salt", "", base64url::decode_array).ok()?;
    let mut number = |key| {
        let number = fields.read(key, "", |json| json.unsigned(u32::MAX.into())).ok()?;
        u32::try_from(number).ok()
    };
    let cost = (number("memory_kib")?, number("passes")?, number("lanes")?);
    fields.finish().ok()?;
    SchoolKey::known(public, salt, cost)
}

#[cfg(test)]
mod tests {
    use super::super::Order;
    use super::*;

    fn read(order: &str, key: &RegisterKey, school: &SchoolId) -> Result<StaffOrder, OrderError> {
        match Frame::open(order, &key.public(), school)?.order()? {
            Order::Staff(order) => Ok(order),
            _ => panic!("another kind"),
        }
    }

    #[test]
    fn a_colleague_is_read_as_they_were_signed_and_a_key_that_would_hang_a_kiosk_is_refused() {
        let (key, school) = (RegisterKey::from_seed([2; 32]), SchoolId::new("willow").unwrap());
        let staff = Staff { id: StaffId::new("s1").unwrap(), name: "Ms T Vale".into(), role: Role::Head };
        let label = Label::new("TV").unwrap();
        let opens = SchoolKey::known([5; 32], [6; 16], (65_536, 10, 1)).unwrap();
        for opens in [Some(opens), None] {
            let order = StaffOrder::sign(&key, &school, 9, (&staff, &label, opens.as_ref(), 1_795_000_000_000));
            assert!(order.len() <= Kind::Staff.at_most());
            let read = read(&order, &key, &school).unwrap();
            assert_eq!((&read.staff, &read.label, read.key, read.at_ms), (&staff, &label, opens, 1_795_000_000_000));
            assert_eq!(read.head().sequence, 9);
        }
        let odd = |name: &str, initials: &str, role: &str, passes: u64| {
            let opens = json!({
                "public": base64url::encode([5; 32]), "salt": base64url::encode([6; 16]),
                "memory_kib": 65_536, "passes": passes, "lanes": 1,
            });
            let claims = [
                ("number", json!(9)),
                ("at_ms", json!(1)),
                ("staff", json!("s1")),
                ("name", json!(name)),
                ("initials", json!(initials)),
                ("role", json!(role)),
                ("opens", opens),
            ];
            read(&frame::sign(&key, &school, Kind::Staff, claims), &key, &school).map(|order| order.staff.name)
        };
        assert_eq!(odd("Ms T Vale", "TV", "teacher", 10), Ok("Ms T Vale".to_owned()));
        for refused in [
            odd("", "TV", "teacher", 10),
            odd("Ms\nVale", "TV", "teacher", 10),
            odd("Ms T Vale", "T V", "teacher", 10),
            odd("Ms T Vale", "TV", "king", 10),
            odd("Ms T Vale", "TV", "teacher", 4_000_000_000),
        ] {
            assert_eq!(refused, Err(OrderError::Form));
        }
    }
}
