//! What takes a change back, and what is said once it is made.

use super::super::hand_keys as h;
use crate::store::{Roster, RosterEdit};

/// The edit that makes it as it was in `before`; `None` where nothing can.
pub(super) fn of(edit: &RosterEdit, before: &Roster) -> Option<RosterEdit> {
    let known = |pupil| before.pupils.get(pupil);
    match edit {
        RosterEdit::AddClass(_) | RosterEdit::TakeAway(_) => None,
        RosterEdit::ChangeClass(class) => before.class(&class.id).cloned().map(RosterEdit::ChangeClass),
        RosterEdit::Add(enrolled) => Some(RosterEdit::TakeAway(enrolled.pupil.id.clone())),
        RosterEdit::Rename { pupil, .. } => known(pupil).map(|known| RosterEdit::Rename {
            pupil: pupil.clone(),
            given_name: known.pupil.given_name.clone(),
            family_name: known.pupil.family_name.clone(),
        }),
        // Whoever had left is not marked as left again: that would be a statement.
        RosterEdit::Move { pupil, .. } => known(pupil)
            .filter(|known| known.left_ms.is_none())
            .map(|known| RosterEdit::Move { pupil: pupil.clone(), class: known.pupil.class.clone() }),
        RosterEdit::Left(pupil) => Some(RosterEdit::Back(pupil.clone())),
        RosterEdit::Back(pupil) => Some(RosterEdit::Left(pupil.clone())),
        RosterEdit::Number { pupil, numbering, .. } => known(pupil).map(|known| RosterEdit::Number {
            pupil: pupil.clone(),
            numbering: numbering.clone(),
            number: known.numbers.get(numbering).cloned(),
        }),
    }
}

/// What is said once an edit that can be undone is made.
pub(super) fn words(undo: &RosterEdit) -> &'static str {
    match undo {
        RosterEdit::AddClass(_) | RosterEdit::ChangeClass(_) => h::DONE_CLASS,
        RosterEdit::TakeAway(_) => h::DONE_ADDED,
        RosterEdit::Rename { .. } => h::DONE_RENAMED,
        RosterEdit::Move { .. } => h::DONE_MOVED,
        RosterEdit::Back(_) => h::DONE_LEFT,
        RosterEdit::Add(_) | RosterEdit::Left(_) => h::DONE_BACK,
        RosterEdit::Number { .. } => h::DONE_UPN,
    }
}
