//! CSV for a spreadsheet: the class list with the same rows as the PDF, and any table.

use super::class_list::{AgreementPrinted, ClassList, Line, line};
use super::error::DocumentError;
use super::keys;
use crate::content::Words;
use csv::{Terminator, WriterBuilder};
use jiff::civil::Date;

/// Tells Excel that the file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The class list as CSV (RFC 4180, UTF-8 with a byte order mark): a header row, then a row a child: the four columns of
/// the PDF, then what the PDF says once for all of them. Cells that a spreadsheet would take for a formula begin with
/// an apostrophe.
///
/// # Errors
/// [`DocumentError::Csv`] where a row cannot be written.
pub fn class_list_csv(list: &ClassList, words: &Words) -> Result<Vec<u8>, DocumentError> {
    let rows = list.rows.iter();
    list_csv(rows.map(|row| cells(line(row, list.date, words), &list.class, &list.agreement, list.date, words)), words)
}

/// A child's row, with what the PDF says once for all.
pub(super) fn cells(line: Line, class: &str, agreement: &AgreementPrinted, date: Date, words: &Words) -> [String; 9] {
    [
        line.name,
        line.outcome,
        line.when,
        line.mark,
        class.to_owned(),
        words.date_long(date),
        agreement.title.clone(),
        agreement.version.to_string(),
        agreement.fingerprint.hex(),
    ]
}

/// Rows under the headings of every list.
pub(super) fn list_csv(rows: impl Iterator<Item = [String; 9]>, words: &Words) -> Result<Vec<u8>, DocumentError> {
    const COLUMNS: [&str; 9] = [
        keys::LIST_COLUMN_NAME,
        keys::LIST_COLUMN_PROMISE,
        keys::LIST_COLUMN_WHEN,
        keys::LIST_COLUMN_MARK,
        keys::LIST_COLUMN_CLASS,
        keys::LIST_COLUMN_DATE,
        keys::LIST_COLUMN_AGREEMENT,
        keys::LIST_COLUMN_VERSION,
        keys::LIST_COLUMN_FINGERPRINT,
    ];
    table_csv(COLUMNS.map(|key| words.text(key)), rows)
}

/// Any table as CSV (RFC 4180, UTF-8 with a byte order mark): a row of headings, then the rows. Cells that a spreadsheet would
/// take for a formula begin with an apostrophe.
///
/// # Errors
/// [`DocumentError::Csv`] where a row cannot be written.
pub fn table_csv<const COLUMNS: usize>(
    headings: [String; COLUMNS],
    rows: impl IntoIterator<Item = [String; COLUMNS]>,
) -> Result<Vec<u8>, DocumentError> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(headings.map(harmless))?;
    for row in rows {
        writer.write_record(row.map(harmless))?;
    }
    writer.into_inner().map_err(|error| DocumentError::Csv(error.into_error().into()))
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: String) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if cell.starts_with(formula) { format!("'{cell}") } else { cell }
}
