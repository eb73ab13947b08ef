//! A kiosk that never has a network: a stick carries everything, both ways, and may be lost or brought twice.

use super::network::{has_everything, promises};
use super::running::Register;
use crate::support::{School, display, program, told, verify};
use promise_tree::domain::ids::PupilId;
use promise_tree::ledger::Statement;
use promise_tree::register::Place;
use promise_tree::register::courier::take_in;
use promise_tree::register::storage::Storage;
use promise_tree::sync::client::{Brought, Problem, courier_in, courier_out, verify_receipts};
use promise_tree::sync::courier::CourierError;
use std::path::{Path, PathBuf};
use std::process::Output;

/// At the register, which may be running or not: only its folder is needed.
fn at_register(folder: &Path, from: &Path, to: &Path) -> Output {
    let mut command = program();
    command.args(["courier", "in", "--register"]).arg(folder);
    command.arg("--from").arg(from).arg("--to").arg(to).output().unwrap()
}

fn out(school: &School, name: &str) -> PathBuf {
    let file = school.file(name);
    school.run(&["courier", "out", "--to", file.to_str().unwrap()]);
    file
}

fn back(school: &School, file: &Path) -> String {
    school.run(&["courier", "in", "--from", file.to_str().unwrap()])
}

fn enrolled() -> (Register, School) {
    let (register, school) = (Register::start(), School::new());
    school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    (register, school)
}

#[test]
fn a_stick_carries_promises_receipts_and_erasures_and_may_be_lost_or_brought_twice() {
    let (mut register, school) = enrolled();
    assert!(register.stop().success());
    promises(&school, 6);
    std::fs::remove_file(out(&school, "lost.promise-courier")).unwrap();
    let file = out(&school, "out.promise-courier");
    let bytes = std::fs::read(&file).unwrap();
    let store = school.open();
    let all = store.head().wait().unwrap().sequence;
    let stored = store.page(0, 1).wait().unwrap().remove(0);
    store.shutdown().wait().unwrap();
    let there = |part: &str| bytes.windows(part.len()).any(|window| window == part.as_bytes());
    assert!(!there(&stored.jwt) && stored.disclosures.iter().all(|disclosure| !there(disclosure)));

    let answer = school.file("back.promise-courier");
    let output = at_register(&register.data(), &file, &answer);
    assert!(told(&output).contains(&format!("{all} statements new, 0 there already")), "{}", told(&output));
    // Brought twice: the second answer is as good as the first.
    let output = at_register(&register.data(), &file, &answer);
    assert!(output.status.success(), "{}", told(&output));
    assert!(told(&output).contains(&format!("0 statements new, {all} there already")), "{}", told(&output));
    assert!(back(&school, &answer).contains(&format!("{all} statements more have a receipt")));
    let again = back(&school, &answer);
    assert!(again.contains("Nothing was taken from this file"), "{again}");
    has_everything(&register, &school, all as usize);
    let store = school.open();
    assert_eq!(store.carried().wait().unwrap().receipted, all);
    let checked = verify_receipts(&store).unwrap();
    assert_eq!((checked.right, checked.wrong.len()), (all, 0));
    store.shutdown().wait().unwrap();

    // More promises, and a child is erased meanwhile: both travel with the same stick.
    let pupil: PupilId = Statement::parse(&stored.compact()).unwrap().disclosed().pupil_id.clone().unwrap();
    let erased = register.command(&["erase", "--pupil", pupil.as_str(), "--yes"]).output().unwrap();
    assert!(erased.status.success(), "{}", told(&erased));
    promises(&school, 8);
    let file = out(&school, "more.promise-courier");
    assert!(at_register(&register.data(), &file, &answer).status.success());
    let said = back(&school, &answer);
    assert!(said.contains("1 child was erased at the register"), "{said}");
    let store = school.open();
    let carried = store.carried().wait().unwrap();
    assert!(carried.receipted == carried.head.sequence && carried.receipted > all);
    assert!(!store.roster().wait().unwrap().pupils.contains_key(&pupil));
    assert_eq!(store.page(0, 1).wait().unwrap()[0].disclosures.len(), 2);
    let checked = verify_receipts(&store).unwrap();
    assert_eq!((checked.right, checked.wrong.len()), (carried.receipted, 0));
    assert!(verify(&store).is_sound());
    // Once more: nobody is erased twice, and nothing is written down about it.
    let trail = store.audit_trail(50).wait().unwrap().len();
    let once_more = courier_in(&store, &answer).unwrap();
    assert_eq!(once_more, Brought { old: true, ..Brought::default() });
    assert_eq!(store.audit_trail(50).wait().unwrap().len(), trail);
    store.shutdown().wait().unwrap();
    // And by the network it goes on from there.
    register.run();
    school.run(&["sync", "--once"]);
    let verified = program().args(["verify", "--register"]).arg(register.data()).output().unwrap();
    assert!(verified.status.success(), "{}", told(&verified));
}

#[test]
fn a_file_that_is_garbled_or_cut_anywhere_is_refused_on_both_sides_and_nothing_of_it_is_done() {
    let (register, school) = enrolled();
    promises(&school, 2);
    let (file, answer) = (out(&school, "out.promise-courier"), school.file("back.promise-courier"));
    let good = std::fs::read(&file).unwrap();
    let place = Place { folder: register.data(), database: None };
    let damages = |good: &[u8]| -> Vec<Vec<u8>> {
        let garbled = (0..good.len()).step_by(97).map(|place| {
            let mut garbled = good.to_vec();
            garbled[place] ^= 0x15;
            garbled
        });
        let cut = (0..good.len()).step_by(97).map(|place| good[..place].to_vec());
        garbled.chain(cut).collect()
    };
    for damaged in damages(&good) {
        let error = take_in(&place, &damaged).unwrap_err().to_string();
        assert!(error.contains("this file is") || error.contains("this is no file"), "{error}");
    }
    std::fs::write(&file, b"a shopping list").unwrap();
    let refused = at_register(&register.data(), &file, &answer);
    assert!(!refused.status.success() && !answer.exists(), "{}", told(&refused));
    assert!(told(&refused).contains("no file of Promise Tree's courier"), "{}", told(&refused));
    std::fs::write(&file, &good).unwrap();
    assert!(at_register(&register.data(), &file, &answer).status.success());
    let good = std::fs::read(&answer).unwrap();
    let store = school.open();
    for damaged in damages(&good) {
        std::fs::write(&answer, damaged).unwrap();
        assert!(matches!(courier_in(&store, &answer), Err(Problem::Courier(_))));
    }
    assert!(matches!(courier_in(&store, &file), Err(Problem::Courier(CourierError::Own))), "it is on its way out");
    assert!(matches!(courier_in(&store, &school.file("nothing")), Err(Problem::Read { .. })));
    assert!(matches!(courier_out(&store, &school.file("no/folder")), Err(Problem::Write { .. })));
    assert_eq!(store.carried().wait().unwrap().receipted, 0);
    std::fs::write(&answer, &good).unwrap();
    assert!(courier_in(&store, &answer).unwrap().receipts > 0, "the good one is good");
    store.shutdown().wait().unwrap();
}

#[test]
fn somebody_elses_file_is_refused_with_a_sentence() {
    let (register, school) = enrolled();
    let other = School::new();
    let alone = other.command(&["courier", "out", "--to", other.file("out").to_str().unwrap()]).output().unwrap();
    assert!(told(&alone).contains("not enrolled with a register"), "{}", told(&alone));
    other.run(&["enrol", "--ticket", &register.new_ticket()]);
    promises(&school, 2);
    let (file, answer) = (out(&school, "out.promise-courier"), school.file("back.promise-courier"));
    let elsewhere = Register::start();
    let output = at_register(&elsewhere.data(), &file, &answer);
    assert!(told(&output).contains("for another kiosk or register") && !answer.exists(), "{}", told(&output));
    let nowhere = school.file("empty");
    let output = at_register(&nowhere, &file, &answer);
    assert!(told(&output).contains("there is no register in") && !nowhere.exists(), "{}", told(&output));
    assert!(at_register(&register.data(), &file, &answer).status.success());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let kiosks = runtime.block_on(async {
        let storage = Storage::sqlite(&register.data().join("register.db")).await.unwrap();
        let school = storage.schools().await.unwrap().remove(0).id;
        let kiosks = storage.kiosks(&school).await.unwrap();
        storage.close().await;
        kiosks
    });
    assert!(kiosks[0].seen_ms.is_some() && kiosks[1].seen_ms.is_none(), "the office sees that it was heard of");
    // The answer is for one kiosk only.
    let output = other.command(&["courier", "in", "--from", answer.to_str().unwrap()]).output().unwrap();
    assert!(!output.status.success() && told(&output).contains("for another kiosk"), "{}", told(&output));
    // A kiosk that was shut out carries nothing in either.
    let store = school.open();
    let own = store.public_key().wait().unwrap().kiosk_id();
    store.shutdown().wait().unwrap();
    let revoked = register.command(&["revoke", "--kiosk", own.as_str()]).output().unwrap();
    assert!(revoked.status.success(), "{}", told(&revoked));
    std::fs::remove_file(&answer).unwrap();
    let output = at_register(&register.data(), &file, &answer);
    assert!(told(&output).contains("was shut out") && !answer.exists(), "{}", told(&output));
}

#[test]
fn a_register_that_was_put_back_from_an_older_copy_is_brought_again_what_it_lacks() {
    let (mut register, school) = enrolled();
    promises(&school, 2);
    let answer = school.file("back.promise-courier");
    let carry = |folder: &Path| {
        let file = out(&school, "out.promise-courier");
        let output = at_register(folder, &file, &answer);
        assert!(output.status.success() || told(&output).contains("could not be taken"), "{}", told(&output));
        let store = school.open();
        let brought = courier_in(&store, &answer).unwrap();
        store.shutdown().wait().unwrap();
        brought
    };
    assert_eq!(carry(&register.data()).waiting, 0);
    let backup = register.folder.path().join("backup");
    let made = register.command(&["backup", "--to", backup.to_str().unwrap()]).output().unwrap();
    assert!(made.status.success(), "{}", told(&made));
    promises(&school, 5);
    let brought = carry(&register.data());
    assert!(brought.receipts > 0 && !brought.lacks && brought.stuck.is_none(), "{brought:?}");
    assert!(register.stop().success());
    // The backup is all that is left.
    let brought = carry(&backup);
    assert!(brought.lacks && brought.stuck.is_some() && brought.receipts == 0, "{brought:?}");
    let brought = carry(&backup);
    assert!(!brought.lacks && brought.stuck.is_some(), "it has them again, and its log is another one: {brought:?}");
    let store = school.open();
    let all = store.head().wait().unwrap().sequence as usize;
    store.shutdown().wait().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let storage = Storage::sqlite(&backup.join("register.db")).await.unwrap();
        let school = storage.schools().await.unwrap().remove(0).id;
        assert_eq!(storage.entries(&school, 0, 10_000).await.unwrap().len(), all);
        storage.close().await;
    });
}

#[test]
fn the_console_takes_an_answer_in_and_writes_the_next_file() {
    let (mut register, school) = enrolled();
    assert!(register.stop().success());
    promises(&school, 2);
    let lists = school.file("lists");
    std::fs::create_dir(&lists).unwrap();
    let file = out(&school, "out.promise-courier");
    assert!(at_register(&register.data(), &file, &lists.join("Answer.promise-courier")).status.success());
    // One for somebody else is not offered.
    std::fs::copy(&file, lists.join("Another.promise-courier")).unwrap();
    let script = format!(
        "teacher\ntype unlock {}\ntap unlock.submit\ntap rail.register\ntap register.by-stick\ntap courier.answer.0\ntap courier.ok\n\
         tap courier.write\ntap places.0\ntap courier.ok\nsee courier.write\n",
        school.passphrase
    );
    let moves = school.file("script");
    std::fs::write(&moves, script).unwrap();
    display().with(|display| {
        let mut command = program();
        command.args(["robot", "--data"]).arg(school.data()).arg("--script").arg(&moves).env("DISPLAY", display);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
    });
    let store = school.open();
    let carried = store.carried().wait().unwrap();
    assert!(carried.receipted == carried.head.sequence && carried.receipted > 0, "{carried:?}");
    let trail = crate::store::classroom::trail(&store, 10);
    assert!(trail.iter().any(|line| line.contains("took in the register’s file")), "{trail:?}");
    store.shutdown().wait().unwrap();
    let names = std::fs::read_dir(&lists).unwrap().map(|entry| entry.unwrap().path());
    let written: Vec<PathBuf> = names.filter(|path| path.to_string_lossy().contains("To the register")).collect();
    let [written] = &written[..] else { panic!("{written:?}") };
    let output = at_register(&register.data(), written, &school.file("next.promise-courier"));
    assert!(told(&output).contains("0 statements new, 0 there already"), "{}", told(&output));
}
