//! Who is due, on the page, with the made-up school.

use super::super::bench::{self, Bench};
use super::super::orders::Seen;
use super::{DuePage, Session};
use crate::domain::ids::AgreementId;
use crate::domain::outcome::Outcome;
use crate::domain::tree::RecordedOutcome;
use crate::kiosk::school::{OpenSchool, agreement_for};
use bevy_egui::egui::{Rect, pos2};

/// 25 November 2026.
const NOW_MS: i64 = 1_795_600_000_000;

fn tap(bench: &mut Bench, page: &mut DuePage, school: &OpenSchool, name: &str) -> Option<Session> {
    let content = bench.content.clone();
    let seen = Seen { school, content: &content, now_ms: NOW_MS };
    let body = Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 774.0));
    let session = bench.tap(name, |desk, ui| page.show(desk, ui, body, &seen));
    bench.pass(Vec::new(), |desk, ui| page.show(desk, ui, body, &seen));
    session
}

/// Everybody of the first class but two has promised this version this year; one of the two promised the one before.
fn school(bench: &Bench, folder: &std::path::Path) -> OpenSchool {
    let mut school = bench::school(folder);
    let class = school.classes[0].clone();
    let agreement = agreement_for(&bench.content, &class).unwrap();
    let pupils = school.pupils_of(&class.id).to_vec();
    let promise = |place: usize, of: &AgreementId, version: u32| RecordedOutcome {
        sequence: place as u64 + 1,
        pupil: pupils[place].id.clone(),
        agreement: of.clone(),
        version,
        outcome: Outcome::Agreed,
        at_ms: NOW_MS - 86_400_000,
    };
    school.outcomes = (2..pupils.len()).map(|place| promise(place, &agreement.id, agreement.version)).collect();
    let before = agreement.version - 1;
    school.outcomes.push(promise(0, &agreement.id, before));
    let rules = agreement.rules.iter().skip(1).map(|rule| rule.id.clone()).collect();
    school.promised.insert((agreement.id.clone(), before), rules);
    school
}

#[test]
fn a_session_is_for_those_who_are_due_and_plays_the_lessons_of_the_rules_that_changed() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = Bench::new();
    let school = school(&bench, folder.path());
    let class = school.classes[0].clone();
    let agreement = agreement_for(&bench.content, &class).unwrap();
    let mut page = DuePage::default();
    assert_eq!(tap(&mut bench, &mut page, &school, &format!("due.see.{}", class.id)), None);
    assert_eq!(page.place(), "due.class");
    let session = tap(&mut bench, &mut page, &school, "due.session").expect("a session");
    let wanted = school.pupils_of(&class.id)[..2].iter().map(|pupil| pupil.id.clone()).collect();
    assert_eq!((session.class.clone(), session.only.clone()), (class.id.clone(), wanted));
    let taught: Vec<_> = session.lessons.iter().map(|id| bench.content.lesson(id).unwrap().rule.clone()).collect();
    assert_eq!(taught, [agreement.rules.get(0).unwrap().id.clone()], "the one rule that is new");
    tap(&mut bench, &mut page, &school, "due.back");
    let at_once = tap(&mut bench, &mut page, &school, &format!("due.session.{}", class.id));
    assert_eq!(at_once, Some(session), "the same in one tap");
}

#[test]
fn nobody_is_asked_while_a_tree_is_open_and_who_has_promised_is_not_listed() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = Bench::new();
    let mut school = school(&bench, folder.path());
    let class = school.classes[0].clone();
    let agreement = agreement_for(&bench.content, &class).unwrap();
    school.tree = Some(crate::domain::tree::OpenTree {
        session: crate::domain::ids::SessionId::new("s").unwrap(),
        class: class.id.clone(),
        agreement: agreement.id.clone(),
        version: agreement.version,
        witness: school.me.clone(),
        opened_ms: NOW_MS,
        absent: std::collections::BTreeSet::new(),
        lessons: Vec::new(),
    });
    let mut page = DuePage::default();
    tap(&mut bench, &mut page, &school, &format!("due.see.{}", class.id));
    assert!(!bench.map.contains_key("due.session") && bench.map.contains_key("due.back"));
    // Both promise: the class is not due any more.
    school.tree = None;
    for place in 0..2 {
        school.outcomes.push(RecordedOutcome {
            sequence: 1_000 + place as u64,
            pupil: school.pupils_of(&class.id)[place].id.clone(),
            agreement: agreement.id.clone(),
            version: agreement.version,
            outcome: Outcome::Agreed,
            at_ms: NOW_MS,
        });
    }
    tap(&mut bench, &mut page, &school, &format!("due.see.{}", school.classes[1].id));
    assert!(!bench.map.contains_key(&format!("due.see.{}", class.id)));
}

#[test]
fn in_a_session_a_promise_from_before_it_does_not_count_and_the_others_rest() {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::new();
    let mut school = school(&bench, folder.path());
    let class = school.classes[0].clone();
    let agreement = agreement_for(&bench.content, &class).unwrap();
    let pupils: Vec<_> = school.pupils_of(&class.id).iter().map(|pupil| pupil.id.clone()).collect();
    school.tree = Some(crate::domain::tree::OpenTree {
        session: crate::domain::ids::SessionId::new("s").unwrap(),
        class: class.id.clone(),
        agreement: agreement.id.clone(),
        version: agreement.version,
        witness: school.me.clone(),
        opened_ms: NOW_MS,
        absent: std::collections::BTreeSet::new(),
        lessons: Vec::new(),
    });
    assert_eq!(school.tally(&class.id, &agreement).to_come, 2, "for everybody: two have not promised");
    school.only = [pupils[0].clone(), pupils[5].clone()].into();
    let standings = school.standings_today(&class.id, &agreement);
    assert_eq!(standings.len(), 2);
    assert!(standings.values().all(|standing| !standing.is_leaf()), "the sixth child promises again");
    assert!(!school.is_asked(&pupils[1]) && school.is_asked(&pupils[5]));
    let promise = RecordedOutcome {
        sequence: 2_000,
        pupil: pupils[5].clone(),
        agreement: agreement.id.clone(),
        version: agreement.version,
        outcome: Outcome::Agreed,
        at_ms: NOW_MS + 1,
    };
    school.outcomes.push(promise);
    let tally = school.tally(&class.id, &agreement);
    assert_eq!((tally.promised, tally.total()), (1, 2));
}
