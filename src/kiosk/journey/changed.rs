//! What reads otherwise since the child promised last: the old words and the new ones, before anything is promised.

use super::super::Action;
use super::super::pictures::Picture;
use super::super::read_along::{Line, spoken_text};
use super::super::theme;
use super::super::widgets::{Look, card, coloured_text, round};
use super::{Page, bottom_bar};
use crate::content::keys as k;
use crate::domain::agreement::Rule;
use crate::domain::ids::Key;
use crate::domain::journey::{Change, Input};
use bevy::prelude::*;
use bevy::text::FontWeight;

/// The picture is smaller than where the rule is promised: there are two sets of words.
const PICTURE: Vec2 = Vec2::new(300.0, 319.0);

pub(super) fn show(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>, place: usize) {
    let Some(change) = page.journey.changes().get(place) else { return };
    let Some(rule) = page.journey.agreement().rules.get(change.place) else { return };
    let metrics = page.metrics;
    let node = Node {
        direction: page.lang.direction(),
        width: metrics.px(1060.0),
        flex_grow: 1.0,
        min_height: Val::ZERO,
        max_height: metrics.px(590.0),
        margin: UiRect::top(metrics.px(10.0)),
        padding: UiRect::axes(metrics.px(33.0), metrics.px(24.0)),
        column_gap: metrics.px(40.0),
        ..default()
    };
    parent.spawn(card(metrics, node)).with_children(|card| {
        let share = if metrics.is_bigger() { 0.7 } else { 1.0 };
        card.spawn((
            Node {
                width: metrics.px(PICTURE.x * share),
                height: metrics.px(PICTURE.y * share),
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
        let column = Node {
            flex_direction: FlexDirection::Column,
            justify_content: JustifyContent::Center,
            flex_grow: 1.0,
            flex_basis: Val::ZERO,
            row_gap: metrics.px(10.0),
            ..default()
        };
        card.spawn((column, Pickable::IGNORE)).with_children(|column| words(column, page, change, rule));
    });
    bottom_bar(parent, page, true, |bar| {
        bar.spawn(page.pill(Look::Primary, None, k::LESSON_NEXT, theme::BUTTON_WIDTH, Input::Seen));
    });
}

fn words(column: &mut ChildSpawnerCommands<'_>, page: &Page<'_>, change: &Change, rule: &Rule) {
    let metrics = page.metrics;
    let title = if change.was.is_empty() { k::ADDED_TITLE } else { k::CHANGED_TITLE };
    column.spawn(page.words(title, 32.0, FontWeight::BOLD));
    let now: Vec<&Key> = std::iter::once(&rule.words).chain(&rule.more).collect();
    let letters: usize = now.iter().map(|key| page.lang.text(key.as_str()).chars().count()).sum();
    let was: usize = change.was.iter().map(|words| words.chars().count()).sum();
    let size = if letters + was > 300 {
        23.0
    } else if letters + was > 160 {
        27.0
    } else {
        33.0
    };
    let label = |key: &str| coloured_text(metrics, &page.lang.text(key), 21.0, FontWeight::BOLD, theme::LEAF_DEEP);
    if !change.was.is_empty() {
        column.spawn(label(k::CHANGED_BEFORE));
        let colour = theme::INK_SOFT;
        let old = change.was.join(" ");
        column.spawn(coloured_text(metrics, &old, size * 0.86, FontWeight::NORMAL, colour));
        column.spawn(label(k::CHANGED_NOW));
    }
    for (number, key) in now.into_iter().enumerate() {
        let line = Line::of(page.lang, key.as_str());
        let (share, weight) = if number == 0 { (1.0, FontWeight::BOLD) } else { (0.8, FontWeight::NORMAL) };
        column.spawn(spoken_text(metrics, &line, size * share, weight));
    }
    if change.says.iter().any(|key| page.lang.clip(key).is_some()) {
        let row = Node {
            direction: page.lang.direction(),
            align_items: AlignItems::Center,
            column_gap: metrics.px(16.0),
            margin: UiRect::top(metrics.px(8.0)),
            ..default()
        };
        column.spawn((row, Pickable::IGNORE)).with_children(|row| {
            row.spawn(round(metrics, "icons/speaker.svg", 70.0, Action::Journey(Input::HearAgain)));
            row.spawn(page.words(k::HEAR_AGAIN, 22.0, FontWeight::NORMAL));
        });
    }
}
