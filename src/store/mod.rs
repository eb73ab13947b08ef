//! The store: a kiosk's data folder. An encrypted database, who can open it, and one thread that writes.
//!
//! | file | what |
//! |---|---|
//! | `kiosk.db` | SQLCipher under a random 256-bit key; write-ahead log, `synchronous=FULL` |
//! | `keys.json` | that key, sealed to each member of staff and to the recovery key; nothing else but initials |
//! | `tries.json` | wrong tries in a row |
//! | `kiosk.lock` | held by the one process that has the folder |
//! | `kiosk.copy.db` | only while a backup is made ([`Store::back_up`]): the copy that it is made of, under the same key |
//!
//! A [`Store`] is a handle on the writer thread: every call is answered later, through a [`Pending`]. The screen polls
//! it, the command line waits. The ledger's statements are the truth; outcomes are derived from them in the same
//! transaction and can be derived again ([`Store::rebuild`]).
//!
//! It uses [`crate::domain`], [`crate::ledger`], sqlx and the crates for keys. It never draws, speaks, or sends, and
//! no secret, name or mark of it is ever logged.

mod agreement_offers;
mod agreements;
mod approvals;
mod audit;
mod backup;
pub mod bench;
mod calls;
mod clock;
mod corrections;
mod create;
mod database;
mod database_key;
mod day_key;
mod deed;
pub mod demo_school;
mod disable;
mod erase;
mod error;
mod folder;
mod follow_ups;
mod handle;
mod helpers;
mod install_agreement;
mod kdf;
mod kept_words;
mod keyring;
mod leave;
mod lessons;
mod make_up;
mod needs;
mod notes;
mod obeyed;
mod open;
mod outcomes;
mod pending;
mod people;
mod platform;
mod random;
mod recovery_key;
mod register;
mod rights;
mod roster;
mod roster_edits;
mod roster_imports;
mod rows;
mod school_defaults;
mod school_key;
mod school_staff;
mod sealing;
mod secrets;
mod sent_roll;
mod settings;
mod shut_out;
mod statements;
mod trees;
mod tries;
mod unlock;
mod watch;
mod writer;

pub use agreement_offers::AgreementOffer;
pub use agreements::KeptVersion;
pub use audit::AuditEntry;
pub use backup::{BACKUP_ENDING, BackedUp, BackupError, BackupStanding, LastBackup, Restored, restore};
pub use clock::{Clock, SystemClock};
pub use create::{NewAccess, NewSchool, NewStaff};
pub use day_key::{Day, ForToday};
pub use deed::{DEEDS, Deed};
pub use erase::Erase;
pub use error::StoreError;
#[cfg(feature = "register")]
pub(crate) use folder::Folder;
pub use handle::{Created, Sealed, Store};
pub use kdf::Kdf;
pub use keyring::StaffLabel;
pub use notes::Note;
pub use outcomes::SignedOutcome;
pub use pending::Pending;
pub(crate) use random::id as random_id;
pub use recovery_key::{RecoveryKey, RecoveryKeyFault};
pub use register::{Carried, Enrolment, KeptReceipt};
pub use roster::{Enrolled, Roster, RosterChange, RosterTally, Turn};
pub use roster_edits::RosterEdit;
pub use roster_imports::{RosterImport, Undone};
pub use school_defaults::SCHOOL_DEFAULTS;
pub use school_key::SchoolKey;
pub use school_staff::{Colleague, WaitingColleague};
pub use secrets::{Label, LabelFault, PASSPHRASE_AT_LEAST, Passphrase, PassphraseFault, Pin, PinFault, Secret, Typed};
pub use sent_roll::{Everybody, Joining, SentRoll};
pub use settings::Approved;
pub use statements::{Appended, Stored};
pub use trees::Shown;
pub use tries::WRONG_PINS_AT_MOST;
pub use unlock::Unlocked;
pub use watch::{Cancelled, Progress, Stage, Watch};
pub use writer::Access;
