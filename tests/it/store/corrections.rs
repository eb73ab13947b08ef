//! Taking back, helping, talking: every change is a statement, or goes with the tree; what follows from statements can be
//! derived from them alone.

use super::classroom::{Classroom, agreement, shown, willow};
use crate::support::{Random, verify};
use promise_tree::domain::correction::Mistake;
use promise_tree::domain::ids::{PupilId, SessionId, StaffId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::Role;
use promise_tree::domain::tree::{RecordedOutcome, Standing, standings};
use promise_tree::ledger::{Export, ExportWriter, Says, Statement};
use promise_tree::store::{NewStaff, Store, StoreError};
use std::collections::BTreeMap;

fn okoro(store: &Store) -> StaffId {
    store.present().wait().unwrap().unwrap().id
}

/// All statements, as the file that anybody may check.
pub(crate) fn exported(store: &Store) -> Vec<u8> {
    let mut file = ExportWriter::begin(Vec::new(), &store.public_key().wait().unwrap()).unwrap();
    for stored in store.statements() {
        file.add(&Statement::parse(&stored.unwrap().compact()).unwrap()).unwrap();
    }
    file.finish().unwrap()
}

/// What PROTOCOL.md says follows from the statements of an exported file, and from nothing else.
pub(crate) fn derived(file: &[u8]) -> Vec<RecordedOutcome> {
    let mut outcomes = BTreeMap::new();
    for line in Export::open(file).unwrap() {
        let statement = line.unwrap().1.unwrap();
        let (sequence, at_ms) = (statement.sequence(), statement.claims().when.wall_ms);
        match &statement.claims().says {
            Says::Outcome(said) => {
                let recorded = RecordedOutcome {
                    sequence,
                    pupil: statement.disclosed().pupil_id.clone().unwrap(),
                    agreement: said.agreement.id.clone(),
                    version: said.agreement.version,
                    outcome: said.outcome,
                    at_ms,
                };
                outcomes.insert((sequence, statement.hash()), recorded);
            }
            Says::Correction(said) => {
                outcomes.remove(&(said.sequence, said.hash));
            }
        }
    }
    outcomes.into_values().collect()
}

#[test]
fn a_promise_in_the_wrong_childs_name_is_taken_back_and_the_other_child_promises() {
    let mut room = Classroom::new();
    let me = okoro(&room.store);
    let wrong = room.store.append(room.draft(0, Outcome::Agreed)).wait().unwrap();
    let correction = room.store.correct(wrong.sequence, Mistake::WrongChild, me.clone()).wait().unwrap();
    assert_eq!(correction.sequence, 2);
    room.store.append(room.draft(1, Outcome::Agreed)).wait().unwrap();
    room.restart();

    let outcomes = room.store.outcomes(Some(willow())).wait().unwrap();
    let pupils: Vec<PupilId> = (0..2).map(|place| room.pupil(place).id).collect();
    let standings = standings(&pupils, &outcomes, &agreement(), 1);
    assert_eq!(standings[&pupils[0]], Standing::ToCome);
    assert!(standings[&pupils[1]].is_leaf());
    let signed = room.store.signed(willow(), agreement(), 1).wait().unwrap();
    assert_eq!(signed.iter().map(|row| row.recorded.sequence).collect::<Vec<_>>(), [3]);

    // What was taken back is still there, byte for byte, and the chain is whole.
    let report = verify(&room.store);
    assert!(report.is_sound(), "{report:?}");
    assert_eq!((report.count, report.corrected), (3, 1));
    let stored: Vec<_> = room.store.statements().collect::<Result<_, _>>().unwrap();
    assert_eq!(stored[0].hash, wrong.hash);
    let statement = Statement::parse(&stored[1].compact()).unwrap();
    let said = statement.claims().says.correction().unwrap();
    assert_eq!((said.sequence, said.hash, said.mistake), (1, wrong.hash, Mistake::WrongChild));
    assert_eq!(statement.disclosed().pupil_id.as_ref(), Some(&pupils[0]));
    assert_eq!(statement.disclosed().witness.as_ref().unwrap().id, me);
    assert!(statement.disclosed().mark.is_none());
    let audit = super::classroom::trail(&room.store, 20);
    assert!(audit.contains(&"took statement 1 back: another child was at the screen".to_owned()), "{audit:?}");
}

#[test]
fn only_an_outcome_that_stands_can_be_taken_back() {
    let room = Classroom::new();
    let me = okoro(&room.store);
    room.store.append(room.draft(0, Outcome::Unable)).wait().unwrap();
    let correct = |sequence| room.store.correct(sequence, Mistake::WrongEntry, me.clone()).wait();
    correct(1).unwrap();
    let refused =
        |sequence| matches!(correct(sequence), Err(StoreError::NothingToCorrect { sequence: s }) if s == sequence);
    assert!(refused(1), "it does not stand any more");
    assert!(refused(2), "a correction is not corrected");
    assert!(refused(3), "it is not there");
    assert_eq!(room.store.head().wait().unwrap().sequence, 2, "nothing was signed");
}

#[test]
fn everything_that_follows_from_the_statements_is_derived_again_from_them_alone() {
    let room = Classroom::new();
    let me = okoro(&room.store);
    let mut random = Random(7);
    let mut corrected = 0;
    for turn in 0..60 {
        let place = random.below(8) as usize;
        match random.below(4) {
            // Whatever a child says or an adult notes.
            0 | 1 => {
                let outcome = Outcome::ALL[random.below(7) as usize];
                room.store.append(room.draft(place, outcome)).wait().unwrap();
            }
            // What a closed tree says of who was absent.
            2 => {
                let session = format!("tree-{turn}");
                room.store.open_tree(room.tree(&session, &[place])).wait().unwrap();
                room.store.close_tree(SessionId::new(session).unwrap(), shown()).wait().unwrap();
            }
            // Something that stands is taken back.
            _ => {
                let outcomes = room.store.outcomes(None).wait().unwrap();
                let Some(wrong) = outcomes.get(random.below(outcomes.len().max(1) as u64) as usize) else { continue };
                let mistake = Mistake::ALL[random.below(2) as usize];
                room.store.correct(wrong.sequence, mistake, me.clone()).wait().unwrap();
                corrected += 1;
            }
        }
        room.hands.pass(1 + random.below(100));
    }
    assert!(corrected > 5, "{corrected}");
    let kept = room.store.outcomes(None).wait().unwrap();
    assert_eq!(derived(&exported(&room.store)), kept);
    let signed = room.store.signed(willow(), agreement(), 1).wait().unwrap();

    let outcomes = room.store.rebuild().wait().unwrap();
    assert_eq!(outcomes as usize, kept.len() + corrected, "those that were taken back are derived too");
    assert_eq!(room.store.outcomes(None).wait().unwrap(), kept);
    assert_eq!(room.store.signed(willow(), agreement(), 1).wait().unwrap(), signed);
    let report = verify(&room.store);
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(report.corrected as usize, corrected);
}

#[test]
fn a_helper_is_named_for_the_open_tree_and_goes_with_it() {
    let mut room = Classroom::new();
    let store = &room.store;
    let (ben, session) = (room.pupil(1).id, SessionId::new("monday").unwrap());
    let aide = store.add_staff(NewStaff { name: "Ms Lowe".into(), role: Role::Teacher }, None).wait().unwrap();
    let set = |store: &Store, helper: Option<&StaffId>| {
        store.set_helper(session.clone(), ben.clone(), helper.cloned()).wait()
    };
    assert!(matches!(set(store, Some(&aide.id)), Err(StoreError::TreeClosed)));
    store.open_tree(room.tree("monday", &[])).wait().unwrap();
    set(store, Some(&okoro(store))).unwrap();
    set(store, Some(&aide.id)).unwrap();
    let nobody = StaffId::new("nobody").unwrap();
    assert!(matches!(set(store, Some(&nobody)), Err(StoreError::Unknown { .. })));
    room.restart();
    assert_eq!(room.store.helpers().wait().unwrap(), BTreeMap::from([(ben.clone(), aide.id.clone())]));
    set(&room.store, None).unwrap();
    assert!(room.store.helpers().wait().unwrap().is_empty());
    set(&room.store, Some(&aide.id)).unwrap();
    room.store.close_tree(session.clone(), shown()).wait().unwrap();
    assert!(room.store.helpers().wait().unwrap().is_empty(), "who helped is said by the statements alone");
}

#[test]
fn that_the_teacher_has_talked_with_a_child_who_was_not_sure_is_kept() {
    let mut room = Classroom::new();
    let unsure = room.store.append(room.draft(2, Outcome::NotYet)).wait().unwrap().sequence;
    assert!(room.store.talks().wait().unwrap().is_empty());
    room.store.talked_about(unsure).wait().unwrap();
    room.store.talked_about(unsure).wait().unwrap();
    assert!(matches!(room.store.talked_about(9).wait(), Err(StoreError::Unknown { what: "statement", .. })));
    room.restart();
    assert_eq!(room.store.talks().wait().unwrap().into_iter().collect::<Vec<_>>(), [unsure]);
}

#[test]
fn who_helped_is_noted_afterwards_by_two_statements_and_the_mark_stays_the_childs() {
    let room = Classroom::new();
    let me = okoro(&room.store);
    let alone = room.store.append(room.draft(0, Outcome::Agreed)).wait().unwrap();
    let before = room.store.signed(willow(), agreement(), 1).wait().unwrap().remove(0);
    let new = NewStaff { name: "Ms Lowe".into(), role: Role::Teacher };
    let helper = room.store.add_staff(new, None).wait().unwrap().id;
    let noted = room.store.note_helper(alone.sequence, helper.clone(), me.clone()).wait().unwrap();
    assert_eq!(noted.sequence, 3);
    let after = room.store.signed(willow(), agreement(), 1).wait().unwrap();
    let [after] = after.as_slice() else { panic!("{after:?}") };
    assert_eq!((after.recorded.outcome, after.helper.as_deref()), (Outcome::AgreedWithHelp, Some("Ms Lowe")));
    assert_eq!((&after.mark, &after.answers), (&before.mark, &before.answers));
    assert_eq!(derived(&exported(&room.store)), room.store.outcomes(None).wait().unwrap());
    let twice = room.store.note_helper(alone.sequence, helper.clone(), me.clone()).wait().unwrap_err();
    assert!(matches!(twice, StoreError::NothingToCorrect { .. }), "{twice}");
    let unsure = room.store.append(room.draft(1, Outcome::NotYet)).wait().unwrap();
    let refused = room.store.note_helper(unsure.sequence, helper, me).wait().unwrap_err();
    assert!(matches!(refused, StoreError::NothingToCorrect { .. }), "only a promise is made with help: {refused}");
}
