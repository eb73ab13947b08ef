//! A child who was erased at the register is gone from every kiosk after its next sync, and all of it still verifies.

use super::network::promises;
use super::running::Register;
use crate::support::{School, program, told, verify};
use promise_tree::domain::ids::PupilId;
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::{Class, Pupil, YearGroup};
use promise_tree::ledger::{Head, Statement};
use promise_tree::register::storage::Storage;
use promise_tree::store::{Enrolled, Erase, RosterChange, Store, StoreError, Turn, Watch};
use promise_tree::sync::client::{Sync, Worker, verify_receipts};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// The pupil of the first statement of a kiosk, and what tells of them there.
fn first(store: &Store) -> (PupilId, Vec<String>) {
    let stored = store.page(0, 1).wait().unwrap().remove(0);
    let pupil = Statement::parse(&stored.compact()).unwrap().disclosed().pupil_id.clone().unwrap();
    (pupil, stored.disclosures)
}

fn erase(register: &Register, pupil: &PupilId) {
    let output = register.command(&["erase", "--pupil", pupil.as_str(), "--yes"]).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
}

/// No file of a kiosk can be looked into, but a copy that its own key opened can.
fn mentions(store: &Store, pupil: &PupilId) -> bool {
    let text = format!("{:?} {:?}", store.roster().wait().unwrap(), store.outcomes(None).wait().unwrap());
    let statements = store.statements().any(|stored| {
        let statement = Statement::parse(&stored.unwrap().compact()).unwrap();
        statement.disclosed().pupil_id.as_ref() == Some(pupil)
    });
    statements || text.contains(pupil.as_str())
}

#[test]
fn an_erased_child_is_gone_from_a_kiosk_after_its_next_sync_and_all_of_it_verifies() {
    let register = Register::start();
    let school = School::new();
    school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    promises(&school, 4);
    school.run(&["sync", "--once"]);
    let store = school.open();
    let (pupil, told_of) = first(&store);
    let before = store.roster().wait().unwrap().pupils.len();
    assert!(mentions(&store, &pupil));
    store.shutdown().wait().unwrap();
    erase(&register, &pupil);
    school.run(&["sync", "--once"]);
    let again = school.run(&["sync", "--once"]);
    assert!(again.contains("with receipts"), "{again}");

    let store = school.open();
    assert!(!mentions(&store, &pupil));
    assert_eq!(store.roster().wait().unwrap().pupils.len(), before - 1);
    let stored = store.page(0, 1).wait().unwrap().remove(0);
    assert_eq!(stored.disclosures, told_of[4..], "the adults stay, and nothing else");
    let report = verify(&store);
    assert!(report.is_sound() && report.erased >= 1, "{report:?}");
    assert!(verify_receipts(&store).unwrap().wrong.is_empty());
    let trail = crate::store::classroom::trail(&store, 20);
    assert_eq!(trail.iter().filter(|line| line.contains("register’s erasure 1 says")).count(), 1);
    let rebuilt = store.rebuild().wait().unwrap();
    assert_eq!(rebuilt as usize, store.outcomes(None).wait().unwrap().len());
    assert!(!mentions(&store, &pupil));
    store.shutdown().wait().unwrap();

    let export = school.file("export.jsonl");
    school.run(&["export", "statements", "--to", export.to_str().unwrap()]);
    let text = std::fs::read_to_string(&export).unwrap();
    assert!(told_of[..4].iter().all(|gone| !text.contains(gone)) && text.contains(&told_of[4]));
    let verified = program().arg("verify").arg(&export).output().unwrap();
    assert!(verified.status.success(), "{}", told(&verified));
    let verified = program().args(["verify", "--register"]).arg(register.data()).output().unwrap();
    assert!(verified.status.success(), "{}", told(&verified));
}

#[test]
fn a_kiosk_that_never_met_the_child_forgets_them_too_and_the_last_import_cannot_bring_them_back() {
    let register = Register::start();
    let (one, other) = (School::new(), School::new());
    one.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    promises(&one, 2);
    one.run(&["sync", "--once"]);
    let store = one.open();
    let (pupil, _) = first(&store);
    store.shutdown().wait().unwrap();

    other.run(&["enrol", "--ticket", &register.new_ticket()]);
    let store = other.open();
    let class = Class { id: "new".parse_id(), name: "New".into(), year: YearGroup::Year2 };
    let child = |id: &PupilId, name: &str| Enrolled {
        pupil: Pupil { id: id.clone(), class: class.id.clone(), given_name: name.into(), family_name: "Lark".into() },
        numbers: BTreeMap::new(),
        left_ms: None,
    };
    let turn = |enrolled| Turn { before: None, after: Some(enrolled) };
    // Where the made-up school has the child already, they are brought under the same identifier only once.
    let there = store.roster().wait().unwrap().pupils.get(&pupil).cloned();
    let change = RosterChange {
        classes: vec![Turn { before: None, after: Some(class.clone()) }],
        pupils: match there {
            None => vec![turn(child(&pupil, "Robin")), turn(child(&PupilId::new("stays").unwrap(), "Wren"))],
            Some(before) => {
                let after = Enrolled { pupil: child(&pupil, "Robin").pupil, ..before.clone() };
                let moved = Turn { before: Some(before), after: Some(after) };
                vec![moved, turn(child(&PupilId::new("stays").unwrap(), "Wren"))]
            }
        },
    };
    store.import_roster(change, "office.csv".into(), Watch::silent()).wait().unwrap();
    erase(&register, &pupil);
    let mut sync = Sync::of(&store).unwrap();
    sync.run(|_| true).unwrap();
    assert!(sync.forgotten().contains(&pupil));
    assert!(!mentions(&store, &pupil));
    let undone = store.undo_roster_import().wait().unwrap();
    assert_eq!((undone.restored, undone.changed_since.len()), (1, 0), "only the child who was not erased");
    assert!(!mentions(&store, &pupil));
    store.shutdown().wait().unwrap();
}

trait ParseId {
    fn parse_id(self) -> promise_tree::domain::ids::ClassId;
}

impl ParseId for &str {
    fn parse_id(self) -> promise_tree::domain::ids::ClassId {
        promise_tree::domain::ids::ClassId::new(self).unwrap()
    }
}

#[test]
fn a_promise_that_was_made_before_the_kiosk_heard_of_the_erasure_is_erased_on_both_sides() {
    let register = Register::start();
    let school = School::new();
    school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    promises(&school, 2);
    school.run(&["sync", "--once"]);
    let store = school.open();
    let (pupil, _) = first(&store);
    erase(&register, &pupil);
    let mut late = crate::ledger::made::draft(1, Outcome::Agreed);
    late.pupil.id = pupil.clone();
    store.append(late).wait().unwrap();
    // A locked kiosk obeys too.
    store.lock().wait().unwrap();
    let worker = Worker::start(store.clone(), |_| {}).unwrap();
    let patience = Instant::now() + Duration::from_secs(60);
    while !worker.status().forgotten.contains(&pupil) || worker.status().backlog > 0 {
        worker.poke();
        assert!(Instant::now() < patience, "{:?}", worker.status());
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(worker);
    store.shutdown().wait().unwrap();
    let store = school.open();
    Sync::of(&store).unwrap().run(|_| true).unwrap();
    assert!(!mentions(&store, &pupil) && verify(&store).is_sound());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let storage = Storage::sqlite(&register.data().join("register.db")).await.unwrap();
        let school = storage.schools().await.unwrap().remove(0).id;
        for entry in storage.entries(&school, 0, 1000).await.unwrap() {
            if let Ok(statement) = Statement::parse(&entry.compact()) {
                assert_ne!(statement.disclosed().pupil_id.as_ref(), Some(&pupil));
            }
        }
        storage.close().await;
    });
    assert_eq!(store.obeyed("erasure").wait().unwrap().map(|head| head.sequence), Some(2));
    store.shutdown().wait().unwrap();
}

#[test]
fn an_order_that_means_one_child_and_names_anothers_promise_destroys_nothing() {
    let school = School::new();
    promises(&school, 2);
    let store = school.open();
    let (pupil, told_of) = first(&store);
    let first = store.page(0, 1).wait().unwrap().remove(0);
    let wrong = Erase {
        order: Head { sequence: 1, hash: [1; 32] },
        counts: true,
        jwt: "word".into(),
        statements: vec![Head { sequence: 1, hash: first.hash }],
        pupil: Some(PupilId::new("somebody-else").unwrap()),
    };
    assert!(matches!(store.erase(wrong.clone()).wait(), Err(StoreError::WrongChild)));
    assert_eq!(store.obeyed("erasure").wait().unwrap(), None);
    // A statement with that number that is another one (an older copy was put back) is left alone.
    let elsewhere = Erase { statements: vec![Head { sequence: 1, hash: [9; 32] }], pupil: None, ..wrong };
    assert_eq!(store.erase(elsewhere.clone()).wait().unwrap(), 0);
    assert_eq!(store.page(0, 1).wait().unwrap()[0].disclosures, told_of);
    assert!(mentions(&store, &pupil));
    let right = Erase { pupil: Some(pupil.clone()), statements: Vec::new(), ..elsewhere };
    assert!(store.erase(right.clone()).wait().unwrap() >= 1);
    assert_eq!(store.erase(right).wait().unwrap(), 0, "a second time changes nothing");
    assert!(!mentions(&store, &pupil));
    store.shutdown().wait().unwrap();
}
