//! The way in: a file or a folder, looked at, recognised and read.

use super::columns::Field;
use super::csv_file;
use super::decode::{Encoding, decode};
use super::error::RosterError;
use super::folder::{bytes_of, candidates, entries, name_of, too_large};
use super::mapping::{self, Column, Mapping, SavedMapping};
use super::one_roster::{self, Files, OneRoster, SchoolThere};
use super::proposal::Proposal;
use super::roll::FROM_REGISTER;
use super::rows;
use super::table::{Row, Table};
use super::unpack::{FILE_AT_MOST, MEGABYTE, Zip};
use super::workbook;
use crate::domain::roll::Roll;
use crate::domain::school::YearGroup;
use crate::store::{SentRoll, Watch};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Kind {
    /// A CSV.
    Csv {
        /// How its letters are written.
        encoding: Encoding,
        /// What stands between its cells.
        separator: char,
    },
    /// An Excel workbook.
    Workbook {
        /// The names of the sheets that are neither hidden nor blank.
        sheets: Vec<String>,
    },
    /// A OneRoster export.
    OneRoster {
        /// As its manifest has it.
        version: Option<String>,
    },
    /// The roll that the school's register sent.
    Register {
        /// Its version.
        version: u64,
        /// When it came, milliseconds since 1970 (UTC).
        came_ms: i64,
    },
}

/// A file that was read, or the register's roll, with the mapping that it is read under. Nothing of it is kept but what is accepted later.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    kind: Kind,
    body: Body,
    mapping: Mapping,
}

#[derive(Debug, Clone)]
enum Body {
    Sheets(Vec<Table>),
    OneRoster(OneRoster),
    Roll(Roll),
}

/// Reads a file, or a folder that holds a OneRoster export or one file.
///
/// # Errors
/// [`RosterError`]: not there, too large, of another kind, damaged, stopped.
pub fn read(path: &Path, watch: &Watch) -> Result<Source, RosterError> {
    let name = name_of(path);
    if !path.is_dir() {
        return read_bytes(&name, &bytes_of(path)?, watch);
    }
    let mut paths = BTreeMap::new();
    for entry in entries(path)? {
        paths.entry(name_of(&entry).to_lowercase()).or_insert(entry);
    }
    if one_roster::is_one(|file| paths.contains_key(file)) {
        let mut files = Files::Folder { name: name.clone(), paths };
        return Ok(Source::one_roster(&name, OneRoster::read(&name, &mut files, watch)?));
    }
    let candidates = candidates(path)?;
    match candidates.as_slice() {
        [] => Err(RosterError::NothingHere(path.to_owned())),
        [only] => read(only, watch),
        several => {
            let files = several.iter().map(|path| name_of(path)).collect::<Vec<_>>().join(", ");
            Err(RosterError::SeveralHere { folder: path.to_owned(), files })
        }
    }
}

/// Reads bytes that are called so: what they are is seen from them, not from the name.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(name: &str, bytes: &[u8], watch: &Watch) -> Result<Source, RosterError> {
    if bytes.len() as u64 > FILE_AT_MOST * MEGABYTE {
        return Err(too_large(name));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let zip = Zip::open(name, bytes)?;
        return if zip.has(workbook::MARK) {
            read_workbook(name, bytes, watch)
        } else if zip.has("content.xml") {
            Err(RosterError::Workbook(name.to_owned()))
        } else {
            read_one_roster(name, bytes, watch)
        };
    }
    // What a workbook of before 2007, or one with a password, begins with.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(RosterError::Workbook(name.to_owned()));
    }
    read_csv(name, bytes, watch)
}

/// Reads a CSV.
///
/// # Errors
/// As [`read`].
pub fn read_csv(name: &str, bytes: &[u8], watch: &Watch) -> Result<Source, RosterError> {
    let (text, encoding) = decode(bytes);
    if !is_text(&text) {
        return Err(RosterError::Kind(name.to_owned()));
    }
    let (table, separator) = csv_file::read(name, &text, watch)?;
    if table.rows.is_empty() {
        return Err(RosterError::Empty(name.to_owned()));
    }
    Ok(Source::sheets(name, Kind::Csv { encoding, separator }, vec![table]))
}

/// A picture, a PDF or a broken zip is no text in any encoding: control signs all over.
fn is_text(text: &str) -> bool {
    let is_odd = |c: &char| c.is_control() && !matches!(c, '\n' | '\t' | '\u{b}' | '\u{c}' | '\u{1a}');
    let (looked, odd) = (text.chars().take(8192).count(), text.chars().take(8192).filter(is_odd).count());
    !text.contains('\0') && !text.starts_with("%PDF") && odd * 100 <= looked
}

/// Reads an Excel workbook (.xlsx).
///
/// # Errors
/// As [`read`].
pub fn read_workbook(name: &str, bytes: &[u8], watch: &Watch) -> Result<Source, RosterError> {
    let tables = workbook::read(name, bytes, watch)?;
    if tables.is_empty() {
        return Err(RosterError::Empty(name.to_owned()));
    }
    let sheets = tables.iter().map(|table| table.name.clone()).collect();
    Ok(Source::sheets(name, Kind::Workbook { sheets }, tables))
}

/// Reads a OneRoster 1.1 or 1.2 zip.
///
/// # Errors
/// As [`read`].
pub fn read_one_roster(name: &str, bytes: &[u8], watch: &Watch) -> Result<Source, RosterError> {
    let zip = Zip::open(name, bytes)?;
    let places = zip.files();
    if !one_roster::is_one(|file| places.contains_key(file)) {
        return Err(RosterError::Kind(name.to_owned()));
    }
    let mut files = Files::Zip { name: name.to_owned(), zip, places };
    Ok(Source::one_roster(name, OneRoster::read(name, &mut files, watch)?))
}

/// `14/03/2019`, `2019-03-14`, `a@example.org`.
fn looks_private(cell: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let first = cell.split([' ', 'T']).next().unwrap_or_default();
    let is_date =
        ['/', '-', '.'].into_iter().any(|sign| first.split(sign).count() == 3 && first.split(sign).all(is_number));
    is_date || cell.contains('@')
}

impl Source {
    fn sheets(name: &str, kind: Kind, tables: Vec<Table>) -> Self {
        let mapping = mapping::suggested(&tables);
        Self { name: name.to_owned(), kind, body: Body::Sheets(tables), mapping }
    }

    fn one_roster(name: &str, export: OneRoster) -> Self {
        let kind = Kind::OneRoster { version: export.version.clone() };
        Self { name: name.to_owned(), kind, body: Body::OneRoster(export), mapping: Mapping::default() }
    }

    /// The roll that the register sent.
    pub(super) fn of_register(sent: &SentRoll) -> Self {
        Self {
            name: FROM_REGISTER.to_owned(),
            kind: Kind::Register { version: sent.version, came_ms: sent.came_ms },
            body: Body::Roll(sent.roll.clone()),
            mapping: Mapping::default(),
        }
    }

    /// The file's name, without its folder; [`FROM_REGISTER`] for a roll.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it turned out to be.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// How it is read.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The schools of a OneRoster export; none for a table.
    #[must_use]
    pub fn schools(&self) -> &[SchoolThere] {
        match &self.body {
            Body::OneRoster(export) => &export.schools,
            Body::Sheets(_) | Body::Roll(_) => &[],
        }
    }

    fn table(&self) -> Option<&Table> {
        match &self.body {
            Body::Sheets(tables) => tables.get(self.mapping.sheet),
            Body::OneRoster(_) | Body::Roll(_) => None,
        }
    }

    /// The columns of the sheet that is read, to be shown above [`Source::first_rows`]; none for a OneRoster export, whose
    /// columns are fixed.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        self.table().map(|table| self.mapping.columns_of(table)).unwrap_or_default()
    }

    /// The first rows under the headings, each with its number and a cell for each of [`Source::columns`]. Cells of columns
    /// that are never read are empty, and so is what looks like a date or an e-mail address in any other: children may be in
    /// the room.
    #[must_use]
    pub fn first_rows(&self, most: usize) -> Vec<(u32, Vec<String>)> {
        let Some(table) = self.table() else { return Vec::new() };
        let columns = self.mapping.columns_of(table);
        let cells = |row: &Row| {
            let cell = |(place, column): (usize, &Column)| {
                let cell = row.cell(place);
                if column.private || looks_private(cell) { String::new() } else { cell.to_owned() }
            };
            columns.iter().enumerate().map(cell).collect()
        };
        let below = table.rows.iter().filter(|row| self.mapping.header.is_none_or(|header| row.number > header));
        below.take(most).map(|row| (row.number, cells(row))).collect()
    }

    /// The first rows of the sheet from its top, each with its number and what stands in it: to say which has the headings.
    /// What [`Source::first_rows`] leaves out is left out here too.
    #[must_use]
    pub fn top_rows(&self, most: usize) -> Vec<(u32, String)> {
        let Some(table) = self.table() else { return Vec::new() };
        let columns = self.mapping.columns_of(table);
        let said = |row: &Row| {
            let below = self.mapping.header.is_some_and(|header| row.number > header);
            let shown = columns.iter().enumerate().filter(|(_, column)| !(below && column.private));
            let cells = shown.map(|(place, _)| row.cell(place).trim());
            let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty() && !looks_private(cell)).collect();
            (row.number, cells.join(" · "))
        };
        table.rows.iter().take(most).map(said).collect()
    }

    /// Reads another sheet of the workbook; its headings are looked for.
    ///
    /// # Errors
    /// [`RosterError::Sheet`].
    pub fn set_sheet(&mut self, sheet: &str) -> Result<(), RosterError> {
        let Body::Sheets(tables) = &self.body else { return Err(self.no_sheet(sheet, &[])) };
        let place = tables.iter().position(|table| table.name.eq_ignore_ascii_case(sheet));
        let Some((place, table)) = place.and_then(|place| Some((place, tables.get(place)?))) else {
            return Err(self.no_sheet(sheet, tables));
        };
        let suggested = mapping::suggested(std::slice::from_ref(table));
        self.mapping =
            Mapping { sheet: place, header: suggested.header, columns: suggested.columns, ..self.mapping.clone() };
        Ok(())
    }

    fn no_sheet(&self, sheet: &str, tables: &[Table]) -> RosterError {
        let sheets = tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>().join(", ");
        RosterError::Sheet { sheet: sheet.to_owned(), sheets }
    }

    /// Takes another row (by its number) for the headings, or none: then columns are lettered, and a person says what each
    /// holds.
    pub fn set_header(&mut self, header: Option<u32>) {
        if let Body::Sheets(tables) = &self.body
            && let Some(table) = tables.get(self.mapping.sheet)
        {
            self.mapping.set_header(table, header);
        }
    }

    /// Takes a field from another column (from 0), or from none.
    ///
    /// # Errors
    /// [`RosterError::Column`], [`RosterError::PrivateColumn`], [`RosterError::FixedColumns`].
    pub fn set_column(&mut self, field: Field, column: Option<usize>) -> Result<(), RosterError> {
        match &self.body {
            Body::Sheets(tables) => match tables.get(self.mapping.sheet) {
                Some(table) => self.mapping.set(table, field, column),
                None => Err(RosterError::Empty(self.name.clone())),
            },
            Body::OneRoster(_) | Body::Roll(_) => Err(RosterError::FixedColumns(field)),
        }
    }

    /// The same by the column's heading, or its letter, whatever the case.
    ///
    /// # Errors
    /// As [`Source::set_column`].
    pub fn set_column_titled(&mut self, field: Field, title: &str) -> Result<(), RosterError> {
        if !matches!(self.body, Body::Sheets(_)) {
            return Err(RosterError::FixedColumns(field));
        }
        let columns = self.columns();
        let same = |place: usize, column: &Column| {
            column.title.eq_ignore_ascii_case(title) || mapping::letter(place).eq_ignore_ascii_case(title)
        };
        let exact = columns.iter().position(|column| column.title.eq_ignore_ascii_case(title));
        let found = exact.or_else(|| columns.iter().enumerate().position(|(place, column)| same(place, column)));
        let unknown = || RosterError::Column {
            column: title.to_owned(),
            columns: columns.iter().map(|column| column.title.as_str()).collect::<Vec<_>>().join(", "),
        };
        self.set_column(field, Some(found.ok_or_else(unknown)?))
    }

    /// The class of everybody whose row names none.
    pub fn set_class(&mut self, class: Option<String>) {
        self.mapping.class = class;
    }

    /// The year of a class, by its name in the file.
    pub fn set_year(&mut self, class: &str, year: YearGroup) {
        self.mapping.years.insert(class.to_owned(), year);
    }

    /// Which school of a OneRoster export, by its name or identifier there.
    pub fn set_school(&mut self, school: Option<String>) {
        self.mapping.school = school;
    }

    /// Takes over the mapping that was used for a file with the same headings; whether there was one.
    pub fn recall(&mut self, saved: &[SavedMapping]) -> bool {
        match &self.body {
            Body::Sheets(tables) => match tables.get(self.mapping.sheet) {
                Some(table) => self.mapping.recall(table, saved),
                None => false,
            },
            Body::OneRoster(_) | Body::Roll(_) => false,
        }
    }

    /// Adds this mapping to what is remembered.
    pub fn remember(&self, saved: &mut Vec<SavedMapping>) {
        if let Some(table) = self.table() {
            self.mapping.remember(table, saved);
        }
    }

    /// The pupils under this mapping; `own_school` is the name of this kiosk's school, for an export that holds several.
    ///
    /// # Errors
    /// [`RosterError`]: no column of names or classes, several schools, stopped.
    pub fn propose(&self, own_school: Option<&str>, watch: &Watch) -> Result<Proposal, RosterError> {
        match &self.body {
            Body::Sheets(tables) => match tables.get(self.mapping.sheet) {
                Some(table) => rows::propose(&self.name, table, &self.mapping, watch),
                None => Err(RosterError::Empty(self.name.clone())),
            },
            Body::OneRoster(export) => {
                let mut proposal = export.propose(self.mapping.school.as_deref(), own_school, watch)?;
                proposal.years.clone_from(&self.mapping.years);
                Ok(proposal)
            }
            Body::Roll(roll) => Ok(super::roll::propose(roll)),
        }
    }
}
