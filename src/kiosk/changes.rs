//! What reads otherwise since children promised last: for the page about who is due, and for each child's journey, which
//! shows it before anything is promised.

use super::journey::keys;
use super::school::{Lang, OpenSchool};
use crate::content::{Content, REFERENCE, keys as k};
use crate::domain::agreement::Agreement;
use crate::domain::due::{Earlier, changed_rules, promised_before};
use crate::domain::ids::{Key, PupilId, RuleId};
use crate::domain::journey::Change;
use crate::domain::kept_words::{KeptRule, KeptWords};
use std::collections::BTreeMap;

/// What is known of the earlier versions of an agreement, by number.
pub(super) fn earlier(school: &OpenSchool, content: &Content, agreement: &Agreement) -> BTreeMap<u32, Earlier> {
    let own = school.promised.iter().filter(|((of, _), _)| of == &agreement.id);
    let known = own.map(|((_, version), rules)| {
        // Any language tells: who changes the words of a rule changes them in all.
        let reworded = kept(school, agreement, *version).find_map(|then| {
            let now = content.words_shown(&agreement.id, &then.language)?;
            Some(now.reworded_since(then))
        });
        (*version, Earlier { rules: rules.clone(), reworded })
    });
    known.collect()
}

/// A rule as it was promised under an earlier version, in a language or else in English; `None` where it was not there, or nobody
/// knows what it said.
pub(super) fn rule_before(
    school: &OpenSchool,
    agreement: &Agreement,
    version: u32,
    language: &str,
    rule: &RuleId,
) -> Option<KeptRule> {
    let in_language = |tag: &str| {
        let words = kept(school, agreement, version).find(|words| words.language == tag)?;
        words.rules().into_iter().find(|kept| &kept.id == rule)
    };
    in_language(language).or_else(|| in_language(REFERENCE))
}

/// What reads otherwise for a child who has promised an earlier version, or is new to it, in the agreement's order. Nothing for
/// a child who has promised none of it: all of it is new to them.
pub(super) fn of_child(
    school: &OpenSchool,
    content: &Content,
    lang: &Lang,
    agreement: &Agreement,
    pupil: &PupilId,
) -> Vec<Change> {
    let Some(version) = promised_before(pupil, &school.outcomes, agreement) else { return Vec::new() };
    let earlier = earlier(school, content, agreement);
    let changed = changed_rules(agreement, earlier.get(&version));
    // Where nobody knows what was said then, there is nothing to be told apart.
    let unknown = earlier.get(&version).is_none_or(|known| known.reworded.is_none());
    if unknown && changed.len() == agreement.rules.len() {
        return Vec::new();
    }
    let rules = agreement.rules.iter().enumerate().filter(|(_, rule)| changed.contains(&rule.id));
    let change = |(place, rule): (usize, &crate::domain::agreement::Rule)| {
        let now: Vec<Key> = std::iter::once(&rule.words).chain(&rule.more).cloned().collect();
        let before = rule_before(school, agreement, version, lang.tag(), &rule.id);
        let was: Vec<String> =
            before.into_iter().flat_map(|rule| std::iter::once(rule.words).chain(rule.more)).collect();
        let says = said(content, lang, &was, &now);
        Change { place, was, says }
    };
    rules.map(change).collect()
}

/// What is said of a rule: what it was and what it is, each only where a voice says the whole of it.
fn said(content: &Content, lang: &Lang, was: &[String], now: &[Key]) -> Vec<Key> {
    let spoken = |keys: &[Key]| keys.iter().all(|key| lang.clip(key).is_some());
    let title = if was.is_empty() { k::ADDED_TITLE } else { k::CHANGED_TITLE };
    let mut says = keys(&[title]);
    let before: Option<Vec<Key>> = was.iter().map(|words| content.message_of(lang.tag(), words)).collect();
    if let Some(before) = before.filter(|before| !before.is_empty() && spoken(before)) {
        says.extend(keys(&[k::CHANGED_BEFORE]));
        says.extend(before);
    }
    if spoken(now) {
        if !was.is_empty() {
            says.extend(keys(&[k::CHANGED_NOW]));
        }
        says.extend(now.iter().cloned());
    }
    says
}

/// The words that are kept of a version.
fn kept<'a>(
    school: &'a OpenSchool,
    agreement: &'a Agreement,
    version: u32,
) -> impl Iterator<Item = &'a KeptWords> + use<'a> {
    school.kept_words.iter().filter(move |kept| kept.agreement == agreement.id && kept.version == version)
}
