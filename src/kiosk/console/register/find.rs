//! Files that are tickets, on sticks and in this computer's usual folders. Looks at the disk: for a thread.

use super::super::places::{self, Place};
use crate::sync::ticket::{Ticket, TicketError};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// A file that is a ticket, or is called like one.
#[derive(Debug, Clone)]
pub(in super::super) struct Found {
    pub name: String,
    /// The stick that it is on, by its name.
    pub stick: Option<String>,
    pub ticket: Result<Ticket, TicketError>,
}

/// A ticket is a line of a hundred letters; what is longer than this is none.
const BYTES_AT_MOST: u64 = 4096;
/// More files than this in a folder are not looked at: it is not one that somebody has put a ticket into.
const FILES_AT_MOST: usize = 2000;

/// All of them, sticks first.
pub(super) fn find(data: &Path) -> Vec<Found> {
    let mut folders: Vec<(PathBuf, Option<String>)> = Vec::new();
    for place in places::all(data) {
        match place {
            Place::Stick(path, name) => folders.insert(0, (path, Some(name))),
            Place::Here(path) => folders.push((path, None)),
        }
    }
    folders.extend(places::usual().into_iter().map(|folder| (folder, None)));
    find_in(&folders)
}

/// Those in these folders and, on a stick, in the folders in it; those that are whole first.
pub(super) fn find_in(folders: &[(PathBuf, Option<String>)]) -> Vec<Found> {
    let mut seen: Vec<PathBuf> = Vec::new();
    let mut found = Vec::new();
    for (folder, stick) in folders {
        let files = entries(folder);
        let within = files.iter().filter(|path| stick.is_some() && path.is_dir()).flat_map(|path| entries(path));
        for path in files.iter().cloned().chain(within) {
            let text = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"));
            if text && !seen.contains(&path) {
                found.extend(look(&path, stick.as_deref()));
                seen.push(path);
            }
        }
    }
    found.sort_by_key(|found: &Found| found.ticket.is_err());
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut entries: Vec<PathBuf> = entries.take(FILES_AT_MOST).collect();
    entries.sort();
    entries
}

fn look(path: &Path, stick: Option<&str>) -> Option<Found> {
    let mut text = Zeroizing::new(String::new());
    let read = File::open(path).and_then(|file| file.take(BYTES_AT_MOST + 1).read_to_string(&mut text));
    let name = path.file_name()?.to_string_lossy().into_owned();
    let called_so = name.to_lowercase().contains("ticket");
    let ticket = match read {
        Ok(_) if text.len() as u64 <= BYTES_AT_MOST => Ticket::parse(&text),
        _ => Err(TicketError::Address),
    };
    (ticket.is_ok() || called_so).then(|| Found { name, stick: stick.map(str::to_owned), ticket })
}
