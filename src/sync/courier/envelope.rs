//! How a file is signed, sealed to the other side, and opened.

use super::messages::{Back, Out};
use super::{CourierError, FILE_AT_MOST};
use crate::domain::ids::KioskId;
use crate::ledger::PublicKey;
use crate::sync::identity::{RegisterKey, RegisterPublic};
use crate::sync::refusal::Refusal;
use crate::sync::wire::{self, Message};
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use serde::Deserialize;

type Aead = hpke::aead::ChaCha20Poly1305;
type Kdf = hpke::kdf::HkdfSha256;

const KIND: &str = "promise-tree-courier";
const VERSION: &str = "1";
const PURPOSE: &[u8] = b"promise-tree courier 1";
/// The most bytes of its first line, which says from whom and for whom it is.
pub const LINE_AT_MOST: usize = 256;

/// The two names on a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    from: String,
    to: String,
}

impl Envelope {
    /// From a kiosk.
    #[must_use]
    pub fn out(kiosk: &KioskId, register: &RegisterPublic) -> Self {
        Self { from: kiosk.to_string(), to: register.id().to_string() }
    }

    /// Back to it.
    #[must_use]
    pub fn back(register: &RegisterPublic, kiosk: &KioskId) -> Self {
        Self { from: register.id().to_string(), to: kiosk.to_string() }
    }

    /// Reads the first line out of the beginning of a file; says also how long it is.
    ///
    /// # Errors
    /// [`CourierError::Form`]; [`CourierError::Newer`].
    pub fn read(file: &[u8]) -> Result<(Self, usize), CourierError> {
        let end = file.iter().take(LINE_AT_MOST).position(|byte| *byte == b'\n').ok_or(CourierError::Form)?;
        let line = file.get(..end).and_then(|line| std::str::from_utf8(line).ok()).ok_or(CourierError::Form)?;
        match line.split(' ').collect::<Vec<_>>()[..] {
            [KIND, VERSION, from, to] => Ok((Self { from: from.to_owned(), to: to.to_owned() }, end + 1)),
            [KIND, version, ..] if version.parse::<u32>().is_ok_and(|version| version > 1) => Err(CourierError::Newer),
            _ => Err(CourierError::Form),
        }
    }

    /// Who made it, as it says.
    #[must_use]
    pub fn from(&self) -> &str {
        &self.from
    }

    /// For whom it is.
    #[must_use]
    pub fn to(&self) -> &str {
        &self.to
    }

    fn line(&self) -> String {
        format!("{KIND} {VERSION} {} {}\n", self.from, self.to)
    }

    /// What is signed: the envelope and what is in it, packed.
    #[must_use]
    pub fn to_sign(&self, packed: &[u8]) -> Vec<u8> {
        [self.line().as_bytes(), packed].concat()
    }

    fn seal(&self, to: &[u8; 32], signature: &[u8; 64], packed: &[u8]) -> Result<Vec<u8>, CourierError> {
        let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(to).map_err(|_| CourierError::Damaged)?;
        // HPKE draws from the same source and panics where it fails: ask it first.
        getrandom::fill(&mut [0; 32]).map_err(|_| CourierError::Randomness)?;
        let (line, plain) = (self.line(), [signature.as_slice(), packed].concat());
        let (key, sealed) = hpke::single_shot_seal::<Aead, Kdf, X25519HkdfSha256>(
            &OpModeS::Base,
            &to,
            PURPOSE,
            &plain,
            line.as_bytes(),
        )
        .map_err(|_| CourierError::Damaged)?;
        Ok([line.as_bytes(), key.to_bytes().as_slice(), &sealed].concat())
    }

    /// Seals a kiosk's file to its register.
    ///
    /// # Errors
    /// [`CourierError::Randomness`].
    pub fn seal_to_register(
        &self,
        register: &RegisterPublic,
        signature: &[u8; 64],
        packed: &[u8],
    ) -> Result<Vec<u8>, CourierError> {
        self.seal(&register.agreement(), signature, packed)
    }

    /// Signs and seals a register's file to a kiosk.
    ///
    /// # Errors
    /// [`CourierError::Randomness`].
    pub fn seal_to_kiosk(&self, kiosk: &PublicKey, key: &RegisterKey, back: &Back) -> Result<Vec<u8>, CourierError> {
        let packed = wire::pack(&wire::write(back));
        self.seal(&kiosk.agreement(), &key.sign(&self.to_sign(&packed)), &packed)
    }
}

/// What was in a file, before anybody has looked whether its maker signed it.
#[derive(Debug)]
pub struct Opened {
    envelope: Envelope,
    signature: [u8; 64],
    packed: Vec<u8>,
}

impl Opened {
    /// Opens a file that is for `to`, with the private half of its key for agreeing on a secret.
    ///
    /// # Errors
    /// [`CourierError`].
    pub fn open(file: &[u8], to: &str, private: &[u8; 32]) -> Result<Self, CourierError> {
        if file.len() > FILE_AT_MOST {
            return Err(CourierError::TooLarge);
        }
        let (envelope, line) = Envelope::read(file)?;
        if envelope.to != to {
            return Err(if envelope.from == to { CourierError::Own } else { CourierError::NotForUs });
        }
        let (line, rest) = file.split_at_checked(line).ok_or(CourierError::Form)?;
        let damaged = |_| CourierError::Damaged;
        let private = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(private).map_err(damaged)?;
        let (key, sealed) = rest.split_at_checked(32).ok_or(CourierError::Damaged)?;
        let key = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(key).map_err(damaged)?;
        let plain = hpke::single_shot_open::<Aead, Kdf, X25519HkdfSha256>(
            &OpModeR::Base,
            &private,
            &key,
            PURPOSE,
            sealed,
            line,
        )
        .map_err(damaged)?;
        let (signature, packed) = plain.split_first_chunk::<64>().ok_or(CourierError::Damaged)?;
        Ok(Self { envelope, signature: *signature, packed: packed.to_vec() })
    }

    /// The same for a register's own key.
    ///
    /// # Errors
    /// [`CourierError`].
    pub fn by_register(file: &[u8], key: &RegisterKey) -> Result<Self, CourierError> {
        Self::open(file, key.public().id().as_str(), &key.agreement())
    }

    /// Who it says has made it.
    #[must_use]
    pub fn from(&self) -> &str {
        self.envelope.from()
    }

    fn read<T: Message + for<'de> Deserialize<'de>>(&self) -> Result<T, CourierError> {
        let body = wire::unpack(&self.packed, FILE_AT_MOST).map_err(|refusal| match refusal {
            Refusal::TooLarge => CourierError::TooLarge,
            _ => CourierError::Damaged,
        })?;
        wire::read(&body).map_err(|_| CourierError::Newer)
    }

    /// For which school a kiosk made it, as it says: to look up its key.
    ///
    /// # Errors
    /// [`CourierError`].
    pub fn out(&self) -> Result<Out, CourierError> {
        self.read()
    }

    /// Whether this kiosk made it.
    #[must_use]
    pub fn is_by_kiosk(&self, key: &PublicKey) -> bool {
        key.kiosk_id().as_str() == self.envelope.from
            && key.signed(&self.envelope.to_sign(&self.packed), &self.signature)
    }

    /// What the register answered.
    ///
    /// # Errors
    /// [`CourierError`].
    pub fn back(&self, register: &RegisterPublic) -> Result<Back, CourierError> {
        let signed = register.signed(&self.envelope.to_sign(&self.packed), &self.signature);
        if register.id().as_str() == self.envelope.from && signed { self.read() } else { Err(CourierError::Damaged) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{STATEMENT_BYTES_AT_MOST, STATEMENTS_AT_MOST, batches};
    use super::*;
    use crate::domain::ids::SchoolId;
    use crate::ledger::{Head, KioskKey};
    use crate::sync::orders::Kind;
    use crate::sync::wire::{HeadRequest, Obeyed, PullRequest, ReceiptsRequest};

    fn out() -> Out {
        Out {
            school: SchoolId::new("willow").unwrap(),
            head: HeadRequest { chain: vec![Head { sequence: 1, hash: [7; 32] }], log_size: 0 },
            push: batches(vec!["a~b~".into()]),
            receipts: vec![ReceiptsRequest { statements: vec![Head { sequence: 1, hash: [7; 32] }], log_size: 0 }],
            pull: PullRequest { kinds: vec![Obeyed { kind: Kind::Erasure.code().into(), after: None }] },
        }
    }

    fn sealed(kiosk: &KioskKey, register: &RegisterKey, out: &Out) -> Vec<u8> {
        let envelope = Envelope::out(&kiosk.public().kiosk_id(), &register.public());
        let packed = wire::pack(&wire::write(out));
        let signature = kiosk.sign(&envelope.to_sign(&packed));
        envelope.seal_to_register(&register.public(), &signature, &packed).unwrap()
    }

    #[test]
    fn a_file_is_opened_by_the_register_that_it_is_for_and_shows_nothing_to_others() {
        let (kiosk, register) = (KioskKey::from_seed([1; 32]), RegisterKey::from_seed([2; 32]));
        let file = sealed(&kiosk, &register, &out());
        let opened = Opened::by_register(&file, &register).unwrap();
        assert!(opened.is_by_kiosk(&kiosk.public()) && !opened.is_by_kiosk(&KioskKey::from_seed([3; 32]).public()));
        assert_eq!(opened.out(), Ok(out()));
        assert_ne!(file, sealed(&kiosk, &register, &out()), "sealed with another key each time");
        let other = RegisterKey::from_seed([4; 32]);
        assert!(matches!(Opened::by_register(&file, &other), Err(CourierError::NotForUs)));
        // Under the other's name it does not open either.
        let mut renamed = format!("{KIND} {VERSION} {} {}\n", opened.from(), other.public().id()).into_bytes();
        renamed.extend_from_slice(&file[file.iter().position(|byte| *byte == b'\n').unwrap() + 1..]);
        assert!(matches!(Opened::by_register(&renamed, &other), Err(CourierError::Damaged)));
        // What the kiosk wrote is not what it takes in.
        let own = kiosk.public().kiosk_id();
        assert!(matches!(Opened::open(&file, own.as_str(), &kiosk.agreement()), Err(CourierError::Own)));
    }

    #[test]
    fn a_file_that_is_changed_anywhere_or_cut_anywhere_does_not_open() {
        let (kiosk, register) = (KioskKey::from_seed([1; 32]), RegisterKey::from_seed([2; 32]));
        let file = sealed(&kiosk, &register, &out());
        for place in 0..file.len() {
            let mut garbled = file.clone();
            garbled[place] ^= 0x20;
            assert!(Opened::by_register(&garbled, &register).is_err(), "{place}");
            assert!(Opened::by_register(&file[..place], &register).is_err(), "{place}");
        }
        let longer = [file.as_slice(), b"x"].concat();
        assert!(matches!(Opened::by_register(&longer, &register), Err(CourierError::Damaged)));
        let newer = [b"promise-tree-courier 2 a b\n".as_slice(), &file].concat();
        assert!(matches!(Opened::by_register(&newer, &register), Err(CourierError::Newer)));
        let huge = vec![b'x'; FILE_AT_MOST + 1];
        assert!(matches!(Opened::by_register(&huge, &register), Err(CourierError::TooLarge)));
    }

    #[test]
    fn what_is_in_it_keeps_to_the_limits_of_the_messages() {
        let (kiosk, register) = (KioskKey::from_seed([1; 32]), RegisterKey::from_seed([2; 32]));
        let read = |out: &Out| Opened::by_register(&sealed(&kiosk, &register, out), &register).unwrap().out();
        let many = batches(vec!["x".into(); STATEMENTS_AT_MOST]);
        assert_eq!(many.len(), STATEMENTS_AT_MOST / wire::STATEMENTS_AT_MOST);
        assert!(read(&Out { push: many.clone(), ..out() }).is_ok());
        let one_more = many.into_iter().chain(batches(vec!["x".into()])).collect();
        assert_eq!(read(&Out { push: one_more, ..out() }), Err(CourierError::Newer));
        let large = batches(vec!["x".repeat(60_000); STATEMENT_BYTES_AT_MOST / 60_000]);
        assert!(large.iter().all(Message::within_limits) && large.len() > 30);
        assert!(Out { push: large.clone(), ..out() }.within_limits());
        let one_more = large.into_iter().chain(batches(vec!["x".repeat(60_000)])).collect();
        assert!(!Out { push: one_more, ..out() }.within_limits());
    }
}
