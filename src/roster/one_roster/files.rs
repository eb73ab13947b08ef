//! The files of an export, out of a zip or a folder, with their columns by name.

use super::{CLASSES, ENROLMENTS, MANIFEST, ORGS, ROLES, USERS};
use crate::roster::csv_file;
use crate::roster::decode::decode;
use crate::roster::error::RosterError;
use crate::roster::table::{Row, Table};
use crate::roster::unpack::Zip;
use crate::store::Watch;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Where an export's files come from.
pub(in crate::roster) enum Files<'a> {
    /// A zip, with the place of each file in it.
    Zip {
        /// What it is called.
        name: String,
        /// The zip.
        zip: Zip<'a>,
        /// The place of each file by its name in small letters.
        places: BTreeMap<String, usize>,
    },
    /// A folder, with the path of each file by its name in small letters.
    Folder {
        /// What it is called.
        name: String,
        /// The paths.
        paths: BTreeMap<String, PathBuf>,
    },
}

/// One file as rows under named columns.
#[derive(Debug)]
pub(super) struct Sheet {
    columns: BTreeMap<String, usize>,
    rows: Vec<Row>,
}

impl Files<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Zip { name, .. } | Self::Folder { name, .. } => name,
        }
    }

    fn bytes(&mut self, file: &str) -> Result<Option<Vec<u8>>, RosterError> {
        match self {
            Self::Zip { zip, places, .. } => places.get(file).map(|place| zip.unpack(*place)).transpose(),
            Self::Folder { paths, .. } => paths.get(file).map(|path| crate::roster::folder::bytes_of(path)).transpose(),
        }
    }

    /// A file that may be missing.
    pub(super) fn sheet(&mut self, file: &'static str, watch: &Watch) -> Result<Option<Sheet>, RosterError> {
        let Some(bytes) = self.bytes(file)? else { return Ok(None) };
        let (text, _) = decode(&bytes);
        let (table, _) = csv_file::read(self.name(), &text, watch)?;
        Ok(Some(Sheet::of(table)))
    }

    /// A file that must be there, with these columns.
    pub(super) fn needed(
        &mut self,
        file: &'static str,
        columns: &[&'static str],
        watch: &Watch,
    ) -> Result<Sheet, RosterError> {
        let name = self.name().to_owned();
        let Some(sheet) = self.sheet(file, watch)? else { return Err(RosterError::FileMissing { name, file }) };
        match columns.iter().find(|column| !sheet.has(column)) {
            Some(column) => Err(RosterError::ColumnMissing { name, file, column }),
            None => Ok(sheet),
        }
    }

    /// The version that the manifest names. Refuses an export of changes only: nobody could tell who has left.
    pub(super) fn manifest(&mut self, watch: &Watch) -> Result<Option<String>, RosterError> {
        let Some(sheet) = self.sheet(MANIFEST, watch)? else { return Ok(None) };
        let properties: BTreeMap<String, String> = sheet
            .rows()
            .map(|(_, row)| (row.get(&["propertyname"]).to_lowercase(), row.get(&["value"]).trim().to_lowercase()))
            .collect();
        for (file, property) in
            [(USERS, "file.users"), (CLASSES, "file.classes"), (ENROLMENTS, "file.enrollments"), (ROLES, "file.roles")]
        {
            if properties.get(property).is_some_and(|mode| mode == "delta") {
                return Err(RosterError::Delta { name: self.name().to_owned(), file });
            }
        }
        Ok(properties.get("oneroster.version").filter(|version| !version.is_empty()).cloned())
    }

    /// The files that nobody needs.
    pub(super) fn ignored(&self) -> Vec<String> {
        let needed = [USERS, CLASSES, ENROLMENTS, ROLES, ORGS, MANIFEST];
        let all: Vec<&String> = match self {
            Self::Zip { places, .. } => places.keys().collect(),
            Self::Folder { paths, .. } => paths.keys().collect(),
        };
        all.into_iter().filter(|file| !needed.contains(&file.as_str())).cloned().collect()
    }
}

/// A row of a [`Sheet`].
pub(super) struct Named<'a> {
    sheet: &'a Sheet,
    row: &'a Row,
}

impl Sheet {
    fn of(table: Table) -> Self {
        let mut rows = table.rows.into_iter();
        let titles = rows.next().map(|row| row.cells).unwrap_or_default();
        let mut columns = BTreeMap::new();
        for (column, title) in titles.iter().enumerate() {
            columns.entry(folded(title)).or_insert(column);
        }
        Self { columns, rows: rows.collect() }
    }

    /// Whether there is such a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(&folded(column))
    }

    /// Its rows with their numbers.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, Named<'_>)> {
        self.rows.iter().map(move |row| (row.number, Named { sheet: self, row }))
    }
}

impl<'a> Named<'a> {
    /// The first of these columns (in small letters) that is not empty; empty where all are.
    pub(super) fn get(&self, columns: &[&str]) -> &'a str {
        let cell = |column: &&str| self.sheet.columns.get(*column).map(|place| self.row.cell(*place));
        columns.iter().filter_map(cell).find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    /// Taken out of the system: only an export of changes should say so, and some say it all the same.
    pub(super) fn is_deleted(&self) -> bool {
        ["tobedeleted", "inactive"].contains(&folded(self.get(&["status"])).as_str())
    }
}

/// A name or a word as it is compared.
pub(super) fn folded(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric() || *c == '.').flat_map(char::to_lowercase).collect()
}

/// A list in one cell: `a,b`.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',').map(str::trim).filter(|item| !item.is_empty())
}
