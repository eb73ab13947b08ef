//! A CSV as spreadsheets and school systems write it: any usual separator, quotes where they please, rows of any length.

use super::columns;
use super::error::RosterError;
use super::table::{COLUMNS_AT_MOST, ROWS_AT_MOST, Row, Table, cell};
use crate::store::{Stage, Watch};
use csv::{ReaderBuilder, StringRecord};

/// The separators that are tried, the commonest first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows say which separator it is.
const LOOK_AT: usize = 40;

/// The rows of a text and the separator between its cells.
pub(super) fn read(name: &str, text: &str, watch: &Watch) -> Result<(Table, char), RosterError> {
    let (text, skipped, said) = declared(text);
    let separator = said.unwrap_or_else(|| separator_of(text));
    let table = table(name, text, separator, skipped, usize::MAX, watch)?;
    Ok((table, char::from(separator)))
}

/// Excel's own first line: `sep=;`. The text after it, how many lines that skipped, the separator.
fn declared(text: &str) -> (&str, u32, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = first.trim().trim_matches('"').to_ascii_lowercase();
    match said.strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => (rest, 1, Some(*separator)),
        _ if first.eq_ignore_ascii_case("sep=\t") => (rest, 1, Some(b'\t')),
        _ => (text, 0, None),
    }
}

/// The separator that makes the best table: known headers first, then many rows with as many cells.
fn separator_of(text: &str) -> u8 {
    let mut best = (0, 0, b',');
    for separator in SEPARATORS {
        let Ok(table) = table("", text, separator, 0, LOOK_AT, &Watch::silent()) else { continue };
        let known = table.rows.iter().map(|row| columns::known_in(&row.cells)).max().unwrap_or(0);
        let several = table.rows.iter().filter(|row| row.cells.len() > 1).count();
        if (known, several) > (best.0, best.1) {
            best = (known, several, separator);
        }
    }
    best.2
}

fn table(
    name: &str,
    text: &str,
    separator: u8,
    skipped: u32,
    most: usize,
    watch: &Watch,
) -> Result<Table, RosterError> {
    let mut reader =
        ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
    let mut rows = Vec::new();
    let mut number = skipped;
    let mut record = StringRecord::new();
    while rows.len() < most {
        // The reader leaves blank lines out; a spreadsheet numbers them.
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let blank = text.as_bytes().get(start..).unwrap_or_default().iter().take_while(|byte| **byte == b'\n').count();
        let damaged = |error: csv::Error| RosterError::Damaged { name: name.to_owned(), what: error.to_string() };
        if !reader.read_record(&mut record).map_err(damaged)? {
            break;
        }
        number += 1 + u32::try_from(blank).unwrap_or(u32::MAX - number - 1);
        let row = Row { number, cells: record.iter().take(COLUMNS_AT_MOST).map(cell).collect() };
        if !row.is_blank() {
            rows.push(row);
        }
        watch.at(Stage::Reading, rows.len(), lines.max(rows.len() + 1))?;
        if rows.len() > ROWS_AT_MOST {
            return Err(RosterError::TooManyRows { name: name.to_owned(), most: ROWS_AT_MOST });
        }
    }
    watch.at(Stage::Reading, rows.len(), rows.len())?;
    Ok(Table { name: String::new(), rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<(u32, Vec<String>)>, char) {
        let (table, separator) = read("a.csv", text, &Watch::silent()).unwrap();
        (table.rows.into_iter().map(|row| (row.number, row.cells)).collect(), separator)
    }

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
        let text = "\nForename,Surname\n\n,\n\"Ann\n\nMarie\",Lee\n   \n\n\nBen,\"O, Neill\"\n";
        let (rows, _) = rows(text);
        let wanted = [
            (2, cells(&["Forename", "Surname"])),
            (5, cells(&["Ann\n\nMarie", "Lee"])),
            (9, cells(&["Ben", "O, Neill"])),
        ];
        assert_eq!(rows, wanted);
    }

    #[test]
    fn the_separator_is_found_by_the_headers_it_makes() {
        for separator in [',', ';', '\t', '|'] {
            let text = format!("Pupils of 2W, Autumn\nForename{separator}Surname{separator}Class\nAnn, Marie;Lee\n");
            assert_eq!(rows(&text).1, separator);
        }
        assert_eq!(rows("sep=;\nForename;Surname\nAnn;Lee\n").0[1], (3, cells(&["Ann", "Lee"])));
    }

    #[test]
    fn an_apostrophe_that_guards_a_formula_is_not_part_of_the_text() {
        assert_eq!(cell(" '=Ann "), "=Ann");
        assert_eq!(cell("'Ann'"), "'Ann'");
        assert_eq!(cell(&"é".repeat(900)).chars().count(), CELL_AT);
    }

    const CELL_AT: usize = 400;
}
