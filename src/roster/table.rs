//! Rows of cells, whatever they were read from, numbered as a spreadsheet numbers them.

/// A row that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// As a spreadsheet shows it, from 1; blank rows have numbers too.
    pub number: u32,
    /// Its cells, without spaces around them.
    pub cells: Vec<String>,
}

/// The rows of a CSV or of a workbook's sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    /// The sheet's name; empty for a CSV.
    pub name: String,
    /// The rows that are not blank.
    pub rows: Vec<Row>,
}

/// More columns than this are not looked at.
pub(super) const COLUMNS_AT_MOST: usize = 256;
/// More rows than this are no roster.
pub(super) const ROWS_AT_MOST: usize = 200_000;
/// What is longer than this is cut: no name or class is.
const CELL_AT_MOST: usize = 400;

impl Row {
    /// A cell; empty where the row has fewer.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Nothing in it.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// A cell's text as it is kept: no spaces around it, no apostrophe that guards a formula, and not endless.
pub(super) fn cell(text: &str) -> String {
    let text = text.trim();
    // An apostrophe before a sign is how spreadsheets, and our own exports, say “this is text”.
    let text = match text.strip_prefix('\'') {
        Some(guarded) if guarded.starts_with(['=', '+', '-', '@', '\t', '\r']) => guarded,
        _ => text,
    };
    match text.char_indices().nth(CELL_AT_MOST) {
        Some((end, _)) => text.get(..end).unwrap_or(text).to_owned(),
        None => text.to_owned(),
    }
}
