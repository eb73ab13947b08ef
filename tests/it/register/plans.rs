//! What a page costs PostgreSQL in a school with very many children and statements: its own count of what it read.

use super::storage::enrolled;
use crate::support::postgres::postgres;
use promise_tree::domain::ids::{AgreementId, ClassId, PupilId};
use promise_tree::ledger::KioskKey;
use promise_tree::register::storage::Storage;
use std::time::{Duration, Instant};

/// Rows as tens of thousands of promises leave them: 20,000 children in classes of 30.
const ROWS: &str = "
INSERT INTO known_classes (school_id, class_id, name, as_of_ms, as_of_leaf, roll)
    SELECT '{school}', 'class-' || n, 'Class ' || n, 1, 1, 0 FROM generate_series(0, 666) AS n;
INSERT INTO known_pupils (school_id, pupil_id, class_id, name, as_of_ms, as_of_leaf, roll)
    SELECT '{school}', 'pupil-' || n, 'class-' || n / 30, 'Child ' || n, 1, 1, 0 FROM generate_series(0, 19999) AS n;
INSERT INTO standings (school_id, pupil_id, agreement_id, version, last_outcome, last_ms, last_leaf)
    SELECT '{school}', 'pupil-' || n, 'ks2-pupils', 1, 'agreed', 1, n FROM generate_series(0, 19999) AS n;
INSERT INTO mentions (school_id, pupil_id, leaf)
    SELECT '{school}', 'pupil-' || n % 20000, n FROM generate_series(0, 39999) AS n;
INSERT INTO statements (school_id, kiosk_id, sequence, hash, jwt, disclosures, received_ms, leaf, forked)
    SELECT '{school}', '{kiosk}', n + 1, sha256(n::TEXT::BYTEA), repeat('x', 2000), '', 1, n, 0
    FROM generate_series(0, 3999) AS n;
ANALYZE;";

/// How often each of these was read through, and how many rows of it were fetched by an index.
fn read(url: &str) -> Vec<(String, i64, i64)> {
    let select = "SELECT relname, seq_scan, COALESCE(idx_tup_fetch, 0), COALESCE(idx_scan, 0) FROM pg_stat_user_tables \
                  WHERE relname IN ('statements', 'mentions', 'standings', 'known_pupils') ORDER BY relname";
    let line = |line: &str| {
        let mut words = line.split('|');
        let name = words.next().unwrap().to_owned();
        let numbers: Vec<i64> = words.map(|word| word.parse().unwrap()).collect();
        (name, numbers[0], numbers[1])
    };
    postgres().run(url, select).lines().map(line).collect()
}

#[test]
fn a_page_reads_a_class_and_not_the_school() {
    let url = postgres().database();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let key = KioskKey::from_seed([1; 32]);
    let school = runtime.block_on(async {
        let storage = Storage::postgres(&url).await.unwrap();
        let school = enrolled(&storage, &key, 1).await.id;
        storage.close().await;
        school
    });
    let rows = ROWS.replace("{school}", school.as_str()).replace("{kiosk}", key.public().kiosk_id().as_str());
    postgres().run(&url, &rows);
    // What psql itself has read is counted by now: it has gone.
    let before = read(&url);
    runtime.block_on(async {
        let storage = Storage::postgres(&url).await.unwrap();
        let (class, pupil) = (ClassId::new("class-7").unwrap(), PupilId::new("pupil-7").unwrap());
        assert!(storage.known_class(&school, &class).await.unwrap().is_some());
        assert_eq!(storage.pupils_of(&school, &class).await.unwrap().len(), 30);
        assert_eq!(storage.newest_version(&school, &AgreementId::new("ks2-pupils").unwrap()).await.unwrap(), 1);
        assert_eq!(storage.known_pupil(&school, &pupil).await.unwrap().unwrap().standings.len(), 1);
        let leaves = storage.mentions(&school, &pupil, None, 50).await.unwrap();
        assert_eq!(leaves, [20_007, 7]);
        assert_eq!(storage.entries_at(&school, &leaves).await.unwrap().len(), 1);
        storage.close().await;
    });
    // Its connections tell what they have read when they end, a moment later.
    let patience = Instant::now() + Duration::from_secs(5);
    let pupils = |read: &[(String, i64, i64)]| read.iter().find(|(name, ..)| name == "known_pupils").unwrap().2;
    let mut after = read(&url);
    while pupils(&after) < pupils(&before) + 31 && Instant::now() < patience {
        std::thread::sleep(Duration::from_millis(50));
        after = read(&url);
    }
    assert!(pupils(&after) >= pupils(&before) + 31, "{before:?} {after:?}");
    for ((name, scans, fetched), (_, scans_now, fetched_now)) in before.iter().zip(&after) {
        assert_eq!(scans, scans_now, "{name} was read through");
        assert!(fetched_now - fetched <= 40, "{name}: {fetched} rows, then {fetched_now}");
    }
}
