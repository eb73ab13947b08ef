//! The exported file: the kiosk's public key as a JWK in the first line, then one statement a line, oldest first.
//! ASCII; every line ends with one line feed.

use super::error::StatementError;
use super::key::{KeyError, PublicKey};
use super::statement::{BYTES_AT_MOST, Statement};
use super::verify::{Expected, Place, Report, Verifier};
use crate::domain::ids::KioskId;
use std::io::{self, BufRead, Read, Write};

/// Why a file could not be read as an export at all.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Nothing in it.
    #[error("the file is empty; export the statements again")]
    Empty,
    /// The first line is not the kiosk's public key.
    #[error("line 1: {0}")]
    Key(#[from] KeyError),
    /// The first line has no end, or is not text.
    #[error("line 1 should be the kiosk's public key, and is cut off or no text; export the statements again")]
    FirstLine,
    /// Another kiosk's file.
    #[error("the file is of kiosk {found}, and {expected} was expected; check that it is the right file")]
    OtherKiosk {
        /// Whose it is.
        found: KioskId,
        /// Whose it should be.
        expected: KioskId,
    },
    /// Reading failed.
    #[error("the file could not be read to its end; check the disk or stick and try again")]
    Read(#[source] io::Error),
}

/// Reads an exported file line by line, in constant memory. Each item is the line's number, from 2, and its statement.
#[derive(Debug)]
pub struct Export<R> {
    reader: R,
    key: PublicKey,
    line: u64,
    broken: bool,
}

impl<R: BufRead> Export<R> {
    /// Reads the first line.
    ///
    /// # Errors
    /// [`ExportError`], where there is no public key to check anything with.
    pub fn open(mut reader: R) -> Result<Self, ExportError> {
        let line = read_line(&mut reader).map_err(ExportError::Read)?.ok_or(ExportError::Empty)?;
        let jwk = line.map_err(|_| ExportError::FirstLine)?;
        Ok(Self { key: PublicKey::from_jwk(&jwk)?, reader, line: 1, broken: false })
    }

    /// The key that the file gives as the kiosk's.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.key
    }
}

impl<R: BufRead> Iterator for Export<R> {
    type Item = Result<(u64, Result<Statement, StatementError>), ExportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken {
            return None;
        }
        match read_line(&mut self.reader) {
            Ok(line) => {
                let line = line?;
                self.line += 1;
                Some(Ok((self.line, line.and_then(|line| Statement::parse(&line)))))
            }
            Err(error) => {
                self.broken = true;
                Some(Err(ExportError::Read(error)))
            }
        }
    }
}

/// The next line without its line feed, `None` at the end of the file. Never holds more than the longest statement.
fn read_line(reader: &mut impl BufRead) -> io::Result<Option<Result<String, StatementError>>> {
    let mut line = Vec::new();
    let most = BYTES_AT_MOST as u64 + 1;
    if reader.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.pop_if(|byte| *byte == b'\n').is_none() {
        let too_long = line.len() > BYTES_AT_MOST;
        if too_long {
            reader.skip_until(b'\n')?;
        }
        return Ok(Some(Err(if too_long { StatementError::TooLong } else { StatementError::BrokenOff })));
    }
    Ok(Some(String::from_utf8(line).map_err(|_| StatementError::Character)))
}

/// Checks an exported file.
///
/// # Errors
/// [`ExportError`], where there is nothing to check with, the file is another kiosk's, or it cannot be read. What is
/// wrong with single statements stands in the report.
pub fn verify_export(reader: impl BufRead, expected: &Expected) -> Result<Report, ExportError> {
    let export = Export::open(reader)?;
    let found = export.public_key().kiosk_id();
    if let Some(expected) = expected.kiosk.clone().filter(|expected| *expected != found) {
        return Err(ExportError::OtherKiosk { found, expected });
    }
    let mut verifier = Verifier::new(*export.public_key(), expected.head);
    for read in export {
        let (line, statement) = read?;
        verifier.take(Place::Line(line), statement);
    }
    Ok(verifier.finish())
}

/// Writes an exported file. Give it a buffered writer.
#[derive(Debug)]
pub struct ExportWriter<W> {
    writer: W,
}

impl<W: Write> ExportWriter<W> {
    /// Writes the first line.
    ///
    /// # Errors
    /// Whatever the writer says.
    pub fn begin(mut writer: W, key: &PublicKey) -> io::Result<Self> {
        writeln!(writer, "{}", key.to_jwk())?;
        Ok(Self { writer })
    }

    /// Writes the next statement, byte for byte as it is stored.
    ///
    /// # Errors
    /// Whatever the writer says.
    pub fn add(&mut self, statement: &Statement) -> io::Result<()> {
        writeln!(self.writer, "{}", statement.compact())
    }

    /// Writes out what is buffered, and gives the writer back, for instance to sync a file to disk.
    ///
    /// # Errors
    /// Whatever the writer says.
    pub fn finish(mut self) -> io::Result<W> {
        self.writer.flush()?;
        Ok(self.writer)
    }
}
