//! Erasing a child: everything that tells of them is gone, all of it still adds up, and it stays gone.

use super::running::Register;
use super::seeded::{of, signed, taken, willow_and_oak};
use super::storage::{NOW, both};
use crate::support::{program, told};
use promise_tree::domain::ids::PupilId;
use promise_tree::domain::outcome::Outcome;
use promise_tree::ledger::{KioskKey, SdClaim, Statement};
use promise_tree::register::ingest::check;
use promise_tree::register::storage::{Storage, StorageError};
use promise_tree::sync::erasure::{DecidedBy, Erasure};
use promise_tree::sync::identity::RegisterKey;
use promise_tree::sync::wire::Taken;
use sqlx::Connection;

#[test]
fn an_erased_child_is_told_of_nowhere_and_kiosks_can_be_told() {
    both(async |storage| {
        let (key, register) = (KioskKey::from_seed([1; 32]), RegisterKey::from_seed([9; 32]));
        let drafts: Vec<_> = (0..9).map(|n| of("Willow", n % 3, Outcome::Agreed, 3)).collect();
        let statements = signed(&key, &drafts, NOW - 1_000_000);
        // The last two come only after the erasure.
        let school = taken(storage, "Willow Lane Primary", &key, &statements[..7], NOW).await.id;
        let pupil = PupilId::new("willow-1").unwrap();
        let by = DecidedBy::Role("dsl");
        assert_eq!(storage.erase(&school, &register, &pupil, by, NOW + 1).await.unwrap(), 2);
        assert_eq!(storage.erase(&school, &register, &pupil, by, NOW + 2).await.unwrap(), 0, "asked again");
        let nobody = storage.erase(&school, &register, &PupilId::new("nobody").unwrap(), by, NOW).await;
        assert!(matches!(nobody, Err(StorageError::Unknown { what: "pupil", .. })), "{nobody:?}");
        assert_eq!(storage.known_pupil(&school, &pupil).await.unwrap(), None);

        let batch = check(&key.public(), &statements[7..].iter().map(Statement::compact).collect::<Vec<_>>());
        let late = storage.ingest(&school, &key.public(), &batch, NOW + 3).await.unwrap();
        assert_eq!(late, [Taken::Stored, Taken::Stored]);
        assert_eq!(storage.known_pupil(&school, &pupil).await.unwrap(), None, "not known again");
        assert_eq!(storage.finish_erasures(&school, &register, NOW + 4).await.unwrap(), 1);
        assert_eq!(storage.finish_erasures(&school, &register, NOW + 5).await.unwrap(), 0);

        let entries = storage.entries(&school, 0, 100).await.unwrap();
        for (entry, sent) in entries.iter().zip(&statements) {
            let kept = Statement::parse(&entry.compact()).unwrap();
            kept.check(&key.public()).unwrap();
            assert_eq!(kept.hash(), sent.hash());
            let erased = sent.disclosed().pupil_id.as_ref() == Some(&pupil);
            assert_eq!(kept.is_erased(), erased);
            assert!(kept.shows(SdClaim::Witness), "the adult stays");
        }
        let kept = storage.erasures_since(&school, 0, 10).await.unwrap();
        let read: Vec<Erasure> =
            kept.iter().map(|kept| Erasure::read(&kept.jwt, &register.public(), &school).unwrap()).collect();
        assert_eq!(
            read.iter().map(|e| (e.number, e.named.len(), e.by)).collect::<Vec<_>>(),
            [(1, 2, by), (2, 1, DecidedBy::Earlier)]
        );
        assert!(kept.iter().all(|kept| kept.pupil.as_ref() == Some(&pupil) && !kept.jwt.contains("willow-1")));
        assert_eq!(storage.erasures_since(&school, 1, 10).await.unwrap(), kept[1..]);
        let log = storage.log(&school, 7).await.unwrap();
        assert_eq!(log.size, 9 + 2);
        assert!(!storage.derive(&school).await.unwrap());
        storage.derive_again(&school).await.unwrap();
        assert_eq!(storage.known_pupil(&school, &pupil).await.unwrap(), None);
    });
}

#[test]
fn a_statement_that_a_kiosk_had_erased_is_taken_and_named() {
    both(async |storage| {
        let (key, register) = (KioskKey::from_seed([1; 32]), RegisterKey::from_seed([9; 32]));
        let statements = signed(&key, &[of("Willow", 1, Outcome::Agreed, 3)], NOW - 1000);
        let erased = statements[0].keeping(&[SdClaim::Witness, SdClaim::Helper]);
        let school = taken(storage, "Willow Lane Primary", &key, &[erased], NOW).await.id;
        assert_eq!(storage.finish_erasures(&school, &register, NOW).await.unwrap(), 1);
        let kept = storage.erasures_since(&school, 0, 10).await.unwrap();
        assert_eq!((kept.len(), &kept[0].pupil), (1, &None));
    });
}

fn verify(register: &Register) -> (bool, String) {
    let output = program().args(["verify", "--register"]).arg(register.data()).output().unwrap();
    (output.status.success(), told(&output))
}

#[test]
fn after_an_erasure_the_whole_register_still_verifies_and_no_file_holds_the_child() {
    let mut register = Register::start();
    willow_and_oak(&register);
    let disclosures = |register: &Register| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let storage = Storage::sqlite(&register.data().join("register.db")).await.unwrap();
            let school = storage.schools().await.unwrap().remove(0).id;
            let entry = storage.entries(&school, 0, 1).await.unwrap().remove(0);
            storage.close().await;
            entry.disclosures
        })
    };
    let before = disclosures(&register);
    let parts: Vec<&str> = before.split('~').collect();
    assert_eq!(parts.len(), 6);
    let refused = register.command(&["erase", "--pupil", "willow-0"]).output().unwrap();
    assert!(!refused.status.success() && told(&refused).contains("say --yes"), "{}", told(&refused));
    let erased = register.command(&["erase", "--pupil", "willow-0", "--yes"]).output().unwrap();
    assert!(erased.status.success() && told(&erased).contains("1 statement no longer"), "{}", told(&erased));
    let (sound, said) = verify(&register);
    assert!(sound && said.contains("All of it holds") && said.contains("1 erasures, 1 statements"), "{said}");
    assert_eq!(disclosures(&register), parts[4..].join("~"));
    assert!(register.stop().success());
    for file in std::fs::read_dir(register.data()).unwrap() {
        let file = file.unwrap().path();
        let bytes = std::fs::read(&file).unwrap();
        for gone in &parts[..4] {
            let found = bytes.windows(gone.len()).any(|window| window == gone.as_bytes());
            assert!(!found, "{} still holds a disclosure", file.display());
        }
    }
    // By hand, without an erasure: found.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let file = register.data().join("register.db");
        let mut by_hand = sqlx::SqliteConnection::connect(file.to_str().unwrap()).await.unwrap();
        let update = "UPDATE statements SET disclosures = '' WHERE leaf = 1";
        sqlx::raw_sql(update).execute(&mut by_hand).await.unwrap();
        by_hand.close().await.unwrap();
    });
    let (sound, said) = verify(&register);
    assert!(!sound && said.contains("entry 1 of the log lacks what tells of the child"), "{said}");
}
