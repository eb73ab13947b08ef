//! The quiet screens between the questions: one picture, one sentence, one thing to do.

use super::super::theme;
use super::super::widgets::{Look, card, picture};
use super::{Page, bottom_bar};
use crate::content::keys as k;
use crate::domain::journey::Input;
use crate::domain::outcome::Outcome;
use bevy::prelude::*;
use bevy::text::{FontWeight, Justify};

/// A card with a picture, a title and a sentence.
fn moment(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>, file: &str, size: Vec2, title: &str, words: Option<&str>) {
    let metrics = page.metrics;
    let node = Node {
        width: metrics.px(860.0),
        flex_grow: 1.0,
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        row_gap: metrics.px(18.0),
        margin: UiRect::top(metrics.px(30.0)),
        padding: UiRect::axes(metrics.px(60.0), metrics.px(24.0)),
        ..default()
    };
    let centred = TextLayout::justify(Justify::Center);
    parent.spawn(card(metrics, node)).with_children(|card| {
        card.spawn(picture(metrics, file, size));
        card.spawn((page.words(title, theme::TEXT_TITLE, FontWeight::BOLD), centred));
        if let Some(words) = words {
            card.spawn((page.words(words, theme::TEXT_BODY, FontWeight::NORMAL), centred));
        }
    });
}

pub(super) fn not_sure(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    moment(parent, page, "faces/not-sure.svg", Vec2::new(380.0, 300.0), k::NOT_SURE_TITLE, Some(k::NOT_SURE_WORDS));
    bottom_bar(parent, page, true, |bar| {
        let width = theme::BUTTON_WIDTH;
        bar.spawn(page.pill(Look::Secondary, Some("icons/door.svg"), k::STOP_FOR_TODAY, width, Input::StopForToday));
        bar.spawn(page.pill(Look::Primary, None, k::LOOK_AGAIN, width, Input::LookAgain));
    });
}

pub(super) fn adult(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    moment(parent, page, "faces/grown-ups.svg", Vec2::new(400.0, 310.0), k::ADULT_TITLE, Some(k::ADULT_WORDS));
    bottom_bar(parent, page, true, |bar| {
        bar.spawn(page.pill(Look::Primary, Some("icons/tick.svg"), k::ADULT_IS_HERE, 400.0, Input::AdultIsHere));
    });
}

pub(super) fn saving(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    moment(parent, page, "scene/robin.svg", Vec2::new(280.0, 198.0), k::JUST_A_MOMENT, None);
    bottom_bar(parent, page, false, |_| {});
}

pub(super) fn trouble(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    let size = Vec2::new(300.0, 240.0);
    moment(parent, page, "scene/robin-kind.svg", size, k::ROBIN_NEEDS_HELP, Some(k::ROBIN_NEEDS_HELP_WORDS));
    bottom_bar(parent, page, false, |bar| {
        bar.spawn(page.pill(Look::Secondary, None, k::BACK_TO_TREE, theme::BUTTON_WIDTH, Input::Leave));
        bar.spawn(page.pill(Look::Primary, None, k::CARRY_ON, theme::BUTTON_WIDTH, Input::TryAgain));
    });
}

pub(super) fn thanks(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>, outcome: Outcome) {
    let size = Vec2::new(430.0, 307.0);
    if outcome.is_promise() {
        moment(parent, page, "faces/thank-you.svg", size, k::THANK_YOU, Some(k::THANK_YOU_LEAF));
    } else {
        let size = Vec2::new(300.0, 240.0);
        moment(parent, page, "scene/robin-kind.svg", size, k::THANK_YOU_HONEST, Some(k::THANK_YOU_HONEST_WORDS));
    }
    bottom_bar(parent, page, false, |bar| {
        bar.spawn(page.pill(Look::Primary, None, k::BACK_TO_TREE, 330.0, Input::Leave));
    });
}

pub(super) fn grown_up(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    let size = Vec2::new(330.0, 260.0);
    moment(parent, page, "scene/robin-kind.svg", size, k::GROWN_UP_TITLE, Some(k::GROWN_UP_WORDS));
    bottom_bar(parent, page, false, |bar| {
        bar.spawn(page.pill(Look::Secondary, None, k::BACK_TO_TREE, theme::BUTTON_WIDTH, Input::Leave));
        bar.spawn(page.pill(Look::Primary, None, k::CARRY_ON, theme::BUTTON_WIDTH, Input::CarryOn));
    });
}

pub(super) fn still_there(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    let size = Vec2::new(360.0, 288.0);
    moment(parent, page, "faces/still-there.svg", size, k::STILL_THERE, Some(k::STILL_THERE_WORDS));
    bottom_bar(parent, page, false, |bar| {
        bar.spawn(page.pill(Look::Secondary, None, k::BACK_TO_TREE, theme::BUTTON_WIDTH, Input::Leave));
        bar.spawn(page.pill(Look::Primary, None, k::I_AM_HERE, theme::BUTTON_WIDTH, Input::CarryOn));
    });
}
