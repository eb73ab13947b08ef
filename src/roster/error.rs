//! Why a roster was not read, compared or written, one sentence each: what, where, and what to do.

use super::columns::Field;
use crate::domain::upn::UpnFault;
use crate::store::{Cancelled, StoreError};
use std::io;
use std::path::PathBuf;

/// Why it was not done. Nothing was changed. No name of a child is ever in it.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    /// Not there (any more).
    #[error("{} is not there; plug the stick in again, or choose another file", .0.display())]
    Missing(PathBuf),
    /// The system refused to read it.
    #[error("{} could not be read ({source}); look at the stick, then try again", path.display())]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A folder without a roster in it.
    #[error("{} holds no .csv, .xlsx or .zip; choose the folder that the roster was saved to", .0.display())]
    NothingHere(PathBuf),
    /// A folder with several.
    #[error("{} holds more than one file ({files}); choose one of them", folder.display())]
    SeveralHere {
        /// The folder.
        folder: PathBuf,
        /// Their names.
        files: String,
    },
    /// Longer than a roster is.
    #[error("{name} is larger than {most} MB, which no roster is; export the list of pupils alone")]
    TooLarge {
        /// The file.
        name: String,
        /// The most that is read, in megabytes.
        most: u64,
    },
    /// A zip that unpacks to far more than a roster is.
    #[error("{name} would unpack to more than {most} MB, which no roster does; do not use it, and export it again")]
    Bomb {
        /// The file.
        name: String,
        /// The most that is unpacked, in megabytes.
        most: u64,
    },
    /// More rows than a trust has pupils.
    #[error("{name} has more than {most} rows; export one school's pupils alone")]
    TooManyRows {
        /// The file.
        name: String,
        /// The most that are read.
        most: usize,
    },
    /// Something else altogether.
    #[error("{0} is neither a CSV, an Excel workbook (.xlsx) nor a OneRoster zip; export one of these")]
    Kind(String),
    /// A workbook of a kind that is not read, or one with a password.
    #[error("{0} is an older or locked workbook; open it, and save it as .xlsx without a password, or as CSV")]
    Workbook(String),
    /// Cannot be what it says that it is.
    #[error("{name} is damaged ({what}); copy or export it again")]
    Damaged {
        /// The file.
        name: String,
        /// What is wrong.
        what: String,
    },
    /// Nothing but blank rows.
    #[error("{0} is empty; export it again, with the pupils in it")]
    Empty(String),
    /// No such sheet.
    #[error("the workbook has no sheet “{sheet}”; its sheets are: {sheets}")]
    Sheet {
        /// What was asked for.
        sheet: String,
        /// What there is.
        sheets: String,
    },
    /// No such column.
    #[error("there is no column “{column}”; the columns are: {columns}")]
    Column {
        /// What was asked for.
        column: String,
        /// What there is.
        columns: String,
    },
    /// A column that holds what is never kept.
    #[error("the column “{0}” holds what is not needed here and is never read; choose another")]
    PrivateColumn(String),
    /// Nobody knows which columns hold the names.
    #[error("no column of {0} is known to hold names; say which column holds the given name and which the family name")]
    NoNames(String),
    /// Nobody knows which column holds the class.
    #[error("no column of {0} is known to hold the class; say which column does, or which class all of them are in")]
    NoClass(String),
    /// A field that only spreadsheets have.
    #[error("the columns of a OneRoster export are fixed; there is nothing to say about its {}", .0.code())]
    FixedColumns(Field),
    /// A OneRoster export without a file that is needed.
    #[error("{name} has no {file}; export again with orgs, classes, enrollments and users")]
    FileMissing {
        /// The export.
        name: String,
        /// The file in it.
        file: &'static str,
    },
    /// A OneRoster export of changes only.
    #[error("{name} holds only what has changed in {file} (“delta”); export again in full (“bulk”)")]
    Delta {
        /// The export.
        name: String,
        /// The file in it.
        file: &'static str,
    },
    /// A OneRoster file without a column that is needed.
    #[error("{file} in {name} has no column “{column}”; export again in the OneRoster 1.1 or 1.2 form")]
    ColumnMissing {
        /// The export.
        name: String,
        /// The file in it.
        file: &'static str,
        /// The column.
        column: &'static str,
    },
    /// An export of several schools.
    #[error("{name} holds more than one school ({schools}); say which one this kiosk is for")]
    SeveralSchools {
        /// The export.
        name: String,
        /// Their names.
        schools: String,
    },
    /// No such school in it.
    #[error("{name} does not hold “{school}”; its schools are: {schools}")]
    School {
        /// The export.
        name: String,
        /// What was asked for.
        school: String,
        /// What there is.
        schools: String,
    },
    /// A change that is not among the differences.
    #[error("there is no change “{0}” here; look at the differences again")]
    UnknownChange(String),
    /// A change that could be about several children.
    #[error("change “{0}” could be about more than one child; say first which one, or that it is a new child")]
    Unclear(String),
    /// Nothing was accepted, or nothing has changed.
    #[error("there is nothing to change; the roster stays as it is")]
    NothingToDo,
    /// A name that cannot be one.
    #[error("that is not a name: it needs a letter, and no more than {0} characters; type it again")]
    Name(usize),
    /// A UPN that is none.
    #[error(transparent)]
    Upn(#[from] UpnFault),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Stopped by a person.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}
