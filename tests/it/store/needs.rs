//! What a child needs: kept, used, gone with the child, and nowhere else.

use super::classroom::{Classroom, willow};
use promise_tree::domain::ids::SessionId;
use promise_tree::domain::needs::Needs;
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::Role;
use promise_tree::ledger::Head;
use promise_tree::store::{Erase, NewStaff, RosterEdit};
use std::collections::BTreeMap;

#[test]
fn needs_are_kept_named_for_the_open_tree_and_gone_with_the_child() {
    let mut room = Classroom::new();
    let child = room.pupil(0).id;
    let new = NewStaff { name: "Ms Lowe".into(), role: Role::Teacher };
    let helper = room.store.add_staff(new, None).wait().unwrap().id;
    let needs =
        Needs { bigger: true, calmer: true, stamp: true, helper: Some(helper.clone()), language: Some("cy".into()) };
    room.store.set_needs(child.clone(), needs.clone()).wait().unwrap();
    room.restart();
    assert_eq!(room.store.needs().wait().unwrap(), BTreeMap::from([(child.clone(), needs)]));
    room.store.open_tree(room.tree("s", &[])).wait().unwrap();
    assert_eq!(room.store.helpers().wait().unwrap(), BTreeMap::from([(child.clone(), helper)]));
    let promise = room.store.append(room.draft(0, Outcome::Agreed)).wait().unwrap();
    let trail = super::classroom::trail(&room.store, 20);
    let told: Vec<_> = trail.iter().filter(|line| line.contains("needs")).collect();
    assert!(told.len() == 1 && *told[0] == format!("changed what {child} needs"), "{told:?}");
    // The register's word erases the child while a helper is named for them.
    let erase = Erase {
        order: Head { sequence: 1, hash: [3; 32] },
        counts: true,
        jwt: "word".into(),
        statements: vec![Head { sequence: promise.sequence, hash: promise.hash }],
        pupil: Some(child.clone()),
    };
    room.store.erase(erase).wait().unwrap();
    assert!(room.store.needs().wait().unwrap().is_empty() && room.store.helpers().wait().unwrap().is_empty());
    assert!(room.store.pupils(Some(willow())).wait().unwrap().iter().all(|pupil| pupil.id != child));
}

#[test]
fn a_child_who_needs_nothing_leaves_no_row_and_who_is_taken_away_takes_the_needs_along() {
    let room = Classroom::new();
    let child = room.pupil(0).id;
    let stamp = Needs { stamp: true, ..Needs::default() };
    room.store.set_needs(child.clone(), stamp.clone()).wait().unwrap();
    room.store.set_needs(child.clone(), Needs::default()).wait().unwrap();
    assert!(room.store.needs().wait().unwrap().is_empty());
    room.store.set_needs(child.clone(), stamp).wait().unwrap();
    room.store.edit_roster(RosterEdit::TakeAway(child.clone())).wait().unwrap();
    assert!(room.store.needs().wait().unwrap().is_empty());
    assert!(room.store.set_needs(child, Needs { bigger: true, ..Needs::default() }).wait().is_err());
    assert_eq!(room.store.current_tree().wait().unwrap().map(|tree| tree.session), None::<SessionId>);
}
