//! A network that cuts, slows and garbles, and machines that stop dead: in the end every promise is in the register once.

use super::network::{has_everything, promises};
use super::running::Register;
use crate::ledger::made::draft;
use crate::support::postgres::{free_port, postgres};
use crate::support::{Random, School, told};
use promise_tree::domain::outcome::Outcome;
use promise_tree::sync::client::{Worker, enrol, verify_receipts};
use promise_tree::sync::ticket::Ticket;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What the network does to a connection.
#[derive(Debug, Clone, Copy)]
enum Mood {
    Passes,
    Refuses,
    /// Ends it after so many bytes, either way.
    Cuts(u64),
    /// Changes a bit of the byte after so many.
    Garbles(u64),
    /// A few bytes at a time, and ends it after so many.
    Slows(u64),
}

/// Stands between a kiosk and its register.
struct Network {
    port: u16,
    rough: Arc<AtomicBool>,
    connections: Arc<AtomicU64>,
}

impl Network {
    fn before(register: String, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (rough, connections) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let (is_rough, counted) = (Arc::clone(&rough), Arc::clone(&connections));
        std::thread::spawn(move || {
            let mut random = Random(seed);
            for stream in listener.incoming() {
                let Ok(kiosk) = stream else { break };
                counted.fetch_add(1, Ordering::Relaxed);
                let mood = if !is_rough.load(Ordering::Relaxed) { Mood::Passes } else { mood(&mut random) };
                let Ok(register) = TcpStream::connect(&register) else { continue };
                if matches!(mood, Mood::Refuses) {
                    continue;
                }
                let passed = Arc::new(AtomicU64::new(0));
                for (from, to) in [(&kiosk, &register), (&register, &kiosk)] {
                    let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    let passed = Arc::clone(&passed);
                    std::thread::spawn(move || carry(from, to, mood, &passed));
                }
            }
        });
        Self { port, rough, connections }
    }
}

/// No connection lives long. A handshake is some 2,000 bytes, asking where the register stands 1,500, a promise 3,000.
fn mood(random: &mut Random) -> Mood {
    let place = random.below(14_000);
    match random.below(5) {
        0 => Mood::Refuses,
        1 | 2 => Mood::Cuts(place),
        3 => Mood::Garbles(place),
        _ => Mood::Slows(place),
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, mood: Mood, passed: &AtomicU64) {
    let mut some = [0; 2048];
    let most = if matches!(mood, Mood::Slows(_)) { 256 } else { some.len() };
    loop {
        let read = match from.read(&mut some[..most]) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        let before = passed.fetch_add(read as u64, Ordering::Relaxed);
        let within = |place: u64| (before..before + read as u64).contains(&place).then(|| (place - before) as usize);
        match mood {
            Mood::Cuts(place) | Mood::Slows(place) => {
                if let Some(here) = within(place) {
                    let sent = to.write_all(&some[..here]);
                    drop(sent);
                    break;
                }
            }
            Mood::Garbles(place) => {
                if let Some(here) = within(place) {
                    some[here] ^= 0x10;
                }
            }
            Mood::Passes | Mood::Refuses => {}
        }
        if matches!(mood, Mood::Slows(_)) {
            // How slow it is, not a moment that is waited for.
            std::thread::sleep(Duration::from_millis(2));
        }
        if to.write_all(&some[..read]).is_err() {
            break;
        }
    }
    for stream in [&from, &to] {
        // It may be closed already.
        drop(stream.shutdown(Shutdown::Both));
    }
}

fn soak(usual: usize, long: usize) -> usize {
    if std::env::var_os("PROMISE_TREE_SOAK").is_some() { long } else { usual }
}

#[test]
fn thirty_promises_get_through_a_network_that_cuts_slows_and_garbles() {
    for round in 0..soak(2, 50) as u64 {
        let register = Register::start();
        let network = Network::before(register.address.clone(), 1_000 + round);
        let school = School::new();
        let store = school.open();
        let mut ticket = Ticket::parse(register.ticket.as_deref().unwrap()).unwrap();
        ticket.address = format!("127.0.0.1:{}", network.port);
        enrol(&store, &ticket).unwrap();
        network.rough.store(true, Ordering::Relaxed);
        let worker = Worker::start(store.clone(), |_| {}).unwrap();
        for n in 0..30 {
            store.append(draft(n, Outcome::Agreed)).wait().unwrap();
            worker.poke();
            std::thread::sleep(Duration::from_millis(10));
        }
        let patience = Instant::now() + Duration::from_secs(120);
        while store.carried().wait().unwrap().receipted < 30 {
            worker.poke();
            assert!(Instant::now() < patience, "{:?}", worker.status());
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(worker);
        let checked = verify_receipts(&store).unwrap();
        assert_eq!((checked.right, checked.wrong.len()), (30, 0));
        assert!(network.connections.load(Ordering::Relaxed) > 10, "the network was never rough");
        store.shutdown().wait().unwrap();
        has_everything(&register, &school, 30);
    }
}

fn killed_at_random_moments(mut register: Register, seed: u64, kills: usize) {
    let school = School::new();
    school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    let (mut random, mut ended) = (Random(seed), 0);
    for kill in 0..kills {
        if kill % 4 == 0 {
            promises(&school, 1 + kill as u32 / 4);
        }
        let mut sync = school.command(&["sync", "--once"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // The random moment; nothing is waited for.
        std::thread::sleep(Duration::from_millis(random.below(120)));
        if random.below(2) == 0 {
            register.kill();
            sync.wait().unwrap();
            register.run();
        } else {
            ended += usize::from(sync.try_wait().unwrap().is_some());
            sync.kill().unwrap();
            sync.wait().unwrap();
        }
    }
    assert!(ended < kills, "every sync was over before it could be killed");
    let said = school.run(&["sync", "--once"]);
    let count: usize = said.split("all ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    has_everything(&register, &school, count);
    let verified = program_verifies(&register);
    assert!(verified.contains("All of it holds"), "{verified}");
}

fn program_verifies(register: &Register) -> String {
    let mut command = crate::support::program();
    command.args(["verify", "--register"]).arg(register.data());
    if let Some(database) = &register.database {
        command.env("PROMISE_TREE_DATABASE", database);
    }
    told(&command.output().unwrap())
}

#[test]
fn killed_at_random_moments_on_either_side_nothing_is_lost_or_doubled_on_sqlite() {
    killed_at_random_moments(Register::start(), 20_261_124, soak(16, 200));
}

#[test]
fn killed_at_random_moments_on_either_side_nothing_is_lost_or_doubled_on_postgresql() {
    killed_at_random_moments(Register::start_on(Some(postgres().database())), 24_112_026, soak(8, 100));
}

#[test]
fn a_log_in_page_that_answers_in_the_registers_place_is_told_from_a_dead_cable() {
    let register = Register::start();
    let school = School::new();
    let port = free_port();
    let mut ticket = Ticket::parse(register.ticket.as_deref().unwrap()).unwrap();
    let network = Network::before(register.address.clone(), 1);
    ticket.address = format!("127.0.0.1:{}", network.port);
    school.run(&["enrol", "--ticket", &ticket.to_text()]);
    promises(&school, 1);
    // A network that answers everything with its own page, without TLS.
    let portal = TcpListener::bind(("127.0.0.1", port)).unwrap();
    std::thread::spawn(move || {
        for stream in portal.incoming() {
            let mut stream = stream.unwrap();
            let page = b"HTTP/1.1 302 Found\r\nLocation: http://login.example/\r\nContent-Length: 0\r\n\r\n";
            drop(stream.write_all(page));
        }
    });
    let mut enrolment = school.open().enrolment().wait().unwrap().unwrap();
    enrolment.address = format!("127.0.0.1:{port}");
    let store = school.open();
    store.set_enrolment(enrolment).wait().unwrap();
    store.shutdown().wait().unwrap();
    let refused = school.command(&["sync", "--once"]).output().unwrap();
    assert!(told(&refused).contains("log-in page of a network"), "{}", told(&refused));
}
