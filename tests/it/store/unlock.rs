//! Who gets in: passphrases, PINs, the recovery key, and what wrong ones cost.

use super::classroom::{Classroom, PASSPHRASE, PIN, access};
use promise_tree::domain::outcome::Outcome;
use promise_tree::store::{Access, Pending, RecoveryKey, Sealed, Secret, Store, StoreError, Unlocked};
use std::time::Duration;

fn wrong() -> Secret {
    Secret::passphrase("otter pebble lamppost")
}

fn wait_of(refused: Pending<Unlocked>) -> Duration {
    match refused.wait() {
        Err(StoreError::WrongPassphrase { wait } | StoreError::TooSoon(wait)) => wait,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_cold_kiosk_shows_initials_and_nothing_else() {
    let mut room = Classroom::new();
    room.store.shutdown().wait().unwrap();
    let sealed = Sealed::look(&room.folder, room.hands.as_ref()).unwrap().unwrap();
    let labels: Vec<&str> = sealed.staff.iter().map(|staff| staff.label.as_str()).collect();
    assert_eq!(labels, ["JO"]);
    assert_eq!(sealed.wait, Duration::ZERO);

    room.store = Store::at(&room.folder, room.clock()).unwrap();
    assert_eq!(room.store.access(), Access::Sealed);
    assert_eq!(room.store.labels().wait().unwrap().0, sealed.staff);
    assert!(matches!(room.store.pupils(None).wait(), Err(StoreError::Sealed)));
    assert!(matches!(room.store.school().wait(), Err(StoreError::Sealed)));
    let unlocked = room.store.unlock(Secret::passphrase(PASSPHRASE)).wait().unwrap();
    assert_eq!(unlocked.staff.unwrap().name, "Mr J Okorowitz");
    assert_eq!(room.store.access(), Access::Open);
}

#[test]
fn where_no_school_was_set_up_the_program_says_so() {
    let room = Classroom::new();
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(Sealed::look(empty.path(), room.hands.as_ref()).unwrap(), None);
    let refused = Store::at(empty.path(), room.clock()).unwrap_err();
    assert!(refused.to_string().contains("set up a school there first"), "{refused}");
    assert_eq!(empty.path().read_dir().unwrap().count(), 0);
}

#[test]
fn a_second_kiosk_on_the_same_folder_says_so_and_leaves() {
    let room = Classroom::new();
    let refused = Store::at(&room.folder, room.clock()).unwrap_err();
    assert!(refused.to_string().starts_with("another Promise Tree has "), "{refused}");
    // Once the first is gone, however it went, the folder is free.
    let Classroom { store, folder, hands, recovery_key, .. } = &room;
    let _ = (hands, recovery_key);
    store.shutdown().wait().unwrap();
    Store::at(folder, room.clock()).unwrap();
    assert!(matches!(store.classes().wait(), Err(StoreError::Closed)));
}

#[test]
fn wrong_passphrases_wait_longer_and_longer_also_after_a_restart() {
    let mut room = Classroom::new();
    room.store.shutdown().wait().unwrap();
    for step in [0, 0, 5, 15] {
        // A new start of the program for every try.
        room.store = Store::at(&room.folder, room.clock()).unwrap();
        assert_eq!(wait_of(room.store.unlock(wrong())), Duration::from_secs(step));
        room.store.shutdown().wait().unwrap();
        if step == 5 {
            room.hands.pass(4);
            room.store = Store::at(&room.folder, room.clock()).unwrap();
            // Not even the right one is looked at.
            assert_eq!(wait_of(room.store.unlock(Secret::passphrase(PASSPHRASE))), Duration::from_secs(1));
            room.store.shutdown().wait().unwrap();
            room.hands.pass(1);
        }
    }
    assert_eq!(Sealed::look(&room.folder, room.hands.as_ref()).unwrap().unwrap().wait, Duration::from_secs(15));
    room.hands.pass(15);
    room.store = Store::at(&room.folder, room.clock()).unwrap();
    let unlocked = room.store.unlock(Secret::passphrase(PASSPHRASE)).wait().unwrap();
    assert_eq!(unlocked.wrong_before, 4);
    let newest = super::classroom::trail(&room.store, 1).remove(0);
    assert_eq!(newest, "opened with a passphrase, after 4 wrong tries");
    room.restart();
}

#[test]
fn a_pin_does_not_open_a_cold_kiosk() {
    let mut room = Classroom::new();
    room.store.shutdown().wait().unwrap();
    room.store = Store::at(&room.folder, room.clock()).unwrap();
    assert!(matches!(room.store.unlock(Secret::pin(PIN).of("JO")).wait(), Err(StoreError::PassphraseNeeded)));
    room.store.unlock(Secret::passphrase(PASSPHRASE)).wait().unwrap();
    room.store.seal().wait().unwrap();
    assert_eq!(room.store.access(), Access::Sealed);
    assert!(matches!(room.store.unlock(Secret::pin(PIN)).wait(), Err(StoreError::PassphraseNeeded)));
}

#[test]
fn a_locked_kiosk_finishes_what_was_begun_answers_nothing_and_opens_with_a_pin() {
    let room = Classroom::new();
    let promise = room.store.append(room.draft(0, Outcome::Agreed));
    let locked = room.store.lock();
    let late = room.store.pupils(None);
    assert_eq!(promise.wait().unwrap().sequence, 1);
    locked.wait().unwrap();
    assert_eq!(room.store.access(), Access::Locked);
    assert!(matches!(late.wait(), Err(StoreError::Locked)));
    assert!(matches!(room.store.outcomes(None).wait(), Err(StoreError::Locked)));
    assert!(matches!(room.store.new_recovery_key().wait(), Err(StoreError::Locked)));

    let refused = room.store.unlock(Secret::pin("4072")).wait().unwrap_err();
    assert!(matches!(refused, StoreError::WrongPin { left: 4, wait: Duration::ZERO }), "{refused:?}");
    let unlocked = room.store.unlock(Secret::pin(PIN)).wait().unwrap();
    assert_eq!((unlocked.staff.unwrap().name.as_str(), unlocked.wrong_before), ("Mr J Okorowitz", 1));
    assert_eq!(room.store.outcomes(None).wait().unwrap().len(), 1);
    let lines = super::classroom::trail(&room.store, 3);
    assert_eq!(lines, ["unlocked with a PIN, after 1 wrong try", "a wrong PIN was typed", "locked"]);

    room.store.lock().wait().unwrap();
    room.store.unlock(Secret::passphrase(PASSPHRASE)).wait().unwrap();
    assert_eq!(room.store.access(), Access::Open);
}

#[test]
fn after_five_wrong_pins_only_the_passphrase_opens() {
    let room = Classroom::new();
    room.store.lock().wait().unwrap();
    for (left, step) in [(4, 0), (3, 0), (2, 5), (1, 15), (0, 60)] {
        let refused = room.store.unlock(Secret::pin("0815")).wait().unwrap_err();
        let wait = Duration::from_secs(step);
        assert!(matches!(refused, StoreError::WrongPin { left: l, wait: w } if (l, w) == (left, wait)), "{refused:?}");
        if left > 0 {
            room.hands.pass(step);
        } else {
            assert!(refused.to_string().ends_with("unlock with the passphrase"), "{refused}");
        }
    }
    // The key is gone from memory, the PINs do not make the passphrase wait, and it lets PINs in again.
    assert_eq!(room.store.access(), Access::Sealed);
    assert!(matches!(room.store.unlock(Secret::pin(PIN)).wait(), Err(StoreError::PassphraseNeeded)));
    room.store.unlock(Secret::passphrase(PASSPHRASE)).wait().unwrap();
    room.store.lock().wait().unwrap();
    room.store.unlock(Secret::pin(PIN)).wait().unwrap();
}

#[test]
fn the_recovery_key_opens_when_every_passphrase_is_forgotten() {
    let mut room = Classroom::new();
    let printed = room.recovery_key.printed().to_lowercase().replace('-', " ");
    room.store.append(room.draft(2, Outcome::Agreed)).wait().unwrap();
    room.store.shutdown().wait().unwrap();
    room.store = Store::at(&room.folder, room.clock()).unwrap();
    let typed = RecoveryKey::parse(&printed).unwrap();
    let unlocked = room.store.unlock(Secret::RecoveryKey(typed.clone())).wait().unwrap();
    assert_eq!(unlocked.staff, None);
    assert_eq!(room.store.outcomes(None).wait().unwrap().len(), 1);

    // It is there to choose a new passphrase and to print a new recovery key.
    let okoro = room.store.staff().wait().unwrap().remove(0);
    room.store.set_access(okoro.id, access("JO", "candle violin harbour", "2580")).wait().unwrap();
    room.store.new_recovery_key().wait().unwrap();
    room.store.shutdown().wait().unwrap();
    room.store = Store::at(&room.folder, room.clock()).unwrap();
    assert_eq!(wait_of(room.store.unlock(Secret::passphrase(PASSPHRASE))), Duration::ZERO);
    let old = room.store.unlock(Secret::RecoveryKey(typed)).wait().unwrap_err();
    assert!(matches!(old, StoreError::WrongRecoveryKey { .. }), "{old:?}");
    room.store.unlock(Secret::passphrase("candle violin harbour")).wait().unwrap();
    room.store.lock().wait().unwrap();
    room.store.unlock(Secret::pin("2580")).wait().unwrap();
}

#[test]
fn somebody_who_is_not_on_the_kiosk_is_not_a_wrong_try() {
    let room = Classroom::new();
    room.store.seal().wait().unwrap();
    let stranger = room.store.unlock(Secret::passphrase(PASSPHRASE).of("SP")).wait().unwrap_err();
    assert!(matches!(stranger, StoreError::Unknown { .. }), "{stranger:?}");
    let unlocked = room.store.unlock(Secret::passphrase("  otter  pebble lantern ").of("jo")).wait().unwrap();
    assert_eq!(unlocked.wrong_before, 0);
}

#[test]
fn an_open_store_checks_a_pin_and_stays_open_for_the_children_whatever_is_typed() {
    let room = Classroom::new();
    for _ in 0..5 {
        assert!(room.store.unlock(Secret::pin("0815")).wait().is_err());
        room.hands.pass(3600);
        room.store.school().wait().unwrap();
    }
    assert!(matches!(room.store.unlock(Secret::pin(PIN)).wait(), Err(StoreError::PassphraseNeeded)));
    room.store.school().wait().unwrap();
    room.store.unlock(Secret::passphrase(PASSPHRASE)).wait().unwrap();
    room.store.unlock(Secret::pin(PIN)).wait().unwrap();
}
