//! What a learning record store is told of one statement: an xAPI 1.0.3 statement about an opaque account, or that an
//! earlier one is void. Pure, and always the same for the same statement: what is sent twice is one statement there.

use crate::domain::ids::SchoolId;
use crate::domain::outcome::Outcome;
use crate::ledger::{OutcomeSaid, Statement};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

const AGREED: (&str, &str) = ("http://activitystrea.ms/schema/1.0/agree", "agreed");
const COMPLETED: (&str, &str) = ("http://adlnet.gov/expapi/verbs/completed", "completed");
const VOIDED: (&str, &str) = ("http://adlnet.gov/expapi/verbs/voided", "voided");
/// Something to be reached, of ADL's own list of kinds.
const KIND: &str = "http://adlnet.gov/expapi/activities/objective";
const PLATFORM: &str = "Promise Tree";
/// The language that names here are in.
const LANGUAGE: &str = "en-GB";

/// The beginning of every address in what one school sends: `https://register.example:8443/schools/<school>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Home(String);

impl Home {
    pub(super) fn of(home: &str, school: &SchoolId) -> Self {
        Self(format!("{}/schools/{school}", home.trim_end_matches('/')))
    }

    fn agent(&self, name: &str) -> Value {
        json!({ "objectType": "Agent", "account": { "homePage": self.0, "name": name } })
    }

    fn word(&self, word: &str) -> String {
        format!("{}/xapi/{word}", self.0)
    }
}

/// The verb of an outcome. `None` where nobody was asked: a child who was away, has left or cannot take part has had no
/// experience that a record of learning could hold.
fn verb(outcome: Outcome) -> Option<(&'static str, &'static str)> {
    match outcome {
        Outcome::Agreed | Outcome::AgreedWithHelp => Some(AGREED),
        // Went all the way and did not promise: an outcome, and no failure.
        Outcome::NotYet | Outcome::Declined => Some(COMPLETED),
        Outcome::Absent | Outcome::Left | Outcome::Unable => None,
    }
}

/// Whether a record store is told of such a statement, as long as it is known whom it tells of.
pub(super) fn is_told(statement: &Statement) -> bool {
    statement.claims().says.outcome().is_some_and(|said| verb(said.outcome).is_some())
}

/// What is told of an outcome; `None` where nothing is ([`is_told`]), and where what tells of the child is gone.
pub(super) fn outcome(home: &Home, statement: &Statement, received_ms: i64) -> Option<Value> {
    let claims = statement.claims();
    let said = claims.says.outcome()?;
    let (verb, done) = verb(said.outcome)?;
    let pupil = statement.disclosed().pupil_id.as_ref()?;
    Some(json!({
        "id": id(b"promise-tree/xapi/v1/statement", &statement.hash()),
        "actor": home.agent(pupil.as_str()),
        "verb": { "id": verb, "display": { LANGUAGE: done } },
        "object": activity(home, said),
        "result": { "completion": true, "extensions": { home.word("outcome"): said.outcome.code() } },
        "context": {
            "platform": PLATFORM,
            "language": said.agreement.language,
            "extensions": {
                // With it anybody who is shown the signed statement can see that it is this one.
                home.word("statement-sha-256"): hex(&statement.hash()),
                home.word("agreement-sha-256"): said.agreement.fingerprint.hex(),
            },
        },
        // A kiosk's clock may be wrong; what is received was made before.
        "timestamp": time(claims.when.wall_ms.min(received_ms), received_ms),
    }))
}

fn activity(home: &Home, said: &OutcomeSaid) -> Value {
    let (id, version) = (&said.agreement.id, said.agreement.version);
    json!({
        "objectType": "Activity",
        "id": format!("{}/agreements/{id}/{version}", home.0),
        "definition": { "type": KIND, "name": { LANGUAGE: format!("{id}, {version}") } },
    })
}

/// That what was told of the statement with this hash does not count any more. The register says so, not the child.
pub(super) fn voided(home: &Home, hash: &[u8; 32], at_ms: i64) -> Value {
    json!({
        "id": id(b"promise-tree/xapi/v1/voided", hash),
        "actor": home.agent("register"),
        "verb": { "id": VOIDED.0, "display": { LANGUAGE: VOIDED.1 } },
        "object": { "objectType": "StatementRef", "id": id(b"promise-tree/xapi/v1/statement", hash) },
        "timestamp": time(at_ms, at_ms),
    })
}

/// A UUID out of a hash (RFC 9562 §5.8: version 8).
fn id(what: &[u8], hash: &[u8; 32]) -> String {
    let digest: [u8; 32] = Sha256::new().chain_update(what).chain_update([b'\n']).chain_update(hash).finalize().into();
    let (first, _) = digest.split_first_chunk::<16>().unwrap_or((&[0; 16], &[]));
    uuid::Builder::from_custom_bytes(*first).into_uuid().to_string()
}

/// RFC 3339, UTC. Beyond the year 9999 there is nothing.
fn time(at_ms: i64, otherwise_ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at_ms).or_else(|_| jiff::Timestamp::from_millisecond(otherwise_ms));
    at.unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a text cannot fail.
        if write!(text, "{byte:02x}").is_err() {
            text.clear();
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_uuids_that_follow_from_the_hash_and_differ_by_what_they_are_for() {
        let (one, other) = (id(b"a", &[1; 32]), id(b"b", &[1; 32]));
        assert_eq!(one, id(b"a", &[1; 32]));
        assert!(one != other && one != id(b"a", &[2; 32]));
        let uuid = uuid::Uuid::parse_str(&one).unwrap();
        assert_eq!((uuid.get_version_num(), uuid.get_variant()), (8, uuid::Variant::RFC4122));
    }

    #[test]
    fn a_time_that_no_calendar_has_becomes_the_one_of_receipt() {
        assert_eq!(time(1_795_000_000_123, 0), "2026-11-18T11:06:40.123Z");
        assert_eq!(time(i64::MAX, 1000), "1970-01-01T00:00:01Z");
    }

    #[test]
    fn a_school_that_moves_its_register_keeps_its_addresses_apart_from_others() {
        let home = Home::of("https://register.example:8443/", &SchoolId::new("s1").unwrap());
        assert_eq!(home.word("outcome"), "https://register.example:8443/schools/s1/xapi/outcome");
    }
}
