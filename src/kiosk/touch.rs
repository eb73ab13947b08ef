//! Taps: releases act, presses do not; a touch belongs to the station and the screen that it began on.
//!
//! Anything a child can tap carries a [`Tap`]. One set of observers decides whether a touch counts: pressed and released
//! on the same thing (WCAG 2.5.2), not landed within [`theme::SETTLE`] of a screen change, not rested on for longer than
//! [`theme::LINGER`]. What counts goes out as a [`Tapped`] message.

use super::drag::Drags;
use super::{Action, theme};
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::picking::pointer::PointerId;
use bevy::prelude::*;
use std::collections::HashMap;
use std::time::Duration;

/// Makes an entity tappable and says what a tap on it means.
#[derive(Component, Debug, Clone)]
#[require(TabIndex)]
pub(super) struct Tap(pub Action);

/// How a button looks at rest and under a finger.
#[derive(Component, Debug, Clone, Copy)]
pub(super) struct Paint {
    pub rest: Color,
    pub pressed: Color,
}

/// Something was tapped, and the touch counts.
#[derive(Message, Debug, Clone)]
pub(super) struct Tapped {
    /// What was tapped.
    pub entity: Entity,
    /// What that means.
    pub action: Action,
}

/// When the screen below a finger last changed, on the clock of [`Time<Real>`]. A station has its own; what is shared
/// (the tree) stands as a resource of its plugin.
#[derive(Component, Debug, Clone, Copy, Default)]
pub(super) struct ScreenSince(pub Duration);

/// Touches that are down, and since when.
#[derive(Resource, Default)]
pub(super) struct Down(HashMap<PointerId, (Entity, Duration)>);

impl Down {
    /// Whether this touch began on `entity`, and on a screen that was shown since `shown` and had come to rest.
    pub(super) fn landed_after_settling(&self, pointer: PointerId, entity: Entity, shown: Duration) -> bool {
        self.0.get(&pointer).is_some_and(|(began_on, landed)| *began_on == entity && counts(shown, *landed, *landed))
    }
}

/// Since when the screen that something lies on is shown.
pub(super) fn since(entity: Entity, parents: &Query<&ChildOf>, shown: &Query<&ScreenSince>) -> Duration {
    let mut around = std::iter::once(entity).chain(parents.iter_ancestors(entity));
    around.find_map(|ancestor| shown.get(ancestor).ok()).copied().unwrap_or_default().0
}

/// Whether a touch that landed at `landed` and was released at `released` counts on a screen shown since `shown`.
pub(super) fn counts(shown: Duration, landed: Duration, released: Duration) -> bool {
    landed >= shown + theme::SETTLE && released.saturating_sub(landed) <= theme::LINGER
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Down>()
        .add_message::<Tapped>()
        .add_observer(press)
        .add_observer(click)
        .add_observer(lift)
        .add_observer(stray);
}

fn press(
    press: On<Pointer<Press>>,
    taps: Query<(), Or<(With<Tap>, With<Drags>)>>,
    mut paints: Query<(&Paint, &mut BackgroundColor)>,
    time: Res<Time<Real>>,
    mut down: ResMut<Down>,
) {
    let entity = press.entity;
    if taps.contains(entity) {
        down.0.insert(press.pointer_id, (entity, time.elapsed()));
        if let Ok((paint, mut colour)) = paints.get_mut(entity) {
            colour.0 = paint.pressed;
        }
    }
}

fn click(
    click: On<Pointer<Click>>,
    taps: Query<&Tap>,
    parents: Query<&ChildOf>,
    shown: Query<&ScreenSince>,
    time: Res<Time<Real>>,
    down: Res<Down>,
    mut tapped: MessageWriter<Tapped>,
) {
    let entity = click.entity;
    let Ok(tap) = taps.get(entity) else { return };
    let Some((began_on, landed)) = down.0.get(&click.pointer_id) else { return };
    if *began_on == entity && counts(since(entity, &parents, &shown), *landed, time.elapsed()) {
        tapped.write(Tapped { entity, action: tap.0.clone() });
    }
}

fn lift(release: On<Pointer<Release>>, taps: Query<(), With<Tap>>, paints: Query<(&Paint, &mut BackgroundColor)>) {
    repaint(release.entity, taps, paints);
}

fn stray(out: On<Pointer<Out>>, taps: Query<(), With<Tap>>, paints: Query<(&Paint, &mut BackgroundColor)>) {
    repaint(out.entity, taps, paints);
}

fn repaint(entity: Entity, taps: Query<(), With<Tap>>, mut paints: Query<(&Paint, &mut BackgroundColor)>) {
    if taps.contains(entity)
        && let Ok((paint, mut colour)) = paints.get_mut(entity)
    {
        colour.0 = paint.rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn a_touch_meant_for_the_screen_before_is_ignored() {
        assert!(!counts(ms(1000), ms(1299), ms(1400)));
        assert!(!counts(ms(1000), ms(900), ms(1400)), "it began before the screen was there");
        assert!(counts(ms(1000), ms(1300), ms(1400)));
    }

    #[test]
    fn a_hand_that_leans_on_the_panel_is_not_a_tap() {
        assert!(counts(ms(0), ms(500), ms(2500)));
        assert!(!counts(ms(0), ms(500), ms(2501)));
    }
}
