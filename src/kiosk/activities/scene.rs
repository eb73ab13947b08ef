//! A scene: a place, people and things, laid over each other.

use super::super::panel::Metrics;
use super::super::pictures::{Picture, Pictures};
use super::super::{Root, read_along, theme, widgets};
use super::Board;
use crate::domain::lesson::{Panel, Person, Prop, Scene};
use bevy::prelude::*;
use bevy::text::{FontWeight, Justify};

/// How tall people are, as a share of the stage.
const TALL: f32 = 0.66;
/// The same while answers lie across their chests: then their faces are above them.
const TALL_WHILE_ASKED: f32 = 0.75;
/// A person's picture, width by height.
const ASPECT: f32 = 480.0 / 560.0;
/// Width of a speech bubble at most, design units.
const BUBBLE: f32 = 620.0;

/// The size of a person on this stage, design units.
fn person_size(stage: Vec2, asked: bool) -> Vec2 {
    let tall = stage.y * if asked { TALL_WHILE_ASKED } else { TALL };
    Vec2::new(tall * ASPECT, tall)
}

fn prop_size(prop: &Prop, stage: Vec2) -> Vec2 {
    Vec2::splat(stage.x * f32::from(prop.width) / 100.0)
}

/// A share of the stage's width, from its start.
fn across(board: &Board<'_>, at: u8) -> f32 {
    let share = f32::from(at) / 100.0;
    match board.lang.direction() {
        bevy::ui::InlineDirection::Rtl => 1.0 - share,
        _ => share,
    }
}

/// Draws it over all of `parent`.
pub(super) fn show(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, scene: &Scene) {
    let metrics = board.metrics;
    let stage = metrics.stage();
    parent.spawn((super::super::scene::Covers, super::behind(scene.place.picture())));
    for standing in &scene.people {
        let size = person_size(stage, board.is_question() && board.asks_below());
        let left = across(board, standing.at) * stage.x - size.x / 2.0;
        parent.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: metrics.px(left),
                bottom: Val::ZERO,
                width: metrics.px(size.x),
                height: metrics.px(size.y),
                ..default()
            },
            Picture::new(standing.picture()),
            Pickable::IGNORE,
        ));
    }
    for prop in &scene.props {
        parent.spawn((prop_node(board, prop), Picture::new(prop.picture.clone()), Pickable::IGNORE));
    }
}

/// Where a thing is on the stage.
pub(super) fn prop_node(board: &Board<'_>, prop: &Prop) -> Node {
    let (metrics, stage) = (board.metrics, board.metrics.stage());
    let size = prop_size(prop, stage);
    let middle = Vec2::new(across(board, prop.at.0) * stage.x, f32::from(prop.at.1) / 100.0 * stage.y);
    Node {
        position_type: PositionType::Absolute,
        left: metrics.px(middle.x - size.x / 2.0),
        top: metrics.px(middle.y - size.y / 2.0),
        width: metrics.px(size.x),
        height: metrics.px(size.y),
        ..default()
    }
}

/// Draws its pictures ahead of their need.
pub(super) fn prepare(scene: &Scene, metrics: &Metrics, root: &Root, pictures: &mut Pictures) {
    let stage = metrics.stage();
    let mut draw = |picture: &Picture, units: Vec2| {
        pictures.prepare(root, picture, units * metrics.unit * metrics.scale);
    };
    draw(&Picture::cover(scene.place.picture()), stage);
    for standing in &scene.people {
        draw(&Picture::new(standing.picture()), person_size(stage, false));
    }
    for prop in &scene.props {
        draw(&Picture::new(prop.picture.clone()), prop_size(prop, stage));
    }
}

/// The line of a panel: a bubble above whoever says it, a card where Robin tells it.
pub(super) fn line(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, panel: &Panel) {
    let words = board.words(&panel.words);
    let standing = board
        .scene(panel.scene)
        .and_then(|scene| scene.people.iter().find(|standing| standing.who == panel.says))
        .filter(|_| panel.says != Person::Robin);
    let Some(standing) = standing else {
        parent.spawn(super::column(board)).with_children(|column| {
            super::robin_says(column, board, "happy", &words);
        });
        return;
    };
    let (metrics, stage) = (board.metrics, board.metrics.stage());
    let speaker = across(board, standing.at) * stage.x;
    // Wide enough for its words on three lines or fewer, and always inside the stage.
    let letters = words.chars().count() as f32;
    let wide =
        (letters * theme::TEXT_SAID * metrics.letters * 0.56 / 1.8).clamp(260.0, BUBBLE * metrics.letters) + 72.0;
    let left = (speaker - wide / 2.0).clamp(30.0, (stage.x - wide - 30.0).max(30.0));
    let tail = 34.0;
    let bubble = Node {
        position_type: PositionType::Absolute,
        left: metrics.px(left),
        width: metrics.px(wide),
        bottom: metrics.px(stage.y * TALL + 22.0),
        min_height: metrics.px(84.0),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        padding: UiRect::axes(metrics.px(34.0), metrics.px(18.0)),
        border_radius: BorderRadius::all(metrics.px(38.0)),
        ..default()
    };
    let point = Node {
        position_type: PositionType::Absolute,
        left: metrics.px((speaker - left - tail / 2.0).clamp(44.0, wide - 44.0 - tail)),
        bottom: metrics.px(-tail * 0.42),
        width: metrics.px(tail),
        height: metrics.px(tail),
        border_radius: BorderRadius::all(metrics.px(5.0)),
        ..default()
    };
    parent.spawn((bubble, BackgroundColor(theme::WHITE), widgets::shadow(metrics), Pickable::IGNORE)).with_children(
        |bubble| {
            let turned = UiTransform::from_rotation(Rot2::degrees(45.0));
            bubble.spawn((point, turned, BackgroundColor(theme::WHITE), Pickable::IGNORE));
            bubble.spawn((
                read_along::spoken_text(metrics, &words, theme::TEXT_SAID, FontWeight::NORMAL),
                TextLayout::justify(Justify::Center),
            ));
        },
    );
}
