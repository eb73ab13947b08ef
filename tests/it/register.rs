//! The register's check page: a real statement is told as real, an altered one is not, nothing pasted becomes a page.

use crate::support::{School, program};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// A server that goes with the test.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start() -> Self {
        let mut process =
            program().args(["register", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        Self { process, address }
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    }

    fn post(&self, key: &str, statement: &str) -> String {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let body = format!("key={}&statement={}", encode(key), encode(statement));
        self.ask(&format!(
            "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: \
             application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[test]
fn a_real_statement_is_told_from_an_altered_one() {
    let school = School::new();
    let (report, file) = (school.file("report.jsonl"), school.file("statements.jsonl"));
    school.run(&["robot", "--no-window", "--class", "Acorn", "--pupils", "1", "--report", report.to_str().unwrap()]);
    school.run(&["export", "statements", "--to", file.to_str().unwrap()]);
    let text = std::fs::read_to_string(file).unwrap();
    let (key, statement) = text.trim_end().split_once('\n').unwrap();
    let server = Server::start();
    let real = server.post(key, statement);
    assert!(real.starts_with("HTTP/1.1 200") && real.contains("This statement is real and unaltered"), "{real}");
    assert!(real.contains("ks1-pupils 1") && real.contains("Agreed"), "{real}");
    let middle = statement.len() / 4;
    let letter = if statement.as_bytes()[middle] == b'A' { "B" } else { "A" };
    let altered = format!("{}{letter}{}", &statement[..middle], &statement[middle + 1..]);
    let refused = server.post(key, &altered);
    assert!(refused.starts_with("HTTP/1.1 422") && !refused.contains("is real and unaltered"), "{refused}");
}

#[test]
fn the_page_keeps_to_itself_and_what_is_pasted_stays_text() {
    let server = Server::start();
    let page = server.get("/");
    assert!(page.contains("content-security-policy: default-src 'none'") && page.contains("cache-control: no-store"));
    assert!(page.contains("<html lang=en-GB>"));
    let pasted = server.post("<script>alert(1)</script>", "<img src=x>");
    assert!(pasted.starts_with("HTTP/1.1 422") && !pasted.contains("<script>") && !pasted.contains("<img"), "{pasted}");
    assert!(server.get("/healthz").ends_with("ok"));
    assert!(server.get("/nothing").starts_with("HTTP/1.1 404"));
}
