//! What can be wrong with a lesson: each fault planted into a shipped one, to be found at its place.

use super::copy::Copy;
use super::faults::{Plant, rule};
use promise_tree::content::{Counted, Fault, FaultKind as K, Length, NamedBy, PicturedBy, TooLong};
use promise_tree::domain::ids::{IdError, LessonId, StepId};
use promise_tree::domain::lesson::{Doing, Face, Person, Setting, Strand, WordKind};
use promise_tree::domain::school::KeyStage;

const COVER_UP: &str = "lessons/ks1/the-cover-up.ron";
const LIGHTS: &str = "lessons/ks1/traffic-lights.ron";
const PICTURE: &str = "lessons/ks1/whose-picture.ron";
const KEEPER: &str = "lessons/ks2/the-secret-keeper.ron";
const LETTER: &str = "lessons/ks2/the-prize-letter.ron";
const WORDS: &str = "locales/en-GB/lessons/the-cover-up.ftl";
const LIGHTS_WORDS: &str = "locales/en-GB/lessons/traffic-lights.ftl";
const NOTES: &str = "locales/en-GB/teachers/the-cover-up.ftl";

fn id(text: &str) -> LessonId {
    LessonId::new(text).unwrap()
}

fn step(text: &str) -> StepId {
    StepId::new(text).unwrap()
}

fn one_of(field: &'static str, found: &str, known: &[&str]) -> K {
    K::NotOneOf { field, found: found.into(), known: known.join(", ") }
}

/// The names of all of something, as lesson files write them.
macro_rules! names {
    ($kind:ident) => {
        names!($kind.name)
    };
    ($kind:ident.$way:ident) => {
        $kind::ALL.iter().map(|each| each.$way()).collect::<Vec<&str>>()
    };
}

/// Changes a lesson and says what has to be found where.
fn changed(copy: &Copy, file: &str, from: &str, to: &str, at: &str, what: K) -> Vec<Fault> {
    copy.edit(file, from, to);
    vec![copy.at(file, at, what)]
}

fn count(field: &'static str, found: usize, least: usize, most: usize) -> K {
    K::Count(Counted { field, found, least, most })
}

fn too_long(key: &str, length: Length, words: usize, most: usize) -> K {
    K::TooLong(TooLong { key: key.into(), length, words, most, key_stage: KeyStage::Ks1 })
}

pub(super) const OF_LESSONS: &[Plant] = &[
    // The file as such.
    |copy| changed(copy, COVER_UP, "minutes: 2,", "minutes: 2", "remember:", K::Ron { why: "expected comma".into() }),
    |copy| changed(copy, COVER_UP, "format: 1,", "format: 977,", "977,", K::FormatUnknown { found: 977, known: 1 }),
    |copy| {
        let what = K::Id(IdError::Character("the cover up".into()));
        changed(copy, COVER_UP, "id: \"the-cover-up\"", "id: \"the cover up\"", "\"the cover up\"", what)
    },
    |copy| {
        let renamed = "lessons/ks1/under-cover.ron";
        copy.write(renamed, copy.read(COVER_UP));
        copy.remove(COVER_UP);
        vec![copy.at(renamed, "\"the-cover-up\"", K::LessonFileName { id: id("the-cover-up") })]
    },
    |copy| {
        let again = "lessons/ks2/the-cover-up.ron";
        copy.write(again, copy.read(COVER_UP).replace("\"ks1.tell-someone\"", "\"ks2.nasty-things\""));
        let first = copy.place(COVER_UP, "\"the-cover-up\"");
        vec![copy.at(again, "\"the-cover-up\"", K::LessonTwice { id: id("the-cover-up"), first })]
    },
    |copy| {
        let (from, to) = ("\"ks1.tell-someone\"", "\"ks2.nasty-things\"");
        changed(copy, COVER_UP, from, to, to, K::LessonElsewhere { rule: rule("ks2.nasty-things") })
    },
    |copy| {
        let (from, to) = ("\"ks1.tell-someone\"", "\"ks1.tell-nobody\"");
        changed(copy, COVER_UP, from, to, to, K::RuleUnknown { rule: rule("ks1.tell-nobody") })
    },
    |copy| {
        let what = one_of("strands", "Owls", &names!(Strand));
        changed(copy, COVER_UP, "[ManagingInformation, ", "[Owls, ", "Owls, ", what)
    },
    |copy| {
        let (from, to) = ("[ManagingInformation, HealthWellbeingLifestyle]", "[]");
        changed(copy, COVER_UP, from, to, "[],\n    minutes", count("strands", 0, 1, 4))
    },
    |copy| {
        let what = K::Range { field: "minutes", found: 20, least: 1, most: 10 };
        changed(copy, COVER_UP, "minutes: 2", "minutes: 20", "20", what)
    },
    |copy| {
        let (from, to) = ("[\"the-cover-up-listen-1\", \"the-cover-up-listen-2\"]", "[]");
        changed(copy, COVER_UP, from, to, "[],\n    ),\n    scenes", count("listen_for", 0, 1, 4))
    },
    // Scenes.
    |copy| {
        let (from, to) =
            ("id: \"owls\",\n            place: \"classroom\"", "id: \"owls\",\n            place: \"moon\"");
        changed(copy, COVER_UP, from, to, "\"moon\"", one_of("place", "moon", &names!(Setting.code)))
    },
    |copy| {
        let (from, to) = ("(who: Aisha, face: Happy, at: 30)", "(who: Grandad, face: Happy, at: 30)");
        changed(copy, COVER_UP, from, to, "Grandad", one_of("who", "Grandad", &names!(Person)))
    },
    |copy| {
        let (from, to) = ("(who: Aisha, face: Happy, at: 30)", "(who: Aisha, face: Sleepy, at: 30)");
        changed(copy, COVER_UP, from, to, "Sleepy", one_of("face", "Sleepy", &names!(Face)))
    },
    |copy| {
        let what = K::Range { field: "at", found: 95, least: 10, most: 90 };
        changed(copy, COVER_UP, "(who: Aisha, face: Happy, at: 30)", "(who: Aisha, face: Happy, at: 95)", "95)", what)
    },
    |copy| {
        let from = "people: [(who: Aisha, face: Worried, at: 26), (who: MrOkoro, face: Unsure, at: 70)],\n            \
                    things: [],";
        let to = from.replace("at: 70", "at: 40");
        changed(copy, COVER_UP, from, &to, "[(who: Aisha, face: Worried, at: 26)", K::Crowded { apart: 22 })
    },
    |copy| {
        let from = "(who: MrOkoro, face: Unsure, at: 70)";
        let to = "(who: Robin, face: Unsure, at: 70)";
        changed(copy, COVER_UP, from, to, "Robin, face", K::RobinInScene)
    },
    |copy| {
        let what = K::Range { field: "at", found: 150, least: 0, most: 100 };
        changed(copy, COVER_UP, "at: (48, 62), width: 16", "at: (48, 150), width: 16", "(48, 150)", what)
    },
    |copy| {
        let what = K::Range { field: "width", found: 90, least: 3, most: 60 };
        changed(copy, COVER_UP, "at: (48, 62), width: 16", "at: (48, 62), width: 90", "90", what)
    },
    |copy| {
        let first = copy.place(COVER_UP, "\"owls\",\n            place");
        let (from, to) = ("id: \"waving\",\n            place", "id: \"owls\",\n            place");
        copy.edit(COVER_UP, "(scene: \"waving\", says: Aisha", "(scene: \"listening\", says: Aisha");
        copy.edit(COVER_UP, "(scene: \"waving\", says: Robin", "(scene: \"listening\", says: Robin");
        copy.edit(COVER_UP, from, to);
        let text = copy.read(COVER_UP);
        let line = text[..text.rfind("id: \"owls\"").unwrap()].matches('\n').count() as u32 + 1;
        let what = K::NameTwice { what: "scene", name: "owls".into(), first };
        vec![Fault { file: COVER_UP.into(), line: Some(line), column: Some(17), what }]
    },
    |copy| {
        let from = "    scenes: [\n";
        let to = "    scenes: [\n        (id: \"empty\", place: \"hall\", people: [], things: []),\n";
        changed(copy, COVER_UP, from, to, "\"empty\"", K::SceneUnused { scene: "empty".into() })
    },
    |copy| {
        let (from, to) = ("(scene: \"owls\", says: Aisha", "(scene: \"owl\", says: Aisha");
        copy.edit(COVER_UP, from, to);
        let unknown = copy.at(COVER_UP, "\"owl\"", K::SceneUnknown { scene: "owl".into() });
        vec![unknown, copy.at(COVER_UP, "\"owls\"", K::SceneUnused { scene: "owls".into() })]
    },
    |copy| {
        let (from, to) = ("(scene: \"owls\", says: Aisha", "(scene: \"owls\", says: Kofi");
        changed(copy, COVER_UP, from, to, "Kofi", K::SpeakerAbsent { who: "Kofi" })
    },
    // Steps and ways.
    |copy| {
        let kinds = ["Story", "Choose", "Sort", "Spot", "Chat", "Window", "Build", "Order"];
        changed(copy, COVER_UP, "        Order(\n", "        Dance(\n", "Dance(", one_of("steps", "Dance", &kinds))
    },
    |copy| changed(copy, COVER_UP, "id: \"order\"", "id: \"end\"", "\"end\"", K::StepCalledEnd),
    |copy| {
        let first = copy.place(COVER_UP, "\"window\"");
        let what = K::NameTwice { what: "step", name: "window".into(), first };
        changed(copy, COVER_UP, "id: \"order\"", "id:   \"window\"", "  \"window\"", what)
            .into_iter()
            .map(|fault| Fault { column: fault.column.map(|column| column + 2), ..fault })
            .collect()
    },
    |copy| {
        let (from, to) = ("id: \"start\",\n", "id: \"start\", next: Some(\"nowhere\"),\n");
        changed(copy, COVER_UP, from, to, "\"nowhere\"", K::StepUnknown { step: "nowhere".into() })
    },
    |copy| {
        let (from, to) = ("id: \"start\",\n", "id: \"start\", next: Some(\"order\"),\n");
        copy.edit(COVER_UP, from, to);
        vec![
            copy.at(COVER_UP, "\"window\"", K::StepUnreachable { step: step("window") }),
            copy.at(COVER_UP, "\"busy\",\n            scene", K::StepUnreachable { step: step("busy") }),
        ]
    },
    |copy| {
        copy.edit(COVER_UP, "id: \"order\",\n", "id: \"order\", next: Some(\"busy\"),\n");
        let circle = |at: &str, name: &str| copy.at(COVER_UP, at, K::StepWithoutExit { step: step(name) });
        vec![
            circle("\"start\"", "start"),
            circle("\"window\"", "window"),
            circle("\"busy\",\n            scene", "busy"),
            circle("\"order\"", "order"),
        ]
    },
    |copy| {
        // Whoever waits or asks another adult comes back to the question; only saying nothing leads on.
        for words in ["the-cover-up-wait", "the-cover-up-other-adult"] {
            let from = format!("words: \"{words}\",\n");
            copy.edit(COVER_UP, &from, &format!("words: \"{words}\", next: Some(\"busy\"),\n"));
        }
        vec![copy.at(COVER_UP, "\"start\"", K::NoRightEnding)]
    },
    // Activities.
    |copy| {
        let from = "then: [(scene: \"listening\", says: Robin, words: \"the-cover-up-another\")]";
        changed(copy, COVER_UP, from, "then: []", "[],\n                ),", K::NoConsequence)
    },
    |copy| {
        let text = copy.read(COVER_UP);
        copy.write(COVER_UP, text.replace("fits: true", "fits: false"));
        vec![copy.at(
            COVER_UP,
            "[\n                (\n                    words: \"the-cover-up-wait\"",
            K::NothingFits,
        )]
    },
    |copy| {
        let (from, to) = ("(id: \"stop\", words", "(id: \"go\", words");
        let first = copy.place(LIGHTS, "\"go\", words");
        copy.edit(LIGHTS, from, to);
        let text = copy.read(LIGHTS);
        let at = text.rfind("\"go\", words").unwrap();
        let line = text[..at].matches('\n').count() as u32 + 1;
        let column = Some((at - text[..at].rfind('\n').unwrap()) as u32);
        let what = K::NameTwice { what: "box", name: "go".into(), first };
        vec![Fault { file: LIGHTS.into(), line: Some(line), column, what }]
    },
    |copy| {
        let card = "picture: \"things/star.svg\",\n                    fits: [\"go\"]";
        let to = card.replace("\"go\"", "\"up\"");
        changed(copy, LIGHTS, card, &to, "\"up\"", K::BoxUnknown { name: "up".into() })
    },
    |copy| {
        let card = "picture: \"things/star.svg\",\n                    fits: [\"go\"]";
        let to = card.replace("[\"go\"]", "[]");
        changed(
            copy,
            LIGHTS,
            card,
            &to,
            "[],\n                    because: \"traffic-lights-star-why\"",
            K::NothingFits,
        )
    },
    |copy| {
        let text = copy.read(PICTURE);
        copy.write(PICTURE, text.replace("counts: true", "counts: false"));
        vec![copy.at(
            PICTURE,
            "[\n                (\n                    picture: \"things/picture-rocket.svg\"",
            K::NothingFits,
        )]
    },
    |copy| {
        let known: Vec<&str> = names!(Person).into_iter().chain(["Other"]).collect();
        let (from, to) =
            ("(from: Zofia, words: \"the-prize-letter-what", "(from: Nobody, words: \"the-prize-letter-what");
        changed(copy, LETTER, from, to, "Nobody", one_of("from", "Nobody", &known))
    },
    |copy| {
        let what = one_of("does", "Shout", &names!(Doing));
        changed(
            copy,
            LETTER,
            "does: Say,\n                    fits: false,\n                    then: [(from: Yusuf",
            "does: Shout,\n                    fits: false,\n                    then: [(from: Yusuf",
            "Shout",
            what,
        )
    },
    |copy| {
        let (from, to) = ("\"the-secret-keeper-pickle\", kind: Plain", "\"the-secret-keeper-pickle\", kind: Sour");
        changed(copy, KEEPER, from, to, "Sour", one_of("kind", "Sour", &names!(WordKind)))
    },
    |copy| {
        let what = K::Range { field: "slots", found: 7, least: 3, most: 4 };
        changed(copy, KEEPER, "slots: 3", "slots: 7", "7,", what)
    },
    |copy| {
        let from = "                (words: \"the-cover-up-card-leave\", picture: \"things/tablet.svg\"),\n";
        copy.edit(COVER_UP, from, "");
        vec![copy.at(COVER_UP, "[\n                (words: \"the-cover-up-card-hide\"", count("cards", 2, 3, 5))]
    },
    |copy| {
        let (from, to) = ("adult: MrOkoro,", "adult: Nobody,");
        changed(copy, COVER_UP, from, to, "Nobody", one_of("adult", "Nobody", &names!(Person)))
    },
    |copy| {
        let (from, to) = ("page: \"things/tablet-owl.svg\"", "page: \"../tablet-owl.svg\"");
        let (by, picture) = (PicturedBy::Lesson(id("the-cover-up")), "../tablet-owl.svg".into());
        changed(copy, COVER_UP, from, to, "\"../tablet-owl.svg\"", K::PicturePath { by, picture })
    },
    |copy| {
        let (from, to) = ("picture: \"things/hourglass.svg\"", "picture: \"things/sand.svg\"");
        let (by, picture) = (PicturedBy::Lesson(id("the-cover-up")), "things/sand.svg".into());
        changed(copy, COVER_UP, from, to, "\"things/sand.svg\"", K::PictureMissing { by, picture })
    },
    // Words.
    |copy| {
        let (from, to) = ("words: \"the-cover-up-wait\"", "words: \"wait-by-him\"");
        copy.edit(COVER_UP, from, to);
        let by = NamedBy::Lesson(id("the-cover-up"));
        let file = "lessons/the-cover-up.ftl".into();
        let missing = K::WordsMissing { by, key: "wait-by-him".into(), language: "en-GB".into(), file };
        vec![
            copy.at(COVER_UP, "\"wait-by-him\"", K::KeyPrefix { key: "wait-by-him".into(), id: id("the-cover-up") }),
            copy.at(COVER_UP, "\"wait-by-him\"", missing),
        ]
    },
    |copy| {
        copy.append(NOTES, "the-cover-up-nobody-reads = x\n");
        vec![copy.at(NOTES, "the-cover-up-nobody-reads", K::MessageUnused { key: "the-cover-up-nobody-reads".into() })]
    },
    |copy| {
        let moved = copy.unsay(NOTES, "the-cover-up-aim");
        copy.append("locales/en-GB/documents.ftl", &moved);
        let file = "teachers/the-cover-up.ftl".into();
        let what = K::MessageElsewhere { key: "the-cover-up-aim".into(), file };
        vec![copy.at("locales/en-GB/documents.ftl", "the-cover-up-aim", what)]
    },
    |copy| {
        let words = "I do not like it because it came up all by itself.";
        copy.say_aloud(WORDS, "the-cover-up-oh-no", words);
        vec![copy.at(WORDS, "the-cover-up-oh-no", too_long("the-cover-up-oh-no", Length::Sentence, 12, 10))]
    },
    |copy| {
        let words = "One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten. Eleven. Twelve. Thirteen. Fourteen. \
                     Fifteen. Sixteen. Seventeen. Eighteen. Nineteen. Twenty. More.";
        copy.say_aloud(WORDS, "the-cover-up-oh-no", words);
        vec![copy.at(WORDS, "the-cover-up-oh-no", too_long("the-cover-up-oh-no", Length::Message, 21, 20))]
    },
    |copy| {
        copy.say_aloud(WORDS, "the-cover-up-forget", "Say nothing at all about it");
        vec![copy.at(WORDS, "the-cover-up-forget", too_long("the-cover-up-forget", Length::Label, 6, 5))]
    },
    |copy| {
        copy.say_aloud(
            WORDS,
            "the-cover-up-what-now",
            "What could Aisha do now. And after that. And what comes then. And then?",
        );
        vec![copy.at(WORDS, "the-cover-up-what-now", too_long("the-cover-up-what-now", Length::Question, 14, 12))]
    },
    |copy| {
        copy.say(WORDS, "the-cover-up-owls", "Look, { $count } owls.");
        let what = K::WordsNotPlain { key: "the-cover-up-owls".into() };
        let line = copy.clip_line("the-cover-up-owls");
        copy.edit(super::copy::MANIFEST, &line, "");
        copy.remove("assets/narration/en-GB/the-cover-up-owls.ogg");
        vec![copy.at(WORDS, "the-cover-up-owls", what)]
    },
    |copy| {
        let labels = ["go", "ask", "stop", "star", "rubbish", "my-hair", "his-hair", "yes"];
        for label in labels {
            copy.say_aloud(LIGHTS_WORDS, &format!("traffic-lights-{label}"), "Five words for one label");
        }
        let words = 5 * labels.len() + 6;
        let what = K::ScreenTooFull { step: step("lights"), words, most: 40, key_stage: KeyStage::Ks1 };
        vec![copy.at(LIGHTS, "\"lights\"", what)]
    },
];
