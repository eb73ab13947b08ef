//! A make-believe computer on which something nasty pops up: hide it, close it, switch off, press it, or tell. What pops up
//! is only ever a covered shape.

use super::super::pictures::Picture;
use super::super::read_along::Line;
use super::super::theme;
use super::super::widgets::{picture, shadow};
use super::{Board, Labelled, card_width, labelled, question, robin_says, row};
use crate::content::keys as k;
use crate::domain::ids::Key;
use crate::domain::lesson::{Face, Person, Standing, WindowAct};
use crate::domain::play::{Input, Moment};
use bevy::prelude::*;

/// The signs of the three dots of a window's bar.
const DOTS: [Color; 3] = [theme::CORAL, theme::AMBER, theme::LEAF];

pub(super) fn show(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, asked: &Key, page: &str, adult: Person) {
    let act = match board.play.moment() {
        Moment::Acted(act) => Some(act),
        _ => None,
    };
    let computer = board.play.work().computer;
    let told = act == Some(WindowAct::Tell);
    parent.spawn(super::column(board)).with_children(|column| {
        match (act, board.play.narration().first()) {
            (Some(_), Some(said)) => {
                let mood = if matches!(act, Some(WindowAct::Hide | WindowAct::Tell)) { "proud" } else { "unsure" };
                robin_says(column, board, mood, &board.words(said));
            }
            _ => question(column, board, &board.words(asked)),
        }
        let middle = Node {
            direction: board.lang.direction(),
            flex_grow: 1.0,
            min_height: Val::ZERO,
            align_items: AlignItems::FlexEnd,
            justify_content: JustifyContent::Center,
            column_gap: board.metrics.px(30.0),
            ..default()
        };
        column.spawn((middle, Pickable::IGNORE)).with_children(|middle| {
            screen(middle, board, page, act);
            if told || computer.told {
                let standing = Standing { who: adult, face: if told { Face::Proud } else { Face::Happy }, at: 50 };
                middle.spawn(picture(board.metrics, &standing.picture(), Vec2::new(250.0, 292.0)));
            }
        });
        if act.is_none() {
            acts(column, board);
        }
    });
}

/// What can still be done.
fn acts(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>) {
    let computer = board.play.work().computer;
    let left = WindowAct::ALL.iter().copied().filter(|act| match act {
        WindowAct::Hide => !computer.hidden,
        WindowAct::Click => !computer.hidden,
        WindowAct::Tell => !computer.told,
        WindowAct::Close | WindowAct::SwitchOff => true,
    });
    let left: Vec<WindowAct> = left.collect();
    let width = card_width(left.len());
    parent.spawn((row(board), Pickable::IGNORE)).with_children(|row| {
        for act in left {
            let key = match act {
                WindowAct::Hide => k::WINDOW_HIDE,
                WindowAct::Close => k::WINDOW_CLOSE,
                WindowAct::SwitchOff => k::WINDOW_SWITCH_OFF,
                WindowAct::Click => k::WINDOW_CLICK,
                WindowAct::Tell => k::WINDOW_TELL,
            };
            let height = if width < 230.0 { 68.0 } else { 88.0 };
            let look = Labelled { width, height, tint: act as usize, chosen: false, drags: false };
            let file = format!("things/{}.svg", act.code());
            labelled(row, board, &file, &Line::of(board.lang, key), look, Some(Input::Act(act)));
        }
    });
}

/// The computer's screen.
fn screen(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, page: &str, act: Option<WindowAct>) {
    let metrics = board.metrics;
    let computer = board.play.work().computer;
    let dark = act == Some(WindowAct::SwitchOff);
    let gone = act == Some(WindowAct::Close);
    let frame = Node {
        width: metrics.px(640.0),
        height: Val::Percent(100.0),
        flex_direction: FlexDirection::Column,
        padding: UiRect::all(metrics.px(16.0)),
        border_radius: BorderRadius::all(metrics.px(28.0)),
        ..default()
    };
    parent.spawn((frame, BackgroundColor(theme::INK), shadow(metrics), Pickable::IGNORE)).with_children(|frame| {
        let glass = Node {
            flex_grow: 1.0,
            flex_direction: FlexDirection::Column,
            overflow: Overflow::clip(),
            border_radius: BorderRadius::all(metrics.px(14.0)),
            ..default()
        };
        let colour = if dark { theme::SLATE } else { theme::SKY };
        frame.spawn((glass, BackgroundColor(colour), Pickable::IGNORE)).with_children(|glass| {
            if dark {
                return;
            }
            window_bar(glass, board);
            let body = Node {
                flex_grow: 1.0,
                align_items: AlignItems::Center,
                justify_content: JustifyContent::Center,
                ..default()
            };
            glass.spawn((body, Pickable::IGNORE)).with_children(|body| {
                if gone {
                    return;
                }
                body.spawn(picture(metrics, page, Vec2::new(330.0, 250.0)));
                if !computer.hidden {
                    for more in 0..=computer.more {
                        pop_up(body, board, f32::from(more));
                    }
                }
            });
        });
    });
}

/// The bar of a program's window, with what is hidden at its end.
fn window_bar(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>) {
    let metrics = board.metrics;
    let bar = Node {
        direction: board.lang.direction(),
        height: metrics.px(44.0),
        flex_shrink: 0.0,
        align_items: AlignItems::Center,
        column_gap: metrics.px(10.0),
        padding: UiRect::axes(metrics.px(18.0), Val::ZERO),
        ..default()
    };
    parent.spawn((bar, BackgroundColor(theme::BAR), Pickable::IGNORE)).with_children(|bar| {
        for colour in DOTS {
            let dot = Node {
                width: metrics.px(15.0),
                height: metrics.px(15.0),
                border_radius: BorderRadius::MAX,
                ..default()
            };
            bar.spawn((dot, BackgroundColor(colour), Pickable::IGNORE));
        }
        if board.play.work().computer.hidden {
            bar.spawn((Node { flex_grow: 1.0, ..default() }, Pickable::IGNORE));
            let tab = Node {
                width: metrics.px(120.0),
                height: metrics.px(28.0),
                border_radius: BorderRadius::MAX,
                ..default()
            };
            bar.spawn((tab, BackgroundColor(theme::PLUM), Pickable::IGNORE));
        }
    });
}

/// What popped up; each more of them a little further down and along.
fn pop_up(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, number: f32) {
    let metrics = board.metrics;
    let place = Node {
        position_type: PositionType::Absolute,
        left: metrics.px(140.0 + number * 70.0),
        top: metrics.px(18.0 + number * 34.0),
        width: metrics.px(300.0),
        height: metrics.px(220.0),
        ..default()
    };
    parent.spawn((place, Picture::new("things/covered.svg"), Pickable::IGNORE));
}
