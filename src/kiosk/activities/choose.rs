//! What should … do? Two to four answers; the scene then shows what happens.

use super::{Board, Labelled, card_width, labelled, question, row, scene, story};
use crate::domain::ids::Key;
use crate::domain::lesson::{Choice, SceneNumber};
use crate::domain::play::Input;
use bevy::prelude::*;

pub(super) fn show(
    parent: &mut ChildSpawnerCommands<'_>,
    board: &Board<'_>,
    number: SceneNumber,
    asked: &Key,
    options: &[Choice],
) {
    if !board.is_question() {
        return story::show(parent, board);
    }
    if let Some(shown) = board.scene(number) {
        scene::show(parent, board, shown);
    }
    let width = card_width(options.len());
    parent.spawn(super::column(board)).with_children(|column| {
        question(column, board, &board.words(asked));
        column.spawn((row(board), Pickable::IGNORE)).with_children(|row| {
            for (place, option) in options.iter().enumerate() {
                let look = Labelled {
                    width,
                    height: 96.0,
                    tint: place,
                    chosen: board.play.work().tried.contains(&place),
                    drags: false,
                };
                labelled(row, board, &option.picture, &board.words(&option.words), look, Some(Input::Pick(place)));
            }
        });
    });
}
