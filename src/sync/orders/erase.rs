//! The order to erase a child: an erasure as it stands in the log, and whom it is about.

use super::frame::{self, Frame, OrderError};
use super::kind::Kind;
use crate::domain::ids::{PupilId, SchoolId};
use crate::ledger::Head;
use crate::ledger::json::Json;
use crate::sync::erasure::{ERASURE_AT_MOST, Erasure};
use crate::sync::identity::RegisterKey;

/// An order to erase a child, whose signatures were checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EraseOrder {
    /// The register's word on it, an entry of its log.
    pub erasure: Erasure,
    /// Who is to be forgotten, also where none of the statements named is this kiosk's; `None` where the statements had
    /// come to the register without what tells of anybody.
    pub pupil: Option<PupilId>,
}

impl EraseOrder {
    /// Where a kiosk stands that has obeyed it: its number and hash.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { sequence: self.erasure.number, hash: self.erasure.hash() }
    }

    /// Signs it, as it travels.
    #[must_use]
    pub fn sign(key: &RegisterKey, school: &SchoolId, erasure: &str, pupil: Option<&PupilId>) -> String {
        let pupil = pupil.map(PupilId::as_str);
        frame::sign(key, school, Kind::Erasure, [("erasure", erasure.into()), ("pupil", pupil.into())])
    }

    /// Reads it out of its frame, and checks that the register signed the erasure in it too, for the same school.
    pub(super) fn within(mut frame: Frame) -> Result<Self, OrderError> {
        let erasure = frame.text("erasure", ERASURE_AT_MOST)?;
        let pupil = match frame.take("pupil")? {
            Json::Null => None,
            Json::Text(text) => Some(PupilId::new(text).map_err(|_| OrderError::Form)?),
            _ => return Err(OrderError::Form),
        };
        let erasure = Erasure::read(&erasure, frame.register(), frame.school()).map_err(|_| OrderError::Signature);
        frame.finish()?;
        Ok(Self { erasure: erasure?, pupil })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{INTEGER_AT_MOST, base64url};
    use crate::sync::erasure::{DecidedBy, NAMED_AT_MOST, Named};
    use crate::sync::identity::RegisterPublic;

    fn read(order: &str, register: &RegisterPublic, school: &SchoolId) -> Result<EraseOrder, OrderError> {
        EraseOrder::within(Frame::open(order, register, school)?)
    }

    fn made(key: &RegisterKey, school: &SchoolId, count: usize) -> Erasure {
        let kiosk = crate::ledger::KioskKey::from_seed([1; 32]).public().kiosk_id();
        let named = |sequence| Named { kiosk: kiosk.clone(), sequence, hash: [7; 32] };
        let named: Vec<Named> = (1..=count as u64).map(|n| named(INTEGER_AT_MOST - n)).collect();
        Erasure::sign(key, school, 4, &named, DecidedBy::Role("dsl"), 1_795_000_000_000).unwrap()
    }

    #[test]
    fn an_order_is_read_as_it_was_signed_also_the_longest_there_is() {
        let (key, school) = (RegisterKey::from_seed([2; 32]), SchoolId::new("s".repeat(64)).unwrap());
        let erasure = made(&key, &school, NAMED_AT_MOST);
        for pupil in [None, Some(PupilId::new("p".repeat(64)).unwrap())] {
            let order = EraseOrder::sign(&key, &school, erasure.jwt(), pupil.as_ref());
            assert!(order.len() <= Kind::Erasure.at_most());
            let read = read(&order, &key.public(), &school).unwrap();
            assert_eq!(read, EraseOrder { erasure: erasure.clone(), pupil });
            assert_eq!(read.head(), Head { sequence: 4, hash: erasure.hash() });
        }
    }

    #[test]
    fn one_changed_character_another_register_another_school_or_another_kind_is_refused() {
        let (key, school) = (RegisterKey::from_seed([2; 32]), SchoolId::new("willow").unwrap());
        let erasure = made(&key, &school, 1);
        let pupil = PupilId::new("p1").unwrap();
        let order = EraseOrder::sign(&key, &school, erasure.jwt(), Some(&pupil));
        let own = |order: &str| read(order, &key.public(), &school);
        for place in 0..order.len() {
            let letter = if order.as_bytes()[place] == b'A' { "B" } else { "A" };
            assert!(own(&format!("{}{letter}{}", &order[..place], &order[place + 1..])).is_err(), "{place}");
        }
        let impostor = RegisterKey::from_seed([3; 32]);
        assert_eq!(read(&order, &impostor.public(), &school), Err(OrderError::Signature));
        let elsewhere = SchoolId::new("oak").unwrap();
        assert_eq!(read(&order, &key.public(), &elsewhere), Err(OrderError::Signature));
        // The register's own order around somebody else's erasure.
        let foreign = EraseOrder::sign(&key, &school, made(&impostor, &school, 1).jwt(), Some(&pupil));
        assert_eq!(own(&foreign), Err(OrderError::Signature));
        assert_eq!(own(erasure.jwt()), Err(OrderError::Form));
        let payload = order.split('.').nth(1).unwrap();
        let payload = String::from_utf8(base64url::decode(payload).unwrap()).unwrap();
        for (from, to) in
            [("\"kind\":\"erasure\"", "\"kind\":\"dance\""), ("\"v\":1", "\"v\":2"), ("{", "{\"more\":1,")]
        {
            let odd = payload.replacen(from, to, 1);
            assert_ne!(odd, payload);
            let signed = format!("{}.{}", order.split('.').next().unwrap(), base64url::encode(odd));
            let signature = base64url::encode(key.sign(signed.as_bytes()));
            assert_eq!(own(&format!("{signed}.{signature}")), Err(OrderError::Form), "{to}");
        }
    }
}
