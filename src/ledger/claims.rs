//! The claims in the clear: the payload of a statement's signed part.

use super::base64url;
use super::disclosure::SdClaim;
use super::error::{Part, StatementError};
use super::head::When;
use super::json::{Fields, Json, quoted};
use crate::domain::agreement::Fingerprint;
use crate::domain::ids::{AgreementId, KioskId, RuleId, SchoolId, SessionId};
use crate::domain::outcome::{AgreementShown, Answer, Outcome};
use serde::Serialize;

/// The largest number in a statement, 2^53 − 1: what every JSON library reads exactly (RFC 7493 §2.2).
pub const INTEGER_AT_MOST: u64 = (1 << 53) - 1;
/// The most answers that a statement may have.
pub const ANSWERS_AT_MOST: usize = 100;
/// The most characters that a language tag may have (RFC 5646 §4.4.1).
pub const LANGUAGE_AT_MOST: usize = 35;

const VERSION: u64 = 1;
const KIND: &str = "outcome";
const DIGEST_ALGORITHM: &str = "sha-256";
const ANSWERS: [(Answer, &str); 2] = [(Answer::Promised, "promised"), (Answer::NotSure, "not-sure")];

/// What a statement says to everybody who sees it, erased or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The kiosk that signed it: the thumbprint of its key.
    pub kiosk: KioskId,
    /// Its place in the kiosk's chain, from 1.
    pub sequence: u64,
    /// The hash of the statement before it, or of the kiosk's genesis.
    pub previous: [u8; 32],
    /// The school.
    pub school: SchoolId,
    /// The tree's opening that it belongs to.
    pub session: SessionId,
    /// The agreement as it was shown.
    pub agreement: AgreementShown,
    /// What came of it.
    pub outcome: Outcome,
    /// What was said to each rule, in the agreement's order.
    pub answers: Vec<(RuleId, Answer)>,
    /// When.
    pub when: When,
    /// The digests of the six disclosures, as base64url, ascending.
    pub(super) digests: [String; SdClaim::ALL.len()],
}

#[derive(Serialize)]
struct WrittenAgreement<'a> {
    id: &'a str,
    version: u32,
    fingerprint: String,
    language: &'a str,
}

#[derive(Serialize)]
struct WrittenAnswer<'a> {
    rule: &'a str,
    answer: &'static str,
}

#[derive(Serialize)]
struct WrittenPayload<'a> {
    iss: &'a str,
    v: u64,
    kind: &'static str,
    seq: u64,
    prev: String,
    school: &'a str,
    session: &'a str,
    agreement: WrittenAgreement<'a>,
    outcome: &'static str,
    answers: Vec<WrittenAnswer<'a>>,
    wall_ms: i64,
    monotonic_ms: u64,
    _sd_alg: &'static str,
    _sd: &'a [String],
}

impl Claims {
    /// The payload's bytes. Called once in a statement's life, before it is signed.
    pub(super) fn write(&self) -> Result<Vec<u8>, serde_json::Error> {
        let code = |answer: Answer| ANSWERS.iter().find(|(known, _)| *known == answer).map_or("", |(_, code)| *code);
        serde_json::to_vec(&WrittenPayload {
            iss: self.kiosk.as_str(),
            v: VERSION,
            kind: KIND,
            seq: self.sequence,
            prev: base64url::encode(self.previous),
            school: self.school.as_str(),
            session: self.session.as_str(),
            agreement: WrittenAgreement {
                id: self.agreement.id.as_str(),
                version: self.agreement.version,
                fingerprint: self.agreement.fingerprint.hex(),
                language: &self.agreement.language,
            },
            outcome: self.outcome.code(),
            answers: self
                .answers
                .iter()
                .map(|(rule, answer)| WrittenAnswer { rule: rule.as_str(), answer: code(*answer) })
                .collect(),
            wall_ms: self.when.wall_ms,
            monotonic_ms: self.when.monotonic_ms,
            _sd_alg: DIGEST_ALGORITHM,
            _sd: &self.digests,
        })
    }

    /// Reads a payload.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, StatementError> {
        let wrong = StatementError::json(Part::Payload);
        let mut fields = Json::parse(bytes).and_then(Json::fields).map_err(&wrong)?;
        // The version and the kind first: with another one, nothing else need be as it is here.
        match fields.read("v", "a whole number", |json| json.unsigned(u64::MAX)).map_err(&wrong)? {
            VERSION => {}
            other => return Err(StatementError::Version(other)),
        }
        only(&mut fields, "kind", KIND, StatementError::Kind)?;
        only(&mut fields, "_sd_alg", DIGEST_ALGORITHM, StatementError::DigestAlgorithm)?;
        let agreement = agreement(fields.take("agreement").map_err(&wrong)?)?;
        let list = fields.read("answers", "a list of at most 100 answers", |json| json.list(ANSWERS_AT_MOST));
        let answers = answers(list.map_err(&wrong)?)?;
        let read = |fields: &mut Fields| {
            let natural = |json: Json| json.unsigned(INTEGER_AT_MOST);
            Ok(Self {
                kiosk: fields.word("iss", "a kiosk's thumbprint", |text| KioskId::new(text).ok())?,
                sequence: fields.read("seq", "a whole number from 1", |json| natural(json).filter(|n| *n > 0))?,
                previous: fields.word("prev", "32 bytes as base64url", base64url::decode_array)?,
                school: fields.word("school", "an identifier", |text| SchoolId::new(text).ok())?,
                session: fields.word("session", "an identifier", |text| SessionId::new(text).ok())?,
                agreement,
                outcome: fields.word("outcome", "a known outcome", Outcome::from_code)?,
                answers,
                when: When {
                    wall_ms: fields.read("wall_ms", "a whole number", |json| json.signed(INTEGER_AT_MOST))?,
                    monotonic_ms: fields.read("monotonic_ms", "a whole number from 0", natural)?,
                },
                digests: fields.read("_sd", "six digests in ascending order", digests)?,
            })
        };
        let claims = read(&mut fields).map_err(&wrong)?;
        fields.finish().map_err(&wrong)?;
        match claims.contradiction() {
            Some(contradiction) => Err(StatementError::Contradiction(contradiction)),
            None => Ok(claims),
        }
    }

    /// What in the outcome and the answers does not go together, if anything.
    pub(super) fn contradiction(&self) -> Option<&'static str> {
        match self.outcome {
            Outcome::Agreed | Outcome::AgreedWithHelp if self.answers.is_empty() => {
                Some("it says agreed, and no rule was answered")
            }
            Outcome::Agreed | Outcome::AgreedWithHelp
                if self.answers.iter().any(|(_, answer)| *answer != Answer::Promised) =>
            {
                Some("it says agreed, and not every rule was promised")
            }
            Outcome::Absent | Outcome::Left | Outcome::Unable if !self.answers.is_empty() => {
                Some("it says that nobody was asked, and rules were answered")
            }
            _ => None,
        }
    }
}

/// Takes a text that must be exactly this one.
fn only(
    fields: &mut Fields,
    key: &'static str,
    expected: &'static str,
    refused: impl FnOnce(String) -> StatementError,
) -> Result<(), StatementError> {
    let found = fields.read(key, "a short text", |json| json.text(64)).map_err(StatementError::json(Part::Payload))?;
    if found == expected { Ok(()) } else { Err(refused(quoted(&found))) }
}

fn agreement(json: Json) -> Result<AgreementShown, StatementError> {
    let read = || {
        let mut fields = json.fields()?;
        let version = |json: Json| u32::try_from(json.unsigned(u64::from(u32::MAX))?).ok().filter(|v| *v > 0);
        let shown = AgreementShown {
            id: fields.word("id", "an identifier", |text| AgreementId::new(text).ok())?,
            version: fields.read("version", "a whole number from 1", version)?,
            fingerprint: fields.word("fingerprint", "64 hexadecimal digits", Fingerprint::from_hex)?,
            language: fields
                .word("language", "a language tag", |text| language_is_well_formed(text).then(|| text.to_owned()))?,
        };
        fields.finish().map(|()| shown)
    };
    read().map_err(StatementError::json(Part::Agreement))
}

/// Whether a text can be a BCP 47 tag: letters, digits and hyphens, at most 35 of them.
pub(super) fn language_is_well_formed(tag: &str) -> bool {
    (1..=LANGUAGE_AT_MOST).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn answers(list: Vec<Json>) -> Result<Vec<(RuleId, Answer)>, StatementError> {
    let mut answers: Vec<(RuleId, Answer)> = Vec::with_capacity(list.len());
    for (nth, json) in (1..).zip(list) {
        let read = || {
            let mut fields = json.fields()?;
            let rule = fields.word("rule", "an identifier", |text| RuleId::new(text).ok())?;
            let answer = fields.word("answer", "promised or not-sure", |text| {
                ANSWERS.iter().find(|(_, code)| *code == text).map(|(answer, _)| *answer)
            })?;
            fields.finish().map(|()| (rule, answer))
        };
        let answer = read().map_err(StatementError::json(Part::Answer(nth)))?;
        if answers.iter().any(|(rule, _)| *rule == answer.0) {
            return Err(StatementError::RuleTwice(nth));
        }
        answers.push(answer);
    }
    Ok(answers)
}

fn digests(json: Json) -> Option<[String; SdClaim::ALL.len()]> {
    let digest = |json: Json| json.text(43).filter(|text| base64url::decode_array::<32>(text).is_some());
    let digests: Vec<String> = json.list(SdClaim::ALL.len())?.into_iter().map(digest).collect::<Option<_>>()?;
    digests.is_sorted_by(|a, b| a < b).then_some(digests)?.try_into().ok()
}
