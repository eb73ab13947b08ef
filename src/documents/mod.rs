//! What is printed: lists of a class, of the school and of who is missing (PDF and CSV), the one-child sheet (PDF) the plan
//! of a lesson (PDF) and the recovery key (PDF).
//!
//! Pure: a plain struct and the words go in, bytes come out; the same bytes for the same input. No SQL, no clock, no
//! network, no font of this machine: Andika and the stamps are in the binary. It may use [`crate::domain`],
//! [`crate::content`] for words and [`crate::ledger`] for a ledger's head.
//!
//! [`Press`] holds what is worth keeping warm (fonts, templates); make one and keep it. The look is in
//! `assets/documents/*.typ`, every word in `locales/<language>/documents.ftl`; names and marks reach the templates as
//! values, never as source, so a name can hold anything.

mod class_list;
mod code;
mod error;
mod follow_up_letter;
mod ink;
mod keys;
mod lesson_plan;
mod letters;
mod parent_sheet;
mod press;
mod recovery_key;
mod school_list;
mod spreadsheet;
mod wording;

pub use class_list::{AgreementPrinted, ClassList, Row};
pub use error::DocumentError;
pub use follow_up_letter::FollowUpLetter;
pub use keys::KEYS;
pub use parent_sheet::{ParentSheet, RulePrinted};
pub use press::Press;
pub use school_list::{ClassRows, SchoolList, Shows, school_list_csv};
pub use spreadsheet::{class_list_csv, table_csv};
