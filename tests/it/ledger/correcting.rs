//! Corrections: a statement more, which says that an earlier one does not count.

use super::made::{chain, checked, draft, exported, kiosk, salts, school};
use promise_tree::domain::correction::{CorrectionDraft, Mistake};
use promise_tree::domain::outcome::Outcome;
use promise_tree::ledger::{Fault, Head, IssueError, Place, Reason, SdClaim, Statement, When, issue, issue_correction};

const WHEN: When = When { wall_ms: 1_790_000_100_000, monotonic_ms: 5 };

/// A correction of the statement with this number and hash.
pub(crate) fn of(corrects: u64, hash: [u8; 32]) -> CorrectionDraft {
    let wrong = draft(corrects, Outcome::Agreed);
    CorrectionDraft {
        session: wrong.session,
        corrects,
        hash,
        mistake: Mistake::WrongChild,
        pupil: wrong.pupil,
        witness: wrong.witness,
    }
}

/// The same, signed as the statement after `head`.
pub(crate) fn after(head: &Head, draft: &CorrectionDraft) -> Statement {
    issue_correction(&kiosk(), &school(), draft, head, WHEN, &mut salts(900 + head.sequence)).unwrap().statement
}

/// A chain of seven, then what is corrected in turn.
fn corrected(which: &[(u64, [u8; 32])]) -> Vec<Statement> {
    let mut statements = chain(&kiosk(), 7);
    for (sequence, hash) in which {
        let head = statements.last().unwrap().head();
        statements.push(after(&head, &of(*sequence, *hash)));
    }
    statements
}

#[test]
fn a_correction_says_what_it_corrects_and_keeps_who_it_is_about_to_its_disclosures() {
    let first = chain(&kiosk(), 1).remove(0);
    let statement = after(&first.head(), &of(1, first.hash()));
    let read = Statement::parse(&statement.compact()).unwrap();
    assert_eq!(read.check(&kiosk().public()), Ok(()));
    let said = read.claims().says.correction().unwrap();
    assert_eq!((said.sequence, said.hash, said.mistake), (1, first.hash(), Mistake::WrongChild));
    assert!(read.claims().says.outcome().is_none());
    assert_eq!(read.disclosed().pupil().unwrap(), draft(1, Outcome::Agreed).pupil);
    assert!(SdClaim::ALL.into_iter().all(|claim| read.shows(claim)), "as many as any other statement has");
    assert!(read.disclosed().mark.is_none() && read.disclosed().helper.is_none());
    let clear = read.keeping(&[]);
    assert!(clear.is_erased() && Statement::parse(&clear.compact()).is_ok());
    assert!(!clear.jwt().contains("Zo"));
}

#[test]
fn a_ledger_with_corrections_is_sound_and_each_outcome_is_corrected_once() {
    let chain = chain(&kiosk(), 7);
    let statements = corrected(&[(1, chain[0].hash()), (5, chain[4].hash()), (1, chain[0].hash())]);
    let report = checked(&exported(&kiosk().public(), &statements)).unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
    assert_eq!((report.count, report.corrected), (10, 2));
}

#[test]
fn a_correction_of_something_else_is_named() {
    let hashes: Vec<_> = chain(&kiosk(), 7).iter().map(Statement::hash).collect();
    let faults = |which: &[(u64, [u8; 32])]| {
        let report = checked(&exported(&kiosk().public(), &corrected(which))).unwrap();
        report.faults.into_iter().map(|Fault { place, reason }| (place, reason)).collect::<Vec<_>>()
    };
    let fault = |sequence, corrects| (Place::Line(sequence + 1), Reason::CorrectsOther { sequence, corrects });
    assert_eq!(faults(&[(2, hashes[2])]), [fault(8, 2)], "another hash");
    let correction = corrected(&[(1, hashes[0])]).pop().unwrap().hash();
    assert_eq!(faults(&[(1, hashes[0]), (8, correction)]), [fault(9, 8)], "a correction is not corrected");
}

#[test]
fn nothing_is_corrected_before_it_was_said() {
    let head = chain(&kiosk(), 3).pop().unwrap().head();
    for corrects in [4, 5] {
        let refused = issue_correction(&kiosk(), &school(), &of(corrects, [1; 32]), &head, WHEN, &mut salts(3));
        assert!(matches!(refused, Err(IssueError::Contradiction(_))), "{corrects}");
    }
    let zero = issue_correction(&kiosk(), &school(), &of(0, [1; 32]), &head, WHEN, &mut salts(3));
    assert!(matches!(zero, Err(IssueError::Statement(_))), "numbers begin with 1");
}

#[test]
fn the_same_child_can_promise_after_a_correction() {
    let mut statements = corrected(&[(1, chain(&kiosk(), 1)[0].hash())]);
    let head = statements.last().unwrap().head();
    let again = issue(&kiosk(), &school(), &draft(0, Outcome::Agreed), &head, WHEN, &mut salts(77)).unwrap();
    statements.push(again.statement);
    assert!(checked(&exported(&kiosk().public(), &statements)).unwrap().is_sound());
}
