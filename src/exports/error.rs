//! What can go wrong on the way to a file.

use super::printer::PrintError;
use crate::documents::DocumentError;
use crate::domain::ids::AgreementId;
use crate::ledger::StatementError;
use crate::store::{Cancelled, StoreError};
use std::path::PathBuf;

/// Why a file was not written. Where there was one of that name, it is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// No such version of an agreement.
    #[error("there is no version {version} of “{agreement}” here; `promise-tree agreement list` says which there are")]
    Version {
        /// Which agreement.
        agreement: AgreementId,
        /// Which version.
        version: u32,
    },
    /// Neither a PDF nor a CSV.
    #[error("{} ends in neither .pdf nor .csv; give the file one of these endings", .0.display())]
    Ending(PathBuf),
    /// Sheets are laid out for paper.
    #[error("sheets for families are for paper; choose PDF, or let the file end in .pdf")]
    SheetsArePdf,
    /// No child to make it of.
    #[error("there is no child in any class yet; bring in the office's list first")]
    Nobody,
    /// Somebody stopped it.
    #[error("that was stopped; what was made before stays, and each document is whole")]
    Stopped(#[from] Cancelled),
    /// The printer.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// Statements are lines of text.
    #[error("statements are written as JSON Lines: let {} end in .jsonl", .0.display())]
    StatementsAreJsonl(PathBuf),
    /// The roster is a table.
    #[error("the roster is written as CSV: let {} end in .csv", .0.display())]
    RosterIsCsv(PathBuf),
    /// So is who did what.
    #[error("who did what is written as CSV: let {} end in .csv", .0.display())]
    TrailIsCsv(PathBuf),
    /// No such class here.
    #[error("there is no class “{0}” here; the classes are: {1}")]
    Class(String, String),
    /// No agreement for a class's age.
    #[error("no agreement is for the age of class “{0}”; add one to lessons/agreements")]
    Agreement(String),
    /// No words in this language.
    #[error("there are no words in “{0}”; choose a language that stands in locales/")]
    Language(String),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The print failed.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A stored statement is not what it should be.
    #[error("a stored statement cannot be read; run `promise-tree verify` to see which")]
    Statement(#[from] StatementError),
    /// The disk refused.
    #[error("{} could not be written ({source}); look at the disk and the folder, then try again", file.display())]
    Disk {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}
