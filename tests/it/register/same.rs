//! A child whom two kiosks have recorded apart: noticed, joined, counted once, taken back, erased whole.

use super::accounts::{FORM, HERE, add, get, hidden, school as school_of, sign_in};
use super::running::Register;
use super::seeded::{of, roll_of, signed, taken, willow_and_oak};
use super::storage::{NOW, both};
use promise_tree::domain::ids::{ClassId, Numbering, PupilId, SchoolId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::{Class, Pupil, YearGroup};
use promise_tree::ledger::{KioskKey, Statement};
use promise_tree::register::storage::{Apart, KnownPupil, Storage, pair};
use promise_tree::sync::erasure::DecidedBy;
use promise_tree::sync::identity::RegisterKey;
use std::collections::{BTreeMap, BTreeSet};

fn id(text: &str) -> PupilId {
    PupilId::new(text).unwrap()
}

async fn class(storage: &Storage, school: &SchoolId) -> Vec<KnownPupil> {
    storage.pupils_of(school, &ClassId::new("willow").unwrap()).await.unwrap()
}

/// Two kiosks: the first has asked Aisha, Ben and Chloe, the second Aisha again, under an identifier of its own, and Dev.
async fn two_kiosks(storage: &Storage) -> (SchoolId, [KioskKey; 2]) {
    let keys = [KioskKey::from_seed([1; 32]), KioskKey::from_seed([2; 32])];
    let first: Vec<_> = (0..3).map(|n| of("Willow", n, Outcome::NotYet, 3)).collect();
    let second = [of("Willow", 14, Outcome::Agreed, 3), of("Willow", 3, Outcome::Agreed, 3)];
    taken(storage, "Willow Lane Primary", &keys[0], &signed(&keys[0], &first, NOW - 2_000_000), NOW).await;
    let second = signed(&keys[1], &second, NOW - 1_000_000);
    (taken(storage, "Willow Lane Primary", &keys[1], &second, NOW).await.id, keys)
}

#[test]
fn two_records_of_one_child_count_once_and_can_be_parted_again() {
    both(async |storage| {
        let (school, keys) = two_kiosks(storage).await;
        let before = class(storage, &school).await;
        assert_eq!(before.len(), 5);
        let kept = storage.join_children(&school, &id("willow-14"), &id("willow-0"), NOW).await.unwrap();
        assert_eq!(kept, id("willow-0"), "who came first is kept");
        assert_eq!(storage.join_children(&school, &id("willow-0"), &id("willow-14"), NOW).await.unwrap(), kept);
        let joined = class(storage, &school).await;
        assert_eq!(
            joined.iter().map(|pupil| pupil.name.as_str()).collect::<Vec<_>>(),
            ["Aisha Begum", "Ben Tate", "Chloe Moss", "Dev Patel"]
        );
        let stands = joined[0].standings.values().next().unwrap();
        assert_eq!(stands.current().outcome, Outcome::Agreed, "the promise counts, whichever kiosk it came by");
        assert_eq!(storage.mentions(&school, &kept, None, 10).await.unwrap(), [3, 0]);
        assert_eq!(storage.counts_as(&school, &id("willow-14")).await.unwrap(), Some(kept.clone()));
        // What comes later under either identifier counts as well, and all of it can be made again.
        let late = signed(&KioskKey::from_seed([3; 32]), &[of("Willow", 14, Outcome::AgreedWithHelp, 4)], NOW);
        taken(storage, "Willow Lane Primary", &KioskKey::from_seed([3; 32]), &late, NOW + 10).await;
        let grown = class(storage, &school).await;
        assert_eq!(grown.len(), 4);
        assert_eq!(grown[0].standings.values().next().unwrap().version, 4);
        storage.derive_again(&school).await.unwrap();
        assert_eq!(class(storage, &school).await, grown);

        assert_eq!(storage.part_children(&school, &id("willow-14")).await.unwrap(), Some(kept));
        assert_eq!(storage.part_children(&school, &id("willow-14")).await.unwrap(), None);
        let parted = class(storage, &school).await;
        assert_eq!(parted.len(), 5);
        assert!(parted.contains(&before[0]) || parted.contains(&before[1]), "the first one is as before");
        storage.derive_again(&school).await.unwrap();
        assert_eq!(class(storage, &school).await, parted);
        assert_eq!(keys.len(), 2);
    });
}

#[test]
fn erasing_a_child_who_was_recorded_twice_erases_both_and_tells_kiosks_of_both() {
    both(async |storage| {
        let (school, keys) = two_kiosks(storage).await;
        let register = RegisterKey::from_seed([9; 32]);
        storage.join_children(&school, &id("willow-0"), &id("willow-14"), NOW).await.unwrap();
        let by = DecidedBy::Role("dsl");
        // Either identifier means the child.
        assert_eq!(storage.erase(&school, &register, &id("willow-14"), by, NOW + 1).await.unwrap(), 2);
        assert_eq!(class(storage, &school).await.len(), 3);
        let kept = storage.erasures_since(&school, 0, 10).await.unwrap();
        let told: Vec<_> = kept.iter().map(|kept| kept.pupil.clone().unwrap()).collect();
        assert_eq!(told, [id("willow-0"), id("willow-14")]);
        for entry in storage.entries(&school, 0, 10).await.unwrap() {
            let statement = Statement::parse(&entry.compact()).unwrap();
            assert_eq!(statement.is_erased(), [0, 3].contains(&entry.leaf), "{}", entry.leaf);
        }
        assert_eq!(storage.erase(&school, &register, &id("willow-0"), by, NOW + 2).await.unwrap(), 0);
        // What the second kiosk still sends of the child is not taken for somebody new.
        let late = signed(&KioskKey::from_seed([4; 32]), &[of("Willow", 14, Outcome::Agreed, 3)], NOW);
        taken(storage, "Willow Lane Primary", &KioskKey::from_seed([4; 32]), &late, NOW + 10).await;
        assert_eq!(class(storage, &school).await.len(), 3);
        storage.derive_again(&school).await.unwrap();
        assert_eq!(class(storage, &school).await.len(), 3);
        assert_eq!(keys.len(), 2);
    });
}

#[test]
fn children_whom_the_school_numbers_apart_are_not_taken_for_one() {
    both(async |storage| {
        let (school, _) = two_kiosks(storage).await;
        let class = Class { id: ClassId::new("willow").unwrap(), name: "Willow".into(), year: YearGroup::Year2 };
        let pupil = |text: &str| Pupil {
            id: id(text),
            class: class.id.clone(),
            given_name: "Aisha".into(),
            family_name: "Begum".into(),
        };
        let mut roll = roll_of(&class, [pupil("willow-0"), pupil("willow-14")]);
        let two = BTreeSet::from([id("willow-0"), id("willow-14"), id("willow-1"), id("willow-2")]);
        assert!(storage.told_apart(&school, &two).await.unwrap().is_empty());
        for (n, enrolled) in roll.pupils.iter_mut().enumerate() {
            enrolled.numbers.insert(Numbering::new("mis").unwrap(), format!("m{n}"));
        }
        storage.keep_roll(&school, &roll, NOW + 10).await.unwrap();
        storage.two_children(&school, &id("willow-2"), &id("willow-1"), NOW + 20).await.unwrap();
        let apart = storage.told_apart(&school, &two).await.unwrap();
        let expected = [
            (pair(&id("willow-14"), &id("willow-0")), Apart::Numbered),
            (pair(&id("willow-1"), &id("willow-2")), Apart::Said),
        ];
        assert_eq!(apart, BTreeMap::from(expected));
        assert_eq!(storage.namesakes(&school, &id("willow-1")).await.unwrap(), [id("willow-2")]);
        storage.join_children(&school, &id("willow-1"), &id("willow-2"), NOW + 30).await.unwrap();
        assert!(storage.namesakes(&school, &id("willow-1")).await.unwrap().is_empty(), "a person may think again");
    });
}

/// A second kiosk has asked Dev, who was absent, and Aisha, who had promised: each under another identifier.
pub(super) fn asked_again(register: &Register) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let storage = register.storage().await;
        let now_ms = jiff::Timestamp::now().as_millisecond();
        let key = KioskKey::from_seed([2; 32]);
        let drafts = [of("Willow", 17, Outcome::Agreed, 3), of("Willow", 14, Outcome::Agreed, 3)];
        let statements = signed(&key, &drafts, now_ms);
        taken(&storage, "Willow Lane Primary", &key, &statements, now_ms + 600_000).await;
        storage.close().await;
    });
}

#[test]
fn the_pages_notice_it_join_it_take_it_back_and_count_the_child_once() {
    let register = Register::start();
    willow_and_oak(&register);
    asked_again(&register);
    let login = |name: &str, role: &str| sign_in(&register, name, &add(&register, name, role)).unwrap().0;
    let office = login("lowe", "office");
    let base = format!("/schools/{}", school_of(&register, &office));
    let page = |path: &str| {
        let (status, page) = get(&register, &office, &format!("{base}/{path}"));
        assert_eq!(status, 200, "{page}");
        page
    };
    let class = page("classes/willow");
    assert!(class.contains("8 of 10 have promised"), "{class}");
    let link = format!("{base}/pupils/willow-17/same/willow-3");
    assert!(class.contains("Dev Patel stands here twice") && class.contains(&link), "{class}");
    // Whoever may not join is not offered it, and is refused where they try.
    let forms = |cookie: &str| format!("token={}", hidden(&get(&register, cookie, "/me").1, "token"));
    let post = |cookie: &str, path: &str, what: &str| {
        let headers = [FORM, HERE, ("cookie", cookie)];
        let body = format!("{}&do={what}", forms(cookie)).into_bytes();
        let (status, headers, page) = register.ask_once("POST", path, &headers, body);
        (status, headers.get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default(), page)
    };
    let trust = login("jones", "trust");
    let seen = get(&register, &trust, &format!("{base}/classes/willow")).1;
    assert!(seen.contains("Ask the office") && !seen.contains("/same/"), "{seen}");
    for cookie in [&trust, &login("okoro", "teacher")] {
        assert_eq!(get(&register, cookie, &link).0, 403);
        assert_eq!(post(cookie, &link, "one").0, 403);
    }
    let side_by_side = page("pupils/willow-17/same/willow-3");
    assert!(side_by_side.contains("Is Dev Patel one child?") && side_by_side.contains("absent"), "{side_by_side}");
    let wrong = post(&office, &format!("{base}/pupils/willow-17/same/willow-0"), "one");
    assert!(wrong.0 == 422 && wrong.2.contains("Nothing was joined"), "{wrong:?}");

    let (status, to, _) = post(&office, &link, "one");
    assert_eq!((status, to), (303, format!("{base}/pupils/willow-3?told=joined")), "who stands on the roll is kept");
    let class = page("classes/willow");
    assert!(class.contains("8 of 9 have promised") && !class.contains("Dev Patel stands"), "{class}");
    let csv = page("classes/willow/list.csv");
    assert_eq!(csv.matches("Dev P.").count(), 1, "{csv}");
    let file = register.folder.path().join("list.pdf");
    std::fs::write(&file, register.bytes(&format!("{base}/classes/willow/list.pdf"), &office)).unwrap();
    let text = crate::support::tool("pdftotext", &["-layout"], &file);
    assert!(text.matches("Dev P.").count() == 1 && text.contains("8 agreed · 1 to come"), "{text}");
    let child = page("pupils/willow-17");
    assert!(child.contains("Also recorded as willow-17") && child.matches("in log, leaf").count() == 2, "{child}");

    let (status, to, _) = post(&office, &format!("{base}/pupils/willow-3/same/willow-17"), "part");
    assert_eq!((status, to), (303, format!("{base}/pupils/willow-3?told=parted")));
    assert!(page("classes/willow").contains("8 of 10 have promised"));
    // Two children of one name: said once, and not asked again.
    let (status, ..) = post(&office, &link, "two");
    assert_eq!(status, 303);
    let class = page("classes/willow");
    assert!(!class.contains("Dev Patel stands") && class.contains("Aisha Begum stands"), "{class}");
    assert!(page("pupils/willow-3").contains("Somebody has said that willow-17 is another child"));
    let head = login("patel", "head");
    let trail = get(&register, &head, &format!("{base}/trail")).1;
    for did in ["said that two records are one child", "took back that two records", "two of one name are two children"]
    {
        assert!(trail.contains(did), "{did}: {trail}");
    }
}
