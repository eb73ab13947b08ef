//! How long lists and sheets take, with real statements from a real store (`make bench`).

use super::error::ExportError;
use super::{Exporter, Form, Names, Of, Part, To, Wanted, What};
use crate::content::{Content, REFERENCE};
use crate::documents::Press;
use crate::store::bench::school_of_promises;
use crate::store::{SystemClock, Watch};
use std::path::Path;
use std::time::{Duration, Instant};

/// Classes of the school that is measured, and children in each.
const CLASSES: usize = 14;
const CHILDREN: usize = 30;

/// What [`documents`] measured: from asking for it until the files are on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Documents {
    /// A class's list as PDF, the press being warm: the middle of several.
    pub list: Duration,
    /// A class's sheets, likewise.
    pub class: Duration,
    /// The sheets of the whole school.
    pub school: Duration,
    /// How many sheets those are.
    pub sheets: usize,
}

/// Makes a school of `classes` × `children` who have all promised, in `folder`, then its lists and sheets.
///
/// # Errors
/// The store, the print or the disk.
pub fn documents(folder: &Path, content: &Content) -> Result<Documents, ExportError> {
    measure(folder, content, CLASSES, CHILDREN)
}

fn measure(folder: &Path, content: &Content, classes: usize, children: usize) -> Result<Documents, ExportError> {
    let (store, first) = school_of_promises(&folder.join("school"), content, classes, children)?;
    let press = Press::new();
    let now_ms = crate::store::Clock::wall_ms(&*SystemClock::start());
    let exporter = Exporter { store: &store, content, language: REFERENCE, now_ms };
    let file = |part: &Part| folder.join(format!("{}.pdf", part.class.as_deref().unwrap_or("school")));
    let make = |of: Of, what: What| {
        let wanted = Wanted { of, what, names: Names::Usual };
        let began = Instant::now();
        exporter.make(&press, &wanted, Form::Pdf, &To::Files(&file), &Watch::silent())?;
        Ok::<_, ExportError>(began.elapsed())
    };
    let middle = |what: What| {
        // The first one warms the press.
        make(Of::Class(first.clone()), what)?;
        let mut times = (0..3).map(|_| make(Of::Class(first.clone()), what)).collect::<Result<Vec<_>, _>>()?;
        times.sort_unstable();
        Ok::<_, ExportError>(times.get(1).copied().unwrap_or_default())
    };
    let (list, class, school) = (middle(What::List)?, middle(What::Sheets)?, make(Of::School, What::Sheets)?);
    store.shutdown().wait()?;
    Ok(Documents { list, class, school, sheets: classes * children })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_measured_school_gets_a_sheet_with_a_code_for_each_child() {
        let folder = tempfile::tempdir().unwrap();
        let content = Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let measured = measure(folder.path(), &content, 2, 2).unwrap();
        assert_eq!(measured.sheets, 4);
        assert!(measured.list > Duration::ZERO && measured.school > Duration::ZERO);
        for class in ["Class 1", "Class 2"] {
            assert!(folder.path().join(format!("{class}.pdf")).is_file());
        }
    }
}
