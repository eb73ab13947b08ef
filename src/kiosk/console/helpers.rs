//! Who helps a child with the promise: a colleague out of the list, or a name that is typed.

use super::desk::{Desk, Heading, split_bottom, split_top};
use super::keyboard;
use super::list::{self, Grid};
use super::orders::{PeopleOrder, Seen};
use super::typing::{Form, Kind};
use super::{people_keys as p, theme};
use crate::domain::ids::{PupilId, StaffId};
use bevy_egui::egui::{Align2, Color32, Rect, Ui, vec2};

/// The page.
#[derive(Debug, Default)]
pub(super) struct Helpers {
    /// The name of somebody who is not in the list.
    other: Option<Form>,
    /// The promise that was made with help, where that is noted afterwards.
    afterwards: Option<u64>,
}

/// How the page was left.
pub(super) enum Left {
    Back,
    Order(PeopleOrder),
}

enum Tapped {
    Nobody,
    One(StaffId),
    Other,
}

impl Helpers {
    /// Who helped with a promise that says it was made alone?
    pub(super) fn afterwards(sequence: u64) -> Self {
        Self { other: None, afterwards: Some(sequence) }
    }

    /// Whether a name is typed.
    pub(super) fn typing(&self) -> bool {
        self.other.is_some()
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        if self.typing() { "helpers.name" } else { "helpers" }
    }

    pub(super) fn show(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        seen: &Seen<'_>,
        pupil: &PupilId,
        name: &str,
    ) -> Option<Left> {
        if self.other.is_some() {
            return self.type_name(desk, ui, rect, pupil, name);
        }
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (title, words) = match self.afterwards {
            Some(_) => (p::HELPED_WHO, p::HELPED_WHO_WORDS),
            None => (p::HELPERS, p::HELPERS_WORDS),
        };
        let (title, words) = (desk.say_with(title, &[("name", name)]), desk.say(words));
        let back = Some("helpers.back");
        if desk.head(ui, top, &Heading { title: &title, words: &words, back, go: None }).back {
            return Some(Left::Back);
        }
        let now = seen.school.helper(pupil).filter(|_| self.afterwards.is_none()).map(|helper| helper.id.clone());
        let others = 1 + usize::from(now.is_some());
        let staff = &seen.school.staff;
        let mut tapped = None;
        let grid = Grid::new(staff.len() + others, 2, desk.at_least(64.0), 12.0).bare();
        list::show(desk, ui, rest, "helpers.list", grid, |desk, ui, row, entry| {
            let (id, words, chosen, what) = match staff.get(entry) {
                Some(one) => {
                    let chosen = now.as_ref() == Some(&one.id);
                    (format!("helpers.one.{}", one.id), one.name.clone(), chosen, Tapped::One(one.id.clone()))
                }
                None if entry == staff.len() => {
                    ("helpers.other".to_owned(), desk.say(p::HELPERS_OTHER), false, Tapped::Other)
                }
                None => ("helpers.nobody".to_owned(), desk.say(p::HELPERS_NOBODY), false, Tapped::Nobody),
            };
            let behind = if chosen { theme::GROUND_PRESSED } else { Color32::WHITE };
            if desk.row(ui, row, &id, behind) {
                tapped = Some(what);
            }
            let inside = row.shrink2(vec2(20.0, 0.0));
            let strong = entry < staff.len();
            desk.text(ui, inside, Align2::LEFT_CENTER, &words, theme::BODY, strong, theme::ink());
        });
        let helper = match tapped? {
            Tapped::Other => {
                self.other = Some(Form::new(&[("helpers.name", Kind::Words)]));
                return None;
            }
            Tapped::Nobody => None,
            Tapped::One(helper) => Some(helper),
        };
        Some(Left::Order(match (self.afterwards, helper) {
            (Some(sequence), Some(helper)) => PeopleOrder::Helped { sequence, helper },
            (_, helper) => PeopleOrder::Helper { pupil: pupil.clone(), helper },
        }))
    }

    fn type_name(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, pupil: &PupilId, name: &str) -> Option<Left> {
        let form = self.other.as_mut()?;
        form.listen(desk, ui);
        let ready = !form.text(0).trim().is_empty();
        let (top, rest) = split_top(rect, desk.head_height(), 14.0);
        let title = if self.afterwards.is_some() { p::HELPED_WHO } else { p::HELPERS };
        let title = desk.say_with(title, &[("name", name)]);
        let (words, save) = (desk.say(p::HELPERS_NAME_WORDS), desk.say(p::HELPERS_SAVE));
        let go = Some(("helpers.save", save.as_str(), ready));
        let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: Some("helpers.back"), go });
        let (body, keys) = split_bottom(rest, keyboard::height(desk), 16.0);
        let (field, _) = split_top(body, Form::height(desk), 12.0);
        let label = desk.say(p::HELPERS_NAME);
        form.field(desk, ui, field.with_max_x(field.right().min(field.left() + 560.0)), 0, &label);
        let done = keyboard::show(desk, ui, keys, "helpers", form);
        if (head.go || done) && ready {
            let name = form.text(0).trim().to_owned();
            return Some(Left::Order(match self.afterwards {
                Some(sequence) => PeopleOrder::HelpedByNew { sequence, name },
                None => PeopleOrder::NewHelper { pupil: pupil.clone(), name },
            }));
        }
        if head.back {
            self.other = None;
        }
        None
    }
}
