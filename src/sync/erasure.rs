//! Erasures: the register's signed word that what tells of a child was destroyed in these statements, on whose decision
//! and when. They are entries of the school's log, in the clear for ever, and name nobody.

use super::identity::{RegisterKey, RegisterPublic};
use crate::domain::ids::{KioskId, SchoolId};
use crate::ledger::json::{Fields, Json};
use crate::ledger::{INTEGER_AT_MOST, base64url};
use serde_json::json;
use sha2::{Digest, Sha256};

const TYPE: &str = "promise-erasure+jwt";
const KIND: &str = "erasure";
const VERSION: u64 = 1;
/// The most statements that one erasure names: it stays below 65,535 bytes, what an entry of a C2SP log may have.
pub const NAMED_AT_MOST: usize = 256;
/// The most bytes of an erasure.
pub const ERASURE_AT_MOST: usize = 65_535;

/// A text is not an erasure, or not this register's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ErasureError {
    /// Not of the one form that an erasure has.
    #[error("an erasure cannot be read; it was altered, or is of a newer program")]
    Form,
    /// Another register's, another school's, or signed by nobody who may.
    #[error("an erasure is not signed by this register for this school; it was altered or made up")]
    Signature,
}

/// A statement that is named in an erasure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Its kiosk.
    pub kiosk: KioskId,
    /// Its number.
    pub sequence: u64,
    /// Its hash.
    pub hash: [u8; 32],
}

/// On whose decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecidedBy {
    /// Somebody in this office, at the register.
    Role(&'static str),
    /// Nobody anew: the statement came after the child was erased, or had been erased on the kiosk.
    Earlier,
}

impl DecidedBy {
    const ROLES: [&'static str; 3] = ["dsl", "head", "operator"];

    fn code(self) -> &'static str {
        match self {
            Self::Role(role) => role,
            Self::Earlier => "earlier",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        match code {
            "earlier" => Some(Self::Earlier),
            code => Self::ROLES.into_iter().find(|role| *role == code).map(Self::Role),
        }
    }
}

/// An erasure whose signature was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    jwt: String,
    /// Its number among the erasures of the school, from 1.
    pub number: u64,
    /// The statements, at most [`NAMED_AT_MOST`]; none where the child was known by the school's roll alone.
    pub named: Vec<Named>,
    /// On whose decision.
    pub by: DecidedBy,
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

impl Erasure {
    /// Signs one.
    ///
    /// # Errors
    /// [`ErasureError::Form`] where it names too many statements.
    pub fn sign(
        key: &RegisterKey,
        school: &SchoolId,
        number: u64,
        named: &[Named],
        by: DecidedBy,
        at_ms: i64,
    ) -> Result<Self, ErasureError> {
        let register = key.public();
        let id = register.id();
        let header = json!({ "alg": "EdDSA", "typ": TYPE, "kid": id.as_str() });
        let statements: Vec<_> = named
            .iter()
            .map(|named| {
                json!({ "kiosk": named.kiosk.as_str(), "seq": named.sequence, "hash": base64url::encode(named.hash) })
            })
            .collect();
        let payload = json!({
            "iss": id.as_str(),
            "v": VERSION,
            "kind": KIND,
            "school": school.as_str(),
            "number": number,
            "by": by.code(),
            "at_ms": at_ms,
            "statements": statements,
        });
        let mut jwt = format!("{}.{}", base64url::encode(header.to_string()), base64url::encode(payload.to_string()));
        let signature = key.sign(jwt.as_bytes());
        jwt.push('.');
        jwt.push_str(&base64url::encode(signature));
        // Read back as a stranger would.
        Self::read(&jwt, &register, school)
    }

    /// Reads one and checks that this register signed it for this school.
    ///
    /// # Errors
    /// [`ErasureError`].
    pub fn read(jwt: &str, register: &RegisterPublic, school: &SchoolId) -> Result<Self, ErasureError> {
        if jwt.len() > ERASURE_AT_MOST {
            return Err(ErasureError::Form);
        }
        let (signed, signature) = jwt.rsplit_once('.').ok_or(ErasureError::Form)?;
        let (header, payload) = signed.split_once('.').ok_or(ErasureError::Form)?;
        let id = register.id();
        let exactly = |fields: &mut Fields, key, text: &str| {
            fields.word(key, "", |found| (found == text).then_some(())).map_err(|_| ErasureError::Form)
        };
        let header = base64url::decode(header).ok_or(ErasureError::Form)?;
        let mut fields = self::fields(&header).ok_or(ErasureError::Form)?;
        exactly(&mut fields, "alg", "EdDSA")?;
        exactly(&mut fields, "typ", TYPE)?;
        exactly(&mut fields, "kid", id.as_str()).map_err(|_| ErasureError::Signature)?;
        fields.finish().map_err(|_| ErasureError::Form)?;
        let signature: [u8; 64] = base64url::decode_array(signature).ok_or(ErasureError::Form)?;
        if !register.signed(signed.as_bytes(), &signature) {
            return Err(ErasureError::Signature);
        }
        let payload = base64url::decode(payload).ok_or(ErasureError::Form)?;
        let mut fields = self::fields(&payload).ok_or(ErasureError::Form)?;
        exactly(&mut fields, "iss", id.as_str())?;
        exactly(&mut fields, "kind", KIND)?;
        exactly(&mut fields, "school", school.as_str()).map_err(|_| ErasureError::Signature)?;
        let erasure = Self::claims(jwt, &mut fields).ok_or(ErasureError::Form)?;
        fields.finish().map_err(|_| ErasureError::Form)?;
        Ok(erasure)
    }

    fn claims(jwt: &str, fields: &mut Fields<'_>) -> Option<Self> {
        fields.read("v", "1", |json| json.unsigned(VERSION).filter(|version| *version == VERSION)).ok()?;
        let natural = |json: Json| json.unsigned(INTEGER_AT_MOST).filter(|number| *number > 0);
        let number = fields.read("number", "", natural).ok()?;
        let by = fields.word("by", "", DecidedBy::from_code).ok()?;
        let at_ms = fields.read("at_ms", "", |json| json.signed(INTEGER_AT_MOST)).ok()?;
        let list = fields.read("statements", "", |json| json.list(NAMED_AT_MOST)).ok()?;
        let named = |json: Json| {
            let mut fields = json.fields().ok()?;
            let named = Named {
                kiosk: fields.word("kiosk", "", |text| KioskId::new(text).ok()).ok()?,
                sequence: fields.read("seq", "", natural).ok()?,
                hash: fields.word("hash", "", base64url::decode_array).ok()?,
            };
            fields.finish().ok()?;
            Some(named)
        };
        let named: Vec<Named> = list.into_iter().map(named).collect::<Option<_>>()?;
        Some(Self { jwt: jwt.to_owned(), number, named, by, at_ms })
    }

    /// The signed bytes, as they travel and are kept.
    #[must_use]
    pub fn jwt(&self) -> &str {
        &self.jwt
    }

    /// SHA-256 over them: the entry of the log.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.jwt.as_bytes()).into()
    }
}

fn fields(bytes: &[u8]) -> Option<Fields<'_>> {
    Json::parse(bytes).ok()?.fields().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(count: usize) -> Vec<Named> {
        let kiosk = crate::ledger::KioskKey::from_seed([1; 32]).public().kiosk_id();
        (1..=count as u64)
            .map(|sequence| Named { kiosk: kiosk.clone(), sequence: INTEGER_AT_MOST - sequence, hash: [7; 32] })
            .collect()
    }

    #[test]
    fn an_erasure_is_read_as_it_was_signed_and_fits_an_entry_of_the_log() {
        let (key, school) = (RegisterKey::from_seed([2; 32]), SchoolId::new("s".repeat(64)).unwrap());
        let by = DecidedBy::Role("dsl");
        let erasure = Erasure::sign(&key, &school, 3, &named(NAMED_AT_MOST), by, 1_795_000_000_000).unwrap();
        assert_eq!((erasure.number, erasure.named.len(), erasure.by), (3, NAMED_AT_MOST, by));
        assert!(erasure.jwt().len() <= ERASURE_AT_MOST);
        assert_eq!(Erasure::read(erasure.jwt(), &key.public(), &school), Ok(erasure));
        let too_many = named(NAMED_AT_MOST + 1);
        assert_eq!(Erasure::sign(&key, &school, 1, &too_many, by, 0), Err(ErasureError::Form));
    }

    #[test]
    fn one_changed_character_another_key_or_another_school_is_refused() {
        let (key, school) = (RegisterKey::from_seed([2; 32]), SchoolId::new("willow").unwrap());
        let erasure = Erasure::sign(&key, &school, 1, &named(2), DecidedBy::Earlier, 0).unwrap();
        let other = RegisterKey::from_seed([3; 32]).public();
        assert_eq!(Erasure::read(erasure.jwt(), &other, &school), Err(ErasureError::Signature));
        let elsewhere = SchoolId::new("oak").unwrap();
        assert_eq!(Erasure::read(erasure.jwt(), &key.public(), &elsewhere), Err(ErasureError::Signature));
        for place in 0..erasure.jwt().len() {
            let letter = if erasure.jwt().as_bytes()[place] == b'A' { "B" } else { "A" };
            let changed = format!("{}{letter}{}", &erasure.jwt()[..place], &erasure.jwt()[place + 1..]);
            assert!(Erasure::read(&changed, &key.public(), &school).is_err(), "{place}");
        }
        let statement = crate::ledger::Statement::parse(&format!("{}~", erasure.jwt()));
        assert!(statement.is_err());
    }
}
