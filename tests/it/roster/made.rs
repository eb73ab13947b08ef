//! What the roster's tests stand on: a school, files in memory, and results that can be read line by line.

use promise_tree::domain::ids::{ClassId, PupilId};
use promise_tree::domain::school::{Class, Pupil, Role, YearGroup};
use promise_tree::roster::{
    Answer, Change, ChangeKey, Compared, Difference, Proposal, RosterError, Source, What, apply, compare, read_bytes,
};
use promise_tree::store::{
    Created, Enrolled, Kdf, Label, NewAccess, NewSchool, NewStaff, Passphrase, Pin, Roster, RosterTally, Store,
    SystemClock, Watch,
};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) const NOW: i64 = 1_795_338_000_000;

/// An empty school in a temporary folder, open.
pub(crate) struct Office {
    pub(crate) store: Store,
    _dir: tempfile::TempDir,
}

impl Office {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let staff = NewStaff { name: "Mrs S Patel".into(), role: Role::Head };
        let access = NewAccess {
            label: Label::new("SP").unwrap(),
            passphrase: Passphrase::chosen("otter pebble lantern").unwrap(),
            pin: Pin::chosen("4071").unwrap(),
        };
        let school = NewSchool::named("Willow Lane Primary", staff, access).unwrap();
        let made = Store::create(&dir.path().join("kiosk"), school, Kdf::Light, SystemClock::start());
        let Created { store, .. } = made.wait().unwrap();
        Self { store, _dir: dir }
    }

    /// The same with a class Willow (Year 2) and a class Oak (Year 4) and these children, without numbers.
    pub(crate) fn with(children: &[(&str, &str, &str)]) -> Self {
        let office = Self::new();
        let class = |id: &str, name: &str, year| Class { id: ClassId::new(id).unwrap(), name: name.into(), year };
        let classes = vec![class("willow", "Willow", YearGroup::Year2), class("oak", "Oak", YearGroup::Year4)];
        let pupil = |(place, (class, given, family)): (usize, &(&str, &str, &str))| Pupil {
            id: PupilId::new(format!("p{place}")).unwrap(),
            class: ClassId::new(*class).unwrap(),
            given_name: (*given).into(),
            family_name: (*family).into(),
        };
        office.store.enrol(classes, children.iter().enumerate().map(pupil).collect()).wait().unwrap();
        office
    }

    pub(crate) fn roster(&self) -> Roster {
        self.store.roster().wait().unwrap()
    }

    pub(crate) fn compare(&self, proposal: &Proposal) -> Difference {
        compare(&self.roster(), proposal, &BTreeMap::new())
    }

    /// Accepts what `choose` chooses of the differences, with these answers.
    pub(crate) fn import_with(
        &self,
        proposal: &Proposal,
        answers: &BTreeMap<u32, Answer>,
        choose: impl FnOnce(&Difference) -> BTreeSet<ChangeKey>,
    ) -> Result<RosterTally, RosterError> {
        let roster = self.roster();
        let difference = compare(&roster, proposal, answers);
        let compared = Compared { roster: &roster, proposal, difference: &difference };
        apply(&self.store, compared, &choose(&difference), "roster.csv", NOW, &Watch::silent())
    }

    /// Accepts everything that is sure.
    pub(crate) fn import(&self, csv: &str) -> RosterTally {
        self.import_with(&propose(csv), &BTreeMap::new(), Difference::sure).unwrap()
    }

    /// Who is here: `Willow (Y2): Aisha Begum`, in order.
    pub(crate) fn here(&self) -> Vec<String> {
        let roster = self.roster();
        let mut here: Vec<String> = roster.here().map(|enrolled| line_of(&roster, enrolled)).collect();
        here.sort();
        here
    }

    /// The identifier of the one child of this name.
    pub(crate) fn id(&self, name: &str) -> PupilId {
        let roster = self.roster();
        let mut found = roster.pupils.values().filter(|enrolled| enrolled.pupil.full_name() == name);
        let id = found.next().unwrap_or_else(|| panic!("no {name}")).pupil.id.clone();
        assert!(found.next().is_none(), "two {name}");
        id
    }
}

fn line_of(roster: &Roster, enrolled: &Enrolled) -> String {
    let class = roster.class(&enrolled.pupil.class).unwrap();
    format!("{} ({}): {}", class.name, class.year, enrolled.pupil.full_name())
}

pub(crate) fn source(name: &str, bytes: &[u8]) -> Source {
    read_bytes(name, bytes, &Watch::silent()).unwrap()
}

pub(crate) fn propose(csv: &str) -> Proposal {
    source("roster.csv", csv.as_bytes()).propose(None, &Watch::silent()).unwrap()
}

/// The good rows, a line each: row, name, class, year, numbers.
pub(crate) fn pupils(proposal: &Proposal) -> Vec<String> {
    let line = |pupil: &promise_tree::roster::ProposedPupil| {
        let year = pupil.year.map_or("?".to_owned(), |year| year.to_string());
        let numbers: Vec<String> = pupil.numbers.iter().map(|(of, number)| format!(" {of}={number}")).collect();
        let name = format!("{}|{}", pupil.given_name, pupil.family_name);
        format!("{} {name} {} {year}{}", pupil.row, pupil.class, numbers.concat())
    };
    proposal.pupils.iter().map(line).collect()
}

/// The rows that were left out: row and code.
pub(crate) fn faults(proposal: &Proposal) -> Vec<String> {
    proposal.faults.iter().map(|fault| format!("{} {:?}", fault.row, fault.what)).collect()
}

/// The changes, but who stays: kind, who, and the doubt.
pub(crate) fn changes(difference: &Difference) -> Vec<String> {
    difference.changes.iter().filter(|change| !matches!(change.what, What::Stays { .. })).map(told).collect()
}

fn told(change: &Change) -> String {
    let doubt = change.doubt.map(|doubt| format!(" {doubt:?}")).unwrap_or_default();
    let what = match &change.what {
        What::Joins(person) => format!("joins {} {}", person.class, person.full_name()),
        What::Changes { before, after, moved, renamed, returned, .. } => {
            let words = [(*moved, "moves "), (*renamed, "renamed "), (*returned, "returns ")];
            let words: String = words.iter().filter(|(so, _)| *so).map(|(_, word)| *word).collect();
            format!("{words}{} {} → {} {}", before.class, before.full_name(), after.class, after.full_name())
        }
        What::Leaves { person, .. } => format!("left? {} {}", person.class, person.full_name()),
        What::Stays { person, .. } => format!("stays {} {}", person.class, person.full_name()),
        What::Unclear { person, candidates } => format!("unclear {} of {}", person.full_name(), candidates.len()),
        What::ClassYear { name, before, after, .. } => format!("class {name} {before} → {after}"),
    };
    format!("{what}{doubt}")
}

/// A right UPN for a number up to 999.
pub(crate) fn upn(number: u32) -> String {
    let digits = format!("80120000{:04}", number);
    let sum: u32 = (2..).zip(digits.chars()).map(|(weight, digit)| weight * digit.to_digit(10).unwrap()).sum();
    let letter = "ABCDEFGHJKLMNPQRTUVWXYZ".chars().nth((sum % 23) as usize).unwrap();
    format!("{letter}{digits}")
}

pub(crate) fn utf16(text: &str, mark: bool, end: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    format!("{mark}{text}").encode_utf16().flat_map(end).collect()
}

/// A zip of these files.
pub(crate) fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
