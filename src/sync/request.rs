//! Signed requests: a short-lived JWT (RFC 7519) beside the body says who sends it, to whom, and that body and path are
//! these. It is what an OAuth DPoP proof (RFC 9449) is, with the body's hash added.

use super::refusal::Refusal;
use crate::domain::ids::{KioskId, RegisterId};
use crate::ledger::base64url;
use crate::ledger::json::{Fields, Json, JsonError};
use crate::ledger::{INTEGER_AT_MOST, KioskKey, PublicKey};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// How long a request can be carried out after it was signed, seconds.
pub const LIFETIME_SECONDS: i64 = 120;
/// How far ahead of the register's clock a request may have been signed, seconds.
pub const AHEAD_SECONDS: i64 = 30;
/// The most bytes of a token.
pub const TOKEN_AT_MOST: usize = 2048;
/// The most bytes of a path.
const PATH_AT_MOST: usize = 256;
const TYPE: &str = "promise-request+jwt";
const VERSION: u64 = 1;

/// What a request is signed for.
#[derive(Debug, Clone, Copy)]
pub struct Sending<'a> {
    /// The register that may take it.
    pub register: &'a RegisterId,
    /// The path, for instance `/v1/schools/willow-lane/push`.
    pub path: &'a str,
    /// The body as it travels, compressed or not.
    pub body: &'a [u8],
    /// The register's time, seconds since 1970 (UTC).
    pub now_seconds: i64,
    /// 16 random bytes, never used twice.
    pub once: [u8; 16],
}

#[derive(Serialize)]
struct Written<'a> {
    v: u64,
    iss: &'a str,
    aud: &'a str,
    path: &'a str,
    body: String,
    iat: i64,
    exp: i64,
    jti: String,
}

/// What a kiosk has to sign for a request.
#[must_use]
pub fn to_sign(kiosk: &KioskId, sending: &Sending<'_>) -> String {
    let header = format!(r#"{{"alg":"EdDSA","typ":"{TYPE}","kid":"{kiosk}"}}"#);
    let payload = serde_json::json!(Written {
        v: VERSION,
        iss: kiosk.as_str(),
        aud: sending.register.as_str(),
        path: sending.path,
        body: base64url::encode(Sha256::digest(sending.body)),
        iat: sending.now_seconds,
        exp: sending.now_seconds.saturating_add(LIFETIME_SECONDS),
        jti: base64url::encode(sending.once),
    });
    format!("{}.{}", base64url::encode(header), base64url::encode(payload.to_string()))
}

/// The token: what was to be signed, with its signature. It goes into the header `Authorization: Bearer`.
#[must_use]
pub fn token(signed: &str, signature: &[u8; 64]) -> String {
    format!("{signed}.{}", base64url::encode(signature))
}

/// Both at once, with the key at hand.
#[must_use]
pub fn sign(key: &KioskKey, sending: &Sending<'_>) -> String {
    let signed = to_sign(&key.public().kiosk_id(), sending);
    let signature = key.sign(signed.as_bytes());
    token(&signed, &signature)
}

/// A token whose form is right. Whose it is and what it is for is known only after [`Token::check`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    kiosk: KioskId,
    audience: String,
    path: String,
    body: [u8; 32],
    issued: i64,
    expires: i64,
    once: [u8; 16],
    signed: String,
    signature: [u8; 64],
}

/// What a checked token is remembered by, so that it is not taken a second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Once {
    /// The random bytes of the request.
    pub bytes: [u8; 16],
    /// Until when it must be remembered, seconds since 1970 (UTC).
    pub until_seconds: i64,
}

impl Token {
    /// Reads a token.
    ///
    /// # Errors
    /// [`Refusal::Signature`] where it has not the one form that a token has.
    pub fn parse(token: &str) -> Result<Self, Refusal> {
        Self::read(token).ok_or(Refusal::Signature)
    }

    fn read(token: &str) -> Option<Self> {
        if token.len() > TOKEN_AT_MOST {
            return None;
        }
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, payload) = signed.split_once('.')?;
        let header = base64url::decode(header)?;
        let mut fields = fields(&header)?;
        let exactly =
            |fields: &mut Fields, key, text: &str| fields.word(key, "", |found| (found == text).then_some(()));
        exactly(&mut fields, "alg", "EdDSA").ok()?;
        exactly(&mut fields, "typ", TYPE).ok()?;
        let kid = fields.word("kid", "", |text| KioskId::new(text).ok()).ok()?;
        fields.finish().ok()?;
        let token = Self::claims(payload, signed, base64url::decode_array(signature)?).ok()?;
        (token.kiosk == kid).then_some(token)
    }

    fn claims(payload: &str, signed: &str, signature: [u8; 64]) -> Result<Self, JsonError> {
        let payload = base64url::decode(payload).ok_or(JsonError::NotAnObject)?;
        let mut fields = fields(&payload).ok_or(JsonError::NotAnObject)?;
        fields.read("v", "1", |json| json.unsigned(VERSION).filter(|version| *version == VERSION))?;
        let seconds = |json: Json| json.signed(INTEGER_AT_MOST);
        let token = Self {
            kiosk: fields.word("iss", "a kiosk's thumbprint", |text| KioskId::new(text).ok())?,
            audience: fields.word("aud", "a register's thumbprint", |text| Some(text.to_owned()))?,
            path: fields.read("path", "a path", |json| Some(json.text(PATH_AT_MOST)?.into_owned()))?,
            body: fields.word("body", "32 bytes as base64url", base64url::decode_array)?,
            issued: fields.read("iat", "seconds", seconds)?,
            expires: fields.read("exp", "seconds", seconds)?,
            once: fields.word("jti", "16 bytes as base64url", base64url::decode_array)?,
            signed: signed.to_owned(),
            signature,
        };
        fields.finish().map(|()| token)
    }

    /// The kiosk that it says it is of: whose key to check it with.
    #[must_use]
    pub fn kiosk(&self) -> &KioskId {
        &self.kiosk
    }

    /// Checks signature, register, path, body and time, in this order.
    ///
    /// # Errors
    /// [`Refusal::Signature`], [`Refusal::Altered`], [`Refusal::Clock`].
    pub fn check(
        &self,
        key: &PublicKey,
        register: &RegisterId,
        path: &str,
        body: &[u8],
        now_seconds: i64,
    ) -> Result<Once, Refusal> {
        if key.kiosk_id() != self.kiosk || !key.signed(self.signed.as_bytes(), &self.signature) {
            return Err(Refusal::Signature);
        }
        let hash: [u8; 32] = Sha256::digest(body).into();
        if self.audience != register.as_str() || self.path != path || self.body != hash {
            return Err(Refusal::Altered);
        }
        let lifetime = self.expires.saturating_sub(self.issued);
        let early = self.issued > now_seconds.saturating_add(AHEAD_SECONDS);
        if early || self.expires <= now_seconds || !(1..=LIFETIME_SECONDS).contains(&lifetime) {
            return Err(Refusal::Clock);
        }
        Ok(Once { bytes: self.once, until_seconds: self.expires })
    }
}

fn fields(bytes: &[u8]) -> Option<Fields<'_>> {
    Json::parse(bytes).ok()?.fields().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_000_000;

    fn register() -> RegisterId {
        RegisterId::new("the-register").unwrap()
    }

    fn signed(key: &KioskKey) -> String {
        let register = register();
        sign(key, &Sending { register: &register, path: "/v1/head", body: b"{}", now_seconds: NOW, once: [7; 16] })
    }

    #[test]
    fn a_request_is_taken_as_it_was_signed_and_not_otherwise() {
        let key = KioskKey::from_seed([3; 32]);
        let token = Token::parse(&signed(&key)).unwrap();
        let check = |path: &str, body: &[u8], now| token.check(&key.public(), &register(), path, body, now);
        assert_eq!(check("/v1/head", b"{}", NOW), Ok(Once { bytes: [7; 16], until_seconds: NOW + 120 }));
        assert_eq!(check("/v1/push", b"{}", NOW), Err(Refusal::Altered));
        assert_eq!(check("/v1/head", b"{ }", NOW), Err(Refusal::Altered));
        assert_eq!(check("/v1/head", b"{}", NOW + 119).map(|once| once.bytes), Ok([7; 16]));
        assert_eq!(check("/v1/head", b"{}", NOW + 120), Err(Refusal::Clock));
        assert!(check("/v1/head", b"{}", NOW - 30).is_ok());
        assert_eq!(check("/v1/head", b"{}", NOW - 31), Err(Refusal::Clock));
        let elsewhere = RegisterId::new("another").unwrap();
        assert_eq!(token.check(&key.public(), &elsewhere, "/v1/head", b"{}", NOW), Err(Refusal::Altered));
        let impostor = KioskKey::from_seed([4; 32]).public();
        assert_eq!(token.check(&impostor, &register(), "/v1/head", b"{}", NOW), Err(Refusal::Signature));
    }

    #[test]
    fn one_changed_character_anywhere_is_noticed() {
        let key = KioskKey::from_seed([3; 32]);
        let token = signed(&key);
        for place in 0..token.len() {
            let other = if token.as_bytes()[place] == b'A' { "B" } else { "A" };
            let changed = format!("{}{other}{}", &token[..place], &token[place + 1..]);
            let taken = Token::parse(&changed)
                .and_then(|token| token.check(&key.public(), &register(), "/v1/head", b"{}", NOW));
            assert!(taken.is_err(), "{place}: {changed}");
        }
    }

    #[test]
    fn a_statement_is_no_request_and_a_request_no_statement() {
        let key = KioskKey::from_seed([3; 32]);
        let header = base64url::encode(format!(
            r#"{{"alg":"EdDSA","typ":"promise-statement+sd-jwt","kid":"{}"}}"#,
            key.public().kiosk_id()
        ));
        let payload = signed(&key).split('.').nth(1).unwrap().to_owned();
        let body = format!("{header}.{payload}");
        let token = format!("{body}.{}", base64url::encode(key.sign(body.as_bytes())));
        assert_eq!(Token::parse(&token), Err(Refusal::Signature));
        assert!(crate::ledger::Statement::parse(&format!("{}~", signed(&key))).is_err());
    }

    #[test]
    fn a_token_that_would_live_longer_is_not_taken() {
        let key = KioskKey::from_seed([3; 32]);
        let mut token = Token::parse(&signed(&key)).unwrap();
        let header = token.signed.split('.').next().unwrap().to_owned();
        let payload = base64url::decode(token.signed.split('.').nth(1).unwrap()).unwrap();
        let longer = String::from_utf8(payload).unwrap().replace(&(NOW + 120).to_string(), &(NOW + 121).to_string());
        let signed = format!("{header}.{}", base64url::encode(longer));
        token = Token::parse(&format!("{signed}.{}", base64url::encode(key.sign(signed.as_bytes())))).unwrap();
        assert_eq!(token.check(&key.public(), &register(), "/v1/head", b"{}", NOW), Err(Refusal::Clock));
    }
}
