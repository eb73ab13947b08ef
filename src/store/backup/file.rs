//! The file: what is written into it, and how its parts are read out again.

use super::error::BackupError;
use super::{BACKUP_ENDING, Taken};
use crate::ledger::Head;
use crate::store::platform;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The format that is written and read here.
const FORMAT: u32 = 1;
/// The parts' names.
const ABOUT: &str = "backup.json";
const KEYS: &str = "keys.json";
const DATABASE: &str = "kiosk.db";
/// The most bytes of a part that is read into memory.
const SMALL: u64 = 4 << 20;

/// What a backup says of itself in the clear.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct About {
    format: u32,
    kiosk: String,
    at_ms: i64,
    /// `NUMBER:HASH`.
    head: String,
}

/// The folder that a file is in.
pub(super) fn folder_of(file: &Path) -> PathBuf {
    let above = file.parent().filter(|above| !above.as_os_str().is_empty());
    above.unwrap_or(Path::new(".")).to_owned()
}

/// What a backup is called until it is whole. Always the same in a folder: where a stick was pulled out, the next backup
/// on it takes the place of the half.
pub(super) fn part_beside(to: &Path) -> PathBuf {
    folder_of(to).join(format!("unfinished.{BACKUP_ENDING}.part"))
}

/// Writes all of it durably.
pub(super) fn write(part: &Path, taken: &Taken) -> io::Result<()> {
    let file = platform::open_private_file(part)?;
    file.set_len(0)?;
    let mut zip = ZipWriter::new(Quiet { file: BufWriter::new(file), broken: false, at: 0, end: 0 });
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .large_file(true)
        .unix_permissions(0o600);
    let about = About {
        format: FORMAT,
        kiosk: taken.kiosk.to_string(),
        at_ms: taken.done.at_ms,
        head: taken.done.head.to_string(),
    };
    zip.start_file(ABOUT, options)?;
    serde_json::to_writer(&mut zip, &about)?;
    zip.start_file(KEYS, options)?;
    zip.write_all(&taken.keys)?;
    zip.start_file(DATABASE, options)?;
    io::copy(&mut File::open(taken.folder.copy())?, &mut zip)?;
    let mut file = zip.finish()?.file;
    file.flush()?;
    file.get_ref().sync_all()
}

/// A file to which nothing more is written once that has failed: a [`ZipWriter`] that goes would try once more, and say so
/// on the terminal.
struct Quiet {
    file: BufWriter<File>,
    broken: bool,
    /// Where it is, and how long it is or would be: the writer reckons with both.
    at: u64,
    end: u64,
}

impl Write for Quiet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = if self.broken { Ok(bytes.len()) } else { self.file.write(bytes) };
        self.broken |= written.is_err();
        self.at += *written.as_ref().unwrap_or(&0) as u64;
        self.end = self.end.max(self.at);
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = if self.broken { Ok(()) } else { self.file.flush() };
        self.broken |= flushed.is_err();
        flushed
    }
}

impl Seek for Quiet {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let there = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.end.checked_add_signed(by),
        };
        self.at = there.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        if !self.broken {
            let moved = self.file.seek(SeekFrom::Start(self.at));
            self.broken = moved.is_err();
            moved?;
        }
        Ok(self.at)
    }
}

/// A backup that was opened.
pub(super) struct Backup {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    /// The kiosk's name.
    pub kiosk: String,
    /// When it was made, milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// The newest statement that must be in it.
    pub head: Head,
}

impl Backup {
    /// Looks into a file. What `path` stands for in sentences is `named`.
    pub(super) fn open(path: &Path, named: &Path) -> Result<Self, BackupError> {
        let file = File::open(path).map_err(|source| BackupError::read(named, source))?;
        let other = || BackupError::NotABackup(named.to_owned());
        let mut zip = match ZipArchive::new(BufReader::new(file)) {
            Ok(zip) => zip,
            Err(ZipError::Io(source)) if source.kind() != io::ErrorKind::UnexpectedEof => {
                return Err(BackupError::read(named, source));
            }
            Err(_) => return Err(other()),
        };
        let about = small(&mut zip, ABOUT, named)?;
        let about: About = serde_json::from_slice(&about).map_err(|_| other())?;
        if about.format > FORMAT {
            return Err(BackupError::Newer(named.to_owned()));
        }
        let head = about.head.parse().map_err(|_| other())?;
        Ok(Self { path: named.to_owned(), zip, kiosk: about.kiosk, at_ms: about.at_ms, head })
    }

    /// The bytes of keys.json.
    pub(super) fn keys(&mut self) -> Result<Vec<u8>, BackupError> {
        small(&mut self.zip, KEYS, &self.path)
    }

    /// Writes the database to a place on this disk.
    pub(super) fn database(&mut self, to: &Path) -> Result<(), BackupError> {
        let mut part = part(&mut self.zip, DATABASE, &self.path)?;
        let here = |source| crate::store::StoreError::io("write", to, source);
        let mut file = platform::open_private_file(to).map_err(here)?;
        file.set_len(0).map_err(here)?;
        let mut bytes = vec![0; 1 << 16];
        loop {
            let read = part.read(&mut bytes).map_err(|source| BackupError::read(&self.path, source))?;
            let Some(some) = bytes.get(..read).filter(|some| !some.is_empty()) else { break };
            file.write_all(some).map_err(here)?;
        }
        file.sync_all().map_err(here)?;
        Ok(())
    }
}

/// One part of the file.
fn part<'a>(
    zip: &'a mut ZipArchive<BufReader<File>>,
    name: &str,
    named: &Path,
) -> Result<zip::read::ZipFile<'a, BufReader<File>>, BackupError> {
    zip.by_name(name).map_err(|error| match error {
        ZipError::Io(source) => BackupError::read(named, source),
        ZipError::FileNotFound => BackupError::NotABackup(named.to_owned()),
        other => BackupError::Damaged { path: named.to_owned(), what: other.to_string() },
    })
}

fn small(zip: &mut ZipArchive<BufReader<File>>, name: &str, named: &Path) -> Result<Vec<u8>, BackupError> {
    let mut bytes = Vec::new();
    let part = part(zip, name, named)?;
    part.take(SMALL).read_to_end(&mut bytes).map_err(|source| BackupError::read(named, source))?;
    Ok(bytes)
}
