//! The list: a card an agreement, a row a version.

use super::super::desk::{Desk, Heading, Look, hug, split_left, split_top};
use super::super::list::{self, Grid};
use super::super::orders::Seen;
use super::super::{theme, today};
use super::keys as a;
use super::{Known, count, day_of, promises};
use crate::domain::agreement::{Agreement, Approval};
use crate::domain::agreement_draft::AgreementDraft;
use crate::domain::agreement_version::in_force;
use crate::domain::ids::AgreementId;
use bevy_egui::egui::{Align2, Rect, Ui, vec2};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What was tapped.
pub(super) enum Tapped {
    Read(AgreementId, u32),
    Edit(AgreementDraft),
}

/// Whether a version is promised now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// From this day on, where the school has made it.
    Current(Option<Date>),
    Coming(Date),
    Former,
}

/// A version of an agreement in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub version: u32,
    pub state: State,
    /// The newest approval that is noted.
    pub approval: Option<Approval>,
    /// Whether the school has made it.
    pub own: bool,
}

/// Every version of an agreement, the newest first.
pub(super) fn rows(known: &Known, agreement: &Agreement, seen: &Seen<'_>) -> Vec<Row> {
    let today = day_of(seen);
    let tree = seen.school.tree.as_ref().filter(|tree| tree.agreement == agreement.id);
    let own = || known.versions.iter().filter(|kept| !kept.withdrawn && kept.version.text.agreement == agreement.id);
    let standing = in_force(&seen.school.agreements, &agreement.id, today, tree.map(|tree| tree.version));
    let current = standing.map_or(agreement.version, |version| version.text.version);
    let mut numbers: BTreeSet<u32> = own().map(|kept| kept.version.text.version).collect();
    numbers.insert(agreement.version);
    let outcomes = seen.school.outcomes.iter().filter(|outcome| outcome.agreement == agreement.id);
    numbers.extend(outcomes.map(|outcome| outcome.version));
    let row = |version: u32| {
        let made = own().map(|kept| &kept.version).find(|made| made.text.version == version);
        let state = match made {
            _ if version == current => State::Current(made.map(|made| made.use_from)),
            Some(made) if made.use_from > today => State::Coming(made.use_from),
            _ => State::Former,
        };
        let noted = known.approvals.iter().find(|noted| noted.agreement == agreement.id && noted.version == version);
        Row { version, state, approval: noted.map(|noted| noted.approval.clone()), own: made.is_some() }
    };
    numbers.into_iter().rev().map(row).collect()
}

/// In words whether a version is promised now.
pub(super) fn state_words(desk: &Desk<'_>, state: State) -> String {
    match state {
        State::Current(Some(day)) => desk.say_with(a::CURRENT_SINCE, &[("day", &desk.lang.date(day))]),
        State::Current(None) => desk.say(a::CURRENT),
        State::Coming(day) => desk.say_with(a::COMING, &[("day", &desk.lang.date(day))]),
        State::Former => desk.say(a::FORMER),
    }
}

/// In words who approved a version, and by when it is looked at again; the latter with whether that has gone by.
pub(super) fn approval_words(
    desk: &Desk<'_>,
    approval: Option<&Approval>,
    today: Date,
) -> (String, Option<(String, bool)>) {
    let Some(approval) = approval else { return (desk.say(a::NOT_APPROVED), None) };
    let (on, review) = (desk.lang.date(approval.on), desk.lang.date(approval.review_by));
    let approved = desk.say_with(a::APPROVED, &[("by", approval.by.as_str()), ("on", &on)]);
    let lapsed = approval.lapsed(today);
    let key = if lapsed { a::REVIEW_DUE } else { a::REVIEW };
    (approved, Some((desk.say_with(key, &[("review", &review)]), lapsed)))
}

pub(super) fn show(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, known: &Known, seen: &Seen<'_>) -> Option<Tapped> {
    let (top, rest) = split_top(rect, desk.head_height(), 18.0);
    let (title, words) = (desk.say(a::TITLE), desk.say(if known.may { a::WORDS } else { a::ONLY_LEADS }));
    desk.head(ui, top, &Heading { title: &title, words: &words, ..Heading::default() });
    let (left, right) = split_left(rest, (rest.width() - theme::GAP) / 2.0, theme::GAP);
    let mut tapped = None;
    for (agreement, place) in seen.content.shipped_agreements().zip([left, right]) {
        tapped = card(desk, ui, place, agreement, known, seen).or(tapped);
    }
    tapped
}

fn card(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    rect: Rect,
    agreement: &Agreement,
    known: &Known,
    seen: &Seen<'_>,
) -> Option<Tapped> {
    let rows = rows(known, agreement, seen);
    let grid = Grid::new(rows.len(), 1, desk.at_least(122.0), theme::LINE_GAP);
    let button = if known.may { desk.at_least(theme::LINE) + 14.0 } else { 0.0 };
    let inside = desk.card(ui, hug(rect, 46.0 + button + grid.whole()));
    let (title, rest) = split_top(inside, 34.0, 12.0);
    let words = today::agreement_title(desk, agreement);
    desk.text(ui, title, Align2::LEFT_CENTER, &words, theme::HEADING, true, theme::ink());
    let mut tapped = None;
    let mut list_place = rest;
    if known.may {
        let (button, below) = split_top(rest, desk.at_least(theme::LINE), 14.0);
        list_place = below;
        let draft = known.drafts.iter().find(|draft| draft.agreement == agreement.id);
        let words = match draft {
            Some(draft) => {
                let from = desk.say_with(a::DRAFT_FROM, &[("version", &draft.from_version.to_string())]);
                format!("{} ({from})", desk.say(a::DRAFT_GO_ON))
            }
            None => desk.say(a::MAKE),
        };
        let look = if draft.is_some() { Look::Chosen } else { Look::Quiet };
        if desk.pill(ui, button, &format!("agreements.make.{}", agreement.id), &words, look) {
            let newest = rows.iter().find(|row| !matches!(row.state, State::Former)).map(|row| row.version);
            let text = known.text(&agreement.id, newest.unwrap_or(agreement.version), seen);
            tapped = draft.cloned().or_else(|| text.map(|text| AgreementDraft::of(&text))).map(Tapped::Edit);
        }
    }
    let today = day_of(seen);
    let name = format!("agreements.versions.{}", agreement.id);
    list::show(desk, ui, list_place, &name, grid, |desk, ui, place, entry| {
        let Some(row) = rows.get(entry) else { return };
        if desk.row(ui, place, &format!("agreements.{}.{}", agreement.id, row.version), theme::ROW) {
            tapped = Some(Tapped::Read(agreement.id.clone(), row.version));
        }
        let inside = place.shrink2(vec2(16.0, 9.0));
        let line = |number: f32| {
            let tall = inside.height() / 4.0;
            Rect::from_min_size(inside.min + vec2(0.0, number * tall), vec2(inside.width(), tall))
        };
        let words = desk.say_with(a::VERSION, &[("version", &row.version.to_string())]);
        let wide = desk.text(ui, line(0.0), Align2::LEFT_CENTER, &words, theme::BODY, true, theme::ink());
        let beside = line(0.0).with_min_x(inside.left() + wide + 10.0);
        let colour = if matches!(row.state, State::Former) { theme::ink_soft() } else { theme::leaf_deep() };
        let words = state_words(desk, row.state);
        desk.text(ui, beside, Align2::RIGHT_CENTER, &words, theme::SMALL, true, colour);
        let (approved, review) = approval_words(desk, row.approval.as_ref(), today);
        desk.text(ui, line(1.0), Align2::LEFT_CENTER, &approved, theme::SMALL, false, theme::ink_soft());
        if let Some((words, lapsed)) = review {
            let colour = if lapsed { theme::CORAL_DEEP } else { theme::ink_soft() };
            desk.text(ui, line(2.0), Align2::LEFT_CENTER, &words, theme::SMALL, lapsed, colour);
        }
        let words = count(desk, a::PROMISES, promises(seen, &agreement.id, row.version));
        desk.text(ui, line(3.0), Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
    });
    tapped
}
