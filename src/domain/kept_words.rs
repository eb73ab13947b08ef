//! What exactly was shown under a fingerprint: kept for ever, so that a promise can always be read and printed in the words
//! that it was made to.

use super::agreement::Fingerprint;
use super::ids::{AgreementId, RuleId};
use std::collections::BTreeSet;

/// The words that a fingerprint stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptWords {
    /// SHA-256 of `canonical`.
    pub fingerprint: Fingerprint,
    /// Which agreement.
    pub agreement: AgreementId,
    /// Which version.
    pub version: u32,
    /// BCP 47 tag of the language.
    pub language: String,
    /// The text that the fingerprint is made of (PROTOCOL.md, “The fingerprint of an agreement”).
    pub canonical: String,
    /// The sentences whose hashes stand in it, in its order: the title, then each rule's.
    pub sentences: Vec<String>,
}

/// A rule as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRule {
    /// Its identifier.
    pub id: RuleId,
    /// The sentence that was promised.
    pub words: String,
    /// The sentence that says more.
    pub more: Option<String>,
}

impl KeptWords {
    /// The title.
    #[must_use]
    pub fn title(&self) -> &str {
        self.sentences.first().map_or("", String::as_str)
    }

    /// The rules, in the order they were promised.
    #[must_use]
    pub fn rules(&self) -> Vec<KeptRule> {
        let mut sentences = self.sentences.iter().skip(1).cloned();
        let mut rules: Vec<KeptRule> = Vec::new();
        for line in self.canonical.lines() {
            match line.split_once(' ') {
                Some(("rule", id)) => {
                    rules.extend(RuleId::new(id).ok().map(|id| KeptRule { id, words: String::new(), more: None }))
                }
                Some(("words", _)) => {
                    if let (Some(rule), Some(words)) = (rules.last_mut(), sentences.next()) {
                        rule.words = words;
                    }
                }
                Some(("more", _)) => {
                    if let Some(rule) = rules.last_mut() {
                        rule.more = sentences.next();
                    }
                }
                _ => {}
            }
        }
        rules
    }

    /// The rules that are in both, and say something else here than they did then.
    #[must_use]
    pub fn reworded_since(&self, earlier: &Self) -> BTreeSet<RuleId> {
        let then = earlier.rules();
        let other = |rule: &KeptRule| then.iter().any(|was| was.id == rule.id && was != rule);
        self.rules().into_iter().filter(other).map(|rule| rule.id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_find_their_rules_again() {
        let canonical = "promise-tree-fingerprint-1\nagreement demo\nversion 3\nlanguage en-GB\ntitle aa -\nrule ks1.a\n\
                         words bb -\nmore cc -\npicture dd\nrule ks1.b\nwords ee -\npicture ff\n";
        let kept = KeptWords {
            fingerprint: Fingerprint([0; 32]),
            agreement: AgreementId::new("demo").unwrap(),
            version: 3,
            language: "en-GB".into(),
            canonical: canonical.into(),
            sentences: ["Keeping safe", "I am kind.", "On every screen.", "It’s up to me."].map(String::from).into(),
        };
        assert_eq!(kept.title(), "Keeping safe");
        let rule = |id: &str, words: &str, more: Option<&str>| KeptRule {
            id: RuleId::new(id).unwrap(),
            words: words.into(),
            more: more.map(String::from),
        };
        let rules = [rule("ks1.a", "I am kind.", Some("On every screen.")), rule("ks1.b", "It’s up to me.", None)];
        assert_eq!(kept.rules(), rules);
        let mut later = kept.clone();
        later.sentences[2] = "On every screen, everywhere.".into();
        assert_eq!(later.reworded_since(&kept), BTreeSet::from([RuleId::new("ks1.a").unwrap()]));
        later.canonical = later.canonical.replace("rule ks1.a", "rule ks1.c");
        assert_eq!(later.reworded_since(&kept), BTreeSet::new(), "a rule that was not there is new, not reworded");
    }
}
