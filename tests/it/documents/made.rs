//! Made-up classes and sheets to print.

use jiff::civil::{Date, date};
use promise_tree::content::{Content, Words};
use promise_tree::documents::{AgreementPrinted, ClassList, ParentSheet, Press, Row, RulePrinted};
use promise_tree::domain::agreement::{Approval, Audience, Fingerprint};
use promise_tree::domain::mark::{Ink, Mark, Point, Stroke};
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::YearGroup;
use promise_tree::ledger::Head;
use std::path::Path;
use std::sync::OnceLock;

pub(super) const TODAY: Date = date(2026, 11, 22);

/// The shipped English words.
pub(super) fn words() -> &'static Words {
    content().english()
}

/// What ships.
pub(super) fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    let load = || Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|faults| panic!("{faults:?}"));
    CONTENT.get_or_init(load)
}

pub(super) fn press() -> &'static Press {
    static PRESS: OnceLock<Press> = OnceLock::new();
    PRESS.get_or_init(Press::new)
}

pub(super) fn agreement(audience: Audience) -> AgreementPrinted {
    AgreementPrinted {
        title: "Keeping safe online".into(),
        audience,
        version: 3,
        fingerprint: Fingerprint(std::array::from_fn(|i| (i as u8).wrapping_mul(37))),
        language: "English".into(),
        approval: Some(Approval { by: "the governing body".into(), on: date(2026, 9, 1), review_by: date(2027, 9, 1) }),
    }
}

pub(super) fn wave(seed: u16) -> Mark {
    let points = (0..40).map(|i| Point(100 + i * 40, 420 + ((i * (7 + seed % 5)) % 11) * 20)).collect();
    Mark::Ink(Ink { strokes: vec![Stroke(points), Stroke(vec![Point(1500, 200), Point(1600, 260)])] })
}

pub(super) fn row(name: &str, outcome: Option<Outcome>) -> Row {
    let promised = outcome.is_some_and(Outcome::is_promise);
    Row {
        name: name.into(),
        outcome,
        when: promised.then(|| TODAY.at(9, 20, 0, 0)),
        mark: promised.then(|| wave(name.len() as u16)),
    }
}

pub(super) fn list(rows: Vec<Row>) -> ClassList {
    ClassList {
        school: "Willow Lane Primary".into(),
        class: "Willow".into(),
        year: Some(YearGroup::Year2),
        agreement: agreement(Audience::Ks1Pupils),
        date: TODAY,
        witnesses: vec!["Mr J Okoro".into()],
        rows,
        head: Head { sequence: 214, hash: [0x5b; 32] },
    }
}

pub(super) fn class_of(children: usize) -> ClassList {
    list((1..=children).map(|n| row(&format!("Child Number{n:02}"), Some(Outcome::Agreed))).collect())
}

pub(super) fn every_outcome() -> Vec<Option<Outcome>> {
    Outcome::ALL.into_iter().map(Some).chain([None]).collect()
}

pub(super) fn rules(pairs: &[(&str, Option<&str>)]) -> Vec<RulePrinted> {
    let rule = |(words, more): &(&str, Option<&str>)| RulePrinted {
        words: (*words).to_owned(),
        more: more.map(str::to_owned),
    };
    pairs.iter().map(rule).collect()
}

pub(super) fn ks1() -> Vec<RulePrinted> {
    rules(&[
        ("I use school computers and tablets for school work.", None),
        ("I only open and delete my own work.", None),
        (
            "If I see something nasty, I hide it and tell my teacher.",
            Some("I never look for, save or send nasty things on purpose."),
        ),
        ("I choose to be kind and careful on every screen.", Some("How I behave is up to me. Rules keep me safe.")),
        ("Grown-ups may check what I do, to keep me safe.", Some("If they are worried, they may talk to my family.")),
    ])
}

pub(super) fn ks2() -> Vec<RulePrinted> {
    rules(&[
        ("I use school devices for school purposes.", None),
        ("I only open email attachments from people I know, or ones my teacher has approved.", None),
        ("I keep my school passwords to myself.", None),
        ("I only open and delete my own files.", None),
        ("When I contact other children or adults, I am responsible, polite and sensible.", None),
        (
            "I never look for, save, share or send anything nasty on purpose.",
            Some("If I find something by accident, I hide it and tell my teacher at once."),
        ),
        (
            "On my own phone too, I think before I comment, react or post.",
            Some("That goes for photos, and for anything about other pupils."),
        ),
        (
            "I never give out my name, phone number or home address online.",
            Some("I never arrange to meet someone I met online."),
        ),
        ("How I behave online is up to me.", Some("The rules are there to keep me safe.")),
        (
            "I help our whole school to stay safe online.",
            Some("I never post pictures, videos, sounds or words that could upset anyone in our school."),
        ),
        (
            "Staff may check what I do on school devices.",
            Some("They may contact my family if they are worried about my online safety."),
        ),
    ])
}

pub(super) fn sheet(rules: Vec<RulePrinted>, outcome: Option<Outcome>) -> ParentSheet {
    ParentSheet {
        given_name: "Aisha".into(),
        full_name: "Aisha Begum".into(),
        school: "Willow Lane Primary".into(),
        class: "Willow".into(),
        date: TODAY,
        agreement: agreement(Audience::Ks1Pupils),
        rules,
        outcome,
        mark: outcome.is_some_and(Outcome::is_promise).then(|| wave(3)),
        witnesses: vec!["Mr J Okoro".into()],
        ask_at_home: vec![
            "Who would you tell if something online made you feel funny inside?".into(),
            "Why do we hide a nasty picture instead of closing it?".into(),
            "Which of these promises is the hardest to keep?".into(),
        ],
        code: outcome.is_some_and(Outcome::is_promise).then(|| format!("PT1{}", "MFRGGZDF".repeat(165))),
    }
}
