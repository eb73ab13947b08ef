//! What ships has no fault; and each fault, planted into a copy of it, is found at its place and is the only one found.

use super::copy::{Copy, MANIFEST, shipped, whole};
use super::lesson_faults::OF_LESSONS;
use promise_tree::content::{Fault, FaultKind as K, NamedBy, PicturedBy, check};
use promise_tree::domain::agreement::{Audience, SignedField};
use promise_tree::domain::ids::{AgreementId, IdError, RuleId};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const KS1: &str = "lessons/agreements/ks1-pupils.ron";
const KS2: &str = "lessons/agreements/ks2-pupils.ron";
const AGREEMENTS: &str = "locales/en-GB/agreements.ftl";
const CHILD: &str = "locales/en-GB/child.ftl";
const DATES: &str = "locales/en-GB/dates.ftl";
const WELSH: &str = "locales/cy/child.ftl";
const WHOSE: &str = "lessons/ks1/whose-picture.ron";
const PICTURE: &str = "assets/pictures/rules/ks1-own-files.svg";
/// An agreement beside the two that ship; what is wrong with it goes where the dots are.
const THIRD: &str = "lessons/agreements/third.ron";
/// The beginning of a rule of [`KS1`].
const OWN_FILES: &str = r#"(id: "ks1.own-files", words: "ks1-own-files", "#;

/// Plants one fault (or a fault and what follows from it) and says what has to be found.
pub(super) type Plant = fn(&Copy) -> Vec<Fault>;

pub(super) fn rule(id: &str) -> RuleId {
    RuleId::new(id).unwrap()
}

/// What follows when no agreement has the rule any more that a lesson teaches.
fn taught_in_vain(copy: &Copy) -> Fault {
    copy.at(WHOSE, "\"ks1.own-files\"", K::RuleUnknown { rule: rule("ks1.own-files") })
}

fn agreement(id: &str) -> AgreementId {
    AgreementId::new(id).unwrap()
}

fn key() -> String {
    "tree-count".into()
}

fn third(audience: &str, rules: &str) -> String {
    format!(
        "(format: 1, id: \"third\", audience: {audience}, version: 1, title: \"agreement-ks2-title\", \
         signed_with: [Name], optional: false, rules: [{rules}], addenda: [], ask_at_home: [])\n"
    )
}

#[test]
fn what_ships_has_no_fault() {
    let faults: Vec<String> = check(shipped()).iter().map(Fault::to_string).collect();
    assert_eq!(faults, [""; 0], "\n{}", faults.join("\n"));
}

const OF_FILES: &[Plant] = &[
    |copy| {
        copy.remove(MANIFEST);
        copy.write(&format!("{MANIFEST}/in-its-place"), "");
        let why = fs::read(copy.path().join(MANIFEST)).unwrap_err().kind();
        vec![whole(MANIFEST, K::Unreadable { why })]
    },
    |copy| {
        copy.write("locales/en-GB/extra.ftl", b"extra = x\nmore = \xff\n");
        let [line, column] = [Some(2), Some(8)];
        vec![Fault { file: "locales/en-GB/extra.ftl".into(), line, column, what: K::NotUtf8 }]
    },
];

const OF_AGREEMENTS: &[Plant] = &[
    |copy| {
        copy.edit(KS2, "version: 1,", "version: 1");
        vec![copy.at(KS2, "title:", K::Ron { why: "expected comma".into() })]
    },
    |copy| {
        copy.edit(KS1, "optional: false,", "optional: false, colour: 1,");
        let known = &[
            "format",
            "id",
            "audience",
            "version",
            "title",
            "signed_with",
            "optional",
            "rules",
            "addenda",
            "ask_at_home",
        ];
        vec![copy.at(KS1, "colour", K::FieldUnknown { field: "colour".into(), known })]
    },
    |copy| {
        copy.edit(KS1, "    optional: false,\n", "");
        vec![copy.at(KS1, "(\n    format", K::FieldMissing { field: "optional" })]
    },
    |copy| {
        copy.edit(KS1, OWN_FILES, r#"(id: "ks1.own-files", "#);
        vec![copy.at(KS1, r#"(id: "ks1.own-files""#, K::FieldMissing { field: "words" })]
    },
    |copy| {
        copy.edit(KS1, "optional: false,", "optional: false, optional: true,");
        vec![copy.at(KS1, "optional: true", K::FieldTwice { field: "optional" })]
    },
    |copy| {
        copy.edit(KS1, "version: 1,", "version: \"one\",");
        vec![copy.at(KS1, "\"one\"", K::FieldValue { field: "version", why: "expected integer".into() })]
    },
    |copy| {
        copy.edit(KS1, "format: 1,", "format: /* new */ 2,");
        vec![copy.at(KS1, "2,\n    id", K::FormatUnknown { found: 2, known: 1 })]
    },
    |copy| {
        copy.edit(KS1, "\"ks1.own-files\"", "\"ks1.own files\"");
        vec![copy.at(KS1, "\"ks1.own files\"", K::Id(IdError::Character("ks1.own files".into())))]
    },
    |copy| {
        let renamed = "lessons/agreements/little-ones.ron";
        copy.write(renamed, copy.read(KS1));
        copy.remove(KS1);
        vec![copy.at(renamed, "\"ks1-pupils\"", K::FileName { id: agreement("ks1-pupils") })]
    },
    |copy| {
        let only = r#"(id: "ks2.third", words: "ks2-passwords", picture: "rules/ks2-passwords.svg")"#;
        copy.write(THIRD, third("Ks2Pupils", only));
        let (id, other) = (agreement("third"), agreement("ks2-pupils"));
        vec![copy.at(THIRD, "Ks2Pupils", K::AudienceTwice { id, other, audience: Audience::Ks2Pupils })]
    },
    |copy| {
        copy.edit(KS1, "version: 1,", "version: 0,");
        vec![copy.at(KS1, "0,", K::VersionZero)]
    },
    |copy| {
        copy.write(THIRD, third("Ks2Pupils", ""));
        vec![copy.at(THIRD, "[], addenda", K::NoRules)]
    },
    |copy| {
        copy.remove(KS1);
        copy.remove(KS2);
        vec![whole("lessons/agreements", K::NoAgreements)]
    },
    |copy| {
        copy.edit(KS1, "addenda: []", "addenda: [1]");
        vec![copy.at(KS1, "[1]", K::Addenda)]
    },
    |copy| {
        copy.edit(KS1, "signed_with: [Name, Date]", "signed_with: []");
        vec![copy.at(KS1, "[],\n    optional", K::SignedWithNothing)]
    },
    |copy| {
        copy.edit(KS1, "signed_with: [Name, Date]", "signed_with: [Name, Date, Name]");
        vec![copy.at(KS1, "Name]", K::SignedTwice { field: SignedField::Name })]
    },
    |copy| {
        copy.edit(KS1, "\"ks1.own-files\"", "\"own-files\"");
        let audience = Audience::Ks1Pupils;
        let prefix = K::RulePrefix { rule: rule("own-files"), audience, prefix: "ks1." };
        vec![copy.at(KS1, "\"own-files\"", prefix), taught_in_vain(copy)]
    },
    |copy| {
        copy.edit(KS1, OWN_FILES, r#"(id: "ks1.school-work", words: "ks1-own-files", "#);
        let first = copy.place(KS1, r#""ks1.school-work", words: "ks1-school-work""#);
        let what = K::RuleTwice { rule: rule("ks1.school-work"), first };
        vec![copy.at(KS1, r#""ks1.school-work", words: "ks1-own-files""#, what), taught_in_vain(copy)]
    },
    |copy| {
        copy.edit(KS1, OWN_FILES, &format!("{OWN_FILES}more: Some(\"ks1-school-work\"), "));
        let (rule, other) = (rule("ks1.own-files"), rule("ks1.school-work"));
        vec![copy.at(KS1, "\"ks1-school-work\")", K::WordsTwice { rule, key: "ks1-school-work".into(), other })]
    },
];

fn words_missing(by: NamedBy, key: &str, file: &'static str) -> K {
    K::WordsMissing { by, key: key.into(), language: "en-GB".into(), file: file.into() }
}

const OF_WORDS: &[Plant] = &[
    |copy| {
        copy.edit(KS1, OWN_FILES, &format!("{OWN_FILES}more: Some(\"ks1-y\"), "));
        vec![copy.at(KS1, "\"ks1-y\"", words_missing(NamedBy::Rule(rule("ks1.own-files")), "ks1-y", "agreements.ftl"))]
    },
    |copy| {
        copy.edit(KS1, "ask_at_home: [", "ask_at_home: [\"no-such\", ");
        let by = NamedBy::Question(agreement("ks1-pupils"));
        vec![copy.at(KS1, "\"no-such\"", words_missing(by, "no-such", "documents.ftl"))]
    },
    |copy| {
        copy.edit(KS1, "\"agreement-ks1-title\"", "\"no-such\"");
        let by = NamedBy::Title(agreement("ks1-pupils"));
        let unused = K::MessageUnused { key: "agreement-ks1-title".into() };
        vec![
            copy.at(KS1, "\"no-such\"", words_missing(by, "no-such", "agreements.ftl")),
            copy.at(AGREEMENTS, "agreement-ks1-title", unused),
        ]
    },
    |copy| {
        copy.unsay(CHILD, "tree-count");
        vec![whole(CHILD, K::MessageMissing { key: key() })]
    },
    |copy| {
        copy.append(CHILD, "nobody-asks = { $name }\n");
        vec![copy.at(CHILD, "nobody-asks", K::MessageUnused { key: "nobody-asks".into() })]
    },
    |copy| {
        let message = copy.unsay(CHILD, "tree-count");
        copy.append(DATES, &message);
        vec![copy.at(DATES, "tree-count", K::MessageElsewhere { key: key(), file: "child.ftl".into() })]
    },
    |copy| {
        copy.append(DATES, "tree-count = { $promised }\n");
        let first = copy.place(CHILD, "tree-count");
        vec![copy.at(DATES, "tree-count", K::MessageTwice { key: key(), first })]
    },
    |copy| {
        copy.unsay(CHILD, "tree-count");
        copy.append(CHILD, "tree-count =\n    .label = Count\n");
        vec![copy.at(CHILD, "tree-count", K::NoText { key: key() })]
    },
    |copy| {
        copy.say(AGREEMENTS, "ks1-own-files", "I only open { $whose } work.");
        let key = || "ks1-own-files".into();
        vec![
            copy.at(MANIFEST, "\"ks1-own-files\"", K::ClipUnused { key: key() }),
            copy.at(AGREEMENTS, "ks1-own-files", K::WordsNotPlain { key: key() }),
        ]
    },
    |copy| {
        let long = "I only open and delete my own work – and nobody else’s work, ever, ever.";
        copy.say_aloud(AGREEMENTS, "ks1-own-files", long);
        let (key, audience) = ("ks1-own-files".into(), Audience::Ks1Pupils);
        vec![copy.at(AGREEMENTS, "ks1-own-files", K::WordsTooMany { key, words: 14, most: 12, audience })]
    },
    |copy| {
        copy.append(CHILD, "\nnot fluent\n");
        vec![copy.at(CHILD, "fluent\n", K::Fluent { why: "expected a token starting with \"=\"".into() })]
    },
    |copy| {
        copy.say(CHILD, "tree-count", "{ $promise } of { $total }");
        let what = K::VariableUnknown { key: key(), variable: "promise".into(), given: &["promised", "total"] };
        vec![copy.at(CHILD, "tree-count", what)]
    },
    |copy| {
        copy.say(CHILD, "tree-count", "{ $promised } { -leaves } of { $total }");
        vec![copy.at(CHILD, "tree-count", K::ReferenceMissing { key: key(), to: "-leaves".into() })]
    },
    |copy| {
        copy.say(CHILD, "tree-count", "{ NUMBER($promised) } of { $total }");
        vec![copy.at(CHILD, "tree-count", K::FunctionUnknown { key: key(), function: "NUMBER".into() })]
    },
];

const OF_LANGUAGES: &[Plant] = &[
    |copy| {
        copy.translate_into("en_gb");
        vec![whole("locales/en_gb", K::LanguageTag { name: "en_gb".into() })]
    },
    |copy| {
        copy.translate_into("cy");
        copy.remove("locales/en-GB");
        copy.remove("assets/narration/en-GB");
        vec![whole("locales", K::NoEnglish)]
    },
    |copy| {
        copy.translate_into("cy");
        copy.unsay(WELSH, "tree-count");
        let what = K::TranslationMissing { key: key(), language: "cy".into(), english: "… of …".into() };
        vec![whole(WELSH, what)]
    },
    |copy| {
        copy.translate_into("cy");
        copy.append(WELSH, "coeden = Coeden\n");
        vec![copy.at(WELSH, "coeden", K::TranslationExtra { key: "coeden".into() })]
    },
    |copy| {
        copy.translate_into("cy");
        copy.say(WELSH, "tree-count", "{ $promised }");
        let [expected, found] =
            [&["promised", "total"][..], &["promised"]].map(|names| names.iter().map(|name| (*name).into()).collect());
        vec![copy.at(WELSH, "tree-count", K::VariablesDiffer { key: key(), expected, found })]
    },
    |copy| {
        copy.translate_into("cy");
        let message = copy.unsay(WELSH, "tree-count");
        copy.append("locales/cy/dates.ftl", &message);
        let what = K::MessageElsewhere { key: key(), file: "child.ftl".into() };
        vec![copy.at("locales/cy/dates.ftl", "tree-count", what)]
    },
    |copy| {
        copy.translate_into("cy");
        copy.say(
            "locales/cy/agreements.ftl",
            "ks1-own-files",
            "un dau tri pedwar pump chwech saith wyth naw deg 11 12 13",
        );
        let (key, audience) = ("ks1-own-files".into(), Audience::Ks1Pupils);
        let what = K::WordsTooMany { key, words: 13, most: 12, audience };
        vec![copy.at("locales/cy/agreements.ftl", "ks1-own-files", what)]
    },
];

const OF_PICTURES: &[Plant] = &[
    |copy| {
        copy.edit(KS1, "\"rules/ks1-own-files.svg\"", "\"../ks1-own-files.svg\"");
        copy.remove(PICTURE);
        let (by, picture) = (PicturedBy::Rule(rule("ks1.own-files")), "../ks1-own-files.svg".into());
        vec![copy.at(KS1, "\"../ks1-own-files.svg\"", K::PicturePath { by, picture })]
    },
    |copy| {
        copy.remove(PICTURE);
        let (by, picture) = (PicturedBy::Rule(rule("ks1.own-files")), "rules/ks1-own-files.svg".into());
        vec![copy.at(KS1, "\"rules/ks1-own-files.svg\"", K::PictureMissing { by, picture })]
    },
    |copy| {
        copy.write(PICTURE, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">\n</g>\n");
        let why = "expected 'svg' tag, not 'g'".into();
        vec![copy.at(PICTURE, "</g>", K::PictureSyntax { why })]
    },
    |copy| {
        copy.write(PICTURE, "\n<html/>\n");
        vec![copy.at(PICTURE, "<html/>", K::PictureNotSvg)]
    },
    |copy| {
        copy.write(PICTURE, "\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>\n");
        vec![copy.at(PICTURE, "<svg", K::PictureViewBox)]
    },
    |copy| {
        copy.write(PICTURE, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">\n <text>Hi</text></svg>\n");
        vec![copy.at(PICTURE, "<text>", K::PictureText)]
    },
    |copy| {
        let file = "assets/pictures/stamps/rocket.svg";
        copy.remove(file);
        vec![whole(file, K::PictureNeeded)]
    },
    |copy| {
        let file = "assets/pictures/scene/nobody-draws.svg";
        copy.write(file, "<svg");
        let faults = copy.faults();
        assert_eq!(faults.iter().map(|fault| fault.file.as_path()).collect::<Vec<_>>(), [Path::new(file)]);
        faults
    },
    |copy| {
        let file = "assets/pictures/rules/nobody-shows.svg";
        copy.write(file, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>");
        vec![whole(file, K::PictureUnused)]
    },
];

const OF_NARRATION: &[Plant] = &[
    |copy| {
        copy.remove("assets/narration/en-GB");
        vec![whole(MANIFEST, K::NarrationMissing { language: "en-GB".into() })]
    },
    |copy| {
        copy.write("assets/narration/pl/manifest.json", "{}");
        vec![whole("assets/narration/pl", K::NarrationAlone { language: "pl".into() })]
    },
    |copy| {
        copy.edit(MANIFEST, "  \"clips\": {", "  \"clips\" {");
        let Fault { file, line, .. } = copy.at(MANIFEST, "\"clips\"", K::NotUtf8);
        vec![Fault { file, line, column: Some(11), what: K::Manifest { why: "expected `:`".into() } }]
    },
    |copy| {
        copy.edit(MANIFEST, "\"format\": 1,", "\"format\": 2,");
        vec![copy.at(MANIFEST, "\"format\"", K::ManifestFormat { found: 2, known: 1 })]
    },
    |copy| {
        copy.edit(MANIFEST, "\"language\": \"en-GB\"", "\"language\": \"cy\"");
        let what = K::ManifestLanguage { found: "cy".into(), folder: "en-GB".into() };
        vec![copy.at(MANIFEST, "\"language\"", what)]
    },
    |copy| {
        copy.edit(MANIFEST, &copy.clip_line("i-promise"), "");
        copy.remove("assets/narration/en-GB/i-promise.ogg");
        let what = K::ClipMissing { key: "i-promise".into(), language: "en-GB".into() };
        vec![copy.at(CHILD, "i-promise", what)]
    },
    |copy| {
        copy.say(CHILD, "i-promise", "Yes");
        vec![copy.at(CHILD, "i-promise", K::ClipStale { key: "i-promise".into() })]
    },
    |copy| {
        copy.remove("assets/narration/en-GB/i-promise.ogg");
        vec![copy.at(MANIFEST, "\"i-promise\"", K::ClipGone { key: "i-promise".into() })]
    },
    |copy| {
        copy.write("assets/narration/en-GB/i-promise.ogg", "OggS, but another");
        vec![copy.at(MANIFEST, "\"i-promise\"", K::ClipChanged { key: "i-promise".into() })]
    },
    |copy| {
        let line = copy.clip_line("i-promise");
        copy.edit(MANIFEST, &line, &line.replace("\"words\": [", "\"words\": [0, "));
        vec![copy.at(MANIFEST, "\"i-promise\"", K::ClipWords { key: "i-promise".into() })]
    },
    |copy| {
        let line = copy.clip_line("i-promise");
        copy.edit(MANIFEST, &line, &format!("{line}{}", line.replace("\":", "\" :")));
        vec![copy.at(MANIFEST, "\"i-promise\" :", K::ClipTwice { key: "i-promise".into() })]
    },
    |copy| {
        let line = copy.clip_line("i-promise");
        copy.edit(MANIFEST, &line, &format!("{line}{}", line.replace("i-promise", "nobody-says")));
        vec![copy.at(MANIFEST, "\"nobody-says\"", K::ClipUnused { key: "nobody-says".into() })]
    },
    |copy| {
        copy.write("assets/narration/en-GB/nobody-says.ogg", "OggS");
        vec![whole("assets/narration/en-GB/nobody-says.ogg", K::ClipUnlisted)]
    },
];

const ALL: [&[Plant]; 7] = [OF_FILES, OF_AGREEMENTS, OF_LESSONS, OF_WORDS, OF_LANGUAGES, OF_PICTURES, OF_NARRATION];

/// Every kind of fault by its name. A new kind does not compile until it is named here, and does not pass until planted.
macro_rules! kinds {
    ($($kind:ident)+) => {
        const KINDS: &[&str] = &[$(stringify!($kind)),+];

        fn name_of(kind: &K) -> &'static str {
            match kind {
                $(K::$kind { .. } => stringify!($kind),)+
            }
        }
    };
}

kinds! {
    Unreadable NotUtf8
    Ron FieldUnknown FieldMissing FieldTwice FieldValue FormatUnknown Id FileName AudienceTwice VersionZero NoRules
    NoAgreements Addenda SignedWithNothing SignedTwice RulePrefix RuleTwice WordsTwice
    LessonFileName LessonTwice LessonElsewhere RuleUnknown NotOneOf Count Range NameTwice StepCalledEnd StepUnknown
    StepUnreachable StepWithoutExit NoRightEnding SceneUnknown SceneUnused SpeakerAbsent RobinInScene Crowded
    NothingFits NoConsequence BoxUnknown KeyPrefix TooLong ScreenTooFull
    WordsMissing MessageMissing MessageUnused MessageElsewhere MessageTwice NoText WordsNotPlain WordsTooMany Fluent
    VariableUnknown ReferenceMissing FunctionUnknown LanguageTag NoEnglish TranslationMissing TranslationExtra
    VariablesDiffer
    PicturePath PictureMissing PictureSyntax PictureNotSvg PictureViewBox PictureText PictureNeeded PictureUnused
    NarrationMissing NarrationAlone Manifest ManifestFormat ManifestLanguage ClipMissing ClipStale ClipGone ClipChanged
    ClipWords ClipTwice ClipUnused ClipUnlisted
}

#[test]
fn each_fault_is_found_at_its_place_and_nothing_else_is_reported() {
    let copy = Copy::of_the_shipped_content();
    let mut planted = BTreeSet::new();
    for plant in ALL.into_iter().flatten() {
        let mut expected = plant(&copy);
        expected.sort_by_key(|fault| (fault.file.clone(), fault.line, fault.column));
        planted.extend(expected.iter().map(|fault| name_of(&fault.what)));
        assert_eq!(copy.faults(), expected);
        copy.put_back();
        for fault in expected {
            says_what_to_do(&fault);
        }
    }
    assert_eq!(copy.faults(), []);
    let never: Vec<_> = KINDS.iter().filter(|kind| !planted.contains(*kind)).collect();
    assert!(never.is_empty(), "nobody plants {never:?}");
}

/// One line: what is wrong, then what to do; never where on this machine.
fn says_what_to_do(fault: &Fault) {
    let sentence = fault.to_string();
    let advises = sentence.contains("; ") || matches!(fault.what, K::Id(_));
    assert!(advises && !sentence.ends_with('.') && !sentence.contains('\n'), "{sentence}");
    assert!(!sentence.contains(&std::env::temp_dir().display().to_string()), "{sentence}");
}

#[test]
fn faults_in_many_places_are_all_told_at_once() {
    let copy = Copy::of_the_shipped_content();
    let mut expected: Vec<Fault> = [
        OF_AGREEMENTS.last(),
        OF_WORDS.get(4),
        OF_PICTURES.last(),
        OF_NARRATION.last(),
        OF_NARRATION.get(6),
        OF_FILES.last(),
    ]
    .into_iter()
    .flat_map(|plant| plant.unwrap()(&copy))
    .collect();
    expected.sort_by_key(|fault| (fault.file.clone(), fault.line, fault.column));
    assert!(expected.len() >= 6);
    assert_eq!(copy.faults(), expected);
}

#[test]
fn recordings_may_come_one_by_one() {
    let copy = Copy::of_the_shipped_content();
    copy.translate_into("cy");
    copy.write(
        "assets/narration/cy/manifest.json",
        r#"{"format": 1, "language": "cy", "voice": "recorded", "model": "none", "speed": 1.0, "clips": {}}"#,
    );
    assert_eq!(copy.faults(), []);
}
