//! Whether a version of an agreement that came from elsewhere can be shown here exactly as it is meant.

use super::REFERENCE;
use super::load::Content;
use crate::domain::agreement_version::{AgreementVersion, VersionFault};
use crate::domain::ids::{AgreementId, RuleId};
use sha2::{Digest, Sha256};

/// Why a version cannot be used with this content. Each is a sentence for whoever looks after the kiosk or the register.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// No such agreement.
    #[error("this Promise Tree has no agreement “{0}”; look at its name, or update the program")]
    NoSuchAgreement(AgreementId),
    /// It is for others.
    #[error("agreement “{0}” is for other people in this Promise Tree; look at whom it is for, or update the program")]
    OtherAudience(AgreementId),
    /// No such picture.
    #[error(
        "the picture of rule {rule}, “{picture}”, is not in this Promise Tree; choose another, or update the program"
    )]
    NoPicture {
        /// Of which rule.
        rule: RuleId,
        /// Which picture.
        picture: String,
    },
    /// It is not complete.
    #[error(transparent)]
    Version(#[from] VersionFault),
    /// Other words would stand on the screen.
    #[error(
        "version {version} of “{agreement}” would be shown here in other words than it was approved in; update the program"
    )]
    OtherWords {
        /// Which agreement.
        agreement: AgreementId,
        /// Which version.
        version: u32,
    },
}

impl Content {
    /// Everything that keeps a version from being shown here; nothing where it can be.
    #[must_use]
    pub fn unusable(&self, version: &AgreementVersion) -> Vec<Unusable> {
        let text = &version.text;
        let mut why: Vec<Unusable> = version.faults().into_iter().map(Unusable::Version).collect();
        match self.shipped_agreements().find(|shipped| shipped.id == text.agreement) {
            None => why.push(Unusable::NoSuchAgreement(text.agreement.clone())),
            Some(shipped) if shipped.audience != text.audience => {
                why.push(Unusable::OtherAudience(text.agreement.clone()));
            }
            Some(_) => {}
        }
        why.extend(
            text.rules
                .iter()
                .filter(|rule| !self.pictures.contains_key(&rule.picture))
                .map(|rule| Unusable::NoPicture { rule: rule.id.clone(), picture: rule.picture.clone() }),
        );
        why
    }

    /// The fingerprint of a version's words: that of PROTOCOL.md as it would be shown here in English on its first day, without
    /// voice and pictures, which differ between programs and ask for no new promise. `None` where it cannot be shown.
    #[must_use]
    pub fn words_fingerprint(&self, version: &AgreementVersion) -> Option<[u8; 32]> {
        let (agreement, number) = (&version.text.agreement, version.text.version);
        let adopted = self.adopting(std::slice::from_ref(version), version.use_from, Some((agreement, number)));
        let shown = adopted.fingerprint_text(agreement, REFERENCE)?;
        if !shown.lines().any(|line| line == format!("version {number}")) {
            return None;
        }
        let mut digest = Sha256::new();
        for line in shown.lines() {
            let mut parts: Vec<&str> = line.split(' ').collect();
            if matches!(parts.first(), Some(&("title" | "words" | "more" | "picture")))
                && let Some(last) = parts.last_mut()
            {
                *last = "-";
            }
            digest.update(parts.join(" "));
            digest.update("\n");
        }
        Some(digest.finalize().into())
    }

    /// Whether a version that was approved elsewhere, in words of this fingerprint, can be used here.
    ///
    /// # Errors
    /// The first reason why not.
    pub fn can_use(&self, version: &AgreementVersion, words: &[u8; 32]) -> Result<(), Unusable> {
        if let Some(why) = self.unusable(version).into_iter().next() {
            return Err(why);
        }
        let (agreement, number) = (version.text.agreement.clone(), version.text.version);
        match self.words_fingerprint(version) {
            Some(shown) if &shown == words => Ok(()),
            _ => Err(Unusable::OtherWords { agreement, version: number }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::Approval;
    use jiff::civil::date;
    use std::path::Path;

    fn version(content: &Content) -> AgreementVersion {
        let shipped = content.shipped_agreements().next().unwrap();
        let mut text = content.text_of(shipped);
        text.version = 7;
        text.rules[0].words = "Our tablets are for our learning.".to_owned();
        let approval = Approval { by: "the governors".into(), on: date(2026, 11, 20), review_by: date(2027, 11, 20) };
        AgreementVersion { text, approval, use_from: date(2026, 11, 25) }
    }

    #[test]
    fn a_version_is_used_only_where_every_word_of_it_would_be_shown_as_it_was_approved() {
        let content = Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let good = version(&content);
        let words = content.words_fingerprint(&good).unwrap();
        assert_eq!(content.can_use(&good, &words), Ok(()));
        let mut other = good.clone();
        other.text.rules[1].words.push('!');
        assert!(matches!(content.can_use(&other, &words), Err(Unusable::OtherWords { version: 7, .. })));
        let mut other = good.clone();
        other.text.rules[0].picture = "rules/nowhere.svg".to_owned();
        assert!(matches!(content.can_use(&other, &words), Err(Unusable::NoPicture { .. })));
        let mut other = good.clone();
        other.text.agreement = AgreementId::new("governors").unwrap();
        assert!(matches!(content.can_use(&other, &words), Err(Unusable::NoSuchAgreement(_))));
        let mut other = good;
        other.text.title.clear();
        assert!(matches!(content.can_use(&other, &words), Err(Unusable::Version(VersionFault::NoTitle))));
    }
}
