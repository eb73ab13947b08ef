//! The quiet screens between the questions: one picture, one sentence, one thing to do.

use super::super::theme;
use super::super::widgets::{Look, card, picture};
use super::{Page, bottom_bar};
use crate::content::keys as k;
use crate::domain::journey::Input;
use crate::domain::outcome::Outcome;
use bevy::prelude::*;
use bevy::text::{FontWeight, Justify};

/// A moment's picture and its size.
type Sight = (&'static str, Vec2);

const UNSURE: Sight = ("faces/not-sure.svg", Vec2::new(380.0, 300.0));
const ADULT: Sight = ("faces/grown-ups.svg", Vec2::new(400.0, 310.0));
const WAIT: Sight = ("scene/robin.svg", Vec2::new(280.0, 198.0));
const ROBIN: Sight = ("scene/robin-kind.svg", Vec2::new(320.0, 256.0));
const THANKS: Sight = ("faces/thank-you.svg", Vec2::new(430.0, 307.0));
const STILL: Sight = ("faces/still-there.svg", Vec2::new(360.0, 288.0));

/// Every moment's picture, to be drawn ahead of its need.
pub(super) const SIGHTS: [Sight; 6] = [UNSURE, ADULT, WAIT, ROBIN, THANKS, STILL];

/// A card with a picture, a title and a sentence.
fn moment(
    parent: &mut ChildSpawnerCommands<'_>,
    page: &Page<'_>,
    (file, size): Sight,
    title: &str,
    words: Option<&str>,
) {
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
    moment(parent, page, UNSURE, k::NOT_SURE_TITLE, Some(k::NOT_SURE_WORDS));
    bottom_bar(parent, page, true, |bar| {
        let width = theme::BUTTON_WIDTH;
        bar.spawn(page.pill(Look::Secondary, Some("icons/door.svg"), k::STOP_FOR_TODAY, width, Input::StopForToday));
        bar.spawn(page.pill(Look::Primary, None, k::LOOK_AGAIN, width, Input::LookAgain));
    });
}

pub(super) fn adult(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    moment(parent, page, ADULT, k::ADULT_TITLE, Some(k::ADULT_WORDS));
    bottom_bar(parent, page, true, |bar| {
        bar.spawn(page.pill(Look::Primary, Some("icons/tick.svg"), k::ADULT_IS_HERE, 400.0, Input::AdultIsHere));
    });
}

pub(super) fn saving(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    moment(parent, page, WAIT, k::JUST_A_MOMENT, None);
    bottom_bar(parent, page, false, |_| {});
}

pub(super) fn trouble(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    moment(parent, page, ROBIN, k::ROBIN_NEEDS_HELP, Some(k::ROBIN_NEEDS_HELP_WORDS));
    bottom_bar(parent, page, false, |bar| {
        bar.spawn(page.pill(Look::Secondary, None, k::BACK_TO_TREE, theme::BUTTON_WIDTH, Input::Leave));
        bar.spawn(page.pill(Look::Primary, None, k::CARRY_ON, theme::BUTTON_WIDTH, Input::TryAgain));
    });
}

pub(super) fn thanks(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>, outcome: Outcome) {
    if outcome.is_promise() {
        moment(parent, page, THANKS, k::THANK_YOU, Some(k::THANK_YOU_LEAF));
    } else {
        moment(parent, page, ROBIN, k::THANK_YOU_HONEST, Some(k::THANK_YOU_HONEST_WORDS));
    }
    bottom_bar(parent, page, false, |bar| {
        bar.spawn(page.pill(Look::Primary, None, k::BACK_TO_TREE, 330.0, Input::Leave));
    });
}

pub(super) fn grown_up(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    moment(parent, page, ROBIN, k::GROWN_UP_TITLE, Some(k::GROWN_UP_WORDS));
    bottom_bar(parent, page, false, |bar| {
        bar.spawn(page.pill(Look::Secondary, None, k::BACK_TO_TREE, theme::BUTTON_WIDTH, Input::Leave));
        bar.spawn(page.pill(Look::Primary, None, k::CARRY_ON, theme::BUTTON_WIDTH, Input::CarryOn));
    });
}

pub(super) fn still_there(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    moment(parent, page, STILL, k::STILL_THERE, Some(k::STILL_THERE_WORDS));
    bottom_bar(parent, page, false, |bar| {
        bar.spawn(page.pill(Look::Secondary, None, k::BACK_TO_TREE, theme::BUTTON_WIDTH, Input::Leave));
        bar.spawn(page.pill(Look::Primary, None, k::I_AM_HERE, theme::BUTTON_WIDTH, Input::CarryOn));
    });
}
