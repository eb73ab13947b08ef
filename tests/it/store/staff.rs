//! Who can open a kiosk: colleagues added and disabled, and what each of them can do afterwards.

use super::classroom::{Classroom, PASSPHRASE, access};
use promise_tree::domain::ids::{SchoolId, StaffId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::{Role, Staff};
use promise_tree::ledger::Head;
use promise_tree::store::{
    Colleague, Enrolment, Kdf, Label, NewStaff, Passphrase, RecoveryKey, SchoolKey, Secret, Store, StoreError,
};

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

fn told_of(id: &str, label: &str, role: Role, key: Option<SchoolKey>, at_ms: i64) -> Colleague {
    let staff = Staff { id: StaffId::new(id).unwrap(), name: format!("Ms {id}"), role };
    Colleague { staff, label: Label::new(label).unwrap(), key, at_ms }
}

#[test]
fn what_the_register_says_of_a_colleague_is_done_also_on_a_locked_kiosk_and_an_older_word_changes_nothing() {
    let mut room = Classroom::new();
    let key = SchoolKey::make(&Passphrase::chosen(QUILL).unwrap(), Kdf::Light).unwrap();
    let order = Head { sequence: 1, hash: [1; 32] };
    room.store.lock().wait().unwrap();
    let vale = told_of("vale", "TV", Role::Teacher, Some(key), 100);
    room.store.take_colleague(vale.clone(), Some(order)).wait().unwrap();
    assert_eq!(room.store.obeyed("staff").wait().unwrap(), Some(order));
    room.store.shutdown().wait().unwrap();
    room.store = Store::open(&room.folder, Secret::passphrase(QUILL).of("TV"), room.clock()).unwrap();
    assert_eq!(room.store.present().wait().unwrap().unwrap().name, "Ms vale");
    // Shut out while she has it open: until it is locked.
    room.store.take_colleague(told_of("vale", "TV", Role::Teacher, None, 101), None).wait().unwrap();
    assert_eq!(labels(&room.store), ["JO"]);
    room.store.take_colleague(vale, None).wait().unwrap();
    assert_eq!(labels(&room.store), ["JO"], "an older word");
    let done = |what: &str| room.store.audit_trail(50).wait().unwrap().iter().filter(|e| e.what == what).count();
    assert_eq!((done("trail-colleague-let-in"), done("trail-colleague-shut-out")), (1, 1));
    room.store.shutdown().wait().unwrap();
    let refused = Store::open(&room.folder, Secret::passphrase(QUILL), room.clock());
    assert!(matches!(refused, Err(StoreError::WrongPassphrase { .. })), "{refused:?}");
    room.hands.pass(3600);
    room.store = Store::open(&room.folder, Secret::passphrase(PASSPHRASE), room.clock()).unwrap();
}

#[test]
fn what_cannot_be_done_for_a_colleague_is_told_and_tried_again_and_the_last_who_leads_stays() {
    let room = Classroom::new();
    let key = SchoolKey::make(&Passphrase::chosen(QUILL).unwrap(), Kdf::Light).unwrap();
    let say = |id: &str, label: &str, role, key, at_ms| {
        room.store.take_colleague(told_of(id, label, role, key, at_ms), None).wait().unwrap();
        let waiting = room.store.settle_colleagues().wait().unwrap();
        assert_eq!(waiting, room.store.waiting_colleagues().wait().unwrap());
        waiting.into_iter().map(|one| format!("{}: {}", one.label, one.why)).collect::<Vec<_>>()
    };
    // Mr Okorowitz has these initials here.
    let taken = say("other", "jo", Role::Head, Some(key), 1);
    assert!(taken.len() == 1 && taken[0].starts_with("jo: "), "{taken:?}");
    assert_eq!(say("quill", "AQ", Role::Head, Some(key), 2), taken, "it holds up nobody else");
    assert_eq!(labels(&room.store), ["AQ", "JO"]);
    let last = say("quill", "AQ", Role::Head, None, 3);
    assert!(last.iter().any(|why| why.contains("last head or DSL")), "{last:?}");
    let demoted = say("quill", "AQ", Role::Teacher, Some(key), 4);
    assert!(demoted.iter().any(|why| why.contains("last head or DSL")), "nor is she made a teacher: {demoted:?}");
    assert_eq!(labels(&room.store), ["AQ", "JO"]);
    assert_eq!(say("other", "OT", Role::Head, Some(key), 5), Vec::<String>::new(), "now she can go");
    assert_eq!(say("quill", "AQ", Role::Head, None, 6), Vec::<String>::new());
    assert_eq!(labels(&room.store), ["JO", "OT"]);
}
