//! The order to take a version of an agreement in, to be used from its day on.

use super::frame::{self, Frame, OrderError};
use super::kind::Kind;
use crate::domain::agreement_version::AgreementVersion;
use crate::domain::ids::SchoolId;
use crate::ledger::{Head, base64url};
use crate::sync::identity::RegisterKey;
use serde_json::json;

/// The most bytes of a version, as JSON.
const VERSION_AT_MOST: usize = 60_000;

/// A version of an agreement that the register gives to its kiosks, whose signature was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementOrder {
    head: Head,
    /// What it says, who approved it, from when it is used.
    pub version: AgreementVersion,
    /// The fingerprint of its words as they were shown when it was entered: see PROTOCOL.md.
    pub words: [u8; 32],
    /// When it was entered, by the register's clock, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

impl AgreementOrder {
    /// Where a kiosk stands that has obeyed it.
    #[must_use]
    pub fn head(&self) -> Head {
        self.head
    }

    /// Signs it, as it travels.
    #[must_use]
    pub fn sign(
        key: &RegisterKey,
        school: &SchoolId,
        (number, at_ms): (u64, i64),
        version: &AgreementVersion,
        words: &[u8; 32],
    ) -> String {
        let claims = [
            ("number", json!(number)),
            ("at_ms", json!(at_ms)),
            ("version", json!(written(version))),
            ("words", json!(base64url::encode(words))),
        ];
        frame::sign(key, school, Kind::Agreement, claims)
    }

    /// Reads it out of its frame.
    pub(super) fn within(mut frame: Frame) -> Result<Self, OrderError> {
        let head = frame.numbered()?;
        let at_ms = frame.time("at_ms")?;
        let text = frame.text("version", VERSION_AT_MOST)?;
        let version: AgreementVersion = serde_json::from_str(&text).map_err(|_| OrderError::Form)?;
        // One spelling only: what is signed is what is kept.
        if written(&version) != text {
            return Err(OrderError::Form);
        }
        let words = base64url::decode_array(&frame.text("words", 64)?).ok_or(OrderError::Form)?;
        frame.finish()?;
        Ok(Self { head, version, words, at_ms })
    }
}

/// A version as it travels. Of all that JSON refuses, it has nothing.
fn written(version: &AgreementVersion) -> String {
    serde_json::to_string(version).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::Order;
    use super::*;
    use crate::domain::agreement::{Approval, Audience};
    use crate::domain::agreement_version::{AgreementText, LETTERS_AT_MOST, RULES_AT_MOST, RuleText};
    use crate::domain::ids::{AgreementId, RuleId};
    use jiff::civil::date;

    fn version(rules: usize, words: &str) -> AgreementVersion {
        let rule = |n: usize| RuleText {
            id: RuleId::new(format!("ks1.{}", "r".repeat(40) + &n.to_string())).unwrap(),
            words: words.to_owned(),
            more: Some(words.to_owned()),
            picture: "rules/ks1-own-files.svg".into(),
            for_a_time: None,
        };
        let text = AgreementText {
            agreement: AgreementId::new("ks1-pupils").unwrap(),
            audience: Audience::Ks1Pupils,
            version: 3,
            title: "Keeping safe".into(),
            rules: (0..rules).map(rule).collect(),
            translations: Default::default(),
        };
        let approval = Approval { by: "the governors".into(), on: date(2026, 11, 20), review_by: date(2027, 11, 20) };
        AgreementVersion { text, approval, use_from: date(2026, 11, 25) }
    }

    #[test]
    fn a_version_is_read_as_it_was_signed_also_the_longest_there_is() {
        let (key, school) = (RegisterKey::from_seed([2; 32]), SchoolId::new("willow").unwrap());
        for version in [version(1, "I keep safe."), version(RULES_AT_MOST, &"“".repeat(LETTERS_AT_MOST))] {
            let order = AgreementOrder::sign(&key, &school, (4, 1_795_000_000_000), &version, &[7; 32]);
            assert!(order.len() <= Kind::Agreement.at_most(), "{}", order.len());
            let read = Frame::open(&order, &key.public(), &school).unwrap();
            let Ok(Order::Agreement(read)) = read.order() else { panic!("another kind") };
            assert_eq!((&read.version, read.words, read.at_ms), (&version, [7; 32], 1_795_000_000_000));
            assert_eq!(read.head().sequence, 4);
        }
    }

    #[test]
    fn a_version_that_is_spelt_in_another_way_or_has_something_more_is_refused() {
        let (key, school) = (RegisterKey::from_seed([2; 32]), SchoolId::new("willow").unwrap());
        let good = written(&version(1, "I keep safe."));
        for odd in [good.replacen('{', "{ ", 1), good.replacen('{', "{\"more\":1,", 1), "{}".into(), String::new()] {
            assert_ne!(odd, good);
            let claims = [
                ("number", json!(4)),
                ("at_ms", json!(1)),
                ("version", json!(odd)),
                ("words", json!(base64url::encode([7; 32]))),
            ];
            let order = frame::sign(&key, &school, Kind::Agreement, claims);
            let read = Frame::open(&order, &key.public(), &school).unwrap().order();
            assert_eq!(read, Err(OrderError::Form), "{odd}");
        }
    }
}
