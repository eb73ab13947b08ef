//! Reads all of the content and checks its parts against each other. Every fault is gathered; none hides another.

use super::agreement_file::{AgreementFile, Named, Pictured};
use super::fault::{Fault, Place};
use super::fault_kind::{FaultKind, NamedBy};
use super::fluent_file::{FluentFile, Message};
use super::lesson_file::LessonFile;
use super::lesson_words::{self, word_count};
use super::locale::Locale;
use super::narration::{self, Narration};
use super::pictures::{self, PictureHashes};
use super::{REFERENCE, keys};
use crate::domain::agreement::Audience;
use crate::domain::ids::{Key, LessonId, RuleId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Every fault of a content folder (with `lessons/`, `locales/` and `assets/` in it), in the order of files and lines.
#[must_use]
pub fn check(root: &Path) -> Vec<Fault> {
    Reading::of(root).faults
}

/// Everything that was read, and everything that is wrong with it.
#[derive(Debug)]
pub(crate) struct Reading {
    /// `None` for a file that is no agreement at all.
    pub(crate) agreements: Vec<Option<AgreementFile>>,
    pub(crate) lessons: Vec<LessonFile>,
    pub(crate) locales: BTreeMap<String, Locale>,
    pub(crate) pictures: PictureHashes,
    pub(crate) narration: BTreeMap<String, Narration>,
    pub(crate) faults: Vec<Fault>,
}

impl Reading {
    /// Reads a content folder.
    pub(crate) fn of(root: &Path) -> Self {
        let mut faults = Vec::new();
        let agreements = AgreementFile::read_all(root, &mut faults);
        let unread = faults.len();
        let lessons = LessonFile::read_all(root, &mut faults);
        let every_lesson_whole = faults.len() == unread;
        let locales = Locale::read_all(root, &mut faults);
        let pictured = agreements.iter().flatten().flat_map(|file| &file.pictures);
        let pictured = pictured.chain(lessons.iter().flat_map(|file| &file.pictures));
        let pictures = pictures::read_all(root, pictured, &mut faults);
        pictures::check_others(root, &pictures, &mut faults);
        let narration = narration::read_all(root, &locales, &mut faults);
        let mut reading = Self { agreements, lessons, locales, pictures, narration, faults: Vec::new() };
        reading.check_agreements_apart(&mut faults);
        reading.check_words_of_agreements(&mut faults);
        reading.check_lessons_apart(&mut faults);
        reading.check_words_of_lessons(&mut faults);
        reading.check_needed_messages(&mut faults);
        reading.check_translations(&mut faults);
        if reading.is_every_agreement_whole() {
            reading.report_unused_messages(every_lesson_whole, &mut faults);
            let named: Vec<&str> = reading.pictured().map(|pictured| pictured.picture.as_str()).collect();
            pictures::report_unused(root, &named, &mut faults);
        }
        faults.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        reading.faults = faults;
        reading
    }

    fn files(&self) -> impl Iterator<Item = &AgreementFile> {
        self.agreements.iter().flatten()
    }

    fn pictured(&self) -> impl Iterator<Item = &Pictured> {
        let of_rules = self.files().flat_map(|file| &file.pictures);
        of_rules.chain(self.lessons.iter().flat_map(|file| &file.pictures))
    }

    /// Only then is it known what nobody names.
    fn is_every_agreement_whole(&self) -> bool {
        let whole = |file: &Option<AgreementFile>| file.as_ref().is_some_and(|file| file.agreement.is_some());
        !self.agreements.is_empty() && self.agreements.iter().all(whole)
    }

    /// One agreement an audience, and no rule in two places.
    fn check_agreements_apart(&self, faults: &mut Vec<Fault>) {
        let mut audiences: Vec<(Audience, _)> = Vec::new();
        let mut rules: BTreeMap<&RuleId, &Place> = BTreeMap::new();
        for file in self.files() {
            if let (Some(agreement), Some((audience, place))) = (&file.agreement, &file.audience) {
                match audiences.iter().find(|(taken, _)| taken == audience) {
                    Some((_, other)) => {
                        let id = agreement.id.clone();
                        let what = FaultKind::AudienceTwice { id, other: Clone::clone(*other), audience: *audience };
                        faults.push(Fault::at(place.clone(), what));
                    }
                    None => audiences.push((*audience, &agreement.id)),
                }
            }
            for (rule, place) in &file.rules {
                match rules.get(rule) {
                    Some(&first) => {
                        let what = FaultKind::RuleTwice { rule: rule.clone(), first: first.clone() };
                        faults.push(Fault::at(place.clone(), what));
                    }
                    None => {
                        rules.insert(rule, place);
                    }
                }
            }
        }
    }

    fn check_words_of_agreements(&self, faults: &mut Vec<Fault>) {
        let mut checked: BTreeSet<&Key> = BTreeSet::new();
        for file in self.files() {
            for named in &file.named {
                let key = named.key.as_str();
                let promised = !matches!(named.by, NamedBy::Question(_));
                let belongs = if promised { keys::AGREEMENTS_FILE } else { keys::DOCUMENTS_FILE };
                self.report_missing(named, belongs, faults);
                if !checked.insert(&named.key) || !promised {
                    continue;
                }
                let audience = file
                    .audience
                    .as_ref()
                    .map(|(audience, _)| *audience)
                    .filter(|_| matches!(named.by, NamedBy::Rule(_)));
                for locale in self.locales.values() {
                    if let Some((file, message)) = locale.get(key) {
                        check_promised_words(locale, file, message, audience, faults);
                    }
                }
            }
        }
    }

    fn report_missing(&self, named: &Named, belongs: &str, faults: &mut Vec<Fault>) {
        let key = named.key.as_str();
        if self.locales.get(REFERENCE).is_some_and(|english| english.get(key).is_none()) {
            let what = FaultKind::WordsMissing {
                by: named.by.clone(),
                key: key.to_owned(),
                language: REFERENCE.to_owned(),
                file: belongs.to_owned(),
            };
            faults.push(Fault::at(named.place.clone(), what));
        }
    }

    /// No lesson in two places, and each for a rule that somebody promises.
    fn check_lessons_apart(&self, faults: &mut Vec<Fault>) {
        let rules: BTreeSet<&RuleId> = self.files().flat_map(|file| &file.rules).map(|(rule, _)| rule).collect();
        let mut seen: BTreeMap<&LessonId, &Place> = BTreeMap::new();
        for file in &self.lessons {
            if let Some((rule, place)) = &file.rule
                && self.is_every_agreement_whole()
                && !rules.contains(rule)
            {
                faults.push(Fault::at(place.clone(), FaultKind::RuleUnknown { rule: rule.clone() }));
            }
            let Some(id) = file.id.as_ref().map(|id| &id.value) else { continue };
            match seen.get(id) {
                Some(&first) => {
                    let what = FaultKind::LessonTwice { id: id.clone(), first: first.clone() };
                    faults.push(Fault::at(file.place.clone(), what));
                }
                None => {
                    seen.insert(id, &file.place);
                }
            }
        }
    }

    fn check_words_of_lessons(&self, faults: &mut Vec<Fault>) {
        for file in &self.lessons {
            let Some(id) = file.id.as_ref().map(|id| id.value.as_str()) else { continue };
            let mut checked: BTreeSet<&Key> = BTreeSet::new();
            for (named, role) in file.named.iter().filter(|(named, _)| checked.insert(&named.key)) {
                let belongs = role.file(id);
                self.report_missing(named, &belongs, faults);
                for locale in self.locales.values() {
                    if let Some((words, message)) = locale.get(named.key.as_str()) {
                        if locale.tag == REFERENCE {
                            report_elsewhere(words, message, &belongs, faults);
                        }
                        lesson_words::check(locale, (words, message), *role, file.key_stage, faults);
                    }
                }
            }
            if let Some(english) = self.locales.get(REFERENCE) {
                for screen in &file.screens {
                    lesson_words::check_screen(english, screen, file.key_stage, faults);
                }
            }
        }
    }

    fn check_needed_messages(&self, faults: &mut Vec<Fault>) {
        let Some(english) = self.locales.get(REFERENCE) else { return };
        for (key, given, belongs) in keys::needed() {
            let Some((file, message)) = english.get(&key) else {
                faults.push(Fault::of_file(english.path_of(belongs), FaultKind::MessageMissing { key }));
                continue;
            };
            report_elsewhere(file, message, belongs, faults);
            for variable in message.variables.iter().filter(|variable| !given.contains(&variable.as_str())) {
                let (key, variable) = (key.clone(), variable.clone());
                faults.push(Fault::at(file.place(message), FaultKind::VariableUnknown { key, variable, given }));
            }
        }
    }

    /// The messages of the files whose every use is known: the promises, the child's screens, the dates, and the lessons
    /// if all of them could be read.
    fn report_unused_messages(&self, lessons: bool, faults: &mut Vec<Fault>) {
        let Some(english) = self.locales.get(REFERENCE) else { return };
        let mut used: BTreeSet<String> = keys::needed().into_iter().map(|(key, _, _)| key).collect();
        used.extend(self.files().flat_map(|file| &file.named).map(|named| named.key.to_string()));
        used.extend(self.lessons.iter().flat_map(|file| &file.named).map(|(named, _)| named.key.to_string()));
        for (_, message) in english.entries() {
            used.extend(message.references.iter().cloned());
        }
        let known = |name: &str| keys::NEEDED_FILES.contains(&name) || (lessons && keys::is_of_a_lesson(name));
        for (file, message) in english.entries().filter(|(file, _)| known(&file.name)) {
            if !used.contains(&message.key) {
                faults.push(Fault::at(file.place(message), FaultKind::MessageUnused { key: message.key.clone() }));
            }
        }
    }

    /// Every language has every message of the English, in the same file and with the same variables, and no others.
    fn check_translations(&self, faults: &mut Vec<Fault>) {
        let Some(english) = self.locales.get(REFERENCE) else { return };
        for locale in self.locales.values().filter(|locale| locale.tag != REFERENCE) {
            for (english_file, message) in english.entries().filter(|(_, message)| !message.is_term()) {
                let key = || message.key.clone();
                match locale.get(&message.key) {
                    None => {
                        let english = message.outline.clone();
                        let what = FaultKind::TranslationMissing { key: key(), language: locale.tag.clone(), english };
                        faults.push(Fault::of_file(locale.path_of(&english_file.name), what));
                    }
                    Some((file, translated)) => {
                        report_elsewhere(file, translated, &english_file.name, faults);
                        if translated.variables != message.variables {
                            let (expected, found) = (message.variables.clone(), translated.variables.clone());
                            let what = FaultKind::VariablesDiffer { key: key(), expected, found };
                            faults.push(Fault::at(file.place(translated), what));
                        }
                    }
                }
            }
            for (file, message) in locale.entries().filter(|(_, message)| !message.is_term()) {
                if english.get(&message.key).is_none() {
                    let what = FaultKind::TranslationExtra { key: message.key.clone() };
                    faults.push(Fault::at(file.place(message), what));
                }
            }
        }
    }
}

/// The words of a title or rule in one language: text alone, in the right file, and short enough for a rule's audience.
fn check_promised_words(
    locale: &Locale,
    file: &FluentFile,
    message: &Message,
    audience: Option<Audience>,
    faults: &mut Vec<Fault>,
) {
    let key = message.key.clone();
    if locale.tag == REFERENCE {
        report_elsewhere(file, message, keys::AGREEMENTS_FILE, faults);
    }
    let Some(text) = &message.plain else {
        if message.has_value {
            faults.push(Fault::at(file.place(message), FaultKind::WordsNotPlain { key }));
        }
        return;
    };
    if let Some(audience) = audience {
        let (words, most) = (word_count(text), audience.words_at_most());
        if words > most {
            faults.push(Fault::at(file.place(message), FaultKind::WordsTooMany { key, words, most, audience }));
        }
    }
}

fn report_elsewhere(file: &FluentFile, message: &Message, belongs: &str, faults: &mut Vec<Fault>) {
    if file.name != belongs {
        let what = FaultKind::MessageElsewhere { key: message.key.clone(), file: belongs.to_owned() };
        faults.push(Fault::at(file.place(message), what));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::source::Source;
    use crate::domain::school::KeyStage;
    use proptest::prelude::*;

    fn shipped(file: &str) -> Vec<u8> {
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(
            if std::env::var_os("PROMISE_TREE_SOAK").is_some() { 200_000 } else { 512 }
        ))]

        #[test]
        fn no_slip_of_the_keyboard_makes_a_file_unreadable_without_a_fault_or_stops_the_check(
            at in any::<proptest::sample::Index>(),
            typed in proptest::collection::vec(any::<u8>(), 0..4),
            gone in 0..40_usize,
        ) {
            type Read = fn(&Source, &mut Vec<Fault>) -> bool;
            let files: [(&str, Read); 3] = [
                ("lessons/agreements/ks1-pupils.ron", |source, faults| {
                    AgreementFile::parse(source, faults).is_some_and(|file| file.agreement.is_some())
                }),
                ("lessons/ks1/traffic-lights.ron", |source, faults| {
                    LessonFile::parse(source, KeyStage::Ks1, faults).is_some_and(|file| file.lesson.is_some())
                }),
                ("locales/en-GB/child.ftl", |source, faults| {
                    !FluentFile::parse(source, "child.ftl", faults).messages.is_empty()
                }),
            ];
            for (file, read) in files {
                let mut bytes = shipped(file);
                let start = at.index(bytes.len());
                let end = bytes.len().min(start + gone);
                bytes.splice(start..end, typed.iter().copied());
                let mut faults = Vec::new();
                let whole = Source::from_bytes(Path::new(file), bytes, &mut faults)
                    .is_some_and(|source| read(&source, &mut faults));
                prop_assert!(whole || !faults.is_empty());
                prop_assert!(faults.iter().all(|fault| fault.line.is_some_and(|line| line > 0)));
            }
        }
    }
}
