//! An Excel workbook (.xlsx): the cells of its visible sheets as text.

use super::error::RosterError;
use super::table::{COLUMNS_AT_MOST, ROWS_AT_MOST, Row, Table, cell};
use super::unpack::Zip;
use crate::store::{Stage, Watch};
use calamine::{Data, DataRef, Reader, SheetVisible, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The file that every workbook has, by which a zip is known as one.
pub(super) const MARK: &str = "[Content_Types].xml";

/// The sheets of a workbook that are not hidden and not blank.
pub(super) fn read(name: &str, bytes: &[u8], watch: &Watch) -> Result<Vec<Table>, RosterError> {
    look_inside(name, bytes)?;
    // The library is not ours, and a file from a stick may be anything: should it stop short, that is a damaged file.
    catch_unwind(AssertUnwindSafe(|| sheets(name, bytes, watch)))
        .unwrap_or_else(|_| Err(damaged(name, &"its sheets cannot be read")))
}

/// Unpacks every part once, for its size alone, and looks at the one number that the library believes without asking:
/// how many texts it is to make room for.
fn look_inside(name: &str, bytes: &[u8]) -> Result<(), RosterError> {
    const TEXTS: &str = "sharedstrings.xml";
    let mut zip = Zip::open(name, bytes)?;
    let texts = zip.files().get(TEXTS).copied();
    for place in 0..zip.len() {
        let part = zip.unpack(place)?;
        if Some(place) == texts && !is_modest(&part) {
            return Err(damaged(name, &"it claims to hold more texts than there can be"));
        }
    }
    Ok(())
}

/// Whether every `uniqueCount` in a part is a number that a roster can have.
fn is_modest(part: &[u8]) -> bool {
    const COUNT: &[u8] = b"uniqueCount";
    const DIGITS_AT_MOST: usize = 7;
    let digits = |at: usize| {
        let after = part.get(at + COUNT.len()..).unwrap_or_default();
        let value = after.iter().skip_while(|byte| !byte.is_ascii_digit() && **byte != b'>');
        value.take_while(|byte| byte.is_ascii_digit()).count()
    };
    let counts = part.windows(COUNT.len()).enumerate().filter(|(_, window)| *window == COUNT);
    // In UTF-16 the attribute would not be found; no workbook is written in it.
    !part.contains(&0) && counts.map(|(at, _)| digits(at)).all(|digits| digits <= DIGITS_AT_MOST)
}

fn sheets(name: &str, bytes: &[u8], watch: &Watch) -> Result<Vec<Table>, RosterError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(name, &error))?;
    let visible: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut tables = Vec::new();
    for sheet in visible {
        // A chart's sheet has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&sheet) else { continue };
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        while let Some(found) = cells.next_cell().map_err(|error| damaged(name, &error))? {
            let (row, column) = found.get_position();
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            let text = text(found.get_value());
            if column >= COLUMNS_AT_MOST || text.is_empty() {
                continue;
            }
            let cells = rows.entry(row.saturating_add(1)).or_default();
            cells.resize(cells.len().max(column + 1), String::new());
            if let Some(place) = cells.get_mut(column) {
                *place = text;
            }
            if rows.len() > ROWS_AT_MOST {
                return Err(RosterError::TooManyRows { name: name.to_owned(), most: ROWS_AT_MOST });
            }
            watch.at(Stage::Reading, rows.len(), rows.len() + 1)?;
        }
        let rows: Vec<Row> = rows.into_iter().map(|(number, cells)| Row { number, cells }).collect();
        if !rows.is_empty() {
            watch.at(Stage::Reading, rows.len(), rows.len())?;
            tables.push(Table { name: sheet, rows });
        }
    }
    Ok(tables)
}

/// What a cell shows, near enough: whole numbers without a point. A date is never needed, and is not taken over.
fn text(value: &DataRef<'_>) -> String {
    match Data::from(value.clone()) {
        Data::String(text) => cell(&text),
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => DATE.to_owned(),
        Data::Error(error) => error.to_string(),
        _ => String::new(),
    }
}

/// Stands in a cell that held a date.
const DATE: &str = "–";

fn damaged(name: &str, what: &dyn std::fmt::Display) -> RosterError {
    RosterError::Damaged { name: name.to_owned(), what: what.to_string() }
}
