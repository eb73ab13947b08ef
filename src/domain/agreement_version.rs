//! A version of an agreement in a school's own words: nothing of it is ever edited, a change is the next version.
//!
//! The words stand in it as they are shown, so that it says the same for ever, whatever the program ships later. A rule
//! that stands for a time only is an addendum: it comes on top of the others and goes by itself.

use super::agreement::{Approval, Audience};
use super::ids::{AgreementId, RuleId};
use super::translation::Translations;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most letters of a sentence: what fits on a child's screen.
pub const LETTERS_AT_MOST: usize = 140;
/// The most rules; as many as a statement can answer.
pub const RULES_AT_MOST: usize = 30;

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl Period {
    /// Whether a day is in it.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

/// A rule in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// Its identifier, the same in every version that keeps it: the lesson that teaches it is found by it.
    pub id: RuleId,
    /// The sentence that is promised.
    pub words: String,
    /// A second sentence that says more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more: Option<String>,
    /// Its picture, below `assets/pictures/`.
    pub picture: String,
    /// For an addendum: when it is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_a_time: Option<Period>,
}

/// An agreement in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementText {
    /// Which agreement.
    pub agreement: AgreementId,
    /// Whom it is for.
    pub audience: Audience,
    /// Its version, from 1.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// Its rules, in the order they are promised; addenda last.
    pub rules: Vec<RuleText>,
    /// The school's own sentences in other languages than English. Where there are none, English is shown.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
}

impl AgreementText {
    /// The rules that are promised on a day.
    pub fn promised_on(&self, day: Date) -> impl Iterator<Item = &RuleText> {
        self.rules.iter().filter(move |rule| rule.for_a_time.is_none_or(|time| time.holds(day)))
    }

    /// The rules that an earlier version did not have, or had in other words: what is to be taught.
    #[must_use]
    pub fn new_since(&self, earlier: &Self) -> Vec<&RuleText> {
        let said = |rule: &RuleText| {
            let same =
                |other: &&RuleText| (&other.id, &other.words, &other.more) == (&rule.id, &rule.words, &rule.more);
            earlier.rules.iter().any(|other| same(&other))
        };
        self.rules.iter().filter(|rule| !said(rule)).collect()
    }
}

/// A version that a school has made its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementVersion {
    /// What it says.
    pub text: AgreementText,
    /// Who approved it, when, until when.
    pub approval: Approval,
    /// The first day on which children promise it.
    pub use_from: Date,
}

/// Why something is no version of an agreement. Each is a sentence for whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VersionFault {
    /// No title.
    #[error("the agreement has no title; give it one")]
    NoTitle,
    /// Nothing is promised always.
    #[error("the agreement has no rule that stands always; it needs one at least")]
    NoRules,
    /// More rules than a child can bear.
    #[error("the agreement has more than {RULES_AT_MOST} rules; leave some out")]
    TooManyRules,
    /// A rule without words.
    #[error("rule {0} says nothing; write its sentence, or drop it")]
    NoWords(RuleId),
    /// A sentence that does not fit on the screen.
    #[error("a sentence of rule {0} has more than {LETTERS_AT_MOST} letters; shorten it")]
    TooLong(RuleId),
    /// A sentence with line breaks or worse.
    #[error("a sentence of rule {0} has signs that cannot be shown; write it anew")]
    Unshowable(RuleId),
    /// Two rules of one name.
    #[error("rule {0} stands in it twice; drop one of them")]
    RuleTwice(RuleId),
    /// A rule of another age.
    #[error("rule {0} is not for this age; its name has to begin with {1}")]
    RulePrefix(RuleId, &'static str),
    /// An addendum that ends before it begins.
    #[error("rule {0} ends before it begins; choose a later day")]
    PeriodBackwards(RuleId),
    /// A rule for a time before one that stands always.
    #[error("rule {0} stands for a time only, so it comes after those that stand always; move it down")]
    AddendumFirst(RuleId),
    /// Nobody has approved it.
    #[error("nobody has approved it; say who did")]
    ApprovedByNobody,
    /// No day of approval.
    #[error("the day on which it was approved is missing; choose it")]
    NotApproved,
    /// Approved on a day to come.
    #[error("it cannot be used before it is approved; choose a day that has come")]
    ApprovedLater,
    /// No day of review.
    #[error("the day by which it is looked at again is missing; choose it")]
    NoReview,
    /// Reviewed before it is approved.
    #[error("it would have to be looked at again before it is used; choose a later day")]
    ReviewTooSoon,
    /// Version 0.
    #[error("versions begin at 1")]
    VersionZero,
}

impl AgreementVersion {
    /// Everything that is wrong with it; nothing where it can be used.
    #[must_use]
    pub fn faults(&self) -> Vec<VersionFault> {
        let mut faults = text_faults(&self.text);
        if self.approval.by.trim().is_empty() {
            faults.push(VersionFault::ApprovedByNobody);
        }
        if self.approval.on > self.use_from {
            faults.push(VersionFault::ApprovedLater);
        }
        if self.approval.review_by <= self.use_from {
            faults.push(VersionFault::ReviewTooSoon);
        }
        faults
    }
}

fn text_faults(text: &AgreementText) -> Vec<VersionFault> {
    let mut faults = Vec::new();
    if text.version == 0 {
        faults.push(VersionFault::VersionZero);
    }
    if text.title.trim().is_empty() {
        faults.push(VersionFault::NoTitle);
    }
    if text.rules.iter().all(|rule| rule.for_a_time.is_some()) {
        faults.push(VersionFault::NoRules);
    }
    if text.rules.len() > RULES_AT_MOST {
        faults.push(VersionFault::TooManyRules);
    }
    let prefix = text.audience.rule_prefix();
    let last_always = text.rules.iter().rposition(|rule| rule.for_a_time.is_none()).unwrap_or(0);
    for (place, rule) in text.rules.iter().enumerate() {
        let id = || rule.id.clone();
        let sentences = || std::iter::once(&rule.words).chain(&rule.more);
        let translated = || {
            let of = text.translations.values().filter_map(|translation| translation.rules.get(&rule.id));
            sentences().chain(of.flat_map(|said| [&said.words, &said.more]))
        };
        if sentences().any(|words| words.trim().is_empty()) {
            faults.push(VersionFault::NoWords(id()));
        }
        if translated().any(|words| words.chars().count() > LETTERS_AT_MOST) {
            faults.push(VersionFault::TooLong(id()));
        }
        if translated().any(|words| words.chars().any(char::is_control)) {
            faults.push(VersionFault::Unshowable(id()));
        }
        if text.rules.iter().take(place).any(|other| other.id == rule.id) {
            faults.push(VersionFault::RuleTwice(id()));
        }
        if !rule.id.as_str().starts_with(prefix) {
            faults.push(VersionFault::RulePrefix(id(), prefix));
        }
        if rule.for_a_time.is_some_and(|time| time.until < time.from) {
            faults.push(VersionFault::PeriodBackwards(id()));
        }
        if rule.for_a_time.is_some() && place < last_always {
            faults.push(VersionFault::AddendumFirst(id()));
        }
    }
    faults
}

/// The version of an agreement that children promise on a day: the highest that is used by then; `None` is the one that came
/// with the program. While a tree is open under a version, that one stays.
#[must_use]
pub fn in_force<'a>(
    versions: &'a [AgreementVersion],
    agreement: &AgreementId,
    day: Date,
    held: Option<u32>,
) -> Option<&'a AgreementVersion> {
    let mut all: Vec<&AgreementVersion> =
        versions.iter().filter(|version| &version.text.agreement == agreement).collect();
    all.sort_by_key(|version| version.text.version);
    match held {
        Some(held) => all.into_iter().find(|version| version.text.version == held),
        None => all.into_iter().rfind(|version| version.use_from <= day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn rule(id: &str, words: &str) -> RuleText {
        RuleText {
            id: RuleId::new(id).unwrap(),
            words: words.into(),
            more: None,
            picture: "rules/ks1-own-files.svg".into(),
            for_a_time: None,
        }
    }

    fn version(number: u32, use_from: &str) -> AgreementVersion {
        let approval = Approval { by: "the governors".into(), on: date("2026-09-01"), review_by: date("2027-09-01") };
        let text = AgreementText {
            agreement: AgreementId::new("ks1-pupils").unwrap(),
            audience: Audience::Ks1Pupils,
            version: number,
            title: "Keeping safe".into(),
            rules: vec![rule("ks1.a", "I am kind."), rule("ks1.b", "I tell.")],
            translations: Translations::new(),
        };
        AgreementVersion { text, approval, use_from: date(use_from) }
    }

    fn number(versions: &[AgreementVersion], day: &str, held: Option<u32>) -> Option<u32> {
        let id = AgreementId::new("ks1-pupils").unwrap();
        in_force(versions, &id, date(day), held).map(|version| version.text.version)
    }

    #[test]
    fn the_highest_version_that_is_used_by_then_is_in_force_and_an_open_tree_keeps_its_own() {
        let versions = [version(3, "2027-01-10"), version(2, "2026-11-01"), version(4, "2026-12-01")];
        assert_eq!(number(&versions, "2026-10-31", None), None, "what came with the program");
        assert_eq!(number(&versions, "2026-11-01", None), Some(2));
        assert_eq!(number(&versions, "2026-12-01", None), Some(4));
        assert_eq!(number(&versions, "2027-01-10", None), Some(4), "a later version stays");
        assert_eq!(number(&versions, "2026-12-01", Some(2)), Some(2));
        assert_eq!(number(&versions, "2026-12-01", Some(1)), None);
    }

    #[test]
    fn an_addendum_is_promised_in_its_time_and_never_instead_of_another_rule() {
        let mut version = version(2, "2026-11-01");
        let time = Period { from: date("2026-11-01"), until: date("2026-11-30") };
        version.text.rules.push(RuleText { for_a_time: Some(time), ..rule("ks1.c", "At home too.") });
        assert_eq!(version.faults(), []);
        let promised = |day: &str| version.text.promised_on(date(day)).count();
        assert_eq!((promised("2026-11-01"), promised("2026-11-30"), promised("2026-12-01")), (3, 3, 2));
        let mut wrong = version.clone();
        wrong.text.rules.swap(0, 2);
        assert_eq!(wrong.faults(), [VersionFault::AddendumFirst(RuleId::new("ks1.c").unwrap())]);
        wrong.text.rules.truncate(1);
        assert_eq!(wrong.faults(), [VersionFault::NoRules]);
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let mut version = version(0, "2026-08-01");
        version.text.title = " ".into();
        version.text.rules = vec![rule("ks2.a", &"x".repeat(141)), rule("ks2.a", "Two\nlines")];
        version.approval.by = String::new();
        let (a, prefix) = (RuleId::new("ks2.a").unwrap(), "ks1.");
        assert_eq!(
            version.faults(),
            [
                VersionFault::VersionZero,
                VersionFault::NoTitle,
                VersionFault::TooLong(a.clone()),
                VersionFault::RulePrefix(a.clone(), prefix),
                VersionFault::Unshowable(a.clone()),
                VersionFault::RuleTwice(a.clone()),
                VersionFault::RulePrefix(a, prefix),
                VersionFault::ApprovedByNobody,
                VersionFault::ApprovedLater,
            ]
        );
    }

    #[test]
    fn only_what_is_new_is_taught_again() {
        let (before, mut after) = (version(2, "2026-11-01").text, version(3, "2026-12-01").text);
        after.rules.swap(0, 1);
        assert!(after.new_since(&before).is_empty(), "another order is no news");
        after.rules[0].more = Some("At once.".into());
        after.rules.push(rule("ks1.c", "I ask."));
        let new: Vec<&str> = after.new_since(&before).iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(new, ["ks1.b", "ks1.c"]);
    }
}
