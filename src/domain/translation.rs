//! An agreement's own words in another language than English, where a school has written them.

use super::ids::RuleId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title,
    /// A rule's sentences.
    Rule(RuleId),
}

/// The sentences of a rule in a language; empty where there are none yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// The sentence that is promised.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The sentence that says more.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub more: String,
}

/// An agreement's own words in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// The title; empty where there is none yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The rules' sentences.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<RuleId, Sentences>,
}

/// The translations of an agreement, by BCP 47 tag.
pub type Translations = BTreeMap<String, Translation>;

impl Translation {
    /// What it says of these rules, without spaces around it and without what is empty.
    #[must_use]
    pub fn of<'a>(&self, rules: impl IntoIterator<Item = &'a RuleId>) -> Self {
        let trimmed = |sentences: &Sentences| Sentences {
            words: sentences.words.trim().to_owned(),
            more: sentences.more.trim().to_owned(),
        };
        let rules = rules.into_iter().filter_map(|id| Some((id.clone(), trimmed(self.rules.get(id)?))));
        let rules = rules.filter(|(_, sentences)| *sentences != Sentences::default()).collect();
        Self { title: self.title.trim().to_owned(), rules }
    }

    /// Says something; a rule's second sentence may be empty, and a title has none.
    pub fn say(&mut self, part: &Part, words: String, more: String) {
        match part {
            Part::Title => self.title = words,
            Part::Rule(id) => {
                self.rules.insert(id.clone(), Sentences { words, more });
            }
        }
    }

    /// Takes away what it says of something: the English words are others now.
    pub fn forget(&mut self, part: &Part) {
        match part {
            Part::Title => self.title.clear(),
            Part::Rule(id) => {
                self.rules.remove(id);
            }
        }
    }
}
