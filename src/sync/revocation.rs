//! That a kiosk was shut out, in the register's signed word. It travels with the refusal `revoked`; a kiosk that is refused
//! without it keeps asking, so that whoever stands between the two cannot keep it from its register for ever.

use super::identity::{RegisterKey, RegisterPublic};
use crate::domain::ids::{KioskId, SchoolId};
use crate::ledger::json::{Fields, Json};
use crate::ledger::{INTEGER_AT_MOST, base64url};
use serde_json::json;

const TYPE: &str = "promise-revocation+jwt";
const VERSION: u64 = 1;
/// The most bytes of one.
pub const REVOCATION_AT_MOST: usize = 2048;

/// Since when a kiosk is shut out of a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// Which kiosk.
    pub kiosk: KioskId,
    /// Since when, by the register's clock, milliseconds since 1970 (UTC).
    pub since_ms: i64,
}

impl Revocation {
    /// Signs it, as it travels.
    #[must_use]
    pub fn sign(&self, key: &RegisterKey, school: &SchoolId) -> String {
        let id = key.public().id();
        let header = json!({ "alg": "EdDSA", "typ": TYPE, "kid": id.as_str() });
        let payload = json!({
            "iss": id.as_str(),
            "v": VERSION,
            "school": school.as_str(),
            "kiosk": self.kiosk.as_str(),
            "since_ms": self.since_ms,
        });
        let mut jwt = format!("{}.{}", base64url::encode(header.to_string()), base64url::encode(payload.to_string()));
        let signature = key.sign(jwt.as_bytes());
        jwt.push('.');
        jwt.push_str(&base64url::encode(signature));
        jwt
    }

    /// Reads one; `None` where it is not this register's word about this kiosk at this school.
    #[must_use]
    pub fn read(jwt: &str, register: &RegisterPublic, school: &SchoolId, kiosk: &KioskId) -> Option<Self> {
        let (signed, signature) = jwt.rsplit_once('.').filter(|_| jwt.len() <= REVOCATION_AT_MOST)?;
        let (header, payload) = signed.split_once('.')?;
        let signature: [u8; 64] = base64url::decode_array(signature)?;
        if !register.signed(signed.as_bytes(), &signature) {
            return None;
        }
        let id = register.id();
        let mut header = fields(header)?;
        exactly(&mut header, "alg", "EdDSA")?;
        exactly(&mut header, "typ", TYPE)?;
        exactly(&mut header, "kid", id.as_str())?;
        header.finish().ok()?;
        let mut payload = fields(payload)?;
        exactly(&mut payload, "iss", id.as_str())?;
        exactly(&mut payload, "school", school.as_str())?;
        exactly(&mut payload, "kiosk", kiosk.as_str())?;
        payload.read("v", "1", |json| json.unsigned(VERSION).filter(|version| *version == VERSION)).ok()?;
        let since_ms = payload.read("since_ms", "", |json| json.signed(INTEGER_AT_MOST)).ok()?;
        payload.finish().ok()?;
        Some(Self { kiosk: kiosk.clone(), since_ms })
    }
}

fn fields(part: &str) -> Option<Fields<'static>> {
    Json::parse(&base64url::decode(part)?).map(Json::into_owned).and_then(Json::fields).ok()
}

fn exactly(fields: &mut Fields<'_>, key: &'static str, text: &str) -> Option<()> {
    fields.word(key, "", |found| (found == text).then_some(())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::KioskKey;

    fn kiosk(seed: u8) -> KioskId {
        KioskKey::from_seed([seed; 32]).public().kiosk_id()
    }

    #[test]
    fn only_this_registers_word_about_this_kiosk_at_this_school_counts() {
        let (key, school) = (RegisterKey::from_seed([2; 32]), SchoolId::new("s".repeat(64)).unwrap());
        let said = Revocation { kiosk: kiosk(1), since_ms: 1_795_000_000_000 };
        let word = said.sign(&key, &school);
        assert!(word.len() <= REVOCATION_AT_MOST);
        let read = |word: &str| Revocation::read(word, &key.public(), &school, &kiosk(1));
        assert_eq!(read(&word), Some(said.clone()));
        let impostor = RegisterKey::from_seed([3; 32]);
        assert_eq!(read(&said.sign(&impostor, &school)), None);
        let oak = SchoolId::new("oak").unwrap();
        assert_eq!(read(&said.sign(&key, &oak)), None);
        assert_eq!(read(&Revocation { kiosk: kiosk(4), ..said.clone() }.sign(&key, &school)), None);
        for place in 0..word.len() {
            let letter = if word.as_bytes()[place] == b'A' { "B" } else { "A" };
            assert_eq!(read(&format!("{}{letter}{}", &word[..place], &word[place + 1..])), None, "{place}");
        }
        let payload = word.split('.').nth(1).unwrap();
        let payload = String::from_utf8(base64url::decode(payload).unwrap()).unwrap();
        for (from, to) in [("\"v\":1", "\"v\":2"), ("{", "{\"more\":1,"), ("since_ms", "until_ms")] {
            let odd = payload.replacen(from, to, 1);
            assert_ne!(odd, payload);
            let signed = format!("{}.{}", word.split('.').next().unwrap(), base64url::encode(odd));
            let signature = base64url::encode(key.sign(signed.as_bytes()));
            assert_eq!(read(&format!("{signed}.{signature}")), None, "{to}");
        }
    }
}
