//! The roster by hand: one child or one class at a time, each in the audit trail.

use super::audit;
use super::deed::Deed;
use super::error::StoreError;
use super::open::Open;
use super::roster::{self, Enrolled, Roster, RosterChange, Turn};
use super::statements::{self, Appended};
use super::watch::Watch;
use super::{corrections, outcomes, roster_imports};
use crate::domain::correction::Mistake;
use crate::domain::ids::{ClassId, Numbering, PupilId};
use crate::domain::outcome::{Outcome, OutcomeDraft};
use crate::domain::school::Class;
use sqlx::sqlite::SqliteConnection;
use std::time::Instant;

/// A change by hand. Names are taken as they are: [`crate::roster`] tidies and checks what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RosterEdit {
    /// A new class.
    AddClass(Class),
    /// A class under another name or in another year: the one with this identifier.
    ChangeClass(Class),
    /// A new child.
    Add(Enrolled),
    /// A child under another name.
    Rename {
        /// Who.
        pupil: PupilId,
        /// The name they are called by.
        given_name: String,
        /// Their family name.
        family_name: String,
    },
    /// A child in another class; one who has left is back.
    Move {
        /// Who.
        pupil: PupilId,
        /// Where to.
        class: ClassId,
    },
    /// A child who has left the school. Nothing about them is taken away.
    Left(PupilId),
    /// A child who has not left after all, in the class they were in. A statement that says so is taken back too.
    Back(PupilId),
    /// A child who was added by a slip. Whoever has been asked or has played since stays, as having left.
    TakeAway(PupilId),
    /// A number that another system knows a child by; `None` takes it away.
    Number {
        /// Whose.
        pupil: PupilId,
        /// In which numbering.
        numbering: Numbering,
        /// The number.
        number: Option<String>,
    },
}

/// Does it.
pub(crate) async fn edit(open: &mut Open, edit: RosterEdit) -> Result<(), StoreError> {
    let (school, staff, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
    if let RosterEdit::Back(pupil) = &edit {
        take_back_leaving(open, pupil).await?;
    }
    open.write(async |connection: &mut SqliteConnection| {
        let roster = roster::read(connection, &school).await?;
        if let RosterEdit::TakeAway(pupil) = &edit
            && roster.pupils.contains_key(pupil)
            && !roster_imports::was_met(connection, &school, pupil).await?
        {
            roster_imports::remove(connection, &school, pupil).await?;
            let deed = Deed::pupil_taken_away(pupil.as_str());
            return audit::add(connection, &school, at_ms, staff.as_ref(), deed).await;
        }
        let (change, deed) = planned(&roster, edit, at_ms)?;
        roster::write(connection, &school, &change, &Watch::silent()).await?;
        audit::add(connection, &school, at_ms, staff.as_ref(), deed).await
    })
    .await
}

/// Signs that a child has left, and marks them as left, in one transaction.
pub(crate) async fn leave(open: &mut Open, draft: &OutcomeDraft) -> Result<Appended, StoreError> {
    let began = Instant::now();
    let (school, staff, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
    let head = open.head().await?;
    let signed = statements::sign(open, head, std::slice::from_ref(draft))?;
    let also = async |connection: &mut SqliteConnection| {
        let roster = roster::read(connection, &school).await?;
        let (change, deed) = planned(&roster, RosterEdit::Left(draft.pupil.id.clone()), at_ms)?;
        roster::write(connection, &school, &change, &Watch::silent()).await?;
        audit::add(connection, &school, at_ms, staff.as_ref(), deed).await
    };
    statements::store(open, &signed, also).await?;
    let [statement] = signed.as_slice() else { return Err(StoreError::Closed) };
    Ok(statements::appended(statement, began))
}

/// Takes back the statements of this kiosk that say of a child that they have left. After a recovery key there is nobody in
/// whose name that could be done: then the child is here again and is asked anew.
async fn take_back_leaving(open: &mut Open, pupil: &PupilId) -> Result<(), StoreError> {
    let Some(staff) = open.staff.clone() else { return Ok(()) };
    let said = outcomes::of_pupil(&mut open.connection, &open.school.id, &open.kiosk_id, pupil, Outcome::Left).await?;
    for sequence in said {
        corrections::correct(open, sequence, Mistake::WrongEntry, &staff).await?;
    }
    Ok(())
}

/// The batch that an edit is, and its line in the audit trail: identifiers, no names.
fn planned(roster: &Roster, edit: RosterEdit, now_ms: i64) -> Result<(RosterChange, Deed), StoreError> {
    let of_class = |before: Option<Class>, after: Class| RosterChange {
        classes: vec![Turn { before, after: Some(after) }],
        pupils: Vec::new(),
    };
    match edit {
        RosterEdit::AddClass(class) => {
            let deed = Deed::class_added(class.id.as_str());
            Ok((of_class(None, class), deed))
        }
        RosterEdit::ChangeClass(class) => {
            let deed = Deed::class_changed(class.id.as_str());
            Ok((of_class(Some(known_class(roster, &class.id)?.clone()), class), deed))
        }
        RosterEdit::Add(enrolled) => {
            known_class(roster, &enrolled.pupil.class)?;
            let deed = Deed::pupil_added(enrolled.pupil.id.as_str());
            let pupils = vec![Turn { before: None, after: Some(enrolled) }];
            Ok((RosterChange { classes: Vec::new(), pupils }, deed))
        }
        RosterEdit::Rename { pupil, given_name, family_name } => {
            changed(roster, &pupil, Deed::pupil_renamed(pupil.as_str()), |after| {
                after.pupil.given_name = given_name;
                after.pupil.family_name = family_name;
            })
        }
        RosterEdit::Move { pupil, class } => {
            known_class(roster, &class)?;
            changed(roster, &pupil, Deed::pupil_moved(pupil.as_str(), class.as_str()), |after| {
                after.pupil.class = class;
                after.left_ms = None;
            })
        }
        RosterEdit::Left(pupil) | RosterEdit::TakeAway(pupil) => {
            changed(roster, &pupil, Deed::pupil_left(pupil.as_str()), |after| {
                after.left_ms = after.left_ms.or(Some(now_ms));
            })
        }
        RosterEdit::Back(pupil) => {
            changed(roster, &pupil, Deed::pupil_back(pupil.as_str()), |after| after.left_ms = None)
        }
        RosterEdit::Number { pupil, numbering, number } => {
            changed(roster, &pupil, Deed::pupil_number(pupil.as_str(), &numbering.to_string()), |after| match number {
                Some(number) => {
                    after.numbers.insert(numbering, number);
                }
                None => {
                    after.numbers.remove(&numbering);
                }
            })
        }
    }
}

fn changed(
    roster: &Roster,
    pupil: &PupilId,
    deed: Deed,
    change: impl FnOnce(&mut Enrolled),
) -> Result<(RosterChange, Deed), StoreError> {
    let before = roster.pupils.get(pupil).cloned();
    let before = before.ok_or_else(|| StoreError::Unknown { what: "pupil", id: pupil.to_string() })?;
    let mut after = before.clone();
    change(&mut after);
    let pupils = vec![Turn { before: Some(before), after: Some(after) }];
    Ok((RosterChange { classes: Vec::new(), pupils }, deed))
}

fn known_class<'a>(roster: &'a Roster, id: &ClassId) -> Result<&'a Class, StoreError> {
    roster.class(id).ok_or_else(|| StoreError::Unknown { what: "class", id: id.to_string() })
}
