//! Files that a person asks for: a class list, sheets for families, the ledger's statements, the roster.
//!
//! It gathers what the store holds, hands it to `documents` and writes the file: whole or not at all. The command line
//! and the console both use it. It may use everything but `register`, `kiosk` and `cli`.

mod agreements;
mod error;
mod follow_up;
mod gather;
mod write;

pub use agreements::{adopted, own_versions};
pub use error::ExportError;
pub use follow_up::write_follow_up_letter;
pub use gather::{class_list, sheets};

use crate::content::Content;
use crate::documents::{Press, class_list_csv, table_csv};
use crate::domain::ids::ClassId;
use crate::ledger::{ExportWriter, Statement};
use crate::roster::{EXPORT_HEADINGS, export_rows};
use crate::store::Store;
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
    /// Writes a class's list, as PDF or CSV by the file's ending.
    ///
    /// # Errors
    /// [`ExportError`]: an ending that is neither, the store, the print, the disk.
    pub fn write_class_list(&self, press: &Press, class: &ClassId, to: &Path) -> Result<(), ExportError> {
        let kind = Kind::of(to)?;
        let content = self.adopted()?;
        let list = class_list(&Exporter { content: &content, ..*self }, class)?;
        let words = self.words()?;
        let bytes = match kind {
            Kind::Pdf => press.class_list(&list, words)?,
            Kind::Csv => class_list_csv(&list, words)?,
        };
        write::whole(to, &bytes)
    }

    /// Writes the one-child sheets of a class as one PDF, in the order of the list.
    ///
    /// # Errors
    /// [`ExportError`]: an ending that is not `.pdf`, the store, the print, the disk.
    pub fn write_sheets(&self, press: &Press, class: &ClassId, to: &Path) -> Result<(), ExportError> {
        if Kind::of(to)? != Kind::Pdf {
            return Err(ExportError::SheetsArePdf(to.to_owned()));
        }
        let content = self.adopted()?;
        let bytes = press.sheets(&sheets(&Exporter { content: &content, ..*self }, class)?, self.words()?)?;
        write::whole(to, &bytes)
    }

    /// Writes every statement with its disclosures, a line each after the kiosk's public key; returns how many.
    ///
    /// # Errors
    /// [`ExportError`]: an ending that is not `.jsonl`, the store, the disk.
    pub fn write_statements(&self, to: &Path) -> Result<u64, ExportError> {
        if to.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("jsonl")) {
            return Err(ExportError::StatementsAreJsonl(to.to_owned()));
        }
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
        if Kind::of(to).ok() != Some(Kind::Csv) {
            return Err(ExportError::RosterIsCsv(to.to_owned()));
        }
        let rows = export_rows(&self.store.roster().wait()?);
        let count = rows.len();
        write::whole(to, &table_csv(EXPORT_HEADINGS.map(str::to_owned), rows)?)?;
        self.store.audit("exported the roster").wait()?;
        Ok(count)
    }

    fn words(&self) -> Result<&crate::content::Words, ExportError> {
        self.content.words(self.language).ok_or_else(|| ExportError::Language(self.language.to_owned()))
    }
}

/// What kind of file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pdf,
    Csv,
}

impl Kind {
    fn of(file: &Path) -> Result<Self, ExportError> {
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("pdf") => Ok(Self::Pdf),
            Some("csv") => Ok(Self::Csv),
            _ => Err(ExportError::Ending(file.to_owned())),
        }
    }
}
