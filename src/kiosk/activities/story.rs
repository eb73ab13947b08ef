//! Panels with voices; and how a lesson ends: the sentence to take home, the question for the class.

use super::super::read_along::spoken_text;
use super::super::theme;
use super::super::widgets::{card, picture};
use super::{Board, scene};
use crate::domain::play::Moment;
use bevy::prelude::*;
use bevy::text::{FontWeight, Justify};

/// The panel that is on the screen, of a story or of what follows from a choice.
pub(super) fn show(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>) {
    let Some(panel) = board.play.panel() else { return };
    if let Some(shown) = board.scene(panel.scene) {
        scene::show(parent, board, shown);
    }
    scene::line(parent, board, panel);
}

/// After the last step, and whenever the teacher asks for the question.
pub(super) fn ending(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>) {
    let lesson = board.play.lesson();
    let (mood, words) = match board.play.moment() {
        Moment::Talk => ("unsure", &lesson.talk),
        _ => ("proud", &lesson.remember),
    };
    let metrics = board.metrics;
    let node = Node {
        width: metrics.px(900.0),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        row_gap: metrics.px(26.0),
        margin: UiRect::all(Val::Auto),
        padding: UiRect::all(metrics.px(44.0)),
        ..default()
    };
    parent.spawn(super::column(board)).with_children(|column| {
        column.spawn(card(metrics, node)).with_children(|card| {
            card.spawn(picture(metrics, &format!("cast/robin-{mood}.svg"), Vec2::new(330.0, 258.0)));
            card.spawn((
                spoken_text(metrics, &board.words(words), theme::TEXT_TITLE, FontWeight::BOLD),
                TextLayout::justify(Justify::Center),
            ));
        });
    });
}
