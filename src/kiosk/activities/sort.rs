//! Cards into boxes: the card in hand lies in the middle; a tap on a box puts it there, and so does dragging it.

use super::super::drag::Drags;
use super::super::read_along::spoken_text;
use super::super::touch::{Paint, Tap};
use super::super::widgets::{picture, shadow};
use super::super::{Action, theme};
use super::{Board, question, robin_says, row, scene};
use crate::domain::ids::Key;
use crate::domain::lesson::{Labelled, SceneNumber, SortCard};
use crate::domain::play::{Input, Moment};
use bevy::prelude::*;
use bevy::text::{FontWeight, Justify};

pub(super) fn show(
    parent: &mut ChildSpawnerCommands<'_>,
    board: &Board<'_>,
    number: Option<SceneNumber>,
    asked: &Key,
    boxes: &[Labelled],
    cards: &[SortCard],
) {
    if let Some(shown) = number.and_then(|number| board.scene(number)) {
        scene::show(parent, board, shown);
    }
    let work = board.play.work();
    let into = match board.play.moment() {
        Moment::Sorted(into) => Some(into),
        _ => None,
    };
    let Some(card) = cards.get(work.card) else { return };
    parent.spawn(super::column(board)).with_children(|column| {
        match into {
            Some(_) => robin_says(column, board, "happy", &board.words(&card.because)),
            None => question(column, board, &board.words(asked)),
        }
        in_hand(column, board, card, work.card, cards.len());
        column.spawn((row(board), Pickable::IGNORE)).with_children(|row| {
            for (place, each) in boxes.iter().enumerate() {
                let inside: Vec<&str> = work
                    .placed
                    .iter()
                    .zip(cards)
                    .filter(|(lies, _)| **lies == place)
                    .map(|(_, card)| card.picture.as_str())
                    .collect();
                one_box(row, board, each, place, boxes.len(), &inside, into);
            }
        });
    });
}

/// The card that is to be put somewhere, with a dot for each that is left.
fn in_hand(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, card: &SortCard, number: usize, of: usize) {
    let metrics = board.metrics;
    let node = Node {
        width: metrics.px(400.0),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        row_gap: metrics.px(8.0),
        padding: UiRect::all(metrics.px(18.0)),
        border_radius: BorderRadius::all(metrics.px(30.0)),
        ..default()
    };
    let mut in_hand = parent.spawn((node, BackgroundColor(theme::WHITE), shadow(metrics)));
    if board.is_question() {
        in_hand.insert(Drags);
    } else {
        in_hand.insert(Pickable::IGNORE);
    }
    in_hand.with_children(|inside| {
        inside.spawn(picture(metrics, &card.picture, Vec2::splat(150.0)));
        inside.spawn((
            spoken_text(metrics, &board.words(&card.words), theme::TEXT_SAID, FontWeight::BOLD),
            TextLayout::justify(Justify::Center),
        ));
        let dots = Node { column_gap: metrics.px(8.0), ..default() };
        inside.spawn((dots, Pickable::IGNORE)).with_children(|dots| {
            for dot in 0..of {
                let (side, colour) = if dot == number { (14.0, theme::AMBER) } else { (10.0, theme::EDGE) };
                let node = Node {
                    width: metrics.px(side),
                    height: metrics.px(side),
                    align_self: AlignSelf::Center,
                    border_radius: BorderRadius::MAX,
                    ..default()
                };
                dots.spawn((node, BackgroundColor(if dot < number { theme::LEAF } else { colour }), Pickable::IGNORE));
            }
        });
    });
}

fn one_box(
    parent: &mut ChildSpawnerCommands<'_>,
    board: &Board<'_>,
    each: &Labelled,
    place: usize,
    of: usize,
    inside: &[&str],
    into: Option<usize>,
) {
    let metrics = board.metrics;
    let node = Node {
        direction: board.lang.direction(),
        width: metrics.px(if of > 2 { 372.0 } else { 470.0 }),
        min_height: metrics.touchable(150.0),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        row_gap: metrics.px(6.0),
        padding: UiRect::all(metrics.px(12.0)),
        border: UiRect::all(metrics.px(5.0)),
        border_radius: BorderRadius::all(metrics.px(30.0)),
        ..default()
    };
    let edge = if into == Some(place) { theme::LEAF } else { theme::EDGE };
    let mut entity = parent.spawn((node, BackgroundColor(theme::PAPER), BorderColor::all(edge), shadow(metrics)));
    match into {
        None => entity
            .insert((Tap(Action::Play(Input::Pick(place))), Paint { rest: theme::PAPER, pressed: theme::WHITE_DEEP })),
        Some(_) => entity.insert(Pickable::IGNORE),
    };
    entity.with_children(|entity| {
        let line = || Node {
            direction: board.lang.direction(),
            align_items: AlignItems::Center,
            column_gap: metrics.px(12.0),
            ..default()
        };
        entity.spawn((line(), Pickable::IGNORE)).with_children(|line| {
            line.spawn(picture(metrics, &each.picture, Vec2::splat(76.0)));
            line.spawn(spoken_text(metrics, &board.words(&each.words), theme::TEXT_SAID, FontWeight::BOLD));
        });
        // The place for what lies in it is there from the start, so that nothing jumps.
        let node = Node { min_height: metrics.px(46.0), ..line() };
        entity.spawn((node, Pickable::IGNORE)).with_children(|line| {
            for file in inside {
                line.spawn(picture(metrics, file, Vec2::splat(46.0)));
            }
        });
    });
}
