//! One suite over SQLite and PostgreSQL: whatever one does, the other does.

use crate::ledger::correcting;
use crate::ledger::made::{chain, draft, kiosk, salts, school as made_school};
use crate::support::postgres::postgres;
use promise_tree::domain::correction::CorrectionDraft;
use promise_tree::domain::outcome::Outcome;
use promise_tree::ledger::{Head, KioskKey, Statement, When, issue};
use promise_tree::register::ingest::{Checked, check};
use promise_tree::register::storage::{RegisteredSchool, Storage, StorageError};
use promise_tree::sync::refusal::Refusal;
use promise_tree::sync::request::Once;
use promise_tree::sync::ticket::TicketSecret;
use promise_tree::sync::wire::Taken;
use std::collections::BTreeSet;
use tlog_tiles::{check_record, check_tree, record_hash};

pub(super) const NOW: i64 = 1_795_000_000_000;

/// Runs a test on a fresh database of each kind.
pub(super) fn both(test: impl AsyncFn(&Storage)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    runtime.block_on(async {
        let sqlite = Storage::sqlite(&folder.path().join("register.db")).await.unwrap();
        test(&sqlite).await;
        sqlite.close().await;
        let server = Storage::postgres(&postgres().database()).await.unwrap();
        test(&server).await;
        server.close().await;
    });
}

pub(super) async fn enrolled(storage: &Storage, key: &KioskKey, seed: u8) -> RegisteredSchool {
    let school = storage.school_named("Willow Lane Primary", NOW).await.unwrap();
    let secret = TicketSecret::new([seed; 12]);
    storage.add_ticket(&school.id, &secret, NOW, NOW + 1000).await.unwrap();
    storage.enrol(&secret.name(), &key.public(), NOW).await.unwrap().unwrap()
}

pub(super) fn checked(key: &KioskKey, statements: &[Statement]) -> Vec<Checked> {
    check(&key.public(), &statements.iter().map(Statement::compact).collect::<Vec<_>>())
}

/// Another statement with the number after `head`.
pub(super) fn after(key: &KioskKey, head: &Head, n: u64) -> Statement {
    let when = When { wall_ms: NOW, monotonic_ms: n };
    issue(key, &made_school(), &draft(n, Outcome::Agreed), head, when, &mut salts(n)).unwrap().statement
}

#[test]
fn a_batch_is_stored_once_and_every_statement_is_proven() {
    both(async |storage| {
        let key = KioskKey::from_seed([1; 32]);
        let school = enrolled(storage, &key, 1).await;
        let statements = chain(&key, 600);
        let mut last = None;
        for share in statements.chunks(200) {
            let batch = checked(&key, share);
            let taken = storage.ingest(&school.id, &key.public(), &batch, NOW).await.unwrap();
            assert!(taken.iter().all(|taken| *taken == Taken::Stored));
            let again = storage.ingest(&school.id, &key.public(), &batch, NOW).await.unwrap();
            assert!(again.iter().all(|taken| *taken == Taken::Already));
            let older = last.as_ref().map_or(0, |(size, _)| *size);
            let log = storage.log(&school.id, older).await.unwrap();
            if let Some((size, root)) = last {
                check_tree(&log.consistency, log.size, log.root, size, root).unwrap();
            }
            last = Some((log.size, log.root));
        }
        let heads: Vec<Head> = statements.iter().map(Statement::head).collect();
        for some in heads.chunks(256) {
            let proofs = storage.proofs(&school.id, &key.public().kiosk_id(), some, 0).await.unwrap();
            assert_eq!(proofs.log.size, 600);
            for (head, inclusion) in some.iter().zip(proofs.inclusions) {
                let inclusion = inclusion.unwrap();
                assert_eq!(inclusion.leaf, head.sequence - 1);
                let leaf = record_hash(&head.hash);
                check_record(&inclusion.proof, 600, proofs.log.root, inclusion.leaf, leaf).unwrap();
            }
        }
        let entries = storage.entries(&school.id, 0, 1000).await.unwrap();
        assert!(entries.iter().map(|entry| entry.compact()).eq(statements.iter().map(Statement::compact)));
        assert_eq!(storage.entries(&school.id, 599, 10).await.unwrap().len(), 1);
    });
}

#[test]
fn a_promise_that_was_taken_back_stands_nowhere_at_the_register() {
    both(async |storage| {
        let key = kiosk();
        let school = enrolled(storage, &key, 9).await;
        let mut statements = chain(&key, 1);
        let standings = async || {
            let pupils = storage.all_pupils(&school.id).await.unwrap();
            pupils.into_iter().map(|pupil| pupil.standings.len()).collect::<Vec<_>>()
        };
        storage.ingest(&school.id, &key.public(), &checked(&key, &statements), NOW).await.unwrap();
        assert_eq!(standings().await, [1]);
        let first = &statements[0];
        let takes_back = CorrectionDraft { corrects: 1, ..correcting::of(0, first.hash()) };
        let correction = correcting::after(&first.head(), &takes_back);
        assert_eq!(first.disclosed().pupil_id, correction.disclosed().pupil_id, "of the same child");
        statements.push(correction);
        storage.ingest(&school.id, &key.public(), &checked(&key, &statements), NOW).await.unwrap();
        assert_eq!(standings().await, [0], "as it grows");
        storage.derive_again(&school.id).await.unwrap();
        assert_eq!(standings().await, [0], "and made again");
    });
}

#[test]
fn a_correction_is_taken_in_like_any_statement_and_has_its_place_in_the_log() {
    both(async |storage| {
        let key = kiosk();
        let school = enrolled(storage, &key, 9).await;
        let mut statements = chain(&key, 3);
        let (first, head) = (statements[0].hash(), statements[2].head());
        statements.push(correcting::after(&head, &correcting::of(1, first)));
        let batch = checked(&key, &statements);
        let taken = storage.ingest(&school.id, &key.public(), &batch, NOW).await.unwrap();
        assert_eq!(taken, [Taken::Stored; 4]);
        let head = statements[3].head();
        statements.push(after(&key, &head, 50));
        let taken = storage.ingest(&school.id, &key.public(), &checked(&key, &statements), NOW).await.unwrap();
        assert_eq!(taken, [[Taken::Already; 4].as_slice(), &[Taken::Stored]].concat(), "the chain goes on behind it");
    });
}

#[test]
fn what_cannot_be_taken_is_named_and_the_rest_is_taken() {
    both(async |storage| {
        let (key, other) = (KioskKey::from_seed([1; 32]), KioskKey::from_seed([2; 32]));
        let school = enrolled(storage, &key, 1).await;
        let statements = chain(&key, 6);
        let foreign = chain(&other, 1).remove(0);
        let mut forged = statements[1].compact();
        let at = forged.find('~').unwrap() - 2;
        let letter = if forged.as_bytes()[at] == b'A' { "Q" } else { "A" };
        forged.replace_range(at..=at, letter);
        let batch = [
            statements[0].compact(),
            "nonsense~".to_owned(),
            foreign.compact(),
            forged,
            statements[1].compact(),
            statements[4].compact(),
        ];
        let batch = check(&key.public(), &batch);
        let taken = storage.ingest(&school.id, &key.public(), &batch, NOW).await.unwrap();
        assert_eq!(
            taken,
            [
                Taken::Stored,
                Taken::Unreadable,
                Taken::OtherKiosk,
                Taken::BadSignature,
                Taken::Stored,
                Taken::NoPrevious
            ]
        );
        assert_eq!(storage.log(&school.id, 0).await.unwrap().size, 2);
        let only_nonsense = check(&key.public(), &["x".to_owned()]);
        let taken = storage.ingest(&school.id, &key.public(), &only_nonsense, NOW).await.unwrap();
        assert_eq!(taken, [Taken::Unreadable]);
    });
}

#[test]
fn two_statements_with_one_number_are_both_kept_and_the_kiosk_is_flagged() {
    both(async |storage| {
        let key = KioskKey::from_seed([1; 32]);
        let (school, id) = (enrolled(storage, &key, 1).await, key.public().kiosk_id());
        let statements = chain(&key, 3);
        storage.ingest(&school.id, &key.public(), &checked(&key, &statements), NOW).await.unwrap();
        assert_eq!(storage.kiosk(&school.id, &id).await.unwrap().unwrap().forked_ms, None);
        let rival = after(&key, &statements[1].head(), 77);
        let behind = after(&key, &rival.head(), 78);
        let batch = checked(&key, &[rival.clone(), behind.clone()]);
        let taken = storage.ingest(&school.id, &key.public(), &batch, NOW + 5).await.unwrap();
        assert_eq!(taken, [Taken::Forked, Taken::Forked]);
        let kiosk = storage.kiosk(&school.id, &id).await.unwrap().unwrap();
        assert_eq!((kiosk.forked_ms, kiosk.newest), (Some(NOW + 5), 4));
        // The first branch goes on as if nothing had happened.
        let next = after(&key, &statements[2].head(), 79);
        let more = checked(&key, std::slice::from_ref(&next));
        assert_eq!(storage.ingest(&school.id, &key.public(), &more, NOW).await.unwrap(), [Taken::Forked]);
        let common = storage.common(&school.id, &id, &[behind.head(), next.head(), rival.head()]).await.unwrap();
        assert_eq!(common.map(|head| head.sequence), Some(4));
        let elsewhere = Head { sequence: 2, hash: [9; 32] };
        assert_eq!(storage.common(&school.id, &id, &[elsewhere]).await.unwrap(), None);
        assert_eq!(storage.common(&school.id, &id, &[]).await.unwrap(), None);
        assert_eq!(storage.log(&school.id, 0).await.unwrap().size, 6);
    });
}

#[test]
fn a_ticket_lets_one_kiosk_in_once_and_only_in_its_time() {
    both(async |storage| {
        let [mine, other] = [1, 2].map(|seed| KioskKey::from_seed([seed; 32]).public());
        let school = storage.school_named(" Willow Lane ", NOW).await.unwrap();
        assert_eq!(storage.school_named("willow lane", NOW).await.unwrap(), school);
        let secret = TicketSecret::new([7; 12]);
        let name = secret.name();
        storage.add_ticket(&school.id, &secret, NOW, NOW + 1000).await.unwrap();
        assert_eq!(storage.ticket(&name).await.unwrap().unwrap().secret, secret);
        assert_eq!(storage.ticket("no").await.unwrap(), None);
        assert_eq!(storage.enrol("no", &mine, NOW).await.unwrap(), Err(Refusal::Ticket));
        assert_eq!(storage.enrol(&name, &mine, NOW + 1000).await.unwrap(), Err(Refusal::TicketExpired));
        assert_eq!(storage.enrol(&name, &mine, NOW).await.unwrap(), Ok(school.clone()));
        assert_eq!(storage.enrol(&name, &mine, NOW + 1).await.unwrap(), Ok(school.clone()));
        assert_eq!(storage.enrol(&name, &other, NOW).await.unwrap(), Err(Refusal::TicketUsed));
        let id = mine.kiosk_id();
        storage.revoke(&school.id, &id, NOW + 2).await.unwrap();
        storage.revoke(&school.id, &id, NOW + 3).await.unwrap();
        assert_eq!(storage.kiosk(&school.id, &id).await.unwrap().unwrap().revoked_ms, Some(NOW + 2));
        assert!(matches!(
            storage.revoke(&school.id, &other.kiosk_id(), NOW).await,
            Err(StorageError::Unknown { what: "kiosk", .. })
        ));
        let again = TicketSecret::new([8; 12]);
        storage.add_ticket(&school.id, &again, NOW, NOW + 1000).await.unwrap();
        storage.enrol(&again.name(), &mine, NOW).await.unwrap().unwrap();
        assert_eq!(storage.kiosk(&school.id, &id).await.unwrap().unwrap().revoked_ms, None);
        assert_eq!(storage.kiosks(&school.id).await.unwrap().len(), 1);
    });
}

#[test]
fn a_request_is_carried_out_once_until_it_is_too_old_anyway() {
    both(async |storage| {
        let key = KioskKey::from_seed([1; 32]);
        let (school, id) = (enrolled(storage, &key, 1).await, key.public().kiosk_id());
        let once = Once { bytes: [3; 16], until_seconds: NOW / 1000 + 120 };
        assert!(storage.first_time(&school.id, &id, &once, NOW).await.unwrap());
        assert!(!storage.first_time(&school.id, &id, &once, NOW + 1).await.unwrap());
        assert_eq!(storage.kiosk(&school.id, &id).await.unwrap().unwrap().seen_ms, Some(NOW + 1));
        let other = Once { bytes: [4; 16], ..once };
        assert!(storage.first_time(&school.id, &id, &other, NOW).await.unwrap());
        assert!(!storage.first_time(&school.id, &id, &once, NOW + 119_000).await.unwrap());
        assert!(storage.first_time(&school.id, &id, &once, NOW + 121_000).await.unwrap());
    });
}

#[test]
fn many_kiosks_at_once_get_places_in_the_log_without_a_gap() {
    both(async |storage| {
        const KIOSKS: u8 = 6;
        let keys: Vec<KioskKey> = (1..=KIOSKS).map(|seed| KioskKey::from_seed([seed; 32])).collect();
        let mut school = None;
        for (key, seed) in keys.iter().zip(1..) {
            school = Some(enrolled(storage, key, seed).await);
        }
        let school = school.unwrap().id;
        let pushes = keys.iter().map(async |key| {
            for share in chain(key, 40).chunks(7) {
                let batch = checked(key, share);
                storage.ingest(&school, &key.public(), &batch, NOW).await.unwrap();
            }
        });
        let mut all: Vec<_> = pushes.map(Box::pin).collect();
        // All of them side by side on this task.
        std::future::poll_fn(|context| {
            all.retain_mut(|push| push.as_mut().poll(context).is_pending());
            if all.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
        let entries = storage.entries(&school, 0, 1000).await.unwrap();
        assert!(entries.iter().map(|entry| entry.leaf).eq(0..240));
        for key in &keys {
            let mine = entries.iter().filter(|entry| entry.kiosk == key.public().kiosk_id());
            assert!(mine.map(|entry| entry.sequence).eq(1..=40));
        }
        let leaves = entries.iter().map(|entry| entry.hash).collect::<BTreeSet<_>>();
        assert_eq!(leaves.len(), 240);
        let mut tiles = promise_tree::register::log::Tiles::default();
        tiles.append(0, &entries.iter().map(|entry| entry.hash).collect::<Vec<_>>());
        assert_eq!(storage.log(&school, 0).await.unwrap().root, tiles.root(240).unwrap());
    });
}

#[test]
fn schools_are_parted() {
    both(async |storage| {
        let key = KioskKey::from_seed([1; 32]);
        let one = enrolled(storage, &key, 1).await;
        let two = storage.school_named("Another", NOW).await.unwrap();
        let batch = checked(&key, &chain(&key, 2));
        storage.ingest(&one.id, &key.public(), &batch, NOW).await.unwrap();
        assert_eq!(storage.log(&two.id, 0).await.unwrap().size, 0);
        assert_eq!(storage.kiosk(&two.id, &key.public().kiosk_id()).await.unwrap(), None);
        assert!(storage.entries(&two.id, 0, 10).await.unwrap().is_empty());
        // Nobody enrolled the kiosk there: nothing is taken.
        assert!(storage.ingest(&two.id, &key.public(), &batch, NOW).await.is_err());
        assert_eq!(storage.log(&two.id, 0).await.unwrap().size, 0);
        let nowhere = promise_tree::domain::ids::SchoolId::new("nowhere").unwrap();
        assert!(matches!(storage.log(&nowhere, 0).await, Err(StorageError::Unknown { what: "school", .. })));
    });
}

#[test]
fn nobody_changes_or_removes_a_statement_by_sql() {
    let url = postgres().database();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let storage = Storage::postgres(&url).await.unwrap();
        let key = KioskKey::from_seed([1; 32]);
        let school = enrolled(&storage, &key, 1).await;
        storage.ingest(&school.id, &key.public(), &checked(&key, &chain(&key, 1)), NOW).await.unwrap();
    });
    for sql in ["UPDATE statements SET jwt = 'x'", "UPDATE statements SET leaf = 7", "DELETE FROM statements"] {
        let refused = postgres().try_to_run(&url, sql);
        assert!(String::from_utf8_lossy(&refused.stderr).contains("neither changed nor removed"), "{sql}");
    }
    postgres().run(&url, "UPDATE statements SET disclosures = ''");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.db");
    runtime.block_on(async {
        use sqlx::Connection;
        let storage = Storage::sqlite(&file).await.unwrap();
        let key = KioskKey::from_seed([1; 32]);
        let school = enrolled(&storage, &key, 1).await;
        storage.ingest(&school.id, &key.public(), &checked(&key, &chain(&key, 1)), NOW).await.unwrap();
        let mut by_hand = sqlx::SqliteConnection::connect(file.to_str().unwrap()).await.unwrap();
        for sql in ["UPDATE statements SET jwt = 'x'", "UPDATE statements SET leaf = 7", "DELETE FROM statements"] {
            assert!(sqlx::raw_sql(sql).execute(&mut by_hand).await.is_err(), "{sql}");
        }
        sqlx::raw_sql("UPDATE statements SET disclosures = ''").execute(&mut by_hand).await.unwrap();
    });
}

#[test]
fn a_database_of_a_newer_program_is_refused_with_a_sentence() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let newer = "INSERT INTO _sqlx_migrations VALUES (9999, 'x', '2030-01-01', true, ''::bytea, 0)";
    let says = "the register's database was made by a newer Promise Tree (its version 9999";
    let url = postgres().database();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.db");
    runtime.block_on(async {
        use sqlx::Connection;
        Storage::postgres(&url).await.unwrap().close().await;
        postgres().run(&url, newer);
        let refused = Storage::postgres(&url).await.unwrap_err().to_string();
        assert!(refused.starts_with(says), "{refused}");
        Storage::sqlite(&file).await.unwrap().close().await;
        let mut by_hand = sqlx::SqliteConnection::connect(file.to_str().unwrap()).await.unwrap();
        let newer = "INSERT INTO _sqlx_migrations VALUES (9999, 'x', '2030', 1, x'00', 0)";
        sqlx::raw_sql(newer).execute(&mut by_hand).await.unwrap();
        let refused = Storage::sqlite(&file).await.unwrap_err().to_string();
        assert!(refused.starts_with(says), "{refused}");
    });
}

#[test]
fn every_key_and_index_begins_with_the_school() {
    let url = postgres().database();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { Storage::postgres(&url).await.unwrap().close().await });
    // But for people who sign in: they are found before anybody knows their school, and a trust's have none.
    let firsts = "SELECT i.indexrelid::regclass || ' ' || a.attname FROM pg_index AS i \
                  JOIN pg_class AS c ON c.oid = i.indrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace \
                  JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] \
                  WHERE n.nspname = 'public' AND c.relname NOT LIKE '\\_sqlx%' \
                  AND c.relname NOT IN ('accounts', 'web_sessions')";
    let firsts = postgres().run(&url, firsts);
    assert!(firsts.lines().count() >= 8, "{firsts}");
    assert!(firsts.lines().all(|line| line.ends_with(" school_id")), "{firsts}");
}
