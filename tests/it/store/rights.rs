//! Who may do what: the store itself refuses, whatever page or command asks.

use super::classroom::{Classroom, PASSPHRASE, access, trail};
use promise_tree::domain::follow_up::FollowUpStep;
use promise_tree::domain::ids::{ClassId, PupilId, RuleId, StaffId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::rights::Right;
use promise_tree::domain::school::{Class, Pupil, Role, YearGroup};
use promise_tree::store::{Enrolled, NewStaff, RosterChange, RosterEdit, Secret, StoreError, Watch};
use std::collections::{BTreeMap, BTreeSet};

const PASSPHRASES: [(&str, Role, &str, &str); 3] = [
    ("OF", Role::Office, "pebble lantern orchard", "7391"),
    ("DS", Role::Dsl, "candle violin harbour", "2580"),
    ("HE", Role::Head, "biscuit meadow seventeen", "8264"),
];

/// A kiosk that a teacher, the office, the DSL and the head can open.
fn room() -> (Classroom, BTreeMap<&'static str, StaffId>) {
    let room = Classroom::new();
    let mut ids = BTreeMap::from([("JO", room.store.present().wait().unwrap().unwrap().id)]);
    // The DSL comes second: from then on it is for them to let others in.
    for (label, role, passphrase, pin) in PASSPHRASES {
        let new = NewStaff { name: format!("Ms {label}"), role };
        ids.insert(label, room.store.add_staff(new, Some(access(label, passphrase, pin))).wait().unwrap().id);
        if role == Role::Dsl {
            room.store.unlock(Secret::passphrase(passphrase)).wait().unwrap();
        }
    }
    (room, ids)
}

fn come(room: &Classroom, passphrase: &str) {
    room.store.unlock(Secret::passphrase(passphrase)).wait().unwrap();
}

fn rights(room: &Classroom) -> BTreeSet<Right> {
    room.store.rights().wait().unwrap()
}

#[test]
fn a_teacher_runs_lessons_and_one_child_by_hand_and_the_store_refuses_the_rest() {
    let (room, ids) = room();
    come(&room, PASSPHRASE);
    assert!(rights(&room).is_empty());
    let store = &room.store;
    let oak = Class { id: ClassId::new("oak").unwrap(), name: "Oak Tree".into(), year: YearGroup::Year4 };
    let new = Class { id: ClassId::new("elm").unwrap(), ..oak.clone() };
    let not_for_roster = |refused: Result<(), StoreError>| {
        assert!(matches!(refused, Err(StoreError::NotForRoster)), "{refused:?}");
    };
    not_for_roster(store.enrol(vec![new.clone()], Vec::new()).wait());
    not_for_roster(store.import_roster(RosterChange::default(), "a.csv".into(), Watch::silent()).wait().map(|_| ()));
    not_for_roster(store.undo_roster_import().wait().map(|_| ()));
    not_for_roster(store.edit_roster(RosterEdit::ChangeClass(oak)).wait());
    not_for_roster(store.edit_roster(RosterEdit::AddClass(new)).wait());
    let role = store.set_role(ids["JO"].clone(), Role::Head).wait();
    assert!(matches!(role, Err(StoreError::NotALead)), "nobody makes themselves head: {role:?}");
    assert!(matches!(store.audit_trail(1).wait(), Err(StoreError::NotForTrail)));
    assert!(matches!(store.leave_register().wait(), Err(StoreError::RegisterIsForLeads)));
    assert!(!store.may_change_agreements().wait().unwrap());

    // What the lesson needs is theirs: an outcome, a child who is new on Monday, one who has left.
    store.append(room.draft(0, Outcome::Agreed)).wait().unwrap();
    let zed = Pupil {
        id: PupilId::new("zed").unwrap(),
        class: super::classroom::willow(),
        given_name: "Zed".into(),
        family_name: "Zeal".into(),
    };
    let zed = Enrolled { pupil: zed, numbers: BTreeMap::new(), left_ms: None };
    store.edit_roster(RosterEdit::Add(zed.clone())).wait().unwrap();
    store.edit_roster(RosterEdit::Left(zed.pupil.id.clone())).wait().unwrap();
    store.edit_roster(RosterEdit::Back(zed.pupil.id)).wait().unwrap();
}

#[test]
fn the_office_has_the_roster_and_the_register_and_the_dsl_and_the_head_have_all() {
    let (room, _) = room();
    come(&room, PASSPHRASES[0].2);
    assert_eq!(rights(&room), BTreeSet::from([Right::Roster, Right::Register]));
    let elm = Class { id: ClassId::new("elm").unwrap(), name: "Elm".into(), year: YearGroup::Year1 };
    room.store.enrol(vec![elm], Vec::new()).wait().unwrap();
    for (_, _, passphrase, _) in &PASSPHRASES[1..] {
        come(&room, passphrase);
        assert_eq!(rights(&room), Right::ALL.into_iter().collect());
    }
    assert!(trail(&room.store, 9).contains(&"added 0 children and 1 class".to_owned()));
}

#[test]
fn a_role_is_changed_by_whoever_may_and_the_last_who_may_keeps_it() {
    let (room, ids) = room();
    let set = |who: &str, role| room.store.set_role(ids[who].clone(), role).wait();
    set("HE", Role::Teacher).unwrap();
    assert_eq!(trail(&room.store, 1), [format!("made {} a teacher", ids["HE"])]);
    assert!(matches!(set("DS", Role::Office), Err(StoreError::LastManager)), "then nobody could");
    set("DS", Role::Head).unwrap();
    set("JO", Role::Dsl).unwrap();
    set("DS", Role::Office).unwrap();
    assert!(matches!(set("HE", Role::Head), Err(StoreError::NotALead)), "it counts at once");
    let nobody = room.store.set_role(StaffId::new("nobody").unwrap(), Role::Head).wait();
    assert!(matches!(nobody, Err(StoreError::NotALead)), "{nobody:?}");
    let roles: BTreeMap<String, Role> =
        room.store.staff().wait().unwrap().into_iter().map(|one| (one.name, one.role)).collect();
    assert_eq!((roles["Ms HE"], roles["Ms DS"], roles["Mr J Okorowitz"]), (Role::Teacher, Role::Office, Role::Dsl));
}

#[test]
fn a_follow_up_of_a_colleagues_is_never_lent_to_whoever_is_there() {
    let room = Classroom::new();
    let vale = NewStaff { name: "Mx T Vale".into(), role: Role::Teacher };
    room.store.add_staff(vale, Some(access("TV", "pebble lantern orchard", "7391"))).wait().unwrap();
    let child = room.pupil(0).id;
    let rule = RuleId::new("ks1.own-files").unwrap();
    room.store.add_follow_up(child.clone(), rule, FollowUpStep::Told, String::new()).wait().unwrap();
    come(&room, "pebble lantern orchard");
    assert!(rights(&room).contains(&Right::Colleagues), "nobody here has it by their role");
    assert!(!rights(&room).contains(&Right::FollowUps));
    assert!(room.store.follow_ups(child.clone()).wait().unwrap().is_empty());
    let me = room.store.present().wait().unwrap().unwrap().id;
    room.store.set_role(me, Role::Dsl).wait().unwrap();
    assert_eq!(room.store.follow_ups(child).wait().unwrap().len(), 1);
}
