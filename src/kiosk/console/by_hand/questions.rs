//! What is asked over the page: which class a child goes to, and whether a child has left.

use super::super::desk::{Desk, Look, split_bottom, split_top};
use super::super::hand_keys as h;
use super::super::keys as k;
use super::super::list::{self, Grid};
use super::super::{classes, theme};
use super::{ByHand, Left, Step};
use crate::domain::ids::PupilId;
use crate::store::{Roster, RosterEdit};
use bevy_egui::egui::{Rect, Ui, pos2, vec2};

impl ByHand {
    pub(super) fn moving(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        pupil: &PupilId,
        roster: &Roster,
    ) -> Option<Left> {
        let known = roster.pupils.get(pupil);
        let now = known.map(|child| child.pupil.class.clone());
        let name = known.map(|child| child.pupil.full_name()).unwrap_or_default();
        let others: Vec<_> = roster.classes.iter().filter(|class| now.as_ref() != Some(&class.id)).collect();
        let (row, tall) = (desk.at_least(54.0), desk.at_least(theme::BUTTON));
        let rows = others.len().div_ceil(2).clamp(1, 5) as f32;
        let inside = desk.sheet(ui, vec2(860.0, 86.0 + rows * (row + 12.0) + tall + 2.0 * theme::CARD_PADDING));
        let (head, rest) = split_top(inside, 48.0, 12.0);
        let title = desk.say_with(h::MOVE_TITLE, &[("name", &name)]);
        desk.titles(ui, head, &title, "");
        let (body, foot) = split_bottom(rest, tall, 20.0);
        let mut to = None;
        if others.is_empty() {
            let words = desk.say(h::MOVE_NONE);
            desk.paragraph(ui, body, &words, theme::BODY, theme::ink());
        }
        list::show(
            desk,
            ui,
            body,
            "by-hand.classes",
            Grid::new(others.len(), 2, row, 12.0),
            |desk, ui, rect, entry| {
                let Some(class) = others.get(entry) else { return };
                let year = classes::year(desk, class.year);
                let words = desk.say_with(k::CLASS_AND_YEAR, &[("class", &class.name), ("year", &year)]);
                if desk.pill(ui, rect, &format!("by-hand.to.{}", class.id), &words, Look::Quiet) {
                    to = Some(class.id.clone());
                }
            },
        );
        let keep = desk.say(k::KEEP);
        let button = Rect::from_min_size(pos2(foot.right() - 220.0, foot.top()), vec2(220.0, tall));
        if desk.pill(ui, button, "by-hand.keep", &keep, Look::Quiet) || desk.escaped(ui) {
            self.step = Step::Child(pupil.clone());
            return None;
        }
        to.and_then(|class| self.ask(RosterEdit::Move { pupil: pupil.clone(), class }))
    }

    pub(super) fn leaving(&mut self, desk: &mut Desk<'_>, ui: &Ui, pupil: &PupilId, roster: &Roster) -> Option<Left> {
        let name = roster.pupils.get(pupil).map(|child| child.pupil.full_name()).unwrap_or_default();
        let (title, words) = (desk.say(h::LEFT), desk.say_with(h::LEFT_WORDS, &[("name", &name)]));
        match desk.question(ui, &title, &words, ("by-hand.left-yes", &title), "by-hand.left-no")? {
            true => self.leave(pupil.clone()),
            false => {
                self.step = Step::Child(pupil.clone());
                None
            }
        }
    }
}
