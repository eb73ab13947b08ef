//! Noting a follow-up: which rule, which step, and a short note where it helps.

use super::super::desk::{Desk, Heading, split_bottom, split_top};
use super::super::keyboard;
use super::super::list::{self, Grid};
use super::super::theme;
use super::super::typing::{Form, Kind};
use super::keys as f;
use super::{About, step_words};
use crate::domain::follow_up::{FollowUpStep, KEPT_DAYS};
use crate::domain::ids::RuleId;
use bevy_egui::egui::{Align2, Color32, Rect, Ui, vec2};

/// How far it is noted.
#[derive(Debug, Default)]
pub(super) struct Adding {
    rule: Option<RuleId>,
    step: Option<(FollowUpStep, Form)>,
}

/// How the page was left.
pub(super) enum Left {
    Back,
    Note { rule: RuleId, step: FollowUpStep, note: String },
}

impl Adding {
    pub(super) fn typing(&self) -> bool {
        self.step.is_some()
    }

    pub(super) fn place(&self) -> &'static str {
        match (&self.rule, &self.step) {
            (None, _) => "follow-up.rule",
            (_, None) => "follow-up.step",
            _ => "follow-up.short",
        }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, about: &About) -> Option<Left> {
        let Some(rule) = self.rule.clone() else { return self.which(desk, ui, rect, about) };
        if self.step.is_some() { self.short(desk, ui, rect, rule) } else { self.how(desk, ui, rect) }
    }

    fn which(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, about: &About) -> Option<Left> {
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (title, words) = (desk.say(f::WHICH), desk.say(f::WHICH_WORDS));
        let heading = Heading { title: &title, words: &words, back: Some("follow-up.back"), go: None };
        if desk.head(ui, top, &heading).back {
            return Some(Left::Back);
        }
        let rules = &about.agreement.rules;
        let grid = Grid::new(rules.len(), 1, desk.at_least(72.0), theme::LINE_GAP);
        list::show(desk, ui, rest, "follow-up.rules", grid, |desk, ui, place, entry| {
            let Some(rule) = rules.get(entry) else { return };
            if desk.row(ui, place, &format!("follow-up.rule.{}", rule.id), Color32::WHITE) {
                self.rule = Some(rule.id.clone());
            }
            let words = desk.say(rule.words.as_str());
            let inside = place.shrink2(vec2(20.0, 0.0));
            desk.text(ui, inside, Align2::LEFT_CENTER, &words, theme::BODY, true, theme::ink());
        });
        None
    }

    fn how(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect) -> Option<Left> {
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (title, words) = (desk.say(f::HOW), desk.say(f::HOW_WORDS));
        let heading = Heading { title: &title, words: &words, back: Some("follow-up.back"), go: None };
        if desk.head(ui, top, &heading).back {
            self.rule = None;
            return None;
        }
        let steps = FollowUpStep::ALL;
        let grid = Grid::new(steps.len(), 1, desk.at_least(96.0), 12.0);
        list::show(desk, ui, rest, "follow-up.steps", grid, |desk, ui, place, entry| {
            let Some(step) = steps.get(entry) else { return };
            if desk.row(ui, place, &format!("follow-up.step.{}", step.number()), Color32::WHITE) {
                self.step = Some((*step, Form::new(&[("follow-up.short", Kind::Sentence)])));
            }
            let (name, meaning) = step_words(*step);
            let (above, below) = place.shrink2(vec2(20.0, 14.0)).split_top_bottom_at_fraction(0.5);
            let (name, meaning) = (desk.say(name), desk.say(meaning));
            desk.text(ui, above, Align2::LEFT_CENTER, &name, theme::BODY, true, theme::ink());
            desk.text(ui, below, Align2::LEFT_CENTER, &meaning, theme::SMALL, false, theme::ink_soft());
        });
        None
    }

    fn short(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, rule: RuleId) -> Option<Left> {
        let (step, form) = self.step.as_mut()?;
        form.listen(desk, ui);
        let (top, rest) = split_top(rect, desk.head_height(), 14.0);
        let title = desk.say(f::SHORT);
        let words = desk.say_with(f::SHORT_WORDS, &[("days", &KEPT_DAYS.to_string())]);
        let save = desk.say(f::SAVE);
        let go = Some(("follow-up.save", save.as_str(), true));
        let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: Some("follow-up.back"), go });
        let (body, keys) = split_bottom(rest, keyboard::height(desk), 16.0);
        let (field, _) = split_top(body, Form::height(desk), 12.0);
        let label = desk.say(f::SHORT_LABEL);
        form.field(desk, ui, field, 0, &label);
        let done = keyboard::show(desk, ui, keys, "follow-up", form);
        if head.back {
            self.step = None;
            return None;
        }
        let (step, note) = (*step, form.text(0).trim().to_owned());
        (head.go || done).then_some(Left::Note { rule, step, note })
    }
}
