//! The public check page: a real statement is told as real, an altered one is not, nothing pasted becomes a page.

use super::running::Register;
use crate::ledger::correcting;
use crate::ledger::made::{chain, kiosk};
use crate::support::School;

fn post(register: &Register, key: &str, statement: &str) -> (u16, String) {
    let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let body = format!("key={}&statement={}", encode(key), encode(statement));
    register.ask("POST", "/check", &[("content-type", "application/x-www-form-urlencoded")], body.into_bytes())
}

#[test]
fn a_real_statement_is_told_from_an_altered_one() {
    let school = School::new();
    let (report, file) = (school.file("report.jsonl"), school.file("statements.jsonl"));
    school.run(&["robot", "--no-window", "--class", "Acorn", "--pupils", "1", "--report", report.to_str().unwrap()]);
    school.run(&["export", "statements", "--to", file.to_str().unwrap()]);
    let text = std::fs::read_to_string(file).unwrap();
    let (key, statement) = text.trim_end().split_once('\n').unwrap();
    let register = Register::start();
    let (status, real) = post(&register, key, statement);
    assert!(status == 200 && real.contains("This statement is real and unaltered"), "{status} {real}");
    assert!(real.contains("ks1-pupils 1") && real.contains("Agreed"), "{real}");
    let middle = statement.len() / 4;
    let letter = if statement.as_bytes()[middle] == b'A' { "B" } else { "A" };
    let altered = format!("{}{letter}{}", &statement[..middle], &statement[middle + 1..]);
    let (status, refused) = post(&register, key, &altered);
    assert!(status == 422 && !refused.contains("is real and unaltered"), "{status} {refused}");
}

#[test]
fn a_correction_is_real_and_says_which_statement_does_not_count() {
    let key = kiosk().public();
    let first = chain(&kiosk(), 1).remove(0);
    let correction = correcting::after(&first.head(), &correcting::of(1, first.hash()));
    let register = Register::start();
    let (status, page) = post(&register, &key.to_jwk(), &correction.compact());
    assert!(status == 200 && page.contains("Statement 1 of this kiosk does not count"), "{status} {page}");
    assert!(!page.contains("register-"), "a word is missing: {page}");
}

#[test]
fn the_page_keeps_to_itself_and_what_is_pasted_stays_text() {
    let register = Register::start();
    let (_, headers, page) = register.ask_all("GET", "/check", &[], Vec::new());
    assert!(headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    assert_eq!(headers["cache-control"], "no-store");
    assert!(page.contains("<html lang=\"en-GB\""));
    let (status, pasted) = post(&register, "<script>alert(1)</script>", "<img src=x>");
    assert!(status == 422 && !pasted.contains("<script>") && !pasted.contains("<img"), "{pasted}");
    assert_eq!(register.get("/healthz"), (200, "ok".into()));
    assert_eq!(register.get("/readyz"), (200, "ready".into()));
    assert_eq!(register.get("/nothing").0, 404);
}
