//! A content file as text, and the way from a piece of that text back to its line.

use super::fault::{Fault, Place};
use super::fault_kind::FaultKind;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A text file of the content folder.
#[derive(Debug)]
pub(crate) struct Source {
    file: PathBuf,
    text: String,
}

impl Source {
    /// Reads a file. A byte order mark is left out.
    pub(crate) fn read(root: &Path, file: &Path, faults: &mut Vec<Fault>) -> Option<Self> {
        match fs::read(root.join(file)) {
            Ok(bytes) => Self::from_bytes(file, bytes, faults),
            Err(error) => {
                faults.push(unreadable(file, &error));
                None
            }
        }
    }

    /// A file whose bytes are already known.
    pub(crate) fn from_bytes(file: &Path, bytes: Vec<u8>, faults: &mut Vec<Fault>) -> Option<Self> {
        match String::from_utf8(bytes) {
            Ok(text) => Some(Self::new(file, text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes().get(..good).unwrap_or_default()).into_owned();
                faults.push(Self::new(file, text).fault(good, FaultKind::NotUtf8));
                None
            }
        }
    }

    /// A file whose text is already known.
    pub(crate) fn new(file: &Path, text: String) -> Self {
        Self { file: file.to_owned(), text }
    }

    /// Where it is, relative to the content folder.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// All of it.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// How many bytes into the text a piece of it begins; 0 for a text from elsewhere.
    pub(crate) fn offset_of(&self, piece: &str) -> usize {
        offset_within(&self.text, piece)
    }

    /// The line and column of a byte.
    pub(crate) fn place(&self, offset: usize) -> Place {
        place_in(&self.file, &self.text, offset)
    }

    /// A fault at a byte.
    pub(crate) fn fault(&self, offset: usize, what: FaultKind) -> Fault {
        Fault::at(self.place(offset), what)
    }
}

/// How many bytes into a text a slice of that text begins; 0 for a slice of another text.
pub(crate) fn offset_within(text: &str, piece: &str) -> usize {
    let offset = (piece.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    if offset <= text.len() { offset } else { 0 }
}

/// The line and column of a byte of a text.
pub(crate) fn place_in(file: &Path, text: &str, offset: usize) -> Place {
    let before = text.get(..text.floor_char_boundary(offset)).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place { file: file.to_owned(), line: number(line), column: number(column) }
}

/// The names of the files with an ending (`ron`, `ftl`, `svg`, `ogg`), or of the folders with `None`, in a folder of
/// the content, in the order of their names. A folder that is not there has none.
pub(crate) fn names_in(root: &Path, folder: &Path, ending: Option<&str>, faults: &mut Vec<Fault>) -> Vec<String> {
    let entries = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            faults.push(unreadable(folder, &error));
            return Vec::new();
        }
    };
    let mut names = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                let name = entry.file_name().to_string_lossy().into_owned();
                let wanted = match ending {
                    Some(ending) => path.extension().is_some_and(|found| found == ending) && path.is_file(),
                    None => path.is_dir(),
                };
                if wanted && !name.starts_with('.') {
                    names.push(name);
                }
            }
            Err(error) => faults.push(unreadable(folder, &error)),
        }
    }
    names.sort();
    names
}

/// A library's sentence as a part of ours: without its capital.
pub(crate) fn clause(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// That a file or folder could not be read.
pub(crate) fn unreadable(file: &Path, error: &io::Error) -> Fault {
    Fault::of_file(file, FaultKind::Unreadable { why: error.kind() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_the_text_knows_its_line_and_column() {
        let source = Source::new(Path::new("a.ftl"), "ä = “b”\nc = d\n".into());
        let piece = source.text().split(' ').nth(3).unwrap();
        assert_eq!(piece, "=");
        let place = source.place(source.offset_of(piece));
        assert_eq!((place.line, place.column), (2, 3));
        let quoted = source.text().find('b').unwrap();
        assert_eq!((source.place(quoted).line, source.place(quoted).column), (1, 6));
    }

    #[test]
    fn a_byte_order_mark_is_no_text_and_a_wrong_byte_is_found() {
        let mut faults = Vec::new();
        let file = Path::new("a.ftl");
        assert_eq!(Source::from_bytes(file, b"\xef\xbb\xbfa = b".to_vec(), &mut faults).unwrap().text(), "a = b");
        assert!(Source::from_bytes(file, b"a = b\nc = \xff".to_vec(), &mut faults).is_none());
        assert_eq!(faults, [Fault { file: file.into(), line: Some(2), column: Some(5), what: FaultKind::NotUtf8 }]);
    }
}
