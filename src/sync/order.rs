//! Orders: what a register tells its kiosks to do, one signed text each. A kiosk checks it before it does anything.
//!
//! There is one kind today, an erasure. A kiosk names the kinds that it knows when it asks, so that it is never told of
//! one that it would have to skip.

use super::erasure::{ERASURE_AT_MOST, Erasure};
use super::identity::{RegisterKey, RegisterPublic};
use crate::domain::ids::{PupilId, SchoolId};
use crate::ledger::json::{Fields, Json};
use crate::ledger::{Head, INTEGER_AT_MOST, base64url};
use serde_json::json;

const TYPE: &str = "promise-order+jwt";
const VERSION: u64 = 1;
/// The kind of an order to erase a child.
pub const ERASURE: &str = "erasure";
/// The most bytes of an order: an erasure within, encoded once more, and what stands around it.
pub const ORDER_AT_MOST: usize = ERASURE_AT_MOST / 3 * 4 + 4096;

/// Why a text is no order for this kiosk. Nothing of it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    /// Not of a form that is known here.
    #[error("what the register tells this kiosk to do cannot be read; update the older of kiosk and register")]
    Form,
    /// Another register's, another school's, or signed by nobody who may.
    #[error(
        "what this kiosk is told to do is not signed by its register for its school; nothing of it was done, ask whoever looks after the register"
    )]
    Signature,
}

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
        let id = key.public().id();
        let header = json!({ "alg": "EdDSA", "typ": TYPE, "kid": id.as_str() });
        let payload = json!({
            "iss": id.as_str(),
            "v": VERSION,
            "kind": ERASURE,
            "school": school.as_str(),
            "erasure": erasure,
            "pupil": pupil.map(PupilId::as_str),
        });
        let signed = format!("{}.{}", base64url::encode(header.to_string()), base64url::encode(payload.to_string()));
        let signature = base64url::encode(key.sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }

    /// Reads one, and checks that this register signed it, and the erasure in it, for this school.
    ///
    /// # Errors
    /// [`OrderError`].
    pub fn read(order: &str, register: &RegisterPublic, school: &SchoolId) -> Result<Self, OrderError> {
        if order.len() > ORDER_AT_MOST {
            return Err(OrderError::Form);
        }
        let (signed, signature) = order.rsplit_once('.').ok_or(OrderError::Form)?;
        let (header, payload) = signed.split_once('.').ok_or(OrderError::Form)?;
        let signature: [u8; 64] = base64url::decode_array(signature).ok_or(OrderError::Form)?;
        if !register.signed(signed.as_bytes(), &signature) {
            return Err(OrderError::Signature);
        }
        let header = decoded(header)?;
        let mut header = fields(&header)?;
        exactly(&mut header, "alg", "EdDSA")?;
        exactly(&mut header, "typ", TYPE)?;
        exactly(&mut header, "kid", register.id().as_str())?;
        header.finish().map_err(|_| OrderError::Form)?;
        let payload = decoded(payload)?;
        let mut payload = fields(&payload)?;
        exactly(&mut payload, "iss", register.id().as_str())?;
        exactly(&mut payload, "kind", ERASURE)?;
        exactly(&mut payload, "school", school.as_str()).map_err(|_| OrderError::Signature)?;
        let version = |json: Json| json.unsigned(INTEGER_AT_MOST).filter(|version| *version == VERSION);
        payload.read("v", "1", version).map_err(|_| OrderError::Form)?;
        let erasure = payload.read("erasure", "", |json| json.text(ERASURE_AT_MOST)).map_err(|_| OrderError::Form)?;
        let pupil = match payload.take("pupil").map_err(|_| OrderError::Form)? {
            Json::Null => None,
            Json::Text(text) => Some(PupilId::new(text).map_err(|_| OrderError::Form)?),
            _ => return Err(OrderError::Form),
        };
        payload.finish().map_err(|_| OrderError::Form)?;
        let erasure = Erasure::read(&erasure, register, school).map_err(|_| OrderError::Signature)?;
        Ok(Self { erasure, pupil })
    }
}

fn decoded(part: &str) -> Result<Vec<u8>, OrderError> {
    base64url::decode(part).ok_or(OrderError::Form)
}

fn fields(bytes: &[u8]) -> Result<Fields<'_>, OrderError> {
    Json::parse(bytes).and_then(Json::fields).map_err(|_| OrderError::Form)
}

fn exactly(fields: &mut Fields<'_>, key: &'static str, text: &str) -> Result<(), OrderError> {
    fields.word(key, "", |found| (found == text).then_some(())).map_err(|_| OrderError::Form)
}

#[cfg(test)]
mod tests {
    use super::super::erasure::{DecidedBy, NAMED_AT_MOST, Named};
    use super::*;

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
            assert!(order.len() <= ORDER_AT_MOST);
            let read = EraseOrder::read(&order, &key.public(), &school).unwrap();
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
        let read = |order: &str| EraseOrder::read(order, &key.public(), &school);
        for place in 0..order.len() {
            let letter = if order.as_bytes()[place] == b'A' { "B" } else { "A" };
            assert!(read(&format!("{}{letter}{}", &order[..place], &order[place + 1..])).is_err(), "{place}");
        }
        let impostor = RegisterKey::from_seed([3; 32]);
        assert_eq!(EraseOrder::read(&order, &impostor.public(), &school), Err(OrderError::Signature));
        let elsewhere = SchoolId::new("oak").unwrap();
        assert_eq!(EraseOrder::read(&order, &key.public(), &elsewhere), Err(OrderError::Signature));
        // The register's own order around somebody else's erasure.
        let foreign = EraseOrder::sign(&key, &school, made(&impostor, &school, 1).jwt(), Some(&pupil));
        assert_eq!(read(&foreign), Err(OrderError::Signature));
        assert_eq!(read(erasure.jwt()), Err(OrderError::Form));
        let payload = order.split('.').nth(1).unwrap();
        let payload = String::from_utf8(base64url::decode(payload).unwrap()).unwrap();
        for (from, to) in
            [("\"kind\":\"erasure\"", "\"kind\":\"dance\""), ("\"v\":1", "\"v\":2"), ("{", "{\"more\":1,")]
        {
            let odd = payload.replacen(from, to, 1);
            assert_ne!(odd, payload);
            let signed = format!("{}.{}", order.split('.').next().unwrap(), base64url::encode(odd));
            let signature = base64url::encode(key.sign(signed.as_bytes()));
            assert_eq!(read(&format!("{signed}.{signature}")), Err(OrderError::Form), "{to}");
        }
    }
}
