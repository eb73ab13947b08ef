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
use std::io::{Read, Write};
use std::path::Path;

type Aead = hpke::aead::ChaCha20Poly1305;
type Kdf = hpke::kdf::HkdfSha256;

const KIND: &str = "promise-tree-courier";
const VERSION: &str = "1";
const PURPOSE: &[u8] = b"promise-tree courier 1";
/// The ending of a file's name.
pub const ENDING: &str = "promise-courier";
/// The most bytes of a file, and of what is packed in it.
pub const FILE_AT_MOST: usize = 64 << 20;
/// The most bytes of its first line, which says from whom and for whom it is.
pub const LINE_AT_MOST: usize = 256;
/// The most statements in a file, and the most bytes of them; the others go with the next one.
pub const STATEMENTS_AT_MOST: usize = 2048;
/// As [`STATEMENTS_AT_MOST`]. One batch always fits.
pub const STATEMENT_BYTES_AT_MOST: usize = 32 << 20;
/// The most answers to pull in a file; what is told beyond them comes with the next one.
pub const PULLS_AT_MOST: usize = 16;

const _: () = assert!(BATCH_AT_MOST <= STATEMENT_BYTES_AT_MOST);

/// Why a file cannot be used. Nothing of it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CourierError {
    /// Something else.
    #[error("this is no file of Promise Tree's courier; look for one that ends in .promise-courier")]
    Form,
    /// For somebody else.
    #[error("this file is for another kiosk or register; carry it there, or write a new one")]
    NotForUs,
    /// On its way to the other side.
    #[error("this file was written here for the other side; take it in there, and bring back the answer")]
    Own,
    /// Damaged, cut short, or made by somebody who may not.
    #[error("this file is damaged, or was not made by the other side; write it again there and carry it once more")]
    Damaged,
    /// Of a newer program, or an answer that no register gives.
    #[error("what is in this file cannot be read; update the older of kiosk and register")]
    Newer,
    /// Larger than a file may be.
    #[error("this file is larger than one of the courier's can be; it is something else")]
    TooLarge,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random numbers; restart the machine")]
    Randomness,
}

/// What a kiosk sends: the messages of a whole sync, in the order in which they are to be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Out {
    /// The school at the register.
    pub school: SchoolId,
    /// Where the kiosk stands.
    pub head: HeadRequest,
    /// Statements, in the order of their numbers.
    pub push: Vec<PushRequest>,
    /// The receipts that are to come back: for each of these statements. Their `log_size` is that of `head`; the register
    /// takes the size of the checkpoint that it answered with last.
    pub receipts: Vec<ReceiptsRequest>,
    /// What the kiosk has obeyed.
    pub pull: PullRequest,
}

/// What was asked, said again in the answer: the kiosk may have gone on since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// As in [`Out`].
    pub head: HeadRequest,
    /// As in [`Out`].
    pub receipts: Vec<ReceiptsRequest>,
    /// As in [`Out`].
    pub pull: PullRequest,
}

impl Asked {
    /// The statements that the file held.
    #[must_use]
    pub fn statements(&self) -> Vec<Head> {
        self.receipts.iter().flat_map(|asked| asked.statements.iter().copied()).collect()
    }
}

/// What a register answers, message by message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Back {
    /// What it answers to.
    pub asked: Asked,
    /// What it had of the kiosk's chain.
    pub head: HeadAnswer,
    /// What became of the statements.
    pub push: Vec<PushAnswer>,
    /// The receipts.
    pub receipts: Vec<ReceiptsAnswer>,
    /// What the kiosk is told to do.
    pub pull: Vec<PullAnswer>,
}

impl Message for Out {
    fn within_limits(&self) -> bool {
        let statements = || self.push.iter().flat_map(|push| &push.statements);
        self.head.within_limits()
            && self.push.iter().all(Message::within_limits)
            && statements().count() <= STATEMENTS_AT_MOST
            && statements().map(String::len).sum::<usize>() <= STATEMENT_BYTES_AT_MOST
            && few(&self.receipts)
            && self.pull.within_limits()
    }
}

impl Message for Back {
    fn within_limits(&self) -> bool {
        self.asked.head.within_limits()
            && few(&self.asked.receipts)
            && self.asked.pull.within_limits()
            && self.head.within_limits()
            && self.push.iter().all(Message::within_limits)
            && self.receipts.iter().all(Message::within_limits)
            && self.pull.len() <= PULLS_AT_MOST
            && self.pull.iter().all(Message::within_limits)
    }
}

/// Each within its limits, and together not more than a file's statements.
fn few(asked: &[ReceiptsRequest]) -> bool {
    asked.iter().all(Message::within_limits)
        && asked.iter().map(|asked| asked.statements.len()).sum::<usize>() <= STATEMENTS_AT_MOST
}

/// Parts statements into batches as they would travel over the network.
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

/// Reads a file, of which there may be more than can be one of these: then one byte too many.
///
/// # Errors
/// What the file system says.
pub fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(FILE_AT_MOST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file durably, all of it or none under that name.
///
/// # Errors
/// What the file system says.
pub fn write_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let written = std::fs::File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let moved = written.and_then(|()| std::fs::rename(&part, path));
    if moved.is_err()
        && let Err(error) = std::fs::remove_file(&part)
    {
        tracing::debug!(%error, "half a file stays behind");
    }
    moved
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
    use super::super::order::ERASURE;
    use super::super::wire::Obeyed;
    use super::*;
    use crate::ledger::KioskKey;

    fn out() -> Out {
        Out {
            school: SchoolId::new("willow").unwrap(),
            head: HeadRequest { chain: vec![Head { sequence: 1, hash: [7; 32] }], log_size: 0 },
            push: batches(vec!["a~b~".into()]),
            receipts: vec![ReceiptsRequest { statements: vec![Head { sequence: 1, hash: [7; 32] }], log_size: 0 }],
            pull: PullRequest { kinds: vec![Obeyed { kind: ERASURE.into(), after: None }] },
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
