//! Content as a school has made it its own: versions of agreements in its own words, in place of those that came with the
//! program.
//!
//! A sentence that says what a shipped one says is that message, with its voice and its translations. Any other is a
//! sentence of the school's own, named by its hash: it is shown as it stands, in a language for which the school has not
//! written its own words too, and nobody speaks it. A
//! rule whose first sentence is the school's own is so as a whole, so that no voice ever says half of it.

use super::load::Content;
use crate::domain::agreement::{Agreement, Audience, Rule, Rules};
use crate::domain::agreement_version::{AgreementText, AgreementVersion, RuleText, in_force};
use crate::domain::ids::{AgreementId, Key};
use crate::domain::kept_words::KeptWords;
use crate::domain::translation::Translations;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Content {
    /// This content with the versions that are in force on a day; `held` is the version of an agreement that a tree is open
    /// under, or that is to be printed. Versions of agreements that did not come with the content are left out.
    #[must_use]
    pub fn adopting(&self, versions: &[AgreementVersion], day: Date, held: Option<(&AgreementId, u32)>) -> Self {
        let texts = self.shipped.iter().filter_map(|shipped| {
            let held = held.filter(|(agreement, _)| *agreement == &shipped.id).map(|(_, version)| version);
            if held == Some(shipped.version) && in_force(versions, &shipped.id, day, held).is_none() {
                return None;
            }
            // A version that is neither the school's nor shipped any more: whatever is in force stands in for it.
            let found =
                in_force(versions, &shipped.id, day, held).or_else(|| in_force(versions, &shipped.id, day, None));
            found.map(|version| version.text.clone())
        });
        self.saying(&texts.collect::<Vec<_>>(), day)
    }

    /// This content with these texts in place of the shipped agreements of their names, as they are promised on a day.
    #[must_use]
    pub fn saying(&self, texts: &[AgreementText], day: Date) -> Self {
        let (mut own, mut translated) = (BTreeMap::new(), Translated::new());
        let spoken = self.shipped_sentences();
        let agreements: Vec<Arc<Agreement>> = self
            .shipped
            .iter()
            .map(|shipped| {
                let text = texts.iter().find(|text| text.agreement == shipped.id);
                text.and_then(|text| {
                    let agreement = self.agreement_of(text, shipped, day, &spoken, &mut own)?;
                    translate(text, &agreement, &mut translated);
                    Some(agreement)
                })
                .map_or_else(|| Arc::clone(shipped), Arc::new)
            })
            .collect();
        let english = Arc::new(self.english.with_own(own, None));
        let languages = self.languages.iter().map(|(tag, words)| {
            let is_english = tag == english.language();
            let own = translated.remove(tag).unwrap_or_default();
            let with = || Arc::new(words.with_own(own, Some(Arc::clone(&english))));
            (tag.clone(), if is_english { Arc::clone(&english) } else { with() })
        });
        Self {
            root: self.root.clone(),
            agreements,
            shipped: self.shipped.clone(),
            lessons: self.lessons.clone(),
            languages: languages.collect(),
            english,
            narration: Arc::clone(&self.narration),
            pictures: Arc::clone(&self.pictures),
            faults: self.faults.clone(),
        }
    }

    /// The agreements that came with the content, in the order of their files' names.
    pub fn shipped_agreements(&self) -> impl Iterator<Item = &Arc<Agreement>> {
        self.shipped.iter()
    }

    /// An agreement's words in English.
    #[must_use]
    pub fn text_of(&self, agreement: &Agreement) -> AgreementText {
        let say = |key: &Key| self.english.text(key.as_str());
        let rule = |rule: &Rule| RuleText {
            id: rule.id.clone(),
            words: say(&rule.words),
            more: rule.more.as_ref().map(say),
            picture: rule.picture.clone(),
            for_a_time: None,
        };
        AgreementText {
            agreement: agreement.id.clone(),
            audience: agreement.audience,
            version: agreement.version,
            title: say(&agreement.title),
            rules: agreement.rules.iter().map(rule).collect(),
            translations: Translations::new(),
        }
    }

    /// The pictures that a rule of an audience may have: those that came with its rules.
    #[must_use]
    pub fn rule_pictures(&self, audience: Audience) -> Vec<&str> {
        let shipped = self.shipped.iter().filter(|agreement| agreement.audience == audience);
        let pictures: BTreeSet<&str> =
            shipped.flat_map(|agreement| agreement.rules.iter()).map(|rule| rule.picture.as_str()).collect();
        pictures.into_iter().collect()
    }

    /// The sentences of an agreement's rules that have no voice in a language: read on the screen only.
    #[must_use]
    pub fn unspoken(&self, agreement: &Agreement, language: &str) -> Vec<Key> {
        let keys = agreement.rules.iter().flat_map(|rule| std::iter::once(&rule.words).chain(&rule.more));
        keys.filter(|key| self.speech(language, key.as_str()).is_none()).cloned().collect()
    }

    /// The sentences of an agreement that a language has no words for, its title included: English is shown instead.
    #[must_use]
    pub fn untranslated(&self, agreement: &Agreement, language: &str) -> Vec<Key> {
        let Some(words) = self.words(language) else { return Vec::new() };
        let keys = agreement.rules.iter().flat_map(|rule| std::iter::once(&rule.words).chain(&rule.more));
        let keys = std::iter::once(&agreement.title).chain(keys);
        keys.filter(|key| !words.has_own(key.as_str())).cloned().collect()
    }

    /// Whether a sentence is a school's own, and not one of the program's messages.
    #[must_use]
    pub fn is_own(key: &Key) -> bool {
        key.as_str().starts_with(OWN)
    }

    /// What is shown of an agreement in a language, to be kept for as long as there are promises to it.
    #[must_use]
    pub fn words_shown(&self, agreement: &AgreementId, language: &str) -> Option<KeptWords> {
        let shown = self.shown(agreement, language)?;
        let rules = shown.rules.iter().flat_map(|rule| std::iter::once(&rule.words).chain(&rule.more));
        Some(KeptWords {
            fingerprint: shown.fingerprint(),
            agreement: shown.id.clone(),
            version: shown.version,
            language: shown.language.to_owned(),
            canonical: shown.canonical(),
            sentences: std::iter::once(&shown.title).chain(rules).map(|sentence| sentence.words.clone()).collect(),
        })
    }

    /// The shipped agreements' message that says exactly this in a language.
    #[must_use]
    pub fn message_of(&self, language: &str, sentence: &str) -> Option<Key> {
        let words = self.words(language)?;
        self.shipped_keys().find(|key| words.has_own(key.as_str()) && words.text(key.as_str()) == sentence).cloned()
    }

    /// The messages of the shipped agreements' rules and titles.
    fn shipped_keys(&self) -> impl Iterator<Item = &Key> {
        self.shipped.iter().flat_map(|agreement| {
            let rules = agreement.rules.iter().flat_map(|rule| std::iter::once(&rule.words).chain(&rule.more));
            rules.chain(std::iter::once(&agreement.title))
        })
    }

    /// Every sentence of the shipped agreements in English, with its message.
    fn shipped_sentences(&self) -> BTreeMap<String, Key> {
        self.shipped_keys().map(|key| (self.english.text(key.as_str()), key.clone())).collect()
    }

    fn agreement_of(
        &self,
        text: &AgreementText,
        shipped: &Agreement,
        day: Date,
        spoken: &BTreeMap<String, Key>,
        own: &mut BTreeMap<String, String>,
    ) -> Option<Agreement> {
        let rules: Option<Vec<Rule>> = text
            .promised_on(day)
            .map(|rule| {
                let (words, is_own) = named(&rule.words, Some(spoken), own)?;
                let spoken = Some(spoken).filter(|_| !is_own);
                let more = match &rule.more {
                    Some(more) => Some(named(more, spoken, own)?.0),
                    None => None,
                };
                Some(Rule { id: rule.id.clone(), words, more, picture: self.picture_for(rule, shipped)? })
            })
            .collect();
        Some(Agreement {
            id: shipped.id.clone(),
            audience: shipped.audience,
            version: text.version,
            title: named(&text.title, Some(spoken), own)?.0,
            signed_with: shipped.signed_with.clone(),
            optional: shipped.optional,
            rules: Rules::new(rules?)?,
            ask_at_home: shipped.ask_at_home.clone(),
        })
    }

    /// A rule's picture. One that is gone is stood in for by that of the shipped rule, or of the first one.
    fn picture_for(&self, rule: &RuleText, shipped: &Agreement) -> Option<String> {
        let same = shipped.rules.iter().find(|other| other.id == rule.id).map(|other| &other.picture);
        let first = shipped.rules.get(0).map(|other| &other.picture);
        let candidates = [Some(&rule.picture), same, first];
        candidates.into_iter().flatten().find(|picture| self.pictures.contains_key(*picture)).cloned()
    }
}

/// What the names of a school's own sentences begin with.
const OWN: &str = "own-";

/// The school's own sentences in other languages: by language, then by their names.
type Translated = BTreeMap<String, BTreeMap<String, String>>;

/// Takes in what a text says in other languages than English. Of the program's own messages the program's translations stand:
/// a voice goes with them.
fn translate(text: &AgreementText, agreement: &Agreement, into: &mut Translated) {
    for (tag, translation) in &text.translations {
        let own = into.entry(tag.clone()).or_default();
        let mut say = |key: &Key, words: &String| {
            if Content::is_own(key) && !words.is_empty() {
                own.insert(key.to_string(), words.clone());
            }
        };
        say(&agreement.title, &translation.title);
        for rule in agreement.rules.iter() {
            let Some(said) = translation.rules.get(&rule.id) else { continue };
            say(&rule.words, &said.words);
            if let Some(more) = &rule.more {
                say(more, &said.more);
            }
        }
    }
}

/// The message of a sentence, and whether it is the school's own.
fn named(
    words: &str,
    spoken: Option<&BTreeMap<String, Key>>,
    own: &mut BTreeMap<String, String>,
) -> Option<(Key, bool)> {
    if let Some(key) = spoken.and_then(|spoken| spoken.get(words)) {
        return Some((key.clone(), false));
    }
    let hash: String = Sha256::digest(words).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let key = Key::new(format!("{OWN}{hash}")).ok()?;
    own.insert(key.to_string(), words.to_owned());
    Some((key, true))
}

/// Whether kept words are what their fingerprint is of: whoever reads them back can be sure.
#[must_use]
pub fn are_whole(kept: &KeptWords) -> bool {
    let hash = |text: &str| -> String { Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect() };
    let hashes = kept.canonical.lines().filter_map(|line| {
        let mut parts = line.split(' ');
        let is_sentence = matches!(parts.next(), Some("title" | "words" | "more"));
        if is_sentence { parts.next() } else { None }
    });
    let sentences: Vec<String> = kept.sentences.iter().map(|words| hash(words)).collect();
    let said = [format!("agreement {}", kept.agreement), format!("version {}", kept.version)];
    kept.fingerprint.hex() == hash(&kept.canonical)
        && hashes.eq(sentences.iter().map(String::as_str))
        && said.iter().all(|line| kept.canonical.lines().any(|found| found == line))
}

/// The words that are kept of a version: in English where there are any.
#[must_use]
pub fn words_of<'a>(kept: &'a [KeptWords], agreement: &AgreementId, version: u32) -> Option<&'a KeptWords> {
    let all = kept.iter().rev().filter(|words| &words.agreement == agreement && words.version == version);
    all.filter(|words| are_whole(words)).min_by_key(|words| words.language != super::REFERENCE)
}

/// The texts of kept words, for a version that is neither the school's nor shipped any more. The pictures are the shipped
/// rules', or the first one's.
#[must_use]
pub fn text_of_kept(kept: &KeptWords, shipped: &Agreement) -> AgreementText {
    let rules = kept.rules().into_iter().map(|rule| RuleText {
        picture: shipped
            .rules
            .iter()
            .find(|other| other.id == rule.id)
            .map(|other| other.picture.clone())
            .unwrap_or_default(),
        id: rule.id,
        words: rule.words,
        more: rule.more,
        for_a_time: None,
    });
    AgreementText {
        agreement: kept.agreement.clone(),
        audience: shipped.audience,
        version: kept.version,
        title: kept.title().to_owned(),
        rules: rules.collect(),
        translations: Translations::new(),
    }
}
