//! Who can open a kiosk: colleagues added and disabled, and what each of them can do afterwards.

use super::classroom::{Classroom, PASSPHRASE, access};
use promise_tree::domain::ids::{SchoolId, StaffId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::Role;
use promise_tree::store::{Enrolment, NewStaff, RecoveryKey, Secret, Store, StoreError};

const QUILL: &str = "candle violin harbour";

fn lead(room: &Classroom) -> StaffId {
    let new = NewStaff { name: "Ms A Quill".into(), role: Role::Head };
    room.store.add_staff(new, Some(access("AQ", QUILL, "2580"))).wait().unwrap().id
}

fn labels(store: &Store) -> Vec<String> {
    store.labels().wait().unwrap().0.iter().map(|staff| staff.label.as_str().to_owned()).collect()
}

#[test]
fn a_disabled_colleague_opens_nothing_and_stays_named_in_what_they_witnessed() {
    let mut room = Classroom::new();
    let okoro = room.store.present().wait().unwrap().unwrap().id;
    lead(&room);
    room.store.append(room.draft(0, Outcome::Agreed)).wait().unwrap();
    room.store.lock().wait().unwrap();
    room.store.unlock(Secret::passphrase(QUILL)).wait().unwrap();
    room.store.disable_staff(okoro.clone()).wait().unwrap();
    room.store.disable_staff(okoro.clone()).wait().unwrap();
    assert_eq!(labels(&room.store), ["AQ"]);
    let names: Vec<String> = room.store.staff().wait().unwrap().into_iter().map(|staff| staff.name).collect();
    assert!(names.contains(&"Mr J Okorowitz".to_owned()), "{names:?}");
    assert_eq!(super::classroom::trail(&room.store, 1), [format!("took the access of {okoro} away")]);

    room.store.lock().wait().unwrap();
    let refused = room.store.unlock(Secret::pin("4071").of("JO")).wait();
    assert!(matches!(refused, Err(StoreError::Unknown { .. })), "{refused:?}");
    room.store.shutdown().wait().unwrap();
    let refused = Store::open(&room.folder, Secret::passphrase(PASSPHRASE), room.clock());
    assert!(matches!(refused, Err(StoreError::WrongPassphrase { .. })), "{refused:?}");
    room.hands.pass(3600);
    room.store = Store::open(&room.folder, Secret::passphrase(QUILL), room.clock()).unwrap();

    // Let in again, with secrets of their own.
    room.store.set_access(okoro, access("JO", "biscuit meadow seventeen", "8264")).wait().unwrap();
    room.store.shutdown().wait().unwrap();
    room.store = Store::open(&room.folder, Secret::passphrase("biscuit meadow seventeen"), room.clock()).unwrap();
}

#[test]
fn nobody_shuts_themselves_out_and_only_a_lead_shuts_out_others() {
    let room = Classroom::new();
    let okoro = room.store.present().wait().unwrap().unwrap().id;
    let quill = lead(&room);
    let disable = |who: &StaffId| room.store.disable_staff(who.clone()).wait();
    assert!(matches!(disable(&quill), Err(StoreError::NotALead)), "a teacher");
    assert!(matches!(disable(&okoro), Err(StoreError::OwnAccess)));
    assert!(matches!(disable(&StaffId::new("nobody").unwrap()), Err(StoreError::Unknown { .. })));
    // Nor does a teacher let anybody in, make somebody lead, or choose a colleague's secrets.
    let new = |role| NewStaff { name: "Mx T Vale".into(), role };
    let vale = || access("TV", "pebble lantern orchard", "7391");
    let let_in = room.store.add_staff(new(Role::Teacher), Some(vale())).wait();
    assert!(matches!(let_in, Err(StoreError::NotALead)), "{let_in:?}");
    let made_lead = room.store.add_staff(new(Role::Head), None).wait();
    assert!(matches!(made_lead, Err(StoreError::NotALead)), "{made_lead:?}");
    let taken_over = room.store.set_access(quill, vale()).wait();
    assert!(matches!(taken_over, Err(StoreError::NotALead)), "{taken_over:?}");
    assert_eq!(labels(&room.store), ["AQ", "JO"], "nothing was changed");
    room.store.add_staff(new(Role::Teacher), None).wait().unwrap();
    room.store.set_access(okoro, access("JO", "biscuit meadow seventeen", "8264")).wait().unwrap();
}

#[test]
fn the_last_one_who_can_open_is_not_shut_out_with_the_recovery_key_either() {
    let room = Classroom::new();
    let (okoro, quill) = (room.store.present().wait().unwrap().unwrap().id, lead(&room));
    room.store.lock().wait().unwrap();
    let key = room.recovery_key.printed();
    room.store.unlock(Secret::RecoveryKey(RecoveryKey::parse(&key).unwrap())).wait().unwrap();
    // Nobody would be left who may say who opens it: somebody else may first.
    let alone = room.store.disable_staff(quill.clone()).wait();
    assert!(matches!(alone, Err(StoreError::LastManager)), "{alone:?}");
    room.store.set_role(okoro.clone(), Role::Dsl).wait().unwrap();
    room.store.disable_staff(quill).wait().unwrap();
    assert!(matches!(room.store.disable_staff(okoro).wait(), Err(StoreError::LastAccess)));
    assert_eq!(labels(&room.store), ["JO"]);
}

#[test]
fn only_somebody_who_leads_takes_a_kiosk_away_from_its_register_or_to_another() {
    let room = Classroom::new();
    let enrolment = |jwk: &str| Enrolment {
        jwk: jwk.into(),
        address: "register.example:8443".into(),
        pin: [1; 32],
        school: SchoolId::new("there").unwrap(),
        name: "Willow Lane Primary".into(),
        checkpoint: None,
    };
    // A ticket is for the teacher, and so is a new one of the same register.
    room.store.set_enrolment(enrolment("one")).wait().unwrap();
    lead(&room);
    room.store.set_enrolment(enrolment("one")).wait().unwrap();
    assert!(!room.store.may_leave_register().wait().unwrap());
    let left = room.store.leave_register().wait();
    assert!(matches!(left, Err(StoreError::RegisterIsForLeads)), "{left:?}");
    let moved = room.store.set_enrolment(enrolment("two")).wait();
    assert!(matches!(moved, Err(StoreError::RegisterIsForLeads)), "{moved:?}");
    assert_eq!(room.store.enrolment().wait().unwrap(), Some(enrolment("one")));
    room.store.lock().wait().unwrap();
    room.store.unlock(Secret::passphrase(QUILL)).wait().unwrap();
    room.store.set_enrolment(enrolment("two")).wait().unwrap();
    assert!(room.store.may_leave_register().wait().unwrap());
    room.store.leave_register().wait().unwrap();
    assert_eq!(room.store.enrolment().wait().unwrap(), None);
}
