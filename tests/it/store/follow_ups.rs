//! Follow-ups of broken rules: private, for a time only, gone with the child, and in nothing that leaves the kiosk.

use super::classroom::{Classroom, access, open};
use promise_tree::domain::follow_up::{FollowUp, FollowUpStep, KEPT_DAYS};
use promise_tree::domain::ids::{PupilId, RuleId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::Role;
use promise_tree::ledger::{Head, Statement};
use promise_tree::store::{Erase, NewStaff, Secret, StoreError};

const NOTE: &str = "Zzyzx talk on Friday";
const DAY: u64 = 86_400;

fn note(room: &Classroom, child: usize, step: FollowUpStep) -> Result<(), StoreError> {
    let rule = RuleId::new("ks1.own-files").unwrap();
    room.store.add_follow_up(room.pupil(child).id, rule, step, format!(" {NOTE} ")).wait()
}

fn of(room: &Classroom, child: usize) -> Vec<FollowUp> {
    room.store.follow_ups(room.pupil(child).id).wait().unwrap()
}

#[test]
fn a_follow_up_is_kept_for_its_time_to_the_day_and_is_gone_then() {
    let mut room = Classroom::new();
    note(&room, 0, FollowUpStep::Told).unwrap();
    room.hands.pass(DAY);
    note(&room, 0, FollowUpStep::Invited).unwrap();
    room.restart();
    let noted = of(&room, 0);
    assert_eq!(noted.iter().map(|one| (one.number, one.step.number())).collect::<Vec<_>>(), [(2, 2), (1, 1)]);
    assert_eq!((noted[1].note.as_str(), noted[1].rule.as_str()), (NOTE, "ks1.own-files"));
    assert_eq!(noted[0].at_ms - noted[1].at_ms, 1000 * DAY as i64);
    assert!(of(&room, 1).is_empty(), "nobody else’s");
    assert_eq!(room.store.head().wait().unwrap().sequence, 0, "it is in no statement");
    let trail = super::classroom::trail(&room.store, 9);
    assert_eq!(trail.iter().filter(|what| *what == "noted a follow-up").count(), 2);
    let told = |word: &str| trail.iter().any(|what| what.contains(word));
    assert!(!told(NOTE) && !told("Ava") && !told("p-0"), "the trail names nobody: {trail:?}");

    // A second before its time it is there; at its time it is not.
    let days = u64::try_from(KEPT_DAYS).unwrap();
    room.hands.pass((days - 1) * DAY - 1);
    assert_eq!(of(&room, 0).len(), 2);
    room.hands.pass(1);
    assert_eq!(of(&room, 0).len(), 1);
    room.store.lock().wait().unwrap();
    room.hands.pass(DAY);
    assert_eq!(room.store.purge_follow_ups().wait().unwrap(), 1, "also while the kiosk is locked");
    assert_eq!(room.store.purge_follow_ups().wait().unwrap(), 0);
    room.store.shutdown().wait().unwrap();
    room.store = open(&room.folder, room.clock());
    assert!(of(&room, 0).is_empty());
}

#[test]
fn a_follow_up_is_seen_by_whoever_noted_it_and_by_those_who_lead_and_by_nobody_else() {
    let mut room = Classroom::new();
    let add = |room: &Classroom, name: &str, role, label, passphrase, pin| {
        let new = NewStaff { name: name.into(), role };
        room.store.add_staff(new, Some(access(label, passphrase, pin))).wait().unwrap();
    };
    add(&room, "Mx T Vale", Role::Teacher, "TV", "pebble lantern orchard", "7391");
    add(&room, "Ms A Quill", Role::Head, "AQ", "candle violin harbour", "2580");
    note(&room, 0, FollowUpStep::Told).unwrap();
    assert_eq!(of(&room, 0).len(), 1);
    let number = of(&room, 0)[0].number;
    let come = |room: &mut Classroom, passphrase: &str| {
        room.store.lock().wait().unwrap();
        room.store.unlock(Secret::passphrase(passphrase)).wait().unwrap();
    };
    come(&mut room, "pebble lantern orchard");
    assert!(of(&room, 0).is_empty(), "a colleague sees nothing");
    let refused = room.store.drop_follow_up(number).wait();
    assert!(matches!(refused, Err(StoreError::Unknown { what: "follow-up", .. })), "{refused:?}");
    come(&mut room, "candle violin harbour");
    assert_eq!(of(&room, 0).len(), 1);
    room.store.drop_follow_up(number).wait().unwrap();
    assert!(of(&room, 0).is_empty());
    assert_eq!(super::classroom::trail(&room.store, 1)[0], "took a follow-up away");
}

#[test]
fn a_follow_up_goes_with_the_child_who_is_erased() {
    let room = Classroom::new();
    note(&room, 0, FollowUpStep::Told).unwrap();
    note(&room, 1, FollowUpStep::Told).unwrap();
    room.store.append(room.draft(0, Outcome::Agreed)).wait().unwrap();
    let stored = room.store.page(0, 1).wait().unwrap().remove(0);
    let head = Statement::parse(&stored.compact()).unwrap().head();
    let ava: PupilId = room.pupil(0).id;
    let erase = Erase {
        order: Head { sequence: 1, hash: [3; 32] },
        counts: true,
        jwt: "the.register.word".into(),
        statements: vec![head],
        pupil: Some(ava.clone()),
    };
    assert_eq!(room.store.erase(erase).wait().unwrap(), 1);
    assert!(room.store.follow_ups(ava.clone()).wait().unwrap().is_empty());
    let unknown =
        room.store.add_follow_up(ava, RuleId::new("ks1.a").unwrap(), FollowUpStep::Told, String::new()).wait();
    assert!(matches!(unknown, Err(StoreError::Unknown { what: "pupil", .. })), "{unknown:?}");
    assert_eq!(of(&room, 0).len(), 1, "the other child’s stays: Ben is the first now");
}
