//! The mapping: which column holds what. Found by the headings, changeable by a person, remembered for the next file of the
//! same shape.

use super::columns::{self, Field, folded};
use super::error::RosterError;
use super::table::{Row, Table};
use crate::domain::school::YearGroup;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a file is read. A person may change all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Which of the workbook's sheets, from 0.
    pub sheet: usize,
    /// The number of the row of headings, as a spreadsheet shows it; `None` where there is none: pupils from the first row.
    pub header: Option<u32>,
    /// The column of each field, from 0.
    pub columns: BTreeMap<Field, usize>,
    /// The class of everybody whose row names none.
    pub class: Option<String>,
    /// The years of classes that nothing else gives away, by the class's name.
    pub years: BTreeMap<String, YearGroup>,
    /// Which of the schools in a OneRoster export, by its name or identifier there.
    pub school: Option<String>,
}

/// A column, to be shown above the first rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading; its letter (`C`) where it has none.
    pub title: String,
    /// What is taken from it, if anything.
    pub field: Option<Field>,
    /// It is never read, by its heading: a birth date, an address, an e-mail address.
    pub private: bool,
}

/// A mapping as it is remembered: by headings, so that the next file of the same shape is read alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedMapping {
    /// All headings of the file, as they are compared.
    titles: Vec<String>,
    /// The heading of each field.
    columns: BTreeMap<Field, String>,
}

/// The name of the setting that the mappings of files are remembered under ([`crate::store::Store::setting`]).
pub const MAPPINGS_SETTING: &str = "roster.mappings";
/// How many are remembered.
const REMEMBERED: usize = 12;

/// How far down a row of headings is looked for: title rows stand above it.
const HEADER_WITHIN: usize = 40;

/// The mapping that a file's sheets suggest.
pub(super) fn suggested(sheets: &[Table]) -> Mapping {
    let mut best: Option<(usize, usize, &Row)> = None;
    for (sheet, table) in sheets.iter().enumerate() {
        for row in table.rows.iter().take(HEADER_WITHIN) {
            let known = columns::known_in(&row.cells);
            if known > best.map_or(0, |(known, _, _)| known) {
                best = Some((known, sheet, row));
            }
        }
    }
    match best {
        Some((_, sheet, row)) => {
            Mapping { sheet, header: Some(row.number), columns: columns::best(&row.cells), ..Mapping::default() }
        }
        None => Mapping::default(),
    }
}

impl Mapping {
    /// The headings of the sheet that is read.
    fn titles<'a>(&self, table: &'a Table) -> Option<&'a Row> {
        let header = self.header?;
        table.rows.iter().find(|row| row.number == header)
    }

    /// The columns of a sheet under this mapping.
    pub(super) fn columns_of(&self, table: &Table) -> Vec<Column> {
        let titles = self.titles(table);
        let count = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        (0..count)
            .map(|column| {
                let title = titles.map_or("", |row| row.cell(column));
                Column {
                    title: if title.is_empty() { letter(column) } else { title.to_owned() },
                    field: self.columns.iter().find(|(_, place)| **place == column).map(|(field, _)| *field),
                    private: columns::is_private(title),
                }
            })
            .collect()
    }

    /// Takes another row for the headings, and what they say with it.
    pub(super) fn set_header(&mut self, table: &Table, header: Option<u32>) {
        self.header = header;
        if let Some(row) = self.titles(table) {
            self.columns = columns::best(&row.cells);
        }
    }

    /// Takes a field from another column, or from none.
    pub(super) fn set(&mut self, table: &Table, field: Field, column: Option<usize>) -> Result<(), RosterError> {
        let Some(column) = column else {
            self.columns.remove(&field);
            return Ok(());
        };
        let columns = self.columns_of(table);
        match columns.get(column) {
            None => {
                let columns = columns.into_iter().map(|column| column.title).collect::<Vec<_>>().join(", ");
                Err(RosterError::Column { column: letter(column), columns })
            }
            Some(found) if found.private => Err(RosterError::PrivateColumn(found.title.clone())),
            Some(_) => {
                self.columns.retain(|_, other| *other != column);
                self.columns.insert(field, column);
                Ok(())
            }
        }
    }

    /// Takes over what was remembered of a file of the same shape.
    pub(super) fn recall(&mut self, table: &Table, saved: &[SavedMapping]) -> bool {
        let Some(row) = self.titles(table) else { return false };
        let titles = shape(row);
        let Some(known) = saved.iter().find(|known| known.titles == titles) else { return false };
        let place = |title: &String| row.cells.iter().position(|cell| &folded(cell) == title);
        self.columns = known.columns.iter().filter_map(|(field, title)| Some((*field, place(title)?))).collect();
        true
    }

    /// Adds it to what is remembered, in front.
    pub(super) fn remember(&self, table: &Table, saved: &mut Vec<SavedMapping>) {
        let Some(row) = self.titles(table) else { return };
        let titles = shape(row);
        let columns = self.columns.iter().map(|(field, column)| (*field, folded(row.cell(*column)))).collect();
        saved.retain(|known| known.titles != titles);
        saved.insert(0, SavedMapping { titles, columns });
        saved.truncate(REMEMBERED);
    }
}

fn shape(row: &Row) -> Vec<String> {
    row.cells.iter().map(|title| folded(title)).collect()
}

/// A column as a spreadsheet names it: `A` … `Z`, `AA` …
pub(super) fn letter(mut column: usize) -> String {
    let mut letters = String::new();
    loop {
        let digit = u8::try_from(column % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        match (column / 26).checked_sub(1) {
            Some(next) => column = next,
            None => return letters,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn columns_without_a_heading_are_lettered_as_a_spreadsheet_letters_them() {
        let letters: Vec<String> = [0, 1, 25, 26, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(letters, ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
