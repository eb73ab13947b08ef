//! Backups by the program itself: a kiosk is written into one file, and another comes out of it that holds.

use crate::register::running::Register;
use crate::store::classroom::draft;
use crate::support::{School, program, told, verify};
use promise_tree::domain::outcome::Outcome;
use promise_tree::store::{Secret, Store, SystemClock};
use std::path::{Path, PathBuf};
use std::process::Output;

/// Children of a class promise, without a window.
fn promises(school: &School, pupils: u32) {
    let (report, pupils) = (school.file("report.jsonl"), pupils.to_string());
    let report = report.to_str().unwrap();
    school.run(&["robot", "--no-window", "--class", "Acorn", "--pupils", &pupils, "--report", report]);
}

fn backup(school: &School, to: &Path) -> Output {
    school.command(&["backup", "--to", to.to_str().unwrap()]).output().unwrap()
}

fn restore(from: &Path, into: &Path, passphrase: &str) -> Output {
    let mut command = program();
    command.arg("restore").arg(from).arg("--data").arg(into).env("PROMISE_TREE_PASSPHRASE", passphrase);
    command.output().unwrap()
}

/// The school that a folder beside it holds now.
fn at(school: &School, folder: &Path) -> Store {
    Store::open(folder, Secret::passphrase(&school.passphrase), SystemClock::start()).unwrap()
}

fn beside(school: &School) -> Vec<String> {
    let names = std::fs::read_dir(school.folder.path()).unwrap();
    let mut names: Vec<String> = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A school with promises and a backup of it.
fn backed_up() -> (School, PathBuf) {
    let school = School::new();
    promises(&school, 5);
    let file = school.file("kiosk.promise-backup");
    let made = backup(&school, &file);
    assert!(made.status.success(), "{}", told(&made));
    (school, file)
}

#[test]
fn a_kiosk_is_put_back_as_it_was_and_its_backup_gives_up_no_name() {
    let (school, file) = backed_up();
    let store = school.open();
    let (head, outcomes) = (store.head().wait().unwrap(), store.outcomes(None).wait().unwrap());
    let standing = store.backup_standing().wait().unwrap();
    let last = standing.last.unwrap();
    assert_eq!((last.sequence, standing.alone, Path::new(&last.place)), (head.sequence, 0, file.as_path()));
    let names: Vec<String> = store.pupils(None).wait().unwrap().into_iter().map(|pupil| pupil.family_name).collect();
    store.shutdown().wait().unwrap();
    let bytes = std::fs::read(&file).unwrap();
    let holds = |what: &str| bytes.windows(what.len()).any(|window| window == what.as_bytes());
    assert!(bytes.len() > 50_000 && holds("keys.json"), "{} bytes", bytes.len());
    // A name of three letters could stand in random bytes by chance.
    let long = names.iter().map(String::as_str).filter(|name| name.len() > 5);
    for what in long.chain(["SQLite format 3", "Willow Lane", "agreed", &school.passphrase]) {
        assert!(!holds(what), "the backup holds “{what}”");
    }

    // The kiosk goes on; the backup stays what it was.
    promises(&school, 8);
    let folder = school.file("again");
    let said = restore(&file, &folder, &school.passphrase);
    assert!(said.status.success(), "{}", told(&said));
    let words = told(&said);
    assert!(words.contains("All of it holds") && words.contains("never both"), "{words}");
    assert!(!words.contains("register of"), "it has none: {words}");
    let store = at(&school, &folder);
    assert_eq!((store.head().wait().unwrap(), store.outcomes(None).wait().unwrap()), (head, outcomes));
    let standing = store.backup_standing().wait().unwrap();
    assert_eq!(standing.last.map(|last| last.sequence), Some(head.sequence), "it knows that it has a backup");
    // And it goes on from there.
    let pupil = store.pupils(None).wait().unwrap().remove(0);
    store.append(draft(&pupil, Outcome::NotYet)).wait().unwrap();
    let checked = verify(&store);
    assert!(checked.is_sound() && checked.count == head.sequence + 1, "{:?}", checked.faults);
    store.shutdown().wait().unwrap();
}

#[test]
fn a_damaged_backup_a_wrong_passphrase_and_a_full_folder_put_nothing_back() {
    let (school, file) = backed_up();
    let (folder, before) = (school.file("again"), beside(&school));
    let refused = |from: &Path, passphrase: &str, why: &str| {
        let said = restore(from, &folder, passphrase);
        assert!(!said.status.success() && told(&said).contains(why), "{why}: {}", told(&said));
        assert!(!folder.exists() && beside(&school) == before, "{why}: {:?}", beside(&school));
    };
    refused(&file, "four other quiet words", "that passphrase does not open");
    let whole = std::fs::read(&file).unwrap();
    let with = |bytes: &[u8], why: &str| {
        std::fs::write(&file, bytes).unwrap();
        refused(&file, &school.passphrase, why);
    };
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    with(&flipped, "is damaged");
    with(&whole[..middle], "is no backup of a kiosk");
    with(b"Forename,Surname\n", "is no backup of a kiosk");
    refused(&school.file("nowhere"), &school.passphrase, "could not be read");
    std::fs::write(&file, &whole).unwrap();
    // Over a kiosk that is there: never.
    let said = restore(&file, &school.data(), &school.passphrase);
    assert!(!said.status.success() && told(&said).contains("holds something already"), "{}", told(&said));
    assert!(verify(&school.open()).is_sound());
}

#[test]
fn a_backup_replaces_nothing_and_leaves_no_half() {
    let (school, file) = backed_up();
    let before = beside(&school);
    let refused = |said: Output, why: &str| {
        assert!(!said.status.success() && told(&said).contains(why), "{why}: {}", told(&said));
        assert_eq!(beside(&school), before, "{why}");
        assert!(!school.data().join("kiosk.copy.db").exists(), "{why}");
    };
    refused(backup(&school, &file), "is there already");
    refused(backup(&school, &school.file("pulled-out/kiosk.promise-backup")), "put the stick in again");
    // A device without room: the limit of a file's size, in blocks of 512 bytes, stands for it.
    let size = std::fs::metadata(school.data().join("kiosk.db")).unwrap().len();
    let limited = |bytes: u64| {
        let mut command = std::process::Command::new("sh");
        let to = school.file("full.promise-backup");
        command.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", &(bytes / 512).to_string()]);
        command
            .arg(env!("CARGO_BIN_EXE_promise-tree"))
            .args(["backup", "--to"])
            .arg(to)
            .arg("--data")
            .arg(school.data());
        command.env("PROMISE_TREE_PASSPHRASE", &school.passphrase).output().unwrap()
    };
    // The copy fits, and the file around it, which holds keys.json too, does not.
    refused(limited(size + 1024), "there is no room for");
    // An open kiosk says where else it can be done.
    let store = school.open();
    refused(backup(&school, &school.file("second.promise-backup")), "on its own screen");
    store.shutdown().wait().unwrap();
}

#[test]
fn a_kiosk_that_was_put_back_is_noticed_by_its_register_which_loses_nothing() {
    let register = Register::start();
    let school = School::new();
    promises(&school, 3);
    school.run(&["enrol", "--ticket", register.ticket.as_deref().unwrap()]);
    school.run(&["sync", "--once"]);
    let file = school.file("kiosk.promise-backup");
    assert!(backup(&school, &file).status.success());
    promises(&school, 5);
    school.run(&["sync", "--once"]);
    let newest = |school: &School| {
        let store = school.open();
        let head = store.head().wait().unwrap();
        store.shutdown().wait().unwrap();
        head.sequence
    };
    let went_on = newest(&school);
    // The machine breaks; another takes its place.
    std::fs::rename(school.data(), school.file("broken")).unwrap();
    let said = restore(&file, &school.data(), &school.passphrase);
    assert!(said.status.success() && told(&said).contains("the register keeps both"), "{}", told(&said));
    let put_back = newest(&school);
    assert!(put_back < went_on);
    promises(&school, 5);
    // The first time it sends them; the next time it hears what the register makes of it.
    school.run(&["sync", "--once"]);
    let synced = school.command(&["sync", "--once"]).output().unwrap();
    assert!(!synced.status.success() && told(&synced).contains("Both are kept"), "{}", told(&synced));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let entries = runtime.block_on(async {
        let storage = register.storage().await;
        let there = storage.schools().await.unwrap().remove(0).id;
        let entries = storage.entries(&there, 0, 10_000).await.unwrap().len() as u64;
        storage.close().await;
        entries
    });
    assert_eq!(entries, went_on + newest(&school) - put_back, "what either had signed is there, once");
    let checked = program().args(["verify", "--register"]).arg(register.data()).output().unwrap();
    assert!(checked.status.success(), "{}", told(&checked));
}
