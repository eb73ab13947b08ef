//! One child, one class at a time.

use super::made::{Office, upn};
use promise_tree::domain::ids::{ClassId, PupilId};
use promise_tree::domain::school::YearGroup;
use promise_tree::roster::{RosterError, by_hand};
use promise_tree::store::{RosterEdit, StoreError};

fn willow() -> ClassId {
    ClassId::new("willow").unwrap()
}

fn oak() -> ClassId {
    ClassId::new("oak").unwrap()
}

#[test]
fn a_child_is_added_renamed_moved_marked_as_left_and_taken_back() {
    let office = Office::with(&[("willow", "Ben", "Lee")]);
    let edit = |edit| office.store.edit_roster(edit).wait().unwrap();
    edit(by_hand::add(" Aisha ", "Begum", willow(), &upn(1).to_lowercase()).unwrap());
    let aisha = office.id("Aisha Begum");
    assert_eq!(office.roster().pupils[&aisha].numbers.values().collect::<Vec<_>>(), [&upn(1)]);
    edit(by_hand::rename(aisha.clone(), "Aisha", "Khan").unwrap());
    edit(RosterEdit::Move { pupil: aisha.clone(), class: oak() });
    assert_eq!(office.here(), ["Oak (Y4): Aisha Khan", "Willow (Y2): Ben Lee"]);
    edit(RosterEdit::Left(aisha.clone()));
    assert_eq!(office.here(), ["Willow (Y2): Ben Lee"]);
    assert_eq!(office.store.pupils(None).wait().unwrap().len(), 1);
    edit(RosterEdit::Back(aisha.clone()));
    edit(by_hand::set_upn(aisha.clone(), "").unwrap());
    assert!(office.roster().pupils[&aisha].numbers.is_empty());
    assert_eq!(office.id("Aisha Khan"), aisha);
}

#[test]
fn a_class_is_added_and_changed() {
    let office = Office::with(&[("willow", "Ben", "Lee")]);
    let edit = |edit| office.store.edit_roster(edit).wait().unwrap();
    edit(by_hand::add_class("Elm", YearGroup::Reception).unwrap());
    edit(by_hand::change_class(willow(), "Willows", YearGroup::Year3).unwrap());
    assert_eq!(office.here(), ["Willows (Y3): Ben Lee"]);
    assert_eq!(office.roster().classes.len(), 3);
}

#[test]
fn what_cannot_be_is_refused_with_a_sentence() {
    let office = Office::with(&[("willow", "Ben", "Lee"), ("willow", "Cara", "Ash")]);
    assert_eq!(
        by_hand::name(" 123 ").unwrap_err().to_string(),
        "that is not a name: it needs a letter, and no more than 80 characters; type it again"
    );
    assert!(matches!(by_hand::add("A", "B", willow(), "X1"), Err(RosterError::Upn(_))));
    let nobody = PupilId::new("nobody").unwrap();
    let unknown = office.store.edit_roster(RosterEdit::Left(nobody)).wait().unwrap_err();
    assert_eq!(unknown.to_string(), "there is no pupil “nobody” here; look at the list again");
    let nowhere = RosterEdit::Move { pupil: PupilId::new("p0").unwrap(), class: ClassId::new("elm").unwrap() };
    assert!(matches!(office.store.edit_roster(nowhere).wait(), Err(StoreError::Unknown { what: "class", .. })));
    let one = by_hand::set_upn(PupilId::new("p0").unwrap(), &upn(1)).unwrap();
    office.store.edit_roster(one).wait().unwrap();
    let two = by_hand::set_upn(PupilId::new("p1").unwrap(), &upn(1)).unwrap();
    let twice = office.store.edit_roster(two).wait().unwrap_err();
    assert!(matches!(twice, StoreError::Clash(_)), "one child a number: {twice}");
}
