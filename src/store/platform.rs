//! The one place where Windows and the others differ in how files are kept.

pub(crate) use here::{open_private_file, private_folder, sync_folder};

#[cfg(unix)]
mod here {
    use std::fs::{DirBuilder, File, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
    use std::path::Path;

    /// Makes the folder for its owner alone (mode 0700), with the folders above it where they are missing; an empty
    /// folder that is there already is made private too, one with something in it is left as its owner has it.
    pub(crate) fn private_folder(path: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        if path.read_dir()?.next().is_none() {
            std::fs::set_permissions(path, Permissions::from_mode(0o700))?;
        }
        Ok(())
    }

    /// Opens the file for reading and writing, made for its owner alone (mode 0600) where it is missing.
    pub(crate) fn open_private_file(path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)
    }

    /// Makes renames and new names in the folder durable.
    pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }
}

#[cfg(not(unix))]
mod here {
    use std::fs::{File, OpenOptions};
    use std::io;
    use std::path::Path;

    /// Makes the folder, with the folders above it where they are missing. Who may read it follows from the folder
    /// above: a user's own application data is private to them on Windows.
    pub(crate) fn private_folder(path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)
    }

    /// Opens the file for reading and writing, and makes it where it is missing.
    pub(crate) fn open_private_file(path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
    }

    /// Nothing to do: NTFS journals names itself, and a folder cannot be opened for flushing.
    pub(crate) fn sync_folder(_path: &Path) -> io::Result<()> {
        Ok(())
    }
}
