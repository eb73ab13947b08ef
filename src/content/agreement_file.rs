//! One file of `lessons/agreements/`: from RON to an agreement of the domain.

use super::AGREEMENTS;
use super::fault::{Fault, Place};
use super::fault_kind::{FaultKind, NamedBy, PicturedBy};
use super::ron_table::{RonTable, Sited, checked, value};
use super::source::{Source, names_in};
use crate::domain::agreement::{Agreement, Audience, Rule, Rules, SignedField};
use crate::domain::ids::{AgreementId, IdError, Key, RuleId};
use ron::value::RawValue;
use std::path::{Component, Path};

/// The format that this program reads and writes.
const FORMAT: u32 = 1;
const FIELDS: &[&str] =
    &["format", "id", "audience", "version", "title", "signed_with", "optional", "rules", "addenda", "ask_at_home"];
const RULE_FIELDS: &[&str] = &["id", "words", "more", "picture"];

/// What an agreement's file says, and where it says it.
#[derive(Debug)]
pub(crate) struct AgreementFile {
    /// The agreement, unless something is missing for it.
    pub(crate) agreement: Option<Agreement>,
    /// Whom it is for, and where that stands.
    pub(crate) audience: Option<(Audience, Place)>,
    /// The messages it names.
    pub(crate) named: Vec<Named>,
    /// Its rules, and where their identifiers stand.
    pub(crate) rules: Vec<(RuleId, Place)>,
    /// The pictures it names.
    pub(crate) pictures: Vec<Pictured>,
}

/// A message that an agreement or a lesson names.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) by: NamedBy,
    pub(crate) key: Key,
    pub(crate) place: Place,
}

/// A picture that a rule or a lesson names; a path below `assets/pictures/`.
#[derive(Debug)]
pub(crate) struct Pictured {
    pub(crate) by: PicturedBy,
    pub(crate) picture: String,
    pub(crate) place: Place,
}

impl AgreementFile {
    /// Reads every agreement there is. Where a file is not RON at all there is `None` in its place.
    pub(crate) fn read_all(root: &Path, faults: &mut Vec<Fault>) -> Vec<Option<Self>> {
        let folder = Path::new(AGREEMENTS);
        let names = names_in(root, folder, Some("ron"), faults);
        if names.is_empty() {
            faults.push(Fault::of_file(AGREEMENTS, FaultKind::NoAgreements));
        }
        names.iter().map(|name| Self::parse(&Source::read(root, &folder.join(name), faults)?, faults)).collect()
    }

    /// Takes a file apart; every fault in it is added to `faults`.
    pub(crate) fn parse(source: &Source, faults: &mut Vec<Fault>) -> Option<Self> {
        let table = RonTable::of_file(source, FIELDS, faults)?;
        let format = table.required::<u32>("format", faults)?;
        if format.value != FORMAT {
            let what = FaultKind::FormatUnknown { found: format.value, known: FORMAT };
            faults.push(source.fault(format.offset, what));
            return None;
        }
        Some(Reader { source, faults, named: Vec::new(), rules: Vec::new(), pictures: Vec::new() }.agreement(&table))
    }
}

/// Reads one file and gathers what it names.
struct Reader<'a, 'f> {
    source: &'a Source,
    faults: &'f mut Vec<Fault>,
    named: Vec<Named>,
    rules: Vec<(RuleId, Place)>,
    pictures: Vec<Pictured>,
}

impl<'a> Reader<'a, '_> {
    fn agreement(mut self, table: &RonTable<'a>) -> AgreementFile {
        let id = self.id(table, "id", AgreementId::new);
        if let Some(id) = &id
            && self.source.file().file_stem().is_none_or(|stem| stem != id.value.as_str())
        {
            self.report(id.offset, FaultKind::FileName { id: id.value.clone() });
        }
        let audience = table.required::<Audience>("audience", self.faults);
        let version = table.required::<u32>("version", self.faults).filter(|version| self.is_a_version(version));
        let title = self.id(table, "title", Key::new);
        let signed_with = self.signed_with(table);
        let optional = table.required::<bool>("optional", self.faults);
        let rules = self.all_rules(table, audience.as_ref().map(|audience| audience.value));
        let no_addenda = self.no_addenda(table);
        let questions = self.questions(table);
        if let Some(id) = &id {
            for question in questions.iter().flatten() {
                self.name(NamedBy::Question(id.value.clone()), question);
            }
            if let Some(title) = &title {
                self.name(NamedBy::Title(id.value.clone()), title);
            }
        }
        let audience_place = audience.as_ref().map(|audience| (audience.value, self.source.place(audience.offset)));
        let agreement = no_addenda.and_then(|()| {
            Some(Agreement {
                id: id?.value,
                audience: audience?.value,
                version: version?.value,
                title: title?.value,
                signed_with: signed_with?,
                optional: optional?.value,
                rules: rules?,
                ask_at_home: questions?.into_iter().map(|question| question.value).collect(),
            })
        });
        let Self { named, rules, pictures, .. } = self;
        AgreementFile { agreement, audience: audience_place, named, rules, pictures }
    }

    fn is_a_version(&mut self, version: &Sited<u32>) -> bool {
        if version.value == 0 {
            self.report(version.offset, FaultKind::VersionZero);
        }
        version.value > 0
    }

    fn signed_with(&mut self, table: &RonTable<'a>) -> Option<Vec<SignedField>> {
        let list = table.list("signed_with", self.faults)?;
        if list.value.is_empty() {
            self.report(list.offset, FaultKind::SignedWithNothing);
            return None;
        }
        let fields = self
            .all(&list.value, |reader, raw| value::<SignedField>(reader.source, raw, "signed_with", reader.faults))?;
        let mut seen: Vec<SignedField> = Vec::new();
        for field in fields {
            if seen.contains(&field.value) {
                self.report(field.offset, FaultKind::SignedTwice { field: field.value });
            } else {
                seen.push(field.value);
            }
        }
        Some(seen)
    }

    fn all_rules(&mut self, table: &RonTable<'a>, audience: Option<Audience>) -> Option<Rules> {
        let list = table.list("rules", self.faults)?;
        if list.value.is_empty() {
            self.report(list.offset, FaultKind::NoRules);
            return None;
        }
        let rules = self.all(&list.value, |reader, raw| reader.rule(raw, audience))?;
        Rules::new(rules)
    }

    fn rule(&mut self, raw: &'a RawValue, audience: Option<Audience>) -> Option<Rule> {
        let table = RonTable::of_value(self.source, raw, RULE_FIELDS, self.faults)?;
        let id = self.id(&table, "id", RuleId::new);
        let words = self.id(&table, "words", Key::new);
        let more = match table.optional::<String>("more", self.faults)? {
            Some(text) => Some(self.checked(text, Key::new)?),
            None => None,
        };
        let picture = table.required::<String>("picture", self.faults);
        let (id, words, picture) = (id?, words?, picture?);
        if let Some(audience) = audience {
            self.check_prefix(&id, audience);
        }
        self.rules.push((id.value.clone(), self.source.place(id.offset)));
        for key in [Some(&words), more.as_ref()].into_iter().flatten() {
            self.check_words_are_new(&id.value, key);
            self.name(NamedBy::Rule(id.value.clone()), key);
        }
        self.picture(&id.value, &picture);
        Some(Rule { id: id.value, words: words.value, more: more.map(|more| more.value), picture: picture.value })
    }

    fn check_prefix(&mut self, id: &Sited<RuleId>, audience: Audience) {
        let prefix = audience.rule_prefix();
        if !id.value.as_str().starts_with(prefix) {
            self.report(id.offset, FaultKind::RulePrefix { rule: id.value.clone(), audience, prefix });
        }
    }

    fn check_words_are_new(&mut self, rule: &RuleId, key: &Sited<Key>) {
        let other = self.named.iter().find(|named| named.key == key.value).map(|named| named.by.clone());
        if let Some(NamedBy::Rule(other)) = other {
            let key_text = key.value.to_string();
            self.report(key.offset, FaultKind::WordsTwice { rule: rule.clone(), key: key_text, other });
        }
    }

    fn picture(&mut self, rule: &RuleId, picture: &Sited<String>) {
        let place = self.source.place(picture.offset);
        let (by, picture) = (PicturedBy::Rule(rule.clone()), picture.value.clone());
        if is_plain_path(&picture) {
            self.pictures.push(Pictured { by, picture, place });
        } else {
            self.faults.push(Fault::at(place, FaultKind::PicturePath { by, picture }));
        }
    }

    fn no_addenda(&mut self, table: &RonTable<'a>) -> Option<()> {
        let list = table.list("addenda", self.faults)?;
        if !list.value.is_empty() {
            self.report(list.offset, FaultKind::Addenda);
            return None;
        }
        Some(())
    }

    fn questions(&mut self, table: &RonTable<'a>) -> Option<Vec<Sited<Key>>> {
        let list = table.list("ask_at_home", self.faults)?;
        self.all(&list.value, |reader, raw| {
            let text = value::<String>(reader.source, raw, "ask_at_home", reader.faults)?;
            reader.checked(text, Key::new)
        })
    }

    /// Reads every value of a list, so that each fault is found; `None` if there was one.
    fn all<T>(
        &mut self,
        list: &[&'a RawValue],
        mut read: impl FnMut(&mut Self, &'a RawValue) -> Option<T>,
    ) -> Option<Vec<T>> {
        let read: Vec<Option<T>> = list.iter().map(|raw| read(self, raw)).collect();
        read.into_iter().collect()
    }

    fn id<T>(
        &mut self,
        table: &RonTable<'a>,
        field: &'static str,
        new: impl Fn(String) -> Result<T, IdError>,
    ) -> Option<Sited<T>> {
        table.id(field, new, self.faults)
    }

    fn checked<T>(&mut self, text: Sited<String>, new: impl Fn(String) -> Result<T, IdError>) -> Option<Sited<T>> {
        checked(self.source, text, new, self.faults)
    }

    fn name(&mut self, by: NamedBy, key: &Sited<Key>) {
        self.named.push(Named { by, key: key.value.clone(), place: self.source.place(key.offset) });
    }

    fn report(&mut self, offset: usize, what: FaultKind) {
        self.faults.push(self.source.fault(offset, what));
    }
}

/// Whether a path stays below the folder of pictures on every system, and is a picture.
pub(crate) fn is_plain_path(picture: &str) -> bool {
    let path = Path::new(picture);
    !picture.contains(['\\', ':'])
        && path.components().all(|part| matches!(part, Component::Normal(_)))
        && path.extension().is_some_and(|ending| ending == "svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_below_the_folder_of_pictures() {
        assert!(is_plain_path("rules/ks1-own-files.svg"));
        for path in ["../a.svg", "/a.svg", "a/../../b.svg", "C:a.svg", "a\\b.svg", "a.png", "a", ""] {
            assert!(!is_plain_path(path), "{path}");
        }
    }

    #[test]
    fn a_broken_rule_does_not_hide_the_next_one() {
        let text = r#"(
    format: 1, id: "a b", audience: Ks1Pupils, version: 0, title: "t", signed_with: [Name, Colour], optional: false,
    rules: [
        (id: "ks1.a", words: "a"),
        (id: "ks1.b", words: 5, picture: "b.svg"),
        (id: "ks1.c", words: "c", picture: "c.svg"),
    ],
    addenda: [],
    ask_at_home: [],
)"#;
        let mut faults = Vec::new();
        let file = AgreementFile::parse(&Source::new(Path::new("a.ron"), text.into()), &mut faults).unwrap();
        assert!(file.agreement.is_none());
        assert_eq!(file.pictures.len(), 1);
        let mut lines: Vec<u32> = faults.iter().filter_map(|fault| fault.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [2, 2, 2, 4, 5], "{faults:#?}");
    }
}
