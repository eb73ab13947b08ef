//! The encrypted database: how it is opened, migrated, written to and checked.

use super::database_key::DatabaseKey;
use super::error::StoreError;
use sqlx::migrate::Migrator;
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteLockingMode};
use sqlx::{ConnectOptions, Connection, Sqlite};
use std::path::Path;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/kiosk");

/// The settings of every connection: durable at COMMIT (`synchronous=FULL` on a write-ahead log), freed pages
/// overwritten, triggers not dodged by REPLACE. The write-ahead log is folded back after 4000 pages (16 MiB) even in the
/// middle of a busy lesson; normally the writer thread does it when nobody waits.
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON; \
                        PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 4000";

/// The bytes of a page (SQLCipher 4's default).
const PAGE: u64 = 4096;

/// Connects to a file that is there: encrypted under the key, or (to compare with) not at all. Nobody else can use the
/// file meanwhile. Statements are never logged (they hold the key, and names), nor does SQLCipher write to stderr.
pub(crate) async fn connect(path: &Path, key: Option<&DatabaseKey>) -> Result<SqliteConnection, StoreError> {
    let mut options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .locking_mode(SqliteLockingMode::Exclusive)
        .foreign_keys(true)
        .pragma("cipher_log_level", "NONE")
        .disable_statement_logging();
    if let Some(key) = key {
        // Goes first, as it must: sqlx keeps a place for it.
        options = options.pragma("key", key.pragma().to_string());
    }
    let mut connection = options.connect().await?;
    // Only now is the first page read: after the key, and after SQLCipher was asked to be quiet.
    sqlx::raw_sql(SETTINGS).execute(&mut connection).await?;
    Ok(connection)
}

/// Fills an empty file with the schema.
pub(crate) async fn make(path: &Path, key: Option<&DatabaseKey>) -> Result<SqliteConnection, StoreError> {
    let mut connection = connect(path, key).await?;
    MIGRATIONS.run(&mut connection).await?;
    Ok(connection)
}

/// Opens a database that was made before, and brings an older one up to date.
pub(crate) async fn open(path: &Path, key: &DatabaseKey) -> Result<SqliteConnection, StoreError> {
    let empty = || StoreError::Damaged { file: "kiosk.db", what: "it is empty".to_owned() };
    // SQLite takes a file of less than a page for a new database: never fill that one with an empty school.
    if std::fs::metadata(path).map_err(|source| StoreError::io("look at", path, source))?.len() < PAGE {
        return Err(empty());
    }
    let mut connection = connect(path, Some(key)).await?;
    let tables = "SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('_sqlx_migrations', 'schools')";
    let tables: i64 = sqlx::query_scalar(tables).fetch_one(&mut connection).await?;
    if tables != 2 {
        return Err(empty());
    }
    MIGRATIONS.run(&mut connection).await?;
    Ok(connection)
}

/// Does all of it or nothing. When this returns `Ok`, COMMIT has returned, and with `synchronous=FULL` the bytes are on
/// the disk.
///
/// sqlx's own transactions are not used: SQLite ends a transaction by itself when the disk is full, which sqlx does
/// not notice (its count of open transactions stays at one, and the next BEGIN is refused).
pub(crate) async fn transaction<T>(
    connection: &mut SqliteConnection,
    body: impl AsyncFnOnce(&mut SqliteConnection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *connection).await?;
    let done = match body(&mut *connection).await {
        Ok(value) => sqlx::query("COMMIT").execute(&mut *connection).await.map(|_| value).map_err(StoreError::from),
        Err(error) => Err(error),
    };
    if done.is_err() {
        roll_back(connection).await;
    }
    done
}

/// The same for a query that holds its own BEGIN IMMEDIATE and COMMIT: one trip to SQLite's thread instead of many.
pub(crate) async fn at_once(
    connection: &mut SqliteConnection,
    query: Query<'static, Sqlite, SqliteArguments>,
) -> Result<(), StoreError> {
    let done = query.execute(&mut *connection).await;
    if done.is_err() {
        roll_back(connection).await;
    }
    done?;
    Ok(())
}

async fn roll_back(connection: &mut SqliteConnection) {
    if let Err(error) = sqlx::query("ROLLBACK").execute(connection).await {
        tracing::debug!(%error, "nothing was left to roll back");
    }
}

/// Folds the write-ahead log back into the file as far as it goes, and leaves it to be used again.
pub(crate) async fn checkpoint(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(connection).await?;
    Ok(())
}

/// Folds the whole write-ahead log back, empties it and closes the file.
pub(crate) async fn close(mut connection: SqliteConnection) -> Result<(), StoreError> {
    let folded = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await;
    connection.close().await?;
    folded?;
    Ok(())
}

/// Reads every page: its authentication code, the trees that pages form, and what refers to what.
pub(crate) async fn check(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let damaged = |what: String| StoreError::Damaged { file: "kiosk.db", what };
    let codes: Vec<String> = sqlx::query_scalar("PRAGMA cipher_integrity_check").fetch_all(&mut *connection).await?;
    if let Some(first) = codes.into_iter().next() {
        return Err(damaged(first));
    }
    let pages: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_all(&mut *connection).await?;
    if let Some(first) = pages.into_iter().find(|line| line != "ok") {
        return Err(damaged(first));
    }
    let orphans = sqlx::query("PRAGMA foreign_key_check").fetch_all(connection).await?.len();
    if orphans > 0 { Err(damaged(format!("{orphans} rows refer to what is not there"))) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::super::platform;
    use super::*;
    use std::path::PathBuf;

    struct Disk {
        _dir: tempfile::TempDir,
        path: PathBuf,
        key: DatabaseKey,
        runtime: tokio::runtime::Runtime,
    }

    fn disk() -> Disk {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("kiosk.db");
        platform::open_private_file(&path).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        Disk { path, key: DatabaseKey::make().unwrap(), runtime, _dir: dir }
    }

    async fn run(connection: &mut SqliteConnection, sql: &'static str) -> Result<(), StoreError> {
        sqlx::raw_sql(sql).execute(connection).await?;
        Ok(())
    }

    const SCHOOL: &str = "INSERT INTO schools VALUES ('s', 'Willow Lane')";
    const STATEMENT: &str = "INSERT INTO statements VALUES ('s', 'k', 1, 'outcome', zeroblob(32), 'jwt')";

    #[test]
    fn the_file_is_encrypted_from_its_first_byte_and_opens_only_with_its_key() {
        let disk = disk();
        disk.runtime.block_on(async {
            let mut connection = make(&disk.path, Some(&disk.key)).await.unwrap();
            run(&mut connection, SCHOOL).await.unwrap();
            let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut connection).await.unwrap();
            let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut connection).await.unwrap();
            let cipher: String = sqlx::query_scalar("PRAGMA cipher_version").fetch_one(&mut connection).await.unwrap();
            assert_eq!((mode.as_str(), synchronous), ("wal", 2));
            assert!(cipher.starts_with("4."), "{cipher}");
            close(connection).await.unwrap();

            assert!(!std::fs::read(&disk.path).unwrap().starts_with(b"SQLite format 3"));
            let wrong = open(&disk.path, &DatabaseKey::make().unwrap()).await.unwrap_err();
            assert!(matches!(wrong, StoreError::Damaged { file: "kiosk.db", .. }), "{wrong:?}");
            let bare = connect(&disk.path, None).await.unwrap_err();
            assert!(matches!(bare, StoreError::Damaged { .. }), "{bare:?}");
            check(&mut open(&disk.path, &disk.key).await.unwrap()).await.unwrap();
        });
    }

    #[test]
    fn a_database_of_a_newer_program_is_left_alone() {
        let disk = disk();
        disk.runtime.block_on(async {
            let mut connection = make(&disk.path, Some(&disk.key)).await.unwrap();
            run(&mut connection, "INSERT INTO _sqlx_migrations VALUES (9999, 'x', '2030', 1, x'00', 0)").await.unwrap();
            close(connection).await.unwrap();
            let before = std::fs::read(&disk.path).unwrap();
            let newer = open(&disk.path, &disk.key).await.unwrap_err();
            assert!(
                newer.to_string().starts_with("kiosk.db was made by a newer Promise Tree (its version 9999"),
                "{newer}"
            );
            assert_eq!(std::fs::read(&disk.path).unwrap(), before);
        });
    }

    /// A database as a program made it that knew these migrations, with a child in it.
    async fn made_with(disk: &Disk, known: &[i64]) {
        let migrations = MIGRATIONS.iter().filter(|migration| known.contains(&migration.version)).cloned();
        let older = Migrator { migrations: migrations.collect::<Vec<_>>().into(), ..Migrator::DEFAULT };
        assert_eq!(older.iter().count(), known.len(), "there is no such migration");
        let mut connection = connect(&disk.path, Some(&disk.key)).await.unwrap();
        older.run(&mut connection).await.unwrap();
        run(&mut connection, SCHOOL).await.unwrap();
        run(&mut connection, "INSERT INTO classes (school_id, class_id, name, year) VALUES ('s', 'c', 'Willow', 2)")
            .await
            .unwrap();
        let child = "INSERT INTO pupils (school_id, pupil_id, class_id, given_name, family_name) \
                     VALUES ('s', 'p', 'c', 'Aisha', 'Begum')";
        run(&mut connection, child).await.unwrap();
        let column = "SELECT COUNT(*) FROM pragma_table_info('pupils') WHERE name = 'left_ms'";
        let left: i64 = sqlx::query_scalar(column).fetch_one(&mut connection).await.unwrap();
        assert_eq!(left, 0, "it is not as old as it should be");
        close(connection).await.unwrap();
    }

    #[test]
    fn a_database_from_before_the_roster_is_brought_up_to_date_with_the_register_or_without() {
        for known in [&[1, 2][..], &[1, 2, 10][..]] {
            let disk = disk();
            disk.runtime.block_on(async {
                made_with(&disk, known).await;
                let mut connection = open(&disk.path, &disk.key).await.unwrap();
                let here = "SELECT given_name FROM pupils WHERE left_ms IS NULL";
                let names: Vec<String> = sqlx::query_scalar(here).fetch_all(&mut connection).await.unwrap();
                assert_eq!(names, ["Aisha"], "after {known:?}");
                run(&mut connection, "INSERT INTO pupil_numbers VALUES ('s', 'upn', 'A123', 'p')").await.unwrap();
                run(
                    &mut connection,
                    "INSERT INTO roster_imports (school_id, import, at_ms, source) VALUES ('s', 1, 0, 'x')",
                )
                .await
                .unwrap();
                let applied = "SELECT version FROM _sqlx_migrations ORDER BY version";
                let applied: Vec<i64> = sqlx::query_scalar(applied).fetch_all(&mut connection).await.unwrap();
                let all: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
                assert_eq!(applied, all, "after {known:?}");
                check(&mut connection).await.unwrap();
                close(connection).await.unwrap();
                check(&mut open(&disk.path, &disk.key).await.unwrap()).await.unwrap();
            });
        }
    }

    #[test]
    fn a_full_disk_has_its_own_sentence_and_leaves_nothing_half_written() {
        let disk = disk();
        disk.runtime.block_on(async {
            let mut connection = make(&disk.path, Some(&disk.key)).await.unwrap();
            run(&mut connection, SCHOOL).await.unwrap();
            let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&mut connection).await.unwrap();
            // SQLite then says SQLITE_FULL exactly as it does for ENOSPC, and ends the transaction by itself.
            let limit = sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {}", pages + 2));
            sqlx::raw_sql(limit).execute(&mut connection).await.unwrap();
            let write = async |connection: &mut SqliteConnection| {
                run(connection, STATEMENT).await?;
                run(connection, "INSERT INTO settings VALUES ('s', 'big', json_quote(hex(zeroblob(20000))))").await
            };
            let full = transaction(&mut connection, write).await.unwrap_err();
            assert!(full.to_string().starts_with("the disk is full: "), "{full}");
            let left: i64 =
                sqlx::query_scalar("SELECT (SELECT COUNT(*) FROM statements) + (SELECT COUNT(*) FROM settings)")
                    .fetch_one(&mut connection)
                    .await
                    .unwrap();
            assert_eq!(left, 0);
            // Room was made: the same connection goes on.
            run(&mut connection, "PRAGMA max_page_count = 100000").await.unwrap();
            transaction(&mut connection, write).await.unwrap();
            check(&mut connection).await.unwrap();
        });
    }

    #[test]
    fn what_fails_half_way_is_not_there() {
        let disk = disk();
        disk.runtime.block_on(async {
            let mut connection = make(&disk.path, Some(&disk.key)).await.unwrap();
            let failed = transaction(&mut connection, async |connection: &mut SqliteConnection| {
                run(connection, SCHOOL).await?;
                Err::<(), _>(StoreError::TreeClosed)
            });
            assert!(matches!(failed.await, Err(StoreError::TreeClosed)));
            let schools: i64 =
                sqlx::query_scalar("SELECT COUNT(*) FROM schools").fetch_one(&mut connection).await.unwrap();
            assert_eq!(schools, 0);
            let refused =
                "BEGIN IMMEDIATE; INSERT INTO schools VALUES ('s', ''); INSERT INTO schools VALUES ('s', ''); COMMIT";
            let refused = at_once(&mut connection, sqlx::query(refused)).await;
            assert!(matches!(refused, Err(StoreError::Database(_))));
            transaction(&mut connection, async |connection: &mut SqliteConnection| run(connection, SCHOOL).await)
                .await
                .unwrap();
        });
    }

    #[test]
    fn statements_are_neither_changed_nor_removed_nor_replaced_nor_skipped() {
        let disk = disk();
        disk.runtime.block_on(async {
            let mut connection = make(&disk.path, Some(&disk.key)).await.unwrap();
            run(&mut connection, SCHOOL).await.unwrap();
            run(&mut connection, STATEMENT).await.unwrap();
            run(&mut connection, "INSERT INTO disclosures VALUES ('s', 'k', 1, 0, 'name')").await.unwrap();
            for refused in [
                "UPDATE statements SET jwt = 'other'",
                "DELETE FROM statements",
                "INSERT OR REPLACE INTO statements VALUES ('s', 'k', 1, 'outcome', zeroblob(32), 'other')",
                "INSERT INTO statements VALUES ('s', 'k', 3, 'outcome', zeroblob(32), 'jwt')",
                "UPDATE disclosures SET text = 'other'",
                "INSERT OR REPLACE INTO disclosures VALUES ('s', 'k', 1, 0, 'other')",
            ] {
                let error = run(&mut connection, refused).await.unwrap_err();
                assert!(matches!(error, StoreError::Database(_)), "{refused}: {error:?}");
            }
            // Erasing a child destroys disclosures and leaves the chain.
            run(&mut connection, "DELETE FROM disclosures").await.unwrap();
            let jwt: String =
                sqlx::query_scalar("SELECT jwt FROM statements").fetch_one(&mut connection).await.unwrap();
            assert_eq!(jwt, "jwt");
        });
    }

    #[test]
    fn every_key_and_index_begins_with_the_school() {
        let disk = disk();
        disk.runtime.block_on(async {
            let mut connection = make(&disk.path, Some(&disk.key)).await.unwrap();
            let firsts: Vec<(String, String)> = sqlx::query_as(
                "SELECT l.name || '.' || l.\"unique\", i.name FROM pragma_table_list AS t, pragma_index_list(t.name) AS l, \
                 pragma_index_info(l.name) AS i WHERE t.schema = 'main' AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND i.seqno = 0",
            )
            .fetch_all(&mut connection)
            .await
            .unwrap();
            assert!(firsts.len() >= 12, "{firsts:?}");
            assert!(firsts.iter().all(|(_, column)| column == "school_id"), "{firsts:?}");
        });
    }
}
