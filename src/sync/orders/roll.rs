//! The order that brings the school's roll: all of it, packed, with a version that only grows. The newest says everything.

use super::frame::{self, Frame, OrderError};
use super::kind::Kind;
use crate::domain::ids::{ClassId, Numbering, PupilId, SchoolId};
use crate::domain::roll::{OnRoll, Roll};
use crate::domain::school::{Class, Pupil, YearGroup};
use crate::ledger::json::{Fields, Json};
use crate::ledger::{Head, INTEGER_AT_MOST, base64url};
use crate::sync::identity::RegisterKey;
use crate::sync::wire;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The most bytes of a packed roll: some 5,000 children, and 1,000 whatever they are called.
pub const PACKED_AT_MOST: usize = 384 << 10;
/// The most bytes that a roll unpacks to.
pub const ROLL_AT_MOST: usize = 4 << 20;
/// The most bytes of an order of this kind: base64url twice, and what stands around it.
pub(super) const ORDER_AT_MOST: usize = PACKED_AT_MOST / 3 * 4 / 3 * 4 + 4096;
/// The most classes.
const CLASSES_AT_MOST: usize = 1_000;
/// The most children.
const PUPILS_AT_MOST: usize = 10_000;
/// The most numbers of one child.
const NUMBERS_AT_MOST: usize = 8;
/// The most bytes of a name.
const NAME_AT_MOST: usize = 512;
/// The most bytes of a number.
const NUMBER_AT_MOST: usize = 128;

/// A roll is too large for an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the school's roll is too large to be sent to kiosks; part the school in two at the register")]
pub struct TooLarge;

/// An order that brings the roll, whose signature was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollOrder {
    /// Its version.
    pub version: u64,
    /// The roll's hash: SHA-256 over its text.
    pub hash: [u8; 32],
    /// The roll.
    pub roll: Roll,
}

/// The text of a roll, as it is hashed and packed: the same roll has the same text.
#[must_use]
pub fn text_of(roll: &Roll) -> String {
    let class = |class: &Class| json!({ "id": class.id.as_str(), "name": class.name, "year": class.year.number() });
    let pupil = |OnRoll { pupil, numbers }: &OnRoll| {
        let numbers: Vec<Value> =
            numbers.iter().map(|(numbering, number)| json!([numbering.as_str(), number])).collect();
        json!({
            "id": pupil.id.as_str(),
            "class": pupil.class.as_str(),
            "given": pupil.given_name,
            "family": pupil.family_name,
            "numbers": numbers,
        })
    };
    let classes: Vec<Value> = roll.classes().iter().map(class).collect();
    let pupils: Vec<Value> = roll.pupils().iter().map(pupil).collect();
    json!({ "classes": classes, "pupils": pupils }).to_string()
}

/// The hash of a roll's text.
#[must_use]
pub fn hash_of(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Reads the text of a roll.
///
/// # Errors
/// [`OrderError::Form`].
pub fn read_text(text: &[u8]) -> Result<Roll, OrderError> {
    let mut fields = fields(Json::parse(text).map_err(|_| OrderError::Form)?)?;
    let classes = list(&mut fields, "classes", CLASSES_AT_MOST)?.into_iter().map(class).collect::<Result<_, _>>()?;
    let pupils = list(&mut fields, "pupils", PUPILS_AT_MOST)?.into_iter().map(pupil).collect::<Result<_, _>>()?;
    fields.finish().map_err(|_| OrderError::Form)?;
    Roll::new(classes, pupils).ok_or(OrderError::Form)
}

impl RollOrder {
    /// Where a kiosk stands that has it: its version and hash.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { sequence: self.version, hash: self.hash }
    }

    /// Signs one, as it travels. `text` is [`text_of`] a roll.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn sign(key: &RegisterKey, school: &SchoolId, version: u64, text: &str) -> Result<String, TooLarge> {
        let packed = wire::pack(text.as_bytes());
        if text.len() > ROLL_AT_MOST || packed.len() > PACKED_AT_MOST {
            return Err(TooLarge);
        }
        let claims = [("version", version.into()), ("roll", base64url::encode(packed).into())];
        Ok(frame::sign(key, school, Kind::Roll, claims))
    }

    /// Reads it out of its frame.
    pub(super) fn within(mut frame: Frame) -> Result<Self, OrderError> {
        let version = frame.number("version")?;
        let packed = frame.text("roll", PACKED_AT_MOST.div_ceil(3) * 4)?;
        frame.finish()?;
        let packed = base64url::decode(&packed).ok_or(OrderError::Form)?;
        if version == 0 || packed.len() > PACKED_AT_MOST {
            return Err(OrderError::Form);
        }
        let text = wire::unpack(&packed, ROLL_AT_MOST).map_err(|_| OrderError::Form)?;
        let hash = Sha256::digest(&text).into();
        Ok(Self { version, hash, roll: read_text(&text)? })
    }
}

fn fields(json: Json<'_>) -> Result<Fields<'_>, OrderError> {
    json.fields().map_err(|_| OrderError::Form)
}

fn list<'a>(fields: &mut Fields<'a>, key: &'static str, at_most: usize) -> Result<Vec<Json<'a>>, OrderError> {
    fields.read(key, "", |json| json.list(at_most)).map_err(|_| OrderError::Form)
}

fn text(fields: &mut Fields<'_>, key: &'static str) -> Result<String, OrderError> {
    fields.read(key, "", |json| json.text(NAME_AT_MOST).map(Cow::into_owned)).map_err(|_| OrderError::Form)
}

/// A text that has something in it.
fn name(fields: &mut Fields<'_>, key: &'static str) -> Result<String, OrderError> {
    text(fields, key).and_then(|name| if name.trim().is_empty() { Err(OrderError::Form) } else { Ok(name) })
}

fn id<T, E>(
    fields: &mut Fields<'_>,
    key: &'static str,
    new: impl FnOnce(String) -> Result<T, E>,
) -> Result<T, OrderError> {
    text(fields, key).and_then(|id| new(id).map_err(|_| OrderError::Form))
}

fn class(json: Json<'_>) -> Result<Class, OrderError> {
    let mut fields = fields(json)?;
    let (id, name) = (id(&mut fields, "id", ClassId::new)?, name(&mut fields, "name")?);
    let year = |json: Json<'_>| YearGroup::from_number(u8::try_from(json.unsigned(INTEGER_AT_MOST)?).ok()?);
    let year = fields.read("year", "", year).map_err(|_| OrderError::Form)?;
    fields.finish().map_err(|_| OrderError::Form)?;
    Ok(Class { id, name, year })
}

fn pupil(json: Json<'_>) -> Result<OnRoll, OrderError> {
    let mut fields = fields(json)?;
    let pupil = Pupil {
        id: id(&mut fields, "id", PupilId::new)?,
        class: id(&mut fields, "class", ClassId::new)?,
        given_name: name(&mut fields, "given")?,
        family_name: text(&mut fields, "family")?,
    };
    let mut numbers = BTreeMap::new();
    for pair in list(&mut fields, "numbers", NUMBERS_AT_MOST)? {
        let pair = pair.list(2).and_then(|pair| <[Json<'_>; 2]>::try_from(pair).ok()).ok_or(OrderError::Form)?;
        let [numbering, number] = pair.map(|json| json.text(NUMBER_AT_MOST).map(Cow::into_owned));
        let (Some(numbering), Some(number)) = (numbering, number) else { return Err(OrderError::Form) };
        let numbering = Numbering::new(numbering).map_err(|_| OrderError::Form)?;
        if numbers.insert(numbering, number).is_some() {
            return Err(OrderError::Form);
        }
    }
    fields.finish().map_err(|_| OrderError::Form)?;
    Ok(OnRoll { pupil, numbers })
}

#[cfg(test)]
mod tests {
    use super::super::Order;
    use super::*;
    use base64::Engine;

    fn school() -> SchoolId {
        SchoolId::new("willow").unwrap()
    }

    fn child(id: &str, class: &str, given: &str, family: &str, numbers: &[(&str, &str)]) -> OnRoll {
        let pupil = Pupil {
            id: PupilId::new(id).unwrap(),
            class: ClassId::new(class).unwrap(),
            given_name: given.to_owned(),
            family_name: family.to_owned(),
        };
        let numbers = numbers.iter().map(|(of, number)| (Numbering::new(*of).unwrap(), (*number).to_owned())).collect();
        OnRoll { pupil, numbers }
    }

    fn rowan() -> Class {
        Class { id: ClassId::new("c1").unwrap(), name: "Rowan".to_owned(), year: YearGroup::Year2 }
    }

    fn small() -> Roll {
        let zoe = child("p2", "c1", "Zoë", "", &[]);
        let ada = child("p1", "c1", "Ada", "Quill", &[("upn", "H801200001001"), ("mis", "17")]);
        Roll::new(vec![rowan()], vec![zoe, ada]).unwrap()
    }

    fn opened(key: &RegisterKey, order: &str) -> Result<RollOrder, OrderError> {
        match Frame::open(order, &key.public(), &school())?.order()? {
            Order::Roll(order) => Ok(order),
            other => panic!("{other:?}"),
        }
    }

    /// The text, its hash and how it is packed, from Python's `json`, `hashlib` and `gzip`. Never edit it to make a test pass.
    const TEXT: &str = concat!(
        r#"{"classes":[{"id":"c1","name":"Rowan","year":2}],"pupils":["#,
        r#"{"id":"p1","class":"c1","given":"Ada","family":"Quill","numbers":[["mis","17"],["upn","H801200001001"]]},"#,
        r#"{"id":"p2","class":"c1","given":"Zoë","family":"","numbers":[]}]}"#
    );
    const HASH: &str = "ff2acf0bac9e9d25bc164e8828f2219fa9eef544e296c3d5414fabdce6cf46e9";
    const PACKED: &str = "H4sIAAAAAAACA3WNsQ7CIBCG3+WfGQqLhs3NVUcJA7ZoSICSEjRNwxP5GL6Yh0mTOni54b7L3f8t6L3J2WZItcANkOg5GKIJlubz+DSRcLZmghRVM6SSnN+cp3b+DVl/7+5hI8FhMEQ3E5yfCU/Fed+iS7jaqSUoBJdpw3fQTKGkpjruOy46Kk4NrStbReKf6DK+X1vTj0RXXT/NYg6K5gAAAA==";

    #[test]
    fn a_roll_has_one_text_and_one_hash_and_what_another_program_packed_is_read() {
        assert_eq!(text_of(&small()), TEXT);
        let hex = |hash: [u8; 32]| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert_eq!(hex(hash_of(TEXT)), HASH);
        let key = RegisterKey::from_seed([2; 32]);
        let packed = base64::engine::general_purpose::STANDARD.decode(PACKED).unwrap();
        let claims = [("version", 7.into()), ("roll", base64url::encode(packed).into())];
        let read = opened(&key, &frame::sign(&key, &school(), Kind::Roll, claims)).unwrap();
        assert_eq!(read, RollOrder { version: 7, hash: hash_of(TEXT), roll: small() });
        assert_eq!(read.head(), Head { sequence: 7, hash: hash_of(TEXT) });
        let own = RollOrder::sign(&key, &school(), 7, TEXT).unwrap();
        assert_eq!(opened(&key, &own).unwrap(), read);
        let payload = base64url::decode(own.split('.').nth(1).unwrap()).unwrap();
        let begins =
            format!(r#"{{"iss":"{}","v":1,"kind":"roll","school":"willow","version":7,"roll":""#, key.public().id());
        assert!(String::from_utf8(payload).unwrap().starts_with(&begins));
    }

    #[test]
    fn a_roll_with_anything_odd_about_it_is_refused() {
        for (from, to) in [
            ("\"c1\",\"given\"", "\"c2\",\"given\""),
            ("\"p2\"", "\"p1\""),
            ("\"year\":2", "\"year\":7"),
            ("\"year\":2", "\"year\":2,\"more\":1"),
            ("Ada", " "),
            ("[\"upn\"", "[\"mis\""),
            ("[\"upn\",", "["),
            ("\"p2\"", "\"../p2\""),
            (",\"pupils\"", ",\"classes\":[],\"pupils\""),
            ("]}", "]"),
        ] {
            let odd = TEXT.replacen(from, to, 1);
            assert_ne!(odd, TEXT);
            assert_eq!(read_text(odd.as_bytes()), Err(OrderError::Form), "{odd}");
        }
        let key = RegisterKey::from_seed([2; 32]);
        let signed = |version: u64, packed: &[u8]| {
            let claims = [("version", version.into()), ("roll", base64url::encode(packed).into())];
            opened(&key, &frame::sign(&key, &school(), Kind::Roll, claims))
        };
        assert!(signed(1, &wire::pack(TEXT.as_bytes())).is_ok());
        assert_eq!(signed(0, &wire::pack(TEXT.as_bytes())), Err(OrderError::Form));
        assert_eq!(signed(1, TEXT.as_bytes()), Err(OrderError::Form));
        let bomb = wire::pack(&vec![b' '; ROLL_AT_MOST + 1]);
        assert_eq!(signed(1, &bomb), Err(OrderError::Form));
    }

    #[test]
    fn a_school_of_a_thousand_children_fits_whatever_they_are_called_and_one_of_five_thousand_usually() {
        // Letters that hardly pack: a generator's, so that the test is the same each time.
        let mut state = 7_u64;
        let mut letters = |count: usize, of: &[char]| -> String {
            let mut letter = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                of[(state >> 33) as usize % of.len()]
            };
            (0..count).map(|_| letter()).collect()
        };
        let plain: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').collect();
        let wide: Vec<char> = ('ぁ'..='ん').collect();
        let key = RegisterKey::from_seed([2; 32]);
        let mut made = |count: usize, id: usize, name: usize, of: &[char]| {
            let pupils = (0..count).map(|_| {
                let (pupil, given, family) = (letters(id, &plain), letters(name, of), letters(name, of));
                let (upn, mis) = (letters(13, &plain), letters(8, &plain));
                child(&pupil, "c1", &given, &family, &[("upn", &upn), ("mis", &mis)])
            });
            let roll = Roll::new(vec![rowan()], pupils.collect()).unwrap();
            (RollOrder::sign(&key, &school(), INTEGER_AT_MOST, &text_of(&roll)), roll)
        };
        for (count, id, name, of) in [(1_000, 64, 80, &wide), (5_000, 22, 8, &plain)] {
            let (order, roll) = made(count, id, name, of);
            let order = order.unwrap();
            assert!(order.len() <= Kind::Roll.at_most() && order.len() < wire::ORDERS_BYTES_AT_MOST, "{}", order.len());
            assert_eq!(opened(&key, &order).unwrap().roll, roll);
        }
        assert_eq!(made(9_000, 64, 30, &plain).0, Err(TooLarge));
    }
}
