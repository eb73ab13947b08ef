//! What travels between a kiosk and its register, as JSON. Requests are read strictly: a key that is not known, is there
//! twice or lacks its value is refused. Answers may have further keys, which older kiosks skip. Every size has a limit.

use super::checkpoint::{CHECKPOINT_AT_MOST, PROOF_AT_MOST};
use super::orders::ORDER_AT_MOST;
use super::refusal::Refusal;
use super::revocation::REVOCATION_AT_MOST;
use crate::domain::ids::SchoolId;
use crate::ledger::{BYTES_AT_MOST, Head};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::io::Read;
use tlog_tiles::Hash;

/// The most statements in a batch, and the most receipts asked for at once.
pub const STATEMENTS_AT_MOST: usize = 256;
/// The most bytes of a batch's statements. One statement always fits.
pub const BATCH_AT_MOST: usize = 1 << 20;
/// The most bytes of a request's body, as it travels and unpacked.
pub const BODY_AT_MOST: usize = BATCH_AT_MOST + (64 << 10);
/// The most bytes of an answer.
pub const ANSWER_AT_MOST: usize = 1 << 20;
/// The most kinds of orders that a kiosk says it knows.
pub const KINDS_AT_MOST: usize = 16;
/// The most orders in an answer.
pub const ORDERS_AT_MOST: usize = 64;
/// The most bytes of an answer's orders. One order always fits.
pub const ORDERS_BYTES_AT_MOST: usize = 768 << 10;
/// The most heads in a locator.
pub const LOCATOR_AT_MOST: usize = 64;
/// The most bytes of a school's or a register's name.
pub const NAME_AT_MOST: usize = 512;

const _: () = assert!(BYTES_AT_MOST < BATCH_AT_MOST);
const _: () = assert!(ORDER_AT_MOST < ORDERS_BYTES_AT_MOST);

/// Where a kiosk's chain stands: some of its heads, newest first, so that the register can say which it knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadRequest {
    /// Heads of the chain, newest first; empty where there is no statement yet.
    #[serde(with = "heads")]
    pub chain: Vec<Head>,
    /// How many entries the newest checkpoint has that the kiosk keeps; 0 where it keeps none.
    pub log_size: u64,
}

/// What the register has of the chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeadAnswer {
    /// The newest of the heads asked about that the register has too; `None` for none.
    #[serde(with = "head_or_none")]
    pub common: Option<Head>,
    /// The highest number that the register has of this kiosk; 0 for none.
    pub newest: u64,
    /// Whether the register has two statements with one number of this kiosk.
    pub forked: bool,
    /// The newest checkpoint.
    pub checkpoint: String,
    /// The proof that the log behind it goes on from the one with `log_size` entries; empty for 0 and for the same.
    #[serde(with = "hashes")]
    pub consistency: Vec<Hash>,
}

/// Statements, in the order of their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PushRequest {
    /// Each in compact form with whatever disclosures are left.
    pub statements: Vec<String>,
}

/// What became of each statement, in the order in which they were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushAnswer {
    /// As many as there were statements.
    pub results: Vec<Taken>,
}

/// What became of one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Taken {
    /// It is in the register from now on.
    Stored,
    /// It was there already.
    Already,
    /// It is in the register from now on, and another one of this kiosk has the same number.
    Forked,
    /// The statement before it is not there: not taken.
    NoPrevious,
    /// Not a statement that this register can read: not taken.
    Unreadable,
    /// Another kiosk's: not taken.
    OtherKiosk,
    /// The signature does not fit: not taken.
    BadSignature,
}

impl Taken {
    /// Whether the register has the statement now.
    #[must_use]
    pub fn is_held(self) -> bool {
        matches!(self, Self::Stored | Self::Already | Self::Forked)
    }
}

/// Asks for receipts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptsRequest {
    /// The number and hash of each statement.
    #[serde(with = "heads")]
    pub statements: Vec<Head>,
    /// As in [`HeadRequest::log_size`].
    pub log_size: u64,
}

/// Receipts, in the order in which they were asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReceiptsAnswer {
    /// One for each statement asked about; `None` where the register does not have it.
    pub receipts: Vec<Option<Inclusion>>,
    /// The checkpoint that all of them lead to.
    pub checkpoint: String,
    /// As in [`HeadAnswer::consistency`].
    #[serde(with = "hashes")]
    pub consistency: Vec<Hash>,
}

/// Where a statement is in the log, and the way from there to the root.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inclusion {
    /// Its place, from 0.
    pub leaf: u64,
    /// The hashes of the audit path (RFC 6962 §2.1.1).
    #[serde(with = "hashes")]
    pub proof: Vec<Hash>,
}

/// Asks what the register tells this kiosk to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PullRequest {
    /// The kinds of orders that the kiosk knows, each once. The register skips those that it does not know.
    pub kinds: Vec<Obeyed>,
}

/// How far a kiosk has obeyed one kind of orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obeyed {
    /// Which kind, [`super::orders::Kind::code`].
    pub kind: String,
    /// The last one that it has obeyed; `None` for none.
    #[serde(with = "head_or_none")]
    pub after: Option<Head>,
}

/// Orders of the kinds asked about, each kind in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullAnswer {
    /// Signed texts: [`super::orders`].
    pub orders: Vec<String>,
    /// Whether there are more after these.
    pub more: bool,
}

/// Before enrolling: asks the register to show that it knows the ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelloRequest {
    /// The ticket's name.
    pub ticket: String,
    /// 16 random bytes, base64url.
    pub nonce: String,
}

/// That the register knows the ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelloAnswer {
    /// Its public key.
    pub register: String,
    /// The proof, base64url.
    pub proof: String,
    /// The name of the school that the ticket is for; older registers do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// That school's identifier; older registers do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<SchoolId>,
}

/// Who a register is, for whoever wants to check its log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterAnswer {
    /// Its public key.
    pub register: String,
}

/// Asks to be let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolRequest {
    /// The ticket's name.
    pub ticket: String,
    /// The kiosk's public key.
    pub kiosk: String,
    /// The proof that the kiosk knows the ticket, base64url.
    pub proof: String,
}

/// That the kiosk is let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolAnswer {
    /// The school at the register.
    pub school: SchoolId,
    /// Its name there.
    pub name: String,
}

/// The body of an answer that refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalBody {
    /// [`Refusal::code`].
    pub code: String,
    /// The register's time, milliseconds since 1970 (UTC).
    pub now_ms: i64,
    /// With `revoked`: the register's signed word on it ([`super::revocation`]); older registers leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
}

/// A message that comes in from outside: its limits beyond those of its types.
pub trait Message {
    /// Whether every list and text keeps to its limit.
    fn within_limits(&self) -> bool;
}

impl Message for HeadRequest {
    fn within_limits(&self) -> bool {
        self.chain.len() <= LOCATOR_AT_MOST && self.chain.is_sorted_by(|a, b| a.sequence > b.sequence)
    }
}

impl Message for HeadAnswer {
    fn within_limits(&self) -> bool {
        self.checkpoint.len() <= CHECKPOINT_AT_MOST && self.consistency.len() <= PROOF_AT_MOST
    }
}

impl Message for PushRequest {
    fn within_limits(&self) -> bool {
        (1..=STATEMENTS_AT_MOST).contains(&self.statements.len())
            && self.statements.iter().map(String::len).sum::<usize>() <= BATCH_AT_MOST
    }
}

impl Message for PushAnswer {
    fn within_limits(&self) -> bool {
        self.results.len() <= STATEMENTS_AT_MOST
    }
}

impl Message for ReceiptsRequest {
    fn within_limits(&self) -> bool {
        (1..=STATEMENTS_AT_MOST).contains(&self.statements.len())
    }
}

impl Message for ReceiptsAnswer {
    fn within_limits(&self) -> bool {
        self.receipts.len() <= STATEMENTS_AT_MOST
            && self.checkpoint.len() <= CHECKPOINT_AT_MOST
            && self.consistency.len() <= PROOF_AT_MOST
            && self.receipts.iter().flatten().all(|receipt| receipt.proof.len() <= PROOF_AT_MOST)
    }
}

impl Message for PullRequest {
    fn within_limits(&self) -> bool {
        let known: std::collections::BTreeSet<&str> = self.kinds.iter().map(|obeyed| obeyed.kind.as_str()).collect();
        (1..=KINDS_AT_MOST).contains(&self.kinds.len())
            && known.len() == self.kinds.len()
            && known.iter().all(|kind| kind.len() <= 64)
    }
}

impl Message for PullAnswer {
    fn within_limits(&self) -> bool {
        self.orders.len() <= ORDERS_AT_MOST
            && self.orders.iter().map(String::len).sum::<usize>() <= ORDERS_BYTES_AT_MOST
            && (!self.more || !self.orders.is_empty())
    }
}

impl Message for HelloRequest {
    fn within_limits(&self) -> bool {
        self.ticket.len() <= 64 && self.nonce.len() <= 64
    }
}

impl Message for HelloAnswer {
    fn within_limits(&self) -> bool {
        let name = self.name.as_ref().is_none_or(|name| name.len() <= NAME_AT_MOST);
        self.register.len() <= 1024 && self.proof.len() <= 64 && name
    }
}

impl Message for RegisterAnswer {
    fn within_limits(&self) -> bool {
        self.register.len() <= 1024
    }
}

impl Message for EnrolRequest {
    fn within_limits(&self) -> bool {
        self.ticket.len() <= 64 && self.kiosk.len() <= 1024 && self.proof.len() <= 64
    }
}

impl Message for EnrolAnswer {
    fn within_limits(&self) -> bool {
        self.name.len() <= NAME_AT_MOST
    }
}

impl Message for RefusalBody {
    fn within_limits(&self) -> bool {
        self.code.len() <= 64 && self.order.as_ref().is_none_or(|order| order.len() <= REVOCATION_AT_MOST)
    }
}

/// Reads a message.
///
/// # Errors
/// [`Refusal::Malformed`].
pub fn read<T: Message + for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, Refusal> {
    let message: T = serde_json::from_slice(body).map_err(|_| Refusal::Malformed)?;
    if message.within_limits() { Ok(message) } else { Err(Refusal::Malformed) }
}

/// Writes a message.
#[must_use]
pub fn write(message: &impl Serialize) -> Vec<u8> {
    // Of all that serde_json refuses (keys that are no text, maps that fail half way), no message here has anything.
    serde_json::to_vec(message).unwrap_or_default()
}

/// Packs a body (gzip, RFC 1952).
#[must_use]
pub fn pack(body: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut encoder = flate2::read::GzEncoder::new(body, flate2::Compression::fast());
    // Neither side can fail: both are memory.
    if encoder.read_to_end(&mut packed).is_err() {
        packed.clear();
    }
    packed
}

/// Unpacks a body that is no longer than `at_most` bytes.
///
/// # Errors
/// [`Refusal::Malformed`] where it is no gzip, [`Refusal::TooLarge`] where there is more in it.
pub fn unpack(packed: &[u8], at_most: usize) -> Result<Vec<u8>, Refusal> {
    let mut body = Vec::new();
    let decoder = flate2::read::GzDecoder::new(packed);
    decoder.take(at_most as u64 + 1).read_to_end(&mut body).map_err(|_| Refusal::Malformed)?;
    if body.len() > at_most { Err(Refusal::TooLarge) } else { Ok(body) }
}

/// A head as `<number>:<64 hexadecimal digits>`.
mod head_or_none {
    use super::Head;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(head: &Option<Head>, serializer: S) -> Result<S::Ok, S::Error> {
        head.map(|head| head.to_string()).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Head>, D::Error> {
        let text: Option<String> = Option::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
    }
}

/// Heads as texts.
mod heads {
    use super::{Head, STATEMENTS_AT_MOST};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(heads: &[Head], serializer: S) -> Result<S::Ok, S::Error> {
        heads.iter().map(ToString::to_string).collect::<Vec<_>>().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Head>, D::Error> {
        let texts: Vec<String> = Vec::deserialize(deserializer)?;
        if texts.len() > STATEMENTS_AT_MOST {
            return Err(D::Error::custom("too many heads"));
        }
        texts.iter().map(|text| text.parse().map_err(D::Error::custom)).collect()
    }
}

/// Hashes of the log as base64, as the C2SP formats write them.
mod hashes {
    use super::{Engine, Hash, STANDARD};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(hashes: &[Hash], serializer: S) -> Result<S::Ok, S::Error> {
        hashes.iter().map(|hash| STANDARD.encode(hash.0)).collect::<Vec<_>>().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Hash>, D::Error> {
        Vec::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(sequence: u64) -> Head {
        Head { sequence, hash: [sequence as u8; 32] }
    }

    #[test]
    fn a_request_with_anything_odd_about_it_is_refused() {
        let good = HeadRequest { chain: vec![head(2), head(1)], log_size: 3 };
        let text = String::from_utf8(write(&good)).unwrap();
        assert_eq!(read::<HeadRequest>(text.as_bytes()), Ok(good));
        for (from, to) in [
            ("{", r#"{"more":1,"#),
            ("{", r#"{"log_size":3,"#),
            (r#""log_size":3"#, r#""log_size":-3"#),
            (r#""log_size":3"#, r#""log_size":3.0"#),
            ("2:", "0:"),
            ("2:", "x:"),
            (r#","log_size":3"#, ""),
            ("}", "}x"),
        ] {
            let odd = text.replacen(from, to, 1);
            assert_eq!(read::<HeadRequest>(odd.as_bytes()), Err(Refusal::Malformed), "{odd}");
        }
        let many = HeadRequest { chain: (1..=65).rev().map(head).collect(), log_size: 0 };
        assert_eq!(read::<HeadRequest>(&write(&many)), Err(Refusal::Malformed));
    }

    #[test]
    fn an_answer_with_a_further_key_is_read_by_an_older_kiosk() {
        let answer = HeadAnswer {
            common: None,
            newest: 4,
            forked: false,
            checkpoint: "note".into(),
            consistency: vec![Hash([1; 32])],
        };
        let text = String::from_utf8(write(&answer)).unwrap().replacen('{', r#"{"newer":{"a":[1]},"#, 1);
        assert_eq!(read::<HeadAnswer>(text.as_bytes()), Ok(answer));
        let results = PushAnswer { results: vec![Taken::Stored, Taken::NoPrevious] };
        assert_eq!(String::from_utf8(write(&results)).unwrap(), r#"{"results":["stored","no-previous"]}"#);
    }

    #[test]
    fn a_pull_names_each_kind_once_and_an_answer_that_promises_more_brings_something() {
        let kind = |kind: &str| Obeyed { kind: kind.into(), after: Some(head(3)) };
        let of = |kinds: Vec<Obeyed>| read::<PullRequest>(&write(&PullRequest { kinds }));
        assert!(of(vec![kind("erasure"), kind("not-known-yet")]).is_ok());
        assert_eq!(of(vec![kind("erasure"), kind("erasure")]), Err(Refusal::Malformed));
        assert_eq!(of(vec![]), Err(Refusal::Malformed));
        assert_eq!(of(vec![kind(&"x".repeat(65))]), Err(Refusal::Malformed));
        let answered = |orders: Vec<String>, more| read::<PullAnswer>(&write(&PullAnswer { orders, more }));
        assert!(answered(vec![], false).is_ok() && answered(vec!["x".into()], true).is_ok());
        assert_eq!(answered(vec![], true), Err(Refusal::Malformed));
        assert_eq!(answered(vec!["x".repeat(ORDERS_BYTES_AT_MOST + 1)], false), Err(Refusal::Malformed));
    }

    #[test]
    fn a_batch_has_a_limit_in_number_and_in_bytes() {
        let of = |statements: Vec<String>| read::<PushRequest>(&write(&PushRequest { statements }));
        assert!(of(vec![String::new(); STATEMENTS_AT_MOST]).is_ok());
        assert_eq!(of(vec![String::new(); STATEMENTS_AT_MOST + 1]), Err(Refusal::Malformed));
        assert_eq!(of(vec![]), Err(Refusal::Malformed));
        assert_eq!(of(vec!["x".repeat(BATCH_AT_MOST + 1)]), Err(Refusal::Malformed));
    }

    #[test]
    fn a_small_body_that_unpacks_to_a_huge_one_is_not_unpacked() {
        let body = b"{\"statements\":[]}".repeat(100);
        assert_eq!(unpack(&pack(&body), body.len()), Ok(body.clone()));
        assert_eq!(unpack(&pack(&body), body.len() - 1), Err(Refusal::TooLarge));
        let bomb = pack(&vec![0; 64 << 20]);
        assert!(bomb.len() < BODY_AT_MOST);
        assert_eq!(unpack(&bomb, BODY_AT_MOST), Err(Refusal::TooLarge));
        assert_eq!(unpack(b"no gzip", 100), Err(Refusal::Malformed));
    }
}
