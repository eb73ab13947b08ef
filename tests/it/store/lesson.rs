//! A lesson on the store: people, promises, absent children, notes, settings.

use super::classroom::{Classroom, FAMILY, access, agreement, shown, willow};
use promise_tree::domain::agreement::Approval;
use promise_tree::domain::ids::{ClassId, LessonId, PupilId, SessionId};
use promise_tree::domain::mark::Mark;
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::{Class, Pupil, Role, YearGroup};
use promise_tree::domain::tree::standings;
use promise_tree::ledger::{Head, Statement};
use promise_tree::store::{Approved, Deed, Kdf, NewStaff, Store, StoreError, SystemClock, demo_school};

#[test]
fn a_promise_is_there_after_a_restart_with_everything_it_said() {
    let mut room = Classroom::new();
    let draft = room.draft(1, Outcome::AgreedWithHelp);
    let appended = room.store.append(draft.clone()).wait().unwrap();
    assert_eq!(appended.sequence, 1);
    room.restart();

    let head = room.store.head().wait().unwrap();
    assert_eq!(head, Head { sequence: 1, hash: appended.hash });
    let stored: Vec<_> = room.store.statements().collect::<Result<_, _>>().unwrap();
    let statement = Statement::parse(&stored[0].compact()).unwrap();
    statement.check(&room.store.public_key().wait().unwrap()).unwrap();
    assert_eq!(statement.claims().says.outcome().unwrap().outcome, Outcome::AgreedWithHelp);
    assert_eq!(statement.claims().says.outcome().unwrap().answers, draft.answers);
    assert_eq!(statement.claims().when.wall_ms, appended.at_ms);
    assert_eq!(statement.disclosed().pupil().unwrap(), draft.pupil);
    assert_eq!(statement.disclosed().mark, draft.mark);
    let outcomes = room.store.outcomes(Some(willow())).wait().unwrap();
    assert_eq!(outcomes.len(), 1);
    assert_eq!((outcomes[0].sequence, outcomes[0].outcome), (1, Outcome::AgreedWithHelp));
    assert!(room.store.outcomes(Some(ClassId::new("oak").unwrap())).wait().unwrap().is_empty());
}

#[test]
fn a_class_list_shows_for_each_child_the_outcome_that_stands() {
    let room = Classroom::new();
    for (place, outcome) in [(0, Outcome::NotYet), (1, Outcome::Agreed), (0, Outcome::Agreed), (1, Outcome::NotYet)] {
        room.store.append(room.draft(place, outcome)).wait().unwrap();
    }
    let signed = room.store.signed(willow(), agreement(), 1).wait().unwrap();
    let rows: Vec<(u64, &str)> = signed.iter().map(|s| (s.recorded.sequence, s.name.as_str())).collect();
    assert_eq!(rows, [(2, &*format!("Ben {FAMILY}")), (3, &*format!("Ava {FAMILY}"))]);
    assert!(matches!(signed[0].mark, Some(Mark::Ink(_))));
    assert_eq!((signed[0].witness.as_str(), signed[0].class_name.as_str()), ("Mr J Okorowitz", "Willow"));
    assert_eq!((signed[0].fingerprint, signed[0].language.as_str()), (shown().fingerprint, "en-GB"));
    assert_eq!(signed[0].answers.len(), 2);
    assert!(room.store.signed(willow(), agreement(), 2).wait().unwrap().is_empty());
}

#[test]
fn outcomes_derived_again_from_the_ledger_are_the_same() {
    let room = Classroom::new();
    for place in 0..8 {
        room.store.append(room.draft(place, Outcome::ALL[place % 7])).wait().unwrap();
    }
    let before = room.store.outcomes(None).wait().unwrap();
    assert_eq!(before.len(), 8);
    assert_eq!(room.store.rebuild().wait().unwrap(), 8);
    assert_eq!(room.store.outcomes(None).wait().unwrap(), before);
}

#[test]
fn a_long_ledger_is_read_in_pages_and_in_order() {
    let room = Classroom::new();
    let draft = room.draft(3, Outcome::NotYet);
    let pending: Vec<_> = (0..600).map(|_| room.store.append(draft.clone())).collect();
    let appended: Vec<_> = pending.into_iter().map(|pending| pending.wait().unwrap()).collect();
    let stored: Vec<_> = room.store.statements().collect::<Result<_, _>>().unwrap();
    let hashes = |list: Vec<(u64, [u8; 32])>| list;
    assert_eq!(
        hashes(stored.iter().map(|s| (s.sequence, s.hash)).collect()),
        hashes(appended.iter().map(|a| (a.sequence, a.hash)).collect())
    );
    assert!(stored.iter().all(|stored| stored.disclosures.len() == 6));
    let page = room.store.page(598, 100).wait().unwrap();
    assert_eq!(page.iter().map(|stored| stored.sequence).collect::<Vec<_>>(), [599, 600]);
}

#[test]
fn closing_the_tree_writes_down_who_was_absent_and_only_once() {
    let mut room = Classroom::new();
    let tree = room.tree("monday", &[0, 1, 2]);
    room.store.open_tree(tree.clone()).wait().unwrap();
    assert!(matches!(room.store.open_tree(room.tree("again", &[])).wait(), Err(StoreError::TreeOpen)));
    // Ava came late and promised; Ben came late; Dev went home.
    room.store.append(room.draft(0, Outcome::Agreed)).wait().unwrap();
    let set = |place: usize, absent| room.store.set_absent(tree.session.clone(), room.pupil(place).id, absent).wait();
    set(1, false).unwrap();
    set(3, true).unwrap();
    set(3, true).unwrap();
    room.restart();
    let open = room.store.current_tree().wait().unwrap().unwrap();
    assert_eq!(open.absent, [0, 2, 3].map(|place| room.pupil(place).id).into());
    assert_eq!((open.opened_ms, &open.witness), (tree.opened_ms, &tree.witness));

    let closed = room.store.close_tree(tree.session.clone(), shown()).wait().unwrap();
    assert_eq!(closed.iter().map(|appended| appended.sequence).collect::<Vec<_>>(), [2, 3]);
    assert!(room.store.close_tree(tree.session.clone(), shown()).wait().unwrap().is_empty());
    assert_eq!(room.store.current_tree().wait().unwrap(), None);
    assert!(matches!(room.store.set_absent(tree.session, room.pupil(4).id, true).wait(), Err(StoreError::TreeClosed)));
    let outcomes = room.store.outcomes(Some(willow())).wait().unwrap();
    let pupils = room.store.pupils(Some(willow())).wait().unwrap();
    let standings = standings(pupils.iter().map(|pupil| &pupil.id), &outcomes, &agreement(), 1);
    let leaves: Vec<bool> = pupils.iter().map(|pupil| standings[&pupil.id].is_leaf()).collect();
    assert_eq!(leaves, [true, false, false, false, false, false, false, false]);
    let absent: Vec<_> = outcomes.iter().filter(|o| o.outcome == Outcome::Absent).map(|o| o.pupil.clone()).collect();
    assert_eq!(absent, [2, 3].map(|place| room.pupil(place).id));
    let signed = room.store.signed(willow(), agreement(), 1).wait().unwrap();
    assert_eq!((signed[1].name.as_str(), signed[1].witness.as_str()), (&*format!("Chloe {FAMILY}"), "Mr J Okorowitz"));
    room.store.open_tree(room.tree("tuesday", &[])).wait().unwrap();
}

#[test]
fn that_a_child_asked_for_a_grown_up_is_kept_until_the_teacher_has_talked() {
    let mut room = Classroom::new();
    let session = SessionId::new("monday").unwrap();
    let first = room.store.add_note(session.clone(), Some(room.pupil(5).id)).wait().unwrap();
    room.hands.pass(60);
    room.store.add_note(session.clone(), None).wait().unwrap();
    room.store.talked(first.number).wait().unwrap();
    room.store.talked(first.number).wait().unwrap();
    room.restart();
    let left = room.store.untalked_notes().wait().unwrap();
    assert_eq!(left.iter().map(|note| (note.number, note.pupil.clone())).collect::<Vec<_>>(), [(2, None)]);
    assert_eq!(left[0].at_ms, first.at_ms + 60_000);
    let stranger = PupilId::new("nobody").unwrap();
    assert!(matches!(room.store.add_note(session, Some(stranger)).wait(), Err(StoreError::Unknown { .. })));
    assert!(matches!(room.store.talked(9).wait(), Err(StoreError::Unknown { .. })));
}

#[test]
fn classes_and_pupils_are_added_all_or_none() {
    let room = Classroom::new();
    let elm = Class { id: ClassId::new("elm").unwrap(), name: "Elm".into(), year: YearGroup::Reception };
    let pupil = |id: &str, given: &str| Pupil {
        id: PupilId::new(id).unwrap(),
        class: elm.id.clone(),
        given_name: given.into(),
        family_name: "Stone".into(),
    };
    let twice = vec![pupil("e1", "Élodie"), pupil("e1", "Sam")];
    assert!(matches!(room.store.enrol(vec![elm.clone()], twice).wait(), Err(StoreError::Clash(_))));
    let orphan = room.store.enrol(vec![], vec![pupil("e1", "Sam")]).wait();
    assert!(matches!(orphan, Err(StoreError::Clash(_))));
    let classes =
        |store: &Store| store.classes().wait().unwrap().into_iter().map(|class| class.name).collect::<Vec<_>>();
    assert_eq!(classes(&room.store), ["Willow", "Oak"]);

    room.store.enrol(vec![elm.clone()], vec![pupil("e1", "Elsa"), pupil("e2", "Élodie")]).wait().unwrap();
    assert_eq!(classes(&room.store), ["Elm", "Willow", "Oak"]);
    let names: Vec<String> =
        room.store.pupils(Some(elm.id)).wait().unwrap().into_iter().map(|pupil| pupil.given_name).collect();
    assert_eq!(names, ["Élodie", "Elsa"]);
    assert_eq!(room.store.pupils(None).wait().unwrap().len(), 10);
}

#[test]
fn settings_approvals_and_the_audit_trail_survive_a_restart() {
    let mut room = Classroom::new();
    room.store.set_setting("reach-line-mm", &850_u32).wait().unwrap();
    room.store.set_setting("reach-line-mm", &900_u32).wait().unwrap();
    let date = |text: &str| text.parse().unwrap();
    let approved = |by: &str| Approved {
        agreement: agreement(),
        version: 1,
        approval: Approval { by: by.into(), on: date("2026-09-01"), review_by: date("2027-09-01") },
    };
    room.store.note_approval(approved("the head")).wait().unwrap();
    room.store.note_approval(approved("the governing body")).wait().unwrap();
    room.store.audit(Deed::roster_exported()).wait().unwrap();
    room.restart();
    assert_eq!(room.store.setting::<u32>("reach-line-mm").wait().unwrap(), Some(900));
    assert_eq!(room.store.setting::<u32>("never-set").wait().unwrap(), None);
    assert!(matches!(room.store.setting::<bool>("reach-line-mm").wait(), Err(StoreError::Setting { .. })));
    assert_eq!(room.store.approvals().wait().unwrap(), [approved("the governing body")]);
    let trail = room.store.audit_trail(5).wait().unwrap();
    let lines = super::classroom::trail(&room.store, 5);
    let noted = format!("noted that version 1 of {} is approved until 2027-09-01", agreement());
    let last = ["opened with a passphrase", "saved the roster", &noted, &noted, "set up the school"];
    assert_eq!(lines, last);
    assert!(trail.iter().all(|entry| entry.staff.is_some()));
}

#[test]
fn a_colleague_added_to_the_kiosk_opens_it_with_a_passphrase_of_their_own() {
    let mut room = Classroom::new();
    let new = NewStaff { name: "Ms A Quill".into(), role: Role::Teacher };
    let taken = room.store.add_staff(new.clone(), Some(access("jo", "candle violin harbour", "2580"))).wait();
    assert!(matches!(taken, Err(StoreError::Label(_))));
    room.store.add_staff(new, Some(access("AQ", "candle violin harbour", "2580"))).wait().unwrap();
    let names: Vec<String> = room.store.staff().wait().unwrap().into_iter().map(|staff| staff.name).collect();
    assert_eq!(names, ["Mr J Okorowitz", "Mrs S Patel", "Ms A Quill"]);
    room.store.shutdown().wait().unwrap();
    let secret = promise_tree::store::Secret::passphrase("candle violin harbour").of("aq");
    room.store = Store::open(&room.folder, secret, room.clock()).unwrap();
    assert_eq!(room.store.present().wait().unwrap().unwrap().name, "Ms A Quill");
    assert_eq!(room.store.pupils(None).wait().unwrap().len(), 8);
}

#[test]
fn the_screen_is_woken_for_every_answer() {
    let room = Classroom::new();
    let (wake, woken) = std::sync::mpsc::channel();
    room.store.wake_with(move || wake.send(()).unwrap());
    let mut pending = room.store.school();
    // Woken once too often is no harm; not being woken when the answer is there is a screen that stands still.
    let school = loop {
        woken.recv_timeout(std::time::Duration::from_secs(60)).expect("nobody was woken");
        if let Some(answer) = pending.try_take() {
            break answer.unwrap();
        }
    };
    assert_eq!(school.name, "Willow Lane Primary");
}

#[test]
fn the_demo_opens_with_what_it_prints() {
    let dir = tempfile::tempdir().unwrap();
    let demo = demo_school::create(dir.path(), Kdf::Light, SystemClock::start()).unwrap();
    drop(demo.created.wait().unwrap());
    let secret = promise_tree::store::Secret::passphrase(&demo.passphrase);
    let store = Store::open(dir.path(), secret, SystemClock::start()).unwrap();
    assert_eq!(store.pupils(Some(willow())).wait().unwrap().len(), 30);
    assert_eq!(store.approvals().wait().unwrap().len(), 2);
    let again = demo_school::create(dir.path(), Kdf::Light, SystemClock::start()).unwrap().created.wait();
    // The folder is held by the first: that is said first.
    assert!(matches!(again, Err(StoreError::InUse(_))));
    drop(store);
    let again = demo_school::create(dir.path(), Kdf::Light, SystemClock::start()).unwrap().created.wait();
    assert!(matches!(again, Err(StoreError::AlreadyThere(_))));
}

#[test]
fn the_lessons_of_an_open_tree_are_there_after_a_restart_in_their_order_and_go_with_it() {
    let mut room = Classroom::new();
    let lessons = ["the-note-home", "the-cover-up"].map(|id| LessonId::new(id).unwrap());
    let tree = promise_tree::domain::tree::OpenTree { lessons: lessons.to_vec(), ..room.tree("monday", &[0]) };
    room.store.open_tree(tree.clone()).wait().unwrap();
    room.restart();
    assert_eq!(room.store.current_tree().wait().unwrap(), Some(tree.clone()));
    room.store.close_tree(tree.session, shown()).wait().unwrap();
    room.store.open_tree(room.tree("tuesday", &[])).wait().unwrap();
    assert_eq!(room.store.current_tree().wait().unwrap().map(|tree| tree.lessons), Some(Vec::new()));
}
