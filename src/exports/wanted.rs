//! What can be asked for: lists and sheets, of a class or of the school, with whole names or initials; where it goes.

use super::error::ExportError;
use super::gather::{class_list, school_list, sheets};
use super::{Exporter, printer, write};
use crate::documents::{Press, Shows, class_list_csv, school_list_csv};
use crate::domain::ids::ClassId;
use crate::store::{Deed, Stage, Watch};
use std::path::{Path, PathBuf};

/// Of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// One class.
    Class(ClassId),
    /// Every class that has children, youngest first.
    School,
}

/// What.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Everybody, with where they stand.
    List,
    /// Whoever has not promised and could.
    Missing,
    /// A sheet for each child's family. Of the school, they are a document a class.
    Sheets,
}

/// How children are named on lists. Sheets go to the family and have the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Names {
    /// The given name and as much of the family name as tells them apart.
    #[default]
    Usual,
    /// Initials, with a number where two of a class have the same. No drawn marks: they are names.
    Initials,
}

/// One thing to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Of whom.
    pub of: Of,
    /// What.
    pub what: What,
    /// With which names.
    pub names: Names,
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For paper.
    Pdf,
    /// For a spreadsheet.
    Csv,
}

impl Form {
    /// By a file's ending.
    ///
    /// # Errors
    /// [`ExportError::Ending`] where it is neither `.pdf` nor `.csv`.
    pub fn of(file: &Path) -> Result<Self, ExportError> {
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("pdf") => Ok(Self::Pdf),
            Some("csv") => Ok(Self::Csv),
            _ => Err(ExportError::Ending(file.to_owned())),
        }
    }

    /// A file's ending, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Csv => "csv",
        }
    }
}

/// Where it goes.
pub enum To<'a> {
    /// Files, named by the part that goes into each.
    Files(&'a (dyn Fn(&Part) -> PathBuf + Sync)),
    /// A printer of this computer.
    Printer {
        /// Its name, as [`printer::printers`] gives it.
        name: &'a str,
        /// What stands in the printer's queue; no child's name.
        title: &'a (dyn Fn(&Part) -> String + Sync),
    },
}

/// One document of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The class's name, where it is of one class.
    pub class: Option<String>,
    /// How many sheets it holds; a list is one.
    pub sheets: usize,
    wanted: Wanted,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Made {
    /// How many documents.
    pub documents: usize,
    /// The files that were written; none where they were printed.
    pub files: Vec<PathBuf>,
}

impl Exporter<'_> {
    /// Makes all that is wanted and takes it where it is to go, a document after the other; the audit trail says so first.
    /// The watch is told how many sheets are done, of how many; lists count as one. Stopped by it, what was made so far stays:
    /// each document is whole.
    ///
    /// # Errors
    /// [`ExportError`]: sheets as CSV, no such class, nobody to make it of, the store, the print, the disk or the printer.
    pub fn make(
        &self,
        press: &Press,
        wanted: &Wanted,
        form: Form,
        to: &To<'_>,
        watch: &Watch,
    ) -> Result<Made, ExportError> {
        if wanted.what == What::Sheets && form == Form::Csv {
            return Err(ExportError::SheetsArePdf);
        }
        let content = self.adopted()?;
        let exporter = Exporter { content: &content, ..*self };
        let parts = self.parts(wanted)?;
        self.store.exporting(trail(wanted, to)).wait()?;
        let mut made = Made::default();
        let (mut done, total) = (0, parts.iter().map(|part| part.sheets).sum());
        for part in &parts {
            watch.step(Stage::Saving, done, total)?;
            let bytes = exporter.document(press, &part.wanted, form)?;
            // Setting a class's sheets takes a moment in which somebody may have stopped it.
            watch.step(Stage::Saving, done, total)?;
            match to {
                To::Files(named) => {
                    let file = named(part);
                    write::whole(&file, &bytes)?;
                    made.files.push(file);
                }
                To::Printer { name, title } => printer::print(name, &title(part), &bytes)?,
            }
            made.documents += 1;
            done += part.sheets;
        }
        watch.step(Stage::Saving, done, total)?;
        Ok(made)
    }

    /// One document as bytes.
    fn document(&self, press: &Press, wanted: &Wanted, form: Form) -> Result<Vec<u8>, ExportError> {
        let words = self.words()?;
        let several = |shows: Shows, of: &Of| {
            let list = school_list(self, of, shows, wanted.names)?;
            Ok::<_, ExportError>(match form {
                Form::Pdf => press.school_list(&list, words)?,
                Form::Csv => school_list_csv(&list, words)?,
            })
        };
        match (wanted.what, &wanted.of) {
            (What::Sheets, Of::Class(class)) => Ok(press.sheets(&sheets(self, class)?, words)?),
            (What::Sheets, Of::School) => Err(ExportError::Nobody),
            (What::List, Of::Class(class)) => {
                let list = class_list(self, class, wanted.names)?;
                Ok(match form {
                    Form::Pdf => press.class_list(&list, words)?,
                    Form::Csv => class_list_csv(&list, words)?,
                })
            }
            (What::List, Of::School) => several(Shows::Everybody, &wanted.of),
            (What::Missing, of) => several(Shows::Missing, of),
        }
    }

    /// The documents that it comes to.
    fn parts(&self, wanted: &Wanted) -> Result<Vec<Part>, ExportError> {
        let classes = self.store.classes().wait()?;
        if let Of::Class(id) = &wanted.of {
            let known = classes.iter().map(|class| class.name.as_str()).collect::<Vec<_>>().join(", ");
            let class = classes.iter().find(|class| class.id == *id);
            let class = class.ok_or_else(|| ExportError::Class(id.to_string(), known))?;
            let sheets = match wanted.what {
                What::Sheets => self.store.pupils(Some(id.clone())).wait()?.len(),
                What::List | What::Missing => 1,
            };
            return Ok(vec![Part { class: Some(class.name.clone()), sheets, wanted: wanted.clone() }]);
        }
        if wanted.what != What::Sheets {
            return Ok(vec![Part { class: None, sheets: 1, wanted: wanted.clone() }]);
        }
        let mut parts = Vec::new();
        for class in classes {
            let sheets = self.store.pupils(Some(class.id.clone())).wait()?.len();
            if sheets > 0 {
                let wanted = Wanted { of: Of::Class(class.id), ..wanted.clone() };
                parts.push(Part { class: Some(class.name), sheets, wanted });
            }
        }
        if parts.is_empty() { Err(ExportError::Nobody) } else { Ok(parts) }
    }
}

/// What the audit trail says; no child's name.
fn trail(wanted: &Wanted, to: &To<'_>) -> Deed {
    let what = match wanted.what {
        What::List => "list",
        What::Missing => "missing",
        What::Sheets => "sheets",
    };
    let of = if wanted.of == Of::School { "school" } else { "class" };
    let to = if matches!(to, To::Printer { .. }) { "printer" } else { "file" };
    Deed::list_made(what, of, to)
}
