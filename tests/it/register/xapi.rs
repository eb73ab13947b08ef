//! Statements go out to a learning record store: each, in order, whatever lies between; and tools of other makers have
//! nothing against them.

use super::running::Register;
use super::seeded::{NAMES, of, signed, taken, willow_and_oak};
use super::storage::{NOW, both};
use crate::ledger::correcting;
use crate::ledger::made::{salts, school as made_school};
use crate::support::lrs::{Lrs, Ralph, Turn, until, valid};
use crate::support::{program, told};
use promise_tree::domain::ids::PupilId;
use promise_tree::domain::outcome::Outcome;
use promise_tree::ledger::{KioskKey, Statement, When, issue_correction};
use promise_tree::register::ingest::check;
use promise_tree::register::storage::{LogEntry, Outbox, Storage};
use promise_tree::sync::erasure::DecidedBy;
use promise_tree::sync::identity::RegisterKey;
use serde_json::Value;
use std::collections::BTreeSet;

/// The kiosk of `willow_and_oak`.
fn kiosk() -> KioskKey {
    KioskKey::from_seed([8; 32])
}

fn settings(register: &Register, port: u16) {
    let text = format!(
        "[record_store]\nurl = \"http://127.0.0.1:{port}/xAPI/\"\nkey = \"willow\"\nsecret = \"secret\"\nhome = \"https://register.example\"\n"
    );
    register.settings(&text);
}

/// Says, as that kiosk, that the statement about a child of Oak does not count.
fn correct_oak(register: &Register) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let storage = Storage::sqlite(&register.data().join("register.db")).await.unwrap();
        let school = storage.schools().await.unwrap().remove(0).id;
        let entries = storage.entries(&school, 0, 100).await.unwrap();
        let read: Vec<Statement> = entries.iter().map(|entry| Statement::parse(&entry.compact()).unwrap()).collect();
        let oak = PupilId::new("oak-0").unwrap();
        let wrong = read.iter().find(|statement| statement.disclosed().pupil_id.as_ref() == Some(&oak)).unwrap();
        let draft = correcting::of(wrong.sequence(), wrong.hash());
        let when = When { wall_ms: jiff::Timestamp::now().as_millisecond(), monotonic_ms: 1 };
        let head = read.last().unwrap().head();
        let issued = issue_correction(&kiosk(), &made_school(), &draft, &head, when, &mut salts(77)).unwrap();
        let batch = check(&kiosk().public(), &[issued.statement.compact()]);
        let taken = storage.ingest(&school, &kiosk().public(), &batch, when.wall_ms).await.unwrap();
        assert!(taken[0].is_held());
        storage.close().await;
    });
}

fn erase(register: &Register, pupil: &str) {
    let erased = register.command(&["erase", "--pupil", pupil, "--yes"]).output().unwrap();
    assert!(erased.status.success(), "{}", told(&erased));
}

fn is_voiding(statement: &Value) -> bool {
    statement["verb"]["id"] == "http://adlnet.gov/expapi/verbs/voided"
}

fn about<'a>(statements: &'a [Value], pupil: &str) -> &'a Value {
    statements.iter().find(|statement| statement["actor"]["account"]["name"] == pupil).unwrap()
}

#[test]
fn every_statement_goes_out_in_order_and_once_through_outages_lost_answers_and_a_kill() {
    let mut register = Register::start();
    willow_and_oak(&register);
    assert!(register.stop().success());
    let lrs = Lrs::start(&[Turn::Refuse(503), Turn::Lose]);
    settings(&register, lrs.port);
    register.run();
    // Ten outcomes, of which one is a child who was away.
    let statements = lrs.wait_for(9);
    until("it to be settled", || register.get("/metrics").1.contains("promise_tree_register_record_store_backlog 0"));
    assert!(lrs.came() > 9, "the answer to the first ones was lost: they came again, the same");
    let times: Vec<&str> = statements.iter().map(|statement| statement["timestamp"].as_str().unwrap()).collect();
    assert!(times.is_sorted(), "{times:?}");
    let text = format!("{statements:?}");
    assert!(NAMES.iter().all(|name| !text.contains(name)) && !text.contains("Okoro"), "{text}");
    let (agreed, not_yet) = (about(&statements, "willow-1"), about(&statements, "oak-2"));
    assert_eq!(agreed["verb"]["id"], "http://activitystrea.ms/schema/1.0/agree");
    assert_eq!(not_yet["verb"]["id"], "http://adlnet.gov/expapi/verbs/completed");
    assert!(not_yet["result"]["success"].is_null(), "not sure yet is no failure");
    assert!(agreed["actor"]["account"]["homePage"].as_str().unwrap().starts_with("https://register.example/schools/"));

    // While it is down a statement is corrected and a child erased; the store knows their statements.
    register.kill();
    correct_oak(&register);
    erase(&register, "willow-0");
    erase(&register, "oak-0");
    lrs.then(&[Turn::Refuse(401), Turn::Lose]);
    register.run();
    let all = lrs.wait_for(11);
    until("it to be settled", || register.get("/metrics").1.contains("told=\"voided\"} 2"));
    let voided: BTreeSet<&str> =
        all.iter().filter(|all| is_voiding(all)).map(|void| void["object"]["id"].as_str().unwrap()).collect();
    let wanted = ["willow-0", "oak-0"].map(|pupil| about(&statements, pupil)["id"].as_str().unwrap());
    assert_eq!(voided, BTreeSet::from(wanted));
    assert_eq!(all.len(), 11, "corrected and erased is voided once");
    assert!(all[9..].iter().all(|void| void["actor"]["account"]["name"] == "register"));

    // Nothing new: nothing goes out after another start.
    let requests = lrs.requests();
    assert!(register.stop().success());
    register.run();
    until("its first round", || register.get("/metrics").1.contains("record_store_backlog 0"));
    assert_eq!(lrs.requests(), requests);
    let log = register.log();
    assert!(
        log.contains("code=\"failed\"") && log.contains("code=\"not-let-in\"") && log.contains("code=\"away\""),
        "{log}"
    );
    assert!(!log.contains("secret\"") && NAMES.iter().all(|name| !log.contains(name)), "{log}");
}

#[test]
fn ralph_and_learning_locker_have_nothing_against_what_is_sent() {
    let mut register = Register::start();
    willow_and_oak(&register);
    correct_oak(&register);
    // Erased before anything was sent: the store never hears of this child.
    erase(&register, "willow-1");
    assert!(register.stop().success());
    let ralph = Ralph::start();
    settings(&register, ralph.port);
    register.run();
    until("Ralph to have it all", || ralph.file().lines().count() >= 9);
    let file = ralph.file();
    let statements: Vec<Value> = file.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((statements.len(), statements.iter().filter(|statement| is_voiding(statement)).count()), (9, 1));
    assert!(!file.contains("willow-1\""), "{file}");
    for (sound, said) in valid(&file) {
        assert!(sound && said.contains("9 statements"), "{said}");
    }
    for (sound, said) in valid(&file.replace("\"account\"", "\"acount\"")) {
        assert!(!sound, "the tools see nothing: {said}");
    }
}

#[test]
fn a_record_store_without_a_secret_is_not_started_with() {
    let folder = tempfile::tempdir().unwrap();
    let run = |url: &str| {
        let mut command = program();
        command.args(["register", "--record-store", url, "--record-store-key", "willow", "--data"]).arg(folder.path());
        told(&command.output().unwrap())
    };
    let said = run("https://lrs.example/xAPI");
    assert!(said.contains("no key or no secret") && said.contains("PROMISE_TREE_RECORD_STORE_SECRET"), "{said}");
    let said = run("http://lrs.example/xAPI");
    assert!(said.contains("PROMISE_TREE_RECORD_STORE_SECRET") || said.contains("must be https"), "{said}");
}

#[test]
fn how_far_a_log_went_out_is_kept_for_each_store_on_both_databases() {
    both(async |storage| {
        let (key, register) = (KioskKey::from_seed([1; 32]), RegisterKey::from_seed([9; 32]));
        let drafts: Vec<_> = (0..4).map(|n| of("Willow", n, Outcome::Agreed, 3)).collect();
        let statements = signed(&key, &drafts, NOW - 1_000_000);
        let school = taken(storage, "Willow Lane Primary", &key, &statements[..3], NOW).await.id;
        let by = DecidedBy::Role("dsl");
        storage.erase(&school, &register, &PupilId::new("willow-1").unwrap(), by, NOW).await.unwrap();
        let batch = check(&key.public(), &[statements[3].compact()]);
        storage.ingest(&school, &key.public(), &batch, NOW).await.unwrap();
        let entries = storage.log_entries(&school, 1, 10).await.unwrap();
        assert_eq!(entries.iter().map(LogEntry::leaf).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert!(matches!(entries[2], LogEntry::Erasure(_)));
        assert_eq!(storage.log_entries(&school, 1, 3).await.unwrap(), entries[..3]);

        let (one, other) = ("https://one.example", "https://two.example");
        let first = storage.outbox(&school, one, "https://home.example").await.unwrap();
        assert_eq!(first, Outbox { home: "https://home.example".into(), sent: 0, sending: 0 });
        storage.outbox_sending(&school, one, 3).await.unwrap();
        storage.outbox_sent(&school, one, 0, 3, &[1]).await.unwrap();
        // Another process had read the same and comes late: nothing is taken back.
        storage.outbox_sending(&school, one, 2).await.unwrap();
        storage.outbox_sent(&school, one, 0, 2, &[0]).await.unwrap();
        let kept = storage.outbox(&school, one, "https://moved.example").await.unwrap();
        assert_eq!(kept, Outbox { home: "https://home.example".into(), sent: 3, sending: 3 });
        assert_eq!(storage.gone(&school, one, &[0, 1, 2]).await.unwrap(), BTreeSet::from([1]));
        assert_eq!(storage.outbox(&school, other, "https://home.example").await.unwrap().sent, 0);
        assert!(storage.gone(&school, other, &[0, 1, 2]).await.unwrap().is_empty());

        let kiosk = key.public().kiosk_id();
        let named =
            [(kiosk.clone(), 3, statements[2].hash()), (kiosk.clone(), 1, [7; 32]), (kiosk, 1, statements[0].hash())];
        let found = storage.entries_named(&school, &named).await.unwrap();
        assert_eq!(found.iter().map(|entry| entry.leaf).collect::<Vec<_>>(), [0, 2]);
    });
}
