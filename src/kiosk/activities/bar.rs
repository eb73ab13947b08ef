//! The row below a lesson. For a child alone: back, hear it again, go on, and Robin in Robin's corner. For a class: the
//! teacher's pace.

use super::super::panel::Metrics;
use super::super::widgets::{Look, back, pill, robin, round};
use super::super::{Action, theme};
use super::Board;
use crate::content::keys as k;
use crate::domain::journey;
use crate::domain::play::{Audience, Input, Moment};
use bevy::prelude::*;

/// How much of the screen's lower end belongs to the bar.
pub(super) fn height(metrics: &Metrics) -> Val {
    match (metrics.button_height(), metrics.px(36.0)) {
        (Val::Px(button), Val::Px(around)) => Val::Px(button + around),
        (other, _) => other,
    }
}

pub(super) fn show(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>) {
    let metrics = board.metrics;
    let node = Node {
        direction: board.lang.direction(),
        position_type: PositionType::Absolute,
        width: Val::Percent(100.0),
        bottom: metrics.px(20.0),
        align_items: AlignItems::Center,
        column_gap: metrics.px(theme::GAP),
        padding: UiRect::axes(metrics.px(40.0), Val::ZERO),
        ..default()
    };
    parent.spawn((node, Pickable::IGNORE)).with_children(|bar| match board.play.audience() {
        Audience::Alone => alone(bar, board),
        Audience::Class => class(bar, board),
    });
}

/// Across a round button, design units.
const SMALL: f32 = 70.0;

fn small(bar: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, icon: &str, action: Action) {
    bar.spawn(round(board.metrics, icon, SMALL, action));
}

fn wide(bar: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, look: Look, key: &str, width: f32, input: Input) {
    let words = board.lang.text(key);
    let direction = board.lang.direction();
    bar.spawn(pill(board.metrics, direction, look, None, &words, width, Action::Play(input)));
}

fn space(bar: &mut ChildSpawnerCommands<'_>) {
    bar.spawn((Node { flex_grow: 1.0, ..default() }, Pickable::IGNORE));
}

fn alone(bar: &mut ChildSpawnerCommands<'_>, board: &Board<'_>) {
    let ways = board.play.ways();
    // From the first screen the way back leads to “Is this you?”.
    let to = if ways.back { Action::Play(Input::Back) } else { Action::Journey(journey::Input::Back) };
    bar.spawn(back(board.metrics, board.lang.direction(), SMALL, to));
    if board.play.narration().iter().any(|key| board.lang.clip(key).is_some()) {
        small(bar, board, "icons/speaker.svg", Action::Play(Input::HearAgain));
    }
    space(bar);
    if ways.again {
        wide(bar, board, Look::Primary, k::LESSON_TRY_ANOTHER, 270.0, Input::TryAgain);
    }
    if ways.next {
        let look = if ways.again { Look::Secondary } else { Look::Primary };
        wide(bar, board, look, k::CARRY_ON, 240.0, Input::Next);
    }
    space(bar);
    let ask = Action::Journey(journey::Input::GetGrownUp);
    bar.spawn(robin(board.metrics, board.lang, ask));
}

fn class(bar: &mut ChildSpawnerCommands<'_>, board: &Board<'_>) {
    let ways = board.play.ways();
    small(bar, board, "icons/close.svg", Action::LeaveLesson);
    if board.play.is_paused() {
        space(bar);
        wide(bar, board, Look::Primary, k::LESSON_RESUME, 280.0, Input::Pause);
        space(bar);
        return;
    }
    if ways.back {
        bar.spawn(back(board.metrics, board.lang.direction(), SMALL, Action::Play(Input::Back)));
    }
    small(bar, board, "icons/speaker.svg", Action::Play(Input::HearAgain));
    small(bar, board, "icons/pause.svg", Action::Play(Input::Pause));
    space(bar);
    if ways.again {
        wide(bar, board, Look::Secondary, k::LESSON_TRY_ANOTHER, 270.0, Input::TryAgain);
    }
    if board.play.moment() != Moment::Talk {
        wide(bar, board, Look::Secondary, k::LESSON_TALK, 270.0, Input::Talk);
    }
    if ways.next {
        wide(bar, board, Look::Primary, k::LESSON_NEXT, 240.0, Input::Next);
    }
}
