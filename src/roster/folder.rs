//! Files and folders on a stick: which may be a roster, and their bytes.

use super::error::RosterError;
use super::one_roster;
use super::unpack::{FILE_AT_MOST, MEGABYTE};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The files in a folder that may be a roster, by their endings, in the order of their names; the folder itself, alone,
/// where it holds a OneRoster export.
///
/// # Errors
/// [`RosterError::Missing`], [`RosterError::Unreadable`].
pub fn candidates(folder: &Path) -> Result<Vec<PathBuf>, RosterError> {
    const ENDINGS: [&str; 6] = ["csv", "txt", "tsv", "xlsx", "xlsm", "zip"];
    let entries = entries(folder)?;
    if one_roster::is_one(|file| entries.iter().any(|entry| name_of(entry).to_lowercase() == file)) {
        return Ok(vec![folder.to_owned()]);
    }
    let fits = |path: &PathBuf| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        // `~$` is what Excel leaves beside a workbook that is open.
        ENDINGS.contains(&ending.as_str()) && !name_of(path).starts_with(['.', '~']) && path.is_file()
    };
    Ok(entries.into_iter().filter(fits).collect())
}

/// What is in a folder, in the order of the names.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, RosterError> {
    let failed = |source: std::io::Error| match source.kind() {
        ErrorKind::NotFound => RosterError::Missing(folder.to_owned()),
        _ => RosterError::Unreadable { path: folder.to_owned(), source },
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// A file's name without its folder.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// A file's bytes, unless it is larger than a roster is.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, RosterError> {
    let failed = |source: std::io::Error| match source.kind() {
        ErrorKind::NotFound => RosterError::Missing(path.to_owned()),
        _ => RosterError::Unreadable { path: path.to_owned(), source },
    };
    let mut bytes = Vec::new();
    let most = FILE_AT_MOST * MEGABYTE;
    let read = File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if read as u64 > most { Err(too_large(&name_of(path))) } else { Ok(bytes) }
}

/// The refusal of a file that is larger.
pub(super) fn too_large(name: &str) -> RosterError {
    RosterError::TooLarge { name: name.to_owned(), most: FILE_AT_MOST }
}
