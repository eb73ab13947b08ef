//! Bytes made elsewhere: the Python package `sd-jwt` checks our statements, and we check its (`tests/vectors/README.md`).

use super::made::{chain, checked, exported, kiosk};
use crate::store::corrections::derived;
use data_encoding::BASE64URL_NOPAD;
use promise_tree::ledger::{Disclosed, Export, Head, PublicKey, SdClaim, Statement, StatementError};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn vector(name: &str) -> Vec<u8> {
    std::fs::read(here("tests/vectors").join(name)).unwrap()
}

/// What a statement says, as the vectors write it.
fn said(statement: &Statement) -> Value {
    let claims = statement.claims();
    let outcome = claims.says.outcome().unwrap();
    let answers: Vec<Value> =
        outcome.answers.iter().map(|(rule, answer)| json!({ "rule": rule, "answer": answer })).collect();
    json!({
        "seq": statement.sequence(),
        "hash": hex(&statement.hash()),
        "school": claims.school,
        "session": claims.session,
        "agreement": {
            "id": outcome.agreement.id,
            "version": outcome.agreement.version,
            "fingerprint": outcome.agreement.fingerprint.hex(),
            "language": outcome.agreement.language,
        },
        "outcome": outcome.outcome,
        "answers": answers,
        "wall_ms": claims.when.wall_ms,
        "monotonic_ms": claims.when.monotonic_ms,
        "disclosed": disclosed(statement),
    })
}

/// What is disclosed of a statement, as the vectors write it.
fn disclosed(statement: &Statement) -> Value {
    let shown = SdClaim::ALL.into_iter().filter(|claim| statement.shows(*claim));
    Value::Object(shown.map(|claim| (claim.name().to_owned(), value(statement.disclosed(), claim))).collect())
}

/// What a statement says in a ledger with corrections.
fn said_of_either_kind(statement: &Statement) -> Value {
    let claims = statement.claims();
    let Some(correction) = claims.says.correction() else {
        let mut outcome = said(statement);
        outcome["kind"] = json!("outcome");
        return outcome;
    };
    json!({
        "seq": statement.sequence(),
        "hash": hex(&statement.hash()),
        "kind": "correction",
        "school": claims.school,
        "session": claims.session,
        "corrects": { "seq": correction.sequence, "hash": BASE64URL_NOPAD.encode(&correction.hash) },
        "mistake": correction.mistake.code(),
        "wall_ms": claims.when.wall_ms,
        "monotonic_ms": claims.when.monotonic_ms,
        "disclosed": disclosed(statement),
    })
}

fn value(disclosed: &Disclosed, claim: SdClaim) -> Value {
    use promise_tree::domain::mark::Mark;
    match claim {
        SdClaim::PupilId => json!(disclosed.pupil_id),
        SdClaim::PupilName => json!(disclosed.pupil_name),
        SdClaim::Class => json!(disclosed.class.as_ref().map(|class| json!({ "id": class.id, "name": class.name }))),
        SdClaim::Witness => json!(disclosed.witness),
        SdClaim::Helper => json!(disclosed.helper),
        SdClaim::Mark => match &disclosed.mark {
            None => Value::Null,
            Some(Mark::Stamp(stamp)) => json!({ "stamp": stamp.code() }),
            Some(Mark::Ink(ink)) => {
                let stroke = |points: &[promise_tree::domain::mark::Point]| -> Vec<u16> {
                    points.iter().flat_map(|point| [point.0, point.1]).collect()
                };
                let strokes: Vec<Vec<u16>> = ink.strokes.iter().map(|one| stroke(&one.0)).collect();
                json!({ "ink": { "w": 2000, "h": 840, "strokes": strokes } })
            }
        },
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_ledger_that_the_python_package_issued_is_sound_and_says_what_it_said() {
    let file = vector("ledger.jsonl");
    let expected: Value = serde_json::from_slice(&vector("ledger.json")).unwrap();
    let report = checked(&file).unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
    assert_eq!((report.count, report.erased, report.partial), (8, 2, 1));
    let export = Export::open(&*file).unwrap();
    assert_eq!(json!(export.public_key().kiosk_id()), expected["kiosk"]);
    assert_eq!(json!(hex(&Head::genesis(export.public_key()).hash)), expected["genesis"]);
    let statements: Vec<Statement> = export.map(|read| read.unwrap().1.unwrap()).collect();
    let all: Vec<Value> = statements.iter().map(said).collect();
    assert_eq!(json!(all), expected["statements"]);
}

#[test]
fn corrections_that_the_python_package_issued_take_back_what_they_name() {
    let file = vector("corrections.jsonl");
    let expected: Value = serde_json::from_slice(&vector("corrections.json")).unwrap();
    let report = checked(&file).unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
    assert_eq!((report.count, report.corrected, report.erased), (8, 3, 1));
    let statements: Vec<Statement> = Export::open(&*file).unwrap().map(|read| read.unwrap().1.unwrap()).collect();
    let all: Vec<Value> = statements.iter().map(said_of_either_kind).collect();
    assert_eq!(json!(all), expected["statements"]);
    let count: Vec<u64> = derived(&file).iter().map(|outcome| outcome.sequence).collect();
    assert_eq!(json!(count), expected["count"]);

    // One letter of what it corrects makes it another statement, which nobody signed.
    let text = String::from_utf8(file).unwrap();
    let key = PublicKey::from_jwk(text.lines().next().unwrap()).unwrap();
    let correction = statements[2].compact();
    let (jwt, disclosures) = correction.split_once('~').unwrap();
    let parts: Vec<&str> = jwt.split('.').collect();
    let body = BASE64URL_NOPAD.decode(parts[1].as_bytes()).unwrap();
    let body = String::from_utf8(body).unwrap().replacen("\"corrects\": {\"seq\": 1", "\"corrects\": {\"seq\": 2", 1);
    let forged = format!("{}.{}.{}~{disclosures}", parts[0], BASE64URL_NOPAD.encode(body.as_bytes()), parts[2]);
    let error = Statement::parse(&forged).and_then(|statement| statement.check(&key)).unwrap_err();
    assert_eq!(name(&error), "BadSignature");
}

#[test]
fn each_wrong_statement_of_the_vectors_gets_its_own_error() {
    let ledger = String::from_utf8(vector("ledger.jsonl")).unwrap();
    let key = PublicKey::from_jwk(ledger.lines().next().unwrap()).unwrap();
    let mut count = 0;
    for line in String::from_utf8(vector("refused.jsonl")).unwrap().lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["statement"].as_str().unwrap();
        let error = Statement::parse(text).and_then(|statement| statement.check(&key)).unwrap_err();
        assert_eq!(json!(name(&error)), case["error"], "{}: {error}", case["why"]);
        assert!(!error.to_string().contains("Mia"), "a name in: {error}");
        count += 1;
    }
    assert!(count > 80, "only {count} cases");
}

/// The error as the vectors name it: its variant and, where JSON is wrong, in which way.
fn name(error: &StatementError) -> String {
    let variant = |text: String| text.chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
    match error {
        StatementError::Json { error: json, .. } | StatementError::DisclosedValue { error: json, .. } => {
            format!("{} {}", variant(format!("{error:?}")), variant(format!("{json:?}")))
        }
        _ => variant(format!("{error:?}")),
    }
}

/// Runs `tools/vectors/verify.py` on a file.
fn python(file: &Path) -> Output {
    let python = std::env::var_os("PROMISE_TREE_PYTHON").expect(
        "PROMISE_TREE_PYTHON is not set: run `make test`, or set it to a Python that has what \
         tools/vectors/requirements.txt names",
    );
    Command::new(python).arg(here("tools/vectors/verify.py")).arg(file).output().unwrap()
}

#[test]
fn the_python_package_accepts_our_statements() {
    let key = kiosk();
    let mut statements = chain(&key, 30);
    statements[3] = statements[3].keeping(&[]);
    statements[4] = statements[4].keeping(&[SdClaim::Witness]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.jsonl");
    std::fs::write(&file, exported(&key.public(), &statements)).unwrap();
    let output = python(&file);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    let head = statements[29].head();
    let expected = format!("30 statements verified, {} disclosures, 1 statements without any; head {head}", 28 * 6 + 1);
    assert_eq!(printed.trim_end(), expected);
}

#[test]
fn the_python_package_refuses_what_we_refuse() {
    let key = kiosk();
    let file = String::from_utf8(exported(&key.public(), &chain(&key, 4))).unwrap();
    let lines: Vec<&str> = file.lines().collect();
    let folder = tempfile::tempdir().unwrap();
    let disclosure = lines[2].split('~').nth(1).unwrap();
    for (name, text) in [
        ("a signature", file.replacen(".ey", ".eA", 1)),
        ("a disclosure", file.replacen("~W", "~X", 1)),
        ("a line less", file.replacen(&format!("{}\n", lines[2]), "", 1)),
        ("a disclosure more", file.replacen(&format!("{}\n", lines[1]), &format!("{}{disclosure}~\n", lines[1]), 1)),
    ] {
        let path = folder.path().join("ledger.jsonl");
        assert_ne!(text, file, "{name}");
        std::fs::write(&path, &text).unwrap();
        let output = python(&path);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(!output.stderr.is_empty(), "{name}");
        assert!(!checked(text.as_bytes()).unwrap().is_sound(), "{name}");
    }
}
