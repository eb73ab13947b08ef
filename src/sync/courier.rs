//! A sync in a file: the messages that a kiosk would send, and the register's answers, each in one file that only the
//! other side can open and only this side can have made. It may be lost, copied, or brought twice.

use super::identity::{RegisterKey, RegisterPublic};
use super::refusal::Refusal;
use super::wire::{
    self, BATCH_AT_MOST, HeadAnswer, HeadRequest, Message, PullAnswer, PullRequest, PushAnswer, PushRequest,
    ReceiptsAnswer, ReceiptsRequest,
};
use crate::domain::ids::{KioskId, SchoolId};
use crate::ledger::{Head, PublicKey};
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use serde::{Deserialize, Serialize};

type Aead = hpke::aead::ChaCha20Poly1305;
type Kdf = hpke::kdf::HkdfSha256;

const FIRST: &str = "promise-tree-courier 1";
const PURPOSE: &[u8] = b"promise-tree courier 1";
/// The most bytes of a file, and of what is packed in it.
pub const FILE_AT_MOST: usize = 64 << 20;
/// The most statements in a file; the others go with the next one.
pub const STATEMENTS_AT_MOST: usize = 2048;

/// Why a file cannot be used. Nothing of it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CourierError {
    /// Something else.
    #[error("this is no file of Promise Tree's courier; look for one that ends in .promise-courier")]
    Form,
    /// For somebody else.
    #[error("this file is for another kiosk or register; carry it there, or write a new one")]
    NotForUs,
    /// Damaged, cut short, or made by somebody who may not.
    #[error("this file is damaged, or was not made by the other side; write it again there and carry it once more")]
    Damaged,
    /// Of a newer program.
    #[error("what is in this file cannot be read; update the older of kiosk and register")]
    Newer,
    /// Larger than a file may be.
    #[error("this file is larger than one of the courier's can be; it is something else")]
    TooLarge,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random numbers; restart the machine")]
    Randomness,
}

/// What a kiosk sends: the messages of a whole sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Out {
    /// The school at the register.
    pub school: SchoolId,
    /// Where the kiosk stands.
    pub head: HeadRequest,
    /// Statements, in the order of their numbers.
    pub push: Vec<PushRequest>,
    /// The receipts that are to come back; `None` where nothing is sent.
    pub receipts: Option<Receipts>,
    /// What it has obeyed.
    pub pull: PullRequest,
}

/// Asks for receipts; as [`ReceiptsRequest`], for more statements at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipts {
    /// The first number.
    pub from: u64,
    /// As in [`HeadRequest::log_size`].
    pub log_size: u64,
    /// The statements' heads, `STATEMENTS_AT_MOST` of [`wire`] at a time.
    pub asked: Vec<ReceiptsRequest>,
}

impl Receipts {
    /// All of them.
    #[must_use]
    pub fn heads(&self) -> Vec<Head> {
        self.asked.iter().flat_map(|asked| asked.statements.iter().copied()).collect()
    }
}

/// What a register answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Back {
    /// What it has of the kiosk's chain.
    pub head: HeadAnswer,
    /// What became of the statements.
    pub push: Vec<PushAnswer>,
    /// What was asked for.
    pub asked: Option<Receipts>,
    /// The receipts, as many at a time as were asked for; all lead to one checkpoint.
    pub receipts: Vec<ReceiptsAnswer>,
    /// What the kiosk is told to do.
    pub pull: PullAnswer,
}

impl Message for Out {
    fn within_limits(&self) -> bool {
        let statements: usize = self.push.iter().map(|push| push.statements.len()).sum();
        self.head.within_limits()
            && self.push.iter().all(Message::within_limits)
            && statements <= STATEMENTS_AT_MOST
            && self.pull.within_limits()
            && self.receipts.as_ref().is_none_or(Message::within_limits)
    }
}

impl Message for Receipts {
    fn within_limits(&self) -> bool {
        self.asked.iter().all(Message::within_limits) && self.heads().len() <= STATEMENTS_AT_MOST
    }
}

impl Message for Back {
    fn within_limits(&self) -> bool {
        self.head.within_limits()
            && self.push.iter().all(Message::within_limits)
            && self.asked.as_ref().is_none_or(Message::within_limits)
            && self.receipts.iter().all(Message::within_limits)
            && self.pull.within_limits()
    }
}

/// Parts statements into batches as they would travel.
#[must_use]
pub fn batches(statements: Vec<String>) -> Vec<PushRequest> {
    let mut batches: Vec<PushRequest> = Vec::new();
    let mut bytes = 0;
    for statement in statements {
        bytes += statement.len();
        match batches.last_mut() {
            Some(last) if last.statements.len() < wire::STATEMENTS_AT_MOST && bytes <= BATCH_AT_MOST => {
                last.statements.push(statement);
            }
            _ => {
                bytes = statement.len();
                batches.push(PushRequest { statements: vec![statement] });
            }
        }
    }
    batches
}

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

    /// Who made it, as it says.
    #[must_use]
    pub fn from(&self) -> &str {
        &self.from
    }

    fn line(&self) -> String {
        format!("{FIRST} {} {}\n", self.from, self.to)
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
        let end = file.iter().take(256).position(|byte| *byte == b'\n').ok_or(CourierError::Form)?;
        let (line, rest) = file.split_at_checked(end + 1).ok_or(CourierError::Form)?;
        let line = std::str::from_utf8(line).map_err(|_| CourierError::Form)?;
        let names = line.strip_prefix(FIRST).and_then(|rest| rest.strip_prefix(' ')?.strip_suffix('\n'));
        let (from, found) = names.and_then(|names| names.split_once(' ')).ok_or(CourierError::Form)?;
        if found != to {
            return Err(CourierError::NotForUs);
        }
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
            line.as_bytes(),
        )
        .map_err(damaged)?;
        let (signature, packed) = plain.split_first_chunk::<64>().ok_or(CourierError::Damaged)?;
        let envelope = Envelope { from: from.to_owned(), to: found.to_owned() };
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
