//! Statements for the measurement: a school where every kiosk has twenty classes of thirty, and takes one after the other.

use super::BenchError;
use crate::domain::agreement::Fingerprint;
use crate::domain::ids::{AgreementId, ClassId, IdError, PupilId, RuleId, SchoolId, SessionId, StaffId};
use crate::domain::mark::{Mark, Stamp};
use crate::domain::outcome::{AdultSigned, AgreementShown, Answer, Outcome, OutcomeDraft, PupilSigned};
use crate::ledger::{Head, KioskKey, Statement, When, issue};
use crate::register::now_ms;
use sha2::{Digest, Sha256};

/// Children of a class.
pub(super) const CLASS: u64 = 30;
/// Classes of a kiosk.
const CLASSES: u64 = 20;

/// Which child promises with statement `nth` (from 0) of the kiosk `kiosk` (from 0) of so many.
pub(super) fn pupil(nth: u64, kiosk: u64, kiosks: u64) -> u64 {
    let class = (nth / CLASS % CLASSES) * kiosks + kiosk;
    class * CLASS + nth % CLASS
}

/// How many children there are.
pub(super) fn pupils(kiosks: u64) -> u64 {
    CLASS * CLASSES * kiosks
}

/// The statement after `head`: a child promises eleven rules and chooses a stamp.
pub(super) fn statement(key: &KioskKey, head: &Head, pupil: u64) -> Result<Statement, BenchError> {
    let wrong = |error: &dyn std::fmt::Display| BenchError::MadeUp(error.to_string());
    let id = |error: IdError| wrong(&error);
    let class = pupil / CLASS;
    let rules = (0..11).map(|n| RuleId::new(format!("ks2.rule-{n}")).map(|rule| (rule, Answer::Promised)));
    let draft = OutcomeDraft {
        session: SessionId::new(format!("session-{class}")).map_err(id)?,
        pupil: PupilSigned {
            id: PupilId::new(format!("pupil-{pupil}")).map_err(id)?,
            name: format!("Child Number{pupil}"),
            class_id: ClassId::new(format!("class-{class}")).map_err(id)?,
            class_name: format!("Class {class}"),
        },
        agreement: AgreementShown {
            id: AgreementId::new("ks2-pupils").map_err(id)?,
            version: 1,
            fingerprint: Fingerprint([7; 32]),
            language: "en-GB".to_owned(),
        },
        outcome: Outcome::Agreed,
        answers: rules.collect::<Result<_, _>>().map_err(id)?,
        mark: Some(Mark::Stamp(Stamp::Star)),
        witness: AdultSigned { id: StaffId::new("adult").map_err(id)?, name: "Mr J Okoro".to_owned() },
        helper: None,
    };
    let (mut nth, seed) = (0_u8, key.public().to_bytes());
    let mut salts = || {
        nth += 1;
        Sha256::new().chain_update(seed).chain_update(head.sequence.to_be_bytes()).chain_update([nth]).finalize().into()
    };
    let when = When { wall_ms: now_ms(), monotonic_ms: head.sequence };
    let school = SchoolId::new("measured").map_err(id)?;
    issue(key, &school, &draft, head, when, &mut salts).map(|issued| issued.statement).map_err(|error| wrong(&error))
}
