//! Whoever may not, or is too slow, is refused with the right code, and one line of the log says so without a name.

use super::network::Rogue;
use super::running::Register;
use crate::ledger::made::chain;
use crate::support::lrs::until;
use promise_tree::ledger::{KioskKey, Statement};
use promise_tree::sync::pin::client_config;
use promise_tree::sync::ticket::TicketSecret;
use promise_tree::sync::wire;
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A connection over TLS, to be slow on.
fn connected(register: &Register, pin: Option<[u8; 32]>) -> StreamOwned<ClientConnection, TcpStream> {
    let (config, _) = client_config(pin).unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let stream = TcpStream::connect(&register.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    StreamOwned::new(ClientConnection::new(Arc::new(config), name).unwrap(), stream)
}

/// What is answered before the connection ends.
fn rest(mut stream: impl Read) -> String {
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        assert!(!matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "it is still open");
    }
    String::from_utf8(answer).unwrap()
}

/// The lines about refusals that came since.
fn lines(register: &Register, since: usize) -> Vec<String> {
    register.log()[since..].lines().filter(|line| line.contains("refused")).map(str::to_owned).collect()
}

#[test]
fn whoever_is_refused_is_told_the_right_code_and_stands_in_the_log_once_without_a_name() {
    let mut register = Register::start();
    assert_eq!(register.get("/healthz").0, 200);
    assert!(register.stop().success());
    register.settings("patience = 1\n");
    register.run();
    let rogue = Rogue::enrolled(&register, 9);
    let statements: Vec<String> = chain(&rogue.key, 2).iter().map(Statement::compact).collect();
    let body = wire::write(&wire::PushRequest { statements: statements.clone() });
    let altered = wire::write(&wire::PushRequest { statements: statements[..1].to_vec() });
    let (push, now) = (rogue.path("push"), jiff::Timestamp::now().as_second());
    let token = |body: &[u8], at: i64, once: u8| rogue.token(&push, body, at, once);
    let huge = vec![b' '; wire::BODY_AT_MOST + 1];
    // An impostor: the right kiosk's name, signed with another key.
    let other = KioskKey::from_seed([66; 32]);
    let impostor = Rogue { register: &register, key: other, id: rogue.id.clone(), school: rogue.school.clone() };
    let good = token(&body, now, 1);
    let wrong = impostor.token(&push, &body, now, 2);
    let forged = wrong.replacen(wrong.split('.').next().unwrap(), good.split('.').next().unwrap(), 1);
    let expired = TicketSecret::new([5; 12]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let storage = register.storage().await;
        let school = storage.schools().await.unwrap().remove(0).id;
        storage.add_ticket(&school, &expired, now * 1000 - 2000, now * 1000 - 1000).await.unwrap();
        storage.close().await;
    });
    let hello = wire::write(&wire::HelloRequest { ticket: expired.name(), nonce: "AAAAAAAAAAAAAAAAAAAAAA".into() });
    assert_eq!(rogue.post(&push, &good, &body).0, 200);
    let cases: [(&str, &str, &str, &[u8], u16, &str); 8] = [
        ("a replay", &push, &good, &body, 401, "replayed"),
        ("an impostor", &push, &forged, &body, 401, "signature"),
        ("a stranger", &push, &impostor.token(&push, &body, now, 3), &body, 403, "unknown-kiosk"),
        ("an altered body", &push, &token(&body, now, 4), &altered, 401, "altered"),
        ("an old request", &push, &token(&body, now - 300, 5), &body, 401, "clock"),
        ("a body too large", &push, &token(&huge, now, 6), &huge, 413, "too-large"),
        ("an expired ticket", "/v1/enrol/hello", "", &hello, 403, "ticket-expired"),
        ("no sense", "/v1/enrol/hello", "", b"{}", 400, "malformed"),
    ];
    for (who, path, token, body, status, code) in cases {
        let since = register.log().len();
        assert_eq!(rogue.post(path, token, body), (status, code.to_owned()), "{who}");
        let lines = lines(&register, since);
        assert!(lines.len() == 1 && lines[0].contains(&format!("code=\"{code}\"")), "{who}: {lines:?}");
        assert!(token.is_empty() || !lines[0].contains(token), "{who}: {lines:?}");
    }

    // Another key than the kiosk knows: it says nothing, and leaves.
    let since = register.log().len();
    assert!(connected(&register, Some([9; 32])).write_all(b"GET / HTTP/1.1\r\n\r\n").is_err());
    until("the log", || lines(&register, since).iter().any(|line| line.contains("code=\"tls\"")));
    assert_eq!(lines(&register, since).len(), 1);

    // Slow-loris, three ways: nothing at all, half a head, half a body.
    let (since, began) = (register.log().len(), Instant::now());
    let silent = TcpStream::connect(&register.address).unwrap();
    silent.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut half_a_head = connected(&register, None);
    half_a_head.write_all(b"POST /v1/enrol/hello HTTP/1.1\r\nhost: here\r\nx-slow: ").unwrap();
    let mut half_a_body = connected(&register, None);
    let head =
        b"POST /v1/enrol/hello HTTP/1.1\r\nhost: here\r\nconnection: close\r\ncontent-length: 100\r\n\r\n{\"tick";
    half_a_body.write_all(head).unwrap();
    let answer = rest(half_a_body);
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("\"code\":\"slow\""), "{answer}");
    assert_eq!((rest(half_a_head), rest(silent)), (String::new(), String::new()));
    assert!(began.elapsed() >= Duration::from_secs(1) && began.elapsed() < Duration::from_secs(15));
    until("three lines", || lines(&register, since).len() == 3);
    let lines = lines(&register, since);
    for message in ["handshake", "head", "body"] {
        let of = format!("asked=\"{message}\"");
        assert!(lines.iter().any(|line| line.contains(&of) && line.contains("code=\"slow\"")), "{message}: {lines:?}");
    }
    // And while they were, others were served; nobody is named.
    let fresh = rogue.token(&push, &body, now, 7);
    assert_eq!(rogue.post(&push, &fresh, &body).0, 200);
    let (_, metrics) = register.get("/metrics");
    assert!(metrics.contains("message=\"body\",answer=\"slow\"} 1"), "{metrics}");
    let log = register.log();
    assert!(["Okoro", "Zo", "Acorn", "Bearer"].iter().all(|name| !log.contains(name)), "{log}");
}
