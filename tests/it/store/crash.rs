//! Power cuts and kills, as far as files can tell: what was acknowledged is there, and the chain is whole.

use super::classroom::{Classroom, open};
use promise_tree::domain::outcome::Outcome;
use promise_tree::ledger::{Place, Report, Statement, verify};
use promise_tree::store::Store;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

fn checked(store: &Store) -> Report {
    let key = store.public_key().wait().unwrap();
    let statements = store.statements().map(|stored| {
        let stored = stored.unwrap();
        (Place::Sequence(stored.sequence), Statement::parse(&stored.compact()))
    });
    verify(&key, statements, None)
}

fn copy(from: &Path, to: &Path, names: &[&str]) {
    std::fs::create_dir_all(to).unwrap();
    for name in names {
        std::fs::copy(from.join(name), to.join(name)).unwrap();
    }
}

/// What tells one round of the write-ahead log from the next: its salts (sqlite.org/fileformat.html#walformat).
fn round_of_the_log(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.join("kiosk.db-wal")).unwrap().get(..32).map(<[u8]>::to_vec).unwrap_or_default()
}

#[test]
fn files_copied_at_any_moment_hold_every_acknowledged_promise_and_a_whole_chain() {
    let room = Classroom::new();
    let copies = tempfile::tempdir().unwrap();
    let (acknowledged, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let writer = {
        let (store, acknowledged, stop) = (room.store.clone(), Arc::clone(&acknowledged), Arc::clone(&stop));
        let drafts: Vec<_> = (0..8).map(|place| room.draft(place, Outcome::Agreed)).collect();
        std::thread::spawn(move || {
            for draft in drafts.iter().cycle() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let appended = store.append(draft.clone()).wait().unwrap();
                acknowledged.store(appended.sequence, Ordering::SeqCst);
            }
        })
    };
    let mut taken = Vec::new();
    let mut nth = 0_u64;
    while taken.len() < 25 {
        // Moments that have nothing to do with the writer's rhythm.
        let until = acknowledged.load(Ordering::SeqCst) + nth % 3;
        for _ in 0..(nth * 7919 % 5000) {
            std::hint::spin_loop();
        }
        while acknowledged.load(Ordering::SeqCst) < until {
            std::thread::yield_now();
        }
        nth += 1;
        let to = copies.path().join(nth.to_string());
        let (thanked, round) = (acknowledged.load(Ordering::SeqCst), round_of_the_log(&room.folder));
        copy(&room.folder, &to, &["keys.json", "kiosk.db", "kiosk.db-wal"]);
        // Two files are not copied in one moment, as a power cut would leave them: where the log began a new round
        // between the two copies, they never were on the disk together.
        if round.len() == 32 && round_of_the_log(&room.folder) == round {
            taken.push((thanked, to));
        }
    }
    stop.store(true, Ordering::SeqCst);
    writer.join().unwrap();
    for (thanked, folder) in taken {
        let store = open(&folder, room.clock());
        let report = checked(&store);
        assert!(report.is_sound(), "{:?}", report.faults);
        assert!(report.count >= thanked, "{} of {thanked}", report.count);
        assert_eq!(store.outcomes(None).wait().unwrap().len() as u64, report.count);
        store.check().wait().unwrap();
    }
}

#[test]
fn a_log_cut_off_anywhere_leaves_whole_promises_only() {
    let room = Classroom::new();
    let copies = tempfile::tempdir().unwrap();
    let mut lengths = Vec::new();
    let log = room.folder.join("kiosk.db-wal");
    for place in 0..8 {
        room.store.append(room.draft(place, Outcome::Agreed)).wait().unwrap();
        lengths.push(log.metadata().unwrap().len());
    }
    copy(&room.folder, copies.path(), &["keys.json", "kiosk.db", "kiosk.db-wal"]);
    let whole = std::fs::read(copies.path().join("kiosk.db-wal")).unwrap();
    let database = std::fs::read(copies.path().join("kiosk.db")).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for length in (0..whole.len()).step_by(2311).chain([whole.len()]) {
        std::fs::write(copies.path().join("kiosk.db"), &database).unwrap();
        std::fs::write(copies.path().join("kiosk.db-wal"), &whole[..length]).unwrap();
        let store = open(copies.path(), room.clock());
        let report = checked(&store);
        assert!(report.is_sound(), "{length}: {:?}", report.faults);
        // Whatever was acknowledged while the log was at most this long is there.
        let acknowledged = lengths.iter().filter(|&&at| at <= length as u64).count() as u64;
        assert!(report.count >= acknowledged, "{length}: {} of {acknowledged}", report.count);
        assert_eq!(store.outcomes(None).wait().unwrap().len() as u64, report.count);
        seen.insert(report.count);
    }
    assert!(seen.len() > 3, "{seen:?}");
}

#[test]
fn a_store_that_was_only_dropped_left_everything_on_the_disk() {
    let mut room = Classroom::new();
    let pending: Vec<_> = (0..8).map(|place| room.store.append(room.draft(place, Outcome::Agreed))).collect();
    // Nobody waits for the answers; the drop does.
    drop(pending);
    let empty = Classroom::new().store;
    drop(std::mem::replace(&mut room.store, empty));
    assert!(!room.folder.join("kiosk.db-wal").exists());
    assert_eq!(checked(&open(&room.folder, room.clock())).count, 8);
}
