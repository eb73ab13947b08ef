//! Finding what matters in a picture: what is found wears its name and a sign.

use super::super::touch::Tap;
use super::super::widgets::{coloured_text, picture, shadow};
use super::super::{Action, theme};
use super::{Board, question, robin_says, scene};
use crate::domain::ids::Key;
use crate::domain::lesson::{Find, SceneNumber};
use crate::domain::play::{Input, Moment};
use bevy::prelude::*;
use bevy::text::FontWeight;

use super::super::pictures::Picture;

pub(super) fn show(
    parent: &mut ChildSpawnerCommands<'_>,
    board: &Board<'_>,
    number: SceneNumber,
    asked: &Key,
    finds: &[Find],
) {
    if let Some(shown) = board.scene(number) {
        scene::show(parent, board, shown);
    }
    let now = match board.play.moment() {
        Moment::Spotted(find) => Some(find),
        _ => None,
    };
    for (place, find) in finds.iter().enumerate() {
        let found = board.play.work().tried.contains(&place);
        thing(parent, board, find, place, found, now);
    }
    parent.spawn(super::column(board)).with_children(|column| match now.and_then(|now| finds.get(now)) {
        Some(find) => {
            robin_says(column, board, if find.counts { "proud" } else { "happy" }, &board.words(&find.because))
        }
        None => question(column, board, &board.words(asked)),
    });
}

/// Something to look at: on a pale disc, so that it is seen to be one of the things that can be tapped.
fn thing(
    parent: &mut ChildSpawnerCommands<'_>,
    board: &Board<'_>,
    find: &Find,
    place: usize,
    found: bool,
    now: Option<usize>,
) {
    let metrics = board.metrics;
    let mut node = scene::prop_node(board, &find.prop);
    node.min_width = metrics.touchable(0.0);
    node.min_height = metrics.touchable(0.0);
    node.align_items = AlignItems::Center;
    node.justify_content = JustifyContent::Center;
    node.border = UiRect::all(metrics.px(5.0));
    node.border_radius = BorderRadius::MAX;
    let edge = match (now == Some(place), found) {
        (true, _) => theme::AMBER,
        (false, true) => theme::LEAF,
        (false, false) => theme::WHITE,
    };
    let mut entity =
        parent.spawn((node, BackgroundColor(theme::WHITE.with_alpha(0.86)), BorderColor::all(edge), shadow(metrics)));
    if now.is_none() {
        entity.insert(Tap(Action::Play(Input::Pick(place))));
    } else {
        entity.insert(Pickable::IGNORE);
    }
    entity.with_children(|entity| {
        let inner = Node { width: Val::Percent(72.0), height: Val::Percent(72.0), ..default() };
        entity.spawn((inner, Picture::new(find.prop.picture.clone()), Pickable::IGNORE));
        if !found {
            return;
        }
        let sign = if find.counts { "things/tick.svg" } else { "things/star.svg" };
        let corner =
            Node { position_type: PositionType::Absolute, right: metrics.px(-8.0), top: metrics.px(-8.0), ..default() };
        entity.spawn((corner, Pickable::IGNORE)).with_child(picture(metrics, sign, Vec2::splat(40.0)));
        let label = Node {
            position_type: PositionType::Absolute,
            bottom: metrics.px(-34.0),
            padding: UiRect::axes(metrics.px(14.0), metrics.px(3.0)),
            border_radius: BorderRadius::MAX,
            ..default()
        };
        entity.spawn((label, BackgroundColor(theme::INK), Pickable::IGNORE)).with_child((
            coloured_text(metrics, &board.words(&find.words), 21.0, FontWeight::BOLD, theme::WHITE),
            TextLayout::no_wrap(),
        ));
    });
}
