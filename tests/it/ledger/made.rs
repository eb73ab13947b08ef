//! Made-up statements for the tests to stand on.

use promise_tree::domain::agreement::Fingerprint;
use promise_tree::domain::ids::{AgreementId, ClassId, PupilId, RuleId, SchoolId, SessionId, StaffId};
use promise_tree::domain::mark::{Ink, Mark, Point, Stamp, Stroke};
use promise_tree::domain::outcome::{AdultSigned, AgreementShown, Answer, Outcome, OutcomeDraft, PupilSigned};
use promise_tree::ledger::{
    Expected, ExportError, ExportWriter, Head, KioskKey, PublicKey, Report, Statement, When, issue, verify_export,
};

/// The kiosk of most tests.
pub(crate) fn kiosk() -> KioskKey {
    KioskKey::from_seed([5; 32])
}

/// Salts that are all different and the same at every run.
pub(crate) fn salts(start: u64) -> impl FnMut() -> [u8; 32] {
    let mut state = start.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move || {
        std::array::from_fn(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
    }
}

pub(crate) fn school() -> SchoolId {
    SchoolId::new("willow-lane").unwrap()
}

pub(crate) fn adult(id: &str, name: &str) -> AdultSigned {
    AdultSigned { id: StaffId::new(id).unwrap(), name: name.into() }
}

/// A draft with this outcome and all that goes with it; `n` makes it differ from others.
pub(crate) fn draft(n: u64, outcome: Outcome) -> OutcomeDraft {
    let answer = if outcome.is_promise() { Answer::Promised } else { Answer::NotSure };
    let asked = !matches!(outcome, Outcome::Absent | Outcome::Left | Outcome::Unable);
    let rules = ["ks1.school-work", "ks1.tell-someone"].into_iter().filter(|_| asked);
    let ink = Ink { strokes: vec![Stroke(vec![Point(n as u16 % 2000, 0), Point(2000, 840), Point(3, 4)])] };
    let mark = if n.is_multiple_of(2) { Mark::Ink(ink) } else { Mark::Stamp(Stamp::Rocket) };
    OutcomeDraft {
        session: SessionId::new("t-1").unwrap(),
        pupil: PupilSigned {
            id: PupilId::new(format!("p-{n}")).unwrap(),
            name: format!("Zoë Śliwińska {n}"),
            class_id: ClassId::new("willow").unwrap(),
            class_name: "Willow".into(),
        },
        agreement: AgreementShown {
            id: AgreementId::new("ks1-pupils").unwrap(),
            version: 3,
            fingerprint: Fingerprint([7; 32]),
            language: "en-GB".into(),
        },
        outcome,
        answers: rules.map(|rule| (RuleId::new(rule).unwrap(), answer)).collect(),
        mark: outcome.is_promise().then_some(mark),
        witness: adult("s-1", "Mr J Okoro"),
        helper: (outcome == Outcome::AgreedWithHelp).then(|| adult("s-2", "Ms Lowe")),
    }
}

/// A chain of so many statements, with every outcome in turn.
pub(crate) fn chain(key: &KioskKey, count: u64) -> Vec<Statement> {
    let mut head = Head::genesis(&key.public());
    let mut statements = Vec::new();
    for n in 0..count {
        let outcome = Outcome::ALL[n as usize % Outcome::ALL.len()];
        let when = When { wall_ms: 1_790_000_000_000 + n as i64, monotonic_ms: n * 1000 };
        let issued = issue(key, &school(), &draft(n, outcome), &head, when, &mut salts(n)).unwrap();
        head = issued.statement.head();
        statements.push(issued.statement);
    }
    statements
}

/// The statements as an exported file.
pub(crate) fn exported(key: &PublicKey, statements: &[Statement]) -> Vec<u8> {
    let mut file = ExportWriter::begin(Vec::new(), key).unwrap();
    statements.iter().for_each(|statement| file.add(statement).unwrap());
    file.finish().unwrap()
}

pub(crate) fn checked(file: &[u8]) -> Result<Report, ExportError> {
    verify_export(file, &Expected::default())
}
