//! Why a backup was not made, or not put back. One sentence each, and what to do.

use crate::store::StoreError;
use std::io;
use std::path::{Path, PathBuf};

/// Why a backup was not made, or not put back. Either way nothing is there that was not there before.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Nothing is replaced.
    #[error("{} is there already; give the backup another name", .0.display())]
    Exists(PathBuf),
    /// The folder to write to, or the stick, is not there.
    #[error("{} is not there; put the stick in again, or choose another folder", .0.display())]
    NoFolder(PathBuf),
    /// No room on the stick.
    #[error("there is no room for {}; make some, or take another stick. No half of it was kept", .0.display())]
    Full(PathBuf),
    /// Pulled out, read-only, or broken.
    #[error(
        "{} could not be written; see that the stick is in and may be written to, then try again. No half of it was kept",
        path.display()
    )]
    Write {
        /// The backup to be.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// It was written, and does not check out.
    #[error(
        "what was written to {} does not check out ({what}), so it was not kept; take another stick, and if that says so too, run `promise-tree verify` on this kiosk",
        path.display()
    )]
    NotAsWritten {
        /// The backup to be.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// It cannot be read.
    #[error("{} could not be read; look at its name and the stick, and try again", path.display())]
    Read {
        /// The backup.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Some other file.
    #[error("{} is no backup of a kiosk, or only a part of one; those end in .promise-backup", .0.display())]
    NotABackup(PathBuf),
    /// Of a program that is newer than this one.
    #[error("{} was made by a newer Promise Tree; install that one, then put it back", .0.display())]
    Newer(PathBuf),
    /// Cannot be what was written.
    #[error("{} is damaged ({what}); nothing was put back, take an older backup", path.display())]
    Damaged {
        /// The backup.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A folder with something in it.
    #[error("{} holds something already; a kiosk is put back into a new folder", .0.display())]
    NotEmpty(PathBuf),
    /// The kiosk's own folder would not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackupError {
    /// What a failure to write to a stick means.
    pub(super) fn write(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full(path.to_owned())
            }
            _ => Self::Write { path: path.to_owned(), source },
        }
    }

    /// What a failure to read a backup means.
    pub(super) fn read(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput => {
                Self::Damaged { path, what: source.to_string() }
            }
            _ => Self::Read { path, source },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stick_one_that_was_pulled_out_and_a_damaged_file_are_told_apart() {
        let path = Path::new("kiosk.promise-backup");
        let wrote = |kind: io::ErrorKind| BackupError::write(path, kind.into()).to_string();
        assert!(wrote(io::ErrorKind::StorageFull).starts_with("there is no room for kiosk.promise-backup"));
        assert!(wrote(io::ErrorKind::NotConnected).contains("see that the stick is in"));
        let read = |kind: io::ErrorKind| BackupError::read(path, kind.into()).to_string();
        assert!(read(io::ErrorKind::UnexpectedEof).contains("is damaged"));
        assert!(read(io::ErrorKind::PermissionDenied).contains("could not be read"));
    }
}
