//! The idle screen: the tree at rest, no names. A grown-up opens it.

use super::mode::Mode;
use super::panel::Metrics;
use super::pictures::Picture;
use super::school::Lang;
use super::touch::ScreenSince;
use super::tree::layout::{LEAF_PICTURE, TREE, places};
use super::tree::leaf_file;
use super::widgets::{picture, round, text};
use super::{Action, Stage, theme};
use crate::content::keys as k;
use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;
use bevy::text::FontWeight;

/// The idle screen.
#[derive(Component)]
#[require(ScreenSince, TabGroup)]
pub(super) struct IdleScreen;

/// Leaves on the tree at rest: as many as look well, whatever the class.
const LEAVES: usize = 23;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, draw.in_set(Stage::Show));
}

fn draw(
    mode: Res<Mode>,
    (lang, metrics): (Res<Lang>, Res<Metrics>),
    screens: Query<Entity, With<IdleScreen>>,
    time: Res<Time<Real>>,
    mut commands: Commands,
) {
    let wanted = *mode == Mode::Idle;
    if wanted != screens.is_empty() && !(wanted && metrics.is_changed()) {
        return;
    }
    screens.iter().for_each(|screen| commands.entity(screen).despawn());
    if !wanted {
        return;
    }
    let stage = metrics.stage();
    let screen = Node {
        direction: lang.direction(),
        position_type: PositionType::Absolute,
        top: Val::Px(metrics.reach),
        width: Val::Px(metrics.window.x),
        height: Val::Px(metrics.window.y - metrics.reach),
        ..default()
    };
    let place = |left: f32, top: f32, size: Vec2| Node {
        position_type: PositionType::Absolute,
        left: metrics.px(left),
        top: metrics.px(top),
        width: metrics.px(size.x),
        height: metrics.px(size.y),
        ..default()
    };
    let corner = Vec2::new((stage.x - TREE.x) / 2.0, (stage.y - theme::DESIGN.y) / 2.0 + 56.0);
    let mut screen = commands.spawn((IdleScreen, ScreenSince(time.elapsed()), screen, Pickable::IGNORE));
    screen.with_children(|screen| {
        let tree = (place(corner.x, corner.y, TREE), Picture::new("scene/tree.svg"), Pickable::IGNORE);
        screen.spawn(tree).with_children(|tree| {
            for (number, leaf) in places(LEAVES).into_iter().enumerate() {
                let file = leaf_file(number);
                let at = leaf.centre - LEAF_PICTURE * leaf.size / 2.0;
                let lean = UiTransform::from_rotation(Rot2::radians(leaf.lean * 1.6));
                tree.spawn((place(at.x, at.y, LEAF_PICTURE * leaf.size), Picture::new(file), lean, Pickable::IGNORE));
            }
        });
        let foot = Node {
            direction: lang.direction(),
            position_type: PositionType::Absolute,
            left: metrics.px(40.0),
            right: metrics.px(40.0),
            bottom: metrics.px(20.0),
            align_items: AlignItems::Center,
            column_gap: metrics.px(24.0),
            ..default()
        };
        screen.spawn((foot, Pickable::IGNORE)).with_children(|foot| {
            foot.spawn(round(&metrics, "icons/lock.svg", 76.0, Action::Teacher));
            foot.spawn(text(&metrics, &lang.text(k::IDLE_WAIT), theme::TEXT_BODY, FontWeight::BOLD));
            foot.spawn((Node { flex_grow: 1.0, ..default() }, Pickable::IGNORE));
            foot.spawn(picture(&metrics, "scene/robin.svg", Vec2::new(140.0, 99.0)));
        });
    });
}
