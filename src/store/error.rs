//! What can go wrong with a data folder, one sentence each: what happened, to what, and what to do.

use super::recovery_key::RecoveryKeyFault;
use super::secrets::{LabelFault, PassphraseFault, PinFault};
use super::watch::Cancelled;
use crate::domain::agreement_version::VersionFault;
use crate::domain::ids::{AgreementId, IdError};
use crate::ledger::{IssueError, StatementError};
use sqlx::migrate::MigrateError;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why the store did not do what was asked. Never holds a name, a secret or a mark.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no data folder here yet.
    #[error("there is no Promise Tree data in {}; set up a school there first", .0.display())]
    NoStore(PathBuf),
    /// There is one already.
    #[error("{} already holds a school's data; choose another folder", .0.display())]
    AlreadyThere(PathBuf),
    /// Another process has it.
    #[error("another Promise Tree has {} open; close that one first", .0.display())]
    InUse(PathBuf),
    /// The database is there, its keys are not.
    #[error("{} has lost its keys.json, without which nobody can open kiosk.db; put keys.json back from a backup", .0.display())]
    KeysMissing(PathBuf),
    /// The keys are there, the database is not.
    #[error("{} has lost its kiosk.db; put it back from a backup", .0.display())]
    DatabaseMissing(PathBuf),
    /// Made by a newer program.
    #[error(
        "{file} was made by a newer Promise Tree (its version {version} is not known here); nothing was changed, install the newer program"
    )]
    Newer {
        /// `kiosk.db` or `keys.json`.
        file: &'static str,
        /// The format or migration that is not known.
        version: i64,
    },
    /// Cannot be what was written.
    #[error("{file} is damaged ({what}); nothing was changed, put the folder back from a backup")]
    Damaged {
        /// Which file.
        file: &'static str,
        /// What is wrong with it.
        what: String,
    },
    /// Writing is not allowed.
    #[error("{} cannot be written to; give this user the right to write there, or choose another folder", .0.display())]
    ReadOnly(PathBuf),
    /// No room.
    #[error("the disk is full: make room on it and try again; nothing was lost and nothing half written")]
    DiskFull,
    /// The operating system could not do something with a file.
    #[error("could not {doing} {}; look at the disk and try again", path.display())]
    Io {
        /// For instance `write`.
        doing: &'static str,
        /// What it was done to.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The database refused for a reason that has no sentence of its own.
    #[error("the database could not do that; nothing half written, try again")]
    Database(#[source] sqlx::Error),
    /// The disk under the database failed.
    #[error("the disk under kiosk.db did not do what it should; nothing half written, look at the disk and try again")]
    Disk(#[source] sqlx::Error),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random numbers, without which nothing can be kept safe; restart the machine")]
    Randomness(#[source] getrandom::Error),

    /// The store has not been opened since the program started, or its key was forgotten.
    #[error("the kiosk is closed up; open it with a passphrase")]
    Sealed,
    /// The store is locked.
    #[error("the kiosk is locked; unlock it with a PIN or a passphrase")]
    Locked,
    /// The store was shut down.
    #[error("the store is shut down; start the program again")]
    Closed,
    /// Not this passphrase.
    #[error("that passphrase does not open this kiosk; {}", try_again(.wait))]
    WrongPassphrase {
        /// How long before the next try; zero for the first ones.
        wait: Duration,
    },
    /// Not this recovery key.
    #[error("that recovery key belongs to another kiosk or an earlier time; {}", try_again(.wait))]
    WrongRecoveryKey {
        /// How long before the next try; zero for the first ones.
        wait: Duration,
    },
    /// Not this PIN.
    #[error("that PIN is not right; {}", if *.left == 0 { "unlock with the passphrase".to_owned() } else { try_again(.wait) })]
    WrongPin {
        /// How many more before only the passphrase opens.
        left: u32,
        /// How long before the next try; zero for the first ones.
        wait: Duration,
    },
    /// A PIN opens only what is locked, and only five wrong ones are taken.
    #[error("a PIN does not open this now; use the passphrase")]
    PassphraseNeeded,
    /// Too soon after wrong tries.
    #[error("too many wrong tries; {}", try_again(.0))]
    TooSoon(Duration),

    /// A passphrase that is too easy to guess.
    #[error(transparent)]
    Passphrase(#[from] PassphraseFault),
    /// A PIN that is too easy to guess.
    #[error(transparent)]
    Pin(#[from] PinFault),
    /// A label that is not initials.
    #[error(transparent)]
    Label(#[from] LabelFault),
    /// Mistyped.
    #[error(transparent)]
    RecoveryKey(#[from] RecoveryKeyFault),
    /// Not an identifier.
    #[error(transparent)]
    Id(#[from] IdError),

    /// No such thing in the database.
    #[error("there is no {what} “{id}” here; look at the list again")]
    Unknown {
        /// `class`, `pupil`, `member of staff` …
        what: &'static str,
        /// Its identifier.
        id: String,
    },
    /// Something with this identifier is there already, or something that it needs is not.
    #[error("{0} is there already or names something that is not; nothing was added")]
    Clash(&'static str),
    /// What a change of the roster was made from is not there any more.
    #[error("the roster was changed while this was looked at; nothing was written, look at the differences again")]
    RosterChanged,
    /// An order to erase a child names a statement that tells of another one.
    #[error(
        "the register told this kiosk to erase a child, and named another child's promises: nothing was erased. Ask whoever looks after the register, it may have been altered"
    )]
    WrongChild,
    /// No import, or the last one is undone already.
    #[error("there is no import to undo; only the last one can be undone, and only once")]
    NothingToUndo,
    /// A long job was stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A tree is open already.
    #[error("a tree is open already; close it before opening another")]
    TreeOpen,
    /// That tree is not open (any more).
    #[error("that tree is closed; open it again to go on")]
    TreeClosed,
    /// Somebody would take their own access away.
    #[error("nobody can take their own access away; the head or the DSL can")]
    OwnAccess,
    /// Who gets in is not for everybody.
    #[error("only the head or the DSL can say who opens this kiosk; ask one of them, or use the recovery key")]
    NotALead,
    /// Nobody would be left who says who opens this kiosk.
    #[error(
        "nobody else who opens this kiosk may say who does; make a colleague who opens it head or DSL first, then do this again"
    )]
    LastManager,
    /// Lists of who is at the school are the office's.
    #[error("only the office, the DSL or the head can bring lists in and make classes here; ask one of them")]
    NotForRoster,
    /// Who did what is not for everybody.
    #[error("only the head or the DSL can see who did what on this kiosk; ask one of them")]
    NotForTrail,
    /// Where a kiosk's promises go is not for everybody.
    #[error(
        "only the office, the DSL or the head can take this kiosk away from its register; ask one of them, or use the recovery key"
    )]
    RegisterIsForLeads,
    /// Agreements are not for everybody.
    #[error("only the head or the DSL can change agreements; ask one of them, or use the recovery key")]
    NotForAgreements,
    /// Not a version of an agreement.
    #[error(transparent)]
    Version(#[from] VersionFault),
    /// Another version has the number.
    #[error(
        "there is another version {version} of “{agreement}” here already; nothing was changed, give it the next number"
    )]
    VersionTaken {
        /// Which agreement.
        agreement: AgreementId,
        /// Which number.
        version: u32,
    },
    /// Children have been asked under it.
    #[error(
        "children have been asked under version {version} of “{agreement}”, so it stays; make the next version instead"
    )]
    VersionPromised {
        /// Which agreement.
        agreement: AgreementId,
        /// Which number.
        version: u32,
    },
    /// A tree is open under it.
    #[error("a tree is open under this agreement; close it, then change the agreement")]
    AgreementInUse,
    /// A key for one day may not do that.
    #[error(
        "a key for one day runs lessons and notes what came of them; for lists, colleagues and the roster, ask a colleague with a key of their own"
    )]
    OnlyForToday,
    /// A key for one day, on another.
    #[error(
        "that key was for one day, and by this kiosk's clock it is not that day; ask the head or the DSL for another, or put the clock right"
    )]
    DayIsOver,
    /// A key for one day for somebody who has one of their own.
    #[error("they can open this kiosk already; a key for one day is for somebody who cannot")]
    OpensAlready,
    /// Nobody would be left.
    #[error("nobody else can open this kiosk; give somebody access first")]
    LastAccess,
    /// Nobody who leads would be left.
    #[error(
        "the register takes away the last head or DSL who opens this kiosk, which was not done; let another in first"
    )]
    LastLead,
    /// There is no such outcome, or it was corrected before, or its child was erased.
    #[error(
        "statement {sequence} is not an outcome that stands, so there is nothing to take back; look at the child again"
    )]
    NothingToCorrect {
        /// The number that was asked for.
        sequence: u64,
    },
    /// The ledger would not take it.
    #[error(transparent)]
    Issue(#[from] IssueError),
    /// A statement in the database cannot be read.
    #[error(
        "statement {sequence} in kiosk.db is damaged; run `promise-tree verify` and put the folder back from a backup"
    )]
    Statement {
        /// Which.
        sequence: u64,
        /// What is wrong with it.
        #[source]
        source: StatementError,
    },
    /// A value could not be written as JSON or read as what was asked for.
    #[error("the setting “{name}” cannot be used; set it again")]
    Setting {
        /// Which.
        name: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
}

fn try_again(wait: &Duration) -> String {
    match wait.as_millis().div_ceil(1000) {
        0 => "try again".to_owned(),
        1 => "try again in 1 second".to_owned(),
        seconds @ 2..=119 => format!("try again in {seconds} seconds"),
        seconds => format!("try again in {} minutes", seconds.div_ceil(60)),
    }
}

/// SQLite's primary result codes (sqlite.org/rescode.html) that have a sentence of their own.
mod code {
    pub(super) const ERROR: i32 = 1;
    pub(super) const BUSY: i32 = 5;
    pub(super) const LOCKED: i32 = 6;
    pub(super) const READ_ONLY: i32 = 8;
    pub(super) const IO_ERROR: i32 = 10;
    pub(super) const CORRUPT: i32 = 11;
    pub(super) const FULL: i32 = 13;
    pub(super) const CANNOT_OPEN: i32 = 14;
    pub(super) const NOT_A_DATABASE: i32 = 26;
}

impl StoreError {
    /// What a failure of the file system means. `doing` is a verb, for instance `write`.
    pub(crate) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path.to_owned()),
            _ => Self::Io { doing, path: path.to_owned(), source },
        }
    }
}

/// What a failure of the database means.
impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let damaged = |what: &str| Self::Damaged { file: "kiosk.db", what: what.to_owned() };
        match &error {
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::ColumnNotFound(_) => {
                damaged("a row holds what was never written")
            }
            sqlx::Error::Database(database) => {
                let extended = database.code().and_then(|code| code.parse::<i32>().ok()).unwrap_or_default();
                match extended & 0xff {
                    // What SQLCipher leaves behind where a page does not pass its check: an error without words of its
                    // own. A fault of our SQL would have them.
                    code::ERROR if database.message() == "SQL logic error" => damaged("a page does not pass its check"),
                    code::FULL => Self::DiskFull,
                    code::READ_ONLY | code::CANNOT_OPEN => Self::ReadOnly(PathBuf::from("kiosk.db")),
                    code::IO_ERROR => Self::Disk(error),
                    code::CORRUPT => damaged("its pages do not fit together"),
                    code::NOT_A_DATABASE => damaged("its first page is not what the key opens"),
                    code::BUSY | code::LOCKED => Self::InUse(PathBuf::from("kiosk.db")),
                    _ => Self::Database(error),
                }
            }
            _ => Self::Database(error),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) | MigrateError::VersionMismatch(version) => {
                Self::Newer { file: "kiosk.db", version }
            }
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            other => Self::Damaged { file: "kiosk.db", what: other.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_told_in_seconds_and_then_in_minutes() {
        let told = |ms| StoreError::TooSoon(Duration::from_millis(ms)).to_string();
        assert_eq!(told(4001), "too many wrong tries; try again in 5 seconds");
        assert_eq!(told(800), "too many wrong tries; try again in 1 second");
        assert_eq!(told(900_000), "too many wrong tries; try again in 15 minutes");
    }

    #[test]
    fn a_full_disk_and_a_folder_that_may_not_be_written_have_their_own_sentences() {
        let path = Path::new("data");
        let told = |kind: io::ErrorKind| StoreError::io("write", path, kind.into()).to_string();
        assert!(told(io::ErrorKind::StorageFull).starts_with("the disk is full"));
        assert!(told(io::ErrorKind::ReadOnlyFilesystem).starts_with("data cannot be written to"));
        assert!(told(io::ErrorKind::PermissionDenied).starts_with("data cannot be written to"));
        assert!(told(io::ErrorKind::TimedOut).starts_with("could not write data"));
    }
}
