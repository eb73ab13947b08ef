//! The content of a running product.

use super::REFERENCE;
use super::check::Reading;
use super::fault::Fault;
use super::fingerprint::{Sentence, ShownAgreement, ShownRule};
use super::lesson_file::LessonFile;
use super::narration::Narration;
use super::pictures::PictureHashes;
use super::words::Words;
use crate::domain::agreement::{Agreement, Audience, Fingerprint, Rule};
use crate::domain::ids::{AgreementId, Key, LessonId};
use crate::domain::lesson::Lesson;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a clip is, and how long it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipRef {
    /// Its Ogg Vorbis file, with the content folder before it.
    pub path: PathBuf,
    /// Its length in milliseconds.
    pub milliseconds: u32,
    /// When each word of the message begins (words being what white space parts), in milliseconds from the clip's start.
    /// None where nobody has measured it: a person's recording.
    pub words: Vec<u32>,
}

/// All agreements, words and clips, checked. What the kiosk shows comes from here.
#[derive(Debug)]
pub struct Content {
    pub(super) root: PathBuf,
    pub(super) agreements: Vec<Arc<Agreement>>,
    /// The agreements that came with the content, whatever a school has made of them.
    pub(super) shipped: Vec<Arc<Agreement>>,
    pub(super) lessons: Vec<Arc<Lesson>>,
    pub(super) english: Arc<Words>,
    pub(super) languages: BTreeMap<String, Arc<Words>>,
    pub(super) narration: Arc<BTreeMap<String, Narration>>,
    pub(super) pictures: Arc<PictureHashes>,
    pub(super) faults: Vec<Fault>,
}

impl Content {
    /// Reads a content folder (with `lessons/`, `locales/` and `assets/` in it).
    ///
    /// Faults that only take something away do not stop it: a clip that says other words or a question without words
    /// is left out, a missing translation is English. They are in [`faults`](Self::faults).
    ///
    /// # Errors
    /// Every fault of the folder, at least one of which [stops the kiosk](Fault::stops_the_kiosk).
    pub fn load(root: &Path) -> Result<Self, Vec<Fault>> {
        let Reading { agreements, lessons, mut locales, pictures, narration, faults } = Reading::of(root);
        let agreements: Option<Vec<Agreement>> = agreements.into_iter().map(|file| file?.agreement).collect();
        let (Some(mut agreements), Some(english), false) =
            (agreements, locales.remove(REFERENCE), faults.iter().any(Fault::stops_the_kiosk))
        else {
            return Err(faults);
        };
        let english = Arc::new(Words::new(english, None));
        for agreement in &mut agreements {
            agreement.ask_at_home.retain(|question| english.has(question.as_str()));
        }
        // A lesson without all its words or pictures is not played.
        let is_whole = |file: &LessonFile| {
            file.named.iter().all(|(named, _)| english.has(named.key.as_str()))
                && file.pictures.iter().all(|pictured| pictures.contains_key(&pictured.picture))
        };
        let lessons = lessons.into_iter().filter(is_whole).filter_map(|file| file.lesson).map(Arc::new).collect();
        let agreements: Vec<_> = agreements.into_iter().map(Arc::new).collect();
        let mut languages = BTreeMap::from([(REFERENCE.to_owned(), Arc::clone(&english))]);
        for (tag, locale) in locales {
            languages.insert(tag, Arc::new(Words::new(locale, Some(Arc::clone(&english)))));
        }
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        Ok(Self {
            root,
            shipped: agreements.clone(),
            agreements,
            lessons,
            english,
            languages,
            narration: Arc::new(narration),
            pictures: Arc::new(pictures),
            faults,
        })
    }

    /// What is wrong and does not stop the kiosk.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Every agreement, in the order of their files' names.
    pub fn agreements(&self) -> impl Iterator<Item = &Arc<Agreement>> {
        self.agreements.iter()
    }

    /// The agreement of an identifier.
    #[must_use]
    pub fn agreement(&self, id: &AgreementId) -> Option<&Arc<Agreement>> {
        self.agreements.iter().find(|agreement| &agreement.id == id)
    }

    /// The agreement for an audience; there is at most one.
    #[must_use]
    pub fn agreement_for(&self, audience: Audience) -> Option<&Arc<Agreement>> {
        self.agreements.iter().find(|agreement| agreement.audience == audience)
    }

    /// Every lesson that can be played: Key Stage 1 before 2, in the order of their files' names.
    pub fn lessons(&self) -> impl Iterator<Item = &Arc<Lesson>> {
        self.lessons.iter()
    }

    /// The lesson of an identifier.
    #[must_use]
    pub fn lesson(&self, id: &LessonId) -> Option<&Arc<Lesson>> {
        self.lessons.iter().find(|lesson| &lesson.id == id)
    }

    /// The lessons that teach the rules of an agreement, in the rules' order.
    #[must_use]
    pub fn lessons_for(&self, agreement: &Agreement) -> Vec<&Arc<Lesson>> {
        let mut lessons = Vec::new();
        for rule in agreement.rules.iter() {
            lessons.extend(self.lessons.iter().filter(|lesson| lesson.rule == rule.id));
        }
        lessons
    }

    /// English, which is always there.
    #[must_use]
    pub fn english(&self) -> &Words {
        &self.english
    }

    /// The words of a language by its BCP 47 tag.
    #[must_use]
    pub fn words(&self, language: &str) -> Option<&Words> {
        self.languages.get(language).map(Arc::as_ref)
    }

    /// Every language, in the order of their tags.
    pub fn languages(&self) -> impl Iterator<Item = &Words> {
        self.languages.values().map(Arc::as_ref)
    }

    /// The clip that speaks a message in a language. `None` hides the speaker button: there is no clip, or it says other
    /// words. It is never another language's clip.
    #[must_use]
    pub fn speech(&self, language: &str, key: &str) -> Option<ClipRef> {
        let clip = self.narration.get(language)?.get(key)?;
        let path = self.root.join(&clip.path);
        Some(ClipRef { path, milliseconds: clip.milliseconds, words: clip.words.clone() })
    }

    /// The file of a rule's picture.
    #[must_use]
    pub fn picture(&self, rule: &Rule) -> PathBuf {
        self.root.join(super::PICTURES).join(&rule.picture)
    }

    /// The folder that all of this was read from.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// SHA-256 over the exact words, pictures and voice of an agreement in a language (PROTOCOL.md, “The fingerprint of an
    /// agreement”). `None` where there is no such agreement or language.
    #[must_use]
    pub fn fingerprint(&self, agreement: &AgreementId, language: &str) -> Option<Fingerprint> {
        Some(self.shown(agreement, language)?.fingerprint())
    }

    /// The text that the [fingerprint](Self::fingerprint) is the SHA-256 of, for whoever wants to check it.
    #[must_use]
    pub fn fingerprint_text(&self, agreement: &AgreementId, language: &str) -> Option<String> {
        Some(self.shown(agreement, language)?.canonical())
    }

    pub(super) fn shown(&self, agreement: &AgreementId, language: &str) -> Option<ShownAgreement<'_>> {
        let agreement = self.agreement(agreement)?;
        let words = self.words(language)?;
        let rules = agreement
            .rules
            .iter()
            .map(|rule| {
                Some(ShownRule {
                    id: &rule.id,
                    words: self.sentence(words, &rule.words),
                    more: rule.more.as_ref().map(|more| self.sentence(words, more)),
                    picture: *self.pictures.get(&rule.picture)?,
                })
            })
            .collect::<Option<Vec<_>>>()?;
        Some(ShownAgreement {
            id: &agreement.id,
            version: agreement.version,
            language: words.language(),
            title: self.sentence(words, &agreement.title),
            rules,
        })
    }

    fn sentence(&self, words: &Words, key: &Key) -> Sentence {
        let clip = self.narration.get(words.language()).and_then(|narration| narration.get(key.as_str()));
        Sentence { words: words.text(key.as_str()), voice: clip.map(|clip| clip.sha256) }
    }
}
