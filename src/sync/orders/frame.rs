//! What every order has, whatever its kind: a JWT by the register, its version, its kind, and for which school it is.

use super::kind::{Kind, ORDER_AT_MOST};
use crate::domain::ids::SchoolId;
use crate::ledger::json::{Fields, Json};
use crate::ledger::{Head, INTEGER_AT_MOST, base64url};
use crate::sync::identity::{RegisterKey, RegisterPublic};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

const TYPE: &str = "promise-order+jwt";
const VERSION: u64 = 1;

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

/// An order whose signature, register and school were checked, and whose claims were not yet.
#[derive(Debug)]
pub struct Frame {
    kind: Kind,
    claims: Fields<'static>,
    /// Who signed it.
    register: RegisterPublic,
    /// For whom.
    school: SchoolId,
    /// SHA-256 over its bytes.
    hash: [u8; 32],
}

/// Signs an order: the claims of its kind, and those that every order has.
pub(super) fn sign<const N: usize>(
    key: &RegisterKey,
    school: &SchoolId,
    kind: Kind,
    claims: [(&'static str, Value); N],
) -> String {
    let id = key.public().id();
    let header = json!({ "alg": "EdDSA", "typ": TYPE, "kid": id.as_str() });
    let mut payload = Map::new();
    payload.insert("iss".to_owned(), id.as_str().into());
    payload.insert("v".to_owned(), VERSION.into());
    payload.insert("kind".to_owned(), kind.code().into());
    payload.insert("school".to_owned(), school.as_str().into());
    payload.extend(claims.into_iter().map(|(claim, value)| (claim.to_owned(), value)));
    let payload = Value::Object(payload);
    let mut jwt = format!("{}.{}", base64url::encode(header.to_string()), base64url::encode(payload.to_string()));
    let signature = key.sign(jwt.as_bytes());
    jwt.push('.');
    jwt.push_str(&base64url::encode(signature));
    jwt
}

impl Frame {
    /// Opens one, and checks that this register signed it for this school.
    ///
    /// # Errors
    /// [`OrderError`].
    pub fn open(order: &str, register: &RegisterPublic, school: &SchoolId) -> Result<Self, OrderError> {
        if order.len() > ORDER_AT_MOST {
            return Err(OrderError::Form);
        }
        let (signed, signature) = order.rsplit_once('.').ok_or(OrderError::Form)?;
        let (header, payload) = signed.split_once('.').ok_or(OrderError::Form)?;
        let signature: [u8; 64] = base64url::decode_array(signature).ok_or(OrderError::Form)?;
        if !register.signed(signed.as_bytes(), &signature) {
            return Err(OrderError::Signature);
        }
        let mut header = fields(header)?;
        exactly(&mut header, "alg", "EdDSA")?;
        exactly(&mut header, "typ", TYPE)?;
        exactly(&mut header, "kid", register.id().as_str())?;
        header.finish().map_err(|_| OrderError::Form)?;
        let mut claims = fields(payload)?;
        exactly(&mut claims, "iss", register.id().as_str())?;
        let kind = claims.word("kind", "", Kind::from_code).map_err(|_| OrderError::Form)?;
        exactly(&mut claims, "school", school.as_str()).map_err(|_| OrderError::Signature)?;
        let version = |json: Json<'_>| json.unsigned(INTEGER_AT_MOST).filter(|version| *version == VERSION);
        claims.read("v", "1", version).map_err(|_| OrderError::Form)?;
        if order.len() > kind.at_most() {
            return Err(OrderError::Form);
        }
        let hash = Sha256::digest(order).into();
        Ok(Self { kind, claims, register: *register, school: school.clone(), hash })
    }

    /// Which kind it says it is of.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Who signed it.
    pub(super) fn register(&self) -> &RegisterPublic {
        &self.register
    }

    /// For which school it is.
    pub(super) fn school(&self) -> &SchoolId {
        &self.school
    }

    /// The value of a claim.
    pub(super) fn take(&mut self, claim: &'static str) -> Result<Json<'static>, OrderError> {
        self.claims.take(claim).map_err(|_| OrderError::Form)
    }

    /// The text of a claim.
    pub(super) fn text(&mut self, claim: &'static str, at_most: usize) -> Result<String, OrderError> {
        self.claims.read(claim, "", |json| json.text(at_most).map(Cow::into_owned)).map_err(|_| OrderError::Form)
    }

    /// The whole number of a claim.
    pub(super) fn number(&mut self, claim: &'static str) -> Result<u64, OrderError> {
        self.claims.read(claim, "", |json| json.unsigned(INTEGER_AT_MOST)).map_err(|_| OrderError::Form)
    }

    /// The moment of a claim, milliseconds since 1970 (UTC).
    pub(super) fn time(&mut self, claim: &'static str) -> Result<i64, OrderError> {
        self.claims.read(claim, "", |json| json.signed(INTEGER_AT_MOST)).map_err(|_| OrderError::Form)
    }

    /// Where a kiosk stands that has obeyed it, for orders that count by a claim `number` and their own bytes.
    pub(super) fn numbered(&mut self) -> Result<Head, OrderError> {
        match self.number("number")? {
            0 => Err(OrderError::Form),
            sequence => Ok(Head { sequence, hash: self.hash }),
        }
    }

    /// That there was no other claim.
    pub(super) fn finish(self) -> Result<(), OrderError> {
        self.claims.finish().map_err(|_| OrderError::Form)
    }
}

fn fields(part: &str) -> Result<Fields<'static>, OrderError> {
    let bytes = base64url::decode(part).ok_or(OrderError::Form)?;
    Json::parse(&bytes).map(Json::into_owned).and_then(Json::fields).map_err(|_| OrderError::Form)
}

fn exactly(fields: &mut Fields<'_>, key: &'static str, text: &str) -> Result<(), OrderError> {
    fields.word(key, "", |found| (found == text).then_some(())).map_err(|_| OrderError::Form)
}
