//! What is issued says what was drafted, names nobody in its signed part, and can be read back.

use super::made::{adult, chain, checked, draft, kiosk, salts, school};
use promise_tree::domain::agreement::Fingerprint;
use promise_tree::domain::ids::{AgreementId, ClassId, PupilId, RuleId, SessionId};
use promise_tree::domain::mark::{BOX_HEIGHT, BOX_WIDTH, Ink, Mark, POINTS_AT_MOST, Point, Stamp, Stroke};
use promise_tree::domain::outcome::{AdultSigned, AgreementShown, Answer, Outcome, OutcomeDraft, PupilSigned};
use promise_tree::ledger::{
    ANSWERS_AT_MOST, BYTES_AT_MOST, Head, INTEGER_AT_MOST, IssueError, KioskKey, NAME_AT_MOST, PublicKey, SdClaim,
    Statement, When, issue,
};
use proptest::prelude::*;

#[test]
fn the_signed_part_names_nobody() {
    let key = kiosk();
    for statement in chain(&key, 7) {
        let disclosed = statement.disclosed();
        let erased = statement.keeping(&[]);
        assert_eq!(erased.compact(), format!("{}~", statement.jwt()));
        // The parts of the JWT as text: no name, no pupil's or adult's identifier, no ink.
        let clear: Vec<u8> = statement.jwt().split('.').take(2).flat_map(unbase64).collect();
        let clear = String::from_utf8(clear).unwrap();
        let pupil = disclosed.pupil().unwrap();
        for secret in [pupil.id.as_str(), &pupil.name, "Zoë", "\"willow\"", "Willow", "Okoro", "s-1", "Lowe", "rocket"]
        {
            assert!(!clear.contains(secret), "{secret} in {clear}");
            assert!(!format!("{statement:?}").contains(secret), "{secret} in {statement:?}");
        }
    }
}

fn unbase64(text: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).unwrap()
}

#[test]
fn whether_there_was_a_mark_or_a_helper_does_not_show_once_it_is_withheld() {
    let key = kiosk();
    for statement in chain(&key, 7) {
        assert_eq!(statement.disclosures().len(), 6);
        assert!(SdClaim::ALL.into_iter().all(|claim| statement.shows(claim)));
        let digests: serde_json::Value =
            serde_json::from_slice(&unbase64(statement.jwt().split('.').nth(1).unwrap())).unwrap();
        assert_eq!(digests["_sd"].as_array().unwrap().len(), 6);
    }
}

#[test]
fn a_draft_that_contradicts_itself_is_not_signed() {
    let refused = |change: fn(&mut OutcomeDraft)| {
        let mut draft = draft(0, Outcome::AgreedWithHelp);
        change(&mut draft);
        let key = kiosk();
        let when = When { wall_ms: 0, monotonic_ms: 0 };
        issue(&key, &school(), &draft, &Head::genesis(&key.public()), when, &mut salts(0)).unwrap_err()
    };
    use IssueError::{AgreementVersion, Answers, Contradiction, Language, Mark as BadMark, Name};
    assert!(matches!(refused(|d| d.mark = None), Contradiction(_)));
    assert!(matches!(refused(|d| d.helper = None), Contradiction(_)));
    assert!(matches!(refused(|d| d.answers.clear()), Contradiction(_)));
    assert!(matches!(refused(|d| d.answers[1].1 = Answer::NotSure), Contradiction(_)));
    assert!(matches!(refused(|d| d.outcome = Outcome::Absent), Contradiction(_)));
    assert!(matches!(refused(|d| d.answers[1] = d.answers[0].clone()), Answers));
    assert!(matches!(refused(|d| d.agreement.version = 0), AgreementVersion));
    assert!(matches!(refused(|d| d.agreement.language = "en GB".into()), Language));
    assert!(matches!(refused(|d| d.mark = Some(Mark::Ink(Ink::default()))), BadMark));
    assert!(matches!(refused(|d| d.pupil.name = "x".repeat(NAME_AT_MOST + 1)), Name(SdClaim::PupilName)));
    let many = |d: &mut OutcomeDraft| {
        let rule = |i| (RuleId::new(format!("r-{i}")).unwrap(), Answer::Promised);
        d.answers = (0..=ANSWERS_AT_MOST).map(rule).collect();
    };
    assert!(matches!(refused(many), Answers));
}

#[test]
fn a_kiosk_without_randomness_signs_nothing() {
    let key = kiosk();
    let when = When { wall_ms: 0, monotonic_ms: 0 };
    let head = Head::genesis(&key.public());
    let refused = issue(&key, &school(), &draft(0, Outcome::Agreed), &head, when, &mut || [9; 32]);
    assert!(matches!(refused, Err(IssueError::Salts)));
}

#[test]
fn the_largest_promise_fits_into_a_statement() {
    let key = kiosk();
    let mut draft = draft(0, Outcome::AgreedWithHelp);
    let longest = "i".repeat(64);
    let rule = |i| (RuleId::new(format!("{i:0>64}")).unwrap(), Answer::Promised);
    draft.answers = (0..ANSWERS_AT_MOST).map(rule).collect();
    draft.agreement.id = AgreementId::new(longest.clone()).unwrap();
    draft.pupil.id = PupilId::new(longest.clone()).unwrap();
    // Six bytes of JSON for one of the name's.
    let name = "\u{1}".repeat(NAME_AT_MOST);
    (draft.pupil.name, draft.pupil.class_name) = (name.clone(), name.clone());
    (draft.witness.name, draft.helper) = (name.clone(), Some(adult(&longest, &name)));
    let points = vec![Point(BOX_WIDTH, BOX_HEIGHT); POINTS_AT_MOST];
    draft.mark = Some(Mark::Ink(Ink { strokes: points.into_iter().map(|point| Stroke(vec![point])).collect() }));
    let head = Head { sequence: INTEGER_AT_MOST - 1, hash: [255; 32] };
    let when = When { wall_ms: -(INTEGER_AT_MOST as i64), monotonic_ms: INTEGER_AT_MOST };
    let issued = issue(&key, &school(), &draft, &head, when, &mut salts(0)).unwrap();
    let bytes = issued.statement.compact().len();
    assert!(bytes <= BYTES_AT_MOST, "{bytes}");
    assert_eq!(issued.statement.claims().when, when);
    let full = Head { sequence: INTEGER_AT_MOST, ..head };
    let refused = issue(&key, &school(), &draft, &full, when, &mut salts(0));
    assert!(matches!(refused, Err(IssueError::Full)));
}

fn id() -> impl Strategy<Value = String> {
    "[A-Za-z0-9._-]{1,64}"
}

fn name() -> impl Strategy<Value = String> {
    // Anything at all, control characters and all scripts included.
    proptest::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter)
}

fn mark() -> impl Strategy<Value = Mark> {
    let point = (0..=BOX_WIDTH, 0..=BOX_HEIGHT).prop_map(|(x, y)| Point(x, y));
    let stroke = proptest::collection::vec(point, 1..20).prop_map(Stroke);
    prop_oneof![
        proptest::collection::vec(stroke, 1..8).prop_map(|strokes| Mark::Ink(Ink { strokes })),
        proptest::sample::select(&Stamp::ALL).prop_map(Mark::Stamp),
    ]
}

fn signed_adult() -> impl Strategy<Value = AdultSigned> {
    (id(), name()).prop_map(|(id, name)| adult(&id, &name))
}

prop_compose! {
    fn any_draft()(
        outcome in proptest::sample::select(&Outcome::ALL),
        ids in proptest::array::uniform4(id()),
        names in proptest::array::uniform2(name()),
        rules in proptest::collection::btree_set(id(), 1..12),
        unsure in any::<u16>(),
        mark in mark(),
        witness in signed_adult(),
        helper in signed_adult(),
        version in 1..=u32::MAX,
        fingerprint in any::<[u8; 32]>(),
        language in "[a-z]{2,3}(-[A-Z]{2})?",
        extra in any::<bool>(),
    ) -> OutcomeDraft {
        let [session, pupil, class, agreement] = ids;
        let [name, class_name] = names;
        let answer = |i: usize| if unsure >> i & 1 == 1 { Answer::NotSure } else { Answer::Promised };
        let answers = rules.into_iter().enumerate().map(|(i, rule)| {
            (RuleId::new(rule).unwrap(), if outcome.is_promise() { Answer::Promised } else { answer(i) })
        });
        let asked = !matches!(outcome, Outcome::Absent | Outcome::Left | Outcome::Unable);
        OutcomeDraft {
            session: SessionId::new(session).unwrap(),
            pupil: PupilSigned {
                id: PupilId::new(pupil).unwrap(), name, class_id: ClassId::new(class).unwrap(), class_name,
            },
            agreement: AgreementShown {
                id: AgreementId::new(agreement).unwrap(), version, fingerprint: Fingerprint(fingerprint), language,
            },
            outcome,
            answers: answers.filter(|_| asked).collect(),
            mark: (extra || outcome.is_promise()).then_some(mark),
            witness,
            helper: (extra || outcome == Outcome::AgreedWithHelp).then_some(helper),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_drafted_is_what_is_read_back(
        draft in any_draft(),
        seed in any::<[u8; 32]>(),
        hash in any::<[u8; 32]>(),
        sequence in 0..INTEGER_AT_MOST,
        wall_ms in -(INTEGER_AT_MOST as i64)..=INTEGER_AT_MOST as i64,
        monotonic_ms in 0..=INTEGER_AT_MOST,
        salt in any::<u64>(),
        kept in proptest::sample::subsequence(SdClaim::ALL.to_vec(), 0..=6),
    ) {
        let key = KioskKey::from_seed(seed);
        let when = When { wall_ms, monotonic_ms };
        let issued = issue(&key, &school(), &draft, &Head { sequence, hash }, when, &mut salts(salt)).unwrap();
        let compact = issued.statement.compact();
        let read = Statement::parse(&compact).unwrap();
        prop_assert_eq!(read.check(&key.public()), Ok(()));
        prop_assert_eq!(read.compact(), compact);
        prop_assert_eq!(&read, &issued.statement);
        let claims = read.claims();
        let outcome = claims.says.outcome().unwrap();
        prop_assert_eq!((claims.sequence, claims.previous, claims.when), (sequence + 1, hash, when));
        prop_assert_eq!((&claims.school, &claims.kiosk), (&school(), &key.public().kiosk_id()));
        let disclosed = read.disclosed();
        let said = OutcomeDraft {
            session: claims.session.clone(),
            pupil: disclosed.pupil().unwrap(),
            agreement: outcome.agreement.clone(),
            outcome: outcome.outcome,
            answers: outcome.answers.clone(),
            mark: disclosed.mark.clone(),
            witness: disclosed.witness.clone().unwrap(),
            helper: disclosed.helper.clone(),
        };
        prop_assert_eq!(said, draft);

        // Any part of it can be shown, and says the same.
        let part = Statement::parse(&read.keeping(&kept).compact()).unwrap();
        prop_assert_eq!(part.check(&key.public()), Ok(()));
        prop_assert_eq!(part.hash(), read.hash());
        prop_assert_eq!(&part, &read.keeping(&kept));
        prop_assert!(SdClaim::ALL.into_iter().all(|claim| part.shows(claim) == kept.contains(&claim)));
    }

    #[test]
    fn no_text_makes_the_parser_fall_over(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        prop_assert!(Statement::parse(&text).is_err());
        prop_assert!(PublicKey::from_jwk(&text).is_err());
        prop_assert!(checked(&bytes).is_err());
    }
}
