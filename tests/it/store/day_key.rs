//! A supply teacher's key: what it opens, for how long, and what it never does.

use super::classroom::{Classroom, PASSPHRASE, access, trail};
use promise_tree::domain::ids::StaffId;
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::Role;
use promise_tree::store::{Access, Deed, ForToday, NewStaff, RosterChange, Secret, Store, StoreError, Watch};

const VALE: &str = "pebble lantern orchard";

/// Ms Quill leads and is in; Mx Vale has a key for today.
fn room() -> (Classroom, StaffId) {
    let room = Classroom::new();
    let quill = NewStaff { name: "Ms A Quill".into(), role: Role::Head };
    room.store.add_staff(quill, Some(access("AQ", "candle violin harbour", "2580"))).wait().unwrap();
    let by_a_teacher = room.store.add_for_today(ForToday::New("Mx T Vale".into()), access("TV", VALE, "7391")).wait();
    assert!(matches!(by_a_teacher, Err(StoreError::NotALead)), "{by_a_teacher:?}");
    room.store.unlock(Secret::passphrase("candle violin harbour")).wait().unwrap();
    let vale = room.store.add_for_today(ForToday::New("Mx T Vale".into()), access("TV", VALE, "7391")).wait().unwrap();
    (room, vale.id)
}

/// Past the next midnight, wherever this machine stands.
const A_DAY: u64 = 24 * 60 * 60;

#[test]
fn a_key_for_today_runs_a_lesson_and_nothing_else_and_stands_in_the_trail() {
    let (room, vale) = room();
    room.store.unlock(Secret::passphrase(VALE).of("TV")).wait().unwrap();
    assert!(room.store.is_for_today().wait().unwrap());
    // A lesson, with an outcome, in their name.
    let tree = room.tree("t-1", &[3]);
    assert_eq!(tree.witness, vale);
    room.store.open_tree(tree.clone()).wait().unwrap();
    room.store.append(room.draft(0, Outcome::Agreed)).wait().unwrap();
    room.store.set_absent(tree.session.clone(), room.pupil(4).id, true).wait().unwrap();
    room.store.lock().wait().unwrap();
    room.store.unlock(Secret::pin("7391")).wait().unwrap();
    assert!(room.store.is_for_today().wait().unwrap(), "a PIN makes no more of it");

    let only =
        |refused: Result<(), StoreError>| assert!(matches!(refused, Err(StoreError::OnlyForToday)), "{refused:?}");
    let store = &room.store;
    let new = || NewStaff { name: "Mr Else".into(), role: Role::Teacher };
    only(store.add_staff(new(), Some(access("EL", "biscuit meadow seventeen", "8264"))).wait().map(|_| ()));
    only(store.add_for_today(ForToday::New("Mr Else".into()), access("EL", VALE, "8264")).wait().map(|_| ()));
    only(store.set_access(vale.clone(), access("TV", "biscuit meadow seventeen", "8264")).wait());
    only(store.disable_staff(room.store.staff().wait().unwrap()[0].id.clone()).wait());
    only(store.new_recovery_key().wait().map(|_| ()));
    only(store.exporting(Deed::roster_exported()).wait());
    only(store.enrol(Vec::new(), Vec::new()).wait());
    only(store.import_roster(RosterChange::default(), "pupils.csv".into(), Watch::silent()).wait().map(|_| ()));
    only(store.undo_roster_import().wait().map(|_| ()));
    // A helper who never opens the kiosk may be named, as in any lesson.
    store.add_staff(new(), None).wait().unwrap();

    only(store.audit_trail(50).wait().map(|_| ()));
    only(store.set_role(vale.clone(), Role::Head).wait());
    assert!(store.rights().wait().unwrap().is_empty());
    store.unlock(Secret::passphrase("candle violin harbour").of("AQ")).wait().unwrap();
    let words = crate::roster::words::words();
    let by_vale: Vec<String> = store
        .audit_trail_of(Some(vale.clone()), 50)
        .wait()
        .unwrap()
        .iter()
        .map(|line| line.said(words, |_| None))
        .collect();
    assert!(by_vale.contains(&"opened with a key for one day".to_owned()), "{by_vale:?}");
    assert!(trail(store, 50).contains(&format!("gave {vale} a key for today")));
}

#[test]
fn at_midnight_by_the_kiosks_clock_the_key_is_over_wherever_it_is() {
    let (mut room, vale) = room();
    room.store.unlock(Secret::passphrase(VALE)).wait().unwrap();
    room.hands.pass(A_DAY);
    // Still open when the day ends: the next question locks it.
    assert!(matches!(room.store.pupils(None).wait(), Err(StoreError::DayIsOver)));
    assert_eq!(room.store.access(), Access::Locked);
    let pin = room.store.unlock(Secret::pin("7391")).wait();
    assert!(matches!(pin, Err(StoreError::PassphraseNeeded)), "{pin:?}");
    let named = room.store.unlock(Secret::passphrase(VALE).of("TV")).wait();
    assert!(matches!(named, Err(StoreError::Unknown { .. })), "{named:?}");
    assert!(!std::fs::read_to_string(room.folder.join("keys.json")).unwrap().contains("until_ms"), "it is destroyed");
    let labels = room.store.labels().wait().unwrap().0;
    assert!(labels.iter().all(|label| label.id != vale) && labels.len() == 2);

    // The others come in as ever; Mx Vale comes back another day, as the same person.
    room.restart();
    room.store.unlock(Secret::passphrase("candle violin harbour")).wait().unwrap();
    let again = room.store.add_for_today(ForToday::Known(vale.clone()), access("TV", VALE, "7391")).wait().unwrap();
    assert_eq!((again.id, again.name.as_str()), (vale.clone(), "Mx T Vale"));
    let twice = room.store.add_for_today(ForToday::Known(vale), access("TV", VALE, "7391")).wait();
    assert!(matches!(twice, Err(StoreError::OpensAlready)), "{twice:?}");
    room.store.shutdown().wait().unwrap();
    room.store = Store::open(&room.folder, Secret::passphrase(VALE), room.clock()).unwrap();
    room.store.shutdown().wait().unwrap();
    room.hands.pass(A_DAY);
    let cold = Store::open(&room.folder, Secret::passphrase(VALE), room.clock());
    assert!(matches!(cold, Err(StoreError::WrongPassphrase { .. })), "{cold:?}");
    room.hands.pass(3600);
    room.store = Store::open(&room.folder, Secret::passphrase(PASSPHRASE), room.clock()).unwrap();
}
