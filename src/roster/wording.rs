//! Everything that an import finds and does, in words: for the console and the command line alike.

use super::columns::Field;
use super::decode::Encoding;
use super::difference::{Change, ClassRemark, Counts, Difference, Doubt, Person, What};
use super::keys as k;
use super::names::NameFault;
use super::proposal::{AtRow, Proposal, RowFault, RowRemark};
use super::source::Kind;
use crate::content::{Value, Words};
use crate::domain::school::YearGroup;
use crate::domain::upn::UpnFault;
use crate::store::{RosterTally, Stage, Undone};

fn say(words: &Words, key: &str, values: &[(&str, &str)]) -> String {
    words.text_with(key, values)
}

fn count(words: &Words, key: &str, count: usize) -> String {
    words.text_with(key, &[("count", Value::from(count))])
}

/// `Reception`, `Year 3`.
#[must_use]
pub fn year(words: &Words, year: YearGroup) -> String {
    words.text_with(k::YEAR, &[("year", Value::from(year.number()))])
}

/// `Row 12: no class. Fill in the class.`
#[must_use]
pub fn at_row(words: &Words, row: u32, what: &str) -> String {
    say(words, k::AT_ROW, &[("row", &row.to_string()), ("what", what)])
}

/// `a, b, c`.
#[must_use]
pub fn list(words: &Words, items: impl IntoIterator<Item = String>) -> String {
    let next = |list: String, next: String| say(words, k::LIST_NEXT, &[("list", &list), ("next", &next)]);
    items.into_iter().reduce(next).unwrap_or_default()
}

/// What a file turned out to be.
#[must_use]
pub fn kind(words: &Words, kind: &Kind) -> String {
    match kind {
        Kind::Csv { encoding, .. } => {
            let encoding = match encoding {
                Encoding::Utf8 => "UTF-8",
                Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
                Encoding::Windows1252 => "Windows-1252",
            };
            say(words, k::KIND_CSV, &[("encoding", encoding)])
        }
        Kind::Workbook { sheets } => say(words, k::KIND_WORKBOOK, &[("sheets", &list(words, sheets.clone()))]),
        Kind::OneRoster { version: Some(version) } => say(words, k::KIND_ONE_ROSTER, &[("version", version)]),
        Kind::OneRoster { version: None } => words.text(k::KIND_ONE_ROSTER_BARE),
        Kind::Register { came_ms, .. } => {
            let day = jiff::Timestamp::from_millisecond(*came_ms).unwrap_or_default();
            let day = day.to_zoned(jiff::tz::TimeZone::system()).date();
            say(words, k::KIND_REGISTER, &[("date", &words.date_long(day))])
        }
    }
}

/// What a long job is doing.
#[must_use]
pub fn stage(words: &Words, stage: Stage) -> String {
    words.text(match stage {
        Stage::Reading => k::STAGE_READING,
        Stage::Sorting => k::STAGE_SORTING,
        Stage::Saving => k::STAGE_SAVING,
    })
}

/// What is taken from a column.
#[must_use]
pub fn field(words: &Words, field: Field) -> String {
    words.text(match field {
        Field::GivenName => k::FIELD_GIVEN_NAME,
        Field::KnownAs => k::FIELD_KNOWN_AS,
        Field::FamilyName => k::FIELD_FAMILY_NAME,
        Field::KnownFamily => k::FIELD_KNOWN_FAMILY,
        Field::FullName => k::FIELD_FULL_NAME,
        Field::Class => k::FIELD_CLASS,
        Field::Year => k::FIELD_YEAR,
        Field::Upn => k::FIELD_UPN,
        Field::Number => k::FIELD_NUMBER,
        Field::KioskId => k::FIELD_KIOSK_ID,
    })
}

/// Why a row was left out, with its number.
#[must_use]
pub fn fault(words: &Words, fault: &AtRow<RowFault>) -> String {
    let first = |first: &u32| first.to_string();
    let what = match &fault.what {
        RowFault::NoName => words.text(k::FAULT_NO_NAME),
        RowFault::NoGivenName => words.text(k::FAULT_NO_GIVEN_NAME),
        RowFault::BadName { why } => words.text(match why {
            NameFault::NoLetter => k::FAULT_NO_LETTER,
            NameFault::TooLong => k::FAULT_TOO_LONG,
            NameFault::Unreadable => k::FAULT_UNREADABLE,
            NameFault::Error => k::FAULT_FORMULA,
        }),
        RowFault::NoClass => words.text(k::FAULT_NO_CLASS),
        RowFault::SeveralClasses { classes } => say(words, k::FAULT_SEVERAL_CLASSES, &[("classes", classes)]),
        RowFault::OtherYear { year } => say(words, k::FAULT_OTHER_YEAR, &[("year", year)]),
        RowFault::Repeats { first: row } => say(words, k::FAULT_REPEATS, &[("first", &first(row))]),
        RowFault::NumberTwice { first: row } => say(words, k::FAULT_NUMBER_TWICE, &[("first", &first(row))]),
        RowFault::Deleted => words.text(k::FAULT_DELETED),
        RowFault::ClassWithoutYear { class } => say(words, k::FAULT_CLASS_WITHOUT_YEAR, &[("class", class)]),
    };
    at_row(words, fault.row, &what)
}

/// What was odd about a row that came in, with its number.
#[must_use]
pub fn remark(words: &Words, remark: &AtRow<RowRemark>) -> String {
    let what = match &remark.what {
        RowRemark::BadUpn { why: UpnFault::Length(length) } => {
            say(words, k::REMARK_UPN_LENGTH, &[("length", &length.to_string())])
        }
        RowRemark::BadUpn { why: UpnFault::Shape } => words.text(k::REMARK_UPN_SHAPE),
        RowRemark::BadUpn { why: UpnFault::CheckLetter } => words.text(k::REMARK_UPN_CHECK),
        RowRemark::YearUnclear { year } => say(words, k::REMARK_YEAR, &[("year", year)]),
    };
    at_row(words, remark.row, &what)
}

/// What was odd about the file as a whole: classes, capitals, columns that were not needed.
#[must_use]
pub fn general(words: &Words, proposal: &Proposal, difference: &Difference) -> Vec<String> {
    let mut said: Vec<String> = difference.class_remarks.iter().map(|remark| class_remark(words, remark)).collect();
    if proposal.from_capitals {
        said.push(words.text(k::REMARK_CAPITALS));
    }
    if !proposal.ignored.is_empty() {
        let columns = list(words, proposal.ignored.iter().cloned());
        said.push(say(words, k::REMARK_IGNORED, &[("columns", &columns)]));
    }
    if difference.not_covered > 0 {
        said.push(count(words, k::REMARK_NOT_COVERED, difference.not_covered));
    }
    said
}

fn class_remark(words: &Words, remark: &ClassRemark) -> String {
    let (key, class, taken) = match remark {
        ClassRemark::SeveralYears { class, taken, both_stages: true } => (k::REMARK_BOTH_STAGES, class, taken),
        ClassRemark::SeveralYears { class, taken, .. } => (k::REMARK_SEVERAL_YEARS, class, taken),
        ClassRemark::YearFromName { class, year } => (k::REMARK_YEAR_FROM_NAME, class, year),
    };
    say(words, key, &[("class", class), ("year", &year(words, *taken))])
}

/// One change in a sentence.
#[must_use]
pub fn change(words: &Words, change: &Change) -> String {
    let plain = |key, person: &Person| say(words, key, &[("name", &person.full_name()), ("class", &person.class)]);
    match &change.what {
        What::Joins(person) => plain(k::CHANGE_JOINS, person),
        What::Leaves { person, .. } => plain(k::CHANGE_LEAVES, person),
        What::Stays { person, .. } => plain(k::CHANGE_STAYS, person),
        What::Changes { before, after, moved, renamed, .. } => {
            let (old, new) = (before.full_name(), after.full_name());
            match (moved, renamed) {
                (true, true) => {
                    let values = [("before", &*old), ("name", &new), ("from", &before.class), ("class", &after.class)];
                    say(words, k::CHANGE_MOVES_RENAMED, &values)
                }
                (true, false) => {
                    say(words, k::CHANGE_MOVES, &[("name", &new), ("before", &before.class), ("class", &after.class)])
                }
                (false, true) => {
                    say(words, k::CHANGE_RENAMED, &[("before", &old), ("name", &new), ("class", &after.class)])
                }
                (false, false) => plain(k::CHANGE_RETURNS, after),
            }
        }
        What::Unclear { person, candidates } => {
            let candidates = list(words, candidates.iter().map(|(_, candidate)| plain(k::CANDIDATE, candidate)));
            let name = person.full_name();
            let values = [("name", &*name), ("class", &person.class), ("candidates", &candidates)];
            say(words, k::CHANGE_UNCLEAR, &values)
        }
        What::ClassYear { name, before, after, .. } => {
            let (before, after) = (year(words, *before), year(words, *after));
            say(words, k::CHANGE_CLASS_YEAR, &[("class", name), ("before", &before), ("year", &after)])
        }
    }
}

/// Why a person should look before a change is accepted.
#[must_use]
pub fn doubt(words: &Words, doubt: Doubt) -> String {
    words.text(match doubt {
        Doubt::NameElsewhere => k::DOUBT_NAME_ELSEWHERE,
        Doubt::PartOfName => k::DOUBT_PART_OF_NAME,
        Doubt::OtherName => k::DOUBT_OTHER_NAME,
        Doubt::NotInFile => k::DOUBT_NOT_IN_FILE,
        Doubt::Several => k::DOUBT_SEVERAL,
    })
}

/// How many changes there are of each kind, in one line.
#[must_use]
pub fn counts(words: &Words, counts: &Counts) -> String {
    let all = [
        (k::COUNT_JOINED, counts.joined),
        (k::COUNT_MOVED, counts.moved),
        (k::COUNT_RENAMED, counts.renamed),
        (k::COUNT_RETURNED, counts.returned),
        (k::COUNT_LEFT, counts.left),
        (k::COUNT_UNCHANGED, counts.unchanged),
        (k::COUNT_UNCLEAR, counts.unclear),
        (k::COUNT_BAD_ROWS, counts.bad_rows),
        (k::COUNT_LEFT_OUT, counts.left_out),
    ];
    some_of(words, &all)
}

/// What an import did, in one line.
#[must_use]
pub fn tally(words: &Words, tally: &RosterTally) -> String {
    let all = [
        (k::DONE_JOINED, tally.joined),
        (k::DONE_MOVED, tally.moved),
        (k::DONE_RENAMED, tally.renamed),
        (k::DONE_RETURNED, tally.returned),
        (k::DONE_LEFT, tally.left),
        (k::DONE_CLASSES, tally.classes),
        (k::DONE_CLASSES_CHANGED, tally.classes_changed),
    ];
    some_of(words, &all)
}

/// What undoing the last import did: a sentence each.
#[must_use]
pub fn undone(words: &Words, undone: &Undone) -> Vec<String> {
    let mut said = vec![count(words, k::UNDONE, undone.restored)];
    for (key, pupils) in [(k::UNDONE_CHANGED_SINCE, &undone.changed_since), (k::UNDONE_MET_SINCE, &undone.met_since)] {
        if !pupils.is_empty() {
            said.push(count(words, key, pupils.len()));
        }
    }
    said
}

fn some_of(words: &Words, all: &[(&str, usize)]) -> String {
    let some = all.iter().filter(|(_, number)| *number > 0).map(|(key, number)| count(words, key, *number));
    let line = list(words, some);
    if line.is_empty() { words.text(k::COUNT_NOTHING) } else { line }
}
