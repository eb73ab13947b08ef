//! What follows from the statements: the same whether it grew with them or was made again, on both databases.

use super::seeded::{of, roll_of, signed, taken};
use super::storage::{NOW, both};
use crate::support::Random;
use promise_tree::domain::ids::{AgreementId, ClassId, PupilId, SchoolId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::{Class, Pupil, YearGroup};
use promise_tree::ledger::KioskKey;
use promise_tree::register::storage::{KnownClass, KnownPupil, Storage};

type Derived = (Vec<KnownClass>, Vec<KnownPupil>, Vec<Vec<u64>>);

async fn derived(storage: &Storage, school: &SchoolId) -> Derived {
    let pupils = storage.all_pupils(school).await.unwrap();
    let mut mentions = Vec::new();
    for pupil in &pupils {
        mentions.push(storage.mentions(school, &pupil.id, None, 1000).await.unwrap());
    }
    (storage.known_classes(school).await.unwrap(), pupils, mentions)
}

#[test]
fn what_grew_with_the_statements_is_what_is_made_again_from_them() {
    both(async |storage| {
        let mut random = Random(7);
        let mut school = None;
        for kiosk in 1..=3 {
            let key = KioskKey::from_seed([kiosk; 32]);
            let drafts: Vec<_> = (0..120)
                .map(|_| {
                    let outcome = Outcome::ALL[random.below(7) as usize];
                    let class = ["Willow", "Oak"][random.below(2) as usize];
                    of(class, random.below(7) as usize, outcome, 1 + random.below(3) as u32)
                })
                .collect();
            // Some kiosks' clocks are ahead of the register's, some far behind.
            let statements = signed(&key, &drafts, NOW - i64::from(kiosk % 2) * 90 * 60_000);
            school = Some(taken(storage, "Willow Lane Primary", &key, &statements, NOW).await);
        }
        let school = school.unwrap().id;
        assert!(!storage.derive(&school).await.unwrap(), "nothing was missed");
        let grown = derived(storage, &school).await;
        assert_eq!((grown.0.len(), grown.1.len()), (2, 14));
        assert_eq!(grown.2.iter().map(Vec::len).sum::<usize>(), 360);
        storage.derive_again(&school).await.unwrap();
        assert_eq!(derived(storage, &school).await, grown);
        assert_eq!(storage.newest_version(&school, &AgreementId::new("ks1-pupils").unwrap()).await.unwrap(), 3);
    });
}

#[test]
fn the_roll_says_who_is_in_a_class_and_whoever_left_it_is_on_no_list() {
    both(async |storage| {
        let key = KioskKey::from_seed([1; 32]);
        let drafts: Vec<_> = (0..4).map(|n| of("Willow", n, Outcome::Agreed, 3)).collect();
        let statements = signed(&key, &drafts, NOW - 1_000_000);
        let school = taken(storage, "Willow Lane Primary", &key, &statements, NOW).await.id;
        let class = Class { id: ClassId::new("willow").unwrap(), name: "Willow".into(), year: YearGroup::Year2 };
        let pupil = |id: &str, given: &str| Pupil {
            id: PupilId::new(id).unwrap(),
            class: class.id.clone(),
            given_name: given.into(),
            family_name: "Begum".into(),
        };
        let roll = [pupil("willow-0", "Aisha"), pupil("willow-9", "Zara")];
        let roll = roll_of(&class, roll);
        storage.keep_roll(&school, &roll, NOW + 10).await.unwrap();
        let known = storage.known_class(&school, &class.id).await.unwrap().unwrap();
        let listed = async || {
            let pupils = storage.pupils_of(&school, &class.id).await.unwrap();
            pupils.into_iter().filter(|pupil| known.lists(pupil)).map(|pupil| pupil.id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(known.year, Some(YearGroup::Year2));
        assert_eq!(listed().await, ["willow-0", "willow-9"]);
        // Whoever joins at a kiosk after the roll was made is listed too, with it made again or not.
        let newcomer = KioskKey::from_seed([2; 32]);
        let joined = signed(&newcomer, &[of("Willow", 6, Outcome::Agreed, 3)], NOW + 50);
        taken(storage, "Willow Lane Primary", &newcomer, &joined, NOW + 60).await;
        assert_eq!(listed().await, ["willow-0", "willow-6", "willow-9"]);
        storage.derive_again(&school).await.unwrap();
        assert_eq!(listed().await, ["willow-0", "willow-6", "willow-9"]);
    });
}
