//! Two real processes over real TLS: a kiosk is enrolled, its promises arrive, and whoever else asks is turned away.

use super::running::Register;
use crate::support::postgres::postgres;
use crate::support::{School, told};
use promise_tree::ledger::KioskKey;
use promise_tree::sync::identity::RegisterPublic;
use promise_tree::sync::request::{Sending, sign};
use promise_tree::sync::ticket::Ticket;
use promise_tree::sync::wire;

pub(super) fn promises(school: &School, pupils: u32) {
    let (report, pupils) = (school.file("report.jsonl"), pupils.to_string());
    school.run(&[
        "robot",
        "--no-window",
        "--class",
        "Acorn",
        "--pupils",
        &pupils,
        "--report",
        report.to_str().unwrap(),
    ]);
}

fn now_seconds() -> i64 {
    jiff::Timestamp::now().as_second()
}

/// Every statement of the kiosk, as it exports them, is in the register, in order and unaltered.
pub(super) fn has_everything(register: &Register, school: &School, entries: usize) {
    let file = school.folder.path().join(format!("export-{entries}.jsonl"));
    school.run(&["export", "statements", "--to", file.to_str().unwrap()]);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let mine: Vec<&str> = text.lines().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let storage = register.storage().await;
        let school = storage.schools().await.unwrap().remove(0).id;
        let there = storage.entries(&school, 0, 10_000).await.unwrap();
        assert_eq!(there.len(), entries);
        assert!(there.iter().map(|entry| entry.compact()).eq(mine.iter().map(|line| (*line).to_owned())));
        storage.close().await;
    });
}

fn enrol_and_sync(mut register: Register) {
    let school = School::new();
    let not_yet = school.command(&["sync", "--once"]).output().unwrap();
    assert!(told(&not_yet).contains("not enrolled with a register"), "{}", told(&not_yet));
    promises(&school, 5);
    let ticket = register.ticket.clone().unwrap();
    let said = school.run(&["enrol", "--ticket", &ticket]);
    assert!(said.contains("for Willow Lane Primary"), "{said}");
    let said = school.run(&["sync", "--once"]);
    let count: usize = said.split("all ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!(count >= 5, "{said}");
    has_everything(&register, &school, count);
    // A second time changes nothing; after a restart and more promises it goes on.
    assert_eq!(school.run(&["sync", "--once"]), said);
    assert!(register.stop().success());
    let away = school.command(&["sync", "--once"]).output().unwrap();
    assert!(!away.status.success() && told(&away).contains("does not answer"), "{}", told(&away));
    register.run();
    promises(&school, 8);
    let said = school.run(&["sync", "--once"]);
    let more: usize = said.split("all ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!(more > count, "{said}");
    has_everything(&register, &school, more);
    let store = school.open();
    let receipt = store.receipt(1).wait().unwrap().unwrap();
    assert_eq!((receipt.leaf, store.receipt(more as u64 + 1).wait().unwrap()), (0, None));
    let (status, metrics) = register.get("/metrics");
    assert!(status == 200 && metrics.contains("promise_tree_register_requests_total"), "{status} {metrics}");
}

#[test]
fn promises_reach_a_register_on_sqlite() {
    enrol_and_sync(Register::start());
}

#[test]
fn promises_reach_a_register_on_postgresql() {
    enrol_and_sync(Register::start_on(Some(postgres().database())));
}

#[test]
fn a_ticket_from_a_stick_works_once_and_a_wrong_word_is_named() {
    let register = Register::start();
    let (mine, other) = (School::new(), School::new());
    let stick = mine.file("ticket.txt");
    let made = register
        .command(&["ticket", "--school", "Willow Lane Primary", "--to", stick.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", told(&made));
    mine.run(&["enrol", "--ticket", stick.to_str().unwrap()]);
    mine.run(&["enrol", "--ticket", stick.to_str().unwrap()]);
    let used = other.command(&["enrol", "--ticket", stick.to_str().unwrap()]).output().unwrap();
    assert!(told(&used).contains("was used for another kiosk"), "{}", told(&used));
    let mut ticket = Ticket::parse(&register.new_ticket()).unwrap();
    ticket.secret = promise_tree::sync::ticket::TicketSecret::new([1; 12]);
    let unknown = other.command(&["enrol", "--ticket", &ticket.to_text()]).output().unwrap();
    assert!(told(&unknown).contains("does not know this ticket"), "{}", told(&unknown));
    let slip = other.command(&["enrol", "--ticket", "register.example:8443 xylophone"]).output().unwrap();
    assert_eq!(slip.status.code(), Some(2));
}

#[test]
fn another_register_at_the_same_address_is_sent_nothing() {
    let mut register = Register::start();
    let school = School::new();
    school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    promises(&school, 2);
    register.kill();
    // Set up anew at the same place: another key.
    let mut impostor = Register::start();
    impostor.kill();
    impostor.address = register.address.clone();
    impostor.run();
    let refused = school.command(&["sync", "--once"]).output().unwrap();
    assert!(told(&refused).contains("is not the register that this kiosk knows"), "{}", told(&refused));
    let (_, metrics) = impostor.get("/metrics");
    assert!(!metrics.contains("message=\"head\""), "{metrics}");
}

/// A kiosk of our own making, to misbehave with.
pub(super) struct Rogue<'a> {
    pub(super) register: &'a Register,
    pub(super) key: KioskKey,
    pub(super) id: promise_tree::domain::ids::RegisterId,
    pub(super) school: String,
}

impl<'a> Rogue<'a> {
    pub(super) fn enrolled(register: &'a Register, seed: u8) -> Self {
        let key = KioskKey::from_seed([seed; 32]);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let school = runtime.block_on(async {
            let storage = register.storage().await;
            let ticket = Ticket::parse(&register.new_ticket()).unwrap();
            let now = jiff::Timestamp::now().as_millisecond();
            let school = storage.enrol(&ticket.secret.name(), &key.public(), now).await.unwrap().unwrap();
            storage.close().await;
            school.id.to_string()
        });
        let ticket = Ticket::parse(register.ticket.as_deref().unwrap()).unwrap();
        let hello = wire::HelloRequest { ticket: ticket.secret.name(), nonce: "AAAAAAAAAAAAAAAAAAAAAA".into() };
        let (status, answer) = register.ask("POST", "/v1/enrol/hello", &[], wire::write(&hello));
        assert_eq!(status, 200, "{answer}");
        let answer: wire::HelloAnswer = wire::read(answer.as_bytes()).unwrap();
        let id = RegisterPublic::from_jwk(&answer.register).unwrap().id();
        Self { register, key, id, school }
    }

    pub(super) fn path(&self, message: &str) -> String {
        format!("/v1/schools/{}/{message}", self.school)
    }

    pub(super) fn token(&self, path: &str, body: &[u8], now_seconds: i64, once: u8) -> String {
        sign(&self.key, &Sending { register: &self.id, path, body, now_seconds, once: [once; 16] })
    }

    pub(super) fn post(&self, path: &str, token: &str, body: &[u8]) -> (u16, String) {
        let bearer = format!("Bearer {token}");
        let (status, answer) = self.register.ask("POST", path, &[("authorization", &bearer)], body.to_vec());
        let code = serde_json::from_str::<serde_json::Value>(&answer).unwrap();
        (status, code["code"].as_str().unwrap_or("").to_owned())
    }
}

#[test]
fn whoever_is_not_the_kiosk_or_says_something_else_is_refused_with_the_right_code() {
    let register = Register::start();
    let rogue = Rogue::enrolled(&register, 9);
    let (path, body) = (rogue.path("head"), wire::write(&wire::HeadRequest { chain: vec![], log_size: 0 }));
    let now = now_seconds();
    let good = rogue.token(&path, &body, now, 1);
    assert_eq!(rogue.post(&path, &good, &body), (200, String::new()));
    assert_eq!(rogue.post(&path, &good, &body), (401, "replayed".into()));
    assert_eq!(rogue.post(&path, "no.token.atall", &body), (401, "signature".into()));
    let (status, _) = register.ask("POST", &path, &[], body.clone());
    assert_eq!(status, 401);
    assert_eq!(rogue.post(&path, &rogue.token(&path, b"{}", now, 2), &body), (401, "altered".into()));
    let push = rogue.path("push");
    assert_eq!(rogue.post(&push, &rogue.token(&path, &body, now, 3), &body), (401, "altered".into()));
    assert_eq!(rogue.post(&path, &rogue.token(&path, &body, now - 300, 4), &body), (401, "clock".into()));
    assert_eq!(rogue.post(&path, &rogue.token(&path, &body, now + 300, 5), &body), (401, "clock".into()));
    let odd = b"{\"chain\":[],\"log_size\":0,\"more\":1}";
    assert_eq!(rogue.post(&path, &rogue.token(&path, odd, now, 6), odd), (400, "malformed".into()));
    let empty = wire::write(&wire::PushRequest { statements: vec![] });
    assert_eq!(rogue.post(&push, &rogue.token(&push, &empty, now, 7), &empty), (400, "malformed".into()));
    let huge = vec![b'x'; wire::BODY_AT_MOST + 1];
    assert_eq!(rogue.post(&push, &rogue.token(&push, &huge, now, 8), &huge), (413, "too-large".into()));
    let unknown = rogue.path("dance");
    assert_eq!(rogue.post(&unknown, &rogue.token(&unknown, &body, now, 9), &body), (404, "unknown".into()));
    let stranger =
        Rogue { key: KioskKey::from_seed([77; 32]), school: rogue.school.clone(), ..Rogue::enrolled(&register, 9) };
    assert_eq!(stranger.post(&path, &stranger.token(&path, &body, now, 1), &body), (403, "unknown-kiosk".into()));
    // In a kiosk's name, with another key.
    let token = stranger.token(&path, &body, now, 11);
    let forged = token.replacen(token.split('.').next().unwrap(), good.split('.').next().unwrap(), 1);
    assert_eq!(rogue.post(&path, &forged, &body), (401, "signature".into()));
    let bomb = wire::pack(&vec![b' '; 32 << 20]);
    let bearer = format!("Bearer {}", rogue.token(&push, &bomb, now, 12));
    let headers = [("authorization", bearer.as_str()), ("content-encoding", "gzip")];
    let (status, answer) = register.ask("POST", &push, &headers, bomb);
    assert!(status == 413 && answer.contains("too-large"), "{status} {answer}");
}
