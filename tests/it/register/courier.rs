//! A kiosk that never has a network: a stick carries everything, both ways, and may be lost or brought twice.

use super::network::{has_everything, promises};
use super::running::Register;
use crate::support::{School, program, told};
use promise_tree::domain::ids::PupilId;
use promise_tree::ledger::Statement;
use promise_tree::sync::client::verify_receipts;
use std::path::{Path, PathBuf};
use std::process::Output;

/// At the register, which is not running: only its folder is there.
fn at_register(register: &Register, from: &Path, to: &Path) -> Output {
    let mut command = program();
    command.args(["courier", "in", "--register"]).arg(register.data());
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

#[test]
fn a_stick_carries_promises_receipts_and_erasures_and_may_be_lost_or_brought_twice() {
    let mut register = Register::start();
    let school = School::new();
    school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    assert!(register.stop().success());
    promises(&school, 6);
    let lost = out(&school, "lost.promise-courier");
    std::fs::remove_file(lost).unwrap();
    let file = out(&school, "out.promise-courier");
    let bytes = std::fs::read(&file).unwrap();
    let store = school.open();
    let all = store.head().wait().unwrap().sequence;
    let stored = store.page(0, 1).wait().unwrap().remove(0);
    store.shutdown().wait().unwrap();
    let there = |part: &str| bytes.windows(part.len()).any(|window| window == part.as_bytes());
    assert!(!there(&stored.jwt) && stored.disclosures.iter().all(|disclosure| !there(disclosure)));

    let answer = school.file("back.promise-courier");
    let output = at_register(&register, &file, &answer);
    assert!(told(&output).contains(&format!("{all} statements are new, 0 were there already")), "{}", told(&output));
    // Brought twice: the second answer is as good as the first.
    let output = at_register(&register, &file, &answer);
    assert!(output.status.success(), "{}", told(&output));
    assert!(told(&output).contains(&format!("0 statements are new, {all} were there already")), "{}", told(&output));
    assert!(back(&school, &answer).contains(&format!("{all} statements have their receipts now")));
    let again = back(&school, &answer);
    assert!(again.contains("0 statements have their receipts") && again.contains("nothing else was needed"), "{again}");
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
    assert!(at_register(&register, &file, &answer).status.success());
    let said = back(&school, &answer);
    assert!(said.contains("Children erased at the register: 1"), "{said}");
    let store = school.open();
    let carried = store.carried().wait().unwrap();
    assert!(carried.receipted == carried.head.sequence && carried.receipted > all);
    assert!(!store.roster().wait().unwrap().pupils.contains_key(&pupil));
    assert_eq!(store.page(0, 1).wait().unwrap()[0].disclosures.len(), 2);
    store.shutdown().wait().unwrap();
    // And by the network it goes on from there.
    register.run();
    school.run(&["sync", "--once"]);
    let verified = program().args(["verify", "--register"]).arg(register.data()).output().unwrap();
    assert!(verified.status.success(), "{}", told(&verified));
}

#[test]
fn a_file_that_is_damaged_or_somebody_elses_is_named_and_nothing_of_it_is_done() {
    let register = Register::start();
    let (school, other) = (School::new(), School::new());
    school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    other.run(&["enrol", "--ticket", &register.new_ticket()]);
    promises(&school, 2);
    let (file, answer) = (out(&school, "out.promise-courier"), school.file("back.promise-courier"));
    let good = std::fs::read(&file).unwrap();
    let refused = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        let output = at_register(&register, &file, &answer);
        assert!(!output.status.success() && !answer.exists(), "{}", told(&output));
        told(&output)
    };
    for place in [good.len() - 1, good.len() / 2, 130] {
        let mut damaged = good.clone();
        damaged[place] ^= 1;
        assert!(refused(&damaged).contains("this file is damaged"), "{place}");
    }
    assert!(refused(&good[..good.len() - 20]).contains("this file is damaged"));
    assert!(refused(b"a shopping list").contains("no file of Promise Tree's courier"));
    let elsewhere = Register::start();
    std::fs::write(&file, &good).unwrap();
    let output = at_register(&elsewhere, &file, &answer);
    assert!(told(&output).contains("for another kiosk or register"), "{}", told(&output));

    // Under another kiosk's name the seal does not fit.
    let store = other.open();
    let name = store.public_key().wait().unwrap().kiosk_id().to_string();
    store.shutdown().wait().unwrap();
    let end = good.iter().position(|byte| *byte == b'\n').unwrap();
    let line = String::from_utf8(good[..=end].to_vec()).unwrap();
    let own = line.split(' ').nth(2).unwrap().to_owned();
    let renamed = [line.replacen(&own, &name, 1).as_bytes(), &good[end + 1..]].concat();
    assert!(refused(&renamed).contains("this file is damaged"));

    std::fs::write(&file, &good).unwrap();
    assert!(at_register(&register, &file, &answer).status.success());
    // The answer is for one kiosk only.
    let output = other.command(&["courier", "in", "--from", answer.to_str().unwrap()]).output().unwrap();
    assert!(!output.status.success() && told(&output).contains("for another kiosk"), "{}", told(&output));
    let mut damaged = std::fs::read(&answer).unwrap();
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    std::fs::write(&answer, &damaged).unwrap();
    let output = school.command(&["courier", "in", "--from", answer.to_str().unwrap()]).output().unwrap();
    assert!(!output.status.success() && told(&output).contains("this file is damaged"), "{}", told(&output));
    let store = school.open();
    assert_eq!(store.carried().wait().unwrap().receipted, 0);
    store.shutdown().wait().unwrap();

    // A kiosk that was shut out carries nothing in either.
    let revoked = register.command(&["revoke", "--kiosk", &own]).output().unwrap();
    assert!(revoked.status.success(), "{}", told(&revoked));
    std::fs::remove_file(&answer).unwrap();
    assert!(refused(&good).contains("was shut out"));
}
