//! Cards follow a finger. Every drag has a twin of taps alone: dropping a card does what a tap would have done.
//!
//! A card that can be tapped itself (put in order) may be dropped on any [`Place`]; one that cannot (put into a box) is
//! dropped on what would have been tapped.

use super::touch::{self, Down, Paint, ScreenSince, Tap, Tapped};
use bevy::prelude::*;

/// This card goes with the finger that holds it.
#[derive(Component, Debug, Clone, Copy, Default)]
#[require(UiTransform)]
pub(super) struct Drags;

/// Where cards that can be tapped may be dropped.
#[derive(Component, Debug, Clone, Copy)]
pub(super) struct Place;

/// Above everything that lies still.
const IN_HAND: GlobalZIndex = GlobalZIndex(20);

/// A card in hand does not hide what lies below it from the finger.
const SEEN_THROUGH: Pickable = Pickable { should_block_lower: false, is_hoverable: true };

pub(super) fn plugin(app: &mut App) {
    app.add_observer(begin)
        .add_observer(go)
        .add_observer(enter)
        .add_observer(leave)
        .add_observer(drop)
        .add_observer(end);
}

fn begin(start: On<Pointer<DragStart>>, cards: Query<(), With<Drags>>, mut commands: Commands) {
    if cards.contains(start.entity) {
        commands.entity(start.entity).insert((IN_HAND, SEEN_THROUGH));
    }
}

fn go(drag: On<Pointer<Drag>>, mut cards: Query<&mut UiTransform, With<Drags>>) {
    if let Ok(mut card) = cards.get_mut(drag.entity) {
        card.translation = Val2::px(drag.distance.x, drag.distance.y);
    }
}

/// What a dropped card would be given to shows that it would take it.
fn enter(
    enter: On<Pointer<DragEnter>>,
    cards: Query<(), (With<Drags>, Without<Tap>)>,
    mut targets: Query<(&Paint, &mut BackgroundColor), With<Tap>>,
) {
    if let (true, Ok((paint, mut colour))) = (cards.contains(enter.dragged), targets.get_mut(enter.entity)) {
        colour.0 = paint.pressed;
    }
}

fn leave(leave: On<Pointer<DragLeave>>, mut targets: Query<(&Paint, &mut BackgroundColor), With<Tap>>) {
    if let Ok((paint, mut colour)) = targets.get_mut(leave.entity) {
        colour.0 = paint.rest;
    }
}

fn drop(
    drop: On<Pointer<DragDrop>>,
    cards: Query<Option<&Tap>, With<Drags>>,
    targets: Query<Option<&Tap>, Or<(With<Tap>, With<Place>)>>,
    places: Query<(), With<Place>>,
    parents: Query<&ChildOf>,
    shown: Query<&ScreenSince>,
    down: Res<Down>,
    mut tapped: MessageWriter<Tapped>,
) {
    let (Ok(card), Ok(target)) = (cards.get(drop.dropped), targets.get(drop.entity)) else { return };
    let (entity, action) = match (card, target) {
        (Some(Tap(own)), _) if places.contains(drop.entity) => (drop.dropped, own.clone()),
        (None, Some(Tap(theirs))) => (drop.entity, theirs.clone()),
        _ => return,
    };
    // However long it took: a hand that leans does not carry a card anywhere.
    if down.landed_after_settling(drop.pointer_id, drop.dropped, touch::since(drop.dropped, &parents, &shown)) {
        tapped.write(Tapped { entity, action });
    }
}

/// Let go, a card lies where it lay; if it was dropped somewhere, the next screen shows it there.
fn end(end: On<Pointer<DragEnd>>, mut cards: Query<&mut UiTransform, With<Drags>>, mut commands: Commands) {
    if let Ok(mut card) = cards.get_mut(end.entity) {
        card.translation = Val2::ZERO;
        commands.entity(end.entity).remove::<GlobalZIndex>().insert(Pickable::default());
    }
}
