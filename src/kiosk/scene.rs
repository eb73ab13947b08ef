//! What lies behind everything: the camera, the sky and the hills.

use super::pictures::Picture;
use super::theme;
use bevy::prelude::*;

/// Behind every child's screen.
const BEHIND: GlobalZIndex = GlobalZIndex(-10);

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(ClearColor(theme::SKY)).add_systems(Startup, spawn);
}

fn spawn(mut commands: Commands) {
    commands.spawn((Camera2d, Msaa::Off, IsDefaultUiCamera));
    commands.spawn((
        Node {
            position_type: PositionType::Absolute,
            width: Val::Percent(100.0),
            height: Val::Percent(100.0),
            ..default()
        },
        Picture::cover("scene/sky-hills.svg"),
        BEHIND,
        Pickable::IGNORE,
    ));
}
