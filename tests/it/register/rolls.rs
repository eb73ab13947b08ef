//! The school's roll on its way to the kiosks.

use super::running::Register;
use super::seeded::{of, signed, taken};
use super::storage::{NOW, both};
use crate::support::{School, told};
use promise_tree::domain::ids::{PupilId, SchoolId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::ledger::{Head, KioskKey};
use promise_tree::register::roll::{bring_in, current};
use promise_tree::register::storage::Storage;
use promise_tree::roster::{Difference, read_csv};
use promise_tree::store::Watch;
use promise_tree::sync::erasure::DecidedBy;
use promise_tree::sync::identity::RegisterKey;

async fn brought(storage: &Storage, school: &SchoolId, rows: &str, at_ms: i64) {
    let text = format!("MIS ID,Given name,Family name,Class,Year\n{rows}");
    let source = read_csv("pupils.csv", text.as_bytes(), &Watch::silent()).unwrap();
    let proposal = source.propose(None, &Watch::silent()).unwrap();
    bring_in(storage, school, &proposal, Difference::sure, Some("office"), at_ms).await.unwrap();
}

/// What kiosks are told: the version, and who is on the roll.
async fn issued(storage: &Storage, school: &SchoolId, at_ms: i64) -> Option<(Head, Vec<(String, String, String)>)> {
    let issued = current(storage, school, at_ms).await.unwrap()?;
    let roll = issued.roll().unwrap();
    let of = |class| roll.classes().iter().find(|known| known.id == class).unwrap().name.clone();
    let line = |child: &promise_tree::domain::roll::OnRoll| {
        let pupil = child.pupil.clone();
        (pupil.id.to_string(), format!("{}|{}", pupil.given_name, pupil.family_name), of(pupil.class))
    };
    let mut lines: Vec<_> = roll.pupils().iter().map(line).collect();
    lines.sort_by(|a, b| a.1.cmp(&b.1));
    Some((issued.head, lines))
}

#[test]
fn the_version_grows_with_the_roll_and_a_child_has_the_identifier_that_their_kiosk_signs_under() {
    both(async |storage| {
        let school = storage.school_named("Willow Lane Primary", NOW).await.unwrap().id;
        assert_eq!(issued(storage, &school, NOW).await, None, "no roll, nothing to tell");
        let list = "m1,Aisha,Begum,Willow,2\nm2,Zara,van Dyke,Willow,2\nm3,Chloe,Moss,Willow,2\n";
        brought(storage, &school, list, NOW).await;
        let (first, children) = issued(storage, &school, NOW).await.unwrap();
        assert_eq!(
            children.iter().map(|(_, name, _)| name.as_str()).collect::<Vec<_>>(),
            ["Aisha|Begum", "Chloe|Moss", "Zara|van Dyke"]
        );
        brought(storage, &school, list, NOW + 1).await;
        assert_eq!(issued(storage, &school, NOW + 1).await.unwrap().0, first, "the same list is the same roll");
        // A kiosk has Aisha, and a class of that name, under identifiers of its own.
        let key = KioskKey::from_seed([1; 32]);
        let statements = signed(&key, &[of("Willow", 0, Outcome::Agreed, 3)], NOW + 10);
        taken(storage, "Willow Lane Primary", &key, &statements, NOW + 20).await;
        let (second, children) = issued(storage, &school, NOW + 30).await.unwrap();
        assert!(second.sequence > first.sequence && second.hash != first.hash);
        assert_eq!(children[0], ("willow-0".into(), "Aisha|Begum".into(), "Willow".into()));
        assert_eq!(children[2].1, "Zara|van Dyke", "what the list has apart stays apart");
        let known = storage.all_pupils(&school).await.unwrap();
        assert_eq!(known.len(), 3, "she is there once, with what she has promised: {known:?}");
        let aisha = known.iter().find(|pupil| pupil.id.as_str() == "willow-0").unwrap();
        assert!(aisha.roll && aisha.standings.len() == 1 && aisha.class.as_str() == "willow");
        assert_eq!(storage.known_classes(&school).await.unwrap().len(), 1);
        assert_eq!(issued(storage, &school, NOW + 40).await.unwrap().0, second, "once is enough");
        // Another kiosk signs under the roll's identifier, in a class of that name under an identifier of its own.
        let other = KioskKey::from_seed([2; 32]);
        let mut draft = of("Willow", 1, Outcome::Agreed, 3);
        draft.pupil.id = PupilId::new(children[2].0.clone()).unwrap();
        draft.pupil.name = "Zara van Dyke".into();
        draft.pupil.class_id = promise_tree::domain::ids::ClassId::new("another").unwrap();
        taken(storage, "Willow Lane Primary", &other, &signed(&other, &[draft], NOW + 44), NOW + 45).await;
        assert_eq!(issued(storage, &school, NOW + 46).await.unwrap().0, second);
        let known = storage.all_pupils(&school).await.unwrap();
        let asked = known.iter().filter(|pupil| pupil.roll && pupil.standings.len() == 1).count();
        assert_eq!((known.len(), asked), (3, 2), "{known:?}");
        assert_eq!(storage.known_classes(&school).await.unwrap().len(), 1, "it is the same class");
        // A third one has both the child and the class under identifiers of its own.
        let third = KioskKey::from_seed([3; 32]);
        let mut draft = of("Willow", 2, Outcome::Agreed, 3);
        draft.pupil.class_id = promise_tree::domain::ids::ClassId::new("third").unwrap();
        taken(storage, "Willow Lane Primary", &third, &signed(&third, &[draft], NOW + 46), NOW + 47).await;
        let (second, children) = issued(storage, &school, NOW + 48).await.unwrap();
        assert_eq!(children[1], ("willow-2".into(), "Chloe|Moss".into(), "Willow".into()));
        let known = storage.all_pupils(&school).await.unwrap();
        assert!(known.len() == 3 && known.iter().all(|pupil| pupil.roll && pupil.standings.len() == 1), "{known:?}");
        storage.derive_again(&school).await.unwrap();
        assert_eq!(storage.all_pupils(&school).await.unwrap(), known);
        assert_eq!(storage.known_classes(&school).await.unwrap().len(), 1);
        // The number of the list goes along: the next list finds her.
        brought(storage, &school, "m1,Aisha,Khan,Willow,2\n", NOW + 50).await;
        let (third, children) = issued(storage, &school, NOW + 50).await.unwrap();
        assert!(third.sequence > second.sequence && children[0].0 == "willow-0" && children[0].1 == "Aisha|Khan");
        storage
            .erase(
                &school,
                &RegisterKey::from_seed([8; 32]),
                &PupilId::new("willow-0").unwrap(),
                DecidedBy::Role("dsl"),
                NOW + 60,
            )
            .await
            .unwrap();
        let (fourth, children) = issued(storage, &school, NOW + 60).await.unwrap();
        assert!(fourth.sequence > third.sequence && children.len() == 2 && children[1].1 == "Zara|van Dyke");
    });
}

#[test]
fn a_list_brought_in_at_the_register_reaches_a_kiosk_and_what_it_signs_is_known_there_as_the_same_childs() {
    let register = Register::start();
    let school = School::new();
    school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    let file = register.folder.path().join("pupils.csv");
    let import = |rows: &str| {
        std::fs::write(&file, format!("MIS ID,Given name,Family name,Class,Year\n{rows}")).unwrap();
        let file = file.to_str().unwrap();
        let output = register.command(&["roster", "import", file, "--school", "Willow Lane Primary"]).output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
    };
    import("m1,Yusuf,Novak,Larch,4\nm2,Zara,van Dyke,Larch,4\n");
    let said = school.run(&["sync", "--once"]);
    assert!(said.contains("2 children have joined from the register's list"), "{said}");
    let store = school.open();
    let roster = store.roster().wait().unwrap();
    let larch = roster.classes.iter().find(|class| class.name == "Larch").unwrap().clone();
    let child = |given: &str| roster.here().find(|child| child.pupil.given_name == given).unwrap().pupil.clone();
    let (yusuf, zara) = (child("Yusuf"), child("Zara"));
    assert_eq!(zara.family_name, "van Dyke");
    let mut draft = crate::ledger::made::draft(1, Outcome::Agreed);
    (draft.pupil.id, draft.pupil.name) = (yusuf.id.clone(), yusuf.full_name());
    (draft.pupil.class_id, draft.pupil.class_name) = (larch.id.clone(), larch.name.clone());
    store.append(draft).wait().unwrap();
    store.shutdown().wait().unwrap();

    import("m1,Yusuf,Novak,Larch,4\nm2,Zara,Dyke,Larch,4\n");
    let said = school.run(&["sync", "--once"]);
    assert!(said.contains("1 change that somebody should look at") && !said.contains("joined"), "{said}");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let storage = register.storage().await;
        let id = storage.schools().await.unwrap().remove(0).id;
        let known = storage.pupils_of(&id, &larch.id).await.unwrap();
        let lines: Vec<_> = known.iter().map(|pupil| (pupil.id.clone(), pupil.standings.len())).collect();
        assert_eq!(lines, [(yusuf.id.clone(), 1), (zara.id.clone(), 0)], "by one identifier on both sides");
        storage.close().await;
    });
    let report = school.run(&["roster", "import", "--from-register", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["done"]["renamed"], 1, "{report}");
    let said = school.run(&["sync", "--once"]);
    assert!(!said.contains("look at"), "a person has looked: {said}");
    let store = school.open();
    assert_eq!(store.roster().wait().unwrap().pupils[&zara.id].pupil.family_name, "Dyke");
    store.leave_register().wait().unwrap();
    assert_eq!(store.sent_roll().wait().unwrap(), None, "whoever leaves the register keeps no list of its");
    store.shutdown().wait().unwrap();
}
