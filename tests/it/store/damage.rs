//! Folders that something happened to: each gets its own sentence, and nothing is changed.

use super::classroom::{Classroom, FAMILY, PASSPHRASE, PIN, agreement, willow};
use promise_tree::domain::outcome::Outcome;
use promise_tree::store::{Sealed, Secret, Store, StoreError};
use std::path::Path;

/// A room with twenty promises whose store is shut.
fn shut() -> Classroom {
    let room = Classroom::new();
    for place in 0..20 {
        room.store.append(room.draft(place % 8, Outcome::Agreed)).wait().unwrap();
    }
    room.store.shutdown().wait().unwrap();
    room
}

fn reopen(room: &Classroom) -> Result<Store, StoreError> {
    Store::open(&room.folder, Secret::passphrase(PASSPHRASE), room.clock())
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = folder
        .read_dir()
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// What a kiosk and the command line read.
fn everything(store: &Store) -> Result<String, StoreError> {
    store.current_tree().wait()?;
    let people = (store.school().wait()?, store.classes().wait()?, store.pupils(None).wait()?, store.staff().wait()?);
    let outcomes = store.outcomes(None).wait()?;
    let signed = store.signed(willow(), agreement(), 1).wait()?;
    let statements = store.statements().collect::<Result<Vec<_>, _>>()?;
    Ok(format!("{people:?} {outcomes:?} {signed:?} {statements:?}"))
}

fn contains(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|window| window == what.as_bytes())
}

#[test]
fn no_file_of_the_folder_gives_up_a_name_or_a_secret() {
    let room = Classroom::new();
    for place in 0..8 {
        room.store.append(room.draft(place, Outcome::AgreedWithHelp)).wait().unwrap();
    }
    let told = [FAMILY, "Okorowitz", "Patel", "Willow", "SQLite format 3", "agreed", PASSPHRASE, PIN, "otter"];
    let look = |when: &str| {
        let files = files(&room.folder);
        assert!(files.iter().any(|(name, bytes)| name == "kiosk.db" && bytes.len() > 4096));
        for (name, bytes) in files {
            for what in told {
                assert!(!contains(&bytes, what), "{name} holds “{what}” {when}");
            }
        }
    };
    // With the write-ahead log beside it, and folded back.
    assert!(room.folder.join("kiosk.db-wal").metadata().unwrap().len() > 4096);
    look("while it is open");
    room.store.shutdown().wait().unwrap();
    reopen(&room).unwrap();
    look("after it was closed");
    let names: Vec<String> = files(&room.folder).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["keys.json", "kiosk.db", "kiosk.lock", "tries.json"][..], "nothing else is left lying about");
}

#[test]
fn a_database_whose_first_page_was_garbled_is_damaged_and_left_alone() {
    for place in [0, 20, 100, 4095] {
        let room = shut();
        let path = room.folder.join("kiosk.db");
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[place] ^= 0x10;
        std::fs::write(&path, &bytes).unwrap();
        let refused = reopen(&room).unwrap_err();
        assert!(matches!(refused, StoreError::Damaged { file: "kiosk.db", .. }), "{place}: {refused:?}");
        assert!(refused.to_string().starts_with("kiosk.db is damaged"), "{refused}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{place}");
    }
}

#[test]
fn one_flipped_bit_anywhere_in_the_database_is_found() {
    let room = shut();
    let path = room.folder.join("kiosk.db");
    let sound = std::fs::read(&path).unwrap();
    let whole = everything(&reopen(&room).unwrap()).unwrap();
    let (mut place, mut pages, mut damaged) = (4096 + 7, 0, 0);
    while place < sound.len() {
        let mut bytes = sound.clone();
        bytes[place] ^= 1 << (place % 8);
        std::fs::write(&path, &bytes).unwrap();
        let found = reopen(&room).and_then(|store| store.check().wait());
        assert!(matches!(found, Err(StoreError::Damaged { file: "kiosk.db", .. })), "{place}: {found:?}");
        // Whoever only reads what the kiosk reads is told the same, or has the right answer.
        std::fs::write(&path, &bytes).unwrap();
        match reopen(&room).and_then(|store| everything(&store)) {
            Ok(read) => assert_eq!(read, whole, "{place}"),
            Err(StoreError::Damaged { file: "kiosk.db", .. }) => damaged += 1,
            Err(other) => panic!("{place}: {other:?}"),
        }
        place += 4096 + 97;
        pages += 1;
    }
    assert!(pages > 20 && damaged > 20, "{pages} {damaged}");
    std::fs::write(&path, &sound).unwrap();
    reopen(&room).unwrap().check().wait().unwrap();
}

#[test]
fn a_database_that_was_cut_short_is_damaged_and_never_taken_for_a_new_one() {
    let room = shut();
    let path = room.folder.join("kiosk.db");
    let sound = std::fs::read(&path).unwrap();
    for length in [0, 1, 100, 4096, 4096 * 3, sound.len() / 2, sound.len() - 1] {
        std::fs::write(&path, &sound[..length]).unwrap();
        let found = reopen(&room).and_then(|store| store.check().wait());
        assert!(matches!(found, Err(StoreError::Damaged { file: "kiosk.db", .. })), "{length}: {found:?}");
        if length <= 4096 {
            assert!(std::fs::read(&path).unwrap() == sound[..length], "{length}: it was changed");
        }
    }
    std::fs::remove_file(&path).unwrap();
    let missing = reopen(&room).unwrap_err();
    assert!(missing.to_string().contains("has lost its kiosk.db"), "{missing}");
    assert!(!path.exists());
    std::fs::write(&path, &sound).unwrap();
    reopen(&room).unwrap().check().wait().unwrap();
}

#[test]
fn keys_that_are_damaged_newer_or_gone_are_told_apart() {
    let room = shut();
    let path = room.folder.join("keys.json");
    let sound = std::fs::read_to_string(&path).unwrap();
    let refused = |text: &str| {
        std::fs::write(&path, text).unwrap();
        Store::at(&room.folder, room.clock()).unwrap_err().to_string()
    };
    assert!(refused(&sound[..sound.len() / 2]).starts_with("keys.json is damaged"));
    assert!(refused("").starts_with("keys.json is damaged"));
    let newer = refused(&sound.replacen("\"version\": 1", "\"version\": 7", 1));
    assert!(newer.starts_with("keys.json was made by a newer Promise Tree (its version 7"), "{newer}");
    std::fs::remove_file(&path).unwrap();
    let gone = Store::at(&room.folder, room.clock()).unwrap_err().to_string();
    assert!(gone.contains("has lost its keys.json"), "{gone}");
    assert!(Sealed::look(&room.folder, room.hands.as_ref()).is_err());
    // Setting up a school must not bury the one whose keys are missing.
    let new = super::classroom::new_school();
    let created = Store::create(&room.folder, new, promise_tree::store::Kdf::Light, room.clock()).wait();
    assert!(matches!(created, Err(StoreError::KeysMissing(_))), "{created:?}");
    std::fs::write(&path, &sound).unwrap();
    reopen(&room).unwrap();
}

#[test]
fn a_set_up_that_was_broken_off_is_finished_or_begun_again() {
    let room = shut();
    let (database, working) = (room.folder.join("kiosk.db"), room.folder.join("kiosk.new.db"));
    // Broken off between keys.json and the last rename.
    std::fs::rename(&database, &working).unwrap();
    assert_eq!(reopen(&room).unwrap().outcomes(None).wait().unwrap().len(), 20);
    assert!(database.exists() && !working.exists());
    // Broken off before keys.json: nobody was told of it.
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("kiosk.new.db"), b"half a database").unwrap();
    let new = super::classroom::new_school();
    Store::create(elsewhere.path(), new, promise_tree::store::Kdf::Light, room.clock()).wait().unwrap();
}

/// Root is not bound by a folder's mode, so root runs this test again as nobody: the same binary, reached through
/// /proc/self/exe because nobody may not walk to where it was built.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_to_is_said_to_be_so() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    const FOLDER: &str = "PROMISE_TREE_TEST_READ_ONLY";
    const TEST: &str = "store::damage::a_folder_that_cannot_be_written_to_is_said_to_be_so";
    if let Some(folder) = std::env::var_os(FOLDER) {
        let folder = Path::new(&folder);
        let clock = promise_tree::store::SystemClock::start();
        let refused = Store::at(folder, std::sync::Arc::clone(&clock)).unwrap_err();
        assert!(refused.to_string().contains("cannot be written to; give this user the right"), "{refused}");
        let new = super::classroom::new_school();
        let refused =
            Store::create(&folder.join("new"), new, promise_tree::store::Kdf::Light, clock).wait().unwrap_err();
        assert!(matches!(refused, StoreError::ReadOnly(_)), "{refused:?}");
        println!("refused as it should be");
        return;
    }
    let room = shut();
    let before = files(&room.folder);
    let mode = |path: &Path, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    for entry in room.folder.read_dir().unwrap() {
        mode(&entry.unwrap().path(), 0o444);
    }
    mode(&room.folder, 0o555);
    mode(room.folder.parent().unwrap(), 0o755);
    let root = std::fs::metadata("/proc/self").map(|meta| std::os::unix::fs::MetadataExt::uid(&meta)).unwrap() == 0;
    let mut again = std::process::Command::new("/proc/self/exe");
    again.args(["--exact", TEST, "--nocapture"]).env(FOLDER, &room.folder).current_dir("/");
    if root {
        again.uid(65534).gid(65534);
    }
    let output = again.output().unwrap();
    mode(&room.folder, 0o755);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("refused as it should be"), "{output:?}");
    assert_eq!(files(&room.folder), before);
}

/// A file system of two megabytes, in a mount namespace of its own, that fills up in the middle of a lesson. (The same
/// is tested without one, by SQLite's own limit, beside `database::transaction`.)
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_loses_nothing_that_was_acknowledged() {
    const FOLDER: &str = "PROMISE_TREE_TEST_FULL_DISK";
    const TEST: &str = "store::damage::a_disk_that_fills_up_loses_nothing_that_was_acknowledged";
    if let Some(folder) = std::env::var_os(FOLDER) {
        fill_up(Path::new(&folder));
        println!("lost nothing");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let mount = "mount -t tmpfs -o size=2m promise-tree \"$1\" && shift && exec \"$@\"";
    let mut child = std::process::Command::new("unshare");
    child.args(["--mount", "--map-root-user", "sh", "-c", mount, "sh"]).arg(dir.path());
    child.arg(std::env::current_exe().unwrap()).args(["--exact", TEST, "--nocapture"]).env(FOLDER, dir.path());
    let output = child.output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    if complaint.starts_with("unshare:") || complaint.starts_with("mount:") {
        eprintln!("no mount namespace is to be had here, so no disk was filled: {complaint}");
        return;
    }
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("lost nothing"), "{output:?}");
}

#[cfg(target_os = "linux")]
fn fill_up(disk: &Path) {
    let clock = promise_tree::store::SystemClock::start();
    let folder = disk.join("kiosk");
    std::fs::write(disk.join("ballast"), vec![1; 300 << 10]).unwrap();
    let new = super::classroom::new_school();
    let created = Store::create(&folder, new, promise_tree::store::Kdf::Light, std::sync::Arc::clone(&clock)).wait();
    let store = created.unwrap().store;
    let pupil = store.pupils(None).wait().unwrap().remove(0);
    let draft = super::classroom::draft(&pupil, Outcome::Agreed);
    let mut thanked = 0;
    let full = loop {
        match store.append(draft.clone()).wait() {
            Ok(appended) => {
                thanked += 1;
                assert_eq!(appended.sequence, thanked);
            }
            Err(error) => break error,
        }
    };
    assert!(thanked > 5, "{thanked}");
    assert!(full.to_string().starts_with("the disk is full: "), "{full:?}");
    // Still full: nothing half written, and a try that cannot be counted is not taken.
    let fill = |name: &str| std::fs::write(disk.join(name), vec![1; 2 << 20]).unwrap_err();
    fill("more");
    for _ in 0..3 {
        match store.append(draft.clone()).wait() {
            // The log was folded back meanwhile, and has room for one more.
            Ok(_) => thanked += 1,
            Err(StoreError::DiskFull) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(store.outcomes(None).wait().unwrap().len() as u64, thanked);
    // Closing folds the log back where it can, which may make room: fill that too.
    store.seal().wait().ok();
    fill("most");
    let uncounted = store.unlock(Secret::passphrase(PASSPHRASE)).wait().unwrap_err();
    assert!(matches!(uncounted, StoreError::DiskFull), "{uncounted:?}");
    // Somebody makes room: it goes on where it was.
    for name in ["ballast", "more", "most"] {
        std::fs::remove_file(disk.join(name)).unwrap();
    }
    store.unlock(Secret::passphrase(PASSPHRASE)).wait().unwrap();
    assert_eq!(store.append(draft).wait().unwrap().sequence, thanked + 1);
    assert_eq!(store.statements().count() as u64, thanked + 1);
    store.check().wait().unwrap();
}
