//! One promise: its picture, its words, its voice, and two answers of the same size.

use super::super::Action;
use super::super::pictures::Picture;
use super::super::read_along::{Line, spoken_text};
use super::super::theme;
use super::super::widgets::{Look, card, coloured_text, picture, round};
use super::{Page, bottom_bar};
use crate::content::keys as k;
use crate::domain::agreement::Rule;
use crate::domain::journey::Input;
use crate::domain::outcome::Answer;
use bevy::prelude::*;
use bevy::text::FontWeight;

/// The size of a rule's picture: the proportions that it is drawn in, so that nothing of it is cut.
pub(super) const PICTURE: Vec2 = Vec2::new(440.0, 468.0);

pub(super) fn show(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>, place: usize) {
    let Some(rule) = page.journey.agreement().rules.get(place) else { return };
    progress(parent, page, place);
    let metrics = page.metrics;
    let node = Node {
        direction: page.lang.direction(),
        width: metrics.px(1060.0),
        flex_grow: 1.0,
        min_height: Val::ZERO,
        max_height: metrics.px(540.0),
        padding: UiRect::axes(metrics.px(33.0), metrics.px(24.0)),
        column_gap: metrics.px(44.0),
        ..default()
    };
    parent.spawn(card(metrics, node)).with_children(|card| {
        card.spawn((
            Node {
                width: metrics.px(if metrics.is_bigger() { PICTURE.x * 0.6 } else { PICTURE.x }),
                height: metrics.px(PICTURE.y),
                flex_shrink: 0.0,
                align_self: AlignSelf::Center,
                border_radius: BorderRadius::all(metrics.px(27.0)),
                overflow: Overflow::clip(),
                ..default()
            },
            BackgroundColor(theme::SKY_CARD),
            Picture::cover(rule.picture.clone()),
            Pickable::IGNORE,
        ));
        words(card, page, rule, place);
    });
    bottom_bar(parent, page, true, |bar| {
        let width = theme::BUTTON_WIDTH;
        let unsure = Input::NotSure(rule.id.clone());
        bar.spawn(page.pill(Look::Secondary, Some("icons/question.svg"), k::NOT_SURE_YET, width, unsure));
        let promise = Input::Promise(rule.id.clone());
        bar.spawn(page.pill(Look::Primary, Some("icons/tick.svg"), k::I_PROMISE, width, promise));
    });
}

fn words(card: &mut ChildSpawnerCommands<'_>, page: &Page<'_>, rule: &Rule, place: usize) {
    let metrics = page.metrics;
    let column = Node {
        flex_direction: FlexDirection::Column,
        justify_content: JustifyContent::Center,
        flex_grow: 1.0,
        flex_basis: Val::ZERO,
        row_gap: metrics.px(16.0),
        ..default()
    };
    card.spawn((column, Pickable::IGNORE)).with_children(|column| {
        let change = page.journey.changes().iter().find(|change| change.place == place);
        let numbered = match change {
            None => k::PROMISE_NUMBER,
            Some(change) if change.was.is_empty() => k::PROMISE_NUMBER_ADDED,
            Some(_) => k::PROMISE_NUMBER_CHANGED,
        };
        let number = page.lang.text_with(numbered, &[("number", &(place + 1).to_string())]);
        column.spawn(coloured_text(metrics, &number, 27.0, FontWeight::BOLD, theme::LEAF_DEEP));
        let promise = Line::of(page.lang, rule.words.as_str());
        let more = rule.more.as_ref().map(|key| Line::of(page.lang, key.as_str()));
        let letters = promise.chars().count() + more.as_ref().map_or(0, |more| more.chars().count());
        let size = if letters > 120 {
            31.0
        } else if letters > 80 {
            34.0
        } else {
            theme::TEXT_PROMISE
        };
        column.spawn(spoken_text(metrics, &promise, size, FontWeight::BOLD));
        if let Some(more) = more {
            column.spawn(spoken_text(metrics, &more, size * 0.72, FontWeight::NORMAL));
        }
        if page.lang.clip(&rule.words).is_some() {
            let row = Node {
                direction: page.lang.direction(),
                align_items: AlignItems::Center,
                column_gap: metrics.px(16.0),
                margin: UiRect::top(metrics.px(14.0)),
                ..default()
            };
            column.spawn((row, Pickable::IGNORE)).with_children(|row| {
                row.spawn(round(metrics, "icons/speaker.svg", 76.0, Action::Journey(Input::HearAgain)));
                row.spawn(page.words(k::HEAR_AGAIN, 24.0, FontWeight::NORMAL));
            });
        }
    });
}

/// A leaf for every promise: done, this one, still to come; told apart by shape as well as by colour.
fn progress(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>, place: usize) {
    let row = Node {
        direction: page.lang.direction(),
        height: page.metrics.px(50.0),
        flex_shrink: 0.0,
        align_items: AlignItems::Center,
        column_gap: page.metrics.px(4.0),
        ..default()
    };
    parent.spawn((row, Pickable::IGNORE)).with_children(|row| {
        for (i, answer) in page.journey.answers().iter().enumerate() {
            let file = match answer {
                _ if i == place => "scene/progress-now.svg",
                Some(Answer::Promised | Answer::NotSure) => "scene/progress-done.svg",
                None => "scene/progress-later.svg",
            };
            row.spawn(picture(page.metrics, file, Vec2::new(68.0, 56.0)));
        }
    });
}
