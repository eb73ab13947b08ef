//! What lies behind everything: the camera, the sky and the hills.

use super::panel::Metrics;
use super::pictures::Picture;
use super::{paint, theme};
use bevy::prelude::*;

/// Behind every child's screen.
const BEHIND: GlobalZIndex = GlobalZIndex(-10);

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(ClearColor(theme::SKY)).add_systems(Startup, spawn).add_systems(PostUpdate, rest_when_covered);
}

/// Something that covers all of what lies behind: then the sky need not be drawn.
#[derive(Component)]
pub(super) struct Covers;

/// The sky and the hills.
#[derive(Component)]
struct Sky;

/// A panel without a graphics processor draws every layer by hand, also those that nobody sees.
fn rest_when_covered(
    covers: Query<(), With<Covers>>,
    metrics: Res<Metrics>,
    mut skies: Query<&mut Visibility, With<Sky>>,
) {
    // With the stronger contrast nothing lies behind the words.
    let wanted = if covers.is_empty() && !metrics.contrast { Visibility::Inherited } else { Visibility::Hidden };
    for mut seen in &mut skies {
        seen.set_if_neq(wanted);
    }
}

fn spawn(mut commands: Commands) {
    commands.spawn((Camera2d, Msaa::Off, IsDefaultUiCamera, paint::straight()));
    commands.spawn((
        Node {
            position_type: PositionType::Absolute,
            width: Val::Percent(100.0),
            height: Val::Percent(100.0),
            ..default()
        },
        Sky,
        Picture::cover("scene/sky-hills.svg"),
        BEHIND,
        Pickable::IGNORE,
    ));
}
