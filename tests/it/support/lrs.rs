//! Learning record stores: one of our own that misbehaves as it is told, and Ralph's, as `make test` installs it.

use super::postgres::free_port;
use serde_json::Value;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How the next request is answered.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Turn {
    /// With this status; nothing is kept.
    Refuse(u16),
    /// Everything is kept, and the answer is lost.
    Lose,
}

#[derive(Default)]
struct Kept {
    turns: VecDeque<Turn>,
    requests: usize,
    /// In the order in which they came, again and again.
    came: Vec<Value>,
    /// Each once.
    statements: Vec<Value>,
}

/// A record store that keeps statements by their identifiers, as the standard says.
pub(crate) struct Lrs {
    pub(crate) port: u16,
    kept: Arc<Mutex<Kept>>,
}

impl Lrs {
    pub(crate) fn start(turns: &[Turn]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let kept = Arc::new(Mutex::new(Kept { turns: turns.iter().copied().collect(), ..Kept::default() }));
        let keeper = Arc::clone(&kept);
        // Lives as long as the tests.
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let keeper = Arc::clone(&keeper);
                std::thread::spawn(move || while answer(stream.as_ref().unwrap(), &keeper).is_some() {});
            }
        });
        Self { port, kept }
    }

    pub(crate) fn then(&self, turns: &[Turn]) {
        self.kept.lock().unwrap().turns.extend(turns);
    }

    /// Each statement once, in the order in which they first came.
    pub(crate) fn statements(&self) -> Vec<Value> {
        self.kept.lock().unwrap().statements.clone()
    }

    /// Statements that came, those that came again included.
    pub(crate) fn came(&self) -> usize {
        self.kept.lock().unwrap().came.len()
    }

    pub(crate) fn requests(&self) -> usize {
        self.kept.lock().unwrap().requests
    }

    pub(crate) fn wait_for(&self, count: usize) -> Vec<Value> {
        until("statements to arrive", || self.statements().len() >= count);
        self.statements()
    }
}

/// Waits for something that must come.
pub(crate) fn until(what: &str, there: impl Fn() -> bool) {
    let patience = Instant::now() + Duration::from_secs(30);
    while !there() {
        assert!(Instant::now() < patience, "no end of waiting for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Takes one request; `None` ends the connection.
fn answer(mut stream: &TcpStream, kept: &Mutex<Kept>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let head = head.to_lowercase();
    let length: usize = head.split("content-length: ").nth(1)?.split("\r\n").next()?.parse().ok()?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let mut kept = kept.lock().unwrap();
    kept.requests += 1;
    let mut status = 200;
    // willow:secret
    if !head.starts_with("post /xapi/statements http/1.1\r\n")
        || !head.contains("authorization: basic d2lsbg93onnly3jlda==\r\n")
    {
        status = 401;
    } else if !head.contains("x-experience-api-version: 1.0.3\r\n") {
        status = 400;
    }
    let turn = if status == 200 { kept.turns.pop_front() } else { None };
    if let Some(Turn::Refuse(refused)) = turn {
        status = refused;
    }
    if status == 200 {
        let statements: Vec<Value> = serde_json::from_slice(&body).unwrap();
        for statement in statements {
            kept.came.push(statement.clone());
            match kept.statements.iter().find(|known| known["id"] == statement["id"]) {
                Some(known) => assert_eq!(*known, statement, "another statement under one identifier"),
                None => kept.statements.push(statement),
            }
        }
    }
    if matches!(turn, Some(Turn::Lose)) {
        return None;
    }
    drop(kept);
    write!(stream, "HTTP/1.1 {status} Whatever\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n[]").ok()
}

/// What `make test` has installed for xAPI.
fn installed() -> PathBuf {
    let folder = std::env::var_os("PROMISE_TREE_XAPI")
        .expect("PROMISE_TREE_XAPI is not set: run `make test`, or `make xapi` and set it to that folder");
    PathBuf::from(folder)
}

/// Ralph's server, which keeps statements in a file. It takes only one write to that.
pub(crate) struct Ralph {
    pub(crate) port: u16,
    folder: tempfile::TempDir,
    server: Child,
}

impl Ralph {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // willow, secret: bcrypt with its lowest cost.
        let auth = r#"[{"username":"willow","hash":"$2b$04$rNhKeKdoHhyl6iuIuk2qZ.7grOOTDmXDh.XrKIIfYdE3vuhQP8cOu","scopes":["all"],"agent":{"name":"register","account":{"homePage":"https://register.example","name":"register"}}}]"#;
        std::fs::write(folder.path().join("auth.json"), auth).unwrap();
        std::fs::create_dir(folder.path().join("kept")).unwrap();
        let port = free_port();
        let server = Command::new(installed().join("bin/python"))
            .args(["-m", "uvicorn", "ralph.api:app", "--host", "127.0.0.1", "--port", &port.to_string()])
            .current_dir(folder.path())
            .env("RALPH_APP_DIR", folder.path())
            .env("RALPH_AUTH_FILE", folder.path().join("auth.json"))
            .env("RALPH_RUNSERVER_BACKEND", "fs")
            .env("RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH", folder.path().join("kept"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let ralph = Self { port, folder, server };
        until("Ralph's server", || TcpStream::connect(("127.0.0.1", port)).is_ok());
        ralph
    }

    /// What it keeps, one statement a line.
    pub(crate) fn file(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("kept/fs_lrs.jsonl")).unwrap_or_default()
    }
}

impl Drop for Ralph {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

fn validated(program: &Path, script: &str, statements: &str) -> (bool, String) {
    let mut process = Command::new(program)
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/xapi").join(script))
        .env("NODE_PATH", installed().join("node_modules"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    process.stdin.take().unwrap().write_all(statements.as_bytes()).unwrap();
    let output = process.wait_with_output().unwrap();
    (output.status.success(), super::told(&output))
}

/// Whether Learning Locker's validation and Ralph's model have nothing against statements, one a line; what they say.
pub(crate) fn valid(statements: &str) -> [(bool, String); 2] {
    [
        validated(Path::new("node"), "validate.js", statements),
        validated(&installed().join("bin/python"), "validate.py", statements),
    ]
}
