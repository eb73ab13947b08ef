//! The roll that the register sends: who is new joins at once, everything else waits, and nobody is taken away.

use super::classroom::{Classroom, willow};
use promise_tree::domain::ids::{ClassId, Numbering, PupilId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::roll::{OnRoll, Roll};
use promise_tree::domain::school::{Class, Pupil, YearGroup};
use promise_tree::ledger::Head;
use promise_tree::roster::roll::{FROM_REGISTER, sent, take_in, waiting};
use promise_tree::roster::{Compared, What, apply, compare};
use promise_tree::store::{Erase, RosterEdit, Store, Watch};
use std::collections::{BTreeMap, BTreeSet};

fn id(text: &str) -> PupilId {
    PupilId::new(text).unwrap()
}

/// What the kiosk has, and one child more, in a class that is new and in one that is not.
fn roll_of(store: &Store, more: &[(&str, &str, &str)]) -> Roll {
    let roster = store.roster().wait().unwrap();
    let larch = Class { id: ClassId::new("register-larch").unwrap(), name: "Larch".into(), year: YearGroup::Year4 };
    let mut classes = roster.classes.clone();
    if !classes.contains(&larch) {
        classes.push(larch);
    }
    let known =
        roster.here().map(|enrolled| OnRoll { pupil: enrolled.pupil.clone(), numbers: enrolled.numbers.clone() });
    let more = more.iter().map(|(of, class, given)| {
        let class = ClassId::new(*class).unwrap();
        let pupil = Pupil { id: id(of), class, given_name: (*given).into(), family_name: "Novak".into() };
        OnRoll { pupil, numbers: BTreeMap::from([(Numbering::new("mis").unwrap(), (*of).to_owned())]) }
    });
    Roll::new(classes, known.chain(more).collect()).unwrap()
}

fn keep(store: &Store, version: u64, roll: &Roll) -> bool {
    store.keep_roll(Head { sequence: version, hash: [version as u8; 32] }, roll.clone()).wait().unwrap()
}

#[test]
fn whoever_is_new_joins_at_once_under_the_registers_identifier_and_can_be_taken_back() {
    let mut room = Classroom::new();
    let before = room.store.roster().wait().unwrap();
    assert_eq!(take_in(&room.store, 1).unwrap(), None, "the register has sent nothing");
    let roll = roll_of(&room.store, &[("r1", willow().as_str(), "Zara"), ("r2", "register-larch", "Yusuf")]);
    let older = roll_of(&room.store, &[]);
    // The kiosk is locked: it happens all the same.
    room.store.lock().wait().unwrap();
    assert!(keep(&room.store, 7, &roll));
    let tally = take_in(&room.store, 1).unwrap().unwrap();
    assert_eq!((tally.joined, tally.classes, tally.moved), (2, 1, 0));
    assert_eq!(take_in(&room.store, 2).unwrap(), None, "once for each roll");
    assert_eq!(waiting(&room.store).unwrap(), None, "there is nothing else to look at");
    assert!(!keep(&room.store, 7, &roll) && !keep(&room.store, 6, &older), "an older one is ignored");
    assert_eq!(room.store.obeyed("roll").wait().unwrap().map(|head| head.sequence), Some(7));
    room.restart();
    let after = room.store.roster().wait().unwrap();
    assert_eq!(after.pupils.len(), before.pupils.len() + 2);
    assert_eq!(after.pupils[&id("r2")].pupil.class.as_str(), "register-larch");
    assert_eq!(after.pupils[&id("r1")].pupil.class, willow());
    let last = room.store.last_roster_import().wait().unwrap().unwrap();
    assert_eq!((last.source.as_str(), last.staff), (FROM_REGISTER, None));
    room.store.undo_roster_import().wait().unwrap();
    assert_eq!(room.store.roster().wait().unwrap(), before);
    assert_eq!(take_in(&room.store, 3).unwrap(), None, "what a person took back does not come again by itself");
    assert_eq!(waiting(&room.store).unwrap().map(|waiting| waiting.changes), Some(2));
}

#[test]
fn moves_renames_and_who_is_missing_wait_until_a_person_has_looked() {
    let room = Classroom::new();
    let (moved, missing) = (room.pupil(0).id, room.pupil(1).id);
    let roll = roll_of(&room.store, &[]);
    let larch = ClassId::new("register-larch").unwrap();
    let children = roll.pupils().iter().filter(|child| child.pupil.id != missing).cloned().map(|mut child| {
        if child.pupil.id == moved {
            child.pupil.class = larch.clone();
        }
        child
    });
    let roll = Roll::new(roll.classes().to_vec(), children.collect()).unwrap();
    let before = room.store.roster().wait().unwrap();
    keep(&room.store, 1, &roll);
    assert_eq!(take_in(&room.store, 1).unwrap(), None);
    assert_eq!(room.store.roster().wait().unwrap(), before, "nothing happens by itself");
    assert_eq!(waiting(&room.store).unwrap().map(|waiting| waiting.changes), Some(2));

    let source = sent(&room.store).unwrap().unwrap();
    let proposal = source.propose(None, &Watch::silent()).unwrap();
    let difference = compare(&before, &proposal, &BTreeMap::new());
    let leaves = |what: &What| matches!(what, What::Leaves { pupil, .. } if *pupil == missing);
    let change = difference.changes.iter().find(|change| leaves(&change.what)).unwrap();
    let sure = difference.sure();
    assert!(!sure.contains(&change.key), "nobody has left for not being on it");
    let compared = Compared { roster: &before, proposal: &proposal, difference: &difference };
    let tally = apply(&room.store, compared, &sure, source.name(), 2, &Watch::silent()).unwrap();
    assert_eq!((tally.moved, tally.left, tally.classes), (1, 0, 1));
    room.store.settle_roll(1).wait().unwrap();
    assert_eq!(waiting(&room.store).unwrap(), None, "a person has looked");
    let after = room.store.roster().wait().unwrap();
    assert_eq!((after.pupils[&moved].pupil.class.as_str(), after.pupils[&missing].left_ms), ("register-larch", None));
    // The same under another version (the register was put back from an older copy) asks nothing again.
    let again = Head { sequence: 9, hash: [1; 32] };
    assert!(!room.store.keep_roll(again, roll).wait().unwrap());
    assert_eq!(waiting(&room.store).unwrap(), None);
    assert_eq!(room.store.obeyed("roll").wait().unwrap(), Some(again));
}

#[test]
fn a_child_nobody_has_met_takes_the_registers_identifier_over_and_one_who_has_promised_keeps_theirs() {
    let room = Classroom::new();
    let (met, unmet) = (room.pupil(0), room.pupil(1));
    room.store.append(room.draft(0, Outcome::Agreed)).wait().unwrap();
    let upn = Numbering::new("upn").unwrap();
    let number = RosterEdit::Number { pupil: unmet.id.clone(), numbering: upn.clone(), number: Some("n1".into()) };
    room.store.edit_roster(number).wait().unwrap();
    let roll = roll_of(&room.store, &[]);
    let children = roll.pupils().iter().cloned().map(|mut child| {
        child.pupil.id = match &child.pupil.id {
            known if *known == met.id => id("r-met"),
            known if *known == unmet.id => id("r-unmet"),
            known => known.clone(),
        };
        child
    });
    keep(&room.store, 1, &Roll::new(roll.classes().to_vec(), children.collect()).unwrap());
    assert_eq!(take_in(&room.store, 1).unwrap(), None);
    let roster = room.store.roster().wait().unwrap();
    let known: BTreeSet<&str> = roster.pupils.keys().map(PupilId::as_str).collect();
    assert!(known.contains(met.id.as_str()) && !known.contains("r-met"));
    assert!(known.contains("r-unmet") && !known.contains(unmet.id.as_str()));
    assert_eq!(roster.pupils[&id("r-unmet")].numbers.get(&upn), Some(&"n1".to_owned()));
    assert_eq!(waiting(&room.store).unwrap(), None, "it is the same child: there is nothing to ask");
}

#[test]
fn an_erased_child_is_off_the_roll_too_and_does_not_come_back_with_it() {
    let room = Classroom::new();
    let roll = roll_of(&room.store, &[("r1", willow().as_str(), "Zara")]);
    keep(&room.store, 1, &roll);
    take_in(&room.store, 1).unwrap();
    let order = Head { sequence: 1, hash: [3; 32] };
    let erase = Erase { order, counts: false, jwt: "word".into(), statements: Vec::new(), pupil: Some(id("r1")) };
    room.store.erase(erase.clone()).wait().unwrap();
    assert_eq!(room.store.obeyed("erasure").wait().unwrap(), None, "one before it was refused: it does not count");
    let (sent, roster) = room.store.sent_roll().wait().unwrap().unwrap();
    assert!(
        sent.roll.pupils().iter().all(|child| child.pupil.id != id("r1")) && !roster.pupils.contains_key(&id("r1"))
    );
    assert_eq!(take_in(&room.store, 2).unwrap(), None);
    room.store.erase(Erase { counts: true, ..erase }).wait().unwrap();
    assert_eq!(room.store.obeyed("erasure").wait().unwrap(), Some(order));
}
