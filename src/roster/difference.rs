//! The difference between what a file proposes and what the kiosk holds, change by change, for a person to accept.

use super::proposal::{AtRow, RowFault, RowRemark};
use crate::domain::ids::{ClassId, PupilId};
use crate::domain::school::YearGroup;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// The stable name of a change: the same for the same file and the same roster, however the other rows are answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ChangeKey(String);

impl ChangeKey {
    /// Of a row of the file.
    pub(super) fn of_row(row: u32) -> Self {
        Self(format!("row-{row}"))
    }

    /// Of a child who is not in the file.
    pub(super) fn of_missing(pupil: &PupilId) -> Self {
        Self(format!("left-{pupil}"))
    }

    /// Of a class.
    pub(super) fn of_class(class: &ClassId) -> Self {
        Self(format!("class-{class}"))
    }

    /// As typed by a person; whether there is such a change shows when it is used.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self(text.trim().to_lowercase())
    }

    /// As text: `row-12`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ChangeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A child as a line shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name they are called by.
    pub given_name: String,
    /// Their family name.
    pub family_name: String,
    /// Their class's name.
    pub class: String,
    /// The class's year.
    #[serde(serialize_with = "as_code")]
    pub year: YearGroup,
}

fn as_code<S: serde::Serializer>(year: &YearGroup, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(year)
}

impl Person {
    /// Given and family name.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name).trim().to_owned()
    }
}

/// By what a row and a child of the kiosk were found to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matched {
    /// A person said so.
    Answer,
    /// This kiosk's own identifier, in a file that it exported.
    KioskId,
    /// The UPN or the school system's number.
    Number,
    /// The same name in the same class.
    NameInClass,
    /// The same name in another class that the child may have come from.
    NameElsewhere,
    /// The same given name, or the same family name and initial, in the same class, where nobody else fits.
    PartOfName,
}

/// Why a person should look before a change is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Found by the name alone, in another class.
    NameElsewhere,
    /// Found by a part of the name.
    PartOfName,
    /// The number is this child's, but the whole name is another.
    OtherName,
    /// The child is not in the file. That alone never means that they have left.
    NotInFile,
    /// Several children could be meant: say which, or that it is a new child.
    Several,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its name.
    pub key: ChangeKey,
    /// The row that it comes from, as a spreadsheet shows it.
    pub row: Option<u32>,
    /// What it is.
    pub what: What,
    /// Why a person should look, if they should.
    pub doubt: Option<Doubt>,
}

/// What a change is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A new child.
    Joins(Person),
    /// A child who is in another class, has another name, or is back.
    Changes {
        /// Who.
        pupil: PupilId,
        /// As the kiosk has them.
        before: Person,
        /// As the file has them.
        after: Person,
        /// In another class.
        moved: bool,
        /// Under another name.
        renamed: bool,
        /// They had been marked as having left.
        returned: bool,
        /// How they were found.
        matched: Matched,
    },
    /// A child who is not in the file: to be marked as having left, if a person says so.
    Leaves {
        /// Who.
        pupil: PupilId,
        /// As the kiosk has them.
        person: Person,
    },
    /// A child as the kiosk has them.
    Stays {
        /// Who.
        pupil: PupilId,
        /// As the kiosk has them.
        person: Person,
        /// How they were found.
        matched: Matched,
        /// The file has a number of theirs that the kiosk does not; it is kept with the rest.
        learns: bool,
    },
    /// A row that could be about several children, or one whose numbers belong to different children.
    Unclear {
        /// As the file has them.
        person: Person,
        /// Who it could be.
        candidates: Vec<(PupilId, Person)>,
    },
    /// A class whose children have grown a year older and taken its name with them.
    ClassYear {
        /// Which.
        class: ClassId,
        /// Its name.
        name: String,
        /// Its year now.
        before: YearGroup,
        /// Its year in the file.
        after: YearGroup,
    },
}

/// What was odd about a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum ClassRemark {
    /// Children of several years; the class counts as one of them.
    SeveralYears {
        /// The class.
        class: String,
        /// The year that it counts as.
        #[serde(serialize_with = "as_code")]
        taken: YearGroup,
        /// Whether they sign different agreements.
        both_stages: bool,
    },
    /// Its year was taken from its name.
    YearFromName {
        /// The class.
        class: String,
        /// The year.
        #[serde(serialize_with = "as_code")]
        year: YearGroup,
    },
}

/// Everything that differs, and everything that does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// In the order of the file's rows; then who is not in it, by name.
    pub changes: Vec<Change>,
    /// The classes that come with accepted rows, with their years.
    pub new_classes: Vec<(String, YearGroup)>,
    /// What was odd about classes.
    pub class_remarks: Vec<ClassRemark>,
    /// The rows that were left out, in order.
    pub faults: Vec<AtRow<RowFault>>,
    /// What was odd about good rows, in order.
    pub remarks: Vec<AtRow<RowRemark>>,
    /// Children here whom the file could not have: it is about other classes.
    pub not_covered: usize,
}

/// How many changes of each kind there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Counts {
    /// New children.
    pub joined: usize,
    /// In another class.
    pub moved: usize,
    /// Under another name.
    pub renamed: usize,
    /// Here again.
    pub returned: usize,
    /// Not in the file.
    pub left: usize,
    /// As they were.
    pub unchanged: usize,
    /// Could be several children.
    pub unclear: usize,
    /// Rows left out that somebody should look at.
    pub bad_rows: usize,
    /// Rows left out as they should be.
    pub left_out: usize,
}

impl Difference {
    /// A change by its name.
    #[must_use]
    pub fn change(&self, key: &ChangeKey) -> Option<&Change> {
        self.changes.iter().find(|change| &change.key == key)
    }

    /// The changes that nobody needs to look at: numbers, or the same name in the same class, say who is who. Accept these
    /// to begin with.
    #[must_use]
    pub fn sure(&self) -> BTreeSet<ChangeKey> {
        self.keys(|change| change.doubt.is_none())
    }

    /// The children found by their name alone, in another class: for a file without numbers in September. One tap for a
    /// person who has looked at the list.
    #[must_use]
    pub fn by_name(&self) -> BTreeSet<ChangeKey> {
        self.keys(|change| change.doubt == Some(Doubt::NameElsewhere))
    }

    /// The children who are not in the file.
    #[must_use]
    pub fn leavers(&self) -> BTreeSet<ChangeKey> {
        self.keys(|change| change.doubt == Some(Doubt::NotInFile))
    }

    fn keys(&self, fits: impl Fn(&Change) -> bool) -> BTreeSet<ChangeKey> {
        self.changes.iter().filter(|change| fits(change)).map(|change| change.key.clone()).collect()
    }

    /// How many there are of each kind. A child who has moved and has another name counts in both.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for change in &self.changes {
            match &change.what {
                What::Joins(_) => counts.joined += 1,
                What::Changes { moved, renamed, returned, .. } => {
                    counts.moved += usize::from(*moved);
                    counts.renamed += usize::from(*renamed);
                    counts.returned += usize::from(*returned);
                }
                What::Leaves { .. } => counts.left += 1,
                What::Stays { .. } => counts.unchanged += 1,
                What::Unclear { .. } => counts.unclear += 1,
                What::ClassYear { .. } => {}
            }
        }
        counts.left_out = self.faults.iter().filter(|fault| fault.what.is_as_it_should_be()).count();
        counts.bad_rows = self.faults.len() - counts.left_out;
        counts
    }
}
