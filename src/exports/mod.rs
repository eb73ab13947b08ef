//! What a person asks for: lists, sheets for families, the ledger's statements, the roster; as files or on paper.
//!
//! It gathers what the store holds, hands it to `documents` and writes the file, whole or not at all, or prints it. The command line
//! and the console both use it. It may use everything but `register`, `kiosk` and `cli`.

mod agreements;
pub mod bench;
mod clock;
mod error;
mod follow_up;
mod gather;
mod offers;
pub mod printer;
mod trail;
mod wanted;
mod write;

pub use agreements::{adopted, own_versions};
pub(crate) use clock::local;
pub use error::ExportError;
pub use follow_up::write_follow_up_letter;
pub use gather::{class_list, school_list, sheets};
pub use offers::{OffersTaken, take_offers, untaken};
pub use trail::{trail_names, trail_who};
pub use wanted::{Form, Made, Names, Of, Part, To, Wanted, What};
#[cfg(feature = "kiosk")]
pub(crate) use write::whole as write_whole;

use crate::content::Content;
use crate::documents::table_csv;
use crate::ledger::{ExportWriter, Statement};
use crate::roster::{EXPORT_HEADINGS, export_rows};
use crate::store::{Deed, Store};
use std::path::Path;

/// What an export is made with; keep one, it holds the fonts warm.
pub struct Exporter<'a> {
    /// Where the facts are.
    pub store: &'a Store,
    /// Where the words are.
    pub content: &'a Content,
    /// BCP 47 tag of the language to print in.
    pub language: &'a str,
    /// The moment to print, milliseconds since 1970 (UTC).
    pub now_ms: i64,
}

impl Exporter<'_> {
    /// Writes every statement with its disclosures, a line each after the kiosk's public key; returns how many.
    ///
    /// # Errors
    /// [`ExportError`]: an ending that is not `.jsonl`, the store, the disk.
    pub fn write_statements(&self, to: &Path) -> Result<u64, ExportError> {
        if to.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("jsonl")) {
            return Err(ExportError::StatementsAreJsonl(to.to_owned()));
        }
        self.store.exporting(Deed::statements_exported()).wait()?;
        let key = self.store.public_key().wait()?;
        write::streamed(to, |file| {
            let disk = |source| ExportError::Disk { file: to.to_owned(), source };
            let mut export = ExportWriter::begin(file, &key).map_err(disk)?;
            let mut count = 0;
            for stored in self.store.statements() {
                export.add(&Statement::parse(&stored?.compact())?).map_err(disk)?;
                count += 1;
            }
            export.finish().map_err(disk)?;
            Ok(count)
        })
    }

    /// Writes who is at the school as CSV, in a form that can be brought in again; returns how many they are. The audit trail
    /// says that it was done.
    ///
    /// # Errors
    /// [`ExportError`]: an ending that is not `.csv`, the store, the disk.
    pub fn write_roster(&self, to: &Path) -> Result<usize, ExportError> {
        if Form::of(to).ok() != Some(Form::Csv) {
            return Err(ExportError::RosterIsCsv(to.to_owned()));
        }
        self.store.exporting(Deed::roster_exported()).wait()?;
        let rows = export_rows(&self.store.roster().wait()?);
        let count = rows.len();
        write::whole(to, &table_csv(EXPORT_HEADINGS.map(str::to_owned), rows)?)?;
        Ok(count)
    }

    fn words(&self) -> Result<&crate::content::Words, ExportError> {
        self.content.words(self.language).ok_or_else(|| ExportError::Language(self.language.to_owned()))
    }
}
