//! Who can open a kiosk: colleagues added and disabled, and what each of them can do afterwards.

use super::classroom::{Classroom, PASSPHRASE, access};
use promise_tree::domain::ids::StaffId;
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::Role;
use promise_tree::store::{NewStaff, RecoveryKey, Secret, Store, StoreError};

const QUILL: &str = "candle violin harbour";

fn lead(room: &Classroom) -> StaffId {
    let new = NewStaff { name: "Ms A Quill".into(), role: Role::Lead };
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
    assert!(room.store.audit_trail(1).wait().unwrap()[0].what.contains("access away"));

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
    let made_lead = room.store.add_staff(new(Role::Lead), None).wait();
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
    room.store.disable_staff(quill).wait().unwrap();
    assert!(matches!(room.store.disable_staff(okoro).wait(), Err(StoreError::LastAccess)));
    assert_eq!(labels(&room.store), ["JO"]);
}
