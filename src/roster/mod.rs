//! The roster: who is at the school, out of the office's own system, again and again.
//!
//! | step | what |
//! |---|---|
//! | [`read`] | a file or a folder → a [`Source`]: recognised (CSV, Excel, OneRoster), with a [`Mapping`] that a person can change |
//! | [`roll`] | the roll that the register sent → a [`Source`] too; whoever is new on it joins at once |
//! | [`Source::propose`] | → a [`Proposal`]: pupils with their rows, and for every other row why it was left out |
//! | [`compare()`] | with the store's [`crate::store::Roster`] → a [`Difference`]: change by change, each with a key and, where a person should look, a [`Doubt`] |
//! | [`apply`] | the accepted keys → one transaction of the store, which can be undone once ([`crate::store::Store::undo_roster_import`]) |
//!
//! A child keeps their identifier, and so their promises, through every import: `matching.rs` says how they are found. Nobody is
//! ever taken away because a file does not have them. Birth dates, addresses and the like are never read.
//!
//! It may use [`crate::domain`], [`crate::content`] for words, [`crate::ledger`] and [`crate::store`]. It never draws and never
//! prints. [`by_hand`] checks what a person types; [`wording`] says everything here in words. Reading takes a
//! [`crate::store::Watch`]: a progress bar that can be cancelled, from a thread that may wait.

mod accept;
pub mod by_hand;
mod class_matching;
mod columns;
mod compare;
mod csv_file;
mod decode;
mod difference;
mod error;
mod export;
mod folder;
mod keys;
mod mapping;
mod matching;
mod names;
mod one_roster;
mod proposal;
pub mod roll;
mod rows;
mod source;
mod table;
mod unpack;
pub mod wording;
mod workbook;
mod year;

pub use accept::{Compared, apply, batch};
pub use columns::Field;
#[cfg(feature = "register")]
pub(crate) use compare::years;
pub use compare::{classes_without_year, compare};
pub use decode::Encoding;
pub use difference::{Change, ChangeKey, ClassRemark, Counts, Difference, Doubt, Matched, Person, What};
pub use error::RosterError;
pub use export::{EXPORT_HEADINGS, export_rows};
pub use folder::candidates;
pub use keys::KEYS;
pub use mapping::{Column, MAPPINGS_SETTING, Mapping, SavedMapping};
pub use names::NameFault;
#[cfg(feature = "register")]
pub(crate) use names::{fold, fold_class};
pub use one_roster::SchoolThere;
pub use proposal::{AtRow, Proposal, ProposedPupil, RowFault, RowRemark};
pub use source::{Kind, Source, read, read_bytes, read_csv, read_one_roster, read_workbook};

use crate::domain::ids::PupilId;

/// What a person says of a row that could be several children, or that is not who it seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// This child of the kiosk.
    Same(PupilId),
    /// A child who is new here.
    New,
}
