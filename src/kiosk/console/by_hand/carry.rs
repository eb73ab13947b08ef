//! Changes by hand, given to the store, and what it answers.

use super::super::Page;
use super::super::orders::Hands;
use super::super::today::Today;
use super::super::work::Done;
use super::{Answered, ByHand, Changed, Step, Wish, undo};
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::outcome::OutcomeDraft;
use crate::kiosk::school::OpenSchool;
use crate::store::{RosterEdit, Store, StoreError};

/// Does an edit, and reads the school again; with what takes it back.
pub(super) fn edit(store: Store, me: StaffId, edit: RosterEdit) -> Answered {
    let work = || -> Result<_, StoreError> {
        let undo = undo::of(&edit, &store.roster().wait()?);
        store.edit_roster(edit).wait()?;
        changed(store, me, undo)
    };
    Answered::Done(work())
}

/// A child has left: a statement where there is an agreement to make it under, and off the roster in any case.
pub(in super::super) fn leave(store: Store, me: StaffId, pupil: PupilId, draft: Option<OutcomeDraft>) -> Answered {
    let Some(draft) = draft else { return edit(store, me, RosterEdit::Left(pupil)) };
    let work = || -> Result<_, StoreError> {
        store.leave(draft).wait()?;
        changed(store, me, Some(RosterEdit::Back(pupil)))
    };
    Answered::Done(work())
}

fn changed(store: Store, me: StaffId, undo: Option<RosterEdit>) -> Result<Box<Changed>, StoreError> {
    let roster = store.roster().wait()?;
    Ok(Box::new(Changed { roster, opened: OpenSchool::read(store, me)?, undo }))
}

impl Hands<'_, '_> {
    pub(in super::super) fn by_hand(&mut self, wish: Wish) {
        let Some((store, me)) = self.store_and_me() else { return };
        match wish {
            Wish::Look => self.start(move || Done::ByHand(Answered::Looked(store.roster().wait()))),
            Wish::Do(Err(error)) => self.trouble(&error),
            Wish::Do(Ok(change)) => self.start(move || Done::ByHand(edit(store, me, change))),
        }
    }

    pub(in super::super) fn by_hand_answered(&mut self, answered: Answered) {
        match answered {
            Answered::Looked(Ok(roster)) => {
                if let Page::Today(Today::ByHand(page)) = &mut self.console.page {
                    page.roster = Some(roster);
                }
            }
            Answered::Done(Ok(changed)) => {
                let Changed { roster, opened, undo } = *changed;
                match &mut self.console.page {
                    Page::Today(Today::ByHand(page)) => page.done(roster, undo),
                    // Who has left has no page of their own any more.
                    Page::Today(today @ Today::Child(_)) => {
                        if let Today::Child(child) = &*today
                            && let Some(known) = roster.pupils.get(&child.pupil)
                        {
                            let mut page = ByHand::of(known.pupil.class.clone());
                            page.done(roster, undo);
                            *today = Today::ByHand(page);
                        }
                    }
                    _ => {}
                }
                self.opened(opened);
            }
            Answered::Looked(Err(error)) | Answered::Done(Err(error)) => self.trouble(&error),
        }
    }
}

impl ByHand {
    /// The change is made.
    pub(super) fn done(&mut self, roster: crate::store::Roster, undo: Option<RosterEdit>) {
        self.asked = false;
        self.step = match std::mem::take(&mut self.step) {
            Step::Typing(typing) => typing.from().map_or(Step::Children, Step::Child),
            Step::Moving(pupil) | Step::Leaving(pupil) => Step::Child(pupil),
            // Whoever was taken away has no page any more.
            Step::Child(pupil) if !roster.pupils.contains_key(&pupil) => Step::Children,
            step => step,
        };
        self.roster = Some(roster);
        self.undo = undo;
    }
}
