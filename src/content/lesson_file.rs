//! One file of `lessons/ks1/` or `lessons/ks2/`: from RON to a lesson of the domain.

use super::agreement_file::{Named, Pictured, is_plain_path};
use super::fault::{Fault, Place};
use super::fault_kind::{Counted, FaultKind, NamedBy, PicturedBy};
use super::lesson_words::{Role, Screen};
use super::ron_table::{RonTable, Sited, checked, value, variant};
use super::source::{Source, names_in};
use super::{LESSONS_KS1, LESSONS_KS2};
use crate::domain::ids::{IdError, Key, LessonId, RuleId, StepId};
use crate::domain::lesson::{
    Face, Lesson, Next, Person, Prop, Scene, SceneNumber, Setting, Standing, Step, Strand, TeacherNotes,
};
use crate::domain::school::KeyStage;
use ron::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;

/// The format that this program reads and writes.
const FORMAT: u32 = 1;
/// What a step is called that is the end.
const END: &str = "end";

const FIELDS: &[&str] =
    &["format", "id", "rule", "title", "strands", "minutes", "remember", "talk", "teacher", "scenes", "steps"];
const TEACHER: &[&str] = &["aim", "ask", "listen_for"];
const SCENE: &[&str] = &["id", "place", "people", "things"];
const STANDING: &[&str] = &["who", "face", "at"];
const PROP: &[&str] = &["picture", "at", "width"];
const KINDS: &[&str] = &["Story", "Choose", "Sort", "Spot", "Chat", "Window", "Build", "Order"];

/// How near two people in a scene may stand, percent of the stage's width.
const ELBOW_ROOM: u8 = 22;

/// What a lesson's file says, and where it says it.
#[derive(Debug)]
pub(crate) struct LessonFile {
    /// What it is called, if that is an identifier.
    pub(crate) id: Option<Sited<LessonId>>,
    /// Where that stands.
    pub(crate) place: Place,
    /// The lesson, unless something is missing for it.
    pub(crate) lesson: Option<Lesson>,
    /// The rule it teaches, and where that stands.
    pub(crate) rule: Option<(RuleId, Place)>,
    /// Whom it is for.
    pub(crate) key_stage: KeyStage,
    /// The messages it names, each with what it is for.
    pub(crate) named: Vec<(Named, Role)>,
    /// The pictures it names.
    pub(crate) pictures: Vec<Pictured>,
    /// What is on the screen at once.
    pub(crate) screens: Vec<Screen>,
}

/// Reads the bytes of one lesson file by itself: its form and its steps, not whether the words, pictures and clips that it
/// names are there.
///
/// # Errors
/// Every fault in it, each with its line.
pub fn read_lesson(file: &Path, bytes: Vec<u8>, key_stage: KeyStage) -> Result<Lesson, Vec<Fault>> {
    let mut faults = Vec::new();
    let source = Source::from_bytes(file, bytes, &mut faults);
    let read = source.and_then(|source| LessonFile::parse(&source, key_stage, &mut faults)?.lesson);
    read.filter(|_| faults.is_empty()).ok_or(faults)
}

impl LessonFile {
    /// Reads every lesson there is. A file that is not RON at all is left out, with a fault.
    pub(crate) fn read_all(root: &Path, faults: &mut Vec<Fault>) -> Vec<Self> {
        let mut files = Vec::new();
        for (folder, key_stage) in [(LESSONS_KS1, KeyStage::Ks1), (LESSONS_KS2, KeyStage::Ks2)] {
            for name in names_in(root, Path::new(folder), Some("ron"), faults) {
                let source = Source::read(root, &Path::new(folder).join(name), faults);
                files.extend(source.and_then(|source| Self::parse(&source, key_stage, faults)));
            }
        }
        files
    }

    /// Takes a file apart; every fault in it is added to `faults`.
    pub(crate) fn parse(source: &Source, key_stage: KeyStage, faults: &mut Vec<Fault>) -> Option<Self> {
        let table = RonTable::of_file(source, FIELDS, faults)?;
        let format = table.required::<u32>("format", faults)?;
        if format.value != FORMAT {
            let what = FaultKind::FormatUnknown { found: format.value, known: FORMAT };
            faults.push(source.fault(format.offset, what));
            return None;
        }
        let id = table.id("id", LessonId::new, faults);
        let reader = Reader {
            source,
            faults,
            id: id.as_ref().map(|id| id.value.clone()),
            scenes: BTreeMap::new(),
            seen: BTreeSet::new(),
            steps: Vec::new(),
            named: Vec::new(),
            pictures: Vec::new(),
            screens: Vec::new(),
        };
        Some(reader.lesson(&table, id, key_stage))
    }
}

/// A step's name, and where it stands.
type StepName = Sited<StepId>;

/// Reads one file and gathers what it names.
pub(super) struct Reader<'a, 'f> {
    pub(super) source: &'a Source,
    pub(super) faults: &'f mut Vec<Fault>,
    id: Option<LessonId>,
    /// By name: the place in the list, where the name stands, and who is there if that could be read.
    pub(super) scenes: BTreeMap<String, (SceneNumber, usize, Option<BTreeSet<Person>>)>,
    /// The scenes that a step shows.
    seen: BTreeSet<SceneNumber>,
    /// The names of all steps, in order.
    steps: Vec<StepName>,
    named: Vec<(Named, Role)>,
    pictures: Vec<Pictured>,
    screens: Vec<Screen>,
}

impl<'a> Reader<'a, '_> {
    fn lesson(mut self, table: &RonTable<'a>, id: Option<Sited<LessonId>>, key_stage: KeyStage) -> LessonFile {
        if let Some(id) = &id
            && self.source.file().file_stem().is_none_or(|stem| stem != id.value.as_str())
        {
            self.report(id.offset, FaultKind::LessonFileName { id: id.value.clone() });
        }
        let before = self.faults.len();
        let rule = self.id(table, "rule", RuleId::new);
        if let Some(rule) = &rule {
            let prefix = match key_stage {
                KeyStage::Ks1 => "ks1.",
                KeyStage::Ks2 => "ks2.",
            };
            if !rule.value.as_str().starts_with(prefix) {
                self.report(rule.offset, FaultKind::LessonElsewhere { rule: rule.value.clone() });
            }
        }
        let title = self.words(table, "title", Role::Heading);
        let strands = self.strands(table);
        let minutes = self.ranged(table, "minutes", 1..=10);
        let remember = self.words(table, "remember", Role::Heading);
        let talk = self.words(table, "talk", Role::Heading);
        let teacher = self.teacher(table);
        let scenes = self.scenes(table);
        let steps = self.steps(table);
        self.report_unused_scenes();
        let rule_place = rule.as_ref().map(|rule| (rule.value.clone(), self.source.place(rule.offset)));
        let whole = self.faults.len() == before;
        let lesson = (|| {
            Some(Lesson {
                id: id.as_ref()?.value.clone(),
                rule: rule?.value,
                key_stage,
                title: title?,
                strands: strands?,
                minutes: minutes?,
                remember: remember?,
                talk: talk?,
                teacher: teacher?,
                scenes: scenes?,
                steps: steps?,
            })
        })();
        let lesson = lesson.filter(|lesson| self.leads_somewhere(lesson) && whole);
        let place = self.source.place(id.as_ref().map_or(0, |id| id.offset));
        let Self { named, pictures, screens, .. } = self;
        LessonFile { id, place, lesson, rule: rule_place, key_stage, named, pictures, screens }
    }

    /// Whether every step can be reached and left, and the right way leads to the end.
    fn leads_somewhere(&mut self, lesson: &Lesson) -> bool {
        let before = self.faults.len();
        for (numbers, unreachable) in [(lesson.unreachable(), true), (lesson.without_exit(), false)] {
            for number in numbers {
                let Some(step) = self.steps.get(number) else { continue };
                let (offset, id) = (step.offset, step.value.clone());
                let what = if unreachable {
                    FaultKind::StepUnreachable { step: id }
                } else {
                    FaultKind::StepWithoutExit { step: id }
                };
                self.report(offset, what);
            }
        }
        if self.faults.len() == before && !lesson.ends_well() {
            let offset = self.steps.first().map_or(0, |step| step.offset);
            self.report(offset, FaultKind::NoRightEnding);
        }
        self.faults.len() == before
    }

    fn strands(&mut self, table: &RonTable<'a>) -> Option<BTreeSet<Strand>> {
        let list = table.list("strands", self.faults)?;
        self.counted(&list, "strands", 1..=4)?;
        let names: Vec<&str> = Strand::ALL.iter().map(|strand| strand.name()).collect();
        let read = self.all(&list.value, |reader, raw| reader.one_of(raw, "strands", &names, Strand::from_name))?;
        Some(read.into_iter().collect())
    }

    fn teacher(&mut self, table: &RonTable<'a>) -> Option<TeacherNotes> {
        let raw = table.required::<&RawValue>("teacher", self.faults)?.value;
        let table = RonTable::of_value(self.source, raw, TEACHER, self.faults)?;
        let aim = self.words(&table, "aim", Role::Teacher);
        let mut list = |field: &'static str, most: usize| {
            let list = table.list(field, self.faults)?;
            self.counted(&list, field, 1..=most)?;
            self.all(&list.value, |reader, raw| {
                let text = value::<String>(reader.source, raw, field, reader.faults)?;
                reader.key(text, Role::Teacher)
            })
        };
        let (ask, listen_for) = (list("ask", 4), list("listen_for", 4));
        Some(TeacherNotes { aim: aim?, ask: ask?, listen_for: listen_for? })
    }

    fn scenes(&mut self, table: &RonTable<'a>) -> Option<Vec<Scene>> {
        let list = table.list("scenes", self.faults)?;
        self.all(&list.value, Self::scene)
    }

    fn scene(&mut self, raw: &'a RawValue) -> Option<Scene> {
        let table = RonTable::of_value(self.source, raw, SCENE, self.faults)?;
        let id = table.required::<String>("id", self.faults)?;
        let codes: Vec<&str> = Setting::ALL.iter().map(|place| place.code()).collect();
        let place = table.required::<String>("place", self.faults).and_then(|place| {
            let found = Setting::from_code(&place.value);
            if found.is_none() {
                self.report(place.offset, not_one_of("place", &place.value, &codes));
            }
            Some((found?, place.offset))
        });
        let people = table.list("people", self.faults).and_then(|list| {
            self.counted(&list, "people", 0..=3)?;
            let people = self.all(&list.value, Self::standing)?;
            self.check_elbows(&people, list.offset);
            Some(people)
        });
        let things = table.list("things", self.faults).and_then(|list| {
            self.counted(&list, "things", 0..=8)?;
            self.all(&list.value, |reader, raw| {
                let table = RonTable::of_value(reader.source, raw, PROP, reader.faults)?;
                reader.prop(&table)
            })
        });
        let number = self.scenes.len();
        let here = people.as_ref().map(|people| people.iter().map(|standing| standing.who).collect());
        if let Some((_, first, _)) = self.scenes.get(&id.value) {
            let first = self.source.place(*first);
            self.report(id.offset, FaultKind::NameTwice { what: "scene", name: id.value, first });
            return None;
        }
        self.scenes.insert(id.value, (number, id.offset, here));
        let (place, offset) = place?;
        self.picture(place.picture(), offset);
        Some(Scene { place, people: people?, props: things? })
    }

    fn standing(&mut self, raw: &'a RawValue) -> Option<Standing> {
        let table = RonTable::of_value(self.source, raw, STANDING, self.faults)?;
        let who = table.required::<&RawValue>("who", self.faults);
        let who = who.and_then(|who| Some((self.person(who.value, "who")?, who.offset)));
        let face = table.required::<&RawValue>("face", self.faults).and_then(|face| {
            let names: Vec<&str> = Face::ALL.iter().map(|face| face.name()).collect();
            self.one_of(face.value, "face", &names, Face::from_name)
        });
        let at = self.ranged(&table, "at", 10..=90);
        let (who, offset) = who?;
        if who == Person::Robin {
            self.report(offset, FaultKind::RobinInScene);
            return None;
        }
        let standing = Standing { who, face: face?, at: at? };
        self.picture(standing.picture(), offset);
        Some(standing)
    }

    fn check_elbows(&mut self, people: &[Standing], offset: usize) {
        let mut places: Vec<u8> = people.iter().map(|standing| standing.at).collect();
        places.sort_unstable();
        if places.windows(2).any(|pair| matches!(pair, [a, b] if b - a < ELBOW_ROOM)) {
            self.report(offset, FaultKind::Crowded { apart: ELBOW_ROOM });
        }
    }

    pub(super) fn prop(&mut self, table: &RonTable<'a>) -> Option<Prop> {
        let picture = self.pictured(table);
        let at = table.required::<(u8, u8)>("at", self.faults).filter(|at| {
            let (x, y) = at.value;
            let inside = x <= 100 && y <= 100;
            if !inside {
                let (least, most) = (0, 100);
                self.report(at.offset, FaultKind::Range { field: "at", found: x.max(y).into(), least, most });
            }
            inside
        });
        let width = self.ranged(table, "width", 3..=60);
        Some(Prop { picture: picture?, at: at?.value, width: width? })
    }

    fn steps(&mut self, table: &RonTable<'a>) -> Option<Vec<Step>> {
        let list = table.list("steps", self.faults)?;
        self.counted(&list, "steps", 1..=30)?;
        let mut parts = Vec::new();
        for raw in &list.value {
            parts.push(variant(self.source, raw));
        }
        // First all names, since a step may lead to a later one.
        self.steps = parts.iter().filter_map(|part| self.step_name(part)).collect();
        if self.steps.len() < list.value.len() {
            return None;
        }
        let last = parts.len() - 1;
        let read: Vec<Option<Step>> =
            parts.iter().enumerate().map(|(number, part)| self.step(number, last, part)).collect();
        read.into_iter().collect()
    }

    fn step_name(&mut self, (kind, body): &(Sited<&'a str>, &'a str)) -> Option<StepName> {
        let Some(known) = fields_of(kind.value) else {
            self.report(kind.offset, not_one_of("steps", kind.value, KINDS));
            return None;
        };
        let table = RonTable::of_text(self.source, body, known, self.faults)?;
        let id = self.id(&table, "id", StepId::new)?;
        if id.value.as_str() == END {
            self.report(id.offset, FaultKind::StepCalledEnd);
            return None;
        }
        let first = self.steps.iter().find(|step| step.value == id.value).map(|step| self.source.place(step.offset));
        if let Some(first) = first {
            let name = id.value.to_string();
            self.report(id.offset, FaultKind::NameTwice { what: "step", name, first });
            return None;
        }
        self.steps.push(id.clone());
        Some(id)
    }

    fn step(&mut self, number: usize, last: usize, (kind, body): &(Sited<&'a str>, &'a str)) -> Option<Step> {
        // What is wrong with its fields' names was said when the names of the steps were read.
        let table = RonTable::of_text(self.source, body, fields_of(kind.value)?, &mut Vec::new())?;
        let id = self.steps.get(number)?.clone();
        let own = if number == last { Next::End } else { Next::Step(number + 1) };
        let next = self.next(&table).map(|next| next.unwrap_or(own));
        let labels = self.named.len();
        let activity = self.activity(kind.value, &table);
        let shown = self.named.iter().skip(labels).filter(|(_, role)| role.is_on_the_question_screen());
        let keys = shown.map(|(named, _)| named.key.clone()).collect();
        self.screens.push(Screen { step: id.value.clone(), place: self.source.place(id.offset), keys });
        Some(Step { id: id.value, activity: activity?, next: next? })
    }

    /// The outer `None` is a fault; the inner one says that the way is the step's own.
    pub(super) fn next(&mut self, table: &RonTable<'a>) -> Option<Option<Next>> {
        let Some(to) = table.optional::<String>("next", self.faults)? else { return Some(None) };
        if to.value == END {
            return Some(Some(Next::End));
        }
        let found = self.steps.iter().position(|step| step.value.as_str() == to.value);
        if found.is_none() {
            self.report(to.offset, FaultKind::StepUnknown { step: to.value });
        }
        Some(Some(Next::Step(found?)))
    }

    pub(super) fn scene_named(&mut self, table: &RonTable<'a>) -> Option<SceneNumber> {
        let name = table.required::<String>("scene", self.faults)?;
        self.scene_number(name)
    }

    pub(super) fn scene_number(&mut self, name: Sited<String>) -> Option<SceneNumber> {
        let found = self.scenes.get(&name.value).map(|(number, _, _)| *number);
        match found {
            Some(number) => {
                self.seen.insert(number);
            }
            None => self.report(name.offset, FaultKind::SceneUnknown { scene: name.value }),
        }
        found
    }

    fn report_unused_scenes(&mut self) {
        let unused: Vec<(String, usize)> = self
            .scenes
            .iter()
            .filter(|(_, (number, _, _))| !self.seen.contains(number))
            .map(|(name, (_, offset, _))| (name.clone(), *offset))
            .collect();
        // Where a step could not be read, nobody knows what it shows.
        if self.screens.len() == self.steps.len() {
            for (scene, offset) in unused {
                self.report(offset, FaultKind::SceneUnused { scene });
            }
        }
    }

    pub(super) fn person(&mut self, raw: &'a RawValue, field: &'static str) -> Option<Person> {
        let names: Vec<&str> = Person::ALL.iter().map(|person| person.name()).collect();
        self.one_of(raw, field, &names, Person::from_name)
    }

    /// A name without quotes, out of a list.
    pub(super) fn one_of<T>(
        &mut self,
        raw: &'a RawValue,
        field: &'static str,
        names: &[&str],
        find: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let name = raw.trim().get_ron();
        let found = find(name);
        if found.is_none() {
            self.report(self.source.offset_of(name), not_one_of(field, name, names));
        }
        found
    }

    pub(super) fn ranged(
        &mut self,
        table: &RonTable<'a>,
        field: &'static str,
        range: RangeInclusive<u8>,
    ) -> Option<u8> {
        let number = table.required::<u8>(field, self.faults)?;
        if !range.contains(&number.value) {
            let (found, least, most) = (number.value.into(), (*range.start()).into(), (*range.end()).into());
            self.report(number.offset, FaultKind::Range { field, found, least, most });
            return None;
        }
        Some(number.value)
    }

    pub(super) fn counted(
        &mut self,
        list: &Sited<Vec<&'a RawValue>>,
        field: &'static str,
        range: RangeInclusive<usize>,
    ) -> Option<()> {
        let found = list.value.len();
        if range.contains(&found) {
            return Some(());
        }
        let (least, most) = (*range.start(), *range.end());
        self.report(list.offset, FaultKind::Count(Counted { field, found, least, most }));
        None
    }

    pub(super) fn words(&mut self, table: &RonTable<'a>, field: &'static str, role: Role) -> Option<Key> {
        let text = table.required::<String>(field, self.faults)?;
        self.key(text, role)
    }

    fn key(&mut self, text: Sited<String>, role: Role) -> Option<Key> {
        let key = checked(self.source, text, Key::new, self.faults)?;
        if let Some(id) = &self.id {
            if !key.value.as_str().starts_with(&format!("{id}-")) {
                let what = FaultKind::KeyPrefix { key: key.value.to_string(), id: id.clone() };
                self.faults.push(self.source.fault(key.offset, what));
            }
            let by = NamedBy::Lesson(id.clone());
            let place = self.source.place(key.offset);
            self.named.push((Named { by, key: key.value.clone(), place }, role));
        }
        Some(key.value)
    }

    pub(super) fn pictured(&mut self, table: &RonTable<'a>) -> Option<String> {
        let picture = table.required::<String>("picture", self.faults)?;
        self.plain(picture)
    }

    pub(super) fn plain(&mut self, picture: Sited<String>) -> Option<String> {
        if is_plain_path(&picture.value) {
            self.picture(picture.value.clone(), picture.offset);
            return Some(picture.value);
        }
        if let Some(by) = self.pictured_by() {
            self.report(picture.offset, FaultKind::PicturePath { by, picture: picture.value });
        }
        None
    }

    fn picture(&mut self, picture: String, offset: usize) {
        if let Some(by) = self.pictured_by() {
            self.pictures.push(Pictured { by, picture, place: self.source.place(offset) });
        }
    }

    fn pictured_by(&self) -> Option<PicturedBy> {
        self.id.clone().map(PicturedBy::Lesson)
    }

    fn id<T>(
        &mut self,
        table: &RonTable<'a>,
        field: &'static str,
        new: impl Fn(String) -> Result<T, IdError>,
    ) -> Option<Sited<T>> {
        table.id(field, new, self.faults)
    }

    /// Reads every value of a list, so that each fault is found; `None` if there was one.
    pub(super) fn all<T>(
        &mut self,
        list: &[&'a RawValue],
        mut read: impl FnMut(&mut Self, &'a RawValue) -> Option<T>,
    ) -> Option<Vec<T>> {
        let read: Vec<Option<T>> = list.iter().map(|raw| read(self, raw)).collect();
        read.into_iter().collect()
    }

    pub(super) fn report(&mut self, offset: usize, what: FaultKind) {
        self.faults.push(self.source.fault(offset, what));
    }
}

/// The fields of a kind of step.
fn fields_of(kind: &str) -> Option<&'static [&'static str]> {
    Some(match kind {
        "Story" => &["id", "panels", "next"],
        "Choose" => &["id", "scene", "question", "options", "next"],
        "Sort" => &["id", "scene", "question", "boxes", "cards", "next"],
        "Spot" => &["id", "scene", "question", "things", "next"],
        "Chat" => &["id", "with", "me", "question", "thread", "replies", "next"],
        "Window" => {
            &["id", "question", "page", "adult", "hide", "close", "switch_off", "click", "tell", "tell_hidden", "next"]
        }
        "Build" => &["id", "question", "slots", "cards", "strong", "personal", "common", "next"],
        "Order" => &["id", "question", "cards", "right", "almost", "next"],
        _ => return None,
    })
}

fn not_one_of(field: &'static str, found: &str, known: &[&str]) -> FaultKind {
    let first = found.lines().next().unwrap_or_default().chars().take(40).collect();
    FaultKind::NotOneOf { field, found: first, known: known.join(", ") }
}
