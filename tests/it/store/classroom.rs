//! A small school in a temporary folder, with clocks that the test moves: what the store's tests stand on.

use promise_tree::domain::agreement::Fingerprint;
use promise_tree::domain::ids::{AgreementId, ClassId, PupilId, RuleId, SessionId, StaffId};
use promise_tree::domain::mark::{Ink, Mark, Point, Stamp, Stroke};
use promise_tree::domain::outcome::{AdultSigned, AgreementShown, Answer, Outcome, OutcomeDraft, PupilSigned};
use promise_tree::domain::school::{Class, Pupil, Role, YearGroup};
use promise_tree::domain::tree::OpenTree;
use promise_tree::store::{
    Clock, Created, Kdf, Label, NewAccess, NewSchool, NewStaff, Passphrase, Pin, RecoveryKey, Secret, Shown, Store,
};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

pub(crate) const PASSPHRASE: &str = "otter pebble lantern";
pub(crate) const PIN: &str = "4071";
/// Families that stand nowhere else, to look for in files.
pub(crate) const FAMILY: &str = "Quizzlethorpe";

/// Clocks that only a test moves.
#[derive(Debug)]
pub(crate) struct Hands(Mutex<(i64, u64)>);

impl Hands {
    pub(crate) fn pass(&self, seconds: u64) {
        let mut hands = self.0.lock().unwrap();
        *hands = (hands.0 + 1000 * seconds as i64, hands.1 + 1000 * seconds);
    }
}

impl Clock for Hands {
    fn wall_ms(&self) -> i64 {
        self.0.lock().unwrap().0
    }
    fn monotonic_ms(&self) -> u64 {
        self.0.lock().unwrap().1
    }
}

/// A temporary folder with a school in it, open.
pub(crate) struct Classroom {
    pub(crate) store: Store,
    pub(crate) recovery_key: RecoveryKey,
    pub(crate) hands: Arc<Hands>,
    pub(crate) folder: PathBuf,
    // Dropped last, when the store has closed its files.
    _dir: TempDir,
}

impl Classroom {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("kiosk");
        let hands = Arc::new(Hands(Mutex::new((1_795_338_000_000, 5_000))));
        let Created { store, recovery_key } =
            Store::create(&folder, new_school(), Kdf::Light, Arc::clone(&hands) as Arc<dyn Clock>).wait().unwrap();
        Self { store, recovery_key, hands, folder, _dir: dir }
    }

    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.hands) as Arc<dyn Clock>
    }

    /// Shuts the store down and opens it again with the passphrase, as a new start of the program does.
    pub(crate) fn restart(&mut self) {
        self.store.shutdown().wait().unwrap();
        self.store = open(&self.folder, self.clock());
    }

    pub(crate) fn pupil(&self, place: usize) -> Pupil {
        self.store.pupils(Some(willow())).wait().unwrap().remove(place)
    }

    /// What a child of Willow said.
    pub(crate) fn draft(&self, place: usize, outcome: Outcome) -> OutcomeDraft {
        draft(&self.pupil(place), outcome)
    }

    pub(crate) fn tree(&self, session: &str, absent: &[usize]) -> OpenTree {
        OpenTree {
            session: SessionId::new(session).unwrap(),
            class: willow(),
            agreement: agreement(),
            version: 1,
            witness: self.store.present().wait().unwrap().unwrap().id,
            opened_ms: self.hands.wall_ms(),
            absent: absent.iter().map(|&place| self.pupil(place).id).collect(),
            lessons: Vec::new(),
        }
    }
}

pub(crate) fn open(folder: &Path, clock: Arc<dyn Clock>) -> Store {
    Store::open(folder, Secret::passphrase(PASSPHRASE), clock).unwrap()
}

/// The newest lines of the audit trail as sentences, newest first; people and classes by their identifiers.
pub(crate) fn trail(store: &Store, lines: u32) -> Vec<String> {
    let words = crate::roster::words::words();
    store.audit_trail(lines).wait().unwrap().iter().map(|entry| entry.said(words, |_| None)).collect()
}

pub(crate) fn willow() -> ClassId {
    ClassId::new("willow").unwrap()
}

pub(crate) fn agreement() -> AgreementId {
    AgreementId::new("ks1-pupils").unwrap()
}

pub(crate) fn shown() -> Shown {
    Shown { fingerprint: Fingerprint([7; 32]), language: "en-GB".into() }
}

pub(crate) fn access(label: &str, passphrase: &str, pin: &str) -> NewAccess {
    NewAccess {
        label: Label::new(label).unwrap(),
        passphrase: Passphrase::chosen(passphrase).unwrap(),
        pin: Pin::chosen(pin).unwrap(),
    }
}

pub(crate) fn new_school() -> NewSchool {
    let staff = NewStaff { name: "Mr J Okorowitz".into(), role: Role::Teacher };
    let mut school = NewSchool::named("Willow Lane Primary", staff, access("JO", PASSPHRASE, PIN)).unwrap();
    school.colleagues = vec![NewStaff { name: "Mrs S Patel".into(), role: Role::Head }];
    let class = |id: &str, name: &str, year| Class { id: ClassId::new(id).unwrap(), name: name.into(), year };
    school.classes = vec![class("oak", "Oak", YearGroup::Year4), class("willow", "Willow", YearGroup::Year2)];
    for given in ["Ava", "Ben", "Chloe", "Dev", "Ela", "Femi", "Grace", "Hana"] {
        school.pupils.push(Pupil {
            id: PupilId::new(format!("p-{}", school.pupils.len())).unwrap(),
            class: willow(),
            given_name: given.into(),
            family_name: FAMILY.into(),
        });
    }
    school
}

pub(crate) fn draft(pupil: &Pupil, outcome: Outcome) -> OutcomeDraft {
    let rule = |id: &str| RuleId::new(id).unwrap();
    let answer = if outcome.is_promise() { Answer::Promised } else { Answer::NotSure };
    let asked = !matches!(outcome, Outcome::Absent | Outcome::Left | Outcome::Unable);
    let okoro = AdultSigned { id: StaffId::new("jo").unwrap(), name: "Mr J Okorowitz".into() };
    OutcomeDraft {
        session: SessionId::new("monday").unwrap(),
        pupil: PupilSigned {
            id: pupil.id.clone(),
            name: pupil.full_name(),
            class_id: pupil.class.clone(),
            class_name: "Willow".into(),
        },
        agreement: AgreementShown {
            id: agreement(),
            version: 1,
            fingerprint: Fingerprint([7; 32]),
            language: "en-GB".into(),
        },
        outcome,
        answers: if asked {
            vec![(rule("ks1.school-work"), Answer::Promised), (rule("ks1.tell-someone"), answer)]
        } else {
            Vec::new()
        },
        mark: match outcome {
            Outcome::Agreed => {
                Some(Mark::Ink(Ink { strokes: vec![Stroke((0..200).map(|i| Point(i * 9, (i * 37) % 800)).collect())] }))
            }
            Outcome::AgreedWithHelp => Some(Mark::Stamp(Stamp::Star)),
            _ => None,
        },
        helper: (outcome == Outcome::AgreedWithHelp).then(|| okoro.clone()),
        witness: okoro,
    }
}
