//! Zips, opened with care: nothing is unpacked that is not needed, and never more than a roster can be.

use super::error::RosterError;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The largest file that is read, in megabytes.
pub(super) const FILE_AT_MOST: u64 = 32;
/// The most that a zip may unpack to, in megabytes.
pub(super) const UNPACKED_AT_MOST: u64 = 128;
/// A roster's zip has a dozen files, a workbook a few dozen.
const ENTRIES_AT_MOST: usize = 2_000;

pub(super) const MEGABYTE: u64 = 1 << 20;

/// A zip that was looked at.
pub(super) struct Zip<'a> {
    name: String,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Zip<'a> {
    /// Opens one.
    pub(super) fn open(name: &str, bytes: &'a [u8]) -> Result<Self, RosterError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(name, &error))?;
        if archive.len() > ENTRIES_AT_MOST {
            return Err(RosterError::Bomb { name: name.to_owned(), most: UNPACKED_AT_MOST });
        }
        Ok(Self { name: name.to_owned(), archive, left: UNPACKED_AT_MOST * MEGABYTE })
    }

    /// Whether there is such a file in it.
    pub(super) fn has(&self, entry: &str) -> bool {
        self.archive.index_for_name(entry).is_some()
    }

    /// The place of each file by its own name in small letters, whatever folder it is in: `users.csv`. Of several the
    /// first, and none that only a Mac put there.
    pub(super) fn files(&self) -> BTreeMap<String, usize> {
        let mut files = BTreeMap::new();
        for place in 0..self.archive.len() {
            let Some(Ok(path)) = self.archive.name_for_index(place) else { continue };
            let file = path.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
            let hidden = file.is_empty() || file.starts_with('.') || path.contains("__MACOSX");
            if !hidden {
                files.entry(file).or_insert(place);
            }
        }
        files
    }

    /// Unpacks one file. What it says of its own size is not believed.
    pub(super) fn unpack(&mut self, place: usize) -> Result<Vec<u8>, RosterError> {
        let mut file = self.archive.by_index(place).map_err(|error| damaged(&self.name, &error))?;
        let mut bytes = Vec::new();
        let read =
            (&mut file).take(self.left + 1).read_to_end(&mut bytes).map_err(|error| damaged(&self.name, &error))?;
        let read = read as u64;
        if read > self.left {
            return Err(RosterError::Bomb { name: self.name.clone(), most: UNPACKED_AT_MOST });
        }
        self.left -= read;
        Ok(bytes)
    }

    /// How many files are in it.
    pub(super) fn len(&self) -> usize {
        self.archive.len()
    }
}

fn damaged(name: &str, error: &dyn std::fmt::Display) -> RosterError {
    RosterError::Damaged { name: name.to_owned(), what: error.to_string() }
}
