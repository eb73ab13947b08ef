//! What can go wrong with the register's database, one sentence each. Never a name, never a secret.

use sqlx::migrate::MigrateError;

/// Why the register's database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Made by a newer program.
    #[error(
        "the register's database was made by a newer Promise Tree (its version {0} is not known here); nothing was changed, install the newer program"
    )]
    Newer(i64),
    /// Not a connection string.
    #[error(
        "the database's address cannot be read; write it as postgres://user@host:5432/register, hosts parted by commas"
    )]
    Url,
    /// Cannot be what was written.
    #[error("the register's database is damaged ({0}); put it back from a backup")]
    Damaged(&'static str),
    /// No such thing.
    #[error("there is no {what} “{id}” in the register; look at the list again")]
    Unknown {
        /// `school`, `kiosk` …
        what: &'static str,
        /// Its identifier or name.
        id: String,
    },
    /// A backup is put back only where there is nothing.
    #[error("there is a register in this database already; put the backup back into an empty one")]
    NotEmpty,
    /// No connection is free, the server is away, or it is one that takes no writes.
    #[error("the register's database is busy or away; it will be tried again")]
    Busy,
    /// Shut down.
    #[error("the register is shut down; start it again")]
    Closed,
    /// The log's tiles do not fit together.
    #[error("the register's log is damaged; put the database back from a backup")]
    Log,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random numbers; restart the machine")]
    Randomness(#[source] getrandom::Error),
    /// No room.
    #[error("the register's disk is full: make room on it; nothing was lost and nothing half written")]
    Full,
    /// The database refused for a reason that has no sentence of its own.
    #[error("the register's database could not do that ({0}); nothing half written, try again")]
    Database(#[source] sqlx::Error),
    /// The tables could not be made or brought up to date.
    #[error("the register's database could not be brought up to date ({0}); nothing was changed")]
    Migrate(#[source] MigrateError),
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        const SQLITE_FULL: &str = "13";
        const POSTGRES_DISK_FULL: &str = "53100";
        match &error {
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::WorkerCrashed => Self::Busy,
            sqlx::Error::Database(refused) => match refused.code().as_deref() {
                Some(SQLITE_FULL | POSTGRES_DISK_FULL) => Self::Full,
                // SQLITE_BUSY; PostgreSQL: connection failures, shutting down, a standby, deadlock, serialization.
                Some("5" | "261" | "517") => Self::Busy,
                Some(code) if ["08", "57P", "25006", "40", "53"].iter().any(|class| code.starts_with(class)) => {
                    Self::Busy
                }
                _ => Self::Database(error),
            },
            _ => Self::Database(error),
        }
    }
}

impl From<MigrateError> for StorageError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) | MigrateError::VersionMismatch(version) => Self::Newer(version),
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            error => Self::Migrate(error),
        }
    }
}
