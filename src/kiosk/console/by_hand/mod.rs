//! A class and its children by hand: added, renamed, moved, marked as left and taken back, with their UPN. The last change
//! can be undone as long as the page is open.

mod carry;
mod pages;
mod questions;
#[cfg(test)]
mod tests;
mod typed;
mod undo;

use super::desk::Desk;
use super::orders::{Order, PeopleOrder};
use crate::domain::ids::{ClassId, PupilId};
use crate::domain::outcome::Outcome;
use crate::kiosk::school::Opened;
use crate::roster::RosterError;
use crate::store::{Roster, RosterEdit, StoreError};
use bevy_egui::egui::{Rect, Ui};

pub(super) use carry::leave;

/// The page.
#[derive(Debug)]
pub(super) struct ByHand {
    pub class: ClassId,
    /// The child whose own page led here, and leads on from here.
    pub from: Option<PupilId>,
    /// As the store has it; `None` until it was read.
    roster: Option<Roster>,
    step: Step,
    /// What takes the last change back.
    undo: Option<RosterEdit>,
    /// The store was asked.
    pub asked: bool,
}

/// Where it is.
#[derive(Debug, Default)]
enum Step {
    /// The class's children, those who have left too.
    #[default]
    Children,
    Child(PupilId),
    /// Which class does the child go to?
    Moving(PupilId),
    /// Has the child left?
    Leaving(PupilId),
    Typing(typed::Typing),
}

/// What the page asks for.
pub(super) enum Wish {
    Look,
    Do(Result<RosterEdit, RosterError>),
}

/// What the store answered.
pub(super) enum Answered {
    Looked(Result<Roster, StoreError>),
    Done(Result<Box<Changed>, StoreError>),
}

/// What is so now, and what takes it back.
pub(super) struct Changed {
    roster: Roster,
    opened: Opened,
    undo: Option<RosterEdit>,
}

/// What came of a pass.
pub(super) enum Left {
    Back,
    Order(Order),
}

impl From<Wish> for Left {
    fn from(wish: Wish) -> Self {
        Self::Order(Order::ByHand(wish))
    }
}

impl ByHand {
    /// A class's children. The roster is to be looked at first.
    pub(super) fn of(class: ClassId) -> Self {
        Self { class, from: None, roster: None, step: Step::default(), undo: None, asked: false }
    }

    /// One child, from the child's own page.
    pub(super) fn of_child(class: ClassId, pupil: PupilId) -> Self {
        Self { from: Some(pupil.clone()), step: Step::Child(pupil), ..Self::of(class) }
    }

    /// The same with what the store has, for the gallery.
    pub(super) fn with(self, roster: Roster) -> Self {
        Self { roster: Some(roster), ..self }
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match &self.step {
            Step::Children => "by-hand",
            Step::Child(_) => "by-hand.child",
            Step::Moving(_) => "by-hand.moving",
            Step::Leaving(_) => "by-hand.leaving",
            Step::Typing(_) => "by-hand.typing",
        }
    }

    /// Whether something is asked over the page.
    pub(super) fn covered(&self) -> bool {
        matches!(self.step, Step::Moving(_) | Step::Leaving(_))
    }

    /// Whether the keyboard is there, which needs the whole width.
    pub(super) fn typing(&self) -> bool {
        matches!(self.step, Step::Typing(_))
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect) -> Option<Left> {
        let Some(roster) = self.roster.take() else {
            return self.waiting(desk, ui, rect);
        };
        let left = match &self.step {
            Step::Typing(_) => self.typed(desk, ui, rect, &roster),
            _ => self.pages(desk, ui, rect, &roster),
        };
        self.roster = Some(roster);
        left
    }

    fn ask(&mut self, edit: RosterEdit) -> Option<Left> {
        self.asked = true;
        Some(Wish::Do(Ok(edit)).into())
    }

    /// A child has left: the same as on the child's own page, a statement with it.
    fn leave(&mut self, pupil: PupilId) -> Option<Left> {
        self.asked = true;
        Some(Left::Order(Order::People(PeopleOrder::Set { pupil, outcome: Outcome::Left })))
    }

    /// From a child: to the class, or back to where it came from.
    fn up(&mut self, pupil: &PupilId) -> Option<Left> {
        if self.from.as_ref() == Some(pupil) {
            return Some(Left::Back);
        }
        self.step = Step::Children;
        None
    }
}
