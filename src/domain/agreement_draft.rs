//! A version of an agreement while it is being written: may be incomplete, is changed step by step, and is thrown away or
//! becomes the next version.

use super::agreement::{Approval, Audience};
use super::agreement_version::{AgreementText, AgreementVersion, Period, RuleText, VersionFault};
use super::ids::{AgreementId, RuleId};
use super::translation::{Part, Translation, Translations};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A rule that is being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftRule {
    /// Its identifier.
    pub id: RuleId,
    /// The sentence that is promised.
    pub words: String,
    /// The sentence that says more; empty where there is none.
    #[serde(default)]
    pub more: String,
    /// Its picture, below `assets/pictures/`.
    pub picture: String,
    /// For an addendum: its last day.
    #[serde(default)]
    pub until: Option<Date>,
    /// For an addendum that an earlier version has already: its first day. A new one begins with the version.
    #[serde(default)]
    pub since: Option<Date>,
}

/// A version that is being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementDraft {
    /// Which agreement.
    pub agreement: AgreementId,
    /// Whom it is for.
    pub audience: Audience,
    /// The version that it was begun from.
    pub from_version: u32,
    /// Its title.
    pub title: String,
    /// Its rules, in order.
    pub rules: Vec<DraftRule>,
    /// Who approves it; empty until somebody says.
    #[serde(default)]
    pub approved_by: String,
    /// When it was approved.
    #[serde(default)]
    pub approved_on: Option<Date>,
    /// By when it is looked at again.
    #[serde(default)]
    pub review_by: Option<Date>,
    /// The first day it is used; the day it is finished where nobody says.
    #[serde(default)]
    pub use_from: Option<Date>,
    /// Its own sentences in other languages than English, as far as they are written.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
}

impl AgreementDraft {
    /// A draft that says what a version says, approved by nobody yet.
    #[must_use]
    pub fn of(text: &AgreementText) -> Self {
        let rule = |rule: &RuleText| DraftRule {
            id: rule.id.clone(),
            words: rule.words.clone(),
            more: rule.more.clone().unwrap_or_default(),
            picture: rule.picture.clone(),
            until: rule.for_a_time.map(|time| time.until),
            since: rule.for_a_time.map(|time| time.from),
        };
        Self {
            agreement: text.agreement.clone(),
            audience: text.audience,
            from_version: text.version,
            title: text.title.clone(),
            rules: text.rules.iter().map(rule).collect(),
            approved_by: String::new(),
            approved_on: None,
            review_by: None,
            use_from: None,
            translations: text.translations.clone(),
        }
    }

    /// What it says now, as the version of this number, for a look at it. Addenda begin with the version.
    #[must_use]
    pub fn text(&self, version: u32, today: Date) -> AgreementText {
        let use_from = self.use_from(today);
        let rule = |rule: &DraftRule| RuleText {
            id: rule.id.clone(),
            words: rule.words.trim().to_owned(),
            more: Some(rule.more.trim().to_owned()).filter(|more| !more.is_empty()),
            picture: rule.picture.clone(),
            for_a_time: rule.until.map(|until| Period { from: rule.since.unwrap_or(use_from), until }),
        };
        AgreementText {
            agreement: self.agreement.clone(),
            audience: self.audience,
            version,
            title: self.title.trim().to_owned(),
            rules: self.rules.iter().map(rule).collect(),
            translations: self.said_in_languages(),
        }
    }

    /// The translations of what it says, without those that say nothing.
    fn said_in_languages(&self) -> Translations {
        let ids = || self.rules.iter().map(|rule| &rule.id);
        let said = self.translations.iter().map(|(tag, translation)| (tag.clone(), translation.of(ids())));
        said.filter(|(_, translation)| *translation != Translation::default()).collect()
    }

    /// Words a rule; what it says in other languages is of other words then, and goes.
    pub fn reword(&mut self, id: &RuleId, words: String, more: String) {
        let Some(rule) = self.rules.iter_mut().find(|rule| &rule.id == id) else { return };
        if (&rule.words, &rule.more) != (&words, &more) {
            (rule.words, rule.more) = (words, more);
            self.forget(&Part::Rule(id.clone()));
        }
    }

    /// Gives it a title; other languages' titles go.
    pub fn retitle(&mut self, title: String) {
        if self.title != title {
            self.title = title;
            self.forget(&Part::Title);
        }
    }

    fn forget(&mut self, part: &Part) {
        self.translations.values_mut().for_each(|translation| translation.forget(part));
    }

    /// The first day it would be used: never one that has gone by.
    #[must_use]
    pub fn use_from(&self, today: Date) -> Date {
        self.use_from.map_or(today, |day| day.max(today))
    }

    /// The version of this number, if the draft is whole.
    ///
    /// # Errors
    /// Everything that is missing or wrong.
    pub fn finish(&self, version: u32, today: Date) -> Result<AgreementVersion, Vec<VersionFault>> {
        let mut faults = Vec::new();
        if self.approved_on.is_none() {
            faults.push(VersionFault::NotApproved);
        }
        if self.review_by.is_none() {
            faults.push(VersionFault::NoReview);
        }
        let use_from = self.use_from(today);
        let approval = Approval {
            by: self.approved_by.trim().to_owned(),
            on: self.approved_on.unwrap_or(Date::MIN),
            review_by: self.review_by.unwrap_or(Date::MAX),
        };
        let made = AgreementVersion { text: self.text(version, today), approval, use_from };
        faults.extend(made.faults());
        if faults.is_empty() { Ok(made) } else { Err(faults) }
    }

    /// Moves a rule one place up or down; one that stands for a time stays below those that stand always.
    pub fn move_rule(&mut self, id: &RuleId, up: bool) {
        let Some(place) = self.rules.iter().position(|rule| &rule.id == id) else { return };
        let other = if up { place.checked_sub(1) } else { Some(place + 1) };
        let Some(other) = other.filter(|other| *other < self.rules.len()) else { return };
        self.rules.swap(place, other);
        self.keep_addenda_last();
    }

    /// Says until when a rule stands; `None` is always.
    pub fn set_until(&mut self, id: &RuleId, until: Option<Date>) {
        if let Some(rule) = self.rules.iter_mut().find(|rule| &rule.id == id) {
            rule.until = until;
            if until.is_none() {
                rule.since = None;
            }
        }
        self.keep_addenda_last();
    }

    /// Adds a rule after those of its kind.
    pub fn add(&mut self, rule: DraftRule) {
        self.rules.push(rule);
        self.keep_addenda_last();
    }

    fn keep_addenda_last(&mut self) {
        self.rules.sort_by_key(|rule| rule.until.is_some());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn draft() -> AgreementDraft {
        let rule = |id: &str| RuleText {
            id: RuleId::new(id).unwrap(),
            words: format!("I keep {id}."),
            more: None,
            picture: "rules/ks1-own-files.svg".into(),
            for_a_time: None,
        };
        AgreementDraft::of(&AgreementText {
            agreement: AgreementId::new("ks1-pupils").unwrap(),
            audience: Audience::Ks1Pupils,
            version: 1,
            title: "Keeping safe".into(),
            rules: ["ks1.a", "ks1.b", "ks1.c"].map(rule).into(),
            translations: Translations::new(),
        })
    }

    fn order(draft: &AgreementDraft) -> Vec<&str> {
        draft.rules.iter().map(|rule| rule.id.as_str()).collect()
    }

    #[test]
    fn a_draft_becomes_a_version_once_it_is_approved_and_says_all_that_is_missing_before() {
        let (mut draft, today) = (draft(), date("2026-11-25"));
        let missing = [VersionFault::NotApproved, VersionFault::NoReview, VersionFault::ApprovedByNobody];
        assert_eq!(draft.finish(2, today).unwrap_err(), missing);
        draft.approved_by = "the governors ".into();
        (draft.approved_on, draft.review_by) = (Some(date("2026-11-20")), Some(date("2027-11-20")));
        draft.use_from = Some(date("2026-11-01"));
        let made = draft.finish(2, today).unwrap();
        assert_eq!((made.use_from, made.approval.by.as_str(), made.text.version), (today, "the governors", 2));
        assert_eq!(AgreementDraft::of(&made.text).rules, draft.rules, "the next one begins from its words");
    }

    #[test]
    fn words_in_another_language_go_with_the_words_that_they_translate() {
        let (mut draft, today) = (draft(), date("2026-11-25"));
        let [a, b] = ["ks1.a", "ks1.b"].map(|id| RuleId::new(id).unwrap());
        let welsh = draft.translations.entry("cy".into()).or_default();
        welsh.say(&Part::Rule(a.clone()), " Rwy’n cadw a. ".into(), String::new());
        welsh.say(&Part::Rule(b.clone()), "Rwy’n cadw b.".into(), String::new());
        welsh.say(&Part::Title, "Cadw’n ddiogel".into(), String::new());
        draft.translations.entry("pl".into()).or_default();
        let text = draft.text(2, today);
        assert_eq!(text.translations.keys().collect::<Vec<_>>(), ["cy"], "a language that says nothing is none");
        assert_eq!(text.translations["cy"].rules[&a].words, "Rwy’n cadw a.");
        assert_eq!(AgreementDraft::of(&text).translations, text.translations, "the next one begins from them");
        draft.reword(&a, "I keep ks1.a.".into(), String::new());
        assert!(draft.translations["cy"].rules.contains_key(&a), "the same words");
        draft.reword(&a, "I always keep it.".into(), String::new());
        draft.retitle("Keeping safer".into());
        let text = draft.text(2, today);
        assert_eq!(text.translations["cy"].rules.keys().collect::<Vec<_>>(), [&b]);
        assert!(text.translations["cy"].title.is_empty());
        draft.rules.retain(|rule| rule.id != b);
        assert!(draft.text(2, today).translations.is_empty(), "with its rule a sentence goes");
        let long = "x".repeat(141);
        draft.translations.entry("cy".into()).or_default().say(&Part::Rule(a.clone()), long, String::new());
        assert!(draft.finish(2, today).unwrap_err().contains(&VersionFault::TooLong(a)));
    }

    #[test]
    fn rules_change_places_and_those_for_a_time_stay_last() {
        let mut draft = draft();
        let [a, b, c] = ["ks1.a", "ks1.b", "ks1.c"].map(|id| RuleId::new(id).unwrap());
        draft.move_rule(&c, true);
        assert_eq!(order(&draft), ["ks1.a", "ks1.c", "ks1.b"]);
        draft.move_rule(&a, true);
        draft.move_rule(&b, false);
        assert_eq!(order(&draft), ["ks1.a", "ks1.c", "ks1.b"], "there is nowhere to go");
        draft.set_until(&a, Some(date("2026-12-18")));
        assert_eq!(order(&draft), ["ks1.c", "ks1.b", "ks1.a"]);
        draft.move_rule(&a, true);
        assert_eq!(order(&draft), ["ks1.c", "ks1.b", "ks1.a"]);
        let text = draft.text(2, date("2026-11-25"));
        assert_eq!(text.rules[2].for_a_time, Some(Period { from: date("2026-11-25"), until: date("2026-12-18") }));
        draft.set_until(&a, None);
        assert!(draft.text(2, date("2026-11-25")).rules.iter().all(|rule| rule.for_a_time.is_none()));
    }
}
