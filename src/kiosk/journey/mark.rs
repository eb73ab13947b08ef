//! The mark: a pad for a finger, or a stamp chosen instead.

use super::super::Stage;
use super::super::ink::InkPad;
use super::super::panel::Metrics;
use super::super::station::{Feed, Station, Working};
use super::super::touch::{Paint, ScreenSince, Tap};
use super::super::widgets::{Look, card, picture, text};
use super::super::{Action, theme};
use super::{Page, bottom_bar};
use crate::content::keys as k;
use crate::domain::journey::{Input, Step};
use crate::domain::mark::{BOX_HEIGHT, BOX_WIDTH, Point, Stamp};
use bevy::picking::pointer::PointerId;
use bevy::prelude::*;
use bevy::text::FontWeight;
use bevy::ui::{ComputedNode, UiGlobalTransform};

/// Width of the pad, design units; its height follows the box of [`crate::domain::mark`].
const PAD_WIDTH: f32 = 790.0;

/// The size of a stamp's picture.
pub(super) const STAMP: Vec2 = Vec2::splat(116.0);

/// A stamp's picture.
pub(super) fn stamp_file(stamp: Stamp) -> String {
    format!("stamps/{}.svg", stamp.code())
}

/// A stamp that can be chosen; the chosen one wears a leaf-green ring and a tick.
#[derive(Component, Debug, Clone, Copy)]
struct StampChoice(Stamp);

/// The tick on a stamp's corner.
#[derive(Component)]
struct StampTick(Stamp);

/// The pill that finishes, pale until there is a mark.
#[derive(Component)]
struct FinishPill;

pub(super) fn plugin(app: &mut App) {
    app.add_observer(ink_down)
        .add_observer(ink_move)
        .add_systems(Update, (ring_the_stamp, wake_the_finish).in_set(Stage::Show));
}

fn frame(page: &Page<'_>) -> Node {
    Node {
        width: page.metrics.px(900.0),
        flex_grow: 1.0,
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        row_gap: page.metrics.px(16.0),
        margin: UiRect::top(page.metrics.px(30.0)),
        padding: UiRect::axes(page.metrics.px(40.0), page.metrics.px(18.0)),
        ..default()
    }
}

pub(super) fn drawing(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    let metrics = page.metrics;
    parent.spawn(card(metrics, frame(page))).with_children(|card| {
        card.spawn(page.words(k::WRITE_YOUR_NAME, theme::TEXT_TITLE, FontWeight::BOLD));
        card.spawn((
            Node {
                width: metrics.px(PAD_WIDTH),
                height: metrics.px(PAD_WIDTH * f32::from(BOX_HEIGHT) / f32::from(BOX_WIDTH)),
                border: UiRect::all(metrics.px(3.0)),
                border_radius: BorderRadius::all(metrics.px(24.0)),
                overflow: Overflow::clip(),
                ..default()
            },
            BackgroundColor(theme::WHITE),
            BorderColor::all(theme::EDGE),
            InkPad::default(),
            children![baseline(metrics)],
        ));
        card.spawn(signed_line(page));
    });
    bottom_bar(parent, page, true, |bar| {
        bar.spawn(page.pill(Look::Secondary, None, k::START_AGAIN, 200.0, Input::StartAgain));
        bar.spawn(page.pill(Look::Secondary, None, k::PICK_A_STAMP_INSTEAD, 280.0, Input::StampInstead));
        bar.spawn((FinishPill, page.pill(Look::Primary, None, k::FINISHED, 220.0, Input::Finished)));
    });
}

/// The dashed line to write on.
fn baseline(metrics: &Metrics) -> impl Bundle + use<> {
    const DASHES: usize = 42;
    let dash = Node { width: metrics.px(8.0), height: metrics.px(3.0), border_radius: BorderRadius::MAX, ..default() };
    let dashes = (0..DASHES).map(move |_| (dash.clone(), BackgroundColor(theme::EDGE), Pickable::IGNORE));
    (
        Node {
            position_type: PositionType::Absolute,
            left: Val::Percent(5.0),
            right: Val::Percent(5.0),
            top: Val::Percent(76.0),
            justify_content: JustifyContent::SpaceBetween,
            ..default()
        },
        Pickable::IGNORE,
        Children::spawn(SpawnIter(dashes)),
    )
}

pub(super) fn stamping(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    let metrics = page.metrics;
    parent.spawn(card(metrics, frame(page))).with_children(|card| {
        card.spawn(page.words(k::PICK_A_STAMP, theme::TEXT_TITLE, FontWeight::BOLD));
        let grid = Node {
            width: metrics.px(730.0),
            flex_wrap: FlexWrap::Wrap,
            justify_content: JustifyContent::Center,
            column_gap: metrics.px(26.0),
            row_gap: metrics.px(22.0),
            ..default()
        };
        card.spawn((grid, Pickable::IGNORE)).with_children(|grid| {
            for stamp in Stamp::ALL {
                grid.spawn(stamp_button(page, stamp));
            }
        });
        card.spawn(signed_line(page));
    });
    bottom_bar(parent, page, true, |bar| {
        bar.spawn(page.pill(Look::Secondary, Some("icons/pencil.svg"), k::WRITE_INSTEAD, 300.0, Input::WriteInstead));
        bar.spawn((FinishPill, page.pill(Look::Primary, None, k::FINISHED, 220.0, Input::Finished)));
    });
}

fn stamp_button(page: &Page<'_>, stamp: Stamp) -> impl Bundle + use<> {
    let metrics = page.metrics;
    (
        StampChoice(stamp),
        Node {
            width: metrics.touchable(154.0),
            height: metrics.touchable(154.0),
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            border: UiRect::all(metrics.px(6.0)),
            border_radius: BorderRadius::all(metrics.px(30.0)),
            ..default()
        },
        BackgroundColor(theme::WHITE),
        BorderColor::all(theme::WHITE),
        Paint { rest: theme::WHITE, pressed: theme::WHITE_DEEP },
        super::super::widgets::shadow(metrics),
        Tap(Action::Journey(Input::PickStamp(stamp))),
        children![
            picture(metrics, &stamp_file(stamp), STAMP),
            (
                StampTick(stamp),
                Node {
                    position_type: PositionType::Absolute,
                    right: metrics.px(-14.0),
                    top: metrics.px(-14.0),
                    width: metrics.px(44.0),
                    height: metrics.px(44.0),
                    align_items: AlignItems::Center,
                    justify_content: JustifyContent::Center,
                    border_radius: BorderRadius::MAX,
                    display: Display::None,
                    ..default()
                },
                BackgroundColor(theme::LEAF),
                Pickable::IGNORE,
                children![picture(metrics, "icons/tick.svg", Vec2::splat(28.0))],
            ),
        ],
    )
}

/// Name, class and date: what is signed with.
fn signed_line(page: &Page<'_>) -> impl Bundle + use<> {
    let journey = page.journey;
    let pupil = page.school.pupil(journey.pupil());
    let class = pupil.and_then(|pupil| page.school.class(&pupil.class));
    let name = pupil.map_or_else(String::new, |pupil| {
        let full = journey.agreement().signed_with.contains(&crate::domain::agreement::SignedField::FullName);
        if full { pupil.full_name() } else { page.name() }
    });
    let class = class.map_or_else(String::new, |class| page.lang.text_with(k::TREE_CLASS, &[("class", &class.name)]));
    let today = page.lang.date(super::super::school::local(jiff::Timestamp::now().as_millisecond()).date());
    let line = page.lang.text_with(k::MARK_LINE, &[("name", &name), ("class", &class), ("date", &today)]);
    text(page.metrics, &line, 23.0, FontWeight::NORMAL)
}

fn ring_the_stamp(
    stations: Query<&Working, (With<Station>, Changed<Working>)>,
    mut choices: Query<(&StampChoice, &mut BorderColor)>,
    mut ticks: Query<(&StampTick, &mut Node)>,
) {
    let Some(working) = stations.iter().find(|working| working.0.step() == Step::Stamping) else { return };
    let chosen = working.0.stamp();
    for (choice, mut edge) in &mut choices {
        edge.set_all(if Some(choice.0) == chosen { theme::LEAF } else { theme::WHITE });
    }
    for (tick, mut node) in &mut ticks {
        node.display = if Some(tick.0) == chosen { Display::Flex } else { Display::None };
    }
}

/// “Finished” stands out only once there is something to finish.
fn wake_the_finish(
    working: Query<&Working>,
    parents: Query<&ChildOf>,
    mut pills: Query<(Entity, &mut Paint, &mut BackgroundColor), With<FinishPill>>,
) {
    for (pill, mut paint, mut colour) in &mut pills {
        let Some(ready) = parents.iter_ancestors(pill).find_map(|ancestor| working.get(ancestor).ok()) else {
            continue;
        };
        let rest = if ready.0.can_finish() { theme::LEAF } else { theme::LEAF_RESTING };
        if paint.rest != rest {
            paint.rest = rest;
            colour.0 = rest;
        }
    }
}

/// Where a pointer is in the pad's box, held inside it.
fn in_box(at: Vec2, node: &ComputedNode, transform: &UiGlobalTransform) -> Option<Point> {
    let logical = at / node.inverse_scale_factor();
    let local = transform.try_inverse()?.transform_point2(logical) / node.size + Vec2::splat(0.5);
    let across = |share: f32, length: u16| (share.clamp(0.0, 1.0) * f32::from(length)).round() as u16;
    Some(Point(across(local.x, BOX_WIDTH), across(local.y, BOX_HEIGHT)))
}

fn ink_down(
    press: On<Pointer<Press>>,
    mut pads: Query<(&mut InkPad, &ComputedNode, &UiGlobalTransform)>,
    parents: Query<&ChildOf>,
    stations: Query<(Entity, &ScreenSince), With<Station>>,
    time: Res<Time<Real>>,
    mut feed: MessageWriter<Feed>,
) {
    let Ok((mut pad, node, transform)) = pads.get_mut(press.entity) else { return };
    let Some((station, since)) = parents.iter_ancestors(press.entity).find_map(|a| stations.get(a).ok()) else {
        return;
    };
    // A second finger or a sleeve does not write; nor does the touch that brought this screen.
    let busy = pad.finger.is_some_and(|finger| finger != press.pointer_id && finger != PointerId::Mouse);
    if busy || time.elapsed() < since.0 + theme::SETTLE {
        return;
    }
    if let Some(point) = in_box(press.pointer_location.position, node, transform) {
        pad.finger = Some(press.pointer_id);
        feed.write(Feed { station, input: Input::InkDown(point) });
    }
}

fn ink_move(
    drag: On<Pointer<Drag>>,
    pads: Query<(&InkPad, &ComputedNode, &UiGlobalTransform)>,
    parents: Query<&ChildOf>,
    stations: Query<Entity, With<Station>>,
    mut feed: MessageWriter<Feed>,
) {
    let Ok((pad, node, transform)) = pads.get(drag.entity) else { return };
    if pad.finger != Some(drag.pointer_id) {
        return;
    }
    let Some(station) = parents.iter_ancestors(drag.entity).find(|ancestor| stations.contains(*ancestor)) else {
        return;
    };
    if let Some(point) = in_box(drag.pointer_location.position, node, transform) {
        feed.write(Feed { station, input: Input::InkMove(point) });
    }
}
