//! One language: all of its `.ftl` files together, and what must hold within them.

use super::fault::Fault;
use super::fault_kind::FaultKind;
use super::fluent_file::{FluentFile, Message};
use super::source::names_in;
use super::{LESSONS_FOLDER, LOCALES, REFERENCE, TEACHERS_FOLDER, keys};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use unic_langid::LanguageIdentifier;

/// The words of one language, as files.
#[derive(Debug)]
pub(crate) struct Locale {
    /// BCP 47 tag, the folder's name.
    pub(crate) tag: String,
    /// The same, taken apart.
    pub(crate) id: LanguageIdentifier,
    /// In the order of their names.
    pub(crate) files: Vec<FluentFile>,
    /// File and message of each key.
    index: BTreeMap<String, (usize, usize)>,
}

impl Locale {
    /// Reads every language there is.
    pub(crate) fn read_all(root: &Path, faults: &mut Vec<Fault>) -> BTreeMap<String, Self> {
        let mut locales = BTreeMap::new();
        for name in names_in(root, Path::new(LOCALES), None, faults) {
            match name.parse::<LanguageIdentifier>() {
                Ok(id) if id.to_string() == name => {
                    locales.insert(name.clone(), Self::read(root, name, id, faults));
                }
                _ => faults.push(Fault::of_file(folder_of(&name), FaultKind::LanguageTag { name })),
            }
        }
        if !locales.contains_key(REFERENCE) {
            faults.push(Fault::of_file(LOCALES, FaultKind::NoEnglish));
        }
        locales
    }

    fn read(root: &Path, tag: String, id: LanguageIdentifier, faults: &mut Vec<Fault>) -> Self {
        let folder = folder_of(&tag);
        let mut names = names_in(root, &folder, Some("ftl"), faults);
        for inner in [LESSONS_FOLDER, TEACHERS_FOLDER] {
            let of_lessons = names_in(root, &folder.join(inner), Some("ftl"), faults);
            names.extend(of_lessons.into_iter().map(|name| format!("{inner}/{name}")));
        }
        let files =
            names.into_iter().filter_map(|name| FluentFile::read(root, &folder.join(&name), &name, faults)).collect();
        let mut locale = Self { tag, id, files, index: BTreeMap::new() };
        locale.fill_index(faults);
        locale.check_within(faults);
        locale
    }

    fn fill_index(&mut self, faults: &mut Vec<Fault>) {
        for (file_number, file) in self.files.iter().enumerate() {
            for (number, message) in file.messages.iter().enumerate() {
                let earlier = self.index.get(&message.key).copied();
                let first = earlier.and_then(|(file, message)| {
                    let file = self.files.get(file)?;
                    Some(file.place(file.messages.get(message)?))
                });
                match first {
                    Some(first) => {
                        let what = FaultKind::MessageTwice { key: message.key.clone(), first };
                        faults.push(Fault::at(file.place(message), what));
                    }
                    None => {
                        self.index.insert(message.key.clone(), (file_number, number));
                    }
                }
            }
        }
    }

    fn check_within(&self, faults: &mut Vec<Fault>) {
        for (file, message) in self.entries() {
            let key = || message.key.clone();
            let mut report = |what| faults.push(Fault::at(file.place(message), what));
            if !message.has_value {
                report(FaultKind::NoText { key: key() });
            }
            for to in message.references.iter().filter(|to| !self.index.contains_key(*to)) {
                report(FaultKind::ReferenceMissing { key: key(), to: to.clone() });
            }
            for function in &message.functions {
                report(FaultKind::FunctionUnknown { key: key(), function: function.clone() });
            }
        }
    }

    /// A message and the file it is in.
    pub(crate) fn get(&self, key: &str) -> Option<(&FluentFile, &Message)> {
        let (file, message) = self.index.get(key)?;
        let file = self.files.get(*file)?;
        Some((file, file.messages.get(*message)?))
    }

    /// Every message and term with its file, in the order of the files.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&FluentFile, &Message)> {
        self.files.iter().flat_map(|file| file.messages.iter().map(move |message| (file, message)))
    }

    /// Every message that is spoken: those of the narrated files that are text alone.
    pub(crate) fn spoken(&self) -> impl Iterator<Item = (&FluentFile, &Message, &str)> {
        self.entries()
            .filter(|(file, message)| keys::is_narrated(&file.name) && !message.is_term())
            .filter_map(|(file, message)| Some((file, message, message.plain.as_deref()?)))
    }

    /// The path of one of its files, whether it is there or not.
    pub(crate) fn path_of(&self, file: &str) -> PathBuf {
        folder_of(&self.tag).join(file)
    }
}

fn folder_of(tag: &str) -> PathBuf {
    Path::new(LOCALES).join(tag)
}
