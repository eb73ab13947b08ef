//! Leaves sway for a while after the tree was touched, and a bud opens into a leaf. Then the machine rests.

use super::super::frame::KeepMoving;
use super::super::mode::LastTouch;
use super::super::panel::PanelSettings;
use super::super::voice::Sound;
use super::super::{Stage, theme};
use super::Leaf;
use crate::domain::ids::PupilId;
use bevy::prelude::*;
use std::time::Duration;

/// A bud has just become a leaf.
#[derive(Message, Debug, Clone)]
pub(super) struct Opened(pub PupilId);

/// A leaf that is opening, since when.
#[derive(Component)]
struct Opening(Duration);

/// How far a leaf sways to either side, radians.
const SWAY: f32 = 0.035;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Opened>().add_systems(Update, (open, grow, sway).chain().in_set(Stage::Show).after(super::draw));
}

fn open(
    mut opened: MessageReader<Opened>,
    leaves: Query<(Entity, &Leaf)>,
    settings: Res<PanelSettings>,
    time: Res<Time<Real>>,
    mut sound: MessageWriter<Sound>,
    mut commands: Commands,
) {
    for Opened(pupil) in opened.read() {
        sound.write(Sound::Leaf);
        if let Some((leaf, _)) = leaves.iter().find(|(_, leaf)| &leaf.pupil == pupil)
            && settings.motion
        {
            commands.entity(leaf).insert(Opening(time.elapsed()));
        }
    }
}

fn grow(
    mut leaves: Query<(Entity, &Opening, &mut UiTransform)>,
    time: Res<Time<Real>>,
    mut moving: MessageWriter<KeepMoving>,
    mut commands: Commands,
) {
    for (leaf, opening, mut transform) in &mut leaves {
        let share = (time.elapsed().saturating_sub(opening.0).as_secs_f32() / theme::OPENING.as_secs_f32()).min(1.0);
        transform.scale = Vec2::splat(unfolding(share));
        moving.write(KeepMoving);
        if share >= 1.0 {
            commands.entity(leaf).remove::<Opening>();
        }
    }
}

/// The size of an opening leaf: from small, a little past full size, back to full size.
fn unfolding(share: f32) -> f32 {
    let past = 1.70158;
    let back = share - 1.0;
    let eased = 1.0 + (past + 1.0) * back.powi(3) + past * back.powi(2);
    0.35 + 0.65 * eased
}

fn sway(
    mut leaves: Query<(&Leaf, &mut UiTransform)>,
    settings: Res<PanelSettings>,
    time: Res<Time<Real>>,
    last: Res<LastTouch>,
    mut moving: MessageWriter<KeepMoving>,
) {
    if !settings.motion || leaves.is_empty() {
        return;
    }
    let since = time.elapsed().saturating_sub(last.0);
    let left = 1.0 - since.as_secs_f32() / theme::SWAY_FOR.as_secs_f32();
    if left < -0.1 {
        return;
    }
    moving.write(KeepMoving);
    for (number, (leaf, mut transform)) in leaves.iter_mut().enumerate() {
        let swing = (since.as_secs_f32() * 2.4 + number as f32 * 0.9).sin() * SWAY * left.max(0.0);
        let rotation = Rot2::radians(leaf.lean + swing);
        if transform.rotation != rotation {
            transform.rotation = rotation;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_leaf_ends_at_its_full_size() {
        assert!((unfolding(0.0) - 0.35).abs() < 1e-3);
        assert!((unfolding(1.0) - 1.0).abs() < 1e-5);
        assert!((0..=100).all(|i| unfolding(i as f32 / 100.0) < 1.2));
    }
}
