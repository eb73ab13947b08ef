//! A sound ledger is found sound, and whatever is wrong with one is named, once and in its place.

use super::made::{adult, chain, checked, draft, exported, kiosk, salts, school};
use promise_tree::domain::outcome::Outcome;
use promise_tree::ledger::{
    Expected, ExportError, FAULTS_AT_MOST, Fault, Head, KioskKey, Place, Reason, Report, SdClaim, Statement,
    StatementError, When, issue, verify, verify_export,
};

fn reasons(report: &Report) -> Vec<(Place, Reason)> {
    report.faults.iter().map(|Fault { place, reason }| (*place, reason.clone())).collect()
}

/// Takes an exported file's lines apart, lets them be changed, and checks them.
fn with_lines(change: impl FnOnce(&mut Vec<String>)) -> Vec<(Place, Reason)> {
    let key = kiosk();
    let text = String::from_utf8(exported(&key.public(), &chain(&key, 6))).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    change(&mut lines);
    let file: String = lines.iter().map(|line| format!("{line}\n")).collect();
    reasons(&checked(file.as_bytes()).unwrap())
}

#[test]
fn an_exported_ledger_is_sound_and_tells_its_head() {
    let key = kiosk();
    let statements = chain(&key, 20);
    let report = checked(&exported(&key.public(), &statements)).unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
    assert_eq!((report.count, report.erased, report.partial), (20, 0, 0));
    assert_eq!(report.head, statements[19].head());
    assert_eq!(report.kiosk, key.public().kiosk_id());
    let empty = checked(&exported(&key.public(), &[])).unwrap();
    assert_eq!((empty.is_sound(), empty.count, empty.head), (true, 0, Head::genesis(&key.public())));
}

#[test]
fn erasing_a_child_leaves_the_chain_whole() {
    let key = kiosk();
    let mut statements = chain(&key, 5);
    statements[1] = statements[1].keeping(&[SdClaim::Witness, SdClaim::Helper]);
    statements[2] = statements[2].keeping(&[]);
    statements[3] = statements[3].keeping(&[SdClaim::PupilId, SdClaim::Mark]);
    let report = checked(&exported(&key.public(), &statements)).unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
    assert_eq!((report.count, report.erased, report.partial), (5, 2, 1));
    let [_, erased, ..] = statements.as_slice() else { unreachable!() };
    assert_eq!((erased.disclosed().pupil(), erased.disclosed().mark.clone()), (None, None));
    assert_eq!(erased.disclosed().witness, Some(adult("s-1", "Mr J Okoro")));
    assert_eq!(Statement::parse(&erased.compact()).as_ref(), Ok(erased));
}

#[test]
fn a_dropped_statement_is_missed() {
    let faults = with_lines(|lines| drop(lines.remove(3)));
    assert_eq!(faults, [(Place::Line(4), Reason::Missing { first: 3, last: 3 })]);
    let faults = with_lines(|lines| drop(lines.drain(1..4)));
    assert_eq!(faults, [(Place::Line(2), Reason::Missing { first: 1, last: 3 })]);
}

#[test]
fn swapped_and_repeated_statements_are_told_apart() {
    let faults = with_lines(|lines| lines.swap(2, 3));
    assert_eq!(
        faults,
        [(Place::Line(3), Reason::Missing { first: 2, last: 2 }), (Place::Line(4), Reason::OutOfOrder { sequence: 2 })]
    );
    let faults = with_lines(|lines| lines.insert(4, lines[2].clone()));
    assert_eq!(faults, [(Place::Line(5), Reason::Duplicate { sequence: 2 })]);
}

#[test]
fn one_damaged_line_is_one_fault() {
    let faults = with_lines(|lines| lines[3] = lines[3].replacen("~W", "~X", 1));
    assert_eq!(faults, [(Place::Line(4), StatementError::DisclosureUnmatched(1).into())]);
    let faults = with_lines(|lines| lines.insert(3, String::new()));
    assert_eq!(faults, [(Place::Line(4), StatementError::Empty.into())]);
    let faults = with_lines(|lines| lines[3] = "x".repeat(200_000));
    assert_eq!(faults, [(Place::Line(4), StatementError::TooLong.into())]);
    let faults = with_lines(|lines| lines[3].push('\r'));
    assert_eq!(faults, [(Place::Line(4), StatementError::Character.into())]);
    let faults = with_lines(|lines| {
        lines[2].pop();
        lines.remove(4);
    });
    let missing = Reason::Missing { first: 4, last: 4 };
    assert_eq!(faults, [(Place::Line(3), StatementError::Ending.into()), (Place::Line(5), missing)]);
}

#[test]
fn a_statement_signed_anew_breaks_the_chain_after_it() {
    // The kiosk's own key, misused: number 3 is replaced by another statement about the same child.
    let key = kiosk();
    let statements = chain(&key, 6);
    let anew = issue(
        &key,
        &school(),
        &draft(2, Outcome::Agreed),
        &statements[1].head(),
        statements[2].claims().when,
        &mut salts(77),
    );
    let faults = with_lines(|lines| lines[3] = anew.unwrap().statement.compact());
    assert_eq!(faults, [(Place::Line(5), Reason::WrongPrevious { sequence: 4 })]);
}

#[test]
fn another_kiosks_statement_does_not_fit_in() {
    let other = KioskKey::from_seed([6; 32]);
    let faults = with_lines(|lines| lines[1] = chain(&other, 1)[0].compact());
    let (found, expected) = (other.public().kiosk_id(), kiosk().public().kiosk_id());
    assert_eq!(faults, [(Place::Line(2), StatementError::WrongKiosk { found, expected }.into())]);
}

#[test]
fn a_chain_cannot_be_moved_to_another_key() {
    // The same facts, signed by another kiosk after this kiosk's genesis.
    let (key, other) = (kiosk(), KioskKey::from_seed([6; 32]));
    let head = Head::genesis(&key.public());
    let when = When { wall_ms: 0, monotonic_ms: 0 };
    let moved = issue(&other, &school(), &draft(0, Outcome::Agreed), &head, when, &mut salts(0)).unwrap();
    let report = checked(&exported(&other.public(), &[moved.statement])).unwrap();
    assert_eq!(reasons(&report), [(Place::Line(2), Reason::WrongPrevious { sequence: 1 })]);
}

#[test]
fn a_head_that_was_written_down_shows_what_was_cut_off_or_rewritten() {
    let key = kiosk();
    let statements = chain(&key, 6);
    let head = statements[3].head();
    let expected = Expected { kiosk: Some(key.public().kiosk_id()), head: Some(head) };
    let report = |count: usize| verify_export(&*exported(&key.public(), &statements[..count]), &expected).unwrap();
    assert!(report(6).is_sound());
    assert!(report(4).is_sound());
    assert_eq!(reasons(&report(3)), [(Place::End, Reason::CutOff { found: 3, expected: 4 })]);
    assert_eq!(reasons(&report(0)), [(Place::End, Reason::CutOff { found: 0, expected: 4 })]);
    // Without a head nobody can see it.
    assert!(checked(&exported(&key.public(), &statements[..3])).unwrap().is_sound());

    let mut hash = head.hash;
    hash[0] ^= 1;
    let other = Expected { head: Some(Head { hash, ..head }), ..Expected::default() };
    let rewritten = verify_export(&*exported(&key.public(), &statements), &other).unwrap();
    assert_eq!(reasons(&rewritten), [(Place::Line(5), Reason::OtherHead { sequence: 4 })]);

    let stranger = Expected { kiosk: Some(KioskKey::from_seed([6; 32]).public().kiosk_id()), head: None };
    let refused = verify_export(&*exported(&key.public(), &statements), &stranger);
    assert!(matches!(refused, Err(ExportError::OtherKiosk { .. })));
}

#[test]
fn a_store_is_checked_by_the_numbers_it_keeps() {
    let key = kiosk();
    let statements = chain(&key, 3);
    let rows = |numbers: [u64; 3]| {
        let parts = statements.iter().map(|s| Statement::from_parts(s.jwt(), s.disclosures()));
        verify(&key.public(), numbers.into_iter().map(Place::Sequence).zip(parts.collect::<Vec<_>>()), None)
    };
    assert!(rows([1, 2, 3]).is_sound());
    assert_eq!(reasons(&rows([1, 2, 4])), [(Place::Sequence(4), Reason::Misfiled { says: 3 })]);
}

#[test]
fn a_file_without_a_key_is_not_checked_at_all() {
    assert!(matches!(checked(b""), Err(ExportError::Empty)));
    assert!(matches!(checked(b"{}\n"), Err(ExportError::Key(_))));
    let key = kiosk().public().to_jwk();
    assert!(matches!(checked(key.as_bytes()), Err(ExportError::FirstLine)));
    assert!(matches!(checked(&[0xff, b'\n']), Err(ExportError::FirstLine)));
    assert!(checked(format!("{key}\n").as_bytes()).unwrap().is_sound());
}

#[test]
fn a_report_on_rubbish_stays_short() {
    let faults = with_lines(|lines| lines.extend((0..5000).map(|_| "x".to_owned())));
    assert_eq!(faults.len(), FAULTS_AT_MOST);
}

#[test]
fn every_fault_says_in_a_sentence_what_is_wrong_and_where() {
    let key = kiosk();
    let report = verify_export(
        &*exported(&key.public(), &chain(&key, 6)[4..]),
        &Expected { head: Some(Head { sequence: 9, hash: [0; 32] }), kiosk: None },
    );
    let sentences: Vec<String> = report.unwrap().faults.iter().map(Fault::to_string).collect();
    assert_eq!(
        sentences,
        [
            "line 2: before statement 5 there should be statements 1 to 4; look for them in an older copy",
            "the end of the ledger: the ledger ends with statement 6, and 9 were known; the newest were cut off",
        ]
    );
}
