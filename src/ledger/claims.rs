//! The claims in the clear: the payload of a statement's signed part.

use super::base64url;
use super::disclosure::SdClaim;
use super::error::{Part, StatementError};
use super::head::When;
use super::json::{Fields, Json, quoted};
use crate::domain::agreement::Fingerprint;
use crate::domain::correction::Mistake;
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
    /// What it is about.
    pub says: Says,
    /// When.
    pub when: When,
    /// The digests of the six disclosures, as base64url, ascending.
    pub(super) digests: [String; SdClaim::ALL.len()],
}

/// What a statement is about, by its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// What came of asking a child.
    Outcome(OutcomeSaid),
    /// That an earlier statement does not count.
    Correction(CorrectionSaid),
}

impl Says {
    /// The word for it, for instance `correction`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Outcome(_) => "outcome",
            Self::Correction(_) => "correction",
        }
    }

    /// The outcome, where it is about one.
    #[must_use]
    pub fn outcome(&self) -> Option<&OutcomeSaid> {
        match self {
            Self::Outcome(said) => Some(said),
            Self::Correction(_) => None,
        }
    }

    /// The correction, where it is one.
    #[must_use]
    pub fn correction(&self) -> Option<&CorrectionSaid> {
        match self {
            Self::Correction(said) => Some(said),
            Self::Outcome(_) => None,
        }
    }
}

/// What a statement of the kind `outcome` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeSaid {
    /// The agreement as it was shown.
    pub agreement: AgreementShown,
    /// What came of it.
    pub outcome: Outcome,
    /// What was said to each rule, in the agreement's order.
    pub answers: Vec<(RuleId, Answer)>,
}

/// What a statement of the kind `correction` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorrectionSaid {
    /// The number of the statement that does not count: an earlier one of this kiosk.
    pub sequence: u64,
    /// That statement's hash.
    pub hash: [u8; 32],
    /// Why.
    pub mistake: Mistake,
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
struct WrittenCorrects {
    seq: u64,
    hash: String,
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
    #[serde(flatten)]
    says: WrittenSays<'a>,
    wall_ms: i64,
    monotonic_ms: u64,
    _sd_alg: &'static str,
    _sd: &'a [String],
}

#[derive(Serialize)]
#[serde(untagged)]
enum WrittenSays<'a> {
    Outcome { agreement: WrittenAgreement<'a>, outcome: &'static str, answers: Vec<WrittenAnswer<'a>> },
    Correction { corrects: WrittenCorrects, mistake: &'static str },
}

impl<'a> From<&'a Says> for WrittenSays<'a> {
    fn from(says: &'a Says) -> Self {
        let code = |answer: Answer| ANSWERS.iter().find(|(known, _)| *known == answer).map_or("", |(_, code)| *code);
        match says {
            Says::Outcome(said) => Self::Outcome {
                agreement: WrittenAgreement {
                    id: said.agreement.id.as_str(),
                    version: said.agreement.version,
                    fingerprint: said.agreement.fingerprint.hex(),
                    language: &said.agreement.language,
                },
                outcome: said.outcome.code(),
                answers: said
                    .answers
                    .iter()
                    .map(|(rule, answer)| WrittenAnswer { rule: rule.as_str(), answer: code(*answer) })
                    .collect(),
            },
            Says::Correction(said) => Self::Correction {
                corrects: WrittenCorrects { seq: said.sequence, hash: base64url::encode(said.hash) },
                mistake: said.mistake.code(),
            },
        }
    }
}

impl Claims {
    /// The payload's bytes. Called once in a statement's life, before it is signed.
    pub(super) fn write(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&WrittenPayload {
            iss: self.kiosk.as_str(),
            v: VERSION,
            kind: self.says.kind(),
            seq: self.sequence,
            prev: base64url::encode(self.previous),
            school: self.school.as_str(),
            session: self.session.as_str(),
            says: WrittenSays::from(&self.says),
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
        let kind = fields.read("kind", "a short text", |json| json.text(64)).map_err(&wrong)?;
        let read_says = match &*kind {
            "outcome" => outcome_said,
            "correction" => correction_said,
            _ => return Err(StatementError::Kind(quoted(&kind))),
        };
        only(&mut fields, "_sd_alg", DIGEST_ALGORITHM, StatementError::DigestAlgorithm)?;
        let says = read_says(&mut fields)?;
        let read = |fields: &mut Fields| {
            let natural = |json: Json| json.unsigned(INTEGER_AT_MOST);
            Ok(Self {
                kiosk: fields.word("iss", "a kiosk's thumbprint", |text| KioskId::new(text).ok())?,
                sequence: fields.read("seq", "a whole number from 1", |json| natural(json).filter(|n| *n > 0))?,
                previous: fields.word("prev", "32 bytes as base64url", base64url::decode_array)?,
                school: fields.word("school", "an identifier", |text| SchoolId::new(text).ok())?,
                session: fields.word("session", "an identifier", |text| SessionId::new(text).ok())?,
                says,
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
        let said = match &self.says {
            Says::Outcome(said) => said,
            Says::Correction(said) if said.sequence >= self.sequence => {
                return Some("it corrects a statement that comes after it");
            }
            Says::Correction(_) => return None,
        };
        match said.outcome {
            Outcome::Agreed | Outcome::AgreedWithHelp if said.answers.is_empty() => {
                Some("it says agreed, and no rule was answered")
            }
            Outcome::Agreed | Outcome::AgreedWithHelp
                if said.answers.iter().any(|(_, answer)| *answer != Answer::Promised) =>
            {
                Some("it says agreed, and not every rule was promised")
            }
            Outcome::Absent | Outcome::Left | Outcome::Unable if !said.answers.is_empty() => {
                Some("it says that nobody was asked, and rules were answered")
            }
            _ => None,
        }
    }
}

fn outcome_said(fields: &mut Fields) -> Result<Says, StatementError> {
    let wrong = StatementError::json(Part::Payload);
    let agreement = agreement(fields.take("agreement").map_err(&wrong)?)?;
    let list = fields.read("answers", "a list of at most 100 answers", |json| json.list(ANSWERS_AT_MOST));
    let answers = answers(list.map_err(&wrong)?)?;
    let outcome = fields.word("outcome", "a known outcome", Outcome::from_code).map_err(&wrong)?;
    Ok(Says::Outcome(OutcomeSaid { agreement, outcome, answers }))
}

fn correction_said(fields: &mut Fields) -> Result<Says, StatementError> {
    let wrong = StatementError::json(Part::Payload);
    let corrects = fields.take("corrects").map_err(&wrong)?;
    let mistake = fields.word("mistake", "a known mistake", Mistake::from_code).map_err(&wrong)?;
    let read = || {
        let mut fields = corrects.fields()?;
        let sequence = fields
            .read("seq", "a whole number from 1", |json| json.unsigned(INTEGER_AT_MOST).filter(|number| *number > 0))?;
        let hash = fields.word("hash", "32 bytes as base64url", base64url::decode_array)?;
        fields.finish().map(|()| Says::Correction(CorrectionSaid { sequence, hash, mistake }))
    };
    read().map_err(StatementError::json(Part::Corrects))
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
    let digest = |json: Json| Some(json.text(43)?.into_owned());
    let digests: Vec<String> = json.list(SdClaim::ALL.len())?.into_iter().map(digest).collect::<Option<_>>()?;
    if digests.iter().any(|text| base64url::decode_array::<32>(text).is_none()) {
        return None;
    }
    digests.is_sorted_by(|a, b| a < b).then_some(digests)?.try_into().ok()
}
