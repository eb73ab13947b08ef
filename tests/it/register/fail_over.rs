//! A PostgreSQL primary is killed while statements come in, and its synchronous standby takes its place: no statement that
//! was acknowledged is lost, none is there twice, and whoever reads is not left standing.

use super::accounts::{add, school, sign_in};
use super::network::Rogue;
use super::running::Register;
use super::seeded::willow_and_oak;
use crate::ledger::made::chain;
use crate::support::postgres::Cluster;
use crate::support::{program, told};
use promise_tree::ledger::Statement;
use promise_tree::sync::wire;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const KIOSKS: u8 = 4;
const BATCH: usize = 4;
/// Batches of a kiosk that must be acknowledged after the fail-over.
const AFTER: usize = 5;

/// How far the test has come.
#[derive(Default)]
struct Course {
    acknowledged: AtomicUsize,
    promoted: AtomicBool,
}

/// Sends until enough was acknowledged after the fail-over, as a kiosk does: again whatever was not answered. The hashes
/// of what was acknowledged.
fn keeps_sending(rogue: &Rogue<'_>, statements: &[Statement], course: &Course) -> Vec<[u8; 32]> {
    let (path, patience) = (rogue.path("push"), Instant::now() + Duration::from_secs(60));
    let (mut acknowledged, mut after, mut once) = (Vec::new(), 0, 0);
    for batch in statements.chunks(BATCH) {
        let request = wire::PushRequest { statements: batch.iter().map(Statement::compact).collect() };
        let body = wire::write(&request);
        loop {
            assert!(Instant::now() < patience, "no end of trying");
            once += 1;
            let promoted = course.promoted.load(Ordering::SeqCst);
            let token = rogue.token(&path, &body, jiff::Timestamp::now().as_second(), once);
            match rogue.post(&path, &token, &body) {
                (200, _) => {
                    acknowledged.extend(batch.iter().map(Statement::hash));
                    course.acknowledged.fetch_add(1, Ordering::SeqCst);
                    after += usize::from(promoted);
                    break;
                }
                // What kiosks wait for and send again.
                (503 | 429, _) => std::thread::sleep(Duration::from_millis(50)),
                (401, code) if code == "replayed" => {}
                other => panic!("{other:?}"),
            }
        }
        if after >= AFTER {
            return acknowledged;
        }
    }
    panic!("all was sent, and nothing had happened");
}

#[test]
fn a_lost_primary_costs_no_acknowledged_statement_and_doubles_none() {
    let primary = Cluster::start();
    let name = primary.database();
    let standby = primary.standby();
    let name = name.rsplit('/').next().unwrap();
    let register = Register::start_on(Some(format!("postgres://tree@{},{}/{name}", primary.host(), standby.host())));
    willow_and_oak(&register);
    let (cookie, _) = sign_in(&register, "lowe", &add(&register, "lowe", "office")).unwrap();
    let page = format!("/schools/{}/classes/willow", school(&register, &cookie));
    let rogues: Vec<Rogue<'_>> = (1..=KIOSKS).map(|seed| Rogue::enrolled(&register, seed)).collect();
    let chains: Vec<Vec<Statement>> = rogues.iter().map(|rogue| chain(&rogue.key, 400)).collect();
    let course = Course::default();
    let acknowledged = std::thread::scope(|scope| {
        let sending: Vec<_> = rogues
            .iter()
            .zip(&chains)
            .map(|(rogue, chain)| scope.spawn(|| keeps_sending(rogue, chain, &course)))
            .collect();
        while course.acknowledged.load(Ordering::SeqCst) < 8 {
            std::thread::sleep(Duration::from_millis(5));
        }
        primary.kill();
        standby.promote();
        course.promoted.store(true, Ordering::SeqCst);
        // The first time that anybody reads after that, on whatever connection lay idle.
        let (status, _, answer) = register.ask_once("GET", &page, &[("cookie", &cookie)], Vec::new());
        assert!(status == 200 && answer.contains("have promised"), "{status} {answer}");
        sending.into_iter().flat_map(|sender| sender.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(acknowledged.len() >= KIOSKS as usize * AFTER * BATCH);
    assert_eq!(register.get("/readyz").0, 200);

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let there = runtime.block_on(async {
        let storage = register.storage().await;
        let school = storage.schools().await.unwrap().remove(0).id;
        let mut there: BTreeMap<[u8; 32], usize> = BTreeMap::new();
        for entry in storage.entries(&school, 0, 10_000).await.unwrap() {
            *there.entry(entry.hash).or_default() += 1;
        }
        storage.close().await;
        there
    });
    assert!(there.values().all(|times| *times == 1), "a statement is there twice");
    let lost = acknowledged.iter().filter(|hash| !there.contains_key(*hash)).count();
    assert_eq!(lost, 0, "of {} acknowledged statements", acknowledged.len());
    let database = register.database.as_ref().unwrap();
    let mut verify = program();
    verify.args(["verify", "--register"]).arg(register.data()).env("PROMISE_TREE_DATABASE", database);
    let verified = verify.output().unwrap();
    assert!(verified.status.success() && told(&verified).contains("All of it holds"), "{}", told(&verified));
    assert!(register.log().contains("the database is here now"), "{}", register.log());
}
