//! A kiosk's key pair: Ed25519 (RFC 8032), its public half as a JWK (RFC 8037), its name as a thumbprint (RFC 7638).

use super::base64url;
use super::json::{Json, JsonError};
use crate::domain::ids::KioskId;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// The most bytes that a JWK may have.
const JWK_AT_MOST: usize = 1024;

/// Why a text is not a kiosk's public key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Longer than 1,024 bytes.
    #[error("the public key is longer than {JWK_AT_MOST} bytes; it should be one short JSON Web Key")]
    TooLong,
    /// The JSON is not that of a kiosk's JWK.
    #[error("the public key {0}; export the kiosk's statements again")]
    Json(#[from] JsonError),
    /// Another kind of key.
    #[error("the key is not an Ed25519 public key (kty “OKP”, crv “Ed25519”); a kiosk has no other kind")]
    Type,
    /// Not a point of the curve, or one of the few that any signature fits.
    #[error("the key's “x” is not a usable Ed25519 point; export the kiosk's statements again")]
    Point,
    /// `kid` is not the thumbprint of the key.
    #[error("the key's “kid” is not its own thumbprint; the file was altered or damaged: export it again")]
    Thumbprint,
}

/// A kiosk's secret key. Wiped from memory when dropped; never printed.
pub struct KioskKey(SigningKey);

impl KioskKey {
    /// The key of a 32-byte seed (the private key of RFC 8032 §5.1.5), which must be random.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        let seed = Zeroizing::new(seed);
        Self(SigningKey::from_bytes(&seed))
    }

    /// The seed, for sealing it away. Wiped when dropped.
    #[must_use]
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey::new(self.0.verifying_key())
    }

    /// The private half of the same key for agreeing on a secret (X25519, RFC 7748): what is sealed to
    /// [`PublicKey::agreement`] opens with it.
    pub(crate) fn agreement(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_scalar_bytes())
    }

    /// Signs bytes. Whatever is signed begins with what it is (a `typ`, a first line), so that no signature can be taken for
    /// another kind.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for KioskKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KioskKey({})", self.public().kiosk_id())
    }
}

/// A kiosk's public key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey {
    key: VerifyingKey,
    thumbprint: [u8; 32],
}

impl PublicKey {
    /// The key of its 32 bytes.
    ///
    /// # Errors
    /// [`KeyError::Point`] where the bytes are no point of the curve, or a point of small order.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Point)?;
        if key.is_weak() { Err(KeyError::Point) } else { Ok(Self::new(key)) }
    }

    fn new(key: VerifyingKey) -> Self {
        // RFC 8037 §2: the members crv, kty and x, in this order, without white space.
        let required = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, base64url::encode(key.to_bytes()));
        Self { key, thumbprint: Sha256::digest(required).into() }
    }

    /// Its 32 bytes (RFC 8032 §5.1.2).
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// The kiosk's name: the RFC 7638 thumbprint of its key, SHA-256, base64url: 43 characters.
    #[must_use]
    pub fn kiosk_id(&self) -> KioskId {
        #[allow(clippy::expect_used, reason = "43 characters out of the base64url alphabet are always an identifier")]
        KioskId::new(base64url::encode(self.thumbprint)).expect("a thumbprint is an identifier")
    }

    /// The key as a JWK, one line: `{"kty":"OKP","crv":"Ed25519","x":"…","kid":"…"}`.
    #[must_use]
    pub fn to_jwk(&self) -> String {
        let x = base64url::encode(self.to_bytes());
        format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}","kid":"{}"}}"#, self.kiosk_id())
    }

    /// Reads [`Self::to_jwk`]'s four members, in any order and no others (above all not `d`, the secret half).
    ///
    /// # Errors
    /// [`KeyError`] says what is wrong.
    pub fn from_jwk(jwk: &str) -> Result<Self, KeyError> {
        if jwk.len() > JWK_AT_MOST {
            return Err(KeyError::TooLong);
        }
        let mut fields = Json::parse(jwk.as_bytes())?.fields()?;
        let kty = fields.word("kty", "a text", |text| Some(text.to_owned()))?;
        let crv = fields.word("crv", "a text", |text| Some(text.to_owned()))?;
        let bytes = fields.word("x", "32 bytes as base64url", base64url::decode_array)?;
        let kid = fields.word("kid", "a thumbprint", |text| KioskId::new(text).ok())?;
        fields.finish()?;
        if (kty.as_str(), crv.as_str()) != ("OKP", "Ed25519") {
            return Err(KeyError::Type);
        }
        let key = Self::from_bytes(&bytes)?;
        if key.kiosk_id() == kid { Ok(key) } else { Err(KeyError::Thumbprint) }
    }

    /// The same key for agreeing on a secret: its point on Curve25519 (RFC 7748 §4.1).
    pub(crate) fn agreement(&self) -> [u8; 32] {
        self.key.to_montgomery().to_bytes()
    }

    /// Whether the signature is this key's, by the strict rules (no small-order points, one encoding only).
    pub(crate) fn signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.kiosk_id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thumbprint_is_that_of_rfc_8037() {
        // RFC 8037 appendix A.2 and A.3.
        let x = base64url::decode_array("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").unwrap();
        let key = PublicKey::from_bytes(&x).unwrap();
        assert_eq!(key.kiosk_id().as_str(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        // Appendix A.1: the seed of the same key.
        let d = base64url::decode_array("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
        assert_eq!(KioskKey::from_seed(d).public(), key);
        // Appendix A.4: its signature.
        let signature = KioskKey::from_seed(d).sign(b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc");
        assert_eq!(
            base64url::encode(signature),
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        );
    }

    #[test]
    fn a_public_key_survives_being_written_down() {
        let key = KioskKey::from_seed([3; 32]).public();
        assert_eq!(PublicKey::from_jwk(&key.to_jwk()), Ok(key));
    }

    #[test]
    fn a_jwk_with_anything_odd_about_it_is_refused() {
        let jwk = KioskKey::from_seed([3; 32]).public().to_jwk();
        let with = |from: &str, to: &str| PublicKey::from_jwk(&jwk.replacen(from, to, 1));
        assert_eq!(with("Ed25519", "X25519"), Err(KeyError::Type));
        assert_eq!(with("{", r#"{"d":"AA","#), Err(KeyError::Json(JsonError::UnknownKey("d".into()))));
        assert_eq!(with("{", r#"{"kty":"OKP","#), Err(KeyError::Json(JsonError::DuplicateKey("kty".into()))));
        let other = KioskKey::from_seed([4; 32]).public().kiosk_id();
        let own = KioskKey::from_seed([3; 32]).public().kiosk_id();
        assert_eq!(with(own.as_str(), other.as_str()), Err(KeyError::Thumbprint));
        assert_eq!(PublicKey::from_jwk(&"x".repeat(2000)), Err(KeyError::TooLong));
        // The neutral element: every message has a signature under it.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        assert_eq!(PublicKey::from_bytes(&neutral), Err(KeyError::Point));
    }

    #[test]
    fn a_secret_key_never_prints_itself() {
        let key = KioskKey::from_seed([7; 32]);
        assert_eq!(format!("{key:?}"), format!("KioskKey({})", key.public().kiosk_id()));
        assert_eq!(*key.seed(), [7; 32]);
    }
}
