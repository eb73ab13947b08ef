//! Who approved it, when, until when: as a page of its own for a version as it is, and as a column beside a draft.

use super::super::desk::{Desk, Heading, split_top};
use super::super::orders::Seen;
use super::super::theme;
use super::calendar::{Calendar, Picked};
use super::day_of;
use super::keys as a;
use super::writing::{self, Writing};
use crate::domain::agreement::Approval;
use bevy_egui::egui::{Align2, Rect, Ui, vec2};
use jiff::civil::Date;

/// What is known so far.
#[derive(Debug, Default)]
pub(super) struct Facts {
    by: String,
    on: Option<Date>,
    review: Option<Date>,
    typing: Option<Writing>,
    day: Option<(Fact, Calendar)>,
}

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    By,
    On,
    Review,
    /// Of a draft only: the first day it is used.
    From,
}

impl Fact {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::By => "agreements.by",
            Self::On => "agreements.on",
            Self::Review => "agreements.review",
            Self::From => "agreements.from",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::By => a::EDIT_BY,
            Self::On => a::EDIT_ON,
            Self::Review => a::EDIT_REVIEW,
            Self::From => a::EDIT_FROM,
        }
    }

    /// What the calendar asks.
    pub(super) fn question(self) -> &'static str {
        match self {
            Self::By | Self::On => a::DAY_ON,
            Self::Review => a::DAY_REVIEW,
            Self::From => a::DAY_FROM,
        }
    }
}

/// How the page was left.
pub(super) enum Answer {
    Back,
    Approval(Approval),
}

/// A fact in a row: its name, and what is said so far.
pub(super) fn row(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, fact: Fact, said: Option<&str>, empty: &str) -> bool {
    let tapped = desk.row(ui, rect, fact.name(), theme::ROW);
    let (above, below) = rect.shrink2(vec2(16.0, 7.0)).split_top_bottom_at_fraction(0.45);
    let label = desk.say(fact.label());
    desk.text(ui, above, Align2::LEFT_CENTER, &label, theme::SMALL, false, theme::ink_soft());
    let colour = if said.is_some() { theme::ink() } else { theme::PLUM };
    desk.text(ui, below, Align2::LEFT_CENTER, said.unwrap_or(empty), theme::BODY, said.is_some(), colour);
    tapped
}

impl Facts {
    /// As the last approval says, for the next one: only who it was stays.
    pub(super) fn of(before: Option<&Approval>) -> Self {
        Self { by: before.map(|approval| approval.by.clone()).unwrap_or_default(), ..Self::default() }
    }

    pub(super) fn covered(&self) -> bool {
        self.day.is_some()
    }

    pub(super) fn typing(&self) -> bool {
        self.typing.is_some()
    }

    pub(super) fn place(&self, page: &'static str) -> &'static str {
        match (&self.typing, &self.day) {
            (Some(_), _) => "agreements.type",
            (_, Some(_)) => "agreements.day",
            _ => page,
        }
    }

    fn approval(&self) -> Option<Approval> {
        let (on, review_by) = (self.on?, self.review?);
        let by = self.by.trim().to_owned();
        (!by.is_empty() && on < review_by).then_some(Approval { by, on, review_by })
    }

    /// The page that notes an approval of a version as it is.
    pub(super) fn page(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        title: &str,
        seen: &Seen<'_>,
    ) -> Option<Answer> {
        if let Some(typing) = &mut self.typing {
            match typing.show(desk, ui, rect, None)? {
                writing::Left::Back => {}
                writing::Left::Words(words, _) => self.by = words,
            }
            self.typing = None;
            return None;
        }
        let live = desk.live;
        desk.live = live && self.day.is_none();
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (words, note) = (desk.say(a::NOTE_APPROVAL_WORDS), desk.say(a::NOTE_IT));
        let approval = self.approval();
        let go = Some(("agreements.note", note.as_str(), approval.is_some()));
        let head = desk.head(ui, top, &Heading { title, words: &words, back: Some("agreements.back"), go });
        let tall = desk.at_least(72.0);
        let card = rest.with_max_x(rest.left() + 560.0_f32.min(rest.width()));
        let inside = desk.card(ui, card.with_max_y(card.top() + 3.0 * (tall + 10.0) + 40.0));
        let empty = desk.say(a::EDIT_EMPTY);
        let days = [self.on, self.review].map(|day| day.map(|day| desk.lang.date(day)));
        let [on, review] = &days;
        let by = Some(self.by.as_str()).filter(|by| !by.is_empty());
        let said = [(Fact::By, by), (Fact::On, on.as_deref()), (Fact::Review, review.as_deref())];
        let mut tapped = None;
        for (place, (fact, said)) in said.into_iter().enumerate() {
            let top = inside.top() + place as f32 * (tall + 10.0);
            let line = inside.with_min_y(top).with_max_y(top + tall);
            if row(desk, ui, line, fact, said, &empty) {
                tapped = Some(fact);
            }
        }
        desk.live = live;
        if let Some((fact, calendar)) = &mut self.day {
            let question = desk.say(fact.question());
            let (fact, picked) = (*fact, calendar.sheet(desk, ui, &question)?);
            self.day = None;
            match (fact, picked) {
                (_, Picked::Nothing) => {}
                (Fact::On, Picked::Day(day)) => self.on = Some(day),
                (_, Picked::Day(day)) => self.review = Some(day),
            }
            return None;
        }
        let today = day_of(seen);
        match tapped {
            Some(Fact::By) => self.typing = Some(Writing::by(&self.by)),
            Some(Fact::On) => self.day = Some((Fact::On, Calendar::of(self.on, today))),
            Some(fact) => self.day = Some((fact, Calendar::of(self.review, today))),
            None => {}
        }
        if head.back {
            return Some(Answer::Back);
        }
        if head.go { approval.map(Answer::Approval) } else { None }
    }
}
