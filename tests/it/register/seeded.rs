//! A school's statements, made up, straight into a register's storage.

use super::running::Register;
use crate::ledger::made::{draft, salts, school as made_school};
use promise_tree::domain::ids::{ClassId, PupilId};
use promise_tree::domain::outcome::{Outcome, OutcomeDraft};
use promise_tree::domain::school::{Class, Pupil, YearGroup};
use promise_tree::ledger::{Head, KioskKey, Statement, When, issue};
use promise_tree::register::ingest::check;
use promise_tree::register::storage::{RegisteredSchool, Roll, Storage};
use promise_tree::store::Enrolled;
use promise_tree::sync::ticket::TicketSecret;
use std::collections::BTreeMap;

/// Seven children, as in the design.
pub(super) const NAMES: [&str; 7] =
    ["Aisha Begum", "Ben Tate", "Chloe Moss", "Dev Patel", "Ela Kaya", "Femi Okoye", "Grace Wood"];

/// The draft of child `n` of a class.
pub(super) fn of(class: &str, n: usize, outcome: Outcome, version: u32) -> OutcomeDraft {
    let mut draft = draft(n as u64, outcome);
    draft.pupil.id = PupilId::new(format!("{}-{n}", class.to_lowercase())).unwrap();
    draft.pupil.name = NAMES[n % NAMES.len()].into();
    draft.pupil.class_id = ClassId::new(class.to_lowercase()).unwrap();
    draft.pupil.class_name = class.into();
    draft.agreement.version = version;
    draft
}

/// A chain of these drafts, a minute apart.
pub(super) fn signed(key: &KioskKey, drafts: &[OutcomeDraft], from_ms: i64) -> Vec<Statement> {
    let mut head = Head::genesis(&key.public());
    let mut statements = Vec::new();
    for (draft, n) in drafts.iter().zip(0_i64..) {
        let when = When { wall_ms: from_ms + n * 60_000, monotonic_ms: n as u64 * 1000 };
        let issued = issue(key, &made_school(), draft, &head, when, &mut salts(n as u64 + 1)).unwrap();
        head = issued.statement.head();
        statements.push(issued.statement);
    }
    statements
}

/// Lets a kiosk in and takes its statements.
pub(super) async fn taken(
    storage: &Storage,
    school: &str,
    key: &KioskKey,
    statements: &[Statement],
    now_ms: i64,
) -> RegisteredSchool {
    let school = storage.school_named(school, now_ms).await.unwrap();
    let secret = TicketSecret::new(key.public().to_bytes()[..12].try_into().unwrap());
    storage.add_ticket(&school.id, &secret, now_ms, now_ms + 1000).await.unwrap();
    storage.enrol(&secret.name(), &key.public(), now_ms).await.unwrap().unwrap();
    for some in statements.chunks(200) {
        let batch = check(&key.public(), &some.iter().map(Statement::compact).collect::<Vec<_>>());
        let taken = storage.ingest(&school.id, &key.public(), &batch, now_ms).await.unwrap();
        assert!(taken.iter().all(|taken| taken.is_held()), "{taken:?}");
    }
    school
}

/// A roll of one class.
pub(super) fn roll_of(class: &Class, pupils: impl IntoIterator<Item = Pupil>) -> Roll {
    let enrolled = |pupil| Enrolled { pupil, numbers: BTreeMap::new(), left_ms: None };
    let pupils = pupils.into_iter().map(enrolled).collect();
    Roll { classes: vec![class.clone()], pupils, renumbered: BTreeMap::new() }
}

/// What the tests of pages stand on: Willow (Year 2, on the roll, with one child nobody has asked) and Oak (no roll).
pub(super) fn willow_and_oak(register: &Register) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let storage = register.storage().await;
        let now_ms = jiff::Timestamp::now().as_millisecond();
        let mut drafts: Vec<OutcomeDraft> =
            (0..7).filter(|n| *n != 3).map(|n| of("Willow", n, Outcome::Agreed, 3)).collect();
        drafts.push(of("Willow", 3, Outcome::Absent, 3));
        drafts.push(of("Oak", 0, Outcome::Agreed, 2));
        drafts.push(of("Oak", 1, Outcome::AgreedWithHelp, 3));
        drafts.push(of("Oak", 2, Outcome::NotYet, 3));
        let key = KioskKey::from_seed([8; 32]);
        let statements = signed(&key, &drafts, now_ms - 3 * 60 * 60 * 1000);
        let school = taken(&storage, "Willow Lane Primary", &key, &statements, now_ms).await;
        let class = Class { id: ClassId::new("willow").unwrap(), name: "Willow".into(), year: YearGroup::Year2 };
        let child = |n: usize, name: &str| {
            let (given, family) = name.split_once(' ').unwrap();
            let id = PupilId::new(format!("willow-{n}")).unwrap();
            Pupil { id, class: class.id.clone(), given_name: given.into(), family_name: family.into() }
        };
        let mut pupils: Vec<Pupil> = NAMES.iter().enumerate().map(|(n, name)| child(n, name)).collect();
        pupils.push(child(7, "Hana Ito"));
        storage.keep_roll(&school.id, &roll_of(&class, pupils), now_ms).await.unwrap();
        storage.close().await;
    });
}
