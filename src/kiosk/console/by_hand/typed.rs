//! What is typed about a child or a class.

use super::super::classes;
use super::super::desk::{Desk, Heading, Look, split_bottom, split_top};
use super::super::hand_keys as h;
use super::super::keyboard;
use super::super::theme;
use super::super::typing::{Form, Kind};
use super::{ByHand, Left, Step, Wish};
use crate::domain::ids::{ClassId, PupilId};
use crate::domain::school::{Class, YearGroup};
use crate::roster::by_hand;
use crate::store::{Enrolled, Roster};
use bevy_egui::egui::{Rect, Ui, pos2, vec2};

/// A page with fields.
#[derive(Debug)]
pub(super) struct Typing {
    what: What,
    form: Form,
    year: Option<YearGroup>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Add,
    Rename(PupilId),
    Upn(PupilId),
    Class(ClassId),
}

const GIVEN: (&str, Kind) = ("by-hand.given", Kind::Words);
const FAMILY: (&str, Kind) = ("by-hand.family", Kind::Words);
const UPN: (&str, Kind) = ("by-hand.upn", Kind::Words);
const CLASS: (&str, Kind) = ("by-hand.class", Kind::Words);

impl Typing {
    pub(super) fn add() -> Self {
        Self { what: What::Add, form: Form::new(&[GIVEN, FAMILY, UPN]), year: None }
    }

    pub(super) fn rename(child: &Enrolled) -> Self {
        let mut form = Form::new(&[GIVEN, FAMILY]);
        form.set(0, &child.pupil.given_name);
        form.set(1, &child.pupil.family_name);
        Self { what: What::Rename(child.pupil.id.clone()), form, year: None }
    }

    pub(super) fn upn(child: &Enrolled) -> Self {
        let mut form = Form::new(&[UPN]);
        form.set(0, upn_of(child).unwrap_or_default());
        Self { what: What::Upn(child.pupil.id.clone()), form, year: None }
    }

    pub(super) fn class(class: &Class) -> Self {
        let mut form = Form::new(&[CLASS]);
        form.set(0, &class.name);
        Self { what: What::Class(class.id.clone()), form, year: Some(class.year) }
    }

    /// The child that it is about, to go back to.
    pub(super) fn from(self) -> Option<PupilId> {
        match self.what {
            What::Rename(pupil) | What::Upn(pupil) => Some(pupil),
            What::Add | What::Class(_) => None,
        }
    }
}

/// A child's UPN.
pub(super) fn upn_of(child: &Enrolled) -> Option<&str> {
    child.numbers.iter().find(|(numbering, _)| numbering.as_str() == "upn").map(|(_, number)| number.as_str())
}

impl ByHand {
    pub(super) fn typed(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, roster: &Roster) -> Option<Left> {
        let Step::Typing(Typing { what, form, year }) = &mut self.step else { return None };
        form.listen(desk, ui);
        let name = |pupil: &PupilId| roster.pupils.get(pupil).map(|child| child.pupil.full_name()).unwrap_or_default();
        let class = roster.class(&self.class).map(|class| class.name.clone()).unwrap_or_default();
        let (title, labels): (String, &[&str]) = match what {
            What::Add => {
                let title = desk.say_with(h::ADD_TITLE, &[("class", &class)]);
                (title, &[h::GIVEN, h::FAMILY, h::UPN])
            }
            What::Rename(pupil) => {
                let title = desk.say_with(h::RENAME_TITLE, &[("name", &name(pupil))]);
                (title, &[h::GIVEN, h::FAMILY])
            }
            What::Upn(pupil) => (desk.say_with(h::UPN_TITLE, &[("name", &name(pupil))]), &[h::UPN]),
            What::Class(_) => (desk.say_with(h::CLASS_TITLE, &[("class", &class)]), &[h::CLASS_NAME]),
        };
        let ready = !self.asked && (matches!(what, What::Upn(_)) || !form.text(0).trim().is_empty());
        let (top, rest) = split_top(rect, desk.head_height(), 14.0);
        let save = desk.say(h::SAVE);
        let go = Some(("by-hand.save", save.as_str(), ready));
        let head = desk.head(ui, top, &Heading { title: &title, words: "", back: Some("by-hand.back"), go });
        let (body, keys) = split_bottom(rest, keyboard::height(desk), 16.0);
        let (fields, below) = split_top(body, Form::height(desk), 12.0);
        let wide = ((fields.width() - 20.0 * (labels.len() as f32 - 1.0)) / labels.len() as f32).min(560.0);
        for (place, label) in labels.iter().enumerate() {
            let left = fields.left() + place as f32 * (wide + 20.0);
            let field = Rect::from_min_size(pos2(left, fields.top()), vec2(wide, fields.height()));
            let label = desk.say(label);
            form.field(desk, ui, field, place, &label);
        }
        if matches!(what, What::Class(_)) {
            let wide = (below.width() - 6.0 * 9.0) / 7.0;
            for (place, group) in YearGroup::ALL.into_iter().enumerate() {
                let min = pos2(below.left() + place as f32 * (wide + 9.0), below.top());
                let chip = Rect::from_min_size(min, vec2(wide, desk.at_least(theme::LINE)));
                let look = if *year == Some(group) { Look::Chosen } else { Look::Secondary };
                let words = classes::year(desk, group);
                if desk.pill(ui, chip, &format!("by-hand.year.{group}"), &words, look) {
                    *year = Some(group);
                }
            }
            let words = desk.say(h::YEAR_WORDS);
            let under = below.with_min_y(below.top() + desk.at_least(theme::LINE) + 12.0);
            desk.paragraph(ui, under, &words, theme::BODY, theme::ink_soft());
        } else if !matches!(what, What::Rename(_)) {
            let words = desk.say(h::UPN_WORDS);
            desk.paragraph(ui, below, &words, theme::BODY, theme::ink_soft());
        }
        let done = keyboard::show(desk, ui, keys, "by-hand", form);
        if head.back {
            let Step::Typing(typing) = std::mem::take(&mut self.step) else { return None };
            self.step = typing.from().map_or(Step::Children, Step::Child);
            return None;
        }
        if !((head.go || done) && ready) {
            return None;
        }
        let edit = match what {
            What::Add => by_hand::add(form.text(0), form.text(1), self.class.clone(), form.text(2)),
            What::Rename(pupil) => by_hand::rename(pupil.clone(), form.text(0), form.text(1)),
            What::Upn(pupil) => by_hand::set_upn(pupil.clone(), form.text(0)),
            What::Class(class) => by_hand::change_class(class.clone(), form.text(0), (*year)?),
        };
        self.asked = true;
        Some(Wish::Do(edit).into())
    }
}
