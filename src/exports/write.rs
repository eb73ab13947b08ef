//! Files written whole or not at all: under another name first, then renamed.

use super::error::ExportError;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes the bytes.
pub(crate) fn whole(to: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    streamed(to, |file| file.write_all(bytes).map_err(|source| ExportError::Disk { file: to.to_owned(), source }))
}

/// Writes what `fill` writes; if that fails, `to` is as it was.
pub(super) fn streamed<T>(
    to: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> Result<T, ExportError>,
) -> Result<T, ExportError> {
    let disk = |source| ExportError::Disk { file: to.to_owned(), source };
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(disk)?;
    }
    let draft = draft_of(to);
    let written = write(&draft, fill, disk).and_then(|value| {
        fs::rename(&draft, to).map_err(disk)?;
        Ok(value)
    });
    if written.is_err()
        && let Err(error) = fs::remove_file(&draft)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "an unfinished export could not be removed");
    }
    written
}

fn write<T>(
    draft: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> Result<T, ExportError>,
    disk: impl Fn(std::io::Error) -> ExportError,
) -> Result<T, ExportError> {
    let mut file = BufWriter::new(File::create(draft).map_err(&disk)?);
    let value = fill(&mut file)?;
    file.flush().map_err(&disk)?;
    file.get_ref().sync_all().map_err(&disk)?;
    Ok(value)
}

fn draft_of(to: &Path) -> PathBuf {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    to.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_fails_half_way_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("list.csv");
        whole(&file, b"old").unwrap();
        let failed: Result<(), _> = streamed(&file, |out| {
            out.write_all(b"half").unwrap();
            Err(ExportError::Language("xx".into()))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&file).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn a_folder_that_is_not_there_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lists/today/willow.csv");
        whole(&file, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
    }
}
