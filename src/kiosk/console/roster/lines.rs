//! The lines of the preview's list: what a person has to say first, changes to accept, rows that stay out.

use super::work::Found;
use crate::content::Words;
use crate::roster::{Change, ChangeKey, Doubt, Source, What, wording};

/// Which lines are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    /// Where a person should look.
    Look,
    /// Every change.
    All,
    /// Rows that cannot be used, and what was odd.
    Out,
}

impl Filter {
    pub(super) const ALL: [(Self, &'static str); 3] =
        [(Self::Look, "roster.look"), (Self::All, "roster.all"), (Self::Out, "roster.out")];
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// Which year is this class in?
    Year(String),
    /// A change that is accepted, or not.
    Change { key: ChangeKey, words: String, doubt: Option<String> },
    /// A row that could be several children: which one?
    Which { row: u32, words: String },
    /// Something to read.
    Note(String),
}

/// Whether a change is one at all.
pub(super) fn is_change(change: &Change) -> bool {
    !matches!(change.what, What::Stays { .. })
}

/// The lines of what was found, under a filter.
pub(super) fn lines(words: &Words, found: &Found, filter: Filter) -> Vec<Line> {
    let changes = found.difference.changes.iter().filter(|change| is_change(change));
    let line = |change: &Change| match (&change.what, change.row) {
        (What::Unclear { .. }, Some(row)) => Line::Which { row, words: wording::change(words, change) },
        _ => Line::Change {
            key: change.key.clone(),
            words: wording::change(words, change),
            doubt: change.doubt.map(|doubt| wording::doubt(words, doubt)),
        },
    };
    match filter {
        Filter::Look => {
            let mut lines: Vec<Line> = found.without_year.iter().cloned().map(Line::Year).collect();
            // Which child it is comes first, who may have left last.
            for doubt in [Doubt::Several, Doubt::OtherName, Doubt::PartOfName, Doubt::NameElsewhere, Doubt::NotInFile] {
                lines.extend(changes.clone().filter(|change| change.doubt == Some(doubt)).map(line));
            }
            lines
        }
        Filter::All => changes.map(line).collect(),
        Filter::Out => {
            let (out, odd): (Vec<_>, Vec<_>) =
                found.difference.faults.iter().partition(|fault| !fault.what.is_as_it_should_be());
            let mut notes: Vec<String> = out.into_iter().map(|fault| wording::fault(words, fault)).collect();
            notes.extend(found.difference.remarks.iter().map(|remark| wording::remark(words, remark)));
            notes.extend(odd.into_iter().map(|fault| wording::fault(words, fault)));
            notes.extend(wording::general(words, &found.proposal, &found.difference));
            notes.into_iter().map(Line::Note).collect()
        }
    }
}

/// The columns as they are shown: those that something is taken from first, those that are never read last.
pub(super) fn shown_columns(source: &Source) -> Vec<usize> {
    let columns = source.columns();
    let mut places: Vec<usize> = (0..columns.len()).collect();
    places.sort_by_key(|place| columns.get(*place).map(|column| (column.field.is_none(), column.private)));
    places
}
