//! Files on sticks, which are slow, full, or pulled out.

use std::io::{Read, Write};
use std::path::Path;

/// The ending of a file's name.
pub const ENDING: &str = "promise-courier";
/// The most bytes of a file, and of what is packed in it.
pub const FILE_AT_MOST: usize = 64 << 20;

/// Reads a file, of which there may be more than can be one of these: then one byte too many.
///
/// # Errors
/// What the file system says.
pub fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(FILE_AT_MOST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file durably, all of it or none under that name.
///
/// # Errors
/// What the file system says.
pub fn write_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let written = std::fs::File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let moved = written.and_then(|()| std::fs::rename(&part, path));
    if moved.is_err()
        && let Err(error) = std::fs::remove_file(&part)
    {
        tracing::debug!(%error, "half a file stays behind");
    }
    moved
}
