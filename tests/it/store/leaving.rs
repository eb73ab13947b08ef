//! Who has left, and sessions for some children only.

use super::classroom::{Classroom, agreement, willow};
use promise_tree::domain::ids::{PupilId, SessionId};
use promise_tree::domain::outcome::{Answer, Outcome};
use promise_tree::domain::tree::{Standing, standings};
use promise_tree::store::{RosterEdit, StoreError};
use std::collections::BTreeSet;

fn standing(room: &Classroom, pupil: &PupilId) -> Standing {
    let outcomes = room.store.outcomes(None).wait().unwrap();
    standings([pupil], &outcomes, &agreement(), 1)[pupil]
}

fn here(room: &Classroom) -> BTreeSet<PupilId> {
    room.store.pupils(Some(willow())).wait().unwrap().into_iter().map(|pupil| pupil.id).collect()
}

#[test]
fn who_has_left_comes_off_the_roster_with_the_statement_and_both_are_taken_back_together() {
    let mut room = Classroom::new();
    room.store.append(room.draft(0, Outcome::Agreed)).wait().unwrap();
    let (child, everybody) = (room.pupil(0).id, here(&room));
    room.store.leave(room.draft(0, Outcome::Left)).wait().unwrap();
    assert!(!here(&room).contains(&child));
    assert!(matches!(standing(&room, &child), Standing::Known { outcome: Outcome::Left, .. }));
    room.restart();
    assert!(!here(&room).contains(&child));
    room.store.edit_roster(RosterEdit::Back(child.clone())).wait().unwrap();
    assert_eq!(here(&room), everybody);
    assert!(standing(&room, &child).is_leaf(), "the promise stands again");
    // The same when the statement itself is taken back.
    let left = room.store.leave(room.draft(0, Outcome::Left)).wait().unwrap();
    let me = room.store.present().wait().unwrap().unwrap().id;
    room.store.correct(left.sequence, promise_tree::domain::correction::Mistake::WrongEntry, me).wait().unwrap();
    assert_eq!(here(&room), everybody);
    room.store.check().wait().unwrap();
}

#[test]
fn who_was_added_by_a_slip_is_taken_away_and_who_was_asked_only_leaves() {
    let room = Classroom::new();
    let child = room.pupil(0).id;
    room.store.append(room.draft(1, Outcome::Agreed)).wait().unwrap();
    let asked = room.pupil(1).id;
    room.store.edit_roster(RosterEdit::TakeAway(child.clone())).wait().unwrap();
    room.store.edit_roster(RosterEdit::TakeAway(asked.clone())).wait().unwrap();
    let roster = room.store.roster().wait().unwrap();
    assert!(!roster.pupils.contains_key(&child));
    assert!(roster.pupils[&asked].left_ms.is_some());
    let again = room.store.edit_roster(RosterEdit::TakeAway(child)).wait().unwrap_err();
    assert!(matches!(again, StoreError::Unknown { what: "pupil", .. }), "{again}");
}

#[test]
fn a_session_for_some_children_is_remembered_until_it_is_closed() {
    let mut room = Classroom::new();
    let only = BTreeSet::from([room.pupil(0).id]);
    room.store.open_tree_for(room.tree("s", &[]), only.clone()).wait().unwrap();
    room.restart();
    assert_eq!(room.store.tree_only().wait().unwrap(), only);
    room.store.close_tree(SessionId::new("s").unwrap(), super::classroom::shown()).wait().unwrap();
    assert_eq!(room.store.tree_only().wait().unwrap(), BTreeSet::new());
    let stranger = BTreeSet::from([PupilId::new("nobody").unwrap()]);
    let refused = room.store.open_tree_for(room.tree("t", &[]), stranger).wait().unwrap_err();
    assert!(matches!(refused, StoreError::Unknown { what: "pupil", .. }), "{refused}");
    assert_eq!(room.store.current_tree().wait().unwrap(), None, "all or nothing");
}

#[test]
fn the_rules_of_a_promised_version_are_read_out_of_the_ledger() {
    let room = Classroom::new();
    assert!(room.store.promised_rules().wait().unwrap().is_empty());
    let draft = room.draft(0, Outcome::Agreed);
    let wanted: BTreeSet<_> = draft.answers.iter().map(|(rule, _)| rule.clone()).collect();
    room.store.append(draft).wait().unwrap();
    let found = room.store.promised_rules().wait().unwrap();
    assert_eq!(found.get(&(agreement(), 1)), Some(&wanted));
    assert!(!wanted.is_empty() && found.len() == 1);
}

#[test]
fn what_a_child_was_not_sure_of_is_known_until_they_say_otherwise() {
    let room = Classroom::new();
    let draft = room.draft(0, Outcome::NotYet);
    let unsure = draft.answers.iter().filter(|(_, answer)| *answer == Answer::NotSure);
    let wanted: Vec<_> = unsure.map(|(rule, _)| rule.clone()).collect();
    assert!(!wanted.is_empty());
    let said = room.store.append(draft).wait().unwrap();
    room.store.append(room.draft(1, Outcome::Agreed)).wait().unwrap();
    let found = room.store.not_sure_of().wait().unwrap();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [(said.sequence, wanted)]);
    room.store.append(room.draft(0, Outcome::Agreed)).wait().unwrap();
    assert!(room.store.not_sure_of().wait().unwrap().is_empty());
}
