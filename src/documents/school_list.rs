//! A list of several classes: the whole school, or who has not promised yet. The class stands where a class's own list has
//! the marks.

use super::class_list::{AgreementPrinted, Laid, Last, Row, laid, line};
use super::error::DocumentError;
use super::keys;
use super::press::{CLASS_LIST, Press};
use super::wording;
use crate::content::Words;
use crate::ledger::Head;
use jiff::civil::Date;

/// Classes in the order to print, on one day.
#[derive(Debug, Clone)]
pub struct SchoolList {
    /// The school's name as printed.
    pub school: String,
    /// Whom it shows.
    pub shows: Shows,
    /// The class's name, where it is of one class only.
    pub class: Option<String>,
    /// The classes.
    pub classes: Vec<ClassRows>,
    /// The day the list is of (local).
    pub date: Date,
    /// The newest statement of the ledger that the list is drawn from.
    pub head: Head,
}

/// Whom a list of several classes shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// Everybody.
    Everybody,
    /// Whoever has not promised and could; the rows are theirs alone.
    Missing,
}

/// One class of such a list.
#[derive(Debug, Clone)]
pub struct ClassRows {
    /// The class's name.
    pub class: String,
    /// What it is asked.
    pub agreement: AgreementPrinted,
    /// Its children, in the order to print.
    pub rows: Vec<Row>,
}

impl SchoolList {
    /// `Whole school`, `Still to promise`, or `Still to promise: Willow` where it is of one class.
    fn title(&self, words: &Words) -> String {
        match (self.shows, &self.class) {
            (Shows::Everybody, _) => words.text(keys::LIST_SCHOOL_TITLE),
            (Shows::Missing, Some(class)) => {
                wording::say(words, keys::LIST_MISSING_CLASS_TITLE, &[("class", class.as_str().into())])
            }
            (Shows::Missing, None) => words.text(keys::LIST_MISSING_TITLE),
        }
    }

    fn rows(&self) -> impl Iterator<Item = (&ClassRows, &Row)> {
        self.classes.iter().flat_map(|class| class.rows.iter().map(move |row| (class, row)))
    }

    /// What the classes are asked, each agreement once.
    fn agreements(&self) -> Vec<&AgreementPrinted> {
        let mut agreements: Vec<&AgreementPrinted> = Vec::new();
        for class in &self.classes {
            let one = &class.agreement;
            let same = |other: &&AgreementPrinted| {
                (&other.title, other.audience, other.version) == (&one.title, one.audience, one.version)
            };
            if !agreements.iter().any(same) {
                agreements.push(one);
            }
        }
        agreements
    }

    fn counts(&self, words: &Words) -> String {
        match self.shows {
            Shows::Everybody => super::class_list::counts(self.rows().map(|(_, row)| row.outcome), words),
            Shows::Missing => wording::say(words, keys::LIST_MISSING_COUNT, &[("count", self.rows().count().into())]),
        }
    }
}

impl Press {
    /// The list as PDF (A4, PDF/UA-1), as a class's own.
    ///
    /// # Errors
    /// [`DocumentError`] where the date is out of range or the program is at fault.
    pub fn school_list(&self, list: &SchoolList, words: &Words) -> Result<Vec<u8>, DocumentError> {
        let letters = self.letters();
        let (title, date) = (list.title(words), words.date_long(list.date));
        let document_title = [("title", title.as_str().into()), ("date", date.into())];
        let data = laid(
            &Laid {
                document_title: wording::say(words, keys::LIST_SCHOOL_DOCUMENT_TITLE, &document_title),
                title,
                school: &list.school,
                date: list.date,
                witnesses: String::new(),
                agreements: list.agreements(),
                columns: [
                    keys::LIST_COLUMN_NAME,
                    keys::LIST_COLUMN_PROMISE,
                    keys::LIST_COLUMN_WHEN,
                    keys::LIST_COLUMN_CLASS,
                ],
                rows: list.rows().map(|(of, row)| (line(row, list.date, words), Last::Class(&of.class))).collect(),
                counts: list.counts(words),
                head: list.head,
            },
            words,
            &letters,
        )?;
        self.print(CLASS_LIST, data)
    }
}

/// The list as CSV, with the columns of [`super::class_list_csv`].
///
/// # Errors
/// [`DocumentError::Csv`] where a row cannot be written.
pub fn school_list_csv(list: &SchoolList, words: &Words) -> Result<Vec<u8>, DocumentError> {
    let rows = list.rows().map(|(of, row)| {
        super::spreadsheet::cells(line(row, list.date, words), &of.class, &of.agreement, list.date, words)
    });
    super::spreadsheet::list_csv(rows, words)
}
