//! The steps of a lesson's file: from RON to the activities of the domain.

use super::fault_kind::FaultKind;
use super::lesson_file::Reader;
use super::lesson_words::Role;
use super::ron_table::{RonTable, Sited, value};
use crate::domain::lesson::{
    Activity, Choice, Doing, Find, Labelled, Panel, Person, Post, Reply, Sender, SortCard, WindowWords, WordCard,
    WordKind,
};
use ron::value::RawValue;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

const PANEL: &[&str] = &["scene", "says", "words"];
const OPTION: &[&str] = &["words", "picture", "fits", "then", "next"];
const BOX: &[&str] = &["id", "words", "picture"];
const SORT_CARD: &[&str] = &["words", "picture", "fits", "because"];
const FIND: &[&str] = &["picture", "at", "width", "words", "counts", "because"];
const REPLY: &[&str] = &["words", "does", "fits", "then", "because", "next"];
const POST: &[&str] = &["from", "words"];
const WORD_CARD: &[&str] = &["words", "kind"];
const LABELLED: &[&str] = &["words", "picture"];
/// Whoever a thread is with.
const OTHER: &str = "Other";

impl<'a> Reader<'a, '_> {
    /// What is done in a step of this kind.
    pub(super) fn activity(&mut self, kind: &str, table: &RonTable<'a>) -> Option<Activity> {
        match kind {
            "Story" => self.story(table),
            "Choose" => self.choose(table),
            "Sort" => self.sort(table),
            "Spot" => self.spot(table),
            "Chat" => self.chat(table),
            "Window" => self.window(table),
            "Build" => self.build(table),
            _ => self.order(table),
        }
    }

    fn story(&mut self, table: &RonTable<'a>) -> Option<Activity> {
        Some(Activity::Story(self.panels(table, "panels", 1..=5)?))
    }

    fn panels(
        &mut self,
        table: &RonTable<'a>,
        field: &'static str,
        count: RangeInclusive<usize>,
    ) -> Option<Vec<Panel>> {
        let list = table.list(field, self.faults)?;
        self.counted(&list, field, count)?;
        self.all(&list.value, |reader, raw| {
            let table = RonTable::of_value(reader.source, raw, PANEL, reader.faults)?;
            let scene = reader.scene_named(&table);
            let says = table.required::<&RawValue>("says", reader.faults);
            let says = says.and_then(|says| Some((reader.person(says.value, "says")?, says.offset)));
            let words = reader.words(&table, "words", Role::Line);
            let (scene, (says, offset)) = (scene?, says?);
            let is_absent = |here: &BTreeSet<Person>| says != Person::Robin && !here.contains(&says);
            let of_scene = reader.scenes.values().find(|(number, _, _)| *number == scene);
            let absent = of_scene.and_then(|(_, _, here)| here.as_ref()).is_some_and(is_absent);
            if absent {
                reader.report(offset, FaultKind::SpeakerAbsent { who: says.name() });
                return None;
            }
            Some(Panel { scene, says, words: words? })
        })
    }

    fn choose(&mut self, table: &RonTable<'a>) -> Option<Activity> {
        let scene = self.scene_named(table);
        let question = self.words(table, "question", Role::Question);
        let list = table.list("options", self.faults)?;
        self.counted(&list, "options", 2..=4)?;
        let options = self.all(&list.value, |reader, raw| {
            let table = RonTable::of_value(reader.source, raw, OPTION, reader.faults)?;
            let words = reader.words(&table, "words", Role::Label);
            let picture = reader.pictured(&table);
            let fits = table.required::<bool>("fits", reader.faults);
            let then = reader.consequence(&table);
            let next = reader.next(&table);
            Some(Choice { words: words?, picture: picture?, fits: fits?.value, then: then?, next: next? })
        })?;
        self.something_fits(list.offset, options.iter().any(|option| option.fits))?;
        Some(Activity::Choose { scene: scene?, question: question?, options })
    }

    /// What a choice leads to: without it nobody learns anything from choosing.
    fn consequence(&mut self, table: &RonTable<'a>) -> Option<Vec<Panel>> {
        let list = table.list("then", self.faults)?;
        if list.value.is_empty() {
            self.report(list.offset, FaultKind::NoConsequence);
            return None;
        }
        self.panels(table, "then", 1..=3)
    }

    fn sort(&mut self, table: &RonTable<'a>) -> Option<Activity> {
        let scene = match table.optional::<String>("scene", self.faults)? {
            Some(name) => Some(self.scene_number(name)?),
            None => None,
        };
        let question = self.words(table, "question", Role::Question);
        let list = table.list("boxes", self.faults)?;
        self.counted(&list, "boxes", 2..=3)?;
        let mut ids: Vec<Sited<String>> = Vec::new();
        let boxes = self.all(&list.value, |reader, raw| {
            let table = RonTable::of_value(reader.source, raw, BOX, reader.faults)?;
            let id = table.required::<String>("id", reader.faults)?;
            if let Some(first) = ids.iter().find(|earlier| earlier.value == id.value) {
                let first = reader.source.place(first.offset);
                reader.report(id.offset, FaultKind::NameTwice { what: "box", name: id.value, first });
                return None;
            }
            ids.push(id);
            reader.labelled(&table)
        })?;
        let list = table.list("cards", self.faults)?;
        self.counted(&list, "cards", 3..=6)?;
        let cards = self.all(&list.value, |reader, raw| {
            let table = RonTable::of_value(reader.source, raw, SORT_CARD, reader.faults)?;
            let labelled = reader.labelled(&table);
            let because = reader.words(&table, "because", Role::Line);
            let list = table.list("fits", reader.faults)?;
            reader.something_fits(list.offset, !list.value.is_empty())?;
            let fits = reader.all(&list.value, |reader, raw| {
                let name = value::<String>(reader.source, raw, "fits", reader.faults)?;
                let found = ids.iter().position(|id| id.value == name.value);
                if found.is_none() {
                    reader.report(name.offset, FaultKind::BoxUnknown { name: name.value });
                }
                found
            });
            let Labelled { words, picture } = labelled?;
            Some(SortCard { words, picture, fits: fits?.into_iter().collect(), because: because? })
        })?;
        Some(Activity::Sort { scene, question: question?, boxes, cards })
    }

    fn labelled(&mut self, table: &RonTable<'a>) -> Option<Labelled> {
        let words = self.words(table, "words", Role::Label);
        let picture = self.pictured(table);
        Some(Labelled { words: words?, picture: picture? })
    }

    fn spot(&mut self, table: &RonTable<'a>) -> Option<Activity> {
        let scene = self.scene_named(table);
        let question = self.words(table, "question", Role::Question);
        let list = table.list("things", self.faults)?;
        self.counted(&list, "things", 3..=6)?;
        let finds = self.all(&list.value, |reader, raw| {
            let table = RonTable::of_value(reader.source, raw, FIND, reader.faults)?;
            let prop = reader.prop(&table);
            let words = reader.words(&table, "words", Role::Label);
            let counts = table.required::<bool>("counts", reader.faults);
            let because = reader.words(&table, "because", Role::Line);
            Some(Find { prop: prop?, words: words?, counts: counts?.value, because: because? })
        })?;
        self.something_fits(list.offset, finds.iter().any(|find| find.counts))?;
        Some(Activity::Spot { scene: scene?, question: question?, finds })
    }

    fn chat(&mut self, table: &RonTable<'a>) -> Option<Activity> {
        let with = self.words(table, "with", Role::Name);
        let me = table.required::<&RawValue>("me", self.faults).and_then(|me| self.person(me.value, "me"));
        let question = self.words(table, "question", Role::Question);
        let thread = self.posts(table, "thread", 1..=6);
        let list = table.list("replies", self.faults)?;
        self.counted(&list, "replies", 2..=4)?;
        let replies = self.all(&list.value, |reader, raw| {
            let table = RonTable::of_value(reader.source, raw, REPLY, reader.faults)?;
            let does = table.required::<&RawValue>("does", reader.faults).and_then(|does| {
                let names: Vec<&str> = Doing::ALL.iter().map(|doing| doing.name()).collect();
                reader.one_of(does.value, "does", &names, Doing::from_name)
            });
            let role = if does == Some(Doing::Say) { Role::Message } else { Role::Label };
            let words = reader.words(&table, "words", role);
            let fits = table.required::<bool>("fits", reader.faults);
            let then = reader.posts(&table, "then", 0..=3);
            let because = reader.words(&table, "because", Role::Line);
            let next = reader.next(&table);
            Some(Reply { words: words?, does: does?, fits: fits?.value, then: then?, because: because?, next: next? })
        })?;
        self.something_fits(list.offset, replies.iter().any(|reply| reply.fits))?;
        Some(Activity::Chat { with: with?, me: me?, question: question?, thread: thread?, replies })
    }

    fn posts(&mut self, table: &RonTable<'a>, field: &'static str, count: RangeInclusive<usize>) -> Option<Vec<Post>> {
        let list = table.list(field, self.faults)?;
        self.counted(&list, field, count)?;
        self.all(&list.value, |reader, raw| {
            let table = RonTable::of_value(reader.source, raw, POST, reader.faults)?;
            let from = table.required::<&RawValue>("from", reader.faults).and_then(|from| {
                let names: Vec<&str> = senders().collect();
                reader.one_of(from.value, "from", &names, |name| match name {
                    OTHER => Some(Sender::Other),
                    name => Person::from_name(name).map(Sender::Person),
                })
            });
            let words = reader.words(&table, "words", Role::Line);
            Some(Post { from: from?, words: words? })
        })
    }

    fn window(&mut self, table: &RonTable<'a>) -> Option<Activity> {
        let question = self.words(table, "question", Role::Question);
        let page = table.required::<String>("page", self.faults).and_then(|page| self.plain(page));
        let adult = table.required::<&RawValue>("adult", self.faults);
        let adult = adult.and_then(|adult| self.person(adult.value, "adult"));
        let mut said = |field| self.words(table, field, Role::Line);
        let [hide, close, switch_off] = ["hide", "close", "switch_off"].map(&mut said);
        let [click, tell, tell_hidden] = ["click", "tell", "tell_hidden"].map(&mut said);
        let said = WindowWords {
            hide: hide?,
            close: close?,
            switch_off: switch_off?,
            click: click?,
            tell: tell?,
            tell_hidden: tell_hidden?,
        };
        Some(Activity::Window { question: question?, page: page?, adult: adult?, said })
    }

    fn build(&mut self, table: &RonTable<'a>) -> Option<Activity> {
        let question = self.words(table, "question", Role::Question);
        let slots = self.ranged(table, "slots", 3..=4);
        let list = table.list("cards", self.faults)?;
        self.counted(&list, "cards", 6..=9)?;
        let cards = self.all(&list.value, |reader, raw| {
            let table = RonTable::of_value(reader.source, raw, WORD_CARD, reader.faults)?;
            let words = reader.words(&table, "words", Role::Label);
            let kind = table.required::<&RawValue>("kind", reader.faults).and_then(|kind| {
                let names: Vec<&str> = WordKind::ALL.iter().map(|kind| kind.name()).collect();
                reader.one_of(kind.value, "kind", &names, WordKind::from_name)
            });
            Some(WordCard { words: words?, kind: kind? })
        })?;
        let mut said = |field| self.words(table, field, Role::Line);
        let [strong, personal, common] = ["strong", "personal", "common"].map(&mut said);
        let slots = usize::from(slots?);
        let plain = cards.iter().filter(|card| card.kind == WordKind::Plain).count();
        self.something_fits(list.offset, plain >= slots)?;
        Some(Activity::Build {
            question: question?,
            slots,
            cards,
            strong: strong?,
            personal: personal?,
            common: common?,
        })
    }

    fn order(&mut self, table: &RonTable<'a>) -> Option<Activity> {
        let question = self.words(table, "question", Role::Question);
        let list = table.list("cards", self.faults)?;
        self.counted(&list, "cards", 3..=5)?;
        let cards = self.all(&list.value, |reader, raw| {
            let table = RonTable::of_value(reader.source, raw, LABELLED, reader.faults)?;
            reader.labelled(&table)
        });
        let right = self.words(table, "right", Role::Line);
        let almost = self.words(table, "almost", Role::Line);
        Some(Activity::Order { question: question?, cards: cards?, right: right?, almost: almost? })
    }

    fn something_fits(&mut self, offset: usize, fits: bool) -> Option<()> {
        if !fits {
            self.report(offset, FaultKind::NothingFits);
        }
        fits.then_some(())
    }
}

fn senders() -> impl Iterator<Item = &'static str> {
    Person::ALL.iter().map(|person| person.name()).chain([OTHER])
}
