//! The two databases under one roof: SQLite for a school, PostgreSQL for a trust. Both understand the same SQL here, with
//! `$1` for what is bound; what little differs is in this file.
//!
//! There is no pool of sqlx's: a connection is lent out, and taken back only when it was left clean. Whatever is dropped
//! half way (an error, a client that hung up) is closed, and the database rolls back.

use super::error::StorageError;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteRow, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Column, ConnectOptions, Connection as _, Row as _, TypeInfo, ValueRef};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, SemaphorePermit};

static SQLITE: Migrator = sqlx::migrate!("migrations/register-sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/register-postgres");

/// How many connections are open at once.
const CONNECTIONS: usize = 16;
/// How long to wait for a database that does not answer, and for another server to take a lost one's place.
const PATIENCE: Duration = Duration::from_secs(10);
/// What SQLite keeps of its file in memory, a connection at most, KiB; negative, as it wants to be told that.
const CACHE: &str = "-8192";
/// Pages that SQLite's write-ahead log grows to before they are folded back: 32 MB. The same pages change again and again
/// while statements are taken in, and each is then written once.
const FOLD_AT: &str = "8192";
/// How soon to ask again whether one has.
const AGAIN: Duration = Duration::from_millis(100);

/// Something that is bound or was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Int(i64),
    IntOrNull(Option<i64>),
    Text(String),
    TextOrNull(Option<String>),
    Bytes(Vec<u8>),
    /// Arrays, which only PostgreSQL has (`many`).
    Ints(Vec<Option<i64>>),
    Texts(Vec<Option<String>>),
    Blobs(Vec<Vec<u8>>),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u64> for Value {
    /// Beyond 2^63 there is nothing: every number here is below 2^53.
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::IntOrNull(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Int(number.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

/// A row, by the places of its columns.
#[derive(Debug)]
pub(super) struct Row(Vec<Value>);

impl Row {
    pub(super) fn int(&self, column: usize) -> Result<i64, StorageError> {
        self.int_or_null(column)?.ok_or(StorageError::Damaged("a number is missing"))
    }

    /// A number that cannot be below 0.
    pub(super) fn natural(&self, column: usize) -> Result<u64, StorageError> {
        u64::try_from(self.int(column)?).map_err(|_| StorageError::Damaged("a number is negative"))
    }

    pub(super) fn int_or_null(&self, column: usize) -> Result<Option<i64>, StorageError> {
        match self.0.get(column) {
            Some(Value::Int(number)) => Ok(Some(*number)),
            Some(Value::TextOrNull(None)) => Ok(None),
            _ => Err(StorageError::Damaged("a column is no number")),
        }
    }

    pub(super) fn text(&self, column: usize) -> Result<&str, StorageError> {
        self.text_or_null(column)?.ok_or(StorageError::Damaged("a text is missing"))
    }

    pub(super) fn text_or_null(&self, column: usize) -> Result<Option<&str>, StorageError> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::TextOrNull(None)) => Ok(None),
            _ => Err(StorageError::Damaged("a column is no text")),
        }
    }

    pub(super) fn bytes(&self, column: usize) -> Result<&[u8], StorageError> {
        match self.0.get(column) {
            Some(Value::Bytes(bytes)) => Ok(bytes),
            _ => Err(StorageError::Damaged("a column is not bytes")),
        }
    }

    /// Whatever is there.
    pub(super) fn value(&self, column: usize) -> Option<Value> {
        self.0.get(column).cloned()
    }

    pub(super) fn array<const N: usize>(&self, column: usize) -> Result<[u8; N], StorageError> {
        self.bytes(column)?.try_into().map_err(|_| StorageError::Damaged("a hash has a wrong length"))
    }
}

/// Where the tables are.
#[derive(Debug, Clone)]
enum Place {
    Sqlite(PathBuf),
    /// The same database at several hosts, of which one takes writes.
    Postgres(Vec<PgConnectOptions>),
}

enum Connection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// The database.
pub(super) struct Database {
    place: Place,
    /// Which of the hosts took writes last.
    primary: AtomicUsize,
    idle: Mutex<Vec<Connection>>,
    permits: Semaphore,
    /// SQLite has one writer: the next one waits here instead of asking again and again.
    writers: Semaphore,
    /// Whatever rows were asked for, so that a test can have it explained.
    #[cfg(test)]
    asked: Mutex<std::collections::BTreeSet<String>>,
}

impl Database {
    /// A file of SQLite's, made where it is missing.
    pub(super) async fn sqlite(path: &Path) -> Result<Self, StorageError> {
        Self::open(Place::Sqlite(path.to_owned())).await
    }

    /// A PostgreSQL database; several hosts are parted by commas (`postgres://user@one:5432,two:5432/register`).
    pub(super) async fn postgres(url: &str) -> Result<Self, StorageError> {
        Self::open(Place::Postgres(hosts(url)?)).await
    }

    async fn open(place: Place) -> Result<Self, StorageError> {
        let (idle, permits) = (Mutex::new(Vec::new()), Semaphore::new(CONNECTIONS));
        let database = Self {
            place,
            primary: AtomicUsize::new(0),
            idle,
            permits,
            writers: Semaphore::new(1),
            #[cfg(test)]
            asked: Mutex::default(),
        };
        let mut connection = database.connect().await?;
        match &mut connection {
            Connection::Sqlite(sqlite) => SQLITE.run(sqlite).await?,
            Connection::Postgres(postgres) => POSTGRES.run(postgres).await?,
        }
        database.give_back(connection);
        Ok(database)
    }

    /// What was asked since the last time.
    #[cfg(test)]
    pub(super) fn asked(&self) -> std::collections::BTreeSet<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// Whether it is a file of SQLite's.
    pub(super) fn is_file(&self) -> bool {
        matches!(self.place, Place::Sqlite(_))
    }

    /// Lends a connection for reading.
    pub(super) async fn read(&self) -> Result<Session<'_>, StorageError> {
        let mut session = self.lend(None).await?;
        session.again = !self.is_file();
        Ok(session)
    }

    /// Lends a connection for reading several things that must go together: all of it as it was at one moment.
    pub(super) async fn snapshot(&self) -> Result<Session<'_>, StorageError> {
        let begin = match self.place {
            Place::Sqlite(_) => "BEGIN",
            Place::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        };
        self.begin(begin, None).await
    }

    /// Lends a connection and begins a transaction. Without [`Session::commit`] nothing of it stays.
    pub(super) async fn write(&self) -> Result<Session<'_>, StorageError> {
        let turn = match self.place {
            Place::Sqlite(_) => Some(self.writers.acquire().await.map_err(|_| StorageError::Closed)?),
            Place::Postgres(_) => None,
        };
        let begin = if turn.is_some() { "BEGIN IMMEDIATE" } else { "BEGIN" };
        self.begin(begin, turn).await
    }

    async fn begin<'a>(&'a self, begin: &str, turn: Option<SemaphorePermit<'a>>) -> Result<Session<'a>, StorageError> {
        let mut session = self.lend(turn).await?;
        if let Err(error) = session.execute(begin, []).await {
            // An idle connection may be of a server that is gone; a fresh one is not.
            session.connect_again(&error).await?;
            session.execute(begin, []).await?;
        }
        Ok(session)
    }

    /// Connects, and where the primary was lost waits a while for one of the hosts to take its place.
    async fn connect_patiently(&self) -> Result<Connection, StorageError> {
        let patience = Instant::now() + PATIENCE;
        loop {
            match self.connect().await {
                Err(StorageError::Busy) if !self.is_file() && Instant::now() < patience => {
                    tokio::time::sleep(AGAIN).await;
                }
                connected => return connected,
            }
        }
    }

    async fn lend<'a>(&'a self, turn: Option<SemaphorePermit<'a>>) -> Result<Session<'a>, StorageError> {
        let waited = tokio::time::timeout(PATIENCE, self.permits.acquire()).await;
        let permit = waited.map_err(|_| StorageError::Busy)?.map_err(|_| StorageError::Closed)?;
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.connect_patiently().await?,
        };
        Ok(Session { database: self, connection: Some(connection), again: false, _permit: permit, _turn: turn })
    }

    fn give_back(&self, connection: Connection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }

    async fn connect(&self) -> Result<Connection, StorageError> {
        match &self.place {
            Place::Sqlite(path) => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(PATIENCE)
                    .foreign_keys(true)
                    .pragma("cipher_log_level", "NONE")
                    .pragma("recursive_triggers", "ON")
                    .pragma("secure_delete", "ON")
                    .pragma("cache_size", CACHE)
                    .pragma("wal_autocheckpoint", FOLD_AT)
                    .disable_statement_logging();
                Ok(Connection::Sqlite(options.connect().await?))
            }
            Place::Postgres(hosts) => {
                let mut failed = StorageError::Busy;
                let (first, patience) =
                    (self.primary.load(Ordering::Relaxed), PATIENCE / hosts.len().clamp(1, 4) as u32);
                for (nth, host) in hosts.iter().enumerate().cycle().skip(first).take(hosts.len()) {
                    match tokio::time::timeout(patience, primary(host)).await {
                        Ok(Ok(connection)) => {
                            if first != nth {
                                tracing::info!(
                                    host = host.get_host(),
                                    port = host.get_port(),
                                    "the database is here now"
                                );
                                self.primary.store(nth, Ordering::Relaxed);
                            }
                            return Ok(Connection::Postgres(connection));
                        }
                        Ok(Err(error)) => failed = error,
                        Err(_) => failed = StorageError::Busy,
                    }
                }
                Err(failed)
            }
        }
    }

    /// Takes what was deleted or overwritten out of the files as far as the database itself can.
    pub(super) async fn scrub(&self) -> Result<(), StorageError> {
        let mut session = self.lend(None).await?;
        match self.place {
            // Deleted content is overwritten (`secure_delete`), but what it was still stands in the write-ahead log.
            Place::Sqlite(_) => session.rows("PRAGMA wal_checkpoint(TRUNCATE)", []).await.map(|_| ())?,
            Place::Postgres(_) => session.execute("VACUUM statements, issued_rolls", []).await.map(|_| ())?,
        }
        session.done();
        Ok(())
    }

    /// Closes every idle connection; SQLite folds its write-ahead log back.
    pub(super) async fn close(&self) {
        self.permits.close();
        let idle = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for connection in idle {
            let closed = match connection {
                Connection::Sqlite(sqlite) => sqlite.close().await,
                Connection::Postgres(postgres) => postgres.close().await,
            };
            if let Err(error) = closed {
                tracing::warn!(%error, "a connection to the database was not closed cleanly; nothing is lost");
            }
        }
    }
}

/// A connection that is lent.
pub(super) struct Session<'a> {
    database: &'a Database,
    connection: Option<Connection>,
    /// Whether what is asked may be asked again: nothing but reading, outside of a transaction.
    again: bool,
    _permit: SemaphorePermit<'a>,
    _turn: Option<SemaphorePermit<'a>>,
}

impl Session<'_> {
    /// Gives the connection back after reading. Not after [`Database::write`]: that one is committed, or dropped.
    pub(super) fn done(mut self) {
        if let Some(connection) = self.connection.take() {
            self.database.give_back(connection);
        }
    }

    /// Takes a fresh connection in place of one that broke. Those that lie idle have most likely broken too.
    async fn connect_again(&mut self, error: &StorageError) -> Result<(), StorageError> {
        tracing::debug!(%error, "a connection was stale");
        self.connection = None;
        self.database.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.connection = Some(self.database.connect_patiently().await?);
        Ok(())
    }

    /// Makes what was written durable.
    pub(super) async fn commit(mut self) -> Result<(), StorageError> {
        self.execute("COMMIT", []).await?;
        self.done();
        Ok(())
    }

    /// Runs SQL that answers nothing; says how many rows it touched.
    pub(super) async fn execute<const N: usize>(&mut self, sql: &str, bound: [Value; N]) -> Result<u64, StorageError> {
        self.execute_all(sql, bound.into(), true).await
    }

    /// Runs SQL that answers rows.
    pub(super) async fn rows<const N: usize>(
        &mut self,
        sql: &str,
        bound: [Value; N],
    ) -> Result<Vec<Row>, StorageError> {
        self.rows_all(sql, bound.into(), true).await
    }

    /// Runs SQL that answers one row or none.
    pub(super) async fn row<const N: usize>(
        &mut self,
        sql: &str,
        bound: [Value; N],
    ) -> Result<Option<Row>, StorageError> {
        Ok(self.rows(sql, bound).await?.into_iter().next())
    }

    /// Whether what is asked here is SQLite.
    pub(super) fn is_file(&self) -> bool {
        self.database.is_file()
    }

    /// Runs SQL that answers nothing, with any number of values bound; says how many rows it touched.
    pub(super) async fn execute_all(&mut self, sql: &str, bound: Vec<Value>, keep: bool) -> Result<u64, StorageError> {
        match self.connection.as_mut().ok_or(StorageError::Closed)? {
            Connection::Sqlite(connection) => {
                let query = sqlx::query_with(AssertSqlSafe(sql), sqlite_arguments(bound)?).persistent(keep);
                Ok(query.execute(connection).await?.rows_affected())
            }
            Connection::Postgres(connection) => {
                let query = sqlx::query_with(AssertSqlSafe(sql), postgres_arguments(bound)?).persistent(keep);
                Ok(query.execute(connection).await?.rows_affected())
            }
        }
    }

    /// Runs SQL that answers rows, with any number of values bound.
    pub(super) async fn rows_all(
        &mut self,
        sql: &str,
        bound: Vec<Value>,
        keep: bool,
    ) -> Result<Vec<Row>, StorageError> {
        if !self.again {
            return self.rows_once(sql, bound, keep).await;
        }
        match self.rows_once(sql, bound.clone(), keep).await {
            Err(error @ StorageError::Busy) => {
                self.connect_again(&error).await?;
                self.rows_once(sql, bound, keep).await
            }
            rows => rows,
        }
    }

    async fn rows_once(&mut self, sql: &str, bound: Vec<Value>, keep: bool) -> Result<Vec<Row>, StorageError> {
        #[cfg(test)]
        self.database.asked.lock().unwrap().insert(sql.to_owned());
        match self.connection.as_mut().ok_or(StorageError::Closed)? {
            Connection::Sqlite(connection) => {
                let query = sqlx::query_with(AssertSqlSafe(sql), sqlite_arguments(bound)?).persistent(keep);
                query.fetch_all(connection).await?.iter().map(sqlite_row).collect()
            }
            Connection::Postgres(connection) => {
                let query = sqlx::query_with(AssertSqlSafe(sql), postgres_arguments(bound)?).persistent(keep);
                query.fetch_all(connection).await?.iter().map(postgres_row).collect()
            }
        }
    }
}

/// Connects to a server that takes writes, or says that this one does not.
async fn primary(host: &PgConnectOptions) -> Result<PgConnection, StorageError> {
    let mut connection = host.connect().await?;
    let standby: bool = sqlx::query_scalar("SELECT pg_is_in_recovery()").fetch_one(&mut connection).await?;
    if standby { Err(StorageError::Busy) } else { Ok(connection) }
}

/// The hosts of a connection string. sqlx knows one: the string is taken apart for it.
fn hosts(url: &str) -> Result<Vec<PgConnectOptions>, StorageError> {
    let parted = || {
        let (scheme, rest) = url.split_once("://")?;
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, hosts) = authority.rsplit_once('@').map_or(("", authority), |(user, hosts)| (user, hosts));
        let at = if user.is_empty() { "" } else { "@" };
        Some(hosts.split(',').map(|host| format!("{scheme}://{user}{at}{host}/{path}")).collect::<Vec<_>>())
    };
    let urls = parted().ok_or(StorageError::Url)?;
    let options = |url: String| url.parse::<PgConnectOptions>().map_err(|_| StorageError::Url);
    let options: Vec<_> = urls.into_iter().map(options).collect::<Result<_, _>>()?;
    Ok(options
        .into_iter()
        .map(|options| options.application_name("promise-tree").disable_statement_logging())
        .collect())
}

fn sqlite_arguments(bound: Vec<Value>) -> Result<SqliteArguments, StorageError> {
    use sqlx::Arguments as _;
    let mut arguments = SqliteArguments::default();
    for value in bound {
        match value {
            Value::Int(number) => arguments.add(number),
            Value::IntOrNull(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text),
            Value::TextOrNull(text) => arguments.add(text),
            Value::Bytes(bytes) => arguments.add(bytes),
            Value::Ints(_) | Value::Texts(_) | Value::Blobs(_) => {
                return Err(StorageError::Damaged("an array cannot be written here"));
            }
        }
        .map_err(|_| StorageError::Damaged("a value cannot be written"))?;
    }
    Ok(arguments)
}

fn postgres_arguments(bound: Vec<Value>) -> Result<PgArguments, StorageError> {
    use sqlx::Arguments as _;
    let mut arguments = PgArguments::default();
    for value in bound {
        match value {
            Value::Int(number) => arguments.add(number),
            Value::IntOrNull(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text),
            Value::TextOrNull(text) => arguments.add(text),
            Value::Bytes(bytes) => arguments.add(bytes),
            Value::Ints(numbers) => arguments.add(numbers),
            Value::Texts(texts) => arguments.add(texts),
            Value::Blobs(blobs) => arguments.add(blobs),
        }
        .map_err(|_| StorageError::Damaged("a value cannot be written"))?;
    }
    Ok(arguments)
}

fn sqlite_row(row: &SqliteRow) -> Result<Row, StorageError> {
    let read = |column: usize| {
        let raw = row.try_get_raw(column)?;
        if raw.is_null() {
            return Ok(Value::TextOrNull(None));
        }
        match raw.type_info().name() {
            "INTEGER" => Ok(Value::Int(row.try_get(column)?)),
            "TEXT" => Ok(Value::Text(row.try_get(column)?)),
            "BLOB" => Ok(Value::Bytes(row.try_get(column)?)),
            _ => Err(StorageError::Damaged("a column has an unknown type")),
        }
    };
    (0..row.columns().len()).map(read).collect::<Result<_, _>>().map(Row)
}

fn postgres_row(row: &PgRow) -> Result<Row, StorageError> {
    let read = |column: &sqlx::postgres::PgColumn| {
        let place = column.ordinal();
        if row.try_get_raw(place)?.is_null() {
            return Ok(Value::TextOrNull(None));
        }
        match column.type_info().name() {
            "INT8" => Ok(Value::Int(row.try_get(place)?)),
            "INT4" => Ok(Value::Int(i64::from(row.try_get::<i32, _>(place)?))),
            "TEXT" => Ok(Value::Text(row.try_get(place)?)),
            "BYTEA" => Ok(Value::Bytes(row.try_get(place)?)),
            _ => Err(StorageError::Damaged("a column has an unknown type")),
        }
    };
    row.columns().iter().map(read).collect::<Result<_, _>>().map(Row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_string_may_name_several_hosts() {
        let hosts = hosts("postgres://tree@one:5433,two.example/register?sslmode=disable").unwrap();
        let named: Vec<(&str, u16)> = hosts.iter().map(|host| (host.get_host(), host.get_port())).collect();
        assert_eq!(named, [("one", 5433), ("two.example", 5432)]);
        assert!(hosts.iter().all(|host| host.get_username() == "tree" && host.get_database() == Some("register")));
        assert!(matches!(super::hosts("register.db"), Err(StorageError::Url)));
    }
}
