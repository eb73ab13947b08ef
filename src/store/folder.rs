//! A data folder: its four files, its lock, and how a small file is written so that it is there whole or not at all.

use super::error::StoreError;
use super::platform;
use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where the files of a kiosk are.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Says where; touches nothing.
    pub(crate) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder itself.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The encrypted database.
    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("kiosk.db")
    }

    /// The database while it is being made, before anybody relies on it.
    pub(crate) fn unfinished_database(&self) -> PathBuf {
        self.0.join("kiosk.new.db")
    }

    /// Who can open it. A folder with this file is a store.
    pub(crate) fn keys(&self) -> PathBuf {
        self.0.join("keys.json")
    }

    /// The copy of the database that a backup is made of, while it is.
    pub(crate) fn copy(&self) -> PathBuf {
        self.0.join("kiosk.copy.db")
    }

    /// Wrong tries.
    pub(crate) fn tries(&self) -> PathBuf {
        self.0.join("tries.json")
    }

    /// Makes the folder, private to its owner, where it is missing.
    pub(crate) fn make(&self) -> Result<(), StoreError> {
        platform::private_folder(&self.0).map_err(|source| StoreError::io("make", &self.0, source))
    }

    /// Takes the folder for this process alone, until the lock is dropped (or the process ends, however it ends).
    pub(crate) fn lock(&self) -> Result<FolderLock, StoreError> {
        let path = self.0.join("kiosk.lock");
        let file = platform::open_private_file(&path).map_err(|source| StoreError::io("open", &path, source))?;
        match file.try_lock() {
            Ok(()) => Ok(FolderLock { file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse(self.0.clone())),
            Err(TryLockError::Error(source)) => Err(StoreError::io("lock", &path, source)),
        }
    }

    /// Replaces a file of the folder by these bytes: after a crash at any moment it holds either the old or the new.
    pub(crate) fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let temporary = path.with_extension("tmp");
        let write = || -> io::Result<()> {
            let mut file = platform::open_private_file(&temporary)?;
            file.set_len(0)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            drop(file);
            std::fs::rename(&temporary, path)?;
            platform::sync_folder(&self.0)
        };
        write().map_err(|source| StoreError::io("write", path, source))
    }

    /// Gives a file of the folder another name, durably.
    pub(crate) fn rename(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        std::fs::rename(from, to)
            .and_then(|()| platform::sync_folder(&self.0))
            .map_err(|source| StoreError::io("rename", from, source))
    }

    /// Makes an empty file that only its owner can read, for SQLite to fill (its journals inherit the mode).
    pub(crate) fn make_private(&self, path: &Path) -> Result<(), StoreError> {
        platform::open_private_file(path).map(drop).map_err(|source| StoreError::io("make", path, source))
    }

    /// Takes away what a set-up that was broken off left behind: nobody has been told of it.
    pub(crate) fn clear_unfinished(&self) -> Result<(), StoreError> {
        clear(&self.unfinished_database())
    }

    /// Takes away the copy that a backup is made of.
    pub(crate) fn clear_copy(&self) -> Result<(), StoreError> {
        clear(&self.copy())
    }
}

/// Removes a database with what SQLite keeps beside it.
fn clear(database: &Path) -> Result<(), StoreError> {
    for end in ["", "-wal", "-shm", "-journal"] {
        let mut name = database.as_os_str().to_owned();
        name.push(end);
        match std::fs::remove_file(&name) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(StoreError::io("remove", Path::new(&name), source)),
        }
    }
    Ok(())
}

/// Holds a folder for this process.
#[derive(Debug)]
pub(crate) struct FolderLock {
    file: File,
}

impl Drop for FolderLock {
    /// Not left to closing the file: a program that is being started from here shares it for a moment (between fork
    /// and exec), and would keep the lock.
    fn drop(&mut self) {
        if let Err(error) = self.file.unlock() {
            tracing::warn!(%error, "the folder was not unlocked; it will be when the program ends");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_program_on_one_folder_is_told_so() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::at(&dir.path().join("school"));
        folder.make().unwrap();
        let lock = folder.lock().unwrap();
        let refused = folder.lock().unwrap_err();
        assert!(refused.to_string().starts_with("another Promise Tree has "), "{refused}");
        drop(lock);
        folder.lock().unwrap();
    }

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::at(dir.path());
        folder.write(&folder.keys(), b"a longer first version").unwrap();
        folder.write(&folder.keys(), b"second").unwrap();
        assert_eq!(std::fs::read(folder.keys()).unwrap(), b"second");
        assert_eq!(dir.path().read_dir().unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_the_folder_and_its_files() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::at(&dir.path().join("a/b"));
        folder.make().unwrap();
        folder.write(&folder.keys(), b"{}").unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(folder.path()), 0o700);
        assert_eq!(mode(&folder.keys()), 0o600);
    }
}
