//! The two ways a key is wrapped: under another key (XChaCha20-Poly1305), and to a public key (HPKE, RFC 9180, base mode
//! with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305).

use super::error::StoreError;
use super::random;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

type SealAead = hpke::aead::ChaCha20Poly1305;
type SealKdf = hpke::kdf::HkdfSha256;

/// Says in every sealed box what it is for (HPKE's `info`).
const PURPOSE: &[u8] = b"promise-tree database key 1";

/// An X25519 key pair. The private half is wiped when dropped.
pub(crate) struct KeyPair {
    private: <X25519HkdfSha256 as Kem>::PrivateKey,
    public: <X25519HkdfSha256 as Kem>::PublicKey,
}

impl KeyPair {
    /// A fresh one.
    pub(crate) fn make() -> Result<Self, StoreError> {
        Ok(Self::derive(random::secret::<32>()?.as_slice()))
    }

    /// The one that belongs to a secret (`DeriveKeyPair`, RFC 9180 §7.1.3).
    pub(crate) fn derive(secret: &[u8]) -> Self {
        let (private, public) = X25519HkdfSha256::derive_keypair(secret);
        Self { private, public }
    }

    /// The one with this private half, or `None` where it cannot be one.
    pub(crate) fn from_private(private: &[u8]) -> Option<Self> {
        let private = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(private).ok()?;
        let public = X25519HkdfSha256::sk_to_pk(&private);
        Some(Self { private, public })
    }

    /// The private half, to be wrapped.
    pub(crate) fn private(&self) -> Zeroizing<[u8; 32]> {
        let mut private = Zeroizing::new([0; 32]);
        self.private.write_exact(private.as_mut_slice());
        private
    }

    /// The public half.
    pub(crate) fn public(&self) -> [u8; 32] {
        self.public.to_bytes().into()
    }

    /// What was sealed to the public half, or `None` where this is not the key or a bit has changed.
    pub(crate) fn open(&self, sealed: &SealedBox, about: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&sealed.encapsulated).ok()?;
        hpke::single_shot_open::<SealAead, SealKdf, X25519HkdfSha256>(
            &OpModeR::Base,
            &self.private,
            &encapsulated,
            PURPOSE,
            &sealed.ciphertext,
            about,
        )
        .ok()
        .map(Zeroizing::new)
    }
}

/// Something sealed to a public key.
pub(crate) struct SealedBox {
    /// HPKE's encapsulated key.
    pub(crate) encapsulated: [u8; 32],
    /// The ciphertext with its tag.
    pub(crate) ciphertext: Vec<u8>,
}

/// Seals a secret to the public half of a key pair; `about` must be the same to open it.
pub(crate) fn seal(public: &[u8; 32], secret: &[u8], about: &[u8]) -> Result<SealedBox, StoreError> {
    let refused = || StoreError::Damaged { file: "keys.json", what: "a public key is not one".to_owned() };
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(public).map_err(|_| refused())?;
    // HPKE draws from the same source and panics where it fails: ask it first.
    random::bytes::<32>()?;
    let (encapsulated, ciphertext) =
        hpke::single_shot_seal::<SealAead, SealKdf, X25519HkdfSha256>(&OpModeS::Base, &public, PURPOSE, secret, about)
            .map_err(|_| refused())?;
    Ok(SealedBox { encapsulated: encapsulated.to_bytes().into(), ciphertext })
}

/// Something wrapped under a key.
pub(crate) struct Wrapped {
    /// Random; never used twice.
    pub(crate) nonce: [u8; 24],
    /// The ciphertext with its tag.
    pub(crate) ciphertext: Vec<u8>,
}

/// Wraps a secret under a key; `about` must be the same to unwrap it.
pub(crate) fn wrap(key: &[u8; 32], secret: &[u8], about: &[u8]) -> Result<Wrapped, StoreError> {
    let nonce = random::bytes()?;
    let ciphertext = XChaCha20Poly1305::new(&(*key).into())
        .encrypt(&XNonce::from(nonce), Payload { msg: secret, aad: about })
        .map_err(|_| StoreError::Damaged { file: "keys.json", what: "a key is too long to wrap".to_owned() })?;
    Ok(Wrapped { nonce, ciphertext })
}

/// What was wrapped, or `None` where this is not the key or a bit has changed.
pub(crate) fn unwrap(key: &[u8; 32], wrapped: &Wrapped, about: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    XChaCha20Poly1305::new(&(*key).into())
        .decrypt(&XNonce::from(wrapped.nonce), Payload { msg: &wrapped.ciphertext, aad: about })
        .ok()
        .map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_to_a_public_key_opens_only_with_its_private_half() {
        let pair = KeyPair::make().unwrap();
        let sealed = seal(&pair.public(), b"the database key", b"about").unwrap();
        assert_eq!(pair.open(&sealed, b"about").unwrap().as_slice(), b"the database key");
        assert!(pair.open(&sealed, b"about something else").is_none());
        assert!(KeyPair::make().unwrap().open(&sealed, b"about").is_none());
        let again = KeyPair::from_private(pair.private().as_slice()).unwrap();
        assert_eq!(again.public(), pair.public());
        assert!(again.open(&sealed, b"about").is_some());
    }

    #[test]
    fn one_changed_bit_keeps_a_box_shut() {
        let pair = KeyPair::derive(b"a secret of any length at all");
        let mut sealed = seal(&pair.public(), b"the database key", b"").unwrap();
        sealed.ciphertext[3] ^= 1;
        assert!(pair.open(&sealed, b"").is_none());
        let mut wrapped = wrap(&[7; 32], b"a private half", b"").unwrap();
        assert_eq!(unwrap(&[7; 32], &wrapped, b"").unwrap().as_slice(), b"a private half");
        wrapped.nonce[0] ^= 1;
        assert!(unwrap(&[7; 32], &wrapped, b"").is_none());
    }

    #[test]
    fn a_key_pair_is_derived_as_in_rfc_9180() {
        // RFC 9180 appendix A.2.1 (DHKEM(X25519), HKDF-SHA256, ChaCha20Poly1305), base mode: ikmR and pkRm.
        let hex = |text: &str| -> Vec<u8> {
            (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
        };
        let pair = KeyPair::derive(&hex("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df"));
        assert_eq!(pair.public().to_vec(), hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a"));
    }
}
