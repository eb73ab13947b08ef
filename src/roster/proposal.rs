//! What a file proposes: pupils, each with the row they came from; and for every other row, why not.

use super::names::NameFault;
use crate::domain::ids::{ClassId, Numbering, PupilId};
use crate::domain::school::YearGroup;
use crate::domain::upn::{Upn, UpnFault};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A pupil as a file has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedPupil {
    /// The row, as a spreadsheet shows it.
    pub row: u32,
    /// The name they are called by.
    pub given_name: String,
    /// Their family name; may be empty.
    pub family_name: String,
    /// The class's name as the file writes it.
    pub class: String,
    /// Their year, where their row says it.
    pub year: Option<YearGroup>,
    /// Their numbers: the UPN if it is right, and the system's own.
    pub numbers: BTreeMap<Numbering, String>,
    /// Their identifier here, where the file came from this kiosk.
    pub known: Option<PupilId>,
}

/// Why a row was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum RowFault {
    /// No name in it: a line under the list, or a row that nobody filled in.
    NoName,
    /// A family name alone.
    NoGivenName,
    /// What stands there is no name.
    BadName {
        /// Why not.
        why: NameFault,
    },
    /// Nothing says the class.
    NoClass,
    /// In several classes, none of which is the child's own.
    SeveralClasses {
        /// Their names.
        classes: String,
    },
    /// Nursery, or a secondary school's year.
    OtherYear {
        /// As the file writes it.
        year: String,
    },
    /// The child of an earlier row once more.
    Repeats {
        /// The earlier row.
        first: u32,
    },
    /// The number of an earlier row, under another name.
    NumberTwice {
        /// The earlier row.
        first: u32,
    },
    /// Taken out of the system that wrote the file.
    Deleted,
    /// The class is new, and nothing says its year.
    ClassWithoutYear {
        /// The class.
        class: String,
    },
}

impl RowFault {
    /// Left out as it should be: nothing to mend.
    #[must_use]
    pub fn is_as_it_should_be(&self) -> bool {
        matches!(self, Self::OtherYear { .. } | Self::Deleted)
    }
}

/// What was odd about a row that was taken all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum RowRemark {
    /// The UPN is wrong and was left out.
    BadUpn {
        /// What is wrong with it.
        #[serde(skip)]
        why: UpnFault,
    },
    /// The year says nothing; the class's counts.
    YearUnclear {
        /// As the file writes it.
        year: String,
    },
}

/// Something about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtRow<T> {
    /// The row, as a spreadsheet shows it.
    pub row: u32,
    /// What.
    pub what: T,
}

/// What a file proposes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// The good rows.
    pub pupils: Vec<ProposedPupil>,
    /// The rows that were left out, in order.
    pub faults: Vec<AtRow<RowFault>>,
    /// What was odd about good rows, in order.
    pub remarks: Vec<AtRow<RowRemark>>,
    /// The years of classes that a person has said ([`super::Mapping::years`]), by the class's name.
    pub years: BTreeMap<String, YearGroup>,
    /// The identifiers of classes, by their folded names, where what proposes them knows them: the register's roll.
    pub classes: BTreeMap<String, ClassId>,
    /// Columns, or files of a OneRoster export, that were not needed.
    pub ignored: Vec<String>,
    /// Family or given names stood in capitals and were written as in a sentence.
    pub from_capitals: bool,
}

/// The numbering of UPNs.
pub(super) const UPN: &str = "upn";

/// Gathers rows into a proposal, and leaves out whoever is in it already.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    proposal: Proposal,
    by_number: BTreeMap<(Numbering, String), usize>,
    by_name: BTreeMap<(String, String), Vec<usize>>,
}

impl Gathering {
    /// A row that is left out.
    pub(super) fn fault(&mut self, row: u32, what: RowFault) {
        self.proposal.faults.push(AtRow { row, what });
    }

    /// Something odd about a row.
    pub(super) fn remark(&mut self, row: u32, what: RowRemark) {
        self.proposal.remarks.push(AtRow { row, what });
    }

    /// A UPN as a row has it: taken if it is right, remarked on if it is not.
    pub(super) fn upn(&mut self, row: u32, text: &str) -> Option<(Numbering, String)> {
        if super::names::is_no_number(text) {
            return None;
        }
        match Upn::new(text) {
            Ok(upn) => numbering(UPN).map(|numbering| (numbering, upn.as_str().to_owned())),
            Err(why) => {
                self.remark(row, RowRemark::BadUpn { why });
                None
            }
        }
    }

    /// A good row, unless the child is there already.
    pub(super) fn add(&mut self, pupil: ProposedPupil) {
        use super::names::{fold, fold_class};
        let name = fold(&format!("{} {}", pupil.given_name, pupil.family_name));
        let at = |place: &usize| self.proposal.pupils.get(*place);
        for (numbering, number) in &pupil.numbers {
            let first = self.by_number.get(&(numbering.clone(), number.clone())).and_then(at);
            if let Some(first) = first {
                let same = fold(&format!("{} {}", first.given_name, first.family_name)) == name;
                let (row, first) = (pupil.row, first.row);
                let what = if same { RowFault::Repeats { first } } else { RowFault::NumberTwice { first } };
                return self.fault(row, what);
            }
        }
        let key = (fold_class(&pupil.class), name);
        // Two of one name in a class are two children only if numbers tell them apart.
        let told_apart = |first: &&ProposedPupil| {
            pupil.numbers.iter().any(|(numbering, _)| first.numbers.contains_key(numbering))
                || (pupil.known.is_some() && first.known.is_some() && pupil.known != first.known)
        };
        let twin = self.by_name.get(&key).into_iter().flatten().filter_map(at).find(|first| !told_apart(first));
        if let Some(first) = twin {
            let (row, first) = (pupil.row, first.row);
            return self.fault(row, RowFault::Repeats { first });
        }
        let place = self.proposal.pupils.len();
        for (numbering, number) in &pupil.numbers {
            self.by_number.insert((numbering.clone(), number.clone()), place);
        }
        self.by_name.entry(key).or_default().push(place);
        self.proposal.pupils.push(pupil);
    }

    /// All of it.
    pub(super) fn finish(self) -> Proposal {
        let mut proposal = self.proposal;
        proposal.from_capitals = write_capitals_as_names(&mut proposal.pupils);
        let left_out: BTreeSet<u32> = proposal.faults.iter().map(|fault| fault.row).collect();
        proposal.remarks.retain(|remark| !left_out.contains(&remark.row));
        proposal.faults.sort_by_key(|fault| fault.row);
        proposal.remarks.sort_by_key(|remark| remark.row);
        proposal
    }
}

/// A numbering by its name here; `None` where that is none.
pub(super) fn numbering(name: &str) -> Option<Numbering> {
    Numbering::new(name).ok()
}

/// Some systems write every family name in capitals, or every name: that is their style, not the child's name, and a child
/// who is learning to read cannot find it. One name in capitals among others stays.
fn write_capitals_as_names(pupils: &mut [ProposedPupil]) -> bool {
    use super::names::{from_capitals, is_capitals};
    let parts: [fn(&mut ProposedPupil) -> &mut String; 2] =
        [|pupil| &mut pupil.given_name, |pupil| &mut pupil.family_name];
    let mut any = false;
    for part in parts {
        let mut long = 0;
        let mut capitals = 0;
        for pupil in pupils.iter_mut() {
            let name = part(pupil);
            if name.chars().count() > 3 {
                long += 1;
                capitals += usize::from(is_capitals(name));
            }
        }
        if capitals * 2 <= long {
            continue;
        }
        for pupil in pupils.iter_mut() {
            let name = part(pupil);
            if is_capitals(name) {
                let written = from_capitals(name);
                any |= written != *name;
                *name = written;
            }
        }
    }
    any
}
