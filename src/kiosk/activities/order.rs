//! What first, what next: a tap takes a card to the next free place, and so does dragging it there; a tap on the last one
//! brings it back.

use super::super::drag::Place;
use super::super::theme;
use super::super::widgets::{coloured_text, shadow};
use super::{Board, Labelled as Look, card_width, labelled, question, robin_says, row};
use crate::domain::ids::Key;
use crate::domain::lesson::Labelled;
use crate::domain::play::{Input, Moment};
use bevy::prelude::*;
use bevy::text::FontWeight;

pub(super) fn show(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, asked: &Key, cards: &[Labelled]) {
    let taken = &board.play.work().taken;
    let ordered = match board.play.moment() {
        Moment::Ordered(right) => Some(right),
        _ => None,
    };
    let width = card_width(cards.len());
    parent.spawn(super::column(board)).with_children(|column| {
        match (ordered, board.play.narration().first()) {
            (Some(right), Some(said)) => {
                robin_says(column, board, if right { "proud" } else { "unsure" }, &board.words(said));
            }
            _ => question(column, board, &board.words(asked)),
        }
        column.spawn((row(board), Pickable::IGNORE)).with_children(|row| {
            for place in 0..cards.len() {
                let card = taken.get(place).and_then(|taken| Some((*taken, cards.get(*taken)?)));
                slot(row, board, place, card, width, ordered.is_none() && place + 1 == taken.len());
            }
        });
        column.spawn((row(board), Pickable::IGNORE)).with_children(|row| {
            for place in board.play.table() {
                let Some(card) = cards.get(place) else { continue };
                if taken.contains(&place) {
                    empty(row, board, width, None);
                } else {
                    let look = Look { width, height: 104.0, tint: place, chosen: false, drags: true };
                    let tap = ordered.is_none().then_some(Input::Pick(place));
                    labelled(row, board, &card.picture, &board.words(&card.words), look, tap);
                }
            }
        });
    });
}

/// A place in the order, with its number, and the card that lies there.
fn slot(
    parent: &mut ChildSpawnerCommands<'_>,
    board: &Board<'_>,
    place: usize,
    card: Option<(usize, &Labelled)>,
    width: f32,
    last: bool,
) {
    match card {
        Some((number, card)) => {
            let look = Look { width, height: 104.0, tint: number, chosen: true, drags: false };
            labelled(parent, board, &card.picture, &board.words(&card.words), look, last.then_some(Input::TakeBack));
        }
        None => empty(parent, board, width, Some(place + 1)),
    }
}

fn empty(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, width: f32, number: Option<usize>) {
    let metrics = board.metrics;
    let node = Node {
        width: metrics.px(width),
        min_height: metrics.touchable(104.0),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        border: UiRect::all(metrics.px(4.0)),
        border_radius: BorderRadius::all(metrics.px(26.0)),
        ..default()
    };
    let (colour, edge) = match number {
        Some(_) => (theme::PAPER, theme::LEAF_PALE),
        None => (Color::NONE, Color::NONE),
    };
    let mut slot = parent.spawn((node, BackgroundColor(colour), BorderColor::all(edge), Pickable::IGNORE));
    if let Some(number) = number {
        slot.insert((shadow(metrics), Place, Pickable::default()));
        slot.with_child(coloured_text(metrics, &number.to_string(), 44.0, FontWeight::BOLD, theme::INK_SOFT));
    }
}
