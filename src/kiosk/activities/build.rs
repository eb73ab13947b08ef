//! A pass-phrase out of word cards: a tap takes a card up, another brings the last one back. Never a real password.

use super::super::drag::{Drags, Place};
use super::super::read_along::{Line, spoken_text};
use super::super::touch::{Paint, Tap};
use super::super::widgets::{fitted, shadow};
use super::super::{Action, theme};
use super::{Board, question, robin_says, row};
use crate::domain::ids::Key;
use crate::domain::lesson::{WordCard, WordKind};
use crate::domain::play::{Input, Moment};
use bevy::prelude::*;
use bevy::text::FontWeight;

/// The size of a word's card.
const CARD: Vec2 = Vec2::new(232.0, 84.0);

pub(super) fn show(
    parent: &mut ChildSpawnerCommands<'_>,
    board: &Board<'_>,
    asked: &Key,
    slots: usize,
    cards: &[WordCard],
) {
    let taken = &board.play.work().taken;
    let built = match board.play.moment() {
        Moment::Built(kind) => Some(kind),
        _ => None,
    };
    let metrics = board.metrics;
    parent.spawn(super::column(board)).with_children(|column| {
        match (built, board.play.narration().first()) {
            (Some(kind), Some(said)) => {
                let mood = if kind == WordKind::Plain { "proud" } else { "unsure" };
                robin_says(column, board, mood, &board.words(said));
            }
            _ => question(column, board, &board.words(asked)),
        }
        column.spawn((row(board), Pickable::IGNORE)).with_children(|row| {
            for slot in 0..slots {
                let word = taken.get(slot).and_then(|card| cards.get(*card)).map(|card| board.words(&card.words));
                // Only the last word can be put back; the others would leave a hole.
                let back = built.is_none() && slot + 1 == taken.len();
                one(row, board, word.as_ref(), back.then_some(Input::TakeBack), theme::PAPER);
            }
        });
        let table = Node {
            direction: board.lang.direction(),
            width: metrics.px(3.0 * CARD.x + 3.0 * theme::GAP),
            flex_wrap: FlexWrap::Wrap,
            justify_content: JustifyContent::Center,
            column_gap: metrics.px(theme::GAP),
            row_gap: metrics.px(16.0),
            ..default()
        };
        column.spawn((table, Pickable::IGNORE)).with_children(|table| {
            for place in board.play.table() {
                let Some(card) = cards.get(place) else { continue };
                if taken.contains(&place) {
                    one(table, board, None, None, theme::SKY_CARD);
                } else {
                    let tap = built.is_none().then_some(Input::Pick(place));
                    one(table, board, Some(&board.words(&card.words)), tap, theme::WHITE);
                }
            }
        });
    });
}

/// A card with a word on it, or the empty place for one.
fn one(
    parent: &mut ChildSpawnerCommands<'_>,
    board: &Board<'_>,
    word: Option<&Line>,
    tap: Option<Input>,
    colour: Color,
) {
    let metrics = board.metrics;
    let node = Node {
        width: metrics.px(CARD.x),
        height: metrics.touchable(CARD.y),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        border: UiRect::all(metrics.px(4.0)),
        border_radius: BorderRadius::all(metrics.px(24.0)),
        ..default()
    };
    let edge = if word.is_some() { colour } else { theme::EDGE };
    let mut card = parent.spawn((node, BackgroundColor(colour), BorderColor::all(edge)));
    match tap {
        Some(input) => {
            let drags = matches!(input, Input::Pick(_));
            card.insert((
                Tap(Action::Play(input)),
                Paint { rest: colour, pressed: theme::WHITE_DEEP },
                shadow(metrics),
            ));
            if drags {
                card.insert(Drags);
            }
            &mut card
        }
        // An empty place takes cards; what lies on the table no more is no place.
        None if word.is_none() && colour == theme::PAPER => card.insert(Place),
        None => card.insert(Pickable::IGNORE),
    };
    if let Some(word) = word {
        let size = fitted(metrics, theme::TEXT_BUTTON, word, CARD.x - 40.0);
        card.with_child(spoken_text(metrics, word, size, FontWeight::BOLD));
    }
}
